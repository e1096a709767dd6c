//! kehu beside the `sqlite3` shell doing the same SQL on the same file:
//! `cargo bench --bench compare -- FILE [RUNS] [WORD]`, where FILE comes from
//! `cargo bench --bench generate`. Prints a table in Markdown; writes go to
//! copies beside FILE.
//!
//! It measures, and judges nothing: the aims stand beside the figures.

mod heard;
mod measure;
mod reading;
mod writing;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use kehu::value::Moment;
use measure::{Line, Pair, machine, pair};

/// The program as it was built for this; `KEHU=…` names another build.
fn program() -> PathBuf {
    std::env::var_os("KEHU").map_or_else(|| env!("CARGO_BIN_EXE_kehu").into(), PathBuf::from)
}

/// What ends a word for bash.
const BREAKS: &str = " \t\n\"'@><=;|&(:";

/// What a row is to reach.
#[derive(Clone, Copy)]
enum Aim {
    /// kehu takes at most so many times as long.
    Times(f64),
    /// kehu takes at most so many milliseconds.
    Millis(f64),
    /// kehu takes at most so many seconds: where most of the work is the rules', which the
    /// shell has no words for, a ratio says little.
    Seconds(f64),
}

/// One row of the table.
struct Row {
    name: &'static str,
    aim: Aim,
    /// No more pairs than so many: what takes seconds wavers less.
    most: usize,
    shell: Line,
    kehu: Line,
}

impl Row {
    fn measured(&self, runs: usize, before: impl Fn()) -> Pair {
        pair(&self.shell, &self.kehu, runs.min(self.most), before)
    }
}

/// As many pairs as are asked for.
const ANY: usize = usize::MAX;

/// Of what takes seconds.
const FEW: usize = 3;

fn main() {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| arg != "--bench")
        .collect();
    // `cargo bench` alone: nothing to measure on.
    let Some((file, rest)) = words.split_first() else {
        return;
    };
    if let ("hear", [file, asked @ ..]) = (file.as_str(), rest) {
        let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
        return print(&heard::statements(Path::new(file), hearing(), &asked));
    }
    let runs = rest.iter().find_map(|word| word.parse().ok()).unwrap_or(21);
    let only = rest.iter().find(|word| word.parse::<usize>().is_err());
    let file = fs::canonicalize(file).unwrap();
    let folder = file.with_extension("compare");
    // What a run that was stopped left behind.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let only = only.cloned();
    let desk = Desk { file, folder, only };
    print("| what | sqlite3 ms | kehu ms | ratio | aim | sqlite3 MiB | kehu MiB |");
    print("|---|--:|--:|--:|--:|--:|--:|");
    let wanted = |name: &str| desk.wants(name);
    for row in desk.reads() {
        if wanted(row.name) {
            print(&line(&row, &row.measured(runs, || ())));
        }
    }
    let writes = desk.writes();
    if writes.iter().any(|row| wanted(row.name)) {
        for side in ["shell", "kehu"] {
            fs::copy(&desk.file, desk.copy(side)).unwrap();
        }
    }
    for row in writes {
        if wanted(row.name) {
            print(&line(&row, &row.measured(runs, || ())));
        }
    }
    let import = desk.import();
    if wanted(import.name) {
        print(&line(&import, &import.measured(runs, || desk.empty())));
    }
    print(&format!(
        "\n{}; medians of {runs} pairs, of {} of the year and of what rules decide",
        machine(&desk.file),
        runs.min(FEW)
    ));
    fs::remove_dir_all(&desk.folder).unwrap();
}

/// When commands are heard: the moment every row has.
fn hearing() -> Moment {
    Moment::from_stored("2026-03-16T02:00:00Z").unwrap()
}

/// The one place that prints: a line goes out as soon as it is known.
fn print(line: &str) {
    use std::io::Write as _;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).unwrap();
}

fn line(row: &Row, pair: &Pair) -> String {
    let millis = |took: std::time::Duration| took.as_secs_f64() * 1000.0;
    let (theirs, ours) = (millis(pair.shell.took), millis(pair.kehu.took));
    let (aim, met) = match row.aim {
        Aim::Times(most) => (format!("≤ {most}"), pair.ratio <= most),
        Aim::Millis(most) => (format!("< {most} ms"), ours < most),
        Aim::Seconds(most) => (format!("< {most} s"), ours < most * 1000.0),
    };
    let short = |millis: f64| match millis {
        millis if millis < 10.0 => format!("{millis:.2}"),
        millis if millis < 100.0 => format!("{millis:.1}"),
        millis => format!("{millis:.0}"),
    };
    let mib = |bytes: u64| format!("{:.1}", bytes as f64 / f64::from(1 << 20));
    format!(
        "| {} | {} | {} | {:.2} | {aim}{} | {} | {} |",
        row.name,
        short(theirs),
        short(ours),
        pair.ratio,
        if met { "" } else { " ✗" },
        mib(pair.shell.peak),
        mib(pair.kehu.peak)
    )
}

