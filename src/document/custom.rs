//! A form of the playbook as paper: what it is about at its head, its fields in their
//! order under their headings, lines to sign on. Blank or filled in.

use super::paper::{Line, Paper, Piece, Speech, answer, room};
use crate::field::Field;
use crate::form::group_at;
use crate::playbook::{CustomForm, Signer};
use crate::value::{Cell, Kind};
use crate::view::NUMBER;
use crate::words::{Text, t};

/// The filled-in form, as far as it is: its number, and a cell for each field.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    pub number: Option<String>,
    pub cells: Vec<Cell>,
    /// Answers whose field is gone.
    pub strange: Vec<(Text, Cell)>,
    /// Whether any answer is private.
    pub private: bool,
}

/// Over what stands apart from the head without a heading of its own.
const NO_HEADING: Text = t("", "");

/// A form of the playbook on paper.
pub fn paper(form: &CustomForm, filled: &Filled, speech: &Speech) -> Paper {
    let mut pieces = vec![Piece::Lines(None, head(form, filled, speech))];
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
        if let Some(field) = form.fields.get(at) {
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
        if !is_head(field) {
            add(other, line(at, field));
        }
    }
    for (label, cell) in &filled.strange {
        let (label, answer) = (*label, cell.clone());
        add(other, Line { label, answer });
    }
    if !form.signs.is_empty() {
        let signers = form.signs.iter().copied().map(Signer::from);
        pieces.push(Piece::Signs(None, signers.collect()));
    }
    Paper {
        label: form.label,
        source: form.source.split(' ').next().unwrap_or(""),
        number: filled.number.clone(),
        private: filled.private,
        pieces,
    }
}

/// Whether a field of every entry stands at the head.
fn is_head(field: &Field) -> bool {
    matches!(field.key, "at" | "by")
}

/// Number, what it is about, when and by whom it was filled in.
fn head(form: &CustomForm, filled: &Filled, speech: &Speech) -> Vec<Line> {
    let lang = speech.tongue.lang;
    let number = match &filled.number {
        Some(number) => number.clone(),
        None => room(Kind::Line, false, lang).to_owned(),
    };
    let mut lines = vec![Line {
        label: NUMBER.label,
        answer: Cell::Line(number),
    }];
    let subject = form.subject().map(|field| field.key);
    for (at, field) in form.fields.iter().enumerate() {
        if !is_head(field) && subject != Some(field.key) {
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
