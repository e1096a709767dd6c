//! The facts that the rule engine asks for, from indexed queries over sets of
//! records: no query is made for one customer alone.

mod below;
mod carried;
mod codes;
mod dates;
mod empty;
mod latest;
mod memory;
mod moments;
mod sources;
mod sparse;
mod starts;
mod subjects;
mod trace;
mod turns;

pub use memory::Memory;
pub use trace::{Said, Told};

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use chrono::NaiveDate;
use rusqlite::{Row, ToSql};

use super::Store;
use super::faces::ids;
use crate::calendar::Calendar;
use crate::event::{About, Attribute, Date, Source};
use crate::playbook::{Contact, Selector, Survey};
use crate::problem::Failure;
use crate::rules::{Dated, Fact, Facts, Happened, Moments, Of, Start, Step, Subject, Turn, Window};
use crate::value::{ChoiceSet as _, Moment, Noun};
use carried::{columns_of, links_in};
use codes::Codes;
use moments::Newest;
use sources::{Read, Sense, owing, read};
use starts::LookedBack;

/// So many customers are looked up one by one in an index; more are found by
/// going through the time in question.
const FEW: usize = 3000;

/// The records on file, for the people in scope.
pub struct Filed<'s> {
    store: &'s Store,
    calendar: &'s Calendar,
    contact: &'s Contact,
    survey: Survey,
    /// What comes later has not happened.
    now: Moment,
    /// Whose customers and records; nobody's own belong to whoever asks.
    scope: String,
    roles: Vec<&'static str>,
    codes: Codes,
    /// What all rules together ask of each kind of record, so that what several
    /// rules ask for is read once.
    wanted: Vec<(About, Attribute)>,
    memory: Arc<Memory>,
    /// What was read last for looking back.
    looked_back: RefCell<LookedBack>,
    moments: RefCell<Newest>,
    only: Only,
}

/// A statement, and between which times.
type Asked = (String, Window);

/// What is looked at alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Only {
    /// Everything in scope.
    #[default]
    All,
    Customers(Vec<i64>),
    Ticket(i64),
}

impl<'s> Filed<'s> {
    /// The facts of `people`'s customers and records; everybody's if there are
    /// none. `wanted` is what the rules ask.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn new(
        store: &'s Store,
        (calendar, now): (&'s Calendar, Moment),
        (contact, survey): (&'s Contact, Survey),
        people: &[i64],
        wanted: Vec<(About, Attribute)>,
    ) -> Result<Self, Failure> {
        let scope: Vec<String> = people.iter().map(i64::to_string).collect();
        let scope = scope.join(", ");
        let mut roles = Vec::new();
        for person in store.all_staff()? {
            if person.record.left.is_none_or(|left| !left.is_yes()) {
                roles.push(person.record.role.code());
            }
        }
        Ok(Filed {
            store,
            calendar,
            contact,
            survey,
            now,
            scope,
            roles,
            codes: Codes::default(),
            wanted,
            memory: Arc::default(),
            looked_back: RefCell::default(),
            moments: RefCell::default(),
            only: Only::All,
        })
    }

    /// The same with what another knows, which asks for the same people as of the
    /// same moment.
    pub fn with(mut self, memory: &Arc<Memory>) -> Self {
        self.memory = Arc::clone(memory);
        self
    }

    /// The same for a few customers, or one ticket, alone.
    pub fn only(mut self, only: Only) -> Self {
        self.only = only;
        self
    }

    /// What is read where `want` is asked for: what all rules ask, if that is in it.
    fn together(&self, about: About, want: &[Attribute]) -> Vec<Attribute> {
        let of = self.wanted.iter().filter(|(of, _)| *of == about);
        let all: Vec<Attribute> = of.map(|(_, which)| *which).collect();
        match want.iter().all(|one| all.contains(one)) {
            true => all,
            false => want.to_vec(),
        }
    }

    /// Whether so many of the customers are looked up that going through all of
    /// them, in order, is quicker.
    fn is_many(&self, records: usize) -> bool {
        let all = self.memory.many.load(Ordering::Relaxed);
        self.only == Only::All && all > 0 && records > all / 8
    }

    /// The records `s` of a table, by an index that tells which are in question; of
    /// a few customers alone where only they are looked at, reached one by one.
    fn reached(&self, table: &str, index: Option<&str>, customer: &str) -> String {
        match (&self.only, index) {
            (Only::Customers(customers), _) => {
                let few = sources::quote(&ids(customers));
                format!("json_each({few}) j CROSS JOIN {table} s ON {customer} = j.value")
            }
            (Only::All | Only::Ticket(_), Some(index)) => format!("{table} s INDEXED BY {index}"),
            (Only::All | Only::Ticket(_), None) => format!("{table} s"),
        }
    }

    /// Where an event is read, as far as it has happened.
    fn read(&self, selector: &Selector) -> Option<Read> {
        let sense = Sense {
            contact: self.contact,
            roles: &self.roles,
        };
        let mut read = read(selector, &sense)?;
        if read.tables.iter().any(|table| self.is_empty(table)) {
            return None;
        }
        let until = format!("{} <= '{}'", read.at, self.now.stored());
        read.conditions.push(until);
        Some(read)
    }

    /// Runs a statement and reads its rows.
    fn rows<T>(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
        mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Failure> {
        let mut query = self.store.db.prepare_cached(sql)?;
        let mut rows = query.query(params)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(read(row)?);
        }
        Ok(all)
    }
}

impl Facts for Filed<'_> {
    fn subjects(&self, noun: Noun, want: &[Attribute]) -> Result<Arc<[Subject]>, Failure> {
        if noun != Noun::Customer {
            return Ok(Arc::new([]));
        }
        Ok(Arc::clone(&self.customers(want)?.all))
    }

