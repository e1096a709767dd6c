//! A little drawing in letters, as a terminal has it, becomes one in lines: letters of
//! different widths would not stand on one ground.

use std::fmt::Write as _;

use super::super::letters::{HEIGHTS, NONE, REST};

/// Of one letter, in the drawing's own units.
const WIDE: usize = 7;
const HIGH: usize = 16;

/// The drawing that a text is made of; `None` for other texts.
pub fn drawing(text: &str) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    let is_one = |letter: &char| HEIGHTS.contains(*letter) || [NONE, REST].contains(letter);
    if letters.len() < 2 || !letters.iter().all(is_one) {
        return None;
    }
    let mut svg = format!(
        "<svg class=\"spark\" viewBox=\"0 0 {} {HIGH}\" width=\"{0}\" height=\"{HIGH}\" aria-hidden=\"true\">",
        letters.len() * WIDE
    );
    for (at, letter) in letters.iter().enumerate() {
        let x = at * WIDE;
        let eighths = HEIGHTS.chars().position(|one| one == *letter);
        let (class, high) = match (*letter, eighths) {
            (REST, _) => ("rest", HIGH),
            (_, Some(eighths)) => ("k0", (eighths + 1) * HIGH / 8),
            (_, None) => ("rest", 1),
        };
        let (y, wide) = (HIGH - high, WIDE - 1);
        // Infallible: into a string.
        let _ = write!(
            svg,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\"/>"
        );
    }
    Some(svg + "</svg>")
}

#[cfg(test)]
mod tests {
    use super::drawing;

    #[test]
    fn letters_that_draw_become_lines() {
        let svg = drawing("·▁█░").expect("a drawing");
        assert_eq!(svg.matches("<rect").count(), 4);
        assert!(svg.contains("<rect class=\"k0\" x=\"7\" y=\"14\" width=\"6\" height=\"2\"/>"));
        assert!(svg.contains("<rect class=\"k0\" x=\"14\" y=\"0\" width=\"6\" height=\"16\"/>"));
        for text in ["", "·", "▁ 5", "a▁▂", "……"] {
            assert_eq!(drawing(text), None, "{text}");
        }
    }
}
