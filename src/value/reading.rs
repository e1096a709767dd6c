//! What a parser may know besides the text: the time, the calendar's zone, the
//! playbook's codes, and who can look up another record.

use chrono::{NaiveDate, NaiveTime};

use super::{Codes, Moment, Noun};
use crate::words::Say;

/// Everything around a text that its meaning may depend on.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    pub now: Moment,
    /// The calendar's zone, wherever the machine stands.
    pub zone: chrono_tz::Tz,
    /// When a usual working day begins: what a bare day without hours of its own
    /// means for something that happened.
    pub opening: NaiveTime,
    /// When a usual working day ends: the same for something due.
    pub closing: NaiveTime,
    pub codes: &'a Codes,
    pub refs: &'a dyn Resolve,
    pub workdays: &'a dyn Workdays,
}

/// Counts working days, for `+3wd`, and knows the hours of a day.
pub trait Workdays {
    /// The `n`-th working day after `day` (before it, where `n` is negative).
    fn step(&self, day: NaiveDate, n: i64) -> NaiveDate;

    /// When the office opens and closes on `day`, where the day has hours.
    fn hours_of(&self, _day: NaiveDate) -> Option<(NaiveTime, NaiveTime)> {
        None
    }
}

/// Finds the record that a reference names.
pub trait Resolve {
    /// The internal id of the one record of `noun` that `text` names.
    ///
    /// # Errors
    /// [`Fault::NoSuch`] or [`Fault::Ambiguous`].
    fn resolve(&self, noun: Noun, text: &str) -> Result<i64, Fault>;

    /// What the one record that `text` names is called, where that is known.
    fn name(&self, _noun: Noun, _text: &str) -> Option<String> {
        None
    }
}

/// One of the records an ambiguous reference may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub number: String,
    pub name: String,
}

/// Why a text is not an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// What was expected instead, as the end of "… is not".
    Expected(Say),
    /// Readable, but not possible: a whole sentence that says why.
    Wrong(Say),
    /// No record is called so.
    NoSuch(Noun, String),
    /// Several records are called so.
    Ambiguous(Noun, String, Vec<Candidate>),
}
