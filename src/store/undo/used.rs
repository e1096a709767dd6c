//! What of a command has been used since: rows that later commands changed or
//! refer to. Told in a few statements over all its rows, however many it has.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::super::journal::Writing;
use super::super::merge::polymorphic;
use super::{ColumnsOf, parsed, references_to};
use crate::problem::Failure;
use crate::value::{Noun, Stored};

/// Tables whose rows belong to another row and mean nothing without it.
const PARTS: &[&str] = &[
    "tag",
    "turn",
    "to_confirm",
    "gate_note",
    "contact",
    "ticket_event",
];

/// Commands that count: not undone, and no undo themselves.
const STANDS: &str = "c.kind IN ('work', 'final') AND c.undoes IS NULL AND c.undone_by IS NULL";

/// The rows of a command that were used, and the later commands that did so.
#[derive(Default)]
pub(super) struct Used {
    pub rows: BTreeSet<i64>,
    pub commands: BTreeSet<i64>,
}

pub(super) fn used(db: &Connection, command: i64) -> Result<Used, Failure> {
    let mut used = Used::default();
    changed(db, command, &mut used)?;
    for parent in inserted_tables(db, command)? {
        for (table, column) in references_to(db, &parent)? {
            referred(
                db,
                command,
                &parent,
                &table,
                &format!("t.\"{column}\" = a.row"),
                &mut used,
            )?;
        }
        for table in polymorphic(db)? {
            let is = format!("t.record = a.row AND t.noun = '{parent}'");
            referred(db, command, &parent, &table, &is, &mut used)?;
        }
    }
    Ok(used)
}

/// Rows that a later command changed in the same columns.
fn changed(db: &Connection, command: i64, used: &mut Used) -> Result<(), Failure> {
    let mut query = db.prepare_cached(&format!(
        "SELECT a.row, a.op, a.columns, h.command, h.op, h.columns
         FROM change a JOIN change h ON h.row = a.row JOIN command c ON c.id = h.command
         WHERE a.command = ?1 AND h.command > ?1 AND {STANDS}"
    ))?;
    let mut rows = query.query([command])?;
    while let Some(row) = rows.next()? {
        let (op, later): (String, String) = (row.get(1)?, row.get(4)?);
        let meets = op != "update" || later != "update" || {
            let (own, other): (ColumnsOf, ColumnsOf) = (parsed(row.get(2)?), parsed(row.get(5)?));
            other.keys().any(|key| own.contains_key(key))
        };
        if meets {
            used.rows.insert(row.get(0)?);
            used.commands.insert(row.get(3)?);
        }
    }
    Ok(())
}

/// The tables that a command added rows to.
fn inserted_tables(db: &Connection, command: i64) -> Result<Vec<String>, Failure> {
    let mut query =
        db.prepare_cached("SELECT DISTINCT tbl FROM change WHERE command = ?1 AND op = 'insert'")?;
    let tables = query.query_map([command], |row| row.get(0))?;
    Ok(tables.collect::<Result<_, _>>()?)
}

/// Rows of `parent` that rows of `table` refer to which a later command added.
fn referred(
    db: &Connection,
    command: i64,
    parent: &str,
    table: &str,
    is: &str,
    used: &mut Used,
) -> Result<(), Failure> {
    let mut query = db.prepare_cached(&format!(
        "SELECT a.row, h.command FROM change h JOIN command c ON c.id = h.command
         JOIN \"{table}\" t ON t.id = h.row JOIN change a ON {is}
         WHERE h.command > ?1 AND h.op = 'insert' AND h.tbl = ?3 AND {STANDS}
           AND a.command = ?1 AND a.op = 'insert' AND a.tbl = ?2"
    ))?;
    let mut rows = query.query(rusqlite::params![command, parent, table])?;
    while let Some(row) = rows.next()? {
        used.rows.insert(row.get(0)?);
        used.commands.insert(row.get(1)?);
    }
    Ok(())
}

impl Writing<'_> {
    /// Splits a command in two: what was used since, with all that belongs to
    /// it, stays in its entry; the rest becomes an entry of its own, whose id
    /// comes back with the numbers of the records that stay.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn split_used(&self, command: i64) -> Result<(i64, Vec<String>), Failure> {
        let kept = with_belongings(&self.tx, command, used(&self.tx, command)?.rows)?;
        let rest = self.id();
        self.tx.execute(
            "INSERT INTO command (id, at, who, verb, kind, subject, summary_en, summary_zh, schema)
             SELECT ?2, at, who, verb, kind, subject, 'the unused rest of: ' || summary_en,
                    '其中未使用的部分：' || summary_zh, schema FROM command WHERE id = ?1",
            [command, rest],
        )?;
        self.tx.execute(
            "UPDATE change SET command = ?2 WHERE command = ?1",
            [command, rest],
        )?;
        let mut numbers = Vec::new();
        for row in &kept {
            self.tx
                .prepare_cached("UPDATE change SET command = ?1 WHERE command = ?2 AND row = ?3")?
                .execute([command, rest, *row])?;
            numbers.extend(number(&self.tx, *row)?);
        }
        Ok((rest, numbers))
    }

    /// Whether an entry holds no changes.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_empty(&self, command: i64) -> Result<bool, Failure> {
        Ok(self.tx.query_row(
            "SELECT NOT EXISTS (SELECT 1 FROM change WHERE command = ?1)",
            [command],
            |row| row.get(0),
        )?)
    }
}