    fn starts(
        &self,
        of: &[Selector],
        want: &[Attribute],
        window: Window,
    ) -> Result<Vec<Start>, Failure> {
        let mut all = Vec::new();
        for selector in of {
            if selector.event.source == Source::Below {
                all.extend(self.below(selector, want, window)?);
                continue;
            }
            let Some(read) = self.read(selector) else {
                continue;
            };
            let about = selector.event.about;
            let Some(noun) = owing(about) else { continue };
            let want = self.together(about, want);
            let starts = self.starts_of(&read, about, noun, &want, window)?;
            all.extend(starts.iter().cloned());
        }
        all.sort_by_key(|start| (start.at, start.subject.id));
        all.dedup_by(|a, b| a.at == b.at && a.subject.id == b.subject.id);
        Ok(all)
    }

    fn events(&self, of: &[Selector], about: Of<'_>, from: Moment) -> Result<Vec<Fact>, Failure> {
        let mut all = Vec::new();
        let (Of::Customers(asked) | Of::Tickets(asked) | Of::Staff(asked)) = about;
        if asked.is_empty() {
            return Ok(all);
        }
        for selector in of {
            let Some(mut read) = self.read(selector) else {
                continue;
            };
            let noun = owing(selector.event.about);
            let (reach, by_one) = match about {
                Of::Staff(_) => {
                    let Some(maker) = noun.and_then(sources::maker_of) else {
                        continue;
                    };
                    read.links.push((Noun::Staff, maker));
                    (maker, false)
                }
                Of::Tickets(_) => ("s.id", true),
                Of::Customers(asked) => (read.reach, asked.len() <= FEW),
            };
            let (at, links) = (&read.at, columns_of(&read));
            let conditions = read.conditions.join(" AND ");
            // The period that a duty was done for.
            let period = match noun {
                Some(Noun::Duty) => "s.period",
                _ => "NULL",
            };
            let source = match by_one {
                true => format!("json_each(?2) j CROSS JOIN {}", read.by_record),
                false => read.by_time.clone(),
            };
            let reached = match by_one {
                true => format!("{reach} = j.value"),
                false => "?2 IS NOT NULL".to_owned(),
            };
            let sql = format!(
                "SELECT {at}, {period}{links} FROM {source} WHERE {at} >= ?1 AND {reached} AND {conditions}"
            );
            let list = if by_one { ids(asked) } else { String::new() };
            all.extend(self.rows(&sql, &[&from.stored(), &list], |row| {
                Ok(Fact {
                    at: super::moment(row, 0)?,
                    period: period_in(row)?,
                    links: links_in(row, 2, &read)?,
                })
            })?);
        }
        all.sort_by_key(|fact| fact.at);
        Ok(all)
    }

