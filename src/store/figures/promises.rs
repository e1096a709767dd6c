//! Promises of a period one by one (RP-20, R179): what was promised, what became of it,
//! and what stands nowhere in writing.

use rusqlite::named_params;

use super::Frame;
use super::service::{code, time};
use crate::problem::Failure;
use crate::records::choices::{PromiseKind, PromisedBy};
use crate::store::{Store, moment};
use crate::value::Moment;

/// A promise made or due in the period.
#[derive(Clone, Debug, PartialEq)]
pub struct PromiseRow {
    pub number: String,
    pub customer: String,
    pub what: String,
    pub by: Option<PromisedBy>,
    pub kind: Option<PromiseKind>,
    pub made: Moment,
    pub due: Option<Moment>,
    pub kept: Option<Moment>,
    pub confirmed: Option<Moment>,
    pub owner: Option<String>,
    /// Made in the period, due in it.
    pub is_new: bool,
    pub is_due: bool,
}

impl PromiseRow {
    /// Ours, where nobody said that it was the customer's.
    pub fn is_ours(&self) -> bool {
        self.by != Some(PromisedBy::Them)
    }
}

impl Store {
    /// The promises that were made in a period or fell due in it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn promise_rows(&self, asked: &Frame<'_>) -> Result<Vec<PromiseRow>, Failure> {
        let (from, to, _) = asked.stored();
        let sql = format!(
            "SELECT p.number, c.name, p.what, p.promised_by, p.kind, p.made, p.due, p.kept_at,
                p.confirmed_at, s.name, p.made >= :from AND p.made < :to,
                coalesce(p.due >= :from AND p.due < :to, 0)
             FROM promise p JOIN customer c ON c.id = p.customer LEFT JOIN staff s ON s.id = p.owner
             WHERE p.removed_at IS NULL AND c.removed_at IS NULL AND {}
               AND (p.made >= :from AND p.made < :to OR p.due >= :from AND p.due < :to)
             ORDER BY coalesce(p.due, p.made), p.id",
            asked.whose.of("p.owner", "p.customer")
        );
        self.rows(&sql, named_params! { ":from": from, ":to": to }, |row| {
            Ok(PromiseRow {
                number: row.get(0)?,
                customer: row.get(1)?,
                what: row.get(2)?,
                by: code(row, 3)?,
                kind: code(row, 4)?,
                made: moment(row, 5)?,
                due: time(row, 6)?,
                kept: time(row, 7)?,
                confirmed: time(row, 8)?,
                owner: row.get(9)?,
                is_new: row.get(10)?,
                is_due: row.get(11)?,
            })
        })
    }
}
