//! The order of a day's lines. Of a hundred thousand, a screen shows the first few
//! customers and counts the others: only as many are put in order as fill it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::gather::Shown;
use crate::app::Owing;
use crate::event::Attribute;
use crate::problem::Failure;
use crate::rules::{Obligation, Order, Rank};
use crate::value::Noun;
use crate::words::keep;

/// An obligation, and where it stands.
#[derive(Clone, Copy)]
pub struct Ranked<'o> {
    pub rank: Rank,
    /// Equal ranks stay in the order of the rules.
    place: usize,
    pub owed: &'o Obligation<'o>,
}

/// The customer that a line is about; none where it stands for several.
pub fn customer_of(owed: &Obligation<'_>) -> Option<i64> {
    owed.subject.customer.filter(|_| owed.count == 1)
}

/// The grades of the customers that something is owed for, but for those whom
/// obligations themselves know.
pub struct Grades(FxHashMap<i64, Option<&'static str>>);

/// What an obligation itself knows of its customer's grade.
fn own_grade(owed: &Obligation<'_>) -> Option<&'static str> {
    let subject = &owed.subject;
    let own = subject.noun == Noun::Customer;
    own.then(|| subject.attribute(Attribute::Grade))?
}

impl Grades {
    /// Most were read with what the rules ask.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of<'o>(
        owing: &Owing<'_>,
        owed: impl Iterator<Item = &'o Obligation<'o>>,
    ) -> Result<Self, Failure> {
        let mut strange: FxHashSet<i64> = owed
            .filter(|owed| own_grade(owed).is_none())
            .filter_map(customer_of)
            .collect();
        let mut all = FxHashMap::default();
        let known = [Attribute::Grade];
        for one in owing.engine.facts.subjects(Noun::Customer, &known)?.iter() {
            if strange.remove(&one.id) {
                all.insert(one.id, one.attribute(Attribute::Grade));
            }
        }
        if !strange.is_empty() {
            let strange: Vec<i64> = strange.into_iter().collect();
            for (id, face) in owing.store.faces(&strange)? {
                all.insert(id, face.grade.map(|grade| keep(&grade)));
            }
        }
        Ok(Grades(all))
    }
}

/// Where each stands.
pub fn ranked<'o>(
    owed: &[&'o Obligation<'o>],
    grades: &Grades,
    order: &Order<'_>,
) -> Vec<Ranked<'o>> {
    let ranked = owed.iter().enumerate().map(|(place, owed)| {
        let grade = customer_of(owed)
            .and_then(|id| own_grade(owed).or_else(|| grades.0.get(&id).copied()?));
        Ranked {
            rank: order.rank(owed, grade),
            place,
            owed,
        }
    });
    ranked.collect()
}

/// Puts the most pressing first: all of them, or those of the customers that are
/// shown, with the others behind them in any order.
pub fn in_order(ranked: &mut [Ranked<'_>], shown: Shown) {
    let key = |one: &Ranked<'_>| (one.rank, one.place);
    sort(ranked, shown, key, |one| customer_of(one.owed));
}

fn sort<T, K: Ord>(
    lines: &mut [T],
    shown: Shown,
    key: impl Fn(&T) -> K + Copy,
    customer: impl Fn(&T) -> Option<i64>,
) {
    /// So many lines to each customer that is shown are looked through at first.
    const DEEP: usize = 8;
    if let Shown::First(most) = shown {
        let enough = most.saturating_mul(DEEP);
        if enough < lines.len() {
            let (first, ..) = lines.select_nth_unstable_by_key(enough, key);
            first.sort_unstable_by_key(key);
            let about: FxHashSet<i64> = first.iter().filter_map(&customer).collect();
            // What is about nobody stands for itself.
            let alone = first.iter().filter(|one| customer(one).is_none());
            if about.len() + alone.count() >= most {
                return;
            }
        }
    }
    lines.sort_unstable_by_key(key);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::laid::Laid;
    use super::*;

    proptest! {
        #[test]
        fn a_screen_shows_the_same_whether_all_or_its_own_lines_are_put_in_order(
            lines in prop::collection::vec((0..9_u8, prop::option::weighted(0.9, 0..40_i64)), 0..300),
            most in 0..9_usize,
        ) {
            let lines: Vec<(u8, Option<i64>, usize)> = lines
                .into_iter()
                .enumerate()
                .map(|(place, (rank, customer))| (rank, customer, place))
                .collect();
            let laid = |by: Shown| {
                let mut lines = lines.clone();
                sort(&mut lines, by, |one| (one.0, one.2), |one| one.1);
                let customers = lines.iter().map(|one| one.1);
                let (laid, places) = Laid::of(customers, Shown::First(most));
                let shown: Vec<_> = places.iter().map(|at| lines[*at]).collect();
                (laid, shown)
            };
            prop_assert_eq!(laid(Shown::First(most)), laid(Shown::All));
        }
    }
}
