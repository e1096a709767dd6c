//! Rounds of verification: their items, as they were and as they are.

use super::journal::Writing;
use super::{Store, moment};
use crate::problem::Failure;
use crate::records::choices::ItemResult;
use crate::value::{ChoiceSet as _, Moment, Noun};

/// An item that was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    pub noun: Noun,
    pub record: i64,
    /// The key of the field.
    pub field: String,
    pub result: ItemResult,
    /// As files would say it.
    pub old: Option<String>,
    pub new: Option<String>,
}

/// One item of a round that is on file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    pub number: String,
    pub at: Moment,
    pub by: Option<String>,
    /// The contact whose field it is.
    pub contact: Option<String>,
    pub item: Verified,
}

impl Store {
    /// When a customer's data were last gone through.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last_verified(&self, customer: i64) -> Result<Option<Moment>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT at FROM verification WHERE customer = ?1 AND removed_at IS NULL
             ORDER BY at DESC LIMIT 1",
        )?;
        let mut rows = query.query([customer])?;
        Ok(match rows.next()? {
            Some(row) => Some(moment(row, 0)?),
            None => None,
        })
    }

    /// The items of all rounds of a customer, the newest round first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn verified(&self, customer: i64) -> Result<Vec<Round>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT v.number, v.at, s.name, k.name, i.noun, i.record, i.field, i.result, i.old, i.new
             FROM verification v JOIN verified i ON i.verification = v.id
             LEFT JOIN staff s ON s.id = v.by
             LEFT JOIN contact k ON i.noun = 'contact' AND k.id = i.record
             WHERE v.customer = ?1 AND v.removed_at IS NULL ORDER BY v.at DESC, v.id DESC, i.id",
        )?;
        let mut rows = query.query([customer])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let (noun, result): (String, String) = (row.get(4)?, row.get(7)?);
            let (Some(noun), Some(result)) =
                (Noun::of_table(&noun), ItemResult::from_code(&result))
            else {
                continue;
            };
            all.push(Round {
                number: row.get(0)?,
                at: moment(row, 1)?,
                by: row.get(2)?,
                contact: row.get(3)?,
                item: Verified {
                    noun,
                    record: row.get(5)?,
                    field: row.get(6)?,
                    result,
                    old: row.get(8)?,
                    new: row.get(9)?,
                },
            });
        }
        Ok(all)
    }
}

impl Writing<'_> {
    /// Notes an item of a round.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn verified(&self, round: i64, item: &Verified) -> Result<(), Failure> {
        self.tx
            .prepare_cached(
                "INSERT INTO verified (id, verification, noun, record, field, result, old, new)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(rusqlite::params![
                self.id(),
                round,
                item.noun.table(),
                item.record,
                item.field,
                item.result.code(),
                item.old,
                item.new
            ])?;
        Ok(())
    }
}
