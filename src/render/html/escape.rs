//! Text as a page may hold it: never markup, never the end of an attribute or of
//! a style.

use super::super::sanitise;

/// Text between tags and in quoted attributes, on as many lines as it has.
pub fn text(text: &str) -> String {
    let clean = sanitise::lines(text);
    let mut safe = String::with_capacity(clean.len() + 8);
    for c in clean.trim_end().chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // No document may hold these two.
            '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            c => safe.push(c),
        }
    }
    safe
}

/// Text in a quoted string of a style: whatever could end it is written as a
/// number.
pub fn css(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in sanitise::flat(text).chars() {
        match c {
            ' ' => safe.push(' '),
            c if c.is_alphanumeric() => safe.push(c),
            c => safe.push_str(&format!("\\{:x} ", u32::from(c))),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_is_text() {
        assert_eq!(
            text("<b a=\"1\">R&D's\u{1b}</b>\n二\n"),
            "&lt;b a=&quot;1&quot;&gt;R&amp;D&#39;s &lt;/b&gt;\n二"
        );
    }

    proptest! {
        #[test]
        fn nothing_ends_a_tag_an_attribute_or_a_style(given in any::<String>()) {
            let ends_markup = text(&given).contains(['<', '>', '"', '\'']);
            let ends_style = css(&given).contains(['<', '>', '"', '\'', '\n', '}', ';', '/']);
            prop_assert!(!ends_markup && !ends_style);
        }
    }
}
