//! The last list shown in a terminal, which `@3` counts in: a small file
//! beside the database, of internal ids only.

use std::fs;

use serde_json::json;

use super::drafts::write_private;
use crate::problem::Failure;
use crate::store::{Shelf, secure_dir};
use crate::value::Noun;

/// Reads and writes the last list.
pub struct LastList;

impl LastList {
    /// The rows of the last list: noun and internal id.
    pub(super) fn load(shelf: &Shelf) -> Result<Vec<(Noun, i64)>, Failure> {
        let Ok(text) = fs::read_to_string(file(shelf)) else {
            return Ok(Vec::new());
        };
        let rows: Vec<(String, i64)> = serde_json::from_str(&text).unwrap_or_default();
        Ok(rows
            .into_iter()
            .filter_map(|(table, id)| Some((Noun::of_table(&table)?, id)))
            .collect())
    }

    /// Remembers the first rows of a list that was shown on a terminal.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(shelf: &Shelf, rows: &[(Noun, i64)]) -> Result<(), Failure> {
        let file = file(shelf);
        if let Some(folder) = file.parent() {
            secure_dir(folder)?;
        }
        let rows: Vec<_> = rows
            .iter()
            .take(1000)
            .map(|(noun, id)| (noun.table(), id))
            .collect();
        let text = json!(rows).to_string();
        Ok(write_private(&file, &text)?)
    }
}

fn file(shelf: &Shelf) -> std::path::PathBuf {
    shelf
        .path()
        .with_extension("lists")
        .join(format!("{}.json", shelf.session()))
}
