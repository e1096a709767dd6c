//! A draft read into a record, answer by answer, in the order of the form.

use std::collections::BTreeSet;

use super::{Draft, is_to_confirm};
use crate::field::Field;
use crate::problem::Problem;
use crate::value::{Reading, Stored, Value};

/// Hands a draft's answers to [`Form::read`] one by one.
pub struct Reader<'a> {
    pub(super) draft: &'a Draft,
    pub(super) reading: &'a Reading<'a>,
    pub(super) must: &'a BTreeSet<&'a str>,
    pub(super) at: usize,
    pub(super) problems: Vec<Problem>,
}

impl Reader<'_> {
    /// Checks the answers that [`Form::read`] leaves over: those of a form
    /// inside this one.
    pub fn rest(&mut self) {
        while let Some(field) = self.draft.fields.get(self.at) {
            let answer = self.draft.answer(self.at).unwrap_or("").trim();
            self.at += 1;
            if answer.is_empty() && self.is_needed(field) {
                self.problems.push(Problem::missing(field));
            }
            if answer.is_empty() || is_to_confirm(answer) {
                continue;
            }
            if let Err(fault) = field.check(answer, self.reading) {
                self.problems
                    .push(Problem::unreadable(field, answer, fault));
            }
        }
    }

    /// Whether the field must have an answer, given the others.
    fn is_needed(&self, field: &Field) -> bool {
        self.draft.applies(field, self.reading)
            && (field.required
                || self.must.contains(field.key)
                || field
                    .required_when
                    .is_some_and(|when| self.draft.holds(&when, self.reading)))
    }

    /// Takes the next answer as the store would hold it; what does not count,
    /// given the other answers, is none.
    pub(super) fn value(&mut self) -> Stored {
        let Some(field) = self.draft.fields.get(self.at) else {
            return Stored::Null;
        };
        let answer = self.draft.answer(self.at).unwrap_or("").trim();
        self.at += 1;
        if !self.draft.applies(field, self.reading) {
            return Stored::Null;
        }
        if answer.is_empty() && self.is_needed(field) {
            self.problems.push(Problem::missing(field));
        }
        if is_to_confirm(answer) && field.required {
            self.problems.push(Problem::never_open(field));
        }
        if answer.is_empty() || is_to_confirm(answer) {
            return Stored::Null;
        }
        field.read(answer, self.reading).unwrap_or_else(|fault| {
            self.problems
                .push(Problem::unreadable(field, answer, fault));
            Stored::Null
        })
    }

    /// Takes the next answer, as a `T`.
    pub fn take<T: Value>(&mut self) -> Option<T> {
        let field = self.draft.fields.get(self.at)?;
        let answer = self.draft.answer(self.at).unwrap_or("").trim();
        self.at += 1;
        if answer.is_empty() {
            if self.is_needed(field) {
                self.problems.push(Problem::missing(field));
            }
            return T::parse("", self.reading).ok();
        }
        if is_to_confirm(answer) {
            if field.required {
                self.problems.push(Problem::never_open(field));
            }
            return T::parse("", self.reading).ok();
        }
        let allowed = match field.fewer {
            true => field.check(answer, self.reading),
            false => Ok(()),
        };
        match allowed.and_then(|()| T::parse(answer, self.reading)) {
            Ok(value) => Some(value),
            Err(fault) => {
                self.problems
                    .push(Problem::unreadable(field, answer, fault));
                None
            }
        }
    }
}
