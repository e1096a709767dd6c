//! Forms as rows: one door in and one door out for every stored noun.
//!
//! The columns are the form's fields and a few of the store's own; a row is
//! read by type and never passes through text. Dated attributes leave a `turn`
//! behind, so that the past can be judged by what was true then.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension as _, Row};

use super::ids::{self, NumberIs};
use super::journal::Writing;
use super::{Store, found};
use crate::field::Field;
use crate::form::Form;
use crate::problem::{Failure, Problem};
use crate::records::Record;
use crate::value::search;
use crate::value::{Found, Moment, Noun, Stored};

/// A record and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept<F> {
    pub id: i64,
    pub number: String,
    pub record: F,
}

/// Where a new row comes from.
#[derive(Clone, Debug)]
pub struct Place<'a> {
    pub number: NumberIs,
    /// Columns that are no fields of the form.
    pub extra: Vec<(&'static str, Stored)>,
    /// When what the row says became true; dated attributes turn then.
    pub since: Moment,
    /// Fields that are still to be confirmed.
    pub to_confirm: &'a BTreeSet<&'static str>,
}

/// Attributes whose changes are dated, by table.
const DATED: &[(Noun, &[&str])] = &[
    (
        Noun::Customer,
        &["stage", "segment", "intent", "owner", "grade", "pool"],
    ),
    (
        Noun::Contact,
        &["phone", "phone2", "email", "wechat", "title", "left"],
    ),
    (Noun::Ticket, &["priority", "assignee", "status"]),
];

fn dated(noun: Noun) -> &'static [&'static str] {
    DATED
        .iter()
        .find(|(of, _)| *of == noun)
        .map_or(&[], |(_, attributes)| attributes)
}

/// The fields whose words full-text search finds, by table.
const WORDS: &[(Noun, &[&str])] = &[
    (
        Noun::Customer,
        &[
            "need",
            "main_business",
            "keywords",
            "scenario",
            "goal",
            "background",
            "notes",
        ],
    ),
    (
        Noun::Followup,
        &[
            "said",
            "topic",
            "participants",
            "feedback",
            "need_change",
            "objection",
            "next_what",
        ],
    ),
    (
        Noun::Ticket,
        &["symptom", "tried", "product", "notes", "core_note"],
    ),
    (Noun::TicketEvent, &["steps", "answer", "text"]),
];

/// The texts of a record that full-text search finds, spaced for it.
fn words<'t>(noun: Noun, text: impl Fn(&str) -> &'t str) -> Stored {
    let keys = WORDS
        .iter()
        .find(|(of, _)| *of == noun)
        .map_or(&[][..], |(_, keys)| keys);
    let texts: Vec<_> = keys
        .iter()
        .map(|key| search::spaced(text(key)).trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect();
    Stored::Text(texts.join(" "))
}

/// What the store's own search columns hold for a record with these fields.
pub(super) fn search_columns(
    noun: Noun,
    fields: &[Field],
    values: &[Stored],
) -> Vec<(&'static str, Stored)> {
    let text = |key: &str| {
        let at = fields.iter().position(|field| field.key == key);
        match at.and_then(|at| values.get(at)) {
            Some(Stored::Text(text)) => text.as_str(),
            _ => "",
        }
    };
    let name = || text("name");
    match noun {
        Noun::Customer => vec![
            ("name_key", Stored::Text(search::name_key(name()))),
            ("name_core", Stored::Text(search::company_core(name()))),
            ("initials", Stored::Text(search::initials(name()))),
            ("pinyin", Stored::Text(search::pinyin(name()))),
            ("words", words(noun, text)),
        ],
        Noun::Contact | Noun::Staff => vec![
            ("name_key", Stored::Text(search::name_key(name()))),
            ("initials", Stored::Text(search::initials(name()))),
            ("pinyin", Stored::Text(search::pinyin(name()))),
        ],
        noun if WORDS.iter().any(|(of, _)| *of == noun) => vec![("words", words(noun, text))],
        _ => Vec::new(),
    }
}

/// The column list of a form, from constants only.
pub(super) fn columns<F: Form>(of: &str) -> String {
    let keys: Vec<_> = F::FIELDS
        .iter()
        .map(|field| format!("{of}.\"{}\"", field.key))
        .collect();
    keys.join(", ")
}

/// Reads a form that begins at column `from` of a row.
pub(super) fn load<F: Form>(row: &Row<'_>, from: usize) -> Result<F, Failure> {
    let mut at = from;
    let mut next = || {
        let column = row.get_ref(at).map_or(Found::Null, found);
        at += 1;
        column
    };
    F::load(&mut next).map_err(|column| {
        Failure::Other(anyhow::anyhow!(
            "{}.{column} holds something that kehu never wrote",
            F::NAME
        ))
    })
}

impl Store {
    /// The record with this id; a removed one too.
    ///
    /// # Errors
    /// When there is none, or the file cannot be read.
    pub fn get<F: Record>(&self, id: i64) -> Result<Kept<F>, Failure> {
        fetch(&self.db, id)
    }

    /// The records for which `whose` holds, by the order it gives; `whose` is
    /// the rest of the statement after the table, `r` its name.
    pub(super) fn all<F: Record>(
        &self,
        whose: &str,
        params: &[&dyn rusqlite::ToSql],
    ) -> Result<Vec<Kept<F>>, Failure> {
        let sql = format!(
            "SELECT r.id, r.number, {} FROM {} r {whose}",
            columns::<F>("r"),
            F::NAME
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query(params)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(kept(row)?);
        }
        Ok(all)
    }

    /// The fields of a record that are to be confirmed (待确认).
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn to_confirm(&self, noun: Noun, id: i64) -> Result<BTreeSet<String>, Failure> {
        let mut query = self
            .db
            .prepare_cached("SELECT field FROM to_confirm WHERE noun = ?1 AND record = ?2")?;
        let fields = query.query_map(rusqlite::params![noun.table(), id], |row| row.get(0))?;
        Ok(fields.collect::<Result<_, _>>()?)
    }

    /// Whether the record was removed, and when.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn removed_at(&self, noun: Noun, id: i64) -> Result<Option<Moment>, Failure> {
        let sql = format!("SELECT removed_at FROM {} WHERE id = ?1", noun.table());
        let at: Option<Option<String>> = self
            .db
            .prepare_cached(&sql)?
            .query_row([id], |row| row.get(0))
            .optional()?;
        Ok(at.flatten().as_deref().and_then(Moment::from_stored))
    }
}

