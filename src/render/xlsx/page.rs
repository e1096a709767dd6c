//! One sheet of a workbook while it is written: rows from above to below, then
//! widths, what stays in sight, and how it is printed.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, IgnoreError, Worksheet};

use super::super::Style;
use super::super::measure::{cut, width};
use super::cells::{Formats, Kind, Written, text, written};
use super::drawing::{self, Drawing, pixels};
use super::failed;
use super::lines::Lines;
use crate::problem::Failure;
use crate::value::Cell;
use crate::view::{Column, Drawn, POINTS};
use crate::words::{Lang, Text};

/// Columns narrower or wider than this are hard to read.
const WIDTHS: (usize, usize) = (8, 60);

/// A label up to so wide is not broken.
const LABEL: usize = 20;

/// A4, as spreadsheets number sizes of paper.
pub const A4: u8 = 9;

/// What A4 holds upright at full size, in the same measure as the widths.
const UPRIGHT: usize = 95;

/// How high a line of text is, in points.
const LINE: f64 = 16.0;

/// No row is higher, in points.
const HIGHEST: f64 = 409.0;

/// What A4 holds upright, in pixels; across it is the other way round.
const PRINTED: (u32, u32) = (670, 960);

/// A sheet that would print smaller than so many hundredths upright is printed across.
const SMALL: u32 = 60;

/// The longest running title, in characters: 255 are allowed, `&` counts twice.
const RUNNING: usize = 100;

/// A sheet on its way.
pub struct Page<'p> {
    sheet: &'p mut Worksheet,
    formats: &'p Formats,
    style: &'p Style,
    next: u32,
    widths: Vec<usize>,
    /// Which columns of the table at hand hold differences.
    differences: Vec<bool>,
    drawings: Vec<Drawing>,
    /// Where each of several tables begins.
    tables: Vec<u32>,
    /// Whether it holds one table, whose columns then have formats.
    is_list: bool,
    /// What stands in each column of a list, as far as anything did.
    kinds: Vec<Option<Kind>>,
    /// What stands on a sheet that is no list, and may need further lines.
    lines: Lines,
}

impl<'p> Page<'p> {
    pub fn new(
        sheet: &'p mut Worksheet,
        is_list: bool,
        formats: &'p Formats,
        style: &'p Style,
    ) -> Self {
        Page {
            sheet,
            formats,
            style,
            next: 0,
            widths: Vec::new(),
            differences: Vec::new(),
            drawings: Vec::new(),
            tables: Vec::new(),
            is_list,
            kinds: Vec::new(),
            lines: Lines::default(),
        }
    }

    pub const fn lang(&self) -> Lang {
        self.style.tongue.lang
    }

    /// What stands over one of several tables, below what is there already.
    pub fn title(&mut self, title: &str) -> Result<(), Failure> {
        let below = self.drawings.last().map_or(0, Drawing::ends);
        if self.next > 0 {
            self.next = (self.next + 1).max(below + 1);
        }
        self.tables.push(self.next);
        self.sheet
            .write_string_with_format(self.next, 0, text(title), &self.formats.title)
            .map_err(failed)?;
        self.next += 1;
        Ok(())
    }

    /// The names of the columns, over numbers flush right as far as the first
    /// row tells; gives back the row they stand in.
    pub fn heading(&mut self, columns: &[Column], first: &[Cell]) -> Result<u32, Failure> {
        self.differences = columns.iter().map(|column| column.is_difference).collect();
        for (at, column) in columns.iter().enumerate() {
            let label = text(column.label.to(self.style.tongue.lang));
            // Room for the button of the filter.
            self.learn(at, width(&label) + 3);
            self.lines.needs(at, width(&label) + 1);
            let is_number = column.is_difference || first.get(at).is_some_and(Cell::is_number);
            let format = &self.formats.heading[usize::from(is_number)];
            self.sheet
                .write_string_with_format(self.next, place(at)?, label, format)
                .map_err(failed)?;
        }
        self.next += 1;
        Ok(self.next - 1)
    }

    /// A line of its own over some rows.
    pub fn group(&mut self, name: Option<Text>) -> Result<(), Failure> {
        if let Some(name) = name {
            let name = text(name.to(self.style.tongue.lang));
            self.sheet
                .write_string_with_format(self.next, 0, name, &self.formats.group)
                .map_err(failed)?;
            self.next += 1;
        }
        Ok(())
    }

