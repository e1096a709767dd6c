//! `attach`: files kept with a customer: scans, recordings, screenshots (F54). The
//! register is records as others are; the bytes are kept once, and handed out as copies.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;

use clap::Arg;

use super::{Call, Noun, Verb, What, switch, word};
use crate::app::App;
use crate::flags::{self, Takes};
use crate::form::{Draft, Form as _};
use crate::out::{Opener, Out};
use crate::problem::{Exit, Failure, Problem};
use crate::records::filters::AttachmentFilter;
use crate::records::{Attachment, Customer};
use crate::say;
use crate::store::{self, Content, Kept, Kind, List, attachments_where};
use crate::value::{Cell, FileName, Noun as Record, Ref, Value as _, YesNo};
use crate::verbs::{self, Making, make};
use crate::view::Column;
use crate::words::{Lang, t};

pub const ATTACH: Noun = Noun {
    name: "attach",
    about: t(
        "Files kept with a customer: scans, recordings, screenshots (F54)",
        "附件登记：扫描件、录音、截图（F54）",
    ),
    what: What::Verbs(&[
        Verb::new("add", t("Attach a file", "登记附件"), add_args, add).writing(),
        Verb::new(
            "list",
            t("List attached files", "附件列表"),
            list_args,
            list,
        ),
        Verb::new(
            "show",
            t("Show what is known of one", "查看附件登记"),
            one,
            show,
        ),
        Verb::new(
            "edit",
            t("Change what is known of one", "修改附件登记"),
            edit_args,
            edit,
        )
        .writing(),
        Verb::new(
            "open",
            t("Look at a copy of it", "打开附件副本"),
            open_args,
            open,
        )
        .writing(),
        Verb::new(
            "remove",
            t("Hide an attached file", "移除附件（隐藏）"),
            one,
            remove,
        )
        .writing(),
    ]),
};

fn add_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::form(Attachment::FIELDS, &["customer"], lang);
    args.push(
        word(
            "file",
            t("FILE", "文件"),
            t(
                "The file, of which a copy is kept; “-” is standard input",
                "要登记的文件，保存其副本；“-”为标准输入",
            ),
            lang,
        )
        .add(Takes::File)
        .index(2),
    );
    args
}

fn which(lang: Lang) -> Arg {
    word(
        "attachment",
        t("ATTACHMENT", "附件"),
        t("Its number or the end of it", "编号或尾号"),
        lang,
    )
    .add(Takes::record(Record::Attachment))
    .index(1)
}

fn one(lang: Lang) -> Vec<Arg> {
    vec![which(lang)]
}

fn named(app: &mut App<'_>, call: &Call<'_>) -> Result<i64, Failure> {
    app.file()?;
    app.which(Record::Attachment, call.text("attachment"))
}

fn add(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.me()?;
    let Some(file) = call.text("file") else {
        return Err(no_file().into());
    };
    let mut draft = call.draft(Attachment::FIELDS)?;
    draft.set_default("at", "now");
    if let Some(name) = FileName::of(file).filter(|_| file != "-") {
        draft.set_default("name", name.as_str());
    }
    // Before anything is asked: a slip in the path is told at once.
    let mut from = opened(call, file)?;
    let (record, to_confirm) = filled(app, call, draft)?;
    let path = app.store.path().to_owned();
    let content = match call.dry_run {
        true => store::content_of(&mut from)?,
        false => store::keep_content(&path, &mut from)?,
    };
    let before = app.store.read()?.with_content(&content.hash)?;
    let done = match content.size.0 {
        0 => Err(empty(file).into()),
        _ => written(app, &record, &content, &to_confirm),
    };
    if done.is_err() && before.is_empty() && !call.dry_run {
        // Nobody registered it.
        let _ = std::fs::remove_file(store::attached_file(&path, &content.hash));
    }
    let number = done?;
    let customer: Kept<Customer> = app.store.read()?.get(record.customer.id())?;
    let (of, name, size) = (
        &customer.record.name.0,
        record.name.as_str(),
        content.size.shown(),
    );
    out.made(
        Record::Attachment,
        &number,
        &say!(
            "attached {number} {name} ({size}) to {of}",
            "已登记附件 {number} {name}（{size}）：{of}"
        ),
    )?;
    if !before.is_empty() {
        let (en, zh) = (before.join(", "), before.join("、"));
        out.line(&say!(
            "the same file as {en}, kept once",
            "与 {zh} 内容相同，只存一份"
        ))?;
    }
    Ok(Exit::Done)
}

fn no_file() -> Problem {
    Problem::usage(say!("no file named", "没有指明文件")).hint(say!(
        "such as: kehu attach add CUSTOMER scan.pdf --kind contract-scan",
        "例如：kehu attach add 客户 扫描件.pdf --kind 合同扫描件"
    ))
}

fn empty(file: &str) -> Problem {
    Problem::usage(say!("{file} is empty", "{file} 是空文件"))
}

/// The file to be read.
fn opened<'c>(call: &'c Call<'_>, file: &str) -> Result<Box<dyn Read + 'c>, Failure> {
    if file == "-" {
        let stdin = call.stdin.replace(Box::new(std::io::empty()));
        return Ok(stdin);
    }
    let about = std::fs::metadata(file);
    match about {
        Ok(about) if about.is_file() => Ok(Box::new(File::open(file)?)),
        Ok(_) => Err(Problem::usage(say!("{file} is no file", "{file} 不是文件"))
            .hint(say!(
                "pack a folder into one file first",
                "文件夹请先打包成一个文件"
            ))
            .into()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(Problem::usage(say!("there is no file {file}", "没有文件 {file}")).into())
        }
        Err(error) => Err(anyhow::Error::new(error).context(file.to_owned()).into()),
    }
}

