//! English days: `tomorrow`, `next fri`, `15 March`, `in 3 days`.
//!
//! Every reader takes folded text and gives back what follows the day.

use chrono::{Datelike, NaiveDate};

use super::{Named, Span, Standpoint, digits, month_end, months_on};

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The place of the name that `word` is, or begins with three letters or more.
fn place(word: &str, names: &[&str]) -> Option<usize> {
    let word = word.trim_end_matches('.');
    (word.len() >= 3).then(|| names.iter().position(|name| name.starts_with(word)))?
}

/// Monday is 0.
fn weekday(word: &str) -> Option<i64> {
    i64::try_from(place(word, &WEEKDAYS)?).ok()
}

/// January is 1.
fn month(word: &str) -> Option<u32> {
    u32::try_from(place(word, &MONTHS)? + 1).ok()
}

/// The first word of `text`, without a comma after it.
fn word(text: &str) -> (&str, &str) {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    (word.trim_end_matches(','), rest.trim_start())
}

pub(super) fn day<'t>(text: &'t str, at: &Standpoint<'_>) -> Option<(NaiveDate, &'t str)> {
    let (first, rest) = word(text);
    let day = match first {
        "today" => at.today(),
        "tomorrow" | "tmr" | "tmrw" => at.days_on(1)?,
        "yesterday" => at.days_on(-1)?,
        "tonight" if rest.is_empty() => return Some((at.today(), "evening")),
        "tonight" => at.today(),
        "last" => return relative(-1, rest, at),
        "this" => return relative(0, rest, at),
        "next" => return relative(1, rest, at),
        "end" => return end(rest, at),
        name => at.weekday(weekday(name)?)?,
    };
    Some((day, rest))
}

/// After `last`, `this` or `next`: a weekday of that week, or as long from today.
fn relative<'t>(step: i64, text: &'t str, at: &Standpoint<'_>) -> Option<(NaiveDate, &'t str)> {
    let (unit, rest) = word(text);
    let day = match unit {
        // "this morning"
        "morning" | "afternoon" | "evening" if step == 0 => return Some((at.today(), text)),
        "week" if step != 0 => at.days_on(step * 7)?,
        "month" if step != 0 => at.months_on(step)?,
        "quarter" if step != 0 => at.months_on(step * 3)?,
        "year" if step != 0 => at.months_on(step * 12)?,
        name => at.weekday_of(step, weekday(name)?)?,
    };
    Some((day, rest))
}

/// After `end`: `of month`, `of next month`, `of the year`.
fn end<'t>(text: &'t str, at: &Standpoint<'_>) -> Option<(NaiveDate, &'t str)> {
    let text = text.strip_prefix("of ")?;
    let (first, after) = word(text);
    let (step, text) = match first {
        "the" | "this" => (0, after),
        "next" => (1, after),
        _ => (0, text),
    };
    let (unit, rest) = word(text);
    let day = match unit {
        "month" => month_end(months_on(at.today().with_day(1)?, step)?)?,
        "year" => NaiveDate::from_ymd_opt(at.months_on(step * 12)?.year(), 12, 31)?,
        _ => return None,
    };
    Some((day, rest))
}

/// `15 March`, `Mar 15`, `March 15th, 2026`.
pub(super) fn named(text: &str) -> Option<(Named, &str)> {
    let (first, rest) = word(text);
    let (second, rest) = word(rest);
    let (month, day) = match month(first) {
        Some(month) => (month, ordinal(second)?),
        None => (month(second)?, ordinal(first)?),
    };
    let (year, after) = word(rest);
    let (year, rest) = match year.len() == 4 && year.bytes().all(|c| c.is_ascii_digit()) {
        true => (year.parse().ok(), after),
        false => (None, rest),
    };
    Some((Named { year, month, day }, rest))
}

/// `15`, `1st`, `22nd`.
fn ordinal(word: &str) -> Option<u32> {
    let (number, ending) = digits(word)?;
    let fits = number.len() <= 2 && ["", "st", "nd", "rd", "th"].contains(&ending);
    fits.then(|| number.parse().ok())?
}

/// `in 3 days`, `3 days ago`, `2 hours later`, with what follows.
pub(super) fn shift(text: &str) -> Option<(Span, i64, &str)> {
    if let Some(text) = text.strip_prefix("in ") {
        // The longest first, or "in 3 working days" would end at "working".
        return text
            .match_indices(' ')
            .map(|(end, _)| end)
            .chain([text.len()])
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .find_map(|end| Some((Span::read(text.get(..end)?)?, 1, text.get(end..)?)));
    }
    [(" ago", -1), (" later", 1), (" from now", 1)]
        .iter()
        .find_map(|(mark, sign)| {
            let (span, rest) = text.split_once(mark)?;
            Some((Span::read(span)?, *sign, rest))
        })
}
