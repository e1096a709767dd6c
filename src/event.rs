//! The closed list of events: named, timed facts that are read off the
//! records, each with the column that holds its time. A playbook may name
//! these and no others; an event whose record comes later joins the list with
//! that record.

use crate::value::Noun;

/// Where an event's time stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A column of the record.
    Column(&'static str),
    /// A dated change of the record's attributes.
    Turn,
    /// When such a change was written down.
    TurnRecorded,
    /// A review of the record.
    Review,
    /// An event of a ticket's trail, of the kind that stands after the dot.
    Trail,
}

/// A named, timed fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// `followup.logged`
    pub name: &'static str,
    pub noun: Noun,
    pub source: Source,
    /// What a rule may ask of it, besides the records it hangs on.
    pub attributes: &'static [&'static str],
}

const fn column(
    name: &'static str,
    noun: Noun,
    column: &'static str,
    attributes: &'static [&'static str],
) -> Event {
    Event {
        name,
        noun,
        source: Source::Column(column),
        attributes,
    }
}

const fn from(
    name: &'static str,
    noun: Noun,
    source: Source,
    attributes: &'static [&'static str],
) -> Event {
    Event {
        name,
        noun,
        source,
        attributes,
    }
}

const fn trail(name: &'static str) -> Event {
    let attributes = &["by", "to", "mode", "result"];
    from(name, Noun::TicketEvent, Source::Trail, attributes)
}

/// Every event there is.
pub const ALL: &[Event] = &[
    column("customer.acquired", Noun::Customer, "acquired", &["source"]),
    column("customer.recorded", Noun::Customer, "recorded_at", &[]),
    column("customer.submitted", Noun::Customer, "submitted_at", &[]),
    column("customer.screened", Noun::Screening, "at", &["result"]),
    from(
        "customer.reviewed",
        Noun::Customer,
        Source::Review,
        &["result", "by"],
    ),
    column("customer.filed", Noun::Customer, "filed_at", &[]),
    from(
        "customer.turned",
        Noun::Customer,
        Source::Turn,
        &["attribute", "from", "to"],
    ),
    from(
        "contact.changed",
        Noun::Contact,
        Source::Turn,
        &["attribute"],
    ),
    from(
        "contact.updated",
        Noun::Contact,
        Source::TurnRecorded,
        &["attribute"],
    ),
    column("plan.made", Noun::Plan, "recorded_at", &[]),
    column("plan.cancelled", Noun::Plan, "cancelled_at", &[]),
    column(
        "followup.logged",
        Noun::Followup,
        "at",
        &[
            "method",
            "direction",
            "reached",
            "deep",
            "purpose",
            "content",
            "sent",
            "by",
        ],
    ),
    column("followup.recorded", Noun::Followup, "recorded_at", &[]),
    column("action.made", Noun::Action, "recorded_at", &["by"]),
    column("action.done", Noun::Action, "done_at", &["by"]),
    column("grade.assessed", Noun::Grade, "at", &["grade"]),
    from(
        "grade.decided",
        Noun::Grade,
        Source::Review,
        &["grade", "from", "result"],
    ),
    column(
        "ticket.opened",
        Noun::Ticket,
        "at",
        &["type", "priority", "area", "quality"],
    ),
    from(
        "ticket.turned",
        Noun::Ticket,
        Source::Turn,
        &["attribute", "from", "to"],
    ),
    trail("ticket.told"),
    trail("ticket.assigned"),
    trail("ticket.transferred"),
    trail("ticket.responded"),
    trail("ticket.worked"),
    trail("ticket.answered"),
    trail("ticket.waiting"),
    trail("ticket.resumed"),
    trail("ticket.extended"),
    trail("ticket.solved"),
    trail("ticket.confirmed"),
    trail("ticket.revisited"),
    trail("ticket.escalated"),
    trail("ticket.reopened"),
    trail("ticket.merged"),
    trail("ticket.closed"),
];

impl Event {
    /// The event called `name`.
    pub fn named(name: &str) -> Option<&'static Event> {
        ALL.iter().find(|event| event.name == name)
    }

    /// Where its time is read, as `table.column`.
    pub fn place(&self) -> String {
        let table = self.noun.table();
        match self.source {
            Source::Column(column) => format!("{table}.{column}"),
            Source::Turn => format!("turn.at ({table})"),
            Source::TurnRecorded => format!("turn.recorded_at ({table})"),
            Source::Review => format!("review.at ({table})"),
            Source::Trail => format!("{table}.at"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::choices::TicketEventKind;
    use crate::value::ChoiceSet as _;

    #[test]
    fn every_name_is_there_once_and_begins_with_a_noun() {
        for (n, event) in ALL.iter().enumerate() {
            assert!(event.name.contains('.'), "{}", event.name);
            let twice = ALL[n + 1..].iter().any(|other| other.name == event.name);
            assert!(!twice, "{}", event.name);
        }
    }

    #[test]
    fn a_trail_event_is_a_kind_of_ticket_event() {
        let trail = ALL.iter().filter(|event| event.source == Source::Trail);
        for event in trail {
            let word = event.name.trim_start_matches("ticket.");
            assert!(TicketEventKind::from_code(word).is_some(), "{word}");
        }
    }
}
