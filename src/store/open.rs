//! Opening the file: privately, in the right order, and never an older or a
//! newer one than the program understands.

use std::cell::{Cell, OnceCell};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use anyhow::Context as _;
use rusqlite::config::DbConfig;
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::{Store, backup, ids, journal};
use crate::problem::{Exit, Failure, Problem};
use crate::say;

mod shelf;

pub use shelf::Shelf;

/// The schema, one step a file, in order; a step that has shipped never changes.
pub(super) const STEPS: &[&str] = &[
    include_str!("steps/0001_first.sql"),
    include_str!("steps/0002_product.sql"),
    include_str!("steps/0003_spellings.sql"),
    include_str!("steps/0004_snooze.sql"),
    include_str!("steps/0005_pause.sql"),
    include_str!("steps/0006_entries.sql"),
    include_str!("steps/0007_team.sql"),
    include_str!("steps/0008_speed.sql"),
    include_str!("steps/0009_deal.sql"),
    include_str!("steps/0010_promise.sql"),
    include_str!("steps/0011_request.sql"),
    include_str!("steps/0012_escalated.sql"),
    include_str!("steps/0013_need.sql"),
    include_str!("steps/0014_attach.sql"),
    include_str!("steps/0015_handover.sql"),
    include_str!("steps/0016_verify.sql"),
    include_str!("steps/0017_care.sql"),
    include_str!("steps/0018_contract.sql"),
    include_str!("steps/0019_delivery.sql"),
    include_str!("steps/0020_proposal.sql"),
    include_str!("steps/0021_ticket_life.sql"),
    include_str!("steps/0022_article.sql"),
    include_str!("steps/0023_survey.sql"),
    include_str!("steps/0024_recall.sql"),
    include_str!("steps/0025_improvement.sql"),
    include_str!("steps/0026_audit.sql"),
    include_str!("steps/0027_service_until.sql"),
];

/// How long a command waits for another one that is writing.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a look at the file waits for somebody who has locked it.
const GLANCE: Duration = Duration::from_millis(100);

const LOOKING: OpenFlags = OpenFlags::SQLITE_OPEN_READ_ONLY
    .union(OpenFlags::SQLITE_OPEN_NO_MUTEX)
    .union(OpenFlags::SQLITE_OPEN_URI);

/// Hears what the file is asked.
type Ear = fn(&str);

static EAR: OnceLock<Ear> = OnceLock::new();

/// From here on every statement is told, with its values in it, as it ends: for
/// measuring against whoever asks the same. The program itself never calls this.
pub fn listen(ear: Ear) {
    let _ = EAR.set(ear);
}

/// What is written and not yet in the file itself.
fn wal(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}

/// The file as one that nobody changes; `None` if its name cannot be told so.
fn as_it_lies(path: &Path) -> Option<String> {
    let path = std::path::absolute(path).ok()?;
    let name = path.to_str()?;
    let name = name.replace('%', "%25").replace('?', "%3f");
    Some(format!("file:{}?immutable=1", name.replace('#', "%23")))
}

impl Store {
    fn open(path: &Path, write: bool, seed: u32) -> Result<Self, Failure> {
        if !path.exists() {
            create(path)?;
            return Store::connect(path, true)?.upgraded(seed);
        }
        let store = Store::connect(path, write)?;
        let version = store.version()?;
        if !store.is_ours(version)? {
            return Err(foreign(path));
        }
        match version {
            version if version == STEPS.len() => Ok(store),
            version if version > STEPS.len() => Err(newer(path)),
            _ if store.writable => store.upgraded(seed),
            _ => Store::connect(path, true)?.upgraded(seed),
        }
    }

    /// The file for a quick look, if there is one that this program made and
    /// that needs nothing done to it first. Waits for nobody.
    pub fn glance(path: &Path) -> Option<Self> {
        if !path.is_file() {
            return None;
        }
        let db = match wal(path).exists() {
            true => Connection::open_with_flags(path, LOOKING),
            // Nobody has it open: read as it lies, without the two files that
            // SQLite would put beside it.
            false => Connection::open_with_flags(as_it_lies(path)?, LOOKING),
        };
        let db = db.ok()?;
        db.busy_timeout(GLANCE).ok()?;
        let store = Store {
            db,
            path: path.to_owned(),
            writable: false,
            rehearsal: false,
            acting: None,
            side_by_side: false,
            second: OnceCell::new(),
            ahead: Cell::default(),
        };
        let version = store.version().ok()?;
        (version == STEPS.len() && store.is_ours(version).ok()?).then_some(store)
    }

    /// Leaves a file that was only read to the system, which closes it with the
    /// process sooner than it could be taken apart piece by piece.
    pub fn leave(self) {
        std::mem::forget(self);
    }

