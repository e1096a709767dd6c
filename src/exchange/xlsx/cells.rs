//! The used cells of one worksheet as texts, row by row, with what merged
//! cells say filled in; more than a fixed number of cells is refused.

use std::collections::HashSet;

use calamine::{DataRef, Style};

use super::{Book, archive, broken, serial};
use crate::problem::Problem;
use crate::say;

/// Cells of one sheet, counted from the first to the last used one of a row.
const MOST_CELLS: usize = 6_000_000;

/// Columns that hold anything.
const MOST_COLUMNS: usize = 1_000;

/// The bytes of all texts of one sheet.
const MOST_TEXT: usize = 256 << 20;

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Found {
    pub text: String,
    pub kind: Sort,
}

/// What a cell's text was made from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sort {
    #[default]
    Text,
    Number,
    Day,
}

impl Found {
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// One row that has a cell.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// From 0.
    pub at: u32,
    pub cells: Vec<Found>,
}

/// A rectangle of merged cells, both ends included, from 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Merged {
    pub top: u32,
    pub bottom: u32,
    pub left: usize,
    pub right: usize,
}

/// The used cells of a worksheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    pub lines: Vec<Line>,
    pub merged: Vec<Merged>,
    pub from_1904: bool,
    /// Formulas without a stored result: how many, and the first one's place.
    pub uncalculated: Option<(usize, String)>,
    /// Room that is left for texts.
    room: usize,
    cells: usize,
}

/// Reads a worksheet's cells.
pub(super) fn read(book: &mut Book<'_>, name: &str) -> Result<Grid, Problem> {
    let shares = shares(book, name)?;
    let mut grid = Grid {
        room: MOST_TEXT,
        from_1904: book.has_1904_epoch(),
        ..Grid::default()
    };
    let mut reader = book
        .worksheet_cells_reader(name)
        .map_err(|why| broken(&why))?;
    let next = |why| broken(&why);
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(next)? {
        let is_share = shares.contains(&cell.pos);
        let mut found = found(&cell.value, is_share, grid.from_1904);
        if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
            found.text = UNCALCULATED.to_owned();
            let (n, first) = grid
                .uncalculated
                .take()
                .unwrap_or_else(|| (0, place(cell.pos)));
            grid.uncalculated = Some((n + 1, first));
        }
        if !found.is_empty() {
            grid.put(cell.pos, found)?;
        }
    }
    drop(reader);
    grid.merged = merged(book, name)?;
    grid.fill()?;
    Ok(grid)
}

/// What a spreadsheet shows where it has not calculated.
pub(super) const UNCALCULATED: &str = "#CALC!";