    /// One row of cells.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), Failure> {
        for (at, cell) in cells.iter().enumerate() {
            let (kind, wide) = self.cell(self.next, place(at)?, cell)?;
            let wide = wide + usize::from(kind != Kind::Text) * 2;
            self.learn(at, wide);
            if !self.is_list {
                let text = (kind == Kind::Text).then(|| cell.shown(&self.style.tongue));
                self.lines.add(self.next, at, text.as_deref(), wide + 1);
                // A label stands on one line.
                if matches!(cell, Cell::Text(_) | Cell::Choice(_)) {
                    self.lines.needs(at, wide.min(LABEL) + 1);
                }
            }
        }
        self.next += 1;
        Ok(())
    }

    /// Writes a cell; gives back what it is and how wide it is.
    fn cell(&mut self, row: u32, at: u16, cell: &Cell) -> Result<(Kind, usize), Failure> {
        let tongue = self.style.tongue;
        let mut written = written(cell, &tongue);
        if self.is_difference(at) {
            written = written.difference();
        }
        let kind = match &written {
            Written::Nothing => return Ok((Kind::Text, 0)),
            Written::Number(_, kind) | Written::Instant(_, kind) | Written::Text(_, kind) => *kind,
        };
        let wide = match &written {
            Written::Text(text, _) => text.lines().map(width).max().unwrap_or(0),
            // `05 min`, and no minutes of days.
            Written::Number(_, Kind::Hours) => width(&cell.shown(&tongue)) + 2,
            Written::Number(_, Kind::Points) => {
                width(&cell.shown(&tongue)) + width(POINTS.to(tongue.lang))
            }
            _ => width(&cell.shown(&tongue)),
        };
        let format = self.look(at, kind)?;
        let sheet = &mut *self.sheet;
        match (written, format) {
            (Written::Number(number, _), Some(format)) => {
                sheet.write_number_with_format(row, at, number, &format)
            }
            (Written::Number(number, _), None) => sheet.write_number(row, at, number),
            (Written::Instant(instant, _), Some(format)) => {
                sheet.write_datetime_with_format(row, at, &instant, &format)
            }
            (Written::Instant(instant, _), None) => sheet.write_datetime(row, at, &instant),
            (Written::Text(text, _), Some(format)) => {
                sheet.write_string_with_format(row, at, text, &format)
            }
            (Written::Text(text, _), None) => sheet.write_string(row, at, text),
            (Written::Nothing, _) => return Ok((kind, wide)),
        }
        .map_err(failed)?;
        Ok((kind, wide))
    }

    fn is_difference(&self, at: u16) -> bool {
        self.differences.get(usize::from(at)).is_some_and(|is| *is)
    }

    /// How a cell looks; `None` where it looks as its column does, which the
    /// first answer in it decides. Looking a format up costs more than writing a
    /// cell, and a list has millions of them.
    fn look(&mut self, at: u16, kind: Kind) -> Result<Option<Format>, Failure> {
        let place = usize::from(at);
        let is_difference = self.is_difference(at);
        let format = |formats: &Formats| formats.of(kind, is_difference);
        if !self.is_list {
            return Ok(Some(format(self.formats)));
        }
        if self.kinds.len() <= place {
            self.kinds.resize(place + 1, None);
        }
        match self.kinds.get_mut(place) {
            Some(Some(known)) if *known == kind => Ok(None),
            Some(none @ None) => {
                *none = Some(kind);
                self.sheet
                    .set_column_format(at, &format(self.formats))
                    .map_err(failed)?;
                Ok(None)
            }
            Some(Some(_)) | None => Ok(Some(format(self.formats))),
        }
    }

    fn learn(&mut self, at: usize, wide: usize) {
        if self.widths.len() <= at {
            self.widths.resize(at + 1, WIDTHS.0);
        }
        if let Some(known) = self.widths.get_mut(at) {
            *known = (*known).max(wide + 1).min(WIDTHS.1);
        }
    }

    /// Draws what stands under the heading in row `top`, once the widths of all
    /// columns are known.
    pub fn draw(&mut self, top: u32, drawn: &Drawn, table: (&[Column], &[Vec<Cell>]), title: &str) {
        let tongue = &self.style.tongue;
        let drawing = Drawing::of(top, drawn, table, text(title), tongue);
        let least = pixels(&self.widths).max(PRINTED.0 * 100 / SMALL);
        self.drawings.extend(
            drawing.map(|drawing| match drawing.reaches(&self.widths) > least {
                true => drawing.below(self.next),
                false => drawing,
            }),
        );
    }

    /// Sets up what surrounds the rows: those of a list can be filtered, and
    /// its heading stays in sight.
    pub fn finish(mut self, title: &str, has_parts: bool) -> Result<(), Failure> {
        let (last_row, last) = (
            self.next.saturating_sub(1),
            place(self.widths.len().max(1) - 1)?,
        );
        if has_parts && self.drawings.is_empty() {
            self.lines.narrow(&mut self.widths, UPRIGHT);
        }
        let taller = self.lines.taller(&self.widths);
        let sheet = self.sheet;
        for (row, lines) in &taller {
            let height = (f64::from(*lines) * LINE).min(HIGHEST);
            sheet.set_row_height(*row, height).map_err(failed)?;
        }
        for (at, wide) in self.widths.iter().enumerate() {
            sheet
                .set_column_width(place(at)?, *wide as f64)
                .map_err(failed)?;
        }
        for drawing in &self.drawings {
            drawing.insert(sheet, last + 1, self.formats)?;
        }
        sheet.set_paper_size(A4);
        match has_parts {
            true => {
                let below = self.drawings.last().map_or(0, Drawing::ends);
                let reach = self.drawings.iter().map(|it| it.reaches(&self.widths));
                let wide = pixels(&self.widths).max(reach.max().unwrap_or(0));
                print_parts(sheet, &self.tables, last_row.max(below), wide, &taller)?;
            }
            false => {
                sheet.set_freeze_panes(1, 0).map_err(failed)?;
                sheet.set_repeat_rows(0, 0).map_err(failed)?;
                if self.widths.iter().sum::<usize>() > UPRIGHT {
                    sheet.set_landscape();
                }
                sheet.set_print_fit_to_pages(1, 0);
            }
        }
        if self.is_list {
            sheet.autofilter(0, 0, last_row, last).map_err(failed)?;
        }
        // A phone or a credit code is text that looks like a number.
        sheet
            .ignore_error_range(0, 0, last_row, last, IgnoreError::NumberStoredAsText)
            .map_err(failed)?;
        let title = text(title).replace('\n', " ");
        sheet.set_header(format!("&L{}", cut(&title, RUNNING).replace('&', "&&")));
        sheet.set_footer(match self.style.tongue.lang {
            Lang::En => "&CPage &P of &N",
            Lang::Zh => "&C第 &P 页，共 &N 页",
        });
        Ok(())
    }
}

