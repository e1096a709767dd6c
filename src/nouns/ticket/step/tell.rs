//! What is said of a step: that it was recorded, and what comes next.

use crate::app::App;
use crate::nouns::ticket::{close, intake};
use crate::out::Out;
use crate::playbook::limit;
use crate::problem::{Exit, Failure};
use crate::records::choices::{AiVerdict, EscalatedTo, RevisitResult, TicketEventKind as Event};
use crate::records::{Customer, Staff, Ticket, TicketEvent};
use crate::say;
use crate::store::Kept;
use crate::value::{ChoiceSet as _, Moment};
use crate::words::Say;

/// What was recorded, and what comes next.
pub(super) fn tell(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    ticket: &Kept<Ticket>,
    event: &TicketEvent,
) -> Result<Exit, Failure> {
    let store = app.store.read()?;
    let customer: Kept<Customer> = store.get(ticket.record.customer.id())?;
    let to = match (event.to, event.team, event.place) {
        (Some(to), _, _) => Some(Say::same(store.get::<Staff>(to.id())?.record.name.0)),
        (None, Some(team), _) => Some(Say::from(team.label())),
        (None, None, Some(place)) => Some(Say::from(place.label())),
        (None, None, None) => event.verdict.map(|verdict| Say::from(verdict.label())),
    };
    let zone = app.policy.get()?.calendar.zone();
    let (number, name) = (&ticket.number, &customer.record.name.0);
    let label = event.kind.label();
    let (en, zh, at) = (label.small(), label.zh, event.at.shown(zone));
    let (to_en, to_zh) = match to {
        Some(to) => (format!(" → {}", to.en), format!(" → {}", to.zh)),
        None => (String::new(), String::new()),
    };
    let (until_en, until_zh) = match event.until {
        Some(until) => {
            let until = until.0.shown(zone);
            (format!(" (until {until})"), format!("（{until}）"))
        }
        None => (String::new(), String::new()),
    };
    out.line(&say!(
        "{number} {name}: {en}{to_en}, {at}{until_en}",
        "{number} {name}：{zh}{to_zh}，{at}{until_zh}"
    ))?;
    let nature = ticket.record.nature;
    let theirs = app.policy.get()?.ticket.team(None, nature);
    if event.kind == Event::Assigned || (event.kind == Event::Transferred && event.team == theirs) {
        let who = event.to.or(ticket.record.assignee);
        intake::first(app, out, number, nature, who)?;
    }
    if let Some(next) = follows(app, ticket, event)? {
        out.line(&next)?;
    }
    Ok(Exit::Done)
}

/// A later response is on record, and no clock looks at it.
pub(super) fn responded_before(
    app: &App<'_>,
    out: &mut Out<'_>,
    first: Moment,
) -> Result<(), Failure> {
    let first = first.shown(app.policy.get()?.calendar.zone());
    out.note(&say!(
        "the first response was at {first} and stays the one that counts; take this one back with kehu undo if it is a mistake",
        "首次响应时间为 {first}，仍以其为准；如属误记，可用 kehu undo 撤销"
    ));
    Ok(())
}

/// What comes next.
fn follows(
    app: &mut App<'_>,
    ticket: &Kept<Ticket>,
    event: &TicketEvent,
) -> Result<Option<Say>, Failure> {
    if let Some(next) = superior(app, ticket, event)? {
        return Ok(Some(next));
    }
    let number = &ticket.number;
    let answered = app.store.read()?.ticket_standing(ticket.id)?.answered;
    if event.kind == Event::Waiting && answered.is_some() {
        // No clock of a solution runs that could stand still.
        return Ok(Some(say!(
            "next: kehu ticket resume {number}",
            "下一步：kehu ticket resume {number}"
        )));
    }
    Ok(next(event, number, &at_due(app, event.at)?))
}

