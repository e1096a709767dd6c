//! What counted of the time from an obligation's start to its due, and what did
//! not: what `explain` prints.

use crate::calendar::Calendar;
use crate::value::{Moment, Span, Unit};

use super::clock::{Leg, Why};
use super::period::day_begins;

/// The stretches of a span that begins at `since` and ends at `due`, neighbours
/// of one kind together.
pub fn legs(since: Moment, due: Moment, span: &Span, calendar: &Calendar) -> Vec<Leg> {
    match span.unit {
        Unit::Wd | Unit::Wh => days(since, due, calendar),
        Unit::Min | Unit::H | Unit::D | Unit::W | Unit::Mo | Unit::Q | Unit::Y => vec![Leg {
            from: since,
            to: due,
            why: Why::Runs,
        }],
    }
}

fn days(since: Moment, due: Moment, calendar: &Calendar) -> Vec<Leg> {
    let mut all: Vec<Leg> = Vec::new();
    let first = calendar.day_of(since);
    let mut day = first;
    let mut from = since;
    while from < due {
        let why = match (day == first, calendar.is_workday(day)) {
            (true, _) => Why::FirstDay,
            (false, true) => Why::Workday,
            (false, false) => Why::DayOff,
        };
        let Some(next) = day.succ_opt() else { break };
        let to = day_begins(calendar, next).min(due);
        match all.last_mut() {
            Some(last) if last.why == why => last.to = to,
            _ => all.push(Leg { from, to, why }),
        }
        (day, from) = (next, to);
    }
    all
}
