//! The times that follow from a start and a due: when a line is first shown, and
//! when somebody is told.

use super::Engine;
use super::obligation::{Obligation, Told};
use crate::playbook::{Rule, When};
use crate::value::{Moment, Span, Unit, Workdays as _};

impl Engine<'_> {
    /// Whom to tell, from when, and which command would help. Asked of what is
    /// shown: a hundred thousand are open.
    pub fn told<'r>(&self, owed: &Obligation<'r>) -> Vec<Told<'r>> {
        let Some(due) = owed.due else {
            return Vec::new();
        };
        let steps = owed.rule.escalate.iter();
        steps
            .map(|step| Told {
                at: match step.at {
                    When::Share(percent) => share(owed.since, due, percent),
                    When::After(span) => self.calendar.due(due, &span),
                },
                who: self.people.found(&step.to, &owed.subject, &owed.parties),
                run: step.run.as_deref(),
            })
            .collect()
    }

    /// When it is first shown: on its day (the last working day before one that
    /// is none), at its first warning, or so long before as its lead says.
    pub(super) fn shown_from(
        &self,
        rule: &Rule,
        since: Moment,
        due: Option<Moment>,
        leads: &[Span],
    ) -> Moment {
        let Some(due) = due else { return since };
        let day = self.calendar.day_of(due);
        let mut shown = self.calendar.begin_of(self.calendar.shown_on(day));
        for lead in leads {
            shown = shown.min(self.earlier(due, lead));
        }
        for percent in &rule.warn {
            shown = shown.min(share(since, due, *percent));
        }
        shown.max(since)
    }

    /// The beginning of the day so long before.
    fn earlier(&self, due: Moment, lead: &Span) -> Moment {
        let day = self.calendar.day_of(due);
        let n = lead.n;
        let months = |n: u32| day.checked_sub_months(chrono::Months::new(n));
        let days = |n: u64| day.checked_sub_days(chrono::Days::new(n));
        let earlier = match lead.unit {
            Unit::Min => return due.plus_seconds(-60 * i64::from(n)).unwrap_or(due),
            Unit::H => return due.plus_seconds(-3600 * i64::from(n)).unwrap_or(due),
            Unit::Wh => Some(self.calendar.step(day, -i64::from(n.div_ceil(8)))),
            Unit::Wd => Some(self.calendar.step(day, -i64::from(n))),
            Unit::D => days(n.into()),
            Unit::W => days(u64::from(n) * 7),
            Unit::Mo => months(n),
            Unit::Q => months(n.saturating_mul(3)),
            Unit::Y => months(n.saturating_mul(12)),
        };
        self.calendar.begin_of(earlier.unwrap_or(day))
    }
}

/// The moment at which so many percent of the time have passed.
fn share(since: Moment, due: Moment, percent: u32) -> Moment {
    let whole = due.seconds_since(since).max(0);
    let part = whole.saturating_mul(i64::from(percent)) / 100;
    since.plus_seconds(part).unwrap_or(due)
}
