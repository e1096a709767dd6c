//! Writing a contact for every customer it was with, the actions agreed in it
//! and the plans it carries out; and saying so in one line.

use super::Follows;
use super::limits;
use super::{owed, said as spoken};
use crate::app::App;
use crate::nouns::followup::checks;
use crate::nouns::ticket::open::{blank, insert_event};
use crate::out::{Out, number_of};
use crate::playbook::Playbook;
use crate::problem::{Exit, Failure};
use crate::records::choices::{Direction, TicketEventKind};
use crate::records::{Action, Customer, Followup};
use crate::say;
use crate::store::{Kept, Kind, Place, Writing};
use crate::value::Workdays as _;
use crate::value::{ChoiceSet as _, Deadline, Moment, Noun, Ref};
use std::collections::BTreeSet;

/// Writes the contact for every customer, settles their plans, and says so.
pub(super) fn store(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    record: &Followup,
    customers: &[i64],
    follows: Follows<'_>,
) -> Result<Exit, Failure> {
    let me = app.me()?;
    let playbook = app.policy.get()?;
    let zone = playbook.calendar.zone();
    let real = record.reached.is_yes() && playbook.contact.is_real(record.method.code());
    let tomorrow = playbook.calendar.step(app.now.day(zone), 1);
    let otherwise = Deadline(playbook.calendar.close_of(tomorrow));
    let mut kept: Vec<(Kept<Customer>, bool)> = Vec::new();
    for id in customers {
        let store = app.store.read()?;
        kept.push((store.get(*id)?, store.followup_count(*id)? == 0));
    }
    let mut before = owed::open(app, customers)?;
    before.retain(|one| one.is_named(record, real));
    let over = limits::over(app, customers, record)?;
    let playbook = app.policy.get()?;
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin("followup log", Kind::Work, Some(me), now)?;
    let scene = Scene {
        playbook,
        me,
        otherwise,
        real,
    };
    let mut said = Vec::new();
    for (customer, _) in &kept {
        said.push(write(&writing, scene, customer, record, follows)?);
    }
    let subject = match kept.as_slice() {
        [(one, _)] => one.number.clone(),
        _ => String::new(),
    };
    writing.commit(&subject, &say!("logged a follow-up", "记录跟进"))?;
    for ((customer, first), written) in kept.iter().zip(&said) {
        tell(out, zone, customer, record, written)?;
        spoken::tell(app, out, record, &written.said)?;
        let own = Followup {
            customer: Ref::new(customer.id),
            ..record.clone()
        };
        checks::warn(app, out, customer, &own, *first)?;
    }
    limits::tell(app, out, customers, record, &over)?;
    owed::tell(app, out, customers, &before)?;
    Ok(Exit::Done)
}

/// What was written for one customer.
pub(super) struct Written {
    number: String,
    settled: Vec<String>,
    actions: Vec<(String, Moment, String)>,
    said: spoken::Kept,
}

/// Where and by whom a contact is written.
#[derive(Clone, Copy)]
pub(super) struct Scene<'p> {
    pub(super) playbook: &'p Playbook,
    pub(super) me: i64,
    /// When an action is due that says no time.
    pub(super) otherwise: Deadline,
    /// Somebody was reached, by a method that is contact.
    pub(super) real: bool,
}

pub(super) fn write(
    writing: &Writing<'_>,
    scene: Scene<'_>,
    customer: &Kept<Customer>,
    record: &Followup,
    follows: Follows<'_>,
) -> Result<Written, Failure> {
    let nothing = BTreeSet::new();
    let Scene {
        playbook,
        me,
        real,
        otherwise,
    } = scene;
    let zone = playbook.calendar.zone();
    let mut own = Followup {
        customer: Ref::new(customer.id),
        ..record.clone()
    };
    own.owner.get_or_insert(Ref::new(me));
    let settled = follows
        .settled
        .iter()
        .filter(|one| one.customer == customer.id);
    let settled: Vec<_> = settled.collect();
    if own.plan.is_none() {
        let plan = settled.iter().find(|one| one.noun == Noun::Plan);
        own.plan = plan.map(|one| Ref::new(one.id));
    }
    let place = |noun, day| Place {
        number: number_of(playbook, noun, day),
        extra: Vec::new(),
        since: record.at,
        to_confirm: &nothing,
    };
    let (id, number) = writing.insert(&own, &place(Noun::Followup, record.at.day(zone)))?;
    for one in &settled {
        writing.done(one.noun, one.id, record.at)?;
    }
    let mut made = Vec::new();
    for agreed in follows.actions {
        let due = agreed.due.or(own.next_at).unwrap_or(otherwise);
        let action = Action {
            customer: Ref::new(customer.id),
            what: agreed.what.clone(),
            due,
            owner: Some(Ref::new(agreed.owner.unwrap_or(me))),
            followup: Some(Ref::new(id)),
            ticket: own.ticket,
        };
        let (_, number) = writing.insert(&action, &place(Noun::Action, due.0.day(zone)))?;
        made.push((number, due.0, agreed.what.clone()));
    }
    if let Some(ticket) = own.ticket.filter(|_| real)
        && own.direction == Direction::Out
        && writing.first_response(ticket.id(), own.at)?
    {
        let responded = blank(ticket.id(), TicketEventKind::Responded, own.at, own.owner);
        insert_event(writing, &responded)?;
    }
    Ok(Written {
        number,
        settled: settled.into_iter().map(|one| one.number.clone()).collect(),
        actions: made,
        said: spoken::write(writing, playbook, &own, follows.promises)?,
    })
}

/// One line: what was settled, what is next and when.
pub(super) fn tell(
    out: &mut Out<'_>,
    zone: chrono_tz::Tz,
    customer: &Kept<Customer>,
    record: &Followup,
    written: &Written,
) -> Result<(), Failure> {
    let (number, name) = (&written.number, &customer.record.name.0);
    let label = record.method.label();
    let (by_en, by_zh) = (label.en.to_lowercase(), label.zh);
    let settled = written.settled.join(", ");
    let (mut en, mut zh) = (
        format!("logged {number}: {name}, {by_en}"),
        format!("已记录 {number}：{name}（{by_zh}）"),
    );
    if !settled.is_empty() {
        en.push_str(&format!("; settles {settled}"));
        zh.push_str(&format!("；完成 {}", written.settled.join("、")));
    }
    if let Some(next) = record.next_at {
        let at = next.0.shown(zone);
        let what = record.next_what.as_deref().unwrap_or("");
        en.push_str(&format!("; next {at} {what}"));
        zh.push_str(&format!("；下次 {at} {what}"));
    }
    let (en, zh) = (en.trim_end().to_owned(), zh.trim_end().to_owned());
    out.made(Noun::Followup, number, &crate::words::Say { en, zh })?;
    for (number, due, what) in &written.actions {
        let due = due.shown(zone);
        out.line(&say!(
            "agreed {number}: {what}, by {due}",
            "待办 {number}：{what}，{due} 前"
        ))?;
    }
    Ok(())
}
