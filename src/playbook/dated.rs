//! Dated days as the playbook writes them: `[calendar.exceptions]` and
//! `[calendar.leave]`. No day is named twice in the same table.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::RangeInclusive;

use chrono::{Datelike as _, NaiveDate};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};

use super::faults::Faults;
use super::hours::range;
use crate::calendar::{Change, Hours, Own};
use crate::say;
use crate::words::Text;

/// The years in which a day can lie; others are slips of the hand.
pub(super) const YEARS: RangeInclusive<i32> = 1900..=2200;

/// So many days at a time are a slip too.
const LONGEST: i64 = 366;

/// A table of days as it is written.
pub(super) type Written = BTreeMap<String, Entry>;

/// What is written of a day: one text, or with names.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Full {
    is: Option<String>,
    zh: Option<String>,
    en: Option<String>,
}

/// One entry of the table.
pub(super) struct Entry(Full);

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Entry;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("a text, or { is = …, zh = …, en = … }")
            }

            fn visit_str<E>(self, text: &str) -> Result<Entry, E> {
                Ok(Entry(Full {
                    is: Some(text.to_owned()),
                    ..Full::default()
                }))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Entry, A::Error> {
                Full::deserialize(MapAccessDeserializer::new(map)).map(Entry)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl Entry {
    fn is(&self) -> Option<&str> {
        self.0.is.as_deref().map(str::trim)
    }

    /// Its name in both languages, where one of them is given.
    fn name(&self) -> Option<Text> {
        let (zh, en) = (self.0.zh.as_deref(), self.0.en.as_deref());
        Some(Text::kept(en.or(zh)?, zh.or(en)?))
    }
}

/// The days of both tables.
pub(super) fn read(exceptions: &Written, leave: &Written, faults: &mut Faults<'_>) -> Vec<Own> {
    let mut own = table("calendar.exceptions", exceptions, exception, faults);
    own.extend(table("calendar.leave", leave, away, faults));
    own
}

/// What an entry says, and what the day is called.
type Said = Option<(Change, Option<Text>)>;

fn table(
    under: &str,
    written: &Written,
    said: fn(&Entry, &str, &mut Faults<'_>) -> Said,
    faults: &mut Faults<'_>,
) -> Vec<Own> {
    let mut own: Vec<(&str, Own)> = Vec::new();
    for (days, entry) in written {
        let key = format!("{under}.{days}");
        let span = span(days, &key, faults);
        let said = said(entry, &key, faults);
        let (Some((first, last)), Some((change, name))) = (span, said) else {
            continue;
        };
        if let Some((other, _)) = own.iter().find(|(_, o)| o.first <= last && first <= o.last) {
            let what = say!("names days that {other} names too", "与 {other} 的日期重叠");
            faults.note(&key, what);
        }
        own.push((
            days,
            Own {
                first,
                last,
                change,
                name,
            },
        ));
    }
    own.into_iter().map(|(_, own)| own).collect()
}

/// Reads `2026-10-01` and `2026-10-01..2026-10-07`.
fn span(text: &str, key: &str, faults: &mut Faults<'_>) -> Option<(NaiveDate, NaiveDate)> {
    let day = |text: &str| {
        let day = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok();
        day.filter(|day| YEARS.contains(&day.year()))
    };
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let Some((first, last)) = day(first).zip(day(last)) else {
        let what = say!(
            "“{text}” is no day, such as 2026-10-01 or 2026-10-01..2026-10-07",
            "“{text}”不是日期，如 2026-10-01 或 2026-10-01..2026-10-07"
        );
        faults.note(key, what);
        return None;
    };
    if !(0..LONGEST).contains(&(last - first).num_days()) {
        let what = say!(
            "“{text}” should run from a day to a later one, a year at most",
            "“{text}”应从前一日到后一日，最长一年"
        );
        faults.note(key, what);
        return None;
    }
    Some((first, last))
}

fn exception(entry: &Entry, key: &str, faults: &mut Faults<'_>) -> Said {
    let change = match entry.is() {
        Some("off" | "休" | "放假") => Change::Off,
        Some("work" | "班" | "上班" | "补班") => Change::Work,
        Some(text) if text.starts_with(|c: char| c.is_ascii_digit()) => {
            Change::Hours(hours(text, key, faults)?)
        }
        text => {
            let text = text.unwrap_or_default();
            let what = say!(
                "“{text}” is none of off, work, or hours such as 09:00-12:00,13:30-18:00",
                "“{text}”不是 off（放假）、work（上班）或时间段，如 09:00-12:00,13:30-18:00"
            );
            faults.note(key, what);
            return None;
        }
    };
    Some((change, entry.name()))
}

/// A leave: hours, or the reason for a whole day.
fn away(entry: &Entry, key: &str, faults: &mut Faults<'_>) -> Said {
    let name = entry.name();
    match entry.is() {
        Some(text) if text.starts_with(|c: char| c.is_ascii_digit()) => {
            Some((Change::Away(Some(hours(text, key, faults)?)), name))
        }
        Some("") | None => Some((Change::Away(None), name)),
        Some(reason) => {
            let reason = name.unwrap_or_else(|| Text::kept(reason, reason));
            Some((Change::Away(None), Some(reason)))
        }
    }
}

/// Reads `09:00-12:00,13:30-18:00`.
fn hours(text: &str, key: &str, faults: &mut Faults<'_>) -> Option<Hours> {
    let ranges: Vec<_> = text
        .split([',', '，', '、'])
        .map(|text| range(text, key, faults))
        .collect();
    let ranges: Vec<_> = ranges.into_iter().collect::<Option<_>>()?;
    Hours::new(&ranges)
        .map_err(|what| faults.note(key, what))
        .ok()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::super::tests::{mine, problems};
    use crate::calendar::{DayKind, Hours};

    #[test]
    fn a_users_days_come_before_the_official_ones() {
        let book = mine(
            "[calendar.exceptions]\n\
             2026-10-10 = \"off\"\n\
             \"2026-10-05..2026-10-06\" = { is = \"10:00-15:00\", zh = \"展会\", en = \"Fair\" }\n\
             2026-10-17 = \"补班\"\n\
             [calendar.leave]\n\
             2026-10-08 = \"年假\"\n\
             2026-10-09 = { is = \"13:30-18:00\", zh = \"看牙\" }\n",
        );
        let is = |on: &str| {
            let day = book.calendar.about(on.parse::<NaiveDate>().unwrap());
            let hours = day.hours.map(Hours::code).unwrap_or_default();
            (day.kind, day.name.map_or("", |name| name.zh), hours)
        };
        let usual = "09:00-12:00,13:30-18:00".to_owned();
        assert_eq!(
            is("2026-10-01"),
            (DayKind::Holiday, "国庆节", String::new())
        );
        assert_eq!(
            is("2026-10-06"),
            (DayKind::Hours, "展会", "10:00-15:00".to_owned())
        );
        assert_eq!(is("2026-10-10"), (DayKind::Holiday, "", String::new()));
        assert_eq!(is("2026-10-17"), (DayKind::MakeUp, "", usual));
        assert_eq!(is("2026-10-08"), (DayKind::Leave, "年假", String::new()));
        assert_eq!(
            is("2026-10-09"),
            (DayKind::Leave, "看牙", "09:00-12:00".to_owned())
        );
    }

    #[test]
    fn holidays_may_be_left_out_or_completed() {
        let day: NaiveDate = "2026-10-01".parse().unwrap();
        assert!(!mine("").calendar.is_workday(day));
        assert!(
            mine("[calendar]\nholidays = \"none\"\n")
                .calendar
                .is_workday(day)
        );
        let book = mine("[calendar]\ncomplete = [2027]\n");
        let new_year = "2027-01-01".parse().unwrap();
        assert_eq!(book.calendar.basis(day, new_year).missing, None);
    }

    #[test]
    fn every_fault_of_a_day_is_named() {
        assert_eq!(
            problems(
                "[calendar.exceptions]\n\
                 2026-13-01 = \"off\"\n\
                 2026-10-14 = { was = \"off\" }\n"
            ),
            ["mine.toml:3 calendar.exceptions.2026-10-14.was: unknown key “was”"]
        );
        assert_eq!(
            problems(
                "[calendar]\nholidays = \"us\"\ncomplete = [27]\n[calendar.exceptions]\n\
                 2026-13-01 = \"off\"\n\
                 \"2026-10-07..2026-10-01\" = \"off\"\n\
                 2026-10-09 = \"free\"\n\
                 2026-10-10 = \"9-12\"\n\
                 2026-10-11 = \"12:00-09:00\"\n\
                 2026-10-12 = \"off\"\n\
                 \"2026-10-12..2026-10-13\" = \"off\"\n"
            ),
            [
                "mine.toml:2 calendar.holidays: “us” is none of cn, none",
                "mine.toml:3 calendar.complete: 27 is no year, such as 2027",
                "mine.toml:5 calendar.exceptions.2026-13-01: “2026-13-01” is no day, such as 2026-10-01 or 2026-10-01..2026-10-07",
                "mine.toml:6 calendar.exceptions.2026-10-07..2026-10-01: “2026-10-07..2026-10-01” should run from a day to a later one, a year at most",
                "mine.toml:7 calendar.exceptions.2026-10-09: “free” is none of off, work, or hours such as 09:00-12:00,13:30-18:00",
                "mine.toml:8 calendar.exceptions.2026-10-10: “9-12” is no range of office hours, such as 09:00-12:00",
                "mine.toml:9 calendar.exceptions.2026-10-11: the hours 12:00-09:00 end before they begin",
                "mine.toml:11 calendar.exceptions.2026-10-12..2026-10-13: names days that 2026-10-12 names too",
            ]
        );
    }
}
