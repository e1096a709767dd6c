//! `delivery plan`, `milestone` and `item`: what is to be delivered by when, and what
//! was.

use std::sync::LazyLock;

use clap::Arg;

use super::{Both, Hanging, hang, hanging_args, mine, own};
use crate::app::App;
use crate::field::Field;
use crate::flags;
use crate::form::Form as _;
use crate::nouns::{Call, option};
use crate::out::{Out, number_of};
use crate::problem::{Exit, Failure, Problem};
use crate::records::{Contract, Customer, Delivered, Delivery, Milestone};
use crate::say;
use crate::store::{Kept, Place, Recorded};
use crate::value::{Day, Noun, Ref, Value as _};
use crate::verbs::{Making, make};
use crate::words::{Lang, t};

static MILESTONE: LazyLock<Vec<Field>> = LazyLock::new(|| own(Milestone::FIELDS));
static ITEM: LazyLock<Vec<Field>> = LazyLock::new(|| own(Delivered::FIELDS));

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::form(Delivery::FIELDS, &["customer", "what"], lang);
    args.push(option(
        "milestones",
        t("LIST", "清单"),
        t(
            "Milestones with their days: \"arrival 2026-03-10; installation +2w\"",
            "交付节点及日期：\"到货 2026-03-10；安装 +2w\"",
        ),
        lang,
    ));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let mut draft = call.draft(Delivery::FIELDS)?;
    draft.set_default("planned_at", "now");
    let listed = listed(app, call.text("milestones").unwrap_or_default())?;
    let filled = app.fill::<Delivery>(draft, call.filling("delivery plan"))?;
    let mut record = filled.record;
    mine(&mut record.owner, me);
    let customer: Kept<Customer> = app.store.read()?.get(record.customer.id())?;
    settle(app, &mut record)?;
    let calendar = &app.policy.get()?.calendar;
    let last = listed.iter().map(|(_, day)| *day).max();
    record.planned = record.planned.or(last);
    let at = record.planned_at;
    let number = number_of(app.policy.get()?, Noun::Milestone, calendar.day_of(at));
    let making = Making {
        verb: "delivery plan",
        record: &record,
        at,
        extra: Vec::new(),
        to_confirm: &filled.to_confirm,
        summary: say!("planned a delivery", "制定交付计划"),
    };
    let (_, own) = make(app, making, |writing, id| {
        for (name, day) in &listed {
            let milestone = Milestone {
                customer: record.customer,
                delivery: Ref::new(id),
                name: name.clone(),
                planned: Some(*day),
                owner: record.owner,
                contact: record.contact,
                standard: None,
                deliverables: None,
                notes: None,
            };
            let place = Place {
                number: number.clone(),
                extra: Vec::new(),
                since: at,
                to_confirm: &std::collections::BTreeSet::new(),
            };
            writing.insert(&milestone, &place)?;
        }
        writing.delivery_turned(customer.id, at)
    })?;
    let (name, n) = (&customer.record.name.0, listed.len());
    let s = if n == 1 { "" } else { "s" };
    out.made(
        Noun::Delivery,
        &own,
        &say!(
            "planned {own} for {name}, {n} milestone{s}",
            "已制定交付计划 {own}：{name}，{n} 个节点"
        ),
    )?;
    if n == 0 {
        out.line(&say!(
            "next: kehu delivery milestone {own} NAME --planned DAY",
            "下一步：kehu delivery milestone {own} 节点 --planned 日期"
        ))?;
    }
    Ok(Exit::Done)
}

/// The customer's one contract and its deal, unless others are named; all of them
/// the customer's own.
fn settle(app: &mut App<'_>, record: &mut Delivery) -> Result<(), Failure> {
    let customer = record.customer.id();
    if record.contract.is_none() {
        record.contract = app.store.read()?.only_contract(customer)?.map(Ref::new);
    }
    if let (Some(contract), None) = (record.contract, record.deal) {
        let kept: Kept<Contract> = app.store.read()?.get(contract.id())?;
        record.deal = kept.record.deal;
    }
    app.of_same_customer(customer, Noun::Contract, record.contract.map(Ref::id))?;
    app.of_same_customer(customer, Noun::Deal, record.deal.map(Ref::id))?;
    app.of_same_customer(customer, Noun::Contact, record.contact.map(Ref::id))
}

/// Names with days: `arrival 2026-03-10; installation +2w`.
fn listed(app: &mut App<'_>, text: &str) -> Result<Vec<(String, Day)>, Failure> {
    let parts = text.split([';', '；', '\n']).map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    app.reading(|reading, _| {
        parts
            .into_iter()
            .map(|part| {
                let (name, day) = part.rsplit_once(char::is_whitespace).unwrap_or(("", part));
                let wrong = || {
                    Problem::usage(say!(
                        "“{part}” is no milestone with its day",
                        "“{part}”不是“节点 日期”"
                    ))
                    .about(t("--milestones", "--milestones"))
                    .hint(say!(
                        "such as: --milestones \"arrival 2026-03-10; installation +2w\"",
                        "例如：--milestones \"到货 2026-03-10；安装 +2w\""
                    ))
                };
                let day = Day::parse(day, reading).map_err(|_| wrong())?;
                match name.trim() {
                    "" => Err(wrong().into()),
                    name => Ok((name.to_owned(), day)),
                }
            })
            .collect()
    })
}

