//! How a sheet of several tables is laid out for paper: columns give way until they fit,
//! and texts go on in further lines, whose rows are made higher. Programs that show a
//! workbook do not all do so by themselves.

use std::collections::BTreeMap;

use super::super::measure::{longest_word, wrap};

/// A text is not squeezed below this, nor a longer word than this kept in one piece.
const FLOOR: (usize, usize) = (10, 24);

/// What is left free in a cell: fonts differ.
const MARGIN: usize = 1;

/// What stands in the cells of a sheet.
#[derive(Default)]
pub struct Lines {
    texts: Vec<(u32, usize, String)>,
    /// Below what a column must not become narrower.
    least: Vec<usize>,
}

impl Lines {
    /// Something stands in a row and a column; no text is as wide as it is.
    pub fn add(&mut self, row: u32, at: usize, text: Option<&str>, wide: usize) {
        match text {
            None => self.needs(at, wide),
            Some(text) => {
                self.needs(at, (longest_word(text) + MARGIN).clamp(FLOOR.0, FLOOR.1));
                self.texts.push((row, at, text.to_owned()));
            }
        }
    }

    /// A column needs so much.
    pub fn needs(&mut self, at: usize, wide: usize) {
        if self.least.len() <= at {
            self.least.resize(at + 1, 0);
        }
        if let Some(least) = self.least.get_mut(at) {
            *least = (*least).max(wide);
        }
    }

    /// Takes from the widest column until all fit, or none can give more.
    pub fn narrow(&self, widths: &mut [usize], room: usize) {
        while widths.iter().sum::<usize>() > room {
            let able = widths.iter_mut().zip(&self.least);
            let able = able.filter(|(wide, least)| **wide > **least);
            let Some((widest, _)) = able.max_by_key(|(wide, _)| **wide) else {
                return;
            };
            *widest -= 1;
        }
    }

    /// The rows that need more than one line, and how many.
    pub fn taller(&self, widths: &[usize]) -> BTreeMap<u32, u32> {
        let mut taller = BTreeMap::new();
        for (row, at, text) in &self.texts {
            let room = widths.get(*at).map(|wide| room(*wide, text));
            let lines = u32::try_from(wrap(text, room).len()).unwrap_or(u32::MAX);
            if lines > 1 {
                let known = taller.entry(*row).or_insert(lines);
                *known = lines.max(*known);
            }
        }
        taller
    }
}

/// How much of a text stands on a line: letters are narrower than the digits in which a
/// column's width is told, and Chinese characters are not.
fn room(wide: usize, text: &str) -> usize {
    match text.is_ascii() {
        true => wide + wide / 5,
        false => wide.saturating_sub(MARGIN).max(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_text_gives_way_and_its_row_grows() {
        let mut lines = Lines::default();
        lines.add(1, 0, None, 16);
        lines.add(
            1,
            1,
            Some("all sixty devices run for three days on end"),
            44,
        );
        lines.add(2, 1, Some("short"), 6);
        let mut widths = vec![16, 44];
        assert!(lines.taller(&widths).is_empty());
        lines.narrow(&mut widths, 40);
        assert_eq!(widths, [16, 24]);
        assert_eq!(lines.taller(&widths), BTreeMap::from([(1, 2)]));
        // Numbers and words keep what they need.
        lines.narrow(&mut widths, 5);
        assert_eq!(widths, [16, 10]);
    }

    #[test]
    fn room_to_write_on_keeps_its_lines() {
        let mut lines = Lines::default();
        lines.add(4, 1, Some("________\n________"), 9);
        assert_eq!(lines.taller(&[20, 40]), BTreeMap::from([(4, 2)]));
    }
}
