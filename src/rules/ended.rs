//! Deadlines looked back on: those that came to their end in each of some times, which are
//! read together where they lie close to one another.

use super::context::Context;
use super::deadline::Deadline;
use super::fact::Window;
use super::{Each, Engine, Scope, wanted};
use crate::problem::Failure;
use crate::value::Moment;

impl Engine<'_> {
    /// What a deadline yields for each of some times, told with the place of the time; what
    /// began too early or too late for one is not told of it, as if each was asked for alone.
    pub(super) fn deadlines_due<'r>(
        &self,
        deadline: Deadline<'r>,
        spans: &[(Moment, Moment)],
        each: Each<'_, 'r>,
    ) -> Result<(), Failure> {
        let rule = deadline.rule;
        let windows = spans.iter().map(|(from, to)| {
            let (from, to) = (*from, *to);
            self.begun_within(rule, Scope::Due { from, to })
        });
        let windows: Vec<(usize, Window)> = windows.enumerate().collect();
        for (whole, places) in together(windows) {
            let mut starts = self
                .facts
                .starts(deadline.after, &wanted(rule), coarse(whole))?;
            starts.retain(|start| {
                let mut windows = places.iter();
                windows.any(|(_, window)| holds(window, start.at))
            });
            starts.retain(|start| self.counts_from(&start.subject, start.at, false));
            let (from, to) = (whole.from, whole.to);
            let starts = self.passing(rule, starts, Scope::Due { from, to })?;
            if starts.is_empty() {
                continue;
            }
            let context = Context::of(self, deadline, &starts, false)?;
            for start in &starts {
                let Some(owed) = self.deadline(deadline, start, &context)? else {
                    continue;
                };
                let began = |(_, window): &&(usize, Window)| holds(window, start.at);
                for (at, _) in places.iter().filter(began) {
                    each(*at, owed.clone())?;
                }
            }
        }
        Ok(())
    }
}

fn holds(window: &Window, at: Moment) -> bool {
    at >= window.from && at <= window.to
}

/// A little wider, beginning on one of few days, so that rules which differ by a day or two
/// ask for the same.
fn coarse(window: Window) -> Window {
    const MONTH: i64 = 32 * 86_400;
    let epoch = Moment::from_utc(chrono::DateTime::UNIX_EPOCH);
    let beyond = window.from.seconds_since(epoch).rem_euclid(MONTH);
    let from = window.from.plus_seconds(-beyond);
    Window {
        from: from.unwrap_or(window.from),
        ..window
    }
}

/// A window, and those with their places that lie in it.
type Together = (Window, Vec<(usize, Window)>);

/// Windows that overlap, as one.
fn together(mut windows: Vec<(usize, Window)>) -> Vec<Together> {
    windows.sort_by_key(|(_, window)| window.from);
    let mut all: Vec<Together> = Vec::new();
    for (at, window) in windows {
        match all.last_mut() {
            Some((whole, places)) if window.from <= whole.to => {
                whole.to = whole.to.max(window.to);
                places.push((at, window));
            }
            _ => all.push((window, vec![(at, window)])),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::at;

    #[test]
    fn what_overlaps_is_read_once_and_what_lies_apart_is_not_bridged() {
        let window = |from, to| Window {
            from: at(from),
            to: at(to),
            open: false,
        };
        let march = window("2024-02-15 00:00", "2024-03-31 00:00");
        let february = window("2024-01-15 00:00", "2024-02-29 00:00");
        let before = window("2023-02-15 00:00", "2023-03-31 00:00");
        let read = together(vec![(0, march), (1, february), (2, before)]);
        let both = window("2024-01-15 00:00", "2024-03-31 00:00");
        assert_eq!(
            read,
            [
                (before, vec![(2, before)]),
                (both, vec![(1, february), (0, march)])
            ]
        );
    }
}
