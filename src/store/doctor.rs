//! How the file is: every check answers, whatever state the file is in. A
//! check that cannot be carried out is itself a finding, never a failure.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::backup::{Copied, backups, companions, integrity};
use super::open::STEPS;
use super::{Store, attached, journal, rows};
use crate::choice;
use crate::problem::{Failure, Problem};
use crate::say;
use crate::value::{Choice, Moment};
use crate::words::{Lang, Say, Text, t};

mod attachments;
mod disk;
mod leftover;
mod schema;
mod search;
mod values;

use leftover::drafts;
pub(super) use leftover::{draft_files, files_in};
pub(super) use values::all_load;

pub use disk::network_type;

choice! {
    /// How a check came out.
    pub enum State {
        Ok = "ok", "ok", "正常";
        Attention = "attention", "attention", "注意";
        Bad = "bad", "bad", "损坏";
    }
}

/// What one check found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The check: a code, and its name for people.
    pub check: Choice,
    pub state: State,
    pub found: Say,
    /// What to do about it.
    pub todo: Option<Say>,
}

/// What the doctor goes by.
pub struct Patient<'a> {
    pub path: &'a Path,
    pub now: Moment,
    /// The machine's table of mounts, where it has one.
    pub mounts: Option<&'a str>,
}

/// Looks at one thing in the open file.
type Check = fn(&Connection) -> Result<Finding, Failure>;

/// How old the newest backup may grow, in days.
const BACKUP_DAYS: i64 = 7;

const CHECKS: &[(&str, Text)] = &[
    ("file", t("Data file", "数据文件")),
    ("integrity", t("Integrity", "完整性")),
    ("references", t("References", "引用")),
    ("schema", t("Schema", "数据结构")),
    ("journal", t("Journal", "操作日志")),
    ("search", t("Search", "搜索索引")),
    ("values", t("Values", "字段内容")),
    ("erasure", t("Erasure", "个人信息清除")),
    ("attachments", t("Attachments", "附件")),
    ("permissions", t("Permissions", "访问权限")),
    ("filesystem", t("File system", "文件系统")),
    ("backup", t("Backup", "备份")),
    ("drafts", t("Drafts", "草稿")),
    ("rows", t("Rows", "记录数")),
    ("sqlite", t("SQLite", "SQLite")),
];

fn finding(check: &'static str, state: State, found: Say) -> Finding {
    let label = CHECKS
        .iter()
        .find(|(code, _)| *code == check)
        .map_or(t("Check", "检查"), |(_, label)| *label);
    Finding {
        check: Choice {
            code: check,
            label,
            aliases: &[],
        },
        state,
        found,
        todo: None,
    }
}

impl Finding {
    fn todo(mut self, todo: Say) -> Self {
        self.todo = Some(todo);
        self
    }
}

fn fine() -> Say {
    say!("fine", "正常")
}

fn bring_back() -> Say {
    say!(
        "bring back a backup: kehu backup --list, then kehu restore FILE",
        "请恢复备份：先 kehu backup --list，再 kehu restore 文件"
    )
}

fn mend() -> Say {
    say!("kehu doctor --fix", "kehu doctor --fix")
}

/// A list as each language writes it.
fn listed(parts: &[String], lang: Lang) -> String {
    parts.join(match lang {
        Lang::En => ", ",
        Lang::Zh => "、",
    })
}

/// The same list of names in both languages.
fn names(parts: &[String]) -> Say {
    Say {
        en: listed(parts, Lang::En),
        zh: listed(parts, Lang::Zh),
    }
}

/// A check that could not be carried out.
fn failed(check: &'static str, failure: &Failure) -> Finding {
    let said = |lang: Lang| match failure {
        Failure::Problems(problems) => problems
            .iter()
            .map(|problem: &Problem| problem.say(lang))
            .collect::<Vec<_>>()
            .join("; "),
        Failure::Other(error) => format!("{error:#}"),
        Failure::Usage(_) | Failure::Help(_) | Failure::Stopped(_) => String::new(),
    };
    let found = Say {
        en: said(Lang::En),
        zh: said(Lang::Zh),
    };
    finding(check, State::Bad, found).todo(bring_back())
}

