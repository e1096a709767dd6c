//! The shapes in which people write a range, whatever is counted: `10-15万`,
//! `10万±1万`, `10万以内`, `≥10万`.

use crate::value::money::figure::{Figure, Misfit};

/// From and to, both included; one side may be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    pub min: Option<i64>,
    pub max: Option<i64>,
}

/// Why a text is not a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// Not written like one.
    Unread,
    Misfit(Misfit),
    /// The end lies before the beginning.
    Reversed(i64, i64),
    /// A part less than nothing.
    Negative,
    /// `10万±1`: one yuan, or 1万?
    Unit,
}

/// How the figures of one kind of range are read.
pub(super) struct Scale {
    pub figure: fn(&str) -> Option<Figure>,
    /// The power of ten between what is written and what is kept.
    pub power: u32,
    pub limit: i64,
}

// The longer ones first, and "no more than" before "more than".
#[rustfmt::skip]
const TO_BEFORE: &[&str] = &[
    "nomorethan", "notmorethan", "lessthan", "atmost", "upto", "under", "below", "within", "max",
    "不超过", "不高于", "不大于", "不多于", "最多", "至多", "最高", "低于", "小于", "少于", "<=", "≤", "<",
];
#[rustfmt::skip]
const TO_BEHIND: &[&str] = &["orless", "orfewer", "max", "以内", "以下", "之内", "封顶"];
#[rustfmt::skip]
const FROM_BEFORE: &[&str] = &[
    "nolessthan", "notlessthan", "atleast", "morethan", "over", "above", "min",
    "不低于", "不少于", "不小于", "至少", "最少", "最低", "超过", "高于", "大于", "多于", ">=", "≥", ">",
];
#[rustfmt::skip]
const FROM_BEHIND: &[&str] = &["ormore", "andup", "andabove", "以上", "起步", "起", "+人", "+"];
const AROUND: &[&str] = &["±", "+/-", "+-"];
const BETWEEN: &[&str] = &["-", "–", "—", "~", "〜", "至", "到", "..", "to"];

/// Reads a cleaned text. A bound counts as included however it is written:
/// people say `<20` and 20人以下 of the same class of company.
pub(super) fn bounds(text: &str, scale: &Scale) -> Result<Bounds, Slip> {
    let one = |text: &str| scale.read(text).and_then(|figure| scale.keep(figure));
    if let Some((middle, off)) = split(text, AROUND) {
        return around(middle, off, scale);
    }
    if let Some(max) = bare(text, TO_BEFORE, TO_BEHIND) {
        return Ok(Bounds {
            min: None,
            max: Some(one(max)?),
        });
    }
    if let Some(min) = bare(text, FROM_BEFORE, FROM_BEHIND) {
        return Ok(Bounds {
            min: Some(one(min)?),
            max: None,
        });
    }
    let inner = text.strip_suffix("之间").unwrap_or(text);
    let inner = ["从", "介于", "在", "from"]
        .iter()
        .find_map(|word| inner.strip_prefix(word))
        .unwrap_or(inner);
    match split(inner, BETWEEN) {
        Some((from, to)) => between(from, to, scale),
        None => {
            let exact = Some(one(text)?);
            Ok(Bounds {
                min: exact,
                max: exact,
            })
        }
    }
}

impl Scale {
    fn read(&self, text: &str) -> Result<Figure, Slip> {
        match (self.figure)(text) {
            Some(figure) if figure.negative => Err(Slip::Negative),
            Some(figure) => Ok(figure),
            None => Err(Slip::Unread),
        }
    }

    fn keep(&self, figure: Figure) -> Result<i64, Slip> {
        figure.times(self.power, self.limit).map_err(Slip::Misfit)
    }
}

/// `10-15万`: the unit of the second figure counts for the first too.
fn between(from: &str, to: &str, scale: &Scale) -> Result<Bounds, Slip> {
    // A dash may be written twice.
    let to = to.trim_start_matches('—');
    let (mut from, to) = (scale.read(from)?, scale.read(to)?);
    if !from.named {
        from.unit = from.unit.or(to.unit);
    }
    let (min, max) = (scale.keep(from)?, scale.keep(to)?);
    match min <= max {
        true => Ok(Bounds {
            min: Some(min),
            max: Some(max),
        }),
        false => Err(Slip::Reversed(min, max)),
    }
}

/// `10万±1万`, `10±1万`, `10万±10%`.
fn around(middle: &str, off: &str, scale: &Scale) -> Result<Bounds, Slip> {
    let mut middle = scale.read(middle)?;
    let (mid, off) = match off.strip_suffix('%') {
        Some(share) => {
            let mid = scale.keep(middle)?;
            let share = Figure::read(share, &[]).ok_or(Slip::Unread)?;
            let share = share.times(0, 100).map_err(Slip::Misfit)?;
            (mid, mid / 100 * share + mid % 100 * share / 100)
        }
        None => {
            let off = scale.read(off)?;
            if !middle.named {
                middle.unit = middle.unit.or(off.unit);
            }
            let (mid, kept) = (scale.keep(middle)?, scale.keep(off)?);
            let small = kept.saturating_mul(100) < mid && !off.named;
            if middle.unit.is_some() && off.unit.is_none() && small {
                return Err(Slip::Unit);
            }
            (mid, kept)
        }
    };
    let max = mid.saturating_add(off);
    if off < 0 || off > mid {
        return Err(Slip::Negative);
    }
    match max <= scale.limit {
        true => Ok(Bounds {
            min: Some(mid - off),
            max: Some(max),
        }),
        false => Err(Slip::Misfit(Misfit::Large)),
    }
}

fn split<'a>(text: &'a str, by: &[&str]) -> Option<(&'a str, &'a str)> {
    by.iter().find_map(|by| text.split_once(by))
}

/// What is left without one of these before it or behind it.
fn bare<'a>(text: &'a str, before: &[&str], behind: &[&str]) -> Option<&'a str> {
    let before = before.iter().find_map(|word| text.strip_prefix(word));
    before.or_else(|| behind.iter().find_map(|word| text.strip_suffix(word)))
}
