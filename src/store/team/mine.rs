//! What was done here: read off the journal, so that undoing it is enough to
//! make it no longer so.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;
use serde_json::{Map, Value as Json};

use super::{Range, TAKE};
use crate::problem::Failure;
use crate::store::merge;

/// Commands that count: what bundles brought is not what was done here. An
/// erasure makes an undo final as well; it is an undo all the same.
const DONE: &str = "c.kind IN ('work', 'final') AND c.undoes IS NULL AND c.undone_by IS NULL
    AND c.verb != ?1";

/// An erasure empties references to what it takes away; nobody chose that they
/// be empty.
const CHOSEN: &str = "c.verb NOT LIKE '% erase'";

/// What was done here to rows of another file.
pub(super) struct Mine {
    /// Columns that were changed here, by row.
    columns: HashMap<i64, HashSet<String>>,
    /// Rows that were made here, though their ids are the other file's.
    pub made: HashSet<i64>,
    /// Rows of any file that were deleted or erased here.
    pub gone: HashSet<i64>,
    /// Customers that were merged here, and into which.
    merged: HashMap<i64, i64>,
}

impl Mine {
    pub fn of(db: &Connection, range: Range) -> Result<Self, Failure> {
        let mut mine = Mine {
            columns: HashMap::new(),
            made: HashSet::new(),
            gone: HashSet::new(),
            merged: merge::merges(db)?.into_iter().collect(),
        };
        let mut query = db.prepare(&format!(
            "SELECT h.row, h.op, h.columns FROM change h CROSS JOIN command c ON c.id = h.command
             WHERE h.row BETWEEN ?2 AND ?3 AND h.op IN ('update', 'insert') AND {DONE} AND {CHOSEN}"
        ))?;
        let mut rows = query.query(rusqlite::params![TAKE, range.first, range.last])?;
        while let Some(row) = rows.next()? {
            let (id, op): (i64, String) = (row.get(0)?, row.get(1)?);
            if op == "insert" {
                mine.made.insert(id);
                continue;
            }
            let text: Option<String> = row.get(2)?;
            let changed: Map<String, Json> = text
                .and_then(|text| serde_json::from_str(&text).ok())
                .unwrap_or_default();
            let columns = mine.columns.entry(id).or_default();
            columns.extend(changed.into_iter().map(|(column, _)| column));
        }
        // Of what was erased the journal holds no columns, whoever deleted it.
        let mut query = db.prepare(&format!(
            "SELECT h.row FROM change h CROSS JOIN command c ON c.id = h.command
             WHERE h.op = 'delete' AND (h.columns = '{{}}' OR {DONE})"
        ))?;
        let gone = query.query_map([TAKE], |row| row.get(0))?;
        mine.gone = gone.collect::<Result<_, _>>()?;
        Ok(mine)
    }

    /// Whether a column of a row was changed here.
    pub fn changed(&self, row: i64, column: &str) -> bool {
        self.columns
            .get(&row)
            .is_some_and(|columns| columns.contains(column))
    }

    /// Whether anything of a row was changed here.
    pub fn touched(&self, row: i64) -> bool {
        self.columns.contains_key(&row)
    }

    /// The customer that this one is by now.
    pub fn customer(&self, id: i64) -> i64 {
        let mut id = id;
        // Nobody merges so often; a circle would never end.
        for _ in 0..64 {
            match self.merged.get(&id) {
                Some(into) => id = *into,
                None => break,
            }
        }
        id
    }
}
