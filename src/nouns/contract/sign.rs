//! `contract sign` and `contract end`: what both put their names to, and its end.
//! Signing fixes the terms, dates the payments that wait for it, and wins the deal
//! where the playbook says so.

use clap::Arg;

use super::{Planner, named, review};
use crate::app::App;
use crate::flags;
use crate::form::Form as _;
use crate::nouns::deal::close::Winning;
use crate::nouns::gate::override_arg;
use crate::nouns::{Call, one};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::ContractEnd;
use crate::records::{Contract, ContractEnded, ContractSigned, Customer};
use crate::say;
use crate::store::Kept;
use crate::value::{ChoiceSet as _, Money, Noun, Ref, Value as _};
use crate::verbs::{self, Step};
use crate::words::{Lang, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = one::open_one(Noun::Contract, lang);
    args.extend(flags::args(ContractSigned::FIELDS, &[], lang));
    args.push(override_arg(lang));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let id = named(app, call)?;
    let kept: Kept<Contract> = app.store.read()?.get(id)?;
    let (number, record) = (&kept.number, &kept.record);
    not_ended(app, &kept)?;
    let signed = app
        .store
        .read()?
        .moment_of(Noun::Contract, id, "signed_at")?;
    let passed = match signed {
        None => review::before_signing(app, call, out, &kept)?,
        // Refused below, and not for want of a review.
        Some(_) => None,
    };
    let wins = app.policy.get()?.deals.signing_wins;
    let winning = match record.deal.filter(|_| wins) {
        Some(deal) => Winning::of(app, deal.id())?,
        None => None,
    };
    let customer: Kept<Customer> = app.store.read()?.get(record.customer.id())?;
    // Service of the customer lasts as long as that of any of its contracts.
    let longer = record
        .service_until
        .filter(|until| customer.record.service_until.is_none_or(|old| old < *until));
    let planner = Planner::of(app, record.drafted)?;
    let step = step(
        app,
        &kept,
        "contract sign",
        "signed_at",
        t("signed", "已签订"),
    )?;
    let amount = record.amount;
    verbs::step_with::<ContractSigned>(app, call, &step, |writing, signed, at, _| {
        if signed.signed_by.is_none() {
            let by = Ref::<crate::records::Staff>::new(me).store();
            writing.set_column(Noun::Contract, id, "signed_by", &by, at)?;
        }
        if let Some((gate, reason)) = &passed {
            writing.note_gate(Noun::Contract, id, gate, reason.as_deref())?;
        }
        if let Some(until) = longer {
            writing.set_column(
                Noun::Customer,
                customer.id,
                "service_until",
                &until.store(),
                at,
            )?;
        }
        if let Some(winning) = &winning {
            winning.write(writing, amount, at)?;
        }
        writing.schedule(id, &planner.at(at))
    })?;
    let (name, sum) = (&customer.record.name.0, amount.shown());
    out.line(&say!(
        "{number} {name}: signed, {sum}",
        "{number} {name}：已签订，{sum} 元"
    ))?;
    if let Some((deal, name)) = winning.as_ref().map(Winning::called) {
        out.line(&say!("{deal} {name}: won", "{deal} {name}：成交"))?;
    }
    next_payment(app, out, id)
}

/// Which payment comes next, and how it is recorded.
pub fn next_payment(app: &mut App<'_>, out: &mut Out<'_>, id: i64) -> Result<Exit, Failure> {
    let store = app.store.read()?;
    let number = store.candidate(Noun::Contract, id)?;
    let number = number.map_or(String::new(), |found| found.number);
    let paid = store.paid(id)?;
    let Some((n, due, lacks)) = paid.next else {
        out.line(&say!("{number} is paid in full", "{number} 已全部到账"))?;
        return Ok(Exit::Done);
    };
    let lacks = Money::fen(lacks).shown();
    let (en, zh) = match due {
        Some(due) => {
            let due = due.code();
            (format!(", due {due}"), format!("，{due} 到期"))
        }
        None => (String::new(), String::new()),
    };
    out.line(&say!(
        "next: instalment {n}, {lacks}{en}: kehu contract pay {number} AMOUNT",
        "下一步：第 {n} 期 {lacks} 元{zh}：kehu contract pay {number} 金额"
    ))?;
    Ok(Exit::Done)
}

/// The step of a contract; a bare day counts on the day it was drafted too.
fn step<'a>(
    app: &App<'_>,
    kept: &'a Kept<Contract>,
    verb: &'static str,
    when: &'static str,
    done: crate::words::Text,
) -> Result<Step<'a>, Failure> {
    let calendar = &app.policy.get()?.calendar;
    Ok(Step {
        verb,
        noun: Noun::Contract,
        id: kept.id,
        number: &kept.number,
        when,
        done,
        supposes: &[],
        begun: calendar.begin_of(calendar.day_of(kept.record.drafted)),
    })
}

/// Nothing more happens to a contract that ended.
fn not_ended(app: &mut App<'_>, kept: &Kept<Contract>) -> Result<(), Failure> {
    let ended = app
        .store
        .read()?
        .moment_of(Noun::Contract, kept.id, "ended_at")?;
    let Some(at) = ended else { return Ok(()) };
    let number = &kept.number;
    let at = at.shown(app.policy.get()?.calendar.zone());
    Err(
        Problem::refused(say!("{number} ended: {at}", "{number} 已结束：{at}"))
            .hint(say!(
                "take that back with: kehu undo; a new one: kehu contract add",
                "如需更正请用 kehu undo；新合同：kehu contract add"
            ))
            .into(),
    )
}

pub fn end_args(lang: Lang) -> Vec<Arg> {
    let mut args = one::open_one(Noun::Contract, lang);
    args.extend(flags::args(ContractEnded::FIELDS, &[], lang));
    args
}

pub fn end(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    let kept: Kept<Contract> = app.store.read()?.get(id)?;
    let step = step(app, &kept, "contract end", "ended_at", t("ended", "已结束"))?;
    let ended = verbs::step::<ContractEnded>(app, call, &step)?;
    let (number, label) = (&kept.number, ended.end_reason.label());
    let (en, zh) = (label.en.to_lowercase(), label.zh);
    out.line(&say!("{number}: ended, {en}", "{number}：已结束（{zh}）"))?;
    let unpaid = app.store.read()?.paid(id)?.unpaid;
    if unpaid > 0 {
        let unpaid = Money::fen(unpaid).shown();
        out.line(&match ended.end_reason {
            ContractEnd::Terminated => {
                say!("{unpaid} is no longer asked for", "{unpaid} 元不再催收")
            }
            _ => say!(
                "{unpaid} is still unpaid: kehu contract unpaid",
                "仍有 {unpaid} 元未到账：kehu contract unpaid"
            ),
        })?;
    }
    Ok(Exit::Done)
}
