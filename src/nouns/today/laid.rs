//! How ranked lines are laid out as customers: those of one customer together,
//! where its most pressing one stands. It looks at nothing but the order.

use rustc_hash::FxHashMap;

use super::gather::Shown;
use crate::rules::Class;

/// How many lines there are of each class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub overdue: usize,
    pub today: usize,
    /// Past its due, and within its grace; it ranks with what is due today.
    pub grace: usize,
    pub coming: usize,
}

impl Counts {
    pub fn add(&mut self, class: Class) {
        match class {
            Class::Overdue => self.overdue += 1,
            Class::Today => self.today += 1,
            Class::Coming => self.coming += 1,
        }
    }
}

/// One customer, or what is about none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Places among the lines that are shown.
    pub lines: Vec<usize>,
    /// How many more there are.
    pub more: usize,
}

/// The customers in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Laid {
    pub groups: Vec<Group>,
    /// How many customers are left out.
    pub left: usize,
}

impl Laid {
    /// Groups lines by their customers, and says which of the lines are shown,
    /// in order.
    pub fn of(customers: impl Iterator<Item = Option<i64>>, shown: Shown) -> (Laid, Vec<usize>) {
        let most = match shown {
            Shown::All => usize::MAX,
            Shown::First(most) => most,
        };
        let (mut laid, mut places) = (Laid::default(), Vec::new());
        // The groups that customers have; beyond the last one shown none.
        let mut known: FxHashMap<i64, Option<usize>> = FxHashMap::default();
        for (at, customer) in customers.enumerate() {
            let place = customer.and_then(|customer| known.get(&customer).copied());
            match place {
                Some(None) => {}
                Some(Some(place)) => {
                    if let Some(group) = laid.groups.get_mut(place) {
                        match shown {
                            Shown::All => {
                                group.lines.push(places.len());
                                places.push(at);
                            }
                            Shown::First(_) => group.more += 1,
                        }
                    }
                }
                None => {
                    let fits = laid.groups.len() < most;
                    let place = fits.then_some(laid.groups.len());
                    if let Some(customer) = customer {
                        known.insert(customer, place);
                    }
                    if fits {
                        let lines = vec![places.len()];
                        laid.groups.push(Group { lines, more: 0 });
                        places.push(at);
                    } else {
                        laid.left += 1;
                    }
                }
            }
        }
        (laid, places)
    }

    /// The numbers of so many lines, as they stand on the screen.
    pub fn numbers(&self, lines: usize) -> Vec<Option<usize>> {
        let mut numbers = vec![None; lines];
        let shown = self.groups.iter().flat_map(|group| &group.lines);
        for (n, at) in shown.enumerate() {
            if let Some(number) = numbers.get_mut(*at) {
                *number = Some(n + 1);
            }
        }
        numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: [Option<i64>; 7] = [Some(7), None, Some(8), Some(7), None, Some(9), Some(8)];

    fn groups(laid: &Laid) -> Vec<(&[usize], usize)> {
        let groups = laid.groups.iter();
        groups
            .map(|group| (group.lines.as_slice(), group.more))
            .collect()
    }

    #[test]
    fn the_lines_of_one_customer_stand_together_where_its_first_one_stands() {
        let (laid, places) = Laid::of(LINES.into_iter(), Shown::All);
        assert_eq!(places, [0, 1, 2, 3, 4, 5, 6]);
        let all: [(&[usize], usize); 5] =
            [(&[0, 3], 0), (&[1], 0), (&[2, 6], 0), (&[4], 0), (&[5], 0)];
        assert_eq!((groups(&laid), laid.left), (all.to_vec(), 0));
        let numbers: Vec<_> = laid.numbers(7).into_iter().flatten().collect();
        assert_eq!(numbers, [1, 3, 4, 2, 6, 7, 5]);
    }

    #[test]
    fn of_the_first_customers_only_the_first_line_is_shown() {
        let (laid, places) = Laid::of(LINES.into_iter(), Shown::First(3));
        assert_eq!(places, [0, 1, 2]);
        let all: [(&[usize], usize); 3] = [(&[0], 1), (&[1], 0), (&[2], 1)];
        // The second line about nobody, and customer 9.
        assert_eq!((groups(&laid), laid.left), (all.to_vec(), 2));
        let numbers: Vec<_> = laid.numbers(3).into_iter().flatten().collect();
        assert_eq!(numbers, [1, 2, 3]);
    }
}
