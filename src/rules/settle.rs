//! Which event settles what: by the most specific record that both carry
//! (meaning: settling).

use rustc_hash::FxHashMap;

use super::fact::{Fact, Link};
use crate::value::{Moment, Noun};

/// Whether an event is about what began with these links.
///
/// A plan is settled by the contact that names it, and by no other: a script
/// settles nothing that it does not name.
pub fn about(begun: &[Link], event: &[Link]) -> bool {
    let id = |links: &[Link], noun: Noun| {
        links
            .iter()
            .find(|(known, _)| *known == noun)
            .map(|(_, id)| *id)
    };
    // Two events of one record carry several records only where one hangs on
    // the other, so one shared record that differs decides.
    let special = begun
        .iter()
        .filter(|(noun, _)| *noun != Noun::Customer)
        .find_map(|(noun, own)| Some((*own, id(event, *noun)?)));
    match special {
        Some((own, other)) => own == other,
        None if begun.iter().any(|(noun, _)| *noun == Noun::Plan) => false,
        None => match (id(begun, Noun::Customer), id(event, Noun::Customer)) {
            (Some(own), Some(other)) => own == other,
            _ => false,
        },
    }
}

/// Whether two sets of links share a record more specific than the customer.
pub fn names(begun: &[Link], event: &[Link]) -> bool {
    begun
        .iter()
        .filter(|(noun, _)| *noun != Noun::Customer)
        .any(|link| event.contains(link))
}

/// Events, found by the customer they are about.
#[derive(Debug, Default)]
pub struct Events {
    all: Vec<Fact>,
    by_customer: FxHashMap<i64, Vec<usize>>,
}

impl Events {
    /// `all`, oldest first.
    pub fn new(all: Vec<Fact>) -> Self {
        let mut by_customer: FxHashMap<i64, Vec<usize>> = FxHashMap::default();
        for (at, fact) in all.iter().enumerate() {
            for (noun, id) in &fact.links {
                if *noun == Noun::Customer {
                    by_customer.entry(*id).or_default().push(at);
                }
            }
        }
        Events { all, by_customer }
    }

    /// `all`, oldest first, found by whoever made them instead.
    pub fn of_makers(all: Vec<Fact>) -> Self {
        let mut by_customer: FxHashMap<i64, Vec<usize>> = FxHashMap::default();
        for (at, fact) in all.iter().enumerate() {
            for (_, id) in fact.links.iter().filter(|(noun, _)| *noun == Noun::Staff) {
                by_customer.entry(*id).or_default().push(at);
            }
        }
        Events { all, by_customer }
    }

    /// The events about one customer, oldest first.
    pub fn of(&self, customer: i64) -> impl DoubleEndedIterator<Item = &Fact> {
        let places = self.by_customer.get(&customer).into_iter().flatten();
        places.filter_map(|at| self.all.get(*at))
    }

    /// The first event that settles what began with `begun`: not before
    /// `from`, unless it names the very record.
    pub fn settling(&self, customer: i64, begun: &[Link], from: Moment) -> Option<&Fact> {
        self.of(customer)
            .find(|fact| about(begun, &fact.links) && fact.at >= from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YUN: (Noun, i64) = (Noun::Customer, 1);
    const QI: (Noun, i64) = (Noun::Customer, 2);
    const TICKET: (Noun, i64) = (Noun::Ticket, 11);
    const OTHER: (Noun, i64) = (Noun::Ticket, 12);
    const PLAN: (Noun, i64) = (Noun::Plan, 21);

    #[test]
    fn meaning_2_the_most_specific_record_that_both_carry_decides() {
        assert!(about(&[YUN, TICKET], &[YUN, TICKET]));
        assert!(!about(&[YUN, TICKET], &[YUN, OTHER]));
        // A contact that names no ticket is about the customer.
        assert!(about(&[YUN, TICKET], &[YUN]));
        assert!(about(&[YUN], &[YUN, TICKET]));
        assert!(!about(&[YUN], &[QI]));
        assert!(!about(&[], &[]));
    }

    #[test]
    fn meaning_2_a_plan_is_settled_by_the_contact_that_names_it() {
        assert!(about(&[YUN, PLAN], &[YUN, PLAN]));
        assert!(!about(&[YUN, PLAN], &[YUN]));
    }

    #[test]
    fn meaning_2_nothing_is_settled_before_it_began() {
        let at = |text| Moment::parse_rfc3339(text).unwrap();
        let fact = |text, links: &[_]| Fact {
            at: at(text),
            period: None,
            links: links.into(),
        };
        let events = Events::new(vec![
            fact("2026-03-01T01:00:00Z", &[YUN]),
            fact("2026-03-02T01:00:00Z", &[QI]),
            fact("2026-03-05T01:00:00Z", &[YUN]),
        ]);
        let settled = events.settling(1, &[YUN], at("2026-03-02T00:00:00Z"));
        assert_eq!(
            settled.map(|fact| fact.at),
            Some(at("2026-03-05T01:00:00Z"))
        );
        assert!(
            events
                .settling(1, &[YUN], at("2026-03-06T00:00:00Z"))
                .is_none()
        );
    }
}
