//! One rule: its keys to a [`Rule`]. Every key is looked at before the rule is
//! given up, so that all faults are told at once.

use toml::{Table, Value};

use super::rule::{Band, Condition, Pace, Rule, Shape, Test, Who};
use super::{Known, asked, shape, told};
use crate::event::{About, Attribute};
use crate::playbook::faults::Faults;
use crate::playbook::nearest::or_nearest;
use crate::records::choices::Role;
use crate::say;
use crate::value::{ChoiceSet, Span};
use crate::words::{Say, Text, keep};

/// Every key that a rule can have.
pub const KEYS: [&str; 29] = [
    "off",
    "was",
    "label",
    "source",
    "for",
    "after",
    "until",
    "within",
    "every",
    "at_least",
    "per",
    "event",
    "at_most",
    "during",
    "date",
    "who",
    "band",
    "warn",
    "lead",
    "grace",
    "early",
    "forget",
    "batch",
    "escalate",
    "pause",
    "pause_cap",
    "reopen",
    "change",
    "agreed",
];

/// The key that makes each shape, and the keys that go with it alone.
pub(super) const SHAPES: [(&str, &[&str]); 5] = [
    (
        "after",
        &[
            "after",
            "until",
            "within",
            "early",
            "pause",
            "pause_cap",
            "reopen",
            "change",
            "agreed",
        ],
    ),
    ("every", &["every", "event", "after", "during", "lead"]),
    (
        "at_least",
        &["at_least", "per", "event", "after", "during", "lead"],
    ),
    ("at_most", &["at_most", "per", "event", "after", "during"]),
    ("date", &["date", "until", "lead", "early"]),
];

/// The keys of one rule while they are read.
pub(super) struct Keys<'k, 'f, 's> {
    pub id: &'k str,
    pub table: &'k Table,
    pub known: &'k Known<'k>,
    pub faults: &'f mut Faults<'s>,
}

impl<'k> Keys<'k, '_, '_> {
    pub(super) fn note(&mut self, key: &str, what: Say) {
        let here = match key {
            "" => format!("rule.{}", self.id),
            key => format!("rule.{}.{key}", self.id),
        };
        self.faults.note(&here, what);
    }

    pub(super) fn get(&self, key: &str) -> Option<&'k Value> {
        self.table.get(key)
    }

    /// A text; noted if it is something else.
    pub(super) fn text(&mut self, key: &str) -> Option<&'k str> {
        let value = self.get(key)?;
        let text = value.as_str();
        if text.is_none() {
            self.note(key, say!("should be text in quotes", "应为引号中的文本"));
        }
        text
    }

    pub(super) fn flag(&mut self, key: &str) -> bool {
        match self.get(key) {
            None => false,
            Some(Value::Boolean(flag)) => *flag,
            Some(_) => {
                self.note(key, say!("should be true or false", "应为 true 或 false"));
                false
            }
        }
    }

    pub(super) fn span(&mut self, key: &str) -> Option<Span> {
        let text = self.text(key)?;
        self.span_of(key, text)
    }

    /// A time limit or an interval of nothing would be over before it began.
    pub(super) fn span_of(&mut self, key: &str, text: &str) -> Option<Span> {
        let span = crate::playbook::span(&format!("rule.{}.{key}", self.id), text, self.faults)?;
        if span.n == 0 && matches!(key, "every" | "within") {
            self.note(key, say!("should be longer than nothing", "应大于零"));
            return None;
        }
        Some(span)
    }

    /// A word of a closed set.
    pub(super) fn word<T: ChoiceSet>(&mut self, key: &str) -> Option<T> {
        let text = self.text(key)?;
        let found = T::from_code(text);
        if found.is_none() {
            let known: Vec<_> = T::CHOICES.iter().map(|choice| choice.code).collect();
            self.note(key, none_of(text, &known));
        }
        found
    }

    /// A list of texts, or one.
    pub(super) fn texts(&mut self, key: &str) -> Vec<&'k str> {
        let all: Option<Vec<&str>> = match self.get(key) {
            None => return Vec::new(),
            Some(Value::String(one)) => Some(vec![one]),
            Some(Value::Array(all)) => all.iter().map(Value::as_str).collect(),
            Some(_) => None,
        };
        all.unwrap_or_else(|| {
            self.note(key, say!("should be a list of texts", "应为文本列表"));
            Vec::new()
        })
    }
}

/// “x” is none of …, with the nearest.
pub(super) fn none_of(text: &str, known: &[&str]) -> Say {
    let (en, zh) = (known.join(", "), known.join("、"));
    let what = say!("“{text}” is none of {en}", "“{text}”不是 {zh} 之一");
    or_nearest(what, text, known.iter().copied())
}