    fn moments(
        &self,
        of: &[Selector],
        customers: &[i64],
        span: (Option<Moment>, Moment),
    ) -> Result<Arc<Moments>, Failure> {
        self.moments_of(of, customers, span)
    }

    fn been_since(&self, of: &[Selector], all: &[(i64, Moment)]) -> Result<Vec<bool>, Failure> {
        let customers: Vec<i64> = all.iter().map(|(id, _)| *id).collect();
        let newest = self.newest(of, &customers)?;
        let been = newest.iter().zip(all);
        Ok(been
            .map(|(newest, (_, since))| newest.is_some_and(|newest| newest >= *since))
            .collect())
    }

    fn newest(&self, of: &[Selector], customers: &[i64]) -> Result<Vec<Option<Moment>>, Failure> {
        self.latest(of, customers)
    }

    fn turns(
        &self,
        noun: Noun,
        attribute: Attribute,
        records: &[i64],
    ) -> Result<Arc<[Turn]>, Failure> {
        if noun != Noun::Customer {
            return Ok(self.turns_of(noun, attribute, Some(records))?.into());
        }
        let known = &self.memory.turns;
        match (known.known(&attribute), self.is_many(records.len())) {
            (Some(known), _) => Ok(known),
            (None, true) => known.get(attribute, || {
                Ok(self.turns_of(noun, attribute, None)?.into())
            }),
            (None, false) => Ok(self.turns_of(noun, attribute, Some(records))?.into()),
        }
    }

    fn customers_of(&self, noun: Noun, record: i64) -> Result<Vec<i64>, Failure> {
        match noun {
            Noun::Handover => self.store.handed(record),
            _ => Ok(Vec::new()),
        }
    }

    fn dated(&self, date: Date, want: &[Attribute], window: Window) -> Result<Vec<Dated>, Failure> {
        self.dates(date, want, window)
    }

    fn steps(&self, tickets: &[i64]) -> Result<Vec<Step>, Failure> {
        let sql = "SELECT e.ticket, e.at, e.kind, e.until
             FROM json_each(?1) j CROSS JOIN ticket_event e ON e.ticket = j.value
             WHERE e.removed_at IS NULL AND e.at <= ?2 AND e.kind IN
                 ('waiting', 'resumed', 'solved', 'reopened', 'answered', 'extended')
             ORDER BY e.ticket, e.at, e.id";
        let read = |row: &Row<'_>| {
            let kind: String = row.get(2)?;
            let until: Option<String> = row.get(3)?;
            let until = until.as_deref().and_then(Moment::from_stored);
            let what: &[Happened] = match (kind.as_str(), until) {
                ("waiting", _) => &[Happened::Waiting],
                ("resumed", _) => &[Happened::Resumed],
                // Whoever solves it has given a solution.
                ("solved", _) => &[Happened::Answered, Happened::Solved],
                ("reopened", _) => &[Happened::Reopened],
                ("answered", _) => &[Happened::Answered],
                (_, Some(until)) => &[Happened::Agreed(until)],
                _ => &[],
            };
            let (ticket, at) = (row.get(0)?, super::moment(row, 1)?);
            let steps = what.iter().map(|what| Step {
                ticket,
                at,
                what: *what,
            });
            Ok(steps.collect::<Vec<_>>())
        };
        let all = self.rows(sql, &[&ids(tickets), &self.now.stored()], read)?;
        Ok(all.into_iter().flatten().collect())
    }
}

fn period_in(row: &Row<'_>) -> rusqlite::Result<Option<NaiveDate>> {
    let day = row.get_ref(1)?.as_str_or_null()?;
    Ok(day.and_then(|day| day.parse().ok()))
}
