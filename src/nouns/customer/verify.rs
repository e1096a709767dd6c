//! `customer verify`: what is on file is gone through with the customer, item by item:
//! right, changed, or still to be confirmed (F42, R117, R146). A round asks every item.

mod asking;
mod items;
mod rounds;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use clap::Arg;

use super::{named, one};
use crate::app::App;
use crate::field::Field;
use crate::flags::{self, Takes};
use crate::form::{Draft, Form as _, subset};
use crate::nouns::{Call, option, switch};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::{CustomerKind, ItemResult};
use crate::records::{Contact, Customer, Verification};
use crate::say;
use crate::store::{Kept, Verified, Writing};
use crate::value::{Cell, Found, Long, Moment, Noun, Reading, Ref, Stored, YesNo};
use crate::verbs::{self, Making, make};
use crate::words::{Lang, t};
use asking::asked;
use items::{Answer, Answers, COMPANY, Item, PERSON, items};

static ROUND: LazyLock<Vec<Field>> =
    LazyLock::new(|| subset(Verification::FIELDS, &["at", "by", "organisation", "notes"]));

pub(super) fn args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    for fields in [&*COMPANY, &*PERSON, &*ROUND] {
        args.extend(flags::args(fields, &[], lang));
    }
    args.push(
        option(
            "contact",
            t("CONTACT", "联系人"),
            t(
                "Whose title, phone and so on these are; the first contact unless given",
                "职务、电话等属于哪位联系人，默认为首位",
            ),
            lang,
        )
        .add(Takes::record(Noun::Contact)),
    );
    args.push(switch(
        "ok",
        t(
            "Everything that is not named is as it is on file",
            "未提及的各项均与档案一致",
        ),
        lang,
    ));
    args.push(option(
        "known-at",
        t("TIME", "时间"),
        t(
            "When the changes became known; now unless given",
            "何时得知变更，默认现在",
        ),
        lang,
    ));
    args.push(switch(
        "list",
        t("Show the rounds so far", "列出以往各次复核"),
        lang,
    ));
    args
}

pub(super) fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let id = named(app, call)?;
    if call.has("list") {
        return rounds::list(app, out, id);
    }
    let customer: Kept<Customer> = app.store.read()?.get(id)?;
    let draft = call.draft(&ROUND)?;
    let at = verbs::at(app, call)?;
    let known = verbs::known_at(app, call)?.unwrap_or(at);
    let by = match draft.get("by") {
        Some(name) => app.resolve(Noun::Staff, name)?,
        None => me,
    };
    let items = items(app, &customer)?;
    let company = customer.record.kind == CustomerKind::Enterprise;
    let mut given = given(app, call, &items, id)?;
    let organisation = asked(
        app,
        call,
        &items,
        &mut given,
        company,
        draft.get("organisation"),
    )?;
    let changes = changes(app, &customer, &items, &given)?;
    let round = Verification {
        customer: Ref::new(id),
        at,
        by: Some(Ref::new(by)),
        organisation: organisation.map(Long),
        notes: draft.get("notes").map(|text| Long(text.to_owned())),
    };
    written(app, out, &customer, round, &changes, known)
}

/// What the command line says.
fn given(
    app: &mut App<'_>,
    call: &Call<'_>,
    items: &[Item],
    customer: i64,
) -> Result<Answers, Failure> {
    let whose = match call.text("contact") {
        Some(text) => {
            let contact = app.resolve(Noun::Contact, text)?;
            app.of_same_customer(customer, Noun::Contact, Some(contact))?;
            Some(contact)
        }
        None => items
            .iter()
            .find(|item| item.noun == Noun::Contact)
            .map(|item| item.record),
    };
    let mut answers = Answers::new();
    let mut unasked = Vec::new();
    for (noun, record, draft) in [
        (Noun::Customer, Some(customer), call.draft(&COMPANY)?),
        (Noun::Contact, whose, call.draft(&PERSON)?),
    ] {
        let fields: &[Field] = if noun == Noun::Customer {
            &COMPANY
        } else {
            &PERSON
        };
        for field in fields {
            let Some(text) = draft.get(field.key) else {
                continue;
            };
            let place = items.iter().position(|item| {
                item.noun == noun && Some(item.record) == record && item.field.key == field.key
            });
            match place {
                Some(place) => {
                    answers.insert(place, Answer::read(text));
                }
                None => unasked.push(field),
            }
        }
    }
    match unasked.first() {
        None => Ok(answers),
        Some(field) => {
            let command = if COMPANY.iter().any(|own| own.key == field.key) {
                "customer"
            } else {
                "contact"
            };
            Err(Problem::usage(say!(
                "nothing is on file to be verified",
                "档案中没有该项，无从复核"
            ))
            .about(field.label)
            .hint(say!(
                "add it with: kehu {command} edit",
                "请用 kehu {command} edit 补录"
            ))
            .into())
        }
    }
}

/// What a round makes of each item, and the records as they are now.
struct Changes {
    items: Vec<Verified>,
    customer: Customer,
    contacts: Vec<(Kept<Contact>, Contact)>,
}

