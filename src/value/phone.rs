//! Telephone numbers: kept one way however they are written, and refused with
//! what is missing when they are not whole.

mod national;
mod written;

use self::national::{National, country_len};
use self::written::{EXTENSION, Parts, extension_of, groups_of, inside, whole};
use super::search::half_width;
use super::{Cell, Fault, Found, Kind, Reading, Stored, Value};
use crate::say;

/// A number with its country code, and its extension if it has one:
/// `+8613912345678`, `+8657188888888;ext=801` (E.164, RFC 3966).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phone(String);

impl Phone {
    /// Reads a mobile number, a landline with its area code, a 400 or 800
    /// number, or a foreign number with its +.
    ///
    /// # Errors
    /// Says what is missing: digits, or the area code.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let text = half_width(text).trim().to_lowercase();
        let text = ["tel:", "电话:", "手机:", "座机:"]
            .iter()
            .find_map(|label| text.strip_prefix(label))
            .unwrap_or(&text);
        if text.contains(['/', '、', ',', '\n']) {
            return Err(Fault::Wrong(say!(
                "one number at a time",
                "一次只填一个号码"
            )));
        }
        let named = EXTENSION.iter().find_map(|word| text.split_once(word));
        let (main, extension) = match named {
            Some((main, extension)) => (main, Some(extension_of(extension).ok_or_else(expected)?)),
            None => (text, None),
        };
        let groups = groups_of(main).ok_or_else(expected)?;
        let (parts, dialled) = whole(&groups, extension.is_none()).map_err(Fault::Wrong)?;
        Ok(Phone(stored(&parts, extension.or(dialled))))
    }

    /// As people write it: `139 1234 5678`, `0571-88888888-801`,
    /// `400-820-8820`, `+1 6502530000`.
    pub fn shown(&self) -> String {
        let number = match self.parts() {
            Parts::China(National::Mobile(digits)) => spread(&digits, [3, 7], ' '),
            Parts::China(National::Service(digits)) => spread(&digits, [3, 6], '-'),
            Parts::China(National::Land(area, digits)) => format!("{area}-{digits}"),
            Parts::Foreign(country, digits) => format!("+{country} {digits}"),
        };
        match self.extension() {
            Some(extension) if number.starts_with('+') => format!("{number} x{extension}"),
            Some(extension) => format!("{number}-{extension}"),
            None => number,
        }
    }

    /// Without spaces, as it can be typed again: `13912345678`,
    /// `0571-88888888-801`, `+16502530000`.
    pub fn code(&self) -> String {
        match self.parts() {
            Parts::China(National::Mobile(digits) | National::Service(digits)) => {
                match self.extension() {
                    Some(extension) => format!("{digits}-{extension}"),
                    None => digits,
                }
            }
            Parts::China(National::Land(..)) | Parts::Foreign(..) => self.shown().replace(' ', ""),
        }
    }

    /// With its middle hidden, and its extension: `139****5678`, `0571-****8888`.
    pub fn masked(&self) -> String {
        match self.parts() {
            Parts::China(National::Mobile(digits) | National::Service(digits)) => {
                format!("{}****{}", digits.get(..3).unwrap_or(""), tail(&digits, 4))
            }
            Parts::China(National::Land(area, digits)) => {
                format!("{area}-****{}", tail(&digits, 4))
            }
            Parts::Foreign(country, digits) => {
                format!(
                    "+{country} ****{}",
                    tail(&digits, (digits.len() / 3).min(4))
                )
            }
        }
    }

    /// The digits as dialled inside China, without the extension; of a foreign
    /// number with its country code. What a search by the last digits looks at.
    pub fn digits(&self) -> String {
        match self.parts() {
            Parts::China(National::Mobile(digits) | National::Service(digits)) => digits,
            Parts::China(National::Land(area, digits)) => area + &digits,
            Parts::Foreign(country, digits) => country + &digits,
        }
    }

    /// The last `count` of the [`Phone::digits`].
    pub fn last_digits(&self, count: usize) -> String {
        tail(&self.digits(), count).to_owned()
    }

    /// Whether it is a Chinese mobile number.
    pub fn is_mobile(&self) -> bool {
        matches!(self.parts(), Parts::China(National::Mobile(_)))
    }

    fn extension(&self) -> Option<&str> {
        self.0.split_once(";ext=").map(|(_, extension)| extension)
    }

    fn parts(&self) -> Parts {
        let main = self
            .0
            .split_once(";ext=")
            .map_or(self.0.as_str(), |(main, _)| main);
        let digits = main.trim_start_matches('+');
        if let Some(rest) = digits.strip_prefix("86")
            && let Ok(china) = inside(rest)
        {
            return Parts::China(china);
        }
        let (country, rest) = digits
            .split_at_checked(country_len(digits))
            .unwrap_or((digits, ""));
        Parts::Foreign(country.to_owned(), rest.to_owned())
    }
}

fn expected() -> Fault {
    Fault::Expected(say!(
        "a phone number such as 13912345678, 0571-88888888 or +1 6502530000",
        "电话号码，例如 13912345678、0571-88888888"
    ))
}

fn stored(parts: &Parts, extension: Option<String>) -> String {
    let number = match parts {
        Parts::China(National::Mobile(digits) | National::Service(digits)) => {
            format!("+86{digits}")
        }
        Parts::China(National::Land(area, digits)) => {
            format!("+86{}{digits}", area.trim_start_matches('0'))
        }
        Parts::Foreign(country, digits) => format!("+{country}{digits}"),
    };
    match extension {
        Some(extension) => format!("{number};ext={extension}"),
        None => number,
    }
}

/// The digits with `by` before each of two places.
fn spread(digits: &str, places: [usize; 2], by: char) -> String {
    let mut spread = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if places.contains(&place) {
            spread.push(by);
        }
        spread.push(digit);
    }
    spread
}

fn tail(digits: &str, count: usize) -> &str {
    let from = digits.len().saturating_sub(count);
    digits.get(from..).unwrap_or(digits)
}

impl Value for Phone {
    const KIND: Kind = Kind::Phone;

    fn parse(text: &str, _: &Reading<'_>) -> Result<Self, Fault> {
        Self::read(text)
    }

    fn cell(&self) -> Cell {
        Cell::Phone(self.clone())
    }

    fn store(&self) -> Stored {
        Stored::Text(self.0.clone())
    }

    fn load(found: Found<'_>) -> Option<Self> {
        match found {
            Found::Text(text) => Self::read(text).ok().filter(|phone| phone.0 == text),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
