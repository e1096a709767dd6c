//! The records that count for a measure where whoever asks has worked them out, since what
//! is owed is the rules' matter: kept one by one only where somebody asks whose they are.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::groups::{Group, Groups};
use super::Summed;
use crate::value::{Moment, Noun};

/// A record that counts for a measure, worked out by whoever asks: what is owed
/// is the rules' matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KpiCase {
    pub noun: Noun,
    pub id: i64,
    pub customer: Option<i64>,
    /// The colleague whose it is.
    pub person: Option<i64>,
    pub at: Moment,
    pub numerator: i64,
    pub denominator: i64,
    /// The part of the measure that it belongs to: a rule, a grade.
    pub part: Option<Cow<'static, str>>,
}

/// Such records, as far as they are needed: one by one where somebody asks whose they are,
/// or what they come to by part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KpiCases {
    Each(Vec<KpiCase>),
    Summed(BTreeMap<Option<Cow<'static, str>>, Summed>),
}

impl KpiCases {
    /// None so far; `each` if they are asked for one by one.
    pub fn new(each: bool) -> Self {
        match each {
            true => KpiCases::Each(Vec::new()),
            false => KpiCases::Summed(BTreeMap::new()),
        }
    }

    /// One more.
    pub fn count(&mut self, case: KpiCase) {
        match self {
            KpiCases::Each(all) => all.push(case),
            KpiCases::Summed(parts) => {
                let sum = match parts.get_mut(&case.part) {
                    Some(sum) => sum,
                    None => {
                        let part = case.part.as_deref().map(str::to_owned);
                        parts.entry(case.part).or_insert(Summed {
                            part,
                            ..Summed::default()
                        })
                    }
                };
                sum.numerator += case.numerator;
                sum.denominator += case.denominator;
                sum.cases += 1;
            }
        }
    }

    /// All of these.
    pub fn of(each: bool, cases: impl IntoIterator<Item = KpiCase>) -> Self {
        let mut all = KpiCases::new(each);
        cases.into_iter().for_each(|case| all.count(case));
        all
    }

    /// One by one; none where they were summed up.
    pub(super) fn each(&self) -> &[KpiCase] {
        match self {
            KpiCases::Each(all) => all,
            KpiCases::Summed(_) => &[],
        }
    }

    /// What they come to where nothing is told apart and none left out: the file need not
    /// be asked of whom they are.
    pub(super) fn added(&self) -> Groups<Vec<Summed>> {
        let parts: Vec<Summed> = match self {
            KpiCases::Summed(parts) => parts.values().cloned().collect(),
            KpiCases::Each(all) => match KpiCases::of(false, all.iter().cloned()) {
                KpiCases::Summed(parts) => parts.into_values().collect(),
                KpiCases::Each(_) => Vec::new(),
            },
        };
        match parts.is_empty() {
            true => Groups::new(),
            false => Groups::from([(Group::None, parts)]),
        }
    }
}

/// Rows for a statement.
pub(super) fn json(cases: &[KpiCase]) -> String {
    let each = cases.iter().map(|case| {
        serde_json::json!([
            case.noun.table(),
            case.id,
            case.customer,
            case.person,
            case.at.stored(),
            case.numerator,
            case.denominator,
            case.part
        ])
    });
    serde_json::Value::from(each.collect::<Vec<_>>()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_summed_up_at_once_is_what_comes_of_each() {
        let case = |id, numerator, part: &'static str| KpiCase {
            noun: Noun::Ticket,
            id,
            customer: None,
            person: None,
            at: Moment::from_utc(chrono::DateTime::UNIX_EPOCH),
            numerator,
            denominator: 1,
            part: Some(part.into()),
        };
        let cases = [case(1, 1, "a"), case(2, 0, "b"), case(3, 1, "a")];
        let each = KpiCases::of(true, cases.clone()).added();
        let summed = KpiCases::of(false, cases).added();
        assert_eq!(each, summed);
        let parts = &summed[&Group::None];
        assert_eq!(
            (parts[0].numerator, parts[0].denominator, parts[0].cases),
            (2, 2, 2)
        );
        assert_eq!((parts[1].numerator, parts[1].cases), (0, 1));
        assert_eq!(KpiCases::new(false).added(), Groups::new());
    }
}
