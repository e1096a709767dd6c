//! Ranges of money and of people. What the customer left vague is made a range
//! before it is kept (R131).

mod shape;

use self::shape::{Bounds, Scale, Slip, bounds};
use super::money::figure::{Figure, Misfit, clean, grouped, without_vague};
use super::money::{self, Money};
use super::{Cell, Fault, Found, Kind, Reading, Stored, Value};
use crate::say;
use crate::words::{Lang, Say};

const MONEY: Scale = Scale {
    figure: money::figure_of,
    power: 2,
    limit: money::LIMIT,
};

const HEADS: Scale = Scale {
    figure: |text| {
        Figure::read(
            text,
            &[
                "人",
                "名",
                "个人",
                "名员工",
                "员工",
                "people",
                "employees",
                "staff",
            ],
        )
    },
    power: 0,
    limit: 100_000_000,
};

/// An amount between two, both included. At least one side is given by
/// whatever was read; both are the same where the amount is exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MoneyRange {
    pub min: Option<Money>,
    pub max: Option<Money>,
}

impl MoneyRange {
    /// Reads `10-15万`, `10万±1万`, `10万以内`, `≥10万`, `50万`.
    ///
    /// # Errors
    /// A vague amount is refused with a range to write instead (R131).
    pub fn read(text: &str) -> Result<Self, Fault> {
        let cleaned = clean(text);
        let range = bounds(&cleaned, &MONEY).map_err(|slip| match slip {
            Slip::Unread => match without_vague(&cleaned) {
                Some(plain) => vague_money(text.trim(), &plain),
                None => Fault::Expected(say!(
                    "an amount or a range such as 100k-150k, 100k±10k or <=100k",
                    "金额或范围，例如 10万-15万、10万±1万、10万以内"
                )),
            },
            Slip::Misfit(misfit) => money::misfit(misfit),
            slip => Fault::Wrong(slip_said(slip, |fen, lang| {
                Money::fen(fen).shown_short(lang)
            })),
        })?;
        Ok(MoneyRange {
            min: range.min.map(Money::fen),
            max: range.max.map(Money::fen),
        })
    }

    /// `100000.00-150000.00`, `<=100000.00`, `>=100000.00`, `50000.00`.
    pub fn code(&self) -> String {
        code_of(self.min, self.max, |money| money.code())
    }

    /// `10万–15万`, `10万以下`; `100,000–150,000`, `up to 100,000`.
    pub fn shown(&self, lang: Lang) -> String {
        let one = |money: Money| match lang {
            // Else the 万 of the end would count for the beginning too.
            Lang::Zh if self.min == Some(money) && self.max.is_some_and(|max| max != money) => {
                with_unit(money)
            }
            Lang::Zh => money.shown_short(lang),
            Lang::En => money.shown_whole(),
        };
        shown_of(self.min, self.max, lang, "", one)
    }
}

/// `50万`, and `500元` where there is no other unit.
fn with_unit(money: Money) -> String {
    let short = money.shown_short(Lang::Zh);
    match short.ends_with(|c: char| c.is_ascii_digit()) {
        true => short + "元",
        false => short,
    }
}

/// A number of people between two, both included; as [`MoneyRange`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Headcount {
    pub min: Option<u32>,
    pub max: Option<u32>,
}

impl Headcount {
    /// Reads `120`, `50-100人`, `20人以下`, `<20`, `1000+`.
    ///
    /// # Errors
    /// A vague number is refused with a range to write instead (R131).
    pub fn read(text: &str) -> Result<Self, Fault> {
        let cleaned = clean(text);
        let Bounds { min, max } = bounds(&cleaned, &HEADS).map_err(|slip| match slip {
            Slip::Unread => match without_vague(&cleaned) {
                Some(plain) => vague_heads(text.trim(), &plain),
                None => Fault::Expected(say!(
                    "a number of people or a range such as 120, 50-100 or 1000+",
                    "人数或范围，例如 120、50-100人、1000人以上"
                )),
            },
            Slip::Misfit(Misfit::Fine) => {
                Fault::Wrong(say!("people are counted whole", "人数必须是整数"))
            }
            Slip::Misfit(Misfit::Large) => Fault::Wrong(say!(
                "that is more people than the tool counts: 100,000,000 at most",
                "人数太大：最多 1 亿"
            )),
            slip => Fault::Wrong(slip_said(slip, |heads, _| heads.to_string())),
        })?;
        // The limit of the scale is well within what is kept.
        let heads = |bound: Option<i64>| bound.and_then(|heads| u32::try_from(heads).ok());
        Ok(Headcount {
            min: heads(min),
            max: heads(max),
        })
    }

