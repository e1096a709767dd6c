//! The settings file: language, playbook, database. Small, in TOML, edited by
//! `kehu config` or by hand.

use std::path::PathBuf;

use serde::Deserialize;

use crate::problem::{Failure, Problem};
use crate::say;
use crate::words::Lang;

/// What the settings file may say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// `en` or `zh`.
    pub lang: Option<String>,
    /// The preset, such as `standard`.
    pub playbook: Option<String>,
    /// The database, if not in its usual place.
    pub db: Option<PathBuf>,
    /// The file with the secret key, if not in its usual place.
    pub identity: Option<PathBuf>,
}

/// The keys of the file, with what they take: one list for `config` and errors.
pub const KEYS: &[&str] = &["lang", "playbook", "db", "identity"];

impl Settings {
    /// Reads the file's text.
    ///
    /// # Errors
    /// Names the line and the key that cannot be read.
    pub fn parse(text: &str, file: &std::path::Path) -> Result<Self, Failure> {
        toml::from_str(text).map_err(|error| {
            let file = file.display();
            let before = error.span().map_or("", |span| &text[..span.start]);
            let line = before.matches('\n').count() + 1;
            let typed = text.lines().nth(line - 1).unwrap_or_default();
            let what = error.message();
            Problem::usage(say!(
                "the settings file {file} cannot be read, line {line}: {what}",
                "设置文件 {file} 第 {line} 行无法读取：{typed}"
            ))
            .hint(say!(
                "it may say: lang, playbook, db, identity",
                "可用的键：lang、playbook、db、identity"
            ))
            .into()
        })
    }

    pub fn language(&self) -> Option<Lang> {
        self.lang.as_deref().and_then(Lang::parse)
    }
}
