//! What a survey asks and how its answers are judged: `[survey]`.

use serde::Deserialize;

use super::faults::Faults;
use crate::say;
use crate::value::Entry;
use crate::words::{Text, keep};

/// `[survey]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    percent: i64,
    least: i64,
    measure: String,
    dimensions: Vec<WrittenDimension>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDimension {
    code: String,
    en: String,
    zh: String,
    #[serde(default)]
    also: Vec<String>,
}

/// What a dimension's satisfaction in percent is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The share of scores of 4 and 5 (K11).
    Satisfied,
    /// The mean as a share of 5 (K12).
    Mean,
}

/// How answers are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Survey {
    /// A dimension below so many percent in a month needs its root cause (R176).
    pub percent: i64,
    /// Fewer answers than these say nothing of a month.
    pub least: i64,
    pub measure: Measure,
}

impl Survey {
    /// Also gives the list that dimensions are read and shown by.
    pub(super) fn read(written: Written, faults: &mut Faults<'_>) -> (Self, Vec<Entry>) {
        if !(1..=100).contains(&written.percent) {
            let what = say!("should be 1 to 100", "应为 1 到 100");
            faults.note("survey.percent", what);
        }
        if !(1..=1000).contains(&written.least) {
            let what = say!("should be 1 to 1000", "应为 1 到 1000");
            faults.note("survey.least", what);
        }
        let measure = match written.measure.as_str() {
            "satisfied" => Measure::Satisfied,
            "mean" => Measure::Mean,
            other => {
                let what = say!(
                    "“{other}” should be satisfied or mean",
                    "“{other}”应为 satisfied 或 mean"
                );
                faults.note("survey.measure", what);
                Measure::Satisfied
            }
        };
        if written.dimensions.is_empty() {
            let what = say!("names no dimension", "没有列出任何评价维度");
            faults.note("survey.dimensions", what);
        }
        let survey = Survey {
            percent: written.percent,
            least: written.least,
            measure,
        };
        (survey, dimensions(written.dimensions, faults))
    }
}

fn dimensions(written: Vec<WrittenDimension>, faults: &mut Faults<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for one in written {
        let code = keep(&one.code);
        let is_code = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let fault = match () {
            () if code.is_empty() || !code.chars().all(is_code) => Some(say!(
                "“{code}” is no code: small letters, digits and dashes, such as response-speed",
                "“{code}”不能作为代码：只用小写字母、数字和连字符，如 response-speed"
            )),
            () if entries.iter().any(|known| known.code == code) => {
                Some(say!("names “{code}” twice", "“{code}”重复"))
            }
            () => None,
        };
        if let Some(fault) = fault {
            faults.note("survey.dimensions", fault);
            continue;
        }
        let aliases: Vec<&'static str> = one.also.iter().map(|word| keep(word)).collect();
        entries.push(Entry {
            code,
            label: Text::kept(&one.en, &one.zh),
            aliases: super::codes::keep_slice(aliases),
            short: None,
        });
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::super::tests::{mine, problems};
    use super::Measure;
    use crate::value::Book;

    #[test]
    fn a_team_has_its_own_dimensions() {
        let book = mine(
            "[survey]\npercent = 90\nmeasure = \"mean\"\ndimensions = [\n { code = \"price\", en = \"Price\", zh = \"价格\", also = [\"价格合理\"] },\n]\n",
        );
        assert_eq!(
            (book.survey.percent, book.survey.measure),
            (90, Measure::Mean)
        );
        assert_eq!(
            book.codes.find(Book::Dimension, "价格合理").unwrap().code,
            "price"
        );
        assert!(book.codes.find(Book::Dimension, "overall").is_none());
    }

    #[test]
    fn wrong_settings_are_named() {
        assert_eq!(
            problems(
                "[survey]\npercent = 0\nleast = 0\nmeasure = \"nps\"\ndimensions = [\n { code = \"Price\", en = \"Price\", zh = \"价格\" },\n { code = \"a\", en = \"A\", zh = \"甲\" },\n { code = \"a\", en = \"A\", zh = \"甲\" },\n]\n"
            ),
            [
                "mine.toml:2 survey.percent: should be 1 to 100",
                "mine.toml:3 survey.least: should be 1 to 1000",
                "mine.toml:4 survey.measure: “nps” should be satisfied or mean",
                "mine.toml:5 survey.dimensions: “Price” is no code: small letters, digits and dashes, such as response-speed",
                "mine.toml:5 survey.dimensions: names “a” twice",
            ]
        );
    }
}
