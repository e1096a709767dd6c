//! Figures as people write them: digits, their commas and point, and the unit
//! behind them (万, k). Exact: nothing is rounded.

use crate::value::search::half_width;

/// What may stand behind digits, as a power of ten; the longer ones first.
#[rustfmt::skip]
const UNITS: &[(&str, u32)] = &[
    ("thousand", 3), ("million", 6), ("billion", 9), ("mn", 6), ("bn", 9),
    ("万亿", 12), ("千亿", 11), ("百亿", 10), ("十亿", 9), ("千万", 7), ("百万", 6), ("十万", 5),
    ("亿", 8), ("億", 8), ("万", 4), ("萬", 4), ("千", 3), ("百", 2),
    ("k", 3), ("w", 4), ("m", 6),
];

/// Words that make a figure vague, wherever they stand; the longer ones first.
#[rustfmt::skip]
const VAGUE: &[&str] = &[
    "approximately", "approx.", "approx", "roughly", "around", "about", "circa", "orso",
    "差不多", "左右", "上下", "大约", "大概", "大致", "约莫", "将近", "接近", "估计", "出头",
    "约", "近", "多", "来", "余", "几", "数", "~", "≈",
];

/// A figure: `digits / 10^decimals × 10^unit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::value) struct Figure {
    pub negative: bool,
    digits: u128,
    decimals: u32,
    /// The power of ten behind the digits, if one was written.
    pub unit: Option<u32>,
    /// Whether what is counted (元, 人) was written behind it.
    pub named: bool,
}

/// Why a figure cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::value) enum Misfit {
    /// More decimals than there are.
    Fine,
    Large,
}

/// One width, one case, no white space.
pub(in crate::value) fn clean(text: &str) -> String {
    half_width(text)
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if c == '\u{2212}' { '-' } else { c })
        .collect()
}

/// The cleaned text without its vague words; `None` if it has none.
pub(in crate::value) fn without_vague(text: &str) -> Option<String> {
    let mut plain = text.to_owned();
    for word in VAGUE {
        plain = plain.replace(word, "");
    }
    (plain != text).then_some(plain)
}

impl Figure {
    /// Reads a cleaned text: a figure, then nothing or one of `names`.
    pub fn read(text: &str, names: &[&str]) -> Option<Self> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let end = text
            .find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.')
            .unwrap_or(text.len());
        let (number, rest) = text.split_at(end);
        let (whole, part) = match number.split_once('.') {
            Some((_, "")) => return None,
            Some((whole, part)) => (whole, part.trim_end_matches('0')),
            None => (number, ""),
        };
        let whole = ungrouped(whole)?;
        let all = format!("{whole}{part}");
        if !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let unit = UNITS
            .iter()
            .find_map(|(word, power)| Some((rest.strip_prefix(word)?, *power)));
        let (rest, unit) = match unit {
            Some((rest, power)) => (rest, Some(power)),
            None => (rest, None),
        };
        (rest.is_empty() || names.contains(&rest)).then_some(Figure {
            negative,
            // Beyond 30 digits it is too large or too fine whatever they are.
            digits: match all.trim_start_matches('0') {
                "" => 0,
                digits if digits.len() <= 30 => digits.parse().ok()?,
                _ => u128::MAX,
            },
            decimals: u32::try_from(part.len()).ok()?,
            unit,
            named: !rest.is_empty(),
        })
    }

    /// The figure times `10^power`, at most `limit` either way.
    pub fn times(self, power: u32, limit: i64) -> Result<i64, Misfit> {
        if self.digits == 0 {
            return Ok(0);
        }
        if self.digits == u128::MAX {
            return Err(Misfit::Large);
        }
        let up = self.unit.unwrap_or(0) + power;
        let scaled = match up.checked_sub(self.decimals) {
            Some(up) => 10_u128
                .checked_pow(up)
                .and_then(|ten| self.digits.checked_mul(ten))
                .ok_or(Misfit::Large)?,
            None => match 10_u128.checked_pow(self.decimals - up) {
                Some(ten) if self.digits.is_multiple_of(ten) => self.digits / ten,
                _ => return Err(Misfit::Fine),
            },
        };
        let scaled = i64::try_from(scaled).map_err(|_| Misfit::Large)?;
        match scaled <= limit {
            true if self.negative => Ok(-scaled),
            true => Ok(scaled),
            false => Err(Misfit::Large),
        }
    }
}

/// Digits without their commas, which stand before groups of three or nowhere.
fn ungrouped(text: &str) -> Option<String> {
    let mut groups = text.split(',');
    let head = groups.next()?;
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let mut whole = head.to_owned();
    for group in groups {
        if head.len() > 3 || group.len() != 3 {
            return None;
        }
        whole.push_str(group);
    }
    (!head.is_empty() && digits(&whole)).then_some(whole)
}

/// `1234567` as `1,234,567`.
pub(in crate::value) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (left, digit) in (0..digits.len()).rev().zip(digits.chars()) {
        text.push(digit);
        if left > 0 && left % 3 == 0 {
            text.push(',');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_stand_before_groups_of_three() {
        for (text, whole) in [
            ("1,234", Some("1234")),
            ("12,345,678", Some("12345678")),
            ("1234", Some("1234")),
            ("1,23", None),
            ("1234,567", None),
            (",123", None),
            ("", None),
        ] {
            assert_eq!(ungrouped(text).as_deref(), whole, "{text}");
        }
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn figures_are_exact() {
        let times =
            |text: &str, power| Figure::read(text, &["元"]).map(|f| f.times(power, i64::MAX));
        assert_eq!(times("1.2亿", 2), Some(Ok(12_000_000_000)));
        assert_eq!(times("-0.05元", 2), Some(Ok(-5)));
        assert_eq!(times("0.005", 2), Some(Err(Misfit::Fine)));
        assert_eq!(times("0.00500", 3), Some(Ok(5)));
        assert_eq!(times(&"9".repeat(25), 0), Some(Err(Misfit::Large)));
        assert_eq!(times(&"9".repeat(99), 0), Some(Err(Misfit::Large)));
        assert_eq!(times("1人", 0), None);
        assert_eq!(times("1.", 0), None);
        assert_eq!(times("1.2.3", 0), None);
    }
}
