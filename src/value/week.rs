//! A week from Monday, by its number in the year: `2026-W12`, 2026年第12周, 上周; or any
//! day that lies in it.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use super::search::half_width;
use super::{Cell, Day, Fault, Found, Kind, Reading, Stored, Value};
use crate::say;

/// By its Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week(NaiveDate);

impl Week {
    /// The week in which a day lies.
    pub fn of(day: NaiveDate) -> Self {
        Week(day.week(Weekday::Mon).first_day())
    }

    /// Reads `2026-W12`, `2026年第12周`, `last`, 上周; `None` for other words, which may
    /// name a day in the week.
    pub fn named(text: &str, today: NaiveDate) -> Option<Self> {
        let word = half_width(text).trim().to_lowercase();
        match word.as_str() {
            "this" | "this week" | "this-week" | "本周" | "这周" => {
                return Some(Week::of(today));
            }
            "last" | "last week" | "last-week" | "上周" => {
                return Some(Week::of(today.checked_sub_days(Days::new(7))?));
            }
            _ => {}
        }
        let word = word.strip_suffix('周').unwrap_or(&word);
        let (year, week) = word
            .split_once("-w")
            .or_else(|| word.split_once('w'))
            .or_else(|| word.split_once("年第"))?;
        let number = |text: &str, digits: std::ops::RangeInclusive<usize>| -> Option<u32> {
            let plain = digits.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| text.parse().ok()).flatten()
        };
        let year = i32::try_from(number(year, 4..=4)?).ok()?;
        let week = number(week, 1..=2)?;
        NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).map(Week)
    }

    /// The week before it; itself at the beginning of time.
    pub fn before(self) -> Self {
        Week(self.0.checked_sub_days(Days::new(7)).unwrap_or(self.0))
    }

    /// Its first day.
    pub const fn monday(self) -> NaiveDate {
        self.0
    }

    /// For files: `2026-W12`.
    pub fn code(self) -> String {
        self.0.format("%G-W%V").to_string()
    }
}

impl Value for Week {
    const KIND: Kind = Kind::Line;

    fn parse(text: &str, reading: &Reading<'_>) -> Result<Self, Fault> {
        let today = reading.now.day(reading.zone);
        let week = Week::named(text, today);
        let week = week.or_else(|| Day::parse(text, reading).ok().map(|day| Week::of(day.0)));
        // What has no four digits of a year cannot be read again.
        let week = week.filter(|week| (0..=9999).contains(&week.0.iso_week().year()));
        week.ok_or_else(|| {
            Fault::Expected(say!(
                "a week, such as 2026-W12, last, or a day in it",
                "一周，如 2026-W12、上周，或该周的某一天"
            ))
        })
    }

    fn cell(&self) -> Cell {
        Cell::Line(self.code())
    }

    fn store(&self) -> Stored {
        Stored::Text(self.code())
    }

    fn load(found: Found<'_>) -> Option<Self> {
        match found {
            // None of these words is left to say which year it is.
            Found::Text(text) => Week::named(text, NaiveDate::MIN),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::reading_of_tests as reading;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<String> {
        Week::parse(text, &reading()).ok().map(Week::code)
    }

    #[test]
    fn a_week_is_named_by_its_number_a_word_or_a_day_in_it() {
        for text in [
            "2026-W12",
            "2026w12",
            "2026年第12周",
            "２０２６-W12",
            "2026-03-18",
        ] {
            assert_eq!(read(text).as_deref(), Some("2026-W12"), "{text}");
        }
        // The year of a week is that of its Thursday.
        assert_eq!(read("2024-12-30").as_deref(), Some("2025-W01"));
        assert_eq!(read("2020-W53").as_deref(), Some("2020-W53"));
        for text in ["2026-W54", "2026-W0", "W12", "12", "someday", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_and_stored_can_be_read(days in 0u64..80_000) {
            let first = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap();
            let week = Week::of(first.checked_add_days(Days::new(days)).unwrap());
            prop_assert_eq!(Week::parse(&week.code(), &reading()).unwrap(), week);
            let code = week.code();
            prop_assert_eq!(Week::load(Found::Text(&code)).unwrap(), week);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[0-9wW周年第/-]{0,9}|.{0,9}") {
            let _ = Week::parse(&text, &reading());
        }
    }
}
