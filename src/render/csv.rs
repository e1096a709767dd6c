//! Comma-separated codes under the keys of the columns: what `import` takes
//! back, and what a spreadsheet opens without calculating any of it.

use std::borrow::Cow;
use std::io::Write;

use super::{Answer, Style, sanitise};
use crate::exchange::formula::quote_formula;
use crate::problem::Failure;
use crate::value::Cell;

/// Tells a spreadsheet that the file is UTF-8.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// Writes the tables; in a report a blank line parts them, and each stands
/// under a line with its key.
pub fn write(answer: Answer<'_>, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    if style.bom {
        out.write_all(BOM)?;
    }
    for (at, view) in answer.views.into_iter().enumerate() {
        if answer.report {
            let blank = if at > 0 { "\n" } else { "" };
            writeln!(out, "{blank}{}", view.key)?;
        }
        let mut file = ::csv::WriterBuilder::new().from_writer(&mut *out);
        let keys = view.columns.iter().map(|column| column.key);
        file.write_record(keys).map_err(failed)?;
        view.rows.each(&mut |row| {
            for cell in &row {
                file.write_field(&*code(cell, style)).map_err(failed)?;
            }
            file.write_record(None::<&[u8]>).map_err(failed)
        })?;
        file.flush()?;
    }
    Ok(())
}

/// What the program itself formed, such as a number or a day, stays as it is;
/// what came from outside is kept from being a formula. A phone with `+86` is
/// text to a spreadsheet, so it is quoted too.
fn code<'c>(cell: &'c Cell, style: &Style) -> Cow<'c, str> {
    let code = cell.code(style.tongue.zone);
    match cell {
        Cell::Whole(_)
        | Cell::Number(..)
        | Cell::Percent(_)
        | Cell::Minutes(_)
        | Cell::Size(_)
        | Cell::Money(_)
        | Cell::MoneyRange(_)
        | Cell::Headcount(_)
        | Cell::Day(_)
        | Cell::Moment(_)
        | Cell::Span(_)
        | Cell::Annual(_) => code,
        _ => sanitise::passed(sanitise::passed(code, sanitise::file), quote_formula),
    }
}

/// A closed pipe must stay recognisable.
fn failed(error: ::csv::Error) -> Failure {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error.into(),
        other => Failure::Other(anyhow::anyhow!("writing CSV: {other:?}")),
    }
}
