//! Markdown for documents and chats: the title, and a table that a person
//! reads. A sheet is a table of labels and answers for each of its groups.

use std::borrow::Cow;
use std::io::Write;

use super::month::{self, Month, WEEKDAYS};
use super::table::NONE;
use super::{Answer, Style, sanitise};
use crate::problem::Failure;
use crate::value::Cell;
use crate::view::{Column, Shape, View};
use crate::words::{Lang, Text, t};

/// Writes the tables with a blank line between.
pub fn write(answer: Answer<'_>, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    for (at, view) in answer.views.into_iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let title = view.title.to(style.tongue.lang);
        if !title.is_empty() {
            writeln!(out, "## {}\n", escaped(title))?;
        }
        match view.shape {
            Shape::Month if month::is_drawn(style) => drawn(view, style, out)?,
            Shape::List | Shape::Figures | Shape::Month => list(view, style, out)?,
            Shape::Sheet => sheet(view, style, out)?,
        }
    }
    if let Some(ending) = answer.ending {
        writeln!(out, "\n{}", escaped(ending.to(style.tongue.lang)))?;
    }
    Ok(())
}

fn list(view: View<'_>, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    let columns = view.columns;
    let mut first = true;
    view.rows.each(&mut |row| {
        if std::mem::take(&mut first) {
            heading(&columns, &row, style, out)?;
        }
        let cells = columns.iter().zip(&row);
        line(
            cells.map(|(column, cell)| column.shown(cell, &style.tongue)),
            out,
        )
    })?;
    none(first, style, out)
}

/// A week a row, and what is out of the ordinary below it.
fn drawn(view: View<'_>, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    let month = Month::of(view)?;
    let lang = style.tongue.lang;
    line(WEEKDAYS.iter().map(|day| day.to(lang)), out)?;
    line(WEEKDAYS.iter().map(|_| "---"), out)?;
    for week in month.weeks() {
        let cells = week.map(|day| day.map_or(String::new(), |day| day.marked(lang)));
        line(cells.iter().map(|cell| cell.trim_start()), out)?;
    }
    for (at, note) in month.notes(lang).into_iter().enumerate() {
        if at == 0 {
            writeln!(out)?;
        }
        writeln!(out, "- {}", escaped(&note.join(" ")))?;
    }
    Ok(())
}

fn none(empty: bool, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    match empty {
        true => Ok(writeln!(out, "{}", NONE.to(style.tongue.lang))?),
        false => Ok(()),
    }
}

/// Numbers stand flush right, as far as the first row tells.
fn heading(
    columns: &[Column],
    first: &[Cell],
    style: &Style,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let labels = columns.iter().map(|c| c.label.to(style.tongue.lang));
    line(labels.map(str::to_owned), out)?;
    let rules = first.iter().map(|cell| match cell.is_number() {
        true => "--:",
        false => "---",
    });
    line(rules.map(str::to_owned), out)
}

fn line(cells: impl Iterator<Item = impl AsRef<str>>, out: &mut dyn Write) -> Result<(), Failure> {
    write!(out, "|")?;
    for cell in cells {
        write!(out, " {} |", escaped(cell.as_ref()))?;
    }
    Ok(writeln!(out)?)
}

fn sheet(view: View<'_>, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    let columns = view.columns;
    let mut first = true;
    view.rows.each(&mut |row| {
        if !std::mem::take(&mut first) {
            writeln!(out)?;
        }
        record(&columns, &row, style, out)
    })?;
    none(first, style, out)
}

fn record(
    columns: &[Column],
    row: &[Cell],
    style: &Style,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let lang = style.tongue.lang;
    let heads = [t("Item", "项目"), t("Content", "内容")].map(|head| match (style.both, lang) {
        (false, lang) => head.to(lang).to_owned(),
        (true, Lang::En) => format!("{} {}", head.en, head.zh),
        (true, Lang::Zh) => format!("{} {}", head.zh, head.en),
    });
    let mut open: Option<Option<Text>> = None;
    for (column, cell) in columns.iter().zip(row) {
        let answer = cell.shown(&style.tongue);
        if answer.trim().is_empty() {
            continue;
        }
        if open != Some(column.group) {
            if open.is_some() {
                writeln!(out)?;
            }
            if let Some(group) = column.group {
                writeln!(out, "### {}\n", escaped(group.to(lang)))?;
            }
            line(heads.iter().cloned(), out)?;
            line(["---", "---"].map(str::to_owned).into_iter(), out)?;
            open = Some(column.group);
        }
        line([column.label.to(lang), &*answer].into_iter(), out)?;
    }
    Ok(())
}

/// The text as Markdown shows it: no markup, no HTML, no end of the cell.
pub fn escaped(text: &str) -> Cow<'_, str> {
    let text = match sanitise::lines(text) {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_end()),
        Cow::Owned(text) => Cow::Owned(text.trim_end().to_owned()),
    };
    if !text.contains(['\\', '|', '<', '[', '*', '`', '\n']) {
        return text;
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' => safe.push_str("<br>"),
            '\\' | '|' | '<' | '[' | '*' | '`' => safe.extend(['\\', c]),
            c => safe.push(c),
        }
    }
    Cow::Owned(safe)
}
