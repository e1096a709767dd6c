//! Entries of the playbook's forms, and duties done: their rows, lists, and how
//! many there are of each form.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension as _};

use super::Store;
use super::journal::Writing;
use super::lists::{Filter, List, Shown};
use super::rows::{Kept, Place};
use crate::field::Field;
use crate::playbook::CustomForm;
use crate::problem::Failure;
use crate::records::filters::EntryFilter;
use crate::records::{Answers, Entry};
use crate::value::search;
use crate::value::{Kind, Moment, Noun, Stored};
use crate::words::t;

/// An entry, and what stands beside its fixed fields.
#[derive(Clone, Debug, PartialEq)]
pub struct FiledEntry {
    pub kept: Kept<Entry>,
    /// The record that it is about.
    pub subject: Option<(Noun, i64)>,
    pub answers: Answers,
    pub closed_at: Option<Moment>,
}

/// How many entries of a form there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EntryTally {
    pub all: i64,
    pub open: i64,
    pub overdue: i64,
}

impl Store {
    /// The entry with this id.
    ///
    /// # Errors
    /// When there is none, or the file cannot be read.
    pub fn filed(&self, id: i64) -> Result<FiledEntry, Failure> {
        beside(&self.db, self.get(id)?)
    }

    /// How many entries there are of each form, by its id; also of forms that
    /// the playbook no longer has.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn entries_by_form(&self, now: Moment) -> Result<HashMap<String, EntryTally>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT form, count(*), sum(closed_at IS NULL),
                    sum(closed_at IS NULL AND coalesce(due < ?1, 0))
             FROM entry WHERE removed_at IS NULL GROUP BY form",
        )?;
        let rows = query.query_map([now.stored()], |row| {
            let tally = EntryTally {
                all: row.get(1)?,
                open: row.get(2)?,
                overdue: row.get(3)?,
            };
            Ok((row.get(0)?, tally))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The customer that a record belongs to, if it belongs to one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn home_of(&self, noun: Noun, id: i64) -> Result<Option<i64>, Failure> {
        home(&self.db, noun, id)
    }
}

/// An entry with what stands beside its fixed fields.
fn beside(db: &Connection, kept: Kept<Entry>) -> Result<FiledEntry, Failure> {
    let mut query =
        db.prepare_cached("SELECT noun, record, answers, closed_at FROM entry WHERE id = ?1")?;
    let (noun, record, answers, closed_at) = query.query_row([kept.id], |row| {
        Ok((
            row.get::<_, Option<String>>(0)?,
            row.get::<_, Option<i64>>(1)?,
            row.get::<_, String>(2)?,
            row.get::<_, Option<String>>(3)?,
        ))
    })?;
    let noun = noun.as_deref().and_then(Noun::of_table);
    Ok(FiledEntry {
        kept,
        subject: noun.zip(record),
        answers: Answers::read(&answers).unwrap_or_default(),
        closed_at: closed_at.as_deref().and_then(Moment::from_stored),
    })
}

fn home(db: &Connection, noun: Noun, id: i64) -> Result<Option<i64>, Failure> {
    match noun {
        Noun::Customer => Ok(Some(id)),
        Noun::Staff | Noun::Product | Noun::Article | Noun::Improvement => Ok(None),
        noun => {
            let sql = format!("SELECT customer FROM {} WHERE id = ?1", noun.table());
            let found = db
                .prepare_cached(&sql)?
                .query_row([id], |row| row.get::<_, Option<i64>>(0));
            Ok(found.optional()?.flatten())
        }
    }
}

impl Writing<'_> {
    /// The entry with this id, as it stands under the write lock.
    ///
    /// # Errors
    /// When there is none, or the file cannot be read.
    pub fn filed(&self, id: i64) -> Result<FiledEntry, Failure> {
        beside(&self.tx, self.get(id)?)
    }

    /// The customer that a record belongs to, if it belongs to one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn home_of(&self, noun: Noun, id: i64) -> Result<Option<i64>, Failure> {
        home(&self.tx, noun, id)
    }

    /// Adds an entry; gives back its id and number.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn file_entry(
        &self,
        form: &CustomForm,
        entry: &Entry,
        subject: Option<(Noun, i64)>,
        answers: &Answers,
        mut place: Place<'_>,
    ) -> Result<(i64, String), Failure> {
        let noun = subject.map_or(Stored::Null, |(noun, _)| {
            Stored::Text(noun.table().to_owned())
        });
        let record = subject.map_or(Stored::Null, |(_, id)| Stored::Int(id));
        let text = |text| Stored::Text(text);
        place.extra.extend([
            ("noun", noun),
            ("record", record),
            ("answers", text(answers.text())),
            ("words", text(words(form.fields, entry, answers))),
        ]);
        if !form.open {
            // Nothing is left to do with it.
            place
                .extra
                .push(("closed_at", Stored::Text(entry.at.stored())));
        }
        self.insert(entry, &place)
    }

    /// Writes what differs; the keys that changed.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn refile_entry(
        &self,
        fields: &'static [Field],
        old: &FiledEntry,
        entry: &Entry,
        answers: &Answers,
    ) -> Result<Vec<&'static str>, Failure> {
        let id = old.kept.id;
        let mut changed = self.update(&old.kept, entry, self.now)?;
        if old.closed_at == Some(old.kept.record.at) {
            // It was never open.
            let at = Stored::Text(entry.at.stored());
            self.set_column(Noun::Entry, id, "closed_at", &at, self.now)?;
        }
        for field in fields {
            if old.answers.get(field) != answers.get(field) {
                changed.push(field.key);
                self.confirmed(Noun::Entry, id, field.key)?;
            }
        }
        if !changed.is_empty() {
            let now = self.now;
            let text = Stored::Text(answers.text());
            self.set_column(Noun::Entry, id, "answers", &text, now)?;
            let words = Stored::Text(words(fields, entry, answers));
            self.set_column(Noun::Entry, id, "words", &words, now)?;
        }
        Ok(changed)
    }
}

