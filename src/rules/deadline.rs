//! The shape `after … until … within …`: what began, what settled it, and when
//! it was due.

use crate::event::Attribute;
use crate::playbook::{By, Rule, Selector, Shape};
use crate::problem::Failure;
use crate::value::{Moment, Noun, Span};

use super::clock;
use super::context::{Context, begins_with_solved};
use super::fact::{Fact, Happened, Start, Step, Window};
use super::obligation::Obligation;
use super::settle::names;
use super::{Engine, Scope, filter, wanted};

/// What a deadline says.
#[derive(Clone, Copy)]
pub(super) struct Deadline<'r> {
    pub rule: &'r Rule,
    pub after: &'r [Selector],
    pub until: &'r [Selector],
}

impl Deadline<'_> {
    /// From when it may be settled: with its start, or after it where what
    /// begins it may also settle it, such as an intent that changes again.
    fn settles_from(&self, start: Moment) -> Moment {
        let again = |event| self.until.iter().any(|until| until.event.name == event);
        match self.after.iter().any(|after| again(after.event.name)) {
            true => start.plus_seconds(1).unwrap_or(start),
            false => start,
        }
    }
}

impl Engine<'_> {
    /// Everything that a deadline yields in `scope`.
    pub(super) fn deadlines<'r>(
        &self,
        deadline: Deadline<'r>,
        scope: Scope,
    ) -> Result<Vec<Obligation<'r>>, Failure> {
        let rule = deadline.rule;
        let window = self.begun_within(rule, scope);
        let mut starts = self.facts.starts(deadline.after, &wanted(rule), window)?;
        starts.retain(|start| self.counts_from(&start.subject, start.at, scope.is_open()));
        let mut starts = self.passing(rule, starts, scope)?;
        let settled_are_out =
            scope.is_open() && !rule.early && self.leave_out_settled(deadline, &mut starts)?;
        if starts.is_empty() {
            return Ok(Vec::new());
        }
        let context = Context::of(self, deadline, &starts, settled_are_out)?;
        let mut all = Vec::with_capacity(starts.len());
        for start in &starts {
            all.extend(self.deadline(deadline, start, &context)?);
        }
        if scope.is_open() {
            newest_each(&mut all);
        }
        Ok(all)
    }

    /// Leaves out what is about customers alone and was settled since: when
    /// does not matter to what is open. Whether it did so.
    fn leave_out_settled(
        &self,
        deadline: Deadline<'_>,
        starts: &mut Vec<Start>,
    ) -> Result<bool, Failure> {
        let alone = |start: &Start| start.links.iter().all(|(noun, _)| *noun == Noun::Customer);
        if starts.is_empty() || !starts.iter().all(alone) {
            return Ok(false);
        }
        let since: Vec<(i64, Moment)> = starts
            .iter()
            .map(|start| {
                let from = deadline.settles_from(start.at);
                (start.subject.home(), from)
            })
            .collect();
        let been = self.facts.been_since(deadline.until, &since)?;
        let mut been = been.into_iter();
        starts.retain(|_| !been.next().unwrap_or(false));
        Ok(true)
    }

    /// From when to when what began matters.
    pub(super) fn begun_within(&self, rule: &Rule, scope: Scope) -> Window {
        let longest = match &rule.shape {
            Shape::Deadline {
                within: Some(by), ..
            } => spans(by).map(days).max().unwrap_or_default(),
            _ => 0,
        };
        let (from, to) = match scope {
            Scope::Open { .. } => {
                let forget = self.forget_days(rule);
                let open_ended = matches!(&rule.shape, Shape::Deadline { within: None, .. });
                let from = match open_ended {
                    true => self.since_of_all(),
                    false => back(self.now, forget + longest).max(self.since_of_all()),
                };
                (from, self.now)
            }
            Scope::Due { from, to } => {
                let stands_still = rule.clock.pause || rule.clock.hold_on_reopen;
                let margin = if stands_still { PAUSES } else { HOLIDAYS };
                (back(from, longest + margin).max(self.since_of_all()), to)
            }
        };
        Window {
            from,
            to,
            open: scope.is_open(),
        }
    }

    /// The starts whose filter holds: today for open ones, on the due day for
    /// past ones.
    pub(super) fn passing(
        &self,
        rule: &Rule,
        mut starts: Vec<Start>,
        scope: Scope,
    ) -> Result<Vec<Start>, Failure> {
        if scope.is_open() {
            starts.retain(|start| filter::holds(&rule.filter, &start.subject));
        } else if !rule.filter.is_empty() {
            let past = self.past(rule, starts.iter().map(|start| &start.subject))?;
            starts.retain(|start| {
                let due = self.plain_due(rule, start).unwrap_or(start.at);
                past.held_at(&rule.filter, &start.subject, due)
            });
        }
        Ok(starts)
    }

    /// The due without anything that stops or moves a clock.
    fn plain_due(&self, rule: &Rule, start: &Start) -> Option<Moment> {
        let Shape::Deadline {
            within: Some(by), ..
        } = &rule.shape
        else {
            return None;
        };
        let span = by.of(|which| start.subject.attribute(which).map(str::to_owned))?;
        Some(self.calendar.due(start.at, &span))
    }

    pub(super) fn deadline<'r>(
        &self,
        deadline: Deadline<'r>,
        start: &Start,
        context: &Context,
    ) -> Result<Option<Obligation<'r>>, Failure> {
        let rule = deadline.rule;
        let steps = context.steps_of(&start.subject);
        if void(deadline, start, steps, context) {
            return Ok(None);
        }
        let met = self.settled(deadline, start, steps, context);
        let begun = self.clock_begins(rule, start, context);
        let (due, run) = match &rule.shape {
            Shape::Deadline {
                within: Some(_), ..
            } => {
                match self.clock_due(rule, start, begun, steps, context, met.0) {
                    Some(run) => (Some(run.due), Some(run)),
                    // No span for this value, such as a low intent: nothing is due.
                    None => return Ok(None),
                }
            }
            _ => (None, None),
        };
        let agreed = match rule.clock.agreed {
            Some(_) => steps.iter().rev().find_map(|step| match step.what {
                Happened::Agreed(until) if step.at >= start.at => Some(until),
                _ => None,
            }),
            None => None,
        };
        let mut owed = self.obligation(rule, start.subject.clone(), begun, due, Some(start));
        owed.agreed = agreed;
        owed.met = met.0;
        owed.contradictory = met.1;
        if let Some(run) = run {
            owed.paused = run.paused && owed.met.is_none();
            owed.legs = run.legs;
        }
        owed.shown = self.shown_from(rule, begun, owed.line(), &[]);
        Ok(Some(owed))
    }

    /// When it was met, and whether its times contradict each other: a
    /// response before acceptance settles, and is left out of figures.
    fn settled(
        &self,
        deadline: Deadline<'_>,
        start: &Start,
        steps: &[Step],
        context: &Context,
    ) -> (Option<Moment>, bool) {
        let rule = deadline.rule;
        let customer = start.subject.home();
        let from = match rule.clock.hold_on_reopen {
            // A solution that did not hold was none.
            true => reopened(steps, start.at).unwrap_or(start.at),
            false => start.at,
        };
        let earliest = match rule.early {
            true => self.dawn,
            false => deadline.settles_from(from),
        };
        let events = &context.until;
        if let Some(fact) = events.settling(customer, &start.links, earliest) {
            return (Some(fact.at), false);
        }
        let answered = steps
            .iter()
            .find(|step| step.what == Happened::Answered && step.at >= from);
        if rule.clock.hold_on_reopen
            && let Some(step) = answered
        {
            return (Some(step.at), false);
        }
        let reopened = from > start.at;
        let before = |fact: &&Fact| {
            start.subject.noun == Noun::Ticket && names(&start.links, &fact.links) && !reopened
        };
        let first = start.subject.noun == Noun::Ticket && context.begins_once;
        match events.of(customer).find(before).filter(|_| first) {
            Some(fact) => (Some(fact.at), true),
            None => (None, false),
        }
    }

    /// A clock never starts before its filter became true.
    fn clock_begins(&self, rule: &Rule, start: &Start, context: &Context) -> Moment {
        if super::always_raised(start.subject.noun) {
            return start.at;
        }
        match context.past.held_since(&rule.filter, start.subject.id) {
            Some(since) => since.max(start.at),
            None => start.at,
        }
    }

    /// Where the clock ends: from acceptance with the priority of today, unless
    /// it had been missed before the priority changed.
    fn clock_due(
        &self,
        rule: &Rule,
        start: &Start,
        begun: Moment,
        steps: &[Step],
        context: &Context,
        met: Option<Moment>,
    ) -> Option<clock::Run> {
        let Shape::Deadline {
            within: Some(by), ..
        } = &rule.shape
        else {
            return None;
        };
        let until = met.unwrap_or(self.now);
        let run = |code: Option<&'static str>| {
            let span = by.of(|which| {
                let own = start.subject.attribute(which);
                match Some(which) == depends_on(by) {
                    true => code.map(str::to_owned),
                    false => own.map(str::to_owned),
                }
            })?;
            Some(clock::run(
                begun,
                &span,
                &rule.clock,
                steps,
                until,
                self.calendar,
            ))
        };
        let Some(which) = depends_on(by) else {
            return run(None);
        };
        for turn in context.turns_of(start.subject.id, which) {
            if turn.at <= start.at || turn.at > until {
                continue;
            }
            if let Some(old) = run(turn.old)
                && old.due < turn.at
            {
                return Some(old);
            }
        }
        run(start.subject.attribute(which))
    }
}

