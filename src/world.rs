//! The machine as the program may see it: the clock, the environment, the
//! terminal and randomness, read once in `main` and handed in.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::ask::Ask;
use crate::problem::Failure;
use crate::render::pager::Pager;
use crate::settings::Settings;
use crate::value::Moment;
use crate::words::Lang;

/// Where standard output goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    Terminal,
    /// A regular file: `kehu … > file.csv`.
    File,
    Pipe,
}

/// What the environment says.
#[derive(Clone, Debug, Default)]
pub struct Env {
    /// `KEHU_LANG`.
    pub lang: Option<String>,
    /// `LC_ALL`, `LC_MESSAGES`, `LANG`.
    pub locale: Lang,
    /// `KEHU_NOW`.
    pub now: Option<String>,
    /// `KEHU_DB`.
    pub db: Option<PathBuf>,
    /// `KEHU_CONFIG`.
    pub config: Option<PathBuf>,
    /// Whether the terminal has letters of ASCII alone: by `LC_ALL`, `LC_CTYPE`, `LANG`,
    /// `TERM`.
    pub ascii: bool,
    /// `NO_COLOR`.
    pub no_color: bool,
    /// `KEHU_PAGER`, `PAGER`.
    pub pager: Option<String>,
    /// `KEHU_OPENER`, else what the platform opens files with.
    pub opener: Option<String>,
    /// Whether standard error is a terminal.
    pub watched: bool,
    /// Rows of the terminal, if standard output is one.
    pub rows: Option<u16>,
    /// Where data lives, by the platform's custom.
    pub data_dir: PathBuf,
    /// Where settings live, by the platform's custom.
    pub config_dir: PathBuf,
    /// Where files may lie that are made to be thrown away.
    pub temp_dir: PathBuf,
}

/// Whether to draw with letters of ASCII: where the locale was set to another charset than
/// UTF-8 (`C`, `zh_CN.GBK`), and on terminals that have no letters to draw with. Where
/// nobody set a locale nothing speaks against UTF-8, in which everything else is written.
pub fn draws_in_ascii(locale: Option<&str>, term: Option<&str>) -> bool {
    let is_utf8 = |locale: &str| {
        let locale = locale.to_ascii_lowercase().replace('-', "");
        locale.contains("utf8")
    };
    locale.is_some_and(|locale| !is_utf8(locale)) || matches!(term, Some("dumb" | "linux"))
}

/// Everything outside the program.
pub struct World<'w> {
    pub now: Moment,
    /// Random bits, for the ids of a file made now.
    pub seed: u32,
    /// How many threads the machine carries out at once.
    pub processors: usize,
    pub env: Env,
    pub stdout: Stream,
    /// Columns of the terminal, if standard output is one.
    pub width: Option<u16>,
    /// The same of standard error, where hints and errors go.
    pub err_width: Option<u16>,
    /// Which terminal this is, fit for a file name.
    pub session: String,
    /// Whoever answers questions, if anybody can.
    pub ask: Option<&'w mut (dyn Ask + 'w)>,
    pub stdin: Box<dyn Read + 'w>,
}

impl World<'_> {
    /// The settings file.
    pub fn config_file(&self, given: Option<&str>) -> PathBuf {
        given
            .map(PathBuf::from)
            .or_else(|| self.env.config.clone())
            .unwrap_or_else(|| self.env.config_dir.join("config.toml"))
    }

    /// The user's own playbook stands beside the settings.
    pub fn playbook_file(&self, given: Option<&str>) -> PathBuf {
        self.config_file(given).with_file_name("playbook.toml")
    }

    /// What the settings file says; nothing if there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn settings(&self, given: Option<&str>) -> Result<Settings, Failure> {
        let file = self.config_file(given);
        match std::fs::read_to_string(&file) {
            Ok(text) => Settings::parse(&text, &file),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Settings::default()),
            Err(error) => Err(anyhow::Error::new(error)
                .context(format!("{}", file.display()))
                .into()),
        }
    }

    /// The data file.
    pub fn database(&self, given: Option<&str>, set: Option<&Path>) -> PathBuf {
        given
            .map(PathBuf::from)
            .or_else(|| self.env.db.clone())
            .or_else(|| set.map(Path::to_path_buf))
            .unwrap_or_else(|| self.env.data_dir.join("kehu.db"))
    }

    /// What shows answers that are taller than the terminal.
    pub fn pager(&self) -> Option<Pager> {
        let rows = self.env.rows.filter(|_| self.stdout == Stream::Terminal)?;
        Some(Pager::new(self.env.pager.clone(), rows))
    }

    /// Whether to colour answers.
    pub fn color(&self, wanted: Option<&str>) -> bool {
        match wanted {
            Some("always") => true,
            Some("never") => false,
            _ => self.stdout == Stream::Terminal && !self.env.no_color,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::draws_in_ascii;

    #[test]
    fn a_locale_without_utf8_and_a_terminal_without_letters_draw_in_ascii() {
        for locale in ["C", "POSIX", "zh_CN.GB18030", "zh_CN", "en_US.ISO-8859-1"] {
            assert!(draws_in_ascii(Some(locale), None), "{locale}");
        }
        for locale in ["C.UTF-8", "zh_CN.utf8", "en_US.UTF-8@euro", "UTF-8"] {
            assert!(!draws_in_ascii(Some(locale), Some("xterm")), "{locale}");
        }
        assert!(!draws_in_ascii(None, None));
        assert!(draws_in_ascii(Some("C.UTF-8"), Some("linux")));
        assert!(draws_in_ascii(None, Some("dumb")));
    }
}
