//! Lines of free text by rustyline. What is half typed when Ctrl-C ends a line is
//! handed on, never lost.

use std::cell::RefCell;
use std::io;

use rustyline::completion::Completer;
use rustyline::config::{Behavior, BellStyle, Config};
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::MemHistory;
use rustyline::validate::Validator;
use rustyline::{Context, Helper};

use super::super::HalfTyped;

/// A line that can be edited, and is not remembered.
pub type LineReader = rustyline::Editor<Typed, MemHistory>;

/// What stands in the line while it is edited: rustyline gives up the text of
/// a line that Ctrl-C ends, and shows it to a hinter at every change.
#[derive(Default)]
pub struct Typed(pub RefCell<String>);

impl Hinter for Typed {
    type Hint = String;

    fn hint(&self, line: &str, _: usize, _: &Context<'_>) -> Option<String> {
        line.clone_into(&mut self.0.borrow_mut());
        None
    }
}

impl Completer for Typed {
    type Candidate = String;
}

impl Highlighter for Typed {}

impl Validator for Typed {}

impl Helper for Typed {}

/// One for a terminal; not asked for before the first question.
pub fn line_reader() -> io::Result<LineReader> {
    let config = Config::builder()
        .behavior(Behavior::PreferTerm)
        .bell_style(BellStyle::None)
        .auto_add_history(false)
        .build();
    let reader = LineReader::with_history(config, MemHistory::new());
    let mut reader = reader.map_err(stop_or_fail)?;
    reader.set_helper(Some(Typed::default()));
    Ok(reader)
}

/// A text of several lines that was stopped in one of them, whole.
pub fn with_lines<'l>(
    error: io::Error,
    before: &[String],
    after: impl Iterator<Item = &'l str>,
) -> io::Error {
    if error.kind() != io::ErrorKind::Interrupted {
        return error;
    }
    let mut lines = before.to_vec();
    lines.extend(HalfTyped::of(&error).map(str::to_owned));
    lines.extend(after.map(str::to_owned));
    let text = lines.join("\n");
    io::Error::new(io::ErrorKind::Interrupted, HalfTyped(text))
}

/// Ctrl-C and the end of input stop the conversation; the rest has failed.
pub fn stop_or_fail(error: ReadlineError) -> io::Error {
    match error {
        ReadlineError::Eof | ReadlineError::Interrupted => io::ErrorKind::Interrupted.into(),
        ReadlineError::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            io::ErrorKind::Interrupted.into()
        }
        ReadlineError::Io(error) => error,
        error => io::Error::other(error.to_string()),
    }
}
