//! The facts that the rule engine asks for, from indexed queries over sets of
//! records: no query is made for one customer alone.

mod codes;
mod dates;
mod sources;
mod starts;
mod subjects;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use chrono::NaiveDate;
use rusqlite::types::ValueRef;
use rusqlite::{Row, ToSql};

use super::Store;
use super::faces::ids;
use crate::calendar::Calendar;
use crate::event::{Attribute, Date};
use crate::playbook::{Contact, Selector};
use crate::problem::Failure;
use crate::rules::{Dated, Fact, Facts, Happened, Links, Of, Start, Step, Subject, Turn, Window};
use crate::value::{ChoiceSet as _, Moment, Noun};
use codes::Codes;
use sources::{Read, Sense, read};

/// So many customers are looked up one by one in an index; more are found by
/// going through the time in question.
const FEW: usize = 3000;

/// The records on file, for the people in scope.
pub struct Filed<'s> {
    store: &'s Store,
    calendar: &'s Calendar,
    contact: &'s Contact,
    /// What comes later has not happened.
    now: Moment,
    /// Whose customers and records; nobody's own belong to whoever asks.
    scope: String,
    roles: Vec<&'static str>,
    codes: Codes,
    customers: RefCell<HashMap<Vec<Attribute>, Rc<[Subject]>>>,
    /// What all rules together ask of customers: read once.
    wanted: Vec<Attribute>,
    only: Only,
}

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
    /// none. `wanted` is what the rules ask of customers.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn new(
        store: &'s Store,
        (calendar, now): (&'s Calendar, Moment),
        contact: &'s Contact,
        people: &[i64],
        wanted: Vec<Attribute>,
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
            now,
            scope,
            roles,
            codes: Codes::default(),
            customers: RefCell::default(),
            wanted,
            only: Only::All,
        })
    }

    /// The same for a few customers, or one ticket, alone.
    pub fn only(mut self, only: Only) -> Self {
        self.only = only;
        self
    }

    /// What is looked at alone, as a condition on a customer called `c`.
    fn alone(&self, c: &str) -> String {
        match &self.only {
            Only::Customers(customers) => {
                let all: Vec<String> = customers.iter().map(i64::to_string).collect();
                format!("{c}.id IN ({})", all.join(", "))
            }
            Only::All | Only::Ticket(_) => "1".to_owned(),
        }
    }

    /// Where an event is read, as far as it has happened.
    fn read(&self, selector: &Selector) -> Option<Read> {
        let sense = Sense {
            contact: self.contact,
            roles: &self.roles,
        };
        let mut read = read(selector, &sense)?;
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
    fn subjects(&self, noun: Noun, want: &[Attribute]) -> Result<Rc<[Subject]>, Failure> {
        if noun != Noun::Customer {
            return Ok(Rc::new([]));
        }
        let want = match want.iter().all(|one| self.wanted.contains(one)) {
            true => self.wanted.as_slice(),
            false => want,
        };
        if let Some(known) = self.customers.borrow().get(want) {
            return Ok(Rc::clone(known));
        }
        let all = self.load_customers(want)?;
        let mut known = self.customers.borrow_mut();
        known.insert(want.to_vec(), Rc::clone(&all));
        Ok(all)
    }

    fn starts(
        &self,
        of: &[Selector],
        want: &[Attribute],
        window: Window,
    ) -> Result<Vec<Start>, Failure> {
        let mut all = Vec::new();
        for selector in of {
            let Some(read) = self.read(selector) else {
                continue;
            };
            let about = selector.event.about;
            let Some(noun) = about.noun() else { continue };
            all.extend(self.starts_of(&read, about, noun, want, window)?);
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
            let noun = selector.event.about.noun();
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

    fn been_since(&self, of: &[Selector], all: &[(i64, Moment)]) -> Result<Vec<bool>, Failure> {
        let mut been = vec![false; all.len()];
        let pairs: Vec<(i64, String)> = all.iter().map(|(id, at)| (*id, at.stored())).collect();
        let list = serde_json::json!(pairs).to_string();
        for selector in of {
            let Some(read) = self.read(selector) else {
                continue;
            };
            let (at, from, reach) = (&read.at, &read.by_record, read.reach);
            let conditions = read.conditions.join(" AND ");
            let sql = format!(
                "SELECT j.key FROM json_each(?1) j WHERE EXISTS
                 (SELECT 1 FROM {from} WHERE {reach} = (j.value ->> 0)
                    AND {at} >= (j.value ->> 1) AND {conditions})"
            );
            for place in self.rows(&sql, &[&list], |row| row.get::<_, i64>(0))? {
                let slot = usize::try_from(place).ok();
                if let Some(slot) = slot.and_then(|place| been.get_mut(place)) {
                    *slot = true;
                }
            }
        }
        Ok(been)
    }

    fn newest(&self, of: &[Selector], customers: &[i64]) -> Result<Vec<Option<Moment>>, Failure> {
        let mut newest = vec![None; customers.len()];
        let list = ids(customers);
        for selector in of {
            let Some(read) = self.read(selector) else {
                continue;
            };
            let (at, from, reach) = (&read.at, &read.by_record, read.reach);
            let conditions = read.conditions.join(" AND ");
            let sql = format!(
                "SELECT j.key, (SELECT {at} FROM {from} WHERE {reach} = j.value AND {conditions}
                    ORDER BY {at} DESC LIMIT 1)
                 FROM json_each(?1) j"
            );
            let found = self.rows(&sql, &[&list], |row| {
                let at = match row.get_ref(1)? {
                    ValueRef::Null => None,
                    _ => Some(super::moment(row, 1)?),
                };
                Ok((row.get::<_, i64>(0)?, at))
            })?;
            for (place, at) in found {
                let slot = usize::try_from(place).ok();
                if let Some(slot) = slot.and_then(|place| newest.get_mut(place)) {
                    *slot = at.max(*slot);
                }
            }
        }
        Ok(newest)
    }

    fn turns(
        &self,
        noun: Noun,
        attributes: &[Attribute],
        records: &[i64],
    ) -> Result<Vec<Turn>, Failure> {
        let codes: Vec<String> = attributes
            .iter()
            .map(|one| sources::quote(one.code()))
            .collect();
        let sql = format!(
            "SELECT t.record, t.attribute, t.at, t.old, t.new
             FROM json_each(?1) j CROSS JOIN turn t ON t.record = j.value
             WHERE t.attribute IN ({}) AND t.noun = ?2",
            codes.join(", ")
        );
        let read = |row: &Row<'_>| {
            let attribute: String = row.get(1)?;
            let Some(attribute) = Attribute::named(&attribute) else {
                return Ok(None);
            };
            Ok(Some(Turn {
                record: row.get(0)?,
                attribute,
                at: super::moment(row, 2)?,
                old: self.codes.of(row.get_ref(3)?),
                new: self.codes.of(row.get_ref(4)?),
            }))
        };
        let all = self.rows(&sql, &[&ids(records), &noun.table()], read)?;
        Ok(all.into_iter().flatten().collect())
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

/// The link columns of an event, each with a comma before it.
fn columns_of(read: &Read) -> String {
    read.links
        .iter()
        .map(|(_, column)| format!(", {column}"))
        .collect()
}

fn period_in(row: &Row<'_>) -> rusqlite::Result<Option<NaiveDate>> {
    let day: Option<String> = row.get(1)?;
    Ok(day.and_then(|day| day.parse().ok()))
}

fn links_in(row: &Row<'_>, at: usize, read: &Read) -> rusqlite::Result<Links> {
    let mut links = Links::with_capacity(read.links.len());
    for (n, (noun, _)) in read.links.iter().enumerate() {
        if let Some(id) = row.get::<_, Option<i64>>(at + n)? {
            links.push((*noun, id));
        }
    }
    Ok(links)
}
