//! Where an event's record names the other records that it carries, and how they are read.

use rusqlite::Row;

use super::sources::Read;
use crate::event::{About, Event};
use crate::rules::Links;
use crate::value::Noun;

/// The columns of the records that an event carries.
pub(super) fn links(
    event: &Event,
    about: Noun,
    customer: &'static str,
) -> Vec<(Noun, &'static str)> {
    let mut links = vec![(Noun::Customer, customer)];
    match event.about {
        About::Improvement => links.push((Noun::Improvement, "s.improvement")),
        About::Customer => {}
        _ => links.push((about, "s.id")),
    }
    if about == Noun::Handover {
        // Who hands over, and to whom.
        links.extend([(Noun::Staff, "s.\"from\""), (Noun::Staff, "s.\"to\"")]);
    }
    for carried in event.carries {
        let column = match (about, carried) {
            (Noun::Followup, About::Plan) => (Noun::Plan, "s.plan"),
            (Noun::Followup, About::Occasion) => (Noun::Occasion, "s.occasion"),
            (Noun::Customer, About::Pause) => (Noun::Pause, "r.id"),
            (
                Noun::Followup
                | Noun::Action
                | Noun::Attachment
                | Noun::Article
                | Noun::Recall
                | Noun::Survey
                | Noun::Audit,
                About::Ticket,
            ) => (Noun::Ticket, "s.ticket"),
            (
                Noun::Milestone | Noun::Deviation | Noun::Attachment | Noun::Ticket | Noun::Survey,
                About::Delivery,
            ) => (Noun::Delivery, "s.delivery"),
            (
                Noun::Followup
                | Noun::Promise
                | Noun::Request
                | Noun::Need
                | Noun::Attachment
                | Noun::Contract
                | Noun::Pack
                | Noun::Proposal
                | Noun::Objection,
                About::Deal,
            ) => (Noun::Deal, "s.deal"),
            (
                Noun::Instalment | Noun::Delivery | Noun::Attachment | Noun::Survey,
                About::Contract,
            ) => (Noun::Contract, "s.contract"),
            (Noun::Affected, About::Recall) => (Noun::Recall, "s.recall"),
            (Noun::Notice, About::Improvement) => (Noun::Improvement, "s.improvement"),
            (Noun::Notice, About::Feedback) => (Noun::Feedback, "s.feedback"),
            (Noun::Notice, About::Survey) => (Noun::Survey, "s.survey"),
            (Noun::Notice, About::Ticket) => (Noun::Ticket, "s.ticket"),
            (Noun::Entry, About::Survey) => {
                (Noun::Survey, "CASE s.noun WHEN 'survey' THEN s.record END")
            }
            (Noun::Entry, About::Ticket) => {
                (Noun::Ticket, "CASE s.noun WHEN 'ticket' THEN s.record END")
            }
            _ => continue,
        };
        links.push(column);
    }
    links
}

/// The link columns of an event, each with a comma before it.
pub(super) fn columns_of(read: &Read) -> String {
    read.links
        .iter()
        .map(|(_, column)| format!(", {column}"))
        .collect()
}

pub(super) fn links_in(row: &Row<'_>, at: usize, read: &Read) -> rusqlite::Result<Links> {
    let mut links = Links::with_capacity(read.links.len());
    for (n, (noun, _)) in read.links.iter().enumerate() {
        if let Some(id) = row.get::<_, Option<i64>>(at + n)? {
            links.push((*noun, id));
        }
    }
    Ok(links)
}
