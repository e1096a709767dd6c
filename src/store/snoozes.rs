//! Lines of `today` that were put off: to which day, how often, and why.

use std::collections::HashMap;

use super::Store;
use super::journal::Writing;
use crate::problem::Failure;
use crate::rules::Obligation;
use crate::value::{Moment, Noun};

/// A line that was put off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snooze {
    pub until: Moment,
    pub why: String,
    /// How often it was put off so far.
    pub times: usize,
}

/// Everything that was put off, by what it was.
#[derive(Debug, Default)]
pub struct Snoozes(HashMap<(String, i64), Vec<(Moment, Snooze)>>);

impl Snoozes {
    /// How an obligation was put off last, if it was; also under a name that its
    /// rule had before.
    pub fn of(&self, owed: &Obligation<'_>) -> Option<&Snooze> {
        // Asked for everything that is open, while little is put off.
        if self.0.is_empty() {
            return None;
        }
        let names = std::iter::once(&owed.rule.id).chain(&owed.rule.was);
        let mut found = names.filter_map(|name| {
            let all = self.0.get(&((*name).to_owned(), owed.subject.id))?;
            all.iter().find(|(since, _)| *since == owed.since)
        });
        found.next().map(|(_, snooze)| snooze)
    }
}

impl Store {
    /// Everything that was put off.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn snoozes(&self) -> Result<Snoozes, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT rule, record, since, until, why FROM snooze
             WHERE removed_at IS NULL ORDER BY id",
        )?;
        let mut rows = query.query([])?;
        let mut all = Snoozes::default();
        while let Some(row) = rows.next()? {
            let (since, until) = (super::moment(row, 2)?, super::moment(row, 3)?);
            let of = all.0.entry((row.get(0)?, row.get(1)?)).or_default();
            let why = row.get(4)?;
            match of.iter_mut().find(|(known, _)| *known == since) {
                Some((_, snooze)) => {
                    *snooze = Snooze {
                        until,
                        why,
                        times: snooze.times + 1,
                    }
                }
                None => of.push((
                    since,
                    Snooze {
                        until,
                        why,
                        times: 1,
                    },
                )),
            }
        }
        Ok(all)
    }
}

/// What is put off.
#[derive(Clone, Copy, Debug)]
pub struct PutOff<'a> {
    pub rule: &'a str,
    pub noun: Noun,
    pub record: i64,
    /// When the obligation began.
    pub since: Moment,
}

impl Writing<'_> {
    /// Puts a line off.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn snooze(&self, what: PutOff<'_>, until: Moment, why: &str) -> Result<(), Failure> {
        self.tx
            .prepare_cached(
                "INSERT INTO snooze (id, rule, noun, record, since, until, why, recorded_at, recorded_by)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(rusqlite::params![
                self.id(),
                what.rule,
                what.noun.table(),
                what.record,
                what.since.stored(),
                until.stored(),
                why,
                self.now.stored(),
                self.me,
            ])?;
        Ok(())
    }
}
