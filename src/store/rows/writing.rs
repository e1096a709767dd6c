//! Rows written: added, changed, hidden, with the turns that their dated
//! attributes leave behind.

use super::super::found;
use super::super::ids::{self, NumberIs};
use super::super::journal::Writing;
use super::Kept;
use super::Place;
use super::dated;
use super::fetch;
use super::search_columns;
use crate::field::Field;
use crate::problem::Failure;
use crate::records::Record;
use crate::value::{Found, Moment, Noun, Stored};

/// How rows of a noun with these columns beside their form are added: worked
/// out once, and not again for each of a hundred thousand.
pub(in crate::store) struct Insert {
    noun: Noun,
    extras: Vec<&'static str>,
    sql: String,
}

impl Insert {
    fn new(noun: Noun, fields: &[Field], extras: Vec<&'static str>) -> Self {
        let own = ["id", "number", "recorded_at", "recorded_by"];
        let fields = fields.iter().map(|field| field.key);
        let names: Vec<String> = own
            .into_iter()
            .chain(fields)
            .chain(extras.iter().copied())
            .map(|name| format!("\"{name}\""))
            .collect();
        let marks = vec!["?"; names.len()].join(", ");
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({marks})",
            noun.table(),
            names.join(", ")
        );
        Insert { noun, extras, sql }
    }
}

