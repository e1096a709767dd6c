//! What the morning's list shows: `[today]` (meaning.md 5 and 9).

use serde::Deserialize;

use super::faults::Faults;
use super::span;
use crate::say;
use crate::value::Span;

/// `[today]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    lines: i64,
    forget: String,
}

/// How much `today` shows, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Today {
    /// Blocks at most; the rest is counted.
    pub lines: usize,
    /// How long an unmet deadline stays, where its rule says nothing of it.
    pub forget: Span,
}

impl Today {
    pub(super) fn read(written: &Written, faults: &mut Faults<'_>) -> Option<Self> {
        let lines = usize::try_from(written.lines).ok();
        let lines = lines.filter(|lines| (1..=1000).contains(lines));
        if lines.is_none() {
            faults.note("today.lines", say!("should be 1 to 1000", "应为 1 到 1000"));
        }
        let forget = span("today.forget", &written.forget, faults);
        Some(Today {
            lines: lines?,
            forget: forget?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{mine, problems};

    #[test]
    fn a_team_shows_more_or_less() {
        let today = mine("[today]\nlines = 50\n").today;
        assert_eq!((today.lines, today.forget.code().as_str()), (50, "90d"));
        assert_eq!(
            problems("[today]\nlines = 0\nforget = \"never\"\n"),
            [
                "mine.toml:2 today.lines: should be 1 to 1000",
                "mine.toml:3 today.forget: “never” is not a span, such as 4h, 3wd, 1mo",
            ]
        );
    }
}
