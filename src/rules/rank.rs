//! The order of `today` (meaning: rank).

use crate::calendar::Calendar;
use crate::playbook::Band;
use crate::value::Moment;

use super::obligation::{Obligation, State};

/// How pressing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    Overdue,
    /// Due today, or on days off before the next working day; also what has no
    /// due and waits to be done.
    Today,
    Coming,
}

/// Where it stands in the order: the least first.
pub type Rank = (Class, Band, u8, Moment, i64);

/// How pressing an obligation is at `now`.
pub fn class(owed: &Obligation<'_>, now: Moment, calendar: &Calendar) -> Class {
    let Some(line) = owed.line() else {
        return Class::Today;
    };
    let late = match owed.agreed {
        Some(agreed) => agreed < now,
        None => owed.state(now, calendar) == State::Late,
    };
    let today = calendar.day_of(now);
    match late {
        true => Class::Overdue,
        false if calendar.shown_on(calendar.day_of(line)) <= today => Class::Today,
        false => Class::Coming,
    }
}

/// Where an obligation of a customer with this grade stands.
pub fn rank(owed: &Obligation<'_>, grade: Option<&str>, now: Moment, calendar: &Calendar) -> Rank {
    let grade = match grade {
        Some("A") => 0,
        Some("B") => 1,
        Some("C") => 2,
        Some("D") => 3,
        _ => 4,
    };
    (
        class(owed, now, calendar),
        owed.rule.band.unwrap_or(Band::Paper),
        grade,
        owed.line().unwrap_or(owed.since),
        owed.subject.id,
    )
}
