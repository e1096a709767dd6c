//! An answer in sentences: as text that any chat takes as it is, without tables
//! or frames, and as Markdown.

use std::io::Write;

use super::md::escaped;
use super::{Format, Style, sanitise};
use crate::problem::Failure;
use crate::say;
use crate::view::{Note, Part};
use crate::words::Lang;

/// Writes the note.
///
/// # Errors
/// When it cannot be written.
pub fn note(note: &Note, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    let lang = style.tongue.lang;
    let is_md = style.format == Format::Md;
    let title = note.title.to(lang);
    match is_md {
        true => writeln!(out, "# {}", escaped(title))?,
        false => writeln!(out, "{}", sanitise::line(title))?,
    }
    for (at, part) in note.parts.iter().enumerate() {
        writeln!(out)?;
        match is_md {
            true => markdown(part, lang, out)?,
            false => text(at, part, lang, out)?,
        }
        if part.more > 0 {
            let blank = if is_md { "\n" } else { "" };
            let more = say!("… and {} more", "……另有 {} 项", part.more);
            writeln!(out, "{blank}{}", more.to(lang))?;
        }
    }
    Ok(())
}

fn text(at: usize, part: &Part, lang: Lang, out: &mut dyn Write) -> Result<(), Failure> {
    let title = sanitise::line(part.title.to(lang));
    writeln!(out, "{}{title}", ordinal(at, lang))?;
    for (nth, line) in (1..).zip(&part.lines) {
        writeln!(out, "{nth}. {}", sanitise::line(line.to(lang)))?;
    }
    Ok(())
}

fn markdown(part: &Part, lang: Lang, out: &mut dyn Write) -> Result<(), Failure> {
    writeln!(out, "## {}", escaped(part.title.to(lang)))?;
    if !part.lines.is_empty() {
        writeln!(out)?;
    }
    for (nth, line) in (1..).zip(&part.lines) {
        let line = sanitise::line(line.to(lang));
        writeln!(out, "{nth}. {}", escaped(&line))?;
    }
    Ok(())
}

/// Chinese notes number their parts.
fn ordinal(at: usize, lang: Lang) -> &'static str {
    const NUMBERS: [&str; 9] = [
        "一、", "二、", "三、", "四、", "五、", "六、", "七、", "八、", "九、",
    ];
    match lang {
        Lang::En => "",
        Lang::Zh => NUMBERS.get(at).copied().unwrap_or(""),
    }
}
