//! Deals that ended in a period, with what their reviews say (RP-16, F37): what was
//! learnt, and of which nobody has learnt anything yet.

use rusqlite::named_params;

use super::Frame;
use crate::problem::Failure;
use crate::store::{Store, moment};
use crate::value::Moment;

/// A deal that ended.
#[derive(Clone, Debug, PartialEq)]
pub struct EndedDeal {
    pub number: String,
    pub name: String,
    pub customer: String,
    pub owner: Option<String>,
    pub won: bool,
    pub amount: i64,
    pub closed: Moment,
    /// From when we knew of a new customer, or from when a deal with an old one was
    /// opened, in seconds (K19).
    pub cycle: Option<i64>,
    pub review: Option<Learnt>,
}

/// The newest review of a deal; factors and reasons by their codes.
#[derive(Clone, Debug, PartialEq)]
pub struct Learnt {
    pub number: String,
    pub factors: Vec<String>,
    pub reasons: Vec<String>,
    pub improvement: String,
    pub summary: Option<String>,
    pub comment: Option<String>,
    pub by: Option<String>,
}

impl Store {
    /// The deals that ended in a period, in their order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn ended_deals(&self, asked: &Frame<'_>) -> Result<Vec<EndedDeal>, Failure> {
        let (from, to, _) = asked.stored();
        let sql = format!(
            "SELECT d.number, d.name, c.name, o.name, d.outcome = 'won', coalesce(d.amount, 0),
                d.closed_at, iif(d.closed_at >= d.opened, unixepoch(d.closed_at)
                    - unixepoch(CASE WHEN d.kind = 'new' AND c.acquired <= d.opened
                                THEN c.acquired ELSE d.opened END), NULL),
                v.number, v.success_factor, v.failure_reason, v.improvement, v.summary,
                v.comment, s.name
             FROM deal d JOIN customer c ON c.id = d.customer
             LEFT JOIN staff o ON o.id = d.owner
             LEFT JOIN deal_review v ON v.id = (SELECT w.id FROM deal_review w WHERE w.deal = d.id
                 AND w.removed_at IS NULL ORDER BY w.at DESC, w.id DESC LIMIT 1)
             LEFT JOIN staff s ON s.id = v.by
             WHERE d.closed_at >= :from AND d.closed_at < :to AND d.removed_at IS NULL
               AND c.removed_at IS NULL AND {} ORDER BY d.closed_at, d.id",
            asked.whose.of("d.owner", "d.customer")
        );
        let split = |codes: Option<String>| -> Vec<String> {
            let codes = codes.unwrap_or_default();
            let codes = codes.split(',').filter(|code| !code.is_empty());
            codes.map(str::to_owned).collect()
        };
        self.rows(&sql, named_params! { ":from": from, ":to": to }, |row| {
            let review: Option<String> = row.get(8)?;
            let review = match review {
                Some(number) => Some(Learnt {
                    number,
                    factors: split(row.get(9)?),
                    reasons: split(row.get(10)?),
                    improvement: row.get(11)?,
                    summary: row.get(12)?,
                    comment: row.get(13)?,
                    by: row.get(14)?,
                }),
                None => None,
            };
            Ok(EndedDeal {
                number: row.get(0)?,
                name: row.get(1)?,
                customer: row.get(2)?,
                owner: row.get(3)?,
                won: row.get(4)?,
                amount: row.get(5)?,
                closed: moment(row, 6)?,
                cycle: row.get(7)?,
                review,
            })
        })
    }
}
