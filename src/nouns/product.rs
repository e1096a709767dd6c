//! `product`: what is sold, with its list prices.

use std::collections::BTreeSet;

use clap::Arg;

use super::{Call, Noun, Verb, What, none};
use crate::app::App;
use crate::flags;
use crate::form::Form as _;
use crate::out::{Out, number_of};
use crate::problem::{Exit, Failure, Problem};
use crate::records::Product;
use crate::say;
use crate::store::{Filter, Kind, List, Place};
use crate::value::{Noun as Record, YesNo, search};
use crate::verbs;
use crate::words::{Lang, Text, t};

pub const PRODUCT: Noun = Noun {
    name: "product",
    about: t("What is sold, with prices", "产品与价格"),
    what: What::Verbs(&[
        Verb::new("add", t("Add a product", "添加产品"), add_args, add).writing(),
        Verb::new("list", t("List products", "产品列表"), none, list),
        Verb::new(
            "show",
            t("Show a product", "查看产品"),
            one,
            super::one::show::<Product>,
        ),
        Verb::new(
            "edit",
            t("Change a product", "修改产品"),
            edit_args,
            super::one::edit::<Product>,
        )
        .writing(),
        Verb::new(
            "remove",
            t("Hide a product", "移除产品（隐藏）"),
            one,
            super::one::remove::<Product>,
        )
        .writing(),
        super::import::VERB_PRODUCTS,
    ]),
};

fn add_args(lang: Lang) -> Vec<Arg> {
    flags::form(Product::FIELDS, &["name"], lang)
}

const WHICH: Text = t(
    "Its number, name or a part of it",
    "产品编号、名称或其中一部分",
);

fn one(lang: Lang) -> Vec<Arg> {
    super::one::one(Record::Product, WHICH, lang)
}

fn edit_args(lang: Lang) -> Vec<Arg> {
    super::one::edit_args::<Product>(WHICH, lang)
}

fn add(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let draft = call.draft(Product::FIELDS)?;
    let filled = app.fill::<Product>(draft, call.filling("product add"))?;
    let mut record = filled.record;
    record.active.get_or_insert(YesNo::Yes);
    let name = record.name.0.clone();
    not_on_file(app, &name)?;
    let playbook = app.policy.get()?;
    let now = app.now;
    let place = Place {
        number: number_of(playbook, Record::Product, now.day(playbook.calendar.zone())),
        extra: Vec::new(),
        since: now,
        to_confirm: &BTreeSet::new(),
    };
    let writing = app
        .store
        .write()?
        .begin("product add", Kind::Work, Some(me), now)?;
    let (_, number) = writing.insert(&record, &place)?;
    writing.commit(&number, &say!("added a product", "添加产品"))?;
    out.made(
        Record::Product,
        &number,
        &say!("added {number} {name}", "已添加产品 {number} {name}"),
    )?;
    Ok(Exit::Done)
}

/// Two products of one name cannot be told apart by it.
fn not_on_file(app: &mut App<'_>, name: &str) -> Result<(), Failure> {
    let key = search::name_key(name);
    let found = app.file()?.candidates(Record::Product, name)?;
    match found
        .iter()
        .find(|(_, one)| search::name_key(&one.name) == key)
    {
        None => Ok(()),
        Some((_, one)) => {
            let number = &one.number;
            Err(Problem::usage(say!(
                "{name} is on file already: {number}",
                "{name} 已登记：{number}"
            ))
            .hint(say!(
                "change it with: kehu product edit {number}",
                "修改请用：kehu product edit {number}"
            ))
            .into())
        }
    }
}

fn list(app: &mut App<'_>, _: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let title = t("Products", "产品");
    verbs::list(app, out, title, &List::products(), &Filter::default(), None)?;
    Ok(Exit::Done)
}
