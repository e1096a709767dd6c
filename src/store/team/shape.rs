//! The tables that travel, read off the schema: a table that comes later is
//! carried without a word here. What is not carried is named with its reason.

use rusqlite::Connection;

use crate::problem::Failure;
use crate::store::journal;

/// Tables that no bundle carries, and why.
const NOT_CARRIED: &[(&str, &str)] = &[
    ("meta", "facts about the file itself"),
    ("sequence", "each file gives out its own numbers"),
    ("command", "the journal is each file's own"),
    ("change", "the journal is each file's own"),
    ("customer_spelling", "follows from customer by triggers"),
    ("contact_spelling", "follows from contact by triggers"),
    (
        "product",
        "each file has its own price list, and would have it twice",
    ),
    ("team_file", "what this file took in"),
    ("team_person", "what this file took in"),
];

/// Colleagues are carried and matched by name, apart from the rest.
pub(super) const STAFF: &str = "staff";

/// Columns that say whose a row is.
pub(super) const WHOSE: &[&str] = &["owner", "assignee", "recorded_by"];

/// The tables that no bundle carries, each with the reason.
pub const fn not_carried() -> &'static [(&'static str, &'static str)] {
    NOT_CARRIED
}

/// The names of the tables that a bundle carries, `staff` among them.
///
/// # Errors
/// When the file cannot be read.
pub fn carried(db: &Connection) -> Result<Vec<String>, Failure> {
    let mut tables = journal::watched(db)?;
    tables.retain(|table| NOT_CARRIED.iter().all(|(name, _)| name != table));
    Ok(tables)
}

/// A column that refers to a row of another table.
pub(super) struct Refers {
    pub at: usize,
    pub to: String,
    /// The row cannot be without it.
    pub must: bool,
}

/// A table that travels.
pub(super) struct Table {
    pub name: String,
    pub columns: Vec<String>,
    pub refers: Vec<Refers>,
    /// Where a row names any record, by noun and id.
    pub named: Option<(usize, usize)>,
    /// A row may name no record at all.
    pub nameless: bool,
    pub id: usize,
    pub number: Option<usize>,
    /// What may stand once only, besides id and number.
    pub unique: Vec<Vec<usize>>,
}

impl Table {
    fn of(db: &Connection, name: &str) -> Result<Self, Failure> {
        let columns = journal::columns(db, name)?;
        let place = |column: &str| columns.iter().position(|known| known == column);
        let Some(id) = place("id") else {
            return Err(anyhow::anyhow!("{name} has no ids, and cannot travel").into());
        };
        let named = place("noun").zip(place("record"));
        let nameless = db.query_row(
            "SELECT count(*) = 2 FROM pragma_table_info(?1)
             WHERE name IN ('noun', 'record') AND NOT \"notnull\"",
            [name],
            |row| row.get(0),
        )?;
        let mut query = db.prepare(
            "SELECT f.\"from\", f.\"table\", c.\"notnull\" FROM pragma_foreign_key_list(?1) f
             JOIN pragma_table_info(?1) c ON c.name = f.\"from\"",
        )?;
        let refers = query.query_map([name], |row| {
            Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?))
        })?;
        let refers: Vec<_> = refers.collect::<Result<_, _>>()?;
        let refers = refers.into_iter().filter_map(|(column, to, must)| {
            let at = place(&column)?;
            Some(Refers { at, to, must })
        });
        Ok(Table {
            name: name.to_owned(),
            refers: refers.collect(),
            named,
            nameless,
            id,
            number: place("number"),
            unique: unique(db, name, &columns)?,
            columns,
        })
    }

    pub fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|known| known == column)
    }

    pub fn has(&self, column: &str) -> bool {
        self.place(column).is_some()
    }

    /// Whether its rows are nobody's, and only belong to other rows.
    pub fn is_part(&self) -> bool {
        WHOSE.iter().all(|column| !self.has(column))
    }

    /// The columns as a statement lists them.
    pub fn listed(&self) -> String {
        let columns = self.columns.iter().map(|column| format!("\"{column}\""));
        columns.collect::<Vec<_>>().join(", ")
    }

    /// The table that a column refers to.
    pub fn target(&self, at: usize) -> Option<&str> {
        let refers = self.refers.iter().find(|refers| refers.at == at);
        refers.map(|refers| refers.to.as_str())
    }
}

/// The sets of columns that are unique in the whole table, besides the number.
fn unique(db: &Connection, table: &str, columns: &[String]) -> Result<Vec<Vec<usize>>, Failure> {
    let mut query = db.prepare(
        "SELECT l.name, i.name FROM pragma_index_list(?1) l, pragma_index_info(l.name) i
         WHERE l.\"unique\" AND NOT l.partial ORDER BY l.seq, i.seqno",
    )?;
    let rows = query.query_map([table], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    })?;
    let mut sets: Vec<(String, Vec<usize>)> = Vec::new();
    for row in rows {
        let (index, column) = row?;
        let Some(at) = columns.iter().position(|known| *known == column) else {
            continue;
        };
        match sets.iter_mut().find(|(name, _)| *name == index) {
            Some((_, set)) => set.push(at),
            None => sets.push((index, vec![at])),
        }
    }
    let number = columns.iter().position(|column| column == "number");
    let sets = sets.into_iter().map(|(_, set)| set);
    Ok(sets
        .filter(|set| number.is_none_or(|number| *set != [number]))
        .collect())
}

/// The tables that travel but for `staff`, each after those it refers to.
pub(super) fn tables(db: &Connection) -> Result<Vec<Table>, Failure> {
    let mut waiting = Vec::new();
    for name in carried(db)? {
        if name != STAFF {
            waiting.push(Table::of(db, &name)?);
        }
    }
    // What names any record comes after all records.
    waiting.sort_by_key(|table| table.named.is_some());
    let mut sorted = Vec::new();
    while !waiting.is_empty() {
        let names: Vec<String> = waiting.iter().map(|table| table.name.clone()).collect();
        let ready = |table: &Table| {
            let mut refers = table.refers.iter();
            refers.all(|one| one.to == table.name || !names.contains(&one.to))
        };
        // In a circle one must go first; what it refers to comes later in the bundle.
        let at = waiting.iter().position(ready).unwrap_or(0);
        let table = waiting.remove(at);
        sorted.push(table);
    }
    Ok(sorted)
}

/// The colleagues' table.
pub(super) fn staff(db: &Connection) -> Result<Table, Failure> {
    Table::of(db, STAFF)
}
