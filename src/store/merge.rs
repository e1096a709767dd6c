//! Two customers that are one: everything that hangs on the first moves to the
//! second, which keeps its own answers and takes the first one's for those it
//! lacks. One command, and `undo` takes it back whole.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension as _};

use super::journal::{self, Writing};
use super::{Store, found, undo};
use crate::form::Form as _;
use crate::problem::Failure;
use crate::records::Customer;
use crate::value::{Found, Noun, Stored};

/// What a merge would do, or did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merging {
    /// The rows that move, by table.
    pub moved: Vec<(String, i64)>,
    /// The columns that the second customer takes from the first.
    pub filled: Vec<&'static str>,
    /// The tags that it gains.
    pub tags: Vec<String>,
}

/// Columns of a customer that no form shows and a merge fills all the same.
const BESIDES: &[&str] = &["grade", "submitted_at", "filed_at"];

impl Store {
    /// What merging `from` into `into` would do.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn merging(&self, from: i64, into: i64) -> Result<Merging, Failure> {
        let db = &self.db;
        let mut merging = Merging {
            filled: fills(db, from, into)?
                .into_iter()
                .map(|(key, _)| key)
                .collect(),
            tags: gained_tags(db, from, into)?,
            ..Merging::default()
        };
        for (table, column) in moving(db)? {
            merging.count(db, &table, &format!("\"{column}\" = ?1"), from)?;
        }
        for table in polymorphic(db)? {
            if table != "to_confirm" && table != "turn" {
                merging.count(db, &table, "noun = 'customer' AND record = ?1", from)?;
            }
        }
        Ok(merging)
    }
}

impl Store {
    /// Whether `parent` is this customer or stands below it already.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_below(&self, parent: i64, customer: i64) -> Result<bool, Failure> {
        Ok(parent == customer || ancestors(&self.db, parent)?.contains(&customer))
    }
}

impl Merging {
    fn count(&mut self, db: &Connection, table: &str, which: &str, id: i64) -> Result<(), Failure> {
        let rows: i64 = db.query_row(
            &format!("SELECT count(*) FROM \"{table}\" WHERE {which}"),
            [id],
            |row| row.get(0),
        )?;
        if rows > 0 {
            match self.moved.iter_mut().find(|(of, _)| of == table) {
                Some((_, known)) => *known += rows,
                None => self.moved.push((table.to_owned(), rows)),
            }
        }
        Ok(())
    }
}

/// Every column that refers to a customer, but for tags, which are united.
fn moving(db: &Connection) -> Result<Vec<(String, String)>, Failure> {
    let mut columns = undo::references_to(db, "customer")?;
    columns.retain(|(table, _)| table != "tag");
    columns.sort();
    Ok(columns)
}

/// The tables whose rows name any record by noun and id.
pub(super) fn polymorphic(db: &Connection) -> Result<Vec<String>, Failure> {
    let mut tables = journal::watched(db)?;
    let mut kept = Vec::new();
    for table in tables.drain(..) {
        let columns = journal::columns(db, &table)?;
        if ["noun", "record"]
            .iter()
            .all(|name| columns.iter().any(|column| column == name))
        {
            kept.push(table);
        }
    }
    Ok(kept)
}

fn column(db: &Connection, id: i64, name: &str) -> Result<Stored, Failure> {
    Ok(db.query_row(
        &format!("SELECT \"{name}\" FROM customer WHERE id = ?1"),
        [id],
        |row| {
            Ok(match found(row.get_ref(0)?) {
                Found::Null => Stored::Null,
                Found::Int(number) => Stored::Int(number),
                Found::Text(text) => Stored::Text(text.to_owned()),
            })
        },
    )?)
}

fn is_empty(value: &Stored) -> bool {
    match value {
        Stored::Null => true,
        Stored::Text(text) => text.is_empty(),
        Stored::Int(_) => false,
    }
}

