//! `handover start`: the list of what is handed over, made from what is on file.

use std::sync::LazyLock;

use clap::Arg;

use crate::app::App;
use crate::field::Field;
use crate::flags;
use crate::form::{Form as _, subset};
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::{Customer, Handover, Staff};
use crate::say;
use crate::store::Kept;
use crate::value::{Noun, Ref};
use crate::verbs::{Making, make};
use crate::words::{Lang, Say};

/// What may be put right later: who and which customers stand once the list is made.
pub(super) static LATER: LazyLock<Vec<Field>> =
    LazyLock::new(|| subset(Handover::FIELDS, &["at", "leaving", "notes"]));

pub(super) fn args(lang: Lang) -> Vec<Arg> {
    flags::form(Handover::FIELDS, &[], lang)
}

pub(super) fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.me()?;
    let mut draft = call.draft(Handover::FIELDS)?;
    draft.set_default("at", "now");
    let filled = app.fill::<Handover>(draft, call.filling("handover start"))?;
    let record = filled.record;
    let customers = chosen(app, &record)?;
    let making = Making {
        verb: "handover start",
        record: &record,
        at: record.at,
        extra: Vec::new(),
        to_confirm: &filled.to_confirm,
        summary: say!("started a handover", "开始客户交接"),
    };
    let (_, number) = make(app, making, |writing, id| {
        let mut all = customers.iter();
        all.try_for_each(|customer| writing.hand(id, *customer))
    })?;
    let (from, to) = people(app, &record)?;
    let n = customers.len();
    out.made(
        Noun::Handover,
        &number,
        &say!(
            "{number}: {from} hands over to {to}, customers: {n}",
            "{number}：{from} 交接给 {to}，客户 {n} 个"
        ),
    )?;
    if let Some(Say { en, zh }) = open(app, &customers)? {
        out.line(&say!("open with them: {en}", "其中未完成：{zh}"))?;
    }
    out.line(&say!(
        "the list: kehu handover show {number}; then: kehu handover review {number}, kehu handover accept {number}",
        "交接清单：kehu handover show {number}；然后：kehu handover review {number}、kehu handover accept {number}"
    ))?;
    Ok(Exit::Done)
}

/// The customers that are handed over.
fn chosen(app: &mut App<'_>, record: &Handover) -> Result<Vec<i64>, Failure> {
    let from = record.from.id();
    let (name, _) = people(app, record)?;
    let store = app.store.read()?;
    let customers = match record.customer.map(Ref::id) {
        None => store.owned_by(from)?,
        Some(id) => {
            let kept: Kept<Customer> = store.get(id)?;
            if kept.record.owner.map(Ref::id) != Some(from) {
                let of = kept.record.name.0;
                return Err(Problem::usage(say!(
                    "{of} is not {name}'s",
                    "{of} 的负责人不是 {name}"
                ))
                .hint(say!(
                    "see: kehu customer show {of}",
                    "可用 kehu customer show {of} 查看"
                ))
                .into());
            }
            vec![id]
        }
    };
    if customers.is_empty() {
        return Err(
            Problem::refused(say!("{name} has no customers", "{name} 名下没有客户")).into(),
        );
    }
    if let Some(number) = store.being_handed(&customers)? {
        return Err(Problem::refused(say!(
            "they are being handed over already: {number}",
            "已在交接中：{number}"
        ))
        .hint(say!(
            "accept it, or take it back: kehu handover remove {number}",
            "请先接手，或移除：kehu handover remove {number}"
        ))
        .into());
    }
    Ok(customers)
}

/// Who hands over, and to whom.
pub(super) fn people(app: &mut App<'_>, record: &Handover) -> Result<(String, String), Failure> {
    let store = app.store.read()?;
    let from: Kept<Staff> = store.get(record.from.id())?;
    let to: Kept<Staff> = store.get(record.to.id())?;
    Ok((from.record.name.0, to.record.name.0))
}

/// What is open with the customers, in one line.
pub(super) fn open(app: &mut App<'_>, customers: &[i64]) -> Result<Option<Say>, Failure> {
    let open = app.store.read()?.open_with(customers)?;
    let told = open.iter().map(|(label, n)| {
        let (en, zh) = (label.en.to_lowercase(), label.zh);
        say!("{en} {n}", "{zh} {n}")
    });
    Ok(super::super::merge::joined(told))
}
