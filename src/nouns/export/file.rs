//! A file that appears as a whole or not at all, readable by its owner alone:
//! written beside its place and put there in the end.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::problem::{Failure, Problem};
use crate::say;

/// A file on its way; dropped before it is kept, it is gone.
pub struct Draft {
    file: File,
    here: PathBuf,
    there: PathBuf,
    kept: bool,
}

impl Draft {
    /// Begins a file that will stand at `there`.
    ///
    /// # Errors
    /// When the folder does not exist or takes no file.
    pub fn beside(there: &Path) -> Result<Self, Failure> {
        let said = there.display().to_string();
        let Some(name) = there.file_name().filter(|_| !there.is_dir()) else {
            return Err(Problem::usage(say!("“{said}” is a folder", "“{said}”是文件夹")).into());
        };
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        let mut tries = 0;
        loop {
            let here = there.with_file_name(format!(".{}.{tries}.part", name.to_string_lossy()));
            match options.open(&here) {
                Ok(file) => {
                    return Ok(Draft {
                        file,
                        here,
                        there: there.to_owned(),
                        kept: false,
                    });
                }
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists && tries < 100 => {
                    tries += 1;
                }
                Err(error) => return Err(anyhow::Error::new(error).context(said).into()),
            }
        }
    }

    /// What to write to.
    pub fn file(&mut self) -> &mut File {
        &mut self.file
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// When the disk does not take it; then nothing stands there.
    pub fn keep(mut self) -> Result<(), Failure> {
        let said = || self.there.display().to_string();
        self.file.sync_all().with_context(said)?;
        fs::rename(&self.here, &self.there).with_context(said)?;
        self.kept = true;
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.kept {
            // What is half a file must not look like one.
            let _ = fs::remove_file(&self.here);
        }
    }
}
