//! The order of `today` (meaning: rank).

use crate::calendar::Calendar;
use crate::playbook::Band;
use crate::value::{Moment, Workdays as _};

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

/// The order at a moment. What it compares with is worked out once: a hundred
/// thousand lines are put in it.
pub struct Order<'a> {
    now: Moment,
    calendar: &'a Calendar,
    /// When the next working day begins: what is due before is due today.
    tomorrow: Moment,
}

impl<'a> Order<'a> {
    pub fn at(now: Moment, calendar: &'a Calendar) -> Self {
        let next = calendar.step(calendar.day_of(now), 1);
        Order {
            now,
            calendar,
            tomorrow: calendar.begin_of(next),
        }
    }

    /// How pressing an obligation is.
    pub fn class(&self, owed: &Obligation<'_>) -> Class {
        let Some(line) = owed.line() else {
            return Class::Today;
        };
        let late = match owed.agreed {
            Some(agreed) => agreed < self.now,
            None => owed.state(self.now, self.calendar) == State::Late,
        };
        match late {
            true => Class::Overdue,
            false if line < self.tomorrow => Class::Today,
            false => Class::Coming,
        }
    }

    /// Where an obligation of a customer with this grade stands.
    pub fn rank(&self, owed: &Obligation<'_>, grade: Option<&str>) -> Rank {
        let grade = match grade {
            Some("A") => 0,
            Some("B") => 1,
            Some("C") => 2,
            Some("D") => 3,
            _ => 4,
        };
        (
            self.class(owed),
            owed.rule.band.unwrap_or(Band::Paper),
            grade,
            owed.line().unwrap_or(owed.since),
            owed.subject.id,
        )
    }
}
