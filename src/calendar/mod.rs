//! Working time: which days and hours count, and when a span ends.
//!
//! A week of office hours, and over it dated days: official holidays and make-up
//! workdays (调休), the user's exceptions, leave. Nothing here steps through
//! time, but for `explained`: a span of a thousand years costs what a day costs.

mod basis;
mod china;
mod count;
mod day;
mod due;
mod explain;
mod hours;
mod office;
#[cfg(test)]
mod tests;
mod week;

use std::cell::{Cell, OnceCell, RefCell};

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use chrono_tz::Tz;
use rustc_hash::FxHashMap;

use crate::say;
use crate::value::{Moment, Workdays};
use crate::words::Say;

pub use basis::{Basis, Ground, unknown};
pub use china::{Holiday, Notice};
pub use count::Elapsed;
pub use day::{Change, Day, DayKind, Holidays, Own, Source};
pub use explain::{Counted, Reason, Stretch, Why};
pub use hours::{Hours, Range};
use office::Office;
use week::Week;

/// Office time of one zone: `[calendar]` of the playbook.
#[derive(Clone, Debug)]
pub struct Calendar {
    zone: Tz,
    week: Week,
    holidays: Holidays,
    own: Vec<Own>,
    /// Years whose holidays the user's own days give in full.
    complete: Vec<i32>,
    /// The week with the dated days over it, when first needed: most commands
    /// ask for no more than the zone.
    office: OnceCell<Office>,
    /// The years without a table that answers have rested on.
    leaned_on: Cell<Option<(i32, i32)>>,
    /// What was worked out already: a hundred thousand dues lie on a few hundred days.
    known: RefCell<Known>,
}

/// Days that were asked about before.
#[derive(Clone, Debug, Default)]
struct Known {
    begins: FxHashMap<NaiveDate, Moment>,
    shown: FxHashMap<NaiveDate, NaiveDate>,
}

impl Calendar {
    /// A calendar with the same office ranges on each of `days`.
    ///
    /// # Errors
    /// Says what is wrong where no day or no range is given, a range ends
    /// before it begins, or two ranges overlap.
    pub fn new(zone: Tz, ranges: &[Range], days: &[Weekday]) -> Result<Self, Say> {
        if days.is_empty() {
            return Err(say!("no working day", "没有工作日"));
        }
        Ok(Calendar {
            zone,
            week: Week::new(Hours::new(ranges)?, days),
            holidays: Holidays::None,
            own: Vec::new(),
            complete: Vec::new(),
            office: OnceCell::new(),
            leaned_on: Cell::new(None),
            known: RefCell::default(),
        })
    }

    /// With official holidays.
    #[must_use]
    pub fn observing(mut self, holidays: Holidays) -> Self {
        self.holidays = holidays;
        self.forget();
        self
    }

    /// With the user's own days: later ones over earlier ones, leaves over all.
    #[must_use]
    pub fn with(mut self, own: Vec<Own>) -> Self {
        self.own = own;
        self.forget();
        self
    }

    /// Whose user's own days give the holidays of these years in full.
    #[must_use]
    pub fn covering(mut self, years: impl IntoIterator<Item = i32>) -> Self {
        self.complete = years.into_iter().collect();
        self
    }

    /// What other days would make wrong is worked out anew.
    fn forget(&mut self) {
        self.office = OnceCell::new();
        self.known = RefCell::default();
    }

    fn office(&self) -> &Office {
        self.office.get_or_init(|| {
            let dated = day::dated(&self.week, self.holidays, &self.own);
            Office::new(self.week.clone(), dated)
        })
    }

    /// The zone of days, months, numbers and output.
    pub const fn zone(&self) -> Tz {
        self.zone
    }

    /// When a usual working day begins.
    pub fn opening(&self) -> NaiveTime {
        self.week.hours().opening()
    }

    /// When a usual working day ends.
    pub fn closing(&self) -> NaiveTime {
        self.week.hours().closing()
    }

    /// What a day is, and who said so.
    pub fn about(&self, day: NaiveDate) -> Day<'_> {
        self.lean(day, day);
        let office = self.office();
        let hours = office.hours(day);
        match office.dated(day) {
            Some(dated) => Day {
                kind: dated.kind,
                name: dated.name,
                hours,
                source: dated.source,
            },
            None => Day {
                kind: match hours {
                    Some(_) => DayKind::Work,
                    None => DayKind::Weekend,
                },
                name: None,
                hours,
                source: Source::Week,
            },
        }
    }

    pub fn is_workday(&self, day: NaiveDate) -> bool {
        self.lean(day, day);
        self.office().hours(day).is_some()
    }

    /// The day it is at `moment`, in the calendar's zone.
    pub fn day_of(&self, moment: Moment) -> NaiveDate {
        moment.day(self.zone)
    }

    /// Opening time of `day`: its own, or the usual one.
    pub fn open_of(&self, day: NaiveDate) -> Moment {
        let own = self.office().hours(day).map(Hours::opening);
        self.moment(day.and_time(own.unwrap_or_else(|| self.opening())))
    }

    /// Close of business of `day`: its own, or the usual one.
    pub fn close_of(&self, day: NaiveDate) -> Moment {
        let own = self.office().hours(day).map(Hours::closing);
        self.moment(day.and_time(own.unwrap_or_else(|| self.closing())))
    }

    /// The first second of `day`.
    pub fn begin_of(&self, day: NaiveDate) -> Moment {
        let known = self.known.borrow().begins.get(&day).copied();
        known.unwrap_or_else(|| {
            let begins = self.moment(day.and_time(NaiveTime::MIN));
            self.known.borrow_mut().begins.insert(day, begins);
            begins
        })
    }

    /// The last second of `day`: when something due on that day is due.
    pub fn end_of(&self, day: NaiveDate) -> Moment {
        let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
        let midnight = self.begin_of(next);
        midnight.plus_seconds(-1).unwrap_or(midnight)
    }

    /// The day on which something due on `day` is shown: that day, or the last
    /// working day before it.
    pub fn shown_on(&self, day: NaiveDate) -> NaiveDate {
        let known = self.known.borrow().shown.get(&day).copied();
        known.unwrap_or_else(|| {
            let shown = self.office().workday(self.office().ordinal(day));
            self.lean(shown, day);
            self.known.borrow_mut().shown.insert(day, shown);
            shown
        })
    }

    /// The moment at which the clock on the wall shows `local`.
    fn moment(&self, local: NaiveDateTime) -> Moment {
        Moment::at(local, self.zone).unwrap_or_else(|| Moment::from_utc(local.and_utc()))
    }
}

impl Workdays for Calendar {
    /// The `n`-th working day after `day` (before it, where `n` is negative);
    /// for zero the day itself, or the next working day if it is none.
    fn step(&self, day: NaiveDate, n: i64) -> NaiveDate {
        let office = self.office();
        let begun = office.ordinal(day);
        let before = begun - i64::from(office.hours(day).is_some());
        let target = match n {
            1.. => begun.saturating_add(n),
            0 => before + 1,
            _ => before.saturating_add(n).saturating_add(1),
        };
        let reached = office.workday(target);
        self.lean(day, reached);
        reached
    }

    fn hours_of(&self, day: NaiveDate) -> Option<(NaiveTime, NaiveTime)> {
        let hours = self.office().hours(day)?;
        Some((hours.opening(), hours.closing()))
    }
}
