//! The command that settles an obligation, with everything filled in that is
//! known: read off the rule's own events, so that a rule of the user's playbook
//! has one too.

mod asked;

use std::collections::HashMap;

use asked::{attach, turn};

use crate::event::{Attribute, Date, Source};
use crate::form::Form as _;
use crate::playbook::{Rule, Selector, Shape, Test};
use crate::records::choices::{CareKind, EscalatedTo, Method};
use crate::records::filters::CustomerFilter;
use crate::rules::Obligation;
use crate::store::{Face, Matter};
use crate::value::{ChoiceSet as _, Noun, YesNo};

/// The words after `kehu` of the command that settles `owed`.
pub fn command(owed: &Obligation<'_>, face: &Face, matter: Option<&Matter>) -> Vec<String> {
    let words = |all: &[&str]| {
        all.iter()
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    let customer = face.number.as_str();
    let record = matter.map_or(customer, |matter| matter.number.as_str());
    if owed.rule.batch {
        return for_all(owed).unwrap_or_else(|| words(&["customer", "list"]));
    }
    for selector in settling(owed.rule) {
        let name = selector.event.name;
        let found = match name {
            "followup.logged" => contact(selector, owed, customer, record),
            "customer.submitted" => words(&["customer", "edit", customer]),
            "customer.reviewed" | "customer.filed" => words(&["customer", "review", customer]),
            "customer.screened" => words(&["customer", "screen", customer]),
            "grade.assessed" => words(&["grade", "assess", customer]),
            "grade.decided" => words(&["grade", "review", customer]),
            "action.done" => words(&["followup", "done", record]),
            "plan.cancelled" => words(&["followup", "done", record]),
            "contact.updated" => words(&["contact", "edit", customer]),
            "customer.resumed" => words(&["customer", "resume", customer]),
            "customer.turned" => turn(selector, customer),
            "deal.opened" => words(&["deal", "open", customer]),
            "deal.closed" => words(&["deal", "edit", record]),
            "deal.reviewed" => words(&["deal", "review", record]),
            "contract.reviewed" => words(&["contract", "review", record]),
            // Of a customer it is not known which contract.
            "contract.signed" if owed.subject.noun == Noun::Contract => {
                words(&["contract", "sign", record])
            }
            "contract.ended" => words(&["contract", "end", record]),
            "instalment.paid" => words(&["contract", "pay", record]),
            "delivery.planned" => words(&["delivery", "plan", customer]),
            "delivery.delivered" => words(&["delivery", "deliver", record]),
            "delivery.accepted" => words(&["delivery", "accept", record]),
            "delivery.reported" => words(&["delivery", "progress", customer, "--told", "now"]),
            "milestone.done" => words(&["delivery", "done", record]),
            "deviation.closed" => words(&["delivery", "settle", record]),
            "pack.accepted" => words(&["delivery", "pack", customer]),
            "promise.confirmed" => words(&["promise", "confirm", record]),
            "promise.kept" => words(&["promise", "keep", record]),
            "objection.answered" => words(&["deal", "answer", record]),
            "proposal.reviewed" => words(&["deal", "approve", record]),
            "proposal.answered" => words(&["deal", "remark", record]),
            "remark.answered" => words(&["deal", "answer", record]),
            "survey.recorded" => survey(selector, owed, customer, record),
            "feedback.responded" => words(&["feedback", "respond", record]),
            "feedback.resolved" => words(&["feedback", "resolve", record]),
            "feedback.closed" => words(&["feedback", "close", record]),
            "recall.started" if owed.subject.noun == Noun::Ticket => {
                words(&["ticket", "recall", record])
            }
            "affected.informed" | "recall.informed" => words(&["recall", "inform", record]),
            "affected.settled" => words(&["recall", "settle", record]),
            "recall.closed" => words(&["recall", "close", record]),
            "notice.sent" => words(&["improvement", "notify", record]),
            "improvement.closed" => words(&["improvement", "done", record]),
            "request.answered" => words(&["request", "answer", record]),
            "need.found" => words(&["need", "add", customer]),
            "handover.accepted" => words(&["handover", "accept", record]),
            "handover.reviewed" => words(&["handover", "review", record]),
            "customer.verified" => words(&["customer", "verify", customer]),
            "attachment.added" => {
                let mut words = attach(selector, customer);
                if owed.subject.noun == Noun::Contract {
                    words.extend(["--contract".to_owned(), record.to_owned()]);
                }
                words
            }
            "audit.finished" => words(&["ticket", "audit"]),
            "duty.done" => words(&["duty", "done", owed.rule.id]),
            "entry.made" => match fill(selector, owed, customer, record) {
                Some(words) => words,
                None => continue,
            },
            "entry.closed" if owed.subject.noun == Noun::Entry => words(&["form", "close", record]),
            "ticket.escalated" => escalate(selector, record),
            _ if selector.event.source == Source::Trail => trail(selector, record),
            _ => continue,
        };
        return found;
    }
    match owed.subject.noun {
        Noun::Staff => Vec::new(),
        _ => words(&["customer", "show", customer]),
    }
}

/// Whether it is the day on which a customer signed its first contract, a year or more
/// later.
pub fn is_anniversary(owed: &Obligation<'_>) -> bool {
    let date = match &owed.rule.shape {
        Shape::Dated { date, .. } => Some(*date),
        _ => None,
    };
    owed.subject.noun == Noun::Contract && date == Some(Date::OccasionDay)
}

/// The events that settle what a rule asks, or that it counts.
pub fn settling(rule: &Rule) -> &[Selector] {
    match &rule.shape {
        Shape::Deadline { until, .. } | Shape::Dated { until, .. } => until,
        Shape::Rhythm { event, .. } | Shape::Limit { event, .. } => event,
    }
}

/// One `log` for everybody whom a rule is about; `None` where a contact does
/// not settle it, or its conditions cannot be said in one line.
fn for_all(owed: &Obligation<'_>) -> Option<Vec<String>> {
    let selector = settling(owed.rule)
        .iter()
        .find(|selector| selector.event.name == "followup.logged")?;
    let mut who = Vec::new();
    for condition in &owed.rule.filter {
        let key = condition.attribute.code();
        CustomerFilter::FIELDS
            .iter()
            .find(|field| field.key == key)?;
        let value = match &condition.is {
            Test::Is(yes) => YesNo::from(*yes).code(),
            Test::In(codes) => match codes.as_slice() {
                [one] if one != "none" => one,
                _ => return None,
            },
            _ => return None,
        };
        who.push(format!("{key}={value}"));
    }
    let mut words = vec!["log".to_owned(), "--where".to_owned(), who.join(",")];
    words.extend(asked_of(selector));
    if !words.iter().any(|word| word == "--by") {
        let push = Method::MaterialPush.code();
        words.extend(["--by".to_owned(), push.to_owned()]);
    }
    Some(words)
}

/// `log`, with what the rule asks of the contact.
fn contact(
    selector: &Selector,
    owed: &Obligation<'_>,
    customer: &str,
    record: &str,
) -> Vec<String> {
    let mut words = vec!["log".to_owned(), customer.to_owned()];
    words.extend(asked_of(selector));
    match owed.subject.noun {
        Noun::Plan => words.extend(["--plan".to_owned(), record.to_owned()]),
        Noun::Ticket => words.extend(["--ticket".to_owned(), record.to_owned()]),
        Noun::Occasion => words.extend(["--occasion".to_owned(), record.to_owned()]),
        _ if is_anniversary(owed) => {
            let kind = CareKind::ContractAnniversary.code();
            words.extend(["--care".to_owned(), kind.to_owned()]);
        }
        _ => {}
    }
    words
}

/// The form that a rule asks for, about the record that it asks it for; `None`
/// where it names none.
fn fill(
    selector: &Selector,
    owed: &Obligation<'_>,
    customer: &str,
    record: &str,
) -> Option<Vec<String>> {
    let form = selector
        .conditions
        .iter()
        .find(|one| one.attribute == Attribute::Form);
    let Test::In(forms) = &form?.is else {
        return None;
    };
    let mut words = vec!["form".to_owned(), "fill".to_owned(), forms.first()?.clone()];
    match owed.subject.noun {
        // A duty's is about nobody, a handover's about whichever customer it was.
        Noun::Staff | Noun::Handover => {}
        Noun::Ticket | Noun::Survey => words.push(record.to_owned()),
        _ => words.push(customer.to_owned()),
    }
    Some(words)
}

/// `survey record`, of the occasion that a rule waits for, about the record it is about.
fn survey(selector: &Selector, owed: &Obligation<'_>, customer: &str, record: &str) -> Vec<String> {
    let mut words = vec![
        "survey".to_owned(),
        "record".to_owned(),
        customer.to_owned(),
    ];
    let node = selector.conditions.iter();
    let node = node.filter(|one| one.attribute == Attribute::Node);
    for condition in node {
        if let Test::In(codes) = &condition.is
            && let [code] = codes.as_slice()
        {
            words.extend(["--node".to_owned(), code.clone()]);
        }
    }
    match owed.subject.noun {
        Noun::Delivery => words.extend(["--delivery".to_owned(), record.to_owned()]),
        Noun::Ticket => words.extend(["--ticket".to_owned(), record.to_owned()]),
        _ => {}
    }
    words
}

/// What a rule asks of a contact, as flags.
fn asked_of(selector: &Selector) -> Vec<String> {
    let mut words = Vec::new();
    for condition in &selector.conditions {
        let flag = match condition.attribute {
            Attribute::Purpose => "--purpose",
            Attribute::Sent => "--sent",
            Attribute::Method => "--by",
            _ => continue,
        };
        if let Test::In(codes) = &condition.is
            && let Some(code) = codes.first()
        {
            words.extend([flag.to_owned(), code.clone()]);
        }
    }
    words
}

/// `ticket escalate`, to the place that a rule waits for.
fn escalate(selector: &Selector, record: &str) -> Vec<String> {
    let mut words = ticket("escalated", record);
    let to = selector.conditions.iter();
    let to = to.filter(|one| one.attribute == Attribute::To);
    let places = to.filter_map(|one| match &one.is {
        Test::In(codes) => EscalatedTo::from_code(codes.first()?),
        _ => None,
    });
    for place in places {
        words.extend(["--to".to_owned(), place.code().to_owned()]);
    }
    words
}

/// The step of a ticket that a rule waits for, in the mode that it asks.
fn trail(selector: &Selector, record: &str) -> Vec<String> {
    let mut words = ticket(selector.event.word(), record);
    let mode = selector.conditions.iter();
    let mut mode = mode.filter(|one| one.attribute == Attribute::Mode);
    if let Some(Test::In(codes)) = mode.next().map(|one| &one.is)
        && let [code] = codes.as_slice()
    {
        words.extend(["--mode".to_owned(), code.clone()]);
    }
    words
}

/// The verb of a ticket that writes an event of this kind.
pub(super) fn ticket(kind: &str, number: &str) -> Vec<String> {
    let verb = match kind {
        "responded" => "respond",
        "answered" | "worked" => "work",
        "solved" => "solve",
        "confirmed" => "confirm",
        "revisited" => "revisit",
        "told" => "tell",
        "assigned" => "assign",
        "transferred" => "transfer",
        "escalated" => "escalate",
        "appointed" => "visit",
        "waiting" => "wait",
        "resumed" => "resume",
        "extended" => "extend",
        "replaced" => "replace",
        "ai-reviewed" => "check",
        "reopened" => "reopen",
        "merged" => "merge",
        "archived" => "archive",
        "closed" => "close",
        _ => "show",
    };
    vec!["ticket".to_owned(), verb.to_owned(), number.to_owned()]
}

/// Numbers and words of the records that lines are about, by noun and id.
pub type Matters = HashMap<(Noun, i64), Matter>;
