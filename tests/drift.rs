//! What must not drift apart: the layers, the two languages, the command tree,
//! the forms and their tables, the README and the program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use clap::Command;
use kehu::nouns::{ALL, What, tree};
use kehu::playbook::Playbook;
use kehu::problem::Exit;
use kehu::records;
use kehu::store::Shelf;
use kehu::value::Noun;
use kehu::words::Lang;

use crate::session::Session;

/// The modules, from the bottom up: one uses only what stands left of it.
const LAYERS: &[&str] = &[
    "words", "value", "field", "problem", "form", "records", "event", "calendar", "playbook",
    "rules", "settings", "flags", "ask", "exchange", "store", "view", "report", "document",
    "render", "world", "app", "out", "call", "globals", "verbs", "help", "nouns", "line",
    "complete",
];

/// Every file below a folder with this ending.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("reads") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|have| have == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the program without its tests and without comments.
fn program(file: &Path) -> String {
    let text = fs::read_to_string(file).expect("reads");
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
    text.lines()
        .map(|line| line.split("//").next().unwrap_or(""))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The modules that a text names: `crate::store::…`, `use crate::{form, say}`.
fn named(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        let names = match rest.strip_prefix('{') {
            Some(several) => several.split('}').next().unwrap_or(""),
            None => rest,
        };
        let first = |name: &str| {
            let name = name.trim();
            let end = name.find(|c: char| !(c.is_alphanumeric() || c == '_'));
            name[..end.unwrap_or(name.len())].to_owned()
        };
        match rest.starts_with('{') {
            true => found.extend(names.split(',').map(first)),
            false => {
                found.insert(first(names));
            }
        }
    }
    found
}

/// The top-level module that a file of the program belongs to.
fn module(file: &Path) -> String {
    let inside = file.strip_prefix(root().join("src")).expect("in src");
    let first = inside.components().next().expect("a name");
    let name = first.as_os_str().to_string_lossy().into_owned();
    name.trim_end_matches(".rs").to_owned()
}

