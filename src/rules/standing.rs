//! How what was due stands: met, late, still asked for, or missed. Missed is what
//! has left `today` without having been met.

use std::collections::HashSet;

use super::obligation::{Obligation, State};
use super::period::Period;
use super::{Engine, Scope, is_measured};
use crate::playbook::{Pace, Rule, Shape};
use crate::problem::Failure;
use crate::value::{Moment, Noun};

/// One obligation among those of its rule: on what it hangs, and its due.
type Key = (Noun, i64, Option<Moment>);

impl Engine<'_> {
    /// What was due of a rule between two moments, and how it stands now.
    ///
    /// # Errors
    /// When the facts cannot be read.
    pub fn judged<'r>(
        &self,
        rule: &'r Rule,
        from: Moment,
        to: Moment,
    ) -> Result<Vec<(Obligation<'r>, State)>, Failure> {
        let due = self.due([rule], from, to)?;
        let state = |one: &Obligation<'_>| one.state(self.now, self.calendar);
        let listed = match due.iter().any(|one| state(one) == State::Late) {
            true => self.listed(rule)?,
            false => HashSet::new(),
        };
        Ok(due
            .into_iter()
            .map(|one| {
                let state = match state(&one) {
                    State::Late if !self.is_asked_for(&one, &listed) => State::Missed,
                    other => other,
                };
                (one, state)
            })
            .collect())
    }

    /// What of a rule is on the list, whoever's it is.
    fn listed(&self, rule: &Rule) -> Result<HashSet<Key>, Failure> {
        if is_measured(rule) {
            return Ok(HashSet::new());
        }
        let until = self.calendar.end_of(self.calendar.day_of(self.now));
        let open = self.yields(rule, Scope::Open { until })?.into_iter();
        let open = open.filter(|one| one.met.is_none() && !self.is_forgotten(one));
        Ok(open.map(|one| key(&one)).collect())
    }

    /// Whether a late one may still be met. `today` has one line for all that a
    /// period owes, so there the period decides.
    fn is_asked_for(&self, one: &Obligation<'_>, listed: &HashSet<Key>) -> bool {
        let Shape::Rhythm {
            pace: Pace::AtLeast(_, per),
            ..
        } = &one.rule.shape
        else {
            return listed.contains(&key(one));
        };
        let ends = one.due.map(|due| {
            let period = Period::of(*per, self.calendar.day_of(due));
            let ends = period.ends(self.calendar);
            match &one.rule.grace {
                Some(grace) => self.calendar.due(ends, grace),
                None => ends,
            }
        });
        ends.is_some_and(|ends| ends >= self.now)
    }
}

fn key(one: &Obligation<'_>) -> Key {
    (one.subject.noun, one.subject.id, one.due)
}
