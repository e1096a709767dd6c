//! Colleagues: who I am, who holds a role, whom somebody supervises.

use rusqlite::OptionalExtension as _;

use super::rows::Kept;
use super::{Store, Writing};
use crate::problem::Failure;
use crate::records::Staff;
use crate::records::choices::Role;
use crate::value::ChoiceSet as _;

impl Writing<'_> {
    /// Says whose command this is, where that became known only while it was written:
    /// of whoever sets the file up.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn given_by(&self, me: i64) -> Result<(), Failure> {
        self.tx.execute(
            "UPDATE command SET who = ?2 WHERE id = ?1",
            [self.command, me],
        )?;
        Ok(())
    }
}

impl Store {
    /// The internal id of whoever uses this file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn me(&self) -> Result<Option<i64>, Failure> {
        match self.acting {
            Some(id) => Ok(Some(id)),
            None => Ok(self.meta("me")?.and_then(|id| id.parse().ok())),
        }
    }

    /// The colleague with this very name.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn staff_named(&self, name: &str) -> Result<Option<i64>, Failure> {
        Ok(self
            .db
            .prepare_cached("SELECT id FROM staff WHERE name = ?1 AND removed_at IS NULL")?
            .query_row([name], |row| row.get(0))
            .optional()?)
    }

    /// All colleagues, by name of their role and then their own.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn all_staff(&self) -> Result<Vec<Kept<Staff>>, Failure> {
        self.all("WHERE r.removed_at IS NULL ORDER BY r.id", &[])
    }

    /// Whether somebody other than `me` holds one of these roles: what decides
    /// a gate that is set to `auto`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn another_holds(&self, roles: &[Role], me: Option<i64>) -> Result<bool, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM staff WHERE role = ?1 AND id IS NOT ?2
             AND removed_at IS NULL AND \"left\" IS NOT 'yes')",
        )?;
        for role in roles {
            if query.query_row(rusqlite::params![role.code(), me], |row| row.get(0))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Everyone here who holds a role, by name.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn who_holds(&self, role: Role) -> Result<Vec<Kept<Staff>>, Failure> {
        self.all(
            "WHERE r.role = ?1 AND r.removed_at IS NULL AND r.\"left\" IS NOT 'yes' ORDER BY r.name",
            &[&role.code()],
        )
    }

    /// The internal ids of everyone whom `id` supervises, directly or through
    /// others, and `id` itself.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn team_of(&self, id: i64) -> Result<Vec<i64>, Failure> {
        let mut query = self.db.prepare_cached(
            "WITH RECURSIVE team (id) AS (
                 SELECT ?1 UNION SELECT s.id FROM staff s JOIN team t ON s.supervisor = t.id
             ) SELECT id FROM team",
        )?;
        let ids = query.query_map([id], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}
