//! How records are numbered: `[numbers]`. A format is checked when the
//! playbook is read, so that writing a number cannot fail.

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::faults::Faults;
use super::nearest::or_nearest;
use crate::say;
use crate::words::Say;

/// `[numbers]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    customer: String,
    draft: String,
    record: String,
    unknown_region: String,
    unknown_industry: String,
}

/// The formats of all numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// A customer on file: `HZ-IT-2024-001`.
    pub customer: NumberFormat,
    /// A customer until filing, where the gate `registration` enforces: `N0001`.
    pub draft: NumberFormat,
    /// Every other record: `SN20240315001`.
    pub record: NumberFormat,
    /// What stands in a number while the region is unknown.
    pub unknown_region: String,
    /// What stands in a number while the industry is unknown.
    pub unknown_industry: String,
}

impl Numbers {
    pub(super) fn read(written: Written, faults: &mut Faults<'_>) -> Option<Self> {
        const PLACE: [Blank; 2] = [Blank::Region, Blank::Industry];
        let mut format = |key: &str, text: &str, besides: &[Blank]| {
            NumberFormat::parse(text, besides)
                .map_err(|what| faults.note(&format!("numbers.{key}"), what))
                .ok()
        };
        let customer = format("customer", &written.customer, &PLACE);
        let draft = format("draft", &written.draft, &PLACE);
        let record = format("record", &written.record, &[Blank::Prefix]);
        if let Some(record) = &record
            && !record.pieces.contains(&Piece::Blank(Blank::Prefix))
        {
            let what = say!(
                "needs {{prefix}}, or two kinds of record share a number",
                "缺少 {{prefix}}，不同记录的编号会重复"
            );
            faults.note("numbers.record", what);
        }
        Some(Numbers {
            customer: customer?,
            draft: draft?,
            record: record?,
            unknown_region: written.unknown_region,
            unknown_industry: written.unknown_industry,
        })
    }

    /// What a customer's number is made of; `region` and `industry` as they
    /// stand in numbers (`Entry::in_number`), `date` of filing in the calendar's zone.
    pub fn of_customer<'a>(
        &'a self,
        region: Option<&'a str>,
        industry: Option<&'a str>,
        date: NaiveDate,
    ) -> Parts<'a> {
        Parts {
            region: region.unwrap_or(&self.unknown_region),
            industry: industry.unwrap_or(&self.unknown_industry),
            prefix: "",
            date,
        }
    }

    /// What another record's number is made of: the two letters of its kind
    /// and its own date in the calendar's zone.
    pub fn of_record<'a>(&'a self, prefix: &'a str, date: NaiveDate) -> Parts<'a> {
        Parts {
            prefix,
            ..self.of_customer(None, None, date)
        }
    }
}

/// What fills the blanks of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    pub region: &'a str,
    pub industry: &'a str,
    /// The two letters of a kind of record: `SN`.
    pub prefix: &'a str,
    pub date: NaiveDate,
}

/// A checked format: text and blanks, then the serial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberFormat {
    pieces: Vec<Piece>,
    /// The least number of digits of the serial.
    digits: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Blank(Blank),
}

/// What can be filled in before the serial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Blank {
    Region,
    Industry,
    Prefix,
    Year,
    YearMonthDay,
}

impl Blank {
    const fn name(self) -> &'static str {
        match self {
            Blank::Region => "region",
            Blank::Industry => "industry",
            Blank::Prefix => "prefix",
            Blank::Year => "year",
            Blank::YearMonthDay => "yyyymmdd",
        }
    }
}

impl NumberFormat {
    /// Reads `{region}-{year}-{serial:3}`; dates are allowed everywhere,
    /// `besides` lists what else is.
    fn parse(text: &str, besides: &[Blank]) -> Result<Self, Say> {
        let allowed = || besides.iter().chain(&[Blank::Year, Blank::YearMonthDay]);
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            push_text(&mut pieces, before)?;
            let (name, after) = after.split_once('}').ok_or_else(|| {
                say!(
                    "“{text}” has a {{ without its }}",
                    "“{text}”中的 {{ 缺少对应的 }}"
                )
            })?;
            if let Some(digits) = name.strip_prefix("serial:") {
                return Self::ending(pieces, digits, after);
            }
            let Some(blank) = allowed().find(|blank| blank.name() == name) else {
                let names: Vec<&str> = allowed()
                    .map(|blank| blank.name())
                    .chain(["serial:3"])
                    .collect();
                return Err(or_nearest(
                    say!("unknown placeholder {{{name}}}", "未知占位符 {{{name}}}"),
                    name,
                    names,
                ));
            };
            pieces.push(Piece::Blank(*blank));
            rest = after;
        }
        push_text(&mut pieces, rest)?;
        Err(say!(
            "“{text}” has no {{serial:3}} at its end",
            "“{text}”末尾缺少 {{serial:3}}"
        ))
    }

    fn ending(pieces: Vec<Piece>, digits: &str, after: &str) -> Result<Self, Say> {
        match digits.parse() {
            Ok(digits @ 1..=9) if after.is_empty() => Ok(NumberFormat { pieces, digits }),
            Ok(1..=9) => Err(say!(
                "“{after}” stands after the serial, which must come last",
                "流水号必须在最后，其后还有“{after}”"
            )),
            _ => Err(say!(
                "{{serial:{digits}}} needs 1 to 9 digits, such as {{serial:3}}",
                "{{serial:{digits}}} 的位数应为 1–9，如 {{serial:3}}"
            )),
        }
    }

    /// Everything before the serial: the key under which serials are counted.
    pub fn prefix(&self, parts: &Parts<'_>) -> String {
        let mut prefix = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => prefix.push_str(text),
                Piece::Blank(Blank::Region) => prefix.push_str(parts.region),
                Piece::Blank(Blank::Industry) => prefix.push_str(parts.industry),
                Piece::Blank(Blank::Prefix) => prefix.push_str(parts.prefix),
                Piece::Blank(Blank::Year) => prefix.push_str(&format!("{:04}", parts.date.year())),
                Piece::Blank(Blank::YearMonthDay) => {
                    prefix.push_str(&parts.date.format("%Y%m%d").to_string());
                }
            }
        }
        prefix
    }

    /// The least number of digits of the serial.
    pub const fn digits(&self) -> usize {
        self.digits
    }

    /// The whole number; 999 is followed by 1000.
    pub fn render(&self, parts: &Parts<'_>, serial: u64) -> String {
        let digits = self.digits;
        format!("{}{serial:0digits$}", self.prefix(parts))
    }
}

