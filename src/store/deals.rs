//! Deals: how they ended, and the stages they went through.

use rusqlite::OptionalExtension as _;

use super::{Store, found, moment};
use crate::problem::Failure;
use crate::records::choices::Outcome;
use crate::records::states;
use crate::value::{Cell, ChoiceSet as _, Moment, Money, Noun};

/// How a deal ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ended {
    pub outcome: Outcome,
    pub at: Moment,
    /// Of one that was won.
    pub amount: Option<Money>,
}

impl Store {
    /// The text that a column of a record holds.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn text_of(&self, noun: Noun, id: i64, column: &str) -> Result<Option<String>, Failure> {
        let sql = format!("SELECT \"{column}\" FROM {} WHERE id = ?1", noun.table());
        let mut query = self.db.prepare_cached(&sql)?;
        let text: Option<Option<String>> = query.query_row([id], |row| row.get(0)).optional()?;
        Ok(text.flatten())
    }

    /// How a record stands beside its form, in the order of its states.
    ///
    /// # Errors
    /// When there is no such record, or the file cannot be read.
    pub fn states_of(&self, noun: Noun, id: i64) -> Result<Vec<Cell>, Failure> {
        let fields = states(noun);
        let columns: Vec<_> = fields
            .iter()
            .map(|field| format!("\"{}\"", field.key))
            .collect();
        if columns.is_empty() {
            return Ok(Vec::new());
        }
        let (columns, table) = (columns.join(", "), noun.table());
        let sql = format!("SELECT {columns} FROM {table} WHERE id = ?1");
        let cells = self.db.prepare_cached(&sql)?.query_row([id], |row| {
            let mut cells = Vec::new();
            for (at, field) in fields.iter().enumerate() {
                let held = found(row.get_ref(at)?);
                cells.push(field.door().load(held).unwrap_or(Cell::Empty));
            }
            Ok(cells)
        })?;
        Ok(cells)
    }

    /// The moment that a column of a record holds.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn moment_of(&self, noun: Noun, id: i64, column: &str) -> Result<Option<Moment>, Failure> {
        let text = self.text_of(noun, id, column)?;
        Ok(text.as_deref().and_then(Moment::from_stored))
    }

    /// The record that a column of a record refers to.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn ref_of(&self, noun: Noun, id: i64, column: &str) -> Result<Option<i64>, Failure> {
        let sql = format!("SELECT \"{column}\" FROM {} WHERE id = ?1", noun.table());
        let mut query = self.db.prepare_cached(&sql)?;
        let to: Option<Option<i64>> = query.query_row([id], |row| row.get(0)).optional()?;
        Ok(to.flatten())
    }

    /// How a deal ended; `None` while it is open.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn deal_ended(&self, id: i64) -> Result<Option<Ended>, Failure> {
        let row = self
            .db
            .prepare_cached(
                "SELECT outcome, closed_at, amount FROM deal
                 WHERE id = ?1 AND closed_at IS NOT NULL",
            )?
            .query_row([id], |row| {
                let outcome: Option<String> = row.get(0)?;
                Ok((outcome, moment(row, 1)?, row.get::<_, Option<i64>>(2)?))
            })
            .optional()?;
        Ok(row.and_then(|(outcome, at, amount)| {
            Some(Ended {
                outcome: Outcome::from_code(&outcome?)?,
                at,
                amount: amount.map(Money::fen),
            })
        }))
    }

    /// Whether a customer has bought before.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn has_won(&self, customer: i64) -> Result<bool, Failure> {
        Ok(self
            .db
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM deal WHERE customer = ?1 AND outcome = 'won'
                   AND removed_at IS NULL)",
            )?
            .query_row([customer], |row| row.get(0))?)
    }

    /// The stages of a customer's open deals, but for one of them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open_stages(&self, customer: i64, except: i64) -> Result<Vec<String>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT stage FROM deal WHERE customer = ?1 AND id != ?2 AND closed_at IS NULL
               AND removed_at IS NULL",
        )?;
        let rows = query.query_map([customer, except], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The stages of a deal and since when it stood in each, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn stages_of(&self, id: i64) -> Result<Vec<(Moment, String)>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT at, new FROM turn WHERE noun = 'deal' AND record = ?1 AND attribute = 'stage'
               AND new IS NOT NULL ORDER BY at, id",
        )?;
        let rows = query.query_map([id], |row| Ok((moment(row, 0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
