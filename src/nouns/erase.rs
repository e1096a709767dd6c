//! `customer erase` and `contact erase`: personal data taken out for good.

use std::path::PathBuf;

use clap::Arg;

use super::keep::{foretell, left_alone};
use super::merge::joined;
use super::{Call, switch, word};
use crate::app::App;
use crate::flags::Takes;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::store::{self, Erasing, Kind, Whom};
use crate::value::{Noun, Size};
use crate::verbs::agreed;
use crate::words::{Lang, Say, t};

pub fn erase_customer_args(lang: Lang) -> Vec<Arg> {
    args("customer", Noun::Customer, lang)
}

pub fn erase_contact_args(lang: Lang) -> Vec<Arg> {
    args("contact", Noun::Contact, lang)
}

fn args(name: &'static str, noun: Noun, lang: Lang) -> Vec<Arg> {
    vec![
        word(
            name,
            noun.label(),
            t(
                "Who; a removed one by number or name too",
                "要清除谁；已移除的可用编号或姓名",
            ),
            lang,
        )
        .add(Takes::record(noun))
        .required(true),
        switch(
            "backups",
            t(
                "Delete the backups that still hold them, too",
                "同时删除仍含有其信息的备份",
            ),
            lang,
        ),
    ]
}

/// Erases a customer and everything that hangs on it.
///
/// # Errors
/// As [`erase`].
pub fn erase_customer(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
) -> Result<Exit, Failure> {
    let id = whom(
        app,
        Noun::Customer,
        call.text("customer").unwrap_or_default(),
    )?;
    erase(
        app,
        call,
        out,
        Whom {
            noun: Noun::Customer,
            id,
        },
    )
}

/// Erases a contact; what mentions it only by reference stays.
///
/// # Errors
/// As [`erase`].
pub fn erase_contact(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
) -> Result<Exit, Failure> {
    let id = whom(app, Noun::Contact, call.text("contact").unwrap_or_default())?;
    erase(
        app,
        call,
        out,
        Whom {
            noun: Noun::Contact,
            id,
        },
    )
}

/// The record meant; a removed one where no other answers.
fn whom(app: &mut App<'_>, noun: Noun, text: &str) -> Result<i64, Failure> {
    app.me()?;
    match app.resolve(noun, text) {
        Err(failure) if failure.exit() == Exit::NoSuchRecord => {
            match app.file()?.removed_named(noun, text)?.as_slice() {
                [id] => Ok(*id),
                [] => Err(failure),
                _ => Err(Problem::new(
                    Exit::Ambiguous,
                    say!(
                        "“{text}” may be several removed records",
                        "“{text}”对应多条已移除的记录"
                    ),
                )
                .hint(say!("name one by its number", "请用编号指明其中一条"))
                .into()),
            }
        }
        found => found,
    }
}

/// Shows what goes, asks, and takes it out of the file, its journal and what
/// stands beside it.
///
/// # Errors
/// Where nobody can be asked, or the disk fails.
fn erase(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    whom: Whom,
) -> Result<Exit, Failure> {
    let store = app.file()?;
    let number = store.number_of(whom.noun, whom.id)?;
    let erasing = store.erasing(whom)?;
    for line in told(&erasing) {
        foretell(call, out, &line)?;
    }
    if call.dry_run {
        return Ok(Exit::Done);
    }
    let question = say!(
        "Erase {number} for good? Nothing can bring it back",
        "彻底清除 {number}？此操作无法撤销，数据无法找回"
    );
    if !agreed(app, call, out, &question)? {
        return Ok(left_alone(out));
    }
    let (me, now) = (app.me()?, app.now);
    let noun = whom.noun.table();
    let store = app.store.write()?;
    // What was added while the question stood goes too.
    let erasing = store.erasing(whom)?;
    let writing = store.begin(&format!("{noun} erase"), Kind::Final, Some(me), now)?;
    writing.erase(&erasing)?;
    writing.commit(&number, &say!("erased {number}", "彻底清除 {number}"))?;
    let swept = store.sweep()?;
    store::sweep_beside(app.store.path(), &erasing)?;
    let left = erase_backups(app, call, out, &erasing.backups)?;
    out.made(
        whom.noun,
        &number,
        &say!("erased {number}", "已彻底清除 {number}"),
    )?;
    if !swept {
        out.warn(&say!(
            "another kehu has the file open, so its bytes still hold them; later run: kehu doctor --fix",
            "另一个 kehu 正在使用数据文件，文件中仍有残留；请稍后执行 kehu doctor --fix"
        ));
    }
    Ok(match swept && left == 0 {
        true => Exit::Done,
        false => Exit::Attention,
    })
}

/// What goes and what stays, a line each.
fn told(erasing: &Erasing) -> Vec<Say> {
    let mut lines = Vec::new();
    let rows = erasing.rows.iter().filter_map(|(table, ids)| {
        let Say { en, zh } = Noun::of_table(table)?.label().into();
        let n = ids.len();
        Some(say!("{en} {n}", "{zh} {n}"))
    });
    if let Some(Say { en, zh }) = joined(rows) {
        lines.push(say!("goes: {en}", "将清除：{zh}"));
    }
    let n = erasing.drafts.len();
    if n > 0 {
        lines.push(say!("goes: half-filled forms {n}", "将清除：草稿 {n} 份"));
    }
    let n = erasing.contents.len();
    if n > 0 {
        let size = erasing.contents.iter().map(|(_, size)| size.0).sum();
        let size = Size(size).shown();
        lines.push(say!(
            "goes: attached files {n}, {size}",
            "将清除：附件文件 {n} 个，{size}"
        ));
    }
    let n = erasing.mentions;
    if n > 0 {
        lines.push(say!(
            "stays: {n} other records mention them in a text; look with kehu find",
            "保留：另有 {n} 条记录的文字提到此人或客户，可用 kehu find 查看"
        ));
    }
    let n = erasing.backups.len();
    if n > 0 {
        lines.push(say!("still in backups: {n}", "{n} 个备份仍含有其信息"));
    }
    lines
}

/// Offers to delete the backups that hold them; gives back how many are left.
fn erase_backups(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    backups: &[PathBuf],
) -> Result<usize, Failure> {
    if backups.is_empty() {
        return Ok(0);
    }
    for file in backups {
        out.note(&Say::same(file.display().to_string()));
    }
    let n = backups.len();
    let question = say!("Delete these {n} backups too?", "同时删除这 {n} 个备份？");
    // `--yes` says yes to the erasure alone: backups are asked for by name.
    let delete = call.has("backups") || (!call.yes && app.confirm(question.to(app.lang), false)?);
    if !delete {
        out.warn(&say!(
            "still in backups: {n}; delete the files, or erase with --backups",
            "{n} 个备份仍含有其信息；请删除这些文件，或在清除时加 --backups"
        ));
        return Ok(n);
    }
    for file in backups {
        store::remove_backup(file)?;
    }
    Ok(0)
}
