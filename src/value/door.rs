//! How the answers of one field are read, shown and stored, where the type is
//! known only at run time: choices and bounds that a playbook declares come with
//! the kind, so that a form of a playbook has the very fields of one in code.

use super::{Cell, Choice, Fault, Found, Kind, Reading, Stored, Value, find_choice};
use crate::say;

type Read = fn(Kind, &str, &Reading<'_>) -> Result<Stored, Fault>;
type Load = fn(Kind, Found<'_>) -> Option<Cell>;

/// The parser and the printer of a kind of answer.
#[derive(Clone, Copy, Debug)]
pub struct Door {
    kind: Kind,
    read: Read,
    load: Load,
    /// Several answers, one a line, each read by itself.
    lines: bool,
}

impl Door {
    /// That of a type: what the kind carries, the type knows by itself.
    pub const fn of<T: Value>() -> Self {
        Door {
            kind: T::KIND,
            read: |_, text, reading| T::parse(text, reading).map(|value| value.store()),
            load: |_, found| T::load(found).map(|value| value.cell()),
            lines: false,
        }
    }

    /// One of a set made at run time.
    pub const fn choice(choices: &'static [Choice]) -> Self {
        Door {
            kind: Kind::Choice(choices),
            read: read_choice,
            load: load_choice,
            lines: false,
        }
    }

    /// Any of a set made at run time.
    pub const fn choices(choices: &'static [Choice]) -> Self {
        Door {
            kind: Kind::Choices(choices),
            read: read_choices,
            load: load_choices,
            lines: false,
        }
    }

    /// A whole number between two, both included.
    pub const fn score(low: u8, high: u8) -> Self {
        Door {
            kind: Kind::Score(low, high),
            read: read_score,
            load: load_score,
            lines: false,
        }
    }

    /// As many answers of this kind as there are lines; the store holds a list.
    pub const fn in_lines(mut self) -> Self {
        self.lines = true;
        self
    }

    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether each line is an answer of its own.
    pub const fn is_in_lines(&self) -> bool {
        self.lines
    }

    /// Reads what a person or a file wrote, as the store would hold it. No text
    /// is no answer.
    ///
    /// # Errors
    /// As [`Value::parse`].
    pub fn read(&self, text: &str, reading: &Reading<'_>) -> Result<Stored, Fault> {
        if !self.lines {
            return (self.read)(self.kind, text, reading);
        }
        let mut all = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            match (self.read)(self.kind, line, reading)? {
                Stored::Null => {}
                Stored::Int(number) => all.push(number.into()),
                Stored::Text(text) => all.push(serde_json::Value::from(text)),
            }
        }
        Ok(match all.is_empty() {
            true => Stored::Null,
            false => Stored::Text(serde_json::Value::from(all).to_string()),
        })
    }

    /// The cell for what the store holds; `None` for what was never an answer
    /// of this kind, such as the code of a choice that is gone.
    pub fn load(&self, found: Found<'_>) -> Option<Cell> {
        if !self.lines {
            return match found {
                Found::Null => Some(Cell::Empty),
                found => (self.load)(self.kind, found),
            };
        }
        let text = match found {
            Found::Null => return Some(Cell::Empty),
            Found::Int(_) => return None,
            Found::Text(text) => text,
        };
        let all: Vec<serde_json::Value> = serde_json::from_str(text).ok()?;
        let lines: Option<Vec<String>> = all.iter().map(|one| self.line(one)).collect();
        Some(Cell::Long(lines?.join("\n")))
    }

    /// One line, as it would be typed. Kinds whose code hangs on a time zone
    /// are never in lines.
    fn line(&self, one: &serde_json::Value) -> Option<String> {
        let cell = match (one.as_i64(), one.as_str()) {
            (Some(number), _) => (self.load)(self.kind, Found::Int(number))?,
            (None, Some(text)) => (self.load)(self.kind, Found::Text(text))?,
            (None, None) => return None,
        };
        Some(cell.code(chrono_tz::UTC).into_owned())
    }
}

fn choices_of(kind: Kind) -> &'static [Choice] {
    match kind {
        Kind::Choice(choices) | Kind::Choices(choices) => choices,
        _ => &[],
    }
}

fn named(text: &str, choices: &'static [Choice]) -> Result<&'static Choice, Fault> {
    let at = find_choice(text, choices)?;
    choices
        .get(at)
        .ok_or_else(|| Fault::Expected(say!("a choice", "选项")))
}

fn read_choice(kind: Kind, text: &str, _: &Reading<'_>) -> Result<Stored, Fault> {
    match text.trim() {
        "" => Ok(Stored::Null),
        text => named(text, choices_of(kind)).map(|one| Stored::Text(one.code.to_owned())),
    }
}

fn coded(code: &str, choices: &'static [Choice]) -> Option<Choice> {
    choices.iter().find(|one| one.code == code).copied()
}

fn load_choice(kind: Kind, found: Found<'_>) -> Option<Cell> {
    match found {
        Found::Text(code) => coded(code, choices_of(kind)).map(Cell::Choice),
        _ => None,
    }
}

fn read_choices(kind: Kind, text: &str, _: &Reading<'_>) -> Result<Stored, Fault> {
    let mut codes: Vec<&str> = Vec::new();
    for word in text.split([',', '，', '、', ';', '；', '|']) {
        if word.trim().is_empty() {
            continue;
        }
        let one = named(word, choices_of(kind))?;
        if !codes.contains(&one.code) {
            codes.push(one.code);
        }
    }
    Ok(match codes.is_empty() {
        true => Stored::Null,
        false => Stored::Text(codes.join(",")),
    })
}

fn load_choices(kind: Kind, found: Found<'_>) -> Option<Cell> {
    let Found::Text(text) = found else {
        return None;
    };
    let all = text.split(',').map(|code| coded(code, choices_of(kind)));
    all.collect::<Option<Vec<_>>>().map(Cell::Choices)
}

fn read_score(kind: Kind, text: &str, _: &Reading<'_>) -> Result<Stored, Fault> {
    let (low, high) = match kind {
        Kind::Score(low, high) => (low, high),
        _ => (u8::MIN, u8::MAX),
    };
    let text = text.trim().trim_end_matches('分').trim();
    if text.is_empty() {
        return Ok(Stored::Null);
    }
    match text.parse::<u8>() {
        Ok(points) if (low..=high).contains(&points) => Ok(Stored::Int(points.into())),
        _ => Err(Fault::Expected(say!(
            "a whole number from {low} to {high}",
            "{low}–{high} 的整数"
        ))),
    }
}

fn load_score(_: Kind, found: Found<'_>) -> Option<Cell> {
    match found {
        Found::Int(points) => Some(Cell::Whole(points)),
        _ => None,
    }
}
