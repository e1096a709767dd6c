//! `[questions]`: what to ask a customer about needs, by kind of question and by
//! industry. An industry's own questions come before those for everybody; they are read
//! when something first asks them.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::faults::{Faults, Source};
use super::layer::{self, Layer};
use super::load::unreadable;
use super::nearest::or_nearest;
use crate::problem::Problem;
use crate::records::choices::Spin;
use crate::say;
use crate::value::{Book, Codes};
use crate::words::Text;

/// What those for every industry stand under.
const GENERAL: &str = "general";

/// The keys of an entry: the four kinds of question, and what is asked of a
/// customer who has answered all four.
const KEYS: [&str; 5] = [
    "situation",
    "problem",
    "implication",
    "need-payoff",
    "change",
];

/// The question bank, not read yet or read.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// The standard's first, the user's last.
    layers: Vec<Layer>,
    read: OnceLock<Result<Questions, Vec<Problem>>>,
}

impl Asked {
    pub(super) fn new(layers: Vec<Layer>) -> Self {
        Asked {
            layers,
            read: OnceLock::new(),
        }
    }

    /// The questions in force.
    ///
    /// # Errors
    /// Everything that is wrong with them, each with file, line and dotted key.
    pub(super) fn get(&self, codes: &Codes) -> Result<&Questions, Vec<Problem>> {
        match self.read.get_or_init(|| all(&self.layers, codes)) {
            Ok(questions) => Ok(questions),
            Err(problems) => Err(problems.clone()),
        }
    }
}

/// Lines are counted only once there is something to tell of them.
fn all(layers: &[Layer], codes: &Codes) -> Result<Questions, Vec<Problem>> {
    let sound = all_with(layers, codes, &layer::top_name(layers));
    sound.or_else(|_| all_with(layers, codes, &layer::top_source(layers)))
}

fn all_with(layers: &[Layer], codes: &Codes, source: &Source) -> Result<Questions, Vec<Problem>> {
    let mut faults = Faults::new(source);
    let mut laid = DeTable::new();
    let mut top = "";
    for layer in layers {
        top = &layer.text;
        lay(&mut laid, &layer.text, &mut faults);
    }
    if !faults.is_empty() {
        return Err(faults.into_problems());
    }
    let laid = Spanned::new(0..0, laid);
    let written = Written::deserialize(toml::de::Deserializer::from(laid));
    let questions = match written {
        Ok(written) => Questions::read(written, codes, &mut faults),
        Err(why) => {
            unreadable(&why, top, &mut faults);
            Questions::default()
        }
    };
    match faults.is_empty() {
        true => Ok(questions),
        false => Err(faults.into_problems()),
    }
}

/// Lays what a file says of questions over what is there.
fn lay<'t>(laid: &mut DeTable<'t>, text: &'t str, faults: &mut Faults<'_>) {
    let mut table = match DeTable::parse(text) {
        Ok(table) => table.into_inner(),
        Err(why) => return unreadable(&why, text, faults),
    };
    match table.remove(KEY).map(Spanned::into_inner) {
        Some(DeValue::Table(mine)) => {
            layer::check_entries(&mine, &KEYS, KEY, faults);
            layer::merge(laid, mine);
        }
        Some(_) => {
            let what = say!(
                "should be tables, such as [questions.general]",
                "应为若干表，如 [questions.general]"
            );
            faults.note(KEY, what);
        }
        None => {}
    }
}

/// What all of this stands under.
const KEY: &str = "questions";

/// `[questions]` as it is written.
type Written = BTreeMap<String, Lists>;

/// The questions of one entry, as they are written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Lists {
    situation: Vec<Question>,
    problem: Vec<Question>,
    implication: Vec<Question>,
    need_payoff: Vec<Question>,
    change: Vec<Question>,
}

/// One question: in both languages, or in one for both.
struct Question(Text);

impl<'de> Deserialize<'de> for Question {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Question;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("a question, or { en = …, zh = … }")
            }

            fn visit_str<E>(self, text: &str) -> Result<Question, E> {
                Ok(Question(Text::kept(text, text)))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Question, A::Error> {
                let pair = super::Pair::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Question(pair.kept()))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// The questions of one entry, in the order of [`KEYS`].
type Bank = [Vec<Text>; KEYS.len()];

/// The question bank.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Questions {
    general: Bank,
    /// By the code of the industry.
    industry: BTreeMap<&'static str, Bank>,
}

/// What a question is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// One of the four kinds of SPIN.
    Spin(Spin),
    /// Whether anything has changed, once all four were answered.
    Change,
}

