//! What stands beside the file and may speak of somebody who is erased: drafts,
//! last lists, backups.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::Erasing;
use crate::problem::Failure;
use crate::store::{attached, attached_file, backups, doctor};

/// Deletes the drafts and last lists that speak of them, and the bytes of their files.
///
/// # Errors
/// When a file cannot be deleted.
pub fn sweep_beside(path: &Path, erasing: &Erasing) -> Result<(), Failure> {
    for draft in &erasing.drafts {
        fs::remove_file(draft)?;
    }
    for (hash, _) in &erasing.contents {
        remove(&attached_file(path, hash))?;
    }
    let opened = attached::opened_dir(path);
    if !erasing.contents.is_empty() && opened.is_dir() {
        fs::remove_dir_all(opened)?;
    }
    let ids: BTreeSet<String> = erasing.ids().map(|id| id.to_string()).collect();
    for list in doctor::files_in(&path.with_extension("lists")) {
        let text = fs::read_to_string(&list).unwrap_or_default();
        let mut numbers = text.split(|c: char| !c.is_ascii_digit());
        if numbers.any(|number| ids.contains(number)) {
            fs::remove_file(&list)?;
        }
    }
    Ok(())
}

/// Deletes a file that may be gone already.
fn remove(file: &Path) -> Result<(), Failure> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Deletes a backup and the bytes of attached files that stand beside it.
///
/// # Errors
/// When the disk refuses.
pub fn remove_backup(copy: &Path) -> Result<(), Failure> {
    fs::remove_file(copy)?;
    let beside = attached::dir_of_copy(copy);
    match beside.is_dir() {
        true => Ok(fs::remove_dir_all(beside)?),
        false => Ok(()),
    }
}

pub(super) fn drafts_about(path: &Path, erasing: &Erasing) -> Vec<PathBuf> {
    let mut drafts = doctor::draft_files(path);
    drafts.retain(|file| {
        let name = file.to_string_lossy();
        let text = fs::read_to_string(file).unwrap_or_default();
        erasing.is_in(&text)
            || erasing
                .numbers
                .iter()
                .any(|number| text.contains(number.as_str()) || name.contains(number.as_str()))
    });
    drafts
}

/// The backups that know one of the rows, or cannot be read and may.
pub(super) fn holding(path: &Path, erasing: &Erasing) -> Result<Vec<PathBuf>, Failure> {
    let ids = erasing.json();
    let mut holding = Vec::new();
    for copy in backups(path)? {
        if knows(&copy.path, erasing, &ids).unwrap_or(true) {
            holding.push(copy.path);
        }
    }
    Ok(holding)
}

fn knows(file: &Path, erasing: &Erasing, ids: &str) -> rusqlite::Result<bool> {
    let db = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let tables = erasing.rows.keys().map(|table| (table.as_str(), "id"));
    for (table, column) in tables.chain([("change", "row")]) {
        let known: bool = db.query_row(
            &format!(
                "SELECT EXISTS (SELECT 1 FROM \"{table}\"
                 WHERE \"{column}\" IN (SELECT value FROM json_each(?1)))"
            ),
            [ids],
            |row| row.get(0),
        )?;
        if known {
            return Ok(true);
        }
    }
    Ok(false)
}
