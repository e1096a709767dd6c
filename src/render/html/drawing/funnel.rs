//! A funnel: each step as wide as what is left, round one middle, and between two of them
//! the share that went on.

use std::io::Write;

use super::super::super::measure::{cut, width};
use super::super::super::picture::Step;
use super::super::bars::COLUMN;
use super::super::escape::text;
use super::Frame;
use crate::problem::Failure;
use crate::words::t;

/// How high a step is, and what lies between two.
const STEP: f64 = 26.0;
const BETWEEN: f64 = 20.0;

/// The longest name beside a step, in columns of a terminal.
const NAME: usize = 18;

/// No step is narrower, so that it is seen.
const LEAST: f64 = 2.0;

pub(super) fn write(
    steps: &[Step],
    frame: &Frame<'_>,
    told: &str,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let widest = |of: &dyn Fn(&Step) -> usize| steps.iter().map(of).max().unwrap_or(0) as f64;
    let left = widest(&|step| width(&step.name).min(NAME)) * COLUMN + 12.0;
    let right = widest(&|step| width(&said(step))) * COLUMN + 12.0;
    let room = (frame.wide - left - right).max(60.0);
    let most = steps.iter().map(|step| step.size).fold(0.0, f64::max);
    let long = |step: &Step| (step.size / most * room).max(LEAST);
    let middle = left + room / 2.0;
    let high = steps.len() as f64 * (STEP + BETWEEN) - BETWEEN + 2.0;
    frame.open(high, told, out)?;
    for (nth, step) in steps.iter().enumerate() {
        let (top, wide) = (nth as f64 * (STEP + BETWEEN) + 1.0, long(step));
        let (x, line) = (middle - wide / 2.0, top + STEP / 2.0 + 4.0);
        let (end, start) = (left - 8.0, middle + room / 2.0 + 8.0);
        let (name, said) = (text(&cut(&step.name, NAME)), text(&said(step)));
        writeln!(
            out,
            "<rect class=\"k0\" x=\"{x:.1}\" y=\"{top:.1}\" width=\"{wide:.1}\" height=\"{STEP}\"/>\
             <text class=\"name\" x=\"{end:.1}\" y=\"{line:.1}\">{name}</text>\
             <text class=\"v0\" x=\"{start:.1}\" y=\"{line:.1}\">{said}</text>"
        )?;
        let Some(next) = steps.get(nth + 1) else {
            continue;
        };
        let (from, to) = (top + STEP, top + STEP + BETWEEN);
        let (above, below) = (wide / 2.0, long(next) / 2.0);
        writeln!(
            out,
            "<path class=\"slope\" d=\"M{:.1} {from:.1}L{:.1} {from:.1}L{:.1} {to:.1}L{:.1} {to:.1}Z\"/>",
            middle - above,
            middle + above,
            middle + below,
            middle - below
        )?;
        if let Some(on) = &step.on {
            let (line, on) = (from + BETWEEN / 2.0 + 4.0, text(on));
            writeln!(
                out,
                "<text class=\"value\" x=\"{middle:.1}\" y=\"{line:.1}\">↓ {on}</text>"
            )?;
        }
    }
    let word = t("↓ share that went on", "↓ 进入下一步的占比").to(frame.lang);
    frame.close(&[("plain", word)], out)
}

/// What stands beside a step.
fn said(step: &Step) -> String {
    match &step.beside {
        Some(beside) => format!("{} · {beside}", step.said),
        None => step.said.clone(),
    }
}