/// Prints tables one below the other, smaller where they are too wide, and none
/// across two pages that fits on one.
fn print_parts(
    sheet: &mut Worksheet,
    tables: &[u32],
    last: u32,
    wide: u32,
    taller: &BTreeMap<u32, u32>,
) -> Result<(), Failure> {
    // However wide a program draws the columns, they fit; how many rows do then
    // is estimated.
    sheet.set_print_fit_to_pages(1, 0);
    let scale = |across: u32| (across * 100 / wide.max(1)).clamp(30, 100);
    let (across, down) = match scale(PRINTED.0) < SMALL {
        true => {
            sheet.set_landscape();
            (PRINTED.1, PRINTED.0)
        }
        false => PRINTED,
    };
    let rows = down * 100 / scale(across) / drawing::ROW;
    let mut top = 0;
    let mut breaks = Vec::new();
    let ends = tables
        .iter()
        .skip(1)
        .copied()
        .chain([last.saturating_add(1)]);
    for (&begins, end) in tables.iter().zip(ends) {
        let more: u32 = taller
            .range(top..end.max(top))
            .map(|(_, lines)| lines - 1)
            .sum();
        if begins > top && end.saturating_sub(top) + more > rows {
            breaks.push(begins);
            top = begins;
        }
    }
    sheet.set_page_breaks(&breaks).map_err(failed)?;
    Ok(())
}

/// A column's place as a spreadsheet counts it.
pub fn place(at: usize) -> Result<u16, Failure> {
    u16::try_from(at).map_err(|_| failed(rust_xlsxwriter::XlsxError::RowColumnLimitError))
}
