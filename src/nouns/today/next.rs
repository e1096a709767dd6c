//! What one would do next with a record of a list that is about no obligation.

use super::settle::ticket;
use crate::app::App;
use crate::problem::Failure;
use crate::records::choices::TicketStatus;
use crate::store::Kept;
use crate::value::{ChoiceSet as _, Noun};

/// What one would do next with a record of a list: log a contact, end a plan,
/// take a ticket a step further.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn step(app: &mut App<'_>, noun: Noun, id: i64) -> Result<Vec<String>, Failure> {
    let store = app.file()?;
    let number = |store: &crate::store::Store, noun, id| -> Result<String, Failure> {
        let found = store.candidate(noun, id)?;
        Ok(found.map_or(String::new(), |found| found.number))
    };
    let own = number(store, noun, id)?;
    let words: Vec<String> = match noun {
        Noun::Ticket => {
            let verb = match store.ticket_standing(id)?.status {
                TicketStatus::Accepted => "responded",
                TicketStatus::Responded | TicketStatus::Reopened => "answered",
                TicketStatus::InProgress | TicketStatus::Escalated => "solved",
                TicketStatus::Waiting => "resumed",
                TicketStatus::Solved | TicketStatus::Confirmed => "revisited",
                TicketStatus::Revisited => "closed",
                TicketStatus::Closed | TicketStatus::Merged => "show",
            };
            ticket(verb, &own)
        }
        Noun::Action => vec!["followup".into(), "done".into(), own],
        Noun::Plan => {
            let plan: Kept<crate::records::Plan> = store.get(id)?;
            let customer = number(store, Noun::Customer, plan.record.customer.id())?;
            let by = plan.record.method.code().to_owned();
            let flags = ["--plan".into(), own, "--by".into(), by];
            ["log".into(), customer].into_iter().chain(flags).collect()
        }
        Noun::Grade => {
            let customer = store.customer_of(noun, id)?;
            let customer = number(store, Noun::Customer, customer)?;
            vec!["grade".into(), "review".into(), customer]
        }
        Noun::Staff => vec!["staff".into(), "list".into()],
        Noun::Deal => vec!["deal".into(), "show".into(), own],
        Noun::Contract => vec!["contract".into(), "show".into(), own],
        Noun::Instalment => vec!["contract".into(), "pay".into(), own],
        Noun::Delivery => vec!["delivery".into(), "show".into(), own],
        Noun::Milestone => vec!["delivery".into(), "done".into(), own],
        Noun::Deviation => vec!["delivery".into(), "settle".into(), own],
        Noun::Promise => vec!["promise".into(), "keep".into(), own],
        Noun::Proposal => vec!["proposal".into(), "show".into(), own],
        Noun::Remark | Noun::Objection => vec!["deal".into(), "answer".into(), own],
        Noun::Attachment => vec!["attach".into(), "open".into(), own],
        Noun::Handover => vec!["handover".into(), "show".into(), own],
        Noun::Feedback => vec!["feedback".into(), "show".into(), own],
        Noun::Recall => vec!["recall".into(), "show".into(), own],
        Noun::Affected => match store.moment_of(noun, id, "informed_at")? {
            None => vec!["recall".into(), "inform".into(), own],
            Some(_) => vec!["recall".into(), "settle".into(), own],
        },
        Noun::Survey => vec!["survey".into(), "show".into(), own],
        Noun::Improvement => vec!["improvement".into(), "show".into(), own],
        Noun::Notice => vec!["improvement".into(), "notify".into(), own],
        Noun::Audit => vec!["audit".into(), "show".into(), own],
        Noun::Request => vec!["request".into(), "answer".into(), own],
        Noun::Need | Noun::Analysis => vec!["need".into(), "show".into(), own],
        Noun::Customer => vec!["log".into(), own],
        Noun::Entry => match store.filed(id)?.closed_at {
            None => vec!["form".into(), "close".into(), own],
            Some(_) => vec!["form".into(), "show".into(), own],
        },
        Noun::Duty => vec!["duty".into(), "list".into()],
        _ => {
            let customer = store.customer_of(noun, id)?;
            vec!["log".into(), number(store, Noun::Customer, customer)?]
        }
    };
    Ok(words)
}
