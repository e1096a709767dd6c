//! Where the headings of a worksheet stand, and what they say: the line with
//! most words that the forms know, storeys and merged groups put together.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::cells::{Found, Grid, Line, Merged, Sort};
use super::table::filled;
use crate::field;
use crate::records;
use crate::value::Kind;

/// Lines that are looked at to find the headings.
const LOOK: usize = 50;

/// Where the headings stand, as places in the grid's lines.
pub struct Head {
    pub first: usize,
    pub last: usize,
}

impl Head {
    /// The line on which most cells are headings that some form knows; else
    /// the first that is texts nearly as wide as the table.
    pub fn find(grid: &Grid) -> Option<Self> {
        let lines = grid.lines.get(..grid.lines.len().min(LOOK)).unwrap_or(&[]);
        let widest = lines.iter().map(filled).max()?;
        let mut best: Option<(usize, usize)> = None;
        for (at, line) in lines.iter().enumerate() {
            let known = line.cells.iter().filter(|cell| is_known(cell)).count();
            if known >= 2 && best.is_none_or(|(most, _)| known > most) {
                best = Some((known, at));
            }
        }
        let at = match best {
            Some((_, at)) => at,
            None => lines
                .iter()
                .position(|line| looks_like_headings(line, widest))
                .unwrap_or(0),
        };
        Some(Head::around(at, grid))
    }

    /// The lines that belong to the headings, where cells are merged downwards
    /// beside headings of two storeys.
    fn around(at: usize, grid: &Grid) -> Self {
        let row = grid.lines[at].at;
        let (mut top, mut bottom) = (row, row);
        for part in &grid.merged {
            let tall = part.bottom > part.top && part.bottom - part.top < 3;
            if tall && part.top <= row && row <= part.bottom {
                top = top.min(part.top);
                bottom = bottom.max(part.bottom);
            }
        }
        let after = grid.lines.partition_point(|line| line.at <= bottom);
        Head {
            first: grid.lines.partition_point(|line| line.at < top),
            last: after.saturating_sub(1).max(at),
        }
    }

    pub fn headings(&self, grid: &Grid) -> Vec<String> {
        let lines = &grid.lines[self.first..=self.last];
        let width = lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
        let mut headings: Vec<String> = (0..width)
            .map(|column| heading(lines, column, &grid.merged))
            .collect();
        while headings.last().is_some_and(String::is_empty) {
            headings.pop();
        }
        headings
    }
}

/// The texts over a column, each once: `联系人` over `电话` is `联系人电话`.
fn heading(lines: &[Line], column: usize, merged: &[Merged]) -> String {
    let mut heading = String::new();
    let mut before = "";
    for (at, line) in lines.iter().enumerate() {
        let own = |column: usize| line.cells.get(column).map_or("", |cell| cell.text.trim());
        let text = match own(column) {
            // Over several columns, as a group of headings.
            "" if at + 1 < lines.len() => merged
                .iter()
                .find(|part| {
                    part.top <= line.at
                        && line.at <= part.bottom
                        && part.left < column
                        && column <= part.right
                })
                .map_or("", |part| own(part.left)),
            text => text,
        };
        if text.is_empty() || text == before {
            continue;
        }
        let joins_words = heading.ends_with(|c: char| c.is_ascii_alphanumeric());
        if joins_words && text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            heading.push(' ');
        }
        heading.push_str(text);
        before = text;
    }
    // A heading that was broken to fit its column.
    heading.replace(['\r', '\n'], "")
}

/// The headings of every form, and whether each is that of a day or a moment
/// wherever it is one.
static KNOWN: LazyLock<HashMap<String, bool>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for field in records::ALL.iter().flat_map(|(_, fields)| fields.iter()) {
        let is_date = matches!(field.kind, Kind::Day | Kind::Moment(_) | Kind::Annual);
        for heading in field.headings() {
            *known.entry(heading).or_insert(true) &= is_date;
        }
    }
    known
});

/// No heading is longer.
pub const LONGEST: usize = 200;

pub fn known(heading: &str) -> Option<bool> {
    let short = heading.len() <= LONGEST;
    short
        .then(|| KNOWN.get(&field::heading(heading)).copied())
        .flatten()
}

/// Whether some form has a field that is called so.
fn is_known(cell: &Found) -> bool {
    cell.kind == Sort::Text && !cell.is_empty() && known(&cell.text).is_some()
}

fn looks_like_headings(line: &Line, widest: usize) -> bool {
    let cells: Vec<&Found> = line.cells.iter().filter(|cell| !cell.is_empty()).collect();
    let texts = cells.iter().filter(|cell| cell.kind == Sort::Text).count();
    let mut names: Vec<&str> = cells.iter().map(|cell| cell.text.trim()).collect();
    names.sort_unstable();
    names.dedup();
    cells.len() * 3 >= widest * 2 && texts * 4 >= cells.len() * 3 && names.len() == cells.len()
}
