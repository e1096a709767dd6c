//! How far deals came that stood open in a period, by every stage that they ever had.

use rusqlite::named_params;

use super::{Period, Whose};
use crate::problem::Failure;
use crate::store::Store;

/// Deals that went the same way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Every stage that they had until the period ended, in no order.
    pub stages: Vec<String>,
    /// How they ended, if they had.
    pub outcome: Option<String>,
    pub deals: i64,
    /// Expected, in fen, as it was when the period ended.
    pub value: i64,
}

/// One stage of one deal.
struct Passed {
    deal: i64,
    value: i64,
    outcome: Option<String>,
    stage: String,
}

fn passed(own: &str) -> String {
    format!(
        "SELECT d.id,
           CAST(coalesce((SELECT v.new FROM turn v WHERE v.record = d.id AND v.attribute = 'value'
                     AND v.noun = 'deal' AND v.at < :to ORDER BY v.at DESC, v.id DESC LIMIT 1),
                    d.value, 0) AS INTEGER),
           CASE WHEN d.closed_at < :to THEN d.outcome END,
           coalesce(t.new, d.stage)
    FROM deal d JOIN customer c ON c.id = d.customer
    LEFT JOIN turn t ON t.record = d.id AND t.attribute = 'stage' AND t.noun = 'deal'
         AND t.at < :to AND t.new IS NOT NULL
    WHERE d.removed_at IS NULL AND c.removed_at IS NULL
      AND {own}
      AND d.opened < :to AND (d.closed_at IS NULL OR d.closed_at >= :from)
    ORDER BY d.id"
    )
}

impl Store {
    /// The ways of the deals that stood open in a period, of these people and customers.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn ways(&self, whose: &Whose, period: &Period) -> Result<Vec<Way>, Failure> {
        let (from, to) = (period.from.stored(), period.to.stored());
        let params = named_params! { ":from": from, ":to": to };
        let sql = passed(&whose.of("d.owner", "d.customer"));
        let passed = self.rows(&sql, params, |row| {
            Ok(Passed {
                deal: row.get(0)?,
                value: row.get(1)?,
                outcome: row.get(2)?,
                stage: row.get(3)?,
            })
        })?;
        let mut ways: Vec<Way> = Vec::new();
        for deal in passed.chunk_by(|one, other| one.deal == other.deal) {
            let Some(first) = deal.first() else { continue };
            let mut stages: Vec<String> = deal.iter().map(|one| one.stage.clone()).collect();
            stages.sort_unstable();
            stages.dedup();
            let known = ways
                .iter()
                .position(|way| way.stages == stages && way.outcome == first.outcome);
            let way = match known {
                Some(at) => ways.get_mut(at),
                None => {
                    ways.push(Way {
                        stages,
                        outcome: first.outcome.clone(),
                        deals: 0,
                        value: 0,
                    });
                    ways.last_mut()
                }
            };
            if let Some(way) = way {
                way.deals += 1;
                way.value += first.value;
            }
        }
        Ok(ways)
    }
}
