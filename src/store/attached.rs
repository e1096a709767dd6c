//! The bytes of attached files, beside the data file: each content once, under its
//! SHA-256, readable by its owner alone. What stands there is never written into;
//! whoever wants to look at one gets a copy under its own name.

use std::fs;
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use super::backup::folder_of;
use super::{Store, secure_dir};
use crate::problem::{Failure, Problem};
use crate::say;
use crate::value::{FileName, Size};

mod sweeping;

pub use sweeping::Loose;
pub(super) use sweeping::{bytes_of, loose, sweep, taken_back};

/// What was read of a file that is to be attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    pub hash: String,
    pub size: Size,
}

/// How the bytes of a content stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Health {
    Whole,
    Missing,
    /// They are no longer those that were attached.
    Altered,
}

/// The folder of the bytes that belong to the file at `path`.
pub fn attached_dir(path: &Path) -> PathBuf {
    path.with_extension("attachments")
}

/// The copies that were handed out to be looked at.
pub(super) fn opened_dir(path: &Path) -> PathBuf {
    path.with_extension("opened")
}

/// Where the bytes of a content stand.
pub fn attached_file(path: &Path, hash: &str) -> PathBuf {
    attached_dir(path).join(hash)
}

/// Whether a text can be the hash of a content: it is made into a file's name.
pub(super) fn is_hash(text: &str) -> bool {
    text.len() == 64
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// Reads a file through without keeping it.
///
/// # Errors
/// When it cannot be read.
pub fn content_of(from: &mut dyn Read) -> Result<Content, Failure> {
    Ok(copied(from, &mut io::sink())?)
}

fn copied(from: &mut dyn Read, to: &mut dyn io::Write) -> io::Result<Content> {
    let mut digest = Sha256::new();
    let mut size = 0_i64;
    let mut part = vec![0; 1 << 16];
    loop {
        let read = match from.read(&mut part) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let Some(bytes) = part.get(..read).filter(|bytes| !bytes.is_empty()) else {
            break;
        };
        digest.update(bytes);
        to.write_all(bytes)?;
        size += read as i64;
    }
    let hash = digest.finalize();
    let hash = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Content {
        hash,
        size: Size(size),
    })
}

/// Keeps the bytes of a file that is attached to the data file at `path`. Bytes that
/// stand there already, whole or not, are replaced by the same ones.
///
/// # Errors
/// When it cannot be read or written; then nothing of it is left.
pub fn keep_content(path: &Path, from: &mut dyn Read) -> Result<Content, Failure> {
    let folder = attached_dir(path);
    secure_dir(&folder)?;
    let part = folder.join(format!("part-{}", std::process::id()));
    let kept = keep_as(from, &part).and_then(|content| {
        put_in_place(&part, &folder.join(&content.hash))?;
        Ok(content)
    });
    if kept.is_err() {
        let _ = fs::remove_file(&part);
    }
    Ok(kept.with_context(|| format!("{}", folder.display()))?)
}

fn keep_as(from: &mut dyn Read, part: &Path) -> io::Result<Content> {
    let mut file = private(part)?;
    let content = copied(from, &mut file)?;
    file.flush()?;
    file.sync_all()?;
    Ok(content)
}

/// A new file that its owner alone may read; one left behind by a crash gives way.
fn private(file: &Path) -> io::Result<fs::File> {
    let _ = fs::remove_file(file);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(file)
}

fn put_in_place(part: &Path, file: &Path) -> io::Result<()> {
    fs::rename(part, file)?;
    guard(file)?;
    #[cfg(unix)]
    fs::File::open(folder_of(file))?.sync_all()?;
    Ok(())
}

/// Nobody writes into it by mistake.
#[cfg(unix)]
fn guard(file: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(file, fs::Permissions::from_mode(0o400))
}

#[cfg(not(unix))]
fn guard(_: &Path) -> io::Result<()> {
    Ok(())
}

/// How the bytes of a content stand beside the data file at `path`.
///
/// # Errors
/// When they are there and cannot be read.
pub fn health(path: &Path, hash: &str) -> Result<Health, Failure> {
    if !is_hash(hash) {
        return Ok(Health::Missing);
    }
    let file = attached_file(path, hash);
    match fs::File::open(&file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Health::Missing),
        Err(error) => Err(anyhow::Error::new(error)
            .context(format!("{}", file.display()))
            .into()),
        Ok(mut open) => Ok(match content_of(&mut open)?.hash == hash {
            true => Health::Whole,
            false => Health::Altered,
        }),
    }
}

