//! Rhythms looked back on: every due between two moments, met or not, for the
//! reports on how rules were kept.

use crate::event::Attribute;
use crate::playbook::{Pace, Per, Rule};
use crate::problem::Failure;
use crate::value::{Moment, Span};

use super::Engine;
use super::fact::{Fact, Of, Start, Subject};
use super::filter::Past;
use super::obligation::Obligation;
use super::people::is_duty;
use super::period::Period;
use super::rhythm::{Theme, span_of};
use super::settle::Events;

impl Engine<'_> {
    /// What was due of a rhythm between two moments, met or not.
    pub(super) fn rhythm_due<'r>(
        &self,
        rule: &'r Rule,
        pace: Pace,
        theme: Theme<'_>,
        from: Moment,
        to: Moment,
    ) -> Result<Vec<Obligation<'r>>, Failure> {
        let past = self.rhythm_past(theme.rule, theme.subjects.iter().copied())?;
        let ids: Vec<i64> = theme.subjects.iter().map(|subject| subject.id).collect();
        let duty = is_duty(rule);
        let of = match duty {
            true => Of::Staff(&ids),
            false => Of::Customers(&ids),
        };
        let facts = self.facts.events(theme.event, of, self.dawn)?;
        let events = match duty {
            true => Events::of_makers(facts),
            false => Events::new(facts),
        };
        let mut all = Vec::new();
        for subject in &theme.subjects {
            let facts: Vec<&Fact> = events.of(subject.home()).collect();
            let times: Vec<Moment> = facts.iter().map(|fact| fact.at).collect();
            let owed = match pace {
                Pace::Every(_) | Pace::Own => {
                    self.every_due(rule, pace, subject, &times, &past, (from, to))
                }
                Pace::AtLeast(n, per) => {
                    self.at_least_due(rule, (n, per), subject, &facts, &past, (from, to))
                }
            };
            all.extend(owed);
        }
        Ok(all)
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
        facts: &[&Fact],
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
                let mut within = facts.iter().filter(|fact| match fact.period {
                    Some(day) => period.contains(day),
                    None => fact.at >= begins && fact.at <= ends,
                });
                for i in 1..=n {
                    let due = period.due(i, n, self.calendar);
                    let mut owed = self.obligation(rule, subject.clone(), begins, Some(due), None);
                    owed.met = within.next().map(|fact| fact.at);
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
