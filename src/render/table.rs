//! For people. A list is columns without a frame, fitted to the terminal; at
//! most the first rows are held to learn how wide they are, whatever comes
//! after is written as it comes.

use std::borrow::Cow;
use std::io::Write;

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Width, presets};

use super::layout::{self, GAP, Wish};
use super::measure::{cut, pad, spaces, width, wrap};
use super::paint::Paint;
use super::{Answer, Style, sanitise, sheet};
use crate::problem::Failure;
use crate::say;
use crate::value::Cell;
use crate::view::{Column, NUMBER, Rows, Shape, View};
use crate::words::{Text, t};

/// A view of up to so many rows is laid out by all of them.
const SMALL: usize = 500;

/// A streamed or larger one by its first.
const SAMPLE: usize = 200;

/// Cells wider than this, where no terminal limits them, are beyond what the
/// table library counts.
const WIDE: usize = 10_000;

/// Terminals narrower than this get one field a line, lists too.
const NARROW: usize = 30;

/// What a list without rows says.
pub const NONE: Text = t("(no records)", "（没有记录）");

/// Columns of the terminal; nothing can be laid out in fewer than eight.
pub fn room(style: &Style) -> Option<usize> {
    style.width.map(|width| usize::from(width).max(8))
}

/// Writes the tables, under their titles where a report has several.
pub fn write(answer: Answer<'_>, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    let titled = answer.report && answer.views.len() > 1;
    for (at, view) in answer.views.into_iter().enumerate() {
        if titled {
            if at > 0 {
                writeln!(out)?;
            }
            let title = sanitise::line(view.title.to(style.tongue.lang));
            say(&title, Paint::Bold, style, out)?;
        }
        let narrow = room(style).is_some_and(|room| room < NARROW);
        match view.shape {
            Shape::Sheet => sheet::write(view, style, out)?,
            Shape::List if narrow => sheet::write(view, style, out)?,
            Shape::List => list(view, style, out)?,
        }
    }
    Ok(())
}

/// Writes a line of the program's own, wrapped where it must be.
pub fn say(text: &str, paint: Paint, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    for line in wrap(text, room(style)) {
        writeln!(out, "{}", paint.on(line, style.color))?;
    }
    Ok(())
}

fn list(view: View<'_>, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    let sample = match &view.rows {
        Rows::Held(rows) if rows.len() <= SMALL => SMALL,
        _ => SAMPLE,
    };
    let mut printer = Printer::new(&view.columns, sample, style, out);
    view.rows.each(&mut |row| printer.add(&row))?;
    printer.finish()
}

/// What the sampled cells of one column have in common.
#[derive(Clone, Copy)]
struct Seen {
    widest: usize,
    /// Whether any of them says something.
    answered: bool,
    /// All that do are numbers: set flush right.
    numbers: bool,
    /// None that do is free text: never squeezed.
    solid: bool,
}

impl Seen {
    const NOTHING: Seen = Seen {
        widest: 0,
        answered: false,
        numbers: true,
        solid: true,
    };

    fn learn(&mut self, column: &Column, cell: &Cell, shown: &str) {
        self.widest = self.widest.max(width(shown));
        if !shown.is_empty() && *cell != Cell::ToConfirm {
            self.answered = true;
            self.numbers &= cell.is_number();
            self.solid &= column.key == NUMBER.key || !is_text(cell);
        }
    }
}

struct Printer<'p> {
    columns: &'p [Column],
    style: &'p Style,
    out: &'p mut dyn Write,
    labels: Vec<String>,
    seen: Vec<Seen>,
    /// Rows held until the widths are known: this many at most.
    sample: usize,
    held: Vec<Vec<String>>,
    /// Known once the sample is full.
    widths: Option<Vec<usize>>,
}

impl<'p> Printer<'p> {
    fn new(columns: &'p [Column], sample: usize, style: &'p Style, out: &'p mut dyn Write) -> Self {
        let label = |column: &Column| sanitise::line(column.label.to(style.tongue.lang)).into();
        Printer {
            labels: columns.iter().map(label).collect(),
            seen: vec![Seen::NOTHING; columns.len()],
            columns,
            style,
            out,
            sample,
            held: Vec::new(),
            widths: None,
        }
    }

    fn add(&mut self, row: &[Cell]) -> Result<(), Failure> {
        let shown: Vec<Cow<'_, str>> = row
            .iter()
            .map(|cell| sanitise::passed(cell.shown(&self.style.tongue), sanitise::line))
            .collect();
        if let Some(widths) = &self.widths {
            let line = self.laid_out(&shown, widths);
            return Ok(writeln!(self.out, "{line}")?);
        }
        let cells = self.columns.iter().zip(row).zip(&shown);
        for (((column, cell), text), seen) in cells.zip(&mut self.seen) {
            seen.learn(column, cell, text);
        }
        self.held
            .push(shown.into_iter().map(Cow::into_owned).collect());
        match self.held.len() > self.sample {
            true => self.begin(),
            false => Ok(()),
        }
    }

