//! The dates that records carry, between two moments.

use rusqlite::Row;
use smallvec::smallvec;

use super::{Filed, Links};
use crate::event::{About, Attribute, Date, Place};
use crate::problem::Failure;
use crate::records::choices::{CareKind, ContractEnd};
use crate::rules::{Dated, Subject, Window, always_raised};
use crate::store::contracts::{owed, paid_at, unpaid};
use crate::value::{Annual, ChoiceSet as _, Moment, Noun, Workdays as _};

/// Where a date is read, its record being `s`.
struct Column {
    about: About,
    noun: Noun,
    table: &'static str,
    /// The index that leads to those in question.
    index: Option<&'static str>,
    /// What stands beside it.
    beside: &'static str,
    /// The column that names its customer.
    customer: &'static str,
    due: String,
    since: &'static str,
    done: String,
    conditions: String,
    /// The date is a day, and due with its end.
    day: bool,
}

impl Filed<'_> {
    pub(super) fn dates(
        &self,
        date: Date,
        want: &[Attribute],
        window: Window,
    ) -> Result<Vec<Dated>, Failure> {
        if date == Date::OccasionDay {
            return self.occasions(want, window);
        }
        let Some(column) = column(date, window.open) else {
            return Ok(Vec::new());
        };
        if self.is_empty(column.table) {
            return Ok(Vec::new());
        }
        let (noun, due) = (column.noun, &column.due);
        // The customers themselves were read before, and are not read again.
        let customers = match noun {
            Noun::Customer => Some(self.customers(want)?),
            _ => None,
        };
        let want = &self.together(column.about, want);
        let columns = match noun {
            Noun::Customer => column.customer.to_owned(),
            _ => Self::columns(column.about, noun, want, ("s", "c")),
        };
        let reached = self.reached(column.table, column.index, column.customer);
        let (join, scope) = match noun {
            Noun::Customer => ("", "1".to_owned()),
            // An improvement belongs to nobody.
            Noun::Improvement => (" LEFT JOIN customer c ON 0", self.in_scope(noun, "c")),
            // A form may be about nobody.
            Noun::Entry => (
                " LEFT JOIN customer c ON c.id = s.customer",
                format!("c.removed_at IS NULL AND {}", self.in_scope(noun, "c")),
            ),
            _ => (
                " CROSS JOIN customer c ON c.id = s.customer AND c.removed_at IS NULL",
                self.in_scope(noun, "c"),
            ),
        };
        let always = window.open && always_raised(noun);
        let earliest = match always {
            true => Moment::from_stored("0001-01-01T00:00:00Z").unwrap_or(window.from),
            false => window.from,
        };
        let bound = |at: Moment| match column.day {
            true => self.calendar.day_of(at).to_string(),
            false => at.stored(),
        };
        let sql = format!(
            "SELECT {due}, {}, {}, {columns} FROM {reached}{}{join}
             WHERE {due} >= ?1 AND {due} <= ?2 AND {scope} AND {}",
            column.since, column.done, column.beside, column.conditions
        );
        let read = |row: &Row<'_>| {
            let subject = match &customers {
                None => self.subject(row, 3, noun, want)?,
                Some(customers) => match customers.of(row.get(3)?) {
                    Some(subject) => subject.clone(),
                    None => return Ok(None),
                },
            };
            let done = row.get_ref(2)?.as_str_or_null()?;
            let due = match column.day {
                true => match row.get_ref(0)?.as_str()?.parse() {
                    Ok(day) => self.calendar.end_of(day),
                    Err(_) => return Ok(None),
                },
                false => super::super::moment(row, 0)?,
            };
            Ok(Some(Dated {
                due,
                since: super::super::moment(row, 1)?,
                done: done.and_then(Moment::from_stored),
                links: links(&subject),
                subject,
            }))
        };
        let all = self.rows(&sql, &[&bound(earliest), &bound(window.to)], read)?;
        Ok(all.into_iter().flatten().collect())
    }

    /// The birthdays that stand with contacts: occasions of their own, unless
    /// the customer has one for that contact.
    fn birthdays(&self, want: &[Attribute]) -> Result<Vec<(String, Moment, Subject)>, Failure> {
        // What an occasion would say of itself is the same for all of them.
        let own = |which: &Attribute| match which {
            Attribute::Kind => Some(CareKind::Birthday.code()),
            Attribute::Greeting => Some("true"),
            _ => None,
        };
        let asked: Vec<Attribute> = want
            .iter()
            .copied()
            .filter(|which| own(which).is_none())
            .collect();
        let sql = format!(
            "SELECT s.birthday, s.recorded_at, {} FROM {}
               CROSS JOIN customer c ON c.id = s.customer
             WHERE s.birthday IS NOT NULL AND s.left IS NOT 'yes'
               AND s.removed_at IS NULL AND c.removed_at IS NULL AND {}
               AND NOT EXISTS (SELECT 1 FROM occasion o WHERE o.contact = s.id
                    AND o.kind = '{}' AND o.removed_at IS NULL)",
            Self::columns(About::Contact, Noun::Contact, &asked, ("s", "c")),
            self.reached("contact", Some("contact_birthday"), "s.customer"),
            self.in_scope(Noun::Contact, "c"),
            CareKind::Birthday.code(),
        );
        self.rows(&sql, &[], |row| {
            let day: String = row.get(0)?;
            let since = super::super::moment(row, 1)?;
            let mut subject = self.subject(row, 2, Noun::Contact, &asked)?;
            let said = want.iter().filter_map(|which| Some((*which, own(which)?)));
            subject.attributes = subject.attributes.iter().copied().chain(said).collect();
            Ok((day, since, subject))
        })
    }

    /// The days on which customers signed their first contract: occasions of their own
    /// every year from the next on, unless the customer has one of that kind on file.
    fn signings(&self, want: &[Attribute]) -> Result<Vec<(String, Moment, Subject)>, Failure> {
        let kind = CareKind::ContractAnniversary.code();
        let own = |which: &Attribute| match which {
            Attribute::Kind => Some(kind),
            Attribute::Greeting => Some("true"),
            _ => None,
        };
        let asked: Vec<Attribute> = want
            .iter()
            .copied()
            .filter(|which| own(which).is_none())
            .collect();
        let sql = format!(
            "SELECT s.signed_at, {} FROM {}
               CROSS JOIN customer c ON c.id = s.customer
             WHERE s.signed_at IS NOT NULL AND s.end_reason IS NOT '{}'
               AND s.removed_at IS NULL AND c.removed_at IS NULL AND {}
               AND NOT EXISTS (SELECT 1 FROM contract e WHERE e.customer = s.customer
                    AND (e.signed_at, e.id) < (s.signed_at, s.id)
                    AND e.end_reason IS NOT '{}' AND e.removed_at IS NULL)
               AND NOT EXISTS (SELECT 1 FROM occasion o WHERE o.customer = s.customer
                    AND o.kind = '{kind}' AND o.removed_at IS NULL)",
            Self::columns(About::Contract, Noun::Contract, &asked, ("s", "c")),
            self.reached("contract", Some("contract_signed"), "s.customer"),
            ContractEnd::Terminated.code(),
            self.in_scope(Noun::Contract, "c"),
            ContractEnd::Terminated.code(),
        );
        self.rows(&sql, &[], |row| {
            let signed = super::super::moment(row, 0)?;
            let mut subject = self.subject(row, 1, Noun::Contract, &asked)?;
            let said = want.iter().filter_map(|which| Some((*which, own(which)?)));
            subject.attributes = subject.attributes.iter().copied().chain(said).collect();
            let day = self.calendar.day_of(signed);
            Ok((day.format("%m-%d").to_string(), signed, subject))
        })
    }

    /// Every return of an occasion between two moments.
    fn occasions(&self, want: &[Attribute], window: Window) -> Result<Vec<Dated>, Failure> {
        let sql = format!(
            "SELECT s.day, s.recorded_at, {} FROM {} CROSS JOIN customer c ON c.id = s.customer
             WHERE s.removed_at IS NULL AND c.removed_at IS NULL AND {}",
            Self::columns(About::Occasion, Noun::Occasion, want, ("s", "c")),
            self.reached("occasion", None, "s.customer"),
            self.in_scope(Noun::Occasion, "c")
        );
        let first = self.calendar.day_of(window.from);
        let last = self.calendar.day_of(window.to);
        let mut all = Vec::new();
        let mut rows = self.rows(&sql, &[], |row| {
            let day: String = row.get(0)?;
            let since = super::super::moment(row, 1)?;
            Ok((day, since, self.subject(row, 2, Noun::Occasion, want)?))
        })?;
        rows.extend(self.birthdays(want)?);
        rows.extend(self.signings(want)?);
        for (day, since, subject) in rows {
            let Some(annual) = Annual::read(&day) else {
                continue;
            };
            let mut from = match subject.noun {
                // The day itself is no anniversary.
                Noun::Contract => first.max(self.calendar.step(self.calendar.day_of(since), 1)),
                _ => first,
            };
            while let Some(day) = annual.next(from).filter(|day| *day <= last) {
                all.push(Dated {
                    due: self.calendar.end_of(day),
                    since,
                    done: None,
                    links: links(&subject),
                    subject: subject.clone(),
                });
                match day.succ_opt() {
                    Some(next) => from = next,
                    None => break,
                }
            }
        }
        Ok(all)
    }
}

