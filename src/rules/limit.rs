//! The shape `at_most n per …`: each event beyond the limit is a miss. Limits
//! are told while logging and in the weekly check, and are never open.

use crate::playbook::{Rule, Shape};
use crate::problem::Failure;
use crate::value::{Moment, Noun};

use super::fact::{Of, Subject};
use super::filter;
use super::obligation::Obligation;
use super::period::Period;
use super::{Engine, Scope, wanted};

impl Engine<'_> {
    /// Every event beyond a limit in `scope`, as an obligation that was not kept:
    /// it is due when it came one too many.
    pub(super) fn limit<'r>(
        &self,
        rule: &'r Rule,
        scope: Scope,
    ) -> Result<Vec<Obligation<'r>>, Failure> {
        let Shape::Limit {
            most,
            per: Some(per),
            event,
            during: None,
        } = &rule.shape
        else {
            return Ok(Vec::new());
        };
        let Scope::Due { from, to } = scope else {
            return Ok(Vec::new());
        };
        let first = Period::of(*per, self.calendar.day_of(from)).begins(self.calendar);
        let noun = rule.about.noun().unwrap_or(Noun::Customer);
        let subjects = self.facts.subjects(noun, &wanted(rule))?;
        let past = self.past(rule, subjects.iter())?;
        let may = |subject: &&Subject| past.may_have_held(&rule.filter, subject);
        let subjects: Vec<&Subject> = subjects.iter().filter(may).collect();
        let ids: Vec<i64> = subjects.iter().map(|subject| subject.id).collect();
        let moments = self.facts.moments(event, &ids, (Some(first), to))?;
        let mut all = Vec::new();
        for subject in subjects {
            let customer = subject.customer.unwrap_or_default();
            let mut counted: (Option<Period>, u32) = (None, 0);
            for (_, at) in moments.of(customer).iter().copied() {
                let period = Period::of(*per, self.calendar.day_of(at));
                counted = match counted {
                    (Some(known), n) if known == period => (Some(known), n + 1),
                    _ => (Some(period), 1),
                };
                let over = counted.1 > *most && at >= from && at <= to;
                if over && past.held_at(&rule.filter, subject, at) {
                    all.push(self.exceeded(rule, subject.clone(), at));
                }
            }
        }
        Ok(all)
    }

    /// How many more of these events than allowed a customer has had in the
    /// period of `at`: what `log` warns of.
    ///
    /// # Errors
    /// When the facts cannot be read.
    pub fn over_limit(
        &self,
        rule: &Rule,
        customer: i64,
        at: Moment,
    ) -> Result<Option<(u32, u32)>, Failure> {
        let Shape::Limit {
            most,
            per: Some(per),
            event,
            during: None,
        } = &rule.shape
        else {
            return self.over_bounded(rule, customer, at);
        };
        let subjects = self.facts.subjects(Noun::Customer, &wanted(rule))?;
        let subject = subjects.iter().find(|subject| subject.id == customer);
        if !subject.is_some_and(|subject| filter::holds(&rule.filter, subject)) {
            return Ok(None);
        }
        let period = Period::of(*per, self.calendar.day_of(at));
        let begins = period.begins(self.calendar);
        let events = self
            .facts
            .events(event, Of::Customers(&[customer]), begins)?;
        let ends = period.ends(self.calendar);
        let within = events.iter().filter(|fact| fact.at <= ends).count();
        let count = u32::try_from(within).unwrap_or(u32::MAX);
        Ok((count > *most).then_some((count, *most)))
    }

    fn exceeded<'r>(&self, rule: &'r Rule, subject: Subject, at: Moment) -> Obligation<'r> {
        let mut owed = self.obligation(rule, subject, at, Some(at), None);
        owed.shown = at;
        owed
    }
}
