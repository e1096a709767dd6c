//! What a survey gave each dimension of the playbook, 1 to 5: read as
//! `overall=4, response-speed=5`, or as bare points in the playbook's order.

use serde_json::{Map, Value as Json};

use super::{Book, Cell, Fault, Found, Kind, Reading, Score, Stored, Value};
use crate::say;
use crate::words::{Lang, Text, t};

/// The points of one dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rated {
    pub code: String,
    /// Its name, once it was looked up in the playbook.
    pub label: Option<Text>,
    pub points: u8,
}

/// Points by dimension, each once, in the order given.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Ratings(pub Vec<(String, Score)>);

/// What stands between two answers.
const BETWEEN: [char; 7] = [',', '，', ';', '；', '、', '\n', '|'];

/// What stands between a dimension and its points.
const IS: [char; 4] = ['=', ':', '：', '＝'];

impl Ratings {
    fn pairs(text: &str, reading: &Reading<'_>) -> Result<Self, Fault> {
        let mut all = Ratings::default();
        for part in text.split(BETWEEN).map(str::trim) {
            if part.is_empty() {
                continue;
            }
            let Some((name, points)) = part.split_once(IS) else {
                return Err(shape(reading));
            };
            let (name, points) = (name.trim(), points.trim());
            let Some(entry) = reading.codes.find(Book::Dimension, name) else {
                return Err(Fault::Wrong(say!(
                    "“{name}” is no dimension of the playbook; see them with: kehu playbook show dimensions",
                    "“{name}”不是规则手册中的评价维度；查看：kehu playbook show dimensions"
                )));
            };
            if all.0.iter().any(|(code, _)| code == entry.code) {
                return Err(Fault::Wrong(say!(
                    "“{name}” is scored twice",
                    "“{name}”重复评分"
                )));
            }
            let score =
                Score::parse(points, reading).map_err(|_| out_of_range(entry.label, points))?;
            all.0.push((entry.code.to_owned(), score));
        }
        match all.0.is_empty() {
            true => Err(shape(reading)),
            false => Ok(all),
        }
    }

    /// Bare points, one for each dimension of the playbook.
    fn in_order(text: &str, reading: &Reading<'_>) -> Option<Result<Self, Fault>> {
        let points: Vec<&str> = text
            .split(|c: char| BETWEEN.contains(&c) || c.is_whitespace() || c == '/')
            .filter(|part| !part.is_empty())
            .collect();
        let bare = |part: &&str| part.trim_end_matches('分').parse::<u32>().is_ok();
        if points.is_empty() || !points.iter().all(bare) {
            return None;
        }
        let entries = reading.codes.book(Book::Dimension);
        if points.len() != entries.len() {
            return Some(Err(shape(reading)));
        }
        let each = entries.iter().zip(points).map(|(entry, text)| {
            let score = Score::parse(text, reading).map_err(|_| out_of_range(entry.label, text))?;
            Ok((entry.code.to_owned(), score))
        });
        Some(each.collect::<Result<_, _>>().map(Ratings))
    }
}

/// What was expected, with the playbook's own dimensions.
fn shape(reading: &Reading<'_>) -> Fault {
    let entries = reading.codes.book(Book::Dimension);
    let named = |lang: Lang| -> String {
        let all = entries.iter().map(|entry| entry.label.to(lang));
        all.collect::<Vec<_>>().join(t(", ", "、").to(lang))
    };
    let one = entries.first().map_or("", |entry| entry.code);
    let (en, zh, n) = (named(Lang::En), named(Lang::Zh), entries.len());
    Fault::Expected(say!(
        "{n} points from 1 to 5 in this order: {en}; or single ones by name, such as {one}=4",
        "依次对应以下 {n} 个维度的 1–5 分：{zh}；也可只评其中几项，如 {one}=4"
    ))
}

