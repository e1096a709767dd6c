//! A row of another file as it reads here: colleagues by our ids, customers by
//! what they were merged into, and no reference to what is not on file.

use serde_json::{Map, Value as Json};

use super::shape::{STAFF, Table};
use super::taking::Taking;
use crate::problem::Failure;
use crate::value::Stored;

impl Taking<'_> {
    /// The row as it reads here; `None` where it cannot be without something
    /// that is not on file.
    pub(super) fn translated(
        &self,
        table: &Table,
        mut values: Vec<Stored>,
    ) -> Result<Option<Vec<Stored>>, Failure> {
        for refers in &table.refers {
            let Some(slot) = values.get_mut(refers.at) else {
                continue;
            };
            let Stored::Int(to) = *slot else { continue };
            *slot = match refers.to.as_str() {
                STAFF => self.people.translated(Stored::Int(to)),
                "customer" => self.there("customer", self.mine.customer(to))?,
                other => self.there(other, to)?,
            };
            if *slot == Stored::Null && refers.must {
                return Ok(None);
            }
        }
        if let Some(slot) = table.place("answers").and_then(|at| values.get_mut(at)) {
            self.answered(slot);
        }
        match table.named {
            Some(named) => self.named(table, named, values),
            None => Ok(Some(values)),
        }
    }

    /// Colleagues in the answers to a form of the playbook. Which fields name one
    /// only that form knows; but nothing else is as large as the id of a row.
    fn answered(&self, slot: &mut Stored) {
        let Stored::Text(text) = slot else { return };
        let Ok(mut answers) = serde_json::from_str::<Map<String, Json>>(text) else {
            return;
        };
        let mut changed = false;
        for answer in answers.values_mut() {
            let theirs = answer.as_i64();
            if let Some(ours) = theirs.and_then(|id| self.people.ours(id))
                && theirs != Some(ours)
            {
                *answer = ours.into();
                changed = true;
            }
        }
        if changed {
            *text = Json::Object(answers).to_string();
        }
    }

    /// A reference to a row that is on file, or comes in this bundle.
    fn there(&self, table: &str, id: i64) -> Result<Stored, Failure> {
        let sql = format!("SELECT 1 FROM \"{table}\" WHERE id = ?1");
        let here = self.writing.tx.prepare_cached(&sql)?.exists([id])?;
        let comes = || self.staged.db.prepare_cached(&sql)?.exists([id]);
        Ok(match here || (!self.refused.contains(&id) && comes()?) {
            true => Stored::Int(id),
            false => Stored::Null,
        })
    }

    /// A row that names any record by noun and id.
    fn named(
        &self,
        table: &Table,
        (noun, record): (usize, usize),
        mut values: Vec<Stored>,
    ) -> Result<Option<Vec<Stored>>, Failure> {
        let (Some(Stored::Text(of)), Some(Stored::Int(id))) =
            (values.get(noun), values.get(record))
        else {
            return Ok(Some(values));
        };
        let (of, id) = (of.clone(), *id);
        let stays_behind = |of: &str| of != STAFF && self.tables.iter().all(|one| one.name != of);
        if table.nameless && stays_behind(&of) {
            // A form about a product comes without it, as price lists stay behind.
            for at in [noun, record] {
                if let Some(slot) = values.get_mut(at) {
                    *slot = Stored::Null;
                }
            }
            return Ok(Some(values));
        }
        let past = table.has("attribute") || table.name == "to_confirm";
        let to = match of.as_str() {
            STAFF => self.people.translated(Stored::Int(id)),
            // The past of a customer that was merged stays its own.
            "customer" if !past => self.there("customer", self.mine.customer(id))?,
            known if self.tables.iter().any(|table| table.name == known) => {
                self.there(known, id)?
            }
            _ => Stored::Null,
        };
        if to == Stored::Null {
            return Ok(None);
        }
        if let Some(slot) = values.get_mut(record) {
            *slot = to;
        }
        self.of_people(table, &of, &mut values);
        Ok(Some(values))
    }

    /// A turn of an attribute that names a colleague: owner, assignee.
    fn of_people(&self, table: &Table, of: &str, values: &mut [Stored]) {
        let attribute = table.place("attribute").and_then(|at| values.get(at));
        let Some(Stored::Text(attribute)) = attribute else {
            return;
        };
        let of = self.tables.iter().find(|table| table.name == of);
        let names_one = of.is_some_and(|of| {
            let at = of.place(attribute);
            at.and_then(|at| of.target(at)) == Some(STAFF)
        });
        if names_one {
            for key in ["old", "new"] {
                if let Some(slot) = table.place(key).and_then(|at| values.get_mut(at)) {
                    *slot = self
                        .people
                        .translated(std::mem::replace(slot, Stored::Null));
                }
            }
        }
    }
}
