//! A list of periods drawn as lines: how each value went, with a gap where there is none.

use std::io::Write;

use super::super::measure::width;
use super::bars::{Bars, COLUMN, Group};
use super::drawing::Frame;
use super::escape::text;
use crate::problem::Failure;

/// How high the drawing is, above and below what is drawn with it.
const HIGH: f64 = 132.0;
const ABOVE: f64 = 18.0;
const BELOW: f64 = 22.0;

/// Where the values of a drawing lie.
struct Ground {
    left: f64,
    /// Between two periods.
    step: f64,
    most: f64,
}

impl Ground {
    fn x(&self, at: usize) -> f64 {
        self.left + self.step * at as f64
    }

    fn y(&self, value: f64) -> f64 {
        ABOVE + HIGH * (1.0 - value / self.most)
    }
}

/// Writes it into its frame.
pub(super) fn write(bars: &Bars, frame: &Frame<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    let wide = frame.wide;
    let (names, last) = (&bars.groups, bars.groups.len().saturating_sub(1));
    let ends = names.iter().flat_map(|group| &group.bars);
    let said = ends.map(|bar| width(&bar.said)).max().unwrap_or(0) as f64 * COLUMN;
    let name = names.iter().map(|group| width(&group.name)).max();
    let name = name.unwrap_or(0) as f64 * COLUMN;
    // Half of what stands over or under the first and the last lies outside.
    let left = name.max(said) / 2.0 + 2.0;
    let ground = Ground {
        left,
        step: (wide - left * 2.0) / last.max(1) as f64,
        most: bars.most,
    };
    frame.open(ABOVE + HIGH + BELOW, &bars.told(frame.lang), out)?;
    for share in [0.0, 0.5, 1.0] {
        let (y, to) = (ground.y(bars.most * share), wide - left);
        writeln!(
            out,
            "<line class=\"axis\" x1=\"{left:.1}\" y1=\"{y:.1}\" x2=\"{to:.1}\" y2=\"{y:.1}\"/>"
        )?;
    }
    // As many names as have room, the last one always.
    let each = ((name + COLUMN) / ground.step).ceil().max(1.0) as usize;
    for (at, group) in names.iter().enumerate() {
        if (last - at) % each == 0 {
            let (x, y) = (ground.x(at), ABOVE + HIGH + 16.0);
            let name = text(&group.name);
            writeln!(
                out,
                "<text class=\"period\" x=\"{x:.1}\" y=\"{y:.1}\">{name}</text>"
            )?;
        }
    }
    for series in (0..bars.series.len()).rev() {
        line(names, series, &ground, out)?;
    }
    bars.close(frame.lang, out)
}

/// One value through all periods, said at the end; and what the uppermost line stands for.
fn line(
    groups: &[Group],
    series: usize,
    ground: &Ground,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let values: Vec<Option<f64>> = groups
        .iter()
        .map(|group| group.bars.get(series).and_then(|bar| bar.value))
        .collect();
    let mut path = String::new();
    let mut joined = false;
    for (at, value) in values.iter().enumerate() {
        if let Some(value) = value {
            let letter = if joined { 'L' } else { 'M' };
            path += &format!("{letter}{:.1} {:.1}", ground.x(at), ground.y(*value));
        }
        joined = value.is_some();
    }
    writeln!(out, "<path class=\"l{series}\" d=\"{path}\"/>")?;
    let known = || {
        values
            .iter()
            .enumerate()
            .filter_map(|(at, one)| Some((at, (*one)?)))
    };
    for (at, value) in known() {
        let (x, y) = (ground.x(at), ground.y(value));
        writeln!(
            out,
            "<circle class=\"k{series}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.6\"/>"
        )?;
    }
    // Numbers over each of two lines would meet.
    if series > 0 {
        return Ok(());
    }
    let said = |at: usize| {
        let bar = groups.get(at).and_then(|group| group.bars.first());
        bar.map_or(String::new(), |bar| text(&bar.said))
    };
    let Some((newest, value)) = known().next_back() else {
        return Ok(());
    };
    // Not across its own line.
    let falls = newest > 0 && values[newest - 1].is_some_and(|before| before > value);
    let (x, y) = (ground.x(newest), ground.y(value));
    let y = if falls { y + 16.0 } else { y - 7.0 };
    let newest_said = said(newest);
    writeln!(
        out,
        "<text class=\"value\" x=\"{x:.1}\" y=\"{y:.1}\">{newest_said}</text>"
    )?;
    // What the uppermost line stands for.
    let highest = known().find(|(_, one)| *one >= ground.most);
    if let Some((highest, _)) = highest.filter(|(at, _)| *at != newest) {
        let (x, y, said) = (ground.left, ABOVE - 5.0, said(highest));
        writeln!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\">{said}</text>")?;
    }
    Ok(())
}
