//! Screening (F03) and the review of a registration with its three results
//! (R072): recorded acts, with who and when.

use std::collections::BTreeSet;

use clap::Arg;

use super::{add, named, one};
use crate::app::App;
use crate::flags;
use crate::form::Form as _;
use crate::nouns::Call;
use crate::nouns::grade::DECIDERS;
use crate::nouns::reviewing;
use crate::out::{Out, number_of};
use crate::playbook::Gate;
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::{Decision, ScreenResult};
use crate::records::{Customer, Review, Screening, Staff};
use crate::say;
use crate::store::{Kept, Kind, Place};
use crate::value::{ChoiceSet as _, Noun, Ref, Stored};
use crate::words::Lang;

pub fn screen_args(lang: Lang) -> Vec<Arg> {
    flags::form(Screening::FIELDS, &["customer"], lang)
}

pub fn screen(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let mut draft = call.draft(Screening::FIELDS)?;
    draft.set_default("at", "now");
    draft.set_default("owner", "me");
    let filled = app.fill::<Screening>(draft, call.filling("customer screen"))?;
    let mut record = filled.record;
    record.owner.get_or_insert(Ref::new(me));
    let playbook = app.policy.get()?;
    let zone = playbook.calendar.zone();
    let customer: Kept<Customer> = app.store.read()?.get(record.customer.id())?;
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin("customer screen", Kind::Work, Some(me), now)?;
    let place = Place {
        number: number_of(playbook, Noun::Screening, record.at.day(zone)),
        extra: Vec::new(),
        since: record.at,
        to_confirm: &BTreeSet::new(),
    };
    let (_, number) = writing.insert(&record, &place)?;
    writing.commit(&customer.number, &say!("screened", "初步筛选"))?;
    let name = &customer.record.name.0;
    let label = record.result.label();
    let (en, zh) = (label.en, label.zh);
    out.made(
        Noun::Screening,
        &number,
        &say!("screened {name}: {en}", "已筛选 {name}：{zh}"),
    )?;
    if record.result == ScreenResult::Drop {
        let number = &customer.number;
        out.line(&say!(
            "dropped; hide it with: kehu customer remove {number}",
            "已剔除；隐藏请用：kehu customer remove {number}"
        ))?;
    }
    Ok(Exit::Done)
}

pub fn review_args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.extend(flags::args(&reviewing::REVIEW, &[], lang));
    args
}

pub fn review(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let id = named(app, call)?;
    let kept: Kept<Customer> = app.store.read()?.get(id)?;
    let command = format!("customer review {}", kept.number);
    let record = reviewing::filled(app, call, &command)?;
    decided_by_supervisor(app, out, &record, me)?;
    let (_, filed) = app.store.read()?.filing(id)?;
    let approved = matches!(
        record.result,
        Decision::Approved | Decision::ApprovedAfterSupplement
    );
    // A draft's number gives way to the customer's own at filing.
    let number = match (approved, filed) {
        (true, None) => Some(add::number(app, &kept.record, true)?),
        _ => None,
    };
    let playbook = app.policy.get()?;
    let zone = playbook.calendar.zone();
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin("customer review", Kind::Work, Some(me), now)?;
    let place = Place {
        number: number_of(playbook, Noun::Review, record.at.day(zone)),
        extra: vec![
            ("noun", Stored::Text(Noun::Customer.table().to_owned())),
            ("record", Stored::Int(id)),
        ],
        since: record.at,
        to_confirm: &BTreeSet::new(),
    };
    writing.insert(&record, &place)?;
    let mut own = kept.number.clone();
    if let Some(number) = number {
        own = writing.renumber(Noun::Customer, id, &number)?;
        let at = Stored::Text(record.at.stored());
        writing.set_column(Noun::Customer, id, "filed_at", &at, record.at)?;
    }
    writing.commit(&own, &say!("reviewed the registration", "审核登记"))?;
    let name = &kept.record.name.0;
    let label = record.result.label();
    let (en, zh) = (label.en, label.zh);
    out.line(&say!("{own} {name}: {en}", "{own} {name}：{zh}"))?;
    Ok(Exit::Done)
}

/// A registration is reviewed by a supervisor (R021): refused or told as the
/// gate is set.
fn decided_by_supervisor(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    review: &Review,
    me: i64,
) -> Result<(), Failure> {
    let store = app.store.read()?;
    let other = store.another_holds(DECIDERS, Some(me))?;
    let by: Kept<Staff> = store.get(review.by.map_or(me, Ref::id))?;
    let gate = app.policy.get()?.gates.registration.given(other);
    if DECIDERS.contains(&by.record.role) || gate == Gate::Off {
        return Ok(());
    }
    let name = &by.record.name.0;
    let what = say!(
        "a registration is reviewed by a supervisor, and {name} is none (R021)",
        "登记须由主管审核，{name} 不是主管（R021）"
    );
    if gate == Gate::Enforce {
        return Err(Problem::refused(what)
            .hint(say!(
                "name the supervisor with --by; playbook: gates.registration",
                "请用 --by 指明主管；规则手册：gates.registration"
            ))
            .into());
    }
    out.warn(&what);
    Ok(())
}
