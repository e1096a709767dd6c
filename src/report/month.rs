//! A month of the calendar: which one is meant, and when it begins and ends.

use chrono::{Datelike, Months, NaiveDate};
use chrono_tz::Tz;

use super::days::period;
use crate::problem::{Failure, Problem};
use crate::say;
use crate::store::Period;
use crate::value::search::half_width;
use crate::words::Say;

/// The years in which a month can lie; others are slips of the hand.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A month, as its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(NaiveDate);

impl Month {
    /// The month that `day` lies in.
    pub fn of(day: NaiveDate) -> Self {
        Month(day.with_day(1).unwrap_or(day))
    }

    /// The month before.
    pub fn before(self) -> Self {
        Month(self.0.checked_sub_months(Months::new(1)).unwrap_or(self.0))
    }

    /// The month after.
    pub fn after(self) -> Self {
        Month(self.0.checked_add_months(Months::new(1)).unwrap_or(self.0))
    }

    /// Reads `2026-03`, `2026年3月`, `last` or 上月 off `--month`; the month before
    /// today's where nothing is said.
    ///
    /// # Errors
    /// Exit 2 for what is no month, and for one that has not begun.
    pub fn read(text: Option<&str>, today: NaiveDate) -> Result<Self, Failure> {
        Month::begun(text, today).map_err(|failure| failure.of_flag("--month"))
    }

    fn begun(text: Option<&str>, today: NaiveDate) -> Result<Self, Failure> {
        let this = Month::of(today);
        let Some(text) = text else {
            return Ok(this.before());
        };
        let month = Month::named(text, this)?;
        if month > this {
            let month = month.code();
            let what = say!("{month} has not begun yet", "{month} 还没有开始");
            let hint = say!(
                "give a month up to now: --month this",
                "请填当前或以前的月份：--month 本月"
            );
            return Err(Problem::usage(what).hint(hint).into());
        }
        Ok(month)
    }

    /// Reads any month, past or to come, and `10` or 10月 as one of this year;
    /// today's where nothing is said.
    ///
    /// # Errors
    /// Exit 2 for what is no month.
    pub fn read_any(text: Option<&str>, today: NaiveDate) -> Result<Self, Failure> {
        let this = Month::of(today);
        let Some(text) = text else { return Ok(this) };
        let bare = half_width(text);
        let bare = bare.trim().trim_end_matches(['份', '月']);
        match bare.parse().ok().filter(|_| bare.len() <= 2) {
            Some(month) => {
                let first = this.0.with_month(month).ok_or_else(|| unreadable(text))?;
                Ok(Month(first))
            }
            None => Month::named(text, this),
        }
    }

    fn named(text: &str, this: Month) -> Result<Self, Failure> {
        let word = half_width(text).trim().to_lowercase();
        Ok(match word.as_str() {
            "last" | "last month" | "last-month" | "上月" | "上个月" => this.before(),
            "this" | "this month" | "this-month" | "本月" | "这个月" | "当月" => this,
            "next" | "next month" | "next-month" | "下月" | "下个月" => this.after(),
            word => written(word).ok_or_else(|| unreadable(text))?,
        })
    }

    /// Its days, in order.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        let month = self.0.month();
        self.0
            .iter_days()
            .take_while(move |day| day.month() == month)
    }

    /// Every moment of it, by the clock of `zone`; `None` at the ends of time.
    pub fn period(self, zone: Tz) -> Option<Period> {
        period(self.0, self.0.checked_add_months(Months::new(1))?, zone)
    }

    /// For files: `2026-03`.
    pub fn code(self) -> String {
        self.0.format("%Y-%m").to_string()
    }

    /// For people: March 2026, 2026年3月.
    pub fn name(self) -> Say {
        let (year, month) = (self.0.year(), self.0.month());
        let english = ENGLISH.get(self.0.month0() as usize).unwrap_or(&"");
        say!("{english} {year}", "{year}年{month}月")
    }
}

/// `2026-03`, `2026/3`, `2026.3`, `2026年3月`.
fn written(word: &str) -> Option<Month> {
    let word = word.strip_suffix(['月', '份']).unwrap_or(word);
    let word = word.strip_suffix('月').unwrap_or(word);
    let (year, month) = word.split_once(['-', '/', '.', '年'])?;
    let number = |text: &str, digits: std::ops::RangeInclusive<usize>| -> Option<u32> {
        let text = text.trim();
        let plain = digits.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse().ok()).flatten()
    };
    let year = i32::try_from(number(year, 4..=4)?).ok()?;
    let first = NaiveDate::from_ymd_opt(year, number(month, 1..=2)?, 1)?;
    YEARS.contains(&year).then_some(Month(first))
}

