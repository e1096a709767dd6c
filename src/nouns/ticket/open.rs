//! `ticket open`: intake (F33), the description in three parts (R104), and the
//! time limits that are told to the customer (R119).

use std::collections::BTreeSet;

use clap::Arg;

use crate::app::{App, Filling};
use crate::flags;
use crate::form::{Draft, Form as _};
use crate::nouns::{Call, kb};
use crate::out::{Out, number_of};
use crate::playbook::ticket_limit;
use crate::problem::{Exit, Failure};
use crate::records::choices::{Priority, TicketEventKind, TicketStatus};
use crate::records::{Staff, Ticket, TicketEvent};
use crate::say;
use crate::store::{Kind, Place, Writing};
use crate::value::{ChoiceSet as _, Moment, Noun, Ref, Stored, YesNo, find_choice};
use crate::words::{Lang, Say, t};

/// The note that an urgent ticket carries (R103), as the handbook words it.
const CORE_NOTE: &str = "客户核心业务中断";

pub fn args(lang: Lang) -> Vec<Arg> {
    flags::form(Ticket::FIELDS, &["customer"], lang)
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let mut draft = call.draft(Ticket::FIELDS)?;
    draft.set_default("at", "now");
    draft.set_default("accepted_by", "me");
    draft.set_default("assignee", "me");
    contact_of_customer(app, &mut draft)?;
    let suggested = suggest(app, &mut draft)?;
    let filled = app.fill::<Ticket>(
        draft,
        Filling {
            command: "ticket open",
            all: call.has("form"),
            ask: true,
            ..Filling::default()
        },
    )?;
    let mut record = filled.record;
    let contact = record.contact.map(Ref::id);
    app.of_same_customer(record.customer.id(), Noun::Contact, contact)?;
    record.assignee.get_or_insert(Ref::new(me));
    record.accepted_by.get_or_insert(Ref::new(me));
    if record.priority == Priority::Urgent && record.core_note.is_none() {
        record.core_note = Some(CORE_NOTE.to_owned());
    }
    let number = store(app, me, &record)?;
    tell(app, out, &record, &number, suggested)?;
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

/// Severity × scope suggest a priority where none was given (R157).
fn suggest(app: &App<'_>, draft: &mut Draft) -> Result<bool, Failure> {
    if draft.get("priority").is_some() {
        return Ok(false);
    }
    let code = |key: &str| {
        use crate::value::Kind;
        let field = draft.fields.iter().find(|field| field.key == key)?;
        let Kind::Choice(choices) = field.kind else {
            return None;
        };
        let at = find_choice(draft.get(key)?, choices).ok()?;
        choices.get(at).map(|choice| choice.code)
    };
    let ticket = &app.policy.get()?.ticket;
    let suggested = ticket
        .suggest(code("severity"), code("scope"))
        .map(str::to_owned);
    match suggested {
        Some(priority) => {
            draft.set("priority", priority);
            Ok(true)
        }
        None => Ok(false),
    }
}

fn store(app: &mut App<'_>, me: i64, record: &Ticket) -> Result<String, Failure> {
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
    event(
        &writing,
        id,
        TicketEventKind::Opened,
        record.at,
        record.accepted_by,
    )?;
    if record.told == Some(YesNo::Yes) {
        event(
            &writing,
            id,
            TicketEventKind::Told,
            record.at,
            record.accepted_by,
        )?;
    }
    if record.assignee != record.accepted_by {
        let mut assigned = blank(id, TicketEventKind::Assigned, record.at, record.accepted_by);
        assigned.to = record.assignee;
        insert_event(&writing, &assigned)?;
    }
    writing.commit(&number, &say!("accepted a ticket", "受理工单"))?;
    Ok(number)
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
    }
}

fn event(
    writing: &Writing<'_>,
    ticket: i64,
    kind: TicketEventKind,
    at: Moment,
    by: Option<Ref<Staff>>,
) -> Result<(), Failure> {
    insert_event(writing, &blank(ticket, kind, at, by))
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

/// When a ticket is to be answered, and when a solution is to be given, by the
/// rules: both run from acceptance (R106–R108).
pub(super) fn limits(
    app: &App<'_>,
    record: &Ticket,
) -> Result<(Option<Moment>, Option<Moment>), Failure> {
    let playbook = app.policy.get()?;
    let rules = app.policy.rules()?;
    let due = |rule: &str| {
        let limit = ticket_limit(rules, rule, record.priority.code());
        limit.map(|span| playbook.calendar.due(record.at, &span))
    };
    Ok((due("ticket-respond"), due("ticket-solution")))
}

/// The time limits in words, as far as the playbook's rules give any.
fn promised(respond: Option<Moment>, solution: Option<Moment>, zone: chrono_tz::Tz) -> Option<Say> {
    let [respond, solution] = [respond, solution].map(|at| at.map(|at| at.shown(zone)));
    match (respond, solution) {
        (Some(respond), Some(solution)) => Some(say!(
            "respond by {respond}, solution by {solution}",
            "{respond} 前响应，{solution} 前给出解决方案"
        )),
        (Some(respond), None) => Some(say!("respond by {respond}", "{respond} 前响应")),
        (None, Some(solution)) => Some(say!("solution by {solution}", "{solution} 前给出解决方案")),
        (None, None) => None,
    }
}

/// The number, the time limits, and what is missing of the description.
fn tell(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    record: &Ticket,
    number: &str,
    suggested: bool,
) -> Result<(), Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let (respond, solution) = limits(app, record)?;
    let promised = promised(respond, solution, zone);
    let label = record.priority.label();
    let (en, zh) = (label.en.to_lowercase(), label.zh);
    out.made(
        Noun::Ticket,
        number,
        &say!("accepted {number} ({en})", "已受理 {number}（{zh}）"),
    )?;
    if suggested {
        out.line(&say!(
            "priority {en} follows from severity and scope",
            "优先级“{zh}”按严重性和影响范围得出"
        ))?;
    }
    if let Some(promised) = &promised {
        out.line(promised)?;
    }
    if promised.is_some() && record.told != Some(YesNo::Yes) {
        out.line(&say!(
            "tell the customer these times (R119), then: kehu ticket tell {number}",
            "请告知客户上述时限（R119），之后：kehu ticket tell {number}"
        ))?;
    }
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
    Ok(())
}
