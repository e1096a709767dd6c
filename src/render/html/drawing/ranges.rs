//! How times are spread: a box from the median to what nine of ten need, a line on to what
//! nearly all need, a diamond for the mean, over one ground.

use std::io::Write;

use super::super::super::measure::{cut, width};
use super::super::super::picture::{BEHIND, BOX, MARKS, Range, Ranges};
use super::super::bars::COLUMN;
use super::super::escape::text;
use super::Frame;
use crate::problem::Failure;
use crate::words::t;

/// How high a row is, its box, and what stands below them all.
const ROW: f64 = 34.0;
const THICK: f64 = 14.0;
const BELOW: f64 = 22.0;

/// The longest name beside a box, in columns of a terminal.
const NAME: usize = 18;

pub(super) fn write(
    all: &Ranges,
    frame: &Frame<'_>,
    told: &str,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let names = all.ranges.iter().map(|range| width(&range.name).min(NAME));
    let left = names.max().unwrap_or(0) as f64 * COLUMN + 16.0;
    let last = all.scale.ticks.last().map_or(0, |(_, said)| width(said));
    let right = last as f64 * COLUMN / 2.0 + 4.0;
    let room = (frame.wide - left - right).max(60.0);
    let high = all.ranges.len() as f64 * ROW;
    frame.open(high + BELOW, told, out)?;
    for (value, said) in &all.scale.ticks {
        let x = left + all.scale.at(*value) * room;
        let (line, said) = (high + 16.0, text(said));
        writeln!(
            out,
            "<line class=\"axis\" x1=\"{x:.1}\" y1=\"0\" x2=\"{x:.1}\" y2=\"{high}\"/>\
             <text class=\"period\" x=\"{x:.1}\" y=\"{line}\">{said}</text>"
        )?;
    }
    for (nth, range) in all.ranges.iter().enumerate() {
        let middle = (nth as f64 + 0.5) * ROW;
        let (end, line) = (left - 10.0, middle + 4.0);
        let name = text(&cut(&range.name, NAME));
        writeln!(
            out,
            "<text class=\"name\" x=\"{end:.1}\" y=\"{line:.1}\">{name}</text>"
        )?;
        let at = |mark: usize| {
            range
                .at(mark)
                .map(|value| left + all.scale.at(value) * room)
        };
        one(range, at, middle, out)?;
    }
    let words = [
        ("tick", MARKS[0]),
        ("gem", MARKS[1]),
        ("box", BOX),
        ("line", BEHIND),
    ];
    let words = words.map(|(class, word)| (class, word.to(frame.lang)));
    let mut signs = words[..all.marks().min(words.len())].to_vec();
    if all.scale.is_log() {
        let word = t("logarithmic scale", "对数刻度");
        signs.push(("plain", word.to(frame.lang)));
    }
    frame.close(&signs, out)
}

fn one(
    range: &Range,
    at: impl Fn(usize) -> Option<f64>,
    middle: f64,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let top = middle - THICK / 2.0;
    let [median, mean, most, all] = [0, 1, 2, 3].map(at);
    if let (Some(from), Some(to)) = (most, all) {
        let (low, high) = (middle - 5.0, middle + 5.0);
        writeln!(
            out,
            "<path class=\"whisker\" d=\"M{from:.1} {middle:.1}L{to:.1} {middle:.1}M{to:.1} {low:.1}L{to:.1} {high:.1}\"/>"
        )?;
    }
    if let (Some(from), Some(to)) = (median, most) {
        let wide = (to - from).max(1.0);
        writeln!(
            out,
            "<rect class=\"range\" x=\"{from:.1}\" y=\"{top:.1}\" width=\"{wide:.1}\" height=\"{THICK}\"/>"
        )?;
    }
    if let Some(x) = median {
        let (from, to) = (top - 4.0, top + THICK + 4.0);
        writeln!(
            out,
            "<path class=\"median\" d=\"M{x:.1} {from:.1}L{x:.1} {to:.1}\"/>"
        )?;
    }
    if let Some(x) = mean {
        let said = range.marks[1].as_ref().map_or("", |(_, said)| said);
        writeln!(
            out,
            "<path class=\"gem\" d=\"M{x:.1} {:.1}l6 6l-6 6l-6 -6Z\"><title>{}</title></path>",
            middle - 6.0,
            text(said)
        )?;
    }
    Ok(())
}
