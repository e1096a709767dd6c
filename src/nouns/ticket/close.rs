//! `ticket close`: a gate. No close without a revisit that says solved (R112);
//! a complaint needs the service supervisor's (R111).

use clap::Arg;

use super::open::{blank, insert_event};
use super::{named, ticket_arg};
use crate::app::App;
use crate::nouns::gate::{Hold, override_arg};
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::playbook::Gate;
use crate::problem::{Exit, Failure, Problem};
use crate::records::Ticket;
use crate::records::choices::{RevisitResult, Role, TicketEventKind, TicketStatus, TicketType};
use crate::say;
use crate::store::{Kept, Kind, TicketStanding};
use crate::value::{Bare, Moment, Noun, Ref};
use crate::words::{Lang, t};

/// Who revisits a complaint.
const REVISITORS: &[Role] = &[Role::ServiceSupervisor, Role::AfterSalesSupervisor];

pub fn args(lang: Lang) -> Vec<Arg> {
    vec![
        ticket_arg(lang),
        option(
            "at",
            t("TIME", "时间"),
            t("When; now unless given", "关闭时间，默认现在"),
            lang,
        ),
        override_arg(lang),
    ]
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let id = named(app, call)?;
    let ticket: Kept<Ticket> = app.store.read()?.get(id)?;
    let standing = app.store.read()?.ticket_standing(id)?;
    let number = ticket.number.clone();
    if standing.closed.is_some() {
        return Err(Problem::usage(say!("{number} is closed already", "{number} 已经关闭")).into());
    }
    let at = when(app, call)?;
    if standing.revisited.is_some_and(|revisited| at < revisited) {
        return Err(
            Problem::usage(say!("it comes before the revisit", "早于回访时间"))
                .about(t("When", "时间"))
                .hint(say!("correct --at", "请更正 --at"))
                .into(),
        );
    }
    let passed = gates(app, call, out, &ticket, &standing, me)?;
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin("ticket close", Kind::Work, Some(me), now)?;
    for (gate, reason) in &passed {
        writing.note_gate(Noun::Ticket, id, gate, reason.as_deref())?;
    }
    insert_event(
        &writing,
        &blank(id, TicketEventKind::Closed, at, Some(Ref::new(me))),
    )?;
    writing.ticket_time(id, "closed_at", Some(at))?;
    writing.ticket_status(id, TicketStatus::Closed, at)?;
    let reason = passed.iter().find_map(|(_, reason)| reason.as_deref());
    writing.commit(
        &number,
        &match reason {
            Some(why) => say!("closed, overridden: {why}", "关闭（放行：{why}）"),
            None => say!("closed", "关闭"),
        },
    )?;
    out.line(&say!("{number} is closed", "{number} 已关闭"))?;
    Ok(Exit::Done)
}

fn when(app: &mut App<'_>, call: &Call<'_>) -> Result<Moment, Failure> {
    let Some(text) = call.text("at").map(str::to_owned) else {
        return Ok(app.now);
    };
    app.reading(|reading, _| {
        Moment::read(&text, Bare::Opening, reading).map_err(|fault| {
            Problem::from_fault(&text, fault)
                .about(t("When", "时间"))
                .into()
        })
    })
}

/// What stands between a ticket and its closing: the gates that were passed by
/// a note or an override.
fn gates(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    ticket: &Kept<Ticket>,
    standing: &TicketStanding,
    me: i64,
) -> Result<Vec<(&'static str, Option<String>)>, Failure> {
    let number = &ticket.number;
    let mut passed = Vec::new();
    let solved = standing.revisit_result == Some(RevisitResult::Solved)
        && standing.revisited >= standing.solved
        && standing.solved.is_some();
    if !solved {
        let gate = app.policy.get()?.gates.ticket_close;
        let what = match standing.solved {
            None => say!("{number} is not solved", "{number} 尚未解决"),
            Some(_) => say!(
                "{number} has no revisit that says solved",
                "{number} 没有确认彻底解决的回访"
            ),
        };
        let fix = match standing.solved {
            None => say!(
                "kehu ticket solve {number} --cause CAUSE --steps STEPS",
                "kehu ticket solve {number} --cause 原因 --steps 处理步骤"
            ),
            Some(_) => say!(
                "kehu ticket revisit {number} --result solved --satisfaction 5",
                "kehu ticket revisit {number} --result 解决 --satisfaction 5"
            ),
        };
        let hold = Hold {
            gate: "ticket_close",
            rule: "R112",
            what,
            fix,
        };
        passed.extend(hold.pass(call, out, gate)?);
    }
    if let Some(gate) = awaits(app, ticket, me)? {
        let hold = Hold {
            gate: "complaint_revisit",
            rule: "R111",
            what: say!(
                "a complaint needs the service supervisor's revisit",
                "投诉须由客服主管专项回访"
            ),
            fix: say!(
                "kehu ticket revisit {number} --by NAME --result solved",
                "kehu ticket revisit {number} --by 主管姓名 --result 解决"
            ),
        };
        passed.extend(hold.pass(call, out, gate)?);
    }
    Ok(passed)
}

/// The gate that a complaint still stands before: no supervisor has revisited it.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn awaits(
    app: &mut App<'_>,
    ticket: &Kept<Ticket>,
    me: i64,
) -> Result<Option<Gate>, Failure> {
    if ticket.record.r#type != TicketType::ServiceComplaint {
        return Ok(None);
    }
    let store = app.store.read()?;
    let other = store.another_holds(REVISITORS, Some(me))?;
    let role = store.revisitor_role(ticket.id)?;
    let gate = app.policy.get()?.gates.complaint_revisit.given(other);
    let is_done = role.is_some_and(|role| REVISITORS.contains(&role));
    Ok((!is_done).then_some(gate))
}

/// Who is to revisit it: a supervisor's name, where the gate would refuse to close it.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn revisitor(
    app: &mut App<'_>,
    ticket: &Kept<Ticket>,
) -> Result<Option<String>, Failure> {
    let me = app.me()?;
    if awaits(app, ticket, me)? != Some(Gate::Enforce) {
        return Ok(None);
    }
    for role in REVISITORS {
        if let Some(one) = app.store.read()?.who_holds(*role)?.into_iter().next() {
            return Ok(Some(one.record.name.0));
        }
    }
    Ok(None)
}
