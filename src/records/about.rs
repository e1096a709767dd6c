//! What is known of every noun beside its form: which of its columns says what a
//! record is about, and which ones are empty while it is open.

use crate::value::Noun;

/// The column whose beginning tells one record of a customer from another;
/// `None` for nouns with a name of their own, and those told by nothing else.
pub const fn about(noun: Noun) -> Option<&'static str> {
    Some(match noun {
        Noun::Ticket => "symptom",
        Noun::Followup => "said",
        Noun::Plan | Noun::Action | Noun::Promise | Noun::Objection => "what",
        Noun::Request => "background",
        Noun::Proposal => "scope",
        Noun::Alternative => "letter",
        Noun::Remark => "said",
        Noun::Grade => "basis",
        Noun::Screening | Noun::Occasion => "notes",
        Noun::Pause => "reason",
        Noun::Entry => "form",
        Noun::Duty => "rule",
        Noun::DealReview => "improvement",
        Noun::Staff
        | Noun::Product
        | Noun::Customer
        | Noun::Contact
        | Noun::Deal
        | Noun::Review
        | Noun::TicketEvent => return None,
    })
}

/// Whether records of this noun have names of their own to be found by.
pub const fn has_name(noun: Noun) -> bool {
    matches!(
        noun,
        Noun::Customer | Noun::Staff | Noun::Contact | Noun::Product | Noun::Deal
    )
}

/// The columns that are empty while a record is open; none for nouns that never end.
pub const fn ends(noun: Noun) -> &'static [&'static str] {
    match noun {
        Noun::Ticket | Noun::Deal | Noun::Entry => &["closed_at"],
        Noun::Plan | Noun::Action => &["done_at", "cancelled_at"],
        Noun::Promise => &["kept_at"],
        Noun::Request | Noun::Remark => &["answered_at"],
        Noun::Objection => &["settled_at"],
        _ => &[],
    }
}
