//! One call of a command: what was typed, and how it is to be carried out.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::Read;

use clap::ArgMatches;

use crate::app::{App, Filling};
use crate::field::Field;
use crate::form::{Draft, Form};
use crate::problem::Failure;
use crate::value::Kind;

/// The request: what was typed, and how it is to be carried out.
pub struct Call<'m> {
    pub matches: &'m ArgMatches,
    /// Go ahead without asking.
    pub yes: bool,
    /// Show what would be done, and do nothing.
    pub dry_run: bool,
    /// Standard input, where a `-` stands for it.
    pub stdin: RefCell<Box<dyn Read + 'm>>,
}

impl<'m> Call<'m> {
    /// A call that asks nobody and reads nothing besides its own words.
    pub fn alone(matches: &'m ArgMatches) -> Self {
        Call {
            matches,
            yes: true,
            dry_run: false,
            stdin: RefCell::new(Box::new(std::io::empty())),
        }
    }
}

impl Call<'_> {
    /// Whether a switch of this command is on.
    pub fn has(&self, switch: &str) -> bool {
        self.matches
            .try_get_one::<bool>(switch)
            .ok()
            .flatten()
            .copied()
            .unwrap_or(false)
    }

    /// How a form is filled in whose every field `--form` asks for: `command` goes on
    /// with it after Ctrl-C.
    pub fn filling<'a>(&self, command: &'a str) -> Filling<'a> {
        Filling {
            command,
            all: self.has("form"),
            ask: true,
            ..Filling::default()
        }
    }

    /// The filter of a list, as the line gives it.
    ///
    /// # Errors
    /// When an answer is none, or the file cannot be read.
    pub fn filter<F: Form>(&self, app: &mut App<'_>) -> Result<F, Failure> {
        let draft = self.draft(F::FIELDS)?;
        app.reading(|reading, _| Ok(draft.finish(reading, &BTreeSet::new())?))
    }

    /// What was typed for these fields. A long text of `-` is read from
    /// standard input.
    ///
    /// # Errors
    /// When standard input cannot be read.
    pub fn draft(&self, fields: &'static [Field]) -> Result<Draft, Failure> {
        let mut draft = crate::flags::draft(fields, self.matches);
        for field in fields {
            if field.kind == Kind::Long && draft.get(field.key) == Some("-") {
                let mut text = String::new();
                self.stdin.borrow_mut().read_to_string(&mut text)?;
                draft.set(field.key, text.trim_end());
            }
        }
        Ok(draft)
    }

    /// The text of an argument of this command.
    pub fn text(&self, arg: &str) -> Option<&str> {
        self.matches
            .try_get_one::<String>(arg)
            .ok()
            .flatten()
            .map(String::as_str)
    }

    /// All the texts of an argument that may be given several times.
    pub fn texts(&self, arg: &str) -> Vec<&str> {
        match self.matches.try_get_many::<String>(arg) {
            Ok(Some(texts)) => texts.map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }
}
