//! A shell's half-typed line read, and candidates written as it would have to
//! be typed. The one rule: what comes out of a file is text to every shell.

/// A line up to the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The words, quotes taken off; the last is the one being typed.
    pub words: Vec<String>,
    /// The quote that is open at the cursor.
    pub quote: Option<char>,
    /// The last word as it was typed.
    pub raw: String,
    /// Where in `raw` the open quote stands.
    pub opened: usize,
}

/// Reads a line as a shell with backslashes and two kinds of quotes does.
pub fn split(line: &str) -> Line {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let (mut quote, mut start, mut opened) = (None, line.len(), 0);
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if quote.is_none() && matches!(c, ' ' | '\t' | '\n') {
            words.extend(word.take());
            start = line.len();
            continue;
        }
        if word.is_none() {
            start = at;
        }
        let word = word.get_or_insert_default();
        match (quote, c) {
            (None, '\'' | '"') => (quote, opened) = (Some(c), at),
            (Some(open), c) if open == c => quote = None,
            (None, '\\') => word.extend(chars.next().map(|(_, c)| c)),
            (Some('"'), '\\') => match chars.next_if(|(_, c)| "\"\\$`".contains(*c)) {
                Some((_, escaped)) => word.push(escaped),
                None => word.push('\\'),
            },
            (_, c) => word.push(c),
        }
    }
    words.push(word.unwrap_or_default());
    Line {
        words,
        quote,
        raw: line.get(start..).unwrap_or_default().to_owned(),
        opened: opened.saturating_sub(start),
    }
}

/// `text` as bash reads it back, inside `quote` if one is open.
pub fn quoted(text: &str, quote: Option<char>) -> String {
    match quote {
        Some('\'') => text.replace('\'', r"'\''"),
        // History is expanded between double quotes too, and no backslash
        // there would go away again: the quotes are left for it.
        Some(_) => escaped(text, |c| "\"\\$`".contains(c)).replace('!', "\"\\!\""),
        None => escaped(text, |c| {
            !(c.is_alphanumeric() || "-_./,+@%:=".contains(c) || !c.is_ascii())
        }),
    }
}

fn escaped(text: &str, needs: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if needs(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

impl Line {
    /// How much of the last word readline leaves standing: what is before the
    /// open quote, or up to the last of `breaks` that no quote covers.
    fn kept(&self, breaks: &str) -> &str {
        if let Some(quote) = self.quote {
            return self
                .raw
                .get(..self.opened + quote.len_utf8())
                .unwrap_or_default();
        }
        let (mut quote, mut kept) = (None, 0);
        let mut chars = self.raw.char_indices();
        while let Some((at, c)) = chars.next() {
            match (quote, c) {
                (Some('\''), '\\') => {}
                (_, '\\') => drop(chars.next()),
                (Some(open), c) if open == c => quote = None,
                (None, '\'' | '"') => quote = Some(c),
                (None, ':' | '=' | '@') if breaks.contains(c) => kept = at + c.len_utf8(),
                _ => {}
            }
        }
        self.raw.get(..kept).unwrap_or_default()
    }

    /// What bash is to put at the cursor for `value`; `None` where what stands
    /// already does not begin it.
    pub fn insertion(&self, value: &str, breaks: &str) -> Option<String> {
        let kept = self.kept(breaks);
        let standing = split(kept).words.pop().unwrap_or_default();
        let rest = value.strip_prefix(&standing)?;
        // A tilde or a hash means something only where a word begins, and is
        // escaped everywhere.
        Some(quoted(rest, self.quote))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_half_typed_word_loses_its_quotes() {
        for (line, word, quote) in [
            ("kehu customer show ", "", None),
            ("kehu customer show 杭州\\ 开", "杭州 开", None),
            ("kehu customer show '杭州 开", "杭州 开", Some('\'')),
            ("kehu customer show \"a\\\"b $", "a\"b $", Some('"')),
            ("kehu log x --tag=ol", "--tag=ol", None),
        ] {
            let read = split(line);
            assert_eq!(read.words.last().map(String::as_str), Some(word), "{line}");
            assert_eq!(read.quote, quote, "{line}");
        }
    }

    #[test]
    fn readline_is_given_only_what_it_replaces() {
        let breaks = "\"'@><=;|&(:";
        for (line, value, inserted) in [
            ("k Acme:", "Acme: Ltd", Some(r"\ Ltd")),
            ("k Acme\\:", "Acme: Ltd", Some(r"Acme:\ Ltd")),
            ("k --tag=ol", "--tag=old", Some("old")),
            ("k --name=\"a b", "--name=a bc", Some("a bc")),
            ("k \"a:", "a: $(x)", Some(r"a: \$(x)")),
            ("k x:", "Acme", None),
        ] {
            let got = split(line).insertion(value, breaks);
            assert_eq!(got.as_deref(), inserted, "{line}");
        }
    }

    proptest! {
        #[test]
        fn quoted_text_is_read_back_as_it_was(text in "[^\n\\p{Cc}]{0,20}") {
            for open in [None, Some('\''), Some('"')] {
                let mut typed = open.map(String::from).unwrap_or_default();
                typed.push_str(&quoted(&text, open));
                typed.extend(open);
                let read = split(&format!("kehu {typed}"));
                prop_assert_eq!(read.words.last(), Some(&text));
                prop_assert_eq!(read.quote, None);
            }
        }

        #[test]
        fn no_line_is_too_strange(line in "\\PC{0,30}", breaks in "\\PC{0,5}", value in "\\PC{0,9}") {
            let _ = split(&line).insertion(&value, &breaks);
        }
    }
}
