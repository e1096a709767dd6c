//! What follows from a step: the ticket's times and status, a revisit's
//! follow-up, a reopening.

use super::order::unchecked;
use crate::nouns::ticket::open::{blank, insert_event};
use crate::out::number_of;
use crate::playbook::Playbook;
use crate::problem::Failure;
use crate::records::choices::{
    AiVerdict, Method, Purpose, RevisitResult, TicketChannel, TicketEventKind as Event,
    TicketStatus,
};
use crate::records::{Followup, Ticket, TicketEvent};
use crate::store::{Kept, Place, TicketStanding, Writing};
use crate::value::{ChoiceSet as _, Long, Moment, Noun, Ref, Stored, YesNo};
use crate::words::Lang;

/// What a step finds.
pub(super) struct Before<'a> {
    pub playbook: &'a Playbook,
    pub lang: Lang,
    pub ticket: &'a Kept<Ticket>,
    pub standing: &'a TicketStanding,
    pub trail: &'a [Kept<TicketEvent>],
}

/// The event, and what follows from it: times, status, a follow-up.
pub(super) fn write(
    writing: &Writing<'_>,
    before: &Before<'_>,
    event: &TicketEvent,
) -> Result<(), Failure> {
    let (id, at, standing) = (before.ticket.id, event.at, before.standing);
    // Whatever goes on with the solution ends the wait.
    let goes_on = matches!(
        event.kind,
        Event::Answered | Event::Solved | Event::Replaced
    );
    if goes_on && standing.status == TicketStatus::Waiting {
        insert_event(writing, &blank(id, Event::Resumed, at, event.by))?;
    }
    insert_event(writing, event)?;
    responded(writing, before, event)?;
    if let Some(status) = leads_to(writing, before, event)? {
        writing.ticket_status(id, status, at)?;
    }
    Ok(())
}

/// Giving a solution is also an answer to the customer (meaning of first response).
fn responded(
    writing: &Writing<'_>,
    before: &Before<'_>,
    event: &TicketEvent,
) -> Result<(), Failure> {
    let (id, at, first) = (before.ticket.id, event.at, before.standing.responded);
    let implies = matches!(
        event.kind,
        Event::Responded | Event::Answered | Event::Solved
    );
    if implies && first.is_none_or(|first| at < first) {
        writing.ticket_time(id, "responded_at", Some(at))?;
        if event.kind != Event::Responded && first.is_none() {
            insert_event(writing, &blank(id, Event::Responded, at, event.by))?;
        }
    }
    Ok(())
}

/// Writes the columns that an event changes, and gives back the status that it leads
/// to; `None` where it leaves it.
fn leads_to(
    writing: &Writing<'_>,
    before: &Before<'_>,
    event: &TicketEvent,
) -> Result<Option<TicketStatus>, Failure> {
    let (id, at, standing) = (before.ticket.id, event.at, before.standing);
    let set = |column, value: &Stored| writing.set_column(Noun::Ticket, id, column, value, at);
    let code = |code: &'static str| Stored::Text(code.to_owned());
    if let Some(to) = event.to {
        set("assignee", &Stored::Int(to.id()))?;
    }
    Ok(match event.kind {
        Event::Told => {
            set("told", &code(YesNo::Yes.code()))?;
            None
        }
        Event::Transferred => {
            if let Some(team) = event.team {
                set("team", &code(team.code()))?;
            }
            None
        }
        Event::Escalated => Some(TicketStatus::Escalated),
        Event::Responded if standing.status == TicketStatus::Accepted => {
            Some(TicketStatus::Responded)
        }
        // A note does not end the wait.
        Event::Worked | Event::Appointed if standing.status == TicketStatus::Waiting => None,
        Event::Worked | Event::Appointed | Event::Resumed => Some(TicketStatus::InProgress),
        Event::Waiting => Some(TicketStatus::Waiting),
        Event::Replaced if standing.solved.is_none() => Some(TicketStatus::InProgress),
        Event::Answered => {
            answered(writing, before, at)?;
            Some(TicketStatus::InProgress)
        }
        Event::AiReviewed => checked(writing, before, event)?,
        Event::Solved => {
            writing.ticket_time(id, "solved_at", Some(at))?;
            if standing.answered.is_none() {
                answered(writing, before, at)?;
            }
            set(
                "cause",
                &event.cause.map_or(Stored::Null, |it| code(it.code())),
            )?;
            Some(TicketStatus::Solved)
        }
        Event::Confirmed => {
            writing.ticket_time(id, "confirmed_at", Some(at))?;
            Some(TicketStatus::Confirmed)
        }
        Event::Revisited => Some(revisited(writing, before, event)?),
        Event::Reopened => {
            reopened(writing, id)?;
            Some(TicketStatus::Reopened)
        }
        Event::Archived => {
            writing.ticket_time(id, "archived_at", Some(at))?;
            None
        }
        _ => None,
    })
}

