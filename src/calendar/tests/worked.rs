//! The handbooks' worked examples, and spans across China's holidays.

use super::*;
use crate::value::Span;

fn due_in(calendar: &Calendar, start: &str, span: &str) -> String {
    let due = calendar.due(at(calendar, start), &Span::read(span).unwrap());
    let local = due.local(calendar.zone);
    local.format("%Y-%m-%d %H:%M").to_string()
}

fn due(start: &str, span: &str) -> String {
    due_in(&official(), start, span)
}

#[test]
fn each_unit_ends_where_the_page_says() {
    // A Friday.
    let start = "2026-03-06 16:30";
    for (span, expected) in [
        ("30min", "2026-03-06 17:00"),
        ("4h", "2026-03-06 20:30"),
        ("24h", "2026-03-07 16:30"),
        ("2wh", "2026-03-09 09:30"),
        ("8wh", "2026-03-09 17:00"),
        ("9wh", "2026-03-09 18:00"),
        ("0wh", "2026-03-06 16:30"),
        ("1d", "2026-03-07 23:59"),
        ("1wd", "2026-03-09 18:00"),
        ("3wd", "2026-03-11 18:00"),
        ("2w", "2026-03-20 23:59"),
        ("1mo", "2026-04-06 23:59"),
        ("1q", "2026-06-06 23:59"),
        ("1y", "2027-03-06 23:59"),
    ] {
        assert_eq!(due(start, span), expected, "{span}");
    }
}

#[test]
fn the_tickets_of_the_handbook_are_due_when_it_says() {
    // SN20240315001, accepted on a Friday: R106, R107, R108.
    let accepted = "2024-03-15 09:30";
    assert_eq!(due(accepted, "2h"), "2024-03-15 11:30");
    assert_eq!(due(accepted, "4h"), "2024-03-15 13:30");
    assert_eq!(due(accepted, "24h"), "2024-03-16 09:30");
    assert_eq!(due(accepted, "3wd"), "2024-03-20 18:00");
}

#[test]
fn the_other_examples_of_the_handbooks_are_due_when_they_say() {
    // R010 and R045: delivered on a Friday. R037: filed on a Thursday.
    assert_eq!(due("2024-03-15 10:00", "3wd"), "2024-03-20 18:00");
    assert_eq!(due("2024-03-15 10:00", "7wd"), "2024-03-26 18:00");
    assert_eq!(due("2024-03-14 10:00", "3wd"), "2024-03-19 18:00");
    // R020, R092, R138, R145, R065.
    assert_eq!(due("2024-03-01 10:00", "24h"), "2024-03-02 10:00");
    assert_eq!(due("2024-01-31 10:00", "1mo"), "2024-02-29 23:59");
    assert_eq!(due("2024-03-05 10:00", "3d"), "2024-03-08 23:59");
    assert_eq!(due("2024-03-08 10:00", "3d"), "2024-03-11 23:59");
    assert_eq!(due("2024-03-20 10:00", "1mo"), "2024-04-20 23:59");
    // R055: touch is lost once 14 days are over.
    assert_eq!(due("2024-03-01 10:00", "14d"), "2024-03-15 23:59");
}

#[test]
fn a_month_after_the_31st_is_the_last_of_the_month() {
    assert_eq!(due("2026-01-31 10:00", "1mo"), "2026-02-28 23:59");
    assert_eq!(due("2024-02-29 10:00", "1y"), "2025-02-28 23:59");
}

#[test]
fn office_time_outside_the_office_starts_at_the_next_opening() {
    assert_eq!(due("2026-03-07 11:00", "1wh"), "2026-03-09 10:00");
    assert_eq!(due("2026-03-06 12:30", "1wh"), "2026-03-06 14:30");
    assert_eq!(due("2026-03-06 09:00", "3wh"), "2026-03-06 12:00");
}

#[test]
fn the_days_end_in_the_calendars_zone() {
    let calendar = calendar();
    // 23:00 UTC on the 5th is the morning of the 6th in Shanghai.
    let start = Moment::parse_rfc3339("2026-03-05T23:00:00Z").unwrap();
    let due = calendar.due(start, &Span::read("1d").unwrap());
    assert_eq!(calendar.day_of(due), day("2026-03-07"));
}

#[test]
fn holidays_do_not_count_and_make_up_workdays_do() {
    // National Day 2026: off from the 1st to the 7th, worked on Saturday the 10th.
    assert_eq!(due("2026-09-28 15:00", "3wd"), "2026-10-08 18:00");
    assert_eq!(due("2026-09-28 15:00", "5wd"), "2026-10-10 18:00");
    assert_eq!(due("2026-09-30 17:00", "2wh"), "2026-10-08 10:00");
    // Two make-up workdays before, and one after, the Spring Festival of 2026.
    assert_eq!(due("2026-02-13 10:00", "1wd"), "2026-02-14 18:00");
    assert_eq!(due("2026-02-13 10:00", "2wd"), "2026-02-24 18:00");
    // The extended Spring Festival of 2020 took its make-up workday back.
    assert_eq!(due("2020-01-23 10:00", "1wd"), "2020-02-03 18:00");
    // Days of the calendar and hours of the clock know no holidays.
    assert_eq!(due("2026-09-30 15:00", "24h"), "2026-10-01 15:00");
    assert_eq!(due("2026-09-30 15:00", "3d"), "2026-10-03 23:59");
}

#[test]
fn without_holidays_the_week_decides() {
    assert_eq!(
        due_in(&calendar(), "2026-09-28 15:00", "3wd"),
        "2026-10-01 18:00"
    );
}

#[test]
fn a_users_own_days_move_what_is_due() {
    let own = vec![
        own("2026-09-30", Change::Away(None), "leave"),
        own("2026-10-08", Change::Hours(hours("09:00-12:00")), "half"),
        own("2026-10-10", Change::Off, "no make-up"),
    ];
    let calendar = official_with(own);
    assert_eq!(
        due_in(&calendar, "2026-09-28 15:00", "2wd"),
        "2026-10-08 12:00"
    );
    assert_eq!(
        due_in(&calendar, "2026-09-28 15:00", "4wd"),
        "2026-10-12 18:00"
    );
    assert_eq!(
        due_in(&calendar, "2026-09-29 17:00", "5wh"),
        "2026-10-09 10:00"
    );
}