#[test]
fn a_module_uses_only_what_stands_left_of_it() {
    let place = |name: &str| LAYERS.iter().position(|layer| *layer == name);
    let mut wrong = Vec::new();
    for file in files(&root().join("src"), "rs") {
        let from = module(&file);
        if matches!(from.as_str(), "lib" | "main") || file.ends_with("tests.rs") {
            continue;
        }
        let Some(here) = place(&from) else {
            wrong.push(format!("{from} stands nowhere in the layers"));
            continue;
        };
        for to in named(&program(&file)) {
            if place(&to).is_some_and(|there| there > here) {
                wrong.push(format!("{from} uses {to} ({})", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_stands_in_the_layers() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("reads");
    for line in lib.lines() {
        if let Some(name) = line.strip_prefix("pub mod ") {
            let name = name.trim_end_matches(';');
            assert!(
                LAYERS.contains(&name),
                "{name} stands nowhere in the layers"
            );
        }
    }
}

#[test]
fn modules_are_found_in_every_way_of_naming_them() {
    let text = "use crate::{form, say};\nuse crate::store::Kept; let x = crate::value::x();";
    let names = named(text);
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    assert_eq!(names, ["form", "say", "store", "value"]);
}

#[test]
fn no_file_is_longer_than_a_room() {
    let long: Vec<_> = files(&root().join("src"), "rs")
        .into_iter()
        .filter_map(|file| {
            let text = fs::read_to_string(&file).expect("reads");
            // The unit tests at the end stand in a room of their own.
            let room = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or("");
            let lines = room.lines().count();
            (lines > 400).then(|| format!("{lines} {}", file.display()))
        })
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    for file in files(&root().join("src"), "rs") {
        let text = fs::read_to_string(&file).expect("reads");
        assert!(
            text.starts_with("//!"),
            "{} has no module doc",
            file.display()
        );
    }
}

#[test]
fn nothing_is_replaced_behind_the_journals_back() {
    for ending in ["rs", "sql"] {
        for file in files(&root().join("src"), ending) {
            let text = fs::read_to_string(&file).expect("reads").to_uppercase();
            let words: Vec<_> = text.split_whitespace().collect();
            for pair in words.windows(2) {
                assert_ne!(pair, ["OR", "REPLACE"], "{}", file.display());
                assert_ne!(pair, ["REPLACE", "INTO"], "{}", file.display());
            }
        }
    }
}

#[test]
fn no_test_file_is_forgotten() {
    let main = fs::read_to_string(root().join("tests/main.rs")).expect("reads");
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("reads");
    for file in files(&root().join("tests"), "rs") {
        let inside = file.strip_prefix(root()).expect("inside");
        let stem = file
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let folder = inside.parent().expect("a folder");
        let asked_for = if folder == Path::new("tests") {
            stem == "main"
                || main.contains(&format!("mod {stem};"))
                || manifest.contains(&inside.display().to_string())
        } else if folder == Path::new("tests/support") {
            let path = format!("support/{stem}.rs");
            files(&root().join("tests"), "rs")
                .iter()
                .any(|other| fs::read_to_string(other).expect("reads").contains(&path))
        } else {
            let parent = root().join(folder).join("mod.rs");
            stem == "mod"
                || fs::read_to_string(parent)
                    .expect("reads")
                    .contains(&format!("mod {stem};"))
        };
        assert!(asked_for, "{} is in no test", inside.display());
    }
}

// ---- the command tree

/// Every command of the tree with the words that name it.
fn commands(command: &Command, path: &str, found: &mut Vec<(String, Command)>) {
    found.push((path.to_owned(), command.clone()));
    for sub in command.get_subcommands() {
        commands(sub, &format!("{path} {}", sub.get_name()), found);
    }
}

fn whole_tree(lang: Lang) -> Vec<(String, Command)> {
    let mut found = Vec::new();
    commands(&tree(lang, None), "kehu", &mut found);
    found
}

#[test]
fn the_command_tree_is_sound_in_both_languages() {
    for lang in [Lang::En, Lang::Zh] {
        tree(lang, None).debug_assert();
    }
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// English sentences: four words of small letters in a row.
fn sentence(text: &str) -> bool {
    let words: Vec<_> = text
        .split(|c: char| c.is_whitespace())
        .map(|word| {
            word.len() > 1
                && word
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || ",.;:".contains(c))
        })
        .collect();
    words.windows(4).any(|four| four.iter().all(|word| *word))
}

#[test]
fn every_help_text_is_in_both_languages() {
    let mut wrong = Vec::new();
    for (path, command) in whole_tree(Lang::Zh) {
        let about = command
            .get_about()
            .map(ToString::to_string)
            .unwrap_or_default();
        if !about.contains(is_chinese) || sentence(&about) {
            wrong.push(format!("zh {path}: {about:?}"));
        }
        for arg in command.get_arguments() {
            for help in [arg.get_help(), arg.get_long_help()].into_iter().flatten() {
                let help = help.to_string();
                let first = help.lines().next().unwrap_or_default();
                // A label that is the same in both languages, or a list of codes.
                let same = matches!(first, "ARPU值") || first.contains('、');
                if !(first.contains(is_chinese) || same) || sentence(&help) {
                    wrong.push(format!("zh {path} --{}: {help:?}", arg.get_id()));
                }
            }
            if arg.get_help().is_none() {
                wrong.push(format!("zh {path} --{} has no help", arg.get_id()));
            }
        }
    }
    for (path, command) in whole_tree(Lang::En) {
        let about = command
            .get_about()
            .map(ToString::to_string)
            .unwrap_or_default();
        if about.is_empty() || about.contains(is_chinese) {
            wrong.push(format!("en {path}: {about:?}"));
        }
        for arg in command.get_arguments() {
            for help in [arg.get_help(), arg.get_long_help()].into_iter().flatten() {
                for line in help.to_string().lines() {
                    // The note that R103 spells.
                    let line = line.replace("客户核心业务中断", "");
                    if line.contains(is_chinese) {
                        wrong.push(format!("en {path} --{}: {line:?}", arg.get_id()));
                    }
                }
            }
            for name in arg.get_value_names().unwrap_or_default() {
                if name.contains(is_chinese) {
                    wrong.push(format!("en {path} --{}: {name}", arg.get_id()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The string literals of a source text, with where each begins and ends.
fn literals(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            // A quote is a character, too.
            '\'' if text[at..].starts_with("'\"'") || text[at..].starts_with("'\\") => {
                chars.next();
                chars.next();
            }
            '"' => {
                let mut escaped = false;
                let end = chars.find(|(_, c)| match (escaped, *c) {
                    (false, '"') => true,
                    (was, c) => {
                        escaped = !was && c == '\\';
                        false
                    }
                });
                if let Some((end, _)) = end {
                    found.push((at + 1, end));
                }
            }
            _ => {}
        }
    }
    found
}

/// The English halves of the pairs `("English", "中文")` in a source text.
fn english(text: &str) -> Vec<String> {
    let all = literals(text);
    let pairs = all.windows(2).filter(|two| {
        let (before, between) = (&text[..two[0].0 - 1], &text[two[0].1 + 1..two[1].0 - 1]);
        let opens = ["t(", "say!(", "help(", "group(", "examples(", "="];
        let before = before.trim_end();
        between.trim() == "," && opens.iter().any(|open| before.ends_with(open))
    });
    pairs
        .map(|two| text[two[0].0..two[0].1].to_owned())
        .collect()
}

#[test]
fn no_english_text_holds_chinese() {
    // What is typed in Chinese in either language: the note that R103 spells.
    const TYPED: &[&str] = &["客户核心业务中断"];
    let mut seen = 0;
    let mut wrong = Vec::new();
    for file in files(&root().join("src"), "rs") {
        let text = fs::read_to_string(&file).expect("reads");
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
        let lines = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        for text in english(&lines.collect::<Vec<_>>().join("\n")) {
            seen += 1;
            let rest = TYPED
                .iter()
                .fold(text.clone(), |all, one| all.replace(one, ""));
            if rest.contains(is_chinese) {
                wrong.push(format!("{}: {text}", file.display()));
            }
        }
    }
    assert!(seen > 3000, "only {seen} texts were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_example_is_in_the_language_of_its_reader() {
    let mut wrong = Vec::new();
    let playbook = Playbook::standard().expect("reads");
    let forms = playbook.forms().expect("reads");
    let own = forms.iter().flat_map(|form| form.own());
    let all = records::ALL.iter().flat_map(|(_, fields)| *fields);
    for field in all.chain(own) {
        let example = field.example;
        if example.en.contains(is_chinese) && example.en != "客户核心业务中断"
            || example.zh.is_empty() != example.en.is_empty()
        {
            wrong.push(format!("{}: {}", field.key, example.en));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_help_of_every_command_can_be_read_in_both_languages() {
    for (s, lang) in [(Session::zh(), Lang::Zh), (Session::new(), Lang::En)] {
        for (path, _) in whole_tree(lang) {
            for help in ["--help", "-h"] {
                let shown = s.run(&format!("{path} {help}"));
                assert_eq!(shown.exit, Exit::Done, "{path}\n{shown}");
                assert_eq!(shown.err, "", "{path}");
                let usage = match lang {
                    Lang::En => "Usage: kehu",
                    Lang::Zh => "用法：",
                };
                assert!(shown.out.contains(usage), "{path}\n{shown}");
                for word in [
                    "Options:",
                    "Arguments:",
                    "Commands:",
                    "Usage:",
                    "[OPTIONS]",
                    "[default",
                    "[aliases",
                ] {
                    assert!(
                        lang == Lang::En || !shown.out.contains(word),
                        "{path} {word}\n{shown}"
                    );
                }
            }
            let (_, words) = path.split_once(' ').unwrap_or_default();
            let asked = s.run(&format!("kehu help {words}"));
            assert_eq!(asked.exit, Exit::Done, "help {words}\n{asked}");
        }
    }
}

#[test]
fn an_alias_names_what_its_command_names() {
    for noun in ALL {
        let What::Verbs(verbs) = &noun.what else {
            continue;
        };
        let mut seen = BTreeSet::new();
        for verb in *verbs {
            for name in std::iter::once(&verb.name).chain(verb.aliases) {
                assert!(seen.insert(*name), "{} {name} is said twice", noun.name);
            }
        }
    }
}

// ---- forms and their tables

/// Columns that every table of records has.
const OWN: &[&str] = &["id", "number", "recorded_at", "recorded_by", "removed_at"];

/// Columns that the store keeps besides the form's, by table.
fn kept(noun: Noun) -> &'static [&'static str] {
    match noun {
        Noun::Customer => &[
            "grade",
            "pool",
            "submitted_at",
            "filed_at",
            "name_key",
            "name_core",
            "initials",
            "pinyin",
            "words",
        ],
        Noun::Staff | Noun::Contact | Noun::Product => &["name_key", "initials", "pinyin"],
        Noun::Followup | Noun::TicketEvent | Noun::Need | Noun::Analysis => &["words"],
        Noun::Plan | Noun::Action => &["done_at", "cancelled_at", "cancel_reason"],
        Noun::Ticket => &[
            "status",
            "cause",
            "responded_at",
            "answered_at",
            "solved_at",
            "confirmed_at",
            "revisited_at",
            "revisit_result",
            "closed_at",
            "archived_at",
            "merged_into",
            "words",
        ],
        Noun::Review => &["noun", "record"],
        Noun::Pause => &["ended_at"],
        Noun::Proposal => &[
            "submitted_at",
            "submitted_by",
            "presentation",
            "confirmed_at",
            "superseded_at",
        ],
        Noun::Alternative => &["total"],
        Noun::Remark => &["answer", "answered_at", "agreed"],
        Noun::Objection => &["answer", "evidence", "answered_at", "result", "settled_at"],
        Noun::Promise => &["confirmed_at", "kept_at"],
        Noun::Delivery => &[
            "started_at",
            "delivered_at",
            "accepted_at",
            "result",
            "signed_for",
            "sealed",
            "participants",
            "leftover",
            "evaluated_at",
            "score",
            "evaluation",
        ],
        Noun::Milestone => &["done_at", "met", "issues", "signed_at", "signed_for"],
        Noun::Deviation => &["closed_at", "outcome"],
        Noun::Pack => &["accepted_at", "accepted_note"],
        Noun::Contract => &[
            "signed_at",
            "signed_by",
            "signed_for",
            "revised_at",
            "ended_at",
            "end_reason",
            "end_note",
        ],
        Noun::Request => &["answered_at", "answer"],
        Noun::Recall => &["closed_at", "conclusion"],
        Noun::Affected => &[
            "informed_at",
            "channel",
            "told",
            "said",
            "informed_by",
            "settled_at",
            "outcome",
            "result",
        ],
        Noun::Feedback => &[
            "responded_at",
            "response",
            "resolved_at",
            "solution",
            "escalated_at",
            "lead",
            "closed_at",
            "agreed",
            "satisfaction",
        ],
        Noun::Attachment => &["hash", "size"],
        Noun::Handover => &["accepted_at"],
        Noun::Article => &["name_key", "initials", "pinyin"],
        Noun::Improvement => &[
            "result",
            "closed_at",
            "effect",
            "reason",
            "name_key",
            "initials",
            "pinyin",
        ],
        Noun::Deal => &[
            "outcome",
            "closed_at",
            "amount",
            "name_key",
            "initials",
            "pinyin",
        ],
        Noun::Entry => &["noun", "record", "answers", "closed_at", "words"],
        Noun::Verification
        | Noun::Survey
        | Noun::Audit
        | Noun::Occasion
        | Noun::Duty
        | Noun::Grade
        | Noun::Screening
        | Noun::DealReview
        | Noun::Instalment
        | Noun::Payment
        | Noun::Progress
        | Noun::Delivered
        | Noun::Acceptance
        | Noun::Notice => &[],
    }
}

/// A file as `init` leaves it.
fn fresh() -> (Session, rusqlite::Connection) {
    let s = Session::new();
    let _ = s.run("kehu init --name 李雷").done();
    let db = rusqlite::Connection::open(s.path("kehu.db")).expect("opens");
    (s, db)
}

fn column_of_texts(db: &rusqlite::Connection, sql: &str, param: &str) -> Vec<String> {
    let mut query = db.prepare(sql).expect("prepares");
    let texts = query.query_map([param], |row| row.get(0)).expect("queries");
    texts.map(|text| text.expect("a text")).collect()
}

#[test]
fn a_table_has_the_columns_of_its_form_in_its_order() {
    let (_s, db) = fresh();
    for (noun, fields) in records::ALL {
        let sql = "SELECT name FROM pragma_table_info(?1) ORDER BY cid";
        let columns = column_of_texts(&db, sql, noun.table());
        let of_form: Vec<_> = columns
            .iter()
            .map(String::as_str)
            .filter(|column| fields.iter().any(|field| field.key == *column))
            .collect();
        let keys: Vec<_> = fields.iter().map(|field| field.key).collect();
        assert_eq!(of_form, keys, "{}", noun.table());
        let rest: BTreeSet<_> = columns
            .iter()
            .map(String::as_str)
            .filter(|column| !keys.contains(column))
            .collect();
        let declared: BTreeSet<_> = OWN.iter().chain(kept(*noun)).copied().collect();
        assert_eq!(rest, declared, "{}", noun.table());
    }
}

#[test]
fn every_noun_has_a_form_and_a_form_has_no_field_twice() {
    assert_eq!(records::ALL.len(), Noun::ALL.len());
    for (noun, fields) in records::ALL {
        let mut seen = BTreeSet::new();
        for field in *fields {
            assert!(seen.insert(field.key), "{}.{}", noun.table(), field.key);
        }
    }
}

#[test]
fn every_table_is_watched_by_the_journal() {
    let (_s, db) = fresh();
    let sql = "SELECT name FROM pragma_table_list WHERE schema = ?1 AND type = 'table' AND name NOT LIKE 'sqlite%'";
    let tables = column_of_texts(&db, sql, "main");
    assert!(tables.len() > records::ALL.len());
    for table in tables {
        if matches!(table.as_str(), "meta" | "sequence" | "command" | "change")
            || table.ends_with("_spelling")
        {
            continue;
        }
        let sql = "SELECT lower(sql) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1";
        let triggers = column_of_texts(&db, sql, &table);
        for event in [
            "after insert on",
            "before update on",
            "after update on",
            "before delete on",
        ] {
            let noted = triggers
                .iter()
                .any(|sql| sql.contains(event) && sql.contains("into noted"));
            assert!(noted, "{table}: {event}");
        }
    }
}

#[test]
fn a_write_outside_a_command_is_refused() {
    let (_s, db) = fresh();
    let write = db.execute("UPDATE staff SET name = 'x'", []);
    assert!(write.is_err(), "the journal forgot a write");
}

#[test]
fn every_preset_can_be_read() {
    let names: Vec<_> = Playbook::presets().collect();
    assert!(names.contains(&"standard"));
    for name in names {
        let playbook = Playbook::load(name, None);
        assert!(playbook.is_ok(), "{name}: {playbook:?}");
    }
}

#[test]
fn a_file_opens_the_same_twice() {
    let (s, _db) = fresh();
    let mut shelf = Shelf::new(s.path("kehu.db"), 7, "test".into());
    let schema = shelf.read().expect("opens").schema().expect("a number");
    assert!(schema >= 1);
}

// ---- the README

/// A block of the README: the commands with what they answer.
fn sessions(text: &str) -> Vec<Vec<(String, String)>> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some((_, block)) = rest.split_once("```console\n") {
        let (block, after) = block.split_once("```").expect("a closed block");
        let mut steps: Vec<(String, String)> = Vec::new();
        for line in block.lines() {
            match (line.strip_prefix("$ "), steps.last_mut()) {
                (Some(command), _) => steps.push((command.to_owned(), String::new())),
                (None, Some((command, _))) if command.ends_with('\\') => {
                    command.pop();
                    command.push_str(line);
                }
                (None, Some((_, answer))) => {
                    answer.push_str(line);
                    answer.push('\n');
                }
                (None, None) => {}
            }
        }
        blocks.push(steps);
        rest = after;
    }
    blocks
}

/// Whether an answer is the expected one, where a line `…` stands for any
/// lines, and `…` inside a line for any characters.
fn is_like(expected: &[&str], answer: &[&str]) -> bool {
    match (expected, answer) {
        ([], []) => true,
        (["…", rest @ ..], _) => (0..=answer.len()).any(|skip| is_like(rest, &answer[skip..])),
        ([first, rest @ ..], [line, after @ ..]) => {
            line_is_like(first.trim_end(), line.trim_end()) && is_like(rest, after)
        }
        _ => false,
    }
}

fn line_is_like(expected: &str, line: &str) -> bool {
    if expected == line {
        return true;
    }
    let mut parts = expected.split('…');
    let Some(mut rest) = parts.next().and_then(|start| line.strip_prefix(start)) else {
        return false;
    };
    let parts: Vec<_> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return false;
    };
    for part in middle {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

fn replay(name: &str, session: &Session) {
    let Ok(text) = fs::read_to_string(root().join(name)) else {
        return;
    };
    for (command, expected) in sessions(&text).into_iter().flatten() {
        assert!(command.starts_with("kehu"), "{name} runs {command}");
        let shown = match command.split_once(" > ") {
            Some((command, file)) => {
                let written = session.to_file(command);
                session.put(file.trim(), &written.out);
                written.err
            }
            // People see the answer and the messages as they come.
            None => session
                .run(&command)
                .to_string()
                .replace("--- stderr ---\n", ""),
        };
        let lines: Vec<_> = expected.trim_end().lines().collect();
        let answer: Vec<_> = shown.trim_end().lines().collect();
        assert!(
            is_like(&lines, &answer),
            "{name}: {command}\n--- said to answer\n{expected}--- answers\n{shown}"
        );
    }
}

#[test]
fn the_readmes_sessions_run_as_they_are_written() {
    replay("README.md", &Session::new());
    replay("README.zh.md", &Session::zh());
}

#[test]
fn what_the_readme_says_is_really_compared() {
    let blocks = sessions("x\n```console\n$ kehu a \\\n  b\n1\n2\n$ kehu c\n```\n");
    let expected = vec![vec![
        ("kehu a   b".to_owned(), "1\n2\n".to_owned()),
        ("kehu c".to_owned(), String::new()),
    ]];
    assert_eq!(blocks, expected);
    assert!(is_like(&["a", "…", "d"], &["a", "b", "c", "d"]));
    assert!(is_like(&["…"], &[]));
    assert!(!is_like(&["a", "…", "d"], &["a", "b"]));
    assert!(is_like(
        &["in …/kehu.db, yours"],
        &["in /home/x/kehu.db, yours"]
    ));
    assert!(!is_like(
        &["in …/kehu.db, yours"],
        &["in /home/x/kehu.db, mine"]
    ));
    assert!(!is_like(&[], &["a"]));
}

/// Every command of the tree stands in the README's reference.
#[test]
fn every_command_stands_in_the_readmes() {
    for name in ["README.md", "README.zh.md"] {
        let Ok(text) = fs::read_to_string(root().join(name)) else {
            continue;
        };
        let missing: BTreeMap<_, _> = whole_tree(Lang::En)
            .into_iter()
            // What only says what to do instead is no command to learn.
            .filter(|(_, command)| !command.is_hide_set())
            .filter_map(|(path, _)| {
                let (_, words) = path.split_once(' ')?;
                let last = words.rsplit(' ').next().unwrap_or(words).to_owned();
                (!text.contains(&last)).then_some((path, last))
            })
            .collect();
        assert!(missing.is_empty(), "{name} lacks {missing:?}");
    }
}
