//! Lengths of time as rules and people name them: `4h`, `3wd`, `3个工作日`.
//!
//! A span only says how much of what; when it is over is the calendar's matter
//! (meaning 3).

use super::when::{fold, number};
use super::{Cell, Fault, Found, Kind, Reading, Stored, Value};
use crate::say;
use crate::words::{Lang, Text, t};

/// What a span is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Minutes of the clock, always running.
    Min,
    /// Hours of the clock, always running.
    H,
    /// Office hours.
    Wh,
    /// Calendar days.
    D,
    /// Working days.
    Wd,
    W,
    Mo,
    Q,
    Y,
}

/// A unit and how it is written.
struct Spelling {
    unit: Unit,
    code: &'static str,
    /// After the number, which is one.
    one: Text,
    /// After any other number.
    many: Text,
    en: &'static [&'static str],
    /// Directly after the number, or after 个.
    zh: &'static [&'static str],
}

const UNITS: [Spelling; 9] = [
    Spelling {
        unit: Unit::Min,
        code: "min",
        one: t("minute", "分钟"),
        many: t("minutes", "分钟"),
        en: &["mins"],
        zh: &["分"],
    },
    Spelling {
        unit: Unit::H,
        code: "h",
        one: t("hour", "小时"),
        many: t("hours", "小时"),
        en: &["hr", "hrs"],
        zh: &["个小时", "个钟头"],
    },
    Spelling {
        unit: Unit::Wh,
        code: "wh",
        one: t("working hour", "个工作小时"),
        many: t("working hours", "个工作小时"),
        en: &["work hour", "work hours"],
        zh: &["工作小时"],
    },
    Spelling {
        unit: Unit::D,
        code: "d",
        one: t("day", "天"),
        many: t("days", "天"),
        en: &[],
        zh: &["日", "个自然日", "自然日"],
    },
    Spelling {
        unit: Unit::Wd,
        code: "wd",
        one: t("working day", "个工作日"),
        many: t("working days", "个工作日"),
        en: &["workday", "workdays", "business day", "business days"],
        zh: &["工作日", "个工作天"],
    },
    Spelling {
        unit: Unit::W,
        code: "w",
        one: t("week", "周"),
        many: t("weeks", "周"),
        en: &["wk", "wks"],
        zh: &["星期", "个星期", "个礼拜"],
    },
    Spelling {
        unit: Unit::Mo,
        code: "mo",
        one: t("month", "个月"),
        many: t("months", "个月"),
        en: &[],
        // Not 月 alone: 3月 is March.
        zh: &[],
    },
    Spelling {
        unit: Unit::Q,
        code: "q",
        one: t("quarter", "个季度"),
        many: t("quarters", "个季度"),
        en: &[],
        zh: &["季度"],
    },
    Spelling {
        unit: Unit::Y,
        code: "y",
        one: t("year", "年"),
        many: t("years", "年"),
        en: &["yr", "yrs"],
        zh: &[],
    },
];

/// Spans that are one word.
const WHOLE: &[(&str, u32, Unit)] = &[
    ("半年", 6, Unit::Mo),
    ("半小时", 30, Unit::Min),
    ("半个小时", 30, Unit::Min),
    ("半个钟头", 30, Unit::Min),
    ("half an hour", 30, Unit::Min),
    ("half a year", 6, Unit::Mo),
];

const EN_NUMBERS: [(&str, u32); 12] = [
    ("a", 1),
    ("an", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
];

impl Unit {
    fn spelling(self) -> &'static Spelling {
        // UNITS stands in the order of the variants; a test holds it to that.
        &UNITS[self as usize]
    }

    /// How it is written in rules and files: `wd`.
    pub fn code(self) -> &'static str {
        self.spelling().code
    }

    fn find(word: &str) -> Option<Self> {
        UNITS
            .iter()
            .find(|known| {
                [known.code, known.one.en, known.many.en, known.one.zh]
                    .iter()
                    .chain(known.en)
                    .chain(known.zh)
                    .any(|spelling| *spelling == word)
            })
            .map(|known| known.unit)
    }
}

/// A length of time; at most 9999 of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    pub n: u32,
    pub unit: Unit,
}

impl Span {
    /// The most of a unit that a span may count, so that no sum overflows.
    pub const MAX: u32 = 9999;

    /// How many minutes it is by the clock; `None` where that hangs on the calendar.
    pub fn minutes(self) -> Option<i64> {
        let each = match self.unit {
            Unit::Min => 1,
            Unit::H => 60,
            Unit::D => 24 * 60,
            Unit::W => 7 * 24 * 60,
            Unit::Wh | Unit::Wd | Unit::Mo | Unit::Q | Unit::Y => return None,
        };
        Some(i64::from(self.n) * each)
    }

