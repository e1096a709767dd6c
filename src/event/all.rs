//! Every event there is, in the order of the records.

use super::About::{
    Action, Article, Attachment, Contact, Contract, Customer, Deal, Delivery, Deviation, Entry,
    Feedback, Followup, Grade, Handover, Improvement, Instalment, Milestone, Need, Notice,
    Objection, Occasion, Pack, Pause, Plan, Promise, Proposal, Recall, Request, Satisfaction,
    Survey, Ticket,
};
use super::about::FOLLOWUP;
use super::attribute::{Attribute, Has, Values, one, person, word};
use super::{About, Event, Source};
use crate::records::choices::{
    Area, Decision, GradeLetter, HandlingMode, Priority, QualityLevel, RevisitResult, ScreenResult,
    Source as Origin, TicketType,
};
use crate::value::Noun;

const fn column(
    name: &'static str,
    about: About,
    noun: Noun,
    column: &'static str,
    attributes: &'static [Has],
    carries: &'static [About],
) -> Event {
    from(
        name,
        about,
        noun,
        Source::Column(column),
        attributes,
        carries,
    )
}

const fn from(
    name: &'static str,
    about: About,
    noun: Noun,
    source: Source,
    attributes: &'static [Has],
    carries: &'static [About],
) -> Event {
    Event {
        name,
        about,
        noun: Some(noun),
        source,
        attributes,
        carries,
    }
}

const fn later(
    name: &'static str,
    about: About,
    place: &'static str,
    attributes: &'static [Has],
    carries: &'static [About],
) -> Event {
    Event {
        name,
        about,
        noun: None,
        source: Source::Later(place),
        attributes,
        carries,
    }
}

/// A list that is read as a table: one row a line.
macro_rules! table {
    ($($make:ident($($with:expr),* $(,)?);)*) => { &[$($make($($with),*)),*] };
}

/// An event of a ticket's trail.
const fn trail(name: &'static str) -> Event {
    let noun = Noun::TicketEvent;
    from(name, Ticket, noun, Source::Trail, TRAIL, &[Customer])
}

const TRAIL: &[Has] = &[
    person(Attribute::By),
    // Somebody, or a place such as `task-force` and `fast-lane`.
    word(Attribute::To),
    one::<HandlingMode>(Attribute::Mode),
    one::<RevisitResult>(Attribute::Result),
];

/// What a dated change of a customer says.
const TURNED: &[Has] = &[
    Has {
        attribute: Attribute::Attribute,
        values: Values::Turned(&[
            Attribute::Grade,
            Attribute::Stage,
            Attribute::Segment,
            Attribute::Intent,
            Attribute::Owner,
            Attribute::Pool,
        ]),
    },
    Has {
        attribute: Attribute::From,
        values: Values::Turn,
    },
    Has {
        attribute: Attribute::To,
        values: Values::Turn,
    },
];

const TICKET_TURNED: &[Has] = &[
    Has {
        attribute: Attribute::Attribute,
        values: Values::Turned(&[
            Attribute::Priority,
            Attribute::Assignee,
            Attribute::Type,
            Attribute::Status,
        ]),
    },
    Has {
        attribute: Attribute::From,
        values: Values::Turn,
    },
    Has {
        attribute: Attribute::To,
        values: Values::Turn,
    },
];

// What is a field of a contact, not an attribute of its own: `phone`, `title`.
const CONTACT: &[Has] = &[word(Attribute::Attribute)];
const DECIDED: &[Has] = &[one::<Decision>(Attribute::Result)];
const BY: &[Has] = &[person(Attribute::By)];
const DEAL_TURNED: &[Has] = &[word(Attribute::Attribute), word(Attribute::To)];
const HANDED: &[Has] = &[word(Attribute::From), word(Attribute::To)];

