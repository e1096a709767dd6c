//! A second connection that sees the file as the first one sees it, so that two
//! threads can read side by side.

use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};

use super::Store;
use crate::problem::Failure;

/// Files below this many bytes are read sooner than a second connection is opened.
const LARGE: u64 = 1 << 20;

/// A second connection, open or soon to be, and at what moment it must stand.
pub struct Second {
    opening: Opening,
    stands_at: i64,
}

/// A second connection on its way; whoever waits for it may be another thread.
enum Opening {
    /// Nobody has begun: to be opened where it is wanted.
    Due(PathBuf),
    /// Another thread opens it already.
    Begun(Underway),
}

/// A thread that opens a connection before it is wanted.
pub(super) type Underway = JoinHandle<Result<Option<Store>, Failure>>;

/// Begins to open a second connection, where one would help.
pub(super) fn ahead(path: &Path) -> Option<Underway> {
    let path = path.to_owned();
    is_large(&path).then(|| thread::spawn(move || beside(&path)))
}

fn is_large(path: &Path) -> bool {
    path.metadata().is_ok_and(|file| file.len() >= LARGE)
}

/// A connection that sees the file as it stands now until it ends; `None` where the
/// first one has yet to bring the file to the newest schema.
fn beside(path: &Path) -> Result<Option<Store>, Failure> {
    let store = Store::connect(path, false)?;
    if !store.is_newest()? {
        return Ok(None);
    }
    store.db.execute_batch("BEGIN")?;
    store.stands_at()?;
    Ok(Some(store))
}

impl Second {
    /// The connection; `None` where somebody has just written to the file, so that it
    /// would see another moment.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open(self) -> Result<Option<Store>, Failure> {
        let store = match self.opening {
            Opening::Due(path) => beside(&path)?,
            Opening::Begun(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic))?,
        };
        match store {
            Some(store) if store.stands_at()? == self.stands_at => Ok(Some(store)),
            _ => Ok(None),
        }
    }
}

impl Store {
    /// Another connection at the moment of [`Store::at_one_moment`]; `None` where one
    /// would not help.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn second(&self) -> Result<Option<Second>, Failure> {
        if !self.side_by_side || self.writable || !is_large(&self.path) {
            return Ok(None);
        }
        let ahead = self.ahead.take();
        Ok(Some(Second {
            opening: ahead.map_or_else(|| Opening::Due(self.path.clone()), Opening::Begun),
            stands_at: self.stands_at()?,
        }))
    }

    /// Keeps such a connection as long as this one: to take it apart is not waited for
    /// where a process [leaves](Store::leave) the file.
    pub fn keep(&self, second: Store) {
        // Where two were opened, one after the other, the later one is closed here.
        let _ = self.second.set(second.db);
    }

    /// Lets two threads look at the file as it stands at one moment, the second with `theirs`
    /// while this one does `mine`; one after the other where a second would not help.
    ///
    /// # Errors
    /// When the file cannot be read, or as `mine` and `theirs` do.
    pub fn both<A, B: Send>(
        &self,
        mine: impl FnOnce(&Store) -> Result<A, Failure>,
        theirs: impl FnOnce(&Store) -> Result<B, Failure> + Send,
    ) -> Result<(A, B), Failure> {
        self.at_one_moment(|| {
            let second = match self.second()? {
                Some(second) => second.open()?,
                None => None,
            };
            let Some(second) = second else {
                return Ok((mine(self)?, theirs(self)?));
            };
            thread::scope(|scope| {
                let theirs = scope.spawn(move || theirs(&second));
                let mine = mine(self);
                let theirs = theirs.join().unwrap_or_else(|panic| resume_unwind(panic));
                Ok((mine?, theirs?))
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::store::{Kind, Shelf};
    use crate::value::Moment;
    use crate::words::Say;

    #[test]
    fn a_second_sees_what_the_first_sees_or_there_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kehu.db");
        let open = || Shelf::new(path.clone(), 1, "test".into()).on_processors(2);
        let (mut mine, mut theirs) = (open(), open());
        let write = |shelf: &mut Shelf| {
            let now = Moment::from_utc(chrono::DateTime::UNIX_EPOCH);
            let writing = shelf.write().unwrap().begin("log", Kind::Work, None, now);
            let writing = writing.unwrap();
            let large = "INSERT INTO meta (key, value) VALUES (?1, zeroblob(2000000))";
            writing.tx.execute(large, [writing.command]).unwrap();
            writing.commit("", &Say::same("done")).unwrap();
        };
        let seconds = |shelf: &mut Shelf, between: &mut dyn FnMut()| {
            let store = shelf.read().unwrap();
            store.at_one_moment(|| {
                let second = store.second()?;
                between();
                Ok(match second {
                    Some(second) => second.open()?.is_some(),
                    None => false,
                })
            })
        };
        theirs.write().unwrap();
        assert!(!seconds(&mut mine, &mut || ()).unwrap(), "a small file");
        write(&mut theirs);
        // Whoever closes it last takes the log into the file.
        mine.close();
        theirs.close();
        assert!(seconds(&mut mine, &mut || ()).unwrap());
        let written_meanwhile = seconds(&mut mine, &mut || write(&mut theirs));
        assert!(!written_meanwhile.unwrap());
        assert!(seconds(&mut mine, &mut || ()).unwrap());
        mine.close();
        mine.ahead();
        assert!(seconds(&mut mine, &mut || ()).unwrap(), "begun before");
        mine.close();
        let begun = super::ahead(&path).unwrap();
        while !begun.is_finished() {
            std::thread::yield_now();
        }
        write(&mut theirs);
        mine.read().unwrap().ahead.set(Some(begun));
        assert!(!seconds(&mut mine, &mut || ()).unwrap(), "begun too soon");
        let mut alone = Shelf::new(path.clone(), 1, "test".into());
        assert!(!seconds(&mut alone, &mut || ()).unwrap());
    }
}
