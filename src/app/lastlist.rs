//! The last list shown in a terminal, which `@3` and `do 3` count in: small
//! files beside the database, of internal ids and command names only.

use std::fs;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::drafts::write_private;
use crate::problem::Failure;
use crate::store::{Shelf, secure_dir};
use crate::value::Noun;

/// Reads and writes the last list.
pub struct LastList;

/// A numbered line of the last `today`: what it was, and what carries it out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    pub rule: String,
    /// The table of the record that it is about.
    pub noun: String,
    pub record: i64,
    /// When the obligation began, as it is stored.
    pub since: String,
    /// `["ticket", "respond", "SN…"]`.
    pub run: Vec<String>,
}

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
        // The lines of an older `today` are not what is on the screen now.
        match fs::remove_file(tasks_file(shelf)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
        Ok(write_private(&file, &text)?)
    }

    /// The rows of the last list: noun and internal id.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn rows(shelf: &Shelf) -> Result<Vec<(Noun, i64)>, Failure> {
        Self::load(shelf)
    }

    /// The lines of the last `today`, if it was the last list.
    pub fn tasks(shelf: &Shelf) -> Vec<Task> {
        let text = fs::read_to_string(tasks_file(shelf)).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Remembers the lines of a `today` that was shown on a terminal.
    ///
    /// # Errors
    /// When the files cannot be written.
    pub fn save_tasks(shelf: &Shelf, tasks: &[Task]) -> Result<(), Failure> {
        let rows: Vec<_> = tasks
            .iter()
            .filter_map(|task| Some((Noun::of_table(&task.noun)?, task.record)))
            .collect();
        Self::save(shelf, &rows)?;
        Ok(write_private(
            &tasks_file(shelf),
            &json!(tasks).to_string(),
        )?)
    }
}

fn tasks_file(shelf: &Shelf) -> std::path::PathBuf {
    let name = format!("{}.today.json", shelf.session());
    shelf.path().with_extension("lists").join(name)
}

fn file(shelf: &Shelf) -> std::path::PathBuf {
    shelf
        .path()
        .with_extension("lists")
        .join(format!("{}.json", shelf.session()))
}