fn filled(
    app: &mut App<'_>,
    call: &Call<'_>,
    draft: Draft,
) -> Result<(Attachment, BTreeSet<&'static str>), Failure> {
    let filled = app.fill::<Attachment>(draft, call.filling("attach add"))?;
    let mut record = filled.record;
    let sensitive = match record.kind.is_sensitive() {
        true => YesNo::Yes,
        false => YesNo::No,
    };
    record.sensitive.get_or_insert(sensitive);
    let customer = record.customer.id();
    for (noun, id) in [
        (Record::Deal, record.deal.map(Ref::id)),
        (Record::Ticket, record.ticket.map(Ref::id)),
        (Record::Followup, record.followup.map(Ref::id)),
        (Record::Entry, record.entry.map(Ref::id)),
        (Record::Contract, record.contract.map(Ref::id)),
        (Record::Delivery, record.delivery.map(Ref::id)),
    ] {
        app.of_same_customer(customer, noun, id)?;
    }
    Ok((record, filled.to_confirm))
}

fn written(
    app: &mut App<'_>,
    record: &Attachment,
    content: &Content,
    to_confirm: &BTreeSet<&'static str>,
) -> Result<String, Failure> {
    let making = Making {
        verb: "attach add",
        record,
        at: record.at,
        extra: vec![
            ("hash", content.hash.store()),
            ("size", content.size.store()),
        ],
        to_confirm,
        summary: say!("attached a file", "登记附件"),
    };
    let (_, number) = make(app, making, |_, _| Ok(()))?;
    Ok(number)
}

fn list_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(AttachmentFilter::FIELDS, &["customer"], lang);
    args.push(super::customer::limit(lang));
    args
}

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let filter: AttachmentFilter = call.filter(app)?;
    let limit = super::customer::limit_of(call)?;
    let filter = attachments_where(&filter);
    let title = t("Attached files", "附件");
    verbs::list(app, out, title, &List::attachments(), &filter, limit)?;
    Ok(Exit::Done)
}

fn show(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    let content = app.store.read()?.content(id)?;
    let more = vec![
        (Column::new("size", t("Size", "大小")), content.size.cell()),
        (
            Column::new("hash", t("SHA-256", "SHA-256")),
            Cell::Line(content.hash),
        ),
    ];
    verbs::sheet::<Attachment>(app, out, id, more)?;
    Ok(Exit::Done)
}

fn edit_args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.extend(flags::args(Attachment::FIELDS, &[], lang));
    args
}

fn edit(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    verbs::edit::<Attachment>(app, call, out, id, Attachment::FIELDS)?;
    Ok(Exit::Done)
}

fn open_args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.push(switch(
        "print-path",
        t(
            "Print the path of the copy instead of opening it",
            "只输出副本路径，不打开",
        ),
        lang,
    ));
    args
}

fn open(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let id = named(app, call)?;
    let kept: Kept<Attachment> = app.store.read()?.get(id)?;
    let name = &kept.record.name;
    let opener = match call.has("print-path") {
        true => None,
        false => Some(fit(out, name)?),
    };
    if call.dry_run {
        let name = name.as_str();
        out.line(&say!("would open {name}", "将打开 {name}"))?;
        return Ok(Exit::Done);
    }
    let content = app.store.read()?.content(id)?;
    let file = store::lay_out(app.store.path(), &content.hash, name)?;
    if kept.record.sensitive.is_some_and(YesNo::is_yes) {
        // Who looked at what is sensitive can be looked up.
        let now = app.now;
        let writing = app.store.write()?;
        let writing = writing.begin("attach open", Kind::Work, Some(me), now)?;
        let summary = say!("opened a sensitive file", "打开敏感附件");
        writing.commit(&kept.number, &summary)?;
    }
    let shown = file.display();
    match opener {
        None => out.line(&say!("{shown}", "{shown}"))?,
        Some(opener) => {
            let with = opener.name().to_owned();
            opener.open(&file).map_err(|error| {
                Problem::new(
                    Exit::Failed,
                    say!(
                        "{with} cannot be started: {error}",
                        "无法启动 {with}：{error}"
                    ),
                )
                .hint(say!("the copy is {shown}", "副本在 {shown}"))
            })?;
            let name = name.as_str();
            out.line(&say!(
                "opened a copy of {name}; what is attached stays as it is",
                "已打开 {name} 的副本，登记的原件不受影响"
            ))?;
        }
    }
    Ok(Exit::Done)
}

/// The opener, for a file that it shows and does not run.
fn fit(out: &Out<'_>, name: &FileName) -> Result<Opener, Failure> {
    let hint = say!(
        "get its path with --print-path",
        "可用 --print-path 取得路径"
    );
    if !Opener::shows(&name.ending()) {
        let name = name.as_str();
        return Err(Problem::refused(say!(
            "{name} is a program: kehu opens none",
            "{name} 是程序，kehu 不会打开"
        ))
        .hint(hint)
        .into());
    }
    match &out.opener {
        Some(opener) => Ok(opener.clone()),
        None => Err(Problem::usage(say!(
            "nothing is known here that opens files",
            "此处没有可打开文件的程序"
        ))
        .hint(hint)
        .into()),
    }
}

fn remove(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    verbs::remove(app, call, out, Record::Attachment, id)
}
