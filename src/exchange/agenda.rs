//! A calendar file (RFC 5545) that Outlook, Apple's and Google's calendars and
//! phones read: days as days, times in UTC, which need no table of a zone.

use chrono::NaiveDate;

use super::content::{escaped, fold};
use crate::value::Moment;

/// When an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    Day(NaiveDate),
    From(Moment, Moment),
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Stays the same as long as it is the same event.
    pub uid: String,
    pub when: When,
    pub summary: String,
    pub description: String,
    pub category: String,
    /// Whether one is busy meanwhile.
    pub busy: bool,
    /// When to ring, in minutes after the event begins: mostly before, so negative.
    pub alarm: i64,
}

/// The file: its name to people, and when it was made, which is what tells a
/// calendar that an event it knows has changed since.
pub fn agenda(name: &str, made: Moment, events: &[Event]) -> String {
    let mut file = String::new();
    let mut line = |line: &str| fold(line, &mut file);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//kehu//kehu//EN");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    line(&format!("X-WR-CALNAME:{}", text(name)));
    for event in events {
        write(event, made, &mut line);
    }
    line("END:VCALENDAR");
    file
}

fn write(event: &Event, made: Moment, line: &mut impl FnMut(&str)) {
    line("BEGIN:VEVENT");
    line(&format!("UID:{}", text(&event.uid)));
    line(&format!("DTSTAMP:{}", utc(made)));
    line(&format!("SEQUENCE:{}", sequence(made)));
    match event.when {
        When::Day(day) => {
            let next = day.succ_opt().unwrap_or(day);
            line(&format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")));
            line(&format!("DTEND;VALUE=DATE:{}", next.format("%Y%m%d")));
        }
        When::From(from, to) => {
            line(&format!("DTSTART:{}", utc(from)));
            line(&format!("DTEND:{}", utc(to)));
        }
    }
    let summary = text(&event.summary);
    line(&format!("SUMMARY:{summary}"));
    if !event.description.is_empty() {
        line(&format!("DESCRIPTION:{}", text(&event.description)));
    }
    line(&format!("CATEGORIES:{}", text(&event.category)));
    let busy = if event.busy { "OPAQUE" } else { "TRANSPARENT" };
    line(&format!("TRANSP:{busy}"));
    line("BEGIN:VALARM");
    line("ACTION:DISPLAY");
    line(&format!("DESCRIPTION:{summary}"));
    line(&format!("TRIGGER:{}", minutes(event.alarm)));
    line("END:VALARM");
    line("END:VEVENT");
}

/// A text without what may not stand in a calendar at all.
fn text(text: &str) -> String {
    let allowed = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    escaped(&text.chars().filter(allowed).collect::<String>())
}

/// Greater for every later file: minutes since 2020.
fn sequence(made: Moment) -> i64 {
    Moment::from_stored("2020-01-01T00:00:00Z").map_or(0, |first| made.minutes_since(first).max(0))
}

/// `20260305T070000Z`.
fn utc(at: Moment) -> String {
    at.stored().replace(['-', ':'], "")
}

/// A duration as a calendar says it: `-PT15M`, `PT9H`.
fn minutes(minutes: i64) -> String {
    let sign = if minutes < 0 { "-" } else { "" };
    let n = minutes.unsigned_abs();
    match n % 60 {
        0 if n > 0 => format!("{sign}PT{}H", n / 60),
        _ => format!("{sign}PT{n}M"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::content::LONGEST;
    use super::*;
    use proptest::prelude::*;

    fn made() -> Moment {
        Moment::from_stored("2026-03-05T07:00:00Z").unwrap()
    }

    fn event(summary: &str, description: &str) -> Event {
        Event {
            uid: "touch-a-HZ-IT-2026-001-20260112T020000Z@kehu".to_owned(),
            when: When::Day("2026-02-28".parse().unwrap()),
            summary: summary.to_owned(),
            description: description.to_owned(),
            category: "contact".to_owned(),
            busy: false,
            alarm: 540,
        }
    }

    /// The lines again as they were before they were broken.
    fn unfolded(file: &str) -> Vec<String> {
        let whole = file.replace("\r\n ", "");
        whole.split_terminator("\r\n").map(str::to_owned).collect()
    }

    fn plain(value: &str) -> String {
        let mut text = String::new();
        let mut chars = value.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => match chars.next() {
                    Some('n') => text.push('\n'),
                    Some(c) => text.push(c),
                    None => panic!("a lone backslash"),
                },
                c => text.push(c),
            }
        }
        text
    }

    #[test]
    fn a_day_ends_with_the_next_and_durations_are_said_shortly() {
        let lines = unfolded(&agenda("x", made(), &[event("a", "")]));
        assert!(lines.contains(&"DTSTART;VALUE=DATE:20260228".to_owned()));
        assert!(lines.contains(&"DTEND;VALUE=DATE:20260301".to_owned()));
        assert!(lines.contains(&"TRIGGER:PT9H".to_owned()));
        assert_eq!(
            [-15, -60, 0, 570].map(minutes),
            ["-PT15M", "-PT1H", "PT0M", "PT570M"]
        );
    }

    #[test]
    fn a_later_file_has_a_greater_sequence() {
        let later = made().plus_seconds(60).unwrap();
        assert!(sequence(later) > sequence(made()));
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_every_text_comes_back(
            summary in "[a-z,;\\\\\"：客户跟进回访\u{1F600} \n]{0,200}",
            description in "(?s).{0,200}",
        ) {
            let file = agenda("客户跟进", made(), &[event(&summary, &description)]);
            for line in file.split("\r\n") {
                prop_assert!(line.len() <= LONGEST, "{line}");
                prop_assert!(!line.contains(['\r', '\n']), "{line}");
            }
            let lines = unfolded(&file);
            let value = |name: &str| {
                let found = lines.iter().find_map(|line| line.strip_prefix(name));
                found.map(plain)
            };
            prop_assert_eq!(value("SUMMARY:"), Some(summary));
            let kept: String = description
                .chars()
                .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
                .collect();
            let found = value("DESCRIPTION:").unwrap_or_default();
            prop_assert!(description.is_empty() || found == kept);
        }
    }
}
