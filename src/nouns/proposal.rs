//! `proposal`: what was proposed for deals (F11), version by version: listed, shown,
//! printed, changed while it is a draft. It is made by `deal propose`.

mod compare;
mod paper;
pub mod which;

use clap::Arg;

use super::report::files::{self, Files};
use super::{Call, Noun, Verb, What, option, switch};
use crate::app::App;
use crate::field::Field;
use crate::flags;
use crate::form::{Form as _, subset};
use crate::out::Out;
use crate::playbook::Playbook;
use crate::problem::{Exit, Failure, Problem};
use crate::records::filters::{AlternativeFilter, ProposalFilter};
use crate::records::{Alternative, Deal, Proposal, Worth};
use crate::render::Format;
use crate::say;
use crate::store::{Kept, List, alternatives_where, proposals_where};
use crate::value::{Cell, Noun as Record};
use crate::verbs;
use crate::words::{Lang, Say, t};
use std::sync::LazyLock;

pub use compare::{args as compare_args, run as compare};
use paper::Reader;

pub const PROPOSAL: Noun = Noun {
    name: "proposal",
    about: t(
        "Proposals: versions, alternatives, prices (F11, F12)",
        "方案：版本、备选方案与报价（F11、F12）",
    ),
    what: What::Verbs(&[
        Verb::new("list", t("List proposals", "方案列表"), list_args, list),
        Verb::new(
            "show",
            t(
                "Show a proposal, or put it on paper",
                "查看方案，或输出可提交的文件",
            ),
            show_args,
            show,
        ),
        Verb::new(
            "compare",
            t(
                "Versions and alternatives side by side",
                "各版本与备选方案对比",
            ),
            compare_args,
            compare,
        ),
        Verb::new(
            "alternatives",
            t("List alternatives and what they cost", "备选方案列表及报价"),
            alternatives_args,
            alternatives,
        ),
        Verb::new("edit", t("Change a draft", "修改草稿"), edit_args, edit).writing(),
        Verb::new(
            "remove",
            t("Hide a version", "移除一个版本（隐藏）"),
            one,
            remove,
        )
        .writing(),
    ]),
};

fn one(lang: Lang) -> Vec<Arg> {
    vec![which::arg(lang)]
}

fn list_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(ProposalFilter::FIELDS, &["customer"], lang);
    args.push(switch(
        "current",
        t("Only the current version of each", "仅现行版本"),
        lang,
    ));
    args.push(super::customer::limit(lang));
    args
}

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let filter: ProposalFilter = call.filter(app)?;
    let mut filter = proposals_where(&filter);
    if call.has("current") {
        filter.only_current();
    }
    let limit = super::customer::limit_of(call)?;
    let title = t("Proposals", "方案");
    verbs::list(app, out, title, &List::proposals(), &filter, limit)?;
    Ok(Exit::Done)
}

fn alternatives_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(AlternativeFilter::FIELDS, &["customer"], lang);
    args.push(switch(
        "current",
        t("Only those of current versions", "仅现行版本的"),
        lang,
    ));
    args.push(super::customer::limit(lang));
    args
}

fn alternatives(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let filter: AlternativeFilter = call.filter(app)?;
    let mut filter = alternatives_where(&filter);
    if call.has("current") {
        filter.only_of_current();
    }
    let limit = super::customer::limit_of(call)?;
    let title = t("Alternatives", "备选方案");
    verbs::list(app, out, title, &List::alternatives(), &filter, limit)?;
    Ok(Exit::Done)
}

fn show_args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.push(option(
        "nth",
        t("VERSION", "版本"),
        t(
            "Another version of the deal's proposal: 1, 2, …",
            "商机方案的另一版本：1、2……",
        ),
        lang,
    ));
    args.extend(files::args(lang));
    args
}

fn show(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let kept = version(app, call)?;
    let files = Files::asked(call)?;
    let whole = paper::gather(app, kept)?;
    if files.is_empty() {
        let reader = match out.style.format {
            Format::Table => Reader::Us,
            Format::Md | Format::Html | Format::Xlsx | Format::Docx => Reader::Customer,
            _ => Reader::Program,
        };
        let mut views = paper::views(&whole, reader, &out.style.tongue);
        if out.style.format == Format::Xlsx {
            views = paper::on_sheets(views);
        }
        let ending = paper::rounding(&whole);
        out.views(views, Some(&ending))?;
        if out.style.format == Format::Table {
            told_missing(out, &missing(&whole.proposal.record, &whole.alternatives));
        }
        return Ok(Exit::Done);
    }
    let style = out.style.clone();
    let written = files.render(&style, |format| {
        let reader = match format {
            Format::Json | Format::Csv => Reader::Program,
            _ => Reader::Customer,
        };
        let views = paper::views(&whole, reader, &style.tongue);
        let views = match format {
            Format::Xlsx => paper::on_sheets(views),
            _ => views,
        };
        (views, Some(paper::rounding(&whole)))
    })?;
    written.store(call.dry_run, out)?;
    Ok(Exit::Done)
}

