//! `delivery check`: the acceptance item by item (F23). The list takes over what was
//! promised and agreed; each item passes, fails or is remedied.

use std::collections::BTreeSet;

use clap::Arg;

use super::{Both, of_items, one};
use crate::app::{App, Filling};
use crate::flags;
use crate::form::Form as _;
use crate::nouns::{Call, option, word};
use crate::out::{Out, number_of};
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::AgreedIn;
use crate::records::{Acceptance, Checked};
use crate::say;
use crate::store::{Kind, Place, ToCheck};
use crate::value::{Noun, Ref};
use crate::words::{Lang, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.push(
        word(
            "n",
            t("ITEM", "序号"),
            t(
                "Which item, or “all”; none lists them",
                "第几项，或 all（全部）；不写则列出",
            ),
            lang,
        )
        .index(2),
    );
    let own = flags::args(Checked::FIELDS, &["result"], lang);
    args.extend(own.into_iter().map(|arg| match arg.get_index() {
        Some(_) => arg.index(3),
        None => arg,
    }));
    args.push(option(
        "add",
        t("TEXT", "文字"),
        t("One more item", "再加一项"),
        lang,
    ));
    args.push(option(
        "standard",
        t("TEXT", "文字"),
        t("The standard of that item", "该项的约定标准"),
        lang,
    ));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.me()?;
    let both = Both::named(app, call)?;
    both.still_open(app)?;
    let taken = take_over(app, call, &both)?;
    if taken > 0 {
        let number = &both.delivery.number;
        let s = if taken == 1 { "" } else { "s" };
        out.note(&say!(
            "{number}: {taken} agreed item{s} taken over",
            "{number}：已带入 {taken} 项约定内容"
        ));
    }
    match call.text("n").map(str::to_owned) {
        None => of_items(app, out, both.delivery.id)?,
        Some(which) => checked(app, call, out, &both, &which)?,
    }
    Ok(Exit::Done)
}

/// Puts on the list what was agreed and is not there yet; how many.
fn take_over(app: &mut App<'_>, call: &Call<'_>, both: &Both) -> Result<usize, Failure> {
    let me = app.me()?;
    let (lang, id) = (app.lang, both.delivery.id);
    let mut agreed = app.store.read()?.agreed_for(id, lang)?;
    if let Some(what) = call.text("add") {
        agreed.push(ToCheck {
            what: what.trim().to_owned(),
            standard: call.text("standard").map(str::to_owned),
            source: AgreedIn::Other,
            promise: None,
        });
    }
    if agreed.is_empty() {
        return Ok(0);
    }
    let mut n = app.store.read()?.items_of(id)?;
    let (now, playbook) = (app.now, app.policy.get()?);
    let place = Place {
        number: number_of(
            playbook,
            Noun::Acceptance,
            now.day(playbook.calendar.zone()),
        ),
        extra: Vec::new(),
        since: now,
        to_confirm: &BTreeSet::new(),
    };
    let taken = agreed.len();
    let store = app.store.write()?;
    let writing = store.begin("delivery check", Kind::Work, Some(me), now)?;
    for item in agreed {
        n += 1;
        let item = Acceptance {
            customer: both.delivery.record.customer,
            delivery: Ref::new(id),
            n,
            what: crate::value::Long(item.what),
            standard: item.standard.map(crate::value::Long),
            source: item.source,
            promise: item.promise.map(Ref::new),
            result: None,
            at: None,
            actual: None,
            remedy_by: None,
        };
        writing.insert(&item, &place)?;
    }
    writing.commit(
        &both.delivery.number,
        &say!("items to accept: {taken}", "带入验收项目 {taken} 项"),
    )?;
    Ok(taken)
}

/// Writes what came of one item, or of all that nobody looked at.
fn checked(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    both: &Both,
    which: &str,
) -> Result<(), Failure> {
    let me = app.me()?;
    let (id, number) = (both.delivery.id, &both.delivery.number);
    let ids = meant(app, both, which)?;
    let mut draft = call.draft(Checked::FIELDS)?;
    draft.set_default("at", "now");
    let command = format!("delivery check {number} {which}");
    let checked = app
        .fill::<Checked>(
            draft,
            Filling {
                command: &command,
                ask: true,
                ..Filling::default()
            },
        )?
        .record;
    let now = app.now;
    let store = app.store.write()?;
    let writing = store.begin("delivery check", Kind::Work, Some(me), now)?;
    for item in &ids {
        for (field, value) in Checked::FIELDS.iter().zip(checked.store()) {
            writing.set_column(Noun::Acceptance, *item, field.key, &value, checked.at)?;
        }
    }
    writing.commit(number, &say!("checked an item", "验收检查"))?;
    let open = app.store.read()?.unsettled(id)?.len();
    out.line(&match open {
        0 => say!(
            "{number}: all items are settled; next: kehu delivery accept {number} --signer NAME",
            "{number}：全部项目已确认；下一步：kehu delivery accept {number} --signer 客户签字人"
        ),
        open => say!(
            "{number}: {open} still open",
            "{number}：还有 {open} 项未确认"
        ),
    })?;
    Ok(())
}

/// The items that `which` names.
fn meant(app: &mut App<'_>, both: &Both, which: &str) -> Result<Vec<i64>, Failure> {
    let (id, number) = (both.delivery.id, &both.delivery.number);
    let store = app.store.read()?;
    let numbers: Vec<i64> = match ["all", "全部"].contains(&which.trim()) {
        true => {
            let open = store.unsettled(id)?;
            open.into_iter()
                .filter(|item| !item.failed)
                .map(|item| item.n)
                .collect()
        }
        false => which.trim().parse().into_iter().collect(),
    };
    let mut ids = Vec::new();
    for n in numbers {
        ids.extend(store.item_of(id, n)?);
    }
    match ids.is_empty() {
        false => Ok(ids),
        true => Err(Problem::usage(say!(
            "{number} has no such item to check: {which}",
            "{number} 没有这一待检项：{which}"
        ))
        .about(t("Item", "序号"))
        .hint(say!(
            "they are listed by: kehu delivery check {number}",
            "列出全部：kehu delivery check {number}"
        ))
        .into()),
    }
}
