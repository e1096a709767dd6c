//! A form as a conversation: what the draft lacks is asked for, one question
//! at a time.
//!
//! [`fill`] decides what to ask and knows no terminal; an [`Ask`] puts one
//! question and knows no form. Ctrl-C or Ctrl-D at any question comes back as
//! [`io::ErrorKind::Interrupted`], with every earlier answer in the draft, and
//! what was being typed.

mod choosable;
mod fill;
mod keyboard;
mod list;
mod script;
mod terminal;

use std::io;

pub use choosable::Choosable;
pub use fill::{Plan, fill};
pub use keyboard::Held;
pub use script::Script;
pub use terminal::Terminal;

use crate::form::Draft;
use crate::problem::Problem;
use crate::value::Reading;
use crate::words::Lang;

/// What begins a heading among the questions.
const HEADING: &str = "── ";

/// The same on a terminal that has letters of ASCII alone.
const PLAIN_HEADING: &str = "-- ";

/// Says what is wrong with a typed answer, already in the user's language.
pub type Check<'a> = dyn Fn(&str) -> Result<(), String> + 'a;

/// What the answers of a draft together break, once it is whole; else what it lacks.
pub type Judge<'a> = dyn Fn(&Draft, &Reading<'_>) -> Result<Vec<Problem>, Vec<Problem>> + 'a;

/// What an empty answer means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Empty {
    /// Nothing: the question is asked again.
    Refused,
    /// The question is left unanswered.
    #[default]
    Skips,
    /// The customer may not have said yet: 待确认 is offered (R132).
    ToConfirm,
    /// This very moment is the answer.
    Now,
}

/// One question, in the user's language.
#[derive(Clone, Copy, Debug, Default)]
pub struct Question<'a> {
    pub label: &'a str,
    pub help: Option<&'a str>,
    pub example: &'a str,
    /// What already stands in the answer, to be corrected.
    pub initial: &'a str,
    pub empty: Empty,
    /// What Enter does, where `empty` does not say it all.
    pub enter: &'a str,
    /// How far the conversation has come: "3/33".
    pub place: &'a str,
    /// A lone [`END`] is an answer: it ends the conversation.
    pub ends: bool,
}

/// The answer that ends a conversation before its last question; `.` does too.
pub const END: &str = "。";

pub(crate) fn is_end(text: &str) -> bool {
    matches!(text.trim(), END | "." | "．")
}

/// What was typed when Ctrl-C was pressed, inside an
/// [`io::ErrorKind::Interrupted`].
#[derive(Debug)]
pub struct HalfTyped(pub String);

impl HalfTyped {
    /// The text that an interrupted question was left with.
    pub fn of(error: &io::Error) -> Option<&str> {
        let half = error.get_ref()?.downcast_ref::<HalfTyped>()?;
        Some(half.0.as_str()).filter(|text| !text.trim().is_empty())
    }
}

impl std::fmt::Display for HalfTyped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("interrupted")
    }
}

impl std::error::Error for HalfTyped {}

/// Somebody who can be asked: a person at a terminal, or a script.
///
/// # Errors
/// Every question ends in [`io::ErrorKind::Interrupted`] when whoever is asked
/// wants to stop, and in other errors when the terminal fails.
pub trait Ask {
    /// Speaks `lang` from now on.
    fn speak(&mut self, _lang: Lang) {}

    /// Several questions follow: Ctrl-C between two of them is to stop the
    /// next one, not the program.
    fn begin(&mut self) {}

    /// The last of several questions is answered; Ctrl-C since then is told as
    /// at a question.
    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// One line of free text. While `check` finds it wrong, it is asked for
    /// again with the typed text still there to correct. Empty is an answer
    /// that `check` sees too.
    fn line(&mut self, question: &Question<'_>, check: &Check<'_>) -> io::Result<String>;

    /// Text of several lines, as [`Ask::line`].
    fn long(&mut self, question: &Question<'_>, check: &Check<'_>) -> io::Result<String>;

    /// One of `options`, by its position; `default` is what Enter takes.
    /// `None` is an empty answer, never given where those are
    /// [`Empty::Refused`].
    fn pick(
        &mut self,
        question: &Question<'_>,
        options: &[Choosable],
        default: Option<usize>,
    ) -> io::Result<Option<usize>>;

    /// Any of `options`, by their positions in ascending order; `chosen` are
    /// marked from the start.
    fn pick_many(
        &mut self,
        question: &Question<'_>,
        options: &[Choosable],
        chosen: &[usize],
    ) -> io::Result<Vec<usize>>;

    /// Yes or no; `default` is what Enter takes.
    fn confirm(&mut self, text: &str, default: bool) -> io::Result<bool>;

    /// Says something in a low voice, between questions.
    fn aside(&mut self, text: &str) -> io::Result<()> {
        self.tell(text)
    }

    /// Shows a line between questions: a heading, what is wrong, a hint.
    fn tell(&mut self, text: &str) -> io::Result<()>;
}
