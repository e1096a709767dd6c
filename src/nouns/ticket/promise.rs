//! What was promised for a ticket: the time limits that its priority gives it, and the
//! sentence that tells the customer of them (R119, R121), ready to send.

use clap::Arg;

use super::open::{blank, insert_event};
use super::{named, ticket_arg};
use crate::app::App;
use crate::nouns::{Call, switch};
use crate::out::Out;
use crate::playbook::ticket_limit;
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::{TicketEventKind, TicketStatus};
use crate::records::{Contact, Customer, Staff, Ticket};
use crate::say;
use crate::store::{Kept, Kind, Only, TicketStanding};
use crate::value::{ChoiceSet as _, Moment, Noun, Ref, Stored, YesNo};
use crate::words::{Lang, Say, t};

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
pub(super) fn promised(
    respond: Option<Moment>,
    solution: Option<Moment>,
    zone: chrono_tz::Tz,
) -> Option<Say> {
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

pub fn args(lang: Lang) -> Vec<Arg> {
    vec![
        ticket_arg(lang),
        switch(
            "told",
            t(
                "Also record that the customer was told (as kehu ticket tell)",
                "同时记录已告知客户（同 kehu ticket tell）",
            ),
            lang,
        ),
    ]
}

/// Writes the sentence, and nothing else, to be copied into a chat or piped on.
pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let id = named(app, call)?;
    let ticket: Kept<Ticket> = app.store.read()?.get(id)?;
    let standing = app.store.read()?.ticket_standing(id)?;
    let number = &ticket.number;
    let times = times(app, id, &ticket.record)?;
    let Some(said) = sentence(app, &ticket, &standing, &times)? else {
        return Err(Problem::refused(say!(
            "nothing is promised for {number}",
            "{number} 没有待兑现的时限"
        ))
        .hint(say!(
            "how its clocks stand: kehu ticket explain {number}",
            "各项时限见：kehu ticket explain {number}"
        ))
        .into());
    };
    if call.has("told") {
        told(app, me, &ticket)?;
    }
    out.words(&said)?;
    Ok(Exit::Done)
}

/// Notes that the customer was told.
fn told(app: &mut App<'_>, me: i64, ticket: &Kept<Ticket>) -> Result<(), Failure> {
    let now = app.now;
    if now < ticket.record.at {
        return Err(Problem::usage(say!("it comes before acceptance", "早于受理时间")).into());
    }
    let kind = Kind::Work;
    let writing = app
        .store
        .write()?
        .begin("ticket tell", kind, Some(me), now)?;
    let event = blank(ticket.id, TicketEventKind::Told, now, Some(Ref::new(me)));
    insert_event(&writing, &event)?;
    let yes = Stored::Text(YesNo::Yes.code().to_owned());
    writing.set_column(Noun::Ticket, ticket.id, "told", &yes, now)?;
    let label = TicketEventKind::Told.label();
    let (en, zh) = (label.small(), label.zh);
    writing.commit(&ticket.number, &say!("{en}", "{zh}"))
}

/// Tells that a time agreed anew comes after the one that it takes the place of had
/// passed: that one stays missed.
pub(super) fn warn_late(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    ticket: &Kept<Ticket>,
    at: Moment,
) -> Result<(), Failure> {
    let standing = app.store.read()?.ticket_standing(ticket.id)?;
    let times = times(app, ticket.id, &ticket.record)?;
    let due = times.agreed.or(times.solution);
    if let Some(due) = due.filter(|due| *due < at && standing.answered.is_none()) {
        let due = due.shown(app.policy.get()?.calendar.zone());
        out.warn(&say!(
            "the solution was due by {due}: it is late whatever is agreed now (R121)",
            "解决方案应于 {due} 前给出，重新约定时已逾期，仍按逾期统计（R121）"
        ));
    }
    Ok(())
}

/// By when something is owed, as the clocks stand now.
#[derive(Default)]
struct Times {
    respond: Option<Moment>,
    solution: Option<Moment>,
    /// The time agreed anew takes the place of the solution's.
    agreed: Option<Moment>,
    revisit: Option<Moment>,
}

