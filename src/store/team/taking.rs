//! A bundle taken in: each row that its author's file made is added, or brought
//! up in those columns that nobody changed here; every other row only stands in
//! where it is not on file.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension as _, Statement};

use super::mine::Mine;
use super::people::{People, people};
use super::shape::{Table, tables};
use super::{Known, Range, Staged, values};
use crate::exchange::bundle::{About, damaged};
use crate::problem::{Failure, Problem};
use crate::say;
use crate::store::{Writing, ids};
use crate::value::{Moment, Noun};

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
            standing: standing(about, made, known.as_ref())?,
            ..Taken::default()
        };
        if let Standing::Older(_) = taken.standing {
            return Ok(taken);
        }
        self.tx.pragma_update(None, "defer_foreign_keys", "ON")?;
        let people = people(self, staged, known.as_ref())?;
        taken.author = self.name_of(people.author)?;
        taken.second = known.is_none() && self.is_known_author(people.author)?;
        self.remember(&people, staged, known.as_ref(), made)?;
        let range = Range::of(about.source);
        let mine = Mine::of(&self.tx, range)?;
        let taking = Taking {
            writing: self,
            staged,
            range,
            own,
            refused: mine.gone.union(erased).copied().collect(),
            sources: self.sources()?,
            mine,
            code: code(&taken.author),
            people,
            tables: &tables(&self.tx)?,
            serials: HashMap::new(),
            taken,
        };
        taking.all(step)
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

    fn sources(&self) -> Result<HashSet<i64>, Failure> {
        let mut query = self.tx.prepare("SELECT source FROM team_file")?;
        let sources = query.query_map([], |row| row.get(0))?;
        Ok(sources.collect::<Result<_, _>>()?)
    }

    fn is_known_author(&self, author: i64) -> Result<bool, Failure> {
        let sql = "SELECT EXISTS (SELECT 1 FROM team_file WHERE author = ?1)";
        Ok(self.tx.query_row(sql, [author], |row| row.get(0))?)
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

/// How a bundle stands to the newest one of its file that was taken in. How far
/// its file had counted says which is newer: a clock may have been put right since.
fn standing(about: &About, made: Moment, known: Option<&Known>) -> Result<Standing, Problem> {
    let Some(known) = known else {
        return Ok(Standing::Newer);
    };
    match about.counter.cmp(&known.counter) {
        Ordering::Less if made < known.made => Ok(Standing::Older(known.made)),
        Ordering::Equal if made == known.made => Ok(Standing::Same),
        Ordering::Greater if follows(about, known) => Ok(Standing::Newer),
        _ => Err(diverged()),
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
    pub own: Range,
    /// The files whose bundles were taken in before.
    pub sources: HashSet<i64>,
    pub mine: Mine,
    pub people: People,
    /// Rows that are not to be on file here.
    pub refused: HashSet<i64>,
    pub code: String,
    pub tables: &'t [Table],
    /// The highest number of each kind that came.
    pub serials: HashMap<String, (i64, String)>,
    pub taken: Taken,
}

/// The statements for the rows of a table.
pub(super) struct Ways<'t> {
    here: Statement<'t>,
    pub numbered: Option<Statement<'t>>,
    pub insert: Statement<'t>,
}

impl<'t> Ways<'t> {
    fn of(tx: &'t Connection, table: &Table) -> Result<Self, Failure> {
        let (name, columns) = (&table.name, table.listed());
        let marks = vec!["?"; table.columns.len()].join(", ");
        let by_number = format!("SELECT 1 FROM \"{name}\" WHERE number = ?1");
        Ok(Ways {
            here: tx.prepare(&format!("SELECT {columns} FROM \"{name}\" WHERE id = ?1"))?,
            numbered: match table.number {
                Some(_) => Some(tx.prepare(&by_number)?),
                None => None,
            },
            insert: tx.prepare(&format!(
                "INSERT INTO \"{name}\" ({columns}) VALUES ({marks})"
            ))?,
        })
    }
}

impl Taking<'_> {
    fn all(mut self, step: &dyn Fn()) -> Result<Taken, Failure> {
        for table in self.tables {
            self.table(table, step)?;
        }
        for table in self.tables {
            self.gone(table)?;
        }
        for (_, number) in self.serials.values() {
            ids::raise(&self.writing.tx, number)?;
        }
        Ok(self.taken)
    }

    fn table(&mut self, table: &Table, step: &dyn Fn()) -> Result<(), Failure> {
        let (name, columns) = (&table.name, table.listed());
        let mut ways = Ways::of(&self.writing.tx, table)?;
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
}

/// Whether the file that a bundle comes from also made the one taken in last.
fn follows(about: &About, known: &Known) -> bool {
    let made = known.made.stored();
    let mut exports = about.exports.iter();
    // Another command may have come between the bundle and its entry.
    exports.any(|(counter, at)| *counter >= known.counter && *at == made)
}

/// The file was put back from a copy, or has a twin.
pub(super) fn diverged() -> Problem {
    Problem::refused(say!(
        "does not follow the file taken in before: a backup was put back there, or there are two copies of that data file",
        "与先前导入的文件不连续：对方恢复过备份，或同一数据文件存在两份副本"
    ))
}
