//! Silent periods and own rhythms of customers: what runs now, begun and ended
//! with the turns that tell the past.

use std::collections::HashMap;

use rusqlite::OptionalExtension as _;

use super::faces::ids;
use super::journal::Writing;
use super::rows::{Kept, Place};
use super::{Store, moment};
use crate::problem::Failure;
use crate::records::Pause;
use crate::value::{Moment, Noun, Stored};

/// A customer's own rhythm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnRhythm {
    /// A span, as `10d`.
    pub every: String,
    pub why: String,
    pub since: Moment,
}

impl Store {
    /// The pause that a customer is in.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn running_pause(&self, customer: i64) -> Result<Option<Kept<Pause>>, Failure> {
        Ok(self
            .all(
                "WHERE r.customer = ?1 AND r.ended_at IS NULL AND r.removed_at IS NULL
                 ORDER BY r.id DESC LIMIT 1",
                &[&customer],
            )?
            .pop())
    }

    /// The pauses that customers on file were in at a moment, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn paused_at(&self, at: Moment) -> Result<Vec<Kept<Pause>>, Failure> {
        self.all(
            "JOIN customer c ON c.id = r.customer AND c.removed_at IS NULL
             WHERE r.from_at <= ?1 AND (r.ended_at IS NULL OR r.ended_at > ?1)
               AND r.removed_at IS NULL ORDER BY r.from_at, r.id",
            &[&at.stored()],
        )
    }

    /// The rhythms of their own that these customers have.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn own_rhythms(&self, customers: &[i64]) -> Result<HashMap<i64, OwnRhythm>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT y.customer, y.every, y.why, y.from_at FROM rhythm y
             WHERE y.customer IN (SELECT value FROM json_each(?1)) AND y.ended_at IS NULL
               AND y.removed_at IS NULL",
        )?;
        let rows = query.query_map([ids(customers)], |row| {
            let own = OwnRhythm {
                every: row.get(1)?,
                why: row.get(2)?,
                since: moment(row, 3)?,
            };
            Ok((row.get(0)?, own))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Writing<'_> {
    /// Begins a pause; one that runs ends, and the new one takes its place.
    /// Gives back its number.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn pause(&self, pause: &Pause, place: &Place<'_>) -> Result<String, Failure> {
        let customer = pause.customer.id();
        let was = self.end_pauses(customer, pause.from_at)?;
        let (_, number) = self.insert(pause, place)?;
        if !was {
            self.turned(customer, "paused", pause.from_at, "false", "true")?;
        }
        Ok(number)
    }

    /// Ends the pause that a customer is in; false if there is none.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn resume(&self, customer: i64, at: Moment) -> Result<bool, Failure> {
        let was = self.end_pauses(customer, at)?;
        if was {
            self.turned(customer, "paused", at, "true", "false")?;
        }
        Ok(was)
    }

    fn end_pauses(&self, customer: i64, at: Moment) -> Result<bool, Failure> {
        let ended = self
            .tx
            .prepare_cached(
                "UPDATE pause SET ended_at = ?2
                 WHERE customer = ?1 AND ended_at IS NULL AND removed_at IS NULL",
            )?
            .execute(rusqlite::params![customer, at.stored()])?;
        Ok(ended > 0)
    }

    /// Gives a customer a rhythm of its own from now on, or takes it away.
    /// False if nothing changed.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn own_rhythm(&self, customer: i64, rhythm: Option<(&str, &str)>) -> Result<bool, Failure> {
        let now = self.now.stored();
        let was: Option<(i64, String, String)> = self
            .tx
            .prepare_cached(
                "SELECT id, every, why FROM rhythm
                 WHERE customer = ?1 AND ended_at IS NULL AND removed_at IS NULL",
            )?
            .query_row([customer], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        let same = was
            .as_ref()
            .map(|(_, every, why)| (every.as_str(), why.as_str()));
        if same == rhythm {
            return Ok(false);
        }
        if let Some((id, ..)) = &was {
            self.tx
                .prepare_cached("UPDATE rhythm SET ended_at = ?2 WHERE id = ?1")?
                .execute(rusqlite::params![id, now])?;
        }
        if let Some((every, why)) = rhythm {
            self.tx
                .prepare_cached(
                    "INSERT INTO rhythm (id, customer, every, why, from_at, recorded_at, recorded_by)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6)",
                )?
                .execute(rusqlite::params![self.id(), customer, every, why, now, self.me])?;
        }
        let text =
            |code: Option<&str>| code.map_or(Stored::Null, |code| Stored::Text(code.to_owned()));
        let (old, new) = (same.map(|(every, _)| every), rhythm.map(|(every, _)| every));
        if old != new {
            let (old, new) = (text(old), text(new));
            self.turn(Noun::Customer, customer, "rhythm", self.now, &old, &new)?;
        }
        Ok(true)
    }

    fn turned(
        &self,
        customer: i64,
        attribute: &str,
        at: Moment,
        old: &str,
        new: &str,
    ) -> Result<(), Failure> {
        let text = |code: &str| Stored::Text(code.to_owned());
        self.turn(
            Noun::Customer,
            customer,
            attribute,
            at,
            &text(old),
            &text(new),
        )
    }
}