impl Purpose {
    /// Every purpose, in the order in which they are asked.
    pub const ALL: [Self; KEYS.len()] = [
        Purpose::Spin(Spin::Situation),
        Purpose::Spin(Spin::Problem),
        Purpose::Spin(Spin::Implication),
        Purpose::Spin(Spin::NeedPayoff),
        Purpose::Change,
    ];

    const fn place(self) -> usize {
        match self {
            Purpose::Spin(Spin::Situation) => 0,
            Purpose::Spin(Spin::Problem) => 1,
            Purpose::Spin(Spin::Implication) => 2,
            Purpose::Spin(Spin::NeedPayoff) => 3,
            Purpose::Change => 4,
        }
    }
}

impl Questions {
    fn read(written: Written, codes: &Codes, faults: &mut Faults<'_>) -> Self {
        let mut questions = Questions::default();
        for (name, lists) in written {
            let key = format!("questions.{name}");
            let bank = bank(lists, &key, faults);
            if name == GENERAL {
                questions.general = bank;
                continue;
            }
            match codes.entry(Book::Industry, &name) {
                Some(entry) => {
                    questions.industry.insert(entry.code, bank);
                }
                None => faults.note(&key, no_industry(&name, codes)),
            }
        }
        questions
    }

    /// What to ask a customer of this industry: the questions of the division,
    /// those of its section, then those for everybody.
    pub fn of(&self, purpose: Purpose, industry: Option<&str>) -> Vec<Text> {
        let own = industry.into_iter().flat_map(|code| {
            [Some(code), section(code)]
                .into_iter()
                .flatten()
                .filter_map(|code| self.industry.get(code))
        });
        let at = purpose.place();
        own.chain([&self.general])
            .filter_map(|bank| bank.get(at))
            .flatten()
            .copied()
            .collect()
    }

    /// Every question: the industry's code, empty for everybody; what it is for;
    /// and the question.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, Purpose, Text)> {
        let banks = std::iter::once(("", &self.general)).chain(
            self.industry
                .iter()
                .map(|(industry, bank)| (*industry, bank)),
        );
        banks.flat_map(|(industry, bank)| {
            Purpose::ALL.into_iter().flat_map(move |purpose| {
                let asked = bank.get(purpose.place()).into_iter().flatten();
                asked.map(move |text| (industry, purpose, *text))
            })
        })
    }
}

fn bank(lists: Lists, key: &str, faults: &mut Faults<'_>) -> Bank {
    let Lists {
        situation,
        problem,
        implication,
        need_payoff,
        change,
    } = lists;
    let lists = [situation, problem, implication, need_payoff, change];
    for (list, name) in lists.iter().zip(KEYS) {
        let blank = |text: &str| text.trim().is_empty();
        if list
            .iter()
            .any(|question| blank(question.0.en) || blank(question.0.zh))
        {
            let what = say!("has an empty question", "含有空的问题");
            faults.note(&format!("{key}.{name}"), what);
        }
    }
    lists.map(|list| list.into_iter().map(|question| question.0).collect())
}

fn no_industry(name: &str, codes: &Codes) -> crate::words::Say {
    if let Some(meant) = codes.find(Book::Industry, name) {
        let code = meant.code;
        return say!(
            "“{name}” is no code of an industry; write its code, {code}",
            "“{name}”不是行业代码；请写代码 {code}"
        );
    }
    let what = say!(
        "“{name}” is no code of an industry, such as C or 65, nor “{GENERAL}”",
        "“{name}”不是行业代码（如 C、65），也不是 {GENERAL}"
    );
    let known = codes.book(Book::Industry).iter().map(|entry| entry.code);
    or_nearest(what, name, known.chain([GENERAL]))
}

/// The section of GB/T 4754 that a division belongs to.
fn section(code: &str) -> Option<&'static str> {
    let division: u8 = code.parse().ok().filter(|_| code.len() == 2)?;
    Some(match division {
        1..=5 => "A",
        6..=12 => "B",
        13..=43 => "C",
        44..=46 => "D",
        47..=50 => "E",
        51..=52 => "F",
        53..=60 => "G",
        61..=62 => "H",
        63..=65 => "I",
        66..=69 => "J",
        70 => "K",
        71..=72 => "L",
        73..=75 => "M",
        76..=79 => "N",
        80..=82 => "O",
        83 => "P",
        84..=85 => "Q",
        86..=90 => "R",
        91..=96 => "S",
        97 => "T",
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
