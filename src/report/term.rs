//! A term: the month, quarter, half-year or year that a report is about, or any days;
//! and the one before it, which is as long.

use chrono::{Datelike as _, Months, NaiveDate};
use chrono_tz::Tz;

use super::Month;
use super::days::{later, period};
use crate::problem::{Failure, Problem};
use crate::say;
use crate::store::Period;
use crate::value::search::half_width;
use crate::words::{Say, Text, t};

/// What kind of term: how it is named and asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    Month,
    Quarter,
    Half,
    Year,
    Days,
}

impl Length {
    /// Those that are asked for by one word, each by its flag.
    pub const NAMED: [Length; 4] = [Length::Month, Length::Quarter, Length::Half, Length::Year];

    /// All of them, each by its flag.
    pub const ALL: [Length; 5] = [
        Length::Month,
        Length::Quarter,
        Length::Half,
        Length::Year,
        Length::Days,
    ];

    /// What its flag is called.
    pub const fn flag(self) -> &'static str {
        match self {
            Length::Month => "month",
            Length::Quarter => "quarter",
            Length::Half => "half",
            Length::Year => "year",
            Length::Days => "from",
        }
    }

    /// How it is written.
    pub const fn example(self) -> Text {
        match self {
            Length::Month => t("2026-03, last or this", "2026-03、上月或本月"),
            Length::Quarter => t("2026-Q1, last or this", "2026-Q1、上季度或本季度"),
            Length::Half => t("2026-H1, last or this", "2026-H1、2026年上半年或本半年"),
            Length::Year => t("2026, last or this", "2026、去年或今年"),
            Length::Days => t("2026-03-01", "2026-03-01"),
        }
    }

    const fn months(self) -> u32 {
        match self {
            Length::Month | Length::Days => 1,
            Length::Quarter => 3,
            Length::Half => 6,
            Length::Year => 12,
        }
    }
}

/// Whole days, from the first up to and with the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    pub first: NaiveDate,
    pub last: NaiveDate,
    length: Length,
}

impl Term {
    /// These days.
    pub const fn days(first: NaiveDate, last: NaiveDate) -> Self {
        Term {
            first,
            last,
            length: Length::Days,
        }
    }

    /// Reads a term of this length, the one before today's where nothing is said.
    ///
    /// # Errors
    /// Exit 2 for what is none, and for one that has not begun.
    pub fn read(length: Length, text: Option<&str>, today: NaiveDate) -> Result<Self, Failure> {
        if length == Length::Month {
            let month = Month::read(text, today)?;
            let first = month.days().next().unwrap_or(today);
            return Ok(Term::of(length, first));
        }
        let this = Term::of(length, today);
        let Some(text) = text else {
            return Ok(this.before());
        };
        let term = named(length, text, this).ok_or_else(|| {
            let (en, zh) = (length.example().en, length.example().zh);
            Problem::usage(say!("“{text}” is no such period", "“{text}”不是这样的期间"))
                .about(Say::same(format!("--{}", length.flag())))
                .hint(say!("write it as {en}", "请写成 {zh}"))
        })?;
        if term.first > this.first {
            let code = term.code();
            return Err(
                Problem::usage(say!("{code} has not begun yet", "{code} 还没有开始"))
                    .about(Say::same(format!("--{}", length.flag())))
                    .into(),
            );
        }
        Ok(term)
    }

    /// Reads a term of any length: `2026-Q1`, `2026-H1`, `2026`, else a month.
    ///
    /// # Errors
    /// As [`Term::read`].
    pub fn read_any(text: &str, today: NaiveDate) -> Result<Self, Failure> {
        let word = half_width(text).trim().to_lowercase();
        let numbered = word.chars().any(|c| c.is_ascii_digit());
        let is_year = word.len() == 4 && word.chars().all(|c| c.is_ascii_digit());
        let length = match word {
            word if word.contains('季') || numbered && word.contains('q') => Length::Quarter,
            word if word.contains('半') || numbered && word.contains('h') => Length::Half,
            word if is_year || word.contains('年') && !word.contains('月') => Length::Year,
            _ => Length::Month,
        };
        Term::read(length, Some(text), today)
    }

