//! How tickets are drawn to have their quality checked, and which score passes: `[audit]`.

use serde::Deserialize;

use super::faults::Faults;
use super::span;
use crate::say;
use crate::value::Span;

/// `[audit]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    percent: i64,
    pass: i64,
    within: String,
}

/// How tickets are drawn and judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Audit {
    /// So many of a hundred tickets of a week are drawn (R170).
    pub percent: i64,
    /// The lowest score of a criterion that is not a failure.
    pub pass: i64,
    /// How long a measure may take unless it is said.
    pub within: Span,
}

impl Audit {
    pub(super) fn read(written: &Written, faults: &mut Faults<'_>) -> Option<Self> {
        if !(1..=100).contains(&written.percent) {
            let what = say!("should be 1 to 100", "应为 1 到 100");
            faults.note("audit.percent", what);
        }
        if !(1..=5).contains(&written.pass) {
            let what = say!("should be 1 to 5", "应为 1 到 5");
            faults.note("audit.pass", what);
        }
        Some(Audit {
            percent: written.percent,
            pass: written.pass,
            within: span("audit.within", &written.within, faults)?,
        })
    }

    /// How many of so many tickets are drawn: the share rounded up, so that a week with
    /// any has at least one.
    pub const fn sample(&self, tickets: i64) -> i64 {
        (tickets * self.percent + 99) / 100
    }
}

#[cfg(test)]
mod tests {
    use super::super::Playbook;
    use super::super::tests::{mine, problems};

    #[test]
    fn a_fifth_is_drawn_rounded_up() {
        let audit = Playbook::standard().unwrap().audit;
        let drawn = [0, 1, 4, 5, 6, 7, 10, 11].map(|tickets| audit.sample(tickets));
        assert_eq!(drawn, [0, 1, 1, 1, 2, 2, 2, 3]);
    }

    #[test]
    fn a_team_has_its_own_share_and_mark() {
        let audit = mine("[audit]\npercent = 50\npass = 4\nwithin = \"3wd\"\n").audit;
        assert_eq!((audit.percent, audit.pass), (50, 4));
        assert_eq!(audit.sample(3), 2);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let all = problems("[audit]\npercent = 0\npass = 6\nwithin = \"soon\"\n");
        for (said, key) in all.iter().zip(["percent", "pass", "within"]) {
            assert!(said.contains(&format!("audit.{key}")), "{said}");
        }
        assert_eq!(all.len(), 3);
    }
}
