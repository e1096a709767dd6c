//! Moments and days: what is read, stored and shown.

use chrono_tz::{America::New_York, Asia::Shanghai, Pacific::Apia};
use proptest::prelude::*;

use super::super::when::standin::reading;
use super::*;

fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()
}

fn happened(text: &str) -> String {
    Moment::parse(text, &reading()).map_or_else(|_| "-".to_owned(), |m| m.shown(Shanghai))
}

fn due(text: &str) -> String {
    Deadline::parse(text, &reading()).map_or_else(|_| "-".to_owned(), |m| m.0.shown(Shanghai))
}

#[test]
fn a_bare_day_is_opening_or_closing_time() {
    assert_eq!(happened("3月3日"), "2026-03-03 09:00");
    assert_eq!(due("3月5日"), "2026-03-05 18:00");
    assert_eq!(happened("周五"), "2026-02-27 09:00");
    assert_eq!(due("周五"), "2026-03-06 18:00");
    assert_eq!(happened("12-25"), "2025-12-25 09:00");
    assert_eq!(due("12-25"), "2026-12-25 18:00");
}

#[test]
fn an_offset_is_honoured() {
    let moment = Moment::parse("2026-03-03T14:00:00+09:00", &reading()).unwrap();
    assert_eq!(moment.stored(), "2026-03-03T05:00:00Z");
    assert_eq!(moment.rfc3339(Shanghai), "2026-03-03T13:00:00+08:00");
    let short = Moment::parse_rfc3339(" 2026-03-03T13:00+08:00");
    assert_eq!(short, Some(moment));
    assert_eq!(moment.shown(Shanghai), "2026-03-03 13:00");
    assert_eq!(Moment::from_stored("2026-03-03T05:00:00Z"), Some(moment));
}

#[test]
fn the_store_gives_back_only_what_it_was_given() {
    for foreign in [
        "2026-03-05 05:00:00",
        "2026-3-5T05:00:00Z",
        "2026-03-05T05:00:00.5Z",
        "",
    ] {
        assert_eq!(Moment::load(Found::Text(foreign)), None, "{foreign}");
    }
    assert_eq!(Moment::load(Found::Int(5)), None);
    assert_eq!(Day::load(Found::Text("2026-3-5")), None);
    assert!(Day::load(Found::Text("2026-03-05")).is_some());
}

#[test]
fn clocks_that_change() {
    let at = |text, zone| Moment::at(local(text), zone).unwrap().rfc3339(zone);
    // Skipped: 02:00 to 03:00.
    assert_eq!(
        at("2026-03-08 02:30:30", New_York),
        "2026-03-08T03:00:00-04:00"
    );
    // Twice: 01:00 to 02:00.
    assert_eq!(
        at("2026-11-01 01:30:00", New_York),
        "2026-11-01T01:30:00-04:00"
    );
    // Samoa had no 30 December 2011.
    assert_eq!(at("2011-12-30 09:00:00", Apia), "2011-12-31T00:00:00+14:00");
}

#[test]
fn years_out_of_bounds_are_named() {
    for text in ["1899-12-31", "2201-01-01", "+9999y", "2300-01-01T00:00:00Z"] {
        assert!(
            matches!(Moment::parse(text, &reading()), Err(Fault::Wrong(_))),
            "{text}"
        );
        assert!(
            matches!(Day::parse(text, &reading()), Err(Fault::Wrong(_))),
            "{text}"
        );
    }
    assert!(matches!(
        Moment::parse("soon", &reading()),
        Err(Fault::Expected(_))
    ));
}

#[test]
fn days() {
    let day = |text| Day::parse(text, &reading()).map(Day::code).ok();
    assert_eq!(day("2026-03-15 00:00:00").as_deref(), Some("2026-03-15"));
    assert_eq!(
        day("2026-03-14T20:00:00Z").as_deref(),
        Some("2026-03-15"),
        "in the calendar's zone"
    );
    assert_eq!(day("下周三").as_deref(), Some("2026-03-11"));
    // A day without a year may lie a little back, else it is to come.
    assert_eq!(day("2-25").as_deref(), Some("2026-02-25"));
    assert_eq!(day("1-25").as_deref(), Some("2027-01-25"));
    assert_eq!(day("15:00"), None);
    assert_eq!(day("2月30日"), None);
}

#[test]
fn differences() {
    let earlier = Moment::from_stored("2026-03-05T05:00:00Z").unwrap();
    let later = earlier.plus_seconds(90).unwrap();
    assert_eq!(later.stored(), "2026-03-05T05:01:30Z");
    assert_eq!(later.seconds_since(earlier), 90);
    assert_eq!(later.minutes_since(earlier), 1);
    assert_eq!(earlier.minutes_since(later), -1);
    assert_eq!(earlier.plus_seconds(i64::MAX), None);
}

#[test]
fn what_happened_is_not_to_come() {
    let tomorrow = Moment::parse("2026-03-05 14:00", &reading());
    assert!(matches!(tomorrow, Err(Fault::Wrong(_))), "{tomorrow:?}");
    let today = Moment::parse("2026-03-04", &reading()).unwrap();
    assert!(today <= reading().now);
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*") {
        let _ = Moment::parse(&text, &reading());
        let _ = Deadline::parse(&text, &reading());
        let _ = Day::parse(&text, &reading());
    }

    #[test]
    fn what_is_printed_is_read_back(seconds in -2_208_000_000_i64..7_258_000_000) {
        let moment = Moment::from_utc(DateTime::from_timestamp(seconds, 5).unwrap());
        prop_assert_eq!(Moment::from_stored(&moment.stored()), Some(moment));
        prop_assert_eq!(Moment::load(Found::Text(&moment.stored())), Some(moment));
        let cell = moment.cell();
        let code = cell.code(Shanghai);
        // Before 1901 Shanghai kept its own minutes and seconds, which RFC 3339 cannot say.
        if seconds > -2_177_000_000 {
            let read = Moment::read(&code, Bare::Opening, &reading());
            prop_assert_eq!(read.unwrap(), moment);
            prop_assert_eq!(Deadline::parse(&code, &reading()).unwrap().0, moment);
        }
        let day = Day(moment.day(Shanghai));
        prop_assert_eq!(Day::parse(&day.code(), &reading()).unwrap(), day);
        prop_assert_eq!(Day::load(Found::Text(&day.code())), Some(day));
    }

    #[test]
    fn the_clock_on_the_wall_finds_its_moment(seconds in 0_i64..4_000_000_000) {
        let moment = Moment::from_utc(DateTime::from_timestamp(seconds, 0).unwrap());
        for zone in [Shanghai, New_York, Apia] {
            let again = Moment::at(moment.local(zone), zone).unwrap();
            prop_assert_eq!(again.local(zone), moment.local(zone));
            prop_assert!(again <= moment);
        }
    }
}
