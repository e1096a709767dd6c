//! A row once it is read: what it says of its record, and of the customer and the
//! contact beside it. All values are whole; none has been looked up on file.

use std::collections::BTreeSet;

use super::super::kinds::Kind;
use super::content::Bytes;
use crate::value::Stored;
use crate::words::Text;

/// What a form in a row says.
pub struct Part {
    pub values: Vec<Stored>,
    /// Which fields the row answers itself.
    pub said: Vec<bool>,
    /// 待确认, by the keys of the form.
    pub to_confirm: BTreeSet<&'static str>,
}

/// The customer that a row is about.
pub enum Whose {
    /// The noun belongs to no customer.
    Nobody,
    Known(i64),
    /// Not on file: made by this row.
    New(Box<Part>),
}

/// A row, read.
pub struct Read {
    pub own: Part,
    pub number: Option<String>,
    /// By the layout's states.
    pub states: Vec<Stored>,
    pub customer: Whose,
    pub contact: Option<Part>,
    /// The content of a file that is attached.
    pub bytes: Option<Bytes>,
    /// The customers that a handover is about.
    pub handed: Vec<i64>,
    /// A supervisor who is neither on file nor a row of the file.
    pub supervisor: Option<String>,
    /// Labels of what the playbook demands and the row does not say.
    pub missing: Vec<Text>,
    /// Breaks a rule of its form that history may break.
    pub crossed: bool,
}

impl Read {
    /// What the row holds for one of its form's fields.
    pub fn value<'r>(&'r self, kind: &Kind, key: &str) -> &'r Stored {
        let value = kind.at(key).and_then(|at| self.own.values.get(at));
        value.unwrap_or(&Stored::Null)
    }

    /// What the row says of how the record stands.
    pub fn state<'r>(&'r self, kind: &Kind, key: &str) -> &'r Stored {
        let layout = kind.layout();
        let at =
            layout.and_then(|layout| layout.states().iter().position(|field| field.key == key));
        at.and_then(|at| self.states.get(at))
            .unwrap_or(&Stored::Null)
    }
}
