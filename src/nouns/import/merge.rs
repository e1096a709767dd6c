//! A row over a record on file: what is empty there is filled in; what differs
//! stays, unless the file is to win.

use crate::field::Field;
use crate::form::Form;
use crate::problem::Failure;
use crate::value::{Found, Stored};

/// The record with the row's answers in it.
pub struct Merged<F> {
    pub record: F,
    /// Keys that were filled in or overwritten.
    pub changed: Vec<&'static str>,
    /// Fields where both have an answer, and the file's was not taken.
    pub conflicts: Vec<&'static Field>,
}

/// Merges `new` into `old`; only fields that the row `answered` count.
///
/// # Errors
/// When the stored record holds something that kehu never wrote.
pub fn merge<F: Form>(
    old: &F,
    new: &F,
    update: bool,
    answered: impl Fn(&str) -> bool,
) -> Result<Merged<F>, Failure> {
    let mut changed = Vec::new();
    let mut conflicts = Vec::new();
    let mut values = old.store();
    for ((field, value), said) in F::FIELDS.iter().zip(&mut values).zip(new.store()) {
        if said == Stored::Null || said == *value || !answered(field.key) {
            continue;
        }
        match *value == Stored::Null || update {
            true => {
                *value = said;
                changed.push(field.key);
            }
            false => conflicts.push(field),
        }
    }
    let mut next = values.iter().map(|value| match value {
        Stored::Null => Found::Null,
        Stored::Int(number) => Found::Int(*number),
        Stored::Text(text) => Found::Text(text),
    });
    let record = F::load(&mut || next.next().unwrap_or(Found::Null)).map_err(|column| {
        Failure::Other(anyhow::anyhow!("{}.{column} cannot be merged", F::NAME))
    })?;
    Ok(Merged {
        record,
        changed,
        conflicts,
    })
}
