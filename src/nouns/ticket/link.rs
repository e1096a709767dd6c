//! `ticket link` and `ticket edit`: what is known of a ticket besides its trail. What it
//! is linked to is its customer's, and an earlier ticket came earlier.

use std::sync::LazyLock;

use clap::Arg;

use super::{levels, named, ticket_arg};
use crate::app::App;
use crate::field::Field;
use crate::flags;
use crate::form::{Form as _, subset};
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::Ticket;
use crate::say;
use crate::store::{Kept, Writing};
use crate::value::{Noun, Ref};
use crate::verbs;
use crate::words::{Lang, t};

/// What a ticket is linked to.
static LINKS: LazyLock<Vec<Field>> =
    LazyLock::new(|| subset(Ticket::FIELDS, &["delivery", "contract", "earlier"]));

/// What can be said anew; the customer, who has it and which time limits were told are
/// the trail's.
static OWN: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let trail = ["customer", "assignee", "team", "told"];
    let own = Ticket::FIELDS.iter();
    own.filter(|field| !trail.contains(&field.key))
        .copied()
        .collect()
});

pub fn link_args(lang: Lang) -> Vec<Arg> {
    args(&LINKS, lang)
}

pub fn edit_args(lang: Lang) -> Vec<Arg> {
    args(&OWN, lang)
}

fn args(fields: &'static [Field], lang: Lang) -> Vec<Arg> {
    let mut args = vec![ticket_arg(lang)];
    args.extend(flags::args(fields, &[], lang));
    args
}

pub fn link(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    change(app, call, out, &LINKS)
}

pub fn edit(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    change(app, call, out, &OWN)
}

fn change(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    fields: &'static [Field],
) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    let changed = verbs::edit_then::<Ticket>(app, call, out, id, fields, |writing, changed| {
        fits(writing, id, changed)
    })?;
    if changed.iter().any(|key| levels::KEYS.contains(key)) {
        let ticket: Kept<Ticket> = app.store.read()?.get(id)?;
        levels::tell(app, out, &ticket.number, &ticket.record)?;
    }
    Ok(Exit::Done)
}

/// Refuses links to another customer's records, and an earlier ticket that is none.
fn fits(writing: &Writing<'_>, id: i64, changed: &[&'static str]) -> Result<(), Failure> {
    let ticket: Kept<Ticket> = writing.get(id)?;
    let record = &ticket.record;
    for (key, noun, other) in [
        ("contact", Noun::Contact, record.contact.map(Ref::id)),
        ("delivery", Noun::Delivery, record.delivery.map(Ref::id)),
        ("contract", Noun::Contract, record.contract.map(Ref::id)),
        ("earlier", Noun::Ticket, record.earlier.map(Ref::id)),
    ] {
        let Some(other) = other.filter(|_| changed.contains(&key)) else {
            continue;
        };
        if writing.home_of(noun, other)? != Some(record.customer.id()) {
            return Err(
                Problem::usage(say!("it belongs to another customer", "属于其他客户"))
                    .about(noun.label())
                    .into(),
            );
        }
    }
    let Some(earlier) = record.earlier.filter(|_| changed.contains(&"earlier")) else {
        return Ok(());
    };
    let other: Kept<Ticket> = writing.get(earlier.id())?;
    if other.id == id || (other.record.at, other.id) > (record.at, id) {
        return Err(
            Problem::usage(say!("it is no earlier one", "不是此前的工单"))
                .about(t("Earlier ticket", "此前工单"))
                .into(),
        );
    }
    Ok(())
}
