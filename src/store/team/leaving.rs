//! What goes into a bundle: the rows that somebody owns or wrote, what belongs
//! to them, and the rows that they refer to.

use std::collections::BTreeMap;
use std::io::Write;

use rusqlite::Transaction;

use super::shape::{STAFF, Table, WHOSE, staff, tables};
use super::values;
use crate::exchange::bundle::{About, Writer};
use crate::problem::Failure;
use crate::store::{Store, ids};
use crate::value::Moment;

/// What a bundle says of itself that the file does not know.
#[derive(Clone, Debug)]
pub struct LeavingAs {
    pub made: Moment,
    pub playbook: String,
    pub fingerprint: String,
}

/// A bundle about to be written, from the file as it stood when it was chosen.
pub struct Leaving<'s> {
    tx: Transaction<'s>,
    tables: Vec<Table>,
    pub about: About,
}

impl Store {
    /// Chooses the rows that `me` owns or wrote, and all that goes with them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn leaving(&self, me: i64, leaving_as: LeavingAs) -> Result<Leaving<'_>, Failure> {
        let tx = self.db.unchecked_transaction()?;
        tx.execute_batch(
            "CREATE TEMP TABLE leaving (tbl TEXT, id INTEGER, PRIMARY KEY (tbl, id)) WITHOUT ROWID",
        )?;
        let mut all = tables(&tx)?;
        for table in &all {
            own(&tx, table, me)?;
        }
        let mut before = -1;
        loop {
            for table in &all {
                along(&tx, table, &all)?;
            }
            let count = tx.query_row("SELECT count(*) FROM leaving", [], |row| row.get(0))?;
            if count == before {
                break;
            }
            before = count;
        }
        all.insert(0, staff(&tx)?);
        tx.execute("INSERT INTO leaving SELECT 'staff', id FROM staff", [])?;
        let about = about(self, &tx, me, leaving_as, &all)?;
        Ok(Leaving {
            tx,
            tables: all,
            about,
        })
    }
}

/// The rows that say themselves that they are somebody's.
fn own(tx: &Transaction<'_>, table: &Table, me: i64) -> Result<(), Failure> {
    let whose: Vec<String> = WHOSE
        .iter()
        .filter(|column| table.has(column))
        .map(|column| format!("\"{column}\" = ?1"))
        .collect();
    if whose.is_empty() {
        return Ok(());
    }
    let (name, whose) = (&table.name, whose.join(" OR "));
    tx.execute(
        &format!("INSERT OR IGNORE INTO leaving SELECT '{name}', id FROM \"{name}\" WHERE {whose}"),
        [me],
    )?;
    Ok(())
}

/// What the chosen rows of a table refer to; and of a table whose rows are
/// nobody's the rows that belong to chosen ones.
fn along(tx: &Transaction<'_>, table: &Table, all: &[Table]) -> Result<(), Failure> {
    let name = &table.name;
    let mut ways: Vec<(String, String)> = Vec::new();
    for refers in &table.refers {
        if all.iter().any(|other| other.name == refers.to) {
            let column = &table.columns[refers.at];
            ways.push((format!("'{}'", refers.to), format!("t.\"{column}\"")));
        }
    }
    if table.named.is_some() {
        ways.push(("t.noun".to_owned(), "t.record".to_owned()));
    }
    let known: Vec<String> = all
        .iter()
        .map(|other| format!("'{}'", other.name))
        .collect();
    let known = known.join(", ");
    for (of, id) in ways {
        tx.execute(
            &format!(
                "INSERT OR IGNORE INTO leaving SELECT {of}, {id} FROM leaving l
                 JOIN \"{name}\" t ON t.id = l.id
                 WHERE l.tbl = '{name}' AND {id} IS NOT NULL AND {of} IN ({known})"
            ),
            [],
        )?;
        if table.is_part() {
            tx.execute(
                &format!(
                    "INSERT OR IGNORE INTO leaving SELECT '{name}', t.id FROM \"{name}\" t
                     JOIN leaving l ON l.tbl = {of} AND l.id = {id}"
                ),
                [],
            )?;
        }
    }
    Ok(())
}

