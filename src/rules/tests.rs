//! What the words of meaning.md mean, line by line: the standard's own rules
//! over facts made by hand.

mod clocks;
mod compliance;
mod due;
mod numbers;
mod ranked;
mod rhythm;
mod settling;
mod start;
mod who;

use chrono::{NaiveDate, NaiveDateTime};

use super::hand::Hand;
use super::{Engine, Obligation, People, Person, State};
use crate::calendar::Calendar;
use crate::event::Attribute;
use crate::playbook::{Playbook, Rule};
use crate::value::{Moment, Span, Unit};

thread_local! {
    /// The presets, each read once for all that a thread asks of them.
    static PRESETS: Vec<(&'static str, &'static Playbook)> = Playbook::presets()
        .map(|name| (name, &*Box::leak(Box::new(Playbook::load(name, None).unwrap()))))
        .collect();
}

fn preset(name: &str) -> &'static Playbook {
    PRESETS.with(|all| {
        let found = all.iter().find(|(known, _)| *known == name);
        found.expect(name).1
    })
}

/// The standard, with all its rules.
fn standard() -> &'static Playbook {
    preset("standard")
}

pub(super) fn calendar() -> Calendar {
    standard().calendar.clone()
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A moment in Shanghai.
pub(super) fn at(text: &str) -> Moment {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    Moment::at(local, chrono_tz::Asia::Shanghai).unwrap()
}

pub(super) fn shown(at: Moment) -> String {
    at.shown(chrono_tz::Asia::Shanghai)
}

/// Li Lei (1), the engineer (2), and Han Mei (9), who supervises both.
fn people() -> People {
    let person = |id, role, supervisor| Person {
        id,
        role,
        supervisor,
        left: false,
        since: None,
    };
    People {
        me: Some(1),
        all: vec![
            person(1, "sales-rep", Some(9)),
            person(2, "support-engineer", Some(9)),
            person(9, "sales-supervisor", None),
        ],
    }
}

struct Stage {
    playbook: &'static Playbook,
    people: People,
    since: Moment,
    facts: Hand,
}

impl Stage {
    fn new(facts: Hand) -> Self {
        Stage {
            playbook: standard(),
            people: people(),
            since: at("2023-01-01 00:00"),
            facts,
        }
    }

    fn engine(&self, now: &str) -> Engine<'_> {
        Engine {
            facts: &self.facts,
            calendar: &self.playbook.calendar,
            people: &self.people,
            now: at(now),
            since: self.since,
            forget: Span {
                n: 90,
                unit: Unit::D,
            },
            dawn: at("1990-01-01 00:00"),
        }
    }

    fn rule(&self, id: &str) -> &Rule {
        self.playbook.rule(id).unwrap().expect(id)
    }

    /// What a rule shows on the day of `now`.
    fn open(&self, id: &str, now: &str) -> Vec<Obligation<'_>> {
        let end = self.playbook.calendar.end_of(day(&now[..10]));
        let engine = self.engine(now);
        engine.open([self.rule(id)], end).unwrap()
    }

    /// The dues that a rule shows on the day of `now`.
    fn dues(&self, id: &str, now: &str) -> Vec<String> {
        let all = self.open(id, now).into_iter();
        all.filter_map(|owed| owed.due.map(shown)).collect()
    }

    /// How what was due of a rule in a time stands, what was forgotten included.
    fn judged(&self, id: &str, now: &str, (from, to): (&str, &str)) -> Vec<State> {
        let engine = self.engine(now);
        let judged = engine.judged(self.rule(id), at(from), at(to)).unwrap();
        judged.into_iter().map(|(_, state)| state).collect()
    }

    /// What was due of a rule in a time: due, met, how it stands.
    fn past(&self, id: &str, now: &str, (from, to): (&str, &str)) -> Vec<(String, String, State)> {
        let engine = self.engine(now);
        let all = engine.due([self.rule(id)], at(from), at(to)).unwrap();
        all.iter()
            .map(|owed| {
                (
                    owed.due.map(shown).unwrap_or_default(),
                    owed.met.map(shown).unwrap_or_default(),
                    owed.state(engine.now, engine.calendar),
                )
            })
            .collect()
    }
}

const YES: &str = "true";
const NO: &str = "false";

/// March of 2024.
const MARCH: (&str, &str) = ("2024-03-01 00:00", "2024-03-31 23:59");

/// An A customer who is not paused.
const A: &[(Attribute, &str)] = &[
    (Attribute::Grade, "A"),
    (Attribute::Paused, NO),
    (Attribute::Pool, NO),
];

/// A B customer who is not paused.
const B: &[(Attribute, &str)] = &[(Attribute::Grade, "B"), (Attribute::Paused, NO)];
