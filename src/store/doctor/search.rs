//! Whether a name and a word still lead to their record: the search columns
//! against what this program would write, the full-text tables and the
//! spellings against the columns they hang on.

use std::path::Path;

use rusqlite::Connection;

use super::rows::search_columns;
use super::{Finding, State, finding, fine, mend as run_fix, names};
use crate::problem::Failure;
use crate::say;
use crate::store::{Store, found, journal};
use crate::value::{Found, Noun, Stored};
use crate::words::Say;

/// Compares; the file is left as it was.
pub(super) fn check(path: &Path) -> Result<Finding, Failure> {
    let mut store = Store::raw(path)?;
    // The full-text check is written as an insert; the transaction is never
    // committed.
    let tx = store.db.transaction()?;
    let mut broken = Vec::new();
    for table in crate::store::TEXTS {
        let whole = tx.execute(
            &format!("INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)"),
            [],
        );
        match whole.map_err(|error| (error.sqlite_error_code(), error)) {
            Ok(_) => {}
            Err((Some(rusqlite::ErrorCode::DatabaseCorrupt), _)) => {
                broken.push((*table).to_owned())
            }
            Err((_, error)) => return Err(error.into()),
        }
    }
    for table in crate::store::SPELLED {
        let (is, wanted) = (spelled(table), crate::store::spellings(table));
        let apart =
            format!("SELECT EXISTS ({wanted} EXCEPT {is}) OR EXISTS ({is} EXCEPT {wanted})");
        if tx.query_row(&apart, [], |row| row.get(0))? {
            broken.push(format!("{table}_spelling"));
        }
    }
    for (noun, rows) in stale(&tx)? {
        broken.push(format!("{} {}", noun.table(), rows.len()));
    }
    let Say { en, zh } = names(&broken);
    Ok(match broken.is_empty() {
        true => finding("search", State::Ok, fine()),
        false => finding(
            "search",
            State::Attention,
            say!("out of date: {en}", "需要重建：{zh}"),
        )
        .todo(run_fix()),
    })
}

/// The spellings as they stand.
fn spelled(table: &str) -> String {
    format!("SELECT initials, record FROM {table}_spelling")
}

/// One row whose search columns say something else than they would now.
struct Stale {
    id: i64,
    columns: Vec<(&'static str, Stored)>,
}

fn stale(db: &Connection) -> Result<Vec<(Noun, Vec<Stale>)>, Failure> {
    let mut all = Vec::new();
    for (noun, fields) in crate::records::ALL {
        let own = search_columns(*noun, fields, &[]);
        if own.is_empty() {
            continue;
        }
        let keys = fields.iter().map(|field| field.key);
        let columns: Vec<_> = keys
            .chain(own.iter().map(|(column, _)| *column))
            .map(|column| format!("\"{column}\""))
            .collect();
        let mut query = db.prepare(&format!(
            "SELECT id, {} FROM {}",
            columns.join(", "),
            noun.table()
        ))?;
        let mut rows = query.query([])?;
        let mut stale = Vec::new();
        while let Some(row) = rows.next()? {
            let mut values = Vec::with_capacity(columns.len());
            for at in 0..columns.len() {
                values.push(stored(found(row.get_ref(at + 1)?)));
            }
            let (values, was) = values.split_at(fields.len());
            let columns = search_columns(*noun, fields, values);
            if !columns.iter().map(|(_, value)| value).eq(was) {
                stale.push(Stale {
                    id: row.get(0)?,
                    columns,
                });
            }
        }
        if !stale.is_empty() {
            all.push((*noun, stale));
        }
    }
    Ok(all)
}

fn stored(found: Found<'_>) -> Stored {
    match found {
        Found::Null => Stored::Null,
        Found::Int(number) => Stored::Int(number),
        Found::Text(text) => Stored::Text(text.to_owned()),
    }
}

/// Writes the search columns anew, and the full-text tables and spellings from them.
/// Nobody's doing and nobody's to undo: the journal's triggers are put aside
/// for it and made again by the caller.
pub(super) fn mend(db: &Connection) -> Result<(), Failure> {
    for (noun, rows) in stale(db)? {
        let table = noun.table();
        journal::put_aside(db, table)?;
        for row in rows {
            for (column, value) in &row.columns {
                db.execute(
                    &format!("UPDATE {table} SET {column} = ?2 WHERE id = ?1"),
                    rusqlite::params![row.id, value],
                )?;
            }
        }
    }
    for table in crate::store::TEXTS {
        db.execute_batch(&format!("INSERT INTO {table} ({table}) VALUES ('rebuild')"))?;
    }
    for table in crate::store::SPELLED {
        db.execute_batch(&format!(
            "DELETE FROM {table}_spelling; INSERT INTO {table}_spelling {}",
            crate::store::spellings(table)
        ))?;
    }
    Ok(())
}
