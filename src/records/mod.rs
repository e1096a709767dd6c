//! What the store holds: one noun a file, its form and the rules that look at
//! that record alone.

mod about;
mod article;
mod attachment;
mod audit;
pub mod choices;
mod contact;
mod contract;
mod customer;
mod deal;
mod delivery;
mod entry;
mod feedback;
pub mod filters;
mod followup;
mod grade;
mod handover;
mod improvement;
mod need;
mod objection;
mod occasion;
mod pause;
mod product;
mod promise;
mod proposal;
mod recall;
mod request;
mod staff;
mod states;
mod survey;
mod ticket;
mod verification;
mod worth;

pub use about::{about, ends, has_name, telling};
pub use article::Article;
pub use attachment::Attachment;
pub use audit::{Audit, AuditScored};
pub use contact::Contact;
pub use contract::{Contract, ContractEnded, ContractSigned, Instalment, Payment};
pub use customer::Customer;
pub use deal::{Deal, DealReview};
pub use delivery::{
    Acceptance, Accepted, Checked, Delivered, Delivery, Deviation, DeviationClosed, Evaluated,
    Milestone, MilestoneDone, Pack, PackAccepted, Progress,
};
pub use entry::{Answers, Duty, Entry};
pub use feedback::{
    Feedback, FeedbackClosed, FeedbackEscalated, FeedbackResolved, FeedbackResponded,
};
pub use followup::{Action, Followup, Plan};
pub use grade::{Grade, Review, Screening};
pub use handover::{Handover, HandoverAccepted};
pub use improvement::{Improvement, ImprovementDone, ImprovementDropped, Notice};
pub use need::{Analysis, Need};
pub use objection::{Objection, ObjectionAnswered, ObjectionSettled};
pub use occasion::Occasion;
pub use pause::Pause;
pub use product::Product;
pub use promise::{Promise, PromiseConfirmed, PromiseKept};
pub use proposal::{
    Alternative, Proposal, ProposalConfirmed, ProposalSubmitted, Remark, RemarkAnswered,
};
pub use recall::{Affected, AffectedInformed, AffectedSettled, Recall, RecallClosed};
pub use request::{Request, RequestAnswered};
pub use staff::Staff;
pub use states::states;
pub use survey::{LOW_NPS, LOW_SCORE, Survey, says_nothing};
pub use ticket::{Ticket, TicketEvent};
pub use verification::Verification;
pub use worth::{Returns, Worth};

use crate::field::Field;
use crate::form::Form;
use crate::value::{Noun, Target};

/// A form that is stored as a row of its own.
pub trait Record: Form + Target {}

impl<T: Form + Target> Record for T {}

/// Every stored form, for whatever must hold of all of them.
pub const ALL: &[(Noun, &[Field])] = &[
    (Noun::Staff, Staff::FIELDS),
    (Noun::Product, Product::FIELDS),
    (Noun::Customer, Customer::FIELDS),
    (Noun::Contact, Contact::FIELDS),
    (Noun::Occasion, Occasion::FIELDS),
    (Noun::Pause, Pause::FIELDS),
    (Noun::Followup, Followup::FIELDS),
    (Noun::Plan, Plan::FIELDS),
    (Noun::Action, Action::FIELDS),
    (Noun::Grade, Grade::FIELDS),
    (Noun::Screening, Screening::FIELDS),
    (Noun::Review, Review::FIELDS),
    (Noun::Deal, Deal::FIELDS),
    (Noun::DealReview, DealReview::FIELDS),
    (Noun::Proposal, Proposal::FIELDS),
    (Noun::Alternative, Alternative::FIELDS),
    (Noun::Remark, Remark::FIELDS),
    (Noun::Objection, Objection::FIELDS),
    (Noun::Contract, Contract::FIELDS),
    (Noun::Instalment, Instalment::FIELDS),
    (Noun::Payment, Payment::FIELDS),
    (Noun::Delivery, Delivery::FIELDS),
    (Noun::Milestone, Milestone::FIELDS),
    (Noun::Progress, Progress::FIELDS),
    (Noun::Deviation, Deviation::FIELDS),
    (Noun::Delivered, Delivered::FIELDS),
    (Noun::Acceptance, Acceptance::FIELDS),
    (Noun::Pack, Pack::FIELDS),
    (Noun::Promise, Promise::FIELDS),
    (Noun::Request, Request::FIELDS),
    (Noun::Need, Need::FIELDS),
    (Noun::Analysis, Analysis::FIELDS),
    (Noun::Attachment, Attachment::FIELDS),
    (Noun::Handover, Handover::FIELDS),
    (Noun::Verification, Verification::FIELDS),
    (Noun::Ticket, Ticket::FIELDS),
    (Noun::Recall, Recall::FIELDS),
    (Noun::Affected, Affected::FIELDS),
    (Noun::Survey, Survey::FIELDS),
    (Noun::Feedback, Feedback::FIELDS),
    (Noun::Improvement, Improvement::FIELDS),
    (Noun::Notice, Notice::FIELDS),
    (Noun::Audit, Audit::FIELDS),
    (Noun::TicketEvent, TicketEvent::FIELDS),
    (Noun::Article, Article::FIELDS),
    (Noun::Entry, Entry::FIELDS),
    (Noun::Duty, Duty::FIELDS),
];
