//! When a span that begins at a moment ends (meaning.md 3).

use chrono::{Days, Months, NaiveDate};

use super::Calendar;
use super::week::last_day;
use crate::value::{Moment, Span, Unit, Workdays};

impl Calendar {
    /// When `span` ends that begins at `start`.
    ///
    /// `min h` run by the wall clock, nights included; `d w mo q y` end with
    /// the calendar day (a month after the 31st is the last day of the month);
    /// `wd` is close of business of the n-th working day after the start's
    /// day; `wh` is office time, and ends at a close rather than the next opening.
    /// What would lie past the year 9999 is due at its end.
    pub fn due(&self, start: Moment, span: &Span) -> Moment {
        let n = span.n;
        let day = self.day_of(start);
        match span.unit {
            Unit::Min => self.clock(start, i64::from(n) * 60),
            Unit::H => self.clock(start, i64::from(n) * 3600),
            Unit::D => self.end_of(later(day, n.into())),
            Unit::W => self.end_of(later(day, u64::from(n) * 7)),
            Unit::Mo => self.end_of(months_later(day, n)),
            Unit::Q => self.end_of(months_later(day, n.saturating_mul(3))),
            Unit::Y => self.end_of(months_later(day, n.saturating_mul(12))),
            Unit::Wd => self.close_of(self.step(day, n.into())),
            Unit::Wh if n == 0 => start,
            Unit::Wh => {
                let office = self.office();
                let passed = office.elapsed(start.local(self.zone));
                let due = office.reached(passed + i64::from(n) * 3600);
                self.lean(day, due.date());
                self.moment(due)
            }
        }
    }

    fn clock(&self, start: Moment, seconds: i64) -> Moment {
        let end = self.end_of(last_day());
        start.plus_seconds(seconds).map_or(end, |at| at.min(end))
    }
}

/// The day `n` days after `day`.
fn later(day: NaiveDate, n: u64) -> NaiveDate {
    day.checked_add_days(Days::new(n))
        .map_or(last_day(), |day| day.min(last_day()))
}

/// The same day of the month `n` months after `day`, or the last of that month.
fn months_later(day: NaiveDate, n: u32) -> NaiveDate {
    day.checked_add_months(Months::new(n))
        .map_or(last_day(), |day| day.min(last_day()))
}
