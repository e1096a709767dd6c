//! The user's one SQLite file: the only room that speaks SQL.
//!
//! Reads never take the write lock; a write is one short transaction, begun by
//! [`Store::begin`] after the last question was answered, and journalled.

mod attached;
mod audits;
mod backup;
mod contracts;
mod customers;
mod deals;
mod deliveries;
mod doctor;
mod entries;
mod erase;
mod faces;
mod facts;
mod figures;
mod finder;
mod followups;
mod handovers;
mod ids;
mod improvements;
mod journal;
mod knowledge;
mod known;
mod lists;
mod many;
mod merge;
mod needs;
mod offers;
mod open;
mod pauses;
mod proposals;
mod recalls;
mod regrading;
mod rows;
mod scratch;
mod second;
mod segments;
mod sketch;
mod snoozes;
mod staff;
mod surveys;
mod team;
mod tickets;
mod undo;
mod verifications;
mod work;

pub use attached::{
    Content, Health, Loose, attached_dir, attached_file, content_of, copy_content, health,
    keep_content, lay_out,
};
pub use audits::Closed;
pub use backup::{Contents, Copied, backup_file, backups, backups_dir, inspect, restore};
pub use contracts::{Paid, Scheduling};
pub use customers::{Likeness, Lookalike};
pub use deals::Ended;
pub use deliveries::{PackPart, Recorded, ToAccept, ToCheck};
pub use doctor::{Finding, Patient, State, examine, mend_file, network_type};
pub use entries::{EntryTally, FiledEntry, OnlyEntries, entries_where};
pub use erase::{Erasing, Whom, remove_backup, sweep_beside};
pub use faces::{Appointment, Face, Matter};
pub use facts::{Filed, Memory, Only, Said, Told};
pub use figures::{
    Adds, Agreed, Asked, Basis, Behind, Broken, By, ByMethod, ByProduct, Channels, Checked,
    Contact as ContactFigures, DataRow, DealOf, Dealings, DeliveryOf, EndedDeal, Entered,
    FeedbackRow, Figures, Frame, Going, GradeMove, GradeMoves, Group, Groups, Headline, KpiCase,
    KpiCases, Lasted, Lead, Learnt, Marked, Measure, Measuring, Moved, NeedRow, NeedsSpread,
    NewCustomers, Paying, Period, Point, PromiseRow, Promised, Question, Regraded, RootCause,
    Scores, Selling, Summed, SurveyRow, Tabled, Tally, TicketOf, TicketRow, TicketTurn,
    Tickets as TicketFigures, Turned, Waiting, WantedRows, Way, Whose,
};
pub use finder::{Hit, Known, Names, Refs};
pub use followups::OpenItem;
pub use ids::NumberIs;
pub use journal::{Entry, Kind, Writing};
pub use knowledge::{Frequent, Mentioned};
pub use known::{Looked, Mark, OnFile};
pub use lists::{
    Filter, List, OPEN, Shown, SignBy, affected_where, agenda_where, alternatives_where,
    articles_where, attachments_where, audits_where, contracts_where, customer_alone,
    customers_where, deals_where, delivered_where, deliveries_where, feedback_where,
    followups_where, handovers_where, improvements_where, instalments_where, milestones_where,
    needs_where, notices_where, objections_where, of_contract, of_customer, of_deal, of_delivery,
    of_recall, payments_where, progress_where, promises_where, proposals_where, recalls_where,
    remarks_where, requests_where, surveys_where, tickets_where,
};
pub use merge::Merging;
pub use offers::Offered;
pub use open::{Shelf, listen, secure_dir};
pub use pauses::OwnRhythm;
pub use proposals::ProposalStanding;
pub use recalls::{Having, Standing as RecallStanding};
pub use regrading::Quarters;
pub use rows::{Kept, Place};
pub use scratch::{Scratch, taken};
pub use second::Second;
use second::Underway;
pub use segments::Valued;
pub use snoozes::{PutOff, Snooze, Snoozes};
pub use team::{
    LEAVE as LEAVE_TEAM, Leaving, LeavingAs, Staged, TAKE as TAKE_TEAM, Taken, TeamStanding,
    carried as carried_in_teams, not_carried as not_carried_in_teams,
};
pub use tickets::Standing as TicketStanding;
pub use undo::Standing;
pub use verifications::{Round, Verified};
pub use work::{Ahead, Arrival, Graded, Handled, Named, Talk, Task, Work, WorkAsked};

use std::cell::{Cell, OnceCell};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode};

use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::value::{Found, Moment, Stored};

/// The full-text tables; each hangs on the `words` of the table it is named after.
const TEXTS: &[&str] = &[
    "customer_text",
    "followup_text",
    "ticket_text",
    "ticket_event_text",
    "entry_text",
    "need_text",
    "analysis_text",
];

/// The tables whose names are found by their spellings, in `…_spelling`.
const SPELLED: &[&str] = &["customer", "contact"];

/// The spellings as the column has them: one row a word of it.
fn spellings(table: &str) -> String {
    format!(
        r#"SELECT DISTINCT s.value, t.id FROM {table} t,
           json_each('[' || replace(json_quote(t.initials), ' ', '","') || ']') s"#
    )
}

