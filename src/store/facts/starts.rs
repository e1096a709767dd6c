//! The events that begin clocks, each with the record that something is owed for.

use super::sources::{self, Read};
use super::{Filed, Only, columns_of, ids, links_in};
use crate::event::{About, Attribute};
use crate::problem::Failure;
use crate::rules::{Start, Window};
use crate::store::moment;
use crate::value::Noun;

impl Filed<'_> {
    pub(super) fn starts_of(
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
            Noun::Entry => {
                conditions.push("c.removed_at IS NULL".to_owned());
                " LEFT JOIN customer c ON c.id = s.customer".to_owned()
            }
            _ => format!(
                " CROSS JOIN customer c ON c.id = {} AND c.removed_at IS NULL",
                read.customer
            ),
        };
        let source = match (&self.only, open, noun) {
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
                let open = "ticket s INDEXED BY ticket_open";
                read.by_record.replacen("ticket s", open, 1)
            }
            _ => read.by_time.clone(),
        };
        let sql = format!(
            "SELECT {at}, {subject}{links} FROM {source}{join}
             WHERE {from} AND {at} <= ?2 AND {scope} AND {}",
            conditions.join(" AND ")
        );
        let width = 6 + want.len();
        self.rows(&sql, &[&window.from.stored(), &window.to.stored()], |row| {
            Ok(Start {
                at: moment(row, 0)?,
                subject: self.subject(row, 1, noun, want)?,
                links: links_in(row, width, read)?,
            })
        })
    }
}
