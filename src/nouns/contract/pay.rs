//! `contract pay`: money that came in, counted against one instalment or against
//! all in their order; the list of it, and what was recorded by mistake.

use std::sync::LazyLock;

use clap::Arg;

use super::sign::next_payment;
use super::{is_number, named};
use crate::app::App;
use crate::field::Field;
use crate::flags;
use crate::form::{Draft, Form as _, subset};
use crate::nouns::{Call, customer, one};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::filters::PaymentFilter;
use crate::records::{Contract, Customer, Payment};
use crate::say;
use crate::store::{Kept, List, payments_where};
use crate::value::{Money, Noun, Ref};
use crate::verbs::{self, Making, make};
use crate::words::{Lang, t};

/// What a payment says beside its contract.
static PAY: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let keys = [
        "amount",
        "at",
        "instalment",
        "method",
        "owner",
        "notes",
        "external",
    ];
    subset(Payment::FIELDS, &keys)
});

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = one::open_one(Noun::Contract, lang);
    let own = flags::form(&PAY, &["amount"], lang);
    args.extend(own.into_iter().map(flags::after_the_record));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.me()?;
    let id = named(app, call)?;
    let contract: Kept<Contract> = app.store.read()?.get(id)?;
    let customer: Kept<Customer> = app.store.read()?.get(contract.record.customer.id())?;
    let number = &contract.number;
    let mut draft = call.draft(&PAY)?.part(Payment::FIELDS, "");
    draft.set("contract", number.as_str());
    draft.set("customer", customer.number.as_str());
    draft.set_default("at", "now");
    if let Some(text) = call.text(Noun::Contract.table())
        && is_number(text, Noun::Instalment)
    {
        draft.set_default("instalment", text);
    }
    draft.set_default("instalment", "");
    numbered(app, &mut draft, &contract)?;
    let command = format!("contract pay {number}");
    let filled = app.fill::<Payment>(draft, call.filling(&command))?;
    let mut record = filled.record;
    let me = app.me()?;
    let owner = contract.record.owner.unwrap_or(Ref::new(me));
    record.owner.get_or_insert(owner);
    fits(app, &record, &contract)?;
    let making = Making {
        verb: "contract pay",
        record: &record,
        at: record.at,
        extra: Vec::new(),
        to_confirm: &filled.to_confirm,
        summary: say!("payment for {number}", "{number} 到账"),
    };
    let (_, own) = make(app, making, |_, _| Ok(()))?;
    let (sum, name) = (record.amount.shown(), &customer.record.name.0);
    out.made(
        Noun::Payment,
        &own,
        &say!(
            "{own}: {name} paid {sum} for {number}",
            "{own}：{name} 为 {number} 付款 {sum} 元"
        ),
    )?;
    let signed = app
        .store
        .read()?
        .moment_of(Noun::Contract, id, "signed_at")?;
    if signed.is_none() {
        out.warn(&say!("{number} is not signed yet", "{number} 尚未签订"));
    }
    next_payment(app, out, id)
}

/// An instalment is called by its place in the plan, or by its number.
fn numbered(
    app: &mut App<'_>,
    draft: &mut Draft,
    contract: &Kept<Contract>,
) -> Result<(), Failure> {
    let Some(text) = draft.get("instalment").map(str::trim) else {
        return Ok(());
    };
    let Ok(n) = text.parse::<i64>() else {
        return Ok(());
    };
    let store = app.store.read()?;
    let found = match store.instalment(contract.id, n)? {
        Some(id) => store.candidate(Noun::Instalment, id)?,
        None => None,
    };
    let Some(found) = found else {
        let number = &contract.number;
        return Err(Problem::usage(say!(
            "{number} has no instalment {n}",
            "{number} 没有第 {n} 期"
        ))
        .about(t("Instalment", "期次"))
        .hint(say!(
            "look with: kehu contract show {number}",
            "查看：kehu contract show {number}"
        ))
        .into());
    };
    draft.set("instalment", found.number);
    Ok(())
}

/// No more comes in than is still to come, and for this contract.
fn fits(app: &mut App<'_>, record: &Payment, contract: &Kept<Contract>) -> Result<(), Failure> {
    let number = &contract.number;
    let store = app.store.read()?;
    let lacks = match record.instalment {
        Some(instalment) => {
            let kept: Kept<crate::records::Instalment> = store.get(instalment.id())?;
            if kept.record.contract.id() != contract.id {
                let of = kept.number;
                return Err(Problem::usage(say!(
                    "{of} is an instalment of another contract",
                    "{of} 不是该合同的付款期次"
                ))
                .hint(say!(
                    "name one of {number}: 1, 2 …",
                    "请写 {number} 的期次：1、2……"
                ))
                .into());
            }
            store.lacking(instalment.id())?
        }
        None => store.paid(contract.id)?.unpaid,
    };
    if record.amount.as_fen() <= lacks {
        return Ok(());
    }
    let (lacks, sum) = (Money::fen(lacks).shown(), record.amount.shown());
    Err(Problem::usage(say!(
        "{sum} is more than the {lacks} still to come",
        "{sum} 元超过尚未到账的 {lacks} 元"
    ))
    .about(t("Amount", "到账金额"))
    .hint(say!(
        "look with: kehu contract show {number}",
        "查看：kehu contract show {number}"
    ))
    .into())
}

pub fn list_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(PaymentFilter::FIELDS, &["customer"], lang);
    args.push(customer::limit(lang));
    args
}

pub fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let filter: PaymentFilter = call.filter(app)?;
    let limit = customer::limit_of(call)?;
    let title = t("Payments", "到账");
    verbs::list(
        app,
        out,
        title,
        &List::payments(),
        &payments_where(&filter),
        limit,
    )?;
    Ok(Exit::Done)
}

pub fn wrong_args(lang: Lang) -> Vec<Arg> {
    one::open_one(Noun::Payment, lang)
}

pub fn wrong(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = one::named(app, call, Noun::Payment)?;
    verbs::remove(app, call, out, Noun::Payment, id)
}
