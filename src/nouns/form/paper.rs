//! A form as it is laid out on paper: what it is about at its head, its fields in
//! their order under their headings, lines to sign on. Blank or filled in.

use crate::field::Field;
use crate::form::group_at;
use crate::playbook::CustomForm;
use crate::value::{Cell, Choice, Kind, Tongue};
use crate::view::{Column, NUMBER, View};
use crate::words::{Lang, Say, Text, t};

/// Room to write on.
const ROOM: &str = "________________";

/// The filled-in form, as far as it is: its number, and a cell for each field.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    pub number: Option<String>,
    pub cells: Vec<Cell>,
    /// Answers whose field is gone.
    pub strange: Vec<(Text, Cell)>,
}

/// The views of a form, the head first.
pub fn views(form: &CustomForm, filled: &Filled, tongue: &Tongue) -> Vec<View<'static>> {
    let lang = tongue.lang;
    let own = form.places();
    let cell = |at: usize| filled.cells.get(at).unwrap_or(&Cell::Empty);
    let mut all = vec![head(form, filled, tongue)];
    let mut part = Part::new(None);
    for (at, field) in form.fields.iter().enumerate().filter(|(at, _)| own.contains(at)) {
        let group = group_at(form.fields, at);
        if group != part.title {
            part.end(&mut all);
            part = Part::new(group);
        }
        part.line(field.label.to(lang), answer(field, cell(at), tongue));
    }
    for (label, cell) in &filled.strange {
        part.line(label.to(lang), cell.shown(tongue).into_owned());
    }
    part.end(&mut all);
    let mut rest = Part::new(Some(t("Follow-up", "办结与备注")));
    let behind = form.fields.iter().enumerate().skip(own.end);
    for (at, field) in behind.filter(|(_, field)| !is_head(field)) {
        rest.line(field.label.to(lang), answer(field, cell(at), tongue));
    }
    rest.end(&mut all);
    if !form.signs.is_empty() {
        all.push(signatures(&form.signs, lang));
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
            Cell::Link(number, name) if !name.is_empty() => {
                Cell::Line(format!("{number} {name}"))
            }
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

/// One table of a form on its way.
struct Part {
    title: Option<Text>,
    rows: Vec<Vec<Cell>>,
}

impl Part {
    const fn new(title: Option<Text>) -> Self {
        Part {
            title,
            rows: Vec::new(),
        }
    }

    fn line(&mut self, label: &str, answer: String) {
        self.rows
            .push(vec![Cell::Line(label.to_owned()), Cell::Long(answer)]);
    }

    fn end(self, all: &mut Vec<View<'static>>) {
        if self.rows.is_empty() {
            return;
        }
        let columns = vec![
            Column::new("item", t("Item", "项目")),
            Column::new("content", t("Content", "内容")),
        ];
        let title = self.title.unwrap_or(t("Content", "内容"));
        all.push(View::list(title, columns, self.rows));
    }
}

/// What stands beside a label: the answer, or what it can be ticked or written.
fn answer(field: &Field, cell: &Cell, tongue: &Tongue) -> String {
    let lang = tongue.lang;
    let ticked = |chosen: &[Choice], all: &'static [Choice]| ticks(chosen, all, lang);
    match (field.kind, cell) {
        (Kind::Choice(all), Cell::Choice(one)) => ticked(&[*one], all),
        (Kind::Choices(all), Cell::Choices(some)) => ticked(some, all),
        (Kind::Choice(all) | Kind::Choices(all), Cell::Empty) => ticked(&[], all),
        (Kind::Score(low, high), Cell::Empty) if high - low < 11 => {
            let points: Vec<String> = (low..=high).map(|points| format!("□ {points}")).collect();
            points.join("  ")
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
    all.iter().map(one).collect::<Vec<_>>().join("  ")
}

/// Where an answer would be written.
fn room(field: &Field, lang: Lang) -> &'static str {
    match field.kind {
        Kind::Day => t("____-__-__", "____年__月__日").to(lang),
        Kind::Moment(_) => t("____-__-__ __:__", "____年__月__日 __:__").to(lang),
        // A few lines to write on; a text of any length, or a list.
        Kind::Long => "\u{a0}\n\u{a0}\n\u{a0}",
        _ if field.repeat => "1.\n2.\n3.",
        _ => ROOM,
    }
}

fn signatures(signs: &[Text], lang: Lang) -> View<'static> {
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
