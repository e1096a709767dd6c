//! A cell as a machine reads it, as a person reads it, and with what is
//! private hidden.

use std::borrow::Cow;

use chrono_tz::Tz;
use serde_json::Value as Json;

use super::{Cell, Choice, Rated};
use crate::words::{Lang, t};

/// What stands for an answer that the customer still owes (待确认).
pub const TO_CONFIRM: &str = "待确认";

/// How the tool speaks to a person: in which language, by which clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tongue {
    pub lang: Lang,
    /// The calendar's zone, wherever the machine stands.
    pub zone: Tz,
}

impl Cell {
    /// The language-free form: files, JSON, and what a parser takes back.
    /// Moments carry the offset of `zone`.
    pub fn code(&self, zone: Tz) -> Cow<'_, str> {
        let made = match self {
            Cell::Empty | Cell::NoData => return "".into(),
            Cell::Line(text) | Cell::Long(text) | Cell::Code(_, text) => return text.into(),
            Cell::Choice(choice) => return choice.code.into(),
            // Internal ids are never shown: a reference that nobody looked up is empty.
            Cell::Ref(..) => return "".into(),
            Cell::Link(number, name) if number.is_empty() => return name.into(),
            Cell::Link(number, _) => return number.into(),
            Cell::Text(text) => return text.en.into(),
            Cell::ToConfirm => return TO_CONFIRM.into(),
            Cell::Whole(number) | Cell::Minutes(number) => number.to_string(),
            Cell::Size(size) => size.0.to_string(),
            Cell::Number(number, digits) => format!("{number:.*}", usize::from(*digits)),
            Cell::Percent(share) => percent(*share),
            Cell::Money(money) => money.code(),
            Cell::MoneyRange(range) => range.code(),
            Cell::Headcount(count) => count.code(),
            Cell::Day(day) => day.code(),
            Cell::Moment(moment) => moment.rfc3339(zone),
            Cell::Span(span) => span.code(),
            Cell::Phone(phone) => phone.code(),
            Cell::Email(email) => email.code(),
            Cell::Uscc(uscc) => uscc.code(),
            Cell::IdNumber(number) => number.code(),
            Cell::Choices(choices) => joined(choices, ",", |choice| choice.code),
            Cell::Tags(tags) => tags.join(","),
            Cell::Annual(day) => day.code(),
            Cell::Schedule(schedule) => schedule.code(),
            Cell::Rated(all) => all.iter().map(Rated::code).collect::<Vec<_>>().join(","),
        };
        made.into()
    }

    /// What a person reads.
    pub fn shown(&self, tongue: &Tongue) -> Cow<'_, str> {
        let lang = tongue.lang;
        let made = match self {
            Cell::Choice(choice) => return choice.label.to(lang).into(),
            Cell::Link(_, name) if !name.is_empty() => return name.into(),
            Cell::Text(text) => return text.to(lang).into(),
            Cell::ToConfirm => return t("to confirm", TO_CONFIRM).to(lang).into(),
            Cell::NoData => return t("no data", "无数据").to(lang).into(),
            Cell::Minutes(minutes) => how_long(*minutes, lang),
            Cell::Size(size) => size.shown(),
            Cell::Money(money) => money.shown(),
            Cell::MoneyRange(range) => range.shown(lang),
            Cell::Headcount(count) => count.shown(lang),
            Cell::Moment(moment) => moment.shown(tongue.zone),
            Cell::Span(span) => span.shown(lang),
            Cell::Phone(phone) => phone.shown(),
            Cell::Choices(choices) => joined(choices, comma(lang), |choice| choice.label.to(lang)),
            Cell::Tags(tags) => tags.join(comma(lang)),
            Cell::Annual(day) => day.shown(lang),
            Cell::Schedule(schedule) => schedule.shown(lang),
            Cell::Rated(all) => {
                let all: Vec<String> = all.iter().map(|one| one.shown(lang)).collect();
                all.join(comma(lang))
            }
            other => return other.code(tongue.zone),
        };
        made.into()
    }

    /// What a program reads: identifiers, never labels; money as a decimal
    /// string in yuan; "no answer" is null, never zero.
    pub fn json(&self, zone: Tz) -> Json {
        match self {
            Cell::Empty | Cell::NoData | Cell::Ref(..) => Json::Null,
            Cell::Whole(number) | Cell::Minutes(number) => (*number).into(),
            Cell::Size(size) => size.0.into(),
            Cell::Number(number, _) | Cell::Percent(number) => (*number).into(),
            Cell::Choices(choices) => choices.iter().map(|choice| choice.code).collect(),
            Cell::Tags(tags) => tags.iter().map(String::as_str).collect(),
            Cell::Rated(all) => all
                .iter()
                .map(|one| (one.code.clone(), Json::from(one.points)))
                .collect(),
            other => other.code(zone).into_owned().into(),
        }
    }

    /// The cell with what is private hidden: `139****5678`.
    pub fn masked(&self, zone: Tz) -> Cell {
        match self {
            Cell::Empty | Cell::NoData | Cell::ToConfirm => self.clone(),
            Cell::Phone(phone) => Cell::Line(phone.masked()),
            Cell::Email(email) => Cell::Line(email.masked()),
            Cell::Money(_) | Cell::MoneyRange(_) => Cell::Line("***".to_owned()),
            other => Cell::Line(hide_middle(&other.code(zone))),
        }
    }

    /// Whether numbers stand in it, which tables set flush right.
    pub const fn is_number(&self) -> bool {
        matches!(
            self,
            Cell::Whole(_)
                | Cell::Number(..)
                | Cell::Percent(_)
                | Cell::Minutes(_)
                | Cell::Size(_)
                | Cell::Money(_)
                | Cell::NoData
        )
    }
}