fn times(app: &mut App<'_>, ticket: i64, record: &Ticket) -> Result<Times, Failure> {
    let (respond, solution) = limits(app, record)?;
    app.owing(&[], Only::Ticket(ticket), |owing| {
        let owed = owing.engine.of_ticket(owing.rules, ticket)?;
        let of = |rule: &str| owed.iter().rev().find(|one| one.rule.id == rule);
        let due = |rule: &str| of(rule).and_then(|one| one.due);
        Ok(Times {
            respond: due("ticket-respond").or(respond),
            solution: due("ticket-solution").or(solution),
            agreed: of("ticket-solution").and_then(|one| one.agreed),
            revisit: due("ticket-revisit"),
        })
    })
}

/// The sentence for the customer; none where nothing more is owed to them.
fn sentence(
    app: &mut App<'_>,
    ticket: &Kept<Ticket>,
    standing: &TicketStanding,
    times: &Times,
) -> Result<Option<Say>, Failure> {
    let Some(what) = promise(app, standing, times)? else {
        return Ok(None);
    };
    let store = app.store.read()?;
    let record = &ticket.record;
    let who = match record.contact {
        Some(contact) => store.get::<Contact>(contact.id())?.record.name.0,
        None => store.get::<Customer>(record.customer.id())?.record.name.0,
    };
    let from = match record.assignee.or(record.accepted_by) {
        Some(one) => store.get::<Staff>(one.id())?.record.name.0,
        None => String::new(),
    };
    let symptom = record.symptom.0.lines().next().unwrap_or_default().trim();
    let number = &ticket.number;
    let (en, zh) = (&what.en, &what.zh);
    Ok(Some(say!(
        "Dear {who}, we have received your request {number} ({symptom}). {en} {from}",
        "{who}，您好！您反馈的“{symptom}”我们已受理，工单编号 {number}。{zh}{from}"
    )))
}

/// What is promised now: the times that are still to come.
fn promise(
    app: &App<'_>,
    standing: &TicketStanding,
    times: &Times,
) -> Result<Option<Say>, Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let shown = |at: Option<Moment>| at.map(|at| at.shown(zone));
    if standing.closed.is_some() || standing.status == TicketStatus::Revisited {
        return Ok(None);
    }
    if standing.solved.is_some() {
        return Ok(shown(times.revisit).map(|revisit| {
            say!(
                "It is solved on our side; we will ask you by {revisit} whether it stays so.",
                "问题已处理完毕，我们将在 {revisit} 前回访，确认是否彻底解决。"
            )
        }));
    }
    if standing.status == TicketStatus::Waiting {
        return Ok(Some(say!(
            "We go on as soon as we have your answer.",
            "收到您的回复后我们会立即继续处理。"
        )));
    }
    if let Some(agreed) = shown(times.agreed) {
        return Ok(Some(say!(
            "As agreed with you, you will have a solution by {agreed}.",
            "按与您重新约定的时间，我们将在 {agreed} 前给出解决方案。"
        )));
    }
    let respond = times.respond.filter(|_| standing.responded.is_none());
    let reopened = standing.status == TicketStatus::Reopened;
    let solution = times
        .solution
        .filter(|_| standing.answered.is_none() || reopened);
    Ok(match (shown(respond), shown(solution)) {
        (Some(respond), Some(solution)) => Some(say!(
            "We will get back to you by {respond} and give you a solution by {solution}.",
            "我们将在 {respond} 前与您联系，{solution} 前给出解决方案。"
        )),
        (Some(respond), None) => Some(say!(
            "We will get back to you by {respond}.",
            "我们将在 {respond} 前与您联系。"
        )),
        (None, Some(solution)) => Some(say!(
            "We will give you a solution by {solution}.",
            "我们将在 {solution} 前给出解决方案。"
        )),
        (None, None) => None,
    })
}
