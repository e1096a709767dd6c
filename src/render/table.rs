//! For people. A list is columns without a frame, fitted to the terminal; at
//! most the first rows are held to learn how wide they are, whatever comes
//! after is written as it comes.

mod drawn;
mod seen;

use std::borrow::Cow;
use std::io::Write;

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Width, presets};

use self::seen::{Said, Seen, Year};
use super::layout::{self, Fit, GAP, Wish};
use super::measure::{cut, longest_word, pad, spaces, width, wrap};
use super::paint::Paint;
use super::{Answer, Style, month, sanitise, sheet};
use crate::problem::Failure;
use crate::say;
use crate::value::Cell;
use crate::view::{Column, NUMBER, Rank, Rows, Shape, View};
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

/// Bytes of a usual line.
const LINE: usize = 256;

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
            Shape::List | Shape::Figures | Shape::Month if narrow => {
                sheet::write(view, style, out)?
            }
            Shape::Month if month::is_drawn(style) => month::write(view, style, out)?,
            Shape::List | Shape::Figures | Shape::Month => drawn_list(view, style, out)?,
        }
    }
    if let Some(ending) = answer.ending {
        writeln!(out)?;
        let ending = sanitise::line(ending.to(style.tongue.lang));
        say(&ending, Paint::Dim, style, out)?;
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

/// A list, and its drawing below it.
fn drawn_list(view: View<'_>, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    let drawn = drawn::of(view, style);
    list(drawn.list, style, out)?;
    if let Some(below) = drawn.below {
        writeln!(out)?;
        list(below, style, out)?;
    }
    match drawn.legend {
        Some(legend) => say(legend.to(style.tongue.lang), Paint::Dim, style, out),
        None => Ok(()),
    }
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

struct Printer<'p> {
    columns: &'p [Column],
    style: &'p Style,
    out: &'p mut dyn Write,
    labels: Vec<String>,
    seen: Vec<Seen>,
    /// The year of every moment in the sample, where it is one.
    year: Year,
    /// Rows held until the widths are known: this many at most.
    sample: usize,
    held: Vec<Vec<Said<'static>>>,
    /// Known once the sample is full.
    fit: Option<Fit>,
}

impl<'p> Printer<'p> {
    fn new(columns: &'p [Column], sample: usize, style: &'p Style, out: &'p mut dyn Write) -> Self {
        let label = |column: &Column| sanitise::line(column.label.to(style.tongue.lang)).into();
        Printer {
            labels: columns.iter().map(label).collect(),
            seen: vec![Seen::NOTHING; columns.len()],
            year: Year::Unknown,
            columns,
            style,
            out,
            sample,
            held: Vec::new(),
            fit: None,
        }
    }

    fn add(&mut self, row: &[Cell]) -> Result<(), Failure> {
        let style = self.style;
        let said = self.columns.iter().zip(row);
        let said: Vec<_> = said
            .map(|(column, cell)| Said::of(column, cell, style))
            .collect();
        if let Some(fit) = &self.fit {
            let line = self.laid_out(&self.cells(&said, fit), fit);
            return Ok(writeln!(self.out, "{line}")?);
        }
        let cells = self.columns.iter().zip(row).zip(&said);
        for (((column, cell), said), seen) in cells.zip(&mut self.seen) {
            seen.learn(column, cell, said);
            if said.is_moment {
                self.year = self.year.and(Year::of(&said.text));
            }
        }
        self.held.push(said.into_iter().map(Said::held).collect());
        match self.held.len() > self.sample {
            true => self.begin(),
            false => Ok(()),
        }
    }

    fn is_right(&self, at: usize) -> bool {
        matches!(self.seen.get(at), Some(seen) if seen.answered && seen.numbers)
    }

    fn fitted(&self) -> Fit {
        let labels = self.labels.iter().zip(&self.seen);
        let mut wishes: Vec<Wish> = labels
            .map(|(label, seen)| seen.wish(width(label), longest_word(label)))
            .collect();
        // The number and the name, or whose it is, where it has none.
        let mut seen = self.seen.iter().zip(self.columns);
        let said = self.columns.iter().any(|it| it.rank == Some(Rank::Main));
        let first = seen
            .position(|(seen, column)| seen.free && column.key != NUMBER.key)
            .filter(|_| !said);
        for (at, (wish, column)) in wishes.iter_mut().zip(self.columns).enumerate() {
            if column.key == NUMBER.key || column.key == "name" || Some(at) == first {
                wish.rank = Rank::Main;
            }
            wish.rank = column.rank.unwrap_or(wish.rank);
            if !matches!(self.year, Year::One(_)) {
                wish.brief = wish.cells;
            }
        }
        layout::fit(&wishes, room(self.style))
    }

    /// The sample is full: writes it, and from now on every row as it comes.
    fn begin(&mut self) -> Result<(), Failure> {
        let mut fit = self.fitted();
        // Rows to come may be longer: the last column has the rest of the line.
        let used = layout::taken(&fit.widths());
        let free = room(self.style).map_or(0, |room| room.saturating_sub(used));
        if let Some((at, width)) = fit.columns.last_mut()
            && !self.is_right(*at)
        {
            *width += free;
        }
        let heading = self.laid_out(&self.headings(&fit), &fit);
        self.heading(&heading)?;
        for row in std::mem::take(&mut self.held) {
            let line = self.laid_out(&self.cells(&row, &fit), &fit);
            writeln!(self.out, "{line}")?;
        }
        self.fit = Some(fit);
        Ok(())
    }

    fn heading(&mut self, line: &str) -> Result<(), Failure> {
        let line = Paint::Bold.on(line, self.style.color);
        Ok(writeln!(self.out, "{line}")?)
    }

    fn headings<'t>(&'t self, fit: &Fit) -> Vec<Cow<'t, str>> {
        let label = |(at, to): &(usize, usize)| {
            let label = self.labels.get(*at).map_or("", String::as_str);
            self.fit_cell(label, *to)
        };
        fit.columns.iter().map(label).collect()
    }

    /// The same over a view that is held whole: they go on in further lines, and are
    /// cut only where a word of them is too long.
    fn headings_wrapped<'t>(&'t self, fit: &Fit) -> Vec<Cow<'t, str>> {
        let mut headings = self.headings(fit);
        for (heading, &(at, to)) in headings.iter_mut().zip(&fit.columns) {
            let label = self.labels.get(at).map_or("", String::as_str);
            if self.style.width.is_some() && longest_word(label) <= to {
                *heading = wrap(label, Some(to)).join("\n").into();
            }
        }
        headings
    }

    /// What is shown of a row, cut to the columns.
    fn cells<'t>(&self, row: &'t [Said<'_>], fit: &Fit) -> Vec<Cow<'t, str>> {
        let cell = |(at, to): &(usize, usize)| match row.get(*at) {
            None => "".into(),
            Some(said) if fit.is_brief && said.is_moment => {
                self.fit_cell(self.brief(&said.text), *to)
            }
            Some(said) => self.fit_cell(&said.text, *to),
        };
        fit.columns.iter().map(cell).collect()
    }

    /// The same, where a text may go on in further lines.
    fn wrapped<'t>(&self, row: &'t [Said<'_>], fit: &Fit) -> Vec<Cow<'t, str>> {
        let mut cells = self.cells(row, fit);
        for (cell, &(at, to)) in cells.iter_mut().zip(&fit.columns) {
            let wraps = self.columns.get(at).is_some_and(|column| column.wraps);
            if let Some(said) = row.get(at).filter(|_| wraps && self.style.width.is_some()) {
                *cell = wrap(&said.text, Some(to)).join("\n").into();
            }
        }
        cells
    }

    /// A moment without its year; the day alone where the year is another.
    fn brief<'t>(&self, text: &'t str) -> &'t str {
        let part = match (self.year, Year::of(text)) {
            (Year::One(year), Year::One(own)) if year == own => text.get(5..),
            (Year::One(_), _) => text.get(..10),
            _ => None,
        };
        part.unwrap_or(text)
    }

    fn laid_out(&self, row: &[Cow<'_, str>], fit: &Fit) -> String {
        let mut line = String::with_capacity(LINE);
        for (nth, (text, &(at, to))) in row.iter().zip(&fit.columns).enumerate() {
            if nth > 0 {
                spaces(&mut line, GAP);
            }
            pad(&mut line, text, to, self.is_right(at));
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
        if self.fit.is_none() {
            if self.held.is_empty() {
                let none = NONE.to(self.style.tongue.lang);
                return say(none, Paint::Dim, self.style, self.out);
            }
            let fit = self.fitted();
            match fit.columns.iter().all(|(_, width)| *width < WIDE) {
                true => self.whole(&fit)?,
                false => self.begin()?,
            }
            self.fit = Some(fit);
        }
        let left_out = self.fit.as_ref().map(|fit| fit.left_out.clone());
        self.footnote(&left_out.unwrap_or_default())
    }

    /// Writes a view that was held as a whole.
    fn whole(&mut self, fit: &Fit) -> Result<(), Failure> {
        let mut table = comfy_table::Table::new();
        table
            .load_style(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Disabled);
        let headings = self.headings_wrapped(fit);
        let tall = headings.iter().map(|label| label.lines().count()).max();
        table.set_header(headings);
        table.add_rows(self.held.iter().map(|row| self.wrapped(row, fit)));
        for (nth, column) in table.column_iter_mut().enumerate() {
            let gap = if nth == 0 { 0 } else { GAP };
            let (at, to) = fit.columns.get(nth).copied().unwrap_or_default();
            let to = u16::try_from(to + gap).unwrap_or(u16::MAX);
            column.set_padding((u16::try_from(gap).unwrap_or_default(), 0));
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(to)));
            if self.is_right(at) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        for (at, line) in table.lines().enumerate() {
            match at < tall.unwrap_or(1) {
                true => self.heading(line.trim_end())?,
                false => writeln!(self.out, "{}", line.trim_end())?,
            }
        }
        Ok(())
    }

    /// Says which columns there was no room for.
    fn footnote(&mut self, left_out: &[usize]) -> Result<(), Failure> {
        // Periods go from the oldest on: the first and the last of them say it all.
        let is_older = |at: &&usize| {
            let column = self.columns.get(**at);
            column.is_some_and(|column| matches!(column.rank, Some(Rank::Older(_))))
        };
        let label = |at: &usize| self.labels.get(*at).map_or("", String::as_str);
        let (older, others): (Vec<&usize>, Vec<&usize>) = left_out.iter().partition(is_older);
        let mut named: Vec<String> = match older[..] {
            [first, _, .., last] => vec![format!("{} – {}", label(first), label(last))],
            _ => older.into_iter().map(|at| label(at).to_owned()).collect(),
        };
        named.extend(others.into_iter().map(|at| label(at).to_owned()));
        if named.is_empty() {
            return Ok(());
        }
        let (en, zh) = (named.join(", "), named.join("、"));
        let note = say!(
            "no room for: {en}; choose columns with --fields",
            "宽度不够，未显示：{zh}；可用 --fields 选列"
        );
        let note = note.to(self.style.tongue.lang);
        say(note, Paint::Dim, self.style, self.out)
    }
}
