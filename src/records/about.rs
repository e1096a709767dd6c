//! What is known of every noun beside its form: which of its columns says what a
//! record is about, and which ones are empty while it is open.

use crate::value::Noun;

/// The column whose beginning tells one record of a customer from another;
/// `None` for nouns with a name of their own, and those told by nothing else.
pub const fn about(noun: Noun) -> Option<&'static str> {
    Some(match noun {
        Noun::Ticket => "symptom",
        Noun::Followup => "said",
        Noun::Plan | Noun::Action | Noun::Promise | Noun::Need | Noun::Objection => "what",
        Noun::Request => "background",
        Noun::Proposal => "scope",
        Noun::Alternative => "letter",
        Noun::Remark => "said",
        Noun::Recall => "defect",
        Noun::Affected => "goods",
        Noun::Survey => "suggestion",
        Noun::Feedback => "said",
        Noun::Notice => "progress",
        Noun::Audit => "finding",
        Noun::Analysis => "problem",
        Noun::Attachment => "name",
        Noun::Contract => "subject",
        Noun::Instalment => "name",
        Noun::Payment => "notes",
        Noun::Delivery | Noun::Deviation | Noun::Delivered | Noun::Acceptance => "what",
        Noun::Milestone => "name",
        Noun::Progress => "said",
        Noun::Pack => "special",
        Noun::Grade => "basis",
        Noun::Screening | Noun::Occasion | Noun::Verification => "notes",
        Noun::Pause => "reason",
        Noun::Entry => "form",
        Noun::Duty => "rule",
        Noun::DealReview => "improvement",
        Noun::Staff
        | Noun::Product
        | Noun::Article
        | Noun::Improvement
        | Noun::Customer
        | Noun::Contact
        | Noun::Deal
        | Noun::Handover
        | Noun::Review
        | Noun::TicketEvent => return None,
    })
}

/// Whether records of this noun have names of their own to be found by.
pub const fn has_name(noun: Noun) -> bool {
    matches!(
        noun,
        Noun::Customer
            | Noun::Staff
            | Noun::Contact
            | Noun::Product
            | Noun::Deal
            | Noun::Article
            | Noun::Improvement
    )
}

/// The columns that are empty while a record is open; none for nouns that never end.
pub const fn ends(noun: Noun) -> &'static [&'static str] {
    match noun {
        Noun::Survey | Noun::Notice | Noun::Audit => &["at"],
        Noun::Ticket
        | Noun::Deal
        | Noun::Entry
        | Noun::Feedback
        | Noun::Recall
        | Noun::Improvement => &["closed_at"],
        Noun::Affected => &["settled_at"],
        Noun::Plan | Noun::Action => &["done_at", "cancelled_at"],
        Noun::Promise => &["kept_at"],
        Noun::Request | Noun::Remark => &["answered_at"],
        Noun::Contract => &["ended_at"],
        Noun::Delivery | Noun::Pack => &["accepted_at"],
        Noun::Milestone => &["done_at"],
        Noun::Deviation => &["closed_at"],
        Noun::Objection => &["settled_at"],
        Noun::Handover => &["accepted_at"],
        _ => &[],
    }
}

/// What is told of a record in one line of a customer's story, besides what happened:
/// keys of its form and of how it stands, the most telling first. Of a noun that names
/// none, what it is about is told.
pub const fn telling(noun: Noun) -> &'static [&'static str] {
    match noun {
        Noun::Customer => &["source"],
        Noun::Contact => &["name", "title", "role"],
        Noun::Screening => &["result", "drop_reason"],
        Noun::Review => &["result", "grade", "reason"],
        Noun::Pause => &["reason", "resume_on"],
        Noun::Followup => &["method", "said", "feedback", "next_at", "next_what"],
        Noun::Plan => &["method", "at", "focus", "goal", "what"],
        Noun::Action => &["what", "due"],
        Noun::Need => &["what", "visibility", "spin"],
        Noun::Analysis => &["situation", "problem", "implication", "need_payoff"],
        Noun::Grade => &["grade", "purchase", "potential", "basis"],
        Noun::Deal => &["name", "kind", "outcome", "amount"],
        Noun::DealReview => &["success_factor", "failure_reason", "improvement"],
        Noun::Proposal => &["version", "scope"],
        Noun::Remark => &["said", "kind", "answer"],
        Noun::Objection => &["what", "type", "answer", "result"],
        Noun::Promise => &["what", "promised_by", "due"],
        Noun::Request => &["department", "background", "answer"],
        Noun::Ticket => &["type", "priority", "symptom"],
        Noun::TicketEvent => &[
            "to",
            "place",
            "text",
            "answer",
            "cause",
            "steps",
            "result",
            "satisfaction",
            "until",
            "team",
            "carrier",
            "compensation",
            "verdict",
        ],
        Noun::Recall => &["defect", "batch", "measure", "conclusion"],
        Noun::Affected => &["evidence", "goods", "channel", "told", "outcome", "result"],
        Noun::Survey => &["node", "channel", "scores", "nps", "suggestion"],
        Noun::Feedback => &["class", "said", "solution"],
        Noun::Improvement => &["name", "measure", "result", "effect", "reason"],
        Noun::Notice => &["improvement", "method", "progress"],
        Noun::Entry => &["form", "note"],
        Noun::Attachment => &["kind", "name"],
        Noun::Contract => &["subject", "amount", "signed_for", "end_reason"],
        Noun::Payment => &["amount", "method"],
        Noun::Delivery => &["what", "planned", "result", "score", "evaluation"],
        Noun::Milestone => &["name", "planned", "signed_for"],
        Noun::Progress => &["said", "percent"],
        Noun::Deviation => &["what", "kind", "reason", "outcome"],
        Noun::Pack => &["receiver", "special", "accepted_note"],
        Noun::Handover => &["from", "to", "leaving"],
        Noun::Verification => &["organisation", "notes"],
        _ => &[],
    }
}
