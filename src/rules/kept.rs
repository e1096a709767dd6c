//! Rhythms looked back on: every due between two moments, met or not, for the
//! reports on how rules were kept.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::event::Attribute;
use crate::playbook::{Pace, Per, Rule, Selector};
use crate::problem::Failure;
use crate::value::{Moment, Span};

use super::fact::{Of, Start, Subject};
use super::filter::Past;
use super::moments::Moments;
use super::obligation::Obligation;
use super::people::is_duty;
use super::period::Period;
use super::rhythm::span_of;
use super::settle::Events;
use super::{Each, Engine};

/// What was done for one subject, the oldest first: when, and the first day of the period
/// that it says it was for.
type Done = (Moment, Option<NaiveDate>);

/// What was done for the subjects of a rhythm.
enum Known {
    /// Duties, by whoever did them.
    Made(Events),
    Had(Arc<Moments>),
}

impl Known {
    fn of(&self, home: i64) -> Vec<Done> {
        match self {
            Known::Made(events) => events.of(home).map(|fact| (fact.at, fact.period)).collect(),
            Known::Had(moments) => moments.of(home).iter().map(|(_, at)| (*at, None)).collect(),
        }
    }
}

impl Engine<'_> {
    /// What was due of a rhythm in each of some times, met or not: told with the place of
    /// the time, and kept nowhere, since of many customers it is a great deal.
    pub(super) fn rhythm_due<'r>(
        &self,
        rule: &'r Rule,
        (pace, event): (Pace, &[Selector]),
        spans: &[(Moment, Moment)],
        each: Each<'_, 'r>,
    ) -> Result<(), Failure> {
        let all = self.rhythm_subjects(rule)?;
        let past = self.rhythm_past(rule, all.iter())?;
        let may = |subject: &&Subject| past.may_have_held(&rule.filter, subject);
        let subjects: Vec<&Subject> = all.iter().filter(may).collect();
        if subjects.is_empty() {
            return Ok(());
        }
        if let Pace::AtLeast(n, per) = pace {
            for (at, span) in spans.iter().enumerate() {
                let day = |at| Period::of(per, self.calendar.day_of(at));
                let from = day(span.0).begins(self.calendar);
                let to = day(span.1).ends(self.calendar);
                let known = self.known(rule, event, &subjects, (Some(from), to))?;
                for subject in &subjects {
                    let done = known.of(subject.home());
                    for owed in self.at_least_due(rule, (n, per), subject, &done, &past, *span) {
                        each(at, owed)?;
                    }
                }
            }
            return Ok(());
        }
        let known = self.known(rule, event, &subjects, (None, self.now))?;
        for subject in &subjects {
            let done = known.of(subject.home()).into_iter();
            let times: Vec<Moment> = done.map(|(at, _)| at).collect();
            for (at, span) in spans.iter().enumerate() {
                for owed in self.every_due(rule, pace, subject, &times, &past, *span) {
                    each(at, owed)?;
                }
            }
        }
        Ok(())
    }

    fn known(
        &self,
        rule: &Rule,
        event: &[Selector],
        subjects: &[&Subject],
        (from, to): (Option<Moment>, Moment),
    ) -> Result<Known, Failure> {
        let ids: Vec<i64> = subjects.iter().map(|subject| subject.id).collect();
        Ok(match is_duty(rule) {
            // What was done for a period may have been done after it.
            true => Known::Made(Events::of_makers(self.facts.events(
                event,
                Of::Staff(&ids),
                self.dawn,
            )?)),
            false => Known::Had(self.facts.moments(event, &ids, (from, to))?),
        })
    }

    /// Every due of a rolling rhythm from `first` up to `to`: one for each contact, and
    /// one for every further span that passes without one.
    fn every_due<'r>(
        &self,
        rule: &'r Rule,
        pace: Pace,
        subject: &Subject,
        times: &[Moment],
        past: &Past,
        (first, to): (Moment, Moment),
    ) -> Vec<Obligation<'r>> {
        let mut all = Vec::new();
        let to = to.min(self.now);
        let since = self.since_of(subject).max(subject.begun);
        // The filter may begin and cease several times; a new owner, and another
        // span of the customer's own, start anew.
        let turns = |attribute| past.of(subject.id, attribute).map(|turn| turn.at);
        let mut anew: Vec<Moment> = turns(Attribute::Owner).collect();
        if pace == Pace::Own {
            anew.extend(turns(Attribute::Rhythm));
        }
        let mut marks = past.changes(&rule.filter, subject.id);
        marks.extend(&anew);
        marks.sort_unstable();
        let holds = |at: Moment| past.held_at(&rule.filter, subject, at);
        let today = subject.attribute(Attribute::Rhythm);
        let mut between = |from: Moment, to: Moment| {
            let own = past.value_at(subject.id, Attribute::Rhythm, from, today);
            if let Some(span) = span_of(pace, own) {
                let window = (from, to, first);
                self.every_between(rule, span, (subject, None), times, window, &mut all);
            }
        };
        let mut begun = holds(since).then_some(since);
        for mark in marks.into_iter().filter(|mark| *mark > since && *mark < to) {
            let ceases = !holds(mark) || anew.contains(&mark);
            if let Some(from) = begun.filter(|_| ceases) {
                between(from, mark);
                begun = None;
            }
            if begun.is_none() && holds(mark) {
                begun = Some(mark);
            }
        }
        if let Some(from) = begun {
            between(from, to);
        }
        all
    }

    /// Every due of a rolling rhythm between two moments, from a third on; `start` is the
    /// event that bounds it, where one does.
    pub(super) fn every_between<'r>(
        &self,
        rule: &'r Rule,
        span: Span,
        (subject, start): (&Subject, Option<&Start>),
        times: &[Moment],
        (begins, ends, first): (Moment, Moment, Moment),
        all: &mut Vec<Obligation<'r>>,
    ) {
        // Every contact begins the rhythm anew, whatever was before it: so nothing is
        // followed from before the newest one whose due lies before what is asked.
        let asked = times.partition_point(|at| *at < first);
        let known = times.get(..asked).unwrap_or_default();
        let passed = |at: &Moment| *at >= begins && self.calendar.due(*at, &span) < first;
        let known = known.iter().rposition(passed);
        let mut since = known.and_then(|at| times.get(at)).map_or(begins, |at| *at);
        let times = times.iter().skip(known.map_or(0, |at| at + 1)).copied();
        let mut times = times.filter(|at| *at >= begins).peekable();
        // Ends: every round moves `since` on by a span.
        loop {
            let due = self.calendar.due(since, &span);
            if due > ends || due <= since {
                return;
            }
            let met = times.peek().copied();
            // What fell due before anybody asks is only passed on the way.
            if due >= first {
                let mut owed = self.obligation(rule, subject.clone(), since, Some(due), start);
                owed.met = met;
                owed.shown = owed.since;
                all.push(owed);
            }
            since = match met {
                Some(at) if at <= due => {
                    times.next();
                    at
                }
                _ => due,
            };
            if times.peek().is_some_and(|at| *at <= since) {
                while times.peek().is_some_and(|at| *at <= since) {
                    times.next();
                }
            }
        }
    }

    fn at_least_due<'r>(
        &self,
        rule: &'r Rule,
        (n, per): (u32, Per),
        subject: &Subject,
        done: &[Done],
        past: &Past,
        (from, to): (Moment, Moment),
    ) -> Vec<Obligation<'r>> {
        let mut all = Vec::new();
        let mut period = Period::of(per, self.calendar.day_of(from));
        while period.begins(self.calendar) <= to {
            let (begins, ends) = (period.begins(self.calendar), period.ends(self.calendar));
            let known = subject.begun.max(self.since_of(subject)) <= begins;
            let last = period.due(n, n, self.calendar);
            if known && held_throughout(rule, subject, past, (begins, last)) {
                let mut within = done.iter().filter(|(at, of)| match of {
                    Some(day) => period.contains(*day),
                    None => *at >= begins && *at <= ends,
                });
                for i in 1..=n {
                    let due = period.due(i, n, self.calendar);
                    let mut owed = self.obligation(rule, subject.clone(), begins, Some(due), None);
                    owed.met = within.next().map(|(at, _)| *at);
                    owed.nth = (n > 1).then_some((i, n));
                    all.push(owed);
                }
            }
            let next = period.next(per);
            if next == period {
                break;
            }
            period = next;
        }
        all
    }
}

/// Whether a rhythm ran without a break from the beginning of a period to its
/// last due: where its filter ceased in between, or the owner changed, it
/// started within the period, which then does not count.
fn held_throughout(
    rule: &Rule,
    subject: &Subject,
    past: &Past,
    (begins, last): (Moment, Moment),
) -> bool {
    let within = |at: &Moment| *at > begins && *at <= last;
    let holds = |at: Moment| past.held_at(&rule.filter, subject, at);
    let mut owners = past.of(subject.id, Attribute::Owner);
    let mut marks = past.changes(&rule.filter, subject.id).into_iter();
    holds(begins)
        && !owners.any(|turn| within(&turn.at))
        && marks.all(|at| !within(&at) || holds(at))
}