/// What `into` lacks and `from` has. A credit code is no person's and an
/// identity number no company's, so a field that does not apply stays empty.
fn fills(db: &Connection, from: i64, into: i64) -> Result<Vec<(&'static str, Stored)>, Failure> {
    let kind = column(db, into, "kind")?;
    let applies = |field: &crate::field::Field| match field.when {
        Some(when) if when.field == "kind" => {
            matches!(&kind, Stored::Text(kind) if when.is.contains(&kind.as_str()))
        }
        _ => true,
    };
    let keys = Customer::FIELDS
        .iter()
        .filter(|field| applies(field) && field.key != "parent")
        .map(|field| field.key)
        .chain(BESIDES.iter().copied());
    let mut fills = Vec::new();
    for key in keys {
        if is_empty(&column(db, into, key)?) {
            let value = column(db, from, key)?;
            if !is_empty(&value) {
                fills.push((key, value));
            }
        }
    }
    if let Some(parent) = parent(db, from, into)? {
        fills.push(("parent", Stored::Int(parent)));
    }
    Ok(fills)
}

/// The parent that `into` takes over: that of `from`, unless `into` has one of
/// its own or is itself above `from`.
fn parent(db: &Connection, from: i64, into: i64) -> Result<Option<i64>, Failure> {
    let own = ancestors(db, into)?;
    let theirs = ancestors(db, from)?;
    let keeps_own = !own.is_empty() && !own.contains(&from);
    Ok(match theirs.first() {
        Some(parent) if !keeps_own && !theirs.contains(&into) => Some(*parent),
        _ => None,
    })
}

/// The customers above this one, the nearest first.
fn ancestors(db: &Connection, id: i64) -> Result<Vec<i64>, Failure> {
    let mut above = Vec::new();
    let mut at = id;
    loop {
        let parent: Option<Option<i64>> = db
            .query_row("SELECT parent FROM customer WHERE id = ?1", [at], |row| {
                row.get(0)
            })
            .optional()?;
        match parent.flatten() {
            // A circle would never end.
            Some(parent) if parent != id && !above.contains(&parent) => {
                above.push(parent);
                at = parent;
            }
            _ => return Ok(above),
        }
    }
}

