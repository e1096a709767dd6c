//! Colleagues of another file: each is one of ours by name, or is added. What
//! stands here of somebody is never written over, only filled in.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension as _};

use super::shape::{Table, staff};
use super::{Known, Staged, values};
use crate::exchange::bundle::damaged;
use crate::problem::Failure;
use crate::store::Writing;
use crate::value::Stored;

/// Whom the ids of another file mean here.
pub(super) struct People {
    ours: HashMap<i64, i64>,
    /// Who the bundle's author is here.
    pub author: i64,
}

impl People {
    /// Our id of somebody.
    pub fn ours(&self, theirs: i64) -> Option<i64> {
        self.ours.get(&theirs).copied()
    }

    /// The same for what a column or a turn holds.
    pub fn translated(&self, value: Stored) -> Stored {
        let ours = |id| self.ours(id);
        match &value {
            Stored::Int(id) => ours(*id).map_or(Stored::Null, Stored::Int),
            Stored::Text(text) => match text.parse().ok().and_then(ours) {
                Some(id) => Stored::Text(id.to_string()),
                None => Stored::Null,
            },
            Stored::Null => value,
        }
    }
}

/// Matches the colleagues of a bundle, and adds those who are not on file.
pub(super) fn people(
    writing: &Writing<'_>,
    staged: &Staged,
    known: Option<&Known>,
) -> Result<People, Failure> {
    let table = staff(&staged.db)?;
    let all = rows_of(&staged.db, &table)?;
    let mut ours = HashMap::new();
    let mut strangers = HashSet::new();
    for (id, values) in &all {
        let name = table.place("name").and_then(|at| values.get(at));
        let is_author = *id == staged.about.author;
        let found = match known {
            Some(known) if is_author => Some(known.author),
            _ => on_file(&writing.tx, *id, name)?,
        };
        // Two of one name in a bundle are one here, as in every file.
        ours.insert(*id, found.unwrap_or(*id));
        if found.is_none() {
            strangers.insert(*id);
        }
    }
    let Some(author) = ours.get(&staged.about.author).copied() else {
        return Err(damaged().into());
    };
    let people = People { ours, author };
    for (id, values) in all {
        match (strangers.contains(&id), people.ours(id)) {
            (true, _) => add(writing, &table, id, &values, &people)?,
            (false, Some(our)) => {
                note(writing, id, our)?;
                if id == staged.about.author {
                    fill(writing, &table, our, &values, &people)?;
                }
            }
            (false, None) => {}
        }
    }
    Ok(people)
}

fn rows_of(db: &Connection, table: &Table) -> Result<Vec<(i64, Vec<Stored>)>, Failure> {
    let mut query = db.prepare(&format!("SELECT {} FROM staff ORDER BY id", table.listed()))?;
    let mut rows = query.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push((row.get(table.id)?, values(row, table.columns.len())?));
    }
    Ok(all)
}

/// The colleague on file whom another file knows under this id and name.
fn on_file(db: &Connection, theirs: i64, name: Option<&Stored>) -> Result<Option<i64>, Failure> {
    let ways: [(&str, &dyn rusqlite::ToSql); 3] = [
        ("SELECT ours FROM team_person WHERE theirs = ?1", &theirs),
        ("SELECT id FROM staff WHERE id = ?1", &theirs),
        (
            "SELECT id FROM staff WHERE name = ?1 AND removed_at IS NULL",
            &name.unwrap_or(&Stored::Null),
        ),
    ];
    for (sql, param) in ways {
        let found = db
            .prepare_cached(sql)?
            .query_row([param], |row| row.get(0))
            .optional()?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Keeps who is who, so that a later name changes nothing.
fn note(writing: &Writing<'_>, theirs: i64, ours: i64) -> Result<(), Failure> {
    if theirs == ours {
        return Ok(());
    }
    let known: bool = writing
        .tx
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM team_person WHERE theirs = ?1)")?
        .query_row([theirs], |row| row.get(0))?;
    if !known {
        writing
            .tx
            .prepare_cached("INSERT INTO team_person (id, theirs, ours) VALUES (?1, ?2, ?3)")?
            .execute([writing.id(), theirs, ours])?;
    }
    Ok(())
}

/// The values with our ids of colleagues.
fn with_ours(table: &Table, values: &[Stored], people: &People) -> Vec<Stored> {
    let mut values = values.to_vec();
    for refers in &table.refers {
        if let Some(value) = values.get_mut(refers.at) {
            *value = people.translated(std::mem::replace(value, Stored::Null));
        }
    }
    values
}

fn add(
    writing: &Writing<'_>,
    table: &Table,
    id: i64,
    values: &[Stored],
    people: &People,
) -> Result<(), Failure> {
    let mut values = with_ours(table, values, people);
    let taken: bool = match table.number.and_then(|at| values.get(at)) {
        Some(number) => writing
            .tx
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM staff WHERE number = ?1)")?
            .query_row([number], |row| row.get(0))?,
        None => false,
    };
    if let (true, Some(number)) = (taken, table.number.and_then(|at| values.get_mut(at)))
        && let Stored::Text(text) = number
    {
        // Somebody of that name was removed here.
        text.push_str(&format!("-{id}"));
    }
    let marks = vec!["?"; values.len()].join(", ");
    writing
        .tx
        .prepare_cached(&format!(
            "INSERT INTO staff ({}) VALUES ({marks})",
            table.listed()
        ))?
        .execute(rusqlite::params_from_iter(&values))?;
    Ok(())
}

/// What the author's own file says of its author, where nothing is known here.
fn fill(
    writing: &Writing<'_>,
    table: &Table,
    ours: i64,
    values: &[Stored],
    people: &People,
) -> Result<(), Failure> {
    let values = with_ours(table, values, people);
    for column in ["supervisor", "region", "phone", "email"] {
        let value = table.place(column).and_then(|at| values.get(at));
        let itself = column == "supervisor" && value == Some(&Stored::Int(ours));
        if let Some(value) = value.filter(|value| **value != Stored::Null && !itself) {
            writing
                .tx
                .prepare_cached(&format!(
                    "UPDATE staff SET \"{column}\" = ?2 WHERE id = ?1 AND \"{column}\" IS NULL"
                ))?
                .execute(rusqlite::params![ours, value])?;
        }
    }
    Ok(())
}
