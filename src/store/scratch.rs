//! A file that is made to be thrown away, in a folder of its own below the
//! machine's temporary one. The one rule: it takes no place but its own, and
//! nothing of it stays behind unless it was kept.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use rusqlite::{Connection, OpenFlags};

use super::Shelf;
use super::attached::{attached_dir, carry};
use super::open::{owner_only, secure_dir};
use crate::problem::{Failure, Problem};
use crate::say;

/// The data file in its folder.
const FILE: &str = "kehu.db";

/// A throw-away folder; gone when it is dropped, unless it was kept.
pub struct Scratch {
    temp: PathBuf,
    name: String,
    folder: PathBuf,
    kept: bool,
}

impl Scratch {
    /// Makes a folder that only its owner can read; `seed` tells it apart from
    /// others of the same name.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new(temp: &Path, name: &str, seed: u32) -> Result<Self, Failure> {
        secure_dir(temp)?;
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt as _;
            builder.mode(0o700);
        }
        let mut seed = seed;
        loop {
            let folder = temp.join(format!("{name}.{seed:08x}"));
            match builder.create(&folder) {
                Ok(()) => {
                    return Ok(Scratch {
                        temp: temp.to_owned(),
                        name: name.to_owned(),
                        folder,
                        kept: false,
                    });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    seed = seed.wrapping_add(1);
                }
                Err(error) => {
                    return Err(anyhow::Error::new(error)
                        .context(format!("{}", folder.display()))
                        .into());
                }
            }
        }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Its data file, the same in every detail whenever it is made. It need not
    /// outlive a power cut, so nothing waits for the disk.
    pub fn shelf(&self) -> Shelf {
        Shelf::new(self.folder.join(FILE), 1, self.name.clone()).hurried()
    }

    /// Keeps it where the next one of this name will replace it; elsewhere, if
    /// that place is somebody else's. The data file must be closed.
    pub fn keep(mut self) -> PathBuf {
        self.kept = true;
        let place = self.temp.join(&self.name);
        if self.may_replace(&place) {
            let _ = fs::remove_dir_all(&place);
        }
        match fs::rename(&self.folder, &place) {
            Ok(()) => place.join(FILE),
            Err(_) => self.folder.join(FILE),
        }
    }

    /// Puts the data file where it was asked for, which must be free. It must
    /// be closed.
    ///
    /// # Errors
    /// Exit 2 where something stands already; or when it cannot be written.
    pub fn keep_at(self, place: &Path) -> Result<(), Failure> {
        if let Some(folder) = place
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            secure_dir(folder)?;
        }
        let told = || format!("{}", place.display());
        let mut options = owner_only();
        let mut file = match options.write(true).create_new(true).open(place) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(taken(place));
            }
            file => file.with_context(told)?,
        };
        let copied = fs::File::open(self.folder.join(FILE))
            .and_then(|mut made| io::copy(&mut made, &mut file))
            .and_then(|_| file.sync_all());
        if let Err(error) = copied {
            let _ = fs::remove_file(place);
            return Err(anyhow::Error::new(error).context(told()).into());
        }
        // Its attached files stand beside it.
        let from = attached_dir(&self.folder.join(FILE));
        if from.is_dir() {
            // Read where it was made: looking leaves files beside it.
            let made = self.folder.join(FILE);
            let db = Connection::open_with_flags(made, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            carry(&db, &from, &attached_dir(place))?;
        }
        Ok(())
    }

    /// Only a folder of ours, with a data file in it, makes way.
    fn may_replace(&self, place: &Path) -> bool {
        let (Ok(old), Ok(new)) = (
            fs::symlink_metadata(place),
            fs::symlink_metadata(&self.folder),
        ) else {
            return false;
        };
        old.is_dir() && same_owner(&old, &new) && place.join(FILE).is_file()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if !self.kept {
            // It lies in the temporary folder: the system will clear it away.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// That a place is taken, before any work is done for it.
pub fn taken(place: &Path) -> Failure {
    let file = place.display();
    Problem::usage(say!("{file} exists already", "{file} 已存在"))
        .hint(say!("name a new file", "请换一个文件名"))
        .into()
}

#[cfg(unix)]
fn same_owner(old: &fs::Metadata, new: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    old.uid() == new.uid()
}

#[cfg(not(unix))]
fn same_owner(_: &fs::Metadata, _: &fs::Metadata) -> bool {
    true
}
