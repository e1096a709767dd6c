//! The identity number of a person (GB 11643): one that does not check is
//! refused with the part that is wrong.

use chrono::NaiveDate;

use super::search::half_width;
use super::{Cell, Fault, Found, Kind, Reading, Stored, Value};
use crate::say;
use crate::words::Say;

const LENGTH: usize = 18;

/// The provinces of GB/T 2260, and 83: residents of Taiwan.
const PROVINCES: &[&str] = &[
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71",
    "81", "82", "83",
];

/// A checked number, its X in capitals.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IdNumber(String);

impl IdNumber {
    /// Reads a number in either width, with or without spaces.
    ///
    /// # Errors
    /// Says which part is wrong: length, region, birth date or check character.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let number: String = half_width(text)
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .collect();
        if number.is_empty() {
            return Err(Fault::Expected(say!(
                "an identity number of 18 digits",
                "18 位的身份证号"
            )));
        }
        match fault_of(&number) {
            Some(say) => Err(Fault::Wrong(say)),
            None => Ok(IdNumber(number)),
        }
    }

    /// The number with its X in capitals.
    pub fn code(&self) -> String {
        self.0.clone()
    }
}

/// What is wrong with a number, if anything is.
fn fault_of(number: &str) -> Option<Say> {
    let count = number.chars().count();
    if count != LENGTH {
        return Some(say!(
            "an identity number has 18 characters, and {count} stand here",
            "身份证号应为 18 位，这里有 {count} 位"
        ));
    }
    for (place, c) in (1..).zip(number.chars()) {
        let sound = c.is_ascii_digit() || (place == LENGTH && c == 'X');
        if !sound {
            return Some(say!(
                "character {place}, {c:?}, is not a digit",
                "第 {place} 位“{c}”不是数字"
            ));
        }
    }
    let province = number.get(..2).unwrap_or_default();
    if !PROVINCES.contains(&province) {
        return Some(say!(
            "no province has the code {province} (the first two digits)",
            "没有代码为 {province} 的省份（前两位）"
        ));
    }
    let birth = number.get(6..14).unwrap_or_default();
    let year = number.get(6..8).unwrap_or_default();
    if !matches!(year, "19" | "20") || NaiveDate::parse_from_str(birth, "%Y%m%d").is_err() {
        return Some(say!(
            "{birth} (digits 7 to 14) is no date of birth",
            "第 7–14 位 {birth} 不是出生日期"
        ));
    }
    let check = check_of(number);
    let last = number.chars().next_back().unwrap_or_default();
    (check != last).then(|| {
        say!(
            "the check character (the last one) should be {check} but is {last}: a digit is mistyped",
            "校验码（末位）应为 {check}，这里是 {last}：有一位输错了"
        )
    })
}

/// ISO 7064 MOD 11-2 over the first 17 digits.
fn check_of(number: &str) -> char {
    let rest = number
        .chars()
        .take(LENGTH - 1)
        .filter_map(|c| c.to_digit(10))
        .fold(0, |rest, digit| (rest + digit) * 2 % 11);
    match (12 - rest) % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    }
}

impl Value for IdNumber {
    const KIND: Kind = Kind::IdNumber;

    fn parse(text: &str, _: &Reading<'_>) -> Result<Self, Fault> {
        Self::read(text)
    }

    fn cell(&self) -> Cell {
        Cell::IdNumber(self.clone())
    }

    fn store(&self) -> Stored {
        Stored::Text(self.0.clone())
    }

    fn load(found: Found<'_>) -> Option<Self> {
        match found {
            Found::Text(text) => Self::read(text).ok().filter(|number| number.0 == text),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn says(text: &str) -> String {
        match IdNumber::read(text) {
            Err(Fault::Wrong(say) | Fault::Expected(say)) => say.en,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn the_standards_examples_pass() {
        // The two examples of GB 11643—1999.
        for number in ["11010519491231002X", "440524188001010014"] {
            let year = &number[6..8];
            assert_eq!(IdNumber::read(number).is_ok(), year == "19", "{number}");
            assert_eq!(check_of(number), number.chars().last().unwrap());
        }
        assert_eq!(
            IdNumber::read(" 110105 19491231 002x").unwrap().code(),
            "11010519491231002X"
        );
    }

    #[test]
    fn the_fault_names_the_part() {
        assert!(says("").contains("18 digits"));
        assert!(says("1101051949123100").contains("and 16 stand"));
        assert!(says("1101051949123100XX").contains("character 17"));
        assert!(says("990105194912310028").contains("province has the code 99"));
        assert!(says("110105194902300028").contains("19490230"));
        assert!(says("440524188001010014").contains("18800101"));
        assert!(says("110105194912310021").contains("should be X but is 1"));
    }

    proptest! {
        #[test]
        fn exactly_one_check_character_fits(
            region in "(11|33|44)[0-9]{4}", year in 1900..2026, month in 1..=12, day in 1..=28,
            order in 0..1000,
        ) {
            let head = format!("{region}{year}{month:02}{day:02}{order:03}");
            let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
            let sum: u32 = head.chars().zip(weights).map(|(c, w)| c.to_digit(10).unwrap() * w).sum();
            let check = b"10X98765432"[(sum % 11) as usize] as char;
            for last in "0123456789X".chars() {
                let number = format!("{head}{last}");
                match IdNumber::read(&number) {
                    Ok(read) => {
                        prop_assert_eq!(last, check);
                        prop_assert_eq!(&IdNumber::read(&read.cell().code(chrono_tz::UTC)).unwrap(), &read);
                        prop_assert_eq!(IdNumber::load(Found::Text(&number)), Some(read));
                    }
                    Err(_) => prop_assert_ne!(last, check),
                }
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = IdNumber::read(&text);
        }
    }
}
