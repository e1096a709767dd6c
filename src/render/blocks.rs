//! Prose in blocks: a mark in the margin, lines under one another beside it,
//! each wrapped to the terminal and hanging under its first word.

use std::io::Write;

use super::measure::{pad, width, wrap};
use super::paint::Paint;
use super::table::room;
use super::{Style, sanitise};
use crate::problem::Failure;
use crate::words::Say;

/// How a line stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Plain,
    Strong,
    Faint,
}

/// One thing that is told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// Stands in the margin: a number, an hour.
    pub mark: String,
    pub lines: Vec<(Say, Weight)>,
    /// A blank line before it.
    pub apart: bool,
}

impl Block {
    /// A line without a margin.
    pub fn line(text: Say, weight: Weight) -> Self {
        Block {
            lines: vec![(text, weight)],
            ..Block::default()
        }
    }

    pub fn apart(mut self) -> Self {
        self.apart = true;
        self
    }
}

/// Writes blocks; their margins are as wide as the widest mark.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(blocks: &[Block], style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    let marks = blocks.iter().map(|block| width(&block.mark)).max();
    let margin = marks.filter(|wide| *wide > 0).map_or(0, |wide| wide + 2);
    for (at, block) in blocks.iter().enumerate() {
        if block.apart && at > 0 {
            writeln!(out)?;
        }
        // What has no mark stands at the very left.
        let margin = if block.mark.is_empty() { 0 } else { margin };
        for (n, (text, weight)) in block.lines.iter().enumerate() {
            let text = sanitise::line(text.to(style.tongue.lang)).into_owned();
            let space = room(style).map(|room| room.saturating_sub(margin).max(8));
            for (m, piece) in wrap(&text, space).into_iter().enumerate() {
                let mark = if n == 0 && m == 0 { &block.mark } else { "" };
                let mut line = String::new();
                let wide = margin.saturating_sub(2);
                pad(&mut line, mark, wide, true);
                if margin > 0 {
                    line.push_str("  ");
                }
                line.push_str(&painted(piece, *weight, style.color));
                writeln!(out, "{}", line.trim_end())?;
            }
        }
    }
    Ok(())
}

fn painted(text: &str, weight: Weight, color: bool) -> std::borrow::Cow<'_, str> {
    match weight {
        Weight::Plain => text.into(),
        Weight::Strong => Paint::Bold.on(text, color),
        Weight::Faint => Paint::Dim.on(text, color),
    }
}