pub fn milestone_args(lang: Lang) -> Vec<Arg> {
    hanging_args(&MILESTONE, "name", lang)
}

pub fn milestone(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let both = Both::named(app, call)?;
    both.still_open(app)?;
    let (owner, contact) = (both.delivery.record.owner, both.delivery.record.contact);
    let hanging = Hanging::<Milestone> {
        verb: "delivery milestone",
        fields: &MILESTONE,
        defaults: &[],
        meant: Vec::new(),
        at: None,
        summary: say!("added a milestone", "添加交付节点"),
    };
    let finish = |milestone: &mut Milestone| {
        milestone.owner = milestone.owner.or(owner);
        milestone.contact = milestone.contact.or(contact);
    };
    let (record, number) = hang(app, call, &both, hanging, finish, |_, _| Ok(()))?;
    let (name, of) = (&record.name, &both.delivery.number);
    let (en, zh) = match record.planned {
        Some(day) => {
            let day = day.code();
            (format!(", planned for {day}"), format!("，计划 {day}"))
        }
        None => (String::new(), String::new()),
    };
    out.made(
        Noun::Milestone,
        &number,
        &say!(
            "{of}: milestone {number} {name}{en}",
            "{of}：节点 {number} {name}{zh}"
        ),
    )?;
    Ok(Exit::Done)
}

pub fn item_args(lang: Lang) -> Vec<Arg> {
    hanging_args(&ITEM, "product", lang)
}

pub fn item(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let both = Both::named(app, call)?;
    // The name stands with the goods too: price lists stay behind in a team file.
    let named = match call.draft(&ITEM)?.get("product") {
        Some(product) => {
            let id = app.resolve(Noun::Product, product)?;
            app.store.read()?.candidate(Noun::Product, id)?
        }
        None => None,
    };
    let called = named.map(|found| found.name);
    let hanging = Hanging::<Delivered> {
        verb: "delivery item",
        fields: &ITEM,
        defaults: &[("day", "today")],
        meant: Vec::new(),
        at: None,
        summary: say!("recorded delivered goods", "登记交付物品"),
    };
    let finish = |item: &mut Delivered| item.what = item.what.take().or(called);
    let (record, number) = hang(app, call, &both, hanging, finish, |_, _| Ok(()))?;
    let name = match record.product {
        Some(product) => app
            .store
            .read()?
            .candidate(Noun::Product, product.id())?
            .map_or(String::new(), |found| found.name),
        None => record.what.clone().unwrap_or_default(),
    };
    let (of, count) = (&both.delivery.number, record.serial.0.len());
    let (en, zh) = match (record.quantity, count) {
        (Some(n), _) => (format!("{n} × "), format!("{n} × ")),
        (None, 0) => (String::new(), String::new()),
        (None, n) => (format!("{n} × "), format!("{n} × ")),
    };
    out.made(
        Noun::Delivered,
        &number,
        &say!("{of}: {number} {en}{name}", "{of}：{number} {zh}{name}"),
    )?;
    tell_recorded(app, out, &number, &record)?;
    Ok(Exit::Done)
}

/// So many serial numbers of another record are named.
const NAMED: usize = 3;

/// Tells where the same goods stand already: it may be right, since devices come back
/// and go to others.
pub fn tell_recorded(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    own: &str,
    item: &Delivered,
) -> Result<(), Failure> {
    let found = app.store.read()?.recorded_elsewhere(own, item)?;
    for other in found.chunk_by(|one, next| one.number == next.number) {
        let Some(Recorded {
            is_serial,
            number,
            delivery,
            customer,
            ..
        }) = other.first()
        else {
            continue;
        };
        let marks: Vec<&str> = other.iter().map(|one| one.mark.as_str()).collect();
        let more = if marks.len() > NAMED { " …" } else { "" };
        let marks = marks.get(..NAMED).unwrap_or(&marks).join(", ");
        let (en, zh) = match is_serial {
            true => ("serial number", "序列号"),
            false => ("batch", "批次"),
        };
        out.warn(&say!(
            "{en} {marks}{more} stands already in {number} ({delivery}, {customer})",
            "{zh} {marks}{more} 已登记在 {number}（{delivery}，{customer}）"
        ));
    }
    if !found.is_empty() {
        out.note(&say!(
            "if it is recorded twice: kehu delivery remove {own}",
            "如属重复登记：kehu delivery remove {own}"
        ));
    }
    Ok(())
}
