//! Which rows hang on one that is erased.

use super::super::{merge, undo};
use crate::problem::Failure;
use rusqlite::Connection;

/// The rows that cannot exist without this one: those whose reference to it
/// may not be empty, those that name it by noun and id, a contact's occasions.
pub(in crate::store) fn dependants(
    db: &Connection,
    table: &str,
    id: i64,
) -> Result<Vec<(String, i64)>, Failure> {
    let mut found = Vec::new();
    let mut take = |of: &str, which: &str| -> Result<(), Failure> {
        let mut query = db.prepare_cached(&format!("SELECT id FROM \"{of}\" WHERE {which}"))?;
        let ids = query.query_map(rusqlite::params![id, table], |row| row.get(0))?;
        for id in ids {
            found.push((of.to_owned(), id?));
        }
        Ok(())
    };
    for (of, column) in undo::references_to(db, table)? {
        let must: bool = db.query_row(
            "SELECT \"notnull\" FROM pragma_table_info(?1) WHERE name = ?2",
            [&of, &column],
            |row| row.get(0),
        )?;
        if must || (of == "occasion" && table == "contact") {
            take(&of, &format!("\"{column}\" = ?1 AND ?2 = ?2"))?;
        }
    }
    for of in merge::polymorphic(db)? {
        take(&of, "record = ?1 AND noun = ?2")?;
    }
    Ok(found)
}
