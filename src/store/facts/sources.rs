//! Events, dates and attributes as SQL: where each is read, and what a condition
//! of a rule says of it. In every statement `s` is the record it is about, `r`
//! the row that holds the event, and `c` the customer.

use std::fmt::Write as _;

use super::sparse::Sparse;
use crate::event::{About, Attribute, Event, Source};
use crate::playbook::{Condition, Contact, Selector, Test};
use crate::store::contracts::{paid_at, status};
use crate::store::improvements::once_a_customer;
use crate::store::lists::low;
use crate::value::{ChoiceSet as _, Noun};

/// What rules mean by real and by deep contact, and which roles are held.
pub(super) struct Sense<'a> {
    pub contact: &'a Contact,
    /// Codes of the roles that somebody holds.
    pub roles: &'a [&'static str],
}

/// An event as the middle of a statement.
pub(super) struct Read {
    /// The tables that it is read from: where one is empty, nothing happened.
    pub tables: [&'static str; 2],
    /// The tables with the event first: for going through a time.
    pub by_time: String,
    /// The same with the record first: for going through some records.
    pub by_record: String,
    /// The column by which a customer's are reached.
    pub reach: &'static str,
    pub at: String,
    pub customer: &'static str,
    pub links: Vec<(Noun, &'static str)>,
    pub conditions: Vec<String>,
}

/// Where an event is read; `None` where no record tells of it yet.
pub(super) fn read(selector: &Selector, sense: &Sense<'_>) -> Option<Read> {
    let event = selector.event;
    let (about, noun) = (owing(event.about)?, event.noun?);
    let (table, row) = (about.table(), noun.table());
    // A recall is told to other customers than the one who reported it.
    let customer = match (about, noun) {
        (Noun::Recall, Noun::Affected) => "r.customer",
        _ => customer_of(about),
    };
    let (by_time, by_record, reach, at) = match event.source {
        // Payments are not kept with what they pay.
        Source::Column(_) if noun == Noun::Instalment => {
            let all = format!("{table} s");
            (all.clone(), all, customer, paid_at("s"))
        }
        // What becomes of an improvement, for each customer who led to it.
        Source::Column(column) if noun == Noun::Improvement => (
            "improvement r CROSS JOIN notice s ON s.improvement = r.id".to_owned(),
            "notice s CROSS JOIN improvement r ON r.id = s.improvement".to_owned(),
            customer,
            format!("r.\"{column}\""),
        ),
        Source::Column(column) if about == noun => {
            let all = format!("{table} s");
            (all.clone(), all, customer, format!("s.\"{column}\""))
        }
        Source::Column(column) => {
            // The row names the record by what that is called.
            let all = format!("{row} r CROSS JOIN {table} s ON s.id = r.\"{table}\"");
            (all.clone(), all, "r.customer", format!("r.\"{column}\""))
        }
        Source::Turn | Source::TurnRecorded => (
            format!("turn r CROSS JOIN {table} s ON s.id = r.record"),
            format!("{table} s CROSS JOIN turn r ON r.record = s.id"),
            customer,
            match event.source {
                Source::Turn => "r.at".to_owned(),
                _ => "r.recorded_at".to_owned(),
            },
        ),
        Source::Review => (
            format!("review r CROSS JOIN {table} s ON s.id = r.record"),
            format!("{table} s CROSS JOIN review r ON r.noun = '{table}' AND r.record = s.id"),
            customer,
            "r.at".to_owned(),
        ),
        Source::Trail => (
            "ticket_event r CROSS JOIN ticket s ON s.id = r.ticket".to_owned(),
            "ticket s CROSS JOIN ticket_event r ON r.ticket = s.id".to_owned(),
            customer,
            "r.at".to_owned(),
        ),
        Source::Low => {
            let all = format!("{table} s");
            (all.clone(), all, customer, "s.at".to_owned())
        }
        Source::Finished => {
            let all = format!("{table} s");
            (all.clone(), all, customer, "s.at".to_owned())
        }
        // Worked out from many records, and read apart.
        Source::Below | Source::Later(_) => return None,
    };
    let held_in = match event.source {
        Source::Turn | Source::TurnRecorded => "turn",
        Source::Review => "review",
        Source::Column(_)
        | Source::Trail
        | Source::Low
        | Source::Below
        | Source::Finished
        | Source::Later(_) => row,
    };
    let mut conditions = vec![
        format!("{at} IS NOT NULL"),
        "s.removed_at IS NULL".to_owned(),
    ];
    match event.source {
        Source::Trail => conditions.push(format!("r.kind = '{}'", event.word())),
        Source::Turn | Source::TurnRecorded => conditions.push(format!("r.noun = '{table}'")),
        Source::Review => conditions.push(format!("r.noun = '{table}'")),
        Source::Low => conditions.push(low("s")),
        // The last one of its week: none is left, and none was scored later.
        Source::Finished => conditions.push(
            "NOT EXISTS (SELECT 1 FROM audit o WHERE o.week = s.week AND o.removed_at IS NULL
             AND (o.at IS NULL OR o.at > s.at))"
                .to_owned(),
        ),
        Source::Column(_) | Source::Below | Source::Later(_) => {}
    }
    let apart = about != noun && !matches!(event.source, Source::Turn | Source::TurnRecorded);
    if apart {
        conditions.push("r.removed_at IS NULL".to_owned());
    }
    if noun == Noun::Improvement {
        conditions.push(once_a_customer("s"));
    }
    for condition in &selector.conditions {
        conditions.push(asked(event, condition, sense).unwrap_or_else(|| "0".to_owned()));
    }
    Some(Read {
        tables: [table, held_in],
        by_time,
        by_record,
        reach,
        at,
        customer,
        links: links(event, about, customer),
        conditions,
    })
}

/// The record that something is owed for after an event about such records: of an
/// improvement, the customer's part in it.
pub(super) fn owing(about: About) -> Option<Noun> {
    match about {
        About::Improvement => Some(Noun::Notice),
        about => about.noun(),
    }
}

/// Who made a record `s` that can do a duty; `None` where none could.
pub(super) const fn maker_of(about: Noun) -> Option<&'static str> {
    match about {
        Noun::Entry | Noun::Duty | Noun::Audit => Some("s.\"by\""),
        Noun::Followup => Some("s.owner"),
        _ => None,
    }
}