/// The file that is measured on, and the folder for copies.
struct Desk {
    file: PathBuf,
    folder: PathBuf,
    /// Rows with this in their name alone.
    only: Option<String>,
}

impl Desk {
    fn copy(&self, side: &str) -> PathBuf {
        self.folder.join(format!("{side}.db"))
    }

    fn shell(&self, file: &Path) -> Line {
        Line::new("sqlite3").arg("-batch").arg(file)
    }

    fn kehu(&self, file: &Path) -> Line {
        Line::new(program())
            .env("KEHU_DB", file)
            .env("KEHU_CONFIG", self.folder.join("none.toml"))
            .env("KEHU_LANG", "zh")
            .env("KEHU_NOW", "2026-03-16 10:00")
    }

    /// What the shell says to one question about the file.
    fn ask(&self, sql: &str) -> String {
        let args = [self.file.as_os_str(), sql.as_ref()];
        let done = Command::new("sqlite3").arg("-readonly").args(args).output();
        let text = String::from_utf8(done.unwrap().stdout).unwrap();
        text.trim().to_owned()
    }

    /// Some customer in the middle of the file.
    fn some(&self) -> String {
        self.ask("SELECT number FROM customer ORDER BY id LIMIT 1 OFFSET 4321")
    }

    fn read(&self, name: &'static str, aim: Aim, sql: impl Into<String>, words: &[&str]) -> Row {
        Row {
            name,
            aim,
            most: ANY,
            shell: Line::new("sqlite3")
                .args(["-batch", "-readonly"])
                .arg(&self.file)
                .arg(sql.into()),
            kehu: self.kehu(&self.file).args(words),
        }
    }

    fn wants(&self, name: &str) -> bool {
        let only = self.only.as_deref();
        only.is_none_or(|word| name.contains(word))
    }

    /// A command, and the shell asking word for word what kehu asks for it.
    fn heard(&self, name: &'static str, aim: Aim, words: &[&str]) -> Row {
        let sql = self.folder.join(format!("{}.sql", words.join("-")));
        // In a process of its own, and into a file: what is started from here is counted
        // with the memory this one ever held.
        if self.wants(name) {
            let mut hear = Command::new(std::env::current_exe().unwrap());
            hear.arg("hear").arg(&self.file).args(words);
            let heard = hear.stdout(fs::File::create(&sql).unwrap()).status();
            assert!(heard.unwrap().success(), "{words:?}");
        }
        self.read(name, aim, format!(".read '{}'", sql.display()), words)
    }

    /// A day's list. A rep's own file is to be there at once, the largest one in
    /// the time of its queries.
    fn today(&self) -> Row {
        let customers: usize = self.ask("SELECT count(*) FROM customer").parse().unwrap();
        let aim = match customers {
            ..=10_000 => Aim::Millis(50.0),
            _ => Aim::Times(1.3),
        };
        let name = format!("`today`, {customers} customers").leak();
        self.heard(name, aim, &["today"])
    }

