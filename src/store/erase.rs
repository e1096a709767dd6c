//! Personal data taken out for good: rows, journal, search tables, drafts and
//! lists; then the file is written anew, so that no byte of it remains.
//!
//! A row that cannot exist without an erased one goes with it; a reference
//! that may be empty is emptied.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::{Map, Value as Json};

use super::journal::Writing;
use super::{Store, attached, merge, undo};
use crate::problem::Failure;
use crate::value::{Found, Kind, Noun, Phone, Size, Value as _, search};

mod beside;
mod uses;

use uses::dependants;

pub use beside::{remove_backup, sweep_beside};

/// Columns that say who somebody is.
const PERSONAL: &[&str] = &[
    "name",
    "phone",
    "phone2",
    "email",
    "wechat",
    "id_number",
    "uscc",
];

/// Who is to be erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whom {
    pub noun: Noun,
    pub id: i64,
}

/// What an erasure takes away.
#[derive(Clone, Debug, Default)]
pub struct Erasing {
    /// The rows that go, by table.
    pub rows: BTreeMap<String, BTreeSet<i64>>,
    /// Names, numbers and addresses under which they are known.
    words: BTreeSet<String>,
    /// Numbers of the records, for drafts.
    numbers: BTreeSet<String>,
    /// Rows of other records whose free text mentions them; these stay.
    pub mentions: i64,
    /// Backups that still hold them.
    pub backups: Vec<PathBuf>,
    /// Contents of attached files that no other record has; these go too.
    pub contents: Vec<(String, Size)>,
    /// Half-filled forms about them; these go too.
    pub drafts: Vec<PathBuf>,
}

impl Erasing {
    fn ids(&self) -> impl Iterator<Item = i64> {
        self.rows.values().flatten().copied()
    }

    /// How many rows go.
    pub fn count(&self) -> usize {
        self.ids().count()
    }

    fn json(&self) -> String {
        Json::from(self.ids().collect::<Vec<_>>()).to_string()
    }

    fn add(&mut self, table: &str, id: i64) -> bool {
        self.rows.entry(table.to_owned()).or_default().insert(id)
    }

    /// Whether a text speaks of them, however a phone is spaced in it.
    fn is_in(&self, text: &str) -> bool {
        let dense: String = search::half_width(text)
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .collect();
        self.words
            .iter()
            .any(|word| text.contains(word.as_str()) || dense.contains(word.as_str()))
    }

    /// Takes up the personal columns of a row, as the journal writes them: a
    /// value, or old and new.
    fn learn(&mut self, columns: &Map<String, Json>) {
        for key in PERSONAL {
            let values = match columns.get(*key) {
                Some(Json::Array(pair)) => pair.iter().collect(),
                Some(value) => vec![value],
                None => Vec::new(),
            };
            for text in values.into_iter().filter_map(Json::as_str) {
                self.learn_word(key, text);
            }
        }
        if let Some(number) = columns.get("number").and_then(Json::as_str) {
            self.numbers.insert(number.to_owned());
        }
    }

    fn learn_word(&mut self, key: &str, text: &str) {
        // One character is in every other text.
        if text.chars().count() < 2 {
            return;
        }
        self.words.insert(text.to_owned());
        if key.starts_with("phone")
            && let Some(phone) = Phone::load(Found::Text(text))
        {
            self.words.insert(phone.digits());
            self.words.insert(phone.shown());
        }
    }
}

impl Store {
    /// What erasing somebody would take away.
    ///
    /// # Errors
    /// When the file or a folder beside it cannot be read.
    pub fn erasing(&self, whom: Whom) -> Result<Erasing, Failure> {
        let mut next = vec![(whom.noun.table().to_owned(), whom.id)];
        if whom.noun == Noun::Customer {
            // The same customer under the number it was merged from.
            let merged = self.merged_into(&[whom.id])?;
            next.extend(merged.into_iter().map(|id| ("customer".to_owned(), id)));
        }
        self.erasing_from(next)
    }

    /// What goes with these rows.
    pub(super) fn erasing_from(&self, mut next: Vec<(String, i64)>) -> Result<Erasing, Failure> {
        let mut erasing = Erasing::default();
        while !next.is_empty() {
            while let Some((table, id)) = next.pop() {
                if erasing.add(&table, id) {
                    next.extend(dependants(&self.db, &table, id)?);
                }
            }
            next = self.dead_dependants(&erasing)?;
        }
        self.learn_all(&mut erasing)?;
        erasing.contents = attached::bytes_of(&self.db, &erasing.rows, &erasing.json())?;
        erasing.mentions = self.mentions(&erasing)?;
        erasing.backups = beside::holding(&self.path, &erasing)?;
        erasing.drafts = beside::drafts_about(&self.path, &erasing);
        Ok(erasing)
    }

