//! Content lines, of which address books and calendars are made: escaped, and
//! broken after 75 bytes, never inside a character (RFC 6350, RFC 5545).

/// The longest line, in bytes, without its end.
pub const LONGEST: usize = 75;

/// A text as a value.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ',' | ';' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            '\r' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Puts a line down, broken where it is too long.
pub fn fold(line: &str, to: &mut String) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LONGEST {
            to.push_str("\r\n ");
            used = 1;
        }
        to.push(c);
        used += c.len_utf8();
    }
    to.push_str("\r\n");
}
