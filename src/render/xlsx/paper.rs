//! A form on a sheet: a grid of narrow columns, over which each table spans what it
//! needs, with borders and room to write in. It is printed on A4 as it stands.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet};

use super::super::Style;
use super::super::measure::wrap;
use super::super::room::{shown, widths};
use super::super::table::NONE;
use super::cells::{Formats, Kind, Written, text, written};
use super::failed;
use super::page::{A4, place};
use crate::document::paper::SIGNATURES;
use crate::problem::Failure;
use crate::value::Cell;
use crate::view::{Column, Shape, View};
use crate::words::{Lang, Text};

/// Columns of the grid, and how wide each is.
const GRID: usize = 48;
const WIDE: f64 = 1.3;

/// What stands on a line across it, in columns of a terminal.
const LINE: usize = 92;

/// How much of it the labels of a form take.
const LABELS: usize = 14;

/// How much of it a date to write takes.
const DATE: usize = 12;

/// Heights in points: a line of text, what is free above and below it, a row to write
/// in, a row to sign on, no row more than this.
const TEXT: f64 = 14.0;
const FREE: f64 = 8.0;
const BLANK: f64 = 24.0;
const SIGNED: f64 = 46.0;
const HIGHEST: f64 = 409.0;

/// A form on its way.
pub struct Form<'p> {
    sheet: &'p mut Worksheet,
    formats: &'p Formats,
    style: &'p Style,
    next: u32,
}

/// One cell of a row: from where to where in the grid, and what stands in it.
struct Box<'c> {
    from: usize,
    to: usize,
    label: Option<&'static str>,
    cell: Option<&'c Cell>,
}

impl<'p> Form<'p> {
    pub const fn new(sheet: &'p mut Worksheet, formats: &'p Formats, style: &'p Style) -> Self {
        Form {
            sheet,
            formats,
            style,
            next: 0,
        }
    }

    const fn lang(&self) -> Lang {
        self.style.tongue.lang
    }

    /// One of the tables that the form consists of.
    pub fn add(&mut self, view: View<'_>) -> Result<(), Failure> {
        let (shape, key, columns) = (view.shape, view.key, view.columns);
        let title = view.title.to(self.lang()).to_owned();
        self.title(&title)?;
        let rows = view.rows.held()?;
        match shape {
            Shape::Sheet => rows.iter().try_for_each(|row| self.sheet(&columns, row)),
            Shape::List | Shape::Figures | Shape::Month => self.list(&columns, &rows, key),
        }
    }

    /// The title of the form, or the heading of one of its parts.
    fn title(&mut self, title: &str) -> Result<(), Failure> {
        let first = self.next == 0;
        if !first {
            self.height(8.0)?;
        }
        if title.is_empty() {
            return Ok(());
        }
        let format = match first {
            true => Format::new()
                .set_bold()
                .set_font_size(16)
                .set_align(FormatAlign::Center),
            false => self.formats.title.clone(),
        };
        let last = place(GRID - 1)?;
        self.sheet
            .merge_range(self.next, 0, self.next, last, &text(title), &format)
            .map_err(failed)?;
        self.height(if first { 30.0 } else { 20.0 })
    }

    /// Ends a row, which is so high.
    fn height(&mut self, points: f64) -> Result<(), Failure> {
        self.sheet
            .set_row_height(self.next, points.min(HIGHEST))
            .map_err(failed)?;
        self.next += 1;
        Ok(())
    }

    fn sheet(&mut self, columns: &[Column], cells: &[Cell]) -> Result<(), Failure> {
        let lang = self.lang();
        let mut group: Option<Text> = None;
        for (column, cell) in columns.iter().zip(cells) {
            if *cell == Cell::Empty {
                continue;
            }
            if column.group != group {
                group = column.group;
                let label = group.map(|group| group.to(lang));
                self.row(
                    &[Box {
                        from: 0,
                        to: GRID,
                        label,
                        cell: None,
                    }],
                    0.0,
                )?;
            }
            let label = Some(column.label.to(lang));
            let boxes = [
                Box {
                    from: 0,
                    to: LABELS,
                    label,
                    cell: None,
                },
                Box {
                    from: LABELS,
                    to: GRID,
                    label: None,
                    cell: Some(cell),
                },
            ];
            self.row(&boxes, BLANK)?;
        }
        Ok(())
    }

