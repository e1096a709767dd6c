//! `[today]`: how much of a day is shown, and how long a missed deadline stays.

use serde::Deserialize;

use super::faults::Faults;
use super::span;
use crate::say;
use crate::value::Span;

/// `[today]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    lines: u16,
    forget: String,
}

/// What `today` shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Today {
    /// Customers on one screen, at least one.
    pub lines: usize,
    /// After this an unmet deadline leaves the list and counts as missed, where
    /// its rule says nothing.
    pub forget: Span,
}

impl Today {
    pub(super) fn read(written: &Written, faults: &mut Faults<'_>) -> Option<Self> {
        if written.lines == 0 {
            faults.note("today.lines", say!("is 1 or more", "至少为 1"));
        }
        Some(Today {
            lines: usize::from(written.lines),
            forget: span("today.forget", &written.forget, faults)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{mine, problems};

    #[test]
    fn a_user_may_want_more_lines() {
        assert_eq!(mine("").today.lines, 30);
        assert_eq!(mine("[today]\nlines = 12\n").today.lines, 12);
        assert_eq!(
            problems("[today]\nlines = 0\n"),
            ["mine.toml:2 today.lines: is 1 or more"]
        );
    }
}
