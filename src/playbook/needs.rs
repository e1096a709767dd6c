//! `[needs]`: which of the three tiers a need belongs to (R150), worked out from
//! how urgent, how valuable and how feasible it is.

use serde::Deserialize;

use super::faults::Faults;
use crate::records::choices::NeedPriority;
use crate::say;
use crate::value::Score;

/// `[needs]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    must: i64,
    should: i64,
    hard: i64,
}

/// How needs are weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weighing {
    /// Urgency times value, 25 at most, from which a need must be met.
    pub must: i64,
    /// From which it should be; below, it could.
    pub should: i64,
    /// A feasibility up to this lowers a need by one tier; 0 lowers none.
    pub hard: i64,
}

impl Weighing {
    pub(super) fn read(written: &Written, faults: &mut Faults<'_>) -> Self {
        let Written { must, should, hard } = *written;
        if !(1..=25).contains(&must) {
            faults.note("needs.must", say!("should be 1 to 25", "应为 1 到 25"));
        }
        if !(1..=must).contains(&should) {
            let what = say!("should be 1 up to needs.must", "应为 1 到 needs.must 之间");
            faults.note("needs.should", what);
        }
        if !(0..=5).contains(&hard) {
            faults.note("needs.hard", say!("should be 0 to 5", "应为 0 到 5"));
        }
        Weighing { must, should, hard }
    }

    /// The tier of a need; none where too little is known. What its value is not
    /// known of is weighed by urgency and feasibility, as the handbook's second
    /// part has it.
    pub fn weigh(
        &self,
        urgency: Option<Score>,
        worth: Option<Score>,
        feasibility: Option<Score>,
    ) -> Option<NeedPriority> {
        let points = |score: Score| i64::from(score.get());
        let by = worth.or(feasibility)?;
        let product = points(urgency?) * points(by);
        let hard = feasibility.is_some_and(|score| points(score) <= self.hard);
        let tier = match product {
            product if product >= self.must => 0,
            product if product >= self.should => 1,
            _ => 2,
        };
        Some(match tier + i64::from(hard) {
            0 => NeedPriority::Must,
            1 => NeedPriority::Should,
            _ => NeedPriority::Could,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{mine, problems};
    use super::*;
    use crate::playbook::Playbook;
    use crate::value::{Found, Value as _};

    fn tier(weighing: Weighing, scores: [i64; 3]) -> Option<NeedPriority> {
        let [urgency, worth, feasibility] =
            scores.map(|points| Score::load(Found::Int(points)).filter(|_| points > 0));
        weighing.weigh(urgency, worth, feasibility)
    }

    #[test]
    fn the_three_tiers_of_r150() {
        let weighing = Playbook::standard().unwrap().needs;
        let all = [
            ([5, 3, 0], Some(NeedPriority::Must)),
            ([5, 5, 2], Some(NeedPriority::Should)),
            ([3, 3, 3], Some(NeedPriority::Should)),
            ([3, 3, 1], Some(NeedPriority::Could)),
            ([1, 5, 5], Some(NeedPriority::Could)),
            // Without a value, feasibility takes its place.
            ([5, 0, 4], Some(NeedPriority::Must)),
            ([5, 0, 0], None),
            ([0, 5, 5], None),
        ];
        for (scores, expected) in all {
            assert_eq!(tier(weighing, scores), expected, "{scores:?}");
        }
    }

    #[test]
    fn a_team_weighs_otherwise_and_a_slip_is_named() {
        let book = mine("[needs]\nmust = 20\nhard = 0\n");
        assert_eq!(tier(book.needs, [5, 3, 1]), Some(NeedPriority::Should));
        assert_eq!(
            problems("[needs]\nmust = 30\nshould = 31\nhard = 9\n"),
            [
                "mine.toml:2 needs.must: should be 1 to 25",
                "mine.toml:3 needs.should: should be 1 up to needs.must",
                "mine.toml:4 needs.hard: should be 0 to 5",
            ]
        );
    }
}
