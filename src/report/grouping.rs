//! The groups that figures are told apart by, as rows with their names: colleagues who
//! are there and all grades always, others where there is anything of them.

use std::collections::BTreeSet;

use super::compare::UNSTATED;
use super::monthly::UNGRADED;
use crate::records::choices::{GradeLetter, Source};
use crate::store::{By, Group};
use crate::value::{Book, Cell, Choice, ChoiceSet as _, Codes};
use crate::words::t;

/// A colleague who may stand in a row.
pub struct Person {
    pub id: i64,
    pub number: String,
    pub name: String,
    pub has_left: bool,
    /// Whether others report to them.
    pub leads: bool,
}

/// A group that is told, and how it is called.
pub struct Row {
    pub group: Group,
    pub called: Cell,
}

const NOBODY: Choice = Choice {
    code: "nobody",
    label: t("(nobody)", "（无负责人）"),
    aliases: &[],
};

const NO_TEAM: Choice = Choice {
    code: "no-team",
    label: t("(no team)", "（不属于团队）"),
    aliases: &[],
};

/// Told only where there are figures of them.
const REMOVED: Choice = Choice {
    code: "removed",
    label: t("(removed colleague)", "（已删除的同事）"),
    aliases: &[],
};

/// What is told apart, and of which groups there is anything.
pub struct Grouping<'a> {
    pub by: By,
    pub people: &'a [Person],
    pub codes: &'a Codes,
    pub known: BTreeSet<Group>,
}

impl Grouping<'_> {
    fn has(&self, group: &Group) -> bool {
        self.known.contains(group)
    }

    /// The groups in the order of their list: colleagues who are there and all grades
    /// always, others where there is anything of them; last what no list knows.
    pub fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        let none = match self.by {
            By::Rep | By::Team => {
                rows.extend(self.people_shown());
                if self.by == By::Rep { NOBODY } else { NO_TEAM }
            }
            By::Region => {
                let entries = self.codes.book(Book::Region).iter();
                let regions: Vec<Choice> = entries.map(|entry| entry.choice()).collect();
                rows.extend(self.coded(&regions, false));
                UNSTATED
            }
            By::Grade => {
                rows.extend(self.coded(GradeLetter::CHOICES, true));
                UNGRADED
            }
            By::Source => {
                rows.extend(self.coded(Source::CHOICES, false));
                UNSTATED
            }
        };
        let unknown = self
            .known
            .iter()
            .filter(|group| **group != Group::None && rows.iter().all(|row| row.group != **group))
            .cloned();
        let unknown: Vec<Group> = unknown.collect();
        rows.extend(unknown.into_iter().map(|group| Row {
            called: match &group {
                Group::Code(code) => Cell::Line(code.clone()),
                Group::Staff(_) | Group::None => Cell::Choice(REMOVED),
            },
            group,
        }));
        if self.has(&Group::None) {
            rows.push(Row {
                group: Group::None,
                called: Cell::Choice(none),
            });
        }
        rows
    }

    fn people_shown(&self) -> impl Iterator<Item = Row> {
        let people = self.people.iter();
        people
            .filter(|person| {
                let stands = match self.by {
                    By::Team => person.leads,
                    _ => !person.has_left,
                };
                stands || self.has(&Group::Staff(person.id))
            })
            .map(|person| Row {
                group: Group::Staff(person.id),
                called: Cell::Link(person.number.clone(), person.name.clone()),
            })
    }

    fn coded(&self, choices: &[Choice], always: bool) -> Vec<Row> {
        let rows = choices.iter().map(|choice| Row {
            group: Group::Code(choice.code.to_owned()),
            called: Cell::Choice(*choice),
        });
        rows.filter(|row| always || self.has(&row.group)).collect()
    }
}
