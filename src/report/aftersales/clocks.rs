//! How the clocks of tickets and feedback were kept: of those whose due lies in the term,
//! how many were met by then. Its numbers are those of `report compliance`, without
//! tickets that went into another.

use std::collections::BTreeMap;

use crate::report::compare::Rate;
use crate::store::{Marked, Period};
use crate::value::{Choice, ChoiceSet as _, Moment};

/// A clock of a record that has come to its end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clocked {
    pub record: i64,
    /// The rule's id and what it asks.
    pub rule: Choice,
    pub due: Moment,
    /// The time agreed with the customer instead (R121): no due, and nothing is
    /// overdue before it.
    pub agreed: Option<Moment>,
    pub met: Option<Moment>,
    /// Whether it was met by then, grace included.
    pub kept: bool,
}

/// By what a record's clocks are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// A ticket's priority, a class of feedback.
    pub kind: Option<&'static str>,
    pub rep: Option<i64>,
    pub team: Option<&'static str>,
}

impl Counted {
    /// `None` where its times contradict one another: what was kept, nobody can say.
    pub fn of(ticket: &Marked) -> Option<Self> {
        ticket.in_order.then(|| Counted {
            kind: ticket.priority.map(|priority| priority.code()),
            rep: ticket.assignee,
            team: ticket.team.map(|team| team.code()),
        })
    }
}

/// Those of a term.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clocks {
    /// By rule in the playbook's order, then by kind.
    pub rules: Vec<(Choice, BTreeMap<Option<&'static str>, Rate>)>,
    pub reps: BTreeMap<Option<i64>, Rate>,
    pub teams: BTreeMap<Option<&'static str>, Rate>,
}

impl Clocks {
    /// Counts those of a term, of the records that `by` knows.
    pub fn of(all: &[Clocked], by: impl Fn(i64) -> Option<Counted>, period: &Period) -> Self {
        let mut clocks = Clocks::default();
        let within = |one: &&Clocked| one.due >= period.from && one.due < period.to;
        for one in all.iter().filter(within) {
            let Some(by) = by(one.record) else {
                continue;
            };
            clocks
                .rule(one.rule)
                .entry(by.kind)
                .or_default()
                .count(one.kept);
            clocks.reps.entry(by.rep).or_default().count(one.kept);
            clocks.teams.entry(by.team).or_default().count(one.kept);
        }
        clocks
    }

    fn rule(&mut self, rule: Choice) -> &mut BTreeMap<Option<&'static str>, Rate> {
        let known = self.rules.iter().position(|(one, _)| one.code == rule.code);
        let at = known.unwrap_or(self.rules.len());
        if known.is_none() {
            self.rules.push((rule, BTreeMap::new()));
        }
        &mut self.rules[at].1
    }

    /// One rule, whatever the kind; that of all rules where none is named.
    pub fn kept(&self, rule: Option<&str>) -> Rate {
        let mut all = Rate::default();
        let rules = self.rules.iter();
        for (_, rates) in rules.filter(|(one, _)| rule.is_none_or(|rule| one.code == rule)) {
            for rate in rates.values() {
                all.add(*rate);
            }
        }
        all
    }

    /// One rule and kind.
    pub fn at(&self, rule: &str, kind: Option<&str>) -> Rate {
        let rules = self.rules.iter().find(|(one, _)| one.code == rule);
        let rate = rules.and_then(|(_, rates)| {
            let found = rates.iter().find(|(known, _)| **known == kind);
            found.map(|(_, rate)| *rate)
        });
        rate.unwrap_or_default()
    }
}

/// Whether a clock was over and unmet at a moment, and its ticket still open.
pub fn is_over(one: &Clocked, ticket: &Marked, at: Moment) -> bool {
    is_unmet(one, at) && ticket.closed.is_none_or(|closed| closed >= at)
}

/// Whether a clock was over and unmet at a moment, however its ticket stood.
pub fn is_unmet(one: &Clocked, at: Moment) -> bool {
    let line = one.agreed.unwrap_or(one.due);
    line < at && one.met.is_none_or(|met| met >= at)
}
