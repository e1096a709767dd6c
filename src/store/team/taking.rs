//! A bundle taken in: each row that its author's file made is added, or brought
//! up in those columns that nobody changed here; every other row only stands in
//! where it is not on file.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{OptionalExtension as _, Statement};

use super::mine::Mine;
use super::people::{People, people};
use super::shape::{STAFF, Table, tables};
use super::{Known, Range, Staged};
use crate::exchange::bundle::{About, damaged};
use crate::problem::{Failure, Problem};
use crate::say;
use crate::store::{Writing, found, ids, rows};
use crate::value::{Moment, Noun, Stored};

/// How a bundle stands to what was taken in before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// The first of its file, or a newer one.
    #[default]
    Newer,
    /// The very one that was taken in last.
    Same,
    /// One made before that; when that was.
    Older(Moment),
}

/// What became of a bundle.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// Whose it is, as people call them here.
    pub author: String,
    pub standing: Standing,
    /// Records that were added, by table.
    pub new: BTreeMap<Noun, usize>,
    /// Records that were brought up.
    pub updated: usize,
    /// Tags, turns and the like that came, changed or went.
    pub details: usize,
    /// Records that are no more in the author's file, and are hidden here.
    pub gone: usize,
    /// Answers that differ and stay, because they were changed here.
    pub kept: usize,
    /// Rows that were left out, because what they belong to is gone here.
    pub left_out: usize,
    /// Records whose number was taken, as they are called here.
    pub renumbered: Vec<String>,
    /// Their author has another file here as well.
    pub second: bool,
}

impl Taken {
    /// How many records were added.
    pub fn added(&self) -> usize {
        self.new.values().sum()
    }

    /// Whether nothing was written.
    pub fn is_nothing(&self) -> bool {
        self.added() + self.updated + self.details + self.gone == 0
    }
}

/// Columns that the store works out from others.
const WORKED_OUT: &[&str] = &["words", "name_key", "name_core", "initials", "pinyin"];

impl Writing<'_> {
    /// Takes in the rows of a bundle. `erased` are rows that no bundle brings
    /// back; `step` is called for each row.
    ///
    /// # Errors
    /// When it is of this very file or does not follow the one taken in before,
    /// or it cannot be written; then nothing was.
    pub fn take_team(
        &self,
        staged: &Staged,
        erased: &HashSet<i64>,
        step: &dyn Fn(),
    ) -> Result<Taken, Failure> {
        let about = &staged.about;
        let own = Range::of(ids::next(&self.tx)? >> 32);
        if own == Range::of(about.source) {
            return Err(own_file().into());
        }
        let made = Moment::from_stored(&about.made).ok_or_else(damaged)?;
        let known = self.known(about.source)?;
        let mut taken = Taken {
            author: about.name.clone(),
            standing: match &known {
                Some(known) if (made, about.counter) < (known.made, known.counter) => {
                    Standing::Older(known.made)
                }
                Some(known) if (made, about.counter) == (known.made, known.counter) => {
                    Standing::Same
                }
                _ => Standing::Newer,
            },
            ..Taken::default()
        };
        if let Standing::Older(_) = taken.standing {
            return Ok(taken);
        }
        if let (Some(known), Standing::Newer) = (&known, taken.standing)
            && !follows(about, known)
        {
            return Err(diverged().into());
        }
        self.tx.pragma_update(None, "defer_foreign_keys", "ON")?;
        let people = people(self, staged, known.as_ref())?;
        taken.second = known.is_none() && self.is_known_author(people.author)?;
        self.remember(&people, staged, known.as_ref(), made)?;
        let range = Range::of(about.source);
        let mine = Mine::of(&self.tx, range)?;
        let tables = tables(&self.tx)?;
        let mut taking = Taking {
            writing: self,
            staged,
            range,
            own,
            refused: mine.gone.union(erased).copied().collect(),
            mine,
            code: code(&self.name_of(people.author)?),
            people,
            tables: &tables,
            serials: HashMap::new(),
            taken,
        };
        for table in &tables {
            taking.table(table, step)?;
        }
        for table in &tables {
            taking.gone(table)?;
        }
        for number in taking.serials.values().map(|(_, number)| number) {
            ids::raise(&self.tx, number)?;
        }
        let mut taken = taking.taken;
        taken.author = self.name_of(taking.people.author)?;
        Ok(taken)
    }

    fn known(&self, source: i64) -> Result<Option<Known>, Failure> {
        let mut query = self.tx.prepare_cached(
            "SELECT id, author, made_at, counter FROM team_file WHERE source = ?1",
        )?;
        let known = query.query_row([source], |row| {
            Ok(Known {
                id: row.get(0)?,
                author: row.get(1)?,
                made: super::super::moment(row, 2)?,
                counter: row.get(3)?,
            })
        });
        Ok(known.optional()?)
    }

    fn is_known_author(&self, author: i64) -> Result<bool, Failure> {
        Ok(self.tx.query_row(
            "SELECT count(*) > 1 FROM (SELECT 1 UNION ALL SELECT 1 FROM team_file WHERE author = ?1)",
            [author],
            |row| row.get(0),
        )?)
    }

    fn name_of(&self, person: i64) -> Result<String, Failure> {
        let mut query = self
            .tx
            .prepare_cached("SELECT name FROM staff WHERE id = ?1")?;
        Ok(query.query_row([person], |row| row.get(0))?)
    }

    /// Notes which bundle of its file is the newest here.
    fn remember(
        &self,
        people: &People,
        staged: &Staged,
        known: Option<&Known>,
        made: Moment,
    ) -> Result<(), Failure> {
        let about = &staged.about;
        match known {
            Some(known) => self.tx.execute(
                "UPDATE team_file SET made_at = ?2, counter = ?3, since = ?4 WHERE id = ?1",
                rusqlite::params![known.id, made.stored(), about.counter, about.since],
            )?,
            None => self.tx.execute(
                "INSERT INTO team_file (id, source, author, made_at, counter, since, recorded_at, recorded_by)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                rusqlite::params![
                    self.id(),
                    about.source,
                    people.author,
                    made.stored(),
                    about.counter,
                    about.since,
                    self.now.stored(),
                    self.me
                ],
            )?,
        };
        Ok(())
    }
}

