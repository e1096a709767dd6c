//! `customer merge A --into B`: two records of one customer become one.

use clap::Arg;

use super::keep::{foretell, left_alone};
use super::{Call, option, word};
use crate::app::App;
use crate::field::Field;
use crate::flags::Takes;
use crate::form::Form as _;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::Customer;
use crate::say;
use crate::store::{Kind, Merging};
use crate::value::Noun;
use crate::verbs::agreed;
use crate::words::{Lang, Say, t};

pub fn merge_args(lang: Lang) -> Vec<Arg> {
    let customer = t("CUSTOMER", "客户");
    vec![
        word(
            "customer",
            customer,
            t("The one that goes", "被合并的客户"),
            lang,
        )
        .add(Takes::record(Noun::Customer)),
        option(
            "into",
            customer,
            t("The one that stays", "保留的客户"),
            lang,
        )
        .add(Takes::record(Noun::Customer))
        .required(true),
    ]
}

/// Shows what would move, asks, and moves it in one command.
///
/// # Errors
/// Where a customer is not found, both are one, or nobody can be asked.
pub fn merge_customer(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
) -> Result<Exit, Failure> {
    let me = app.me()?;
    let from = app.which(Noun::Customer, call.text("customer"))?;
    let into = app.resolve(Noun::Customer, call.text("into").unwrap_or_default())?;
    if from == into {
        return Err(
            Problem::usage(say!("both are the same customer", "两者是同一个客户"))
                .hint(say!(
                    "look for doubles with: kehu customer duplicates",
                    "可用 kehu customer duplicates 查找重复客户"
                ))
                .into(),
        );
    }
    let store = app.file()?;
    let (gone, kept) = (store.customer(from)?, store.customer(into)?);
    let (a, a_name) = (&gone.number, gone.record.name.0.clone());
    let (b, b_name) = (&kept.number, kept.record.name.0.clone());
    let merging = store.merging(from, into)?;
    let lead = say!(
        "{a} {a_name} goes into {b} {b_name}",
        "{a} {a_name} 并入 {b} {b_name}"
    );
    foretell(call, out, &lead)?;
    for line in told(&merging) {
        foretell(call, out, &line)?;
    }
    if call.dry_run {
        return Ok(Exit::Done);
    }
    if !agreed(app, call, out, &say!("Merge the two?", "确定合并？"))? {
        return Ok(left_alone(out));
    }
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin("customer merge", Kind::Work, Some(me), now)?;
    writing.merge(from, into)?;
    writing.commit(b, &say!("merged {a} into {b}", "将 {a} 并入 {b}"))?;
    out.made(
        Noun::Customer,
        b,
        &say!(
            "merged {a} into {b}; take it back with: kehu undo",
            "已将 {a} 并入 {b}，可用 kehu undo 撤销"
        ),
    )?;
    Ok(Exit::Done)
}

/// What moves and what is filled in, a line each.
fn told(merging: &Merging) -> Vec<Say> {
    let mut lines = Vec::new();
    let moved = joined(merging.moved.iter().map(|(table, rows)| {
        let label =
            Noun::of_table(table).map_or_else(|| Say::same(table), |noun| noun.label().into());
        let (en, zh) = (label.en, label.zh);
        say!("{en} {rows}", "{zh} {rows}")
    }));
    if let Some(Say { en, zh }) = moved {
        lines.push(say!("moves: {en}", "转移：{zh}"));
    }
    let filled = joined(merging.filled.iter().map(|key| {
        let field: Option<&Field> = Customer::FIELDS.iter().find(|field| field.key == *key);
        match (field, *key) {
            (Some(field), _) => field.label.into(),
            (None, "grade") => t("Grade", "等级").into(),
            (None, "submitted_at") => t("Submitted", "提交时间").into(),
            (None, "filed_at") => t("Filed", "建档时间").into(),
            (None, key) => Say::same(key),
        }
    }));
    if let Some(Say { en, zh }) = filled {
        lines.push(say!("fills in: {en}", "补全：{zh}"));
    }
    if let Some(Say { en, zh }) = joined(merging.tags.iter().map(Say::same)) {
        lines.push(say!("adds tags: {en}", "增加标签：{zh}"));
    }
    lines
}

/// The parts in one line; nothing if there are none.
pub(super) fn joined(parts: impl Iterator<Item = Say>) -> Option<Say> {
    parts.reduce(|line, part| Say {
        en: format!("{}, {}", line.en, part.en),
        zh: format!("{}、{}", line.zh, part.zh),
    })
}