/// Reads one rule; `None` if something is wrong with it, which is noted.
pub(super) fn rule(
    id: &str,
    table: &Table,
    known: &Known<'_>,
    faults: &mut Faults<'_>,
) -> Option<Rule> {
    let mut keys = Keys {
        id,
        table,
        known,
        faults,
    };
    let keys = &mut keys;
    let label = label(keys);
    let was: Vec<&'static str> = keys.texts("was").into_iter().map(keep).collect();
    let shaped = shape::read(keys).map(|(shape, about)| (own_duty(shape, id, &was), about));
    let about = shaped.as_ref().map(|(_, about)| *about);
    let filter = about.map(|about| asked::filter(keys, about));
    let limit = matches!(shaped, Some((Shape::Limit { .. }, _)));
    let band = band(keys, limit);
    let who = owes(keys);
    let warn = told::percents(keys);
    let escalate = told::escalate(keys);
    let clock = told::clock(keys, about);
    let source = keys.text("source").unwrap_or_default().to_owned();
    let (grace, forget) = (keys.span("grace"), keys.span("forget"));
    let (early, batch) = (keys.flag("early"), keys.flag("batch"));
    let (shape, about) = shaped?;
    let (mut filter, band) = (filter?, band?);
    give_way(&shape, about, band, &mut filter);
    Some(Rule {
        id: keep(id),
        was,
        label,
        source,
        shape,
        about,
        filter,
        who: who?,
        band,
        warn,
        grace,
        early,
        forget,
        batch,
        escalate,
        clock,
    })
}

/// A duty is done for one rule: the one that counts it, whatever it was called.
fn own_duty(mut shape: Shape, id: &str, was: &[&'static str]) -> Shape {
    if let Shape::Rhythm { event, .. } = &mut shape {
        for selector in event
            .iter_mut()
            .filter(|one| one.event.about == About::Duty)
        {
            let ids = std::iter::once(id).chain(was.iter().copied());
            selector.conditions.push(Condition {
                attribute: Attribute::Rule,
                is: Test::In(ids.map(str::to_owned).collect()),
            });
        }
    }
    shape
}

/// A rolling rhythm of contacts lets go of customers with one of their own,
/// unless it says otherwise.
fn give_way(shape: &Shape, about: About, band: Option<Band>, filter: &mut Vec<Condition>) {
    let rolls = matches!(
        shape,
        Shape::Rhythm {
            pace: Pace::Every(_),
            ..
        }
    );
    let says = filter.iter().any(|one| one.attribute == Attribute::Rhythm);
    if rolls && about == About::Customer && band == Some(Band::Touch) && !says {
        filter.push(Condition {
            attribute: Attribute::Rhythm,
            is: Test::In(vec!["none".to_owned()]),
        });
    }
}

/// The label; the id where there is none.
fn label(keys: &mut Keys<'_, '_, '_>) -> Text {
    let id = keys.id;
    match keys.get("label") {
        None => Text::kept(id, id),
        Some(Value::String(one)) => Text::kept(one, one),
        Some(Value::Table(both)) => {
            let known = ["en", "zh"];
            if let Some(other) = both.keys().find(|key| !known.contains(&key.as_str())) {
                keys.note(&format!("label.{other}"), none_of(other, &known));
            }
            let [en, zh] = known.map(|lang| both.get(lang).and_then(Value::as_str));
            let one = en.or(zh).unwrap_or(id);
            Text::kept(en.unwrap_or(one), zh.unwrap_or(one))
        }
        Some(_) => {
            let what = say!(
                "should be text, or {{ en = …, zh = … }}",
                "应为文本，或 {{ en = …, zh = … }}"
            );
            keys.note("label", what);
            Text::kept(id, id)
        }
    }
}

/// `Some(None)` for a limit, which has no place in `today`.
fn band(keys: &mut Keys<'_, '_, '_>, limit: bool) -> Option<Option<Band>> {
    match (keys.get("band").is_some(), limit) {
        (true, true) => {
            let what = say!(
                "a limit has no band: it is told while a contact is logged",
                "上限没有分组：录入沟通时提示"
            );
            keys.note("band", what);
            None
        }
        (false, true) => Some(None),
        (true, false) => keys.word("band").map(Some),
        (false, false) => {
            let known: Vec<_> = Band::CHOICES.iter().map(|choice| choice.code).collect();
            let (en, zh) = (known.join(", "), known.join("、"));
            let what = say!("has no band: one of {en}", "缺少 band：{zh} 之一");
            keys.note("", what);
            None
        }
    }
}

/// Who owes it: the customer's owner unless it says otherwise.
fn owes(keys: &mut Keys<'_, '_, '_>) -> Option<Who> {
    match keys.get("who") {
        None => Some(Who::Owner),
        Some(_) => keys.text("who").and_then(|text| who(keys, "who", text)),
    }
}

/// Who owes it or is told; roles by their code.
pub(super) const WHO: [(&str, Who); 6] = [
    ("owner", Who::Owner),
    ("assignee", Who::Assignee),
    ("supervisor", Who::Supervisor),
    ("superior", Who::Superior),
    ("from", Who::From),
    ("to", Who::To),
];

pub(super) fn who(keys: &mut Keys<'_, '_, '_>, key: &str, text: &str) -> Option<Who> {
    let named = WHO.iter().find(|(word, _)| *word == text);
    let found = match named {
        Some((_, who)) => Some(*who),
        None => Role::from_code(text).map(Who::Role),
    };
    if found.is_none() {
        keys.note(key, asked::few(text, &people()));
    }
    found
}

/// Every word for who.
pub(super) fn people() -> Vec<&'static str> {
    let words = WHO.iter().map(|(word, _)| *word);
    words
        .chain(Role::CHOICES.iter().map(|role| role.code))
        .collect()
}
