//! The rule engine with the records of this file in it.

use std::sync::Arc;

use super::App;
use crate::calendar::Calendar;
use crate::event::{About, Attribute};
use crate::playbook::{Contact, Playbook, Rule, Survey};
use crate::problem::Failure;
use crate::rules::{Engine, People, Person, wanted};
use crate::store::{Filed, Memory, Only, Store};
use crate::value::{ChoiceSet as _, Moment};
use crate::words::Lang;

/// What stands around an engine while it works.
pub struct Owing<'a> {
    pub engine: Engine<'a>,
    pub playbook: &'a Playbook,
    pub rules: &'a [Rule],
    pub store: &'a Store,
    pub lang: Lang,
    pub(super) asked: &'a Asked<'a>,
}

/// Before everything that is on file.
fn dawn() -> Moment {
    Moment::from_stored("0001-01-02T00:00:00Z")
        .unwrap_or_else(|| Moment::from_utc(chrono::DateTime::UNIX_EPOCH))
}

impl App<'_> {
    /// When this file began: nothing older raises a deadline.
    ///
    /// # Errors
    /// When the playbook or the file cannot be read.
    pub fn begun(&mut self) -> Result<Moment, Failure> {
        self.file()?;
        let playbook = self.policy.get()?;
        since(self.store.read()?, &playbook.calendar)
    }

    /// Lets the engine work on the customers and records of `people`, on
    /// everybody's if there are none; or on what is looked at alone.
    ///
    /// # Errors
    /// When the playbook or the file cannot be read, or as `work` does.
    pub fn owing<R>(
        &mut self,
        people: &[i64],
        only: Only,
        work: impl FnOnce(Owing<'_>) -> Result<R, Failure>,
    ) -> Result<R, Failure> {
        self.owing_at(self.now, people, only, work)
    }

    /// The same for a few customers, with the rules that name a contact and
    /// perhaps others: for whoever logs one.
    ///
    /// # Errors
    /// As [`App::owing`].
    pub fn owing_contacts<R>(
        &mut self,
        customers: &[i64],
        work: impl FnOnce(Owing<'_>) -> Result<R, Failure>,
    ) -> Result<R, Failure> {
        self.file()?;
        let playbook = self.policy.get()?;
        let rules = self.policy.rules_of_contacts()?;
        let asked = Asked::new(self.now, &[], Only::Customers(customers.to_vec()));
        owing(self.store.read()?, playbook, rules, asked, self.lang, work)
    }

    /// The same as it stood at `now`: what came later has not happened.
    ///
    /// # Errors
    /// As [`App::owing`].
    pub fn owing_at<R>(
        &mut self,
        now: Moment,
        people: &[i64],
        only: Only,
        work: impl FnOnce(Owing<'_>) -> Result<R, Failure>,
    ) -> Result<R, Failure> {
        self.file()?;
        let playbook = self.policy.get()?;
        let rules = self.policy.rules()?;
        let asked = Asked::new(now, people, only);
        owing(self.store.read()?, playbook, rules, asked, self.lang, work)
    }
}

/// When this file began: the day of `init`, unless it was told otherwise.
fn since(store: &Store, calendar: &Calendar) -> Result<Moment, Failure> {
    let day = store.meta("since")?.and_then(|day| day.parse().ok());
    Ok(day.map_or_else(dawn, |day| calendar.begin_of(day)))
}

/// As of when, whose, and what alone.
pub(super) struct Asked<'a> {
    now: Moment,
    people: &'a [i64],
    pub only: Only,
    /// What was read already.
    memory: Arc<Memory>,
}

impl<'a> Asked<'a> {
    fn new(now: Moment, people: &'a [i64], only: Only) -> Self {
        Asked {
            now,
            people,
            only,
            memory: Arc::default(),
        }
    }

    /// The records in question, as this store has them.
    pub fn facts<'s>(
        &self,
        store: &'s Store,
        calendar: &'s Calendar,
        (contact, survey): (&'s Contact, Survey),
        rules: &[Rule],
    ) -> Result<Filed<'s>, Failure> {
        let wanted = asked_of_records(rules);
        let when = (calendar, self.now);
        let facts = Filed::new(store, when, (contact, survey), self.people, wanted)?;
        Ok(facts.only(self.only.clone()).with(&self.memory))
    }
}

/// Lets the engine work with these rules.
fn owing<R>(
    store: &Store,
    playbook: &Playbook,
    rules: &[Rule],
    asked: Asked<'_>,
    lang: Lang,
    work: impl FnOnce(Owing<'_>) -> Result<R, Failure>,
) -> Result<R, Failure> {
    store.at_one_moment(|| {
        let calendar = &playbook.calendar;
        let colleagues = colleagues(store, calendar)?;
        let contact = (&playbook.contact, playbook.survey);
        let facts = asked.facts(store, calendar, contact, rules)?;
        let engine = Engine {
            facts: &facts,
            calendar,
            people: &colleagues,
            now: asked.now,
            since: since(store, calendar)?,
            forget: playbook.today.forget,
            dawn: dawn(),
        };
        work(Owing {
            engine,
            playbook,
            rules,
            store,
            lang,
            asked: &asked,
        })
    })
}

/// All colleagues, as rules see them.
fn colleagues(store: &Store, calendar: &Calendar) -> Result<People, Failure> {
    let all = store.all_staff()?;
    let since = store.team_since()?;
    Ok(People {
        me: store.me()?,
        all: all
            .into_iter()
            .map(|person| Person {
                id: person.id,
                role: person.record.role.code(),
                supervisor: person.record.supervisor.map(|one| one.id()),
                left: person.record.left.is_some_and(|left| left.is_yes()),
                since: since
                    .iter()
                    .find(|(id, _)| *id == person.id)
                    .map(|(_, day)| calendar.begin_of(*day)),
            })
            .collect(),
    })
}

/// What the rules together ask of each kind of record.
fn asked_of_records(rules: &[Rule]) -> Vec<(About, Attribute)> {
    let mut all = Vec::new();
    for rule in rules {
        for which in wanted(rule) {
            if !all.contains(&(rule.about, which)) {
                all.push((rule.about, which));
            }
        }
    }
    all
}
