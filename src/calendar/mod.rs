//! Working time: which days and hours count, and when a span ends.
//!
//! This version knows the weekly pattern only; public holidays and make-up
//! workdays (调休) are not counted yet. Nothing here steps through time: a span
//! of a thousand years costs what a span of a day costs.

mod due;
mod week;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use chrono_tz::Tz;

use crate::say;
use crate::value::{Moment, Workdays};
use crate::words::Say;
use week::Week;

/// Office time of one zone: `[calendar]` of the playbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    zone: Tz,
    week: Week,
    opening: NaiveTime,
    closing: NaiveTime,
}

impl Calendar {
    /// A calendar with the same office ranges on each of `days`.
    ///
    /// # Errors
    /// Says what is wrong where no day or no range is given, a range ends
    /// before it begins, or two ranges overlap.
    pub fn new(zone: Tz, ranges: &[(NaiveTime, NaiveTime)], days: &[Weekday]) -> Result<Self, Say> {
        let mut ranges = ranges.to_vec();
        ranges.sort_unstable();
        if days.is_empty() {
            return Err(say!("no working day", "没有工作日"));
        }
        let (Some(&(opening, _)), Some(&(_, closing))) = (ranges.first(), ranges.last()) else {
            return Err(say!("no office hours", "没有办公时间"));
        };
        if let Some((from, to)) = ranges.iter().find(|(from, to)| from >= to) {
            let (from, to) = (from.format("%H:%M"), to.format("%H:%M"));
            return Err(say!(
                "the hours {from}-{to} end before they begin",
                "办公时间 {from}-{to} 的结束不晚于开始"
            ));
        }
        if ranges
            .iter()
            .zip(ranges.iter().skip(1))
            .any(|(a, b)| b.0 < a.1)
        {
            return Err(say!("office hours overlap", "办公时间有重叠"));
        }
        Ok(Calendar {
            zone,
            week: Week::new(&ranges, days),
            opening,
            closing,
        })
    }

    /// The zone of days, months, numbers and output.
    pub const fn zone(&self) -> Tz {
        self.zone
    }

    /// When a working day begins: what a bare day means for something that
    /// happened.
    pub const fn opening(&self) -> NaiveTime {
        self.opening
    }

    /// When a working day ends: what a bare day means for something due.
    pub const fn closing(&self) -> NaiveTime {
        self.closing
    }

    pub fn is_workday(&self, day: NaiveDate) -> bool {
        self.week.works(day)
    }

    /// The day it is at `moment`, in the calendar's zone.
    pub fn day_of(&self, moment: Moment) -> NaiveDate {
        moment.day(self.zone)
    }

    /// Opening time of `day`.
    pub fn open_of(&self, day: NaiveDate) -> Moment {
        self.moment(day.and_time(self.opening))
    }

    /// Close of business of `day`.
    pub fn close_of(&self, day: NaiveDate) -> Moment {
        self.moment(day.and_time(self.closing))
    }

    /// The last second of `day`: when something due on that day is due.
    pub fn end_of(&self, day: NaiveDate) -> Moment {
        let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
        let midnight = self.moment(next.and_time(NaiveTime::MIN));
        midnight.plus_seconds(-1).unwrap_or(midnight)
    }

