//! The weekly pattern as arithmetic: working days and office seconds are
//! numbered through from the year 1, so that counting is adding.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

use super::hours::Hours;

/// Which days of a week and which seconds of a day count.
#[derive(Clone, Debug)]
pub(super) struct Week {
    /// Monday first.
    days: [bool; 7],
    /// Working days of a week, at least one.
    per_week: i64,
    hours: Hours,
    /// Office seconds of a working day, at least one.
    per_day: i64,
}

/// The last day that a stored time can have.
pub(super) fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX)
}

/// The first day that a stored time can have: a Monday.
pub(super) fn first_day() -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(1).unwrap_or(NaiveDate::MIN)
}

impl Week {
    /// `days` is not empty.
    pub(super) fn new(hours: Hours, days: &[Weekday]) -> Self {
        let mut week = [false; 7];
        for (slot, index) in week.iter_mut().zip(0u8..) {
            *slot = days
                .iter()
                .any(|day| day.num_days_from_monday() == u32::from(index));
        }
        Week {
            days: week,
            per_week: week
                .iter()
                .map(|works| i64::from(*works))
                .sum::<i64>()
                .max(1),
            per_day: hours.seconds().max(1),
            hours,
        }
    }

    pub(super) fn works(&self, day: NaiveDate) -> bool {
        let index = day.weekday().num_days_from_monday() as usize;
        self.days.get(index).copied().unwrap_or(false)
    }

    /// The hours of every working day.
    pub(super) fn hours(&self) -> &Hours {
        &self.hours
    }

    /// How many working days there have been up to and with `day`.
    pub(super) fn ordinal(&self, day: NaiveDate) -> i64 {
        let index = day.weekday().num_days_from_monday() as usize;
        let weeks = (i64::from(day.num_days_from_ce()) - 1).div_euclid(7);
        let begun = self.days.iter().take(index + 1);
        weeks * self.per_week + begun.map(|works| i64::from(*works)).sum::<i64>()
    }

    /// The working day with that ordinal, or the end of time on that side.
    pub(super) fn workday(&self, ordinal: i64) -> NaiveDate {
        let index = ordinal.saturating_sub(1);
        let (weeks, nth) = (
            index.div_euclid(self.per_week),
            index.rem_euclid(self.per_week),
        );
        let weekday = (0i64..)
            .zip(self.days)
            .filter(|(_, works)| *works)
            .map(|(weekday, _)| weekday)
            .zip(0i64..)
            .find(|(_, count)| *count == nth)
            .map_or(0, |(weekday, _)| weekday);
        let days = weeks.saturating_mul(7).saturating_add(weekday);
        let end = if days > 0 { last_day() } else { first_day() };
        TimeDelta::try_days(days)
            .and_then(|days| first_day().checked_add_signed(days))
            .filter(|day| (first_day()..=last_day()).contains(day))
            .unwrap_or(end)
    }

    /// How many office seconds had passed when `day` began.
    pub(super) fn seconds_before(&self, day: NaiveDate) -> i64 {
        (self.ordinal(day) - i64::from(self.works(day))) * self.per_day
    }

    /// The earliest time at which that many office seconds have passed: a
    /// close of business, where both it and the next opening would do.
    pub(super) fn reached(&self, seconds: i64) -> NaiveDateTime {
        let ever = self.ordinal(last_day()) * self.per_day;
        let before = seconds.min(ever) - 1;
        let day = self.workday(before.div_euclid(self.per_day) + 1);
        let passed = before.rem_euclid(self.per_day) + 1;
        day.and_time(NaiveTime::MIN) + TimeDelta::seconds(self.hours.reached(passed))
    }
}
