//! The forms of a playbook: declared as data, and the same fields as forms in
//! code once they are read. They are read when something first needs them.

mod called;
mod common;
mod field;
pub(super) mod layers;
pub(super) mod read;
mod sort;

use std::ops::Range;
use std::sync::OnceLock;

use super::faults::{Faults, Source};
use super::layer::{self, Layer};
use crate::field::Field;
use crate::problem::Problem;
use crate::value::{Noun, Span};
use crate::words::Text;

pub use called::Printed;
pub use common::{COMMON, SUBJECTS};
pub use field::FIELD_KEYS;
pub use read::FORM_KEYS;
pub use sort::Sort;

/// A form that a playbook declares.
#[derive(Clone, Debug)]
pub struct CustomForm {
    /// Stable: it stands with every entry.
    pub id: &'static str,
    pub label: Text,
    pub help: Option<Text>,
    /// Where the handbooks ask for it: "F45 R176".
    pub source: &'static str,
    /// The record that an entry is about; nothing on file where it is `None`.
    pub about: Option<Noun>,
    /// An entry may do without that record.
    pub optional: bool,
    /// An entry stays open until it is closed.
    pub open: bool,
    /// How long until it should be, where an entry does not say.
    pub due: Option<Span>,
    /// Who signs on paper.
    pub signs: Vec<Text>,
    /// What it is about, its own fields, and those that every entry has.
    pub fields: &'static [Field],
    own: Range<usize>,
}

impl CustomForm {
    /// The fields that the playbook declares.
    pub fn own(&self) -> &'static [Field] {
        self.fields.get(self.own.clone()).unwrap_or(&[])
    }

    /// The field that names the record an entry is about.
    pub fn subject(&self) -> Option<&'static Field> {
        self.fields.get(..self.own.start)?.first()
    }

    /// Where its own fields stand among all.
    pub fn places(&self) -> Range<usize> {
        self.own.clone()
    }
}

/// The forms of a playbook, not read yet or read.
#[derive(Clone, Debug, Default)]
pub(super) struct Forms {
    /// The standard's first, the user's last.
    layers: Vec<Layer>,
    read: OnceLock<Result<Vec<CustomForm>, Vec<Problem>>>,
}

impl Forms {
    pub(super) fn new(layers: Vec<Layer>) -> Self {
        Forms {
            layers,
            read: OnceLock::new(),
        }
    }

    /// The forms in force, in the order in which they are written.
    ///
    /// # Errors
    /// Everything that is wrong with them, each with file, line and dotted key.
    pub(super) fn get(&self) -> Result<&[CustomForm], Vec<Problem>> {
        match self.read.get_or_init(|| all(&self.layers)) {
            Ok(forms) => Ok(forms),
            Err(problems) => Err(problems.clone()),
        }
    }

    /// The ids of the forms in force: all that a rule needs to know of them.
    pub(super) fn ids(&self) -> Vec<String> {
        layers::ids(&self.layers)
    }
}

/// Lines are counted only once there is something to tell of them.
fn all(layers: &[Layer]) -> Result<Vec<CustomForm>, Vec<Problem>> {
    let sound = all_with(layers, &layer::top_name(layers));
    sound.or_else(|_| all_with(layers, &layer::top_source(layers)))
}

fn all_with(layers: &[Layer], source: &Source) -> Result<Vec<CustomForm>, Vec<Problem>> {
    let mut faults = Faults::new(source);
    let forms = layers::laid(&layers::FORMS, layers, &mut faults)
        .into_iter()
        .filter(|form| form.on)
        .filter_map(|form| read::form(&form, &mut faults))
        .collect();
    match faults.is_empty() {
        true => Ok(forms),
        false => Err(faults.into_problems()),
    }
}

#[cfg(test)]
mod tests;
