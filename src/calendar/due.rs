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
                let passed = self.week.elapsed(start.local(self.zone));
                self.moment(self.week.reached(passed + i64::from(n) * 3600))
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

#[cfg(test)]
mod tests {
    use super::super::tests::{calendar, calendar_with, day, days};
    use super::*;
    use chrono::NaiveDateTime;
    use proptest::prelude::*;

    fn at(calendar: &Calendar, text: &str) -> Moment {
        calendar.moment(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
    }

    fn due(start: &str, n: u32, unit: Unit) -> String {
        let calendar = calendar();
        let due = calendar.due(at(&calendar, start), &Span { n, unit });
        due.local(calendar.zone)
            .format("%Y-%m-%d %H:%M")
            .to_string()
    }

    #[test]
    fn each_unit_ends_where_the_page_says() {
        // A Friday.
        let start = "2026-03-06 16:30";
        for (n, unit, expected) in [
            (30, Unit::Min, "2026-03-06 17:00"),
            (4, Unit::H, "2026-03-06 20:30"),
            (24, Unit::H, "2026-03-07 16:30"),
            (2, Unit::Wh, "2026-03-09 09:30"),
            (8, Unit::Wh, "2026-03-09 17:00"),
            (9, Unit::Wh, "2026-03-09 18:00"),
            (1, Unit::D, "2026-03-07 23:59"),
            (1, Unit::Wd, "2026-03-09 18:00"),
            (3, Unit::Wd, "2026-03-11 18:00"),
            (2, Unit::W, "2026-03-20 23:59"),
            (1, Unit::Mo, "2026-04-06 23:59"),
            (1, Unit::Q, "2026-06-06 23:59"),
            (1, Unit::Y, "2027-03-06 23:59"),
        ] {
            assert_eq!(due(start, n, unit), expected, "{n} {unit:?}");
        }
    }

    #[test]
    fn the_tickets_of_the_handbook_are_due_when_it_says() {
        // SN20240315001: urgent, accepted at 09:30.
        assert_eq!(due("2024-03-15 09:30", 2, Unit::H), "2024-03-15 11:30");
        assert_eq!(due("2024-03-15 09:30", 4, Unit::H), "2024-03-15 13:30");
    }

    #[test]
    fn a_month_after_the_31st_is_the_last_of_the_month() {
        assert_eq!(due("2026-01-31 10:00", 1, Unit::Mo), "2026-02-28 23:59");
        assert_eq!(due("2024-02-29 10:00", 1, Unit::Y), "2025-02-28 23:59");
    }

    #[test]
    fn office_time_outside_the_office_starts_at_the_next_opening() {
        assert_eq!(due("2026-03-07 11:00", 1, Unit::Wh), "2026-03-09 10:00");
        assert_eq!(due("2026-03-06 12:30", 1, Unit::Wh), "2026-03-06 14:30");
        assert_eq!(due("2026-03-06 09:00", 3, Unit::Wh), "2026-03-06 12:00");
    }

    #[test]
    fn the_days_end_in_the_calendars_zone() {
        let calendar = calendar();
        // 23:00 UTC on the 5th is the morning of the 6th in Shanghai.
        let start = Moment::parse_rfc3339("2026-03-05T23:00:00Z").unwrap();
        let due = calendar.due(
            start,
            &Span {
                n: 1,
                unit: Unit::D,
            },
        );
        assert_eq!(calendar.day_of(due), day("2026-03-07"));
    }

    /// Counts office time minute by minute.
    fn walked(calendar: &Calendar, start: Moment, hours: u32) -> Moment {
        let (mut now, mut left) = (start, i64::from(hours) * 60);
        while left > 0 {
            let local = now.local(calendar.zone);
            let minute = local.format("%H:%M").to_string();
            let open = ("09:00".."12:00").contains(&minute.as_str())
                || ("13:30".."18:00").contains(&minute.as_str());
            left -= i64::from(open && calendar.is_workday(local.date()));
            now = now.plus_seconds(60).unwrap();
        }
        now
    }

    const UNITS: [Unit; 9] = [
        Unit::Min,
        Unit::H,
        Unit::Wh,
        Unit::D,
        Unit::Wd,
        Unit::W,
        Unit::Mo,
        Unit::Q,
        Unit::Y,
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn office_time_agrees_with_counting(days in days(), from in 0i64..20_000, n in 1u32..30) {
            let calendar = calendar_with(&days);
            let start = at(&calendar, "2026-03-01 00:00").plus_seconds(from * 60).unwrap();
            prop_assert_eq!(calendar.due(start, &Span { n, unit: Unit::Wh }), walked(&calendar, start, n));
        }

        #[test]
        fn a_longer_span_is_never_due_earlier(a in any::<u32>(), b in any::<u32>(), from in 0i64..900_000) {
            let calendar = calendar();
            let start = at(&calendar, "2026-03-01 00:00").plus_seconds(from * 60).unwrap();
            for unit in UNITS {
                let short = calendar.due(start, &Span { n: a.min(b), unit });
                let long = calendar.due(start, &Span { n: a.max(b), unit });
                prop_assert!(short <= long, "{unit:?}");
                prop_assert!(long <= calendar.end_of(last_day()));
            }
        }
    }
}
