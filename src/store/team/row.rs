//! One row of a bundle written: added with a number that is free here, or
//! brought up in the columns that nobody changed here.

use super::shape::Table;
use super::taking::{Taking, Ways, diverged};
use crate::problem::Failure;
use crate::store::ids;
use crate::value::{Noun, Stored, search};

/// Columns that the store works out from others.
const WORKED_OUT: &[&str] = &["words", "name_key", "name_core", "initials", "pinyin"];

impl Taking<'_> {
    pub(super) fn add(
        &mut self,
        table: &Table,
        id: i64,
        theirs: Vec<Stored>,
        ways: &mut Ways<'_>,
    ) -> Result<(), Failure> {
        // A colleague's own file says what belongs to the records in it.
        if table.is_part() && !self.range.holds(id) && self.sources.contains(&(id >> 32)) {
            return Ok(());
        }
        let translated = match self.refused.contains(&id) || self.own.holds(id) {
            true => None,
            false => self.translated(table, theirs)?,
        };
        let Some(mut values) = translated else {
            self.refused.insert(id);
            self.taken.left_out += 1;
            return Ok(());
        };
        if self.stands_already(table, &values)? {
            self.refused.insert(id);
            return Ok(());
        }
        if let Some(Stored::Text(number)) = table.number.and_then(|at| values.get(at)) {
            let free = self.free(number, ways)?;
            if free != *number {
                self.taken.renumbered.push(free.clone());
            }
            self.raise(number);
            if let Some(slot) = table.number.and_then(|at| values.get_mut(at)) {
                *slot = Stored::Text(free);
            }
        }
        ways.insert.execute(rusqlite::params_from_iter(&values))?;
        match record_of(table) {
            Some(noun) => *self.taken.new.entry(noun).or_default() += 1,
            None => self.taken.details += 1,
        }
        Ok(())
    }

    /// Whether what may stand once only stands here under another id.
    fn stands_already(&self, table: &Table, values: &[Stored]) -> Result<bool, Failure> {
        for set in &table.unique {
            let held: Vec<&Stored> = set.iter().filter_map(|at| values.get(*at)).collect();
            if held.contains(&&Stored::Null) {
                continue;
            }
            let is: Vec<String> = set
                .iter()
                .filter_map(|at| table.columns.get(*at))
                .map(|column| format!("\"{column}\" = ?"))
                .collect();
            let sql = format!(
                "SELECT 1 FROM \"{}\" WHERE {}",
                table.name,
                is.join(" AND ")
            );
            let mut query = self.writing.tx.prepare_cached(&sql)?;
            if query.exists(rusqlite::params_from_iter(held))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The number itself if nobody has it here, else with its author behind it.
    fn free(&self, number: &str, ways: &mut Ways<'_>) -> Result<String, Failure> {
        let Some(numbered) = &mut ways.numbered else {
            return Ok(number.to_owned());
        };
        let mut free = number.to_owned();
        let mut n = 1;
        while numbered.exists([&free])? {
            let code = &self.code;
            free = match n {
                1 => format!("{number}-{code}"),
                n => format!("{number}-{code}{n}"),
            };
            n += 1;
        }
        Ok(free)
    }

    /// Our own next numbers come after those that were taken in.
    fn raise(&mut self, number: &str) {
        let Some((prefix, serial)) = ids::split(number) else {
            return;
        };
        match self.serials.get_mut(prefix) {
            Some(highest) if highest.0 >= serial => {}
            Some(highest) => *highest = (serial, number.to_owned()),
            None => {
                let highest = (serial, number.to_owned());
                self.serials.insert(prefix.to_owned(), highest);
            }
        }
    }

    pub(super) fn bring_up(
        &mut self,
        table: &Table,
        id: i64,
        ours: &[Stored],
        theirs: Vec<Stored>,
        ways: &mut Ways<'_>,
    ) -> Result<(), Failure> {
        let born = table.place("recorded_at");
        let same = born.is_none_or(|at| ours.get(at) == theirs.get(at));
        if !same || self.mine.made.contains(&id) {
            return Err(diverged().into());
        }
        // What it cannot be without is gone here: it stays as it is.
        let Some(theirs) = self.translated(table, theirs)? else {
            return Ok(());
        };
        let found_by = self.found_by(table, id, ours, &theirs);
        let mut sets = self.sets(table, id, (ours, theirs), ways)?;
        if sets.is_empty() {
            return Ok(());
        }
        if let Some(words) = found_by {
            sets.retain(|(column, _)| *column != words.0);
            sets.push(words);
        }
        self.set(table, id, &sets)?;
        match record_of(table) {
            Some(_) => self.taken.updated += 1,
            None => self.taken.details += 1,
        }
        if self.mine.touched(id) && WORKED_OUT.iter().any(|column| table.has(column)) {
            self.writing.work_out(&table.name, id)?;
        }
        Ok(())
    }

    /// What the search finds an entry by whose answers are one side's and whose
    /// note is the other's. Which answers are private only the form knows, so that
    /// what either side wrote for the search is put together, not the answers.
    fn found_by(
        &self,
        table: &Table,
        id: i64,
        ours: &[Stored],
        theirs: &[Stored],
    ) -> Option<(&'static str, Stored)> {
        table.place("answers")?;
        let text = |side: &[Stored], column: &str| {
            let value = table.place(column).and_then(|at| side.get(at));
            match value {
                Some(Stored::Text(text)) => text.clone(),
                _ => String::new(),
            }
        };
        let (answers, note) = match ["answers", "note"].map(|key| self.mine.changed(id, key)) {
            [true, false] => (ours, theirs),
            [false, true] => (theirs, ours),
            _ => return None,
        };
        let noted = |side| search::spaced(&text(side, "note"));
        let words = text(answers, "words");
        let answered = words.strip_suffix(noted(answers).trim()).unwrap_or(&words);
        let words = format!("{} {}", answered.trim(), noted(note).trim());
        Some(("words", Stored::Text(words.trim().to_owned())))
    }

    /// What a row is to hold from now on: what differs, but for what was changed here.
    fn sets<'c>(
        &mut self,
        table: &'c Table,
        id: i64,
        (ours, theirs): (&[Stored], Vec<Stored>),
        ways: &mut Ways<'_>,
    ) -> Result<Vec<(&'c str, Stored)>, Failure> {
        let mut sets = Vec::new();
        let columns = table.columns.iter().zip(ours.iter().zip(theirs));
        for (at, (column, (our, their))) in columns.enumerate() {
            if *our == their {
                continue;
            }
            if self.mine.changed(id, column) {
                let own = column == "removed_at" || WORKED_OUT.contains(&column.as_str());
                self.taken.kept += usize::from(!own);
                continue;
            }
            let value = match (&their, our) {
                (Stored::Text(their), Stored::Text(our)) if table.number == Some(at) => {
                    // It was taken when it came, and stays as it was called then.
                    if our.starts_with(&format!("{their}-")) {
                        continue;
                    }
                    self.raise(their);
                    Stored::Text(self.free(their, ways)?)
                }
                _ => their,
            };
            sets.push((column.as_str(), value));
        }
        Ok(sets)
    }

    fn set(&self, table: &Table, id: i64, sets: &[(&str, Stored)]) -> Result<(), Failure> {
        let names: Vec<_> = sets
            .iter()
            .map(|(name, _)| format!("\"{name}\" = ?"))
            .collect();
        let sql = format!(
            "UPDATE \"{}\" SET {} WHERE id = ?",
            table.name,
            names.join(", ")
        );
        let id_value = Stored::Int(id);
        let params = sets.iter().map(|(_, value)| value).chain([&id_value]);
        self.writing
            .tx
            .prepare_cached(&sql)?
            .execute(rusqlite::params_from_iter(params))?;
        Ok(())
    }
}

/// The noun whose records a table holds, if people call them records.
pub(super) fn record_of(table: &Table) -> Option<Noun> {
    Noun::of_table(&table.name).filter(|noun| *noun != Noun::TicketEvent)
}
