//! Whether a rule's filter holds for a subject: today, on a day of the past, and
//! since when (meaning: start).

use std::cell::Cell;
use std::sync::Arc;

use crate::event::Attribute;
use crate::playbook::{Condition, Test};
use crate::value::Moment;

use super::fact::{Subject, Turn};

/// Whether a value passes a test. Several values pass if one of them does.
pub fn passes(test: &Test, value: Option<&str>) -> bool {
    let any = |codes: &[String]| match value {
        None => codes.iter().any(|code| code == "none"),
        Some(value) if codes.iter().any(|code| code == value) => true,
        // Most are one value, and are asked for a hundred thousand times.
        Some(value) => {
            value.contains(',')
                && value
                    .split(',')
                    .any(|one| codes.iter().any(|code| code == one))
        }
    };
    match test {
        Test::In(codes) => any(codes),
        Test::NotIn(codes) => !any(codes),
        Test::Any => value.is_some_and(|value| !value.is_empty()),
        Test::Is(wanted) => matches!(value, Some("true" | "yes" | "1")) == *wanted,
    }
}

/// Whether all conditions hold with the subject's values of today.
pub fn holds(filter: &[Condition], subject: &Subject) -> bool {
    filter
        .iter()
        .all(|one| passes(&one.is, subject.attribute(one.attribute)))
}

/// The attributes that a filter asks for.
pub fn attributes(filter: &[Condition]) -> Vec<Attribute> {
    let mut all: Vec<Attribute> = Vec::new();
    for condition in filter {
        if !all.contains(&condition.attribute) {
            all.push(condition.attribute);
        }
    }
    all
}

/// The dated changes of a set of records: those of one attribute in one list.
#[derive(Debug, Default)]
pub struct Past(Vec<Changes>);

/// The changes of one attribute, by record, each record's oldest first.
#[derive(Debug)]
struct Changes {
    attribute: Attribute,
    turns: Arc<[Turn]>,
    /// Where the record that was last asked about begins: the next is mostly just behind.
    last: Cell<usize>,
}

impl Changes {
    /// How many come before those of `record`.
    fn before(&self, record: i64) -> usize {
        let last = self.last.get();
        let is_before = |turn: &Turn| turn.record < record;
        let behind = self.turns.get(last..).unwrap_or_default();
        let begins = match last.checked_sub(1).and_then(|at| self.turns.get(at)) {
            Some(turn) if !is_before(turn) => self.turns.partition_point(is_before),
            _ => {
                let near = behind
                    .iter()
                    .take(8)
                    .take_while(|turn| is_before(turn))
                    .count();
                match near {
                    8 => last + behind.partition_point(is_before),
                    near => last + near,
                }
            }
        };
        self.last.set(begins);
        begins
    }
}

impl Past {
    pub fn new(turns: Vec<(Attribute, Arc<[Turn]>)>) -> Self {
        let changes = turns.into_iter().map(|(attribute, turns)| Changes {
            attribute,
            turns,
            last: Cell::default(),
        });
        Past(changes.collect())
    }

    pub fn of(&self, record: i64, attribute: Attribute) -> impl DoubleEndedIterator<Item = &Turn> {
        let known = self.0.iter().find(|known| known.attribute == attribute);
        let turns = known.map_or(&[] as &[Turn], |known| {
            known.turns.get(known.before(record)..).unwrap_or_default()
        });
        let many = turns
            .iter()
            .take_while(|turn| turn.record == record)
            .count();
        turns.iter().take(many)
    }

    /// Since when all conditions have held for a record without a break, as
    /// far as their changes are dated.
    pub fn held_since(&self, filter: &[Condition], record: i64) -> Option<Moment> {
        filter
            .iter()
            .filter_map(|one| {
                let mut since = None;
                for turn in self.of(record, one.attribute).rev() {
                    if !passes(&one.is, turn.new) {
                        break;
                    }
                    since = Some(turn.at);
                    if !passes(&one.is, turn.old) {
                        break;
                    }
                }
                since
            })
            .max()
    }

    /// When this attribute last changed.
    pub fn last(&self, record: i64, attribute: Attribute) -> Option<Moment> {
        self.of(record, attribute).next_back().map(|turn| turn.at)
    }

    /// The value that an attribute had at a moment; `today` is what it is now.
    pub fn value_at(
        &self,
        record: i64,
        attribute: Attribute,
        at: Moment,
        today: Option<&'static str>,
    ) -> Option<&'static str> {
        let mut turns = self.of(record, attribute).peekable();
        let Some(first) = turns.peek() else {
            return today;
        };
        let mut value = first.old;
        for turn in turns {
            if turn.at > at {
                break;
            }
            value = turn.new;
        }
        value
    }

    /// Whether the filter held for a subject at a moment.
    pub fn held_at(&self, filter: &[Condition], subject: &Subject, at: Moment) -> bool {
        filter.iter().all(|one| {
            let today = subject.attribute(one.attribute);
            let value = self.value_at(subject.id, one.attribute, at, today);
            passes(&one.is, value)
        })
    }

    /// Whether the filter may have held for a subject at any time: it does with some of the
    /// values that the attributes have or ever had.
    pub fn may_have_held(&self, filter: &[Condition], subject: &Subject) -> bool {
        filter.iter().all(|one| {
            let had = |turn: &Turn| passes(&one.is, turn.old) || passes(&one.is, turn.new);
            passes(&one.is, subject.attribute(one.attribute))
                || self.of(subject.id, one.attribute).any(had)
        })
    }

    /// The moments after `from` at which the filter may have begun or ceased.
    pub fn changes(&self, filter: &[Condition], record: i64) -> Vec<Moment> {
        let mut all: Vec<Moment> = filter
            .iter()
            .flat_map(|one| self.of(record, one.attribute).map(|turn| turn.at))
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}
