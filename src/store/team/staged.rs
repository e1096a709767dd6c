//! A bundle's rows in a database of their own, in memory only: made by the
//! same schema steps as any file, so that an older bundle is brought up as an
//! older file is, and what cannot be a row is found before anything is written.

use rusqlite::Connection;

use super::shape::carried;
use crate::exchange::bundle::{About, Bundle, damaged};
use crate::problem::Failure;
use crate::store::open::STEPS;
use crate::store::{doctor, ids, journal};
use crate::value::Stored;

/// The rows of a bundle.
pub struct Staged {
    pub about: About,
    pub(super) db: Connection,
}

impl Staged {
    /// The newest schema step whose rows can be read.
    pub const fn newest() -> usize {
        STEPS.len()
    }

    /// Takes the rows up; `step` is called for each.
    ///
    /// # Errors
    /// Where the bundle is damaged.
    pub fn new(mut bundle: Bundle, step: &dyn Fn()) -> Result<Self, Failure> {
        let about = bundle.about.clone();
        let mut db = in_memory()?;
        db.pragma_update_and_check(None, "journal_mode", "OFF", |_| Ok(()))?;
        db.pragma_update(None, "synchronous", "OFF")?;
        db.pragma_update(None, "foreign_keys", "OFF")?;
        let tx = db.transaction()?;
        let known = STEPS.get(..about.schema).ok_or_else(damaged)?;
        for text in known {
            tx.execute_batch(text)?;
        }
        ids::start(&tx, 0)?;
        if known.len() == STEPS.len() {
            bare(&tx)?;
        }
        let tables = carried(&tx)?;
        for table in about.rows.keys() {
            if !tables.contains(table) {
                return Err(damaged().into());
            }
            take(&tx, &mut bundle, table, step)?;
        }
        for text in STEPS.get(about.schema..).unwrap_or_default() {
            tx.execute_batch(text)?;
        }
        tx.commit()?;
        if !doctor::all_load(&db)? {
            return Err(damaged().into());
        }
        Ok(Staged { about, db })
    }
}

/// Rows that came encrypted must not lie readable in a folder for temporary
/// files, where a database without a name would spill them.
fn in_memory() -> Result<Connection, Failure> {
    let db = Connection::open_in_memory()?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(db)
}

/// Nothing is searched here: what only makes rows be found is left out.
fn bare(db: &Connection) -> Result<(), Failure> {
    let mut query = db.prepare(
        "SELECT type, name FROM sqlite_schema
         WHERE type = 'trigger' OR type = 'index' AND sql LIKE 'CREATE INDEX%'",
    )?;
    let all = query.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    })?;
    for (kind, name) in all.collect::<Result<Vec<_>, _>>()? {
        db.execute_batch(&format!("DROP {kind} \"{name}\""))?;
    }
    Ok(())
}

fn take(db: &Connection, bundle: &mut Bundle, table: &str, step: &dyn Fn()) -> Result<(), Failure> {
    let known = journal::columns(db, table)?;
    let mut insert = None;
    bundle.part(table, &mut Vec::new(), |columns, values| {
        if insert.is_none() {
            let fits = columns.iter().all(|column| known.contains(column));
            if !fits || !columns.iter().any(|column| column == "id") {
                return Err(damaged().into());
            }
            let names: Vec<_> = columns.iter().map(|name| format!("\"{name}\"")).collect();
            let marks = vec!["?"; names.len()].join(", ");
            insert = Some(db.prepare(&format!(
                "INSERT INTO \"{table}\" ({}) VALUES ({marks})",
                names.join(", ")
            ))?);
        }
        if let Some(insert) = &mut insert {
            put(insert, &values)?;
        }
        step();
        Ok(())
    })
}

/// A row that the table does not take is none that kehu wrote.
fn put(insert: &mut rusqlite::Statement<'_>, values: &[Stored]) -> Result<(), Failure> {
    use rusqlite::ErrorCode::{ConstraintViolation, TypeMismatch};
    let done = insert.execute(rusqlite::params_from_iter(values));
    match done {
        Err(error)
            if matches!(
                error.sqlite_error_code(),
                Some(ConstraintViolation | TypeMismatch)
            ) =>
        {
            Err(damaged().into())
        }
        done => {
            done?;
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_bundle_is_written_to_a_disk() {
        let db = in_memory().unwrap();
        // A database that may spill to a file takes a journal on disk.
        let journal: String = db
            .pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get(0))
            .unwrap();
        assert_eq!(journal, "memory");
        let temporary: i64 = db
            .pragma_query_value(None, "temp_store", |row| row.get(0))
            .unwrap();
        assert_eq!(temporary, 2);
    }
}
