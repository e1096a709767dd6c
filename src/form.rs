//! A form: the one declaration that flags, prompts, columns, the printed sheet
//! and validation are all read from.
//!
//! A record declares its form once with [`form!`](crate::form!); the macro
//! writes the plain struct and the [`Form`] impl, nothing else. Everything that
//! works on "some form" is an ordinary function over `&[Field]` or [`Form`].

mod ahead;
mod declare;
mod reader;

use std::collections::BTreeSet;

pub use reader::Reader;

use crate::field::{Field, When};
use crate::problem::Problem;
use crate::value::{Cell, Found, Kind, Reading, Stored};
use crate::words::Text;

/// A record that is filled in as a form.
pub trait Form: Sized + Clone + 'static {
    /// The table in the store, and the form's name in files.
    const NAME: &'static str;
    const LABEL: Text;
    const FIELDS: &'static [Field];

    /// Reads a record off a draft; `None` once a problem has been noted.
    fn read(reader: &mut Reader<'_>) -> Option<Self>;

    /// The answers for people and files, in the order of [`Self::FIELDS`].
    fn cells(&self) -> Vec<Cell>;

    /// The answers for the store, in the order of [`Self::FIELDS`].
    fn store(&self) -> Vec<Stored>;

    /// Takes back what [`Form::store`] gave; the key of the column that holds
    /// something else, if one does.
    ///
    /// # Errors
    /// The key of a column that cannot be read.
    fn load<'r>(next: &mut dyn FnMut() -> Found<'r>) -> Result<Self, &'static str>;

    /// Rules that look at more than one field, and at nothing else.
    fn rules(&self) -> Vec<Problem> {
        Vec::new()
    }
}

/// The fields of a form with another one's once inside it: a customer with the
/// first contact. The inner keys become `contact.name`; none of them is
/// required by itself, and fields that refer to the outer record are left out.
pub fn embedded(
    outer: &'static [Field],
    inner: &'static [Field],
    prefix: &str,
    extra: &'static [Field],
) -> Vec<Field> {
    let inside = inner
        .iter()
        .filter(|field| field.within.is_some())
        .map(|field| field.inside(prefix));
    outer
        .iter()
        .copied()
        .chain(inside)
        .chain(extra.iter().copied())
        .collect()
}

/// The heading that the field at `at` stands under: the last one begun.
pub fn group_at(fields: &[Field], at: usize) -> Option<Text> {
    fields
        .iter()
        .take(at + 1)
        .rev()
        .find_map(|field| field.group)
}

/// Some fields of a form, in the order of `keys`: what one verb takes.
pub fn subset(fields: &[Field], keys: &[&str]) -> Vec<Field> {
    keys.iter()
        .filter_map(|key| fields.iter().find(|field| field.key == *key))
        .copied()
        .collect()
}

