//! The letters that draw: bars, little columns, ranges; and what stands for each where a
//! terminal has letters of ASCII alone.

use std::borrow::Cow;

/// What each is high, in eighths of the line.
pub const HEIGHTS: &str = "▁▂▃▄▅▆▇█";

/// A place without a value; what is not reached of a bar.
pub const NONE: char = '·';
pub const REST: char = '░';

/// A bar, and the parts of a range: median, mean, the box and the line behind it.
pub const FULL: char = '█';
pub const MEDIAN: char = '┃';
pub const MEAN: char = '◆';
pub const BOX: char = '▒';
pub const LINE: char = '─';

/// What stands for each in ASCII.
const PLAIN: [(char, char); 15] = [
    ('▁', '_'),
    ('▂', '.'),
    ('▃', ':'),
    ('▄', '-'),
    ('▅', '='),
    ('▆', '+'),
    ('▇', '*'),
    (FULL, '#'),
    ('▓', '%'),
    (REST, '.'),
    (NONE, '?'),
    (MEDIAN, '|'),
    (MEAN, 'o'),
    (BOX, '='),
    (LINE, '-'),
];

/// What stands for a letter in ASCII, if it draws.
pub fn plain(letter: char) -> Option<char> {
    let found = PLAIN.iter().find(|(one, _)| *one == letter);
    found.map(|(_, plain)| *plain)
}

/// A text whose letters all draw, in ASCII; any other one as it is. A single dot or dash
/// is punctuation.
pub fn in_ascii(text: Cow<'_, str>) -> Cow<'_, str> {
    let draws = |letter: char| letter == ' ' || plain(letter).is_some();
    let is_drawing = text
        .chars()
        .any(|letter| HEIGHTS.contains(letter) || letter == REST)
        || text.chars().filter(|letter| *letter != ' ').count() > 1;
    match is_drawing && text.chars().all(draws) {
        true => text
            .chars()
            .map(|letter| plain(letter).unwrap_or(letter))
            .collect::<String>()
            .into(),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_draws_becomes_ascii_and_the_rest_stays() {
        for (text, plain) in [
            ("▁▂▃▄▅▆▇█", "_.:-=+*#"),
            ("··▁█", "??_#"),
            ("███░░", "###.."),
            ("  ┃▒▒◆▒──", "  |==o=--"),
            ("█", "#"),
            ("·", "·"),
            ("—", "—"),
            ("A · B", "A · B"),
            ("", ""),
            ("    ", "    "),
        ] {
            assert_eq!(in_ascii(text.into()), plain, "{text}");
        }
        let all = PLAIN.iter().map(|(_, plain)| plain);
        assert!(all.clone().all(char::is_ascii));
        assert!(HEIGHTS.chars().all(|letter| plain(letter).is_some()));
    }
}
