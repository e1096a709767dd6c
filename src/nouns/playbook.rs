//! `playbook`: the policy: which one, what it says, whether the user's own
//! file is sound.

mod changing;
pub(in crate::nouns) mod questions;
mod rules;
mod starting;

use clap::Arg;

pub(super) use starting::start;

use super::{Call, Noun, Verb, What, none, option, word};
use crate::app::App;
use crate::event;
use crate::flags::Takes;
use crate::out::Out;
use crate::playbook::{Compared, Grade, Playbook};
use crate::problem::{Exit, Failure, Problem};
use crate::render::Format;
use crate::render::blocks::{Block, Weight};
use crate::say;
use crate::value::{Book, Cell, ChoiceSet as _};
use crate::view::{Column, View};
use crate::words::{Lang, Say, t};

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
            changing::args,
            changing::run,
        ),
        Verb::new(
            "explain",
            t("Explain a rule in plain words", "用通俗语言说明一条规则"),
            rules::explain_args,
            rules::explain,
        ),
    ]),
};

fn list(app: &mut App<'_>, _: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    // A user's file that is broken names no preset, and the list is no worse.
    let in_use = app.policy.get().map_or("", |playbook| playbook.preset);
    let mut rows = Vec::new();
    for name in Playbook::presets() {
        let playbook = Playbook::load(name, None)?;
        let used = name == in_use;
        let rules = i64::try_from(playbook.rules()?.len()).unwrap_or_default();
        rows.push(vec![
            Cell::Line(name.to_owned()),
            Cell::Text(playbook.label),
            Cell::Whole(rules),
            match used {
                true => Cell::Text(t("in use", "使用中")),
                false => Cell::Empty,
            },
        ]);
    }
    let columns = vec![
        Column::new("name", t("Name", "名称")),
        Column::new("label", t("Playbook", "规则手册")),
        Column::new("rules", t("Rules", "规则数")),
        Column::new("state", t("State", "状态")),
    ];
    out.view(View::list(t("Playbooks", "规则手册"), columns, rows))?;
    Ok(Exit::Done)
}

const PARTS: [&str; 9] = [
    "grades",
    "rules",
    "rule",
    "regions",
    "industries",
    "stages",
    "dimensions",
    "questions",
    "events",
];

fn show_args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "part",
            t("PART", "部分"),
            t(
                "grades, rules, rule, regions, industries, stages, dimensions, questions or events",
                "grades、rules、rule、regions、industries、stages、dimensions、questions 或 events",
            ),
            lang,
        )
        .add(Takes::Words(&PARTS))
        .index(1),
        word(
            "id",
            t("RULE", "规则"),
            t("Of rule: which one", "rule 的规则名"),
            lang,
        )
        .add(Takes::Rule)
        .index(2),
        option(
            "band",
            t("GROUP", "分组"),
            t("Of rules: only this group", "只列出该分组的规则"),
            lang,
        )
        .add(rules::BANDS),
    ]
}

fn show(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    match call.text("part") {
        None | Some("grades") => grades(app, out)?,
        Some("regions") => codes(app, out, Book::Region)?,
        Some("industries") => codes(app, out, Book::Industry)?,
        Some("stages") => stages(app, out)?,
        Some("dimensions") => codes(app, out, Book::Dimension)?,
        Some("questions") => questions::list(app, out)?,
        Some("events") => events(out)?,
        Some("rules") => rules::list(app, call.text("band"), out)?,
        Some("rule") => match call.text("id") {
            Some(id) => rules::written(app, id, out)?,
            None => {
                let what = say!("which rule?", "哪条规则？");
                return Err(Problem::usage(what)
                    .hint(say!(
                        "such as: kehu playbook show rule touch-b",
                        "例如：kehu playbook show rule touch-b"
                    ))
                    .into());
            }
        },
        Some(part) => {
            let (parts, zh) = (PARTS.join(", "), PARTS.join("、"));
            return Err(Problem::usage(say!(
                "the playbook has no part “{part}”",
                "规则手册没有“{part}”"
            ))
            .hint(say!("one of: {parts}", "可用：{zh}"))
            .into());
        }
    }
    Ok(Exit::Done)
}