fn out_of_range(label: Text, points: &str) -> Fault {
    let (en, zh) = (label.en, label.zh);
    Fault::Wrong(say!(
        "{en}: “{points}” is not a whole number from 1 to 5",
        "{zh}：“{points}”不是 1–5 的整数"
    ))
}

impl Value for Ratings {
    const KIND: Kind = Kind::Line;

    fn parse(text: &str, reading: &Reading<'_>) -> Result<Self, Fault> {
        match Ratings::in_order(text, reading) {
            Some(read) => read,
            None => Ratings::pairs(text, reading),
        }
    }

    fn cell(&self) -> Cell {
        let rated = |(code, score): &(String, Score)| Rated {
            code: code.clone(),
            label: None,
            points: score.get(),
        };
        Cell::Rated(self.0.iter().map(rated).collect())
    }

    fn store(&self) -> Stored {
        let all: Map<String, Json> = self
            .0
            .iter()
            .map(|(code, score)| (code.clone(), score.get().into()))
            .collect();
        Stored::Text(Json::Object(all).to_string())
    }

    fn load(found: Found<'_>) -> Option<Self> {
        let Found::Text(text) = found else {
            return None;
        };
        let all: Map<String, Json> = serde_json::from_str(text).ok()?;
        let each = all.into_iter().map(|(code, points)| {
            let score = Score::load(Found::Int(points.as_i64()?))?;
            Some((code, score))
        });
        each.collect::<Option<_>>().map(Ratings)
    }
}

impl Rated {
    /// `overall=4`, as it is typed and as files carry it.
    pub fn code(&self) -> String {
        format!("{}={}", self.code, self.points)
    }

    pub fn shown(&self, lang: Lang) -> String {
        let label = self
            .label
            .map_or(self.code.as_str(), |label| label.to(lang));
        format!("{label} {}", self.points)
    }
}

#[cfg(test)]
mod tests {
    use super::super::when::standin::reading;
    use super::super::{Codes, Entry};
    use super::*;
    use proptest::prelude::*;

    fn codes() -> Codes {
        let entry = |code, label| Entry {
            code,
            label,
            aliases: &[],
            short: None,
        };
        Codes {
            dimensions: vec![
                entry("response-speed", t("Speed of response", "服务响应速度")),
                entry("overall", t("Overall", "整体满意度")),
            ],
            ..Codes::default()
        }
    }

    fn parse(text: &str) -> Result<Ratings, Fault> {
        let codes = codes();
        Ratings::parse(
            text,
            &Reading {
                codes: &codes,
                ..reading()
            },
        )
    }

    #[test]
    fn dimensions_are_named_in_either_language_or_follow_their_order() {
        let code = |text: &str| {
            parse(text)
                .unwrap()
                .cell()
                .code(chrono_tz::UTC)
                .into_owned()
        };
        assert_eq!(
            code("整体满意度：5分，服务响应速度=4"),
            "overall=5,response-speed=4"
        );
        assert_eq!(code("Overall = 3"), "overall=3");
        assert_eq!(code("4 5"), "response-speed=4,overall=5");
        assert_eq!(code("4/5"), "response-speed=4,overall=5");
        for text in [
            "",
            "4",
            "4 5 6",
            "overall=6",
            "4 9",
            "price=3",
            "overall=4,Overall=5",
            "fine",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(speed in 1u8..=5, overall in 1u8..=5) {
            let ratings = parse(&format!("overall={overall};response-speed={speed}")).unwrap();
            let code = ratings.cell().code(chrono_tz::UTC).into_owned();
            prop_assert_eq!(parse(&code), Ok(ratings.clone()));
            let Stored::Text(text) = ratings.store() else { panic!("stored as text") };
            let loaded = Ratings::load(Found::Text(&text)).unwrap();
            prop_assert_eq!(loaded.0.len(), 2);
            for pair in &ratings.0 {
                prop_assert!(loaded.0.contains(pair));
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,24}") {
            let _ = parse(&text);
            let _ = Ratings::load(Found::Text(&text));
        }
    }
}
