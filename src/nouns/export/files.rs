//! `export attachments`: the register of attached files, and on request the files
//! themselves in a folder beside it, from where `import attachments` takes both back.
//! What is sensitive is copied only with `--reveal`, and then the journal has it.

use std::path::{Path, PathBuf};

use clap::Arg;

use super::narrowed;
use super::rows::chosen;
use super::target::{Target, replaced, written, written_to};
use crate::app::App;
use crate::exchange::forms;
use crate::form::Form as _;
use crate::nouns::{Call, keep, switch};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::filters::AttachmentFilter;
use crate::say;
use crate::store::{self, Filter, Kind, List};
use crate::value::{FileName, Noun};
use crate::verbs::agreed;
use crate::words::{Lang, t};

pub(super) fn args(lang: Lang) -> Vec<Arg> {
    let mut args = narrowed(AttachmentFilter::FIELDS, lang);
    args.push(switch(
        "with-files",
        t(
            "Copy the files too, into a folder beside the list; sensitive ones with --reveal",
            "连同文件复制到清单旁的文件夹；敏感文件需加 --reveal",
        ),
        lang,
    ));
    args
}

/// What became of the files.
#[derive(Default)]
struct Copied {
    files: usize,
    sensitive: usize,
    /// Sensitive ones that were left out.
    held_back: usize,
    /// Names of those whose content is not on this machine.
    missing: Vec<String>,
}

pub(super) fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.me()?;
    let filter = chosen(app, call, Noun::Attachment)?;
    let layout = forms::of(Noun::Attachment);
    let fields = layout.map_or(&[][..], |layout| layout.exported());
    if !call.has("with-files") {
        let list = List::register(fields, None);
        return written(app, call, out, Noun::Attachment, &list, &filter);
    }
    let Some(file) = Target::of(call, out)?.file else {
        return Err(Problem::usage(say!(
            "the files need a list beside which they lie",
            "连同文件导出时须指明清单文件"
        ))
        .hint(say!(
            "such as: kehu export attachments list.csv --with-files",
            "例如：kehu export attachments 清单.csv --with-files"
        ))
        .into());
    };
    let name = folder_name(&file);
    let list = List::register(fields, Some((&name, out.style.reveal)));
    if file.exists() && !call.dry_run && !agreed(app, call, out, &replaced(&file))? {
        return Ok(keep::left_alone(out));
    }
    written_to(app, call, out, Noun::Attachment, (&list, &filter), false)?;
    if call.dry_run {
        return Ok(Exit::Done);
    }
    let folder = file.with_file_name(&name);
    let copied = copy(app, &filter, &folder, out.style.reveal)?;
    note(app, &copied)?;
    tell(out, &copied, &folder)
}

/// `list.csv` has its files in `list.files`.
fn folder_name(list: &Path) -> String {
    let stem = list.file_stem().map(|stem| stem.to_string_lossy());
    format!("{}.files", stem.unwrap_or_default())
}

fn copy(
    app: &mut App<'_>,
    filter: &Filter,
    folder: &Path,
    reveal: bool,
) -> Result<Copied, Failure> {
    let data = app.store.path().to_owned();
    let list = List::attachments();
    let key = |key: &str| list.columns.iter().find(|shown| shown.key == key);
    let columns: Vec<_> = ["number", "name", "hash", "sensitive"]
        .into_iter()
        .filter_map(key)
        .collect();
    let mut rows = Vec::new();
    let store = app.store.read()?;
    store.list(&list, &columns, filter, &[], None, &mut |_, cells| {
        let texts = cells
            .iter()
            .map(|cell| cell.code(chrono_tz::UTC).into_owned());
        rows.push(texts.collect());
        Ok(())
    })?;
    store::secure_dir(folder)?;
    let mut copied = Copied::default();
    for row in rows {
        let row: Vec<String> = row;
        let [number, name, hash, sensitive] = row.as_slice() else {
            continue;
        };
        let sensitive = sensitive == "yes";
        if sensitive && !reveal {
            copied.held_back += 1;
            continue;
        }
        let to: PathBuf = folder.join(format!("{number} {name}"));
        match FileName::of(name) {
            Some(_) if store::health(&data, hash)? == store::Health::Whole => {
                store::copy_content(&data, hash, &to)?;
                copied.files += 1;
                copied.sensitive += usize::from(sensitive);
            }
            _ => copied.missing.push(format!("{number} {name}")),
        }
    }
    Ok(copied)
}

/// Sensitive files left the data file: the journal has it.
fn note(app: &mut App<'_>, copied: &Copied) -> Result<(), Failure> {
    if copied.sensitive == 0 {
        return Ok(());
    }
    let (me, now, n) = (app.me()?, app.now, copied.sensitive);
    let writing = app.store.write()?;
    let writing = writing.begin("export attachments", Kind::Work, Some(me), now)?;
    writing.commit(
        "",
        &say!("copied out sensitive files: {n}", "导出敏感附件 {n} 个"),
    )
}

fn tell(out: &mut Out<'_>, copied: &Copied, folder: &Path) -> Result<Exit, Failure> {
    let (n, folder) = (copied.files, folder.display());
    let files = if n == 1 { "file" } else { "files" };
    out.line(&say!("{folder}: {n} {files}", "{folder}：{n} 个文件"))?;
    let held = copied.held_back;
    if held > 0 {
        out.note(&say!(
            "sensitive files were left out: {held}; --reveal copies them too",
            "未复制敏感文件 {held} 个；加 --reveal 可一并复制"
        ));
    }
    if copied.missing.is_empty() {
        return Ok(Exit::Done);
    }
    let (en, zh) = (copied.missing.join(", "), copied.missing.join("、"));
    out.warn(&say!(
        "not on this machine, or altered: {en}; see kehu doctor",
        "本机没有或已被改动：{zh}；详见 kehu doctor"
    ));
    Ok(Exit::Attention)
}
