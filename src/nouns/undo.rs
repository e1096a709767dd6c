//! `undo` and `redo` take commands back. What stands in the way is named, and
//! nothing is taken back in part unless asked for.

use clap::Arg;

use super::history::{LIMIT, described, short, show};
use super::{Call, Noun, Verb, What, option, switch, word};
use crate::app::App;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::store::{Entry, Kind, Standing};
use crate::verbs;
use crate::words::{Lang, Say, t};

pub const UNDO: Noun = Noun {
    name: "undo",
    about: t("Take back the newest command", "撤销最近一次操作"),
    what: What::Leaf(
        Verb::new(
            "undo",
            t("Take a command back", "撤销操作"),
            undo_args,
            undo,
        )
        .writing(),
    ),
};

pub const REDO: Noun = Noun {
    name: "redo",
    about: t("Take back the newest undo", "重做最近一次撤销"),
    what: What::Leaf(
        Verb::new("redo", t("Take an undo back", "重做"), super::none, redo).writing(),
    ),
};

/// How many records that were kept are named.
const KEPT: usize = 10;

fn undo_args(lang: Lang) -> Vec<Arg> {
    let id = t("ID", "序号");
    vec![
        word(
            "id",
            id,
            t(
                "The command, as kehu history shows it",
                "操作序号，见 kehu history",
            ),
            lang,
        )
        .index(1),
        option(
            "to",
            id,
            t(
                "This command and everything since",
                "撤销该操作及其后的全部操作",
            ),
            lang,
        ),
        switch(
            "keep-used",
            t(
                "Leave what was used since, and take back the rest",
                "保留其后已使用的记录，撤销其余部分",
            ),
            lang,
        ),
        switch(
            "list",
            t("List what can be undone", "列出可撤销的操作"),
            lang,
        ),
    ]
}

fn undo(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    if call.has("list") {
        let entries = app.file()?.done_since(0)?;
        show(out, entries.into_iter().take(LIMIT).collect())?;
        return Ok(Exit::Done);
    }
    let keeping = call.has("keep-used");
    if keeping && call.text("to").is_some() {
        return Err(Problem::usage(say!(
            "--keep-used takes back one command, not --to and all since",
            "--keep-used 只撤销一项操作，不能与 --to 同用"
        ))
        .into());
    }
    let targets = targets(app, call)?;
    if targets.is_empty() {
        return Err(Problem::usage(say!("nothing to undo", "没有可撤销的操作")).into());
    }
    stand_free(app, &targets, keeping)?;
    if call.dry_run && !keeping {
        show(out, targets)?;
        return Ok(Exit::Done);
    }
    if targets.len() > 1 {
        let n = targets.len();
        let question = say!("Undo {n} commands?", "撤销 {n} 项操作？");
        if !call.yes && app.ask.is_some() {
            show(out, targets.clone())?;
        }
        if !verbs::agreed(app, call, out, &question)? {
            return Ok(Exit::Done);
        }
    }
    let kept = take_back(app, &targets, keeping)?;
    for entry in &targets {
        let what = described(entry);
        let (en, zh) = (&what.en, &what.zh);
        out.line(&say!("undone: {en}", "已撤销：{zh}"))?;
    }
    if !kept.is_empty() {
        out.line(&kept_said(&kept))?;
    }
    out.line(&say!("kehu redo brings it back", "可用 kehu redo 恢复"))?;
    Ok(Exit::Done)
}

/// Refuses where a later command, not undone with them, changed the same.
fn stand_free(app: &mut App<'_>, targets: &[Entry], keeping: bool) -> Result<(), Failure> {
    for (n, entry) in targets.iter().enumerate() {
        let standing = app.file()?.standing(entry.id)?;
        let standing = without(standing, &targets[..n]);
        if keeping && !standing.never {
            continue;
        }
        if !standing.is_clear() {
            return Err(in_the_way(entry, &standing).into());
        }
    }
    Ok(())
}

/// Takes them back in one command; gives the numbers that were kept.
fn take_back(app: &mut App<'_>, targets: &[Entry], keeping: bool) -> Result<Vec<String>, Failure> {
    let me = app.me()?;
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin("undo", Kind::Undo, Some(me), now)?;
    let mut kept = Vec::new();
    for entry in targets {
        let mut id = entry.id;
        if keeping {
            (id, kept) = writing.split_used(entry.id)?;
            if writing.is_empty(id)? {
                return Err(all_used(entry).into());
            }
        }
        writing.take_back(id)?;
    }
    let (subject, summary) = match targets {
        [one] => {
            let (en, zh) = (&one.summary.en, &one.summary.zh);
            (one.subject.as_str(), say!("undid: {en}", "撤销：{zh}"))
        }
        several => {
            let n = several.len();
            ("", say!("undid: {n} commands", "撤销：{n} 项操作"))
        }
    };
    writing.commit(subject, &summary)?;
    Ok(kept)
}