/// The version that was named: by its number, or as the n-th of its deal.
fn version(app: &mut App<'_>, call: &Call<'_>) -> Result<Kept<Proposal>, Failure> {
    let kept = which::seen(app, call)?;
    let Some(text) = call.text("nth") else {
        return Ok(kept);
    };
    let all = app.store.read()?.versions_of(kept.record.deal.id())?;
    let n: Option<i64> = text.trim().trim_start_matches(['v', 'V']).parse().ok();
    let newest = all.last().map_or(1, |one| one.record.version);
    let found = all.into_iter().find(|one| Some(one.record.version) == n);
    found.ok_or_else(|| {
        Problem::new(
            Exit::NoSuchRecord,
            say!("there is no version “{text}”", "没有版本“{text}”"),
        )
        .hint(say!(
            "the current one is {newest}",
            "现行版本为第 {newest} 版"
        ))
        .into()
    })
}

/// The blocks; deal, customer and version stay what they are.
static EDIT: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let keys: Vec<&str> = Proposal::FIELDS
        .iter()
        .map(|field| field.key)
        .filter(|key| !["deal", "customer", "version"].contains(key))
        .collect();
    subset(Proposal::FIELDS, &keys)
});

fn edit_args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.extend(flags::args(&EDIT, &[], lang));
    args
}

fn edit(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let (kept, standing) = which::current(app, call)?;
    which::changeable(app, &kept, &standing)?;
    verbs::edit::<Proposal>(app, call, out, kept.id, &EDIT)?;
    Ok(Exit::Done)
}

/// Hides the newest version; the one before is current again.
fn remove(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let (kept, _) = which::current(app, call)?;
    let before = app.store.read()?.versions_of(kept.record.deal.id())?;
    let before = before.into_iter().rev().nth(1);
    verbs::remove_with(
        app,
        call,
        out,
        (Record::Proposal, kept.id),
        |writing, now| match &before {
            Some(before) => {
                let none = crate::value::Stored::Null;
                writing.set_column(Record::Proposal, before.id, "superseded_at", &none, now)
            }
            None => Ok(()),
        },
    )
}

/// The number of the deal that a version is proposed for.
///
/// # Errors
/// When the file cannot be read.
pub fn deal_number(app: &mut App<'_>, kept: &Kept<Proposal>) -> Result<String, Failure> {
    let deal: Kept<Deal> = app.store.read()?.get(kept.record.deal.id())?;
    Ok(deal.number)
}

/// The blocks of F11 that every proposal has; cases only where there are any.
const BLOCKS: &[&str] = &["steps", "schedule", "expected_effect", "risks"];

/// The blocks that a version lacks: those of F11, in the order of the form.
pub fn missing(record: &Proposal, alternatives: &[Alternative]) -> Vec<&'static Field> {
    let mut missing: Vec<&'static Field> = Proposal::FIELDS
        .iter()
        .zip(record.cells())
        .filter(|(field, cell)| *cell == Cell::Empty && BLOCKS.contains(&field.key))
        .map(|(field, _)| field)
        .collect();
    if alternatives.iter().all(|one| one.lines.0.is_empty()) {
        let lines = Alternative::FIELDS.iter();
        missing.extend(lines.filter(|field| field.key == "lines"));
    }
    missing
}

/// Whether the playbook lets none go without this block.
pub fn is_asked(playbook: &Playbook, field: &Field) -> bool {
    let asked = playbook.required.of("proposal").iter();
    asked
        .flat_map(|one| &one.any_of)
        .any(|key| key == field.key)
}

/// The labels of fields, as people list them.
pub fn listed(fields: &[&Field], lang: Lang) -> String {
    let labels: Vec<_> = fields.iter().map(|field| field.label.to(lang)).collect();
    labels.join(match lang {
        Lang::En => ", ",
        Lang::Zh => "、",
    })
}

/// Says which blocks are missing.
pub fn told_missing(out: &mut Out<'_>, missing: &[&Field]) {
    if !missing.is_empty() {
        let (en, zh) = (listed(missing, Lang::En), listed(missing, Lang::Zh));
        out.warn(&say!(
            "the proposal lacks: {en} (F11)",
            "方案缺少：{zh}（F11）"
        ));
    }
}

/// An alternative in a line: what it comes to, and what it brings.
///
/// # Errors
/// When it cannot be written.
pub fn told(out: &mut Out<'_>, one: &Alternative) -> Result<(), Failure> {
    let name = called(one);
    let lines = &one.lines;
    let (total, list) = (lines.total().shown(), lines.list_total().shown());
    let off = match lines.total() == lines.list_total() {
        true => Say::same(String::new()),
        false => say!(" (list price {list})", "（标价 {list}）"),
    };
    let worth = Worth::of(one);
    let roi = match &worth.roi {
        Some(roi) => {
            let share = roi.cell.code(chrono_tz::UTC).into_owned();
            say!(", return {share} a year", "，投资回报率 {share}")
        }
        None => Say::same(String::new()),
    };
    let (name_en, off_en, roi_en) = (name.en, off.en, roi.en);
    let (name_zh, off_zh, roi_zh) = (name.zh, off.zh, roi.zh);
    out.line(&say!(
        "{name_en}: {total}{off_en}{roi_en}",
        "{name_zh}：{total} 元{off_zh}{roi_zh}"
    ))
}

/// What an alternative is called: `A`, 方案 A 标准版.
pub fn called(one: &Alternative) -> Say {
    let letter = &one.letter;
    match &one.title {
        Some(title) => say!("{letter} {title}", "方案 {letter} {title}"),
        None => say!("{letter}", "方案 {letter}"),
    }
}
