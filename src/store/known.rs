//! Customers that a row of a file may be about: each way of telling is one
//! indexed look-up, so that a hundred thousand rows are no matter.

use super::Store;
use crate::problem::Failure;

/// What a customer is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Our own number.
    Number,
    /// The number elsewhere.
    External,
    CreditCode,
    /// The name without what people write one way or another.
    NameKey,
}

/// A customer on file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnFile {
    pub id: i64,
    pub number: String,
    pub name: String,
    pub region: Option<String>,
    pub uscc: Option<String>,
    /// Removed, and still holding its number.
    pub removed: bool,
}

impl Store {
    /// The customers with this mark, three at most; removed ones only by
    /// number, which is never given out again.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn customers_marked(&self, mark: Mark, text: &str) -> Result<Vec<OnFile>, Failure> {
        let condition = match mark {
            Mark::Number => "number = ?1",
            Mark::External => "external = ?1 AND removed_at IS NULL",
            Mark::CreditCode => "uscc = ?1 AND removed_at IS NULL",
            Mark::NameKey => "name_key = ?1 AND removed_at IS NULL",
        };
        let sql = format!(
            "SELECT id, number, name, region, uscc, removed_at IS NOT NULL
             FROM customer WHERE {condition} ORDER BY id LIMIT 3"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map([text], |row| {
            Ok(OnFile {
                id: row.get(0)?,
                number: row.get(1)?,
                name: row.get(2)?,
                region: row.get(3)?,
                uscc: row.get(4)?,
                removed: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
