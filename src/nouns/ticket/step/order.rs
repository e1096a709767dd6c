//! Whether a step makes sense for a ticket that stands so, and whether its times come
//! in order. Refused at the keyboard; an import keeps and marks them.

use crate::problem::{Failure, Problem};
use crate::records::choices::{TicketEventKind as Event, TicketStatus};
use crate::records::{Ticket, TicketEvent};
use crate::say;
use crate::store::{Kept, TicketStanding};
use crate::value::Moment;
use crate::words::{Say, t};

/// The newest event of a kind.
pub(super) fn newest(trail: &[Kept<TicketEvent>], kind: Event) -> Option<&TicketEvent> {
    let mut events = trail.iter().rev().map(|kept| &kept.record);
    events.find(|event| event.kind == kind)
}

/// The reply written with AI that nobody has looked at yet (R169).
pub(in crate::nouns::ticket) fn unchecked(trail: &[Kept<TicketEvent>]) -> Option<&TicketEvent> {
    let mut events = trail.iter().rev().map(|kept| &kept.record);
    let last = events.find(|event| matches!(event.kind, Event::AiReplied | Event::AiReviewed))?;
    (last.kind == Event::AiReplied).then_some(last)
}

/// Whether the step makes sense for a ticket that stands so.
pub(super) fn may(
    kind: Event,
    ticket: &Kept<Ticket>,
    standing: &TicketStanding,
    trail: &[Kept<TicketEvent>],
) -> Result<(), Failure> {
    let number = &ticket.number;
    if standing.closed.is_some() {
        return after_closing(kind, number, standing.status);
    }
    let solved = standing.solved.is_some();
    let refused = match kind {
        Event::Archived => (
            say!("{number} is not closed yet", "{number} 尚未关闭"),
            say!(
                "first: kehu ticket close {number}",
                "请先：kehu ticket close {number}"
            ),
        ),
        Event::Resumed if standing.status != TicketStatus::Waiting => (
            say!(
                "{number} does not wait for the customer",
                "{number} 未在等待客户"
            ),
            say!(
                "kehu ticket wait {number} --text REASON --until DAY",
                "kehu ticket wait {number} --text 原因 --until 日期"
            ),
        ),
        Event::AiReviewed if unchecked(trail).is_none() => (
            say!(
                "{number} has no reply written with AI that waits for a check",
                "{number} 没有待复核的 AI 回复"
            ),
            say!(
                "kehu ticket work {number} --answer \"…\" --ai yes",
                "kehu ticket work {number} --answer \"回复\" --ai 是"
            ),
        ),
        Event::Worked
        | Event::Escalated
        | Event::Waiting
        | Event::Extended
        | Event::Appointed
        | Event::Solved
            if solved =>
        {
            (
                say!("{number} is solved already", "{number} 已经解决"),
                say!(
                    "open it again with kehu ticket reopen {number}, or by a revisit that says not solved",
                    "可用 kehu ticket reopen {number} 重开；回访结果为“未解决”时也会重新打开"
                ),
            )
        }
        Event::Confirmed | Event::Revisited | Event::Reopened if !solved => (
            say!("{number} is not solved yet", "{number} 尚未解决"),
            say!(
                "first: kehu ticket solve {number} --cause CAUSE --steps STEPS",
                "请先：kehu ticket solve {number} --cause 原因 --steps 处理步骤"
            ),
        ),
        _ => return Ok(()),
    };
    Err(Problem::refused(refused.0).hint(refused.1).into())
}

/// A closed ticket can be archived or opened again, and a merged one neither.
fn after_closing(kind: Event, number: &str, status: TicketStatus) -> Result<(), Failure> {
    match (kind, status) {
        (_, TicketStatus::Merged) => Err(Problem::refused(say!(
            "{number} is merged into another",
            "{number} 已合并到其他工单"
        ))
        .hint(say!(
            "go on with that one: kehu ticket show {number}",
            "请在那张工单上处理：kehu ticket show {number}"
        ))
        .into()),
        (Event::Reopened | Event::Archived, _) => Ok(()),
        _ => Err(
            Problem::refused(say!("{number} is closed", "{number} 已关闭"))
                .hint(say!(
                    "open it again with kehu ticket reopen {number}, or open a new ticket",
                    "可用 kehu ticket reopen {number} 重开，或新开工单"
                ))
                .into(),
        ),
    }
}

/// A response before acceptance, or a solution before it, is refused, and so is a time
/// to come that has gone by.
pub(super) fn in_order(
    kind: Event,
    ticket: &Kept<Ticket>,
    standing: &TicketStanding,
    trail: &[Kept<TicketEvent>],
    event: &TicketEvent,
) -> Result<(), Failure> {
    let until = event.until.map(|until| until.0);
    if until.is_some_and(|until| until <= event.at) {
        return Err(
            Problem::usage(say!("it is over by then", "早于或等于记录时间"))
                .about(t("Until", "约定时间"))
                .hint(say!("correct --until", "请更正 --until"))
                .into(),
        );
    }
    match wrong(kind, ticket.record.at, standing, trail, event.at) {
        None => Ok(()),
        Some(what) => Err(Problem::usage(what)
            .about(t("When", "时间"))
            .hint(say!("correct --at", "请更正 --at"))
            .into()),
    }
}

fn wrong(
    kind: Event,
    accepted: Moment,
    standing: &TicketStanding,
    trail: &[Kept<TicketEvent>],
    at: Moment,
) -> Option<Say> {
    let before = |time: Option<Moment>| time.is_some_and(|time| at < time);
    let of = |kind| newest(trail, kind).map(|event| event.at);
    if at < accepted {
        return Some(say!("it comes before acceptance", "早于受理时间"));
    }
    match kind {
        Event::Solved if before(standing.responded) => Some(say!(
            "it comes before the first response",
            "早于首次响应时间"
        )),
        Event::Confirmed | Event::Revisited if before(standing.solved) => {
            Some(say!("it comes before the solution", "早于解决时间"))
        }
        Event::Reopened | Event::Archived if before(standing.closed.or(standing.solved)) => {
            Some(say!("it comes before the closing", "早于关闭或解决时间"))
        }
        Event::Resumed if before(of(Event::Waiting)) => {
            Some(say!("it comes before the wait began", "早于开始等待的时间"))
        }
        Event::AiReviewed if before(of(Event::AiReplied)) => {
            Some(say!("it comes before the reply", "早于回复时间"))
        }
        _ => None,
    }
}
