//! Records that a row of a file may be about: each way of telling is one
//! indexed look-up, so that a hundred thousand rows are no matter. Looked up
//! under the write lock, where rows taken before are found as well.

use rusqlite::OptionalExtension as _;

use super::journal::Writing;
use super::sketch::called;
use crate::problem::Failure;
use crate::value::{Noun, Stored};

/// How many characters count as the beginning of a text.
const BEGINNING: usize = 20;

/// One way of telling a record.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// Columns that must be the same.
    pub same: &'static [&'static str],
    /// A text that must begin in the same way.
    pub begins: Option<&'static str>,
    /// Columns that must not differ where both sides say something.
    pub apart: &'static [&'static str],
    /// When an answer came, which the record on file waits for, and since when it waits;
    /// of several that wait none is meant.
    pub waits: Option<(&'static str, &'static str)>,
}

impl Mark {
    /// Columns that must be the same, and no more.
    pub const fn same(same: &'static [&'static str]) -> Self {
        Mark {
            same,
            begins: None,
            apart: &[],
            waits: None,
        }
    }

    pub const fn waits(mut self, column: &'static str, since: &'static str) -> Self {
        self.waits = Some((column, since));
        self
    }

    pub const fn begins(mut self, text: &'static str) -> Self {
        self.begins = Some(text);
        self
    }

    pub const fn apart(mut self, columns: &'static [&'static str]) -> Self {
        self.apart = columns;
        self
    }
}

/// A record on file.
#[derive(Clone, Debug, PartialEq)]
pub struct OnFile {
    pub id: i64,
    pub number: String,
    pub name: String,
    /// Removed, and still holding its number.
    pub removed: bool,
    /// What the columns of [`Mark::apart`] hold.
    pub apart: Vec<Stored>,
}

/// A mark as a look-up.
#[derive(Clone, Debug)]
pub struct Looked {
    pub mark: Mark,
    sql: String,
}