impl Writing<'_> {
    /// The record with this id, as it stands under the write lock.
    ///
    /// # Errors
    /// When there is none, or the file cannot be read.
    pub fn get<F: Record>(&self, id: i64) -> Result<Kept<F>, Failure> {
        fetch(&self.tx, id)
    }

    /// Adds a record; gives back its id and number.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn insert<F: Record>(
        &self,
        record: &F,
        place: &Place<'_>,
    ) -> Result<(i64, String), Failure> {
        self.insert_row(F::NOUN, F::FIELDS, &record.store(), place)
    }

    /// Adds a record as the store holds it: `values` are those of `fields`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn insert_row(
        &self,
        noun: Noun,
        fields: &[Field],
        values: &[Stored],
        place: &Place<'_>,
    ) -> Result<(i64, String), Failure> {
        let id = self.id();
        let number = ids::allot(&self.tx, &place.number)?;
        let own = search_columns(noun, fields, values);
        let extras: Vec<_> = place.extra.iter().cloned().chain(own).collect();
        let first = [
            Stored::Int(id),
            number.clone().map_or(Stored::Null, Stored::Text),
            Stored::Text(self.now.stored()),
            self.me.map_or(Stored::Null, Stored::Int),
        ];
        let (names, held): (Vec<&'static str>, Vec<Stored>) = extras.into_iter().unzip();
        let params = first.iter().chain(values).chain(&held);
        let mut known = self.inserts.borrow_mut();
        let at = known
            .iter()
            .position(|insert| insert.noun == noun && insert.extras == names);
        let at = at.unwrap_or(known.len());
        if at == known.len() {
            known.push(Insert::new(noun, fields, names));
        }
        if let Some(insert) = known.get(at) {
            self.tx
                .prepare_cached(&insert.sql)?
                .execute(rusqlite::params_from_iter(params))?;
        }
        drop(known);
        self.first_turns(noun, id, fields, values, &place.extra, place.since)?;
        for field in place.to_confirm {
            self.ask_later(noun, id, field)?;
        }
        Ok((id, number.unwrap_or_default()))
    }

    fn first_turns(
        &self,
        noun: Noun,
        id: i64,
        fields: &[Field],
        values: &[Stored],
        extra: &[(&'static str, Stored)],
        since: Moment,
    ) -> Result<(), Failure> {
        let all = fields
            .iter()
            .map(|field| field.key)
            .zip(values)
            .chain(extra.iter().map(|(key, value)| (*key, value)));
        for (key, value) in all {
            // Contact data has no past at first: only its changes are dated.
            if noun != Noun::Contact && dated(noun).contains(&key) && *value != Stored::Null {
                self.turn(noun, id, key, since, &Stored::Null, value)?;
            }
        }
        Ok(())
    }

    /// Writes what differs between the stored record and `new`, and dates the
    /// changes `at`. Gives back the keys that changed.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn update<F: Record>(
        &self,
        old: &Kept<F>,
        new: &F,
        at: Moment,
    ) -> Result<Vec<&'static str>, Failure> {
        let (before, after) = (old.record.store(), new.store());
        self.update_row(F::NOUN, F::FIELDS, old.id, &before, &after, at)
    }

    /// Writes what differs between the values that a row has and those that it
    /// is to have, as [`Writing::update`].
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn update_row(
        &self,
        noun: Noun,
        fields: &[Field],
        id: i64,
        before: &[Stored],
        after: &[Stored],
        at: Moment,
    ) -> Result<Vec<&'static str>, Failure> {
        let mut sets: Vec<(&'static str, Stored)> = fields
            .iter()
            .zip(before.iter().zip(after))
            .filter(|(_, (old, new))| old != new)
            .map(|(field, (_, new))| (field.key, new.clone()))
            .collect();
        let changed: Vec<_> = sets.iter().map(|(key, _)| *key).collect();
        if changed.is_empty() {
            return Ok(changed);
        }
        for (field, (old_value, new_value)) in fields.iter().zip(before.iter().zip(after)) {
            if old_value != new_value && dated(noun).contains(&field.key) {
                self.turn(noun, id, field.key, at, old_value, new_value)?;
            }
        }
        let was = search_columns(noun, fields, before);
        let own = search_columns(noun, fields, after);
        sets.extend(own.into_iter().filter(|column| !was.contains(column)));
        self.set(noun, id, &sets)?;
        for key in &changed {
            self.confirmed(noun, id, key)?;
        }
        Ok(changed)
    }

    /// Works out anew what a row's search columns hold, after columns of it came
    /// from two sides. Of a row whose search columns do not follow from its form
    /// nothing is set.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(in crate::store) fn work_out(&self, table: &str, id: i64) -> Result<(), Failure> {
        let form = crate::records::ALL
            .iter()
            .find(|(noun, _)| noun.table() == table);
        let Some((noun, fields)) = form else {
            return Ok(());
        };
        let keys: Vec<&'static str> = fields.iter().map(|field| field.key).collect();
        let values = self.columns_of(*noun, id, &keys)?;
        let sets = search_columns(*noun, fields, &values);
        match sets.is_empty() {
            true => Ok(()),
            false => self.set(*noun, id, &sets),
        }
    }

    /// Sets a column that is no field of the form, and dates the change.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn set_column(
        &self,
        noun: Noun,
        id: i64,
        column: &'static str,
        value: &Stored,
        at: Moment,
    ) -> Result<(), Failure> {
        let sql = format!("SELECT \"{column}\" FROM {} WHERE id = ?1", noun.table());
        let old = self
            .tx
            .prepare_cached(&sql)?
            .query_row([id], |row| Ok(owned(found(row.get_ref(0)?))))?;
        if old == *value {
            return Ok(());
        }
        if dated(noun).contains(&column) {
            self.turn(noun, id, column, at, &old, value)?;
        }
        self.set(noun, id, &[(column, value.clone())])
    }

    /// Gives a record another number: a draft's becomes the customer's own.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn renumber(&self, noun: Noun, id: i64, number: &NumberIs) -> Result<String, Failure> {
        let number = ids::allot(&self.tx, number)?.unwrap_or_default();
        self.set(noun, id, &[("number", Stored::Text(number.clone()))])?;
        Ok(number)
    }

    /// Hides a record, or shows it again.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn remove(&self, noun: Noun, id: i64) -> Result<(), Failure> {
        self.set(noun, id, &[("removed_at", Stored::Text(self.now.stored()))])
    }

    fn set(&self, noun: Noun, id: i64, sets: &[(&'static str, Stored)]) -> Result<(), Failure> {
        let names: Vec<_> = sets
            .iter()
            .map(|(column, _)| format!("\"{column}\" = ?"))
            .collect();
        let sql = format!(
            "UPDATE {} SET {} WHERE id = ?",
            noun.table(),
            names.join(", ")
        );
        let id = Stored::Int(id);
        let params = sets.iter().map(|(_, value)| value).chain([&id]);
        self.tx
            .prepare_cached(&sql)?
            .execute(rusqlite::params_from_iter(params))?;
        Ok(())
    }

    /// Notes that an attribute turned.
    pub(in crate::store) fn turn(
        &self,
        noun: Noun,
        id: i64,
        attribute: &str,
        at: Moment,
        old: &Stored,
        new: &Stored,
    ) -> Result<(), Failure> {
        let text = |value: &Stored| match value {
            Stored::Null => None,
            Stored::Int(number) => Some(number.to_string()),
            Stored::Text(text) => Some(text.clone()),
        };
        self.tx
            .prepare_cached(
                "INSERT INTO turn (id, noun, record, attribute, at, recorded_at, old, new)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(rusqlite::params![
                self.id(),
                noun.table(),
                id,
                attribute,
                at.stored(),
                self.now.stored(),
                text(old),
                text(new)
            ])?;
        Ok(())
    }

    /// Notes that a field is to be confirmed (待确认, R132).
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn ask_later(&self, noun: Noun, id: i64, field: &str) -> Result<(), Failure> {
        self.tx
            .prepare_cached(
                "INSERT INTO to_confirm (id, noun, record, field, since) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (noun, record, field) DO NOTHING",
            )?
            .execute(rusqlite::params![
                self.id(),
                noun.table(),
                id,
                field,
                self.now.stored()
            ])?;
        Ok(())
    }

    /// Notes that a field is no longer to be confirmed.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn confirmed(&self, noun: Noun, id: i64, field: &str) -> Result<(), Failure> {
        self.tx
            .prepare_cached(
                "DELETE FROM to_confirm WHERE noun = ?1 AND record = ?2 AND field = ?3",
            )?
            .execute(rusqlite::params![noun.table(), id, field])?;
        Ok(())
    }

    /// Notes what a gate let pass, and the reason given for it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn note_gate(
        &self,
        noun: Noun,
        id: i64,
        gate: &str,
        reason: Option<&str>,
    ) -> Result<(), Failure> {
        self.tx.execute(
            "INSERT INTO gate_note (id, noun, record, gate, reason, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            rusqlite::params![self.id(), noun.table(), id, gate, reason, self.now.stored()],
        )?;
        Ok(())
    }
}

pub(in crate::store) fn owned(found: Found<'_>) -> Stored {
    match found {
        Found::Null => Stored::Null,
        Found::Int(number) => Stored::Int(number),
        Found::Text(text) => Stored::Text(text.to_owned()),
    }
}
