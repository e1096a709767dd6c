//! The real program on a file of its own, away from every other trial.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub const KEHU: &str = env!("CARGO_BIN_EXE_kehu");

/// When everything happens.
pub const NOW: &str = "2026-03-05T14:00:00+08:00";

/// A folder with a data file and settings.
pub struct Trial {
    pub folder: tempfile::TempDir,
    lang: &'static str,
}

/// What a command said, and how it ended.
#[derive(Debug)]
pub struct Said {
    /// `None` if a signal killed it.
    pub exit: Option<i32>,
    pub out: String,
    pub err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Said {
            exit: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Said {
    /// What it wrote, of a command that went well.
    #[track_caller]
    pub fn well(self) -> String {
        assert_eq!(self.exit, Some(0), "{self:?}");
        self.out
    }
}

impl Trial {
    /// Nothing has been set up yet.
    pub fn empty(lang: &'static str) -> Self {
        Trial {
            folder: tempfile::tempdir().expect("a folder"),
            lang,
        }
    }

    /// Somebody is at work, and has one customer.
    pub fn new(lang: &'static str) -> Self {
        let trial = Trial::empty(lang);
        trial
            .run(["init", "--name", "韩梅", "--role", "rep", "--region", "HZ"])
            .well();
        trial.customer("杭州云帆科技有限公司").well();
        trial
    }

    pub fn db(&self) -> PathBuf {
        self.folder.path().join("kehu.db")
    }

    /// What the program is told of the machine.
    pub fn env(&self) -> Vec<(&'static str, String)> {
        let settings = self.folder.path().join("config.toml");
        vec![
            ("KEHU_DB", self.db().display().to_string()),
            ("KEHU_CONFIG", settings.display().to_string()),
            ("KEHU_NOW", NOW.to_owned()),
            ("KEHU_LANG", self.lang.to_owned()),
            ("PATH", "/usr/bin:/bin".to_owned()),
        ]
    }

    /// `program` with nothing but our environment, and nobody to ask.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .envs(self.env())
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }

    pub fn run<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Said {
        let output = self.command(KEHU).args(args).output();
        output.expect("kehu runs").into()
    }

    /// A line of shell, in which `$KEHU` is the program.
    pub fn shell(&self, line: &str) -> Said {
        let output = self
            .command("bash")
            .args(["-c", line])
            .env("KEHU", KEHU)
            .output();
        output.expect("bash runs").into()
    }

    /// Registers a customer of whom only the name is known.
    pub fn customer(&self, name: &str) -> Said {
        self.run([
            "customer",
            "add",
            name,
            "--region",
            "HZ",
            "--industry",
            "IT",
            "--incomplete",
            "-q",
        ])
    }

    /// The file, past the program.
    pub fn open(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.db()).expect("opens")
    }

    /// The one number that a query gives.
    #[track_caller]
    pub fn count(&self, sql: &str) -> i64 {
        let count = self.open().query_row(sql, [], |row| row.get(0));
        count.expect("a number")
    }

    /// The file is sound: for SQLite, and for `doctor`.
    #[track_caller]
    pub fn is_sound(&self) {
        let check: String = self
            .open()
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))
            .expect("checks");
        assert_eq!(check, "ok");
        let said = self.run(["doctor"]);
        assert!(matches!(said.exit, Some(0 | 7)), "{said:?}");
    }
}

/// Adds so many customers like the first one, past the program: a big list.
pub fn many_customers(db: &Path, count: u32) {
    let mut db = rusqlite::Connection::open(db).expect("opens");
    let columns: String = db
        .query_row(
            r#"SELECT group_concat('c."' || name || '"') FROM pragma_table_info('customer')
             WHERE name NOT IN ('id', 'number')"#,
            [],
            |row| row.get(0),
        )
        .expect("the columns");
    let names = columns.replace("c.", "");
    let tx = db.transaction().expect("begins");
    tx.execute_batch("UPDATE meta SET value = 1 WHERE key = 'command'")
        .expect("as a command");
    let sql = format!(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
         INSERT INTO customer (id, number, {names})
         SELECT 1000000 + i, 'HZ-IT-2025-' || i, {columns} FROM n, customer c
         WHERE c.id = (SELECT min(id) FROM customer)"
    );
    tx.execute(&sql, [count]).expect("adds");
    tx.execute_batch("UPDATE meta SET value = NULL WHERE key = 'command'")
        .expect("ends");
    tx.commit().expect("commits");
}
