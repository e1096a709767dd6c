//! Files from outside: bytes become text, text a sheet, the sheet's columns
//! the fields of a form. Nothing in a file is dropped without a word.

pub mod agenda;
pub mod bundle;
pub mod columns;
mod content;
pub mod csv;
pub mod forms;
pub mod formula;
pub mod masks;
pub mod sealed;
pub mod text;
pub mod values;
pub mod vcard;
pub mod xlsx;

use crate::problem::Problem;
use crate::say;
use crate::words::Say;

/// A table as a file holds it: texts, not yet checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    pub headers: Vec<String>,
    pub rows: Vec<Row>,
    /// What of the file was left out, or read as something else than it says.
    pub notes: Vec<Say>,
}

/// One row of a [`Sheet`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Where the row begins in the file, from 1, as an editor counts; in a
    /// workbook its row as a spreadsheet shows it.
    pub line: usize,
    pub cells: Vec<String>,
    /// Why the file's own format does not hold this row rightly.
    pub problem: Option<Problem>,
}

/// Reads `a=b,c=d`, as `--map` takes it.
fn pairs(flag: &'static str, text: &str) -> Result<Vec<(String, String)>, Problem> {
    text.split([',', '，', '\n'])
        .filter(|part| !part.trim().is_empty())
        .map(|part| pair(flag, part))
        .collect()
}

/// Reads `a=b`; the right side may be empty.
fn pair(flag: &'static str, text: &str) -> Result<(String, String), Problem> {
    match text.split_once(['=', '＝']) {
        Some((left, right)) => Ok((left.trim().to_owned(), right.trim().to_owned())),
        None => Err(Problem::usage(say!(
            "“{text}” is not of the form NAME=VALUE",
            "“{text}”应写成“名称=值”"
        ))
        .about(Say::same(flag))),
    }
}
