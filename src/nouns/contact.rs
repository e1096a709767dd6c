//! `contact`: people at a customer.

use std::collections::BTreeSet;

use clap::Arg;

use super::{Call, Noun, Verb, What, erase, word};
use crate::app::{App, Filling};
use crate::flags::{self, Takes};
use crate::form::{Draft, Form as _};
use crate::nouns::customer::customer_arg;
use crate::out::{Out, number_of};
use crate::problem::{Exit, Failure};
use crate::records::{Contact, Customer};
use crate::say;
use crate::store::{Filter, Kept, Kind, List, Place, of_customer};
use crate::value::{Noun as Record, Reading};
use crate::verbs;
use crate::words::{Lang, t};

pub const CONTACT: Noun = Noun {
    name: "contact",
    about: t("People at a customer", "客户的联系人"),
    what: What::Verbs(&[
        Verb::new("add", t("Add a contact", "添加联系人"), add_args, add).writing(),
        Verb::new("list", t("List contacts", "联系人列表"), list_args, list),
        Verb::new("edit", t("Change a contact", "修改联系人"), edit_args, edit).writing(),
        Verb::new(
            "remove",
            t("Hide a contact", "移除联系人（隐藏）"),
            one,
            remove,
        )
        .writing(),
        Verb::new(
            "erase",
            t(
                "Take a person out of the file for good",
                "彻底清除联系人的个人信息",
            ),
            erase::erase_contact_args,
            erase::erase_contact,
        )
        .writing(),
    ]),
};

fn add_args(lang: Lang) -> Vec<Arg> {
    flags::form(Contact::FIELDS, &["customer", "name"], lang)
}

fn one(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "who",
            t("CONTACT", "联系人"),
            t(
                "Name, phone's last digits, or number",
                "姓名、电话尾号或编号",
            ),
            lang,
        )
        .add(Takes::record(Record::Contact))
        .index(1),
    ]
}

fn list_args(lang: Lang) -> Vec<Arg> {
    vec![customer_arg(lang).index(1)]
}

fn edit_args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.extend(flags::args(Contact::FIELDS, &[], lang));
    args.push(super::option(
        "known-at",
        t("TIME", "时间"),
        t(
            "When the change became known; now unless given",
            "何时得知变更，默认现在",
        ),
        lang,
    ));
    args
}

fn add(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.me()?;
    let draft = call.draft(Contact::FIELDS)?;
    let filled = app.fill::<Contact>(draft, call.filling("contact add"))?;
    store(app, out, filled.record, &filled.to_confirm)?;
    Ok(Exit::Done)
}

/// Adds a contact to a customer from a draft whose customer is not said.
///
/// # Errors
/// As [`App::fill`].
pub fn add_to(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    customer: i64,
    mut draft: Draft,
) -> Result<(), Failure> {
    let number = app
        .file()?
        .candidate(Record::Customer, customer)?
        .map_or(String::new(), |found| found.number);
    draft.set("customer", number);
    let filled = app.fill::<Contact>(
        draft,
        Filling {
            command: "contact add",
            ask: true,
            ..Filling::default()
        },
    )?;
    store(app, out, filled.record, &filled.to_confirm)
}

/// Reads a contact whose customer is not stored yet.
///
/// # Errors
/// Every problem at once.
pub fn unowned(draft: &Draft, reading: &Reading<'_>) -> Result<Contact, Failure> {
    super::one::unplaced(draft, &["customer"], reading)
}

fn store(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    record: Contact,
    to_confirm: &BTreeSet<&'static str>,
) -> Result<(), Failure> {
    let me = app.me()?;
    let playbook = app.policy.get()?;
    let zone = playbook.calendar.zone();
    let customer: Kept<Customer> = app.store.read()?.get(record.customer.id())?;
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin("contact add", Kind::Work, Some(me), now)?;
    let place = Place {
        number: number_of(playbook, Record::Contact, now.day(zone)),
        extra: Vec::new(),
        since: now,
        to_confirm,
    };
    let (_, number) = writing.insert(&record, &place)?;
    writing.commit(&customer.number, &say!("added a contact", "添加联系人"))?;
    let (name, customer) = (&record.name.0, &customer.record.name.0);
    out.made(
        Record::Contact,
        &number,
        &say!(
            "added {name} to {customer}",
            "已为 {customer} 添加联系人 {name}"
        ),
    )?;
    Ok(())
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
        t("Contacts", "联系人"),
        &List::contacts(),
        &filter,
        None,
    )?;
    Ok(Exit::Done)
}

fn named(app: &mut App<'_>, call: &Call<'_>) -> Result<i64, Failure> {
    app.file()?;
    app.which(Record::Contact, call.text("who"))
}

fn edit(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    verbs::edit::<Contact>(app, call, out, id, Contact::FIELDS)?;
    Ok(Exit::Done)
}

fn remove(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    verbs::remove(app, call, out, Record::Contact, id)
}
