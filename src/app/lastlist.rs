//! The last list shown in a terminal, which `@3` counts in: a small file
//! beside the database, of internal ids only.

use std::fs;

use serde_json::{Value as Json, json};

use super::drafts::write_private;
use crate::problem::Failure;
use crate::store::{Shelf, secure_dir};
use crate::value::Noun;

/// Reads and writes the last list.
pub struct LastList;

impl LastList {
    /// The noun and the internal ids of the last list.
    pub(super) fn load(shelf: &Shelf) -> Result<Option<(Noun, Vec<i64>)>, Failure> {
        let Ok(text) = fs::read_to_string(file(shelf)) else {
            return Ok(None);
        };
        let list: Json = serde_json::from_str(&text).unwrap_or(Json::Null);
        let noun = list["noun"].as_str().and_then(Noun::of_table);
        let ids = list["ids"].as_array();
        Ok(noun.zip(ids.map(|ids| ids.iter().filter_map(Json::as_i64).collect())))
    }

    /// Remembers the first rows of a list that was shown on a terminal.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(shelf: &Shelf, noun: Noun, ids: &[i64]) -> Result<(), Failure> {
        let file = file(shelf);
        if let Some(folder) = file.parent() {
            secure_dir(folder)?;
        }
        let ids = &ids[..ids.len().min(1000)];
        let text = json!({ "noun": noun.table(), "ids": ids }).to_string();
        Ok(write_private(&file, &text)?)
    }
}

fn file(shelf: &Shelf) -> std::path::PathBuf {
    shelf
        .path()
        .with_extension("lists")
        .join(format!("{}.json", shelf.session()))
}
