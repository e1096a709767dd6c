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
        let mut all = Vec::new();
        self.each_judged(rule, &[(from, to)], &mut |_, owed, state| {
            all.push((owed, state));
            Ok(())
        })?;
        Ok(all)
    }

    /// The same in each of some times, told one by one as [`Engine::each_due`] tells.
    ///
    /// # Errors
    /// When the facts cannot be read, or as `each` does.
    pub fn each_judged<'r>(
        &self,
        rule: &'r Rule,
        spans: &[(Moment, Moment)],
        each: &mut dyn FnMut(usize, Obligation<'r>, State) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        // Asked for by the first that is late.
        let mut listed: Option<HashSet<Key>> = None;
        self.each_due(rule, spans, &mut |at, owed| {
            let mut state = owed.state(self.now, self.calendar);
            if state == State::Late {
                let asked_for = match self.period_ends(&owed) {
                    Some(ends) => ends >= self.now,
                    None => {
                        if listed.is_none() {
                            listed = Some(self.listed(rule)?);
                        }
                        let known = listed.as_ref();
                        known.is_some_and(|known| known.contains(&key(&owed)))
                    }
                };
                if !asked_for {
                    state = State::Missed;
                }
            }
            each(at, owed, state)
        })
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

    /// Until when a late one of a counted rhythm may still be met: `today` has one line for
    /// all that a period owes, so there the period decides. `None` for all others, which
    /// may be met as long as they are on the list.
    fn period_ends(&self, one: &Obligation<'_>) -> Option<Moment> {
        let Shape::Rhythm {
            pace: Pace::AtLeast(_, per),
            ..
        } = &one.rule.shape
        else {
            return None;
        };
        let due = one.due.unwrap_or(self.dawn);
        let ends = Period::of(*per, self.calendar.day_of(due)).ends(self.calendar);
        Some(match &one.rule.grace {
            Some(grace) => self.calendar.due(ends, grace),
            None => ends,
        })
    }
}

fn key(one: &Obligation<'_>) -> Key {
    (one.subject.noun, one.subject.id, one.due)
}
