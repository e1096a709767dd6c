//! Deals of a period: opened, won, lost, how long the won ones took, why; and the
//! pipeline as it stood when the period ended.

use rusqlite::named_params;

use super::counting::split;
use super::headline::share;
use super::{Asked, Headline, Lasted, Tabled, Tally};
use crate::problem::Failure;
use crate::store::Store;

/// What became of deals in a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selling {
    pub opened: i64,
    pub won: i64,
    pub lost: i64,
    /// What the won ones came to, in fen (K18).
    pub amount: i64,
    /// From when we knew of a new customer, or from when a deal with an old one
    /// was opened, to the day it was won (K19).
    pub cycle: Lasted,
    /// Open when the period ended, by the stage and the value they had then.
    pub pipeline: Vec<AtStage>,
    /// What reviews of the period say of deals that were won, and of lost ones.
    pub factors: Tally,
    pub reasons: Tally,
}

/// The open deals of one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtStage {
    pub stage: String,
    pub deals: i64,
    /// Expected, in fen.
    pub value: i64,
}

impl Selling {
    /// Won deals as a share of those opened in the period (K01).
    pub fn conversion(&self) -> Option<f64> {
        share(self.won, self.opened)
    }

    /// Won deals as a share of those that ended.
    pub fn win_rate(&self) -> Option<f64> {
        share(self.won, self.won + self.lost)
    }

    pub fn open(&self) -> i64 {
        self.pipeline.iter().map(|at| at.deals).sum()
    }

    pub fn value(&self) -> i64 {
        self.pipeline.iter().map(|at| at.value).sum()
    }
}

/// Deals as `d` with the customer `c`.
pub(super) const FROM: &str = "FROM deal d JOIN customer c ON c.id = d.customer
    WHERE d.removed_at IS NULL AND c.removed_at IS NULL";

/// Those opened, and those that ended, in the period.
pub(super) const OPENED: &str = "AND d.opened >= :from AND d.opened < :to";
pub(super) const CLOSED: &str = "AND d.closed_at >= :from AND d.closed_at < :to";

/// Those that stood open when it ended.
pub(super) const OPEN: &str = "AND d.opened < :to
    AND (d.closed_at IS NULL OR d.closed_at >= :to)";

/// Reviews made in the period, as `v` of the deal `d`.
pub(super) const REVIEWED: &str = "FROM deal_review v JOIN deal d ON d.id = v.deal
    WHERE v.at >= :from AND v.at < :to AND v.removed_at IS NULL AND d.removed_at IS NULL";

/// How many seconds a won deal took, and of which that can be said (K19).
pub(super) const CYCLE: &str = "unixepoch(d.closed_at) - unixepoch(CASE WHEN d.kind = 'new'
    AND c.acquired <= d.opened THEN c.acquired ELSE d.opened END)";
pub(super) const CYCLED: &str = "AND d.outcome = 'won' AND d.closed_at >= d.opened";

/// What an attribute of `d` was when the period ended.
fn then(attribute: &str) -> String {
    format!(
        "(SELECT t.new FROM turn t WHERE t.record = d.id AND t.attribute = '{attribute}'
          AND t.noun = 'deal' AND t.at < :to ORDER BY t.at DESC, t.id DESC LIMIT 1)"
    )
}

/// The stage that `d` stood in then.
pub(super) fn stage_then() -> String {
    format!("coalesce({}, d.stage)", then("stage"))
}

impl Store {
    /// What became of deals in a period.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn sold(&self, asked: &Asked<'_>) -> Result<Selling, Failure> {
        let headline = self.headline(asked)?;
        self.selling(asked, &headline)
    }

    pub(super) fn selling(
        &self,
        asked: &Asked<'_>,
        headline: &Headline,
    ) -> Result<Selling, Failure> {
        let (from, to) = (asked.period.from.stored(), asked.period.to.stored());
        let params = named_params! { ":from": from, ":to": to };
        let own = asked.whose.of("d.owner", "d.customer");
        let cycle = format!("SELECT {CYCLE} {FROM} {CLOSED} {CYCLED} AND {own} ORDER BY 1");
        Ok(Selling {
            opened: headline.deals_opened,
            won: headline.won,
            lost: headline.lost,
            amount: headline.amount,
            cycle: Lasted::of(&self.rows(&cycle, params, |row| row.get(0))?),
            pipeline: self.pipeline(asked)?,
            factors: split(self.tallied(Tabled::Factors, asked)?),
            reasons: split(self.tallied(Tabled::Reasons, asked)?),
        })
    }

    fn pipeline(&self, asked: &Asked<'_>) -> Result<Vec<AtStage>, Failure> {
        let sql = format!(
            "SELECT {}, count(*), coalesce(sum(coalesce({}, d.value)), 0)
             {FROM} {OPEN} AND {} GROUP BY 1",
            stage_then(),
            then("value"),
            asked.whose.of("d.owner", "d.customer")
        );
        let to = asked.period.to.stored();
        self.rows(&sql, named_params! { ":to": to }, |row| {
            Ok(AtStage {
                stage: row.get(0)?,
                deals: row.get(1)?,
                value: row.get(2)?,
            })
        })
    }
}
