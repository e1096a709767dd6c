//! Views as bytes: one small file a format, all of them printing the same
//! prepared view. What a reader may see is decided here, once, before any
//! format sees a row; a format only lays it out.

pub mod blocks;
mod columns;
mod csv;
mod docx;
mod html;
mod json;
mod jsonl;
mod layout;
pub mod letters;
mod md;
mod month;
mod note;
mod order;
pub mod pager;
mod paint;
mod picture;
mod plain;
mod room;
pub mod sanitise;
mod sheet;
mod table;
mod vcf;
mod xlsx;

use std::io::{BufWriter, Write};

pub use self::note::note;
pub use crate::exchange::formula::{quote_formula, unquote_formula};

use crate::problem::Failure;
use crate::value::{Cell, Moment, Tongue};
use crate::view::{Rows, View};
use crate::words::Say;
use crate::words::measure;

/// How an answer is written: `-o`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people at a terminal.
    #[default]
    Table,
    /// Tab-separated codes without a heading, for `cut` and `awk`.
    Plain,
    Json,
    Jsonl,
    Csv,
    Md,
    /// One page that holds all it needs, for a browser and for A4.
    Html,
    /// A workbook, which no terminal can show.
    Xlsx,
    /// Contacts for a phone: cards.
    Vcf,
    /// A document of a word processor, which no terminal can show either.
    Docx,
}

impl Format {
    /// What `-o` takes, in the order of the variants.
    pub const NAMES: &'static [&'static str] = &[
        "table", "plain", "json", "jsonl", "csv", "md", "html", "xlsx", "vcf", "docx",
    ];

    /// The format called `name`.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "table" => Format::Table,
            "plain" => Format::Plain,
            "json" => Format::Json,
            "jsonl" => Format::Jsonl,
            "csv" => Format::Csv,
            "md" => Format::Md,
            "html" => Format::Html,
            "xlsx" => Format::Xlsx,
            "vcf" => Format::Vcf,
            "docx" => Format::Docx,
            _ => return None,
        })
    }

    /// What `-o` calls it, and how its files end.
    pub fn name(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Plain => "plain",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
            Format::Md => "md",
            Format::Html => "html",
            Format::Xlsx => "xlsx",
            Format::Vcf => "vcf",
            Format::Docx => "docx",
        }
    }

    /// Whether a person reads it from its head to its end: what is empty is left out.
    pub const fn is_read(self) -> bool {
        matches!(self, Format::Table) || self.is_document()
    }

    /// Whether it is a document, which may be signed.
    pub const fn is_document(self) -> bool {
        matches!(self, Format::Md | Format::Html | Format::Docx)
    }

    /// Whether only another program can show it: nothing for a terminal.
    pub const fn is_binary(self) -> bool {
        matches!(self, Format::Xlsx | Format::Vcf | Format::Docx)
    }
}

/// How the reader wants it.
#[derive(Clone, Debug)]
pub struct Style {
    pub tongue: Tongue,
    pub format: Format,
    /// Shows what is sensitive.
    pub reveal: bool,
    /// Columns of the terminal; `None` where there is none, and then nothing
    /// is cut or wrapped.
    pub width: Option<u16>,
    pub color: bool,
    /// Draws with letters of ASCII, for a terminal that has no others.
    pub ascii: bool,
    /// Begins CSV with a byte order mark, for spreadsheets.
    pub bom: bool,
    /// To be written on and signed: as forms are printed, not as reports are read.
    pub paper: bool,
    /// Both languages side by side, that of the tongue first.
    pub both: bool,
    /// When documents say they were made: part of the input, so that the same
    /// input gives the same bytes.
    pub made: Moment,
    /// `--fields`: the columns to show, in this order.
    pub fields: Option<Vec<String>>,
    /// `--sort`: column, and whether descending.
    pub sort: Vec<(String, bool)>,
}

/// What a format writes: a view of its own, or the tables of a report, which
/// are told apart by their keys and titles.
struct Answer<'a> {
    views: Vec<View<'a>>,
    report: bool,
    /// What people read after the last table.
    ending: Option<&'a Say>,
}

