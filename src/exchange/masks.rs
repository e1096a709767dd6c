//! What a masked export leaves of a private answer: three or more asterisks.
//! No phone, address, account or amount has them, so that what was hidden is
//! never taken for what it hides.

/// Whether the text is what a mask leaves: `139****5678`, `z***@example.com`, `***`.
pub fn is_masked(text: &str) -> bool {
    text.contains("***")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Cell, Email, Money, Phone};
    use proptest::prelude::*;

    #[test]
    fn whatever_is_shown_masked_is_known_again() {
        let cells = [
            Cell::Phone(Phone::read("13912345678").unwrap()),
            Cell::Phone(Phone::read("0571-88888888-801").unwrap()),
            Cell::Phone(Phone::read("+16502530000").unwrap()),
            Cell::Email(Email::read("z@example.com").unwrap()),
            Cell::Money(Money::read("1").unwrap()),
            Cell::Line("wx_zhang".to_owned()),
        ];
        for cell in cells {
            let zone = chrono_tz::UTC;
            assert!(is_masked(&cell.masked(zone).code(zone)), "{cell:?}");
            assert!(!is_masked(&cell.code(zone)), "{cell:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_known_again_once_masked(text in "\\PC{1,30}") {
            let zone = chrono_tz::UTC;
            let masked = Cell::Line(text).masked(zone);
            prop_assert!(is_masked(&masked.code(zone)));
        }
    }
}
