//! A whole session without a terminal or a process: command lines in, what a
//! person would read out. The clock stands still until a test moves it.

use std::cell::RefCell;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use kehu::ask::Script;
use kehu::problem::Exit;
use kehu::value::Moment;
use kehu::words::Lang;
use kehu::world::{Env, Stream, World};
use tempfile::TempDir;

/// A machine with nobody at it: output goes into a pipe, nobody answers.
pub fn world<'w>(db: &Path, now: Moment, lang: Lang) -> World<'w> {
    World {
        now,
        seed: 7,
        processors: 1,
        env: Env {
            db: Some(db.to_owned()),
            config: Some(db.with_file_name("config.toml")),
            locale: lang,
            no_color: true,
            temp_dir: db.with_file_name("tmp"),
            ..Env::default()
        },
        stdout: Stream::Pipe,
        width: None,
        err_width: None,
        session: "test".to_owned(),
        ask: None,
        stdin: Box::new(std::io::empty()),
    }
}

/// Runs one command line in `world`: the exit status, standard output and
/// standard error.
pub fn run<A: AsRef<str>>(world: World<'_>, args: &[A]) -> (Exit, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["kehu"]
        .into_iter()
        .chain(args.iter().map(AsRef::as_ref))
        .map(str::to_owned);
    let exit = kehu::run(args, world, &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8 is written");
    (exit, text(out), text(err))
}

/// Somebody's folder with their file in it, and a clock.
pub struct Session {
    folder: TempDir,
    now: Moment,
    lang: Lang,
    /// Everything typed so far: what comes back of it is data, in any language.
    typed: RefCell<String>,
}

impl Session {
    /// A folder without a file, in English, on Thursday 2026-03-05 15:00.
    pub fn new() -> Self {
        Session {
            folder: tempfile::tempdir().expect("a folder"),
            now: moment("2026-03-05 15:00"),
            lang: Lang::En,
            typed: RefCell::default(),
        }
    }

    /// The same in Chinese.
    pub fn zh() -> Self {
        Session {
            lang: Lang::Zh,
            ..Session::new()
        }
    }

    /// Moves the clock: `2026-03-06 09:00`, in Shanghai.
    pub fn at(&mut self, now: &str) {
        self.now = moment(now);
    }

    /// A file in the session's folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts a file into the session's folder.
    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).expect("writes");
    }

    /// The text of a file in the session's folder.
    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("reads")
    }

    /// Everything that was typed so far.
    pub fn typed(&self) -> String {
        self.typed.borrow().clone()
    }

    /// Runs `kehu customer list`, or several words in quotes, with nobody
    /// there to answer. `~` stands for the session's folder.
    pub fn run(&self, line: &str) -> Outcome {
        self.carry_out(line, Stream::Pipe, None, None)
    }

    /// The same into a file: `kehu … > file`.
    pub fn to_file(&self, line: &str) -> Outcome {
        self.carry_out(line, Stream::File, None, None)
    }

    /// Somebody at a terminal who answers the questions of the next command.
    pub fn terminal<'s>(&'s self, width: u16, answers: &[&str]) -> Person<'s> {
        self.note_typed(&answers.join("\n"));
        Person {
            session: self,
            width,
            script: Script::new(answers.iter().copied()),
        }
    }

    fn note_typed(&self, text: &str) {
        let mut typed = self.typed.borrow_mut();
        typed.push_str(text);
        typed.push('\n');
    }

    fn carry_out(
        &self,
        line: &str,
        stdout: Stream,
        width: Option<u16>,
        script: Option<&mut Script>,
    ) -> Outcome {
        self.note_typed(line);
        let folder = self.folder.path().display().to_string();
        let mut args = words(line).into_iter();
        assert_eq!(args.next().as_deref(), Some("kehu"), "{line}");
        let args: Vec<String> = args
            .map(|arg| match arg.strip_prefix('~') {
                Some(rest) => format!("{folder}{rest}"),
                None => arg,
            })
            .collect();
        let db = self.path("kehu.db");
        let mut asked = script;
        let mut world = world(&db, self.now, self.lang);
        world.stdout = stdout;
        world.width = width;
        world.err_width = width;
        // Every file has ids of its own, as on a machine of its own.
        if let Some(at) = args.iter().position(|arg| arg == "--db") {
            let name = args.get(at + 1).and_then(|path| path.rsplit('/').next());
            world.seed += name.map_or(0, |name| name.bytes().map(u32::from).sum());
        }
        world.ask = match &mut asked {
            Some(script) => Some(&mut **script),
            None => None,
        };
        let (exit, out, err) = run(world, &args);
        Outcome {
            out: out.replace(&folder, "~"),
            err: err.replace(&folder, "~"),
            exit,
            asked: asked.map_or_else(Vec::new, |script| std::mem::take(&mut script.asked)),
            unasked: 0,
        }
    }
}

