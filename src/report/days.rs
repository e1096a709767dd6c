//! Stretches of whole days: a day, a week, and what is meant by one.

use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use chrono_tz::Tz;

use crate::problem::{Failure, Problem};
use crate::say;
use crate::store::Period;
use crate::value::{Moment, Week};
use crate::words::{Lang, Say};

/// A day or a week, from Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    Day(NaiveDate),
    /// By its Monday.
    Week(NaiveDate),
}

impl Stretch {
    /// The week in which a day lies.
    pub fn week_of(day: NaiveDate) -> Self {
        Stretch::Week(Week::of(day).monday())
    }

    /// Reads `2026-W10`, `2026年第10周`, `last`, 上周; `None` for other words,
    /// which may name a day in the week.
    pub fn read_week(text: &str, today: NaiveDate) -> Option<Self> {
        Week::named(text, today).map(|week| Stretch::Week(week.monday()))
    }

    pub const fn first(self) -> NaiveDate {
        match self {
            Stretch::Day(day) | Stretch::Week(day) => day,
        }
    }

    /// The last day of it.
    pub fn last(self) -> NaiveDate {
        let more = match self {
            Stretch::Day(_) => 0,
            Stretch::Week(_) => 6,
        };
        later(self.first(), more)
    }

    /// Every moment of it, by the clock of `zone`.
    ///
    /// # Errors
    /// Exit 2 for one that has not begun, or that no clock reaches.
    pub fn period(self, now: Moment, zone: Tz) -> Result<Period, Failure> {
        let first = self.first();
        if first > now.day(zone) {
            return Err(
                Problem::usage(say!("{first} has not come yet", "{first} 还没有到"))
                    .hint(say!("give a day up to today", "请填今天或以前的日期"))
                    .into(),
            );
        }
        period(first, later(self.last(), 1), zone).ok_or_else(|| {
            Problem::usage(say!(
                "the day lies outside the calendar",
                "日期超出日历范围"
            ))
            .into()
        })
    }

    /// For files: `2026-03-31`, `2026-W14`.
    pub fn code(self) -> String {
        match self {
            Stretch::Day(day) => day.to_string(),
            Stretch::Week(monday) => Week::of(monday).code(),
        }
    }

    /// For people.
    pub fn name(self) -> Say {
        match self {
            Stretch::Day(day) => Say {
                en: format!("{} {day}", weekday(day, Lang::En)),
                zh: format!(
                    "{}年{}月{}日（{}）",
                    day.year(),
                    day.month(),
                    day.day(),
                    weekday(day, Lang::Zh)
                ),
            },
            Stretch::Week(monday) => {
                let week = monday.iso_week();
                let (year, week) = (week.year(), week.week());
                let (from, to) = (monday, self.last());
                Say {
                    en: format!("week {week} of {year} ({from} to {to})"),
                    zh: format!(
                        "{year}年第{week}周（{}－{}）",
                        short(from, Lang::Zh),
                        short(to, Lang::Zh)
                    ),
                }
            }
        }
    }
}

/// So many days later; the day itself at the end of time.
pub fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

/// The days from `first` to before `next`, by the clock of `zone`; `None` at the
/// ends of time.
pub fn period(first: NaiveDate, next: NaiveDate, zone: Tz) -> Option<Period> {
    let begins = |day: NaiveDate| Moment::at(day.and_time(NaiveTime::MIN), zone);
    let days = first
        .iter_days()
        .take_while(|day| *day < next)
        .map(begins)
        .collect::<Option<Vec<_>>>()?;
    Some(Period {
        from: begins(first)?,
        to: begins(next)?,
        days,
    })
}

/// A day without its year: `03-31`, 3月31日.
pub fn short(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::En => day.format("%m-%d").to_string(),
        Lang::Zh => format!("{}月{}日", day.month(), day.day()),
    }
}

/// Its name in the week: Tue, 周二.
pub fn weekday(day: NaiveDate, lang: Lang) -> &'static str {
    const NAMES: [[&str; 2]; 7] = [
        ["Mon", "周一"],
        ["Tue", "周二"],
        ["Wed", "周三"],
        ["Thu", "周四"],
        ["Fri", "周五"],
        ["Sat", "周六"],
        ["Sun", "周日"],
    ];
    let at = day.weekday().num_days_from_monday() as usize;
    let names = NAMES.get(at).copied().unwrap_or(["", ""]);
    match lang {
        Lang::En => names[0],
        Lang::Zh => names[1],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_week_is_named_in_many_ways() {
        // A Wednesday.
        let today = day("2026-04-01");
        let week = |text| Stretch::read_week(text, today).map(Stretch::code);
        for text in [
            "2026-W14",
            "2026w14",
            "2026年第14周",
            "this",
            "本周",
            " This Week ",
        ] {
            assert_eq!(week(text).as_deref(), Some("2026-W14"), "{text}");
        }
        assert_eq!(week("上周").as_deref(), Some("2026-W13"));
        for text in [
            "",
            "2026-W54",
            "26-W01",
            "week",
            "W14",
            "2026年第周",
            "2026-03-31",
        ] {
            assert_eq!(week(text), None, "{text}");
        }
        // The first days of 2027 belong to the last week of 2026.
        let new_year = Stretch::week_of(day("2027-01-01"));
        assert_eq!(new_year.code(), "2026-W53");
        assert_eq!(new_year.name().zh, "2026年第53周（12月28日－1月3日）");
    }

    #[test]
    fn what_has_not_come_has_no_report() {
        let zone = chrono_tz::Asia::Shanghai;
        let now = Moment::from_stored("2026-03-31T15:59:00Z").unwrap();
        let today = Stretch::Day(day("2026-03-31"));
        assert_eq!(today.period(now, zone).unwrap().days.len(), 1);
        assert_eq!(today.name().zh, "2026年3月31日（周二）");
        assert!(Stretch::Day(day("2026-04-01")).period(now, zone).is_err());
        let week = Stretch::week_of(day("2026-03-31"));
        assert_eq!(week.period(now, zone).unwrap().days.len(), 7);
    }
}