/// Whether a worksheet has a cell with anything in it.
pub(super) fn holds_anything(book: &mut Book<'_>, name: &str) -> Result<bool, Problem> {
    let mut reader = book
        .worksheet_cells_reader(name)
        .map_err(|why| broken(&why))?;
    while let Some(cell) = reader.next_cell().map_err(|why| broken(&why))? {
        if !found(cell.get_value(), false, false).is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// `B7`.
fn place((row, column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    let mut left = u64::from(column) + 1;
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        left = (left - 1) / 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{}", u64::from(row) + 1)
}

/// The places of numbers that are shown as percentages; the palette says
/// first whether there can be any, since it takes a reading of its own.
fn shares(book: &mut Book<'_>, name: &str) -> Result<HashSet<(u32, u32)>, Problem> {
    let mut reader = book
        .worksheet_cells_reader(name)
        .map_err(|why| broken(&why))?;
    let is_share: Vec<bool> = reader.styles().iter().map(shows_share).collect();
    let mut shares = HashSet::new();
    if !is_share.contains(&true) {
        return Ok(shares);
    }
    while let Some((row, column, style)) = reader.next_style_id().map_err(|why| broken(&why))? {
        if is_share.get(style) == Some(&true) {
            shares.insert((row, column));
        }
        if shares.len() > MOST_CELLS {
            return Err(archive::too_big());
        }
    }
    Ok(shares)
}

fn shows_share(style: &Style) -> bool {
    let format = style.number_format.as_ref();
    format.is_some_and(|format| {
        // A sign in quotation marks is only shown.
        let bare = format.format_code.split('"').step_by(2);
        bare.into_iter().any(|part| part.contains('%'))
    })
}

/// A cell's value as a person would type it.
fn found(value: &DataRef<'_>, is_share: bool, from_1904: bool) -> Found {
    let (kind, text) = match value {
        DataRef::Empty => (Sort::Text, String::new()),
        DataRef::String(text) => (Sort::Text, text.clone()),
        DataRef::SharedString(text) => (Sort::Text, (*text).to_owned()),
        DataRef::Int(number) => (Sort::Number, number.to_string()),
        DataRef::Float(number) if is_share => (Sort::Number, serial::percent(*number)),
        DataRef::Float(number) => (Sort::Number, serial::number(*number)),
        DataRef::Bool(yes) => (Sort::Text, if *yes { "yes" } else { "no" }.to_owned()),
        DataRef::DateTime(when) => {
            let number = when.as_f64();
            let text = match when.is_duration() {
                true => serial::lasting(number),
                false => serial::serial(number, from_1904),
            };
            (Sort::Day, text.unwrap_or_else(|| serial::number(number)))
        }
        DataRef::DateTimeIso(text) => {
            let midnight = text.strip_suffix("T00:00:00").unwrap_or(text);
            (Sort::Day, midnight.replacen('T', " ", 1))
        }
        DataRef::DurationIso(text) => (Sort::Text, text.clone()),
        DataRef::Error(error) => (Sort::Text, error.to_string()),
    };
    Found { text, kind }
}

fn merged(book: &mut Book<'_>, name: &str) -> Result<Vec<Merged>, Problem> {
    let all = book
        .merge_cells_by_sheet_name(name)
        .map_err(|why| broken(&why))?;
    let column = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
    let merged = all.iter().map(|part| Merged {
        top: part.start.0,
        bottom: part.end.0,
        left: column(part.start.1),
        right: column(part.end.1),
    });
    Ok(merged
        .filter(|part| part.top <= part.bottom && part.left <= part.right)
        .collect())
}

impl Grid {
    fn put(&mut self, (row, column): (u32, u32), found: Found) -> Result<(), Problem> {
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= MOST_COLUMNS {
            return Err(Problem::usage(say!(
                "a sheet of more than {MOST_COLUMNS} columns is no list of records",
                "超过 {MOST_COLUMNS} 列的工作表不是记录清单"
            )));
        }
        match self.lines.last() {
            Some(last) if last.at == row => {}
            Some(last) if last.at > row => return Err(disordered(row)),
            _ => self.lines.push(Line {
                at: row,
                cells: Vec::new(),
            }),
        }
        self.put_in(self.lines.len() - 1, column, found)
    }

    /// Puts a cell into a line that is there.
    fn put_in(&mut self, line: usize, column: usize, found: Found) -> Result<(), Problem> {
        let cells = &mut self.lines[line].cells;
        let more = (column + 1).saturating_sub(cells.len());
        self.cells += more;
        match self.room.checked_sub(found.text.len()) {
            Some(room) if self.cells <= MOST_CELLS => self.room = room,
            _ => return Err(archive::too_big()),
        }
        if more > 0 {
            cells.resize(column + 1, Found::default());
        }
        cells[column] = found;
        Ok(())
    }

    /// What a cell merged over several rows says holds for each of them.
    fn fill(&mut self) -> Result<(), Problem> {
        let mut tall = self.merged.clone();
        tall.retain(|part| part.bottom > part.top);
        let mut steps = 0;
        for part in tall {
            let first = self.lines.partition_point(|line| line.at < part.top);
            let after = self.lines.partition_point(|line| line.at <= part.bottom);
            let Some(top) = self.lines.get(first).filter(|line| line.at == part.top) else {
                continue;
            };
            let Some(found) = top.cells.get(part.left).cloned() else {
                continue;
            };
            steps += after - first;
            if steps > MOST_CELLS {
                return Err(archive::too_big());
            }
            for at in first + 1..after {
                let said = self.lines[at].cells.get(part.left);
                if said.is_none_or(Found::is_empty) && !found.is_empty() {
                    self.put_in(at, part.left, found.clone())?;
                }
            }
        }
        Ok(())
    }
}

fn disordered(row: u32) -> Problem {
    let row = u64::from(row) + 1;
    Problem::usage(say!(
        "the workbook is damaged: row {row} stands behind a later one",
        "工作簿已损坏：第 {row} 行位置错乱"
    ))
}

#[cfg(test)]
mod tests {
    #[test]
    fn places_are_called_as_a_spreadsheet_calls_them() {
        for (at, called) in [
            ((0, 0), "A1"),
            ((6, 25), "Z7"),
            ((0, 26), "AA1"),
            ((9, 701), "ZZ10"),
        ] {
            assert_eq!(super::place(at), called);
        }
    }
}