/// The grade table of F04: what a rep must see while grading.
pub(super) fn grades(app: &App<'_>, out: &mut Out<'_>) -> Result<(), Failure> {
    let playbook = app.policy.get()?;
    // Whole sentences: beside one another a window would cut them.
    let people = out.terminal && !out.quiet && out.style.fields.is_none();
    if people && out.style.format == Format::Table {
        return out.blocks(&grades_in_blocks(playbook));
    }
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

fn grades_in_blocks(playbook: &Playbook) -> Vec<Block> {
    let grades = playbook.grades.all().iter();
    let block = |grade: &Grade| Block {
        mark: grade.code.clone(),
        lines: vec![
            (
                Say {
                    en: format!("{}; {}", grade.value.en, grade.potential.en),
                    zh: format!("{}，{}", grade.value.zh, grade.potential.zh),
                },
                Weight::Strong,
            ),
            (Say::from(grade.features), Weight::Plain),
            (Say::from(grade.strategy), Weight::Faint),
        ],
        apart: true,
    };
    grades.map(block).collect()
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
        Book::DealStage => t("Stages of a sale", "销售阶段"),
        Book::Dimension => t("Dimensions of surveys", "满意度评价维度"),
    };
    out.view(View::list(title, columns, rows))
}

/// The steps of a sale, in their order.
fn stages(app: &App<'_>, out: &mut Out<'_>) -> Result<(), Failure> {
    let deals = &app.policy.get()?.deals;
    let rows = deals
        .stages
        .iter()
        .map(|step| {
            vec![
                Cell::Line(step.code.to_owned()),
                Cell::Text(step.label),
                Cell::Percent(step.weight as f64 / 100.0),
                step.customer
                    .map_or(Cell::Empty, |stage| Cell::Text(stage.label())),
            ]
        })
        .collect();
    let columns = vec![
        Column::new("code", t("Code", "代码")),
        Column::new("name", t("Name", "名称")),
        Column::new("weight", t("Likely won", "成交可能")),
        Column::new("customer", t("Customer's stage", "客户合作阶段")),
    ];
    out.view(View::list(t("Stages of a sale", "销售阶段"), columns, rows))
}

/// The events that a rule may name.
fn events(out: &mut Out<'_>) -> Result<(), Failure> {
    let rows = event::ALL
        .iter()
        .map(|event| {
            vec![
                Cell::Line(event.name.to_owned()),
                Cell::Text(event.label),
                Cell::Text(event.about.label()),
                Cell::Line(event.place()),
                listed(event.attributes.iter().map(|has| has.attribute.code())),
            ]
        })
        .collect();
    let columns = vec![
        Column::new("event", t("Event", "事件")),
        Column::new("label", t("What happened", "含义")),
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
    changing::stand_on(app, call, name, out)?;
    Ok(Exit::Done)
}

fn check(app: &mut App<'_>, _: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let playbook = app.policy.get()?;
    // These are read apart; what is wrong is told of all of them.
    let apart = [
        playbook.forms().err(),
        playbook.layouts().err(),
        playbook.rules().err(),
        playbook.questions().err(),
    ];
    let faults: Vec<Problem> = apart.into_iter().flatten().flatten().collect();
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let rules = playbook.rules()?;
    let file = app.policy.file().display();
    if app.policy.own_text()?.is_none() {
        out.line(&say!(
            "you have no playbook file of your own; it would be {file}",
            "没有自定义规则文件；位置为 {file}"
        ))?;
        return Ok(Exit::Done);
    }
    let (preset, count) = (playbook.preset, rules.len());
    out.line(&say!(
        "{file} is sound: {preset} and what you changed, {count} rules",
        "文件没有问题：{file}（以 {preset} 为基础，共 {count} 条规则）"
    ))?;
    let under = Playbook::load(preset, None)?;
    let compared = Compared::of(under.rules()?, rules);
    changing::tell(&compared, out)?;
    Ok(Exit::Done)
}
