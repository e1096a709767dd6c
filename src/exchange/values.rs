//! What the command line says of a sheet's values: `--map-value`, `--scale`
//! and `--set`. A cell is changed only as it says, in this order.

use std::collections::HashMap;

use super::columns::field;
use super::{pair, pairs};
use crate::field::Field;
use crate::problem::Problem;
use crate::say;
use crate::value::Kind;
use crate::words::Say;

/// Changes to the cells of a sheet, by field.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// What stands for a word in lower case.
    swaps: HashMap<usize, HashMap<String, String>>,
    /// By which power of ten plain numbers are multiplied.
    scales: HashMap<usize, usize>,
    /// The answer of rows that have none.
    sets: HashMap<usize, String>,
    /// The country of numbers that name none, and the fields that hold numbers.
    country: Option<(String, Vec<usize>)>,
    /// Which part of a date with its year last comes first, and the fields that
    /// hold dates.
    dates: Option<(First, Vec<usize>)>,
}

/// What comes first in `3/1/2017`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum First {
    Month,
    Day,
}

impl Values {
    /// Reads `priority:Critical=urgent,High=high`, `revenue=1e6`, `region=HZ`.
    ///
    /// # Errors
    /// Everything that cannot be read, by flag.
    pub fn of(
        fields: &[Field],
        swaps: &[&str],
        scales: &[&str],
        sets: &[&str],
    ) -> Result<Self, Vec<Problem>> {
        let mut values = Values::default();
        let mut problems = Vec::new();
        for text in swaps {
            problems.extend(values.add_swap(fields, text).err());
        }
        for text in scales {
            problems.extend(values.add_scale(fields, text).err());
        }
        for text in sets {
            problems.extend(values.add_set(fields, text).err());
        }
        match problems.is_empty() {
            true => Ok(values),
            false => Err(problems),
        }
    }

    /// Takes phone numbers that name no country to be of this one.
    ///
    /// # Errors
    /// Where it is no country's code.
    pub fn of_country(mut self, fields: &[Field], code: Option<&str>) -> Result<Self, Problem> {
        let Some(code) = code else { return Ok(self) };
        let digits = code.trim().trim_start_matches('+');
        let is_code = |digits: &str| {
            (1..=3).contains(&digits.len())
                && digits.bytes().all(|byte| byte.is_ascii_digit())
                && !digits.starts_with('0')
        };
        if !is_code(digits) {
            return Err(Problem::usage(say!(
                "“{code}” is no country's code, such as +1 or +44",
                "“{code}”不是国家（地区）代码，如 +1、+44"
            ))
            .about(Say::same("--country")));
        }
        let phones = fields.iter().enumerate();
        let phones = phones.filter(|(_, field)| field.kind == Kind::Phone);
        self.country = Some((digits.to_owned(), phones.map(|(at, _)| at).collect()));
        Ok(self)
    }

    /// Takes dates that end in their year to begin with the month (`mdy`) or with
    /// the day (`dmy`): 3/1/2017 says neither by itself.
    ///
    /// # Errors
    /// Where it is neither.
    pub fn of_dates(mut self, fields: &[Field], order: Option<&str>) -> Result<Self, Problem> {
        let Some(order) = order else { return Ok(self) };
        let first = match order.trim().to_lowercase().as_str() {
            "mdy" => First::Month,
            "dmy" => First::Day,
            _ => {
                return Err(Problem::usage(say!(
                    "“{order}” is neither mdy nor dmy",
                    "“{order}”应为 mdy（月/日/年）或 dmy（日/月/年）"
                ))
                .about(Say::same("--dates")));
            }
        };
        let dated = |field: &Field| matches!(field.kind, Kind::Day | Kind::Moment(_));
        let places = fields.iter().enumerate();
        let places = places.filter(|(_, field)| dated(field)).map(|(at, _)| at);
        self.dates = Some((first, places.collect()));
        Ok(self)
    }

    fn add_swap(&mut self, fields: &[Field], text: &str) -> Result<(), Problem> {
        const FLAG: &str = "--map-value";
        let Some((name, rest)) = text.split_once([':', '：']) else {
            return Err(Problem::usage(say!(
                "“{text}” is not of the form FIELD:OLD=NEW",
                "“{text}”应写成“字段:原值=新值”"
            ))
            .about(Say::same(FLAG)));
        };
        let at = field(fields, name.trim()).map_err(|problem| problem.about(Say::same(FLAG)))?;
        let swaps = self.swaps.entry(at).or_default();
        for (old, new) in pairs(FLAG, rest)? {
            swaps.insert(old.to_lowercase(), new);
        }
        Ok(())
    }

