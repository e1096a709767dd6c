//! A word that a command needs: given on its line, or asked for where somebody can
//! answer.

use super::{App, stopped};
use crate::ask::{Empty, Question};
use crate::problem::{Failure, Problem};
use crate::words::{Say, Text};

/// What is needed, and how it is told that it is missing.
pub struct Needed {
    /// The question.
    pub label: Text,
    pub example: Text,
    /// What is said where nobody can answer, and what to type instead.
    pub missing: Say,
    pub hint: Say,
}

impl App<'_> {
    /// `given`, or the answer to a question; never empty.
    ///
    /// # Errors
    /// Exit 2 where nothing was given and nobody can answer; 130 where whoever is
    /// asked stops.
    pub fn said(&mut self, given: Option<&str>, needed: Needed) -> Result<String, Failure> {
        let given = given.map(str::trim).filter(|given| !given.is_empty());
        if let Some(given) = given {
            return Ok(given.to_owned());
        }
        let lang = self.lang;
        let Some(ask) = &mut self.ask else {
            return Err(Problem::usage(needed.missing).hint(needed.hint).into());
        };
        let question = Question {
            label: needed.label.to(lang),
            example: needed.example.to(lang),
            empty: Empty::Refused,
            ..Question::default()
        };
        let answer = ask.line(&question, &|_| Ok(())).map_err(stopped)?;
        Ok(answer.trim().to_owned())
    }
}