    fn is_right(&self, at: usize) -> bool {
        matches!(self.seen.get(at), Some(seen) if seen.answered && seen.numbers)
    }

    fn fitted(&self) -> Vec<usize> {
        let wishes: Vec<Wish> = self
            .labels
            .iter()
            .zip(&self.seen)
            .map(|(label, seen)| Wish {
                heading: width(label),
                cells: seen.widest,
                text: !(seen.answered && seen.solid),
            })
            .collect();
        layout::fit(&wishes, room(self.style))
    }

    /// The sample is full: writes it, and from now on every row as it comes.
    fn begin(&mut self) -> Result<(), Failure> {
        let mut widths = self.fitted();
        // Rows to come may be longer: the last column has the rest of the line.
        let free = room(self.style).map_or(0, |room| room.saturating_sub(layout::taken(&widths)));
        let last = widths.len().saturating_sub(1);
        if let Some(width) = widths.get_mut(last).filter(|_| !self.is_right(last)) {
            *width += free;
        }
        let heading = self.laid_out(&self.labels, &widths);
        self.heading(&heading)?;
        for row in std::mem::take(&mut self.held) {
            let line = self.laid_out(&row, &widths);
            writeln!(self.out, "{line}")?;
        }
        self.widths = Some(widths);
        Ok(())
    }

    fn heading(&mut self, line: &str) -> Result<(), Failure> {
        let line = Paint::Bold.on(line, self.style.color);
        Ok(writeln!(self.out, "{line}")?)
    }

    fn laid_out(&self, row: &[impl AsRef<str>], widths: &[usize]) -> String {
        // A Chinese character takes two columns and three bytes.
        let mut line = String::with_capacity(layout::taken(widths) * 2);
        for (at, (text, &to)) in row.iter().zip(widths).enumerate() {
            if at > 0 {
                spaces(&mut line, GAP);
            }
            pad(
                &mut line,
                &self.fit_cell(text.as_ref(), to),
                to,
                self.is_right(at),
            );
        }
        line.truncate(line.trim_end().len());
        line
    }

    /// Cut to the column, but only where there is a terminal to overrun.
    fn fit_cell<'t>(&self, text: &'t str, to: usize) -> Cow<'t, str> {
        match self.style.width {
            Some(_) => cut(text, to),
            None => text.into(),
        }
    }

    fn finish(mut self) -> Result<(), Failure> {
        if self.widths.is_none() {
            if self.held.is_empty() {
                let none = NONE.to(self.style.tongue.lang);
                return say(none, Paint::Dim, self.style, self.out);
            }
            let widths = self.fitted();
            match widths.iter().all(|&width| width < WIDE) {
                true => self.whole(&widths)?,
                false => self.begin()?,
            }
            self.widths = Some(widths);
        }
        let shown = self.widths.as_ref().map_or(0, Vec::len);
        self.footnote(shown)
    }

    /// Writes a view that was held as a whole.
    fn whole(&mut self, widths: &[usize]) -> Result<(), Failure> {
        let mut table = comfy_table::Table::new();
        table
            .load_style(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Disabled);
        let fitted = |row: &[String]| -> Vec<String> {
            row.iter()
                .zip(widths)
                .map(|(text, &to)| self.fit_cell(text, to).into_owned())
                .collect()
        };
        table.set_header(fitted(&self.labels));
        table.add_rows(self.held.iter().map(|row| fitted(row)));
        for (at, column) in table.column_iter_mut().enumerate() {
            let gap = if at == 0 { 0 } else { GAP };
            let to = widths.get(at).copied().unwrap_or_default() + gap;
            let to = u16::try_from(to).unwrap_or(u16::MAX);
            column.set_padding((u16::try_from(gap).unwrap_or_default(), 0));
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(to)));
            if self.is_right(at) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        for (at, line) in table.lines().enumerate() {
            match at {
                0 => self.heading(line.trim_end())?,
                _ => writeln!(self.out, "{}", line.trim_end())?,
            }
        }
        Ok(())
    }

    /// Says which columns there was no room for.
    fn footnote(&mut self, shown: usize) -> Result<(), Failure> {
        let left_out = self.labels.get(shown..).unwrap_or_default();
        if left_out.is_empty() {
            return Ok(());
        }
        let (en, zh) = (left_out.join(", "), left_out.join("、"));
        let note = say!(
            "no room for: {en}; choose columns with --fields",
            "宽度不够，未显示：{zh}；可用 --fields 选列"
        );
        let note = note.to(self.style.tongue.lang);
        say(note, Paint::Dim, self.style, self.out)
    }
}

/// Whether the cell still says something when it is cut.
fn is_text(cell: &Cell) -> bool {
    matches!(
        cell,
        Cell::Line(_)
            | Cell::Long(_)
            | Cell::Code(..)
            | Cell::Choice(_)
            | Cell::Choices(_)
            | Cell::Link(..)
            | Cell::Tags(_)
            | Cell::Text(_)
            | Cell::Email(_)
    )
}
