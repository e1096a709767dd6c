//! A form of the playbook as paper: what it is about at its head, its fields in their
//! order under their headings, lines to sign on; or what a layout of its own says. Blank
//! or filled in.

use super::layout::{Source, said, written};
use super::paper::{Line, Paper, Piece, Speech, answer, room};
use crate::field::Field;
use crate::form::group_at;
use crate::playbook::{Body, CustomForm, Hop, Layout, PaperLine, Signer};
use crate::problem::Failure;
use crate::value::{Cell, Kind, Noun};
use crate::view::NUMBER;
use crate::words::{Text, t};

/// The filled-in form, as far as it is: its number, and a cell for each field.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    pub number: Option<String>,
    /// The record that it is about.
    pub subject: Option<(Noun, i64)>,
    pub cells: Vec<Cell>,
    /// Answers whose field is gone.
    pub strange: Vec<(Text, Cell)>,
    /// Whether any answer is private.
    pub private: bool,
}

/// Over what stands apart from the head without a heading of its own.
const NO_HEADING: Text = t("", "");

/// A form of the playbook on paper, as it is declared: its head, all of its fields in their
/// order, its signers.
pub fn paper(form: &CustomForm, filled: &Filled, speech: &Speech) -> Paper {
    let mut pieces = vec![Piece::Lines(None, head(form, filled, speech, &[]))];
    rest(&mut pieces, form, filled, speech, &[]);
    if !form.signs.is_empty() {
        let signers = form.signs.iter().copied().map(Signer::from);
        pieces.push(Piece::Signs(None, signers.collect()));
    }
    Paper {
        label: form.label,
        source: first_word(form.source),
        number: filled.number.clone(),
        private: filled.private,
        pieces,
    }
}

/// The same by a layout of its own. What its head says that the layout does not stands
/// first all the same: nobody signs a form that does not say whom it is about.
///
/// # Errors
/// When the file cannot be read.
pub fn laid(
    layout: &Layout,
    form: &CustomForm,
    filled: &Filled,
    source: &mut Source<'_>,
) -> Result<Paper, Failure> {
    let speech = source.speech();
    let paths = layout.lines().filter_map(|line| line.path.as_ref());
    let named: Vec<&str> = paths
        .filter_map(|path| match (path.hops.as_slice(), path.field.key) {
            ([], key) => Some(key),
            // Whoever is named is said.
            ([Hop::To(subject, _)], "name" | "number") => Some(*subject),
            _ => None,
        })
        .collect();
    let mut pieces = Vec::new();
    let head = head(form, filled, &speech, &named);
    if !head.is_empty() {
        pieces.push(Piece::Lines(None, head));
    }
    for part in &layout.parts {
        match &part.body {
            Body::Lines(lines) => {
                let mut all = Vec::with_capacity(lines.len());
                for line in lines {
                    let cell = known(line, form, filled, source)?;
                    all.push(written(line, &cell, &speech));
                }
                // The first piece of all has the title; its own heading stands below it.
                let label = part.label.or((!pieces.is_empty()).then_some(NO_HEADING));
                pieces.push(Piece::Lines(label, all));
            }
            Body::Table(table) => pieces.push(source.table(part.label, table, filled.subject)?),
            Body::Rated(line) => {
                pieces.push(source.rated(part.label, &behind(line), filled.subject)?);
            }
            Body::Signs(signers) => pieces.push(Piece::Signs(part.label, signers.clone())),
            Body::Said(text) => pieces.push(said(part.label, *text, &speech)),
            Body::Rest => rest(&mut pieces, form, filled, &speech, &named),
            // Only alternatives are worth something, and no form is about one.
            Body::Worth => {}
        }
    }
    Ok(Paper {
        label: layout.label,
        source: first_word(layout.source),
        number: filled.number.clone(),
        private: filled.private || source.is_private(),
        pieces,
    })
}

