//! `export team`: the rows that I own or wrote as one file for my supervisor,
//! sealed to a public key, or plain where that is said.

use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction};

use super::file::Draft;
use super::replaced;
use crate::app::{App, stopped};
use crate::exchange::bundle::{About, Writer};
use crate::exchange::sealed;
use crate::flags::Takes;
use crate::nouns::{Call, key, option, word};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::render::Format;
use crate::say;
use crate::store::{Kind, LEAVE_TEAM, Leaving, LeavingAs};
use crate::value::Noun;
use crate::verbs::agreed;
use crate::words::{Lang, Say, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "file",
            t("FILE", "文件"),
            t("Where to, such as lilei.kehu", "写到哪里，例如 李雷.kehu"),
            lang,
        )
        .add(Takes::File)
        .index(1),
        option(
            "to",
            t("KEY", "公钥"),
            t(
                "Encrypt to this public key (age1…), or to those in a file; may be given several times",
                "加密给该公钥（age1…）或文件中的公钥；可多次给出",
            ),
            lang,
        )
        .add(Takes::File)
        .action(ArgAction::Append),
    ]
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let file = target(call)?;
    let recipients = key::recipients(&call.texts("to"))?;
    let leaving_as = LeavingAs {
        made: app.now,
        playbook: app.policy.get()?.name.clone(),
        fingerprint: app.policy.fingerprint()?,
    };
    let is_sealed = !recipients.is_empty();
    let about = app.file()?.leaving(me, leaving_as.clone())?.about.clone();
    let held = held(&about);
    if !is_sealed && !out.style.reveal {
        go_ahead(app, call, &held)?;
    }
    if call.dry_run {
        return say_done(out, &file, &about, is_sealed);
    }
    if file.exists() && !agreed(app, call, out, &replaced(&file))? {
        return Ok(crate::nouns::keep::left_alone(out));
    }
    let mut draft = Draft::beside(&file)?;
    let leaving = app.file()?.leaving(me, leaving_as)?;
    let about = leaving.about.clone();
    let progress = out.progress(usize::try_from(about.total()).unwrap_or_default());
    let step = || progress.step();
    let to = BufWriter::new(draft.file());
    match is_sealed {
        false => write(&leaving, to, &step)?.flush()?,
        true => {
            let sealing = sealed::seal(to, &recipients)?;
            write(&leaving, sealing, &step)?.finish()?.flush()?;
        }
    }
    drop(progress);
    drop(leaving);
    note(app, me, &about, is_sealed)?;
    draft.keep()?;
    say_done(out, &file, &about, is_sealed)
}

fn write<W: std::io::Write>(leaving: &Leaving<'_>, to: W, step: &dyn Fn()) -> Result<W, Failure> {
    let mut writer = Writer::new(to, &leaving.about)?;
    leaving.write(&mut writer, step)?;
    writer.finish()
}

fn target(call: &Call<'_>) -> Result<PathBuf, Failure> {
    if call.text("output").is_some() {
        return Err(Problem::usage(say!(
            "a team file has one form only",
            "团队文件只有一种格式"
        ))
        .hint(say!("leave -o out", "请去掉 -o"))
        .into());
    }
    match call.text("file").filter(|name| *name != "-") {
        Some(name) => Ok(Path::new(name).to_owned()),
        None => Err(Problem::usage(say!("no file named", "没有指明文件"))
            .hint(say!(
                "such as: kehu export team lilei.kehu --to age1…",
                "例如：kehu export team 李雷.kehu --to age1…"
            ))
            .into()),
    }
}

/// "31 customers, 208 follow-ups, …".
fn held(about: &About) -> Say {
    let all: Vec<(Noun, u64)> = Noun::ALL
        .iter()
        .filter(|noun| !matches!(noun, Noun::Staff | Noun::TicketEvent))
        .filter_map(|noun| Some((*noun, *about.rows.get(noun.table())?)))
        .collect();
    let list = |lang: Lang, join: &str| {
        let one = |(noun, n): &(Noun, u64)| format!("{} {n}", noun.label().to(lang));
        all.iter().map(one).collect::<Vec<_>>().join(join)
    };
    match all.is_empty() {
        true => say!("no records", "没有记录"),
        false => Say {
            en: list(Lang::En, ", "),
            zh: list(Lang::Zh, "、"),
        },
    }
}

/// A file that anybody can read must be asked for.
fn go_ahead(app: &mut App<'_>, call: &Call<'_>, held: &Say) -> Result<(), Failure> {
    let (en, zh) = (&held.en, &held.zh);
    let question = say!(
        "Not encrypted, and phones and other private fields in full: {en}. Write it?",
        "文件未加密，电话等敏感信息为原文：{zh}。确定写出？"
    );
    if !call.dry_run && app.ask.is_some() {
        return match app.confirm(question.to(app.lang), false)? {
            true => Ok(()),
            false => Err(stopped(std::io::ErrorKind::Interrupted.into())),
        };
    }
    Err(Problem::refused(say!(
        "the file would hold phones and other private fields in full, for whoever has it: {en}",
        "该文件含电话等敏感信息原文，任何拿到文件的人都能读取：{zh}"
    ))
    .hint(say!(
        "encrypt it: --to age1… (your supervisor's: kehu key show); or say --reveal",
        "请加密：--to age1…（由主管用 kehu key show 提供）；或加 --reveal 确认"
    ))
    .into())
}

fn note(app: &mut App<'_>, me: i64, about: &About, is_sealed: bool) -> Result<(), Failure> {
    let (now, n) = (app.now, about.total());
    let summary = match is_sealed {
        true => say!("{n} rows, encrypted", "{n} 条，已加密"),
        false => say!("{n} rows unmasked, not encrypted", "{n} 条，未遮盖，未加密"),
    };
    let store = app.store.write()?;
    let writing = store.begin(LEAVE_TEAM, Kind::Work, Some(me), now)?;
    writing.commit("", &summary)
}

fn say_done(
    out: &mut Out<'_>,
    file: &Path,
    about: &About,
    is_sealed: bool,
) -> Result<Exit, Failure> {
    let Say { en, zh } = held(about);
    let file = file.display();
    out.line(&match is_sealed {
        true => say!("{file}: {en}; encrypted", "{file}：{zh}；已加密"),
        false => say!("{file}: {en}", "{file}：{zh}"),
    })?;
    if let Some(n) = about.rows.get(Noun::Attachment.table()) {
        out.note(&say!(
            "of attached files the register goes along, the contents stay here: {n}",
            "附件仅带登记，文件内容仍在本机：{n} 个"
        ));
    }
    if !is_sealed && out.style.format == Format::Table {
        out.warn(&say!(
            "not encrypted, with phones in full: send it where nobody else reads",
            "文件未加密，含电话等原文，请勿经他人可见的渠道发送"
        ));
    }
    Ok(Exit::Done)
}
