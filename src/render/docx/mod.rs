//! A document of a word processor.

use std::io::Write;

use super::{Answer, Style};
use crate::problem::Failure;

/// Writes the views.
pub fn write(_answer: Answer<'_>, _style: &Style, _out: &mut dyn Write) -> Result<(), Failure> {
    Ok(())
}