fn first_word(source: &'static str) -> &'static str {
    source.split(' ').next().unwrap_or("")
}

/// The answer of a line: of the form itself, or of the record that it is about.
fn known(
    line: &PaperLine,
    form: &CustomForm,
    filled: &Filled,
    source: &mut Source<'_>,
) -> Result<Cell, Failure> {
    let Some(path) = line.path.as_ref().filter(|path| path.hops.is_empty()) else {
        return source.cell(&behind(line), filled.subject);
    };
    if path.field.key == NUMBER.key {
        return Ok(filled.number.clone().map_or(Cell::Empty, Cell::Line));
    }
    let at = form
        .fields
        .iter()
        .position(|field| field.key == path.field.key);
    let cell = at.and_then(|at| filled.cells.get(at));
    Ok(match cell.unwrap_or(&Cell::Empty) {
        Cell::Link(number, name) if !name.is_empty() => Cell::Line(format!("{number} {name}")),
        cell => cell.clone(),
    })
}

/// A line as seen from the record that the form is about.
fn behind(line: &PaperLine) -> PaperLine {
    let mut line = line.clone();
    if let Some(path) = &mut line.path {
        path.hops.drain(..path.hops.len().min(1));
    }
    line
}

/// The fields that no line names, under their headings, and answers whose field is gone.
fn rest(
    pieces: &mut Vec<Piece>,
    form: &CustomForm,
    filled: &Filled,
    speech: &Speech,
    named: &[&str],
) {
    let mut add = |group: Text, line: Line| match pieces.last_mut() {
        Some(Piece::Lines(Some(heading), lines)) if *heading == group => lines.push(line),
        _ => pieces.push(Piece::Lines(Some(group), vec![line])),
    };
    let line = |at: usize, field: &Field| {
        let cell = filled.cells.get(at).unwrap_or(&Cell::Empty);
        Line {
            label: field.label,
            answer: Cell::Long(answer(field, cell, speech)),
        }
    };
    let own = form.places();
    for at in own.clone() {
        if let Some(field) = form
            .fields
            .get(at)
            .filter(|field| !named.contains(&field.key))
        {
            add(
                group_at(form.fields, at).unwrap_or(NO_HEADING),
                line(at, field),
            );
        }
    }
    // What every entry has stands apart where the form has parts.
    let last = group_at(form.fields, own.end.saturating_sub(1));
    let other = last.map_or(NO_HEADING, |_| t("Other", "其他"));
    for (at, field) in form.fields.iter().enumerate().skip(own.end) {
        if !is_head(field) && !named.contains(&field.key) {
            add(other, line(at, field));
        }
    }
    for (label, cell) in &filled.strange {
        let (label, answer) = (*label, cell.clone());
        add(other, Line { label, answer });
    }
}

/// Whether a field of every entry stands at the head.
fn is_head(field: &Field) -> bool {
    matches!(field.key, "at" | "by")
}

/// Number, what it is about, when and by whom it was filled in, but for what is named
/// elsewhere.
fn head(form: &CustomForm, filled: &Filled, speech: &Speech, named: &[&str]) -> Vec<Line> {
    let lang = speech.tongue.lang;
    let mut lines = Vec::new();
    if !named.contains(&NUMBER.key) {
        let number = match &filled.number {
            Some(number) => number.clone(),
            None => room(Kind::Line, false, lang).to_owned(),
        };
        lines.push(Line {
            label: NUMBER.label,
            answer: Cell::Line(number),
        });
    }
    let subject = form.subject().map(|field| field.key);
    for (at, field) in form.fields.iter().enumerate() {
        let is_head = is_head(field) || subject == Some(field.key);
        if !is_head || named.contains(&field.key) {
            continue;
        }
        let answer = match filled.cells.get(at).unwrap_or(&Cell::Empty) {
            Cell::Empty => Cell::Line(room(field.kind, field.repeat, lang).to_owned()),
            Cell::Link(number, name) if !name.is_empty() => Cell::Line(format!("{number} {name}")),
            cell => cell.clone(),
        };
        let label = field.label;
        lines.push(Line { label, answer });
    }
    lines
}
