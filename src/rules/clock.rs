//! The clocks of tickets: what stops them and moves their end (meaning: ticket
//! clocks). The due is always worked out anew from what happened.

use crate::calendar::Calendar;
use crate::playbook::Clock;
use crate::value::{Moment, Span, Unit, Workdays as _};

use super::fact::{Happened, Step};

/// A stretch of time, and whether it counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leg {
    pub from: Moment,
    pub to: Moment,
    pub why: Why,
}

/// Why a stretch counted, or did not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The clock runs.
    Runs,
    /// Waiting for the customer.
    Waits,
    /// Waiting longer than a pause may last: the clock runs again.
    WaitsTooLong,
    /// Solved, and reopened later.
    Held,
    /// As the calendar says.
    Calendar(crate::calendar::Why, bool),
}

impl Why {
    /// Whether the clock went on in it.
    pub const fn counts(self) -> bool {
        match self {
            Why::Runs | Why::WaitsTooLong => true,
            Why::Waits | Why::Held => false,
            Why::Calendar(_, counts) => counts,
        }
    }
}

/// Where a clock stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub due: Moment,
    /// Standing still at `now`.
    pub paused: bool,
    pub legs: Vec<Leg>,
}

/// A time in which the clock stood still.
#[derive(Clone, Copy, Debug)]
struct Stop {
    from: Moment,
    /// Its end, or now.
    to: Moment,
    open: bool,
    why: Why,
}

/// Runs a clock of `span` from `start`.
pub fn run(
    start: Moment,
    span: &Span,
    clock: &Clock,
    steps: &[Step],
    now: Moment,
    calendar: &Calendar,
) -> Run {
    let mut due = calendar.due(start, span);
    let (mut legs, mut at, mut paused) = (Vec::new(), start, false);
    let mut budget = clock.pause_cap;
    for stop in stops(clock, steps, start, now) {
        // What stops after the end has come changes nothing.
        if stop.from > due || stop.from < at {
            continue;
        }
        let cap = budget.filter(|_| stop.why == Why::Waits);
        let capped = cap.map_or(stop.to, |cap| {
            stop.to.min(longest(stop.from, cap, calendar))
        });
        let stopped = capped.max(stop.from);
        legs.push(leg(at, stop.from, Why::Runs));
        legs.push(leg(stop.from, stopped, stop.why));
        if stopped < stop.to {
            legs.push(leg(stopped, stop.to, Why::WaitsTooLong));
        }
        paused |= stop.open && stopped == stop.to;
        if stop.why == Why::Waits {
            budget = budget.map(|cap| less(cap, stop.from, stopped, calendar));
        }
        due = moved(due, span, stop.from, stopped, calendar);
        at = stop.to.max(at);
    }
    legs.push(leg(at, due.max(at), Why::Runs));
    legs.retain(|leg| leg.from < leg.to);
    Run { due, paused, legs }
}

/// When a pause that began then has lasted as long as it may: for working days
/// until business has closed so often.
fn longest(from: Moment, cap: Span, calendar: &Calendar) -> Moment {
    let end = calendar.due(from, &cap);
    match cap.unit {
        Unit::Wd if cap.n > 0 && calendar.closes_in(from, end) > i64::from(cap.n) => {
            let less = Span {
                n: cap.n - 1,
                ..cap
            };
            calendar.due(from, &less)
        }
        _ => end,
    }
}

const fn leg(from: Moment, to: Moment, why: Why) -> Leg {
    Leg { from, to, why }
}

/// When the clock stood still: while waiting for the customer, and between
/// solved and reopened.
fn stops(clock: &Clock, steps: &[Step], start: Moment, now: Moment) -> Vec<Stop> {
    let (mut all, mut waiting, mut solved) = (Vec::new(), None, None);
    let ended = |from: Option<Moment>, to: Moment, open: bool, why: Why| {
        from.filter(|from| *from < to).map(|from| Stop {
            from,
            to,
            open,
            why,
        })
    };
    for step in steps
        .iter()
        .filter(|step| step.at >= start && step.at <= now)
    {
        match step.what {
            Happened::Waiting if clock.pause => waiting = waiting.or(Some(step.at)),
            // Whatever goes on with the ticket ends the wait.
            Happened::Resumed | Happened::Answered | Happened::Solved | Happened::Reopened => {
                all.extend(ended(waiting.take(), step.at, false, Why::Waits));
                if step.what == Happened::Reopened && clock.hold_on_reopen {
                    all.extend(ended(solved.take(), step.at, false, Why::Held));
                }
                if step.what == Happened::Solved {
                    solved = Some(step.at);
                }
            }
            Happened::Waiting | Happened::Agreed(_) => {}
        }
    }
    all.extend(ended(waiting, now, true, Why::Waits));
    all.sort_by_key(|stop| stop.from);
    all
}

/// The end moved by a stop: for clock hours by its length, for working days by
/// one for each close of business in it.
fn moved(due: Moment, span: &Span, from: Moment, to: Moment, calendar: &Calendar) -> Moment {
    let seconds = to.seconds_since(from);
    let by_seconds = |seconds| due.plus_seconds(seconds).unwrap_or(due);
    match span.unit {
        Unit::Min | Unit::H => by_seconds(seconds),
        Unit::Wd | Unit::Wh => match calendar.closes_in(from, to) {
            0 => due,
            n => {
                let day = calendar.day_of(due);
                let time = due.local(calendar.zone()).time();
                let later = calendar.step(day, n);
                let at = Moment::at(later.and_time(time), calendar.zone());
                at.unwrap_or(due)
            }
        },
        Unit::D | Unit::W | Unit::Mo | Unit::Q | Unit::Y => {
            let days = (calendar.day_of(to) - calendar.day_of(from)).num_days();
            by_seconds(days * 86_400)
        }
    }
}

/// What is left of a cap after a pause.
fn less(cap: Span, from: Moment, to: Moment, calendar: &Calendar) -> Span {
    let used = match cap.unit {
        Unit::Min => to.seconds_since(from) / 60,
        Unit::H => to.seconds_since(from) / 3600,
        Unit::Wd | Unit::Wh => calendar.closes_in(from, to),
        Unit::D | Unit::W | Unit::Mo | Unit::Q | Unit::Y => {
            (calendar.day_of(to) - calendar.day_of(from)).num_days()
        }
    };
    let used = match cap.unit {
        Unit::Wh => used.saturating_mul(8),
        Unit::W => used / 7,
        Unit::Mo => used / 30,
        Unit::Q => used / 91,
        Unit::Y => used / 365,
        _ => used,
    };
    Span {
        n: cap
            .n
            .saturating_sub(u32::try_from(used).unwrap_or(u32::MAX)),
        unit: cap.unit,
    }
}
