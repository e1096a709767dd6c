//! How a record on file stands, with what a row says of it.

use super::super::merge::merge;
use super::super::read::Read;
use super::super::trail::Life;
use super::{Writer, apart};
use crate::problem::{Failure, Problem};
use crate::store::OnFile;
use crate::value::{ChoiceSet as _, Stored, Value as _, YesNo};

impl Writer<'_> {
    /// How a known record stands, with what the row says of it.
    pub(super) fn stand(
        &self,
        known: &OnFile,
        read: &Read,
        life: Option<&Life>,
        conflicts: &mut Vec<Problem>,
    ) -> Result<bool, Failure> {
        let fields = self.layout.states();
        let said: Vec<bool> = fields
            .iter()
            .zip(&read.states)
            .map(|(field, value)| {
                *value != Stored::Null && !apart(self.kind.noun).contains(&field.key)
            })
            .collect();
        if !said.contains(&true) {
            return Ok(false);
        }
        let keys: Vec<&'static str> = fields
            .iter()
            .map(|field| match apart(self.kind.noun).contains(&field.key) {
                true => "id",
                false => field.key,
            })
            .collect();
        let stored = self.writing.columns_of(self.kind.noun, known.id, &keys)?;
        let stored: Vec<Stored> = keys.iter().zip(stored).map(from_column).collect();
        let merged = merge(fields, &stored, &read.states, &said, self.update);
        self.complain(&merged, known, conflicts);
        let mut new = Vec::new();
        for ((field, old), value) in fields.iter().zip(&stored).zip(&merged.values) {
            if old != value {
                let value = to_column(field.key, value);
                self.writing
                    .set_column(self.kind.noun, known.id, field.key, &value, self.now)?;
                new.push(field.key);
            }
        }
        if let Some(life) = life {
            life.follow(self.writing, known.id, |key| new.contains(&key))?;
        }
        Ok(merged.changed)
    }
}

/// A state as its column holds it: the pool is a flag there.
pub(super) fn to_column(key: &str, value: &Stored) -> Stored {
    match (key, value) {
        ("pool", Stored::Text(code)) => Stored::Int(i64::from(code == YesNo::Yes.code())),
        ("pool", _) => Stored::Int(0),
        (_, value) => value.clone(),
    }
}

/// A column as a file would say it; not to be in the pool goes without saying.
fn from_column((key, value): (&&'static str, Stored)) -> Stored {
    match (*key, value) {
        ("pool", Stored::Int(1)) => YesNo::Yes.store(),
        ("pool" | "id", _) => Stored::Null,
        (_, value) => value,
    }
}
