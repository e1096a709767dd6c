//! docs/handbook.md is data: each numbered rule of the handbooks, and where it
//! is kept. What it names must be there.

use std::collections::{BTreeMap, BTreeSet};

use kehu::event::Date;
use kehu::nouns::{self, What};
use kehu::playbook::{Band, Per, Playbook, RULE_KEYS, Rule};
use kehu::records;
use kehu::value::ChoiceSet as _;

const TABLE: &str = include_str!("../docs/handbook.md");

/// The handbooks number their rules in five runs, with gaps between.
const RUNS: [(u32, u32); 6] = [
    (1, 19),
    (20, 72),
    (80, 96),
    (100, 124),
    (130, 149),
    (150, 190),
];

struct Row {
    number: String,
    kept: String,
    place: String,
    /// What stands in backticks: `rule`, `touch-b`.
    names: Vec<(String, String)>,
}

fn rows() -> Vec<Row> {
    let lines = TABLE
        .lines()
        .filter(|line| line.starts_with("| R0") || line.starts_with("| R1"));
    let rows = lines.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [number, what, kept, place] = cells[..] else {
            panic!("{line}");
        };
        assert!(!what.is_empty(), "{line}");
        let names = place.split('`').skip(1).step_by(2);
        let names = names.map(|name| {
            let (kind, name) = name.split_once(':').unwrap_or_else(|| panic!("{line}"));
            (kind.to_owned(), name.to_owned())
        });
        Row {
            number: number.to_owned(),
            kept: kept.to_owned(),
            place: place.to_owned(),
            names: names.collect(),
        }
    });
    rows.collect()
}

/// The rules of every preset that have this id: a preset may change one.
fn rules() -> BTreeMap<&'static str, Vec<Rule>> {
    let mut all: BTreeMap<&'static str, Vec<Rule>> = BTreeMap::new();
    for name in Playbook::presets() {
        let playbook = Playbook::load(name, None).expect("a preset");
        for rule in playbook.rules().expect("its rules") {
            all.entry(rule.id).or_default().push(rule.clone());
        }
    }
    all
}

/// The handbooks' rules that a rule of the playbook comes from.
fn sources(rule: &Rule) -> impl Iterator<Item = &str> {
    rule.source
        .split(' ')
        .filter(|number| number.starts_with('R'))
}

#[test]
fn every_numbered_rule_has_one_row() {
    let found: Vec<String> = rows().into_iter().map(|row| row.number).collect();
    let runs = RUNS.iter().filter(|(first, _)| *first > 0);
    let wanted: Vec<String> = runs
        .flat_map(|(first, last)| (*first..=*last).map(|n| format!("R{n:03}")))
        .collect();
    assert_eq!(found, wanted);
}

#[test]
fn what_a_row_names_is_there() {
    let rules = rules();
    let standard: toml::Table = include_str!("../src/playbook/presets/standard.toml")
        .parse()
        .expect("reads");
    let commands: BTreeSet<String> = nouns::ALL
        .iter()
        .flat_map(|noun| match noun.what {
            What::Leaf(_) => vec![noun.name.to_owned()],
            What::Verbs(verbs) => verbs
                .iter()
                .map(|verb| format!("{} {}", noun.name, verb.name))
                .collect(),
        })
        .collect();
    for row in rows() {
        for (kind, name) in &row.names {
            let there = match kind.as_str() {
                "rule" => rules.contains_key(name.as_str()),
                "command" => commands.contains(name),
                "gate" => has(&standard, &format!("gates.{name}")),
                "key" => has(&standard, name),
                "field" => name.split_once('.').is_some_and(|(form, key)| {
                    let form = records::ALL.iter().find(|(noun, _)| noun.table() == form);
                    form.is_some_and(|(_, fields)| fields.iter().any(|field| field.key == key))
                }),
                other => panic!("{}: what is {other}?", row.number),
            };
            assert!(there, "{}: there is no {kind} {name}", row.number);
        }
    }
}

/// Whether a table of TOML has a dotted key.
fn has(table: &toml::Table, key: &str) -> bool {
    let mut parts = key.split('.');
    let first = parts.next().and_then(|part| table.get(part));
    parts.fold(first, |value, part| value?.get(part)).is_some()
}

/// The blocks of TOML in a document.
fn blocks(document: &str) -> Vec<&str> {
    let begun = document.split("```toml\n").skip(1);
    begun.filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_examples_of_the_language_can_be_read() {
    let document = include_str!("../docs/rules.md");
    let blocks = blocks(document);
    assert_eq!(blocks.len(), 2);
    for block in blocks {
        let file = Some((std::path::Path::new("docs/rules.md"), block));
        let playbook = Playbook::load("standard", file);
        let playbook = playbook.unwrap_or_else(|problems| panic!("{problems:?}"));
        playbook
            .rules()
            .unwrap_or_else(|problems| panic!("{problems:?}"));
    }
    // What the document lists is all there is.
    for date in Date::VARIANTS {
        assert!(
            document.contains(&format!("`{}`", date.code())),
            "{}",
            date.code()
        );
    }
    for code in Band::CHOICES
        .iter()
        .chain(Per::CHOICES)
        .map(|choice| choice.code)
    {
        assert!(document.contains(&format!("`{code}`")), "{code}");
    }
    for key in RULE_KEYS {
        assert!(document.contains(&format!("`{key}")), "{key}");
    }
}

#[test]
fn a_rule_stands_in_the_row_of_each_of_its_numbers() {
    let rows = rows();
    for (id, versions) in rules() {
        let mut stands: BTreeSet<&str> = BTreeSet::new();
        for row in &rows {
            if row
                .names
                .iter()
                .any(|(kind, name)| kind == "rule" && name == id)
            {
                stands.insert(&row.number);
            }
        }
        let given: BTreeSet<&str> = versions.iter().flat_map(sources).collect();
        assert_eq!(stands, given, "{id}");
    }
}

#[test]
fn what_is_said_to_be_kept_is_kept() {
    for row in rows() {
        let named = || {
            row.names
                .iter()
                .filter(|(kind, _)| kind == "rule")
                .map(|(_, name)| name)
        };
        let others = row
            .names
            .iter()
            .any(|(kind, _)| kind != "rule" && kind != "gate");
        let gate = row.names.iter().any(|(kind, _)| kind == "gate");
        let said = row
            .place
            .split('`')
            .step_by(2)
            .any(|words| words.trim().len() > 2);
        match row.kept.as_str() {
            "yes" => assert!(others || gate || named().next().is_some(), "{}", row.number),
            "no" => assert!(row.names.is_empty() && said, "{}", row.number),
            other => panic!("{}: what is {other}?", row.number),
        }
    }
}
