//! The calendar as the playbook writes it: `[calendar]`.

use chrono::{NaiveTime, Weekday};
use serde::Deserialize;

use super::dated;
use super::faults::Faults;
use super::nearest::or_nearest;
use crate::calendar::{Calendar, Holidays, Range};
use crate::say;

/// `[calendar]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    zone: String,
    hours: Vec<String>,
    days: Vec<String>,
    holidays: String,
    complete: Vec<i32>,
    exceptions: dated::Written,
    leave: dated::Written,
}

const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

pub(super) fn read(written: &Written, faults: &mut Faults<'_>) -> Option<Calendar> {
    let zone = zone(&written.zone, faults);
    let ranges: Vec<_> = written
        .hours
        .iter()
        .map(|text| range(text, "calendar.hours", faults))
        .collect();
    let days: Vec<_> = written.days.iter().map(|text| day(text, faults)).collect();
    let holidays = holidays(&written.holidays, faults);
    let own = dated::read(&written.exceptions, &written.leave, faults);
    complete(&written.complete, faults);
    let ranges: Vec<_> = ranges.into_iter().collect::<Option<_>>()?;
    let days: Vec<_> = days.into_iter().collect::<Option<_>>()?;
    let calendar = Calendar::new(zone?, &ranges, &days)
        .map_err(|what| faults.note("calendar", what))
        .ok()?;
    let calendar = calendar.observing(holidays?).with(own);
    Some(calendar.covering(written.complete.iter().copied()))
}

fn holidays(text: &str, faults: &mut Faults<'_>) -> Option<Holidays> {
    match text {
        "cn" => Some(Holidays::China),
        "none" => Some(Holidays::None),
        _ => {
            let what = say!("“{text}” is none of cn, none", "“{text}”不是 cn、none 之一");
            faults.note("calendar.holidays", what);
            None
        }
    }
}

fn complete(years: &[i32], faults: &mut Faults<'_>) {
    for year in years.iter().filter(|year| !dated::YEARS.contains(year)) {
        let what = say!(
            "{year} is no year, such as 2027",
            "{year} 不是年份，如 2027"
        );
        faults.note("calendar.complete", what);
    }
}

fn zone(text: &str, faults: &mut Faults<'_>) -> Option<chrono_tz::Tz> {
    let zone = text.parse().ok();
    if zone.is_none() {
        let what = say!(
            "“{text}” is no time zone, such as Asia/Shanghai",
            "“{text}”不是时区，如 Asia/Shanghai"
        );
        let known = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
        faults.note("calendar.zone", or_nearest(what, text, known));
    }
    zone
}

/// Reads `09:00-12:00`, which stands under `key`.
pub(super) fn range(text: &str, key: &str, faults: &mut Faults<'_>) -> Option<Range> {
    let time = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
    let range = text
        .split_once(['-', '–', '—'])
        .and_then(|(from, to)| Some((time(from)?, time(to)?)));
    if range.is_none() {
        let what = say!(
            "“{text}” is no range of office hours, such as 09:00-12:00",
            "“{text}”不是办公时间段，如 09:00-12:00"
        );
        faults.note(key, what);
    }
    range
}

fn day(text: &str, faults: &mut Faults<'_>) -> Option<Weekday> {
    let day = DAYS.iter().find(|(name, _)| *name == text);
    if day.is_none() {
        let what = say!(
            "“{text}” is none of mon, tue, wed, thu, fri, sat, sun",
            "“{text}”不是 mon、tue、wed、thu、fri、sat、sun 之一"
        );
        faults.note("calendar.days", what);
    }
    day.map(|(_, day)| *day)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{mine, problems};

    #[test]
    fn a_team_may_work_other_hours() {
        let book = mine("[calendar]\nhours = [\"10:00-19:30\"]\ndays = [\"sat\", \"sun\"]\n");
        assert_eq!(book.calendar.closing().format("%H:%M").to_string(), "19:30");
        assert!(book.calendar.is_workday("2026-03-07".parse().unwrap()));
        assert_eq!(book.calendar.zone(), chrono_tz::Asia::Shanghai);
    }

    #[test]
    fn every_fault_is_named_at_once() {
        assert_eq!(
            problems(
                "[calendar]\nzone = \"Asia/Shangai\"\nhours = [\"9 to 5\"]\ndays = [\"monday\", \"tue\"]\n"
            ),
            [
                "mine.toml:2 calendar.zone: “Asia/Shangai” is no time zone, such as Asia/Shanghai; did you mean Asia/Shanghai?",
                "mine.toml:3 calendar.hours: “9 to 5” is no range of office hours, such as 09:00-12:00",
                "mine.toml:4 calendar.days: “monday” is none of mon, tue, wed, thu, fri, sat, sun",
            ]
        );
        assert_eq!(
            problems("[calendar]\nhours = []\n"),
            ["mine.toml:1 calendar: no office hours"]
        );
    }
}
