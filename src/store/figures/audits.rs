//! What checks of tickets' quality brought (F43): what was drawn of some weeks, how it was
//! scored, and what was to be put right.

use rusqlite::Row;

use crate::problem::Failure;
use crate::store::{Store, moment};
use crate::value::{Moment, Week};

/// A ticket that was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    pub number: String,
    pub ticket: String,
    pub week: String,
    pub seed: Option<i64>,
    /// How many tickets it was drawn from.
    pub pool: Option<i64>,
    /// Who handled the ticket.
    pub handler: Option<String>,
    /// Who scored it, once it was.
    pub by: Option<String>,
    /// The criteria in the order of the form; all are there or none is.
    pub scores: Option<[i64; 3]>,
    pub finding: Option<String>,
    pub advice: Option<String>,
    pub notes: Option<String>,
}

/// What was to be put right after a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The action's number.
    pub number: String,
    pub audit: String,
    pub ticket: String,
    pub what: String,
    pub owner: Option<String>,
    pub due: Moment,
    pub done: Option<Moment>,
    pub cancelled: Option<Moment>,
}

fn listed(weeks: &[Week]) -> String {
    let each: Vec<String> = weeks
        .iter()
        .map(|week| format!("\"{}\"", week.code()))
        .collect();
    format!("[{}]", each.join(","))
}

impl Store {
    /// What was drawn of these weeks, in the order of the draws.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn checked(&self, weeks: &[Week]) -> Result<Vec<Checked>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT a.number, k.number, a.week, a.seed, a.pool,
                    (SELECT p.name FROM staff p WHERE p.id = k.assignee),
                    (SELECT p.name FROM staff p WHERE p.id = a.\"by\"),
                    a.solution_soundness, a.script_compliance, a.customer_satisfaction,
                    a.finding, a.advice, a.notes, a.at
             FROM audit a JOIN ticket k ON k.id = a.ticket JOIN customer c ON c.id = a.customer
             WHERE a.week IN (SELECT value FROM json_each(?1))
               AND a.removed_at IS NULL AND k.removed_at IS NULL AND c.removed_at IS NULL
             ORDER BY a.week, a.id",
        )?;
        let all = query.query_map([listed(weeks)], |row| {
            Ok(Checked {
                number: row.get(0)?,
                ticket: row.get(1)?,
                week: row.get(2)?,
                seed: row.get(3)?,
                pool: row.get(4)?,
                handler: row.get(5)?,
                by: row.get(6)?,
                scores: scores(row)?,
                finding: row.get(10)?,
                advice: row.get(11)?,
                notes: row.get(12)?,
            })
        })?;
        Ok(all.collect::<Result<_, _>>()?)
    }

    /// What was to be put right after the checks of these weeks, and after earlier ones as
    /// far as it was open `at`; the soonest due first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn audit_measures(&self, weeks: &[Week], at: Moment) -> Result<Vec<Measure>, Failure> {
        let (Some(first), at) = (weeks.iter().min(), at.stored()) else {
            return Ok(Vec::new());
        };
        let mut query = self.db.prepare_cached(
            "SELECT t.number, a.number, k.number, t.what,
                    (SELECT p.name FROM staff p WHERE p.id = t.owner),
                    t.due, t.done_at, t.cancelled_at
             FROM audit a JOIN \"action\" t ON t.id = a.\"action\" JOIN ticket k ON k.id = a.ticket
             JOIN customer c ON c.id = a.customer
             WHERE a.removed_at IS NULL AND t.removed_at IS NULL AND c.removed_at IS NULL
               AND (a.week IN (SELECT value FROM json_each(?1))
                    OR (a.week < ?2 AND coalesce(t.done_at, t.cancelled_at, '9999') > ?3))
             ORDER BY t.due, t.id",
        )?;
        let dated = |row: &Row<'_>, at: usize| -> rusqlite::Result<Option<Moment>> {
            let text: Option<String> = row.get(at)?;
            Ok(text.as_deref().and_then(Moment::from_stored))
        };
        let all = query.query_map((listed(weeks), first.code(), at), |row| {
            Ok(Measure {
                number: row.get(0)?,
                audit: row.get(1)?,
                ticket: row.get(2)?,
                what: row.get(3)?,
                owner: row.get(4)?,
                due: moment(row, 5)?,
                done: dated(row, 6)?,
                cancelled: dated(row, 7)?,
            })
        })?;
        Ok(all.collect::<Result<_, _>>()?)
    }
}

/// The three scores of a row, once it was scored.
fn scores(row: &Row<'_>) -> rusqlite::Result<Option<[i64; 3]>> {
    let at: Option<String> = row.get(13)?;
    let each: [Option<i64>; 3] = [row.get(7)?, row.get(8)?, row.get(9)?];
    Ok(match (at, each) {
        (Some(_), [Some(one), Some(two), Some(three)]) => Some([one, two, three]),
        _ => None,
    })
}
