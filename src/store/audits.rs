//! Checks of tickets' quality (F43): which tickets a week is drawn from, and what was
//! drawn of it.

use rusqlite::OptionalExtension as _;

use super::figures::Period;
use super::{Kept, Store};
use crate::problem::Failure;
use crate::records::Audit;
use crate::value::Week;

/// A ticket that may be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    pub id: i64,
    pub number: String,
    pub customer: i64,
    /// Who handled it.
    pub assignee: Option<i64>,
}

impl Store {
    /// The tickets that were closed in a period, by number. What was merged into another
    /// one was not handled.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn tickets_closed(&self, period: &Period) -> Result<Vec<Closed>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT k.id, k.number, k.customer, k.assignee FROM ticket k
             JOIN customer c ON c.id = k.customer
             WHERE k.closed_at >= ?1 AND k.closed_at < ?2 AND k.merged_into IS NULL
               AND k.removed_at IS NULL AND c.removed_at IS NULL ORDER BY k.number",
        )?;
        let all = query.query_map([period.from.stored(), period.to.stored()], |row| {
            Ok(Closed {
                id: row.get(0)?,
                number: row.get(1)?,
                customer: row.get(2)?,
                assignee: row.get(3)?,
            })
        })?;
        Ok(all.collect::<Result<_, _>>()?)
    }

    /// What was drawn of a week, in the order of the draw.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn audits_of(&self, week: Week) -> Result<Vec<Kept<Audit>>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT r.id FROM audit r JOIN customer c ON c.id = r.customer
             WHERE r.week = ?1 AND r.removed_at IS NULL AND c.removed_at IS NULL ORDER BY r.id",
        )?;
        let ids = query.query_map([week.code()], |row| row.get::<_, i64>(0))?;
        let ids: Vec<i64> = ids.collect::<Result<_, _>>()?;
        ids.into_iter().map(|id| self.get(id)).collect()
    }

    /// The check of a ticket that waits to be scored, the newest of several.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open_audit(&self, ticket: i64) -> Result<Option<i64>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT max(id) FROM audit WHERE ticket = ?1 AND at IS NULL AND removed_at IS NULL",
        )?;
        Ok(query.query_row([ticket], |row| row.get(0))?)
    }

    /// The satisfaction that a ticket's last revisit brought.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn satisfaction_of(&self, ticket: i64) -> Result<Option<i64>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT satisfaction FROM ticket_event
             WHERE ticket = ?1 AND satisfaction IS NOT NULL AND removed_at IS NULL
             ORDER BY at DESC, id DESC LIMIT 1",
        )?;
        Ok(query.query_row([ticket], |row| row.get(0)).optional()?)
    }
}
