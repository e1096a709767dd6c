//! Tickets: which priority to suggest, which team and whom a ticket goes to,
//! `[ticket]`, and how long the rules give each priority.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::faults::Faults;
use super::nearest::or_nearest;
use super::{Rule, Shape};
use crate::event::Attribute;
use crate::records::choices::{Area, Nature, Role, TicketTeam};
use crate::say;
use crate::value::{ChoiceSet, Span};

/// `[ticket]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    suggest: BTreeMap<String, BTreeMap<String, String>>,
    route: Route,
    first: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Route {
    area: BTreeMap<String, String>,
    nature: BTreeMap<String, String>,
}

/// What the playbook says of tickets, besides the rules about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Severity, then scope, to priority.
    suggest: BTreeMap<String, BTreeMap<String, String>>,
    areas: Vec<(Area, TicketTeam)>,
    natures: Vec<(Nature, TicketTeam)>,
    first: Vec<(Nature, Role)>,
}

const PRIORITIES: [&str; 3] = ["urgent", "important", "normal"];

/// The rule with this id among `rules`, or that had it before it was renamed.
pub fn called<'r>(rules: &'r [Rule], id: &str) -> Option<&'r Rule> {
    let now = rules.iter().find(|rule| rule.id == id);
    now.or_else(|| rules.iter().find(|rule| rule.was.contains(&id)))
}

/// How long the rule with this id gives a record whose attributes are `of`; `None` if
/// the rule is not among `rules`, or gives no limit.
pub fn limit(rules: &[Rule], id: &str, of: impl Fn(Attribute) -> Option<String>) -> Option<Span> {
    match &called(rules, id)?.shape {
        Shape::Deadline { within, .. } => within.as_ref().and_then(|within| within.of(of)),
        _ => None,
    }
}

/// The same for a ticket of this priority.
pub fn ticket_limit(rules: &[Rule], id: &str, priority: &str) -> Option<Span> {
    limit(rules, id, |attribute| {
        (attribute == Attribute::Priority).then(|| priority.to_owned())
    })
}

impl Ticket {
    pub(super) fn read(written: Written, faults: &mut Faults<'_>) -> Self {
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
        Ticket {
            areas: pairs("ticket.route.area", &written.route.area, faults),
            natures: pairs("ticket.route.nature", &written.route.nature, faults),
            first: pairs("ticket.first", &written.first, faults),
            suggest: written.suggest,
        }
    }

    /// The team that a ticket of this area and nature goes to (R158); none where
    /// neither says one.
    pub fn team(&self, area: Option<Area>, nature: Option<Nature>) -> Option<TicketTeam> {
        of(&self.areas, area).or_else(|| of(&self.natures, nature))
    }

    /// The role that comes first for tickets of this nature (R168).
    pub fn first(&self, nature: Option<Nature>) -> Option<Role> {
        of(&self.first, nature)
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

fn of<K: Copy + PartialEq, V: Copy>(all: &[(K, V)], key: Option<K>) -> Option<V> {
    let key = key?;
    all.iter()
        .find(|(known, _)| *known == key)
        .map(|(_, value)| *value)
}

/// Reads a table of codes; those that are none are noted under `place`.
fn pairs<K: ChoiceSet, V: ChoiceSet>(
    place: &str,
    written: &BTreeMap<String, String>,
    faults: &mut Faults<'_>,
) -> Vec<(K, V)> {
    let mut all = Vec::new();
    for (key, value) in written {
        let place = format!("{place}.{key}");
        let (known, set) = (K::from_code(key), V::from_code(value));
        if known.is_none() {
            faults.note(&place, say!("“{key}” is not known", "没有“{key}”"));
        }
        if set.is_none() {
            let what = say!("“{value}” is not known", "没有“{value}”");
            let codes = V::VARIANTS.iter().map(|one| one.code());
            faults.note(&place, or_nearest(what, value, codes));
        }
        all.extend(known.zip(set));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::Playbook;
    use super::super::tests::{mine, problems};
    use super::*;

    fn limit(book: &Playbook, rule: &str, priority: &str) -> Option<String> {
        let limit = ticket_limit(book.rules().unwrap(), rule, priority);
        limit.map(Span::code)
    }

    #[test]
    fn the_clocks_are_those_of_handbook_002() {
        let book = Playbook::standard().unwrap();
        for (rule, priority, span) in [
            ("ticket-respond", "urgent", "2h"),
            ("ticket-respond", "normal", "24h"),
            ("ticket-solution", "important", "24h"),
            ("ticket-solution", "normal", "3wd"),
        ] {
            assert_eq!(limit(&book, rule, priority).as_deref(), Some(span));
        }
        assert_eq!(limit(&book, "ticket-respond", "whenever"), None);
        assert_eq!(limit(&book, "care", "urgent"), None);
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
    fn area_sends_a_ticket_to_a_team_and_else_its_nature() {
        let ticket = Playbook::standard().unwrap().ticket;
        let (logistics, usage) = (Some(Area::LogisticsDispute), Some(Area::ProductUsage));
        let technical = Some(Nature::Technical);
        assert_eq!(
            ticket.team(logistics, technical),
            Some(TicketTeam::Logistics)
        );
        let support = Some(TicketTeam::TechnicalSupport);
        assert_eq!(ticket.team(usage, technical), support);
        assert_eq!(ticket.team(usage, None), None);
        assert_eq!(ticket.first(technical), Some(Role::SeniorEngineer));
        assert_eq!(ticket.first(None), None);
        let book = mine("[ticket.route.nature]\ntechnical = \"quality\"\n");
        assert_eq!(book.ticket.team(None, technical), Some(TicketTeam::Quality));
        assert_eq!(
            problems("[ticket.route.nature]\ntechnical = \"qualty\"\n"),
            [
                "mine.toml:2 ticket.route.nature.technical: “qualty” is not known; did you mean quality?"
            ]
        );
    }

    #[test]
    fn one_clock_can_be_changed() {
        let book = mine("[rule.ticket-respond.within]\nnormal = \"4h\"\n");
        assert_eq!(
            limit(&book, "ticket-respond", "normal").as_deref(),
            Some("4h")
        );
        assert_eq!(
            limit(&book, "ticket-respond", "urgent").as_deref(),
            Some("2h")
        );
        let book = mine("[rule.ticket-respond]\noff = true\n");
        assert_eq!(limit(&book, "ticket-respond", "urgent"), None);
        assert_eq!(
            problems("[ticket.suggest]\nfunction-fault.group = \"high\"\n"),
            [
                "mine.toml:2 ticket.suggest.function-fault.group: “high” is none of urgent, important, normal"
            ]
        );
    }
}