impl Looked {
    pub fn new(noun: Noun, mark: Mark) -> Self {
        let mut conditions: Vec<String> = mark
            .same
            .iter()
            .zip(1..)
            .map(|(column, at)| format!("r.\"{column}\" = ?{at}"))
            .collect();
        if let Some(text) = mark.begins {
            let at = conditions.len() + 1;
            conditions.push(format!(
                "substr(r.\"{text}\", 1, {BEGINNING}) = substr(?{at}, 1, {BEGINNING})"
            ));
        }
        if let Some((column, since)) = mark.waits {
            let at = conditions.len() + 1;
            // Files have bare days: an answer of the same day came after the question.
            conditions.push(format!(
                "r.\"{column}\" IS NULL
                 AND coalesce(julianday(r.\"{since}\") <= julianday(?{at}) + 1, TRUE)"
            ));
        }
        // A number is never given out again, not even a removed record's.
        if mark.same != ["number"] {
            conditions.push("r.removed_at IS NULL".to_owned());
        }
        let apart: String = mark
            .apart
            .iter()
            .map(|column| format!(", r.\"{column}\""))
            .collect();
        let sql = format!(
            "SELECT r.id, coalesce(r.number, ''), {}, r.removed_at IS NOT NULL{apart}
             FROM {} r WHERE {} ORDER BY r.id LIMIT 3",
            called(noun),
            noun.table(),
            conditions.join(" AND ")
        );
        Looked { mark, sql }
    }
}

impl Writing<'_> {
    /// The records with this mark, three at most; `value` says what the row
    /// holds for a column. None where the row says nothing of one of them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn marked(
        &self,
        looked: &Looked,
        value: impl Fn(&str) -> Stored,
    ) -> Result<Vec<OnFile>, Failure> {
        let mark = &looked.mark;
        let params: Vec<Stored> = mark
            .same
            .iter()
            .chain(&mark.begins)
            .chain(mark.waits.iter().map(|(column, _)| column))
            .map(|column| value(column))
            .collect();
        if params.contains(&Stored::Null) {
            return Ok(Vec::new());
        }
        let mut query = self.tx.prepare_cached(&looked.sql)?;
        let rows = query.query_map(rusqlite::params_from_iter(&params), |row| {
            let apart = (4..4 + mark.apart.len())
                .map(|at| Ok(super::rows::owned(super::found(row.get_ref(at)?))));
            Ok(OnFile {
                id: row.get(0)?,
                number: row.get(1)?,
                name: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
                removed: row.get(3)?,
                apart: apart.collect::<rusqlite::Result<_>>()?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The customers whose name this is, three at most. Private persons of one
    /// name are told apart by phone or e-mail, where `person` gives either.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn customers_called(
        &self,
        key: &str,
        person: Option<&[Stored; 2]>,
    ) -> Result<Vec<OnFile>, Failure> {
        const PERSON: &str = "AND (r.kind <> 'individual'
            OR NOT EXISTS (SELECT 1 FROM contact t WHERE t.customer = r.id AND t.removed_at IS NULL
                           AND (t.phone IS NOT NULL OR t.email IS NOT NULL))
            OR EXISTS (SELECT 1 FROM contact t WHERE t.customer = r.id AND t.removed_at IS NULL
                       AND (t.phone = ?2 OR t.email = ?3)))";
        let narrowed = if person.is_some() {
            PERSON
        } else {
            "AND ?2 IS ?3"
        };
        let sql = format!(
            "SELECT r.id, r.number, r.name FROM customer r
             WHERE r.name_key = ?1 AND r.removed_at IS NULL {narrowed} ORDER BY r.id LIMIT 3"
        );
        let [phone, email] = person.unwrap_or(&[Stored::Null, Stored::Null]);
        let mut query = self.tx.prepare_cached(&sql)?;
        let rows = query.query_map(rusqlite::params![key, phone, email], |row| {
            Ok(OnFile {
                id: row.get(0)?,
                number: row.get(1)?,
                name: row.get(2)?,
                removed: false,
                apart: Vec::new(),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The record of `noun` with this number, unless it was removed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn numbered(&self, noun: Noun, number: &str) -> Result<Option<i64>, Failure> {
        let sql = format!(
            "SELECT id FROM {} WHERE number = ?1 AND removed_at IS NULL",
            noun.table()
        );
        Ok(self
            .tx
            .prepare_cached(&sql)?
            .query_row([number], |row| row.get(0))
            .optional()?)
    }

    /// The colleague with this very name.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn staff_named(&self, name: &str) -> Result<Option<i64>, Failure> {
        Ok(self
            .tx
            .prepare_cached("SELECT id FROM staff WHERE name = ?1 AND removed_at IS NULL")?
            .query_row([name], |row| row.get(0))
            .optional()?)
    }

    /// The tags of a customer.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn tags_of(&self, customer: i64) -> Result<Vec<String>, Failure> {
        let mut query = self
            .tx
            .prepare_cached("SELECT name FROM tag WHERE customer = ?1")?;
        let names = query.query_map([customer], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }

    /// What a record holds in these columns.
    ///
    /// # Errors
    /// When there is none, or the file cannot be read.
    pub fn columns_of(
        &self,
        noun: Noun,
        id: i64,
        columns: &[&'static str],
    ) -> Result<Vec<Stored>, Failure> {
        if columns.is_empty() {
            return Ok(Vec::new());
        }
        let names: Vec<_> = columns.iter().map(|key| format!("\"{key}\"")).collect();
        let sql = format!(
            "SELECT {} FROM {} WHERE id = ?1",
            names.join(", "),
            noun.table()
        );
        let mut query = self.tx.prepare_cached(&sql)?;
        Ok(query.query_row([id], |row| {
            (0..columns.len())
                .map(|at| Ok(super::rows::owned(super::found(row.get_ref(at)?))))
                .collect()
        })?)
    }

    /// Sees to it that numbers given out from now on never meet this one.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_clear_of(&self, number: &str) -> Result<(), Failure> {
        super::ids::raise(&self.tx, number)
    }
}
