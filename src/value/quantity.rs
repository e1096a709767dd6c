//! A number to a thousandth: how many pieces, hours, litres. Exact; finer ones are
//! refused, not rounded.

use super::money::figure::{Figure, clean, grouped};
use super::{Cell, Fault, Found, Kind, Reading, Stored, Value};
use crate::say;

/// A number, in thousandths; never negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity(i64);

/// A billion: more is a slip of the pen.
const MOST: i64 = 1_000_000_000_000;

impl Quantity {
    pub const ONE: Quantity = Quantity(1000);

    /// The number, in thousandths.
    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// Reads `60`, `1,200`, `2.5`, `1.2万`; `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let figure = Figure::read(&clean(text), &[])?;
        let number = figure.times(3, MOST).ok()?;
        (!figure.negative && number >= 0).then_some(Quantity(number))
    }

    /// As files and programs read it: `2.5`.
    pub fn code(self) -> String {
        self.with(|whole| whole.to_string())
    }

    /// As a person reads it: `1,200`.
    pub fn shown(self) -> String {
        self.with(grouped)
    }

    fn with(self, whole: impl Fn(u64) -> String) -> String {
        let number = self.0.unsigned_abs();
        let part = format!(".{:03}", number % 1000);
        let part = part.trim_end_matches('0').trim_end_matches('.');
        format!("{}{part}", whole(number / 1000))
    }
}

impl Value for Quantity {
    const KIND: Kind = Kind::Number;

    fn parse(text: &str, _: &Reading<'_>) -> Result<Self, Fault> {
        Quantity::read(text).ok_or_else(|| {
            Fault::Expected(say!("a number, such as 60 or 2.5", "数字，如 60 或 2.5"))
        })
    }

    fn cell(&self) -> Cell {
        let part = self.0 % 1000;
        let digits = match (part % 100, part % 10) {
            _ if part == 0 => 0,
            (0, _) => 1,
            (_, 0) => 2,
            _ => 3,
        };
        Cell::Number(self.0 as f64 / 1000.0, digits)
    }

    fn store(&self) -> Stored {
        Stored::Int(self.0)
    }

    fn load(found: Found<'_>) -> Option<Self> {
        match found {
            Found::Int(number) if (0..=MOST).contains(&number) => Some(Quantity(number)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::when::standin::reading;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_exactly() {
        for (text, number) in [
            ("60", 60_000),
            ("2.5", 2500),
            ("１,200", 1_200_000),
            ("1.2万", 12_000_000),
        ] {
            assert_eq!(Quantity::read(text), Some(Quantity(number)), "{text}");
        }
        for text in ["", "-1", "0.0005", "ten", "9999999999999"] {
            assert_eq!(Quantity::read(text), None, "{text}");
        }
        assert_eq!(Quantity(1_234_500).shown(), "1,234.5");
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(number in 0..=MOST) {
            let quantity = Quantity(number);
            let code = quantity.cell().code(chrono_tz::UTC).into_owned();
            prop_assert_eq!(Quantity::parse(&code, &reading()), Ok(quantity));
            prop_assert_eq!(Quantity::read(&quantity.shown()), Some(quantity));
            prop_assert_eq!(Quantity::read(&quantity.code()), Some(quantity));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,12}") {
            let _ = Quantity::read(&text);
        }
    }
}
