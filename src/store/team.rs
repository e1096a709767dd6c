//! Rows between two people's files: what of a file goes into a bundle, and how
//! a bundle is taken in. The rule: by id, only rows that were made in the file
//! that the bundle comes from, and never over what was changed here.

mod gone;
mod leaving;
mod mine;
mod people;
mod row;
mod shape;
mod staged;
mod taking;
mod translate;

pub use leaving::{Leaving, LeavingAs};
pub use shape::{carried, not_carried};
pub use staged::Staged;
pub use taking::{Standing as TeamStanding, Taken};

use rusqlite::OptionalExtension as _;

use super::Store;
use crate::problem::Failure;
use crate::value::{Moment, Stored};

/// The verb of the entry under which a bundle is taken in: what such entries
/// wrote is not what was changed here.
pub const TAKE: &str = "import team";

/// The verb of the entry that every bundle leaves in the file it is made of: by
/// these a later one is known to follow an earlier one.
pub const LEAVE: &str = "export team";

/// The ids that a file gives out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Range {
    first: i64,
    last: i64,
}

impl Range {
    const fn of(source: i64) -> Self {
        Range {
            first: source << 32,
            last: (source << 32) | 0xffff_ffff,
        }
    }

    const fn holds(self, id: i64) -> bool {
        self.first <= id && id <= self.last
    }
}

/// The newest bundle of a file that was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    id: i64,
    author: i64,
    made: Moment,
    counter: i64,
}

/// The values of a row, in the order of its columns.
fn values(row: &rusqlite::Row<'_>, width: usize) -> Result<Vec<Stored>, Failure> {
    let mut values = Vec::with_capacity(width);
    for at in 0..width {
        values.push(super::rows::owned(super::found(row.get_ref(at)?)));
    }
    Ok(values)
}

impl Store {
    /// The upper half of the ids that this file gives out.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn source(&self) -> Result<i64, Failure> {
        Ok(super::ids::next(&self.db)? >> 32)
    }

    /// Since when clocks run for colleagues whose files were taken in: the
    /// earliest day of each.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn team_since(&self) -> Result<Vec<(i64, chrono::NaiveDate)>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT author, min(since) FROM team_file WHERE since IS NOT NULL GROUP BY author",
        )?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        let rows: Vec<(i64, String)> = rows.collect::<Result<_, _>>()?;
        let days = rows
            .into_iter()
            .filter_map(|(id, day)| Some((id, day.parse().ok()?)));
        Ok(days.collect())
    }

    /// The command that first took in a bundle of this file, as people call it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn team_first_taken(&self, source: i64) -> Result<Option<i64>, Failure> {
        let sql = "SELECT h.command FROM team_file f JOIN change h ON h.row = f.id
             WHERE f.source = ?1 AND h.op = 'insert' ORDER BY h.id LIMIT 1";
        let id: Option<i64> = self
            .db
            .query_row(sql, [source], |row| row.get(0))
            .optional()?;
        Ok(id.map(|id| id & 0xffff_ffff))
    }
}
