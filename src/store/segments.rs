//! What a customer's segment is suggested by, of one customer or of all.

use super::Store;
use super::lists::Filter;
use crate::playbook::Worth;
use crate::problem::Failure;
use crate::records::choices::{Segment, Stage, Urgency};
use crate::value::{ChoiceSet as _, Money};

/// A customer with what its segment is suggested by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Valued {
    pub id: i64,
    pub number: String,
    pub name: String,
    pub segment: Option<Segment>,
    pub worth: Worth,
}

impl Store {
    /// The customers that pass, with their worth.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn valued(&self, filter: &Filter) -> Result<Vec<Valued>, Failure> {
        let sql = format!(
            "SELECT r.id, r.number, r.name, r.segment, r.arpu, r.urgency, r.stage,
                    (SELECT g.purchase FROM grade g WHERE g.customer = r.id
                      AND g.removed_at IS NULL ORDER BY g.at DESC, g.id DESC LIMIT 1),
                    coalesce(r.potential, (SELECT g.potential FROM grade g WHERE g.customer = r.id
                      AND g.removed_at IS NULL ORDER BY g.at DESC, g.id DESC LIMIT 1))
             FROM customer r WHERE {} ORDER BY r.id",
            filter.condition()
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query(rusqlite::params_from_iter(&filter.params))?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let text = |at| row.get::<_, Option<String>>(at);
            let fen = |at| row.get::<_, Option<i64>>(at);
            all.push(Valued {
                id: row.get(0)?,
                number: text(1)?.unwrap_or_default(),
                name: row.get(2)?,
                segment: text(3)?.as_deref().and_then(Segment::from_code),
                worth: Worth {
                    arpu: fen(4)?.map(Money::fen),
                    urgency: text(5)?.as_deref().and_then(Urgency::from_code),
                    stage: text(6)?.as_deref().and_then(Stage::from_code),
                    purchase: fen(7)?.map(Money::fen),
                    potential: row.get(8)?,
                },
            });
        }
        Ok(all)
    }
}
