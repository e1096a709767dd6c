//! Improvements and which customers know of them. A customer has a notice for each thing
//! that led to an improvement, and is told once for all of them.

use super::lists::low;
use super::sketch::called;
use super::{Filter, Kept, Store};
use crate::problem::Failure;
use crate::records::Notice;
use crate::value::{Candidate, Moment, Noun, Stored};

/// How an improvement `i` stands, as an `ImprovementState`.
pub(super) fn state(i: &str) -> String {
    format!(
        "(CASE WHEN {i}.closed_at IS NOT NULL THEN {i}.result
          ELSE coalesce((SELECT CASE v.result WHEN 'rejected' THEN 'rejected' ELSE 'approved' END
            FROM review v WHERE v.noun = 'improvement' AND v.record = {i}.id
              AND v.removed_at IS NULL ORDER BY v.at DESC, v.id DESC LIMIT 1), 'proposed') END)"
    )
}

/// Of a customer's notices `n` of one improvement the first: it stands for all.
pub(super) fn once_a_customer(n: &str) -> String {
    format!(
        "NOT EXISTS (SELECT 1 FROM notice o WHERE o.improvement = {n}.improvement
          AND o.customer = {n}.customer AND o.id < {n}.id AND o.removed_at IS NULL)"
    )
}

/// Whether the customer of a notice `n` was told since the improvement ended.
pub(super) fn told(n: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM notice t JOIN improvement i ON i.id = t.improvement
          WHERE t.improvement = {n}.improvement AND t.customer = {n}.customer
            AND t.at >= i.closed_at AND t.removed_at IS NULL)"
    )
}

impl Filter {
    /// Leaves of the notices one for each customer who has not been told of an
    /// improvement that is in force (R096).
    pub fn only_unaware(&mut self) {
        let (first, told) = (once_a_customer("r"), told("r"));
        self.and(
            format!(
                "{first} AND NOT {told}
                 AND EXISTS (SELECT 1 FROM improvement i WHERE i.id = r.improvement
                   AND i.result = 'done' AND i.removed_at IS NULL)
                 AND EXISTS (SELECT 1 FROM customer c WHERE c.id = r.customer
                   AND c.removed_at IS NULL)"
            ),
            Vec::new(),
        );
    }

    /// Leaves only improvements of which a customer has not been told (R096).
    pub fn with_untold(&mut self) {
        let (first, told) = (once_a_customer("n"), told("n"));
        self.and(
            format!(
                "r.result = 'done' AND EXISTS (SELECT 1 FROM notice n
                   JOIN customer c ON c.id = n.customer AND c.removed_at IS NULL
                   WHERE n.improvement = r.id AND n.removed_at IS NULL
                   AND {first} AND NOT {told})"
            ),
            Vec::new(),
        );
    }

    /// What came of a record that `column` of a notice names.
    pub fn improving(column: &'static str, id: i64) -> Self {
        let mut all = Filter::default();
        all.and(led(column, "?"), vec![Stored::Int(id)]);
        all
    }
}

/// Whether a customer, or what they said, led to an improvement `r`.
pub(super) fn led(column: &str, id: &str) -> String {
    format!(
        "r.id IN (SELECT n.improvement FROM notice n
          WHERE n.\"{column}\" = {id} AND n.removed_at IS NULL)"
    )
}

impl Store {
    /// The notices of an improvement, by customer, the oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn notices_of(&self, improvement: i64) -> Result<Vec<Kept<Notice>>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT n.id FROM notice n JOIN customer c ON c.id = n.customer
             WHERE n.improvement = ?1 AND n.removed_at IS NULL AND c.removed_at IS NULL
             ORDER BY c.number, n.id",
        )?;
        let ids = query.query_map([improvement], |row| row.get::<_, i64>(0))?;
        let ids: Vec<i64> = ids.collect::<Result<_, _>>()?;
        ids.into_iter().map(|id| self.get(id)).collect()
    }

    /// What customers said since then that an improvement may come of, the newest first:
    /// feedback, surveys with a suggestion or a low score, tickets; nothing else.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn said_since(&self, noun: Noun, since: Moment) -> Result<Vec<Candidate>, Failure> {
        const MOST: usize = 50;
        let (at, said) = match noun {
            Noun::Feedback => ("received_at", "1".to_owned()),
            Noun::Survey => ("at", format!("(r.suggestion IS NOT NULL OR {})", low("r"))),
            Noun::Ticket => ("at", "1".to_owned()),
            _ => return Ok(Vec::new()),
        };
        let mut query = self.db.prepare_cached(&format!(
            "SELECT r.number, {} FROM {} r WHERE r.{at} >= ?1 AND {said}
               AND r.removed_at IS NULL ORDER BY r.{at} DESC, r.id DESC LIMIT {MOST}",
            called(noun),
            noun.table()
        ))?;
        let rows = query.query_map([since.stored()], |row| {
            Ok(Candidate {
                number: row.get(0)?,
                name: row.get(1)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
