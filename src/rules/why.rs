//! What counted of the time from an obligation's start to its due, and what did
//! not: what `explain` prints.

use crate::calendar::{Calendar, Counted, Stretch};
use crate::value::{Moment, Span};

use super::clock::{Leg, Why};

/// The stretches of a span that begins at `since`, as the calendar tells them.
pub fn legs(since: Moment, span: &Span, calendar: &Calendar) -> Vec<Leg> {
    let stretches = calendar.explained(since, span).into_iter();
    stretches.map(leg).collect()
}

/// The stretches of a clock that stood still for a time: where it ran, the
/// calendar tells what of that counted.
pub fn refined(legs: &[Leg], since: Moment, span: &Span, calendar: &Calendar) -> Vec<Leg> {
    let end = legs.iter().map(|leg| leg.to).max().unwrap_or(since);
    let stretches = calendar.explained_to(since, span, end).into_iter();
    let told: Vec<Leg> = stretches.map(leg).collect();
    let mut all = Vec::with_capacity(legs.len());
    for leg in legs {
        if leg.why != Why::Runs {
            all.push(*leg);
            continue;
        }
        let within = told.iter().map(|one| Leg {
            from: one.from.max(leg.from),
            to: one.to.min(leg.to),
            why: one.why,
        });
        all.extend(within.filter(|one| one.from < one.to));
    }
    all
}

fn leg(stretch: Stretch) -> Leg {
    Leg {
        from: stretch.from,
        to: stretch.to,
        why: Why::Calendar(stretch.why, stretch.counted != Counted::No),
    }
}
