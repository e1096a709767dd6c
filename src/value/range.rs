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
                    "an amount or a range such as 10万-15万, 10万±1万 or <=10万",
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
            "the part after ± lacks its unit: write 10万±1万",
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
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wrong<T: std::fmt::Debug>(read: Result<T, Fault>) -> Say {
        match read {
            Err(Fault::Wrong(say)) => say,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn ranges_of_money_are_read() {
        for (text, code) in [
            ("10万-15万", "100000.00-150000.00"),
            ("10-15万", "100000.00-150000.00"),
            ("１０－１５万元", "100000.00-150000.00"),
            ("10万~15万", "100000.00-150000.00"),
            ("10万至15万", "100000.00-150000.00"),
            ("从10万元到15万元之间", "100000.00-150000.00"),
            ("100k to 150k", "100000.00-150000.00"),
            ("10万——15万", "100000.00-150000.00"),
            ("¥100,000–¥150,000", "100000.00-150000.00"),
            ("500元-1万", "500.00-10000.00"),
            ("10万±1万", "90000.00-110000.00"),
            ("10±1万", "90000.00-110000.00"),
            ("10万±10000元", "90000.00-110000.00"),
            ("10万±5000", "95000.00-105000.00"),
            ("10万±10%", "90000.00-110000.00"),
            ("10万元以内", "<=100000.00"),
            ("不超过10万", "<=100000.00"),
            ("≤10万", "<=100000.00"),
            ("up to 100k", "<=100000.00"),
            ("10万以上", ">=100000.00"),
            ("≥10万", ">=100000.00"),
            ("超过10万", ">=100000.00"),
            ("10万+", ">=100000.00"),
            ("50万", "500000.00"),
            ("10万-10万", "100000.00"),
        ] {
            let range = MoneyRange::read(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
            assert_eq!(range.code(), code, "{text}");
        }
    }

    #[test]
    fn wrong_ranges_are_refused() {
        assert!(
            wrong(MoneyRange::read("15万-10万"))
                .zh
                .contains("从 15万 到 10万")
        );
        assert!(wrong(MoneyRange::read("10万-15")).en.contains("backwards"));
        assert!(
            wrong(MoneyRange::read("10000-15万"))
                .en
                .contains("from 100m to 150k")
        );
        assert!(wrong(MoneyRange::read("1万±2万")).en.contains("below zero"));
        assert!(wrong(MoneyRange::read("10万±1")).zh.contains("缺单位"));
        assert!(
            wrong(MoneyRange::read("1.001-2"))
                .en
                .contains("two decimals")
        );
        for text in [
            "",
            "-",
            "-10万",
            "10万-",
            "~",
            "±",
            "10-15-20万",
            "以内",
            "贵",
        ] {
            let read = MoneyRange::read(text);
            assert!(read.is_err(), "{text}: {read:?}");
        }
    }

    #[test]
    fn vague_amounts_ask_for_a_range() {
        for text in [
            "10万左右",
            "大约10万",
            "约10万",
            "about 100k",
            "10万上下",
            "~10万",
            "几万",
        ] {
            let say = wrong(MoneyRange::read(text));
            assert!(say.zh.ends_with("例如 10万±1万 或 10万-15万"), "{}", say.zh);
            assert!(
                say.en.ends_with("such as 100k±10k or 100k-150k"),
                "{}",
                say.en
            );
        }
        assert!(
            wrong(MoneyRange::read("10-15万左右"))
                .zh
                .ends_with("例如 10-15万")
        );
        assert!(
            wrong(Headcount::read("120人左右"))
                .zh
                .ends_with("例如 108-132")
        );
    }

    #[test]
    fn headcounts_are_read_and_shown() {
        for (text, code, zh, en) in [
            ("120", "120", "120人", "120"),
            ("120人", "120", "120人", "120"),
            ("50-100人", "50-100", "50–100人", "50–100"),
            ("500-1000", "500-1000", "500–1000人", "500–1,000"),
            ("20人以下", "<=20", "20人以下", "up to 20"),
            ("<20", "<=20", "20人以下", "up to 20"),
            ("1000+", ">=1000", "1000人以上", "1,000 or more"),
            ("1000+人", ">=1000", "1000人以上", "1,000 or more"),
            ("1000人以上", ">=1000", "1000人以上", "1,000 or more"),
            ("1-2万人", "10000-20000", "10000–20000人", "10,000–20,000"),
        ] {
            let count = Headcount::read(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
            assert_eq!(count.code(), code);
            assert_eq!(count.shown(Lang::Zh), zh);
            assert_eq!(count.shown(Lang::En), en);
        }
        assert!(
            wrong(Headcount::read("100-50人"))
                .en
                .contains("from 100 to 50")
        );
        assert!(wrong(Headcount::read("1.5人")).en.contains("whole"));
        assert!(wrong(Headcount::read("10亿人")).zh.contains("太大"));
        assert!(Headcount::read("-5").is_err());
    }

    #[test]
    fn money_is_shown() {
        let shown = |text, lang| MoneyRange::read(text).unwrap().shown(lang);
        assert_eq!(shown("10-15万", Lang::Zh), "10万–15万");
        assert_eq!(shown("10-15万", Lang::En), "100,000–150,000");
        assert_eq!(shown("10万以内", Lang::Zh), "10万以下");
        assert_eq!(shown("10万以上", Lang::En), "100,000 or more");
        assert_eq!(shown("500元-1万", Lang::Zh), "500元–1万");
    }

    proptest! {
        #[test]
        fn every_print_is_read_back(a in 0..=money::LIMIT, b in prop_oneof![0..=money::LIMIT, 0..999_i64], shape in 0..4) {
            let (low, high) = (Money::fen(a.min(b)), Money::fen(a.max(b)));
            let range = match shape {
                0 => MoneyRange { min: Some(low), max: Some(high) },
                1 => MoneyRange { min: Some(low), max: None },
                2 => MoneyRange { min: None, max: Some(high) },
                _ => MoneyRange { min: Some(low), max: Some(low) },
            };
            for text in [range.code(), range.shown(Lang::Zh), range.shown(Lang::En)] {
                prop_assert_eq!(MoneyRange::read(&text), Ok(range), "{}", text);
            }
            prop_assert_eq!(MoneyRange::load(Found::Text(&range.code())), Some(range));
        }

        #[test]
        fn every_headcount_is_read_back(a in 0..=100_000_000_u32, b in 0..5_000_u32, open in 0..3) {
            let (low, high) = (a.min(b), a.max(b));
            let count = Headcount { min: (open != 1).then_some(low), max: (open != 2).then_some(high) };
            for text in [count.code(), count.shown(Lang::Zh), count.shown(Lang::En)] {
                prop_assert_eq!(Headcount::read(&text), Ok(count), "{}", text);
            }
            prop_assert_eq!(Headcount::load(Found::Text(&count.code())), Some(count));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,12}|[<>≤≥约]?[0-9.,]{0,9}[万亿k]?[-~±至][0-9.,]{0,9}[万亿k]?[元人]?[以上下内%+]{0,2}") {
            let _ = Headcount::read(&text);
            if let Ok(range) = MoneyRange::read(&text) {
                prop_assert_eq!(MoneyRange::read(&range.code()), Ok(range));
                prop_assert!(range.min.zip(range.max).is_none_or(|(min, max)| min <= max));
            }
        }
    }
}
