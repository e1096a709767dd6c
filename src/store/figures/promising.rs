//! Promises that fell due in a period (F18), by who gave them, and which of ours
//! were not kept.

use rusqlite::named_params;

use super::counting::agreed;
use super::headline::ends;
use super::{Agreed, Asked, Headline};
use crate::problem::Failure;
use crate::records::choices::PromisedBy;
use crate::store::{Store, moment};
use crate::value::{ChoiceSet as _, Moment};

/// What became of promises due in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promised {
    pub by_us: Agreed,
    pub by_them: Agreed,
    /// Ours that are due and not kept, the oldest first.
    pub broken: Vec<Broken>,
}

/// A promise of ours that was not kept, by numbers alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    pub number: String,
    /// The customer's number.
    pub customer: String,
    pub due: Moment,
}

/// Promises due in the period that `:by` gave, as `p` to the customer `c`.
pub(super) const DUE: &str = "FROM promise p JOIN customer c ON c.id = p.customer
    WHERE p.due >= :from AND p.due < :to AND p.promised_by = :by AND p.removed_at IS NULL
      AND c.removed_at IS NULL";

impl Store {
    pub(super) fn promised(
        &self,
        asked: &Asked<'_>,
        headline: &Headline,
    ) -> Result<Promised, Failure> {
        Ok(Promised {
            by_us: headline.promises,
            by_them: self.promised_by_them(asked)?,
            broken: self.broken(asked)?,
        })
    }

    fn promised_by_them(&self, asked: &Asked<'_>) -> Result<Agreed, Failure> {
        let (from, to) = (asked.period.from.stored(), asked.period.to.stored());
        let own = asked.whose.of("p.owner", "p.customer");
        let sql = format!("SELECT {} {DUE} AND {own}", ends("p.kept_at", "p.due"));
        let params = named_params! {
            ":from": from, ":to": to, ":by": PromisedBy::Them.code(),
            ":now": asked.now.stored()
        };
        self.one(&sql, params, |row| agreed(row, 0))
    }

    fn broken(&self, asked: &Asked<'_>) -> Result<Vec<Broken>, Failure> {
        let (from, to) = (asked.period.from.stored(), asked.period.to.stored());
        let sql = format!(
            "SELECT p.number, c.number, p.due {DUE} AND {}
               AND p.kept_at IS NULL AND p.due < :now ORDER BY p.due, p.number",
            asked.whose.of("p.owner", "p.customer")
        );
        let params = named_params! {
            ":from": from, ":to": to, ":by": PromisedBy::Us.code(), ":now": asked.now.stored()
        };
        self.rows(&sql, params, |row| {
            Ok(Broken {
                number: row.get(0)?,
                customer: row.get(1)?,
                due: moment(row, 2)?,
            })
        })
    }
}
