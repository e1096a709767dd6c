//! Tickets: how long each priority may take, and which priority to suggest.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::faults::Faults;
use super::span;
use crate::say;
use crate::value::Span;

/// `[ticket]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    clock: WrittenClock,
    suggest: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenClock {
    respond: WrittenSpans,
    solution: WrittenSpans,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSpans {
    urgent: String,
    important: String,
    normal: String,
}

/// What the playbook says of tickets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// From acceptance to the first response.
    pub respond: ByPriority,
    /// From acceptance to the solution given.
    pub solution: ByPriority,
    /// Severity, then scope, to priority.
    suggest: BTreeMap<String, BTreeMap<String, String>>,
}

/// One span for each priority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByPriority {
    pub urgent: Span,
    pub important: Span,
    pub normal: Span,
}

const PRIORITIES: [&str; 3] = ["urgent", "important", "normal"];

impl ByPriority {
    fn read(key: &str, written: &WrittenSpans, faults: &mut Faults<'_>) -> Option<Self> {
        let mut one =
            |name: &str, text: &str| span(&format!("ticket.clock.{key}.{name}"), text, faults);
        let urgent = one("urgent", &written.urgent);
        let important = one("important", &written.important);
        let normal = one("normal", &written.normal);
        Some(ByPriority {
            urgent: urgent?,
            important: important?,
            normal: normal?,
        })
    }

    /// The span of the priority with this code.
    pub fn of(&self, priority: &str) -> Option<&Span> {
        match priority {
            "urgent" => Some(&self.urgent),
            "important" => Some(&self.important),
            "normal" => Some(&self.normal),
            _ => None,
        }
    }
}

impl Ticket {
    pub(super) fn read(written: Written, faults: &mut Faults<'_>) -> Option<Self> {
        for (severity, scopes) in &written.suggest {
            for (scope, priority) in scopes {
                if !PRIORITIES.contains(&priority.as_str()) {
                    let what = say!(
                        "“{priority}” is none of urgent, important, normal",
                        "“{priority}”不是 urgent、important、normal 之一"
                    );
                    faults.note(&format!("ticket.suggest.{severity}.{scope}"), what);
                }
            }
        }
        let respond = ByPriority::read("respond", &written.clock.respond, faults);
        let solution = ByPriority::read("solution", &written.clock.solution, faults);
        Some(Ticket {
            respond: respond?,
            solution: solution?,
            suggest: written.suggest,
        })
    }

    /// The code of the priority to suggest, from what is known of severity and
    /// scope: none where what is unknown would make a difference.
    pub fn suggest(&self, severity: Option<&str>, scope: Option<&str>) -> Option<&str> {
        let mut possible = self
            .suggest
            .iter()
            .filter(|(known, _)| severity.is_none_or(|severity| severity == *known))
            .flat_map(|(_, scopes)| scopes)
            .filter(|(known, _)| scope.is_none_or(|scope| scope == *known))
            .map(|(_, priority)| priority.as_str());
        let first = possible.next()?;
        possible.all(|other| other == first).then_some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{mine, problems};
    use super::*;
    use crate::playbook::Playbook;

    #[test]
    fn the_clocks_are_those_of_handbook_002() {
        let ticket = Playbook::standard().unwrap().ticket;
        let span = |text| Span::read(text).unwrap();
        assert_eq!(ticket.respond.of("urgent"), Some(&span("2h")));
        assert_eq!(ticket.respond.of("normal"), Some(&span("24h")));
        assert_eq!(ticket.solution.of("important"), Some(&span("24h")));
        assert_eq!(ticket.solution.of("normal"), Some(&span("3wd")));
        assert_eq!(ticket.solution.of("whenever"), None);
    }

    #[test]
    fn the_priority_follows_severity_and_scope() {
        let ticket = Playbook::standard().unwrap().ticket;
        for (severity, scope, priority) in [
            (Some("service-outage"), Some("single"), Some("urgent")),
            (Some("function-fault"), Some("single"), Some("important")),
            (Some("function-fault"), Some("group"), Some("urgent")),
            (Some("experience-flaw"), Some("single"), Some("normal")),
            // Whatever the other one is, it is urgent.
            (Some("service-outage"), None, Some("urgent")),
            (None, Some("group"), Some("urgent")),
            // The other one decides.
            (Some("function-fault"), None, None),
            (None, None, None),
            (Some("no-such"), Some("single"), None),
        ] {
            assert_eq!(
                ticket.suggest(severity, scope),
                priority,
                "{severity:?} {scope:?}"
            );
        }
    }

    #[test]
    fn one_clock_can_be_changed() {
        let book = mine("[ticket.clock]\nrespond.normal = \"4h\"\n");
        assert_eq!(book.ticket.respond.normal, Span::read("4h").unwrap());
        assert_eq!(book.ticket.respond.urgent, Span::read("2h").unwrap());
        assert_eq!(
            problems(
                "[ticket.suggest]\nfunction-fault.group = \"high\"\n[ticket.clock]\nsolution.normal = \"3 moons\"\n"
            ),
            [
                "mine.toml:2 ticket.suggest.function-fault.group: “high” is none of urgent, important, normal",
                "mine.toml:4 ticket.clock.solution.normal: “3 moons” is not a span, such as 4h, 3wd, 1mo",
            ]
        );
    }
}
