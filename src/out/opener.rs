//! Whatever shows a file to the person at the machine: the system's own opener, or the
//! one that `KEHU_OPENER` names. It is started directly, never through a shell, so that
//! no name of a file is ever a command.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// The program, and words that stand before the file: `gio open`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opener(String);

/// Endings of what a system's opener would run instead of showing it.
const PROGRAMS: &[&str] = &[
    "app",
    "appimage",
    "application",
    "bat",
    "bin",
    "cmd",
    "com",
    "command",
    "cpl",
    "desktop",
    "exe",
    "gadget",
    "hta",
    "inf",
    "jar",
    "js",
    "jse",
    "lnk",
    "msc",
    "msi",
    "msp",
    "pif",
    "pl",
    "ps1",
    "py",
    "rb",
    "reg",
    "run",
    "scf",
    "scr",
    "sh",
    "url",
    "vb",
    "vbe",
    "vbs",
    "webloc",
    "workflow",
    "ws",
    "wsf",
    "wsh",
];

impl Opener {
    pub fn new(words: String) -> Self {
        Opener(words)
    }

    /// Whether a file with this ending is shown rather than run.
    pub fn shows(ending: &str) -> bool {
        !PROGRAMS.contains(&ending)
    }

    /// Starts it with the file, and does not wait.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn open(&self, file: &Path) -> io::Result<()> {
        let mut words = self.0.split_whitespace();
        let program = words.next().unwrap_or_default();
        Command::new(program)
            .args(words)
            .arg(file)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        Ok(())
    }

    pub fn name(&self) -> &str {
        &self.0
    }
}
