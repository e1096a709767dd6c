//! What follows from a step: the ticket's times and status, a revisit's
//! follow-up, a reopening.

use crate::nouns::ticket::open::{blank, insert_event};
use crate::out::number_of;
use crate::playbook::Playbook;
use crate::problem::Failure;
use crate::records::choices::{
    Method, Purpose, RevisitResult, TicketChannel, TicketEventKind as Event, TicketStatus,
};
use crate::records::{Followup, Ticket, TicketEvent};
use crate::store::{Kept, Place, TicketStanding, Writing};
use crate::value::{ChoiceSet as _, Long, Noun, Ref, Stored, YesNo};
use crate::words::Lang;

/// The event, and what follows from it: times, status, a follow-up.
pub(super) fn write(
    writing: &Writing<'_>,
    playbook: &Playbook,
    lang: Lang,
    ticket: &Kept<Ticket>,
    standing: &TicketStanding,
    event: &TicketEvent,
) -> Result<(), Failure> {
    insert_event(writing, event)?;
    let (id, at) = (ticket.id, event.at);
    // Giving a solution is also an answer to the customer (meaning of first response).
    let implies_response = matches!(
        event.kind,
        Event::Responded | Event::Answered | Event::Solved
    );
    if implies_response && standing.responded.is_none_or(|before| at < before) {
        writing.ticket_time(id, "responded_at", Some(at))?;
        if event.kind != Event::Responded && standing.responded.is_none() {
            insert_event(writing, &blank(id, Event::Responded, at, event.by))?;
        }
    }
    let status = match event.kind {
        Event::Told => {
            let yes = Stored::Text(YesNo::Yes.code().to_owned());
            writing.set_column(Noun::Ticket, id, "told", &yes, at)?;
            return Ok(());
        }
        Event::Assigned => {
            let to = event.to.map_or(Stored::Null, |to| Stored::Int(to.id()));
            writing.set_column(Noun::Ticket, id, "assignee", &to, at)?;
            return Ok(());
        }
        Event::Escalated => {
            if let Some(to) = event.to {
                let to = Stored::Int(to.id());
                writing.set_column(Noun::Ticket, id, "assignee", &to, at)?;
            }
            TicketStatus::Escalated
        }
        Event::Responded => match standing.status {
            TicketStatus::Accepted => TicketStatus::Responded,
            status => status,
        },
        Event::Worked => TicketStatus::InProgress,
        Event::Answered => {
            if standing.answered.is_none_or(|before| at < before) {
                writing.ticket_time(id, "answered_at", Some(at))?;
            }
            TicketStatus::InProgress
        }
        Event::Solved => {
            writing.ticket_time(id, "solved_at", Some(at))?;
            if standing.answered.is_none() {
                writing.ticket_time(id, "answered_at", Some(at))?;
            }
            let cause = event
                .cause
                .map_or(Stored::Null, |cause| Stored::Text(cause.code().to_owned()));
            writing.set_column(Noun::Ticket, id, "cause", &cause, at)?;
            TicketStatus::Solved
        }
        Event::Confirmed => {
            writing.ticket_time(id, "confirmed_at", Some(at))?;
            TicketStatus::Confirmed
        }
        Event::Revisited => revisited(writing, playbook, lang, ticket, event)?,
        _ => standing.status,
    };
    writing.ticket_status(id, status, at)
}

/// A revisit is a contact, too; one that failed reopens the ticket.
pub(super) fn revisited(
    writing: &Writing<'_>,
    playbook: &Playbook,
    lang: Lang,
    ticket: &Kept<Ticket>,
    event: &TicketEvent,
) -> Result<TicketStatus, Failure> {
    let (id, at) = (ticket.id, event.at);
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
    writing.insert(&followup(lang, ticket, event, result), &place)?;
    match result {
        RevisitResult::Solved => Ok(TicketStatus::Revisited),
        RevisitResult::NotSolved => {
            insert_event(writing, &blank(id, Event::Reopened, at, event.by))?;
            writing.ticket_time(id, "solved_at", None)?;
            writing.ticket_time(id, "confirmed_at", None)?;
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
