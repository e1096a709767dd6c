//! What a bundle no longer has: hidden here, or taken away where rows cannot be
//! hidden; and what was erased there, erased here.

use super::Range;
use super::row::record_of;
use super::shape::{Table, carried};
use super::taking::Taking;
use crate::exchange::bundle::About;
use crate::problem::Failure;
use crate::store::{Erasing, Store};

impl Taking<'_> {
    /// The rows of the author's file that are not in its newest bundle.
    pub(super) fn gone(&mut self, table: &Table) -> Result<(), Failure> {
        let tx = &self.writing.tx;
        let (name, hides) = (&table.name, table.has("removed_at"));
        let shown = if hides { " AND removed_at IS NULL" } else { "" };
        let mut here = tx.prepare(&format!(
            "SELECT id FROM \"{name}\" WHERE id BETWEEN ?1 AND ?2{shown}"
        ))?;
        let Range { first, last } = self.range;
        let ids = here.query_map([first, last], |row| row.get::<_, i64>(0))?;
        let mut there = self
            .staged
            .db
            .prepare(&format!("SELECT 1 FROM \"{name}\" WHERE id = ?1"))?;
        let mut gone = Vec::new();
        for id in ids {
            let id = id?;
            if !there.exists([id])? && !self.mine.changed(id, "removed_at") {
                gone.push(id);
            }
        }
        let sql = match hides {
            true => format!("UPDATE \"{name}\" SET removed_at = ?2 WHERE id = ?1"),
            false => format!("DELETE FROM \"{name}\" WHERE id = ?1 AND ?2 = ?2"),
        };
        for id in gone {
            let now = self.writing.now.stored();
            tx.prepare_cached(&sql)?
                .execute(rusqlite::params![id, now])?;
            match record_of(table) {
                Some(_) => self.taken.gone += 1,
                None => self.taken.details += 1,
            }
        }
        Ok(())
    }
}

impl Store {
    /// What is on file of the rows that were erased in the files that these
    /// bundles come from; `None` where nothing is.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn erasing_with(&self, abouts: &[&About]) -> Result<Option<Erasing>, Failure> {
        let erased: Vec<i64> = abouts
            .iter()
            .flat_map(|about| {
                let range = Range::of(about.source);
                about.erased.iter().filter(move |id| range.holds(**id))
            })
            .copied()
            .collect();
        let ids = serde_json::json!(erased).to_string();
        let mut rows = Vec::new();
        for table in carried(&self.db)? {
            let mut query = self.db.prepare(&format!(
                "SELECT id FROM \"{table}\" WHERE id IN (SELECT value FROM json_each(?1))"
            ))?;
            for id in query.query_map([&ids], |row| row.get(0))? {
                rows.push((table.clone(), id?));
            }
        }
        // What was taken back here stands in the journal, and redo would bring it.
        let mut query = self.db.prepare(
            "SELECT DISTINCT tbl, row FROM change WHERE op = 'delete' AND columns != '{}'
             AND row IN (SELECT value FROM json_each(?1))",
        )?;
        for row in query.query_map([&ids], |row| Ok((row.get(0)?, row.get(1)?)))? {
            rows.push(row?);
        }
        if rows.is_empty() {
            return Ok(None);
        }
        // The same customer under the number it was merged from.
        let customers = rows.iter().filter(|(table, _)| table == "customer");
        let customers: Vec<i64> = customers.map(|(_, id)| *id).collect();
        let merged = self.merged_into(&customers)?;
        rows.extend(merged.into_iter().map(|id| ("customer".to_owned(), id)));
        Ok(Some(self.erasing_from(rows)?))
    }
}