/// The record itself and its customer.
fn links(subject: &Subject) -> Links {
    let mut links: Links = smallvec![(Noun::Customer, subject.home())];
    if subject.noun != Noun::Customer {
        links.push((subject.noun, subject.id));
    }
    links
}

fn column(date: Date, open: bool) -> Option<Column> {
    let about = date.about();
    let noun = about.noun()?;
    let own = |column: &str, since, done: &str, conditions: &str, day| Column {
        about,
        noun,
        table: noun.table(),
        index: None,
        beside: "",
        customer: "s.customer",
        due: format!("s.\"{column}\""),
        since,
        done: done.to_owned(),
        conditions: format!("s.removed_at IS NULL{conditions}"),
        day,
    };
    let still = match open {
        true => " AND s.done_at IS NULL AND s.cancelled_at IS NULL",
        false => " AND s.cancelled_at IS NULL",
    };
    Some(match (date, date.place()) {
        // The newest follow-up that set one replaces what an older one said.
        (Date::FollowupNext, _) => Column {
            table: Noun::Followup.table(),
            index: Some("followup_due"),
            conditions: "s.removed_at IS NULL AND s.next_at IS NOT NULL AND NOT EXISTS (
                 SELECT 1 FROM followup g INDEXED BY followup_agreed
                 WHERE g.customer = s.customer AND g.at >= s.at
                   AND (g.at, g.id) > (s.at, s.id) AND g.next_at IS NOT NULL
                   AND g.removed_at IS NULL)"
                .to_owned(),
            ..own("next_at", "s.at", "NULL", "", false)
        },
        (Date::PlanAt, _) => own("at", "s.recorded_at", "s.done_at", still, false),
        (Date::ActionDue, _) => own("due", "s.recorded_at", "s.done_at", still, false),
        (Date::EntryDue, _) => {
            let running = if open { " AND s.closed_at IS NULL" } else { "" };
            own("due", "s.at", "s.closed_at", running, false)
        }
        (Date::ImprovementDue, _) => {
            let running = if open { " AND s.closed_at IS NULL" } else { "" };
            Column {
                customer: "NULL",
                ..own("due", "s.at", "s.closed_at", running, false)
            }
        }
        (Date::PauseResumeOn, _) => {
            let running = if open { " AND s.ended_at IS NULL" } else { "" };
            own("resume_on", "s.from_at", "s.ended_at", running, true)
        }
        (Date::RemarkDue, _) => {
            let running = if open {
                " AND s.answered_at IS NULL"
            } else {
                ""
            };
            own("due", "s.at", "s.answered_at", running, false)
        }
        (Date::PromiseDue, _) => {
            let running = if open { " AND s.kept_at IS NULL" } else { "" };
            own("due", "s.made", "s.kept_at", running, false)
        }
        (Date::RequestExpected, _) => {
            let running = if open {
                " AND s.answered_at IS NULL"
            } else {
                ""
            };
            own("expected", "s.submitted", "s.answered_at", running, false)
        }
        (Date::DealExpected, _) => {
            let running = if open { " AND s.closed_at IS NULL" } else { "" };
            own("expected", "s.opened", "s.closed_at", running, true)
        }
        (Date::ContractExpires, _) => {
            let running = if open { " AND s.ended_at IS NULL" } else { "" };
            let signed = format!(" AND s.signed_at IS NOT NULL{running}");
            own("expires", "s.signed_at", "s.ended_at", &signed, true)
        }
        (Date::MilestonePlanned, _) => {
            let running = if open { " AND s.done_at IS NULL" } else { "" };
            own("planned", "s.recorded_at", "s.done_at", running, true)
        }
        (Date::InstalmentDue, _) => {
            let lacks = format!(" AND {} > 0", unpaid("s", ""));
            let running = if open { lacks } else { String::new() };
            let owed = format!(" AND {}{running}", owed("s"));
            own("due", "s.recorded_at", &paid_at("s"), &owed, true)
        }
        (Date::CustomerServiceUntil, _) => Column {
            customer: "s.id",
            ..own("service_until", "s.recorded_at", "NULL", "", true)
        },
        (_, Place::Trail(kind)) => {
            let closed = if open { " AND s.closed_at IS NULL" } else { "" };
            Column {
                index: open.then_some("ticket_owed"),
                beside: " CROSS JOIN ticket_event r ON r.ticket = s.id",
                due: "r.until".to_owned(),
                conditions: format!(
                    "r.kind = '{kind}' AND r.removed_at IS NULL AND s.removed_at IS NULL{closed}
                     AND NOT EXISTS (SELECT 1 FROM ticket_event e WHERE e.ticket = s.id
                        AND e.kind = '{kind}' AND (e.at, e.id) > (r.at, r.id)
                        AND e.removed_at IS NULL)"
                ),
                ..own("", "r.at", "NULL", "", false)
            }
        }
        _ => return None,
    })
}