/// The number of a record that this row is, if it is one.
fn number(db: &Connection, row: i64) -> Result<Option<String>, Failure> {
    let table = table_of(db, row)?;
    let Some(noun) = table.as_deref().and_then(Noun::of_table) else {
        return Ok(None);
    };
    let sql = format!("SELECT number FROM {} WHERE id = ?1", noun.table());
    let mut query = db.prepare_cached(&sql)?;
    let mut found = query.query([row])?;
    Ok(match found.next()? {
        Some(row) => row.get(0)?,
        None => None,
    })
}

fn table_of(db: &Connection, row: i64) -> Result<Option<String>, Failure> {
    let mut query = db.prepare_cached("SELECT tbl FROM change WHERE row = ?1 LIMIT 1")?;
    let mut found = query.query([row])?;
    Ok(match found.next()? {
        Some(row) => Some(row.get(0)?),
        None => None,
    })
}

/// The used rows, what they refer to and what belongs to them, as far as the
/// same command added it.
fn with_belongings(
    db: &Connection,
    command: i64,
    used: BTreeSet<i64>,
) -> Result<BTreeSet<i64>, Failure> {
    let mut kept = BTreeSet::new();
    let mut next: Vec<i64> = used.into_iter().collect();
    let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
    while let Some(row) = next.pop() {
        if !kept.insert(row) {
            continue;
        }
        let Some(table) = table_of(db, row)? else {
            continue;
        };
        if !out.contains_key(&table) {
            out.insert(table.clone(), refers(db, &table)?);
        }
        for column in out.get(&table).into_iter().flatten() {
            if let Stored::Int(to) = held(db, &table, column, row)?
                && added(db, command, to)?
            {
                next.push(to);
            }
        }
        for part in PARTS {
            let column = refers(db, part)?;
            for column in column.iter().filter(|column| owns(part, column)) {
                next.extend(parts(db, command, part, column, row)?);
            }
        }
    }
    Ok(kept)
}

/// Whether a row of `table` belongs to the row in this column, and does not
/// only mention it.
fn owns(table: &str, column: &str) -> bool {
    match table {
        "tag" | "contact" => column == "customer",
        "ticket_event" => column == "ticket",
        _ => column == "record",
    }
}

/// The columns of a table that refer to rows.
fn refers(db: &Connection, table: &str) -> Result<Vec<String>, Failure> {
    let mut query = db.prepare_cached("SELECT \"from\" FROM pragma_foreign_key_list(?1)")?;
    let columns = query.query_map([table], |row| row.get(0))?;
    let mut columns: Vec<String> = columns.collect::<Result<_, _>>()?;
    if polymorphic(db)?.iter().any(|other| other == table) {
        columns.push("record".to_owned());
    }
    Ok(columns)
}

fn held(db: &Connection, table: &str, column: &str, row: i64) -> Result<Stored, Failure> {
    let sql = format!("SELECT \"{column}\" FROM \"{table}\" WHERE id = ?1");
    let mut query = db.prepare_cached(&sql)?;
    let mut found = query.query([row])?;
    Ok(match found.next()? {
        Some(row) => super::super::rows::owned(super::super::found(row.get_ref(0)?)),
        None => Stored::Null,
    })
}

fn added(db: &Connection, command: i64, row: i64) -> Result<bool, Failure> {
    Ok(db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM change WHERE row = ?1 AND command = ?2 AND op = 'insert')",
        )?
        .query_row([row, command], |row| row.get(0))?)
}

/// The rows of `table` that belong to `row` and were added by the command.
fn parts(
    db: &Connection,
    command: i64,
    table: &str,
    column: &str,
    row: i64,
) -> Result<Vec<i64>, Failure> {
    let mut query = db.prepare_cached(&format!(
        "SELECT t.id FROM \"{table}\" t WHERE t.\"{column}\" = ?1 AND EXISTS
         (SELECT 1 FROM change WHERE row = t.id AND command = ?2 AND op = 'insert')"
    ))?;
    let ids = query.query_map([row, command], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}
