//! What is to come: plans (F08) and agreed actions, made, done and called off.

use std::collections::BTreeSet;

use clap::Arg;

use crate::app::App;
use crate::flags::{self, Takes};
use crate::form::Form as _;
use crate::nouns::{Call, option, word};
use crate::out::{Out, number_of};
use crate::problem::{Exit, Failure, Problem};
use crate::records::{Customer, Plan};
use crate::say;
use crate::store::{Kept, Kind, Place};
use crate::value::{Bare, ChoiceSet as _, Moment, Noun, Ref};
use crate::words::{Lang, t};

pub fn plan_args(lang: Lang) -> Vec<Arg> {
    flags::form(Plan::FIELDS, &["customer"], lang)
}

pub fn one(lang: Lang) -> Vec<Arg> {
    which(Takes::record(Noun::Followup), lang)
}

fn which(takes: Takes, lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "which",
            t("NUMBER", "编号"),
            t(
                "Its number, or the customer where only one is open",
                "编号；客户仅有一项时也可填客户",
            ),
            lang,
        )
        .add(takes)
        .index(1),
    ]
}

pub fn done_args(lang: Lang) -> Vec<Arg> {
    let mut args = which(Takes::AnyOf(&[Noun::Plan, Noun::Action]), lang);
    args.push(option(
        "at",
        t("TIME", "时间"),
        t("When; now unless given", "完成时间，默认现在"),
        lang,
    ));
    args
}

pub fn cancel_args(lang: Lang) -> Vec<Arg> {
    let mut args = done_args(lang);
    args.push(option(
        "why",
        t("REASON", "原因"),
        t("Why", "取消原因"),
        lang,
    ));
    args
}

pub fn plan(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let mut draft = call.draft(Plan::FIELDS)?;
    draft.set_default("owner", "me");
    let filled = app.fill::<Plan>(draft, call.filling("followup plan"))?;
    let mut record = filled.record;
    record.owner.get_or_insert(Ref::new(me));
    let playbook = app.policy.get()?;
    let zone = playbook.calendar.zone();
    let customer: Kept<Customer> = app.store.read()?.get(record.customer.id())?;
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin("followup plan", Kind::Work, Some(me), now)?;
    let place = Place {
        number: number_of(playbook, Noun::Plan, record.at.0.day(zone)),
        extra: Vec::new(),
        since: now,
        to_confirm: &BTreeSet::new(),
    };
    let (_, number) = writing.insert(&record, &place)?;
    writing.commit(
        &customer.number,
        &say!("planned a follow-up", "制定跟进计划"),
    )?;
    let (name, at) = (&customer.record.name.0, record.at.0.shown(zone));
    let label = record.method.label();
    let (en, zh) = (label.en, label.zh);
    out.made(
        Noun::Plan,
        &number,
        &say!(
            "planned {number}: {at} {name}, {en}",
            "已计划 {number}：{at} {name}（{zh}）"
        ),
    )?;
    if record.at.0 < now {
        out.warn(&say!("that time is past", "该时间已过"));
    }
    Ok(Exit::Done)
}

/// A plan or an action, by number or by the customer that has only one.
pub(super) fn open_one(app: &mut App<'_>, text: &str) -> Result<(Noun, i64), Failure> {
    let plans = app.file()?.candidates(Noun::Plan, text)?;
    let actions = app.file()?.candidates(Noun::Action, text)?;
    match (plans.as_slice(), actions.as_slice()) {
        ([(id, _)], []) => Ok((Noun::Plan, *id)),
        ([], [(id, _)]) => Ok((Noun::Action, *id)),
        ([], []) => Err(Problem::no_such(Noun::Action, text).into()),
        _ => {
            let candidates = plans.into_iter().chain(actions);
            Err(Problem::ambiguous(
                Noun::Action,
                text,
                candidates.map(|(_, candidate)| candidate).collect(),
            )
            .into())
        }
    }
}

/// When something happened: `--at`, or now.
pub(in crate::nouns) fn when(app: &mut App<'_>, call: &Call<'_>) -> Result<Moment, Failure> {
    let Some(text) = call.text("at").map(str::to_owned) else {
        return Ok(app.now);
    };
    app.reading(|reading, _| {
        Moment::read(&text, Bare::Opening, reading).map_err(|fault| {
            Problem::from_fault(&text, fault)
                .about(t("--at", "--at"))
                .into()
        })
    })
}

pub fn done(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    settle(app, call, out, true)
}

pub fn cancel(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    settle(app, call, out, false)
}

fn settle(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    done: bool,
) -> Result<Exit, Failure> {
    let me = app.me()?;
    let text = match call.text("which") {
        Some(text) => text.to_owned(),
        None => app.ask_which(Noun::Action)?,
    };
    let (noun, id) = open_one(app, &text)?;
    let at = when(app, call)?;
    let number = app
        .store
        .read()?
        .candidate(noun, id)?
        .map_or(String::new(), |found| found.number);
    let now = app.now;
    let verb = match done {
        true => "followup done",
        false => "followup cancel",
    };
    let writing = app.store.write()?.begin(verb, Kind::Work, Some(me), now)?;
    let label = noun.label();
    let (en, zh) = (label.en, label.zh);
    if done {
        writing.done(noun, id, at)?;
        writing.commit(&number, &say!("done: {en}", "完成：{zh}"))?;
        out.line(&say!("{number} is done", "{number} 已完成"))?;
    } else {
        writing.cancel(noun, id, at, call.text("why"))?;
        writing.commit(&number, &say!("called off: {en}", "取消：{zh}"))?;
        out.line(&say!("{number} is called off", "{number} 已取消"))?;
    }
    Ok(Exit::Done)
}
