//! The order of a day's lines. Of a hundred thousand, a screen shows the first few
//! customers and counts the others: only as many are put in order as fill it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::gather::Shown;
use crate::app::Owing;
use crate::calendar::Calendar;
use crate::event::Attribute;
use crate::problem::Failure;
use crate::rules::{Obligation, Rank, Subject, rank};
use crate::value::{Moment, Noun};
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

/// The grades of the customers that something is owed for.
pub struct Grades(FxHashMap<i64, Option<&'static str>>);

impl Grades {
    /// Most were read with what the rules ask.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of<'o>(
        owing: &Owing<'_>,
        owed: impl Iterator<Item = &'o Obligation<'o>>,
    ) -> Result<Self, Failure> {
        let known = [Attribute::Grade];
        let known = owing.engine.facts.subjects(Noun::Customer, &known)?;
        let graded = |one: &Subject| (one.id, one.attribute(Attribute::Grade));
        let mut all: FxHashMap<i64, _> = known.iter().map(graded).collect();
        let strange: FxHashSet<i64> = owed
            .filter_map(customer_of)
            .filter(|id| !all.contains_key(id))
            .collect();
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
    owed: &'o [Obligation<'o>],
    grades: &Grades,
    now: Moment,
    calendar: &Calendar,
) -> Vec<Ranked<'o>> {
    let ranked = owed.iter().enumerate().map(|(place, owed)| {
        let grade = customer_of(owed).and_then(|id| grades.0.get(&id).copied()?);
        Ranked {
            rank: rank(owed, grade, now, calendar),
            place,
            owed,
        }
    });
    ranked.collect()
}

/// Puts the most pressing first: all of them, or those of the customers that are
/// shown, with the others behind them in any order.
pub fn in_order(ranked: &mut [Ranked<'_>], shown: Shown) {
    /// So many lines to each customer that is shown are looked through at first.
    const DEEP: usize = 8;
    let key = |one: &Ranked<'_>| (one.rank, one.place);
    if let Shown::First(most) = shown {
        let enough = most.saturating_mul(DEEP);
        if enough < ranked.len() {
            let (first, ..) = ranked.select_nth_unstable_by_key(enough, key);
            first.sort_unstable_by_key(key);
            if customers(first) >= most {
                return;
            }
        }
    }
    ranked.sort_unstable_by_key(key);
}

/// How many customers these lines are about; one about none stands for itself.
fn customers(lines: &[Ranked<'_>]) -> usize {
    let about: FxHashSet<i64> = lines
        .iter()
        .filter_map(|one| customer_of(one.owed))
        .collect();
    let none = lines.iter().filter(|one| customer_of(one.owed).is_none());
    about.len() + none.count()
}
