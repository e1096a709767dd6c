//! A second connection that sees the file as the first one sees it, so that two
//! threads can read side by side.

use std::panic::resume_unwind;
use std::path::PathBuf;
use std::thread;

use super::{MAPPED, Store};
use crate::problem::Failure;

/// Files below this many bytes are read sooner than a second connection is opened.
const LARGE: u64 = 1 << 20;

/// Where a second connection is opened, and at what moment it must stand: it can be
/// opened by another thread.
pub struct Second {
    path: PathBuf,
    mapped: i64,
    stands_at: i64,
}

impl Second {
    /// The connection; `None` where somebody has just written to the file, so that it
    /// would see another moment.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open(self) -> Result<Option<Store>, Failure> {
        let store = Store::connect(&self.path, false)?;
        store.db.pragma_update(None, "mmap_size", self.mapped)?;
        // The transaction ends with the connection.
        store.db.execute_batch("BEGIN")?;
        let same = store.stands_at()? == self.stands_at;
        Ok(same.then_some(store))
    }
}

impl Store {
    /// Another connection at the moment of [`Store::at_one_moment`], to be opened;
    /// `None` where one would not help.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn second(&self) -> Result<Option<Second>, Failure> {
        let large = self.path.metadata().is_ok_and(|file| file.len() >= LARGE);
        if !self.side_by_side || self.writable || !large {
            return Ok(None);
        }
        Ok(Some(Second {
            path: self.path.clone(),
            mapped: self.mapped(),
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

    /// So much of the file is read in place while it is looked at as at one moment.
    pub(super) fn mapped(&self) -> i64 {
        let file = self.path.metadata();
        let size = file.ok().and_then(|file| i64::try_from(file.len()).ok());
        match size.is_some_and(|size| size <= MAPPED) {
            true => MAPPED,
            false => 0,
        }
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
        let mut alone = Shelf::new(path.clone(), 1, "test".into());
        assert!(!seconds(&mut alone, &mut || ()).unwrap());
    }
}
