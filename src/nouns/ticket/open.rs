//! `ticket open`: intake (F33), the description in three parts (R104), and the
//! time limits that are told to the customer (R119).

use std::collections::BTreeSet;

use clap::Arg;

use super::intake::{self, Suggested};
use super::promise;
use crate::app::App;
use crate::flags;
use crate::form::{Draft, Form as _};
use crate::nouns::{Call, kb, switch};
use crate::out::{Out, number_of};
use crate::problem::{Exit, Failure};
use crate::records::choices::{EscalatedTo, Priority, TicketEventKind, TicketStatus};
use crate::records::{Staff, Ticket, TicketEvent};
use crate::say;
use crate::store::{Kind, Place, Writing};
use crate::value::{ChoiceSet as _, Moment, Noun, Ref, Stored, YesNo};
use crate::words::{Lang, t};

/// The note that an urgent ticket carries (R103), as the handbook words it.
const CORE_NOTE: &str = "客户核心业务中断";

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::form(Ticket::FIELDS, &["customer"], lang);
    args.push(switch(
        "emergency",
        t(
            "Urgent and on the fast lane at once (R181)",
            "紧急工单，立即进入绿色通道（R181）",
        ),
        lang,
    ));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let mut draft = call.draft(Ticket::FIELDS)?;
    draft.set_default("at", "now");
    draft.set_default("accepted_by", "me");
    draft.set_default("assignee", "me");
    contact_of_customer(app, &mut draft)?;
    let emergency = call.has("emergency");
    if emergency && draft.get("priority").is_none() {
        draft.set("priority", Priority::Urgent.code());
    }
    let suggested = intake::priority(app, &mut draft, "ticket open")?;
    let filled = app.fill::<Ticket>(draft, call.filling("ticket open"))?;
    let mut record = filled.record;
    intake::links(app, &record)?;
    record.assignee.get_or_insert(Ref::new(me));
    record.accepted_by.get_or_insert(Ref::new(me));
    if record.priority == Priority::Urgent && record.core_note.is_none() {
        record.core_note = Some(CORE_NOTE.to_owned());
    }
    let routed = intake::route(app, &mut record)?;
    // Rules that cannot be read are told before anything is stored.
    promise::limits(app, &record)?;
    let (id, number) = store(app, me, &record, emergency)?;
    tell(app, out, &record, &number, suggested)?;
    if emergency {
        out.line(&say!(
            "on the fast lane (R181); next: kehu form fill emergency-plan {number}",
            "已进入绿色通道（R181）；下一步：kehu form fill emergency-plan {number}"
        ))?;
    }
    intake::tell(app, out, id, &number, &record, routed)?;
    kb::similar(app, out, &record)?;
    Ok(Exit::Done)
}

/// A contact named by name alone is one of the ticket's customer.
fn contact_of_customer(app: &mut App<'_>, draft: &mut Draft) -> Result<(), Failure> {
    let (Some(customer), Some(contact)) = (draft.get("customer"), draft.get("contact")) else {
        return Ok(());
    };
    let (customer, contact) = (customer.to_owned(), contact.to_owned());
    let id = app.resolve(Noun::Customer, &customer)?;
    let store = app.file()?;
    if let Some(found) = store.candidate(Noun::Customer, id)? {
        draft.set("customer", found.number);
    }
    let theirs = store.contacts_of(id)?;
    let key = crate::value::search::name_key(&contact);
    let mut named = theirs
        .iter()
        .filter(|kept| crate::value::search::name_key(&kept.record.name.0).contains(&key));
    if let (Some(only), None) = (named.next(), named.next()) {
        draft.set("contact", only.number.as_str());
    }
    Ok(())
}

fn store(
    app: &mut App<'_>,
    me: i64,
    record: &Ticket,
    emergency: bool,
) -> Result<(i64, String), Failure> {
    let playbook = app.policy.get()?;
    let zone = playbook.calendar.zone();
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin("ticket open", Kind::Work, Some(me), now)?;
    let place = Place {
        number: number_of(playbook, Noun::Ticket, record.at.day(zone)),
        extra: vec![(
            "status",
            Stored::Text(TicketStatus::Accepted.code().to_owned()),
        )],
        since: record.at,
        to_confirm: &BTreeSet::new(),
    };
    let (id, number) = writing.insert(record, &place)?;
    begin(&writing, id, record, emergency)?;
    writing.commit(&number, &say!("accepted a ticket", "受理工单"))?;
    Ok((id, number))
}

