//! A command that adds very many rows: what it keeps in memory, and what it does
//! once for all of them when it ends.

use super::{SPELLED, Store, TEXTS, Writing, spellings};
use crate::problem::Failure;

impl Store {
    /// Prepares for a command with very many rows: the pages they go to stay in
    /// memory, up to 64 MiB, and so does what each statement would need to be taken
    /// back, instead of being written over and over.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn for_many(&self) -> Result<(), Failure> {
        self.db.pragma_update(None, "cache_size", -65_536)?;
        Ok(self.db.pragma_update(None, "temp_store", "MEMORY")?)
    }
}

impl Writing<'_> {
    /// Leaves what is found by words and spellings alone until the end, for a
    /// command that adds very many rows and takes none away: full text is put in
    /// order with every statement, which costs more than the rows themselves.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn searched_at_the_end(&mut self) -> Result<(), Failure> {
        self.unsearched = Some(self.next.get());
        self.tx.execute(
            "INSERT INTO meta (key, value) VALUES ('unsearched', ?1)",
            [self.next.get()],
        )?;
        Ok(())
    }

    /// Puts in what was left alone.
    pub(super) fn search_the_rest(&self) -> Result<(), Failure> {
        let Some(first) = self.unsearched else {
            return Ok(());
        };
        self.tx
            .execute("DELETE FROM meta WHERE key = 'unsearched'", [])?;
        for text in TEXTS {
            let table = text.trim_end_matches("_text");
            let sql = format!(
                "INSERT INTO {text} (rowid, words) SELECT id, words FROM {table} WHERE id >= ?1"
            );
            self.tx.execute(&sql, [first])?;
        }
        for table in SPELLED {
            let sql = format!(
                "INSERT OR IGNORE INTO {table}_spelling {} WHERE t.id >= ?1 ORDER BY 1, 2",
                spellings(table)
            );
            self.tx.execute(&sql, [first])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::store::{Kind, Shelf};
    use crate::value::Moment;
    use crate::words::Say;

    #[test]
    fn a_row_that_search_does_not_know_yet_may_change_before_it_does() {
        let folder = tempfile::tempdir().unwrap();
        let mut shelf = Shelf::new(folder.path().join("kehu.db"), 1, "test".into());
        let store = shelf.write().unwrap();
        let mut writing = store
            .begin(
                "import",
                Kind::Work,
                None,
                Moment::from_utc(chrono::DateTime::UNIX_EPOCH),
            )
            .unwrap();
        writing.searched_at_the_end().unwrap();
        let id = writing.id();
        let columns =
            "id, number, kind, name, name_key, name_core, initials, pinyin, words, recorded_at";
        let insert = format!(
            "INSERT INTO customer ({columns}) VALUES (?1, 'C1', 'enterprise', 'x', 'x', 'x', 'cq zq', 'x', 'one', '')"
        );
        writing.tx.execute(&insert, [id]).unwrap();
        let change = "UPDATE customer SET words = 'two', initials = 'zq xx' WHERE id = ?1";
        writing.tx.execute(change, [id]).unwrap();
        writing.commit("", &Say::same("done")).unwrap();
        assert_eq!(store.meta("unsearched").unwrap(), None);
        let list = |sql: &str| -> Vec<String> {
            let mut query = store.db.prepare(sql).unwrap();
            let all = query.query_map([], |row| row.get(0)).unwrap();
            all.collect::<Result<_, _>>().unwrap()
        };
        let spelled = "SELECT initials FROM customer_spelling ORDER BY 1";
        assert_eq!(list(spelled), ["xx", "zq"]);
        // Fails where the index holds something else than the column.
        let whole = "INSERT INTO customer_text (customer_text, rank) VALUES ('integrity-check', 1)";
        store.db.execute(whole, []).unwrap();
    }

    #[test]
    fn no_text_is_put_into_search_both_at_once_and_at_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let mut shelf = Shelf::new(folder.path().join("kehu.db"), 1, "test".into());
        let store = shelf.write().unwrap();
        for text in crate::store::TEXTS {
            for op in ["insert", "delete", "update"] {
                let name = format!("{text}_{op}");
                let sql = "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?1";
                let written: String = store.db.query_row(sql, [&name], |row| row.get(0)).unwrap();
                assert!(written.contains("'unsearched'"), "{name}");
            }
        }
    }
}