/// The words that mean "the customer has not said yet" (R132).
pub fn is_to_confirm(text: &str) -> bool {
    let text = text.trim();
    let words = ["待确认", "to confirm", "to-confirm", "tbc"];
    words.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// A form as far as it has been filled in: texts, not yet checked.
#[derive(Clone, Debug)]
pub struct Draft {
    pub fields: &'static [Field],
    answers: Vec<Option<String>>,
    /// Answers that the program supposes: nobody gave them.
    supposed: BTreeSet<usize>,
    /// The answer that was still being typed: asked for, standing there already.
    unfinished: Option<usize>,
}

impl Draft {
    pub fn new(fields: &'static [Field]) -> Self {
        Draft {
            fields,
            answers: vec![None; fields.len()],
            supposed: BTreeSet::new(),
            unfinished: None,
        }
    }

    /// A draft that says what `record` says.
    pub fn of<F: Form>(record: &F, code: impl Fn(&Cell) -> String) -> Self {
        Draft {
            fields: F::FIELDS,
            answers: record
                .cells()
                .iter()
                .map(|cell| match cell {
                    Cell::Empty => None,
                    cell => Some(code(cell)),
                })
                .collect(),
            supposed: BTreeSet::new(),
            unfinished: None,
        }
    }

    pub fn position(&self, key: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.key == key)
    }

    pub fn answer(&self, at: usize) -> Option<&str> {
        self.answers.get(at)?.as_deref()
    }

    /// The answer to the field called `key`.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.answer(self.position(key)?)
    }

    pub fn set_at(&mut self, at: usize, answer: Option<String>) {
        if let Some(slot) = self.answers.get_mut(at) {
            *slot = answer;
            self.supposed.remove(&at);
            if self.unfinished == Some(at) {
                self.unfinished = None;
            }
        }
    }

    /// Answers the field called `key`; no such field is no harm.
    pub fn set(&mut self, key: &str, answer: impl Into<String>) {
        if let Some(at) = self.position(key) {
            self.set_at(at, Some(answer.into()));
        }
    }

    /// Supposes an answer unless there is one.
    pub fn set_default(&mut self, key: &str, answer: impl Into<String>) {
        if let Some(at) = self.position(key)
            && self.answer(at).is_none()
        {
            self.set_at(at, Some(answer.into()));
            self.supposed.insert(at);
        }
    }

    /// The answer that somebody gave at `at`; not one that is supposed.
    pub fn given(&self, at: usize) -> Option<&str> {
        self.answer(at).filter(|_| !self.supposed.contains(&at))
    }

    /// Leaves the answer at `at` as far as it was typed: it is asked for again.
    pub fn leave_unfinished(&mut self, at: usize, answer: impl Into<String>) {
        self.set_at(at, Some(answer.into()));
        self.unfinished = Some(at);
    }

    /// The position of the answer that was still being typed.
    pub const fn unfinished(&self) -> Option<usize> {
        self.unfinished
    }

    /// Takes the answers that `newer` has, of the same form.
    pub fn amend(&mut self, newer: &Draft) {
        for at in 0..self.answers.len() {
            self.take_from(at, newer, at);
        }
    }

    /// Takes over one answer of another draft, and how it came about.
    fn take_from(&mut self, at: usize, other: &Draft, from: usize) {
        let Some(answer) = other.answer(from) else {
            return;
        };
        self.set_at(at, Some(answer.to_owned()));
        if other.supposed.contains(&from) {
            self.supposed.insert(at);
        }
        if other.unfinished == Some(from) {
            self.unfinished = Some(at);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.answers.iter().all(Option::is_none)
    }

    /// The same answers over other fields: those that both have, `prefix`
    /// taken off the keys.
    pub fn part(&self, fields: &'static [Field], prefix: &str) -> Draft {
        let mut part = Draft::new(fields);
        for (at, field) in fields.iter().enumerate() {
            if let Some(from) = self.position(&format!("{prefix}{}", field.key)) {
                part.take_from(at, self, from);
            }
        }
        part
    }

    /// The keys whose answer is 待确认.
    pub fn to_confirm(&self) -> BTreeSet<&'static str> {
        self.fields
            .iter()
            .zip(&self.answers)
            .filter(|(_, answer)| answer.as_deref().is_some_and(is_to_confirm))
            .map(|(field, _)| field.key)
            .collect()
    }

    /// The first of `keys` whose answer is 待确认.
    pub fn open_key(&self, keys: &[&str]) -> Option<&'static Field> {
        let open = self.to_confirm();
        let mut fields = self.fields.iter();
        fields.find(|field| keys.contains(&field.key) && open.contains(field.key))
    }

    /// Whether a condition on another field holds, as far as the draft says.
    pub fn holds(&self, when: &When, reading: &Reading<'_>) -> bool {
        let Some(at) = self.position(when.field) else {
            return false;
        };
        let Some(answer) = self.answer(at) else {
            return false;
        };
        let code = match self.fields[at].kind {
            Kind::Choice(choices) | Kind::Choices(choices) => {
                crate::value::find_choice(answer, choices).map_or(answer, |at| choices[at].code)
            }
            Kind::Code(book) => reading
                .codes
                .find(book, answer)
                .map_or(answer, |entry| entry.code),
            _ => answer,
        };
        when.is.contains(&code)
    }

    /// Whether the field counts at all, given the other answers.
    pub fn applies(&self, field: &Field, reading: &Reading<'_>) -> bool {
        field.when.is_none_or(|when| self.holds(&when, reading))
    }

    /// Turns the draft into a record, or says everything that is wrong with it.
    /// `must` are the keys that the playbook requires besides the type's own.
    ///
    /// # Errors
    /// Every problem at once: missing and unreadable fields first, then the
    /// form's own rules.
    pub fn finish<F: Form>(
        &self,
        reading: &Reading<'_>,
        must: &BTreeSet<&str>,
    ) -> Result<F, Vec<Problem>> {
        match self.read(reading, must)? {
            (record, broken) if broken.is_empty() => Ok(record),
            (_, broken) => Err(broken),
        }
    }

    /// What the store would hold for each field, where the form is no record of
    /// its own: one that a playbook declares.
    ///
    /// # Errors
    /// Every missing and unreadable field.
    pub fn values(&self, reading: &Reading<'_>) -> Result<Vec<Stored>, Vec<Problem>> {
        let mut reader = Reader {
            draft: self,
            reading,
            must: &BTreeSet::new(),
            at: 0,
            problems: Vec::new(),
        };
        let values: Vec<Stored> = self.fields.iter().map(|_| reader.value()).collect();
        match reader.problems.is_empty() {
            true => Ok(values),
            false => Err(reader.problems),
        }
    }

    /// The record, and which of the form's own rules it breaks: what is known
    /// of the past is kept even where it cannot be.
    ///
    /// # Errors
    /// Every missing and unreadable field.
    pub fn read<F: Form>(
        &self,
        reading: &Reading<'_>,
        must: &BTreeSet<&str>,
    ) -> Result<(F, Vec<Problem>), Vec<Problem>> {
        let mut reader = Reader {
            draft: self,
            reading,
            must,
            at: 0,
            problems: Vec::new(),
        };
        let record = F::read(&mut reader);
        match record {
            Some(record) if reader.problems.is_empty() => {
                let broken = record.rules();
                Ok((record, broken))
            }
            _ => Err(reader.problems),
        }
    }
}