fn about(
    store: &Store,
    tx: &Transaction<'_>,
    me: i64,
    leaving_as: LeavingAs,
    tables: &[Table],
) -> Result<About, Failure> {
    let next = ids::next(tx)?;
    let mut rows = BTreeMap::new();
    let (mut from, mut to): (Option<String>, Option<String>) = (None, None);
    for table in tables {
        let name = &table.name;
        // A row that a reference names and that is there no more does not count.
        let which =
            format!("FROM \"{name}\" WHERE id IN (SELECT id FROM leaving WHERE tbl = '{name}')");
        let n: i64 = tx.query_row(&format!("SELECT count(*) {which}"), [], |row| row.get(0))?;
        if n > 0 {
            rows.insert(name.clone(), n.unsigned_abs());
        }
        if table.has("recorded_at") && name != STAFF {
            let sql = format!("SELECT min(recorded_at), max(recorded_at) {which}");
            let (first, last): (Option<String>, Option<String>) =
                tx.query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
            from = [from, first].into_iter().flatten().min();
            to = to.max(last);
        }
    }
    let (format, version) = About::format();
    Ok(About {
        format,
        version,
        kehu: env!("CARGO_PKG_VERSION").to_owned(),
        schema: store.schema()?,
        source: next >> 32,
        counter: next & 0xffff_ffff,
        author: me,
        name: tx.query_row("SELECT name FROM staff WHERE id = ?1", [me], |row| {
            row.get(0)
        })?,
        made: leaving_as.made.stored(),
        from,
        to,
        since: store.meta("since")?,
        playbook: leaving_as.playbook,
        fingerprint: leaving_as.fingerprint,
        rows,
        exports: exports(tx, next >> 32)?,
        erased: erased(tx, next >> 32, tables)?,
    })
}

/// The bundles that were made of this file, as the journal has them.
fn exports(tx: &Transaction<'_>, source: i64) -> Result<Vec<(i64, String)>, Failure> {
    let range = super::Range::of(source);
    let mut query = tx.prepare(
        "SELECT id, at FROM command WHERE verb = ?1 AND id BETWEEN ?2 AND ?3 ORDER BY id",
    )?;
    let params = rusqlite::params![super::LEAVE, range.first, range.last];
    let rows = query.query_map(params, |row| {
        Ok((row.get::<_, i64>(0)? & 0xffff_ffff, row.get(1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The rows that were made here and erased since.
fn erased(tx: &Transaction<'_>, source: i64, tables: &[Table]) -> Result<Vec<i64>, Failure> {
    let range = super::Range::of(source);
    let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    let mut query = tx.prepare(
        "SELECT DISTINCT h.row FROM command c JOIN change h ON h.command = c.id
         WHERE c.kind = 'final' AND c.verb LIKE '% erase' AND h.op = 'delete'
           AND h.row BETWEEN ?1 AND ?2 AND h.tbl IN (SELECT value FROM json_each(?3))
         ORDER BY h.row",
    )?;
    let names = serde_json::json!(names).to_string();
    let rows = query.query_map(rusqlite::params![range.first, range.last, names], |row| {
        row.get(0)
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Leaving<'_> {
    /// Writes every row; `step` is called for each.
    ///
    /// # Errors
    /// When the file cannot be read, or the bundle not be written.
    pub fn write<W: Write>(&self, to: &mut Writer<W>, step: &dyn Fn()) -> Result<(), Failure> {
        for table in &self.tables {
            let name = &table.name;
            if !self.about.rows.contains_key(name) {
                continue;
            }
            to.part(name, &table.columns)?;
            let mut query = self.tx.prepare(&format!(
                "SELECT {} FROM \"{name}\" WHERE id IN
                 (SELECT id FROM leaving WHERE tbl = '{name}') ORDER BY id",
                table.listed()
            ))?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                to.row(&values(row, table.columns.len())?)?;
                step();
            }
        }
        Ok(())
    }
}