/// Lines of a message in a window of `width` columns; what goes on stands deeper
/// than what begins, where that is set in.
pub fn within(text: &str, width: Option<u16>) -> String {
    /// Below this nothing is gained by it.
    const LEAST: usize = 20;
    let Some(width) = width.map(usize::from).filter(|width| *width >= LEAST) else {
        return text.to_owned();
    };
    let lines = text.split('\n').map(|line| {
        let rest = line.trim_start();
        let indent = line.len() - rest.len();
        let deeper = if indent > 0 { indent + 2 } else { 0 };
        let parts = measure::wrap(rest, Some(width.saturating_sub(deeper).max(LEAST / 2)));
        let between = format!("\n{}", " ".repeat(deeper));
        format!("{}{}", " ".repeat(indent), parts.join(&between))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether a cell is a text that a workbook cannot hold whole.
pub fn is_too_long(cell: &Cell) -> bool {
    match cell {
        Cell::Line(text) | Cell::Long(text) => xlsx::is_too_long(text),
        _ => false,
    }
}

/// Writes one view.
///
/// # Errors
/// Exit 2 for a name in `--fields` or `--sort` that no column has; otherwise
/// what the source of the rows or `out` failed with.
pub fn write(view: View<'_>, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    written(vec![view], false, None, style, out)
}

/// Writes the tables of a report. `--fields` and `--sort` apply to each table
/// as far as it has such columns; a table that has none of the fields asked
/// for is left out. People read `ending` after the last one.
///
/// # Errors
/// As [`write`]; a name counts as unknown if no table has it.
pub fn write_all(
    views: Vec<View<'_>>,
    ending: Option<&Say>,
    style: &Style,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    written(views, true, ending, style, out)
}

fn written(
    views: Vec<View<'_>>,
    report: bool,
    ending: Option<&Say>,
    style: &Style,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let answer = Answer {
        views: prepared(views, style)?,
        report,
        ending,
    };
    let mut out = BufWriter::new(out);
    match style.format {
        Format::Table => table::write(answer, style, &mut out)?,
        Format::Plain => plain::write(answer, style, &mut out)?,
        Format::Json => json::write(answer, style, &mut out)?,
        Format::Jsonl => jsonl::write(answer, style, &mut out)?,
        Format::Csv => csv::write(answer, style, &mut out)?,
        Format::Md => md::write(answer, style, &mut out)?,
        Format::Html => html::write(answer, style, &mut out)?,
        Format::Xlsx => xlsx::write(answer, style, &mut out)?,
        Format::Vcf => vcf::write(answer, style, &mut out)?,
        Format::Docx => docx::write(answer, style, &mut out)?,
    }
    Ok(out.flush()?)
}

/// The views as anyone may see them: sorted, with the columns asked for, and
/// with what is sensitive hidden.
fn prepared<'a>(views: Vec<View<'a>>, style: &Style) -> Result<Vec<View<'a>>, Failure> {
    if columns::asks_for_help(style.fields.as_deref(), &views) {
        return Ok(views.iter().map(columns::help).collect());
    }
    columns::check_names(&views, style)?;
    let mut prepared = Vec::with_capacity(views.len());
    for view in views {
        let chosen = columns::chosen(&view.columns, style.fields.as_deref());
        if !chosen.is_empty() {
            let view = order::sorted(view, &style.sort)?;
            prepared.push(narrowed(view, chosen, style));
        }
    }
    Ok(prepared)
}

/// The view with only the columns at the places `chosen`, masked.
fn narrowed<'a>(view: View<'a>, chosen: Vec<usize>, style: &Style) -> View<'a> {
    let columns: Vec<_> = chosen
        .iter()
        .filter_map(|&at| view.columns.get(at).copied())
        .collect();
    let (reveal, zone) = (style.reveal, style.tongue.zone);
    let hidden: Vec<bool> = columns.iter().map(|c| c.sensitive && !reveal).collect();
    if chosen.iter().copied().eq(0..view.columns.len()) && !hidden.contains(&true) {
        return view;
    }
    let treat = move |mut row: Vec<Cell>| -> Vec<Cell> {
        let places = chosen.iter().zip(&hidden);
        places
            .map(|(&at, hide)| match row.get_mut(at) {
                Some(cell) if *hide => cell.masked(zone),
                Some(cell) => std::mem::replace(cell, Cell::Empty),
                None => Cell::Empty,
            })
            .collect()
    };
    View {
        columns,
        rows: match view.rows {
            Rows::Held(rows) => Rows::Held(rows.into_iter().map(treat).collect()),
            Rows::Streamed(rows) => {
                Rows::Streamed(Box::new(move |sink| rows(&mut |row| sink(treat(row)))))
            }
        },
        title: view.title,
        key: view.key,
        shape: view.shape,
        section: view.section,
        chart: view.chart,
        empty: view.empty,
    }
}

#[cfg(test)]
mod tests;
