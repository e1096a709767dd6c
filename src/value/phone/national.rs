//! Which digits make a whole telephone number in China, and what is missing
//! where they do not.

use crate::say;
use crate::words::Say;

/// A whole number inside China, without the country code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum National {
    /// 11 digits.
    Mobile(String),
    /// Area code with its 0, and 7 or 8 digits.
    Land(String, String),
    /// 400 and 800: 10 digits.
    Service(String),
}

/// How many digits of `digits`, which begin with 0, are the area code: 010 and
/// 02x have three, 03xx to 09xx four.
fn area_len(digits: &str) -> Option<usize> {
    match digits.as_bytes() {
        [b'0', b'1', b'0', ..] | [b'0', b'2', ..] => Some(3),
        // 0400 and 0800 are no areas: they would look like service numbers.
        [b'0', b'4' | b'8', b'0', b'0', ..] => None,
        [b'0', b'3'..=b'9', ..] => Some(4),
        _ => None,
    }
}

/// Reads the digits of one number, without country code and extension.
///
/// # Errors
/// A sentence that says what is missing or too much.
pub(super) fn national(digits: &str) -> Result<National, Say> {
    let count = digits.len();
    match digits.as_bytes() {
        [b'1', b'3'..=b'9', ..] if count == 11 => Ok(National::Mobile(digits.to_owned())),
        [b'1', second, ..] if count == 11 => Err(say!(
            "{digits} is no mobile number: none begins with 1{}",
            "{digits} 不是手机号：没有 1{} 开头的号段",
            char::from(*second)
        )),
        [b'4' | b'8', b'0', b'0', ..] if count == 10 => Ok(National::Service(digits.to_owned())),
        [b'4' | b'8', b'0', b'0', ..] if count > 8 => Err(say!(
            "{digits} has {count} digits, a 400 or 800 number has 10",
            "{digits} 有 {count} 位，400/800 号码应为 10 位"
        )),
        [b'0', ..] => land(digits),
        [b'1', ..] if count > 6 => Err(say!(
            "{digits} has {count} digits, a mobile number has 11",
            "{digits} 有 {count} 位，手机号应为 11 位"
        )),
        [_, ..] if count == 7 || count == 8 => Err(say!(
            "{digits} lacks its area code: write 0571-{digits}, say",
            "{digits} 缺少区号，应写成 0571-{digits} 这样"
        )),
        _ => Err(say!(
            "{digits} is no whole number: a mobile has 11 digits, a landline its area code (0571-88888888), a foreign number a + (+1 6502530000)",
            "{digits} 不是完整的号码：手机号 11 位，座机要带区号（0571-88888888），国外号码以 + 开头（+1 6502530000）"
        )),
    }
}

fn land(digits: &str) -> Result<National, Say> {
    let split = area_len(digits).and_then(|len| digits.split_at_checked(len));
    let Some((area, rest)) = split else {
        return Err(say!(
            "{digits} begins with no area code: 010, 02x or 03xx to 09xx",
            "{digits} 开头不是区号：应为 010、02x 或 03xx–09xx"
        ));
    };
    let count = rest.len();
    match (area.len(), count) {
        (3, 8) | (4, 7 | 8) if !rest.starts_with('0') => {
            Ok(National::Land(area.to_owned(), rest.to_owned()))
        }
        (3, 8) | (4, 7 | 8) => Err(say!(
            "{rest} is no number: none begins with 0 after the area code",
            "{rest} 不是座机号：区号后的号码不以 0 开头"
        )),
        (3, _) => Err(say!(
            "8 digits follow the area code {area}, and {count} stand here",
            "区号 {area} 后应为 8 位号码，这里有 {count} 位"
        )),
        _ => Err(say!(
            "7 or 8 digits follow the area code {area}, and {count} stand here",
            "区号 {area} 后应为 7 或 8 位号码，这里有 {count} 位"
        )),
    }
}

/// How many digits a country's code has (ITU-T E.164).
pub(super) fn country_len(digits: &str) -> usize {
    match digits.as_bytes() {
        [b'1' | b'7', ..] => 1,
        [b'2', b'0' | b'7', ..]
        | [b'3', b'0'..=b'4' | b'6' | b'9', ..]
        | [b'4', b'0' | b'1' | b'3'..=b'9', ..]
        | [b'5', b'1'..=b'8', ..]
        | [b'6', b'0'..=b'6', ..]
        | [b'8', b'1' | b'2' | b'4' | b'6', ..]
        | [b'9', b'0'..=b'5' | b'8', ..] => 2,
        _ => 3,
    }
}
