//! Cells beside a table for what no chart of a spreadsheet draws: moves as a square that
//! is darker where more went, and times that stand below one another as a row each.

use rust_xlsxwriter::{Color, ConditionalFormat2ColorScale, Format, FormatAlign, Worksheet};

use super::super::picture::{MARKS, Moves, Ranges};
use super::cells::{Formats, Kind, Written, text, written};
use super::failed;
use super::page::place;
use crate::problem::Failure;
use crate::value::{Cell, Tongue};
use crate::words::{Lang, t};

/// The colours between which a cell lies.
const SCALE: [u32; 2] = [0x00FF_FFFF, 0x008F_AFCC];

/// How wide a column of times is.
const WIDE: f64 = 13.0;

/// The numbers of a row, where there are any.
type Row = Vec<Option<(f64, Kind)>>;

/// A small table: headings, and numbers behind their names.
pub struct Beside {
    heads: Vec<String>,
    rows: Vec<(String, Row)>,
    /// More is darker.
    shaded: bool,
}

impl Beside {
    pub fn moves(moves: &Moves, lang: Lang) -> Self {
        let corner = t("From \\ to", "由 \\ 到").to(lang).to_owned();
        let ends = moves.ends.iter().map(|end| (*end).to_owned());
        let cells = |row: &Vec<i64>| {
            let moved = |n: &i64| (*n > 0).then_some((*n as f64, Kind::Whole));
            row.iter().map(moved).collect::<Vec<_>>()
        };
        let rows = moves.ends.iter().zip(&moves.cells);
        Beside {
            heads: std::iter::once(corner).chain(ends).collect(),
            rows: rows
                .map(|(end, row)| ((*end).to_owned(), cells(row)))
                .collect(),
            shaded: true,
        }
    }

    pub fn ranges(all: &Ranges, tongue: &Tongue) -> Self {
        let marks = all.marks();
        let heads = MARKS.iter().take(marks);
        let heads = heads.map(|mark| mark.to(tongue.lang).to_owned());
        let lasted = |minutes: f64| match written(&Cell::Minutes(minutes.round() as i64), tongue) {
            Written::Number(number, kind) => Some((number, kind)),
            _ => None,
        };
        let rows = all.ranges.iter().map(|range| {
            let marks = (0..marks).map(|mark| range.at(mark).and_then(lasted));
            (range.name.clone(), marks.collect())
        });
        Beside {
            heads: std::iter::once(String::new()).chain(heads).collect(),
            rows: rows.collect(),
            shaded: false,
        }
    }

    pub fn rows(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// How many numbers a row has.
    pub fn columns(&self) -> usize {
        self.heads.len().saturating_sub(1)
    }

    /// Writes it from this cell on.
    pub fn write(
        &self,
        sheet: &mut Worksheet,
        (top, left): (u32, u16),
        formats: &Formats,
    ) -> Result<(), Failure> {
        let at = |nth: usize| Ok::<u16, Failure>(left.saturating_add(place(nth)?));
        for (nth, head) in self.heads.iter().enumerate() {
            if !self.shaded {
                sheet.set_column_width(at(nth)?, WIDE).map_err(failed)?;
            }
            let format = &formats.heading[usize::from(nth > 0)];
            sheet
                .write_string_with_format(top, at(nth)?, text(head), format)
                .map_err(failed)?;
        }
        let number = |kind| match self.shaded {
            true => Format::new().set_align(FormatAlign::Center),
            false => formats.of(kind, false),
        };
        let mut row = top;
        for (name, numbers) in &self.rows {
            row = row.saturating_add(1);
            sheet.write_string(row, left, text(name)).map_err(failed)?;
            for (nth, one) in numbers.iter().enumerate() {
                if let Some((one, kind)) = one {
                    sheet
                        .write_number_with_format(row, at(nth + 1)?, *one, &number(*kind))
                        .map_err(failed)?;
                }
            }
        }
        if self.shaded {
            let scale = ConditionalFormat2ColorScale::new()
                .set_minimum_color(Color::RGB(SCALE[0]))
                .set_maximum_color(Color::RGB(SCALE[1]));
            sheet
                .add_conditional_format(top + 1, at(1)?, row, at(self.columns())?, &scale)
                .map_err(failed)?;
        }
        Ok(())
    }
}
