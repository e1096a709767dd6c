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
use crate::value::{Long, Noun, Ref};
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
    let (id, number) = (both.delivery.id, &both.delivery.number);
    let fresh = agreed(app, call, id)?;
    let on_file = app.store.read()?.items_of(id)?;
    let checked = match call.text("n").map(str::to_owned) {
        None => None,
        Some(which) => {
            let meant = meant(app, &both, &which, on_file, fresh.len())?;
            let mut draft = call.draft(Checked::FIELDS)?;
            draft.set_default("at", "now");
            let command = format!("delivery check {number} {which}");
            let filling = Filling {
                command: &command,
                ask: true,
                ..Filling::default()
            };
            Some((meant, app.fill::<Checked>(draft, filling)?.record))
        }
    };
    let taken = fresh.len();
    if taken > 0 || checked.is_some() {
        write(app, &both, on_file, fresh, checked.as_ref())?;
    }
    if taken > 0 {
        let s = if taken == 1 { "" } else { "s" };
        out.note(&say!(
            "{number}: {taken} agreed item{s} taken over",
            "{number}：已带入 {taken} 项约定内容"
        ));
    }
    match checked {
        None => of_items(app, out, id)?,
        Some(_) => still_open(app, out, id, number)?,
    }
    Ok(Exit::Done)
}

/// What was agreed and is not on the list yet, and what is added to it.
fn agreed(app: &mut App<'_>, call: &Call<'_>, id: i64) -> Result<Vec<ToCheck>, Failure> {
    let lang = app.lang;
    let mut agreed = app.store.read()?.agreed_for(id, lang)?;
    if let Some(what) = call.text("add") {
        agreed.push(ToCheck {
            what: what.trim().to_owned(),
            standard: call.text("standard").map(str::to_owned),
            source: AgreedIn::Other,
            promise: None,
        });
    }
    Ok(agreed)
}

/// Puts the fresh items on the list, and what came of those meant.
fn write(
    app: &mut App<'_>,
    both: &Both,
    on_file: i64,
    fresh: Vec<ToCheck>,
    checked: Option<&(Vec<i64>, Checked)>,
) -> Result<(), Failure> {
    let me = app.me()?;
    let id = both.delivery.id;
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
    let taken = fresh.len();
    let mut ids = Vec::new();
    for n in checked.map_or(&[][..], |(meant, _)| meant) {
        ids.extend(app.store.read()?.item_of(id, *n)?);
    }
    let store = app.store.write()?;
    let writing = store.begin("delivery check", Kind::Work, Some(me), now)?;
    for (item, n) in fresh.into_iter().zip(on_file + 1..) {
        let item = Acceptance {
            customer: both.delivery.record.customer,
            delivery: Ref::new(id),
            n,
            what: Long(item.what),
            standard: item.standard.map(Long),
            source: item.source,
            promise: item.promise.map(Ref::new),
            result: None,
            at: None,
            actual: None,
            remedy_by: None,
        };
        let (item, _) = writing.insert(&item, &place)?;
        if checked.is_some_and(|(meant, _)| meant.contains(&n)) {
            ids.push(item);
        }
    }
    if let Some((_, checked)) = checked {
        for item in &ids {
            for (field, value) in Checked::FIELDS.iter().zip(checked.store()) {
                writing.set_column(Noun::Acceptance, *item, field.key, &value, checked.at)?;
            }
        }
    }
    let summary = match checked {
        Some(_) => say!("checked items", "验收检查"),
        None => say!("items to accept: {taken}", "带入验收项目 {taken} 项"),
    };
    writing.commit(&both.delivery.number, &summary)
}

/// How many items still stand in the way of the acceptance.
fn still_open(app: &mut App<'_>, out: &mut Out<'_>, id: i64, number: &str) -> Result<(), Failure> {
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
    })
}

/// The places in the list that `which` names, fresh items being at its end.
fn meant(
    app: &mut App<'_>,
    both: &Both,
    which: &str,
    on_file: i64,
    fresh: usize,
) -> Result<Vec<i64>, Failure> {
    let (id, number) = (both.delivery.id, &both.delivery.number);
    let store = app.store.read()?;
    let last = on_file.saturating_add(i64::try_from(fresh).unwrap_or(i64::MAX));
    let meant: Vec<i64> = match ["all", "全部"].contains(&which.trim()) {
        true => {
            let open = store.unsettled(id)?.into_iter();
            let unseen = open.filter(|item| !item.failed).map(|item| item.n);
            unseen.chain(on_file + 1..=last).collect()
        }
        false => {
            let n: Option<i64> = which.trim().parse().ok();
            let known = |n: &i64| -> Result<bool, Failure> {
                Ok((on_file < *n && *n <= last) || store.item_of(id, *n)?.is_some())
            };
            match n {
                Some(n) if known(&n)? => vec![n],
                _ => Vec::new(),
            }
        }
    };
    match meant.is_empty() {
        false => Ok(meant),
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
