//! `occasion`: birthdays, anniversaries, festivals of a customer.

use std::collections::BTreeSet;

use clap::Arg;

use super::{Call, Noun, Verb, What, word};
use crate::app::App;
use crate::flags::{self, Takes};
use crate::form::Form as _;
use crate::nouns::customer::customer_arg;
use crate::out::{Out, number_of};
use crate::problem::{Exit, Failure};
use crate::records::{Customer, Occasion};
use crate::say;
use crate::store::{Filter, Kept, Kind, List, Place, of_customer};
use crate::value::{ChoiceSet as _, Noun as Record, YesNo};
use crate::verbs;
use crate::words::{Lang, t};

pub const OCCASION: Noun = Noun {
    name: "occasion",
    about: t("Birthdays, anniversaries, festivals", "生日、周年与节日"),
    what: What::Verbs(&[
        Verb::new("add", t("Add an occasion", "添加纪念日"), add_args, add).writing(),
        Verb::new("list", t("List occasions", "纪念日列表"), list_args, list),
        Verb::new(
            "remove",
            t("Hide an occasion", "移除纪念日（隐藏）"),
            one,
            remove,
        )
        .writing(),
    ]),
};

fn add_args(lang: Lang) -> Vec<Arg> {
    flags::form(Occasion::FIELDS, &["customer"], lang)
}

fn list_args(lang: Lang) -> Vec<Arg> {
    vec![customer_arg(lang).index(1)]
}

fn one(lang: Lang) -> Vec<Arg> {
    vec![
        word("which", t("NUMBER", "编号"), t("Its number", "编号"), lang)
            .add(Takes::record(Record::Occasion))
            .index(1),
    ]
}

fn add(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let draft = call.draft(Occasion::FIELDS)?;
    let filled = app.fill::<Occasion>(draft, call.filling("occasion add"))?;
    let mut record = filled.record;
    let contact = record.contact.map(crate::value::Ref::id);
    app.of_same_customer(record.customer.id(), Record::Contact, contact)?;
    record.greeting.get_or_insert(YesNo::Yes);
    let playbook = app.policy.get()?;
    let zone = playbook.calendar.zone();
    let customer: Kept<Customer> = app.store.read()?.get(record.customer.id())?;
    let now = app.now;
    let next = record.day.next(now.day(zone)).map(|day| day.to_string());
    let writing = app
        .store
        .write()?
        .begin("occasion add", Kind::Work, Some(me), now)?;
    let place = Place {
        number: number_of(playbook, Record::Occasion, now.day(zone)),
        extra: Vec::new(),
        since: now,
        to_confirm: &BTreeSet::new(),
    };
    let (_, number) = writing.insert(&record, &place)?;
    writing.commit(&customer.number, &say!("added an occasion", "添加纪念日"))?;
    let name = &customer.record.name.0;
    let label = record.kind.label();
    let (en, zh) = (label.en, label.zh);
    let (when_en, when_zh) = match &next {
        Some(day) => (format!(", next on {day}"), format!("，下次为 {day}")),
        None => (String::new(), String::new()),
    };
    out.made(
        Record::Occasion,
        &number,
        &say!("{name}: {en} noted{when_en}", "{name}：已记下{zh}{when_zh}"),
    )?;
    Ok(Exit::Done)
}

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let filter = match call.text("customer") {
        Some(_) => of_customer(super::customer::named(app, call)?),
        None => Filter::default(),
    };
    verbs::list(
        app,
        out,
        t("Occasions", "纪念日"),
        &List::occasions(),
        &filter,
        None,
    )?;
    Ok(Exit::Done)
}

fn remove(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let id = app.which(Record::Occasion, call.text("which"))?;
    verbs::remove(app, call, out, Record::Occasion, id)
}
