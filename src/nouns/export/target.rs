//! Where an export goes: the file, its format by its ending or as asked, and the
//! writing of it. What a file holds unmasked is in the journal.

use std::path::{Path, PathBuf};

use super::order::{Order, said};
use super::rows::{chosen, list};
use crate::app::App;
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::render::{Format, Style};
use crate::say;
use crate::store::{Filter, List, Shown};
use crate::value::Noun as Record;
use crate::verbs::agreed;
use crate::words::{Lang, Say};

/// The formats that files have.
const FORMATS: [Format; 5] = [
    Format::Csv,
    Format::Xlsx,
    Format::Vcf,
    Format::Json,
    Format::Jsonl,
];

/// Where the rows go, and how they are written.
pub(super) struct Target {
    pub(super) file: Option<PathBuf>,
    format: Format,
}

impl Target {
    pub(super) fn of(call: &Call<'_>, out: &Out<'_>) -> Result<Self, Failure> {
        let file = call
            .text("file")
            .filter(|file| *file != "-")
            .map(PathBuf::from);
        let asked = call.text("output").map(|_| out.style.format);
        let ending = file.as_deref().and_then(ending);
        let format = match (asked, ending) {
            (Some(asked), Some(ending)) if asked != ending => {
                return Err(crossed(asked, ending));
            }
            (Some(format), _) | (None, Some(format)) => format,
            (None, None) if file.is_none() => Format::Csv,
            (None, None) => return Err(unknown()),
        };
        match FORMATS.contains(&format) {
            true => Ok(Target { file, format }),
            false => Err(unknown()),
        }
    }
}

/// The format that a file's name ends with.
fn ending(file: &Path) -> Option<Format> {
    let ending = file.extension()?.to_str()?.to_lowercase();
    FORMATS.into_iter().find(|format| format.name() == ending)
}

fn unknown() -> Failure {
    let names = FORMATS.map(Format::name);
    let (en, zh) = (names.join(", "), names.join("、"));
    Problem::usage(say!("records are written as {en}", "记录可写成 {zh}"))
        .hint(say!(
            "end the file's name so, or say -o FORMAT",
            "请以其为文件扩展名，或用 -o 指定"
        ))
        .into()
}

fn crossed(asked: Format, ending: Format) -> Failure {
    let (asked, ending) = (asked.name(), ending.name());
    Problem::usage(say!(
        "the file's name ends in .{ending}, but -o says {asked}",
        "文件扩展名为 .{ending}，而 -o 指定了 {asked}"
    ))
    .hint(say!("leave one of them out", "请只保留其一"))
    .into()
}

pub(super) fn export(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    noun: Record,
) -> Result<Exit, Failure> {
    app.me()?;
    let format = Target::of(call, out)?.format;
    let filter = chosen(app, call, noun)?;
    let list = list(noun, format);
    written(app, call, out, noun, &list, &filter)
}

/// Writes the rows of a list where the line says.
pub(super) fn written(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    noun: Record,
    list: &List,
    filter: &Filter,
) -> Result<Exit, Failure> {
    written_to(app, call, out, noun, (list, filter), true)
}

/// The same; a file that stands there is replaced without a word unless `ask`.
pub(super) fn written_to(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    noun: Record,
    (list, filter): (&List, &Filter),
    ask: bool,
) -> Result<Exit, Failure> {
    let me = app.me()?;
    let target = Target::of(call, out)?;
    if target.format == Format::Vcf && noun != Record::Contact {
        return Err(Problem::usage(say!(
            "only contacts go into an address book",
            "只有联系人可以写成名片文件"
        ))
        .hint(say!(
            "kehu export contacts FILE.vcf --reveal",
            "请用：kehu export contacts 文件.vcf --reveal"
        ))
        .into());
    }
    let order = Order {
        noun,
        list,
        filter,
        style: style(&target, out),
        private: private(list, out),
    };
    match &target.file {
        None => order.print(app, out, me, call.dry_run)?,
        Some(file) => {
            if call.dry_run {
                let n = app.file()?.count(list, filter)?;
                out.line(&said(n, file))?;
            } else if !ask || !file.exists() || agreed(app, call, out, &replaced(file))? {
                order.save(app, out, me, file)?;
            } else {
                return Ok(crate::nouns::keep::left_alone(out));
            }
        }
    }
    if !out.style.reveal && order.private {
        out.note(&say!(
            "phones and other private fields are masked; --reveal writes them out",
            "电话等敏感信息已遮盖；加 --reveal 可写出原文"
        ));
    }
    Ok(Exit::Done)
}

fn style(target: &Target, out: &Out<'_>) -> Style {
    Style {
        format: target.format,
        width: None,
        bom: match target.file {
            Some(_) => out.lang() == Lang::Zh,
            None => out.style.bom,
        },
        ..out.style.clone()
    }
}

/// Whether a column that is written holds what is private.
fn private(list: &List, out: &Out<'_>) -> bool {
    let fields = out.style.fields.as_deref();
    let named = |shown: &Shown| {
        fields.is_none_or(|fields| {
            let same = |name: &String| name.replace('-', "_") == shown.key;
            fields.iter().any(same)
        })
    };
    list.columns
        .iter()
        .any(|shown| shown.sensitive && named(shown))
}

pub(super) fn replaced(file: &Path) -> Say {
    let file = file.display();
    say!("Replace {file}?", "覆盖 {file}？")
}
