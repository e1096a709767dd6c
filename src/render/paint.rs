//! The shades a table has: bold and dim, and the colours of days; none without
//! colour.

use std::borrow::Cow;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    Bold,
    Dim,
    Red,
    Yellow,
    Cyan,
}

impl Paint {
    /// The text in this shade, if there is colour at all.
    pub fn on(self, text: &str, color: bool) -> Cow<'_, str> {
        if !color || text.is_empty() {
            return Cow::Borrowed(text);
        }
        let code = match self {
            Paint::Bold => 1,
            Paint::Dim => 2,
            Paint::Red => 31,
            Paint::Yellow => 33,
            Paint::Cyan => 36,
        };
        Cow::Owned(format!("\u{1b}[{code}m{text}\u{1b}[0m"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_no_escape_without_colour() {
        assert_eq!(Paint::Bold.on("编号", false), "编号");
        assert_eq!(Paint::Dim.on("编号", true), "\u{1b}[2m编号\u{1b}[0m");
    }
}
