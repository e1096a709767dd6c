//! `form print --all`: every form of a customer that is filled in, a file each, in one
//! folder. All are made before any is written; none is replaced unasked.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::super::entry;
use super::{FORMATS, note, speech, style, which, write};
use crate::app::App;
use crate::document::layout::Source;
use crate::document::paper::{Paper, Speech};
use crate::nouns::export::file::Draft;
use crate::nouns::{Call, keep};
use crate::out::Out;
use crate::playbook::{Layout, Link};
use crate::problem::{Exit, Failure, Problem};
use crate::render::{Format, Style};
use crate::say;
use crate::store::Store;
use crate::value::Noun;
use crate::verbs::agreed;

/// A form on its way into the folder.
struct Sheet {
    /// Its file, without the ending.
    name: String,
    paper: Paper,
}

pub fn run(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    customer: &str,
) -> Result<Exit, Failure> {
    let format = format(call, out)?;
    let folder = folder(call)?;
    let id = app.resolve(Noun::Customer, customer)?;
    let style = style(call, out, format, out.style.reveal);
    let mut sheets = standard(app, id, speech(&style), style.reveal)?;
    sheets.extend(entries(app, out, id, speech(&style), style.reveal)?);
    let ending = format.name();
    let files: Vec<PathBuf> = sheets
        .iter()
        .map(|sheet| folder.join(format!("{}.{ending}", sheet.name)))
        .collect();
    let (all, place) = (files.len(), folder.display());
    if call.dry_run {
        for file in &files {
            let file = file.display();
            out.note(&say!("would write {file}", "将写入 {file}"));
        }
        return Ok(Exit::Done);
    }
    let there = files.iter().filter(|file| file.exists()).count();
    let replace = say!(
        "{there} of {all} files are in {place} already. Replace them?",
        "{place} 中已有 {there} 个同名文件（共 {all} 个），覆盖吗？"
    );
    if there > 0 && !agreed(app, call, out, &replace)? {
        return Ok(keep::left_alone(out));
    }
    if !folder.exists() {
        fs::create_dir(&folder).with_context(|| folder.display().to_string())?;
    }
    stored(app, call, &sheets, &files, &style)?;
    let number = app.store.read()?.customer(id)?.number;
    out.line(&say!(
        "{all} forms of {number} written into {place}",
        "{number} 的 {all} 份表单已写入 {place}"
    ))?;
    if !style.reveal && sheets.iter().any(|sheet| sheet.paper.private) {
        out.note(&say!(
            "phones and other private fields are masked; --reveal writes them out",
            "电话等敏感信息已遮盖；加 --reveal 可写出原文"
        ));
    }
    Ok(Exit::Done)
}

fn stored(
    app: &mut App<'_>,
    call: &Call<'_>,
    sheets: &[Sheet],
    files: &[PathBuf],
    style: &Style,
) -> Result<(), Failure> {
    for (sheet, file) in sheets.iter().zip(files) {
        let mut draft = Draft::beside(file)?;
        write(&sheet.paper, style, draft.file())?;
        note(app, call, &sheet.paper, style)?;
        draft.keep()?;
    }
    Ok(())
}

/// What the files are: documents unless `-o` says otherwise.
fn format(call: &Call<'_>, out: &Out<'_>) -> Result<Format, Failure> {
    match call.text("output") {
        None => Ok(Format::Docx),
        Some(_) if FORMATS.contains(&out.style.format) => Ok(out.style.format),
        Some(_) => Err(super::no_such_format().into()),
    }
}

/// Where they go: a folder that is there, or will be in one that is.
fn folder(call: &Call<'_>) -> Result<PathBuf, Problem> {
    let Some(text) = call.text("file") else {
        return Err(Problem::usage(say!("no folder named", "没有指明文件夹"))
            .hint(say!("say where: --to FOLDER", "请写明：--to 文件夹")));
    };
    let folder = Path::new(text);
    let within = match folder.parent() {
        Some(within) if !within.as_os_str().is_empty() => within,
        _ => Path::new("."),
    };
    match () {
        () if folder.exists() && !folder.is_dir() => Err(Problem::usage(say!(
            "“{text}” is a file, and a folder is needed",
            "“{text}”是文件，需要文件夹"
        ))),
        () if !folder.exists() && !within.is_dir() => {
            let within = within.display();
            Err(Problem::usage(say!(
                "there is no folder {within}",
                "没有目录 {within}"
            )))
        }
        () => Ok(folder.to_owned()),
    }
}

/// The standard forms that are filled in.
fn standard(
    app: &mut App<'_>,
    customer: i64,
    speech: Speech,
    open: bool,
) -> Result<Vec<Sheet>, Failure> {
    let playbook = app.policy.get()?;
    let store: &Store = app.store.read()?;
    let mut source = Source::new(store, &playbook.codes, speech, open);
    let mut sheets = Vec::new();
    for layout in playbook.layouts()?.iter().filter(|layout| layout.folder) {
        for id in records(store, layout, customer)? {
            if source.is_filled(layout, id)? {
                let paper = source.paper(layout, Some(id))?;
                sheets.push(Sheet {
                    name: name(layout.form(), layout.id, &paper),
                    paper,
                });
            }
        }
    }
    Ok(sheets)
}

/// The customer's records that a form is about.
fn records(store: &Store, layout: &Layout, customer: i64) -> Result<Vec<i64>, Failure> {
    match (layout.about, layout.of_customer()) {
        (Noun::Customer, _) => Ok(vec![customer]),
        (about, Some(by)) => store.belonging((Noun::Customer, customer), about, by, &[]),
        (_, None) => Ok(Vec::new()),
    }
}

/// The entries of the playbook's own forms.
fn entries(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    customer: i64,
    speech: Speech,
    open: bool,
) -> Result<Vec<Sheet>, Failure> {
    let by = Link::Column("customer");
    let ids = app
        .file()?
        .belonging((Noun::Customer, customer), Noun::Entry, by, &[])?;
    let mut sheets = Vec::new();
    for id in ids {
        let filed = app.file()?.filed(id)?;
        if entry::of(app, &filed)?.is_none() {
            let (number, form) = (&filed.kept.number, &filed.kept.record.form.0);
            out.note(&say!(
                "{number} is left out: the playbook no longer has the form {form}",
                "{number} 未打印：规则手册中已无表单 {form}"
            ));
            continue;
        }
        let (form, filled) = which::filled_in(app, id, open)?;
        let paper = which::on_paper(app, &form, &filled, speech, open)?;
        sheets.push(Sheet {
            name: name(paper.source, form.id, &paper),
            paper,
        });
    }
    Ok(sheets)
}

/// `F01-registration-001-HZ-IT-2026-001`.
fn name(form: &str, id: &str, paper: &Paper) -> String {
    let number = paper.number.as_deref().unwrap_or_default();
    let parts = [form, id, number]
        .into_iter()
        .filter(|part| !part.is_empty());
    let name = parts.collect::<Vec<_>>().join("-");
    let fits = |c: char| match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
        c if c.is_control() => '_',
        c => c,
    };
    name.chars().map(fits).collect()
}
