//! The events that begin clocks, each with the record that something is owed for.

use std::sync::Arc;

use rusqlite::ToSql;

use super::carried::{columns_of, links_in};
use super::sources::{self, Read};
use super::{Asked, Filed, Only, ids};
use crate::event::{About, Attribute};
use crate::problem::Failure;
use crate::rules::{Start, Window};
use crate::store::moment;
use crate::value::Noun;

/// So many events are kept of what was looked back on: rules that ask for the same stand
/// close together.
const KEPT: usize = 2;

/// What was looked back on last, the newest first.
pub(super) type LookedBack = Vec<(Asked, Arc<[Start]>)>;

impl Filed<'_> {
    /// The starts of an event, read once for all rules that ask for it.
    pub(super) fn starts_of(
        &self,
        read: &Read,
        about: About,
        noun: Noun,
        want: &[Attribute],
        window: Window,
    ) -> Result<Arc<[Start]>, Failure> {
        // Open ones are raised however old: windows that differ in nothing but
        // where they begin are one.
        let window = match (window.open, noun) {
            (true, Noun::Ticket) => Window {
                from: window.to,
                ..window
            },
            _ => window,
        };
        let sql = self.starts_sql(read, about, noun, want, window);
        if !window.open
            && let Some(known) = self.known_starts(&sql, window)
        {
            return Ok(known);
        }
        let params: [&dyn ToSql; 2] = [&window.from.stored(), &window.to.stored()];
        let read_all = || {
            let found = match noun {
                Noun::Customer => self.starts_of_customers(&sql, &params, read, want)?,
                _ => self.rows(&sql, &params, |row| {
                    Ok(Start {
                        at: moment(row, 0)?,
                        subject: self.subject(row, 1, noun, want)?,
                        links: links_in(row, 6 + want.len(), read)?,
                    })
                })?,
            };
            Ok(found.into())
        };
        if window.open {
            return self.memory.starts.get((sql.clone(), window), read_all);
        }
        let found: Arc<[Start]> = read_all()?;
        // What is looked back on is a great deal: little of it is kept, and nothing that
        // the new one has as well.
        let mut kept = self.looked_back.borrow_mut();
        kept.retain(|((known, _), _)| *known != sql);
        kept.truncate(KEPT - 1);
        kept.insert(0, ((sql, window), Arc::clone(&found)));
        Ok(found)
    }

    /// Starts of a time that lies within one that was looked back on before.
    fn known_starts(&self, sql: &str, window: Window) -> Option<Arc<[Start]>> {
        let kept = self.looked_back.borrow();
        let ((_, whole), starts) = kept.iter().find(|((known, whole), _)| {
            known == sql && whole.from <= window.from && whole.to >= window.to
        })?;
        if *whole == window {
            return Some(Arc::clone(starts));
        }
        let within = |start: &&Start| start.at >= window.from && start.at <= window.to;
        Some(starts.iter().filter(within).cloned().collect())
    }

    /// The customers themselves were read before, and are not read again.
    fn starts_of_customers(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
        read: &Read,
        want: &[Attribute],
    ) -> Result<Vec<Start>, Failure> {
        let customers = self.customers(want)?;
        let found = self.rows(sql, params, |row| {
            let Some(subject) = customers.of(row.get(1)?) else {
                return Ok(None);
            };
            Ok(Some(Start {
                at: moment(row, 0)?,
                subject: subject.clone(),
                links: links_in(row, 2, read)?,
            }))
        })?;
        Ok(found.into_iter().flatten().collect())
    }

    /// At, subject and links of each start between `?1` and `?2`.
    fn starts_sql(
        &self,
        read: &Read,
        about: About,
        noun: Noun,
        want: &[Attribute],
        window: Window,
    ) -> String {
        let (at, links) = (&read.at, columns_of(read));
        let (subject, join, scope) = match noun {
            Noun::Customer => ("s.id".to_owned(), String::new(), "1".to_owned()),
            // A form may be about nobody, a handover about many.
            Noun::Entry | Noun::Handover | Noun::Recall => (
                Self::columns(about, noun, want, ("s", "c")),
                " LEFT JOIN customer c ON c.id = s.customer".to_owned(),
                format!("c.removed_at IS NULL AND {}", self.in_scope(noun, "c")),
            ),
            _ => (
                Self::columns(about, noun, want, ("s", "c")),
                format!(
                    " CROSS JOIN customer c ON c.id = {} AND c.removed_at IS NULL",
                    read.customer
                ),
                self.in_scope(noun, "c"),
            ),
        };
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
        let source = match (&self.only, open, noun) {
            (Only::Customers(customers), _, Noun::Handover) => {
                conditions.push(format!(
                    "s.id IN (SELECT d.handover FROM handed d WHERE d.customer IN ({}))",
                    listed(customers)
                ));
                read.by_record.clone()
            }
            (Only::Customers(customers), ..) => {
                conditions.push(format!("{} = j.value", read.reach));
                let few = sources::quote(&ids(customers));
                format!("json_each({few}) j CROSS JOIN {}", read.by_record)
            }
            (Only::Ticket(id), _, Noun::Ticket) => {
                conditions.push(format!("s.id = {id}"));
                read.by_record.clone()
            }
            // Few tickets are open, and the bounds on times would lead past them.
            (Only::All, true, Noun::Ticket) => {
                let open = "ticket s INDEXED BY ticket_owed";
                read.by_record.replacen("ticket s", open, 1)
            }
            _ => read.by_time.clone(),
        };
        format!(
            "SELECT {at}, {subject}{links} FROM {source}{join}
             WHERE {from} AND {at} <= ?2 AND {scope} AND {}",
            conditions.join(" AND ")
        )
    }
}

/// Ids as SQL lists them.
fn listed(ids: &[i64]) -> String {
    let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
    ids.join(", ")
}
