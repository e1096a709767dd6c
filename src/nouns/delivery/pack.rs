//! `delivery pack`: what pre-sales hands over to after-sales (F19, R178), with its
//! missing parts named; `receive` is after-sales' word that it has it.

use clap::Arg;

use crate::app::App;
use crate::flags;
use crate::form::Form as _;
use crate::nouns::{Call, customer, one, switch};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::{Customer, Pack, PackAccepted};
use crate::say;
use crate::store::{Filter, Kept, List, of_customer};
use crate::value::{Cell, Noun, Ref};
use crate::verbs::{self, Making, Step, make};
use crate::view::{Column, View};
use crate::words::{Lang, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::form(Pack::FIELDS, &["customer"], lang);
    args.push(switch(
        "look",
        t(
            "Only show what is there and what is missing",
            "仅查看齐全情况",
        ),
        lang,
    ));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    if call.has("look") {
        return look(app, call, out);
    }
    let mut draft = call.draft(Pack::FIELDS)?;
    draft.set_default("handed", "now");
    let filled = app.fill::<Pack>(draft, call.filling("delivery pack"))?;
    let mut record = filled.record;
    super::mine(&mut record.owner, me);
    let id = record.customer.id();
    if record.deal.is_none() {
        record.deal = app.store.read()?.won_deal(id)?.map(Ref::new);
    }
    app.of_same_customer(id, Noun::Deal, record.deal.map(Ref::id))?;
    let making = Making {
        verb: "delivery pack",
        record: &record,
        at: record.handed,
        extra: Vec::new(),
        to_confirm: &filled.to_confirm,
        summary: say!("handed over to after-sales", "移交售后"),
    };
    let (_, number) = make(app, making, |_, _| Ok(()))?;
    let kept: Kept<Customer> = app.store.read()?.get(id)?;
    let name = &kept.record.name.0;
    out.made(
        Noun::Pack,
        &number,
        &say!("handed {name} over: {number}", "已移交 {name}：{number}"),
    )?;
    let missing = missing(app, id, record.deal.map(Ref::id))?;
    if let Some(missing) = missing {
        out.warn(&missing);
    }
    out.line(&say!(
        "once after-sales has it: kehu delivery receive {number}",
        "售后确认接收：kehu delivery receive {number}"
    ))?;
    Ok(Exit::Done)
}

/// The parts that are not on file, in a sentence.
fn missing(
    app: &mut App<'_>,
    customer: i64,
    deal: Option<i64>,
) -> Result<Option<crate::words::Say>, Failure> {
    let parts = app.store.read()?.pack_parts(customer, deal)?;
    let gone: Vec<_> = parts.iter().filter(|part| !part.there).collect();
    let en: Vec<String> = gone
        .iter()
        .map(|part| part.label.en.to_lowercase())
        .collect();
    let zh: Vec<&str> = gone.iter().map(|part| part.label.zh).collect();
    let (en, zh) = (en.join(", "), zh.join("、"));
    Ok((!gone.is_empty()).then(|| say!("missing: {en}", "缺失：{zh}")))
}

/// The parts, and which of them are there.
fn look(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = customer::named(app, call)?;
    let store = app.store.read()?;
    let deal = store.won_deal(id)?;
    let parts = store.pack_parts(id, deal)?;
    let columns = vec![
        Column::new("part", t("Part", "资料")),
        Column::new("there", t("On file", "是否齐全")),
    ];
    let rows = parts
        .into_iter()
        .map(|part| {
            let code = crate::value::Choice {
                code: part.key,
                label: part.label,
                aliases: &[],
            };
            let there = crate::value::YesNo::from(part.there);
            vec![
                Cell::Choice(code),
                Cell::Choice(crate::value::ChoiceSet::choice(there)),
            ]
        })
        .collect();
    out.view(View::list(t("Handover pack", "移交资料"), columns, rows))?;
    Ok(Exit::Done)
}

pub fn list_args(lang: Lang) -> Vec<Arg> {
    vec![
        customer::customer_arg(lang).long("customer"),
        switch("open", t("Only those not taken over", "仅未接收的"), lang),
        customer::limit(lang),
    ]
}

pub fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let mut filter = match call.text("customer") {
        Some(_) => of_customer(customer::named(app, call)?),
        None => Filter::default(),
    };
    if call.has("open") {
        filter.only_open(Noun::Pack);
    }
    let limit = customer::limit_of(call)?;
    let title = t("Handover packs", "移交资料");
    verbs::list(app, out, title, &List::packs(), &filter, limit)?;
    Ok(Exit::Done)
}

pub fn receive_args(lang: Lang) -> Vec<Arg> {
    let mut args = one::open_one(Noun::Pack, lang);
    args.extend(flags::args(PackAccepted::FIELDS, &[], lang));
    args
}

pub fn receive(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = one::named(app, call, Noun::Pack)?;
    let kept: Kept<Pack> = app.store.read()?.get(id)?;
    let done = t("taken over", "已接收");
    let step = Step {
        verb: "delivery receive",
        noun: Noun::Pack,
        id,
        number: &kept.number,
        when: "accepted_at",
        done,
        supposes: &[],
        begun: kept.record.handed,
    };
    verbs::step::<PackAccepted>(app, call, &step)?;
    let (number, en, zh) = (&kept.number, done.en, done.zh);
    out.line(&say!("{number}: {en}", "{number}：{zh}"))?;
    Ok(Exit::Done)
}