/// Lays a copy out under its own name, for a program to look at: whatever is done to
/// it, what is attached stays. Copies of another day go.
///
/// # Errors
/// When the bytes are missing or not those that were attached, or the disk is full.
pub fn lay_out(path: &Path, hash: &str, name: &FileName) -> Result<PathBuf, Failure> {
    match health(path, hash)? {
        Health::Whole => {}
        Health::Missing => return Err(gone(name).into()),
        Health::Altered => return Err(altered(name).into()),
    }
    let folder = opened_dir(path);
    tidy_opened(&folder);
    // Two files of one name stand apart.
    let own = folder.join(hash.get(..12).unwrap_or(hash));
    secure_dir(&own)?;
    let file = own.join(name.as_str());
    let from = attached_file(path, hash);
    let mut to = private(&file).with_context(|| format!("{}", file.display()))?;
    io::copy(&mut fs::File::open(from)?, &mut to)?;
    Ok(file)
}

/// Copies a content out to a file of its own, for its owner alone.
///
/// # Errors
/// When it is not there, or the disk is full.
pub fn copy_content(path: &Path, hash: &str, to: &Path) -> Result<(), Failure> {
    let shown = || format!("{}", to.display());
    let mut file = private(to).with_context(shown)?;
    io::copy(&mut fs::File::open(attached_file(path, hash))?, &mut file).with_context(shown)?;
    Ok(())
}

/// Takes away the copies that were handed out more than a day ago.
fn tidy_opened(folder: &Path) {
    let day = std::time::Duration::from_secs(86_400);
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let made = entry.metadata().and_then(|about| about.modified());
        if made.is_ok_and(|made| made.elapsed().is_ok_and(|age| age > day)) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn gone(name: &FileName) -> Problem {
    let name = name.as_str();
    Problem::new(
        crate::problem::Exit::NoSuchRecord,
        say!(
            "the file {name} is not on this machine",
            "本机没有文件 {name}"
        ),
    )
    .hint(say!(
        "a colleague's file has it, or look with: kehu doctor",
        "文件可能在同事处，或用 kehu doctor 检查"
    ))
}

fn altered(name: &FileName) -> Problem {
    let name = name.as_str();
    Problem::new(
        crate::problem::Exit::Store,
        say!(
            "the file {name} was altered since it was attached",
            "文件 {name} 在登记后被改动过"
        ),
    )
    .hint(say!(
        "bring back a backup, or attach it anew: kehu doctor says more",
        "请恢复备份或重新登记，详见 kehu doctor"
    ))
}

/// Where the bytes stand that belong to a copy of the data file.
pub(super) fn dir_of_copy(copy: &Path) -> PathBuf {
    attached_dir(copy)
}

/// The contents that a file's register names, hidden ones too: undo may bring them
/// back.
pub(super) fn named(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let there: bool = db.query_row(
        "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'attachment')",
        [],
        |row| row.get(0),
    )?;
    if !there {
        return Ok(Vec::new());
    }
    let mut query = db.prepare(
        "SELECT hash FROM attachment UNION
         SELECT columns ->> 'hash' FROM change WHERE tbl = 'attachment' AND op = 'delete'
         AND columns ->> 'hash' IS NOT NULL",
    )?;
    let all = query.query_map([], |row| row.get(0))?;
    all.collect()
}

/// Puts the bytes that `db` names from one folder into another, where they are not
/// yet: by a second name for them, since nobody writes into them, else as a copy.
///
/// # Errors
/// When the disk is full or fails.
pub(super) fn carry(db: &Connection, from: &Path, to: &Path) -> Result<usize, Failure> {
    let mut carried = 0;
    for hash in named(db)?.iter().filter(|hash| is_hash(hash)) {
        let (source, target) = (from.join(hash), to.join(hash));
        if !source.is_file() || target.exists() {
            continue;
        }
        secure_dir(to)?;
        if fs::hard_link(&source, &target).is_err() {
            let part = to.join(format!("part-{}", std::process::id()));
            keep_as(&mut fs::File::open(&source)?, &part)?;
            put_in_place(&part, &target)?;
        }
        carried += 1;
    }
    Ok(carried)
}

impl Store {
    /// The content of an attachment.
    ///
    /// # Errors
    /// When there is none, or the file cannot be read.
    pub fn content(&self, attachment: i64) -> Result<Content, Failure> {
        let sql = "SELECT hash, size FROM attachment WHERE id = ?1";
        Ok(self.db.query_row(sql, [attachment], |row| {
            Ok(Content {
                hash: row.get(0)?,
                size: Size(row.get(1)?),
            })
        })?)
    }

    /// The attachments that have this content and stand, by their numbers.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn with_content(&self, hash: &str) -> Result<Vec<String>, Failure> {
        let mut query = self.db.prepare(
            "SELECT number FROM attachment WHERE hash = ?1 AND removed_at IS NULL ORDER BY id",
        )?;
        let numbers = query.query_map([hash], |row| row.get(0))?;
        Ok(numbers.collect::<Result<_, _>>()?)
    }
}
