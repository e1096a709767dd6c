//! The facts that the rule engine asks for, from indexed queries over sets of
//! records: no query is made for one customer alone.

mod dates;
mod sources;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use rusqlite::types::ValueRef;
use rusqlite::{Row, ToSql};

use super::Store;
use super::faces::ids;
use crate::calendar::Calendar;
use crate::event::{About, Attribute, Date};
use crate::playbook::{Contact, Selector};
use crate::problem::Failure;
use crate::rules::{Dated, Fact, Facts, Happened, Links, Start, Step, Subject, Turn, Window};
use crate::value::{ChoiceSet as _, Moment, Noun};
use crate::words::keep;
use sources::{Read, Sense, attribute, read};

/// So many customers are looked up one by one in an index; more are found by
/// going through the time in question.
const FEW: usize = 3000;

/// The records on file, for the people in scope.
pub struct Filed<'s> {
    store: &'s Store,
    calendar: &'s Calendar,
    contact: &'s Contact,
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
        calendar: &'s Calendar,
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

    fn sense(&self) -> Sense<'_> {
        Sense {
            contact: self.contact,
            roles: &self.roles,
        }
    }

    /// Whether a record `s` is in scope, its customer being called `c`.
    fn in_scope(&self, about: Noun, c: &str) -> String {
        if self.scope.is_empty() {
            return "1".to_owned();
        }
        let scope = &self.scope;
        let assigned = match assignee(about) {
            Some(column) => format!(" OR {column} IN ({scope})"),
            None => String::new(),
        };
        format!("({c}.owner IN ({scope}) OR {c}.owner IS NULL{assigned})")
    }

    /// The columns of a subject: id, customer, owner, assignee, begun, and what
    /// was asked for. `s` and `c` are what the statement calls it and its customer.
    fn columns(about: About, noun: Noun, want: &[Attribute], (s, c): (&str, &str)) -> String {
        let begun = match noun {
            Noun::Customer => format!("coalesce({s}.acquired, {s}.recorded_at)"),
            _ => format!("{s}.recorded_at"),
        };
        let assignee = assignee(noun).unwrap_or("NULL");
        let mut columns = format!("{s}.id, {c}.id, {c}.owner, {assignee}, {begun}");
        for which in want {
            columns.push_str(", ");
            columns.push_str(&attribute(about, *which, c));
        }
        columns
    }

    /// A subject from the columns that begin at `at`.
    fn subject(
        &self,
        row: &Row<'_>,
        at: usize,
        noun: Noun,
        want: &[Attribute],
    ) -> rusqlite::Result<Subject> {
        let mut attributes = Vec::with_capacity(want.len());
        for (n, which) in want.iter().enumerate() {
            if let Some(code) = self.codes.of(row.get_ref(at + 5 + n)?) {
                attributes.push((*which, code));
            }
        }
        Ok(Subject {
            noun,
            id: row.get(at)?,
            customer: row.get(at + 1)?,
            owner: row.get(at + 2)?,
            assignee: row.get(at + 3)?,
            begun: super::moment(row, at + 4)?,
            attributes,
        })
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

    fn load_customers(&self, want: &[Attribute]) -> Result<Rc<[Subject]>, Failure> {
        let sql = format!(
            "SELECT {} FROM customer s WHERE s.removed_at IS NULL AND {} AND {}",
            Self::columns(About::Customer, Noun::Customer, want, ("s", "s")),
            self.in_scope(Noun::Customer, "s"),
            self.alone("s")
        );
        let all = self.rows(&sql, &[], |row| {
            self.subject(row, 0, Noun::Customer, want)
        })?;
        Ok(all.into())
    }
}