/// Takes the text between two blanks.
fn push_text(pieces: &mut Vec<Piece>, text: &str) -> Result<(), Say> {
    if text.contains('}') {
        return Err(say!(
            "“{text}” has a }} without its {{",
            "“{text}”中的 }} 缺少对应的 {{"
        ));
    }
    if text.contains(|c: char| c.is_control() || c.is_whitespace()) {
        return Err(say!("a number has no spaces", "编号中不能有空格"));
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text.to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::problems;
    use super::*;
    use proptest::prelude::*;

    const CUSTOMER: [Blank; 2] = [Blank::Region, Blank::Industry];

    fn parts<'a>() -> Parts<'a> {
        Parts {
            region: "HZ",
            industry: "IT",
            prefix: "SN",
            date: NaiveDate::from_ymd_opt(2024, 3, 15).unwrap(),
        }
    }

    fn customer(text: &str) -> Result<NumberFormat, Say> {
        NumberFormat::parse(text, &CUSTOMER)
    }

    #[test]
    fn the_numbers_of_the_handbooks_can_be_written() {
        let format = customer("{region}-{industry}-{year}-{serial:3}").unwrap();
        assert_eq!(format.render(&parts(), 1), "HZ-IT-2024-001");
        assert_eq!(format.prefix(&parts()), "HZ-IT-2024-");
        let format = customer("客户-{year}-{serial:3}").unwrap();
        assert_eq!(format.render(&parts(), 1), "客户-2024-001");
        let format = NumberFormat::parse("{prefix}{yyyymmdd}{serial:3}", &[Blank::Prefix]).unwrap();
        assert_eq!(format.render(&parts(), 1), "SN20240315001");
        assert_eq!(
            customer("N{serial:4}").unwrap().render(&parts(), 7),
            "N0007"
        );
    }

    #[test]
    fn a_full_sequence_grows_a_digit() {
        let format = customer("{year}-{serial:3}").unwrap();
        assert_eq!(format.render(&parts(), 999), "2024-999");
        assert_eq!(format.render(&parts(), 1000), "2024-1000");
    }

    #[test]
    fn a_bad_format_says_what_is_wrong() {
        for (text, expected) in [
            (
                "{regoin}-{serial:3}",
                "unknown placeholder {regoin}; did you mean region?",
            ),
            ("{prefix}{serial:3}", "unknown placeholder {prefix}"),
            ("HZ-{year}", "“HZ-{year}” has no {serial:3} at its end"),
            (
                "{serial:3}-{year}",
                "“-{year}” stands after the serial, which must come last",
            ),
            (
                "{serial:0}",
                "{serial:0} needs 1 to 9 digits, such as {serial:3}",
            ),
            (
                "{serial:99}",
                "{serial:99} needs 1 to 9 digits, such as {serial:3}",
            ),
            ("{year", "“{year” has a { without its }"),
            ("year}{serial:3}", "“year}” has a } without its {"),
            ("A B{serial:3}", "a number has no spaces"),
        ] {
            assert_eq!(customer(text).unwrap_err().en, expected);
        }
    }

    #[test]
    fn the_playbooks_formats_are_checked_when_it_is_read() {
        let numbers = crate::playbook::Playbook::standard().unwrap().numbers;
        let record = numbers.of_record("SN", parts().date);
        assert_eq!(numbers.record.render(&record, 1), "SN20240315001");
        let nowhere = numbers.of_customer(None, Some("IT"), parts().date);
        assert_eq!(numbers.customer.render(&nowhere, 12), "XX-IT-2024-012");
        assert_eq!(numbers.draft.render(&nowhere, 1), "N0001");
        assert_eq!(
            problems(
                "[numbers]\nrecord = \"{year}-{serial:3}\"\ncustomer = \"{area}{serial:3}\"\n"
            ),
            [
                "mine.toml:2 numbers.record: needs {prefix}, or two kinds of record share a number",
                "mine.toml:3 numbers.customer: unknown placeholder {area}",
            ]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = customer(&text);
        }

        #[test]
        fn a_number_is_its_prefix_and_its_serial(
            before in "[A-Z客户-]{0,6}", digits in 1usize..=9, serial in any::<u64>(),
        ) {
            let format = customer(&format!("{before}{{year}}-{{serial:{digits}}}")).unwrap();
            let number = format.render(&parts(), serial);
            let tail = number.strip_prefix(&format.prefix(&parts())).unwrap();
            prop_assert!(tail.len() >= digits);
            prop_assert_eq!(tail.parse::<u64>().unwrap(), serial);
        }
    }
}
