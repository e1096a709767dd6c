//! Internal ids and the numbers people type.
//!
//! An id is 31 bits drawn once per file, then a counter: unique across files,
//! and always appended in the tables. Ids are never shown. Numbers come from
//! `sequence`, inside the command's transaction, and are never given out twice.

use rusqlite::{Connection, OptionalExtension as _};

use crate::problem::Failure;

/// Writes the first id of a new file.
pub(super) fn start(db: &Connection, seed: u32) -> Result<(), Failure> {
    let first = (i64::from(seed & 0x3fff_ffff) << 32) + 1;
    db.execute(
        "INSERT INTO meta (key, value) VALUES ('next_id', ?1), ('command', NULL)",
        [first],
    )?;
    Ok(())
}

/// The id that the next row will get.
pub(super) fn next(db: &Connection) -> Result<i64, Failure> {
    Ok(db
        .prepare_cached("SELECT value FROM meta WHERE key = 'next_id'")?
        .query_row([], |row| row.get(0))?)
}

/// Remembers the next id, at the end of a command.
pub(super) fn keep_next(db: &Connection, next: i64) -> Result<(), Failure> {
    db.prepare_cached("UPDATE meta SET value = ?1 WHERE key = 'next_id'")?
        .execute([next])?;
    Ok(())
}

/// How a new record gets its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberIs {
    /// The next serial of this prefix, at least this many digits wide; what
    /// stands after the serial.
    Next {
        prefix: String,
        width: usize,
        suffix: String,
    },
    /// Given from outside.
    Given(String),
    /// The record has none.
    None,
}

impl NumberIs {
    /// `{letters}{yyyymmdd}{serial:3}`.
    pub fn dated(letters: &str, day: chrono::NaiveDate) -> Self {
        NumberIs::Next {
            prefix: format!("{letters}{}", day.format("%Y%m%d")),
            width: 3,
            suffix: String::new(),
        }
    }
}

/// Gives out a number.
pub(super) fn allot(db: &Connection, number: &NumberIs) -> Result<Option<String>, Failure> {
    match number {
        NumberIs::None => Ok(None),
        NumberIs::Given(number) => {
            raise(db, number)?;
            Ok(Some(number.clone()))
        }
        NumberIs::Next {
            prefix,
            width,
            suffix,
        } => {
            // Two plain statements: one that inserts or updates and returns opens a
            // savepoint, and every savepoint makes the full text write what it holds.
            let before = last(db, prefix)?;
            let serial = before.unwrap_or(0) + 1;
            db.prepare_cached(match before {
                None => "INSERT INTO sequence (prefix, last) VALUES (?1, ?2)",
                Some(_) => "UPDATE sequence SET last = ?2 WHERE prefix = ?1",
            })?
            .execute(rusqlite::params![prefix, serial])?;
            Ok(Some(format!("{prefix}{serial:0width$}{suffix}")))
        }
    }
}

/// The last serial given out under a prefix.
fn last(db: &Connection, prefix: &str) -> Result<Option<i64>, Failure> {
    let mut query = db.prepare_cached("SELECT last FROM sequence WHERE prefix = ?1")?;
    Ok(query.query_row([prefix], |row| row.get(0)).optional()?)
}

/// What stands before the serial of a number, and the serial.
pub(super) fn split(number: &str) -> Option<(&str, i64)> {
    let digits = number.len() - number.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    // A dated number ends in eight digits of date and a serial: only the serial counts.
    let (prefix, serial) = match digits {
        9.. => number.split_at(number.len() - (digits - 8)),
        _ => number.split_at(number.len() - digits),
    };
    Some((prefix, serial.parse().ok()?))
}

/// A number from outside: later ones of our own must not meet it.
pub(super) fn raise(db: &Connection, number: &str) -> Result<(), Failure> {
    let Some((prefix, serial)) = split(number) else {
        return Ok(());
    };
    if last(db, prefix)?.is_none_or(|last| last < serial) {
        db.prepare_cached(
            "INSERT INTO sequence (prefix, last) VALUES (?1, ?2)
             ON CONFLICT (prefix) DO UPDATE SET last = excluded.last",
        )?
        .execute(rusqlite::params![prefix, serial])?;
    }
    Ok(())
}
