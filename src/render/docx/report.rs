//! A list of a report as a table: numbers flush right under their headings, totals bold,
//! differences with their signs; a short one stays on one page with its drawing.

use super::super::Style;
use super::super::measure::width;
use super::super::room::widths;
use super::super::sanitise;
use super::super::table::NONE;
use super::run;
use super::table::{LINE, PAGE, ROW, open, row};
use crate::value::Cell;
use crate::view::Column;

/// So many rows are kept together.
const KEPT: usize = 14;

/// How much more stands on a line where letters are small.
const SMALLER: (usize, usize) = (4, 3);

/// What the margins of a cell take more than elsewhere, so that a short word is not broken.
const MARGIN: usize = 2;

/// How a table looks that is wider than the page at full size.
struct Looks {
    label: &'static str,
    cell: &'static str,
    line: usize,
}

const USUAL: Looks = Looks {
    label: "Label",
    cell: "Cell",
    line: LINE,
};

const SMALL: Looks = Looks {
    label: "SmallLabel",
    cell: "Small",
    line: LINE * SMALLER.0 / SMALLER.1,
};

/// What stands in a cell, and how.
struct Written<'t> {
    text: &'t str,
    style: &'static str,
    right: bool,
    bold: bool,
    kept: bool,
    fill: &'static str,
}

impl Written<'_> {
    fn xml(&self, wide: usize) -> String {
        let fill = match self.fill {
            "" => String::new(),
            fill => format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>"),
        };
        let kept = if self.kept { "<w:keepNext/>" } else { "" };
        let right = if self.right {
            "<w:jc w:val=\"right\"/>"
        } else {
            ""
        };
        let run = match (self.text, self.bold) {
            ("", _) => String::new(),
            (text, false) => run(text),
            (text, true) => run(text).replacen("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>", 1),
        };
        format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{wide}\" w:type=\"dxa\"/>{fill}<w:vAlign w:val=\"center\"/></w:tcPr>\
             <w:p><w:pPr><w:pStyle w:val=\"{}\"/>{kept}{right}</w:pPr>{run}</w:p></w:tc>",
            self.style
        )
    }
}

/// Writes the table; `followed` by a drawing it stays with that.
pub fn list(
    body: &mut String,
    columns: &[Column],
    rows: &[Vec<Cell>],
    followed: bool,
    style: &Style,
) {
    let (tongue, lang) = (&style.tongue, style.tongue.lang);
    let said = |column: &Column, cell: &Cell| {
        sanitise::lines(&column.signed(cell, tongue))
            .trim_end()
            .to_owned()
    };
    let looks = match natural(columns, rows, style) > LINE {
        true => SMALL,
        false => USUAL,
    };
    let room = looks.line.saturating_sub(columns.len() * MARGIN);
    let wide = widths(columns, rows, room, style);
    let wide: Vec<usize> = wide.into_iter().map(|wide| wide + MARGIN).collect();
    let wide = shared(&wide, looks.line);
    let is_kept = rows.len() <= KEPT;
    let is_number = |at: usize, column: &Column| {
        let mut cells = rows.iter().filter_map(|row| row.get(at));
        column.is_difference || cells.any(Cell::is_number)
    };
    open(body, &wide);
    let heads = columns.iter().zip(&wide).enumerate();
    let heads = heads.map(|(at, (column, wide))| {
        let head = Written {
            text: column.label.to(lang),
            style: looks.label,
            right: is_number(at, column),
            bold: false,
            kept: true,
            fill: "EEF2F6",
        };
        head.xml(*wide)
    });
    row(body, ROW, true, &heads.collect::<String>());
    let last = rows.len().saturating_sub(1);
    for (nth, cells) in rows.iter().enumerate() {
        let total = matches!(cells.first(), Some(Cell::Choice(choice)) if choice.code == "total");
        let line = columns
            .iter()
            .zip(cells)
            .zip(&wide)
            .map(|((column, cell), wide)| {
                let text = said(column, cell);
                let cell = Written {
                    text: &text,
                    style: looks.cell,
                    right: cell.is_number(),
                    bold: total,
                    kept: is_kept && (followed || nth < last),
                    fill: "",
                };
                cell.xml(*wide)
            });
        row(body, ROW, false, &line.collect::<String>());
    }
    if rows.is_empty() {
        let none = Written {
            text: NONE.to(lang),
            style: looks.cell,
            right: false,
            bold: false,
            kept: false,
            fill: "",
        };
        let span = format!("<w:gridSpan w:val=\"{}\"/><w:vAlign", columns.len());
        let none = none.xml(PAGE).replacen("<w:vAlign", &span, 1);
        row(body, ROW, false, &none);
    }
    body.push_str("</w:tbl>");
}

/// How wide it would be if nothing were broken.
fn natural(columns: &[Column], rows: &[Vec<Cell>], style: &Style) -> usize {
    let column = |(at, column): (usize, &Column)| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        let cells = cells.map(|cell| width(&cell.shown(&style.tongue)));
        cells
            .max()
            .unwrap_or(0)
            .max(width(column.label.to(style.tongue.lang)).min(12))
            + 2
    };
    columns.iter().enumerate().map(column).sum()
}

/// Widths on a line of so many letters as widths on the page.
fn shared(wide: &[usize], line: usize) -> Vec<usize> {
    let mut shared: Vec<usize> = wide.iter().map(|wide| wide * PAGE / line).collect();
    let all: usize = shared.iter().sum();
    if let Some(last) = shared.last_mut() {
        *last += PAGE.saturating_sub(all);
    }
    shared
}
