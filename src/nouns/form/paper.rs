//! A form as it is laid out on paper: what it is about at its head, its fields in
//! their order under their headings, lines to sign on. Blank or filled in.

use crate::field::Field;
use crate::form::group_at;
use crate::playbook::CustomForm;
use crate::value::{Cell, Choice, Kind, Tongue};
use crate::view::{Column, NUMBER, View};
use crate::words::{Lang, Say, Text, t};

/// What stands between two boxes to tick; a page folds plain spaces.
pub const APART: &str = "\u{2003}";

/// Room to write on.
const ROOM: &str = "________________";

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

/// The views of a form: its head, what it asks under its headings, and the lines
/// to sign on.
pub fn views(form: &CustomForm, filled: &Filled, tongue: &Tongue) -> Vec<View<'static>> {
    let own = form.places();
    let mut columns = Vec::new();
    let mut row = Vec::new();
    let mut line = |field: &Field, group: Option<Text>, at: usize| {
        columns.push(Column {
            group,
            ..Column::from(field)
        });
        let cell = filled.cells.get(at).unwrap_or(&Cell::Empty);
        row.push(Cell::Long(answer(field, cell, tongue)));
    };
    let (before, behind): (Vec<usize>, Vec<usize>) =
        (own.start..form.fields.len()).partition(|at| own.contains(at));
    let last = group_at(form.fields, own.end.saturating_sub(1));
    for at in before {
        if let Some(field) = form.fields.get(at) {
            line(field, group_at(form.fields, at), at);
        }
    }
    // What every entry has stands apart where the form has parts.
    let other = last.map(|_| t("Other", "其他"));
    for at in behind {
        if let Some(field) = form.fields.get(at).filter(|field| !is_head(field)) {
            line(field, other, at);
        }
    }
    for (label, cell) in &filled.strange {
        columns.push(Column {
            group: other,
            ..Column::new(label.en, *label)
        });
        row.push(cell.clone());
    }
    let mut all = vec![
        head(form, filled, tongue),
        View::sheet(t("", ""), columns, row),
    ];
    if !form.signs.is_empty() {
        all.push(signatures(&form.signs, tongue.lang));
    }
    all
}

/// Whether a field of every entry stands at the head.
fn is_head(field: &Field) -> bool {
    matches!(field.key, "at" | "by")
}

/// Number, what it is about, when and by whom it was filled in.
fn head(form: &CustomForm, filled: &Filled, tongue: &Tongue) -> View<'static> {
    let mut columns = vec![NUMBER];
    let number = filled.number.as_deref();
    let mut row = vec![Cell::Line(number.unwrap_or(ROOM).to_owned())];
    let subject = form.subject().map(|field| field.key);
    for (at, field) in form.fields.iter().enumerate() {
        if !is_head(field) && subject != Some(field.key) {
            continue;
        }
        columns.push(Column {
            group: None,
            ..Column::from(field)
        });
        row.push(match filled.cells.get(at).unwrap_or(&Cell::Empty) {
            Cell::Empty => Cell::Line(room(field, tongue.lang).to_owned()),
            Cell::Link(number, name) if !name.is_empty() => Cell::Line(format!("{number} {name}")),
            cell => cell.clone(),
        });
    }
    let source = form.source.split(' ').next().unwrap_or("");
    let title = match source {
        "" => Say::from(form.label),
        source => Say {
            en: format!("{} ({source})", form.label.en),
            zh: format!("{}（{source}）", form.label.zh),
        },
    };
    View::sheet(title, columns, row)
}

/// What stands beside a label: the answer, or what it can be ticked or written.
pub fn answer(field: &Field, cell: &Cell, tongue: &Tongue) -> String {
    let lang = tongue.lang;
    let ticked = |chosen: &[Choice], all: &'static [Choice]| ticks(chosen, all, lang);
    match (field.kind, cell) {
        (Kind::Choice(all), Cell::Choice(one)) => ticked(&[*one], all),
        (Kind::Choices(all), Cell::Choices(some)) => ticked(some, all),
        (Kind::Choice(all) | Kind::Choices(all), Cell::Empty) => ticked(&[], all),
        (Kind::Score(low, high), Cell::Empty) if high - low < 11 => {
            let points: Vec<String> = (low..=high).map(|points| format!("□ {points}")).collect();
            points.join(APART)
        }
        (_, Cell::Empty) => room(field, lang).to_owned(),
        (_, cell) => cell.shown(tongue).into_owned(),
    }
}

/// `□ Yes  ☑ No`.
fn ticks(chosen: &[Choice], all: &[Choice], lang: Lang) -> String {
    let one = |choice: &Choice| {
        let known = chosen.iter().any(|known| known.code == choice.code);
        let label = choice.label.to(lang);
        match known {
            true => format!("☑ {label}"),
            false => format!("□ {label}"),
        }
    };
    all.iter().map(one).collect::<Vec<_>>().join(APART)
}

/// Where an answer would be written.
fn room(field: &Field, lang: Lang) -> &'static str {
    match field.kind {
        Kind::Day => t("____-__-__", "____年__月__日").to(lang),
        Kind::Moment(_) => t("____-__-__ __:__", "____年__月__日 __:__").to(lang),
        _ if field.repeat => "1. ________________\n2. ________________\n3. ________________",
        Kind::Long => "________________________________\n________________________________",
        _ => ROOM,
    }
}

/// Lines to sign on, one for each of them.
pub fn signatures(signs: &[Text], lang: Lang) -> View<'static> {
    let columns = vec![
        Column::new("who", t("Signed by", "签字人")),
        Column::new("signature", t("Signature", "签字")),
        Column::new("date", t("Date", "日期")),
    ];
    let date = t("____-__-__", "____年__月__日").to(lang);
    let rows = signs.iter().map(|who| {
        vec![
            Cell::Text(*who),
            Cell::Line(ROOM.to_owned()),
            Cell::Line(date.to_owned()),
        ]
    });
    View::list(t("Signatures", "签字"), columns, rows.collect())
}
