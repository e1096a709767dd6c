//! Copies of the file: made whole, looked at before they are trusted, and put
//! back in one step. A copy never replaces another one.

mod restoring;

pub use restoring::restore;

use std::cell::{Cell, OnceCell};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rusqlite::backup::Progress;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension as _};

use super::open::STEPS;
use super::{Store, attached, secure_dir};
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::value::Moment;
use crate::words::Say;

/// The tables without which a file is none of ours.
const OURS: &[&str] = &["meta", "sequence", "command", "change", "staff", "customer"];

/// A copy in the folder of backups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    pub path: PathBuf,
    /// When the file was last written.
    pub at: SystemTime,
    pub bytes: u64,
}

/// What a file holds: what a person needs to know before putting it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    pub customers: i64,
    pub followups: i64,
    pub tickets: i64,
    /// The schema step it stands at.
    pub schema: usize,
    /// The newest command: when it was given, and its verb.
    pub last: Option<(Moment, String)>,
}

/// The folder that backups of the file at `path` go to.
pub fn backups_dir(path: &Path) -> PathBuf {
    path.with_file_name("backups")
}

/// Where a backup goes unless told otherwise; `stamp` is `20260305-140000`.
/// The first such name that is free.
pub fn backup_file(path: &Path, stamp: &str) -> PathBuf {
    let folder = backups_dir(path);
    let stem = path
        .file_stem()
        .map_or_else(|| "kehu".into(), |stem| stem.to_string_lossy());
    let first = folder.join(format!("{stem}-{stamp}.db"));
    let later = (2..).map(|n| folder.join(format!("{stem}-{stamp}-{n}.db")));
    std::iter::once(first.clone())
        .chain(later.take(1000))
        .find(|file| !file.exists())
        .unwrap_or(first)
}

/// The copies of the file at `path` that stand in its folder of backups and
/// beside it, newest first.
///
/// # Errors
/// When a folder cannot be read.
pub fn backups(path: &Path) -> Result<Vec<Copied>, Failure> {
    let stem = path
        .file_stem()
        .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let mut copies = Vec::new();
    for (folder, lead) in [
        (backups_dir(path), String::new()),
        (folder_of(path), format!("{stem}.before-")),
    ] {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error.into()),
        };
        for entry in entries {
            let file = entry?.path();
            let name = file
                .file_name()
                .map_or_else(Default::default, |name| name.to_string_lossy());
            if !name.starts_with(&lead) || !name.ends_with(".db") {
                continue;
            }
            let about = fs::metadata(&file)?;
            copies.push(Copied {
                at: about.modified()?,
                bytes: about.len(),
                path: file,
            });
        }
    }
    copies.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| b.path.cmp(&a.path)));
    Ok(copies)
}

pub(super) fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

impl Store {
    /// Copies the whole file to `to`, which must not exist yet, readable by
    /// its owner alone, and reads the copy through; the bytes of attached files go
    /// into a folder beside it. Other commands may go on.
    ///
    /// # Errors
    /// When `to` exists, cannot be written, or does not read back whole; then
    /// nothing is left there.
    pub fn backup_to(&self, to: &Path) -> Result<Contents, Failure> {
        make_private(to)?;
        let done = self.fill_copy(to);
        if done.is_err() {
            // What is half a copy must not look like one.
            let _ = fs::remove_file(to);
            let _ = fs::remove_dir_all(attached::dir_of_copy(to));
        }
        done
    }

    fn fill_copy(&self, to: &Path) -> Result<Contents, Failure> {
        self.copy_to(to)?;
        settled(to, "DELETE")?;
        let held = inspect(to)?;
        let (from, beside) = (
            attached::attached_dir(&self.path),
            attached::dir_of_copy(to),
        );
        attached::carry(&readable(to)?, &from, &beside)?;
        Ok(held)
    }

    pub(super) fn copy_to(&self, to: &Path) -> Result<(), Failure> {
        self.db.backup("main", to, None::<fn(Progress)>)?;
        Ok(())
    }
}

/// Makes an empty file that only its owner can read.
pub(super) fn make_private(file: &Path) -> Result<(), Failure> {
    secure_dir(&folder_of(file))?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let name = file.display();
    match options.open(file) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(Problem::usage(
            say!("{name} exists already", "{name} 已存在"),
        )
        .hint(say!(
            "a backup never replaces a file; give another name",
            "备份不会覆盖已有文件，请换一个文件名"
        ))
        .into()),
        Err(error) => Err(anyhow::Error::new(error).context(format!("{name}")).into()),
    }
}

/// Sets a file's journal mode and closes it: with `DELETE` it is one file that
/// needs no other beside it.
fn settled(file: &Path, mode: &str) -> Result<(), Failure> {
    let db = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    db.pragma_update_and_check(None, "journal_mode", mode, |_| Ok(()))?;
    Ok(())
}

