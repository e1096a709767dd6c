//! China's official holidays and make-up workdays, read from the table that
//! ships with the program when a calendar first needs one.

use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::choice;
use crate::value::ChoiceSet as _;

const TABLE: &str = include_str!("holidays-cn.csv");

choice! {
    /// The holidays of the notices; one that two of them share is one.
    pub enum Holiday {
        NewYear = "new-year", "New Year's Day", "元旦";
        Spring = "spring", "Spring Festival", "春节";
        Qingming = "qingming", "Qingming Festival", "清明节";
        Labour = "labour", "Labour Day", "劳动节";
        DragonBoat = "dragon-boat", "Dragon Boat Festival", "端午节";
        MidAutumn = "mid-autumn", "Mid-Autumn Festival", "中秋节";
        National = "national", "National Day", "国庆节";
        NationalMidAutumn = "national-mid-autumn", "National Day and Mid-Autumn Festival", "国庆节、中秋节";
    }
}

/// A notice of the State Council's General Office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The year whose holidays it orders.
    pub year: i32,
    /// 国办发明电〔2025〕7号
    pub number: &'static str,
    /// The day it was signed.
    pub signed: NaiveDate,
}

/// A day that a notice names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ordered {
    pub day: NaiveDate,
    /// A make-up workday; else a day off.
    pub works: bool,
    pub holiday: Holiday,
    pub notice: Notice,
}

static ORDERED: LazyLock<Vec<Ordered>> = LazyLock::new(|| {
    let mut notice = None;
    let mut days = Vec::new();
    for line in TABLE.lines() {
        match self::notice(line) {
            Some(new) => notice = Some(new),
            None => days.extend(
                notice
                    .and_then(|notice| ordered(line, notice))
                    .into_iter()
                    .flatten(),
            ),
        }
    }
    days
});

/// Every day that a notice names; a later entry replaces an earlier one.
pub(super) fn days() -> &'static [Ordered] {
    &ORDERED
}

static YEARS: LazyLock<Vec<i32>> = LazyLock::new(|| {
    let mut years: Vec<i32> = days().iter().map(|ordered| ordered.notice.year).collect();
    years.dedup();
    years
});

/// The years that have a table, in order.
pub(super) fn years() -> &'static [i32] {
    &YEARS
}

/// `notice,2026,国办发明电〔2025〕7号,2025-11-04`
fn notice(line: &'static str) -> Option<Notice> {
    let mut parts = line.strip_prefix("notice,")?.split(',');
    Some(Notice {
        year: parts.next()?.parse().ok()?,
        number: parts.next()?,
        signed: parts.next()?.parse().ok()?,
    })
}

/// `off,national,2026-10-01..2026-10-07`, `work,national,2026-10-10`
fn ordered(line: &str, notice: Notice) -> Option<impl Iterator<Item = Ordered>> {
    let mut parts = line.split(',');
    let works = match parts.next()? {
        "off" => false,
        "work" => true,
        _ => return None,
    };
    let holiday = Holiday::from_code(parts.next()?)?;
    let span = parts.next()?;
    let (first, last) = span.split_once("..").unwrap_or((span, span));
    let (first, last): (NaiveDate, NaiveDate) = (first.parse().ok()?, last.parse().ok()?);
    let days = first.iter_days().take_while(move |day| *day <= last);
    Some(days.map(move |day| Ordered {
        day,
        works,
        holiday,
        notice,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike as _, Weekday};

    #[test]
    fn every_line_of_the_table_is_read() {
        let mut current = None;
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            match notice(line) {
                Some(notice) => current = Some(notice),
                None => {
                    let notice = current.expect("a notice stands first");
                    let days = ordered(line, notice).expect(line);
                    assert!(days.count() >= 1, "{line}");
                }
            }
        }
        assert_eq!(years(), (2019..=2026).collect::<Vec<_>>());
    }

    #[test]
    fn a_notice_names_its_own_year_and_cites_itself() {
        for Ordered { day, notice, .. } in days() {
            let before = day.year() == notice.year - 1 && day.format("%m").to_string() == "12";
            assert!(before || day.year() == notice.year, "{day}");
            assert!(notice.signed < *day, "{day}");
            let year = notice.signed.year();
            assert!(
                notice.number.starts_with(&format!("国办发明电〔{year}〕")),
                "{notice:?}"
            );
            assert!(notice.number.ends_with('号'));
        }
    }

    #[test]
    fn make_up_workdays_are_weekends_and_each_year_has_its_days_off() {
        for ordered in days().iter().filter(|ordered| ordered.works) {
            let weekend = matches!(ordered.day.weekday(), Weekday::Sat | Weekday::Sun);
            assert!(weekend, "{}", ordered.day);
        }
        // Days off and weekends worked, counted in the notices by hand.
        let count = |year: i32, works: bool| {
            let of = |o: &&Ordered| o.notice.year == year && o.works == works;
            days().iter().filter(of).count()
        };
        let off: Vec<_> = years().iter().map(|year| count(*year, false)).collect();
        let worked: Vec<_> = years().iter().map(|year| count(*year, true)).collect();
        assert_eq!(off, [30, 30, 31, 31, 27, 32, 28, 33]);
        assert_eq!(worked, [7, 6, 7, 7, 7, 8, 5, 6]);
    }
}