/// When a ticket was last reopened after `start`.
fn reopened(steps: &[Step], start: Moment) -> Option<Moment> {
    let mut again = steps
        .iter()
        .filter(|step| step.what == Happened::Reopened && step.at >= start);
    again.next_back().map(|step| step.at)
}

/// What began with "solved" is off once the ticket was reopened: nothing was
/// solved, and it begins again.
fn void(deadline: Deadline<'_>, start: &Start, steps: &[Step], context: &Context) -> bool {
    if !deadline.after.iter().any(begins_with_solved) {
        return false;
    }
    let Some(again) = steps
        .iter()
        .find(|step| step.what == Happened::Reopened && step.at >= start.at)
    else {
        return false;
    };
    let customer = start.subject.home();
    let met = context.until.settling(customer, &start.links, start.at);
    met.is_none_or(|fact| fact.at > again.at)
}

/// One line for each subject: of several that are open the newest.
fn newest_each(all: &mut Vec<Obligation<'_>>) {
    all.retain(|owed| owed.met.is_none());
    all.sort_by_key(|owed| (owed.subject.noun.table(), owed.subject.id, owed.since));
    let mut kept: Vec<Obligation<'_>> = Vec::with_capacity(all.len());
    for owed in all.drain(..) {
        match kept.last_mut() {
            Some(last)
                if last.subject.noun == owed.subject.noun && last.subject.id == owed.subject.id =>
            {
                *last = owed;
            }
            _ => kept.push(owed),
        }
    }
    *all = kept;
}

