//! `form print`: a form on paper, blank or filled in: Markdown, a page for A4, or
//! a workbook, on standard output or in a file.

use std::path::Path;

use clap::Arg;

use super::entry;
use super::paper::{Filled, views};
use super::show::{Chosen, chosen, nothing_to_print};
use crate::app::App;
use crate::flags::Takes;
use crate::nouns::export::file::Draft;
use crate::nouns::{Call, keep, option, word};
use crate::out::Out;
use crate::playbook::CustomForm;
use crate::problem::{Exit, Failure, Problem};
use crate::render::{self, Format, Style};
use crate::say;
use crate::store::{Kind, Names};
use crate::value::{Cell, Noun};
use crate::verbs::agreed;
use crate::words::{Lang, Text, t};

/// The formats that paper has, in the order in which they are named.
const FORMATS: [Format; 3] = [Format::Md, Format::Html, Format::Xlsx];

pub fn args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "which",
            t("FORM|ENTRY", "表单"),
            t(
                "Which form, or the number of an entry",
                "表单名，或已填表单的编号",
            ),
            lang,
        )
        .add(Takes::FormOrEntry)
        .index(1),
        word(
            "record",
            t("RECORD", "记录"),
            t(
                "An entry, to print it filled in; or whom a blank one is about",
                "已填表单的编号；或空白表单所针对的客户等",
            ),
            lang,
        )
        .add(Takes::AnyOf(&[Noun::Entry, Noun::Customer, Noun::Ticket]))
        .index(2),
        option(
            "to",
            t("FILE", "文件"),
            t(
                "Into this file: .md, .html or .xlsx",
                "写入此文件：.md、.html 或 .xlsx",
            ),
            lang,
        )
        .add(Takes::File),
    ]
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let file = call.text("to").map(Path::new);
    let format = format(call, out, file)?;
    // A person at a terminal asked for this very entry; a file goes anywhere.
    let open = out.style.reveal || (out.terminal && file.is_none());
    let (form, filled) = printed(app, call, open)?;
    let style = Style {
        format,
        width: None,
        color: false,
        fields: None,
        sort: Vec::new(),
        reveal: open,
        ..out.style.clone()
    };
    let mut paper = views(&form, &filled, &style.tongue);
    if format == Format::Xlsx {
        // One sheet, that can be printed as one.
        for view in &mut paper {
            view.section = Some(form.label);
        }
    }
    let Some(file) = file else {
        if !out.terminal {
            note(app, call, &filled, &style)?;
        }
        render::write_all(paper, None, &style, out.out)?;
        return Ok(Exit::Done);
    };
    let name = file.display();
    if call.dry_run {
        out.note(&say!("would write {name}", "将写入 {name}"));
        return Ok(Exit::Done);
    }
    let replace = say!("Replace {name}?", "覆盖 {name}？");
    if file.exists() && !agreed(app, call, out, &replace)? {
        return Ok(keep::left_alone(out));
    }
    let mut draft = Draft::beside(file)?;
    render::write_all(paper, None, &style, draft.file())?;
    note(app, call, &filled, &style)?;
    draft.keep()?;
    out.line(&say!("written: {name}", "已写入：{name}"))?;
    Ok(Exit::Done)
}

/// The form that was named, with what it is to be filled in with.
fn printed(
    app: &mut App<'_>,
    call: &Call<'_>,
    open: bool,
) -> Result<(CustomForm, Filled), Failure> {
    let Some(which) = call.text("which") else {
        return Err(nothing_to_print().into());
    };
    match chosen(app, Some(which))? {
        Chosen::Entry(id) => match call.text("record") {
            None => filled_in(app, id, open),
            Some(text) => {
                let what = say!(
                    "“{text}”: an entry is about what it is about",
                    "“{text}”：已填表单不能另指对象"
                );
                Err(Problem::usage(what).into())
            }
        },
        Chosen::Form(form) => match call.text("record") {
            None => Ok((*form, Filled::default())),
            Some(text) => with(app, *form, text, open),
        },
    }
}

/// Notes in the journal that private answers left the file.
fn note(app: &mut App<'_>, call: &Call<'_>, filled: &Filled, style: &Style) -> Result<(), Failure> {
    let Some(number) = filled.number.as_deref() else {
        return Ok(());
    };
    if !filled.private || !style.reveal || call.dry_run {
        return Ok(());
    }
    let (me, now) = (app.me()?, app.now);
    let format = style.format.name();
    let summary = say!("unmasked, as {format}", "未遮盖，{format} 格式");
    let writing = app
        .store
        .write()?
        .begin("form print", Kind::Work, Some(me), now)?;
    writing.commit(number, &summary)
}

/// The format that the file's name or `-o` says; Markdown unless either does.
fn format(call: &Call<'_>, out: &Out<'_>, file: Option<&Path>) -> Result<Format, Failure> {
    let asked = call.text("output").map(|_| out.style.format);
    let ending = file.map(|file| {
        let ending = file.extension().and_then(|ending| ending.to_str());
        let ending = ending.map(str::to_lowercase);
        match ending.as_deref() {
            Some("htm") => Some(Format::Html),
            Some("markdown") => Some(Format::Md),
            Some(name) => FORMATS.into_iter().find(|format| format.name() == name),
            None => None,
        }
    });
    let known = |format: &Format| FORMATS.contains(format);
    let format = match (asked.filter(known), ending) {
        (Some(asked), None) => Some(asked),
        (Some(asked), Some(Some(ending))) if asked == ending => Some(asked),
        (None, Some(ending)) if asked.is_none() => ending,
        (None, None) if asked.is_none() => Some(Format::Md),
        _ => None,
    };
    format.ok_or_else(|| {
        Problem::usage(say!(
            "a form is printed as md, html or xlsx",
            "表单可打印为 md、html 或 xlsx"
        ))
        .hint(say!(
            "end the file's name so, or say -o FORMAT without a file",
            "请以其为文件扩展名；输出到屏幕时用 -o 指定"
        ))
        .into()
    })
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
        cells,
        ..Filled::default()
    };
    Ok((form, filled))
}

/// An entry with its form. What is private is masked unless it is `open`.
fn filled_in(app: &mut App<'_>, id: i64, open: bool) -> Result<(CustomForm, Filled), Failure> {
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
        cells,
        strange: strange.collect(),
        private,
    };
    Ok((form, filled))
}
