//! Which bytes nothing needs any more. What the journal may bring back is kept for
//! thirty days after it was taken away; then `doctor --fix` deletes it, and undo says so.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::{attached_dir, attached_file, is_hash, opened_dir};
use crate::problem::{Failure, Problem};
use crate::say;
use crate::store::ids;
use crate::value::{Moment, Size};

/// How long what was removed or undone can be brought back.
const DAYS: i64 = 30;

/// So old must bytes be that no command is about to register them.
const SETTLED: i64 = 86_400;

/// Bytes that nothing needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loose {
    pub files: Vec<PathBuf>,
    pub size: i64,
}

/// What the register needs, or may need again: all that stands, and what was removed
/// or undone not long ago.
fn needed(db: &Connection, now: Moment) -> Result<BTreeSet<String>, Failure> {
    let since = now.plus_seconds(-DAYS * 86_400).unwrap_or(now).stored();
    let mut query = db.prepare(
        "SELECT hash FROM attachment WHERE removed_at IS NULL OR removed_at > ?1 UNION
         SELECT h.columns ->> 'hash' FROM change h JOIN command c ON c.id = h.command
         WHERE h.tbl = 'attachment' AND h.op = 'delete' AND c.at > ?1
         AND h.columns ->> 'hash' IS NOT NULL",
    )?;
    let all = query.query_map([since], |row| row.get(0))?;
    Ok(all.collect::<Result<_, _>>()?)
}

/// The bytes beside the file at `path` that nothing needs.
///
/// # Errors
/// When the file or the folder cannot be read.
pub(in crate::store) fn loose(db: &Connection, path: &Path, now: Moment) -> Result<Loose, Failure> {
    let mut loose = Loose::default();
    let folder = attached_dir(path);
    if !folder.is_dir() {
        return Ok(loose);
    }
    let needed = needed(db, now)?;
    for entry in fs::read_dir(&folder)? {
        let entry = entry?;
        let (about, name) = (entry.metadata()?, entry.file_name());
        let written = Moment::from_utc(about.modified()?.into());
        let name = name.to_string_lossy();
        let is_ours = is_hash(&name) || name.starts_with("part-");
        let is_needed = needed.contains(name.as_ref());
        if about.is_file() && is_ours && !is_needed && now.seconds_since(written) > SETTLED {
            loose.size += about.len() as i64;
            loose.files.push(entry.path());
        }
    }
    loose.files.sort();
    Ok(loose)
}

/// Deletes the bytes that nothing needs, and the copies that were handed out.
///
/// # Errors
/// When a file cannot be deleted.
pub(in crate::store) fn sweep(db: &Connection, path: &Path, now: Moment) -> Result<(), Failure> {
    for file in loose(db, path, now)?.files {
        fs::remove_file(file)?;
    }
    let opened = opened_dir(path);
    if opened.is_dir() {
        fs::remove_dir_all(opened)?;
    }
    Ok(())
}

/// The contents of these attachments that no other one has: they go with them.
/// Attachments that an undo took away are known by the journal alone.
pub(in crate::store) fn bytes_of(
    db: &Connection,
    rows: &BTreeMap<String, BTreeSet<i64>>,
    ids: &str,
) -> Result<Vec<(String, Size)>, Failure> {
    if !rows.contains_key("attachment") {
        return Ok(Vec::new());
    }
    let mut query = db.prepare(
        "SELECT hash, max(size) FROM (
             SELECT hash, size FROM attachment WHERE id IN (SELECT value FROM json_each(?1))
             UNION ALL
             SELECT columns ->> 'hash', columns ->> 'size' FROM change
             WHERE tbl = 'attachment' AND op = 'delete' AND columns ->> 'hash' IS NOT NULL
               AND row IN (SELECT value FROM json_each(?1)))
         WHERE hash NOT IN (SELECT hash FROM attachment
                            WHERE id NOT IN (SELECT value FROM json_each(?1)))
         GROUP BY hash ORDER BY hash",
    )?;
    let all = query.query_map([ids], |row| Ok((row.get(0)?, Size(row.get(1)?))))?;
    Ok(all.collect::<Result<_, _>>()?)
}

/// Refuses to bring attachments back whose bytes this file had and has no longer.
///
/// # Errors
/// Exit 5, naming the first; or when the file cannot be read.
pub(in crate::store) fn taken_back(db: &Connection, rows: &[i64]) -> Result<(), Failure> {
    let own = ids::next(db)? >> 32;
    let Some(path) = db.path().map(PathBuf::from) else {
        return Ok(());
    };
    let mut query = db.prepare_cached(
        "SELECT number, hash FROM attachment WHERE id = ?1 AND removed_at IS NULL",
    )?;
    for row in rows.iter().filter(|row| **row >> 32 == own) {
        let mut found = query.query([row])?;
        let Some(found) = found.next()? else { continue };
        let (number, hash): (String, String) = (found.get(0)?, found.get(1)?);
        if !attached_file(&path, &hash).is_file() {
            return Err(Problem::refused(say!(
                "the file of {number} was cleaned up: it had been taken away for more than {DAYS} days",
                "{number} 的文件已清理：移除超过 {DAYS} 天"
            ))
            .hint(say!(
                "attach it anew: kehu attach add",
                "请重新登记：kehu attach add"
            ))
            .into());
        }
    }
    Ok(())
}
