//! A share in percent, to a tenth: a discount, a growth.

use super::{Cell, Fault, Found, Kind, Reading, Stored, Value};
use crate::say;

/// A share, in tenths of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(i32);

/// Ten thousand percent either way: more is a slip of the pen.
const MOST: i32 = 100_000;

impl Percent {
    /// Reads `12.5%`, `12.5`; finer than a tenth is not guessed at.
    pub fn read(text: &str) -> Option<Self> {
        let number = text.trim().trim_end_matches(['%', '％']).trim();
        let share = tenths(number).filter(|tenths| tenths.abs() <= MOST);
        share.map(Percent)
    }

    /// Tenths of a percent.
    pub const fn tenths(self) -> i32 {
        self.0
    }
}

impl Value for Percent {
    const KIND: Kind = Kind::Percent;

    fn parse(text: &str, _: &Reading<'_>) -> Result<Self, Fault> {
        Percent::read(text).ok_or_else(|| {
            Fault::Expected(say!(
                "a share in percent, such as 12.5%",
                "百分比，如 12.5%"
            ))
        })
    }

    fn cell(&self) -> Cell {
        Cell::Percent(f64::from(self.0) / 1000.0)
    }

    fn store(&self) -> Stored {
        Stored::Int(self.0.into())
    }

    fn load(found: Found<'_>) -> Option<Self> {
        match found {
            Found::Int(tenths) => i32::try_from(tenths).ok().map(Percent),
            _ => None,
        }
    }
}

/// The tenths that a decimal number has; finer ones are not guessed at.
fn tenths(number: &str) -> Option<i32> {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, number),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let part = match part.trim_end_matches('0') {
        "" if !part.is_empty() => "0",
        part => part,
    };
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(whole) || !plain(part) || part.len() > 1 {
        return None;
    }
    let whole: i32 = whole.parse().ok()?;
    let part: i32 = part.parse().ok()?;
    whole.checked_mul(10)?.checked_add(part).map(|n| n * sign)
}

#[cfg(test)]
mod tests {
    use super::super::when::standin::reading;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_sign_may_be_left_out_and_hundredths_are_refused() {
        for (text, tenths) in [("12.5%", 125), ("5", 50), (" -3 ％", -30), ("7.50%", 75)] {
            assert_eq!(Percent::parse(text, &reading()), Ok(Percent(tenths)));
        }
        for text in ["", "%", "12.55", "ten", "1,5", "--3", "99999999999"] {
            assert!(Percent::parse(text, &reading()).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(tenths in -MOST..=MOST) {
            let percent = Percent(tenths);
            let code = percent.cell().code(chrono_tz::UTC).into_owned();
            prop_assert_eq!(Percent::parse(&code, &reading()), Ok(percent));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,12}") {
            let _ = Percent::parse(&text, &reading());
        }
    }
}
