//! Tables with no row in them, of which nothing is asked: to prepare a statement costs
//! more than to run it there.

use rustc_hash::FxHashMap;

use super::Filed;

/// What is known already, by table.
pub(super) type Empty = FxHashMap<&'static str, bool>;

impl Filed<'_> {
    /// Whether there is no row in a table: nothing is asked of it then. What cannot be
    /// looked into is not called empty, so that the reading says why.
    pub(super) fn is_empty(&self, table: &'static str) -> bool {
        let mut known = self.empty.borrow_mut();
        *known.entry(table).or_insert_with(|| {
            let sql = format!("SELECT NOT EXISTS (SELECT 1 FROM {table})");
            self.store
                .db
                .query_row(&sql, [], |row| row.get(0))
                .unwrap_or(false)
        })
    }
}