/// A complaint is revisited by a supervisor before it is closed (R111).
fn superior(
    app: &mut App<'_>,
    ticket: &Kept<Ticket>,
    event: &TicketEvent,
) -> Result<Option<Say>, Failure> {
    let comes_to_it = match event.kind {
        Event::Solved => true,
        Event::Revisited => event.result == Some(RevisitResult::Solved),
        _ => false,
    };
    if !comes_to_it {
        return Ok(None);
    }
    let number = &ticket.number;
    Ok(close::revisitor(app, ticket)?.map(|name| {
        say!(
            "next: {name} revisits, since it is a complaint (R111): kehu ticket revisit {number} --by \"{name}\" --result solved --satisfaction 5",
            "下一步：投诉由 {name} 专项回访（R111）：kehu ticket revisit {number} --by {name} --result 解决 --satisfaction 5"
        )
    }))
}

/// When the revisit is due, as the playbook has it (R172).
fn at_due(app: &App<'_>, at: Moment) -> Result<String, Failure> {
    let playbook = app.policy.get()?;
    let span = limit(app.policy.rules()?, "ticket-revisit", |_| None);
    let due = span.map(|span| playbook.calendar.due(at, &span));
    Ok(due.map_or_else(String::new, |due| due.shown(playbook.calendar.zone())))
}

fn next(event: &TicketEvent, number: &str, due: &str) -> Option<Say> {
    Some(match (event.kind, event.result) {
        (Event::AiReplied, _) => say!(
            "not given yet, a person checks it first (R169): kehu ticket check {number} --verdict approved",
            "人工复核通过后才算给出（R169）：kehu ticket check {number} --verdict 通过"
        ),
        (Event::AiReviewed, _) if event.verdict == Some(AiVerdict::Rejected) => say!(
            "next: kehu ticket work {number} --answer \"…\"",
            "下一步：kehu ticket work {number} --answer \"解决方案\""
        ),
        (Event::Waiting, _) => say!(
            "the clock of the solution stands still; next: kehu ticket resume {number}",
            "解决时限暂停计时；下一步：kehu ticket resume {number}"
        ),
        (Event::Appointed, _) => say!(
            "next: kehu ticket work {number} --mode on-site --signed yes --answer \"…\"",
            "下一步：kehu ticket work {number} --mode 现场 --signed 是 --answer \"解决方案\""
        ),
        (Event::Extended, _) => say!(
            "the due stays as it was, the ticket's line moves (R121); to send: kehu ticket promise {number}",
            "原期限保留，提醒改按新时间（R121）；话术：kehu ticket promise {number}"
        ),
        (Event::Reopened, _) => say!(
            "next: kehu ticket work {number} --answer \"…\"",
            "下一步：kehu ticket work {number} --answer \"解决方案\""
        ),
        (Event::Responded, _) => say!(
            "next: kehu ticket work {number} --answer \"…\"",
            "下一步：kehu ticket work {number} --answer \"解决方案\""
        ),
        (Event::Answered | Event::AiReviewed, _) => say!(
            "next: kehu ticket solve {number} --cause … --steps \"…\"",
            "下一步：kehu ticket solve {number} --cause 原因 --steps \"处理步骤\""
        ),
        (Event::Solved, _) if due.is_empty() => say!(
            "next: kehu ticket revisit {number} --result solved --satisfaction 5",
            "下一步：kehu ticket revisit {number} --result 解决 --satisfaction 5"
        ),
        (Event::Solved, _) => say!(
            "next: revisit by {due}: kehu ticket revisit {number} --result solved --satisfaction 5",
            "下一步：{due} 前回访：kehu ticket revisit {number} --result 解决 --satisfaction 5"
        ),
        (Event::Revisited, Some(RevisitResult::Solved)) => say!(
            "next: kehu ticket close {number}",
            "下一步：kehu ticket close {number}"
        ),
        (Event::Revisited, _) => say!(
            "reopened: it goes to the task force (R173): kehu ticket escalate {number}",
            "已重开：须转专项小组处理（R173）：kehu ticket escalate {number}"
        ),
        (Event::Replaced, _) => say!(
            "next: kehu ticket solve {number} --cause … --steps \"…\"",
            "下一步：kehu ticket solve {number} --cause 原因 --steps \"处理步骤\""
        ),
        (Event::Escalated, _) if event.place == Some(EscalatedTo::FastLane) => say!(
            "next: kehu form fill emergency-plan {number}",
            "下一步：kehu form fill emergency-plan {number}"
        ),
        _ => return None,
    })
}
