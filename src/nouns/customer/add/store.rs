//! Writing a registration: number, customer, first contact, tags, and what is
//! still missing, in one command.

use super::{FIELDS, Parts};
use crate::app::App;
use crate::form::Draft;
use crate::nouns::customer::Completeness;
use crate::nouns::grade::DECIDERS;
use crate::out::{Out, number_of};
use crate::playbook::{Gate, Playbook};
use crate::problem::{Exit, Failure};
use crate::records::choices::CustomerKind;
use crate::records::{Contact, Customer};
use crate::say;
use crate::store::{Kind, NumberIs, Place, Writing};
use crate::value::{Book, ChoiceSet as _, Noun, Ref, Stored, YesNo};
use std::collections::BTreeSet;

pub(super) fn store(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    me: i64,
    draft: &Draft,
    mut parts: Parts,
) -> Result<Exit, Failure> {
    parts.customer.owner.get_or_insert(Ref::new(me));
    let open: BTreeSet<&'static str> = draft.to_confirm();
    let kept: BTreeSet<String> = open.iter().map(|key| (*key).to_owned()).collect();
    let other = app.file()?.another_holds(DECIDERS, Some(me))?;
    let begun = app.begun()?;
    let playbook = app.policy.get()?;
    let answered = |key: &str| key == "acquired" || is_answered(draft, key);
    let done = Completeness::of(
        &playbook.required,
        parts.customer.kind.code(),
        answered,
        &kept,
    );
    let lang = app.lang;
    let (percent, whole) = (done.percent(), done.is_whole());
    let submitted = done.missing.is_empty();
    let labels = done.labels(&FIELDS, lang);
    let now = app.now;
    let filed = playbook.gates.registration.given(other) != Gate::Enforce;
    let number = number(app, &parts.customer, filed)?;
    let acquired = parts.customer.acquired.unwrap_or(now);
    // One that we had before the file began was filed then: old customers raise
    // no deadlines of new ones.
    let at = match acquired < begun {
        true => acquired,
        false => now,
    };
    let stamp = |yes: bool| match yes {
        true => Stored::Text(at.stored()),
        false => Stored::Null,
    };
    let contact = contact_of(app, &parts)?;
    let writing = app
        .store
        .write()?
        .begin("customer add", Kind::Work, Some(me), now)?;
    let place = Place {
        number,
        extra: vec![
            ("submitted_at", stamp(submitted)),
            ("filed_at", stamp(filed)),
        ],
        since: acquired,
        to_confirm: &open,
    };
    let (id, number) = writing.insert(&parts.customer, &place)?;
    for tag in &parts.tags.0 {
        writing.tag(id, tag)?;
    }
    if let Some(contact) = contact {
        insert_contact(&writing, app.policy.get()?, id, contact)?;
    }
    let name = parts.customer.name.0.clone();
    writing.commit(&number, &say!("registered a customer", "登记客户"))?;
    out.made(
        Noun::Customer,
        &number,
        &say!("registered {number} {name}", "已登记客户 {number} {name}"),
    )?;
    if !whole {
        out.line(&say!(
            "{percent} % complete, missing: {labels}",
            "完整度 {percent} %，缺：{labels}"
        ))?;
    }
    out.line(&say!(
        "next: kehu log {number} \"…\" --by phone",
        "下一步：kehu log {number} \"沟通内容\" --by phone"
    ))?;
    warn(out, &parts.customer);
    Ok(Exit::Done)
}

pub(super) fn is_answered(draft: &Draft, key: &str) -> bool {
    draft
        .get(key)
        .is_some_and(|answer| !answer.trim().is_empty() && !crate::form::is_to_confirm(answer))
}

/// The number of a new customer: its own where the registration needs no
/// review first, a draft's otherwise.
pub fn number(app: &App<'_>, customer: &Customer, filed: bool) -> Result<NumberIs, Failure> {
    let playbook = app.policy.get()?;
    let short = |book, code: Option<&str>| {
        code.and_then(|code| playbook.codes.entry(book, code))
            .map(|entry| entry.in_number())
    };
    let region = short(
        Book::Region,
        customer.region.as_ref().map(|code| code.0.as_str()),
    );
    let industry = short(
        Book::Industry,
        customer.industry.as_ref().map(|code| code.0.as_str()),
    );
    let day = app.now.day(playbook.calendar.zone());
    let parts = playbook.numbers.of_customer(region, industry, day);
    let format = match filed {
        true => &playbook.numbers.customer,
        false => &playbook.numbers.draft,
    };
    Ok(NumberIs::Next {
        prefix: format.prefix(&parts),
        width: format.digits(),
        suffix: String::new(),
    })
}

/// The first contact, as far as it was given; its customer is not stored yet.
pub(super) fn contact_of(app: &mut App<'_>, parts: &Parts) -> Result<Option<Contact>, Failure> {
    let Some(draft) = &parts.contact else {
        return Ok(None);
    };
    let name = parts.customer.name.0.clone();
    let mut draft = draft.clone();
    if draft.get("name").is_none_or(crate::form::is_to_confirm) {
        // A phone without a person is the company's own.
        draft.set("name", name);
    }
    app.reading(|reading, _| Ok(Some(crate::nouns::contact::unowned(&draft, reading)?)))
}

pub(super) fn insert_contact(
    writing: &Writing<'_>,
    playbook: &Playbook,
    customer: i64,
    mut contact: Contact,
) -> Result<(), Failure> {
    contact.customer = Ref::new(customer);
    let zone = playbook.calendar.zone();
    let place = Place {
        number: number_of(playbook, Noun::Contact, writing.now.day(zone)),
        extra: Vec::new(),
        since: writing.now,
        to_confirm: &BTreeSet::new(),
    };
    writing.insert(&contact, &place)?;
    Ok(())
}

/// Warns and never refuses (R008).
pub(super) fn warn(out: &mut Out<'_>, customer: &Customer) {
    if customer.kind == CustomerKind::Enterprise && customer.licence != Some(YesNo::Yes) {
        out.warn(&say!(
            "no business licence on file yet (R008); with it: kehu customer edit … --licence yes",
            "营业执照尚未存档（R008）；存档后：kehu customer edit … --licence 是"
        ));
    }
}
