//! What lies between two days or two moments: working days, office time,
//! closes of business. By adding, never by stepping.

use chrono::NaiveDate;

use super::Calendar;
use crate::value::Moment;

/// Working time between two moments; negative, where the second is the earlier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Elapsed {
    /// Working days after the day of the first, up to and with that of the
    /// second: the `wd` of a span.
    pub workdays: i64,
    /// Office seconds: the `wh` of a span.
    pub seconds: i64,
}

impl Calendar {
    /// Working time from one moment to another.
    pub fn elapsed(&self, from: Moment, to: Moment) -> Elapsed {
        let (begin, end) = (self.day_of(from), self.day_of(to));
        self.lean(begin, end);
        let office = self.office();
        Elapsed {
            workdays: office.ordinal(end) - office.ordinal(begin),
            seconds: office.elapsed(to.local(self.zone)) - office.elapsed(from.local(self.zone)),
        }
    }

    /// Working days from `first` to `last`, both counted; none where `last` is
    /// the earlier.
    pub fn workdays_in(&self, first: NaiveDate, last: NaiveDate) -> i64 {
        self.lean(first, last);
        let office = self.office();
        let before = office.ordinal(first) - i64::from(office.hours(first).is_some());
        (office.ordinal(last) - before).max(0)
    }

    /// Closes of business after `from`, up to and with `to`: what a pause adds
    /// to a span in working days (meaning.md 8).
    pub fn closes_in(&self, from: Moment, to: Moment) -> i64 {
        self.lean(self.day_of(from), self.day_of(to));
        (self.closes_until(to) - self.closes_until(from)).max(0)
    }

    /// Closes of business ever, up to and with `moment`.
    fn closes_until(&self, moment: Moment) -> i64 {
        let (office, day) = (self.office(), self.day_of(moment));
        let is_open = office.hours(day).is_some() && moment < self.close_of(day);
        office.ordinal(day) - i64::from(is_open)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{at, day, official};

    #[test]
    fn a_pause_adds_a_day_for_each_close_inside_it() {
        let calendar = official();
        let closes = |from, to| calendar.closes_in(at(&calendar, from), at(&calendar, to));
        assert_eq!(closes("2026-09-29 10:00", "2026-09-29 17:00"), 0);
        assert_eq!(closes("2026-09-29 10:00", "2026-09-30 17:00"), 1);
        // It ended with the office, or began after it.
        assert_eq!(closes("2026-09-29 10:00", "2026-09-29 18:00"), 1);
        assert_eq!(closes("2026-09-29 18:00", "2026-09-30 09:00"), 0);
        // National Day: the 30th, the 8th and the 9th, and the make-up 10th.
        assert_eq!(closes("2026-09-30 10:00", "2026-10-11 09:00"), 4);
        assert_eq!(closes("2026-10-11 09:00", "2026-09-30 10:00"), 0);
    }

    #[test]
    fn time_passed_is_told_in_working_days_and_office_time() {
        let calendar = official();
        let passed = calendar.elapsed(
            at(&calendar, "2026-09-30 17:00"),
            at(&calendar, "2026-10-09 10:00"),
        );
        assert_eq!((passed.workdays, passed.seconds), (2, 3600 + 27_000 + 3600));
        assert_eq!(
            calendar.workdays_in(day("2026-10-01"), day("2026-10-31")),
            18
        );
        assert_eq!(
            calendar.workdays_in(day("2026-10-01"), day("2026-10-07")),
            0
        );
        assert_eq!(
            calendar.workdays_in(day("2026-10-31"), day("2026-10-01")),
            0
        );
    }
}
