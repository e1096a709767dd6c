//! The playbook, read when it is first needed: help and most lists never do.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::playbook::Playbook;
use crate::problem::Failure;

/// Which playbook, and where the user's own file would be.
pub struct Policy {
    preset: String,
    file: PathBuf,
    settings: PathBuf,
    read: OnceCell<Playbook>,
}

impl Policy {
    /// `settings` is the settings file, which names the preset.
    pub fn new(preset: String, file: PathBuf, settings: PathBuf) -> Self {
        Policy {
            preset,
            file,
            settings,
            read: OnceCell::new(),
        }
    }

    /// The user's own playbook file; it need not exist.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// The settings file; it need not exist.
    pub fn settings_file(&self) -> &Path {
        &self.settings
    }

    pub fn preset(&self) -> &str {
        &self.preset
    }

    /// The playbook.
    ///
    /// # Errors
    /// Everything that is wrong with the user's file, by line and key.
    pub fn get(&self) -> Result<&Playbook, Failure> {
        if let Some(playbook) = self.read.get() {
            return Ok(playbook);
        }
        let own = self.own_text()?;
        let user = own.as_deref().map(|text| (self.file.as_path(), text));
        let playbook = Playbook::load(&self.preset, user)?;
        Ok(self.read.get_or_init(|| playbook))
    }

    /// The years without official holidays that answers have rested on so far.
    pub fn leaned_on(&self) -> Option<(i32, i32)> {
        self.read.get()?.calendar.leaned_on()
    }

    /// What the user's own file says, if there is one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn own_text(&self) -> Result<Option<String>, Failure> {
        match std::fs::read_to_string(&self.file) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(anyhow::Error::new(error)
                .context(format!("{}", self.file.display()))
                .into()),
        }
    }

    /// Tells one policy from another: the preset, and what the user's own file
    /// says over it (FNV-1a, 64 bits, in hexadecimal).
    ///
    /// # Errors
    /// When the user's file cannot be read.
    pub fn fingerprint(&self) -> Result<String, Failure> {
        let own = self.own_text()?.unwrap_or_default();
        let bytes = self.preset.bytes().chain([0]).chain(own.bytes());
        let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Ok(format!("{hash:016x}"))
    }

    /// Writes the user's own file and forgets what was read.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_own(&mut self, text: &str) -> Result<(), Failure> {
        if let Some(folder) = self.file.parent() {
            crate::store::secure_dir(folder)?;
        }
        std::fs::write(&self.file, text).with_context(|| format!("{}", self.file.display()))?;
        self.read = OnceCell::new();
        Ok(())
    }
}