/// The first solution given counts.
fn answered(writing: &Writing<'_>, before: &Before<'_>, at: Moment) -> Result<(), Failure> {
    if before.standing.answered.is_none_or(|first| at < first) {
        writing.ticket_time(before.ticket.id, "answered_at", Some(at))?;
    }
    Ok(())
}

/// It is solved no more: told, closed and archived are over with it.
fn reopened(writing: &Writing<'_>, id: i64) -> Result<(), Failure> {
    for column in ["solved_at", "confirmed_at", "closed_at", "archived_at"] {
        writing.ticket_time(id, column, None)?;
    }
    Ok(())
}

/// A reply written with AI is given once a person has approved it (R169).
fn checked(
    writing: &Writing<'_>,
    before: &Before<'_>,
    event: &TicketEvent,
) -> Result<Option<TicketStatus>, Failure> {
    let Some(reply) = unchecked(before.trail) else {
        return Ok(None);
    };
    if event.verdict != Some(AiVerdict::Approved) {
        return Ok(None);
    }
    let mut given = blank(before.ticket.id, Event::Answered, event.at, event.by);
    given.answer = event.answer.clone().or_else(|| reply.answer.clone());
    write(writing, before, &given)?;
    Ok(None)
}

/// A revisit is a contact, too; one that failed reopens the ticket.
fn revisited(
    writing: &Writing<'_>,
    before: &Before<'_>,
    event: &TicketEvent,
) -> Result<TicketStatus, Failure> {
    let (id, at, playbook) = (before.ticket.id, event.at, before.playbook);
    writing.ticket_time(id, "revisited_at", Some(at))?;
    let result = event.result.unwrap_or(RevisitResult::NotSolved);
    let code = Stored::Text(result.code().to_owned());
    writing.set_column(Noun::Ticket, id, "revisit_result", &code, at)?;
    let place = Place {
        number: number_of(playbook, Noun::Followup, at.day(playbook.calendar.zone())),
        extra: Vec::new(),
        since: at,
        to_confirm: &std::collections::BTreeSet::new(),
    };
    writing.insert(&followup(before.lang, before.ticket, event, result), &place)?;
    match result {
        RevisitResult::Solved => Ok(TicketStatus::Revisited),
        RevisitResult::NotSolved => {
            insert_event(writing, &blank(id, Event::Reopened, at, event.by))?;
            reopened(writing, id)?;
            Ok(TicketStatus::Reopened)
        }
    }
}

fn followup(
    lang: Lang,
    ticket: &Kept<Ticket>,
    event: &TicketEvent,
    result: RevisitResult,
) -> Followup {
    let said = match &event.text {
        Some(text) => text.clone(),
        None => Long(format!("{} {}", ticket.number, result.label().to(lang))),
    };
    let method = match event.channel {
        Some(TicketChannel::Email) => Method::Email,
        Some(TicketChannel::WalkIn) => Method::Visit,
        Some(TicketChannel::OnlineChat | TicketChannel::SocialMedia) => Method::Written,
        Some(TicketChannel::Phone) | None => Method::Phone,
    };
    Followup {
        deep: Some(YesNo::No),
        purpose: vec![Purpose::Satisfaction],
        topic: Some(ticket.number.clone()),
        ticket: Some(Ref::new(ticket.id)),
        owner: event.by,
        ..Followup::bare(ticket.record.customer, said, method, event.at)
    }
}
