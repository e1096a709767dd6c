//! A filled-in form: one field a line, empty ones left out, long answers
//! wrapped under themselves. Lists look so too where a terminal is very narrow.

use std::io::Write;

use super::measure::{cut, pad, width, wrap};
use super::paint::Paint;
use super::table::{NONE, room, say};
use super::{Style, letters, sanitise};
use crate::problem::Failure;
use crate::value::Cell;
use crate::view::{Column, Shape, View};
use crate::words::Text;

/// Spaces between a label and its answer, and before what stands in a group.
const GAP: usize = 2;

/// Writes every row as a sheet, with a blank line between two.
pub fn write(view: View<'_>, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    let (columns, shape) = (view.columns, view.shape);
    let mut first = true;
    view.rows.each(&mut |row| {
        if !std::mem::take(&mut first) {
            writeln!(out)?;
        }
        let lines = filled(&columns, &row, shape, style);
        record(&lines, style, out)
    })?;
    match first {
        true => say(NONE.to(style.tongue.lang), Paint::Dim, style, out),
        false => Ok(()),
    }
}

/// One answered field.
struct Line {
    group: Option<Text>,
    label: String,
    answer: String,
}

fn filled(columns: &[Column], row: &[Cell], shape: Shape, style: &Style) -> Vec<Line> {
    columns
        .iter()
        .zip(row)
        .map(|(column, cell)| Line {
            group: column.group.filter(|_| shape == Shape::Sheet),
            label: sanitise::line(column.label.to(style.tongue.lang)).into(),
            answer: answer(column, cell, style),
        })
        .filter(|line| !line.answer.trim().is_empty())
        .collect()
}

fn answer(column: &Column, cell: &Cell, style: &Style) -> String {
    let shown = column.shown(cell, &style.tongue);
    let answer = sanitise::lines(&shown).trim_end().to_owned();
    match (style.ascii, cell) {
        (true, Cell::Line(_)) => letters::in_ascii(answer.into()).into_owned(),
        _ => answer,
    }
}

fn record(lines: &[Line], style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    let indent = match lines.iter().any(|line| line.group.is_some()) {
        true => GAP,
        false => 0,
    };
    let labels = lines.iter().map(|line| width(&line.label)).max();
    // Labels take half of a terminal at most.
    let labels = match (labels.unwrap_or(0), room(style)) {
        (wide, Some(room)) => wide.min(room.saturating_sub(indent + GAP) / 2),
        (wide, None) => wide,
    };
    let mut group = None;
    for (at, line) in lines.iter().enumerate() {
        if line.group != group {
            group = line.group;
            heading(group, at > 0, style, out)?;
        }
        let indent_label = if line.group.is_some() { indent } else { 0 };
        field(line, indent_label, indent + labels, style, out)?;
    }
    Ok(())
}

fn heading(
    group: Option<Text>,
    apart: bool,
    style: &Style,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if apart {
        writeln!(out)?;
    }
    match group {
        None => Ok(()),
        Some(group) => {
            let group = sanitise::line(group.to(style.tongue.lang));
            say(&group, Paint::Bold, style, out)
        }
    }
}

/// Writes a label in the columns from `indent` to `to`, and its answer beside.
fn field(
    line: &Line,
    indent: usize,
    to: usize,
    style: &Style,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let label = match style.width {
        Some(_) => cut(&line.label, to.saturating_sub(indent)),
        None => line.label.as_str().into(),
    };
    let mut start = " ".repeat(indent);
    start.push_str(&Paint::Dim.on(&label, style.color));
    let mut rest = String::new();
    pad(
        &mut rest,
        "",
        (to + GAP).saturating_sub(indent + width(&label)),
        false,
    );
    start.push_str(&rest);
    let hanging = " ".repeat(to + GAP);
    let space = room(style).map(|room| room.saturating_sub(to + GAP).max(2));
    for (at, text) in wrap(&line.answer, space).into_iter().enumerate() {
        let before = if at == 0 { &start } else { &hanging };
        writeln!(out, "{}", format!("{before}{text}").trim_end())?;
    }
    Ok(())
}