fn fetch<F: Record>(db: &rusqlite::Connection, id: i64) -> Result<Kept<F>, Failure> {
    let sql = format!(
        "SELECT r.id, r.number, {} FROM {} r WHERE r.id = ?1",
        columns::<F>("r"),
        F::NAME
    );
    let mut query = db.prepare_cached(&sql)?;
    let mut rows = query.query([id])?;
    match rows.next()? {
        Some(row) => kept(row),
        None => Err(Problem::no_such(F::NOUN, "").into()),
    }
}

fn kept<F: Record>(row: &Row<'_>) -> Result<Kept<F>, Failure> {
    Ok(Kept {
        id: row.get(0)?,
        number: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
        record: load(row, 2)?,
    })
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
        let id = self.id();
        let number = ids::allot(&self.tx, &place.number)?;
        let values = record.store();
        let own = search_columns(F::NOUN, F::FIELDS, &values);
        let extras: Vec<_> = place.extra.iter().cloned().chain(own).collect();
        let mut names: Vec<String> = ["id", "number", "recorded_at", "recorded_by"]
            .map(str::to_owned)
            .to_vec();
        let mut params = vec![
            Stored::Int(id),
            number.clone().map_or(Stored::Null, Stored::Text),
            Stored::Text(self.now.stored()),
            self.me.map_or(Stored::Null, Stored::Int),
        ];
        names.extend(F::FIELDS.iter().map(|field| format!("\"{}\"", field.key)));
        params.extend(values.iter().cloned());
        for (name, value) in &extras {
            names.push(format!("\"{name}\""));
            params.push(value.clone());
        }
        let marks = vec!["?"; names.len()].join(", ");
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({marks})",
            F::NAME,
            names.join(", ")
        );
        self.tx
            .prepare_cached(&sql)?
            .execute(rusqlite::params_from_iter(&params))?;
        self.first_turns(F::NOUN, id, F::FIELDS, &values, &place.extra, place.since)?;
        for field in place.to_confirm {
            self.ask_later(F::NOUN, id, field)?;
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
        let mut sets: Vec<(&'static str, Stored)> = F::FIELDS
            .iter()
            .zip(before.iter().zip(&after))
            .filter(|(_, (old, new))| old != new)
            .map(|(field, (_, new))| (field.key, new.clone()))
            .collect();
        let changed: Vec<_> = sets.iter().map(|(key, _)| *key).collect();
        if changed.is_empty() {
            return Ok(changed);
        }
        for (field, (old_value, new_value)) in F::FIELDS.iter().zip(before.iter().zip(&after)) {
            if old_value != new_value && dated(F::NOUN).contains(&field.key) {
                self.turn(F::NOUN, old.id, field.key, at, old_value, new_value)?;
            }
        }
        let was = search_columns(F::NOUN, F::FIELDS, &before);
        let own = search_columns(F::NOUN, F::FIELDS, &after);
        sets.extend(own.into_iter().filter(|column| !was.contains(column)));
        self.set(F::NOUN, old.id, &sets)?;
        for key in &changed {
            self.confirmed(F::NOUN, old.id, key)?;
        }
        Ok(changed)
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
    pub(super) fn turn(
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

fn owned(found: Found<'_>) -> Stored {
    match found {
        Found::Null => Stored::Null,
        Found::Int(number) => Stored::Int(number),
        Found::Text(text) => Stored::Text(text.to_owned()),
    }
}
