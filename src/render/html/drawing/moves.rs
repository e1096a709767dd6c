//! From where to where, as a square: a number in each cell, darker where it is more, and
//! an arrow that says whether it is a gain.

use std::io::Write;

use super::super::super::measure::width;
use super::super::super::picture::Moves;
use super::super::bars::COLUMN;
use super::super::escape::text;
use super::Frame;
use crate::problem::Failure;
use crate::words::t;

/// How high a row is, and the two rows of headings.
const ROW: f64 = 36.0;
const HEAD: f64 = 44.0;

/// The widest column.
const WIDEST: f64 = 84.0;

/// Shades of what is more than nothing: the darkest leaves what stands on it readable.
const SHADES: usize = 4;

pub(super) fn write(
    moves: &Moves,
    frame: &Frame<'_>,
    told: &str,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let n = moves.ends.len() as f64;
    let widest = moves.ends.iter().map(|end| width(end)).max().unwrap_or(0);
    let from = t("From", "变动前").to(frame.lang);
    let to = t("To", "变动后").to(frame.lang);
    let left = widest.max(width(from)) as f64 * COLUMN + 16.0;
    let each = ((frame.wide - left - 2.0) / n).min(WIDEST);
    let (end, high) = (left - 8.0, HEAD + ROW * n + 2.0);
    frame.open(high, told, out)?;
    writeln!(
        out,
        "<text class=\"value\" x=\"{:.1}\" y=\"13\">{}</text>\
         <text class=\"from\" x=\"{end:.1}\" y=\"35\">{}</text>",
        left + each * n / 2.0,
        text(to),
        text(from)
    )?;
    for (at, name) in moves.ends.iter().enumerate() {
        let (x, y) = (
            left + each * (at as f64 + 0.5),
            HEAD + ROW * (at as f64 + 0.5) + 4.0,
        );
        let name = text(name);
        writeln!(
            out,
            "<text class=\"period\" x=\"{x:.1}\" y=\"35\">{name}</text>\
             <text class=\"name\" x=\"{end:.1}\" y=\"{y:.1}\">{name}</text>"
        )?;
    }
    for (from, row) in moves.cells.iter().enumerate() {
        for (to, moved) in row.iter().enumerate() {
            let (x, y) = (left + each * to as f64, HEAD + ROW * from as f64);
            let shade = match (from == to, moves.shade(*moved, SHADES)) {
                (true, _) => "same".to_owned(),
                (false, shade) => format!("m{shade}"),
            };
            let (wide, high) = (each - 2.0, ROW - 2.0);
            writeln!(
                out,
                "<rect class=\"cell {shade}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{wide:.1}\" height=\"{high}\"/>"
            )?;
            let arrow = if to < from { "↑" } else { "↓" };
            let said = match moved {
                0 => continue,
                moved => format!("{moved} {arrow}"),
            };
            let (x, y) = (x + wide / 2.0, y + high / 2.0 + 4.0);
            writeln!(
                out,
                "<text class=\"value\" x=\"{x:.1}\" y=\"{y:.1}\">{said}</text>"
            )?;
        }
    }
    let words = t(
        "how many moved: ↑ up, ↓ down; darker is more",
        "变动数：↑ 上升，↓ 下降；颜色越深越多",
    );
    frame.close(&[("plain", words.to(frame.lang))], out)
}
