//! `after … during …`: a rhythm or a limit that runs for a while after an event, such
//! as the month after a handover. What counts is what happens to the customers that
//! the event is about, within that time.

use super::deadline::{back, days};
use super::fact::{Fact, Of, Start, Subject, Window};
use super::obligation::Obligation;
use super::{Engine, Scope, filter, wanted};
use crate::playbook::{During, Pace, Per, Rule, Selector, Shape};
use crate::problem::Failure;
use crate::value::{Moment, Noun, Span};

/// A rule that an event bounds: how long, what counts, and how much of it.
struct Bounded<'r> {
    during: &'r During,
    event: &'r [Selector],
    what: What,
}

#[derive(Clone, Copy)]
enum What {
    /// At least one every so often.
    Every(Span),
    /// No more than so many, in all of the time.
    AtMost(u32),
}

impl<'r> Bounded<'r> {
    /// What a rule says, if an event bounds it. Counting calendar's periods within
    /// such a time has no meaning yet.
    fn of(rule: &'r Rule) -> Option<Self> {
        match &rule.shape {
            Shape::Rhythm {
                pace: Pace::Every(span),
                event,
                during: Some(during),
                ..
            } => Some(Bounded {
                during,
                event,
                what: What::Every(*span),
            }),
            Shape::Limit {
                most,
                per: None::<Per>,
                event,
                during: Some(during),
            } => Some(Bounded {
                during,
                event,
                what: What::AtMost(*most),
            }),
            _ => None,
        }
    }
}

impl Engine<'_> {
    /// Everything that a rule yields which an event bounds.
    pub(super) fn during<'r>(
        &self,
        rule: &'r Rule,
        scope: Scope,
    ) -> Result<Vec<Obligation<'r>>, Failure> {
        let Some(bounded) = Bounded::of(rule) else {
            return Ok(Vec::new());
        };
        let longest = days(&bounded.during.length);
        let (from, to) = match scope {
            Scope::Open { .. } => (back(self.now, longest + self.forget_days(rule)), self.now),
            Scope::Due { from, to } => (back(from, longest), to),
        };
        let mut all = Vec::new();
        for start in self.bounding(rule, bounded.during, (from, to))? {
            let customers = self.customers_of(&start.subject)?;
            let facts = self.within(&bounded, &start, &customers)?;
            match (bounded.what, scope) {
                (What::Every(span), Scope::Open { .. }) => {
                    all.extend(self.next_within(rule, span, &start, &bounded, &facts));
                }
                (What::Every(span), Scope::Due { from, to }) => {
                    let ends = self.ends(&bounded, &start).min(to).min(self.now);
                    let times: Vec<Moment> = facts.iter().map(|fact| fact.at).collect();
                    let between = (start.at, ends, from);
                    let subject = &start.subject;
                    self.every_between(
                        rule,
                        span,
                        (subject, Some(&start)),
                        &times,
                        between,
                        &mut all,
                    );
                }
                // A limit is told as it is passed, and never open.
                (What::AtMost(_), Scope::Open { .. }) => {}
                (What::AtMost(most), Scope::Due { .. }) => {
                    let beyond = beyond(&facts, most).map(|fact| self.passed(rule, &start, fact));
                    all.extend(beyond);
                }
            }
        }
        Ok(all)
    }

    /// The events that bound a rule, for what passes its filter.
    fn bounding(
        &self,
        rule: &Rule,
        during: &During,
        (from, to): (Moment, Moment),
    ) -> Result<Vec<Start>, Failure> {
        let window = Window {
            from: from.max(self.since_of_all()),
            to,
            open: false,
        };
        let mut starts = self.facts.starts(&during.after, &wanted(rule), window)?;
        starts.retain(|start| self.counts_from(&start.subject, start.at, false));
        starts.retain(|start| filter::holds(&rule.filter, &start.subject));
        Ok(starts)
    }

    /// The customers that a record is about: its own, or those on its list.
    fn customers_of(&self, subject: &Subject) -> Result<Vec<i64>, Failure> {
        let listed = self.facts.customers_of(subject.noun, subject.id)?;
        Ok(match listed.is_empty() {
            true => subject.customer.into_iter().collect(),
            false => listed,
        })
    }

    fn ends(&self, bounded: &Bounded<'_>, start: &Start) -> Moment {
        self.calendar.due(start.at, &bounded.during.length)
    }

    /// What counts, after the start and before the end of the time.
    fn within(
        &self,
        bounded: &Bounded<'_>,
        start: &Start,
        customers: &[i64],
    ) -> Result<Vec<Fact>, Failure> {
        let ends = self.ends(bounded, start);
        let of = Of::Customers(customers);
        let mut facts = self.facts.events(bounded.event, of, start.at)?;
        facts.retain(|fact| fact.at > start.at && fact.at <= ends);
        Ok(facts)
    }

    /// The next one that is owed before the time is over.
    fn next_within<'r>(
        &self,
        rule: &'r Rule,
        span: Span,
        start: &Start,
        bounded: &Bounded<'_>,
        facts: &[Fact],
    ) -> Option<Obligation<'r>> {
        let since = facts.last().map_or(start.at, |fact| fact.at);
        let due = self.calendar.due(since, &span);
        let subject = start.subject.clone();
        (due <= self.ends(bounded, start)).then(|| {
            let mut owed = self.obligation(rule, subject, since, Some(due), Some(start));
            owed.shown = self.shown_from(rule, since, Some(due), &[]);
            owed
        })
    }

    /// One more than a limit allows: owed by whom the start names, for the customer
    /// whom it happened to.
    fn passed<'r>(&self, rule: &'r Rule, start: &Start, fact: &Fact) -> Obligation<'r> {
        let mut links = fact.links.iter();
        let customer = links.find(|(noun, _)| *noun == Noun::Customer);
        let subject = Subject {
            customer: customer.map(|(_, id)| *id),
            ..start.subject.clone()
        };
        let mut owed = self.obligation(rule, subject, fact.at, Some(fact.at), Some(start));
        owed.shown = fact.at;
        owed
    }

    /// How many more of these events than allowed a customer has had by `at` in the
    /// time after an event that bounds the rule: what `log` warns of.
    pub(super) fn over_bounded(
        &self,
        rule: &Rule,
        customer: i64,
        at: Moment,
    ) -> Result<Option<(u32, u32)>, Failure> {
        let Some(bounded) = Bounded::of(rule) else {
            return Ok(None);
        };
        let What::AtMost(most) = bounded.what else {
            return Ok(None);
        };
        let from = back(at, days(&bounded.during.length));
        for start in self.bounding(rule, bounded.during, (from, at))? {
            if !self.customers_of(&start.subject)?.contains(&customer) {
                continue;
            }
            let facts = self.within(&bounded, &start, &[customer])?;
            // Only what is logged now is told of, however much there was before.
            if beyond(&facts, most).any(|fact| fact.at == at) {
                let count = u32::try_from(facts.len()).unwrap_or(u32::MAX);
                return Ok(Some((count, most)));
            }
        }
        Ok(None)
    }
}

/// Those that come one too many.
fn beyond(facts: &[Fact], most: u32) -> impl Iterator<Item = &Fact> {
    facts.iter().skip(most as usize)
}
