//! The contents of attached files as an import copies them in: those that no row
//! registers in the end are taken away again, however the import ends.

use std::cell::{Cell, RefCell};
use std::fs::File;
use std::path::PathBuf;

use crate::nouns::import::read::Bytes;
use crate::problem::Failure;
use crate::store::{self, Content};

/// Contents that came beside the data file and wait for the end of the import.
pub struct Placing {
    data: PathBuf,
    /// Nothing is kept in the end, so that nothing need be copied.
    dry: bool,
    fresh: RefCell<Vec<String>>,
    settled: Cell<bool>,
}

impl Placing {
    pub fn new(data: PathBuf, dry: bool) -> Self {
        Placing {
            data,
            dry,
            fresh: RefCell::default(),
            settled: Cell::new(false),
        }
    }

    /// Copies a content in, unless it is there.
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub fn place(&self, bytes: &Bytes) -> Result<Content, Failure> {
        let Some(from) = bytes.from.as_ref().filter(|_| !self.dry) else {
            return Ok(bytes.content.clone());
        };
        let there = |hash: &str| store::attached_file(&self.data, hash).exists();
        let before = there(&bytes.content.hash);
        let content = store::keep_content(&self.data, &mut File::open(from)?)?;
        // Somebody may have written into the file since it was looked at.
        let known = before && content.hash == bytes.content.hash;
        if !known && !self.fresh.borrow().contains(&content.hash) {
            self.fresh.borrow_mut().push(content.hash.clone());
        }
        Ok(content)
    }

    /// The rows that register them are on file.
    pub fn settle(&self) {
        self.settled.set(true);
    }
}

impl Drop for Placing {
    fn drop(&mut self) {
        if self.settled.get() {
            return;
        }
        for hash in self.fresh.borrow().iter() {
            let _ = std::fs::remove_file(store::attached_file(&self.data, hash));
        }
    }
}