    /// `50-100`, `<=20`, `>=1000`, `120`.
    pub fn code(&self) -> String {
        code_of(self.min, self.max, |heads| heads.to_string())
    }

    /// `50–100人`, `20人以下`; `50–100`, `up to 20`.
    pub fn shown(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => shown_of(self.min, self.max, lang, "人", |heads| heads.to_string()),
            Lang::En => shown_of(self.min, self.max, lang, "", |heads| {
                grouped(u64::from(heads))
            }),
        }
    }
}

fn code_of<T: Copy + PartialEq>(
    min: Option<T>,
    max: Option<T>,
    one: impl Fn(T) -> String,
) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => one(min),
        (Some(min), Some(max)) => format!("{}-{}", one(min), one(max)),
        (Some(min), None) => format!(">={}", one(min)),
        (None, Some(max)) => format!("<={}", one(max)),
        (None, None) => String::new(),
    }
}

/// `counted` stands behind the figures in Chinese: 人.
fn shown_of<T: Copy + PartialEq>(
    min: Option<T>,
    max: Option<T>,
    lang: Lang,
    counted: &str,
    one: impl Fn(T) -> String,
) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => one(min) + counted,
        (Some(min), Some(max)) => format!("{}–{}{counted}", one(min), one(max)),
        (Some(min), None) => match lang {
            Lang::En => format!("{} or more", one(min)),
            Lang::Zh => format!("{}{counted}以上", one(min)),
        },
        (None, Some(max)) => match lang {
            Lang::En => format!("up to {}", one(max)),
            Lang::Zh => format!("{}{counted}以下", one(max)),
        },
        (None, None) => String::new(),
    }
}

/// What is wrong with a range that could be read.
fn slip_said(slip: Slip, one: impl Fn(i64, Lang) -> String) -> Say {
    match slip {
        Slip::Reversed(from, to) => Say {
            en: format!(
                "the range runs backwards: from {} to {}",
                one(from, Lang::En),
                one(to, Lang::En)
            ),
            zh: format!(
                "范围前大后小：从 {} 到 {}",
                one(from, Lang::Zh),
                one(to, Lang::Zh)
            ),
        },
        Slip::Unit => say!(
            "the part after ± lacks its unit: write 100k±10k",
            "± 后面缺单位，请写成 10万±1万"
        ),
        _ => say!("no part of a range is below zero", "范围不能小于零"),
    }
}

fn vague_money(text: &str, plain: &str) -> Fault {
    let ranges = match bounds(plain, &MONEY) {
        Ok(Bounds {
            min: Some(min),
            max: Some(max),
        }) if min == max => Money::fen(min).ranges(),
        Ok(_) => Say::same(plain),
        Err(_) => Money::ZERO.ranges(),
    };
    asks_for_range(text, &ranges)
}

fn vague_heads(text: &str, plain: &str) -> Fault {
    let range = match bounds(plain, &HEADS) {
        Ok(Bounds {
            min: Some(min),
            max: Some(max),
        }) if min == max => format!("{}-{}", min - min / 10, max + max / 10),
        Ok(_) => plain.to_owned(),
        Err(_) => "50-100".to_owned(),
    };
    asks_for_range(text, &Say::same(range))
}

fn asks_for_range(text: &str, ranges: &Say) -> Fault {
    Fault::Wrong(Say {
        en: format!("{text:?} is vague: give a range such as {}", ranges.en),
        zh: format!("“{text}”不够明确，请给出范围，例如 {}", ranges.zh),
    })
}

/// Both are kept as their code.
macro_rules! kept_as_code {
    ($Range:ident) => {
        impl Value for $Range {
            const KIND: Kind = Kind::$Range;

            fn parse(text: &str, _: &Reading<'_>) -> Result<Self, Fault> {
                Self::read(text)
            }

            fn cell(&self) -> Cell {
                Cell::$Range(*self)
            }

            fn store(&self) -> Stored {
                Stored::Text(self.code())
            }

            fn load(found: Found<'_>) -> Option<Self> {
                match found {
                    Found::Text(text) => Self::read(text).ok().filter(|range| range.code() == text),
                    _ => None,
                }
            }
        }
    };
}

kept_as_code!(MoneyRange);
kept_as_code!(Headcount);

#[cfg(test)]
mod tests;