fn gained_tags(db: &Connection, from: i64, into: i64) -> Result<Vec<String>, Failure> {
    let mut query = db.prepare(
        "SELECT name FROM tag WHERE customer = ?1
         AND name NOT IN (SELECT name FROM tag WHERE customer = ?2) ORDER BY name",
    )?;
    let names = query.query_map([from, into], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

impl Writing<'_> {
    /// Moves everything that hangs on `from` to `into` and hides `from`.
    ///
    /// # Errors
    /// When it cannot be written; then nothing was.
    pub fn merge(&self, from: i64, into: i64) -> Result<(), Failure> {
        let tx = &self.tx;
        let fills = fills(tx, from, into)?;
        if ancestors(tx, into)?.contains(&from) {
            // What stood below `from` now stands in its place.
            tx.execute("UPDATE customer SET parent = NULL WHERE id = ?1", [into])?;
        }
        for (table, column) in moving(tx)? {
            tx.execute(
                &format!(
                    "UPDATE \"{table}\" SET \"{column}\" = ?2 WHERE \"{column}\" = ?1
                     AND NOT ('{table}' = 'customer' AND id = ?2)"
                ),
                [from, into],
            )?;
        }
        tx.execute(
            "UPDATE tag SET customer = ?2 WHERE customer = ?1
             AND name NOT IN (SELECT name FROM tag WHERE customer = ?2)",
            [from, into],
        )?;
        for (key, value) in &fills {
            tx.execute(
                &format!("UPDATE customer SET \"{key}\" = ?2 WHERE id = ?1"),
                rusqlite::params![into, value],
            )?;
            self.confirmed(Noun::Customer, into, key)?;
        }
        self.move_named(from, into)?;
        for (key, value) in &fills {
            self.date_fill(into, key, value)?;
        }
        self.remove(Noun::Customer, from)
    }

    /// The rows that name a customer by noun and id.
    fn move_named(&self, from: i64, into: i64) -> Result<(), Failure> {
        let tx = &self.tx;
        for table in polymorphic(tx)? {
            let only = match table.as_str() {
                // The past of `into` is its own from its first turn on; what
                // came before it is what was known of `from`.
                "turn" => {
                    " AND at < coalesce((SELECT min(own.at) FROM turn own WHERE own.noun = 'customer'
                       AND own.record = ?2 AND own.attribute = turn.attribute), '9999')"
                }
                "to_confirm" => {
                    " AND field NOT IN (SELECT field FROM to_confirm WHERE noun = 'customer' AND record = ?2)"
                }
                _ => "",
            };
            // The rows are found first: the condition looks at those it moves.
            let ids: Vec<i64> = tx
                .prepare(&format!(
                    "SELECT id FROM \"{table}\" WHERE noun = 'customer' AND record = ?1{only}
                     AND ?2 = ?2"
                ))?
                .query_map([from, into], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            for id in ids {
                tx.execute(
                    &format!("UPDATE \"{table}\" SET record = ?2 WHERE id = ?1"),
                    [id, into],
                )?;
            }
        }
        self.drop_answered(into)
    }

    /// A dated attribute that `into` once had and lacked since turns now; where
    /// it had none, the past of `from` came along with it.
    fn date_fill(&self, into: i64, key: &str, value: &Stored) -> Result<(), Failure> {
        let last: Option<Option<String>> = self
            .tx
            .prepare_cached(
                "SELECT new FROM turn WHERE noun = 'customer' AND record = ?1 AND attribute = ?2
                 ORDER BY at DESC, id DESC LIMIT 1",
            )?
            .query_row(rusqlite::params![into, key], |row| row.get(0))
            .optional()?;
        let now = match value {
            Stored::Null => None,
            Stored::Int(number) => Some(number.to_string()),
            Stored::Text(text) => Some(text.clone()),
        };
        match last {
            Some(last) if last != now => {
                self.turn(Noun::Customer, into, key, self.now, &Stored::Null, value)
            }
            _ => Ok(()),
        }
    }

    /// What `into` has an answer to is no longer to be confirmed.
    fn drop_answered(&self, into: i64) -> Result<(), Failure> {
        let fields: BTreeSet<String> = self
            .tx
            .prepare("SELECT field FROM to_confirm WHERE noun = 'customer' AND record = ?1")?
            .query_map([into], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for field in Customer::FIELDS {
            if fields.contains(field.key) && !is_empty(&column(&self.tx, into, field.key)?) {
                self.confirmed(Noun::Customer, into, field.key)?;
            }
        }
        Ok(())
    }
}

/// The customers that were merged and are hidden since, each with the one that
/// it became: whichever then had the number that the entry names, since a
/// registration that is approved gets another one.
pub(super) fn merges(db: &Connection) -> Result<Vec<(i64, i64)>, Failure> {
    let merges = noted(
        db,
        "SELECT h.id, h.row, c.subject FROM command c JOIN change h ON h.command = c.id
         WHERE c.verb = 'customer merge' AND c.undone_by IS NULL AND h.tbl = 'customer'
           AND h.op = 'update' AND json_extract(h.columns, '$.removed_at[1]') IS NOT NULL",
    )?;
    if merges.is_empty() {
        return Ok(Vec::new());
    }
    let renumbered = noted(
        db,
        "SELECT id, row, json_extract(columns, '$.number[0]') AS old FROM change
         WHERE tbl = 'customer' AND op = 'update' AND old IS NOT NULL ORDER BY id",
    )?;
    let mut pairs = Vec::new();
    for (at, from, number) in merges {
        let mut since = renumbered.iter().filter(|(id, ..)| *id > at);
        let into = match since.find(|(.., old)| *old == number) {
            Some((_, row, _)) => Some(*row),
            None => db
                .prepare_cached("SELECT id FROM customer WHERE number = ?1")?
                .query_row([&number], |row| row.get(0))
                .optional()?,
        };
        if let Some(into) = into.filter(|into| *into != from) {
            pairs.push((from, into));
        }
    }
    Ok(pairs)
}

/// Changes in the journal: their ids, their rows, and a number.
fn noted(db: &Connection, sql: &str) -> Result<Vec<(i64, i64, String)>, Failure> {
    let mut query = db.prepare(sql)?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Store {
    /// The customers that were merged into these, directly or through others,
    /// and are hidden since.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn merged_into(&self, customers: &[i64]) -> Result<Vec<i64>, Failure> {
        let pairs = merges(&self.db)?;
        let mut all: Vec<i64> = Vec::new();
        let mut next = customers.to_vec();
        while let Some(id) = next.pop() {
            for (from, _) in pairs.iter().filter(|(_, into)| *into == id) {
                if !customers.contains(from) && !all.contains(from) {
                    all.push(*from);
                    next.push(*from);
                }
            }
        }
        Ok(all)
    }
}