/// Every event there is.
pub const ALL: &[Event] = table! {
    column("customer.acquired", Customer, Noun::Customer, "acquired", &[one::<Origin>(Attribute::Source)], &[]);
    column("customer.recorded", Customer, Noun::Customer, "recorded_at", &[], &[]);
    column("customer.submitted", Customer, Noun::Customer, "submitted_at", &[], &[]);
    column("customer.screened", Customer, Noun::Screening, "at", &[one::<ScreenResult>(Attribute::Result)], &[]);
    from("customer.reviewed", Customer, Noun::Customer, Source::Review, &[one::<Decision>(Attribute::Result), person(Attribute::By)], &[]);
    column("customer.filed", Customer, Noun::Customer, "filed_at", &[], &[]);
    from("customer.turned", Customer, Noun::Customer, Source::Turn, TURNED, &[]);
    later("customer.verified", Customer, "verification.at", &[], &[]);
    later("customer.paused", Customer, "pause.from_at", &[word(Attribute::Reason)], &[Pause]);
    later("customer.resumed", Customer, "pause.ended_at", &[word(Attribute::Reason)], &[Pause]);
    from("contact.changed", Contact, Noun::Contact, Source::Turn, CONTACT, &[Customer]);
    from("contact.updated", Contact, Noun::Contact, Source::TurnRecorded, CONTACT, &[Customer]);
    column("plan.made", Plan, Noun::Plan, "recorded_at", &[], &[Customer]);
    column("plan.cancelled", Plan, Noun::Plan, "cancelled_at", &[], &[Customer]);
    column("followup.logged", Followup, Noun::Followup, "at", FOLLOWUP, &[Customer, Plan, Deal, Ticket, Delivery, Occasion]);
    column("followup.recorded", Followup, Noun::Followup, "recorded_at", &[], &[Customer]);
    column("action.made", Action, Noun::Action, "recorded_at", BY, &[Customer]);
    column("action.done", Action, Noun::Action, "done_at", BY, &[Customer]);
    later("need.found", Need, "need.found_on", &[], &[Customer]);
    column("grade.assessed", Grade, Noun::Grade, "at", &[one::<GradeLetter>(Attribute::Grade)], &[Customer]);
    from("grade.decided", Grade, Noun::Grade, Source::Review, &[one::<GradeLetter>(Attribute::Grade), one::<GradeLetter>(Attribute::From), one::<Decision>(Attribute::Result)], &[Customer]);
    later("deal.opened", Deal, "deal.opened_at", &[word(Attribute::Kind)], &[Customer]);
    later("deal.turned", Deal, "turn.at (deal)", DEAL_TURNED, &[Customer]);
    later("deal.closed", Deal, "deal.closed_at", &[word(Attribute::Outcome)], &[Customer]);
    later("deal.reviewed", Deal, "deal_review.at", &[], &[Customer]);
    later("proposal.made", Proposal, "proposal.made_at", &[], &[Customer, Deal]);
    later("proposal.reviewed", Proposal, "review.at (proposal)", DECIDED, &[Customer, Deal]);
    later("proposal.submitted", Proposal, "proposal.submitted_at", &[], &[Customer, Deal]);
    later("proposal.answered", Proposal, "remark.at", &[], &[Customer, Deal]);
    later("proposal.confirmed", Proposal, "proposal.confirmed_at", &[], &[Customer, Deal]);
    later("objection.raised", Objection, "objection.raised_at", &[word(Attribute::Type)], &[Customer, Deal]);
    later("objection.answered", Objection, "objection.answered_at", &[word(Attribute::Type)], &[Customer, Deal]);
    later("objection.settled", Objection, "objection.settled_at", &[word(Attribute::Type)], &[Customer, Deal]);
    later("contract.reviewed", Contract, "review.at (contract)", DECIDED, &[Customer, Deal]);
    later("contract.signed", Contract, "contract.signed_on", &[], &[Customer, Deal]);
    later("contract.ended", Contract, "contract.ended_on", &[], &[Customer, Deal]);
    later("instalment.paid", Instalment, "instalment.paid_on", &[], &[Customer, Contract]);
    later("promise.made", Promise, "promise.made_at", BY, &[Customer]);
    later("promise.confirmed", Promise, "promise.confirmed_at", BY, &[Customer]);
    later("promise.kept", Promise, "promise.kept_at", BY, &[Customer]);
    later("request.submitted", Request, "request.submitted_at", &[word(Attribute::Department)], &[Customer]);
    later("request.answered", Request, "request.answered_at", &[word(Attribute::Department)], &[Customer]);
    later("pack.handed", Pack, "pack.handed_at", &[], &[Customer, Deal]);
    later("pack.accepted", Pack, "pack.accepted_at", &[], &[Customer, Deal]);
    later("delivery.planned", Delivery, "delivery.planned_at", &[], &[Customer, Contract]);
    later("delivery.started", Delivery, "delivery.started_at", &[], &[Customer, Contract]);
    later("delivery.delivered", Delivery, "delivery.delivered_at", &[], &[Customer, Contract]);
    later("delivery.accepted", Delivery, "delivery.accepted_at", &[word(Attribute::Result)], &[Customer, Contract]);
    later("delivery.reported", Delivery, "progress.told_at", &[], &[Customer, Contract]);
    later("milestone.done", Milestone, "milestone.done_at", &[], &[Customer, Delivery]);
    later("milestone.confirmed", Milestone, "milestone.signed_on", &[], &[Customer, Delivery]);
    later("deviation.found", Deviation, "deviation.found_at", &[word(Attribute::Kind)], &[Customer, Delivery]);
    later("deviation.closed", Deviation, "deviation.closed_at", &[word(Attribute::Kind)], &[Customer, Delivery]);
    column("ticket.opened", Ticket, Noun::Ticket, "at", &[one::<TicketType>(Attribute::Type), one::<Priority>(Attribute::Priority), one::<Area>(Attribute::Area), one::<QualityLevel>(Attribute::Quality)], &[Customer, Delivery]);
    from("ticket.turned", Ticket, Noun::Ticket, Source::Turn, TICKET_TURNED, &[Customer]);
    trail("ticket.told");
    trail("ticket.assigned");
    trail("ticket.transferred");
    trail("ticket.responded");
    trail("ticket.worked");
    trail("ticket.answered");
    trail("ticket.waiting");
    trail("ticket.resumed");
    trail("ticket.extended");
    trail("ticket.solved");
    trail("ticket.confirmed");
    trail("ticket.revisited");
    trail("ticket.escalated");
    trail("ticket.reopened");
    trail("ticket.merged");
    trail("ticket.closed");
    later("ticket.replaced", Ticket, "ticket_event.at (replaced)", TRAIL, &[Customer]);
    later("ticket.ai-replied", Ticket, "ticket_event.at (ai-replied)", TRAIL, &[Customer]);
    later("ticket.ai-reviewed", Ticket, "ticket_event.at (ai-reviewed)", TRAIL, &[Customer]);
    later("ticket.archived", Ticket, "ticket_event.at (archived)", TRAIL, &[Customer]);
    later("ticket.audited", Ticket, "ticket_audit.at", &[], &[Customer]);
    later("recall.started", Recall, "recall.started_at", &[], &[Ticket, Customer]);
    later("recall.informed", Recall, "recall_customer.informed_at", &[], &[Ticket, Customer]);
    later("recall.closed", Recall, "recall.closed_at", &[], &[Ticket, Customer]);
    later("feedback.received", Feedback, "feedback.received_at", CLASS, &[Customer]);
    later("feedback.responded", Feedback, "feedback.responded_at", CLASS, &[Customer]);
    later("feedback.resolved", Feedback, "feedback.resolved_at", CLASS, &[Customer]);
    later("feedback.escalated", Feedback, "feedback.escalated_at", CLASS, &[Customer]);
    later("feedback.closed", Feedback, "feedback.closed_at", CLASS, &[Customer]);
    later("improvement.proposed", Improvement, "improvement.at", &[], &[Feedback, Survey]);
    later("improvement.closed", Improvement, "improvement.closed_at", &[], &[Feedback, Survey]);
    later("notice.sent", Notice, "notice.at", &[], &[Improvement, Customer]);
    later("survey.asked", Survey, "survey.asked_at", NODE, LINKED);
    later("survey.recorded", Survey, "survey.at", NODE, LINKED);
    later("survey.low", Survey, "survey.at", NODE, LINKED);
    later("satisfaction.below", Satisfaction, "survey.at", &[word(Attribute::Dimension)], &[]);
    later("entry.made", Entry, "entry.at", &[word(Attribute::Form)], &[Customer, Ticket, Deal, Delivery, Handover, Satisfaction]);
    later("entry.closed", Entry, "entry.closed_at", &[word(Attribute::Form)], &[Customer, Ticket, Deal, Delivery, Handover, Satisfaction]);
    later("attachment.added", Attachment, "attachment.at", &[word(Attribute::Kind)], &[Customer, Contract, Ticket, Deal, Delivery]);
    later("article.added", Article, "article.at", &[word(Attribute::Kind)], &[Ticket]);
    later("handover.started", Handover, "handover.started_at", HANDED, &[Customer]);
    later("handover.reviewed", Handover, "review.at (handover)", DECIDED, &[Customer]);
    later("handover.accepted", Handover, "handover.accepted_at", HANDED, &[Customer]);
    later("duty.done", About::Duty, "duty.at", &[], &[]);
};

const CLASS: &[Has] = &[word(Attribute::Class)];
const NODE: &[Has] = &[word(Attribute::Node)];
const LINKED: &[About] = &[Customer, Ticket, Delivery, Contract];
