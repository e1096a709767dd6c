//! Forms as rows: one door in and one door out for every stored noun.
//!
//! The columns are the form's fields and a few of the store's own; a row is
//! read by type and never passes through text. Dated attributes leave a `turn`
//! behind, so that the past can be judged by what was true then.

mod writing;

pub(super) use writing::{Insert, owned};

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension as _, Row};

use super::ids::NumberIs;
use super::{Store, found};
use crate::field::Field;
use crate::form::Form;
use crate::problem::{Failure, Problem};
use crate::records::Record;
use crate::value::search;
use crate::value::{Found, Moment, Noun, PriceLines, Stored, Value as _};

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
    (Noun::Deal, &["stage", "value", "expected", "owner"]),
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
    (Noun::Need, &["what", "fit_notes", "solution", "notes"]),
    (
        Noun::Analysis,
        &[
            "situation",
            "problem",
            "implication",
            "need_payoff",
            "current_solution",
            "goal",
            "factors",
            "chain",
            "fit",
            "framework",
            "notes",
        ],
    ),
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
    let named = || {
        let name = text("name");
        let (initials, pinyin) = search::spellings(name);
        [
            ("name_key", Stored::Text(search::name_key(name))),
            ("initials", Stored::Text(initials)),
            ("pinyin", Stored::Text(pinyin)),
        ]
    };
    match noun {
        Noun::Customer => {
            let core = search::company_core(text("name"));
            let mut columns = named().to_vec();
            columns.push(("name_core", Stored::Text(core)));
            columns.push(("words", words(noun, text)));
            columns
        }
        Noun::Contact
        | Noun::Staff
        | Noun::Product
        | Noun::Deal
        | Noun::Article
        | Noun::Improvement => named().to_vec(),
        // What its price lines come to: lists sort by it.
        Noun::Alternative => {
            let lines = PriceLines::load(Found::Text(text("lines"))).unwrap_or_default();
            vec![("total", lines.total().store())]
        }
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
