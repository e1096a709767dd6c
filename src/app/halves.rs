//! The rules of a day, worked by two threads: each takes the next rule that nobody has
//! taken, with records, a calendar and caches of its own.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::owed::Owing;
use crate::playbook::Rule;
use crate::problem::Failure;
use crate::rules::{Engine, Obligation};
use crate::store::{Only, Store};
use crate::value::Moment;

/// What each rule yields, with the place of the rule.
type Yields<'r> = Vec<(usize, Vec<Obligation<'r>>)>;

/// Rules to be worked, by whoever comes for the next.
struct Share<'r> {
    rules: Vec<&'r Rule>,
    taken: AtomicUsize,
    until: Moment,
}

impl<'r> Share<'r> {
    fn work(&self, engine: &Engine<'_>) -> Result<Yields<'r>, Failure> {
        let mut all = Vec::new();
        loop {
            let at = self.taken.fetch_add(1, Ordering::Relaxed);
            let Some(rule) = self.rules.get(at) else {
                return Ok(all);
            };
            all.push((at, engine.open([*rule], self.until)?));
        }
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
        let second = match self.asked.only {
            Only::All => self.store.second()?,
            Only::Customers(_) | Only::Ticket(_) => None,
        };
        match second {
            Some(second) => self.halved(second, rules.into_iter().collect(), until),
            None => self.engine.open(rules, until),
        }
    }

    fn halved<'r>(
        &self,
        second: Store,
        rules: Vec<&'r Rule>,
        until: Moment,
    ) -> Result<Vec<Obligation<'r>>, Failure> {
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
        let (taken, its_calendar) = (AtomicUsize::new(0), calendar.clone());
        let share = Share {
            rules,
            taken,
            until,
        };
        let other = || {
            let (second, calendar) = (second, its_calendar);
            let facts = asked.facts(&second, &calendar, contact, all)?;
            let found = share.work(&Engine {
                facts: &facts,
                calendar: &calendar,
                people,
                now,
                since,
                forget,
                dawn,
            })?;
            drop(facts);
            Ok::<_, Failure>((found, calendar))
        };
        let (mine, theirs) = thread::scope(|scope| {
            let theirs = scope.spawn(other);
            let mine = share.work(&self.engine);
            (
                mine,
                theirs.join().unwrap_or_else(|panic| resume_unwind(panic)),
            )
        });
        let (theirs, its_calendar) = theirs?;
        calendar.leans_with(&its_calendar);
        let mut found = mine?;
        found.extend(theirs);
        found.sort_unstable_by_key(|(at, _)| *at);
        Ok(found.into_iter().flat_map(|(_, owed)| owed).collect())
    }
}