/// The trail's beginning: accepted, the limits told, given to a colleague, and the fast
/// lane.
fn begin(writing: &Writing<'_>, id: i64, record: &Ticket, emergency: bool) -> Result<(), Failure> {
    let (at, by) = (record.at, record.accepted_by);
    let event = |kind| blank(id, kind, at, by);
    insert_event(writing, &event(TicketEventKind::Opened))?;
    if record.told == Some(YesNo::Yes) {
        insert_event(writing, &event(TicketEventKind::Told))?;
    }
    if record.assignee != by {
        let mut assigned = event(TicketEventKind::Assigned);
        assigned.to = record.assignee;
        insert_event(writing, &assigned)?;
    }
    if emergency {
        let mut escalated = event(TicketEventKind::Escalated);
        escalated.place = Some(EscalatedTo::FastLane);
        insert_event(writing, &escalated)?;
        writing.ticket_status(id, TicketStatus::Escalated, at)?;
    }
    Ok(())
}

/// An event that says nothing but that it happened.
pub(in crate::nouns) fn blank(
    ticket: i64,
    kind: TicketEventKind,
    at: Moment,
    by: Option<Ref<Staff>>,
) -> TicketEvent {
    TicketEvent {
        ticket: Ref::new(ticket),
        kind,
        at,
        by,
        to: None,
        text: None,
        answer: None,
        cause: None,
        steps: None,
        spares: None,
        mode: None,
        signed: None,
        result: None,
        satisfaction: None,
        channel: None,
        until: None,
        place: None,
        team: None,
        demonstrated: None,
        carrier: None,
        compensation: None,
        ai: None,
        verdict: None,
    }
}

/// Adds an event to the trail.
pub(in crate::nouns) fn insert_event(
    writing: &Writing<'_>,
    event: &TicketEvent,
) -> Result<(), Failure> {
    let place = Place {
        number: crate::store::NumberIs::None,
        extra: Vec::new(),
        since: event.at,
        to_confirm: &BTreeSet::new(),
    };
    writing.insert(event, &place)?;
    Ok(())
}

/// The number, the time limits, and what is missing of the description.
fn tell(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    record: &Ticket,
    number: &str,
    suggested: Option<Suggested>,
) -> Result<(), Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let (respond, solution) = promise::limits(app, record)?;
    let promised = promise::promised(respond, solution, zone);
    let label = record.priority.label();
    let (en, zh) = (label.small(), label.zh);
    out.made(
        Noun::Ticket,
        number,
        &say!("accepted {number} ({en})", "已受理 {number}（{zh}）"),
    )?;
    if let Some(suggested) = suggested {
        let (why, why_zh) = (&suggested.why.en, &suggested.why.zh);
        out.line(&say!(
            "priority {en}: {why} (R157)",
            "优先级“{zh}”：{why_zh}（R157）"
        ))?;
    }
    if let Some(promised) = &promised {
        out.line(promised)?;
    }
    if promised.is_some() && record.told != Some(YesNo::Yes) {
        out.line(&say!(
            "tell the customer these times (R119), ready to send: kehu ticket promise {number} --told",
            "请告知客户上述时限（R119），可直接发送：kehu ticket promise {number} --told"
        ))?;
    }
    missing_parts(out, record);
    Ok(())
}

/// Warns of the parts of the description that are missing (R104).
fn missing_parts(out: &mut Out<'_>, record: &Ticket) {
    let missing: Vec<_> = [
        (record.occurred.is_none(), t("when it occurred", "发生时间")),
        (
            record.tried.is_none(),
            t("what was tried", "已尝试处理方式"),
        ),
    ]
    .into_iter()
    .filter(|(missing, _)| *missing)
    .map(|(_, text)| text)
    .collect();
    if !missing.is_empty() {
        let list = |lang: Lang, join: &str| {
            missing
                .iter()
                .map(|text| text.to(lang))
                .collect::<Vec<_>>()
                .join(join)
        };
        let (en, zh) = (list(Lang::En, ", "), list(Lang::Zh, "、"));
        out.warn(&say!(
            "the description has three parts; missing: {en} (R104)",
            "问题描述应含三部分，缺：{zh}（R104）"
        ));
    }
}