fn readable(file: &Path) -> Result<Connection, Failure> {
    if !file.is_file() {
        let name = file.display();
        return Err(Problem::new(
            Exit::NoSuchRecord,
            say!("there is no file {name}", "没有文件 {name}"),
        )
        .hint(say!(
            "look with: kehu backup --list",
            "可用 kehu backup --list 查看备份"
        ))
        .into());
    }
    Ok(Connection::open_with_flags(
        file,
        OpenFlags::SQLITE_OPEN_READ_ONLY,
    )?)
}

/// Looks a file through: ours, whole, and not newer than the program.
///
/// # Errors
/// What is wrong with it; it is not touched.
pub fn inspect(file: &Path) -> Result<Contents, Failure> {
    let db = readable(file)?;
    contents(&db, file).map_err(|failure| match failure {
        Failure::Other(error) => Failure::Other(error.context(format!("{}", file.display()))),
        other => other,
    })
}

fn contents(db: &Connection, file: &Path) -> Result<Contents, Failure> {
    let name = file.display();
    for table in OURS {
        let there: bool = db
            .query_row(
                "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1)",
                [table],
                |row| row.get(0),
            )
            .map_err(|error| match error.sqlite_error_code() {
                Some(ErrorCode::NotADatabase) => not_ours(file),
                _ => error.into(),
            })?;
        if !there {
            return Err(not_ours(file));
        }
    }
    let schema: u32 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let schema = schema as usize;
    if schema > STEPS.len() {
        return Err(Problem::new(
            Exit::Store,
            say!(
                "{name} was written by a newer kehu than this one",
                "{name} 由更新版本的 kehu 写成"
            ),
        )
        .hint(say!("install the newer version", "请安装新版本"))
        .into());
    }
    let faults = integrity(db)?;
    if let Some(fault) = faults.first() {
        return Err(Problem::new(
            Exit::Store,
            say!("{name} is damaged: {fault}", "{name} 已损坏：{fault}"),
        )
        .hint(say!("take another backup", "请换用另一个备份"))
        .into());
    }
    let count = |table: &str| {
        db.query_row(
            &format!("SELECT count(*) FROM {table} WHERE removed_at IS NULL"),
            [],
            |row| row.get(0),
        )
    };
    let last: Option<(String, String)> = db
        .query_row(
            "SELECT at, verb FROM command ORDER BY id DESC LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    Ok(Contents {
        customers: count("customer")?,
        followups: count("followup")?,
        tickets: count("ticket")?,
        schema,
        last: last.and_then(|(at, verb)| Some((Moment::from_stored(&at)?, verb))),
    })
}

fn not_ours(file: &Path) -> Failure {
    let name = file.display();
    Problem::new(
        Exit::Store,
        say!("{name} is no kehu file", "{name} 不是 kehu 的数据文件"),
    )
    .hint(say!(
        "look with: kehu backup --list",
        "可用 kehu backup --list 查看备份"
    ))
    .into()
}

/// What SQLite finds wrong with a file, at most ten faults.
pub(super) fn integrity(db: &Connection) -> Result<Vec<String>, Failure> {
    let mut query = db.prepare("PRAGMA integrity_check(10)")?;
    let lines = query.query_map([], |row| row.get::<_, String>(0))?;
    let mut faults: Vec<String> = lines.collect::<Result<_, _>>()?;
    faults.retain(|line| line != "ok");
    Ok(faults)
}

/// The file itself, its write-ahead log and the log's index.
pub(super) fn companions(path: &Path) -> [PathBuf; 3] {
    ["", "-wal", "-shm"].map(|tail| {
        let mut name = path.as_os_str().to_owned();
        name.push(tail);
        PathBuf::from(name)
    })
}

impl Contents {
    /// In one line: "120 customers, 340 follow-ups, 12 tickets".
    pub fn say(&self) -> Say {
        let (customers, followups, tickets) = (self.customers, self.followups, self.tickets);
        say!(
            "{customers} customers, {followups} follow-ups, {tickets} tickets",
            "客户 {customers} 个，跟进 {followups} 条，工单 {tickets} 张"
        )
    }
}

impl Store {
    /// The file as it is, without a look at its version.
    pub(super) fn raw(path: &Path) -> Result<Self, Failure> {
        let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        db.busy_timeout(std::time::Duration::from_secs(2))?;
        db.pragma_update(None, "foreign_keys", "ON")?;
        Ok(Store {
            db,
            path: path.to_owned(),
            writable: true,
            rehearsal: false,
            acting: None,
            side_by_side: false,
            second: OnceCell::new(),
            ahead: Cell::default(),
        })
    }
}