    fn list(&mut self, columns: &[Column], rows: &[Vec<Cell>], key: &str) -> Result<(), Failure> {
        let lang = self.lang();
        let wide = match key {
            SIGNATURES => vec![LABELS, GRID - LABELS - DATE, DATE],
            _ => spans(&widths(columns, rows, LINE, self.style)),
        };
        let mut edges = vec![0];
        for wide in wide {
            edges.push(edges.last().copied().unwrap_or(0) + wide);
        }
        let across = |at: usize| (edges.get(at).copied(), edges.get(at + 1).copied());
        let mut heads = Vec::new();
        for (at, column) in columns.iter().enumerate() {
            if let (Some(from), Some(to)) = across(at) {
                let label = Some(column.label.to(lang));
                heads.push(Box {
                    from,
                    to,
                    label,
                    cell: None,
                });
            }
        }
        self.row(&heads, 0.0)?;
        let least = if key == SIGNATURES { SIGNED } else { BLANK };
        for row in rows {
            let mut boxes = Vec::new();
            for (at, cell) in row.iter().enumerate() {
                if let (Some(from), Some(to)) = across(at) {
                    boxes.push(Box {
                        from,
                        to,
                        label: None,
                        cell: Some(cell),
                    });
                }
            }
            self.row(&boxes, least)?;
        }
        if rows.is_empty() {
            let none = Cell::Text(NONE);
            self.row(
                &[Box {
                    from: 0,
                    to: GRID,
                    label: None,
                    cell: Some(&none),
                }],
                0.0,
            )?;
        }
        Ok(())
    }

    /// Writes a row that is as high as its texts need, and as `least` says.
    fn row(&mut self, boxes: &[Box<'_>], least: f64) -> Result<(), Failure> {
        let mut lines = 1;
        for one in boxes {
            let room = (one.to - one.from) * LINE / GRID;
            let shown = match (one.label, one.cell) {
                (Some(label), _) => label.into(),
                (None, Some(cell)) => shown(cell, self.style),
                (None, None) => "".into(),
            };
            lines = lines.max(wrap(&shown, Some(room.saturating_sub(2).max(2))).len());
            self.put(one, &shown)?;
        }
        let lines = u32::try_from(lines).unwrap_or(u32::MAX);
        self.height((f64::from(lines) * TEXT + FREE).max(least))
    }

    fn put(&mut self, one: &Box<'_>, shown: &str) -> Result<(), Failure> {
        let value = match one.cell {
            Some(cell) => match written(cell, &self.style.tongue) {
                // A time that is too long for its column goes on below.
                Written::Text(..) | Written::Instant(..) => {
                    Written::Text(text(shown).into(), Kind::Text)
                }
                value => value,
            },
            None => Written::Text(text(shown).into(), Kind::Text),
        };
        let format = match (&value, one.cell) {
            (_, None) => self.formats.label.clone(),
            (Written::Number(_, kind), _) => self.formats.of(*kind, false),
            _ => self.formats.of(Kind::Text, false),
        };
        let format = format
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::VerticalCenter)
            .set_indent(1)
            .set_text_wrap();
        let (row, from, to) = (self.next, place(one.from)?, place(one.to - 1)?);
        if to > from {
            self.sheet
                .merge_range(row, from, row, to, "", &format)
                .map_err(failed)?;
        }
        let sheet = &mut *self.sheet;
        match value {
            Written::Number(number, _) => {
                sheet.write_number_with_format(row, from, number, &format)
            }
            Written::Nothing | Written::Instant(..) => sheet.write_blank(row, from, &format),
            Written::Text(text, _) => sheet.write_string_with_format(row, from, text, &format),
        }
        .map_err(failed)?;
        Ok(())
    }

    /// Sets up what surrounds the rows.
    pub fn finish(self) -> Result<(), Failure> {
        let lang = self.lang();
        let sheet = self.sheet;
        for at in 0..GRID {
            sheet.set_column_width(place(at)?, WIDE).map_err(failed)?;
        }
        sheet.set_paper_size(A4);
        sheet.set_margins(0.6, 0.6, 0.7, 0.7, 0.3, 0.3);
        sheet.set_print_fit_to_pages(1, 0);
        sheet.set_print_center_horizontally(true);
        sheet.set_screen_gridlines(false);
        sheet.set_footer(match (self.style.both, lang) {
            (true, _) => "&C&P / &N",
            (false, Lang::En) => "&CPage &P of &N",
            (false, Lang::Zh) => "&C第 &P 页，共 &N 页",
        });
        Ok(())
    }
}

/// Widths of columns as columns of the grid, each one at least.
fn spans(wide: &[usize]) -> Vec<usize> {
    let all: usize = wide.iter().sum::<usize>().max(1);
    let mut spans = Vec::with_capacity(wide.len());
    let (mut before, mut used) = (0, 0);
    for (at, own) in wide.iter().enumerate() {
        before += own;
        let left = wide.len() - at - 1;
        let edge = (before * GRID + all / 2) / all;
        let edge = edge.clamp(used + 1, GRID.saturating_sub(left).max(used + 1));
        spans.push(edge - used);
        used = edge;
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_the_grid_and_none_is_left_out() {
        for wide in [vec![1, 90, 1], vec![30, 30, 32], vec![92], vec![1; 20]] {
            let spans = spans(&wide);
            assert_eq!(spans.iter().sum::<usize>(), GRID, "{wide:?}");
            assert!(spans.iter().all(|span| *span > 0), "{wide:?}");
        }
    }
}
