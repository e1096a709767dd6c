//! What is said of a step: that it was recorded, and what comes next.

use crate::app::App;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::choices::{EscalatedTo, RevisitResult, TicketEventKind as Event};
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
    let to = match (event.to, event.place) {
        (Some(to), _) => Some(Say::same(store.get::<Staff>(to.id())?.record.name.0)),
        (None, Some(place)) => Some(Say::from(place.label())),
        (None, None) => None,
    };
    let zone = app.policy.get()?.calendar.zone();
    let (number, name) = (&ticket.number, &customer.record.name.0);
    let label = event.kind.label();
    let (en, zh, at) = (label.en.to_lowercase(), label.zh, event.at.shown(zone));
    let (to_en, to_zh) = match to {
        Some(to) => (format!(" → {}", to.en), format!(" → {}", to.zh)),
        None => (String::new(), String::new()),
    };
    out.line(&say!(
        "{number} {name}: {en}{to_en}, {at}",
        "{number} {name}：{zh}{to_zh}，{at}"
    ))?;
    if let Some(next) = next(event, number, &at_due(app, event.at)?) {
        out.line(&next)?;
    }
    Ok(Exit::Done)
}

/// When the revisit is due: 48 h after it was solved (R172).
fn at_due(app: &App<'_>, at: Moment) -> Result<String, Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let due = at.plus_seconds(48 * 3600).unwrap_or(at);
    Ok(due.shown(zone))
}

fn next(event: &TicketEvent, number: &str, due: &str) -> Option<Say> {
    Some(match (event.kind, event.result) {
        (Event::Responded, _) => say!(
            "next: kehu ticket work {number} --answer \"…\"",
            "下一步：kehu ticket work {number} --answer \"解决方案\""
        ),
        (Event::Answered, _) => say!(
            "next: kehu ticket solve {number} --cause … --steps \"…\"",
            "下一步：kehu ticket solve {number} --cause 原因 --steps \"处理步骤\""
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
        (Event::Escalated, _) if event.place == Some(EscalatedTo::FastLane) => say!(
            "next: kehu form fill emergency-plan {number}",
            "下一步：kehu form fill emergency-plan {number}"
        ),
        _ => return None,
    })
}
