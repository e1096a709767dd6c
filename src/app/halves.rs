//! The rules of a day, worked by two threads with records and a calendar of their own,
//! which know together what either has read. One begins with the rules of customers, the
//! other with those of everything else, so that neither waits for the other to read.

use std::collections::VecDeque;
use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::owed::Owing;
use crate::event::About;
use crate::playbook::Rule;
use crate::problem::Failure;
use crate::rules::{Engine, Obligation};
use crate::store::{Only, Second};
use crate::value::Moment;

/// What each rule yields, with the place of the rule.
type Yields<'r> = Vec<(usize, Vec<Obligation<'r>>)>;

/// The end of the list from which one takes.
#[derive(Clone, Copy)]
enum End {
    Front,
    Back,
}

/// Rules that are still to be worked, each with its place; those of customers in front.
struct Share<'r> {
    rules: Mutex<VecDeque<(usize, &'r Rule)>>,
    until: Moment,
}

impl<'r> Share<'r> {
    fn new(rules: impl IntoIterator<Item = &'r Rule>, until: Moment) -> Self {
        let mut rules: VecDeque<_> = rules.into_iter().enumerate().collect();
        let all = rules.make_contiguous();
        all.sort_by_key(|(_, rule)| rule.about != About::Customer);
        Share {
            rules: Mutex::new(rules),
            until,
        }
    }

    fn next(&self, end: End) -> Option<(usize, &'r Rule)> {
        let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        match end {
            End::Front => rules.pop_front(),
            End::Back => rules.pop_back(),
        }
    }

    fn work(&self, engine: &Engine<'_>, end: End) -> Result<Yields<'r>, Failure> {
        let mut all = Vec::new();
        while let Some((at, rule)) = self.next(end) {
            all.push((at, engine.open([rule], self.until)?));
        }
        Ok(all)
    }
}

impl Owing<'_> {
    /// What is open by some rules, and is to be shown by `until`: as
    /// [`Engine::open`] says, but of everybody's records in a large file found by two
    /// threads, where the machine has two processors.
    ///
    /// # Errors
    /// When the facts cannot be read.
    pub fn open<'r>(
        &self,
        rules: impl IntoIterator<Item = &'r Rule>,
        until: Moment,
    ) -> Result<Vec<Obligation<'r>>, Failure> {
        let by_rule = self.open_by_rule(rules, until)?;
        Ok(by_rule.into_iter().flatten().collect())
    }

    /// The same, of each rule apart: thousands need not be moved once more.
    ///
    /// # Errors
    /// As [`Owing::open`].
    pub fn open_by_rule<'r>(
        &self,
        rules: impl IntoIterator<Item = &'r Rule>,
        until: Moment,
    ) -> Result<Vec<Vec<Obligation<'r>>>, Failure> {
        let second = match self.asked.only {
            Only::All => self.store.second()?,
            Only::Customers(_) | Only::Ticket(_) => None,
        };
        let share = Share::new(rules, until);
        let mut found = match second {
            Some(second) => self.halved(second, &share)?,
            None => share.work(&self.engine, End::Front)?,
        };
        found.sort_unstable_by_key(|(at, _)| *at);
        Ok(found.into_iter().map(|(_, owed)| owed).collect())
    }

    fn halved<'r>(&self, second: Second, share: &Share<'r>) -> Result<Yields<'r>, Failure> {
        let Engine {
            calendar,
            people,
            now,
            since,
            forget,
            dawn,
            facts: _,
        } = self.engine;
        let (asked, all) = (self.asked, self.rules);
        let contact = (&self.playbook.contact, self.playbook.survey);
        let its_calendar = calendar.clone();
        let other = || {
            let calendar = its_calendar;
            // Whoever sees another moment leaves all of it to the first.
            let Some(store) = second.open()? else {
                return Ok((Vec::new(), calendar, None));
            };
            let facts = asked.facts(&store, &calendar, contact, all)?;
            let engine = Engine {
                facts: &facts,
                calendar: &calendar,
                people,
                now,
                since,
                forget,
                dawn,
            };
            let found = share.work(&engine, End::Back)?;
            drop(facts);
            Ok::<_, Failure>((found, calendar, Some(store)))
        };
        let (mine, theirs) = thread::scope(|scope| {
            let theirs = scope.spawn(other);
            let mine = share.work(&self.engine, End::Front);
            (
                mine,
                theirs.join().unwrap_or_else(|panic| resume_unwind(panic)),
            )
        });
        let (theirs, its_calendar, store) = theirs?;
        calendar.leans_with(&its_calendar);
        if let Some(store) = store {
            self.store.keep(store);
        }
        let mut found = mine?;
        found.extend(theirs);
        Ok(found)
    }
}
