//! When events took place, and to which customers: of a million of them only what looking
//! back on a rhythm asks for, so that all are held at once.

use super::fact::Fact;
use crate::value::{Moment, Noun};

/// Customers and times, by customer and then the oldest first.
#[derive(Debug, Default)]
pub struct Moments(Vec<(i64, Moment)>);

impl Moments {
    /// These, in any order.
    pub fn new(mut all: Vec<(i64, Moment)>) -> Self {
        if !all.is_sorted() {
            all.sort_unstable();
        }
        Moments(all)
    }

    /// Those of these facts that are not later than `to`.
    pub fn of_facts(facts: &[Fact], to: Moment) -> Self {
        let told = facts.iter().filter(|fact| fact.at <= to);
        let customers = told.flat_map(|fact| {
            let links = fact.links.iter();
            let customers = links.filter(|(noun, _)| *noun == Noun::Customer);
            customers.map(|(_, id)| (*id, fact.at))
        });
        Moments::new(customers.collect())
    }

    /// When it happened to one customer, the oldest first.
    pub fn of(&self, customer: i64) -> &[(i64, Moment)] {
        let from = self.0.partition_point(|(id, _)| *id < customer);
        let behind = self.0.get(from..).unwrap_or_default();
        let many = behind.iter().take_while(|(id, _)| *id == customer).count();
        behind.get(..many).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_customer_has_its_own_the_oldest_first() {
        let at = |seconds| {
            let epoch = Moment::from_utc(chrono::DateTime::UNIX_EPOCH);
            epoch.plus_seconds(seconds).unwrap()
        };
        let all = Moments::new(vec![(2, at(5)), (1, at(9)), (2, at(3)), (4, at(1))]);
        assert_eq!(all.of(2), [(2, at(3)), (2, at(5))]);
        assert_eq!(all.of(1), [(1, at(9))]);
        assert!(all.of(3).is_empty() && all.of(5).is_empty());
    }
}
