//! Surveys as questions about customers: which of them wait for an answer.

use super::{Kept, Store};
use crate::problem::Failure;
use crate::records::Survey;

impl Store {
    /// The surveys of a customer that were sent and not answered, the oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn unanswered_surveys(&self, customer: i64) -> Result<Vec<Kept<Survey>>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT id FROM survey WHERE customer = ?1 AND at IS NULL AND removed_at IS NULL
             ORDER BY asked_at, id",
        )?;
        let ids = query.query_map([customer], |row| row.get::<_, i64>(0))?;
        let ids: Vec<i64> = ids.collect::<Result<_, _>>()?;
        ids.into_iter().map(|id| self.get(id)).collect()
    }
}
