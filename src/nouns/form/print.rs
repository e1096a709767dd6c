//! `form print`: a form on paper, blank or filled in: Markdown, a page for A4, a
//! workbook or a document of a word processor, on standard output or in a file.

mod folder;
mod which;

use std::path::Path;

use clap::Arg;

use crate::app::App;
use crate::document::paper::{Paper, Speech};
use crate::flags::Takes;
use crate::nouns::export::file::Draft;
use crate::nouns::{Call, keep, option, switch, word};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::render::{self, Format, Style};
use crate::say;
use crate::store::Kind;
use crate::value::Noun;
use crate::verbs::agreed;
use crate::words::{Lang, t};

/// The formats that paper has, in the order in which they are named.
const FORMATS: [Format; 4] = [Format::Md, Format::Html, Format::Xlsx, Format::Docx];

pub fn args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "which",
            t("FORM|ENTRY", "表单"),
            t(
                "Which form, by name or number (F23); or the number of an entry",
                "表单名或手册编号（F23）；或已填表单的编号",
            ),
            lang,
        )
        .add(Takes::FormOrEntry)
        .index(1),
        word(
            "record",
            t("RECORD", "记录"),
            t(
                "The record to fill it in with, or its customer; of the playbook's own forms an entry, or whom a blank one is about",
                "用于填写的记录或其客户；自定表单填已填表单的编号，或空白表单所针对的客户等",
            ),
            lang,
        )
        .add(Takes::AnyOf(RECORDS))
        .index(2),
        option(
            "to",
            t("FILE", "文件"),
            t(
                "Into this file: .md, .html, .xlsx or .docx; with --all, into this folder",
                "写入此文件：.md、.html、.xlsx 或 .docx；与 --all 合用时为文件夹",
            ),
            lang,
        )
        .id("file")
        .add(Takes::File),
        option(
            "all",
            t("CUSTOMER", "客户"),
            t(
                "Every form of this customer that is filled in, a file each: docx, or what -o says",
                "该客户所有已填表单，每份一个文件；默认 docx，可用 -o 指定",
            ),
            lang,
        )
        .add(Takes::record(Noun::Customer))
        .conflicts_with_all(["which", "record"]),
        switch(
            "both",
            t(
                "In both languages, side by side",
                "中英文对照",
            ),
            lang,
        ),
    ]
}

/// What can be named to fill a form in with, those that are offered.
const RECORDS: &[Noun] = &[
    Noun::Customer,
    Noun::Contract,
    Noun::Delivery,
    Noun::Milestone,
    Noun::Ticket,
    Noun::Survey,
    Noun::Feedback,
    Noun::Proposal,
    Noun::Handover,
    Noun::Entry,
];

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    if let Some(customer) = call.text("all") {
        return folder::run(app, call, out, customer);
    }
    let file = call.text("file").map(Path::new);
    let format = format(call, out, file)?;
    // A person at a terminal asked for this very form; a file goes anywhere.
    let open = out.style.reveal || (out.terminal && file.is_none());
    let style = style(call, out, format, open);
    let paper = which::printed(app, call, speech(&style), open)?;
    let Some(file) = file else {
        if !out.terminal {
            note(app, call, &paper, &style)?;
        }
        write(&paper, &style, out.out)?;
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
    write(&paper, &style, draft.file())?;
    note(app, call, &paper, &style)?;
    draft.keep()?;
    out.line(&say!("written: {name}", "已写入：{name}"))?;
    Ok(Exit::Done)
}

/// How paper is written.
fn style(call: &Call<'_>, out: &Out<'_>, format: Format, open: bool) -> Style {
    Style {
        format,
        width: None,
        color: false,
        fields: None,
        sort: Vec::new(),
        reveal: open,
        paper: true,
        both: call.has("both"),
        ..out.style.clone()
    }
}

const fn speech(style: &Style) -> Speech {
    Speech {
        tongue: style.tongue,
        both: style.both,
    }
}

fn write(paper: &Paper, style: &Style, out: &mut dyn std::io::Write) -> Result<(), Failure> {
    let mut views = paper.views(&speech(style));
    if style.format == Format::Xlsx {
        // One sheet, that can be printed as one.
        for view in &mut views {
            view.section = Some(paper.label);
        }
    }
    render::write_all(views, None, style, out)
}

/// Notes in the journal that private answers left the file.
fn note(app: &mut App<'_>, call: &Call<'_>, paper: &Paper, style: &Style) -> Result<(), Failure> {
    let Some(number) = paper.number.as_deref() else {
        return Ok(());
    };
    if !paper.private || !style.reveal || call.dry_run {
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
    format.ok_or_else(|| no_such_format().into())
}

fn no_such_format() -> Problem {
    Problem::usage(say!(
        "a form is printed as md, html, xlsx or docx",
        "表单可打印为 md、html、xlsx 或 docx"
    ))
    .hint(say!(
        "end the file's name so, or say -o FORMAT without a file",
        "请以其为文件扩展名；输出到屏幕时用 -o 指定"
    ))
}