    /// The one that a day lies in.
    fn of(length: Length, day: NaiveDate) -> Self {
        let months = length.months();
        let month = day.month0() / months * months + 1;
        let first = NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day);
        let next = first.checked_add_months(Months::new(months));
        let last = next.and_then(|next| next.pred_opt()).unwrap_or(first);
        Term {
            first,
            last,
            length,
        }
    }

    /// The one before, as long.
    pub fn before(self) -> Self {
        if self.length == Length::Days {
            let last = self.first.pred_opt().unwrap_or(self.first);
            let days = self.last - self.first;
            let first = last.checked_sub_signed(days).unwrap_or(last);
            return Term::days(first, last);
        }
        let months = Months::new(self.length.months());
        let day = self.first.checked_sub_months(months);
        Term::of(self.length, day.unwrap_or(self.first))
    }

    /// The same of the year before; days stay days, the 29th of February the 28th.
    pub fn year_before(self) -> Self {
        let earlier = |day: NaiveDate| day.checked_sub_months(Months::new(12)).unwrap_or(day);
        match self.length {
            Length::Days => Term::days(earlier(self.first), earlier(self.last)),
            length => Term::of(length, earlier(self.first)),
        }
    }

    /// It and those before it, the oldest first.
    pub fn and_before(self, terms: usize) -> Vec<Self> {
        let back = std::iter::successors(Some(self), |term| Some(term.before()));
        let mut all: Vec<Term> = back.take(terms).collect();
        all.reverse();
        all
    }

    /// What kind of term it is.
    pub const fn length(self) -> Length {
        self.length
    }

    /// Every moment of it, by the clock of `zone`; `None` at the ends of time.
    pub fn period(self, zone: Tz) -> Option<Period> {
        period(self.first, later(self.last, 1), zone)
    }

    /// For files: `2026-03`, `2026-Q1`, `2026-H1`, `2026`, `2026-03-01/2026-03-15`.
    pub fn code(self) -> String {
        let (year, nth) = (self.first.year(), self.nth());
        match self.length {
            Length::Month => format!("{year:04}-{nth:02}"),
            Length::Quarter => format!("{year:04}-Q{nth}"),
            Length::Half => format!("{year:04}-H{nth}"),
            Length::Year => format!("{year:04}"),
            Length::Days => format!("{}/{}", self.first, self.last),
        }
    }

    /// For people: March 2026, 2026年第1季度.
    pub fn name(self) -> Say {
        let (year, nth) = (self.first.year(), self.nth());
        match self.length {
            Length::Month => Month::of(self.first).name(),
            Length::Quarter => say!("quarter {nth} of {year}", "{year}年第{nth}季度"),
            Length::Half if nth == 1 => say!("first half of {year}", "{year}年上半年"),
            Length::Half => say!("second half of {year}", "{year}年下半年"),
            Length::Year => say!("{year}", "{year}年"),
            Length::Days => {
                let (first, last) = (self.first, self.last);
                let zh =
                    |day: NaiveDate| format!("{}年{}月{}日", day.year(), day.month(), day.day());
                let (from, to) = (zh(first), zh(last));
                say!("{first} to {last}", "{from}－{to}")
            }
        }
    }

    /// Which one of its year.
    fn nth(self) -> u32 {
        self.first.month0() / self.length.months() + 1
    }
}

impl From<Month> for Term {
    fn from(month: Month) -> Self {
        let first = month.days().next().unwrap_or_default();
        Term::of(Length::Month, first)
    }
}

/// `2026-Q1`, `Q1`, 第一季度, `2026-H2`, 下半年, `2026`, and the words for this and last.
fn named(length: Length, text: &str, this: Term) -> Option<Term> {
    let word = half_width(text).trim().to_lowercase().replace(' ', "");
    match word.as_str() {
        "this" | "本季度" | "本季" | "这个季度" | "本半年" | "这半年" | "今年" | "本年" =>
        {
            return Some(this);
        }
        "last" | "上季度" | "上季" | "上个季度" | "去年" | "上年" => {
            return Some(this.before());
        }
        _ => {}
    }
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (year, rest) = match digits {
        4 => word.split_at(4),
        _ => ("", word.as_str()),
    };
    let year = match year {
        "" if length == Length::Year => return None,
        "" => this.first.year(),
        year => year
            .parse()
            .ok()
            .filter(|year| (1900..=2200).contains(year))?,
    };
    let rest = rest.trim_start_matches(['-', '/', '.', '年']);
    let nth = match length {
        Length::Quarter => nth(
            rest.trim_start_matches(['q', '第'])
                .trim_end_matches("度")
                .trim_end_matches("季"),
            4,
        )?,
        Length::Half => match rest {
            "上半年" => 1,
            "下半年" => 2,
            rest => nth(rest.strip_prefix('h')?, 2)?,
        },
        _ if rest.is_empty() => 1,
        _ => return None,
    };
    let month = (nth - 1) * length.months() + 1;
    Some(Term::of(length, NaiveDate::from_ymd_opt(year, month, 1)?))
}

/// A digit, or a Chinese one, up to `most`.
fn nth(text: &str, most: u32) -> Option<u32> {
    let n = match text {
        "1" | "一" => 1,
        "2" | "二" => 2,
        "3" | "三" => 3,
        "4" | "四" => 4,
        _ => return None,
    };
    (n <= most).then_some(n)
}

#[cfg(test)]
mod tests;
