//! `playbook`: the policy: which one, what it says, whether the user's own
//! file is sound.

use clap::Arg;

use super::{Call, Noun, Verb, What, none, word};
use crate::app::App;
use crate::event;
use crate::flags::Takes;
use crate::out::Out;
use crate::playbook::{Playbook, edit};
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::value::{Book, Cell, ChoiceSet as _};
use crate::view::{Column, View};
use crate::words::{Lang, t};

pub const PLAYBOOK: Noun = Noun {
    name: "playbook",
    about: t(
        "The policy: grades, codes, required fields, gates",
        "规则手册：分级、编码、必填项、关卡",
    ),
    what: What::Verbs(&[
        Verb::new(
            "list",
            t("List the playbooks that ship with kehu", "列出内置规则手册"),
            none,
            list,
        ),
        Verb::new(
            "show",
            t("Show a part of the playbook", "查看规则手册内容"),
            show_args,
            show,
        ),
        Verb::new(
            "use",
            t("Choose a playbook", "选用规则手册"),
            use_args,
            choose,
        ),
        Verb::new(
            "check",
            t("Check your own playbook file", "检查自定义规则文件"),
            none,
            check,
        ),
        Verb::new(
            "edit",
            t("Change your own playbook file", "修改自定义规则文件"),
            edit_args,
            change,
        ),
    ]),
};

fn list(app: &mut App<'_>, _: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let mut rows = Vec::new();
    for name in Playbook::presets() {
        let playbook = Playbook::load(name, None)?;
        let used = name == app.policy.preset();
        rows.push(vec![
            Cell::Line(name.to_owned()),
            Cell::Text(playbook.label),
            match used {
                true => Cell::Text(t("in use", "使用中")),
                false => Cell::Empty,
            },
        ]);
    }
    let columns = vec![
        Column::new("name", t("Name", "名称")),
        Column::new("label", t("Playbook", "规则手册")),
        Column::new("state", t("State", "状态")),
    ];
    out.view(View::list(t("Playbooks", "规则手册"), columns, rows))?;
    Ok(Exit::Done)
}

fn show_args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "part",
            t("PART", "部分"),
            t(
                "grades, regions, industries or events",
                "grades、regions、industries 或 events",
            ),
            lang,
        )
        .add(Takes::Words(&["grades", "regions", "industries", "events"]))
        .index(1),
    ]
}

fn show(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    match call.text("part") {
        None | Some("grades") => grades(app, out)?,
        Some("regions") => codes(app, out, Book::Region)?,
        Some("industries") => codes(app, out, Book::Industry)?,
        Some("events") => events(out)?,
        Some(part) => {
            return Err(Problem::usage(say!(
                "the playbook has no part “{part}”",
                "规则手册没有“{part}”"
            ))
            .hint(say!(
                "one of: grades, regions, industries, events",
                "可用：grades、regions、industries、events"
            ))
            .into());
        }
    }
    Ok(Exit::Done)
}

/// The grade table of F04: what a rep must see while grading.
pub(super) fn grades(app: &App<'_>, out: &mut Out<'_>) -> Result<(), Failure> {
    let playbook = app.policy.get()?;
    let rows = playbook
        .grades
        .all()
        .iter()
        .map(|grade| {
            vec![
                Cell::Line(grade.code.clone()),
                Cell::Text(grade.value),
                Cell::Text(grade.potential),
                Cell::Text(grade.features),
                Cell::Text(grade.strategy),
            ]
        })
        .collect();
    let columns = vec![
        Column::new("grade", t("Grade", "级别")),
        Column::new("value", t("Value", "客户价值")),
        Column::new("potential", t("Potential", "客户潜力")),
        Column::new("features", t("Features", "核心特征")),
        Column::new("strategy", t("Strategy", "跟进策略")),
    ];
    out.view(View::list(t("Grades", "客户分级"), columns, rows))
}

