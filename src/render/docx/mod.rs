//! A document for a word processor: the tables of an answer below one another on A4,
//! with borders, rows that no page breaks and headings on every page. The same input
//! gives the same bytes.

mod parts;
mod table;

use std::io::{Cursor, Write};

use anyhow::Context as _;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::html::escape::text;
use super::{Answer, Style};
use crate::problem::Failure;
use crate::view::{Rows, Shape, View};

/// Writes the views below one another.
pub fn write(answer: Answer<'_>, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    let lang = style.tongue.lang;
    let title = answer
        .views
        .first()
        .map(|view| view.title.to(lang).to_owned());
    let title = title.unwrap_or_default();
    let body = body(answer, &title, style)?;
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts::all(&title, &body, style) {
        archive
            .start_file(name, SimpleFileOptions::default())
            .context("writing the document")?;
        archive.write_all(part.as_bytes())?;
    }
    let bytes = archive.finish().context("writing the document")?;
    Ok(out.write_all(bytes.get_ref())?)
}

/// What stands between the tags of the body.
fn body(answer: Answer<'_>, title: &str, style: &Style) -> Result<String, Failure> {
    let lang = style.tongue.lang;
    let mut body = paragraph("Title", title);
    let mut section = None;
    for (at, view) in answer.views.into_iter().enumerate() {
        if !style.paper && view.section != section {
            section = view.section;
            if let Some(section) = section {
                body.push_str(&paragraph("Heading1", section.to(lang)));
            }
        }
        let heading = view.title.to(lang);
        // What follows on a table without a heading stands apart from it.
        match (at, heading) {
            (0, _) => {}
            (_, "") => body.push_str("<w:p><w:pPr><w:pStyle w:val=\"Apart\"/></w:pPr></w:p>"),
            (_, heading) => body.push_str(&paragraph("Heading2", heading)),
        }
        view_of(&mut body, view, style)?;
    }
    if let Some(ending) = answer.ending {
        body.push_str(&paragraph("Normal", ending.to(lang)));
    }
    Ok(body)
}

fn view_of(body: &mut String, view: View<'_>, style: &Style) -> Result<(), Failure> {
    let (shape, key, columns) = (view.shape, view.key, view.columns);
    let mut rows = Vec::new();
    match view.rows {
        Rows::Held(held) => rows = held,
        streamed @ Rows::Streamed(_) => streamed.each(&mut |row| {
            rows.push(row);
            Ok(())
        })?,
    }
    match shape {
        Shape::Sheet => {
            for row in rows {
                table::sheet(body, &columns, &row, style);
            }
        }
        Shape::List | Shape::Figures | Shape::Month => {
            table::list(body, &columns, &rows, key, style);
        }
    }
    Ok(())
}

/// A paragraph in one of the styles; a text of several lines stays so.
pub(super) fn paragraph(style: &str, words: &str) -> String {
    match words {
        "" => String::new(),
        words => format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>",
            run(words)
        ),
    }
}

/// Text in as many lines as it has.
pub(super) fn run(words: &str) -> String {
    let clean = text(words);
    let lines = clean
        .split('\n')
        .map(|line| format!("<w:t xml:space=\"preserve\">{line}</w:t>"));
    format!("<w:r>{}</w:r>", lines.collect::<Vec<_>>().join("<w:br/>"))
}

#[cfg(test)]
mod tests;
