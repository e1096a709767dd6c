//! `deal open` and `deal sale`: a new deal, still to be won or won already.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use clap::Arg;

use super::customer_follows;
use crate::app::{App, Filling};
use crate::field::Field;
use crate::flags;
use crate::form::{Draft, Form as _, subset};
use crate::nouns::{Call, word};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::{DealKind, Outcome, Stage};
use crate::records::{Customer, Deal};
use crate::say;
use crate::store::Kept;
use crate::value::{ChoiceSet as _, Money, Noun, Ref, Value as _};
use crate::verbs::{Making, make};
use crate::words::{Lang, t};

/// What a finished order says; the rest follows from it.
static SALE: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let keys = [
        "customer", "name", "kind", "product", "contact", "opened", "owner", "notes",
    ];
    subset(Deal::FIELDS, &keys)
});

pub fn args(lang: Lang) -> Vec<Arg> {
    flags::form(Deal::FIELDS, &["customer", "name"], lang)
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.me()?;
    let mut draft = call.draft(Deal::FIELDS)?;
    suppose(app, &mut draft)?;
    let filled = app.fill::<Deal>(draft, call.filling("deal open"))?;
    let mut record = filled.record;
    settle(app, &mut record)?;
    let customer: Kept<Customer> = app.store.read()?.get(record.customer.id())?;
    let step = app.policy.get()?.deals.step(&record.stage.0);
    let follows = step.and_then(|step| step.customer);
    let label = step.map_or(t("", ""), |step| step.label);
    let mut followed = false;
    let making = Making {
        verb: "deal open",
        record: &record,
        at: record.opened,
        extra: Vec::new(),
        to_confirm: &filled.to_confirm,
        summary: say!("opened a deal", "新建商机"),
    };
    let (_, number) = make(app, making, |writing, _| {
        followed = customer_follows(writing, &customer, follows, record.opened)?;
        Ok(())
    })?;
    let (name, of) = (&record.name.0, &customer.record.name.0);
    let (en, zh) = (label.en.to_lowercase(), label.zh);
    out.made(
        Noun::Deal,
        &number,
        &say!(
            "opened {number} {name}: {en}",
            "已建商机 {number} {name}：{zh}"
        ),
    )?;
    if let (true, Some(stage)) = (followed, follows) {
        let label = stage.label();
        let (en, zh) = (label.en.to_lowercase(), label.zh);
        out.line(&say!("{of} is now at {en}", "{of} 的合作阶段现为{zh}"))?;
    }
    Ok(Exit::Done)
}

/// What goes without saying: now, the first stage, the kind, the owner.
fn suppose(app: &mut App<'_>, draft: &mut Draft) -> Result<(), Failure> {
    draft.set_default("opened", "now");
    let first = app.policy.get()?.deals.first();
    draft.set_default("stage", first);
    let Some(customer) = draft.get("customer").map(str::to_owned) else {
        draft.set_default("kind", DealKind::New.code());
        return Ok(());
    };
    let id = app.resolve(Noun::Customer, &customer)?;
    let store = app.file()?;
    if let Some(found) = store.candidate(Noun::Customer, id)? {
        draft.set("customer", found.number);
    }
    let before = store.has_won(id)?;
    let kind = if before {
        DealKind::Repeat
    } else {
        DealKind::New
    };
    draft.set_default("kind", kind.code());
    Ok(())
}

/// What hangs on the customer: the owner, and a contact who is theirs.
fn settle(app: &mut App<'_>, record: &mut Deal) -> Result<(), Failure> {
    let customer = record.customer.id();
    app.of_same_customer(customer, Noun::Contact, record.contact.map(Ref::id))?;
    let me = app.me()?;
    let kept: Kept<Customer> = app.store.read()?.get(customer)?;
    let owner = kept.record.owner.unwrap_or(Ref::new(me));
    record.owner.get_or_insert(owner);
    Ok(())
}

pub fn sale_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::form(&SALE, &["customer"], lang);
    args.push(
        word(
            "amount",
            t("AMOUNT", "金额"),
            t("What it came to, such as 600k", "成交金额，如 60万"),
            lang,
        )
        .index(2),
    );
    args
}

pub fn sale(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.me()?;
    let Some(amount) = call.text("amount") else {
        return Err(Problem::usage(say!("no amount given", "没有给出金额"))
            .hint(say!(
                "such as: kehu deal sale CUSTOMER 600k",
                "例如：kehu deal sale 客户 60万"
            ))
            .into());
    };
    let amount = app.reading(|reading, _| {
        Money::parse(amount, reading).map_err(|fault| Problem::from_fault(amount, fault).into())
    })?;
    let mut draft = call.draft(&SALE)?.part(Deal::FIELDS, "");
    suppose(app, &mut draft)?;
    named_after_product(app, &mut draft)?;
    let last = app
        .policy
        .get()?
        .deals
        .stages
        .last()
        .map_or("", |step| step.code);
    draft.set("stage", last);
    let filled = app.fill::<Deal>(
        draft,
        Filling {
            command: "deal sale",
            ask: true,
            ..Filling::default()
        },
    )?;
    let mut record = filled.record;
    record.value.get_or_insert(amount);
    settle(app, &mut record)?;
    won(app, out, &record, amount)
}

/// A finished order needs no name of its own.
fn named_after_product(app: &mut App<'_>, draft: &mut Draft) -> Result<(), Failure> {
    if draft.get("name").is_some() {
        return Ok(());
    }
    let product = draft.get("product").map(str::to_owned);
    let name = match product {
        Some(product) => {
            let id = app.resolve(Noun::Product, &product)?;
            app.file()?.candidate(Noun::Product, id)?
        }
        None => None,
    };
    let order = t("Order", "订单").to(app.lang);
    draft.set_default("name", name.map_or(order.to_owned(), |found| found.name));
    Ok(())
}

fn won(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    record: &Deal,
    amount: Money,
) -> Result<Exit, Failure> {
    let customer: Kept<Customer> = app.store.read()?.get(record.customer.id())?;
    let at = record.opened;
    let making = Making {
        verb: "deal sale",
        record,
        at,
        extra: vec![
            ("outcome", Outcome::Won.store()),
            ("closed_at", at.store()),
            ("amount", amount.store()),
        ],
        to_confirm: &BTreeSet::new(),
        summary: say!("recorded a sale", "登记订单"),
    };
    let known = matches!(
        customer.record.stage,
        Some(Stage::Cooperating | Stage::Renewal)
    );
    let (_, number) = make(app, making, |writing, _| {
        customer_follows(writing, &customer, (!known).then_some(Stage::Won), at)?;
        Ok(())
    })?;
    let (name, sum) = (&customer.record.name.0, amount.shown());
    out.made(
        Noun::Deal,
        &number,
        &say!(
            "{number}: {name} bought for {sum}",
            "{number}：{name} 成交 {sum} 元"
        ),
    )?;
    Ok(Exit::Done)
}