    fn add_scale(&mut self, fields: &[Field], text: &str) -> Result<(), Problem> {
        const FLAG: &str = "--scale";
        for (name, factor) in pairs(FLAG, text)? {
            let at = field(fields, &name).map_err(|problem| problem.about(Say::same(FLAG)))?;
            let power = power_of_ten(&factor).ok_or_else(|| {
                Problem::usage(say!(
                    "“{factor}” is not a factor such as 1000 or 1e6",
                    "“{factor}”不是倍数，如 1000、1e6、万、百万"
                ))
                .about(Say::same(FLAG))
            })?;
            self.scales.insert(at, power);
        }
        Ok(())
    }

    fn add_set(&mut self, fields: &[Field], text: &str) -> Result<(), Problem> {
        const FLAG: &str = "--set";
        let (name, value) = pair(FLAG, text)?;
        let at = field(fields, &name).map_err(|problem| problem.about(Say::same(FLAG)))?;
        self.sets.insert(at, value);
        Ok(())
    }

    /// The cell as it is meant; nothing where it is empty.
    pub fn read(&self, field: usize, cell: &str) -> Option<String> {
        let cell = cell.trim();
        let swapped = self
            .swaps
            .get(&field)
            .and_then(|swaps| swaps.get(&cell.to_lowercase()))
            .map_or(cell, String::as_str);
        if swapped.is_empty() {
            return None;
        }
        if let Some((code, phones)) = &self.country
            && phones.contains(&field)
            && !swapped.starts_with(['+', '＋'])
            && !swapped.starts_with("00")
        {
            return Some(format!("+{code} {swapped}"));
        }
        if let Some((first, places)) = &self.dates
            && places.contains(&field)
            && let Some(date) = year_first(swapped, *first)
        {
            return Some(date);
        }
        let scaled = self
            .scales
            .get(&field)
            .and_then(|power| times_ten_to(swapped, *power));
        Some(scaled.unwrap_or_else(|| swapped.to_owned()))
    }

    /// The answer of rows that have none of their own.
    pub fn set(&self, field: usize) -> Option<&str> {
        self.sets.get(&field).map(String::as_str)
    }

    /// The fields for which there is one.
    pub fn sets(&self) -> impl Iterator<Item = usize> {
        self.sets.keys().copied()
    }
}