    /// The day on which something due on `day` is shown: that day, or the last
    /// working day before it.
    pub fn shown_on(&self, day: NaiveDate) -> NaiveDate {
        self.week.workday(self.week.ordinal(day))
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
        let before = self.week.ordinal(day) - i64::from(self.is_workday(day));
        let target = match n {
            1.. => self.week.ordinal(day).saturating_add(n),
            0 => before + 1,
            _ => before.saturating_add(n).saturating_add(1),
        };
        self.week.workday(target)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(super) fn time(text: &str) -> NaiveTime {
        NaiveTime::parse_from_str(text, "%H:%M").unwrap()
    }

    pub(super) fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn utc(text: &str) -> Moment {
        Moment::parse_rfc3339(text).unwrap()
    }

    const ALL: [Weekday; 7] = [
        Weekday::Mon,
        Weekday::Tue,
        Weekday::Wed,
        Weekday::Thu,
        Weekday::Fri,
        Weekday::Sat,
        Weekday::Sun,
    ];

    pub(super) fn days() -> impl Strategy<Value = Vec<Weekday>> {
        proptest::sample::subsequence(ALL.to_vec(), 1..=7)
    }

    pub(super) fn calendar_with(days: &[Weekday]) -> Calendar {
        let ranges = [
            (time("13:30"), time("18:00")),
            (time("09:00"), time("12:00")),
        ];
        Calendar::new(chrono_tz::Asia::Shanghai, &ranges, days).unwrap()
    }

    pub(super) fn calendar() -> Calendar {
        calendar_with(&ALL[..5])
    }

    #[test]
    fn a_working_day_runs_from_the_first_opening_to_the_last_close() {
        let calendar = calendar();
        assert_eq!(calendar.opening(), time("09:00"));
        assert_eq!(calendar.closing(), time("18:00"));
        assert!(calendar.is_workday(day("2026-03-06")));
        assert!(!calendar.is_workday(day("2026-03-07")));
        let close = calendar.close_of(day("2026-03-06"));
        assert_eq!(close, utc("2026-03-06T10:00:00Z"));
        let end = calendar.end_of(day("2026-03-06"));
        assert_eq!(end, utc("2026-03-06T15:59:59Z"));
        assert_eq!(calendar.day_of(end), day("2026-03-06"));
    }

    #[test]
    fn a_due_weekend_is_shown_on_friday() {
        let calendar = calendar();
        assert_eq!(calendar.shown_on(day("2026-03-08")), day("2026-03-06"));
        assert_eq!(calendar.shown_on(day("2026-03-05")), day("2026-03-05"));
    }

    #[test]
    fn impossible_hours_are_refused() {
        let zone = chrono_tz::Asia::Shanghai;
        let whole = (time("09:00"), time("18:00"));
        let new = |ranges: &[_], days: &[_]| Calendar::new(zone, ranges, days).unwrap_err();
        assert_eq!(new(&[whole], &[]).zh, "没有工作日");
        assert_eq!(new(&[], &[Weekday::Mon]).zh, "没有办公时间");
        assert_eq!(
            new(&[(whole.1, whole.0)], &[Weekday::Mon]).en,
            "the hours 18:00-09:00 end before they begin"
        );
        let lunch = (time("12:00"), time("13:00"));
        assert_eq!(
            new(&[whole, lunch], &[Weekday::Mon]).en,
            "office hours overlap"
        );
    }

    #[test]
    fn stepping_outside_the_calendar_stops_at_its_ends() {
        let calendar = calendar();
        let start = day("2026-03-06");
        assert_eq!(calendar.step(start, i64::MAX), day("9999-12-31"));
        assert_eq!(calendar.step(start, i64::MIN), day("0001-01-01"));
    }

    /// Counts the days one by one.
    fn walked(calendar: &Calendar, start: NaiveDate, n: i64) -> NaiveDate {
        let (mut at, mut left) = (start, n.abs());
        if n == 0 {
            while !calendar.is_workday(at) {
                at = at.succ_opt().unwrap();
            }
        }
        while left > 0 {
            at = if n > 0 { at.succ_opt() } else { at.pred_opt() }.unwrap();
            left -= i64::from(calendar.is_workday(at));
        }
        at
    }

    proptest! {
        #[test]
        fn step_agrees_with_counting(days in days(), from in 0u64..20_000, n in -400i64..400) {
            let calendar = calendar_with(&days);
            let start = day("1990-01-01") + Days::new(from);
            prop_assert_eq!(calendar.step(start, n), walked(&calendar, start, n));
        }

        #[test]
        fn any_step_is_possible(n in any::<i64>(), from in 0u64..20_000) {
            calendar().step(day("1990-01-01") + Days::new(from), n);
        }
    }
}
