//! How large a file is: a number of bytes for programs, rounded units for people.

use super::{Cell, Fault, Found, Kind, Reading, Stored, Value};
use crate::say;

/// So many bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Size(pub i64);

const UNITS: [&str; 4] = ["KiB", "MiB", "GiB", "TiB"];

impl Size {
    /// As people read it: `512 B`, `34 KiB`, `1.2 MiB`.
    pub fn shown(self) -> String {
        let mut size = self.0 as f64;
        if size.abs() < 1024.0 {
            return format!("{} B", self.0);
        }
        let mut unit = "";
        for next in UNITS {
            // What would be told as 1024 is one of the next unit.
            if !unit.is_empty() && size.abs() < 1023.5 {
                break;
            }
            size /= 1024.0;
            unit = next;
        }
        match size.abs() < 9.95 {
            true => format!("{size:.1} {unit}"),
            false => format!("{size:.0} {unit}"),
        }
    }
}

impl Value for Size {
    const KIND: Kind = Kind::Whole;

    fn parse(text: &str, _: &Reading<'_>) -> Result<Self, Fault> {
        let bytes = text.trim().parse().ok().filter(|bytes| *bytes >= 0);
        bytes
            .map(Size)
            .ok_or_else(|| Fault::Expected(say!("a number of bytes", "字节数")))
    }

    fn cell(&self) -> Cell {
        Cell::Size(*self)
    }

    fn store(&self) -> Stored {
        Stored::Int(self.0)
    }

    fn load(found: Found<'_>) -> Option<Self> {
        match found {
            Found::Int(bytes) => Some(Size(bytes)),
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
    fn people_read_rounded_units() {
        for (bytes, shown) in [
            (0, "0 B"),
            (1023, "1023 B"),
            (1024, "1.0 KiB"),
            (34 * 1024, "34 KiB"),
            (1_048_575, "1.0 MiB"),
            (1_300_000, "1.2 MiB"),
            (5 << 30, "5.0 GiB"),
        ] {
            assert_eq!(Size(bytes).shown(), shown);
        }
        assert!(!Size(i64::MIN).shown().is_empty());
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(bytes in 0..i64::MAX) {
            let code = Size(bytes).cell().code(chrono_tz::UTC).into_owned();
            prop_assert_eq!(Size::parse(&code, &reading()), Ok(Size(bytes)));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,20}") {
            let _ = Size::parse(&text, &reading());
        }
    }
}
