//! The file that a command works on: opened when it is first asked for, for reading
//! or for writing, and never twice.

use std::path::{Path, PathBuf};

use super::super::Store;
use super::super::scratch::Scratch;
use super::super::second::{self, Underway};
use crate::problem::Failure;

/// A store that is opened when it is first used, so that help, completions and
/// wrong command lines touch no file.
pub struct Shelf {
    path: PathBuf,
    /// Drawn once per process; becomes part of every id of a file made now, and the seed of
    /// what is drawn by lot.
    seed: u32,
    /// Which terminal this is, for the list that `@3` counts in.
    session: String,
    /// Commands are carried out and then dropped: `--dry-run`.
    rehearsal: bool,
    /// Opened for writing from the first: what is read will be written.
    writes: bool,
    /// Where files may lie that are made to be thrown away.
    temp: PathBuf,
    /// Nothing waits for the disk: a file that need not outlive a power cut.
    hurried: bool,
    /// Who gives the commands, where it is not who the file belongs to.
    acting: Option<i64>,
    /// Whether two threads can read at once.
    side_by_side: bool,
    open: Option<Store>,
    /// The second connection, begun before the first.
    ahead: Option<Underway>,
}

impl Shelf {
    pub fn new(path: PathBuf, seed: u32, session: String) -> Self {
        Shelf {
            path,
            seed,
            session,
            rehearsal: false,
            writes: false,
            temp: PathBuf::new(),
            hurried: false,
            acting: None,
            side_by_side: false,
            open: None,
            ahead: None,
        }
    }

    /// Random bits of this run, for what is drawn by lot.
    pub const fn chance(&self) -> u32 {
        self.seed
    }

    /// Names the machine's temporary folder.
    pub fn with_temp(mut self, temp: PathBuf) -> Self {
        self.temp = temp;
        self
    }

    /// A folder for a file that is made to be thrown away.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn scratch(&self, name: &str) -> Result<Scratch, Failure> {
        Scratch::new(&self.temp, name, self.seed)
    }

    /// Lets two threads read at once, where the machine has as many processors.
    pub const fn on_processors(mut self, processors: usize) -> Self {
        self.side_by_side = processors > 1;
        self
    }

    /// Waits for the disk no more.
    pub(in crate::store) fn hurried(mut self) -> Self {
        self.hurried = true;
        self
    }

    /// From here on this colleague gives the commands; `None` for whoever the
    /// file belongs to. Only a file in a [`Scratch`] takes it: in a file that
    /// somebody works in, the journal says who sat there.
    pub fn act_as(&mut self, colleague: Option<i64>) {
        self.acting = colleague.filter(|_| self.hurried);
    }

    /// Carries commands out and drops them, so that nothing is stored.
    pub fn rehearsing(mut self, rehearsal: bool) -> Self {
        self.rehearsal = rehearsal;
        self
    }

    /// Opens the file for writing from the first, where the command will write:
    /// opening is what costs most, and once is enough.
    pub fn for_writing(mut self, writes: bool) -> Self {
        self.writes = writes;
        self
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The name of this terminal, fit for a file name.
    pub fn session(&self) -> &str {
        &self.session
    }

    /// The file for reading; made if there is none yet.
    ///
    /// # Errors
    /// When the file is busy, damaged, or newer than the program.
    pub fn read(&mut self) -> Result<&mut Store, Failure> {
        self.get(false)
    }

    /// The file for writing.
    ///
    /// # Errors
    /// As [`Shelf::read`], and when it cannot be written.
    pub fn write(&mut self) -> Result<&mut Store, Failure> {
        self.get(true)
    }

    /// Lets another thread open a second connection, for a command that is going to look at
    /// most of the file; whether one will help.
    pub fn ahead(&mut self) -> bool {
        if self.side_by_side && self.open.is_none() {
            self.ahead = second::ahead(&self.path);
        }
        self.ahead.is_some()
    }

    /// Whether there is a file at all.
    pub fn exists(&self) -> bool {
        self.path.exists()
    }

    /// Closes the file, so that it can be replaced.
    pub fn close(&mut self) {
        self.open = None;
    }

    /// Leaves a file that was only read to the system, which closes it with the
    /// process. One that was written is closed as it should be.
    pub fn leave(&mut self) {
        if let Some(store) = self.open.take_if(|store| !store.writable) {
            store.leave();
        }
    }

    fn get(&mut self, write: bool) -> Result<&mut Store, Failure> {
        let fits = |store: &Store| store.writable || !write;
        let store = match self.open.take() {
            Some(store) if fits(&store) => store,
            _ => Store::open(&self.path, write || self.writes, self.seed)?,
        };
        if self.hurried && store.writable {
            store.db.pragma_update(None, "synchronous", "OFF")?;
        }
        let store = self.open.insert(Store {
            rehearsal: self.rehearsal,
            acting: self.acting,
            side_by_side: self.side_by_side,
            ..store
        });
        if let Some(ahead) = self.ahead.take() {
            store.ahead.set(Some(ahead));
        }
        Ok(store)
    }
}