    pub(super) fn connect(path: &Path, writable: bool) -> Result<Self, Failure> {
        let flags = match writable {
            true => OpenFlags::SQLITE_OPEN_READ_WRITE,
            false => OpenFlags::SQLITE_OPEN_READ_ONLY,
        };
        let mut db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        // Before anything else on the connection, or sixteen processes at once
        // fail where they should wait.
        db.busy_timeout(PATIENCE)?;
        db.set_prepared_statement_cache_capacity(64);
        if let Some(ear) = EAR.get() {
            let told = |event: TraceEvent<'_>| {
                if let TraceEvent::Profile(statement, _) = event {
                    ear(&statement.expanded_sql().unwrap_or_default());
                }
            };
            db.trace_v2(TraceEventCodes::SQLITE_TRACE_PROFILE, Some(told))?;
        }
        if writable {
            db.pragma_update(None, "synchronous", "FULL")?;
            db.pragma_update(None, "foreign_keys", "ON")?;
            db.pragma_update(None, "recursive_triggers", "ON")?;
            // A look-up keeps its plan whatever is looked up: an import makes a
            // hundred thousand, and each would be planned anew.
            db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        }
        Ok(Store {
            db,
            path: path.to_owned(),
            writable,
            rehearsal: false,
            acting: None,
            side_by_side: false,
            second: OnceCell::new(),
            ahead: Cell::default(),
        })
    }

    /// Whether the file is one of ours, or empty still: the schema must not be
    /// put into another program's database.
    fn is_ours(&self, version: usize) -> Result<bool, Failure> {
        let sql = match version {
            0 => "SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)",
            _ => "SELECT count(*) = 2 FROM sqlite_schema WHERE name IN ('meta', 'command')",
        };
        Ok(self.db.query_row(sql, [], |row| row.get(0))?)
    }

    fn version(&self) -> Result<usize, Failure> {
        let version: u32 = self
            .db
            .pragma_query_value(None, "user_version", |row| row.get(0))?;
        Ok(version as usize)
    }

    /// Whether nothing needs to be done to the file before it is read.
    pub(super) fn is_newest(&self) -> Result<bool, Failure> {
        Ok(self.version()? == STEPS.len())
    }

    /// The schema step that this file stands at.
    pub fn schema(&self) -> Result<usize, Failure> {
        self.version()
    }

    /// Brings the file to the newest schema, one transaction a step.
    fn upgraded(mut self, seed: u32) -> Result<Self, Failure> {
        let before = self.version()?;
        if before > 0 && before < STEPS.len() {
            let copy = self.path.with_extension(format!("before-{before}.db"));
            if !copy.exists() {
                backup::make_private(&copy)?;
                if let Err(failure) = self.copy_to(&copy) {
                    // Half a copy would pass for one the next time.
                    let _ = fs::remove_file(&copy);
                    return Err(failure);
                }
            }
        }
        self.db
            .pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        // Two processes may start at once: what is left to do is asked again
        // under the write lock.
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done: u32 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
        for (version, step) in (1u32..).zip(STEPS).skip(done as usize) {
            tx.execute_batch(step)?;
            if version == 1 {
                ids::start(&tx, seed)?;
            }
            journal::install(&tx)?;
            tx.pragma_update(None, "user_version", version)?;
        }
        tx.commit()?;
        Ok(self)
    }
}

fn foreign(path: &Path) -> Failure {
    let file = path.display();
    Problem::new(
        Exit::Store,
        say!(
            "{file} is another program's data file",
            "{file} 是其他程序的数据文件"
        ),
    )
    .hint(say!(
        "name another file with --db; this one was not touched",
        "请用 --db 指定其他文件；该文件未被改动"
    ))
    .into()
}

fn newer(path: &Path) -> Failure {
    let file = path.display();
    Problem::new(
        Exit::Store,
        say!(
            "{file} was written by a newer kehu than this one",
            "{file} 由更新版本的 kehu 写成"
        ),
    )
    .hint(say!(
        "install the newer version; the file was not touched",
        "请安装新版本；文件未被改动"
    ))
    .into()
}

/// Makes the file and its folder so that only their owner can read them.
fn create(path: &Path) -> Result<(), Failure> {
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        secure_dir(folder)?;
    }
    owner_only()
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
        .with_context(|| format!("{}", path.display()))?;
    Ok(())
}

/// Opens files so that one it makes can be read by its owner alone.
pub(super) fn owner_only() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
}

/// Makes a folder that only its owner can read; an existing one is left as it is.
///
/// # Errors
/// When it cannot be made.
pub fn secure_dir(folder: &Path) -> Result<(), Failure> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder
        .create(folder)
        .with_context(|| format!("{}", folder.display()))?;
    Ok(())
}

#[cfg(test)]
mod tests;