/// The customer of a record `s`.
pub(super) const fn customer_of(about: Noun) -> &'static str {
    match about {
        Noun::Customer | Noun::Duty => "s.id",
        // What belongs to no customer stands for itself.
        Noun::Entry | Noun::Handover | Noun::Recall => "coalesce(s.customer, s.id)",
        // A case is the customer's whose ticket it was made from.
        Noun::Article => "coalesce((SELECT k.customer FROM ticket k WHERE k.id = s.ticket), -s.id)",
        _ => "s.customer",
    }
}

/// The columns of the records that an event carries.
fn links(event: &Event, about: Noun, customer: &'static str) -> Vec<(Noun, &'static str)> {
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

/// A condition of an event.
fn asked(event: &Event, condition: &Condition, sense: &Sense<'_>) -> Option<String> {
    let attribute = condition.attribute;
    let quoted = |codes: &[String]| {
        let codes: Vec<_> = codes.iter().map(|code| quote(code)).collect();
        codes.join(", ")
    };
    match attribute {
        Attribute::Reached => Some(yes(
            &format!(
                "(s.reached = 'yes' AND s.method NOT IN ({}))",
                methods(|code| !sense.contact.is_real(code))
            ),
            &condition.is,
        )),
        Attribute::Deep => Some(yes(
            &format!(
                "coalesce(s.deep = 'yes', s.method IN ({}))",
                methods(|code| sense.contact.is_deep(code))
            ),
            &condition.is,
        )),
        Attribute::By => Some(by(event, &condition.is, sense)),
        Attribute::To if event.source == Source::Trail => match &condition.is {
            // A place, or the role of whom it was given to.
            Test::In(codes) => Some(format!(
                "coalesce(r.place, (SELECT p.role FROM staff p WHERE p.id = r.\"to\")) IN ({})",
                quoted(codes)
            )),
            _ => None,
        },
        _ => {
            let column = match (event.source, attribute) {
                (Source::Turn | Source::TurnRecorded, Attribute::Attribute) => "r.attribute".into(),
                (Source::Turn | Source::TurnRecorded, Attribute::From) => "r.old".into(),
                (Source::Turn | Source::TurnRecorded, Attribute::To) => "r.new".into(),
                (Source::Column(_) | Source::Low, _) if event.noun == owing(event.about) => {
                    format!("s.\"{}\"", attribute.code())
                }
                _ => format!("r.\"{}\"", attribute.code()),
            };
            let several = event
                .values(attribute)
                .is_some_and(|values| values.is_several());
            Some(test(&column, several, &condition.is))
        }
    }
}

/// Who did it: a role, or somebody who stands in a relation to the customer. A
/// role that nobody holds is anybody's.
fn by(event: &Event, is: &Test, sense: &Sense<'_>) -> String {
    let person = match (event.source, event.about) {
        (Source::Trail | Source::Review, _) => "r.\"by\"",
        (_, About::Followup | About::Action) => "s.owner",
        _ => "s.recorded_by",
    };
    let Test::In(codes) = is else {
        return "1".to_owned();
    };
    let customer = owing(event.about).map_or("s.customer", customer_of);
    let owner = format!("(SELECT o.owner FROM customer o WHERE o.id = {customer})");
    let each: Vec<String> = codes
        .iter()
        .map(|code| match code.as_str() {
            "owner" => format!("{person} IS {owner}"),
            "supervisor" => {
                format!("{person} = (SELECT p.supervisor FROM staff p WHERE p.id = {owner})")
            }
            "assignee" => format!("{person} = s.assignee"),
            "from" | "to" => handing(person, code, customer),
            role if sense.roles.contains(&role) => format!(
                "(SELECT p.role FROM staff p WHERE p.id = {person}) = {}",
                quote(role)
            ),
            _ => "1".to_owned(),
        })
        .collect();
    format!("({})", each.join(" OR "))
}

/// Whether somebody handed a customer over that is not theirs again, or took it over.
fn handing(person: &str, which: &str, customer: &str) -> String {
    format!(
        "{person} IS {} (SELECT o.owner FROM customer o WHERE o.id = {customer})
         AND {person} IN (SELECT h.\"{which}\" FROM handed d JOIN handover h ON h.id = d.handover
         WHERE d.customer = {customer} AND h.removed_at IS NULL)",
        if which == "from" { "NOT" } else { "" }
    )
}

/// The methods for which `is` holds, as a list.
fn methods(is: impl Fn(&str) -> bool) -> String {
    let all = crate::records::choices::Method::VARIANTS.iter();
    let codes: Vec<_> = all
        .map(|method| method.code())
        .filter(|code| is(code))
        .map(quote)
        .collect();
    codes.join(", ")
}

fn yes(holds: &str, is: &Test) -> String {
    match is {
        Test::Is(false) => format!("NOT {holds}"),
        _ => holds.to_owned(),
    }
}

/// A column compared with what a playbook asks of it.
fn test(column: &str, several: bool, is: &Test) -> String {
    let one = |code: &String| match (code.as_str(), several) {
        ("none", _) => format!("{column} IS NULL"),
        (code, true) => format!(
            "instr(',' || {column} || ',', {}) > 0",
            quote(&format!(",{code},"))
        ),
        (code, false) => format!("{column} = {}", quote(code)),
    };
    let any = |codes: &[String]| {
        let each: Vec<String> = codes.iter().map(one).collect();
        match codes.iter().any(|code| code == "none") {
            true => format!("({})", each.join(" OR ")),
            // Said twice over, so that an index of what is there is used.
            false => format!("{column} IS NOT NULL AND ({})", each.join(" OR ")),
        }
    };
    match is {
        Test::In(codes) => any(codes),
        Test::NotIn(codes) => format!("NOT coalesce(({}), 0)", any(codes)),
        Test::Any => format!("{column} IS NOT NULL AND {column} != ''"),
        Test::Is(true) => format!("{column} IN ('yes', 'true', 1)"),
        Test::Is(false) => format!("coalesce({column}, 'no') NOT IN ('yes', 'true', 1)"),
    }
}

/// An attribute of a subject `s`, whose customer is called `c` in the statement,
/// as a column; nothing where no record tells of it yet.
pub(super) fn attribute(about: About, attribute: Attribute, c: &str) -> String {
    let own = about != About::Customer && about.values(attribute).is_some();
    if let (false, Some(sparse)) = (own, Sparse::of(attribute)) {
        return sparse.column(&format!("{c}.id"));
    }
    match (own, attribute) {
        (true, Attribute::Greeting) => {
            "CASE s.greeting WHEN 'no' THEN 'false' ELSE 'true' END".to_owned()
        }
        (true, Attribute::ContractStatus) => status("s"),
        (true, Attribute::DealKind) => "s.kind".to_owned(),
        (true, Attribute::DealOpen) => {
            "CASE WHEN s.closed_at IS NULL THEN 'true' ELSE 'false' END".to_owned()
        }
        (true, _) if about.noun().is_some() => format!("s.\"{}\"", attribute.code()),
        (false, Attribute::Tag) => {
            format!("(SELECT group_concat(name, ',') FROM tag WHERE tag.customer = {c}.id)")
        }
        (false, Attribute::Pool) => {
            format!("CASE {c}.pool WHEN 1 THEN 'true' ELSE 'false' END")
        }
        (false, Attribute::Owner) => {
            format!("(SELECT p.name FROM staff p WHERE p.id = {c}.owner)")
        }
        (false, _) if About::Customer.values(attribute).is_some() => {
            format!("{c}.\"{}\"", attribute.code())
        }
        _ => "NULL".to_owned(),
    }
}

/// A text as a literal. Codes come from closed sets and checked playbooks.
pub(super) fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    let _ = write!(quoted, "'{}'", text.replace('\'', "''"));
    quoted
}
