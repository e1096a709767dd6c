//! A workbook for spreadsheets: a sheet a view, or a sheet a part of a report,
//! with real numbers and dates and drawings over them. Nothing in it is a
//! formula, and the same input gives the same bytes.

mod beside;
mod cells;
mod drawing;
pub(super) mod lines;
mod names;
mod page;
mod paper;
mod scale;

use std::io::Write;

use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use self::cells::{Formats, instant};
use self::names::Names;
use self::page::Page;
use super::{Answer, Style};
use crate::problem::{Failure, Problem};
use crate::say;
use crate::value::Cell;
use crate::view::{Column, Drawn, Rows, Shape, View};
use crate::words::t;

pub use self::cells::is_too_long;
pub use self::drawing::is_worth_drawing;

/// Writes the views, one sheet each.
pub fn write(answer: Answer<'_>, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    let (lang, zone) = (style.tongue.lang, style.tongue.zone);
    let mut book = Workbook::new();
    let mut about = DocProperties::new().set_author("kehu");
    if let Some(view) = answer.views.first() {
        about = about.set_title(cells::text(view.title.to(lang)));
    }
    if let Some(made) = instant(style.made.local(zone)) {
        about = about.set_creation_datetime(&made);
    }
    book.set_properties(&about);
    let formats = Formats::new(lang);
    let mut names = Names::default();
    for part in parts(answer.views) {
        sheet(&mut book, part, &mut names, &formats, style)?;
    }
    let bytes = book.save_to_buffer().map_err(failed)?;
    Ok(out.write_all(&bytes)?)
}

/// The views that stand on one sheet: those of one part of a report.
fn parts(views: Vec<View<'_>>) -> Vec<Vec<View<'_>>> {
    let mut parts: Vec<Vec<View<'_>>> = Vec::new();
    for view in views {
        let last = parts.last().and_then(|part| part.first());
        let same =
            last.is_some_and(|first| view.section.is_some() && view.section == first.section);
        match parts.last_mut().filter(|_| same) {
            Some(part) => part.push(view),
            None => parts.push(vec![view]),
        }
    }
    parts
}

fn sheet(
    book: &mut Workbook,
    part: Vec<View<'_>>,
    names: &mut Names,
    formats: &Formats,
    style: &Style,
) -> Result<(), Failure> {
    let lang = style.tongue.lang;
    let Some(first) = part.first() else {
        return Ok(());
    };
    let title = match first.section {
        Some(section) => section.to(lang).to_owned(),
        None => first.title.to(lang).to_owned(),
    };
    // Rows that are made one by one are written one by one: a list of any
    // length takes little memory. A drawing needs the others in reach.
    let sheet = match &first.rows {
        Rows::Streamed(_) => book.add_worksheet_with_low_memory().map_err(failed)?,
        Rows::Held(_) => book.add_worksheet(),
    };
    sheet.set_name(names.name(&title)).map_err(failed)?;
    let is_list = part.len() == 1 && first.section.is_none() && first.shape != Shape::Sheet;
    let titled = first.section.is_some();
    if style.paper {
        let mut form = paper::Form::new(sheet, formats, style);
        part.into_iter().try_for_each(|view| form.add(view))?;
        return form.finish();
    }
    let mut page = Page::new(sheet, is_list, formats, style);
    for view in part {
        if titled {
            page.title(view.title.to(lang))?;
        }
        table(&mut page, view)?;
    }
    page.finish(&title, titled)
}

fn table(page: &mut Page<'_>, view: View<'_>) -> Result<(), Failure> {
    match (view.shape, view.rows) {
        (Shape::Sheet, Rows::Held(rows)) if rows.len() == 1 => {
            let row = rows.into_iter().flatten();
            filled(page, view.columns.iter().zip(row))
        }
        (_, Rows::Held(mut rows)) => {
            let drawn = view
                .chart
                .and_then(|chart| chart.drawn(&view.columns, &rows));
            if let Some(drawn) = drawn.as_ref().filter(|drawn| drawn.over_time) {
                with_gaps(drawn, &mut rows);
            }
            let top = page.heading(&view.columns, rows.first().map_or(&[], Vec::as_slice))?;
            rows.iter().try_for_each(|row| page.row(row))?;
            if let Some(drawn) = drawn {
                let table = (view.columns.as_slice(), rows.as_slice());
                page.draw(top, &drawn, table, view.title.to(page.lang()));
            }
            Ok(())
        }
        (_, rows) => {
            page.heading(&view.columns, &[])?;
            rows.each(&mut |row| page.row(&row))
        }
    }
}

/// A line goes through zero where a cell says in words that there is nothing; it has a gap
/// where the cell is empty.
fn with_gaps(drawn: &Drawn, rows: &mut [Vec<Cell>]) {
    for row in rows {
        for &at in &drawn.values {
            if let Some(cell) = row.get_mut(at).filter(|cell| **cell == Cell::NoData) {
                *cell = Cell::Empty;
            }
        }
    }
}

/// A filled-in form: one answered field a row, under the headings it stands in.
fn filled<'c>(
    page: &mut Page<'_>,
    fields: impl Iterator<Item = (&'c Column, Cell)>,
) -> Result<(), Failure> {
    let heads = [
        Column::new("item", t("Item", "项目")),
        Column::new("content", t("Content", "内容")),
    ];
    page.heading(&heads, &[])?;
    let mut group = None;
    for (column, cell) in fields {
        if cell == Cell::Empty {
            continue;
        }
        if column.group != group {
            group = column.group;
            page.group(group)?;
        }
        page.row(&[Cell::Text(column.label), cell])?;
    }
    Ok(())
}

/// What the library would not take.
fn failed(error: XlsxError) -> Failure {
    match error {
        XlsxError::RowColumnLimitError => Problem::refused(say!(
            "a sheet holds 1,048,576 rows, and there are more",
            "一张工作表最多 1,048,576 行，记录数超出"
        ))
        .hint(say!(
            "narrow the list, or write it with -o csv",
            "请缩小筛选范围，或改用 -o csv"
        ))
        .into(),
        XlsxError::IoError(error) => error.into(),
        other => Failure::Other(anyhow::Error::new(other).context("writing the workbook")),
    }
}

#[cfg(test)]
mod tests;
