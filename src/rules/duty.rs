//! Periodic duties of roles: who holds one, what of a period is done, and which
//! period is the next to be done.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Engine;
use super::fact::{Fact, Of};
use super::people::is_duty;
use super::period::Period;
use crate::calendar::Calendar;
use crate::playbook::{Pace, Per, Rule, Shape};
use crate::problem::Failure;
use crate::value::{Moment, Noun};

/// One time that a duty was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    pub at: Moment,
    /// A day of the period that it was done for.
    pub day: NaiveDate,
}

/// A duty of one colleague, in one period.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn<'r> {
    pub rule: &'r Rule,
    pub holder: i64,
    pub per: Per,
    pub period: Period,
    /// How often it is owed in a period.
    pub times: u32,
    pub due: Moment,
    /// The day of it.
    pub due_day: NaiveDate,
    /// When it was done in this period.
    pub done: Vec<Moment>,
    /// When it was last done, for whichever period.
    pub last: Option<Moment>,
}

impl Turn<'_> {
    /// What the period is called, and when the `nth` time of it is due.
    pub fn nth(&self, nth: usize, calendar: &Calendar) -> (String, NaiveDate) {
        let nth = u32::try_from(nth).unwrap_or(self.times).min(self.times);
        let due = self.period.due(nth, self.times, calendar);
        (self.period.name(self.per), calendar.day_of(due))
    }

    /// The same of the first time in the period after it.
    pub fn after(&self, calendar: &Calendar) -> (String, NaiveDate) {
        let next = self.period.next(self.per);
        let due = next.due(1, self.times, calendar);
        (next.name(self.per), calendar.day_of(due))
    }

    /// Whether nothing is left to do in this period.
    pub fn is_done(&self) -> bool {
        u32::try_from(self.done.len()).is_ok_and(|done| done >= self.times)
    }
}

impl Engine<'_> {
    /// How a duty stands with each of its holders, in the period that `day` lies
    /// in; nobody's where the role is held by nobody.
    ///
    /// # Errors
    /// When the facts cannot be read.
    pub fn duty<'r>(&self, rule: &'r Rule, day: NaiveDate) -> Result<Vec<Turn<'r>>, Failure> {
        let Some((times, per)) = paced(rule) else {
            return Ok(Vec::new());
        };
        let done = self.done_by(rule)?;
        let period = Period::of(per, day);
        let turns = self.people.on_duty(rule).into_iter().map(|holder| {
            let all: &[Done] = done.get(&holder).map_or(&[], Vec::as_slice);
            let of_it = all.iter().filter(|done| period.contains(done.day));
            let done: Vec<Moment> = of_it.map(|done| done.at).collect();
            let nth = u32::try_from(done.len() + 1).unwrap_or(times).min(times);
            let due = period.due(nth, times, self.calendar);
            Turn {
                rule,
                holder,
                per,
                period,
                times,
                due,
                due_day: self.calendar.day_of(due),
                last: all.iter().map(|done| done.at).max(),
                done,
            }
        });
        Ok(turns.collect())
    }

    /// The period that a colleague would do a duty for now: the one before while
    /// its grace runs, else the one that runs. What looks back on a period is
    /// not done early by doing it twice.
    ///
    /// # Errors
    /// When the facts cannot be read.
    pub fn duty_now<'r>(&self, rule: &'r Rule, holder: i64) -> Result<Option<Turn<'r>>, Failure> {
        let today = self.calendar.day_of(self.now);
        let of = |day| -> Result<Option<Turn<'r>>, Failure> {
            let turns = self.duty(rule, day)?;
            Ok(turns.into_iter().find(|turn| turn.holder == holder))
        };
        let Some(turn) = of(today)? else {
            return Ok(None);
        };
        let Some(grace) = &rule.grace else {
            return Ok(Some(turn));
        };
        let before = turn.period.previous(turn.per);
        let ends = self.calendar.due(before.ends(self.calendar), grace);
        if ends < self.now {
            return Ok(Some(turn));
        }
        let before = of(before.first)?.filter(|before| self.owes(before));
        Ok(before.or(Some(turn)))
    }

    /// Whether a duty is owed for its period: one begun before the file, or before
    /// the holder's own, is not.
    pub fn owes(&self, turn: &Turn<'_>) -> bool {
        let mut all = self.people.all.iter();
        let holder = all.find(|person| person.id == turn.holder);
        let since = holder.and_then(|person| person.since).unwrap_or(self.since);
        since <= turn.period.begins(self.calendar)
    }

    /// Whether the grace of a duty runs, its due being over.
    pub fn is_in_grace(&self, turn: &Turn<'_>) -> bool {
        let grace = turn.rule.grace.as_ref();
        let until = grace.map(|grace| self.calendar.due(turn.due, grace));
        turn.due < self.now && until.is_some_and(|until| until >= self.now)
    }

    /// Everything that did a duty, by whoever did it.
    fn done_by(&self, rule: &Rule) -> Result<HashMap<i64, Vec<Done>>, Failure> {
        let Shape::Rhythm { event, .. } = &rule.shape else {
            return Ok(HashMap::new());
        };
        let holders = self.people.on_duty(rule);
        let facts = self.facts.events(event, Of::Staff(&holders), self.dawn)?;
        let mut all: HashMap<i64, Vec<Done>> = HashMap::new();
        for fact in &facts {
            let makers = fact.links.iter().filter(|(noun, _)| *noun == Noun::Staff);
            for (_, maker) in makers {
                all.entry(*maker).or_default().push(self.done(fact));
            }
        }
        Ok(all)
    }

    fn done(&self, fact: &Fact) -> Done {
        Done {
            at: fact.at,
            day: fact.period.unwrap_or(self.calendar.day_of(fact.at)),
        }
    }
}

/// How often in which period, of a duty.
fn paced(rule: &Rule) -> Option<(u32, Per)> {
    match rule.shape {
        Shape::Rhythm {
            pace: Pace::AtLeast(times, per),
            ..
        } if is_duty(rule) => Some((times, per)),
        _ => None,
    }
}
