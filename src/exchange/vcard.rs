//! An address book as a [`Sheet`] of contacts: vCard 2.1, 3.0 and 4.0 as
//! phones and offices write them, one card a row. A card that cannot be read is
//! that row's problem alone.

mod card;
mod tally;
mod write;

use super::{Row, Sheet, text};
use crate::form::Form;
use crate::problem::Problem;
use crate::records::Contact;
use crate::say;
use tally::Tally;

pub use write::card;

/// A card's lines in the file.
struct Span<'t> {
    /// Where it begins, from 1.
    line: usize,
    lines: Vec<&'t str>,
    closed: bool,
}

/// Whether these bytes mean to be an address book.
pub fn is_vcard(bytes: &[u8]) -> bool {
    let head = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let head = head.trim_ascii_start();
    head.get(..11)
        .is_some_and(|head| head.eq_ignore_ascii_case(b"BEGIN:VCARD"))
}

/// Reads every card; the headings are the keys of the contact's form.
///
/// # Errors
/// Where the bytes are no text, or hold no card.
pub fn read(bytes: &[u8]) -> Result<Sheet, Problem> {
    let (text, _) = text::decode(bytes)?;
    let (spans, stray) = split(&text);
    if spans.is_empty() {
        return Err(Problem::usage(say!(
            "the file holds no card (BEGIN:VCARD … END:VCARD)",
            "文件中没有名片（BEGIN:VCARD … END:VCARD）"
        )));
    }
    let mut tally = Tally::default();
    let rows = spans.iter().map(|span| row(span, &mut tally)).collect();
    let mut notes: Vec<_> = tally.said().into_iter().collect();
    notes.extend(stray.map(|line| {
        say!(
            "text outside of any card left out, the first in line {line}",
            "名片之外的文字未读取，首处在第 {line} 行"
        )
    }));
    let headers = Contact::FIELDS.iter().map(|field| field.key.to_owned());
    Ok(Sheet {
        headers: headers.collect(),
        rows,
        notes,
    })
}

fn row(span: &Span<'_>, tally: &mut Tally) -> Row {
    let card = match span.closed {
        true => card::read(&span.lines, tally),
        false => Err(Problem::usage(say!(
            "the card that begins here is never closed (END:VCARD)",
            "此处开始的名片没有结束（END:VCARD）"
        ))),
    };
    let (cells, problem) = match card {
        Ok(cells) => (cells, None),
        Err(problem) => (Vec::new(), Some(problem)),
    };
    Row {
        line: span.line,
        cells,
        problem,
    }
}

/// The cards of a file, and the first line that belongs to none.
fn split(text: &str) -> (Vec<Span<'_>>, Option<usize>) {
    let is = |line: &str, word: &str| line.trim().eq_ignore_ascii_case(word);
    let (mut spans, mut stray) = (Vec::new(), None);
    let mut open: Option<Span<'_>> = None;
    // A card inside another one, an agent's: read over.
    let mut inside = 0_usize;
    for (at, line) in lines(text).enumerate() {
        let begins = is(line, "BEGIN:VCARD");
        match &mut open {
            Some(span) if begins && (inside > 0 || holds_agent(span)) => inside += 1,
            Some(span) if !begins => {
                let ends = is(line, "END:VCARD");
                match (ends, inside) {
                    (true, 0) => {
                        span.closed = true;
                        span.lines.push(line);
                        spans.extend(open.take());
                    }
                    (true, _) => inside -= 1,
                    (false, 0) => span.lines.push(line),
                    (false, _) => {}
                }
            }
            None if !begins => {
                if !line.trim().is_empty() {
                    stray = stray.or(Some(at + 1));
                }
            }
            _ => {
                inside = 0;
                spans.extend(open.replace(Span {
                    line: at + 1,
                    lines: vec![line],
                    closed: false,
                }));
            }
        }
    }
    spans.extend(open);
    (spans, stray)
}

/// The lines of a text, whatever ends them.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = text.find(['\r', '\n']) else {
            rest = None;
            return Some(text);
        };
        let after = if text[end..].starts_with("\r\n") {
            2
        } else {
            1
        };
        rest = Some(&text[end + after..]);
        Some(&text[..end])
    })
}

fn holds_agent(span: &Span<'_>) -> bool {
    let last = span.lines.iter().rev().find(|line| !line.trim().is_empty());
    let agent = last.and_then(|line| line.trim().get(..5));
    agent.is_some_and(|agent| agent.eq_ignore_ascii_case("AGENT"))
}

#[cfg(test)]
mod tests;
