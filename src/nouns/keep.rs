//! `backup`, `restore`, `doctor`: keeping the file safe.

use std::path::PathBuf;

use clap::Arg;

use super::{Call, Noun, Verb, What, switch, word};
use crate::app::App;
use crate::flags::Takes;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::store::{self, Kind, Patient, State};
use crate::value::{Cell, ChoiceSet as _, Moment};
use crate::verbs::agreed;
use crate::view::{Column, View};
use crate::words::{Lang, Say, t};

pub const BACKUP: Noun = Noun {
    name: "backup",
    about: t("Copy the data file to a safe place", "备份数据文件"),
    what: What::Leaf(Verb::new(
        "backup",
        t("Copy the data file to a safe place", "备份数据文件"),
        backup_args,
        backup,
    )),
};

pub const RESTORE: Noun = Noun {
    name: "restore",
    about: t(
        "Put a backup in place of the data file",
        "用备份恢复数据文件",
    ),
    what: What::Leaf(Verb::new(
        "restore",
        t(
            "Put a backup in place of the data file",
            "用备份恢复数据文件",
        ),
        restore_args,
        restore,
    )),
};

pub const DOCTOR: Noun = Noun {
    name: "doctor",
    about: t("Look the data file over", "检查数据文件"),
    what: What::Leaf(Verb::new(
        "doctor",
        t("Look the data file over", "检查数据文件"),
        doctor_args,
        doctor,
    )),
};

/// Says what is about to be done: the answer itself where nothing else will be.
///
/// # Errors
/// When it cannot be written.
pub(super) fn foretell(call: &Call<'_>, out: &mut Out<'_>, line: &Say) -> Result<(), Failure> {
    match call.dry_run {
        true => out.line(line),
        false => {
            out.note(line);
            Ok(())
        }
    }
}

/// Says that nothing was done.
pub(super) fn left_alone(out: &mut Out<'_>) -> Exit {
    out.note(&say!("nothing was changed", "没有做任何改动"));
    Exit::Done
}

fn no_file(app: &App<'_>) -> Failure {
    let file = app.store.path().display();
    Problem::usage(say!(
        "there is no data file {file} yet",
        "还没有数据文件 {file}"
    ))
    .hint(say!("make one first: kehu init", "请先初始化：kehu init"))
    .into()
}

/// The moment of the command, for a file's name.
fn stamp(app: &App<'_>, out: &Out<'_>) -> String {
    app.now
        .local(out.style.tongue.zone)
        .format("%Y%m%d-%H%M%S")
        .to_string()
}

fn backup_args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "file",
            t("FILE", "文件"),
            t(
                "Where to; the backups folder beside the data file unless given",
                "备份到哪里，默认为数据文件旁的 backups 文件夹",
            ),
            lang,
        )
        .add(Takes::File),
        switch("list", t("Show the backups", "列出已有备份"), lang),
    ]
}

fn backup(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    if call.has("list") {
        return list(app, out);
    }
    if !app.store.exists() {
        return Err(no_file(app));
    }
    let to = match call.text("file") {
        Some(file) => PathBuf::from(file),
        None => store::backup_file(app.store.path(), &stamp(app, out)),
    };
    let name = to.display();
    if call.dry_run {
        out.line(&say!("would write {name}", "将写入 {name}"))?;
        return Ok(Exit::Done);
    }
    let held = app.store.read()?.backup_to(&to)?.say();
    if out.quiet {
        writeln!(out.out, "{name}")?;
    }
    let (en, zh) = (held.en, held.zh);
    out.line(&say!(
        "backed up and read through: {name} ({en})",
        "已备份并校验：{name}（{zh}）"
    ))?;
    Ok(Exit::Done)
}

fn list(app: &App<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let rows = store::backups(app.store.path())?
        .into_iter()
        .map(|copy| {
            vec![
                Cell::Line(copy.path.display().to_string()),
                Cell::Moment(Moment::from_utc(copy.at.into())),
                Cell::Whole(i64::try_from(copy.bytes.div_ceil(1024)).unwrap_or(i64::MAX)),
            ]
        })
        .collect();
    let columns = vec![
        Column::new("file", t("File", "文件")),
        Column::new("at", t("Written", "写入时间")),
        Column::new("kib", t("KiB", "大小（KiB）")),
    ];
    out.view(View::list(t("Backups", "备份"), columns, rows))?;
    Ok(Exit::Done)
}