fn codes(app: &App<'_>, out: &mut Out<'_>, book: Book) -> Result<(), Failure> {
    let playbook = app.policy.get()?;
    let rows = playbook
        .codes
        .book(book)
        .iter()
        .map(|entry| {
            vec![
                Cell::Line(entry.code.to_owned()),
                Cell::Text(entry.label),
                Cell::Line(entry.in_number().to_owned()),
            ]
        })
        .collect();
    let columns = vec![
        Column::new("code", t("Code", "代码")),
        Column::new("name", t("Name", "名称")),
        Column::new("in_number", t("In numbers", "编号中")),
    ];
    let title = match book {
        Book::Region => t("Regions", "区域"),
        Book::Industry => t("Industries", "行业"),
    };
    out.view(View::list(title, columns, rows))
}

/// The events that a rule may name.
fn events(out: &mut Out<'_>) -> Result<(), Failure> {
    let rows = event::ALL
        .iter()
        .map(|event| {
            vec![
                Cell::Line(event.name.to_owned()),
                Cell::Text(event.about.label()),
                Cell::Line(event.place()),
                listed(event.attributes.iter().map(|has| has.attribute.code())),
            ]
        })
        .collect();
    let columns = vec![
        Column::new("event", t("Event", "事件")),
        Column::new("record", t("Record", "记录")),
        Column::new("time", t("Time", "时间取自")),
        Column::new("attributes", t("Attributes", "属性")),
    ];
    out.view(View::list(t("Events", "事件"), columns, rows))
}

/// Codes in one cell; empty where there are none.
fn listed<'c>(codes: impl Iterator<Item = &'c str>) -> Cell {
    let codes: Vec<_> = codes.collect();
    match codes.is_empty() {
        true => Cell::Empty,
        false => Cell::Line(codes.join(", ")),
    }
}

fn use_args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "name",
            t("NAME", "名称"),
            t("The playbook", "规则手册名称"),
            lang,
        )
        .add(Takes::Playbook)
        .required(true)
        .index(1),
    ]
}

fn choose(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let name = call.text("name").unwrap_or_default();
    super::config::set(app, call, "playbook", name)?;
    out.line(&say!("the playbook is now {name}", "规则手册已改为 {name}"))?;
    Ok(Exit::Done)
}

fn check(app: &mut App<'_>, _: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.policy.get()?;
    let file = app.policy.file().display();
    match app.policy.own_text()? {
        Some(_) => out.line(&say!("{file} is sound", "文件没有问题：{file}"))?,
        None => out.line(&say!(
            "you have no playbook file of your own; it would be {file}",
            "没有自定义规则文件；位置为 {file}"
        ))?,
    }
    Ok(Exit::Done)
}

fn edit_args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "what",
            t("WHAT", "内容"),
            t("region: adds a region's code", "region：添加区域代码"),
            lang,
        )
        .add(Takes::Words(&["region"]))
        .required(true)
        .index(1),
        word(
            "entry",
            t("CODE=NAME", "代码=名称"),
            t("Such as WX=无锡", "如 WX=无锡"),
            lang,
        )
        .index(2),
    ]
}

fn change(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let usage = || {
        Problem::usage(say!("nothing to add", "没有要添加的内容")).hint(say!(
            "such as: kehu playbook edit region WX=无锡",
            "例如：kehu playbook edit region WX=无锡"
        ))
    };
    let (Some("region"), Some(entry)) = (call.text("what"), call.text("entry")) else {
        return Err(usage().into());
    };
    let (code, name) = entry
        .split_once(['=', '＝'])
        .ok_or_else(|| Failure::from(usage()))?;
    let text = app.policy.own_text()?.unwrap_or_default();
    let text = edit::add_region(&text, code.trim(), name.trim(), None)?;
    if !call.dry_run {
        app.policy.write_own(&text)?;
    }
    let (code, name) = (code.trim().to_uppercase(), name.trim());
    let file = app.policy.file().display();
    out.line(&say!(
        "{name} is now {code} ({file})",
        "“{name}”的代码为 {code}（{file}）"
    ))?;
    Ok(Exit::Done)
}