fn unreadable(text: &str) -> Problem {
    Problem::usage(say!("“{text}” is not a month", "“{text}”不是月份")).hint(say!(
        "write it as 2026-03, last or this",
        "请写成 2026-03、上月或本月"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Exit;
    use crate::value::Moment;
    use proptest::prelude::*;

    const SHANGHAI: Tz = chrono_tz::Asia::Shanghai;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 4, 10).unwrap()
    }

    fn read(text: &str) -> Result<String, Box<Problem>> {
        match Month::read(Some(text), today()) {
            Ok(month) => Ok(month.code()),
            Err(Failure::Problems(mut problems)) => Err(Box::new(problems.remove(0))),
            Err(other) => panic!("{other:?}"),
        }
    }

    fn utc(text: &str) -> Moment {
        Moment::parse_rfc3339(text).unwrap()
    }

    #[test]
    fn a_month_begins_at_midnight_of_the_calendars_zone() {
        let march = Month::read(Some("2026-03"), today()).unwrap();
        let period = march.period(SHANGHAI).unwrap();
        assert_eq!(period.from, utc("2026-02-28T16:00:00Z"));
        assert_eq!(period.to, utc("2026-03-31T16:00:00Z"));
        assert_eq!(period.days.len(), 31);
        assert_eq!(period.days[30], utc("2026-03-30T16:00:00Z"));
        // Still March in London, April in Shanghai.
        let late = utc("2026-03-31T17:00:00Z");
        assert!(late >= period.to);
        assert_eq!(Month::of(late.day(SHANGHAI)).code(), "2026-04");
    }

    #[test]
    fn a_day_of_23_hours_is_a_day() {
        let march = Month::read(Some("2026-03"), today()).unwrap();
        let period = march.period(chrono_tz::Europe::Berlin).unwrap();
        assert_eq!(period.days.len(), 31);
        assert_eq!(period.from, utc("2026-02-28T23:00:00Z"));
        assert_eq!(period.to, utc("2026-03-31T22:00:00Z"));
    }

    #[test]
    fn months_are_named_in_many_ways() {
        for text in [
            "2026-03",
            "2026-3",
            "2026/03",
            "2026.3",
            "2026年3月",
            "2026年03月份",
            " ２０２６-０３ ",
            "last",
            "Last month",
            "上月",
            "上个月",
        ] {
            assert_eq!(read(text).unwrap(), "2026-03", "{text}");
        }
        assert_eq!(read("本月").unwrap(), "2026-04");
        assert_eq!(read("this").unwrap(), "2026-04");
        let given = Month::read(None, today()).unwrap();
        assert_eq!(given.code(), "2026-03");
        let january = NaiveDate::from_ymd_opt(2026, 1, 31).unwrap();
        assert_eq!(Month::read(None, january).unwrap().code(), "2025-12");
    }

    #[test]
    fn what_is_no_month_or_has_not_begun_is_refused() {
        for text in [
            "",
            "2026",
            "2026-13",
            "2026-00",
            "26-03",
            "2026-03-01",
            "3月",
            "0026-03",
        ] {
            let problem = read(text).unwrap_err();
            assert_eq!(problem.exit, Exit::Usage);
            assert_eq!(problem.what.en, format!("“{text}” is not a month"));
        }
        assert_eq!(
            read("下月").unwrap_err().what.en,
            "2026-05 has not begun yet"
        );
        let problem = read("2026-05").unwrap_err();
        assert_eq!(problem.exit, Exit::Usage);
        assert_eq!(problem.what.zh, "2026-05 还没有开始");
    }

    #[test]
    fn a_calendar_shows_months_to_come() {
        let any = |text| Month::read_any(text, today()).map(Month::code).ok();
        assert_eq!(any(None).unwrap(), "2026-04");
        for text in ["2026-10", "10", "10月", "１０月份", "2026年10月"] {
            assert_eq!(any(Some(text)).unwrap(), "2026-10", "{text}");
        }
        assert_eq!(any(Some("next")).unwrap(), "2026-05");
        assert_eq!(any(Some("last")).unwrap(), "2026-03");
        for text in ["", "0", "13", "月", "oct 2026", "2026"] {
            assert_eq!(any(Some(text)), None, "{text}");
        }
        let february = Month::read_any(Some("2024-02"), today()).unwrap();
        assert_eq!(february.days().count(), 29);
    }

    proptest! {
        #[test]
        fn what_is_printed_can_be_read(year in 1900i32..=2200, month in 1u32..=12) {
            let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap();
            let month = Month::of(first);
            let end = NaiveDate::from_ymd_opt(2201, 1, 1).unwrap();
            prop_assert_eq!(Month::read(Some(&month.code()), end).unwrap(), month);
            prop_assert_eq!(Month::read(Some(&month.name().zh), end).unwrap(), month);
            let (this, before) = (month.period(SHANGHAI).unwrap(), month.before().period(SHANGHAI).unwrap());
            prop_assert_eq!(before.to, this.from);
            prop_assert_eq!(this.days.first(), Some(&this.from));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[0-9年月/.-]{0,9}|.{0,9}") {
            let _ = Month::read(Some(&text), today());
            let _ = Month::read_any(Some(&text), today());
        }
    }
}