/// The open file.
pub struct Store {
    db: Connection,
    path: PathBuf,
    /// Whether this connection may write; opened for reading otherwise.
    writable: bool,
    /// Commands are dropped instead of committed: `--dry-run`.
    rehearsal: bool,
    /// Who gives the commands, where the file itself does not say.
    acting: Option<i64>,
    /// Whether the machine can read with two threads at once.
    side_by_side: bool,
    /// The other connection that reads at the same moment; it ends with this one.
    second: OnceCell<Connection>,
    /// That connection, while it is being opened.
    ahead: Cell<Option<Underway>>,
}

impl Store {
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder of a kind that stands beside the file: drafts, lists.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.path.with_extension(name)
    }

    /// Lets `work` read the file as it stands at one moment, whatever others write to
    /// it meanwhile; within a command being written, as it stands there.
    ///
    /// # Errors
    /// When the file cannot be read, or as `work` does.
    pub fn at_one_moment<R>(
        &self,
        work: impl FnOnce() -> Result<R, Failure>,
    ) -> Result<R, Failure> {
        if !self.db.is_autocommit() {
            return work();
        }
        let _held = self.db.unchecked_transaction()?;
        work()
    }

    /// A fact about the file itself.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn meta(&self, key: &str) -> Result<Option<String>, Failure> {
        use rusqlite::OptionalExtension as _;
        let mut query = self
            .db
            .prepare_cached("SELECT CAST(value AS TEXT) FROM meta WHERE key = ?1")?;
        let value: Option<Option<String>> = query.query_row([key], |row| row.get(0)).optional()?;
        Ok(value.flatten())
    }
}

/// SQLite's complaint, as the person at the keyboard can use it.
impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        if no_longer_grows(&error) {
            return quota().into();
        }
        let problem = match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Problem::new(
                Exit::Store,
                say!(
                    "the file is busy: another kehu is writing to it",
                    "数据文件正忙：另一个 kehu 正在写入"
                ),
            )
            .hint(say!(
                "nothing was stored; try again in a moment",
                "没有存入任何内容，请稍后重试"
            )),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Problem::new(
                Exit::Store,
                say!(
                    "the file is damaged, or is no kehu file",
                    "数据文件已损坏，或者不是 kehu 的文件"
                ),
            )
            .hint(say!(
                "look with: kehu doctor; bring back a copy with: kehu restore FILE",
                "可用 kehu doctor 检查，用 kehu restore 文件 恢复备份"
            )),
            Some(ErrorCode::DiskFull) => Problem::new(
                Exit::Failed,
                say!(
                    "the disk is full; nothing was stored, what was there is safe",
                    "磁盘已满；没有存入任何内容，原有数据完好"
                ),
            )
            .hint(say!(
                "free some space and run the command again",
                "请腾出空间后重新执行"
            )),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Problem::new(
                    Exit::Store,
                    say!(
                        "the file cannot be opened for writing: {error}",
                        "无法写入数据文件：{error}"
                    ),
                )
                .hint(say!(
                    "look at its owner and permissions: kehu doctor",
                    "请检查文件的所有者和权限：kehu doctor"
                ))
            }
            _ => {
                return Failure::Other(anyhow::Error::new(error).context("the data file"));
            }
        };
        problem.into()
    }
}

/// A file that may not grow: over a quota or a limit. SQLite knows only a disk
/// without space by name.
fn no_longer_grows(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_WRITE};
    error.sqlite_error().is_some_and(|error| {
        matches!(
            error.extended_code,
            SQLITE_IOERR_WRITE | SQLITE_IOERR_SHMSIZE
        )
    })
}

fn quota() -> Problem {
    Problem::new(
        Exit::Failed,
        say!(
            "the disk takes no more: it is full, or over its quota; nothing was stored, what was there is safe",
            "磁盘已满或超出配额，无法写入；没有存入任何内容，原有数据完好"
        ),
    )
    .hint(say!(
        "free some space and run the command again",
        "请腾出空间后重新执行"
    ))
}

/// A stored value as a parameter.
impl rusqlite::ToSql for Stored {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, ValueRef};
        Ok(ToSqlOutput::Borrowed(match self {
            Stored::Null => ValueRef::Null,
            Stored::Int(number) => ValueRef::Integer(*number),
            Stored::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

/// What a column holds, for [`Value::load`](crate::value::Value::load).
fn found(column: rusqlite::types::ValueRef<'_>) -> Found<'_> {
    use rusqlite::types::ValueRef;
    match column {
        ValueRef::Integer(number) => Found::Int(number),
        ValueRef::Text(text) => std::str::from_utf8(text).map_or(Found::Null, Found::Text),
        ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => Found::Null,
    }
}

/// The moment that a column holds.
fn moment(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Moment> {
    let text = row.get_ref(at)?.as_str()?;
    Moment::from_stored(text).ok_or_else(|| {
        rusqlite::Error::InvalidColumnType(at, text.to_owned(), rusqlite::types::Type::Text)
    })
}
