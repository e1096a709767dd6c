//! The unified social credit code of an organisation (GB 32100—2015): one that
//! does not check is refused with the character that is wrong.

use super::search::half_width;
use super::{Cell, Fault, Found, Kind, Reading, Stored, Value};
use crate::say;

/// The 31 characters of the code; the place of each is its value.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

const LENGTH: usize = 18;

/// A checked code, in capitals. The inner organisation code (GB 11714) is not
/// checked: the outer check character covers it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uscc(String);

impl Uscc {
    /// Reads a code in either case and width, with or without spaces.
    ///
    /// # Errors
    /// Says which character is wrong, and what it should be where that is known.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let code: String = half_width(text)
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .collect();
        if code.is_empty() {
            return Err(Fault::Expected(say!(
                "a unified social credit code of 18 characters",
                "18 位的统一社会信用代码"
            )));
        }
        let count = code.chars().count();
        if count != LENGTH {
            return Err(Fault::Wrong(say!(
                "a credit code has 18 characters, and {count} stand here",
                "统一社会信用代码应为 18 位，这里有 {count} 位"
            )));
        }
        let mut sum = 0;
        let mut weight = 1;
        let mut last = '0';
        for (at, c) in code.chars().enumerate() {
            let value = value_of(c).ok_or_else(|| not_allowed(at + 1, c))?;
            if at + 1 < LENGTH {
                sum = (sum + value * weight) % 31;
                weight = weight * 3 % 31;
            }
            last = c;
        }
        let check = ALPHABET
            .get((31 - sum) % 31)
            .map_or('0', |byte| char::from(*byte));
        match check == last {
            true => Ok(Uscc(code)),
            false => Err(Fault::Wrong(say!(
                "the check character (the last one) should be {check} but is {last}: a character is mistyped",
                "校验码（末位）应为 {check}，这里是 {last}：有一位输错了"
            ))),
        }
    }

    /// The code in capitals.
    pub fn code(&self) -> String {
        self.0.clone()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn value_of(c: char) -> Option<usize> {
    ALPHABET.iter().position(|byte| char::from(*byte) == c)
}

fn not_allowed(place: usize, c: char) -> Fault {
    let like = match c {
        'I' => '1',
        'O' => '0',
        'S' => '5',
        'V' => 'U',
        'Z' => '2',
        _ => {
            return Fault::Wrong(say!(
                "character {place}, {c:?}, cannot stand in a credit code",
                "第 {place} 位“{c}”不能出现在统一社会信用代码里"
            ));
        }
    };
    Fault::Wrong(say!(
        "character {place}, {c}, is not used in credit codes: is it {like}?",
        "第 {place} 位“{c}”不用于统一社会信用代码，是不是 {like}？"
    ))
}

impl Value for Uscc {
    const KIND: Kind = Kind::Uscc;

    fn parse(text: &str, _: &Reading<'_>) -> Result<Self, Fault> {
        Self::read(text)
    }

    fn cell(&self) -> Cell {
        Cell::Uscc(self.clone())
    }

    fn store(&self) -> Stored {
        Stored::Text(self.0.clone())
    }

    fn load(found: Found<'_>) -> Option<Self> {
        match found {
            Found::Text(text) => Self::read(text).ok().filter(|code| code.0 == text),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn says(text: &str) -> (String, String) {
        match Uscc::read(text) {
            Err(Fault::Wrong(say) | Fault::Expected(say)) => (say.en, say.zh),
            other => panic!("{text}: {other:?}"),
        }
    }

    /// The standard's own words: the weighted sum of all 18 characters, the
    /// check character with weight 1, divides by 31. Written apart from the above.
    fn divides(code: &str) -> bool {
        let weights = [
            1_u32, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1,
        ];
        let sum: u32 = code
            .chars()
            .zip(weights)
            .map(|(c, weight)| {
                let skipped = "IOSVZ".chars().filter(|gap| *gap < c).count() as u32;
                weight * (c.to_digit(36).unwrap() - skipped)
            })
            .sum();
        sum.is_multiple_of(31)
    }

    #[test]
    fn real_looking_codes_pass() {
        for code in [
            "9133036650L2M6GWT7",
            "9133076352PD13T8KH",
            "9133042415Y5Q7C8CU",
            "91330609021XTJ6DHR",
        ] {
            assert!(divides(code), "{code}");
            assert_eq!(Uscc::read(code).unwrap().code(), code);
        }
        assert_eq!(
            Uscc::read(" 9133 0366 50l2 m6gw t7 ").unwrap().as_str(),
            "9133036650L2M6GWT7"
        );
        assert!(Uscc::read("９１３３０３６６５０Ｌ２Ｍ６ＧＷＴ７").is_ok());
    }

    #[test]
    fn the_fault_names_the_character() {
        assert!(says("9133012129523M48NA").1.contains("应为"));
        assert!(says("913303").0.contains("and 6 stand"));
        assert!(says("9133036650O2M6GWT7").0.contains("character 11, O"));
        assert!(says("9133036650O2M6GWT7").0.contains("is it 0?"));
        assert!(says("9133036650云2M6GWT7").1.contains("第 11 位“云”"));
        assert!(
            says("9133036650L2M6GWT8")
                .0
                .contains("should be 7 but is 8")
        );
        assert!(says(" ").0.contains("18"));
    }

    proptest! {
        #[test]
        fn exactly_one_check_character_fits(head in "[0-9A-HJ-NPQRTUWXY]{17}") {
            let fits: Vec<String> = "0123456789ABCDEFGHJKLMNPQRTUWXY"
                .chars()
                .map(|check| format!("{head}{check}"))
                .filter(|code| {
                    let read = Uscc::read(code).is_ok();
                    assert_eq!(read, divides(code), "{code}");
                    read
                })
                .collect();
            prop_assert_eq!(fits.len(), 1);
            let code = Uscc::read(&fits[0]).unwrap();
            prop_assert_eq!(&Uscc::read(&code.cell().code(chrono_tz::UTC)).unwrap(), &code);
            prop_assert_eq!(Uscc::load(Found::Text(&fits[0])), Some(code));
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = Uscc::read(&text);
        }
    }
}
