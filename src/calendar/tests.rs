//! The calendar against a plain counter, which goes day by day and minute by
//! minute, over random weeks, exceptions of both signs and leaves; and the
//! worked examples of the handbooks.

mod plain;
mod worked;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use super::*;
use crate::words::Text;

pub(super) const ALL: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

pub(super) fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap()
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn at(calendar: &Calendar, text: &str) -> Moment {
    calendar.moment(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
}

/// `09:00-12:00,13:30-18:00`
pub(super) fn hours(text: &str) -> Hours {
    let ranges: Vec<Range> = text
        .split(',')
        .map(|range| range.split_once('-').unwrap())
        .map(|(from, to)| (time(from), time(to)))
        .collect();
    Hours::new(&ranges).unwrap()
}

pub(super) fn calendar_with(days: &[Weekday]) -> Calendar {
    let ranges: Vec<_> = hours("13:30-18:00,09:00-12:00").ranges().collect();
    Calendar::new(chrono_tz::Asia::Shanghai, &ranges, days).unwrap()
}

/// Monday to Friday, and no holidays.
pub(super) fn calendar() -> Calendar {
    calendar_with(&ALL[..5])
}

/// Monday to Friday with the holidays of China.
pub(super) fn official() -> Calendar {
    calendar().observing(Holidays::China)
}

pub(super) fn official_with(own: Vec<Own>) -> Calendar {
    official().with(own)
}

/// One day of the user's own.
pub(super) fn own(on: &str, change: Change, name: &str) -> Own {
    Own {
        first: day(on),
        last: day(on),
        change,
        name: Some(Text::kept(name, name)),
    }
}

#[test]
fn a_working_day_runs_from_the_first_opening_to_the_last_close() {
    let calendar = calendar();
    assert_eq!(calendar.opening(), time("09:00"));
    assert_eq!(calendar.closing(), time("18:00"));
    assert!(calendar.is_workday(day("2026-03-06")));
    assert!(!calendar.is_workday(day("2026-03-07")));
    let utc = |text| Moment::parse_rfc3339(text).unwrap();
    assert_eq!(
        calendar.open_of(day("2026-03-06")),
        utc("2026-03-06T01:00:00Z")
    );
    assert_eq!(
        calendar.close_of(day("2026-03-06")),
        utc("2026-03-06T10:00:00Z")
    );
    let end = calendar.end_of(day("2026-03-06"));
    assert_eq!(end, utc("2026-03-06T15:59:59Z"));
    assert_eq!(calendar.day_of(end), day("2026-03-06"));
}

#[test]
fn a_due_day_that_is_off_is_shown_on_the_last_working_day_before_it() {
    let calendar = official();
    let shown = |on| calendar.shown_on(day(on)).to_string();
    assert_eq!(shown("2026-03-08"), "2026-03-06");
    assert_eq!(shown("2026-03-05"), "2026-03-05");
    assert_eq!(shown("2026-10-05"), "2026-09-30");
    // A make-up Saturday is a working day like any other.
    assert_eq!(shown("2026-10-10"), "2026-10-10");
    assert_eq!(shown("2026-10-11"), "2026-10-10");
}

#[test]
fn impossible_hours_are_refused() {
    let zone = chrono_tz::Asia::Shanghai;
    let whole = (time("09:00"), time("18:00"));
    let new = |ranges: &[_], days: &[_]| Calendar::new(zone, ranges, days).unwrap_err();
    assert_eq!(new(&[whole], &[]).zh, "没有工作日");
    assert_eq!(new(&[], &[Weekday::Mon]).zh, "没有办公时间");
    let backwards = new(&[(whole.1, whole.0)], &[Weekday::Mon]);
    assert_eq!(backwards.en, "the hours 18:00-09:00 end before they begin");
    let lunch = (time("12:00"), time("13:00"));
    assert_eq!(
        new(&[whole, lunch], &[Weekday::Mon]).en,
        "office hours overlap"
    );
}

#[test]
fn stepping_outside_the_calendar_stops_at_its_ends() {
    for calendar in [calendar(), official()] {
        let start = day("2026-03-06");
        assert_eq!(calendar.step(start, i64::MAX), day("9999-12-31"));
        assert_eq!(calendar.step(start, i64::MIN), day("0001-01-01"));
    }
}

#[test]
fn a_day_says_what_it_is_and_who_said_so() {
    let calendar = official_with(vec![
        own("2026-10-09", Change::Off, "anniversary"),
        own("2026-09-30", Change::Hours(hours("09:00-12:00")), "eve"),
        own(
            "2026-10-10",
            Change::Hours(hours("09:00-15:00")),
            "short Saturday",
        ),
        own("2026-10-05", Change::Work, "fair"),
        own("2026-10-12", Change::Away(None), "leave"),
        own("2026-10-06", Change::Away(None), "leave"),
    ]);
    let is = |on| {
        let day = calendar.about(day(on));
        let hours = day.hours.map_or("-".to_owned(), Hours::code);
        let name = day.name.map_or("-", |name| name.en);
        format!("{:?} {name} {hours}", day.kind)
    };
    assert_eq!(is("2026-09-28"), "Work - 09:00-12:00,13:30-18:00");
    assert_eq!(is("2026-09-26"), "Holiday Mid-Autumn Festival -");
    assert_eq!(is("2026-10-17"), "Weekend - -");
    assert_eq!(
        is("2026-09-20"),
        "MakeUp National Day 09:00-12:00,13:30-18:00"
    );
    // The user's file comes first, and leave over it.
    assert_eq!(is("2026-09-30"), "Hours eve 09:00-12:00");
    assert_eq!(is("2026-10-05"), "Work fair 09:00-12:00,13:30-18:00");
    assert_eq!(is("2026-10-09"), "Holiday anniversary -");
    assert_eq!(is("2026-10-10"), "MakeUp short Saturday 09:00-15:00");
    assert_eq!(is("2026-10-12"), "Leave leave -");
    // Leave on a holiday changes nothing.
    assert_eq!(is("2026-10-06"), "Holiday National Day -");
    let source = calendar.about(day("2026-10-01")).source;
    assert!(matches!(source, Source::Official(notice) if notice.number == "国办发明电〔2025〕7号"));
    assert_eq!(calendar.about(day("2026-10-09")).source, Source::Own);
}

#[test]
fn a_half_day_closes_when_it_closes() {
    let eve = own("2026-09-30", Change::Hours(hours("09:30-12:00")), "eve");
    let calendar = official_with(vec![eve]);
    let on = day("2026-09-30");
    assert_eq!(calendar.close_of(on), at(&calendar, "2026-09-30 12:00"));
    assert_eq!(calendar.open_of(on), at(&calendar, "2026-09-30 09:30"));
    assert_eq!(calendar.hours_of(on), Some((time("09:30"), time("12:00"))));
    assert_eq!(calendar.hours_of(day("2026-10-01")), None);
}
