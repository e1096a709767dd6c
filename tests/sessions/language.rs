//! No English word in the Chinese tool, no Chinese one in the English tool,
//! but for what people typed and what is the same in both: commands, flags,
//! codes, numbers.

use std::collections::BTreeSet;

use kehu::nouns::{ALL, What};
use kehu::playbook::Playbook;

use crate::session::{Outcome, Session};

impl Outcome {
    /// Fails the test where the answer or a question leaves the language.
    #[track_caller]
    pub fn all_chinese(self, session: &Session) -> Self {
        let all = format!("{}{}{}", self.out, self.err, self.dialog()).replace(BOTH, "");
        let strange = english_in(&all, &session.typed());
        assert!(
            strange.is_empty(),
            "{strange:?} in\n{}\n{self}",
            self.dialog()
        );
        self
    }

    /// The same in English.
    #[track_caller]
    pub fn all_english(self, session: &Session) -> Self {
        let all = format!("{}{}{}", self.out, self.err, self.dialog()).replace(BOTH, "");
        let strange = chinese_in(&all, &session.typed());
        assert!(
            strange.is_empty(),
            "{strange:?} in\n{}\n{self}",
            self.dialog()
        );
        self
    }
}

/// What is the same in both languages: our own name, what is typed as it is
/// (settings, presets, parts of the playbook, places), trade marks.
const SAME: &[&str] = &[
    "kehu",
    "undo",
    "lang",
    "identity",
    "playbook",
    "standard",
    "grades",
    "rules",
    "rule",
    "regions",
    "stages",
    "dimensions",
    "industries",
    "events",
    "questions",
    "SPIN",
    "NPS",
    "region",
    "me",
    "CRM",
    "CSV",
    "KiB",
    "UTF-8",
    "GBK",
];

/// The one question that is put in both languages: which one it is to be.
const BOTH: &str = "语言 / Language";

/// The names of commands as the journal shows them: `customer add`, `undo`.
fn commands() -> Vec<String> {
    let mut names: Vec<String> = ALL
        .iter()
        .flat_map(|noun| match &noun.what {
            What::Leaf(_) => vec![noun.name.to_owned()],
            What::Verbs(verbs) => verbs
                .iter()
                .map(|verb| format!("{} {}", noun.name, verb.name))
                .collect(),
        })
        .collect();
    // The longest first, so that none is cut short.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

/// The names of presets and rules, which are typed as they are.
fn named() -> BTreeSet<&'static str> {
    let standard = Playbook::standard().expect("the standard");
    let rules = standard.rules().expect("its rules").iter();
    Playbook::presets()
        .chain(rules.map(|rule| rule.id))
        .collect()
}

/// The English words of three letters and more.
pub fn english_in(text: &str, typed: &str) -> Vec<String> {
    let commands = commands();
    let named = named();
    let typed = typed.to_lowercase();
    let mut strange = Vec::new();
    for line in text.lines() {
        let mut line = without_commands(line);
        // A column of the journal holds a command alone.
        for name in &commands {
            for end in ["  ", " │", "\t", "\"", ","] {
                line = line.replace(&format!("{name}{end}"), end);
            }
        }
        let words = line.split(|c: char| !(c.is_ascii_alphanumeric() || "-_.@".contains(c)));
        for word in words {
            let letters = word.split(|c: char| !c.is_ascii_alphabetic());
            let is_word = letters.map(str::len).max() >= Some(3);
            let is_number = word.contains(|c: char| c.is_ascii_digit());
            // Keys of the playbook: gates.ticket_close.
            let is_key = word.contains(['_']) || (word.contains('.') && !word.ends_with('.'));
            let is_ours = SAME.contains(&word) || named.contains(word);
            if is_word && !is_number && !is_key && !is_ours && !typed.contains(&word.to_lowercase())
            {
                strange.push(word.to_owned());
            }
        }
    }
    strange
}

/// A line without the commands it says to type, and without flags.
fn without_commands(line: &str) -> String {
    let mut rest = line;
    let mut left = String::new();
    while let Some(at) = rest.find("kehu ").into_iter().chain(rest.find("--")).min() {
        left.push_str(&rest[..at]);
        rest = &rest[at..];
        let flag = rest.starts_with("--");
        let end = match flag {
            // The flag and the one word behind it.
            true => {
                let name = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
                let name = name.unwrap_or(rest.len());
                let value = rest[name..].strip_prefix(' ').unwrap_or("");
                let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
                name + end.unwrap_or(value.len()) + usize::from(!value.is_empty())
            }
            false => rest.find(|c: char| !c.is_ascii()).unwrap_or(rest.len()),
        };
        rest = &rest[end.min(rest.len())..];
    }
    left.push_str(rest);
    left
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// The Chinese words that nobody typed.
fn chinese_in(text: &str, typed: &str) -> Vec<String> {
    text.split(|c| !is_chinese(c))
        .filter(|word| !word.is_empty() && !typed.contains(word))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_check_sees_what_it_is_for() {
    assert_eq!(english_in("已 saved 客户", ""), ["saved"]);
    assert_eq!(
        english_in("下一步：kehu customer add（登记客户）", ""),
        [""; 0]
    );
    assert_eq!(
        english_in("请加 --anyway，或 --by phone Done", ""),
        ["Done"]
    );
    assert_eq!(english_in("HZ-IT-2026-001 ABC科技", "ABC科技"), [""; 0]);
    assert_eq!(english_in("failed：磁盘已满", ""), ["failed"]);
    assert_eq!(chinese_in("registered 云帆 客户", "云帆"), ["客户"]);
}
