//! Texts as a terminal draws them: how many columns they take, cut and wrapped
//! to fit. Everything here expects text that has been sanitised.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What stands for what was cut off.
const CUT: char = '…';

/// Columns of the terminal that the text takes: a Chinese character two.
pub fn width(text: &str) -> usize {
    match text.is_ascii() {
        true => text.len(),
        false => text.width(),
    }
}

/// The most columns a character can add to a text.
fn step(c: char) -> usize {
    match c {
        // Makes the character before it an emoji, which is wider.
        '\u{fe0f}' => 1,
        c => c.width().unwrap_or(1),
    }
}

/// The text in at most `max` columns, with `…` at its end where it was cut.
pub fn cut(text: &str, max: usize) -> Cow<'_, str> {
    if width(text) <= max {
        return Cow::Borrowed(text);
    }
    let Some(room) = max.checked_sub(1) else {
        return Cow::Borrowed("");
    };
    let end = fitting(text, room);
    let mut kept = text.get(..end).unwrap_or("").trim_end().to_owned();
    kept.push(CUT);
    Cow::Owned(kept)
}

/// Where the longest beginning of at most `max` columns ends.
fn fitting(text: &str, max: usize) -> usize {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += step(c);
        if used > max {
            return at;
        }
    }
    text.len()
}

/// The text without what would move a cursor: breaks and control characters are blanks.
pub fn flat(text: &str) -> Cow<'_, str> {
    match text.contains(char::is_control) {
        true => Cow::Owned(text.replace(char::is_control, " ")),
        false => Cow::Borrowed(text),
    }
}

/// Adds spaces up to `to` columns: before the text where `right`.
pub fn pad(line: &mut String, text: &str, to: usize, right: bool) {
    let room = to.saturating_sub(width(text));
    if right {
        spaces(line, room);
    }
    line.push_str(text);
    if !right {
        spaces(line, room);
    }
}

/// Adds so many spaces.
pub fn spaces(line: &mut String, mut n: usize) {
    const BLANK: &str = "                                ";
    while n > BLANK.len() {
        line.push_str(BLANK);
        n -= BLANK.len();
    }
    line.push_str(&BLANK[..n]);
}

/// The text on lines of at most `max` columns: Latin words break at spaces,
/// Chinese anywhere but before a closing mark. Without `max`, only its own
/// line breaks count.
pub fn wrap(text: &str, max: Option<usize>) -> Vec<&str> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut rest = paragraph.trim_end();
        while let Some(max) = max.filter(|&max| width(rest) > max) {
            let (head, tail) = rest.split_at(break_at(rest, max));
            lines.push(head.trim_end());
            rest = tail.trim_start();
        }
        lines.push(rest);
    }
    lines
}

/// The widest piece that [`wrap`] never breaks where there is room for it.
pub fn longest_word(text: &str) -> usize {
    let mut longest = 0;
    let mut from = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, c)) {
            longest = longest.max(width(text.get(from..at).unwrap_or("").trim()));
            from = at;
        }
        before = Some(c);
    }
    longest.max(width(text.get(from..).unwrap_or("").trim()))
}

/// Where to break a text that is wider than `max`: never at its very start.
fn break_at(text: &str, max: usize) -> usize {
    let mut used = 0;
    let mut good = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, c)) {
            good = at;
        }
        used += step(c);
        if used > max && at > 0 {
            return match good {
                0 => at,
                good => good,
            };
        }
        before = Some(c);
    }
    text.len()
}

fn may_break(before: char, after: char) -> bool {
    if after == ' ' {
        return true;
    }
    let is_wide = |c: char| c.width() == Some(2);
    let clings = "，。、；：？！）》」』】〉”’…%）,.;:?!)]}".contains(after)
        || after.width() == Some(0)
        || before == '\u{200d}';
    let opens = "（《「『【〈“‘([{".contains(before);
    !clings && !opens && (before == ' ' || is_wide(before) || is_wide(after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cut_text_never_takes_more_and_says_that_it_was_cut() {
        assert_eq!(cut("杭州科技", 8), "杭州科技");
        assert_eq!(cut("杭州科技", 7), "杭州科…");
        assert_eq!(cut("杭州科技", 6), "杭州…");
        assert_eq!(cut("Acme Ltd", 6), "Acme…");
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
        assert_eq!(cut("abc", 0), "");
    }

    #[test]
    fn chinese_wraps_anywhere_but_before_a_closing_mark_and_latin_at_spaces() {
        assert_eq!(
            wrap("客户要求报价，周五前", Some(12)),
            ["客户要求报", "价，周五前"]
        );
        assert_eq!(
            wrap("send the quotation", Some(10)),
            ["send the", "quotation"]
        );
        assert_eq!(
            wrap("用 Kubernetes 部署", Some(10)),
            ["用", "Kubernetes", "部署"]
        );
        assert_eq!(wrap("abcdefgh", Some(3)), ["abc", "def", "gh"]);
        assert_eq!(wrap("一\n\n二", None), ["一", "", "二"]);
    }

    #[test]
    fn the_longest_word_is_as_narrow_as_a_text_can_be_wrapped() {
        assert_eq!(longest_word("60 台 = 296,400.00（−5%）"), 10);
        assert_eq!(longest_word("send the quotation"), 9);
        assert_eq!(longest_word(""), 0);
    }

    proptest! {
        #[test]
        fn cut_and_wrapped_text_fits(text in "\\PC*", max in 2usize..40) {
            prop_assert!(width(&cut(&text, max)) <= max);
            for line in wrap(&text, Some(max)) {
                prop_assert!(width(line) <= max, "{:?} is {}", line, width(line));
            }
        }

        #[test]
        fn wrapping_loses_nothing_but_white_space(text in "\\PC*", max in 2usize..40) {
            let squeeze = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(squeeze(&wrap(&text, Some(max)).concat()), squeeze(&text));
        }
    }
}
