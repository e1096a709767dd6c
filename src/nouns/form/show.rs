//! `form show`: a filled-in form as a sheet, or what a form asks, field by field.

mod layout;

use clap::Arg;

use super::{computed, entry};
use crate::app::App;
use crate::field::Field;
use crate::flags::Takes;
use crate::form;
use crate::nouns::{Call, word};
use crate::out::Out;
use crate::playbook::{CustomForm, Layout, Printed};
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::store::FiledEntry;
use crate::value::{Cell, Kind, Noun, Value as _, YesNo};
use crate::view::{Column, NUMBER, View};
use crate::words::{Lang, keep, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "which",
            t("ENTRY|FORM", "表单"),
            t(
                "The number of an entry, or the name of a form",
                "已填表单的编号，或表单名",
            ),
            lang,
        )
        .add(Takes::FormOrEntry)
        .index(1),
    ]
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    match chosen(app, call.text("which"))? {
        Chosen::Form(form) => fields(out, &form)?,
        Chosen::Layout(layout) => layout::lines(out, &layout)?,
        Chosen::Entry(id) => sheet(app, out, id)?,
    }
    Ok(Exit::Done)
}

/// What was named: a form of the playbook, an entry of one, or a standard form.
pub enum Chosen {
    Form(Box<CustomForm>),
    Layout(Box<Layout>),
    Entry(i64),
}

/// A form by its name, else an entry by its number.
///
/// # Errors
/// Exit 3 where it is neither, with the form whose name is nearest.
pub fn chosen(app: &mut App<'_>, text: Option<&str>) -> Result<Chosen, Failure> {
    let Some(text) = text else {
        return app.which(Noun::Entry, None).map(Chosen::Entry);
    };
    let missing = match app.policy.get()?.printed_called(text) {
        Ok(Printed::Form(form)) => return Ok(Chosen::Form(Box::new(form.clone()))),
        Ok(Printed::Layout(layout)) => return Ok(Chosen::Layout(Box::new(layout.clone()))),
        Err(problems) => match computed::named(text) {
            Some(problem) => return Err(problem.into()),
            None => Failure::from(problems),
        },
    };
    let numbered = text.starts_with('@') || is_numbered(text);
    match app.resolve(Noun::Entry, text) {
        Ok(id) => Ok(Chosen::Entry(id)),
        Err(failure) if numbered => Err(failure),
        Err(_) => Err(missing),
    }
}

/// Whether it looks like the number of an entry, which has a day in it.
fn is_numbered(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits > 4 || (digits > 0 && text.to_uppercase().starts_with("EN"))
}

/// An entry on the screen.
fn sheet(app: &mut App<'_>, out: &mut Out<'_>, id: i64) -> Result<(), Failure> {
    let view = sheet_of(app, id)?;
    let reveal = out.style.reveal;
    // A person at a terminal asked for this very entry.
    out.style.reveal = reveal || out.terminal;
    let done = out.view(view);
    out.style.reveal = reveal;
    done
}

/// An entry as a sheet; what its form no longer asks stands at the end.
///
/// # Errors
/// When the file or the playbook cannot be read.
pub fn sheet_of(app: &mut App<'_>, id: i64) -> Result<View<'static>, Failure> {
    let entry = app.file()?.filed(id)?;
    let form = entry::of(app, &entry)?;
    let fields = entry::fields(form.as_ref());
    let mut cells = entry::cells(app, fields, &entry)?.into_iter();
    let mut columns = vec![NUMBER, Column::new("form", t("Form", "表单"))];
    let mut row = vec![
        Cell::Line(entry.kept.number.clone()),
        match &form {
            Some(form) => Cell::Text(form.label),
            None => Cell::Line(entry.kept.record.form.0.clone()),
        },
    ];
    let own = form.as_ref().map_or(0..0, CustomForm::places);
    for (at, field) in fields.iter().enumerate() {
        if at == own.end {
            strange(&entry, fields, &mut columns, &mut row);
        }
        let group = match own.contains(&at) {
            true => form::group_at(fields, at),
            false => None,
        };
        columns.push(Column {
            group,
            ..Column::from(field)
        });
        row.push(cells.next().unwrap_or(Cell::Empty));
    }
    columns.push(Column::new("closed_at", t("Closed", "办结时间")));
    row.push(match form.as_ref().is_none_or(|form| form.open) {
        true => entry.closed_at.map_or(Cell::Empty, Cell::Moment),
        false => Cell::Empty,
    });
    let title = form.map_or(Noun::Entry.label(), |form| form.label);
    Ok(View::sheet(title, columns, row))
}

/// Adds the answers whose field is gone, under their keys. Nobody knows any more
/// whether they were private.
pub fn strange(
    entry: &FiledEntry,
    fields: &[Field],
    columns: &mut Vec<Column>,
    row: &mut Vec<Cell>,
) {
    for (key, text) in entry.answers.strange(fields) {
        let key = keep(&key);
        columns.push(Column::new(key, crate::words::Text::kept(key, key)).sensitive());
        row.push(Cell::Long(text));
    }
}

/// What a form asks.
fn fields(out: &mut Out<'_>, form: &CustomForm) -> Result<(), Failure> {
    let lang = out.lang();
    let columns = vec![
        Column::new("field", t("Field", "栏目")),
        Column::new("label", t("Name", "名称")),
        Column::new("flag", t("Flag", "选项")),
        Column::new("required", t("Required", "必填")),
        Column::new("answers", t("Answers", "取值")),
        Column::new("help", t("What to write", "填写说明")),
        Column::new("sensitive", t("Private", "敏感")).extra(),
        Column::new("source", t("Handbook", "手册")).extra(),
    ];
    let text = |text: &str| match text.is_empty() {
        true => Cell::Empty,
        false => Cell::Line(text.to_owned()),
    };
    let rows = form.fields.iter().map(|field| {
        vec![
            text(field.key),
            Cell::Text(field.label),
            Cell::Line(format!("--{}", field.usual_flag())),
            match (field.required, field.required_when) {
                (true, _) => YesNo::Yes.cell(),
                (false, Some(when)) => {
                    Cell::Line(format!("{} = {}", when.field, when.is.join("|")))
                }
                (false, None) => Cell::Empty,
            },
            text(&answers(field, lang)),
            field.help.map_or(Cell::Empty, Cell::Text),
            YesNo::from(field.sensitive).cell(),
            text(field.source),
        ]
    });
    let title = say!("{} ({})", "{}（{}）", form.label.to(lang), form.id);
    out.view(View::list(title, columns, rows.collect()).key("fields"))
}

/// What may be answered, where it is not free.
pub(super) fn answers(field: &Field, lang: Lang) -> String {
    match field.kind {
        Kind::Choice(choices) | Kind::Choices(choices) => choices
            .iter()
            .map(|choice| choice.label.to(lang))
            .collect::<Vec<_>>()
            .join(" | "),
        Kind::Score(low, high) => format!("{low}–{high}"),
        _ => field.example.to(lang).to_owned(),
    }
}

/// What is said where neither form nor entry is meant.
pub fn nothing_to_print() -> Problem {
    Problem::usage(say!("no form named", "没有指明表单")).hint(say!(
        "see them all with: kehu form list",
        "查看全部：kehu form list"
    ))
}