/// `3/1/2017 14:00` as `2017-03-01 14:00`; nothing where it is no such date.
fn year_first(text: &str, first: First) -> Option<String> {
    let (date, time) = text.split_once(' ').unwrap_or((text, ""));
    let parts: Vec<&str> = date.split(['/', '.', '-']).collect();
    let [one, two, year] = parts.as_slice() else {
        return None;
    };
    let digits = |text: &str, len: std::ops::RangeInclusive<usize>| {
        len.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !digits(one, 1..=2) || !digits(two, 1..=2) || !digits(year, 4..=4) {
        return None;
    }
    let (month, day) = match first {
        First::Month => (one, two),
        First::Day => (two, one),
    };
    let date = format!("{year}-{month:0>2}-{day:0>2} {time}");
    Some(date.trim_end().to_owned())
}

/// The power of a factor that is one: 1000, 1e6, 万, 百万, 亿.
fn power_of_ten(factor: &str) -> Option<usize> {
    const NAMED: [(&str, usize); 8] = [
        ("千", 3),
        ("万", 4),
        ("十万", 5),
        ("百万", 6),
        ("千万", 7),
        ("亿", 8),
        ("k", 3),
        ("m", 6),
    ];
    let factor = factor.trim().to_lowercase();
    if let Some((_, power)) = NAMED.iter().find(|(name, _)| *name == factor) {
        return Some(*power);
    }
    if let Some(power) = factor.strip_prefix("1e") {
        return power.parse().ok().filter(|power| *power <= 12);
    }
    let zeros = factor.strip_prefix('1')?;
    (zeros.len() <= 12 && zeros.bytes().all(|byte| byte == b'0')).then_some(zeros.len())
}

/// A plain decimal number times a power of ten, to the last digit; nothing
/// where the text carries a unit of its own, such as 300万.
fn times_ten_to(text: &str, power: usize) -> Option<String> {
    let plain: String = text.chars().filter(|c| !matches!(c, ',' | '，')).collect();
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", plain.as_str()),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if digits.len() < 1 + usize::from(digits.contains('.')) || !is_digits(whole) || !is_digits(part)
    {
        return None;
    }
    let mut all = format!("{whole}{part}");
    let point = whole.len() + power;
    while all.len() < point {
        all.push('0');
    }
    let (whole, part) = all.split_at(point);
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    Some(match part.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        part => format!("{sign}{whole}.{part}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_date_with_its_year_last_is_turned_round() {
        for (text, mdy, dmy) in [
            ("3/1/2017", Some("2017-03-01"), Some("2017-01-03")),
            (
                "12/31/2016 14:05",
                Some("2016-12-31 14:05"),
                Some("2016-31-12 14:05"),
            ),
            ("1.2.2017", Some("2017-01-02"), Some("2017-02-01")),
            ("2017-03-01", None, None),
            ("3/1/17", None, None),
            ("tomorrow", None, None),
        ] {
            assert_eq!(year_first(text, First::Month).as_deref(), mdy, "{text}");
            assert_eq!(year_first(text, First::Day).as_deref(), dmy, "{text}");
        }
    }

    #[test]
    fn numbers_are_multiplied_to_the_last_digit() {
        for (text, power, expected) in [
            ("1100.04", 6, Some("1100040000")),
            ("0.005", 2, Some("0.5")),
            ("-1,234.5", 3, Some("-1234500")),
            ("0", 6, Some("0")),
            (".5", 1, Some("5")),
            ("300万", 6, None),
            ("", 6, None),
            (".", 6, None),
            ("1.2.3", 6, None),
        ] {
            assert_eq!(times_ten_to(text, power).as_deref(), expected, "{text}");
        }
        for (text, power) in [
            ("1000", Some(3)),
            ("1e6", Some(6)),
            ("百万", Some(6)),
            ("1", Some(0)),
            ("2", None),
            ("1e99", None),
        ] {
            assert_eq!(power_of_ten(text), power, "{text}");
        }
    }

    #[test]
    fn the_command_line_says_what_cells_mean() {
        let fields = super::super::forms::of(crate::value::Noun::Customer)
            .unwrap()
            .fields;
        let at = |key: &str| fields.iter().position(|field| field.key == key).unwrap();
        let values = Values::of(
            fields,
            &["行业:Entertainment=R,=C", "intent：hot=high"],
            &["revenue=百万"],
            &["region=HZ", "notes=a,b=c"],
        )
        .unwrap();
        assert_eq!(
            values.read(at("industry"), " entertainment ").as_deref(),
            Some("R")
        );
        assert_eq!(values.read(at("industry"), "").as_deref(), Some("C"));
        assert_eq!(values.read(at("intent"), "Hot").as_deref(), Some("high"));
        assert_eq!(
            values.read(at("revenue"), "251.41").as_deref(),
            Some("251410000")
        );
        assert_eq!(values.read(at("name"), " "), None);
        assert_eq!(values.set(at("notes")), Some("a,b=c"));
        assert_eq!(values.set(at("name")), None);
        let problems = Values::of(fields, &["intent"], &["revenue=2"], &["regoin=HZ"]).unwrap_err();
        let abroad = values.of_country(fields, Some("+1")).unwrap();
        let phone = at("contact.phone");
        for (cell, read) in [
            ("905-555-1234", "+1 905-555-1234"),
            ("+44 20 7946 0000", "+44 20 7946 0000"),
        ] {
            assert_eq!(abroad.read(phone, cell).as_deref(), Some(read));
        }
        assert_eq!(abroad.read(at("name"), "905").as_deref(), Some("905"));
        assert!(Values::default().of_country(fields, Some("US")).is_err());
        assert_eq!(problems.len(), 3);
        assert!(
            problems[2].what.en.ends_with("did you mean region?"),
            "{problems:?}"
        );
    }

    proptest! {
        #[test]
        fn any_number_text_is_scaled_or_left(text in "[-0-9.,万]{0,12}|\\PC{0,6}", power in 0_usize..12) {
            let _ = times_ten_to(&text, power);
        }
    }
}