/// Every row of every table, the journal and the serials included.
pub fn dump(db: &Path) -> Vec<String> {
    let mut rows = Vec::new();
    let Ok(db) = rusqlite::Connection::open(db) else {
        return rows;
    };
    let mut tables = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .expect("prepares");
    let tables: Vec<String> = tables
        .query_map([], |row| row.get(0))
        .expect("queries")
        .map(|name| name.expect("a name"))
        .collect();
    for table in tables {
        let mut query = db
            .prepare(&format!("SELECT * FROM \"{table}\""))
            .expect("prepares");
        let width = query.column_count();
        let mut found = query.query([]).expect("queries");
        while let Some(row) = found.next().expect("a row") {
            let cells: Vec<String> = (0..width)
                .map(|at| format!("{:?}", row.get_ref(at).expect("a column")))
                .collect();
            rows.push(format!("{table} {}", cells.join("|")));
        }
    }
    rows
}

/// Somebody at a terminal.
pub struct Person<'s> {
    session: &'s Session,
    width: u16,
    script: Script,
}

impl Person<'_> {
    /// Runs a command line and answers its questions. Answers that nobody
    /// asked for fail the test.
    pub fn run(mut self, line: &str) -> Outcome {
        let width = Some(self.width);
        let script = &mut self.script;
        let mut outcome = self
            .session
            .carry_out(line, Stream::Terminal, width, Some(script));
        outcome.unasked = self.script.answers.len();
        assert_eq!(
            outcome.unasked,
            0,
            "answers left over: {:?}\n{}\n{outcome}",
            self.script.answers,
            outcome.dialog()
        );
        outcome
    }
}

/// What a command line came to.
#[must_use]
#[derive(Debug)]
pub struct Outcome {
    pub out: String,
    pub err: String,
    pub exit: Exit,
    asked: Vec<String>,
    unasked: usize,
}

impl Outcome {
    /// Everything that was asked and told, a line each.
    pub fn dialog(&self) -> String {
        self.asked.join("\n")
    }

    /// Fails the test unless the command was carried out.
    #[track_caller]
    pub fn done(self) -> Self {
        assert_eq!(self.exit, Exit::Done, "\n{self}");
        self
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.out)?;
        if !self.err.is_empty() {
            write!(f, "--- stderr ---\n{}", self.err)?;
        }
        match self.exit {
            Exit::Done => Ok(()),
            exit => write!(f, "[exit {}]", exit as u8),
        }
    }
}

/// A moment by the clock in Shanghai: `2026-03-05 15:00`.
fn moment(text: &str) -> Moment {
    let text = format!("{}:00+08:00", text.replace(' ', "T"));
    Moment::parse_rfc3339(&text).expect("a moment")
}

/// Splits a line as a shell would: blanks separate, quotes hold together.
pub fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in line.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    assert!(quote.is_none(), "an open quote: {line}");
    words.extend(word);
    words
}

#[test]
fn quotes_hold_words_together() {
    let line = r#"kehu log 云帆 "报价 已发" --next '+3wd 确认"报价"' """#;
    let words = words(line);
    assert_eq!(
        words,
        [
            "kehu",
            "log",
            "云帆",
            "报价 已发",
            "--next",
            "+3wd 确认\"报价\"",
            ""
        ]
    );
}
