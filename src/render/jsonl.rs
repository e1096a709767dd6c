//! JSON, one object a line; in a report each under the key of its table:
//! `{"tickets":{…}}`.

use std::io::Write;

use super::json::{Object, compact};
use super::{Answer, Style};
use crate::problem::Failure;

/// Writes the rows as they come.
pub fn write(answer: Answer<'_>, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    let report = answer.report;
    for view in answer.views {
        let (columns, key) = (view.columns, view.key);
        view.rows.each(&mut |row| {
            let object = Object {
                columns: &columns,
                row: &row,
                style,
            };
            match report {
                true => compact(&std::collections::BTreeMap::from([(key, object)]), out),
                false => compact(&object, out),
            }
        })?;
    }
    Ok(())
}