/// Looks the file over. Changes nothing.
pub fn examine(patient: &Patient<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    match Connection::open_with_flags(patient.path, OpenFlags::SQLITE_OPEN_READ_ONLY) {
        Ok(db) => {
            findings.push(file(patient.path));
            let checks: [(&'static str, Check); 8] = [
                ("integrity", integrity_of),
                ("references", references),
                ("schema", schema::check),
                ("journal", journal_of),
                ("values", values::check),
                ("erasure", erasure),
                ("rows", counts),
                ("sqlite", sqlite),
            ];
            let older = schema::is_older(&db);
            for (check, look) in checks {
                findings.push(match older && schema::OF_THE_NEWEST.contains(&check) {
                    true => schema::later(check),
                    false => look(&db).unwrap_or_else(|failure| failed(check, &failure)),
                });
            }
            findings.push(match older {
                true => schema::later("search"),
                false => {
                    search::check(patient.path).unwrap_or_else(|failure| failed("search", &failure))
                }
            });
            findings.push(match older {
                true => schema::later("attachments"),
                false => attachments::check(&db, patient)
                    .unwrap_or_else(|failure| failed("attachments", &failure)),
            });
        }
        Err(error) => {
            let failure = error.into();
            findings.extend(["file", "search", "attachments"].map(|check| failed(check, &failure)));
        }
    }
    findings.push(disk::permissions(patient.path));
    findings.push(disk::filesystem(patient));
    findings.push(backup(patient).unwrap_or_else(|failure| failed("backup", &failure)));
    findings.push(drafts(patient.path));
    findings.sort_by_key(|finding| {
        CHECKS
            .iter()
            .position(|(code, _)| *code == finding.check.code)
    });
    findings
}

/// Puts right what can be put right without touching any record: permissions,
/// the journal's triggers, the search index, what an erasure left over, bytes of
/// attached files that nothing needs any more.
///
/// # Errors
/// When the file cannot be written.
pub fn mend_file(path: &Path, now: Moment) -> Result<(), Failure> {
    disk::mend(path)?;
    let mut store = Store::raw(path)?;
    // A file that is not whole is not written to.
    if !integrity(&store.db).is_ok_and(|faults| faults.is_empty()) {
        return Ok(());
    }
    if store.schema()? == STEPS.len() {
        let tx = store.db.transaction()?;
        search::mend(&tx)?;
        journal::install(&tx)?;
        tx.commit()?;
        attached::sweep(&store.db, path, now)?;
        if store.meta("erasing")?.is_some() {
            store.sweep()?;
        }
    }
    Ok(())
}

fn file(path: &Path) -> Finding {
    let [size, log, _] = companions(path)
        .map(|file| std::fs::metadata(file).map_or(0, |about| about.len().div_ceil(1024)));
    let name = path.display();
    finding(
        "file",
        State::Ok,
        say!(
            "{name}, {size} KiB, log {log} KiB",
            "{name}，{size} KiB，预写日志 {log} KiB"
        ),
    )
}

fn integrity_of(db: &Connection) -> Result<Finding, Failure> {
    let faults = integrity(db)?;
    Ok(match faults.first() {
        None => finding("integrity", State::Ok, fine()),
        Some(fault) => {
            let n = faults.len();
            finding(
                "integrity",
                State::Bad,
                say!(
                    "{n} faults, the first: {fault}",
                    "{n} 处损坏，第一处：{fault}"
                ),
            )
            .todo(bring_back())
        }
    })
}

fn references(db: &Connection) -> Result<Finding, Failure> {
    let mut query =
        db.prepare("SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY 1")?;
    let loose = query
        .query_map([], |row| {
            let (table, rows): (String, i64) = (row.get(0)?, row.get(1)?);
            Ok(format!("{table} {rows}"))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let (none, Say { en, zh }) = (loose.is_empty(), names(&loose));
    Ok(match none {
        true => finding("references", State::Ok, fine()),
        false => finding(
            "references",
            State::Bad,
            say!(
                "rows that refer to nothing: {en}",
                "引用了不存在的记录：{zh}"
            ),
        )
        .todo(bring_back()),
    })
}

/// Every watched table must note its inserts, updates and deletes.
fn journal_of(db: &Connection) -> Result<Finding, Failure> {
    let mut query = db.prepare(
        "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND name = ?1)",
    )?;
    let mut missing = Vec::new();
    for table in journal::watched(db)? {
        for (_, op, _) in journal::TRIGGERS {
            let name = format!("{table}_noted_{op}");
            if !query.query_row([&name], |row| row.get::<_, bool>(0))? {
                missing.push(name);
            }
        }
    }
    let unclosed: bool = db.query_row(
        "SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'command' AND value IS NOT NULL)",
        [],
        |row| row.get(0),
    )?;
    if unclosed {
        missing.push("meta.command".into());
    }
    let Say { en, zh } = names(&missing);
    Ok(match missing.is_empty() {
        true => finding("journal", State::Ok, fine()),
        false => finding(
            "journal",
            State::Bad,
            say!("changes go unnoted: {en}", "有改动不会被记录：{zh}"),
        )
        .todo(mend()),
    })
}

/// An erasure that could not sweep its traces away at once.
fn erasure(db: &Connection) -> Result<Finding, Failure> {
    let left: bool = db.query_row(
        "SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'erasing')",
        [],
        |row| row.get(0),
    )?;
    Ok(match left {
        false => finding("erasure", State::Ok, fine()),
        true => finding(
            "erasure",
            State::Attention,
            say!(
                "bytes of erased records are still in the file",
                "文件中仍残留已清除记录的数据"
            ),
        )
        .todo(mend()),
    })
}

fn counts(db: &Connection) -> Result<Finding, Failure> {
    let mut parts = Vec::new();
    for (noun, _) in crate::records::ALL {
        let table = noun.table();
        let rows: i64 = db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
            row.get(0)
        })?;
        if rows > 0 {
            parts.push((noun.label(), rows));
        }
    }
    let commands: i64 = db.query_row("SELECT count(*) FROM command", [], |row| row.get(0))?;
    parts.push((t("command", "操作"), commands));
    let said = |lang: Lang| {
        let parts: Vec<_> = parts
            .iter()
            .map(|(label, rows)| format!("{} {rows}", label.to(lang)))
            .collect();
        listed(&parts, lang)
    };
    let found = Say {
        en: said(Lang::En),
        zh: said(Lang::Zh),
    };
    Ok(finding("rows", State::Ok, found))
}

fn sqlite(db: &Connection) -> Result<Finding, Failure> {
    let mode: String = db.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    let version = rusqlite::version();
    Ok(finding(
        "sqlite",
        State::Ok,
        Say::same(format!("{version}, {mode}")),
    ))
}

fn backup(patient: &Patient<'_>) -> Result<Finding, Failure> {
    let newest: Option<Copied> = backups(patient.path)?.into_iter().next();
    let todo = say!("kehu backup", "kehu backup");
    let Some(newest) = newest else {
        return Ok(finding("backup", State::Attention, say!("none", "没有备份")).todo(todo));
    };
    let written = Moment::from_utc(newest.at.into());
    let days = patient.now.seconds_since(written).max(0) / 86_400;
    let name = newest.path.display();
    let found = say!("{days} days old: {name}", "{days} 天前：{name}");
    Ok(match days > BACKUP_DAYS {
        true => finding("backup", State::Attention, found).todo(todo),
        false => finding("backup", State::Ok, found),
    })
}