    /// Reads `3wd`, `3 working days`, `3个工作日`; no sign.
    pub fn read(text: &str) -> Option<Self> {
        let text = fold(text)?;
        if let Some((_, n, unit)) = WHOLE.iter().find(|(word, ..)| *word == text) {
            return Some(Span { n: *n, unit: *unit });
        }
        let (n, unit) = number(&text).or_else(|| {
            let (word, unit) = text.split_once(' ')?;
            let (_, n) = EN_NUMBERS.iter().find(|(name, _)| *name == word)?;
            Some((*n, unit))
        })?;
        let unit = Unit::find(unit.trim_start())?;
        (n <= Self::MAX).then_some(Span { n, unit })
    }

    /// `3wd`, for rules and files.
    pub fn code(self) -> String {
        format!("{}{}", self.n, self.unit.code())
    }

    /// `3 working days`, `3 个工作日`.
    pub fn shown(self, lang: Lang) -> String {
        let spelling = self.unit.spelling();
        let name = match self.n {
            1 => spelling.one,
            _ => spelling.many,
        };
        format!("{} {}", self.n, name.to(lang))
    }

    /// Runs by the clock, day and night: to the minute.
    pub const fn is_clock(self) -> bool {
        matches!(self.unit, Unit::Min | Unit::H)
    }

    /// Runs only while the office is open.
    pub const fn is_working(self) -> bool {
        matches!(self.unit, Unit::Wh | Unit::Wd)
    }
}

impl Value for Span {
    const KIND: Kind = Kind::Span;

    fn parse(text: &str, _: &Reading<'_>) -> Result<Self, Fault> {
        Span::read(text).ok_or_else(|| {
            Fault::Expected(say!(
                "a length of time, such as 30min, 4h, 3wd (working days) or 2 weeks",
                "一段时间，如 30分钟、4小时、3个工作日（3wd）或 2周"
            ))
        })
    }

    fn cell(&self) -> Cell {
        Cell::Span(*self)
    }

    fn store(&self) -> Stored {
        Stored::Text(self.code())
    }

    fn load(found: Found<'_>) -> Option<Self> {
        match found {
            Found::Text(text) => Span::read(text).filter(|span| span.code() == text),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::when::standin::reading;
    use super::*;

    #[test]
    fn units_stand_in_the_order_of_the_variants() {
        for known in &UNITS {
            assert_eq!(known.unit.code(), known.code);
        }
    }

    #[test]
    fn read() {
        for (text, code) in [
            ("30min", "30min"),
            ("4h", "4h"),
            ("8wh", "8wh"),
            ("3d", "3d"),
            ("3WD", "3wd"),
            ("2w", "2w"),
            ("1mo", "1mo"),
            ("1q", "1q"),
            ("1y", "1y"),
            ("0d", "0d"),
            ("3 days", "3d"),
            ("1 day", "1d"),
            ("3 working days", "3wd"),
            ("a week", "1w"),
            ("half an hour", "30min"),
            ("3天", "3d"),
            ("３ 天", "3d"),
            ("3个工作日", "3wd"),
            ("三个工作日", "3wd"),
            ("8个工作小时", "8wh"),
            ("4小时", "4h"),
            ("30分钟", "30min"),
            ("2周", "2w"),
            ("两周", "2w"),
            ("一周", "1w"),
            ("两天", "2d"),
            ("十五天", "15d"),
            ("1个月", "1mo"),
            ("1个季度", "1q"),
            ("半年", "6mo"),
            ("9999d", "9999d"),
        ] {
            let span = Span::parse(text, &reading()).expect(text);
            assert_eq!(span.code(), code, "{text}");
        }
        for text in [
            "",
            "3",
            "d",
            "3m",
            "3月",
            "-3d",
            "+3d",
            "3 days ago",
            "10000d",
            "99999999999d",
            "半",
        ] {
            assert_eq!(Span::read(text), None, "{text}");
        }
    }

    #[test]
    fn shown() {
        let shown = |code, lang| Span::read(code).unwrap().shown(lang);
        assert_eq!(shown("3wd", Lang::En), "3 working days");
        assert_eq!(shown("1wd", Lang::En), "1 working day");
        assert_eq!(shown("3wd", Lang::Zh), "3 个工作日");
        assert_eq!(shown("30min", Lang::Zh), "30 分钟");
    }

    #[test]
    fn kinds_of_running() {
        let span = |code| Span::read(code).unwrap();
        assert!(span("4h").is_clock() && !span("4h").is_working());
        assert!(span("8wh").is_working() && !span("8wh").is_clock());
        assert!(!span("3d").is_working() && !span("3d").is_clock());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*") {
            let _ = Span::read(&text);
        }

        #[test]
        fn what_is_printed_is_read_back(n in 0..=Span::MAX, unit in 0..UNITS.len()) {
            let span = Span { n, unit: UNITS[unit].unit };
            for text in [span.code(), span.shown(Lang::En), span.shown(Lang::Zh)] {
                prop_assert_eq!(Span::read(&text), Some(span), "{}", text);
            }
            prop_assert_eq!(Span::load(Found::Text(&span.code())), Some(span));
        }
    }
}