fn changes(
    app: &mut App<'_>,
    customer: &Kept<Customer>,
    items: &[Item],
    answers: &Answers,
) -> Result<Changes, Failure> {
    let contacts = app.store.read()?.contacts_of(customer.id)?;
    app.reading(|reading, _| {
        let mut verified = Vec::new();
        for (at, item) in items.iter().enumerate() {
            verified.extend(
                answers
                    .get(&at)
                    .map(|answer| outcome(item, answer, reading)),
            );
        }
        let now = |noun, record, fields: &'static [Field]| {
            let mut draft = Draft::new(fields);
            let changed = items.iter().enumerate();
            for (at, item) in changed.filter(|(_, item)| item.noun == noun && item.record == record)
            {
                if let Some(Answer::Now(text)) = answers.get(&at) {
                    draft.set(item.field.key, text.as_str());
                }
            }
            draft
        };
        let draft = now(Noun::Customer, customer.id, Customer::FIELDS);
        let new = verbs::changed(&customer.record, &draft, reading)?;
        let mut people = Vec::new();
        for contact in contacts {
            let draft = now(Noun::Contact, contact.id, Contact::FIELDS);
            let mut new = verbs::changed(&contact.record, &draft, reading)?;
            let phone = verified.iter().any(|item| {
                item.noun == Noun::Contact
                    && item.record == contact.id
                    && item.field == "phone"
                    && item.result != ItemResult::ToConfirm
            });
            if phone {
                new.phone_verified = Some(YesNo::Yes);
            }
            people.push((contact, new));
        }
        Ok(Changes {
            items: verified,
            customer: new,
            contacts: people,
        })
    })
}

/// What a text means for a field.
fn cell_of(field: &Field, text: &str, reading: &Reading<'_>) -> Option<Cell> {
    let stored = field.read(text, reading).ok()?;
    field.door().load(match &stored {
        Stored::Int(number) => Found::Int(*number),
        Stored::Text(text) => Found::Text(text),
        Stored::Null => Found::Null,
    })
}

fn outcome(item: &Item, answer: &Answer, reading: &Reading<'_>) -> Verified {
    let old = Some(item.code.clone()).filter(|code| !code.is_empty());
    let now = |text: &str| {
        let cell = cell_of(&item.field, text, reading)?;
        Some(cell.code(reading.zone).into_owned())
    };
    let (result, new) = match answer {
        Answer::ToConfirm => (ItemResult::ToConfirm, None),
        Answer::Right => (ItemResult::Confirmed, None),
        Answer::Now(text) => match now(text) {
            new if new == old => (ItemResult::Confirmed, None),
            new => (ItemResult::Changed, new),
        },
    };
    Verified {
        noun: item.noun,
        record: item.record,
        field: item.field.key.to_owned(),
        result,
        old,
        new,
    }
}

fn written(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    customer: &Kept<Customer>,
    round: Verification,
    changes: &Changes,
    known: Moment,
) -> Result<Exit, Failure> {
    let making = Making {
        verb: "customer verify",
        record: &round,
        at: round.at,
        extra: Vec::new(),
        to_confirm: &BTreeSet::new(),
        summary: say!("verified what is on file", "复核客户信息"),
    };
    let (_, number) = make(app, making, |writing, id| {
        writing.update(customer, &changes.customer, known)?;
        for (old, new) in &changes.contacts {
            writing.update(old, new, known)?;
        }
        let first = changes.contacts.first().map(|(old, _)| old.id);
        if customer.record.kind == CustomerKind::Enterprise {
            writing.verified(id, &of_organisation(id, &round))?;
        }
        for item in &changes.items {
            writing.verified(id, item)?;
            marked(writing, customer.id, first, item)?;
        }
        Ok(())
    })?;
    let company = customer.record.kind == CustomerKind::Enterprise;
    let organisation = company.then(|| of_organisation(0, &round).result);
    let count = |result| {
        let items = changes.items.iter().map(|item| item.result);
        items
            .chain(organisation)
            .filter(|one| *one == result)
            .count()
    };
    let (right, changed, open) = (
        count(ItemResult::Confirmed),
        count(ItemResult::Changed),
        count(ItemResult::ToConfirm),
    );
    let name = &customer.record.name.0;
    out.made(
        Noun::Verification,
        &number,
        &say!(
            "verified {name} ({number}): right {right}, changed {changed}, to be confirmed {open}",
            "已复核 {name}（{number}）：无误 {right} 项，变更 {changed} 项，待确认 {open} 项"
        ),
    )?;
    Ok(Exit::Done)
}

/// What is new in the organisation is an item that no field of the customer holds.
fn of_organisation(id: i64, round: &Verification) -> Verified {
    let new = round.organisation.as_ref().map(|text| text.0.clone());
    Verified {
        noun: Noun::Verification,
        record: id,
        field: "organisation".to_owned(),
        result: match new {
            Some(_) => ItemResult::Changed,
            None => ItemResult::Confirmed,
        },
        old: None,
        new,
    }
}

/// What is to be confirmed is asked next time; what was said is no longer.
fn marked(
    writing: &Writing<'_>,
    customer: i64,
    first: Option<i64>,
    item: &Verified,
) -> Result<(), Failure> {
    let field = Contact::FIELDS
        .iter()
        .chain(Customer::FIELDS)
        .find(|field| field.key == item.field)
        .map_or("", |field| field.key);
    if item.result == ItemResult::ToConfirm {
        return writing.ask_later(item.noun, item.record, field);
    }
    writing.confirmed(item.noun, item.record, field)?;
    match item.noun == Noun::Contact && Some(item.record) == first {
        true => writing.confirmed(Noun::Customer, customer, &format!("contact.{field}")),
        false => Ok(()),
    }
}