impl Writing<'_> {
    /// Makes an entry be about another record; false if it was about it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn move_entry(
        &self,
        id: i64,
        from: Option<(Noun, i64)>,
        to: Option<(Noun, i64)>,
    ) -> Result<bool, Failure> {
        if from == to {
            return Ok(false);
        }
        let noun = to.map_or(Stored::Null, |(noun, _)| {
            Stored::Text(noun.table().to_owned())
        });
        let record = to.map_or(Stored::Null, |(_, record)| Stored::Int(record));
        self.set_column(Noun::Entry, id, "noun", &noun, self.now)?;
        self.set_column(Noun::Entry, id, "record", &record, self.now)?;
        Ok(true)
    }
}

/// What the search finds an entry by: what is private stays out of it, and so
/// do the ids of colleagues.
fn words(fields: &[Field], entry: &Entry, answers: &Answers) -> String {
    let mut text = answers.words(fields);
    if let Some(note) = &entry.note {
        text.push(' ');
        text.push_str(&note.0);
    }
    search::spaced(&text).trim().to_owned()
}

/// How many of a form's own fields a list shows unasked.
const SHOWN: usize = 3;

impl List {
    /// The entries of a form, and of no other.
    pub fn entries(form: &CustomForm) -> Self {
        let mut columns = vec![super::lists::number()];
        columns.push(Shown::of::<Moment>(
            "at",
            t("Filled in", "填写时间"),
            "r.at",
        ));
        match form.about {
            None => {}
            Some(Noun::Customer) => columns.push(super::lists::customer_name()),
            Some(noun) => {
                let name = match noun {
                    Noun::Staff | Noun::Product | Noun::Contact => "name",
                    _ => "number",
                };
                let table = noun.table();
                let label = form.subject().map_or(noun.label(), |field| field.label);
                let sql = format!("(SELECT {name} FROM {table} WHERE id = r.record)");
                columns.push(Shown::of::<Option<String>>(table, label, sql));
                columns.push(super::lists::customer_name().extra());
            }
        }
        columns.push(super::lists::customer_number());
        let first = first(form.own());
        for (at, field) in form.own().iter().enumerate() {
            let column = answer(field);
            columns.push(match first.contains(&at) {
                true => column,
                false => column.extra(),
            });
        }
        columns.extend(standing(form.open));
        List {
            noun: Noun::Entry,
            columns,
            order: "r.at DESC, r.id DESC",
        }
    }

