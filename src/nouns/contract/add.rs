//! `contract add` and `deal contract`: a draft with the key terms of F17, and the
//! instalments that its plan comes to.

use clap::Arg;

use super::Planner;
use crate::app::App;
use crate::flags;
use crate::form::{Draft, Form as _};
use crate::nouns::{Call, deal};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::{Contract, Customer, Deal};
use crate::say;
use crate::store::Kept;
use crate::value::{Noun, Ref, Value as _};
use crate::verbs::{Making, make};
use crate::words::Lang;

pub fn args(lang: Lang) -> Vec<Arg> {
    flags::form(Contract::FIELDS, &["customer", "subject"], lang)
}

/// Those of `deal contract`, which knows customer and deal.
pub fn of_deal_args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![deal::deal_arg(lang)];
    let own = flags::form(Contract::FIELDS, &[], lang);
    args.extend(
        own.into_iter()
            .filter(|arg| arg.get_id() != "deal" && arg.get_id() != "customer"),
    );
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.me()?;
    let mut draft = call.draft(Contract::FIELDS)?;
    if let Some(text) = draft.get("deal").map(str::to_owned) {
        let id = app.resolve(Noun::Deal, &text)?;
        of_deal(app, &mut draft, id)?;
    }
    drafted(app, call, out, draft, "contract add")
}

pub fn of_deal_run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.me()?;
    let id = deal::named(app, call)?;
    let mut draft = call.draft(Contract::FIELDS)?;
    of_deal(app, &mut draft, id)?;
    drafted(app, call, out, draft, "deal contract")
}

/// What the deal says of it already.
fn of_deal(app: &mut App<'_>, draft: &mut Draft, id: i64) -> Result<(), Failure> {
    let store = app.file()?;
    let deal: Kept<Deal> = store.get(id)?;
    let customer: Kept<Customer> = store.get(deal.record.customer.id())?;
    let ended = store.deal_ended(id)?;
    draft.set("deal", deal.number.as_str());
    draft.set_default("customer", customer.number.as_str());
    draft.set_default("subject", deal.record.name.0.as_str());
    let amount = ended.and_then(|ended| ended.amount).or(deal.record.value);
    if let Some(amount) = amount {
        draft.set_default("amount", amount.code());
    }
    Ok(())
}

/// The contracts that its deal has already: there may be several, and mostly are not.
fn others_of_its_deal(app: &mut App<'_>, record: &Contract) -> Result<Vec<String>, Failure> {
    let Some(deal) = record.deal else {
        return Ok(Vec::new());
    };
    let store = app.store.read()?;
    let all = store.contracts_of_deal(deal.id())?.into_iter();
    all.map(|id| Ok(store.get::<Contract>(id)?.number))
        .collect()
}

fn drafted(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    mut draft: Draft,
    command: &'static str,
) -> Result<Exit, Failure> {
    draft.set_default("drafted", "now");
    let filled = app.fill::<Contract>(draft, call.filling(command))?;
    let mut record = filled.record;
    let me = app.me()?;
    let customer = record.customer.id();
    app.of_same_customer(customer, Noun::Deal, record.deal.map(Ref::id))?;
    let kept: Kept<Customer> = app.store.read()?.get(customer)?;
    let owner = kept.record.owner.unwrap_or(Ref::new(me));
    record.owner.get_or_insert(owner);
    let others = others_of_its_deal(app, &record)?;
    let planner = Planner::of(app, record.drafted)?;
    let at = record.drafted;
    let making = Making {
        verb: command,
        record: &record,
        at,
        extra: vec![("revised_at", at.store())],
        to_confirm: &filled.to_confirm,
        summary: say!("drafted a contract", "起草合同"),
    };
    let (_, number) = make(app, making, |writing, id| {
        writing.schedule(id, &planner.at(at))
    })?;
    let (name, sum) = (&kept.record.name.0, record.amount.shown());
    let parts = record.plan.as_ref().map_or(1, |plan| plan.dues().len());
    let s = if parts == 1 { "" } else { "s" };
    out.made(
        Noun::Contract,
        &number,
        &say!(
            "drafted {number} for {name}: {sum} in {parts} instalment{s}",
            "已起草合同 {number}：{name}，{sum} 元，分 {parts} 期"
        ),
    )?;
    if !others.is_empty() {
        let (en, zh) = (others.join(", "), others.join("、"));
        out.note(&say!(
            "its deal has {en} already; not meant? kehu undo",
            "该商机已有合同 {zh}；如系误建：kehu undo"
        ));
    }
    out.line(&say!(
        "next: kehu contract review {number} --by NAME; then kehu contract sign {number}",
        "下一步：法务审核 kehu contract review {number} --by 姓名；再签订 kehu contract sign {number}"
    ))?;
    Ok(Exit::Done)
}
