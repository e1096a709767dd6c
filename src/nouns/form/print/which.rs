//! What `form print` is to print: a standard form by its layout, a form of the playbook
//! or an entry of one, and what it is filled in with.

use super::super::entry;
use super::super::show::{Chosen, chosen, nothing_to_print};
use crate::app::App;
use crate::document::custom::{self, Filled};
use crate::document::layout::Source;
use crate::document::paper::{Paper, Speech};
use crate::nouns::{Call, one};
use crate::playbook::{CustomForm, Layout};
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::store::Names;
use crate::value::{Cell, Noun};
use crate::words::Text;

/// The form that was named, with what it is to be filled in with. What is private is
/// masked unless it is `open`.
pub fn printed(
    app: &mut App<'_>,
    call: &Call<'_>,
    speech: Speech,
    open: bool,
) -> Result<Paper, Failure> {
    let Some(which) = call.text("which") else {
        return Err(nothing_to_print().into());
    };
    let (form, filled) = match (chosen(app, Some(which))?, call.text("record")) {
        (Chosen::Layout(layout), record) => {
            let id = match record {
                None => None,
                Some(text) => Some(one::newest(app, layout.about, Some(text))?),
            };
            return standard(app, &layout, id, speech, open);
        }
        (Chosen::Entry(id), None) => filled_in(app, id, open)?,
        (Chosen::Entry(_), Some(text)) => {
            let what = say!(
                "“{text}”: an entry is about what it is about",
                "“{text}”：已填表单不能另指对象"
            );
            return Err(Problem::usage(what).into());
        }
        (Chosen::Form(form), None) => (*form, Filled::default()),
        (Chosen::Form(form), Some(text)) => with(app, *form, text, open)?,
    };
    on_paper(app, &form, &filled, speech, open)
}

/// A form of the playbook by its layout, or as it is declared.
///
/// # Errors
/// When the playbook or the file cannot be read.
pub fn on_paper(
    app: &mut App<'_>,
    form: &CustomForm,
    filled: &Filled,
    speech: Speech,
    open: bool,
) -> Result<Paper, Failure> {
    let playbook = app.policy.get()?;
    let Some(layout) = playbook.layout_of(form)? else {
        return Ok(custom::paper(form, filled, &speech));
    };
    let mut source = Source::new(app.store.read()?, &playbook.codes, speech, open);
    custom::laid(layout, form, filled, &mut source)
}

/// A standard form, filled in with a record or blank.
fn standard(
    app: &mut App<'_>,
    layout: &Layout,
    id: Option<i64>,
    speech: Speech,
    open: bool,
) -> Result<Paper, Failure> {
    let codes = &app.policy.get()?.codes;
    Source::new(app.store.read()?, codes, speech, open).paper(layout, id)
}

/// A form with the entry, or whom it is about, that `text` names.
fn with(
    app: &mut App<'_>,
    form: CustomForm,
    text: &str,
    open: bool,
) -> Result<(CustomForm, Filled), Failure> {
    let entry = match text.starts_with('@') || text.to_uppercase().starts_with("EN") {
        true => app.resolve(Noun::Entry, text).ok(),
        false => None,
    };
    if let Some(id) = entry {
        let (other, filled) = filled_in(app, id, open)?;
        if other.id != form.id {
            let (en, zh) = (other.label.en, other.label.zh);
            let what = say!("{text} is another form: {en}", "{text} 是另一种表单：{zh}");
            let id = other.id;
            return Err(Problem::usage(what)
                .hint(say!(
                    "kehu form print {id} {text}",
                    "kehu form print {id} {text}"
                ))
                .into());
        }
        return Ok((form, filled));
    }
    let Some(noun) = form.about else {
        let id = form.id;
        return Err(Problem::usage(say!(
            "“{text}” is no entry, and the form {id} is about nothing on file",
            "“{text}”不是已填表单，而表单 {id} 不针对任何记录"
        ))
        .into());
    };
    let id = app.resolve(noun, text)?;
    let codes = &app.policy.get()?.codes;
    let mut names = Names::new(app.store.read()?, codes);
    let mut cells = vec![Cell::Empty; form.fields.len()];
    if let Some(subject) = cells.first_mut() {
        *subject = names.name(Cell::Ref(noun, id))?;
    }
    let filled = Filled {
        subject: Some((noun, id)),
        cells,
        ..Filled::default()
    };
    Ok((form, filled))
}

/// An entry with its form. What is private is masked unless it is `open`.
pub fn filled_in(app: &mut App<'_>, id: i64, open: bool) -> Result<(CustomForm, Filled), Failure> {
    let entry = app.file()?.filed(id)?;
    let Some(form) = entry::of(app, &entry)? else {
        let form = &entry.kept.record.form.0;
        let what = say!(
            "the playbook no longer has the form {form}",
            "规则手册中已无表单 {form}"
        );
        let number = &entry.kept.number;
        let hint = say!(
            "its answers: kehu form show {number}",
            "查看内容：kehu form show {number}"
        );
        return Err(Problem::new(Exit::NoSuchRecord, what).hint(hint).into());
    };
    let zone = app.policy.get()?.calendar.zone();
    let mut cells = entry::cells(app, form.fields, &entry)?;
    let mut private = false;
    for (field, cell) in form.fields.iter().zip(&mut cells) {
        private |= field.sensitive && *cell != Cell::Empty;
        if field.sensitive && !open {
            *cell = cell.masked(zone);
        }
    }
    let strange = entry.answers.strange(form.fields);
    private |= !strange.is_empty();
    let strange = strange.into_iter().map(|(key, text)| {
        let cell = Cell::Long(text);
        let cell = if open { cell } else { cell.masked(zone) };
        (Text::kept(&key, &key), cell)
    });
    let filled = Filled {
        number: Some(entry.kept.number.clone()),
        subject: entry.subject,
        cells,
        strange: strange.collect(),
        private,
    };
    Ok((form, filled))
}
