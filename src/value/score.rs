//! Scores: 1–5 as the handbooks rate, and the 0–10 of the NPS question.

use super::{Cell, Fault, Found, Kind, Reading, Stored, Value};
use crate::say;

macro_rules! score {
    ($(#[$meta:meta])* $Name:ident, $low:literal, $high:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $Name(u8);

        impl $Name {
            pub const fn get(self) -> u8 {
                self.0
            }
        }

        impl Value for $Name {
            const KIND: Kind = Kind::Score($low, $high);

            fn parse(text: &str, _: &Reading<'_>) -> Result<Self, Fault> {
                let text = text.trim().trim_end_matches('分').trim();
                match text.parse() {
                    Ok(points) if ($low..=$high).contains(&points) => Ok(Self(points)),
                    _ => Err(Fault::Expected(say!(
                        "a whole number from {} to {}",
                        "{}–{} 的整数",
                        $low,
                        $high
                    ))),
                }
            }

            fn cell(&self) -> Cell {
                Cell::Whole(i64::from(self.0))
            }

            fn store(&self) -> Stored {
                Stored::Int(i64::from(self.0))
            }

            fn load(found: Found<'_>) -> Option<Self> {
                match found {
                    Found::Int(points) => u8::try_from(points)
                        .ok()
                        .filter(|points| ($low..=$high).contains(points))
                        .map(Self),
                    _ => None,
                }
            }
        }
    };
}

score!(
    /// 1 (worst) to 5 (best): R028, R094.
    Score,
    1,
    5
);
score!(
    /// "Would you recommend us?", 0 to 10 (handbook 004).
    Nps,
    0,
    10
);
