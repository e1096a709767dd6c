//! A document for a word processor: the tables of an answer below one another on A4,
//! with borders, rows that no page breaks and headings on every page. The same input
//! gives the same bytes.

mod chart;
mod parts;
mod report;
mod table;

use std::io::{Cursor, Write};

use anyhow::Context as _;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use self::chart::Below;
use super::html::escape::text;
use super::{Answer, Style};
use crate::document::paper::SIGNATURES;
use crate::problem::Failure;
use crate::view::{Shape, View};

/// Writes the views below one another.
pub fn write(answer: Answer<'_>, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    let lang = style.tongue.lang;
    let title = answer
        .views
        .first()
        .map(|view| view.title.to(lang).to_owned());
    let title = title.unwrap_or_default();
    let mut body = Body::default();
    body.fill(answer, &title, style)?;
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts::all(&title, &body.text, &body.charts, style) {
        archive
            .start_file(name, SimpleFileOptions::default())
            .context("writing the document")?;
        archive.write_all(part.as_bytes())?;
    }
    let bytes = archive.finish().context("writing the document")?;
    Ok(out.write_all(bytes.get_ref())?)
}

/// What stands between the tags of the body, and the charts in it.
#[derive(Default)]
struct Body {
    text: String,
    charts: Vec<String>,
}

impl Body {
    fn fill(&mut self, answer: Answer<'_>, title: &str, style: &Style) -> Result<(), Failure> {
        let lang = style.tongue.lang;
        self.text = paragraph("Title", title);
        let mut section = None;
        for (at, view) in answer.views.into_iter().enumerate() {
            if !style.paper && view.section != section {
                section = view.section;
                if let Some(section) = section {
                    self.text.push_str(&paragraph("Heading1", section.to(lang)));
                }
            }
            let heading = view.title.to(lang);
            // What follows on a table without a heading stands apart from it.
            match (at, heading) {
                (0, _) => {}
                (_, "") => self.apart(),
                (_, heading) => self.text.push_str(&paragraph("Heading2", heading)),
            }
            self.view(view, style)?;
        }
        if let Some(ending) = answer.ending {
            self.text.push_str(&paragraph("Normal", ending.to(lang)));
        }
        Ok(())
    }

    /// A little room, on the page of what follows.
    fn apart(&mut self) {
        self.text
            .push_str("<w:p><w:pPr><w:pStyle w:val=\"Apart\"/><w:keepNext/></w:pPr></w:p>");
    }

    fn view(&mut self, view: View<'_>, style: &Style) -> Result<(), Failure> {
        let (shape, key, columns, chart) = (view.shape, view.key, view.columns, view.chart);
        let rows = view.rows.held()?;
        match shape {
            Shape::Sheet => {
                for row in rows {
                    table::sheet(&mut self.text, &columns, &row, style);
                }
            }
            Shape::List | Shape::Figures | Shape::Month => {
                if style.paper || key == SIGNATURES {
                    table::list(&mut self.text, &columns, &rows, key, style);
                    return Ok(());
                }
                let below = chart.and_then(|chart| chart::of(chart, &columns, &rows, style));
                report::list(&mut self.text, &columns, &rows, below.is_some(), style);
                if let Some(below) = below {
                    self.drawing(below);
                }
            }
        }
        Ok(())
    }

    /// The drawing below a table.
    fn drawing(&mut self, below: Below) {
        let part = match below {
            Below::Table(table) => {
                self.apart();
                self.text.push_str(&table);
                return;
            }
            Below::Chart(part) => part,
        };
        self.charts.push(part.xml);
        let (nth, wide, high) = (self.charts.len(), chart::wide(), part.high);
        let told = text(&part.told).replace('\n', " ");
        self.text.push_str(&format!(
            "<w:p><w:pPr><w:pStyle w:val=\"Drawing\"/></w:pPr><w:r><w:drawing>\
             <wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{wide}\" cy=\"{high}\"/>\
             <wp:docPr id=\"{nth}\" name=\"Chart {nth}\" descr=\"{told}\"/><wp:cNvGraphicFramePr/>\
             <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\">\
             <c:chart r:id=\"{}\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>",
            parts::chart_id(nth)
        ));
    }
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