    fn reads(&self) -> Vec<Row> {
        let some = self.some();
        let (slow, even) = (Aim::Times(1.3), Aim::Times(1.0));
        let mut rows = vec![
            Row {
                shell: self.shell(Path::new(":memory:")).arg("SELECT 1;"),
                ..self.read("start: `--version`", even, "", &["--version"])
            },
            self.read(
                "`customer show`",
                even,
                reading::show(&some),
                &["customer", "show", &some],
            ),
        ];
        for (name, which, words) in [
            ("`customer list`, 100,000 rows", "ORDER BY r.id", &[][..]),
            ("the same, `-o csv`", "ORDER BY r.id", &["-o", "csv"]),
            ("the same, `-o json`", "ORDER BY r.id", &["-o", "json"]),
            (
                "list `--grade A --region HZ`",
                "AND r.grade = 'A' AND r.region = 'HZ' ORDER BY r.id",
                &["--grade", "A", "--region", "HZ"],
            ),
            (
                "list `--sort name --limit 100`",
                "ORDER BY r.name NULLS LAST, r.id LIMIT 100",
                &["--sort", "name", "--limit", "100"],
            ),
            (
                "list `--sort=-last_contact --limit 100`",
                "ORDER BY last DESC, r.id LIMIT 100",
                &["--sort=-last_contact", "--limit", "100"],
            ),
        ] {
            let words = [&["customer", "list"][..], words].concat();
            rows.push(self.read(name, slow, reading::list(which), &words));
        }
        rows.push(self.today());
        let aftersales = ["report", "aftersales", "--month", "2026-02"];
        rows.extend([
            self.heard("`find 报价`", slow, &["find", "报价"]),
            self.heard("`find hzyf`", slow, &["find", "hzyf"]),
            self.heard("`report aftersales`", slow, &aftersales),
            self.heard(
                "`ticket list --overdue`",
                slow,
                &["ticket", "list", "--overdue"],
            ),
            self.heard("`ticket board`", slow, &["ticket", "board"]),
        ]);
        rows.extend(self.reports());
        for (name, column, typed) in [
            ("TAB by number, HZ-I-2024-0", "number", "HZ-I-2024-0"),
            ("TAB by name, 杭州云", "name_key", "杭州云"),
            ("TAB by initials, hzyf", "initials", "hzyf"),
        ] {
            let line = format!("kehu customer show {typed}");
            let words = ["__complete", "bash", "9", BREAKS, &line];
            rows.push(self.read(name, Aim::Millis(5.0), reading::tab(column, typed), &words));
        }
        rows
    }

    /// A month and a year in each format, the measures, and how the rules were kept.
    fn reports(&self) -> Vec<Row> {
        let slow = Aim::Times(1.3);
        let mut rows = Vec::new();
        for (name, words, most) in [
            ("`report monthly`", "monthly --month 2026-02", ANY),
            ("`report summary --year`", "summary --year 2025", FEW),
        ] {
            let words: Vec<&str> = std::iter::once("report").chain(words.split(' ')).collect();
            let mut row = |name, words: &[&str]| {
                let heard = self.heard(name, slow, words);
                rows.push(Row { most, ..heard });
            };
            row(name, &words);
            for format in ["md", "csv", "json", "html", "xlsx"] {
                let name = format!("{}, {format}", name.trim_matches('`')).leak();
                row(name, &[&words[..], &["-o", format]].concat());
            }
        }
        for (name, report, aim) in [
            ("`report kpi --month`", "kpi", Aim::Seconds(5.0)),
            ("`report dashboard`", "dashboard", Aim::Seconds(8.0)),
            ("`report compliance`", "compliance", Aim::Seconds(12.0)),
        ] {
            let heard = self.heard(name, aim, &["report", report, "--month", "2026-02"]);
            rows.push(Row { most: FEW, ..heard });
        }
        rows
    }

    fn write(&self, name: &'static str, sql: String, words: &[&str]) -> Row {
        Row {
            name,
            aim: Aim::Times(1.5),
            most: ANY,
            shell: self.shell(&self.copy("shell")).arg(sql),
            kehu: self.kehu(&self.copy("kehu")).args(words),
        }
    }

    fn writes(&self) -> Vec<Row> {
        let some = self.some();
        let log = ["log", &some, "报价已发", "--by", "phone"];
        #[rustfmt::skip]
        let ticket = [
            "ticket", "open", &some, "--type", "product-fault", "--symptom", "设备开机后无显示",
            "--priority", "important", "--occurred", "2026-03-16 09:00", "--tried", "重启",
        ];
        vec![
            self.write("`log`, one write", writing::log(&some), &log),
            self.write("`ticket open`, one write", writing::ticket(&some), &ticket),
        ]
    }

    /// 100,000 rows into a file that `init` has just made.
    fn import(&self) -> Row {
        let (ours, theirs) = (self.folder.join("ours.csv"), self.folder.join("theirs.csv"));
        writing::import_files(&ours, &theirs);
        let fresh = self.folder.join("fresh.db");
        let me = ["--name", "王芳", "--role", "rep", "--region", "HZ"];
        self.kehu(&fresh).arg("init").args(me).warm();
        Row {
            name: "`import customers`, 100,000 rows",
            aim: Aim::Times(2.0),
            most: 5,
            shell: self
                .shell(&self.copy("import"))
                .args(writing::import(&theirs)),
            kehu: self
                .kehu(&self.copy("import"))
                .args(["import", "customers"])
                .arg(ours),
        }
    }

    /// Puts the file back that is imported into.
    fn empty(&self) {
        for end in ["-wal", "-shm"] {
            let mut name = self.copy("import").into_os_string();
            name.push(end);
            let _ = fs::remove_file(name);
        }
        fs::copy(self.folder.join("fresh.db"), self.copy("import")).unwrap();
    }
}
