//! What a rule yields for one subject.

use smallvec::SmallVec;

use crate::calendar::Calendar;
use crate::playbook::Rule;
use crate::value::Moment;

use super::clock::Leg;
use super::fact::Subject;

/// Colleagues; mostly one.
pub type Colleagues = SmallVec<[i64; 2]>;

/// Something that is or was owed.
#[derive(Clone, Debug, PartialEq)]
pub struct Obligation<'r> {
    pub rule: &'r Rule,
    pub subject: Subject,
    /// Who owes it, as colleagues; empty where nobody could.
    pub who: Colleagues,
    pub since: Moment,
    /// `None`: open until it is met, ranked by age.
    pub due: Option<Moment>,
    /// The time agreed with the customer instead (R121): it moves the line and
    /// never the due.
    pub agreed: Option<Moment>,
    /// When it is shown from.
    pub shown: Moment,
    pub met: Option<Moment>,
    /// The colleagues whom its start names, as a handover does.
    pub parties: Vec<i64>,
    /// The i-th of n in its period.
    pub nth: Option<(u32, u32)>,
    /// How many it stands for: 1, or the whole pool.
    pub count: usize,
    /// A ticket's clock that stands still just now.
    pub paused: bool,
    /// Its times contradict each other: left out of figures.
    pub contradictory: bool,
    /// What counted of the time since the start, and what did not.
    pub legs: Vec<Leg>,
}

/// Somebody who is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Told<'r> {
    pub at: Moment,
    pub who: Colleagues,
    pub run: Option<&'r str>,
}

/// How an obligation stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    Late,
    Met,
    MetLate,
    /// Forgotten, or its period is over: it has left `today` and counts as missed.
    Missed,
}

impl Obligation<'_> {
    /// The moment after which it is late: the agreed one, if there is one.
    pub fn line(&self) -> Option<Moment> {
        self.agreed.or(self.due)
    }

    /// The last moment at which it counts as met in time.
    pub fn in_time_until(&self, calendar: &Calendar) -> Option<Moment> {
        let due = self.due?;
        Some(match &self.rule.grace {
            Some(grace) => calendar.due(due, grace),
            None => due,
        })
    }

    /// Until when it still counts as met in time, once its due is over.
    pub fn grace_until(&self, now: Moment, calendar: &Calendar) -> Option<Moment> {
        let due = self.due.filter(|due| *due < now && self.agreed.is_none())?;
        let until = self.in_time_until(calendar)?;
        (until > due && until >= now && self.met.is_none()).then_some(until)
    }

    /// How it stands at `now`. `late` is after the due, not at it.
    pub fn state(&self, now: Moment, calendar: &Calendar) -> State {
        let until = self.in_time_until(calendar);
        let late = |at: Moment| until.is_some_and(|until| at > until);
        match self.met {
            Some(met) if late(met) => State::MetLate,
            Some(_) => State::Met,
            None if late(now) => State::Late,
            None => State::Open,
        }
    }
}

/// One line for all subjects together, with the earliest due.
pub(super) fn batched<'r>(open: impl Iterator<Item = Obligation<'r>>) -> Vec<Obligation<'r>> {
    let mut lines: Vec<Obligation<'r>> = Vec::new();
    for owed in open {
        match lines.iter_mut().find(|line| line.who == owed.who) {
            Some(line) => {
                line.count += 1;
                line.due = line.due.min(owed.due);
                line.since = line.since.min(owed.since);
            }
            None => lines.push(owed),
        }
    }
    lines
}