/// Whom a record `s` is assigned to.
const fn assignee(noun: Noun) -> Option<&'static str> {
    match noun {
        Noun::Ticket => Some("s.assignee"),
        Noun::Action => Some("s.owner"),
        _ => None,
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
            let Some(read) = read(selector, &self.sense()) else {
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

    fn events(
        &self,
        of: &[Selector],
        customers: &[i64],
        from: Moment,
    ) -> Result<Vec<Fact>, Failure> {
        let mut all = Vec::new();
        if customers.is_empty() {
            return Ok(all);
        }
        for selector in of {
            let Some(read) = read(selector, &self.sense()) else {
                continue;
            };
            let (at, links) = (&read.at, columns_of(&read));
            let conditions = read.conditions.join(" AND ");
            let few = customers.len() <= FEW;
            let from_where = match few {
                true => format!("json_each(?2) j CROSS JOIN {}", read.of_customers),
                false => read.from.clone(),
            };
            let sql = format!(
                "SELECT {at}{links} FROM {from_where} WHERE {at} >= ?1 AND {conditions}{}",
                if few { "" } else { " AND ?2 IS NOT NULL" }
            );
            let list = if few { ids(customers) } else { String::new() };
            all.extend(self.rows(&sql, &[&from.stored(), &list], |row| {
                Ok(Fact {
                    at: super::moment(row, 0)?,
                    links: links_in(row, 1, &read)?,
                })
            })?);
        }
        all.sort_by_key(|fact| fact.at);
        Ok(all)
    }

    fn newest(
        &self,
        of: &[Selector],
        customers: &[i64],
    ) -> Result<Vec<Option<Moment>>, Failure> {
        let mut newest = vec![None; customers.len()];
        let list = ids(customers);
        for selector in of {
            let Some(read) = read(selector, &self.sense()) else {
                continue;
            };
            let (at, from) = (&read.at, read.of_customers.replacen(" ON ", " WHERE ", 1));
            let conditions = read.conditions.join(" AND ");
            let sql = format!(
                "SELECT j.key, (SELECT {at} FROM {from} AND {conditions} ORDER BY {at} DESC LIMIT 1)
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

    fn dated(
        &self,
        date: Date,
        want: &[Attribute],
        window: Window,
    ) -> Result<Vec<Dated>, Failure> {
        self.dates(date, want, window)
    }

    fn steps(&self, tickets: &[i64]) -> Result<Vec<Step>, Failure> {
        let sql = "SELECT e.ticket, e.at, e.kind, e.until
             FROM json_each(?1) j CROSS JOIN ticket_event e ON e.ticket = j.value
             WHERE e.removed_at IS NULL AND e.kind IN
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
        let all = self.rows(sql, &[&ids(tickets)], read)?;
        Ok(all.into_iter().flatten().collect())
    }
}

impl Filed<'_> {
    fn starts_of(
        &self,
        read: &Read,
        about: About,
        noun: Noun,
        want: &[Attribute],
        window: Window,
    ) -> Result<Vec<Start>, Failure> {
        let (at, links) = (&read.at, columns_of(read));
        // A customer is its own.
        let c = if noun == Noun::Customer { "s" } else { "c" };
        let subject = Self::columns(about, noun, want, ("s", c));
        let mut conditions = read.conditions.clone();
        let open = window.open;
        let from = match (open, noun) {
            // Open ones are always raised, and closed ones owe nothing more.
            (true, Noun::Ticket) => {
                conditions.push("s.closed_at IS NULL".to_owned());
                "?1 IS NOT NULL".to_owned()
            }
            _ => format!("{at} >= ?1"),
        };
        let scope = self.in_scope(noun, c);
        let join = match noun {
            Noun::Customer => String::new(),
            _ => format!(
                " CROSS JOIN customer c ON c.id = {} AND c.removed_at IS NULL",
                read.customer
            ),
        };
        let source = match (&self.only, open, noun) {
            (Only::Customers(customers), ..) => {
                let few = sources::quote(&ids(customers));
                format!("json_each({few}) j CROSS JOIN {}", read.of_customers)
            }
            (Only::Ticket(id), _, Noun::Ticket) => {
                conditions.push(format!("s.id = {id}"));
                of_tickets(&read.from)
            }
            (Only::All, true, Noun::Ticket) => of_tickets(&read.from),
            _ => read.from.clone(),
        };
        let sql = format!(
            "SELECT {at}, {subject}{links} FROM {source}{join}
             WHERE {from} AND {at} <= ?2 AND {scope} AND {}",
            conditions.join(" AND ")
        );
        let width = 6 + want.len();
        self.rows(&sql, &[&window.from.stored(), &window.to.stored()], |row| {
            Ok(Start {
                at: super::moment(row, 0)?,
                subject: self.subject(row, 1, noun, want)?,
                links: links_in(row, width, read)?,
            })
        })
    }
}

/// The same join begun with the tickets, of which few are open.
fn of_tickets(from: &str) -> String {
    match from.split_once(" r CROSS JOIN ticket s ON ") {
        Some((row, on)) => format!("ticket s CROSS JOIN {row} r ON {on}"),
        None => from.to_owned(),
    }
}

/// The link columns of an event, each with a comma before it.
fn columns_of(read: &Read) -> String {
    read.links
        .iter()
        .map(|(_, column)| format!(", {column}"))
        .collect()
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

/// Codes as they are read again and again: each text is kept once.
#[derive(Default)]
struct Codes(RefCell<Vec<&'static str>>);

impl Codes {
    fn of(&self, value: ValueRef<'_>) -> Option<&'static str> {
        let text = match value {
            ValueRef::Text(text) => std::str::from_utf8(text).ok()?,
            ValueRef::Integer(1) => "true",
            ValueRef::Integer(_) => "false",
            _ => return None,
        };
        let known = self.0.borrow().iter().find(|known| **known == text).copied();
        Some(known.unwrap_or_else(|| {
            let kept = keep(text);
            let mut all = self.0.borrow_mut();
            // Names and tags are many; what is closed comes first.
            if all.len() < 64 {
                all.push(kept);
            }
            kept
        }))
    }
}