/// What stands between the parts of a list.
const fn comma(lang: Lang) -> &'static str {
    match lang {
        Lang::En => ", ",
        Lang::Zh => "、",
    }
}

fn joined(choices: &[Choice], by: &str, word: impl Fn(&Choice) -> &'static str) -> String {
    choices.iter().map(word).collect::<Vec<_>>().join(by)
}

/// Keeps the first and the last few characters: at most a third of the text
/// can be read.
fn hide_middle(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let keep = (chars.len() / 6).min(4);
    let head: String = chars[..keep].iter().collect();
    let tail: String = chars[chars.len() - keep..].iter().collect();
    format!("{head}****{tail}")
}

/// In minutes.
const HOUR: u64 = 60;
const DAY: u64 = 24 * HOUR;

/// Minutes as people say them: `1 h 20 min`, 1 小时 20 分钟, `3 d 4 h`. From a week on
/// to the hour, from two months on to the day.
fn how_long(minutes: i64, lang: Lang) -> String {
    let (sign, all) = (if minutes < 0 { "-" } else { "" }, minutes.unsigned_abs());
    let [day, hour, minute] = match lang {
        Lang::En => ["d", "h", "min"],
        Lang::Zh => ["天", "小时", "分钟"],
    };
    let grain = match all / DAY {
        ..7 => 1,
        7..60 => HOUR,
        _ => DAY,
    };
    let all =
        (all / grain).saturating_add(u64::from(all % grain * 2 >= grain && grain > 1)) * grain;
    let (days, hours, rest) = (all / DAY, all / HOUR % 24, all % HOUR);
    let said: Vec<String> = [
        (days, day, days > 0),
        (hours, hour, hours > 0),
        (rest, minute, rest > 0 || all == 0),
    ]
    .into_iter()
    .filter(|(.., is_said)| *is_said)
    .map(|(n, unit, _)| format!("{n} {unit}"))
    .collect();
    format!("{sign}{}", said.join(" "))
}

/// `85.7%`, `100%`.
fn percent(share: f64) -> String {
    let text = format!("{:.1}", share * 100.0);
    format!("{}%", text.strip_suffix(".0").unwrap_or(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_said_in_days_hours_and_minutes() {
        for (minutes, en, zh) in [
            (0, "0 min", "0 分钟"),
            (45, "45 min", "45 分钟"),
            (80, "1 h 20 min", "1 小时 20 分钟"),
            (120, "2 h", "2 小时"),
            (-80, "-1 h 20 min", "-1 小时 20 分钟"),
            (4561, "3 d 4 h 1 min", "3 天 4 小时 1 分钟"),
            (10_829, "7 d 12 h", "7 天 12 小时"),
            (10_830, "7 d 13 h", "7 天 13 小时"),
            (338_374, "235 d", "235 天"),
        ] {
            assert_eq!(how_long(minutes, Lang::En), en);
            assert_eq!(how_long(minutes, Lang::Zh), zh);
            let cell = Cell::Minutes(minutes);
            assert_eq!(cell.json(chrono_tz::UTC), minutes);
        }
        assert!(!how_long(i64::MIN, Lang::En).is_empty());
    }
    #[test]
    fn no_data_is_said_to_people_and_null_to_programs() {
        let tongue = |lang| Tongue {
            lang,
            zone: chrono_tz::UTC,
        };
        assert_eq!(Cell::NoData.shown(&tongue(Lang::Zh)), "无数据");
        assert_eq!(Cell::NoData.shown(&tongue(Lang::En)), "no data");
        assert_eq!(Cell::NoData.code(chrono_tz::UTC), "");
        assert!(Cell::NoData.json(chrono_tz::UTC).is_null());
    }
}