/// Days that the start of a clock that stands still at times may lie further back than
/// its span says.
const PAUSES: i64 = 120;

/// The same of a clock that runs on, for holidays beyond those that a span reckons with.
const HOLIDAYS: i64 = 14;

/// Every span that it may be.
pub(super) fn spans(by: &By<Span>) -> impl Iterator<Item = &Span> {
    let (one, each) = match by {
        By::One(span) => (Some(span), [].as_slice()),
        By::Each(_, each) => (None, each.as_slice()),
    };
    one.into_iter().chain(each.iter().map(|(_, span)| span))
}

/// The attribute that it depends on.
pub(super) fn depends_on(by: &By<Span>) -> Option<Attribute> {
    match by {
        By::One(_) => None,
        By::Each(attribute, _) => Some(*attribute),
    }
}

/// At most so many days long.
pub(super) fn days(span: &Span) -> i64 {
    use crate::value::Unit;
    let n = i64::from(span.n);
    match span.unit {
        Unit::Min => n / 1440 + 1,
        Unit::H => n / 24 + 1,
        Unit::Wh => n / 4 * 2 + 12,
        Unit::D => n + 1,
        Unit::Wd => n * 2 + 14,
        Unit::W => n * 7 + 1,
        Unit::Mo => n * 31 + 1,
        Unit::Q => n * 92 + 1,
        Unit::Y => n * 366 + 1,
    }
}

/// So many days before.
pub(super) fn back(from: Moment, days: i64) -> Moment {
    from.plus_seconds(-days * 86_400).unwrap_or(from)
}
