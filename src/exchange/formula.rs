//! Text from outside never reaches a spreadsheet as a formula: a text that a
//! spreadsheet would calculate gets a leading `'`, and reading it back takes
//! exactly that one away.

use std::borrow::Cow;

/// Whether a spreadsheet may take the text for a formula: it begins with one
/// of these, full-width forms included, after any spaces. Quotes before it
/// count too, so that quoting can always be undone.
fn looks_like_formula(text: &str) -> bool {
    let after_spaces = text.trim_start_matches(['\'', ' ', '\u{a0}', '\u{3000}']);
    after_spaces.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// The text as a spreadsheet will show it and never calculate it.
pub fn quote_formula(text: &str) -> Cow<'_, str> {
    match looks_like_formula(text) {
        true => Cow::Owned(format!("'{text}")),
        false => Cow::Borrowed(text),
    }
}

/// Takes away what [`quote_formula`] put before a text; any other text stays.
pub fn unquote_formula(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if looks_like_formula(rest) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_spreadsheet_would_calculate_is_quoted() {
        for text in [
            "=1+1",
            "+8613912345678",
            "-2",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "＝1+1",
            " =1",
        ] {
            assert_eq!(quote_formula(text), format!("'{text}"));
        }
        for text in ["杭州科技", "1+1", "O'Brien", "'引用'", "", "a=b"] {
            assert_eq!(quote_formula(text), text);
        }
    }

    #[test]
    fn a_text_that_had_a_quote_keeps_it() {
        assert_eq!(quote_formula("'=1"), "''=1");
        assert_eq!(unquote_formula("''=1"), "'=1");
        assert_eq!(unquote_formula("'引用'"), "'引用'");
    }

    proptest! {
        #[test]
        fn quoting_can_be_undone(text in "['=+@ \t＝a客-]{0,6}|\\PC*") {
            let quoted = quote_formula(&text);
            prop_assert_eq!(unquote_formula(&quoted), text.as_str());
        }
    }
}
