//! Tables with no row in them, of which nothing is asked: to prepare a statement costs
//! more than to run it there.

use super::Filed;

impl Filed<'_> {
    /// Whether there is no row in a table: nothing is asked of it then. What cannot be
    /// looked into is not called empty, so that the reading says why.
    pub(super) fn is_empty(&self, table: &'static str) -> bool {
        let known = self.memory.empty.get(table, || {
            let sql = format!("SELECT NOT EXISTS (SELECT 1 FROM {table})");
            Ok(self.store.db.query_row(&sql, [], |row| row.get(0))?)
        });
        known.unwrap_or(false)
    }
}
