//! What may stand in the way of a step: a visit before remote work (R109), and solved
//! on site without the customer's signature (F34).

use super::order::newest;
use crate::app::App;
use crate::nouns::Call;
use crate::nouns::gate::{Hold, Passed};
use crate::out::Out;
use crate::problem::Failure;
use crate::records::choices::{HandlingMode, TicketEventKind as Event};
use crate::records::{Ticket, TicketEvent};
use crate::say;
use crate::store::Kept;
use crate::value::YesNo;

/// The gates that a step passes, by a note or an override.
///
/// # Errors
/// Exit 5 where a gate is enforced and no reason to pass was given.
pub(super) fn pass(
    app: &App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    ticket: &Kept<Ticket>,
    trail: &[Kept<TicketEvent>],
    event: &TicketEvent,
) -> Result<Vec<Passed>, Failure> {
    let gates = &app.policy.get()?.gates;
    let mut passed = Vec::new();
    if let Some(hold) = on_site(&ticket.number, trail, event) {
        passed.extend(hold.pass(call, out, gates.on_site)?);
    }
    if let Some(hold) = unsigned(&ticket.number, trail, event) {
        passed.extend(hold.pass(call, out, gates.on_site_signed)?);
    }
    Ok(passed)
}

/// Remote first, then an appointment, then the visit. Where an appointment was made,
/// whoever made it has passed the first.
fn on_site(number: &str, trail: &[Kept<TicketEvent>], event: &TicketEvent) -> Option<Hold> {
    let visits = match event.kind {
        Event::Appointed => true,
        Event::Worked | Event::Answered | Event::Solved => event.mode == Some(HandlingMode::OnSite),
        _ => false,
    };
    if !visits {
        return None;
    }
    let appointed = newest(trail, Event::Appointed).is_some();
    let of = |mode| trail.iter().any(|kept| kept.record.mode == Some(mode));
    if appointed || of(HandlingMode::OnSite) {
        return None;
    }
    let (what, fix) = match of(HandlingMode::Remote) {
        false => (
            say!(
                "on site before anything was tried remotely",
                "尚未远程处理就安排现场处理"
            ),
            say!(
                "kehu ticket work {number} --mode remote --text WHAT",
                "kehu ticket work {number} --mode 远程 --text 处理内容"
            ),
        ),
        true if event.kind != Event::Appointed => (
            say!(
                "on site without a time agreed with the customer",
                "未与客户约定时间就现场处理"
            ),
            say!(
                "kehu ticket visit {number} --when TIME",
                "kehu ticket visit {number} --when 时间"
            ),
        ),
        true => return None,
    };
    Some(Hold {
        gate: "on_site",
        rule: "R109",
        what,
        fix,
    })
}

/// What was done on site since the ticket was last opened is signed by the customer.
fn unsigned(number: &str, trail: &[Kept<TicketEvent>], event: &TicketEvent) -> Option<Hold> {
    if event.kind != Event::Solved {
        return None;
    }
    let opened = |kept: &&Kept<TicketEvent>| kept.record.kind != Event::Reopened;
    let mut visits = trail
        .iter()
        .rev()
        .take_while(opened)
        .map(|kept| &kept.record)
        .chain([event])
        .filter(|event| event.mode == Some(HandlingMode::OnSite) || event.signed.is_some())
        .peekable();
    let on_site = visits.peek().is_some();
    if !on_site || visits.any(|event| event.signed == Some(YesNo::Yes)) {
        return None;
    }
    Some(Hold {
        gate: "on_site_signed",
        rule: "F34",
        what: say!(
            "the work on site has no customer's signature",
            "现场处理没有客户签字确认"
        ),
        fix: say!(
            "--signed yes once {number} is signed",
            "{number} 取得签字后加 --signed 是"
        ),
    })
}