fn restore_args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "file",
            t("FILE", "文件"),
            t(
                "The backup; a bare name is looked for in the backups folder too",
                "备份文件；只写文件名时也在 backups 文件夹中查找",
            ),
            lang,
        )
        .add(Takes::File)
        .required(true),
    ]
}

fn restore(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let given = PathBuf::from(call.text("file").unwrap_or_default());
    let beside = store::backups_dir(app.store.path()).join(&given);
    let from = match !given.exists() && beside.exists() {
        true => beside,
        false => given,
    };
    let held = store::inspect(&from)?;
    let (en, zh) = (held.say().en, held.say().zh);
    let zone = out.style.tongue.zone;
    foretell(call, out, &say!("the backup holds {en}", "备份内容：{zh}"))?;
    if let Some((at, verb)) = &held.last {
        let at = at.shown(zone);
        foretell(
            call,
            out,
            &say!(
                "its last command: {verb}, {at}",
                "最后一条命令：{verb}，{at}"
            ),
        )?;
    }
    let keep = store::backup_file(app.store.path(), &stamp(app, out));
    let name = keep.display();
    if app.store.exists() {
        foretell(
            call,
            out,
            &say!(
                "the present file is kept as {name}",
                "现有文件将另存为 {name}"
            ),
        )?;
    }
    if call.dry_run {
        return Ok(Exit::Done);
    }
    let question = say!(
        "Replace the data file? “undo” cannot take this back",
        "替换数据文件？此操作无法用 undo 撤销"
    );
    if !agreed(app, call, out, &question)? {
        return Ok(left_alone(out));
    }
    app.store.close();
    store::restore(&from, app.store.path(), &keep)?;
    note_restored(app)?;
    out.line(&say!("restored: {en}", "已恢复：{zh}"))?;
    Ok(Exit::Done)
}

/// Leaves a line in the restored file's journal.
fn note_restored(app: &mut App<'_>) -> Result<(), Failure> {
    let now = app.now;
    let store = app.store.write()?;
    let me = store.me()?;
    let writing = store.begin("restore", Kind::Final, me, now)?;
    writing.commit("", &say!("restored from a backup", "从备份恢复"))
}

fn doctor_args(lang: Lang) -> Vec<Arg> {
    vec![switch(
        "fix",
        t(
            "Put right permissions, search index and journal",
            "修复权限、搜索索引和操作日志",
        ),
        lang,
    )]
}

fn doctor(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    if !app.store.exists() {
        return Err(no_file(app));
    }
    app.store.close();
    let path = app.store.path().to_owned();
    if call.has("fix") && !call.dry_run {
        // What could not be mended shows in the findings.
        if let Err(failure) = store::mend_file(&path, app.now) {
            out.failure(&failure);
        }
    }
    let mounts = mounts();
    let findings = store::examine(&Patient {
        path: &path,
        now: app.now,
        mounts: mounts.as_deref(),
    });
    let is = |state| findings.iter().any(|finding| finding.state == state);
    let exit = match (is(State::Bad), is(State::Attention)) {
        (true, _) => Exit::Store,
        (false, true) => Exit::Attention,
        (false, false) => Exit::Done,
    };
    let lang = out.lang();
    let rows = findings
        .into_iter()
        .map(|finding| {
            vec![
                Cell::Choice(finding.check),
                Cell::Choice(finding.state.choice()),
                Cell::Line(finding.found.to(lang).to_owned()),
                finding
                    .todo
                    .map_or(Cell::Empty, |todo| Cell::Line(todo.to(lang).to_owned())),
            ]
        })
        .collect();
    let columns = vec![
        Column::new("check", t("Check", "检查项")),
        Column::new("state", t("State", "状态")),
        Column::new("found", t("Found", "结果")),
        Column::new("todo", t("What to do", "处理办法")),
    ];
    out.view(View::list(t("Doctor", "数据文件检查"), columns, rows))?;
    Ok(exit)
}

/// The machine's table of mounts, where it has one that can be read.
fn mounts() -> Option<String> {
    match cfg!(target_os = "linux") {
        true => std::fs::read_to_string("/proc/mounts").ok(),
        false => None,
    }
}