    /// Rows that hung on those that go and were deleted since, by an undo:
    /// only the journal still knows them.
    fn dead_dependants(&self, erasing: &Erasing) -> Result<Vec<(String, i64)>, Failure> {
        let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for table in erasing.rows.keys() {
            for (of, column) in undo::references_to(&self.db, table)? {
                places.entry(of).or_default().push(column);
            }
        }
        for named in merge::polymorphic(&self.db)? {
            places.entry(named).or_default().push("record".to_owned());
        }
        let known: BTreeSet<i64> = erasing.ids().collect();
        let mut query = self.db.prepare(
            "SELECT tbl, row, columns FROM change WHERE op = 'delete' AND columns IS NOT NULL",
        )?;
        let mut rows = query.query([])?;
        let mut dead = Vec::new();
        while let Some(row) = rows.next()? {
            let (table, id, text): (String, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let Some(columns) = places.get(&table).filter(|_| !known.contains(&id)) else {
                continue;
            };
            let held: Map<String, Json> = serde_json::from_str(&text).unwrap_or_default();
            let refers = |column: &String| {
                held.get(column)
                    .and_then(Json::as_i64)
                    .is_some_and(|to| known.contains(&to))
            };
            if columns.iter().any(refers) {
                dead.push((table, id));
            }
        }
        Ok(dead)
    }

    /// The words of every row that goes, today's and those of its past.
    fn learn_all(&self, erasing: &mut Erasing) -> Result<(), Failure> {
        let ids = erasing.json();
        let mut query = self.db.prepare(
            "SELECT columns FROM change WHERE row IN (SELECT value FROM json_each(?1))
             AND tbl IN ('customer', 'contact') AND columns IS NOT NULL",
        )?;
        let mut texts: Vec<String> = query
            .query_map([&ids], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for table in ["customer", "contact"] {
            let pairs: Vec<_> = super::journal::columns(&self.db, table)?
                .into_iter()
                .filter(|column| column == "number" || PERSONAL.contains(&column.as_str()))
                .map(|column| format!("'{column}', \"{column}\""))
                .collect();
            let mut query = self.db.prepare(&format!(
                "SELECT json_object({}) FROM {table} WHERE id IN (SELECT value FROM json_each(?1))",
                pairs.join(", ")
            ))?;
            let rows = query.query_map([&ids], |row| row.get::<_, String>(0))?;
            texts.extend(rows.collect::<Result<Vec<_>, _>>()?);
        }
        for text in texts {
            if let Ok(columns) = serde_json::from_str(&text) {
                erasing.learn(&columns);
            }
        }
        Ok(())
    }

    /// How many rows that stay mention one of the words in a text.
    fn mentions(&self, erasing: &Erasing) -> Result<i64, Failure> {
        let ids = erasing.json();
        let words = Json::from(erasing.words.iter().cloned().collect::<Vec<_>>()).to_string();
        let mut count = 0;
        for (noun, fields) in crate::records::ALL {
            let mut texts: Vec<_> = fields
                .iter()
                .filter(|field| matches!(field.kind, Kind::Line | Kind::Long | Kind::Tags))
                .map(|field| format!("coalesce(\"{}\", '')", field.key))
                .collect();
            if *noun == Noun::Entry {
                texts.push("answers".to_owned());
            }
            if texts.is_empty() {
                continue;
            }
            let rows: i64 = self.db.query_row(
                &format!(
                    "SELECT count(*) FROM {} r WHERE id NOT IN (SELECT value FROM json_each(?1))
                     AND EXISTS (SELECT 1 FROM json_each(?2) w
                                 WHERE instr({}, w.value) > 0)",
                    noun.table(),
                    texts.join(" || char(10) || ")
                ),
                [&ids, &words],
                |row| row.get(0),
            )?;
            count += rows;
        }
        Ok(count)
    }

    /// The number of a record.
    ///
    /// # Errors
    /// When there is none, or the file cannot be read.
    pub fn number_of(&self, noun: Noun, id: i64) -> Result<String, Failure> {
        Ok(self.db.query_row(
            &format!("SELECT number FROM {} WHERE id = ?1", noun.table()),
            [id],
            |row| row.get(0),
        )?)
    }

    /// A removed record with this number or name: `erase` finds what other
    /// commands no longer do.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn removed_named(&self, noun: Noun, text: &str) -> Result<Vec<i64>, Failure> {
        let mut query = self.db.prepare(&format!(
            "SELECT id FROM {} WHERE removed_at IS NOT NULL AND (number = ?1 OR name = ?1)",
            noun.table()
        ))?;
        let ids = query.query_map([text], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Writes the file anew without what was deleted from it. False where
    /// another process holds the old pages; then `kehu doctor --fix` does it later.
    ///
    /// # Errors
    /// When the disk is full or fails.
    pub fn sweep(&mut self) -> Result<bool, Failure> {
        let swept = self.write_anew();
        match swept {
            Err(rusqlite::Error::SqliteFailure(error, _))
                if matches!(
                    error.code,
                    rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked
                ) =>
            {
                Ok(false)
            }
            Err(error) => Err(error.into()),
            Ok(false) => Ok(false),
            Ok(true) => {
                self.db
                    .execute("DELETE FROM meta WHERE key = 'erasing'", [])?;
                Ok(true)
            }
        }
    }

    fn write_anew(&self) -> rusqlite::Result<bool> {
        self.db.pragma_update(None, "secure_delete", "ON")?;
        for table in super::TEXTS {
            self.db.execute(
                &format!("INSERT INTO {table} ({table}) VALUES ('optimize')"),
                [],
            )?;
        }
        // An import keeps what is temporary in memory; a copy of the file is too large for it.
        self.db
            .execute_batch("PRAGMA temp_store = DEFAULT; VACUUM")?;
        let busy: i64 = self
            .db
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        Ok(busy == 0)
    }
}

impl Writing<'_> {
    /// Deletes the rows and what the journal knows of them. Commands that
    /// touched them can no longer be taken back.
    ///
    /// # Errors
    /// When it cannot be written; then nothing was.
    pub fn erase(&self, erasing: &Erasing) -> Result<(), Failure> {
        let tx = &self.tx;
        tx.pragma_update(None, "defer_foreign_keys", "ON")?;
        let ids = erasing.json();
        for table in erasing.rows.keys() {
            for (of, column) in undo::references_to(tx, table)? {
                let free: bool = tx.query_row(
                    "SELECT \"notnull\" = 0 FROM pragma_table_info(?1) WHERE name = ?2",
                    [&of, &column],
                    |row| row.get(0),
                )?;
                if free {
                    tx.execute(
                        &format!(
                            "UPDATE \"{of}\" SET \"{column}\" = NULL
                             WHERE \"{column}\" IN (SELECT value FROM json_each(?1))
                               AND id NOT IN (SELECT value FROM json_each(?1))"
                        ),
                        [&ids],
                    )?;
                }
            }
        }
        for table in erasing.rows.keys() {
            tx.execute(
                &format!("DELETE FROM \"{table}\" WHERE id IN (SELECT value FROM json_each(?1))"),
                [&ids],
            )?;
        }
        self.scrub_journal(erasing, &ids)?;
        self.set_meta("erasing", "1")
    }

    fn scrub_journal(&self, erasing: &Erasing, ids: &str) -> Result<(), Failure> {
        let tx = &self.tx;
        tx.execute(
            "UPDATE command SET kind = 'final' WHERE id IN
                 (SELECT command FROM change WHERE row IN (SELECT value FROM json_each(?1)))",
            [ids],
        )?;
        tx.execute(
            "UPDATE change SET columns = '{}' WHERE columns IS NOT NULL
             AND row IN (SELECT value FROM json_each(?1))",
            [ids],
        )?;
        // Summaries should hold no personal data; those that do are emptied.
        let mut query = tx.prepare("SELECT id, summary_en, summary_zh FROM command")?;
        let mut rows = query.query([])?;
        let mut telling = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, en, zh): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if erasing.is_in(&en) || erasing.is_in(&zh) {
                telling.push(id);
            }
        }
        for id in telling {
            tx.execute(
                "UPDATE command SET summary_en = 'erased', summary_zh = '已清除' WHERE id = ?1",
                [id],
            )?;
        }
        Ok(())
    }
}