/// What stands behind a number that is taken: the author, in one word.
fn code(name: &str) -> String {
    let word: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    word.to_uppercase()
}

fn own_file() -> Problem {
    Problem::refused(say!(
        "was made from this very file, or from a copy of it",
        "由本数据文件（或其副本）导出"
    ))
    .hint(say!(
        "a supervisor takes it in on another machine, in a file that was set up with: kehu init",
        "请在主管自己的数据文件（用 kehu init 建立）中导入"
    ))
}

/// One bundle being taken in.
pub(super) struct Taking<'t> {
    pub writing: &'t Writing<'t>,
    pub staged: &'t Staged,
    pub range: Range,
    /// The ids of this file: what of them is not here was taken away here.
    own: Range,
    pub mine: Mine,
    pub people: People,
    /// Rows that are not to be on file here.
    refused: HashSet<i64>,
    code: String,
    tables: &'t [Table],
    /// The highest number of each kind that came.
    serials: HashMap<String, (i64, String)>,
    pub taken: Taken,
}

/// The statements for the rows of a table.
struct Ways<'t> {
    here: Statement<'t>,
    numbered: Option<Statement<'t>>,
    insert: Statement<'t>,
}

impl Taking<'_> {
    fn table(&mut self, table: &Table, step: &dyn Fn()) -> Result<(), Failure> {
        let tx = &self.writing.tx;
        let (name, columns) = (&table.name, table.listed());
        let marks = vec!["?"; table.columns.len()].join(", ");
        let mut ways = Ways {
            here: tx.prepare(&format!("SELECT {columns} FROM \"{name}\" WHERE id = ?1"))?,
            numbered: match table.number {
                Some(_) => {
                    Some(tx.prepare(&format!("SELECT 1 FROM \"{name}\" WHERE number = ?1"))?)
                }
                None => None,
            },
            insert: tx.prepare(&format!(
                "INSERT INTO \"{name}\" ({columns}) VALUES ({marks})"
            ))?,
        };
        let mut query = self
            .staged
            .db
            .prepare(&format!("SELECT {columns} FROM \"{name}\" ORDER BY id"))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(table.id)?;
            let theirs = values(row, table.columns.len())?;
            let ours = {
                let mut query = ways.here.query([id])?;
                match query.next()? {
                    Some(row) => Some(values(row, table.columns.len())?),
                    None => None,
                }
            };
            match ours {
                Some(ours) if self.range.holds(id) => {
                    self.bring_up(table, id, &ours, theirs, &mut ways)?
                }
                // It only stands in for what its own file will bring.
                Some(_) => {}
                None => self.add(table, id, theirs, &mut ways)?,
            }
            step();
        }
        Ok(())
    }

    /// The row as it reads here; `None` where it cannot be without something
    /// that is not on file.
    fn translated(
        &self,
        table: &Table,
        mut values: Vec<Stored>,
    ) -> Result<Option<Vec<Stored>>, Failure> {
        for refers in &table.refers {
            let Some(slot) = values.get_mut(refers.at) else {
                continue;
            };
            let Stored::Int(to) = *slot else { continue };
            *slot = match refers.to.as_str() {
                STAFF => self.people.translated(Stored::Int(to)),
                "customer" => self.there("customer", self.mine.customer(to))?,
                other => self.there(other, to)?,
            };
            if *slot == Stored::Null && refers.must {
                return Ok(None);
            }
        }
        match table.named {
            Some(named) => self.named(table, named, values),
            None => Ok(Some(values)),
        }
    }

    /// A reference to a row that is on file, or comes in this bundle.
    fn there(&self, table: &str, id: i64) -> Result<Stored, Failure> {
        let sql = format!("SELECT 1 FROM \"{table}\" WHERE id = ?1");
        let here = self.writing.tx.prepare_cached(&sql)?.exists([id])?;
        let comes = || self.staged.db.prepare_cached(&sql)?.exists([id]);
        Ok(match here || (!self.refused.contains(&id) && comes()?) {
            true => Stored::Int(id),
            false => Stored::Null,
        })
    }

    /// A row that names any record by noun and id.
    fn named(
        &self,
        table: &Table,
        (noun, record): (usize, usize),
        mut values: Vec<Stored>,
    ) -> Result<Option<Vec<Stored>>, Failure> {
        let (Some(Stored::Text(of)), Some(Stored::Int(id))) =
            (values.get(noun), values.get(record))
        else {
            return Ok(Some(values));
        };
        let (of, id) = (of.clone(), *id);
        let past = table.has("attribute") || table.name == "to_confirm";
        let to = match of.as_str() {
            STAFF => self.people.translated(Stored::Int(id)),
            // The past of a customer that was merged stays its own.
            "customer" if !past => self.there("customer", self.mine.customer(id))?,
            known if self.tables.iter().any(|table| table.name == known) => {
                self.there(known, id)?
            }
            _ => Stored::Null,
        };
        if to == Stored::Null {
            return Ok(None);
        }
        if let Some(slot) = values.get_mut(record) {
            *slot = to;
        }
        self.of_people(table, &of, &mut values);
        Ok(Some(values))
    }

    /// A turn of an attribute that names a colleague: owner, assignee.
    fn of_people(&self, table: &Table, of: &str, values: &mut [Stored]) {
        let attribute = table.place("attribute").and_then(|at| values.get(at));
        let Some(Stored::Text(attribute)) = attribute else {
            return;
        };
        let of = self.tables.iter().find(|table| table.name == of);
        let names_one = of.is_some_and(|of| {
            let at = of.place(attribute);
            at.and_then(|at| of.target(at)) == Some(STAFF)
        });
        if names_one {
            for key in ["old", "new"] {
                if let Some(slot) = table.place(key).and_then(|at| values.get_mut(at)) {
                    *slot = self
                        .people
                        .translated(std::mem::replace(slot, Stored::Null));
                }
            }
        }
    }

    fn add(
        &mut self,
        table: &Table,
        id: i64,
        theirs: Vec<Stored>,
        ways: &mut Ways<'_>,
    ) -> Result<(), Failure> {
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

    fn bring_up(
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
        let mut sets: Vec<(&str, Stored)> = Vec::new();
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
                    if our.starts_with(&format!("{their}-{}", self.code)) {
                        continue;
                    }
                    self.raise(their);
                    Stored::Text(self.free(their, ways)?)
                }
                _ => their,
            };
            sets.push((column, value));
        }
        if sets.is_empty() {
            return Ok(());
        }
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
        match record_of(table) {
            Some(_) => self.taken.updated += 1,
            None => self.taken.details += 1,
        }
        if self.mine.touched(id) && WORKED_OUT.iter().any(|column| table.has(column)) {
            self.writing.work_out(&table.name, id)?;
        }
        Ok(())
    }
}

/// Whether the file that a bundle comes from also made the one taken in last.
fn follows(about: &About, known: &Known) -> bool {
    let made = known.made.stored();
    let mut exports = about.exports.iter();
    // Another command may have come between the bundle and its entry.
    exports.any(|(counter, at)| *counter >= known.counter && *at == made)
}

/// The file was put back from a copy, or has a twin.
fn diverged() -> Problem {
    Problem::refused(say!(
        "does not follow the file taken in before: a backup was put back there, or there are two copies of that data file",
        "与先前导入的文件不连续：对方恢复过备份，或同一数据文件存在两份副本"
    ))
}

/// The noun whose records a table holds, if people call them records.
pub(super) fn record_of(table: &Table) -> Option<Noun> {
    Noun::of_table(&table.name).filter(|noun| *noun != Noun::TicketEvent)
}

pub(super) fn values(row: &rusqlite::Row<'_>, width: usize) -> Result<Vec<Stored>, Failure> {
    let mut values = Vec::with_capacity(width);
    for at in 0..width {
        values.push(rows::owned(found(row.get_ref(at)?)));
    }
    Ok(values)
}
