//! Lists and sheets as views that are held, to stand together in one document.

use crate::app::App;
use crate::form;
use crate::problem::Failure;
use crate::records::Record;
use crate::store::{Filter, Kept, List, Names, Shown};
use crate::value::Cell;
use crate::view::{Column, NUMBER, View};
use crate::words::{Say, Text};

/// The rows of a list that pass, at most so many: its columns `keys`, in their
/// order, or those that it shows unasked.
///
/// # Errors
/// When the file cannot be read.
pub fn held(
    app: &mut App<'_>,
    title: impl Into<Say>,
    list: &List,
    keys: &[&str],
    filter: &Filter,
    limit: Option<usize>,
) -> Result<View<'static>, Failure> {
    let codes = &app.policy.get()?.codes;
    let store = app.store.read()?;
    let shown: Vec<&Shown> = match keys.is_empty() {
        true => list.columns.iter().filter(|shown| !shown.extra).collect(),
        false => keys.iter().filter_map(|key| list.column(key)).collect(),
    };
    let mut names = Names::new(store, codes);
    let mut rows = Vec::new();
    store.list(list, &shown, filter, &[], limit, &mut |_, cells| {
        rows.push(names.all(cells)?);
        Ok(())
    })?;
    // What was named is shown, though a list would only on demand.
    let columns = shown.into_iter().map(|shown| Column {
        extra: false,
        ..super::column(list, shown)
    });
    let columns = columns.collect();
    Ok(View::list(title, columns, rows))
}

/// A record as its filled-in form, with `more` columns before the fields.
///
/// # Errors
/// When there is no such record, or it cannot be read.
pub fn sheet_of<F: Record>(
    app: &mut App<'_>,
    id: i64,
    title: Text,
    more: Vec<(Column, Cell)>,
) -> Result<View<'static>, Failure> {
    let codes = &app.policy.get()?.codes;
    let store = app.store.read()?;
    let kept: Kept<F> = store.get(id)?;
    let open = store.to_confirm(F::NOUN, id)?;
    let mut names = Names::new(store, codes);
    let mut columns = vec![NUMBER];
    let mut cells = vec![Cell::Line(kept.number.clone())];
    for (column, cell) in more {
        columns.push(column);
        cells.push(names.name(cell)?);
    }
    for (at, (field, cell)) in F::FIELDS.iter().zip(kept.record.cells()).enumerate() {
        columns.push(Column {
            group: form::group_at(F::FIELDS, at),
            ..Column::from(field)
        });
        cells.push(match open.contains(field.key) {
            true => Cell::ToConfirm,
            false => names.name(cell)?,
        });
    }
    Ok(View::sheet(title, columns, cells))
}
