//! The closed list of what a playbook may name: events, dates, intervals and
//! attributes, each with the record that it is read from. A fact whose record
//! comes later has its name here already, and yields nothing until then.

mod about;
mod all;
mod attribute;
mod date;

pub use about::About;
pub use all::ALL;
pub use attribute::{Attribute, Has, Values};
pub use date::{Date, Interval, Place};

use crate::value::Noun;
use crate::words::Text;

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
    /// When a survey was answered that has a low score.
    Low,
    /// The end of a month whose surveys fell below the playbook's mark.
    Below,
    /// When the last ticket that was drawn for a week was scored.
    Finished,
    /// A record that a later release brings, as `table.column`.
    Later(&'static str),
}

/// A named, timed fact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// `followup.logged`
    pub name: &'static str,
    /// What happened, for `explain`.
    pub label: Text,
    /// What it is about: the most specific record that it always carries, and
    /// what an obligation hangs on that this event begins.
    pub about: About,
    /// The table that holds it; `None` until its record is there.
    pub noun: Option<Noun>,
    pub source: Source,
    /// What a rule may ask of it.
    pub attributes: &'static [Has],
    /// The other records that it carries, some only if they were given.
    pub carries: &'static [About],
}

impl Event {
    /// The event called `name`.
    pub fn named(name: &str) -> Option<&'static Event> {
        ALL.iter().find(|event| event.name == name)
    }

    /// Whether it can be read in this release.
    pub const fn is_there(&self) -> bool {
        self.noun.is_some()
    }

    /// The word after the dot: a kind of ticket event, for those of the trail.
    pub fn word(&self) -> &'static str {
        self.name
            .split_once('.')
            .map_or(self.name, |(_, word)| word)
    }

    /// What an attribute of it may be; `None` if it has no such attribute.
    pub fn values(&self, attribute: Attribute) -> Option<Values> {
        attribute::values(self.attributes, attribute)
    }

    /// Whether it says something of such a record.
    pub fn carries(&self, about: About) -> bool {
        self.about == about || self.carries.contains(&about)
    }

    /// Where its time is read, as `table.column`.
    pub fn place(&self) -> String {
        let table = self.noun.map_or("", Noun::table);
        match self.source {
            Source::Column(column) => format!("{table}.{column}"),
            Source::Turn => format!("turn.at ({table})"),
            Source::TurnRecorded => format!("turn.recorded_at ({table})"),
            Source::Review => format!("review.at ({table})"),
            Source::Trail | Source::Low | Source::Below | Source::Finished => {
                format!("{table}.at")
            }
            Source::Later(place) => place.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::choices::TicketEventKind;
    use crate::value::ChoiceSet as _;

    #[test]
    fn every_name_is_there_once_and_begins_with_what_it_is_about() {
        for (n, event) in ALL.iter().enumerate() {
            let (about, _) = event.name.split_once('.').expect(event.name);
            assert_eq!(about, event.about.code(), "{}", event.name);
            let twice = ALL[n + 1..].iter().any(|other| other.name == event.name);
            assert!(!twice, "{}", event.name);
            assert!(!event.carries.contains(&event.about), "{}", event.name);
            assert_eq!(Event::named(event.name), Some(event));
        }
    }

    #[test]
    fn a_trail_event_is_a_kind_of_ticket_event() {
        for event in ALL.iter().filter(|event| event.source == Source::Trail) {
            let word = event.word();
            assert!(TicketEventKind::from_code(word).is_some(), "{word}");
        }
        // A kind that has no event yet would never be seen by a rule.
        for kind in TicketEventKind::VARIANTS {
            let name = format!("ticket.{}", kind.code());
            assert!(Event::named(&name).is_some(), "{name}");
        }
    }

    #[test]
    fn only_what_comes_later_has_no_table() {
        for event in ALL {
            let later = matches!(event.source, Source::Later(_));
            assert_eq!(event.is_there(), !later, "{}", event.name);
            assert!(event.place().contains('.'), "{}", event.name);
        }
    }

    #[test]
    fn an_attribute_stands_once_with_an_event() {
        for event in ALL {
            for (n, has) in event.attributes.iter().enumerate() {
                let rest = &event.attributes[n + 1..];
                let twice = rest.iter().any(|other| other.attribute == has.attribute);
                assert!(!twice, "{} {}", event.name, has.attribute.code());
            }
        }
    }
}