    /// The entries of a form as a file carries them.
    pub fn whole_entries(form: &CustomForm, fields: &[Field]) -> Self {
        let mut list = List::whole(Noun::Entry, fields);
        for column in &mut list.columns {
            let own = form.own().iter().find(|field| field.key == column.key);
            if let Some(field) = own {
                *column = answer(field);
            } else if form.subject().is_some_and(|field| field.key == column.key) {
                column.sql = match form.about {
                    Some(Noun::Staff) => "(SELECT name FROM staff WHERE id = r.record)".to_owned(),
                    Some(noun) => {
                        let table = noun.table();
                        format!("(SELECT number FROM {table} WHERE id = r.record)")
                    }
                    None => "NULL".to_owned(),
                };
            }
        }
        list
    }
}

/// The fields that a list shows unasked: those that must be answered, else the
/// first ones; long texts last.
fn first(own: &[Field]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..own.len()).collect();
    let long = |at: &usize| {
        let field = own.get(*at);
        field.is_none_or(|field| field.kind == Kind::Long || field.repeat)
    };
    let asked = |at: &usize| own.get(*at).is_some_and(|field| field.required);
    places.sort_by_key(|at| (!asked(at), long(at)));
    places.truncate(SHOWN);
    places
}

/// The answer to a field as a column.
fn answer(field: &Field) -> Shown {
    // Keys are letters, digits and underscores.
    let value = format!("(r.answers ->> '$.{}')", field.key);
    let mut shown = Shown::of::<Option<String>>(field.key, field.label, value.clone());
    match field.kind {
        Kind::Ref(noun) => {
            let table = noun.table();
            shown.sql = format!("(SELECT name FROM {table} WHERE id = {value})");
        }
        _ => shown.door = field.door(),
    }
    shown.sensitive = field.sensitive;
    shown
}

/// How an entry stands, and who filled it in.
fn standing(open: bool) -> Vec<Shown> {
    let person = |key: &'static str, label| {
        let sql = format!("(SELECT name FROM staff WHERE id = r.\"{key}\")");
        Shown::of::<Option<String>>(key, label, sql)
    };
    let mut columns = Vec::new();
    let time =
        |key: &'static str, label| Shown::of::<Option<Moment>>(key, label, format!("r.{key}"));
    if open {
        columns.push(time("due", t("Due", "期限")));
        columns.push(person("who", t("Responsible", "责任人")));
        columns.push(time("closed_at", t("Closed", "办结时间")));
    }
    columns.push(match open {
        true => person("by", t("By", "填写人")).extra(),
        false => person("by", t("By", "填写人")),
    });
    columns.push(Shown::of::<Option<String>>("note", t("Note", "备注"), "r.note").extra());
    columns.push(
        Shown::of::<Moment>("recorded_at", t("Recorded", "记录时间"), "r.recorded_at").extra(),
    );
    columns
}

/// Which entries of a form pass.
#[derive(Clone, Copy, Debug, Default)]
pub struct OnlyEntries {
    pub open: bool,
    pub overdue: bool,
}

/// Entries of a form that pass.
pub fn entries_where(form: &str, filter: &EntryFilter, only: OnlyEntries, now: Moment) -> Filter {
    let mut all = Filter::default();
    all.and("r.form = ?", vec![Stored::Text(form.to_owned())]);
    if let Some(customer) = filter.customer {
        all.and("r.customer = ?", vec![Stored::Int(customer.id())]);
    }
    if let Some(who) = filter.who {
        all.and("coalesce(r.who, r.\"by\") = ?", vec![Stored::Int(who.id())]);
    }
    if let Some(from) = filter.from {
        all.and("r.at >= ?", vec![Stored::Text(from.stored())]);
    }
    if let Some(to) = filter.to {
        all.and("r.at <= ?", vec![Stored::Text(to.0.stored())]);
    }
    if only.open || only.overdue {
        all.and("r.closed_at IS NULL", Vec::new());
    }
    if only.overdue {
        all.and("r.due < ?", vec![Stored::Text(now.stored())]);
    }
    all
}
