//! Undo and redo: a command's changes taken back as a command of their own.
//!
//! What stands in the way is any later, not undone change of the same row and
//! column, or a later row that refers to a row that the command made.

mod used;

use rusqlite::{Connection, OptionalExtension as _};
use serde_json::{Map, Value as Json};

use super::Store;
use super::journal::{Entry, Kind, Writing};
use crate::problem::Failure;

/// One change of a row, as the journal holds it.
#[derive(Clone, Debug)]
struct Change {
    table: String,
    row: i64,
    op: String,
    columns: ColumnsOf,
}

/// What stands in the way of an undo.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// The later commands, newest first.
    pub commands: Vec<Entry>,
    /// Cannot be undone at all: it erased something, or the schema has moved on.
    pub never: bool,
}

impl Standing {
    pub fn is_clear(&self) -> bool {
        self.commands.is_empty() && !self.never
    }
}

impl Store {
    /// The newest command that `undo` would take back; what can never be taken
    /// back does not stand in front of what can.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn newest_done(&self) -> Result<Option<Entry>, Failure> {
        self.newest(
            "kind = 'work' AND undone_by IS NULL
             AND EXISTS (SELECT 1 FROM change WHERE command = command.id)",
        )
    }

    /// The newest undo that `redo` would take back.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn newest_undo(&self) -> Result<Option<Entry>, Failure> {
        self.newest("kind = 'undo' AND undone_by IS NULL")
    }

    fn newest(&self, which: &str) -> Result<Option<Entry>, Failure> {
        let id: Option<i64> = self
            .db
            .query_row(
                &format!("SELECT id FROM command WHERE {which} ORDER BY id DESC LIMIT 1"),
                [],
                |row| row.get(0),
            )
            .optional()?;
        match id {
            Some(id) => self.entry(id),
            None => Ok(None),
        }
    }

    /// The whole id of the command that people call by its counter alone.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn full_id(&self, counter: i64) -> Result<i64, Failure> {
        let own = super::ids::next(&self.db)? >> 32;
        Ok((own << 32) | counter)
    }

    /// One entry of the journal.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn entry(&self, id: i64) -> Result<Option<Entry>, Failure> {
        Ok(self.entries_where("c.id = ?1", id)?.pop())
    }

    /// The entries not yet undone from `id` on, newest first: what `undo --to` takes back.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn done_since(&self, id: i64) -> Result<Vec<Entry>, Failure> {
        self.entries_where(
            "c.id >= ?1 AND c.kind IN ('work', 'final') AND c.undoes IS NULL AND c.undone_by IS NULL
             AND EXISTS (SELECT 1 FROM change WHERE command = c.id)",
            id,
        )
    }

    /// What stands in the way of taking `id` back.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn standing(&self, id: i64) -> Result<Standing, Failure> {
        let (kind, schema): (String, i64) = self.db.query_row(
            "SELECT kind, schema FROM command WHERE id = ?1",
            [id],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let never =
            Kind::from_code(&kind) == Kind::Final || usize::try_from(schema) != Ok(self.schema()?);
        let later = used::used(&self.db, id)?.commands;
        let mut commands = Vec::new();
        for id in later.into_iter().rev() {
            commands.extend(self.entry(id)?);
        }
        Ok(Standing { commands, never })
    }
}

impl Writing<'_> {
    /// Takes back every change of `command`, newest first, and marks it undone.
    ///
    /// # Errors
    /// When it cannot be written, or an attached file would come back whose bytes
    /// were cleaned up; then nothing was.
    pub fn take_back(&self, command: i64) -> Result<(), Failure> {
        self.tx.pragma_update(None, "defer_foreign_keys", "ON")?;
        let mut done = changes(&self.tx, command)?;
        done.reverse();
        for change in &done {
            invert(&self.tx, change)?;
        }
        let attached = done.iter().filter(|change| change.table == "attachment");
        let attached: Vec<i64> = attached.map(|change| change.row).collect();
        super::attached::taken_back(&self.tx, &attached)?;
        self.tx.execute(
            "UPDATE command SET undone_by = ?2 WHERE id = ?1",
            [command, self.command],
        )?;
        self.tx.execute(
            "UPDATE command SET undoes = ?2 WHERE id = ?1",
            [self.command, command],
        )?;
        Ok(())
    }

    /// Takes back an undo: what it undid stands again.
    ///
    /// # Errors
    /// When it cannot be written; then nothing was.
    pub fn take_back_undo(&self, undo: i64) -> Result<(), Failure> {
        self.take_back(undo)?;
        self.tx.execute(
            "UPDATE command SET undone_by = NULL WHERE undone_by = ?1",
            [undo],
        )?;
        Ok(())
    }
}

/// What the journal notes of a row's columns.
type ColumnsOf = Map<String, Json>;

fn parsed(columns: Option<String>) -> ColumnsOf {
    columns
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

fn changes(db: &Connection, command: i64) -> Result<Vec<Change>, Failure> {
    let mut query = db.prepare_cached(
        "SELECT tbl, row, op, columns FROM change WHERE command = ?1 ORDER BY id",
    )?;
    let rows = query.query_map([command], |row| {
        Ok(Change {
            table: row.get(0)?,
            row: row.get(1)?,
            op: row.get(2)?,
            columns: parsed(row.get(3)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The columns that refer to a table.
pub(super) fn references_to(
    db: &Connection,
    table: &str,
) -> Result<Vec<(String, String)>, Failure> {
    let mut query = db.prepare_cached(
        "SELECT t.name, f.\"from\" FROM pragma_table_list t, pragma_foreign_key_list(t.name) f
         WHERE t.schema = 'main' AND t.type = 'table' AND f.\"table\" = ?1",
    )?;
    let rows = query.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn invert(db: &Connection, change: &Change) -> Result<(), Failure> {
    let (table, row) = (&change.table, change.row);
    match change.op.as_str() {
        "insert" => {
            db.prepare_cached(&format!("DELETE FROM \"{table}\" WHERE id = ?1"))?
                .execute([row])?;
        }
        "delete" => {
            let names: Vec<_> = change
                .columns
                .keys()
                .map(|key| format!("\"{key}\""))
                .collect();
            let marks = vec!["?"; names.len()].join(", ");
            let sql = format!(
                "INSERT INTO \"{table}\" ({}) VALUES ({marks})",
                names.join(", ")
            );
            let values = change.columns.values().map(param);
            db.prepare_cached(&sql)?
                .execute(rusqlite::params_from_iter(values))?;
        }
        _ => {
            let names: Vec<_> = change
                .columns
                .keys()
                .map(|key| format!("\"{key}\" = ?"))
                .collect();
            let sql = format!("UPDATE \"{table}\" SET {} WHERE id = ?", names.join(", "));
            let values = change
                .columns
                .values()
                .map(|pair| param(pair.get(0).unwrap_or(&Json::Null)))
                .chain([rusqlite::types::Value::Integer(row)]);
            db.prepare_cached(&sql)?
                .execute(rusqlite::params_from_iter(values))?;
        }
    }
    Ok(())
}

fn param(value: &Json) -> rusqlite::types::Value {
    use rusqlite::types::Value;
    match value {
        Json::Null => Value::Null,
        Json::Number(number) => number.as_i64().map_or(Value::Null, Value::Integer),
        Json::String(text) => Value::Text(text.clone()),
        other => Value::Text(other.to_string()),
    }
}
