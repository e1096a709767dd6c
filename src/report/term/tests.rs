//! Terms as people write them, and what comes before each.

use super::*;
use proptest::prelude::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, 10).unwrap()
}

fn read(length: Length, text: &str) -> Option<String> {
    let term = Term::read(length, Some(text), today());
    term.ok().map(Term::code)
}

#[test]
fn quarters_halves_and_years_are_named_in_many_ways() {
    for text in [
        "2026-Q1",
        "2026Q1",
        "q1",
        "2026年第1季度",
        "第一季度",
        "last",
        "上季度",
        "２０２６-Ｑ１",
    ] {
        assert_eq!(
            read(Length::Quarter, text).as_deref(),
            Some("2026-Q1"),
            "{text}"
        );
    }
    assert_eq!(read(Length::Quarter, "本季度").as_deref(), Some("2026-Q2"));
    assert_eq!(read(Length::Quarter, "2025-Q4").as_deref(), Some("2025-Q4"));
    for text in ["2026-H1", "h1", "2026年上半年", "上半年", "this"] {
        assert_eq!(
            read(Length::Half, text).as_deref(),
            Some("2026-H1"),
            "{text}"
        );
    }
    assert_eq!(read(Length::Half, "last").as_deref(), Some("2025-H2"));
    assert_eq!(read(Length::Year, "2025年").as_deref(), Some("2025"));
    assert_eq!(read(Length::Year, "今年").as_deref(), Some("2026"));
    assert_eq!(read(Length::Month, "上月").as_deref(), Some("2026-04"));
}

#[test]
fn a_term_of_any_length_is_told_by_its_name() {
    for (text, code) in [
        ("2026-Q1", "2026-Q1"),
        ("上季度", "2026-Q1"),
        ("2025-H2", "2025-H2"),
        ("上半年", "2026-H1"),
        ("2025", "2025"),
        ("去年", "2025"),
        ("2025年", "2025"),
        ("2026-03", "2026-03"),
        ("2026年3月", "2026-03"),
        ("last", "2026-04"),
        ("this", "2026-05"),
    ] {
        let term = Term::read_any(text, today());
        assert_eq!(term.map(Term::code).ok().as_deref(), Some(code), "{text}");
    }
    assert!(Term::read_any("2026-Q9", today()).is_err());
    assert!(Term::read_any("soon", today()).is_err());
}

#[test]
fn what_is_none_or_has_not_begun_is_refused() {
    for text in [
        "",
        "2026",
        "2026-Q5",
        "Q0",
        "2026-03",
        "26-Q1",
        "2026-Q3",
        "下季度",
    ] {
        assert_eq!(read(Length::Quarter, text), None, "{text}");
    }
    for text in ["", "H3", "2026", "1", "2026-H2"] {
        assert_eq!(read(Length::Half, text), None, "{text}");
    }
    for text in ["", "26", "2027", "2026-03", "20260"] {
        assert_eq!(read(Length::Year, text), None, "{text}");
    }
}

#[test]
fn the_one_before_is_as_long() {
    let before = |length, text| {
        let term = Term::read(length, Some(text), today()).unwrap().before();
        (term.code(), term.first.to_string(), term.last.to_string())
    };
    let of =
        |code: &str, first: &str, last: &str| (code.to_owned(), first.to_owned(), last.to_owned());
    assert_eq!(
        before(Length::Quarter, "2026-Q1"),
        of("2025-Q4", "2025-10-01", "2025-12-31")
    );
    assert_eq!(
        before(Length::Half, "2026-H1"),
        of("2025-H2", "2025-07-01", "2025-12-31")
    );
    assert_eq!(
        before(Length::Year, "2025"),
        of("2024", "2024-01-01", "2024-12-31")
    );
    assert_eq!(
        before(Length::Month, "2026-03"),
        of("2026-02", "2026-02-01", "2026-02-28")
    );
    let day = |text: &str| text.parse().unwrap();
    let days = Term::days(day("2026-03-10"), day("2026-03-16")).before();
    assert_eq!(days.code(), "2026-03-03/2026-03-09");
}

#[test]
fn the_same_of_the_year_before_and_several_in_a_row() {
    let read = |length, text| Term::read(length, Some(text), today()).unwrap();
    assert_eq!(
        read(Length::Quarter, "2026-Q1").year_before().code(),
        "2025-Q1"
    );
    assert_eq!(read(Length::Year, "2026").year_before().code(), "2025");
    let day = |text: &str| text.parse().unwrap();
    let leap = Term::days(day("2024-02-29"), day("2024-03-02")).year_before();
    assert_eq!(leap.code(), "2023-02-28/2023-03-02");
    let row = read(Length::Month, "2026-02").and_before(3);
    let codes: Vec<String> = row.into_iter().map(Term::code).collect();
    assert_eq!(codes, ["2025-12", "2026-01", "2026-02"]);
}

proptest! {
    #[test]
    fn what_is_printed_can_be_read(year in 1990i32..=2020, month in 1u32..=12, which in 0usize..4) {
        let length = Length::NAMED[which];
        let term = Term::of(length, NaiveDate::from_ymd_opt(year, month, 1).unwrap());
        for text in [term.code(), term.name().zh] {
            prop_assert_eq!(Term::read(length, Some(&text), today()).unwrap(), term);
        }
        prop_assert_eq!(later(term.before().last, 1), term.first);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[0-9年季度半上下QqHh-]{0,9}|.{0,9}", which in 0usize..4) {
        let _ = Term::read(Length::NAMED[which], Some(&text), today());
    }
}
