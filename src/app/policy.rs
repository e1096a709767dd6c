//! The playbook, read when it is first needed: help and most lists never do.

use std::cell::{Cell, OnceCell};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};

use anyhow::Context as _;

use crate::playbook::{Playbook, Rule};
use crate::problem::{Failure, Problem};

/// Which playbook, and where the user's own file would be.
pub struct Policy {
    preset: String,
    file: PathBuf,
    settings: PathBuf,
    read: OnceCell<Playbook>,
    /// Another thread, which reads it before it is needed.
    ahead: Cell<Option<JoinHandle<Result<Playbook, Failure>>>>,
    /// Facts are being written, which no broken rule may stop.
    writes: bool,
    /// What is wrong with the rules that were passed over.
    overlooked: OnceCell<Vec<Problem>>,
}

impl Policy {
    /// `settings` is the settings file, which names the preset.
    pub fn new(preset: String, file: PathBuf, settings: PathBuf) -> Self {
        Policy {
            preset,
            file,
            settings,
            read: OnceCell::new(),
            ahead: Cell::default(),
            writes: false,
            overlooked: OnceCell::new(),
        }
    }

    /// Whether the command writes facts: then rules that cannot be read are passed
    /// over, and told afterwards.
    pub fn for_writing(mut self, writes: bool) -> Self {
        self.writes = writes;
        self
    }

    /// The rules in force, or where facts are written those that can be read.
    ///
    /// # Errors
    /// Everything that is wrong with the playbook.
    pub fn rules(&self) -> Result<&[Rule], Failure> {
        let playbook = self.get()?;
        self.readable(playbook, playbook.rules())
    }

    /// The same of those that name a contact, and perhaps others.
    ///
    /// # Errors
    /// As [`Policy::rules`].
    pub fn rules_of_contacts(&self) -> Result<&[Rule], Failure> {
        let playbook = self.get()?;
        self.readable(playbook, playbook.rules_of_contacts())
    }

    fn readable<'p>(
        &self,
        playbook: &'p Playbook,
        read: Result<&'p [Rule], Vec<Problem>>,
    ) -> Result<&'p [Rule], Failure> {
        match read {
            Err(problems) if self.writes => {
                self.overlooked.get_or_init(|| problems);
                Ok(playbook.sound_rules())
            }
            read => Ok(read?),
        }
    }

    /// What is wrong with the rules that this command passed over.
    pub fn overlooked(&self) -> &[Problem] {
        self.overlooked.get().map_or(&[], Vec::as_slice)
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
        let playbook = match self.ahead.take() {
            Some(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic))?,
            None => load(&self.preset, &self.file)?,
        };
        Ok(self.read.get_or_init(|| playbook))
    }

    /// Lets another thread read the playbook and its rules, while the file is opened.
    pub fn ahead(&self) {
        if self.read.get().is_some() {
            return;
        }
        let (preset, file) = (self.preset.clone(), self.file.clone());
        self.ahead.set(Some(thread::spawn(move || {
            let playbook = load(&preset, &file)?;
            // What is wrong with them, whoever asks for them is told.
            let _ = playbook.rules();
            Ok(playbook)
        })));
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
        text_of(&self.file)
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

/// The playbook, with what the user's own file says over it.
fn load(preset: &str, file: &Path) -> Result<Playbook, Failure> {
    let own = text_of(file)?;
    let user = own.as_deref().map(|text| (file, text));
    Ok(Playbook::load(preset, user)?)
}

fn text_of(file: &Path) -> Result<Option<String>, Failure> {
    match std::fs::read_to_string(file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(anyhow::Error::new(error)
            .context(format!("{}", file.display()))
            .into()),
    }
}
