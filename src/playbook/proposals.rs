//! What a proposal must have before it goes to a customer: `[proposal]`.

use serde::Deserialize;

use super::faults::Faults;
use crate::say;

/// `[proposal]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    discount: u16,
    alternatives: usize,
}

/// The limits of proposals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposals {
    /// A line with more off its list price, in tenths of a percent, needs the
    /// supervisor's approval even where the gate only records.
    pub discount: u16,
    /// So many alternatives are expected (R151).
    pub alternatives: usize,
}

impl Proposals {
    pub(super) fn read(written: &Written, faults: &mut Faults<'_>) -> Self {
        if written.discount > 100 {
            let what = say!("should be 0 to 100", "应为 0 到 100");
            faults.note("proposal.discount", what);
        }
        if !(1..=26).contains(&written.alternatives) {
            let what = say!("should be 1 to 26", "应为 1 到 26");
            faults.note("proposal.alternatives", what);
        }
        Proposals {
            discount: written.discount.min(100) * 10,
            alternatives: written.alternatives,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{mine, problems};

    #[test]
    fn a_team_has_its_own_limits() {
        let book = mine("[proposal]\ndiscount = 7\nalternatives = 2\n");
        assert_eq!(
            (book.proposal.discount, book.proposal.alternatives),
            (70, 2)
        );
        assert_eq!(
            problems("[proposal]\ndiscount = 120\nalternatives = 0\n"),
            [
                "mine.toml:2 proposal.discount: should be 0 to 100",
                "mine.toml:3 proposal.alternatives: should be 1 to 26",
            ]
        );
    }
}