fn kept_said(kept: &[String]) -> Say {
    let n = kept.len();
    let first: Vec<_> = kept.iter().take(KEPT).map(String::as_str).collect();
    let (en, zh) = (first.join(", "), first.join("、"));
    match n > KEPT {
        false => say!("kept, used since: {en}", "已使用而保留：{zh}"),
        true => say!(
            "kept, used since: {en} … {n} records in all",
            "已使用而保留：{zh} 等共 {n} 条"
        ),
    }
}

/// What is to be undone, newest first.
fn targets(app: &mut App<'_>, call: &Call<'_>) -> Result<Vec<Entry>, Failure> {
    let store = app.file()?;
    match (call.text("to"), call.text("id")) {
        (Some(text), _) => {
            let id = store.full_id(number(text)?)?;
            Ok(store.done_since(id)?)
        }
        (None, Some(text)) => {
            let id = store.full_id(number(text)?)?;
            match store.entry(id)? {
                Some(entry) if entry.undone => Err(Problem::usage(say!(
                    "command {text} is undone already",
                    "操作 {text} 已经撤销"
                ))
                .into()),
                Some(entry) if matches!(entry.kind, Kind::Undo | Kind::Redo) => {
                    Err(Problem::usage(say!(
                        "{text} is an undo; take it back with: kehu redo",
                        "{text} 是撤销操作，请用 kehu redo"
                    ))
                    .into())
                }
                Some(entry) => Ok(vec![entry]),
                None => Err(Problem::new(
                    Exit::NoSuchRecord,
                    say!("there is no command {text}", "没有序号为 {text} 的操作"),
                )
                .hint(say!("look with: kehu history", "可用 kehu history 查看"))
                .into()),
            }
        }
        (None, None) => Ok(store.newest_done()?.into_iter().collect()),
    }
}

fn number(text: &str) -> Result<i64, Failure> {
    text.parse().map_err(|_| {
        Problem::usage(say!(
            "“{text}” is not a command's ID",
            "“{text}”不是操作序号"
        ))
        .hint(say!("look with: kehu history", "可用 kehu history 查看"))
        .into()
    })
}

fn without(mut standing: Standing, undone: &[Entry]) -> Standing {
    standing
        .commands
        .retain(|command| undone.iter().all(|entry| entry.id != command.id));
    standing
}

/// What stands in the way, and how to go on.
fn in_the_way(entry: &Entry, standing: &Standing) -> Problem {
    let what = described(entry);
    let (en, zh) = (&what.en, &what.zh);
    if standing.never {
        return Problem::refused(say!("cannot be undone: {en}", "该操作不可撤销：{zh}")).hint(
            say!(
                "setting up, erasing, and what was done before the file's schema moved on, stay",
                "初始化、彻底清除及数据文件结构升级前的操作不可撤销"
            ),
        );
    }
    let list = |lang: Lang| {
        standing
            .commands
            .iter()
            .map(|later| format!("{} {}", short(later.id), described(later).to(lang)))
            .collect::<Vec<_>>()
            .join(t("; ", "；").to(lang))
    };
    let (later_en, later_zh) = (list(Lang::En), list(Lang::Zh));
    let to = short(entry.id);
    let hint = match entry.verb.starts_with("import ") {
        true => say!(
            "undo them all with: kehu undo --to {to}; or what nobody used: kehu undo {to} --keep-used",
            "一并撤销请用：kehu undo --to {to}；只撤销未使用的部分：kehu undo {to} --keep-used"
        ),
        false => say!(
            "undo them all with: kehu undo --to {to}",
            "一并撤销请用：kehu undo --to {to}"
        ),
    };
    Problem::refused(say!(
        "later commands changed the same: {later_en}",
        "其后的操作改动了同一处：{later_zh}"
    ))
    .about(what.clone())
    .hint(hint)
}

fn all_used(entry: &Entry) -> Problem {
    Problem::refused(say!(
        "everything of it was used since",
        "其全部记录其后均已使用"
    ))
    .about(described(entry))
}

fn redo(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let Some(undo) = app.file()?.newest_undo()? else {
        return Err(Problem::usage(say!("nothing to redo", "没有可重做的操作")).into());
    };
    let standing = app.file()?.standing(undo.id)?;
    if !standing.is_clear() {
        // An undo is not to be undone with the rest: there is nothing to advise.
        let problem = in_the_way(&undo, &standing);
        return Err(Problem {
            hint: None,
            ..problem
        }
        .into());
    }
    if call.dry_run {
        show(out, vec![undo])?;
        return Ok(Exit::Done);
    }
    let me = app.me()?;
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin("redo", Kind::Redo, Some(me), now)?;
    writing.take_back_undo(undo.id)?;
    let what = described(&undo);
    let (en, zh) = (&what.en, &what.zh);
    let (en, zh) = (en.replace("undid: ", ""), zh.replace("撤销：", ""));
    writing.commit(&undo.subject, &say!("redid: {en}", "重做：{zh}"))?;
    out.line(&say!("done again: {en}", "已重做：{zh}"))?;
    Ok(Exit::Done)
}
