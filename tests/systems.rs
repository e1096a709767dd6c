//! docs/systems.md is data: each system that the handbooks name, and the command that
//! shows it. Every one is typed in a copy of the demo, in both languages.

use std::fs;
use std::path::Path;

use kehu::value::Moment;
use kehu::words::Lang;

use crate::session;

const TABLE: &str = include_str!("../docs/systems.md");

/// How many systems each handbook names.
const NAMED: [(&str, usize); 5] = [
    ("000", 21),
    ("001", 34),
    ("002", 27),
    ("003", 22),
    ("004", 30),
];

struct Row {
    id: &'static str,
    commands: Vec<&'static str>,
    exit: u8,
    /// What the answer says, in Chinese and in English.
    says: [Vec<&'static str>; 2],
}

fn rows() -> Vec<Row> {
    let lines = TABLE.lines().filter(|line| line.starts_with("| 00"));
    let rows = lines.map(|line| {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [id, name, commands, answer] = cells[..] else {
            panic!("{line}");
        };
        assert!(name.contains(" · "), "{line}");
        let refused = answer
            .strip_prefix('(')
            .and_then(|rest| rest.split_once(") "));
        let (exit, says) = refused.unwrap_or(("0", answer));
        let (zh, en) = says.split_once(" · ").unwrap_or_else(|| panic!("{line}"));
        Row {
            id,
            commands: commands.split('`').skip(1).step_by(2).collect(),
            exit: exit.parse().unwrap_or_else(|_| panic!("{line}")),
            says: [zh.split('、').collect(), en.split(", ").collect()],
        }
    });
    rows.collect()
}

#[test]
fn every_system_of_the_handbooks_has_its_row() {
    let rows = rows();
    let mut wanted = Vec::new();
    for (handbook, count) in NAMED {
        wanted.extend((1..=count).map(|n| format!("{handbook}-{n:02}")));
    }
    let found: Vec<_> = rows.iter().map(|row| row.id).collect();
    assert_eq!(found, wanted);
    assert_eq!(found.len(), 134);
    for row in &rows {
        assert!(!row.commands.is_empty(), "{}", row.id);
        let said = row.says.iter().flatten();
        assert!(said.clone().all(|text| !text.is_empty()), "{}", row.id);
    }
}

/// Types the commands of every row, each row in a fresh copy of the demo.
fn shows(lang: Lang) {
    let folder = tempfile::tempdir().expect("a folder");
    let now = Moment::parse_rfc3339("2026-04-01T09:00:00+08:00").expect("a moment");
    let demo = folder.path().join("demo.db");
    let world = |file: &Path| session::world(file, now, lang);
    let to = demo.display().to_string();
    session::run(
        world(&folder.path().join("own.db")),
        &["demo", "-q", "--to", &to],
    );
    let mut wrong = Vec::new();
    for row in rows() {
        let own = folder.path().join(row.id);
        fs::create_dir(&own).expect("a folder");
        let file = own.join("kehu.db");
        fs::copy(&demo, &file).expect("copies");
        let (mut exit, mut said) = (0, String::new());
        for command in &row.commands {
            let words = session::words(command);
            let words: Vec<&str> = words.iter().map(String::as_str).skip(1).collect();
            let (ended, out, err) = session::run(world(&file), &words);
            exit = ended as u8;
            said = said + &out + &err;
        }
        let [zh, en] = &row.says;
        let wanted = if lang == Lang::Zh { zh } else { en };
        let missing: Vec<_> = wanted
            .iter()
            .filter(|text| !said.contains(**text))
            .collect();
        if exit != row.exit || !missing.is_empty() {
            let id = row.id;
            wrong.push(format!("{id}: exit {exit}, without {missing:?} in\n{said}"));
        }
        fs::remove_dir_all(&own).expect("removes");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_system_shows_in_english() {
    shows(Lang::En);
}

#[test]
fn every_system_shows_in_chinese() {
    shows(Lang::Zh);
}
