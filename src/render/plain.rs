//! Tab-separated codes, a row a line and no heading: for `cut`, `awk` and
//! `while read`. Tabs and line breaks in a cell become spaces.

use std::io::Write;

use super::{Answer, Style, sanitise};
use crate::problem::Failure;

/// Writes the rows; a blank line parts the tables of a report.
pub fn write(answer: Answer<'_>, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    for (at, view) in answer.views.into_iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        view.rows.each(&mut |row| {
            for (at, cell) in row.iter().enumerate() {
                let tab = if at > 0 { "\t" } else { "" };
                let code = cell.code(style.tongue.zone);
                write!(out, "{tab}{}", sanitise::flat(&code))?;
            }
            Ok(writeln!(out)?)
        })?;
    }
    Ok(())
}
