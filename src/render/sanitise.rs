//! Text from outside never reaches a terminal as an escape sequence, and never
//! shows otherwise than it reads: every text passes here on its way out.

use std::borrow::Cow;

/// What a character may do in an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Keep,
    Break,
    Tab,
    /// A control character: a space stands for it.
    Control,
    /// Invisible, or turns the direction of the text around it: removed.
    Invisible,
}

fn class(c: char) -> Class {
    match c {
        // Letters and digits; then Chinese, with its punctuation.
        ' '..='~' | '\u{3000}'..='\u{9fff}' => Class::Keep,
        '\t' => Class::Tab,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Class::Break,
        // C0, DEL and C1: U+009B alone begins an escape sequence.
        c if c.is_control() => Class::Control,
        // Soft hyphen, Arabic letter mark, Mongolian vowel separator.
        '\u{ad}' | '\u{61c}' | '\u{180e}' => Class::Invisible,
        // Zero-width space and non-joiner; the joiner holds emoji together.
        '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' => Class::Invisible,
        // Bidirectional embeddings, overrides, isolates; invisible operators.
        '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => Class::Invisible,
        '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => Class::Invisible,
        _ => Class::Keep,
    }
}

/// Whether a character may stand in an answer as it is.
pub fn is_safe(c: char) -> bool {
    class(c) == Class::Keep
}

/// On one line, its line breaks visible: for a cell of a list.
pub fn line(text: &str) -> Cow<'_, str> {
    cleaned(text.trim_end_matches(['\n', '\r']), " ⏎ ", " ")
}

/// On one line, its line breaks spaces: for tab-separated text.
pub fn flat(text: &str) -> Cow<'_, str> {
    cleaned(text, " ", " ")
}

/// On as many lines as it has: for sheets.
pub fn lines(text: &str) -> Cow<'_, str> {
    cleaned(text, "\n", " ")
}

/// With its lines and tabs: for files that can hold them.
pub fn file(text: &str) -> Cow<'_, str> {
    cleaned(text, "\n", "\t")
}

/// `text` as `how` leaves it, copied only where that changes anything.
pub fn passed<'t>(text: Cow<'t, str>, how: impl Fn(&str) -> Cow<'_, str>) -> Cow<'t, str> {
    let new = match how(&text) {
        Cow::Borrowed(same) if same.len() == text.len() => None,
        new => Some(new.into_owned()),
    };
    new.map_or(text, Cow::Owned)
}

fn cleaned<'t>(text: &'t str, line_break: &str, tab: &str) -> Cow<'t, str> {
    if text.chars().all(is_safe) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len() + line_break.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match class(c) {
            Class::Keep => clean.push(c),
            Class::Tab => clean.push_str(tab),
            Class::Control => clean.push(' '),
            Class::Invisible => {}
            Class::Break => {
                if c == '\r' {
                    chars.next_if_eq(&'\n');
                }
                clean.push_str(line_break);
            }
        }
    }
    Cow::Owned(clean)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes_and_turned_text_do_not_get_through() {
        assert_eq!(line("\u{1b}[31m红\u{7}\u{9b}2J"), " [31m红  2J");
        assert_eq!(line("invoice\u{202e}fdp.exe"), "invoicefdp.exe");
        assert_eq!(line("杭\u{200b}州\u{feff}\u{2067}科技"), "杭州科技");
        assert_eq!(line("\u{1b}]8;;http://x\u{1b}\\y"), " ]8;;http://x \\y");
    }

    #[test]
    fn joiners_and_variation_selectors_stay() {
        assert_eq!(line("👩\u{200d}💻 ❤\u{fe0f}"), "👩\u{200d}💻 ❤\u{fe0f}");
    }

    #[test]
    fn line_breaks_fit_the_place() {
        assert_eq!(line("一\r\n二\r三\n"), "一 ⏎ 二 ⏎ 三");
        assert_eq!(flat("一\n二\t三"), "一 二 三");
        assert_eq!(lines("一\r\n\r\n二\u{2028}三"), "一\n\n二\n三");
        assert_eq!(file("一\t二\r\n三"), "一\t二\n三");
    }

    proptest! {
        #[test]
        fn nothing_unsafe_is_left(text in any::<String>()) {
            for clean in [line(&text), flat(&text)] {
                prop_assert!(clean.chars().all(is_safe));
            }
            prop_assert!(lines(&text).chars().all(|c| is_safe(c) || c == '\n'));
            prop_assert!(file(&text).chars().all(|c| is_safe(c) || matches!(c, '\n' | '\t')));
        }

        #[test]
        fn cleaning_twice_changes_nothing(text in any::<String>()) {
            let once = lines(&text).into_owned();
            prop_assert_eq!(lines(&once), once.as_str());
        }
    }
}
