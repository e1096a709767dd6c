//! Tables on paper: how wide each column is so that all stand on the page, and cells
//! that are room to write in, which a border shows better than a row of dashes.

use std::borrow::Cow;

use super::Style;
use super::measure::{longest_word, width};
use super::xlsx::lines::Lines;
use crate::document::paper::BY_HAND;
use crate::value::Cell;
use crate::view::Column;

/// A column to write in is so wide at least, one to sign in so wide.
const BLANK: usize = 8;
const SIGNED: usize = 12;

/// What is no longer than this is not broken.
const SHORT: usize = 11;

/// No column asks for more than this.
const WIDEST: usize = 46;

/// What a column takes beside its text.
const PADDING: usize = 2;

/// A text without the lines that are room to write on, and with boxes that stay with
/// what they are ticked for.
fn cleared<'t>(text: &'t str, style: &Style) -> Cow<'t, str> {
    let is_room = |line: &str| line.len() > 8 && line.bytes().all(|byte| byte == b'_');
    if !style.paper || !(text.lines().any(is_room) || text.contains(['□', '☑'])) {
        return Cow::Borrowed(text);
    }
    let lines = text.split('\n');
    let lines = lines.map(|line| if is_room(line) { "" } else { line });
    let text = lines.collect::<Vec<_>>().join("\n");
    Cow::Owned(text.replace("□ ", "□\u{a0}").replace("☑ ", "☑\u{a0}"))
}

/// What stands in a cell.
pub fn shown<'c>(cell: &'c Cell, style: &Style) -> Cow<'c, str> {
    match cell.shown(&style.tongue) {
        Cow::Borrowed(text) => cleared(text, style),
        Cow::Owned(text) => Cow::Owned(cleared(&text, style).into_owned()),
    }
}

/// How wide the columns of a table are in `room` columns of text, all of it.
pub fn widths(columns: &[Column], rows: &[Vec<Cell>], room: usize, style: &Style) -> Vec<usize> {
    let mut lines = Lines::default();
    let mut wide = Vec::with_capacity(columns.len());
    for (at, column) in columns.iter().enumerate() {
        let label = column.label.to(style.tongue.lang);
        let mut most = 0;
        let mut is_empty = true;
        for cell in rows.iter().filter_map(|row| row.get(at)) {
            let text = shown(cell, style);
            is_empty &= text.trim().is_empty();
            let widest = text.lines().map(width).max().unwrap_or(0);
            most = most.max(widest);
            // What is short stays on one line, as do numbers and days.
            let least = match cell {
                Cell::Moment(_) => 10,
                _ if cell.is_number() => widest,
                _ => longest_word(&text).min(16).max(widest.min(SHORT)),
            };
            lines.needs(at, least + PADDING);
        }
        let blank = match (is_empty, column.key) {
            (true, BY_HAND) => SIGNED,
            (true, _) => BLANK,
            (false, _) => 0,
        };
        let named = longest_word(label).min(10).max(width(label).min(BLANK));
        lines.needs(at, named.max(blank) + PADDING);
        wide.push(most.max(width(label).min(12)).max(blank).min(WIDEST) + PADDING);
    }
    lines.narrow(&mut wide, room);
    let all = wide.iter().sum::<usize>().max(1);
    let last = wide.len().saturating_sub(1);
    let mut left = room;
    for (at, own) in wide.iter_mut().enumerate() {
        *own = if at == last {
            left.max(1)
        } else {
            (*own * room / all).max(1)
        };
        left = left.saturating_sub(*own);
    }
    wide
}
