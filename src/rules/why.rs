//! What counted of the time from an obligation's start to its due, and what did
//! not: what `explain` prints.

use crate::calendar::{Calendar, Counted};
use crate::value::{Moment, Span};

use super::clock::{Leg, Why};

/// The stretches of a span that begins at `since`, as the calendar tells them.
pub fn legs(since: Moment, span: &Span, calendar: &Calendar) -> Vec<Leg> {
    let stretches = calendar.explained(since, span).into_iter();
    stretches
        .map(|stretch| Leg {
            from: stretch.from,
            to: stretch.to,
            why: Why::Calendar(stretch.why, stretch.counted != Counted::No),
        })
        .collect()
}
