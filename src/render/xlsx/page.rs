//! One sheet of a workbook while it is written: rows from above to below, then
//! widths, what stays in sight, and how it is printed.

use rust_xlsxwriter::{Format, IgnoreError, Worksheet};

use super::super::Style;
use super::super::measure::{cut, width};
use super::cells::{Formats, Kind, Written, text, written};
use super::failed;
use crate::problem::Failure;
use crate::value::Cell;
use crate::view::Column;
use crate::words::{Lang, Text};

/// Columns narrower or wider than this are hard to read.
const WIDTHS: (usize, usize) = (8, 60);

/// A4, as spreadsheets number sizes of paper.
const A4: u8 = 9;

/// What A4 holds upright at full size, in the same measure as the widths.
const UPRIGHT: usize = 95;

/// The longest running title, in characters: 255 are allowed, `&` counts twice.
const RUNNING: usize = 100;

/// A sheet on its way.
pub struct Page<'p> {
    sheet: &'p mut Worksheet,
    formats: &'p Formats,
    style: &'p Style,
    next: u32,
    widths: Vec<usize>,
    /// Made once each: a list may have millions of cells.
    kinds: Vec<(Kind, Format)>,
}

impl<'p> Page<'p> {
    pub fn new(sheet: &'p mut Worksheet, formats: &'p Formats, style: &'p Style) -> Self {
        Page {
            sheet,
            formats,
            style,
            next: 0,
            widths: Vec::new(),
            kinds: Vec::new(),
        }
    }

    /// The names of the columns.
    pub fn heading(&mut self, columns: &[Column]) -> Result<(), Failure> {
        for (at, column) in columns.iter().enumerate() {
            let label = text(column.label.to(self.style.tongue.lang));
            // Room for the button of the filter.
            self.learn(at, width(&label) + 3);
            let (row, at) = (self.next, place(at)?);
            self.sheet
                .write_string_with_format(row, at, label, &self.formats.heading)
                .map_err(failed)?;
        }
        self.next += 1;
        Ok(())
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
            self.learn(at, wide + usize::from(kind != Kind::Text) * 2);
        }
        self.next += 1;
        Ok(())
    }

    /// Writes a cell; gives back what it is and how wide it is.
    fn cell(&mut self, row: u32, at: u16, cell: &Cell) -> Result<(Kind, usize), Failure> {
        let tongue = self.style.tongue;
        let (kind, wide) = match written(cell, &tongue) {
            Written::Nothing => return Ok((Kind::Text, 0)),
            Written::Number(number, kind) => {
                let format = format(&mut self.kinds, self.formats, kind);
                self.sheet
                    .write_number_with_format(row, at, number, format)
                    .map_err(failed)?;
                (kind, width(&cell.shown(&tongue)))
            }
            Written::Instant(instant, kind) => {
                let format = format(&mut self.kinds, self.formats, kind);
                self.sheet
                    .write_datetime_with_format(row, at, &instant, format)
                    .map_err(failed)?;
                (kind, width(&cell.shown(&tongue)))
            }
            Written::Text(text, kind) => {
                let format = format(&mut self.kinds, self.formats, kind);
                let wide = text.lines().map(width).max().unwrap_or(0);
                self.sheet
                    .write_string_with_format(row, at, text, format)
                    .map_err(failed)?;
                (kind, wide)
            }
        };
        Ok((kind, wide))
    }

    fn learn(&mut self, at: usize, wide: usize) {
        if self.widths.len() <= at {
            self.widths.resize(at + 1, WIDTHS.0);
        }
        if let Some(known) = self.widths.get_mut(at) {
            *known = (*known).max(wide + 1).min(WIDTHS.1);
        }
    }

    /// Sets up what surrounds the rows, which `is_list` can be filtered.
    pub fn finish(self, title: &str, is_list: bool) -> Result<(), Failure> {
        let (last_row, last) = (
            self.next.saturating_sub(1),
            place(self.widths.len().max(1) - 1)?,
        );
        let sheet = self.sheet;
        for (at, wide) in self.widths.iter().enumerate() {
            sheet
                .set_column_width(place(at)?, *wide as f64)
                .map_err(failed)?;
        }
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        if is_list {
            sheet.autofilter(0, 0, last_row, last).map_err(failed)?;
        }
        // A phone or a credit code is text that looks like a number.
        sheet
            .ignore_error_range(0, 0, last_row, last, IgnoreError::NumberStoredAsText)
            .map_err(failed)?;
        sheet.set_repeat_rows(0, 0).map_err(failed)?;
        sheet.set_paper_size(A4);
        if self.widths.iter().sum::<usize>() > UPRIGHT {
            sheet.set_landscape();
        }
        sheet.set_print_fit_to_pages(1, 0);
        let title = text(title).replace('\n', " ");
        sheet.set_header(format!("&L{}", cut(&title, RUNNING).replace('&', "&&")));
        sheet.set_footer(match self.style.tongue.lang {
            Lang::En => "&CPage &P of &N",
            Lang::Zh => "&C第 &P 页，共 &N 页",
        });
        Ok(())
    }
}

/// The format of a kind of cell, made when it is first wanted.
fn format<'k>(known: &'k mut Vec<(Kind, Format)>, formats: &Formats, kind: Kind) -> &'k Format {
    let at = match known.iter().position(|(other, _)| *other == kind) {
        Some(at) => at,
        None => {
            known.push((kind, formats.of(kind)));
            known.len() - 1
        }
    };
    &known[at].1
}

/// A column's place as a spreadsheet counts it.
fn place(at: usize) -> Result<u16, Failure> {
    u16::try_from(at).map_err(|_| failed(rust_xlsxwriter::XlsxError::RowColumnLimitError))
}
