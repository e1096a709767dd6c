//! Tickets for the after-sales report (RP-01): each ticket that a term touches is
//! read once, with what of its trail the times hang on. Which of them pass is the
//! filter's matter; what they come to, the report's.

use rusqlite::{Row, ToSql};

use crate::problem::Failure;
use crate::records::choices::{
    Area, Cause, Priority, QualityLevel, TicketChannel, TicketTeam, TicketType,
};
use crate::store::lists::Filter;
use crate::store::tickets::in_order;
use crate::store::{Store, moment};
use crate::value::{ChoiceSet, Moment};

/// One ticket, as the report looks at it.
#[derive(Clone, Debug, PartialEq)]
pub struct TicketRow {
    pub id: i64,
    pub customer: i64,
    pub at: Moment,
    pub responded: Option<Moment>,
    pub answered: Option<Moment>,
    pub solved: Option<Moment>,
    pub closed: Option<Moment>,
    /// Went into an earlier ticket: received, and nothing more (R103).
    pub merged: bool,
    /// Its times do not contradict one another (meaning.md 8).
    pub in_order: bool,
    /// An earlier ticket of the same customer and cause within 90 days, or named as
    /// the one that it goes back to (K08).
    pub repeat: bool,
    pub r#type: Option<TicketType>,
    pub area: Option<Area>,
    pub cause: Option<Cause>,
    pub priority: Option<Priority>,
    pub channel: Option<TicketChannel>,
    pub quality: Option<QualityLevel>,
    pub team: Option<TicketTeam>,
    pub assignee: Option<i64>,
    /// Empty where none is named.
    pub product: String,
}

/// What happened to a ticket, so far as its times hang on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turned {
    Waiting,
    Resumed,
    Answered,
    Solved,
    Reopened,
    /// With the customer's 1 to 5, where one was given; at the closing, where a file
    /// has a score and no revisit.
    Revisited(Option<u8>),
}

/// When something happened to which ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TicketTurn {
    pub ticket: i64,
    pub at: Moment,
    pub what: Turned,
}

/// By what a clock of a ticket is told and counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Marked {
    pub id: i64,
    pub number: String,
    pub customer: i64,
    pub priority: Option<Priority>,
    pub team: Option<TicketTeam>,
    pub assignee: Option<i64>,
    pub closed: Option<Moment>,
    /// Its times do not contradict one another (meaning.md 8).
    pub in_order: bool,
}

/// Whether a ticket goes back to an earlier one (K08), as far as it need be looked at.
pub(super) fn repeats(of: &str, looked_at: &str) -> String {
    format!(
        "({of}.earlier IS NOT NULL OR ({looked_at} AND {of}.cause IS NOT NULL
          AND EXISTS (SELECT 1 FROM ticket p WHERE p.customer = {of}.customer AND p.at < {of}.at
            AND p.at >= strftime('%Y-%m-%dT%H:%M:%SZ', {of}.at, '-90 days')
            AND p.cause = {of}.cause AND p.removed_at IS NULL AND p.merged_into IS NULL)))"
    )
}

impl Store {
    /// The tickets accepted between two moments, and the earlier ones that were open
    /// at the first of them or later; those that pass.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn ticket_rows(
        &self,
        from: Moment,
        to: Moment,
        filter: &Filter,
    ) -> Result<Vec<TicketRow>, Failure> {
        // Each part has its index. A ticket that is a repeat is looked at by its customer.
        let sql = format!(
            "SELECT r.id, r.customer, r.at, r.responded_at, r.answered_at, r.solved_at, r.closed_at,
                r.merged_into IS NOT NULL, {}, {},
                r.type, r.area, r.cause, r.priority, r.channel, r.quality, r.team, r.assignee,
                coalesce(r.product, '')
             FROM ticket r WHERE r.id IN (
                 SELECT id FROM ticket WHERE at >= ?1 AND at < ?2
                 UNION SELECT id FROM ticket WHERE closed_at >= ?1 AND at < ?2
                 UNION SELECT id FROM ticket WHERE closed_at IS NULL AND at < ?2)
             AND {} ORDER BY r.at, r.id",
            in_order("r"),
            repeats("r", "r.at >= ?1"),
            filter.condition()
        );
        let (from, to) = (from.stored(), to.stored());
        let mut params: Vec<&dyn ToSql> = vec![&from, &to];
        params.extend(filter.params.iter().map(|param| param as &dyn ToSql));
        self.rows(&sql, params.as_slice(), ticket)
    }

    /// What happened to these tickets, in order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn ticket_turns(&self, tickets: &[i64]) -> Result<Vec<TicketTurn>, Failure> {
        let sql = "SELECT e.ticket, e.at, e.kind, e.satisfaction
             FROM json_each(?1) j CROSS JOIN ticket_event e ON e.ticket = j.value
             WHERE e.removed_at IS NULL AND (e.kind IN
                 ('waiting', 'resumed', 'answered', 'solved', 'reopened', 'revisited')
                 OR e.satisfaction IS NOT NULL)
             ORDER BY e.ticket, e.at, e.id";
        self.rows(sql, [listed(tickets)], |row| {
            let what = match row.get_ref(2)?.as_str()? {
                "waiting" => Turned::Waiting,
                "resumed" => Turned::Resumed,
                "answered" => Turned::Answered,
                "solved" => Turned::Solved,
                "reopened" => Turned::Reopened,
                _ => Turned::Revisited(row.get(3)?),
            };
            Ok(TicketTurn {
                ticket: row.get(0)?,
                at: moment(row, 1)?,
                what,
            })
        })
    }

    /// Of these tickets those that pass and were not merged into another.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn tickets_marked(&self, tickets: &[i64], filter: &Filter) -> Result<Vec<Marked>, Failure> {
        let sql = format!(
            "SELECT r.id, r.number, r.customer, r.priority, r.team, r.assignee, r.closed_at, {}
             FROM ticket r WHERE r.id IN (SELECT value FROM json_each(?1))
               AND r.merged_into IS NULL AND {}",
            in_order("r"),
            filter.condition()
        );
        let ids = listed(tickets);
        let mut params: Vec<&dyn ToSql> = vec![&ids];
        params.extend(filter.params.iter().map(|param| param as &dyn ToSql));
        self.rows(&sql, params.as_slice(), |row| {
            Ok(Marked {
                id: row.get(0)?,
                number: row.get(1)?,
                customer: row.get(2)?,
                priority: code(row, 3)?,
                team: code(row, 4)?,
                assignee: row.get(5)?,
                closed: time(row, 6)?,
                in_order: row.get(7)?,
            })
        })
    }
}

fn ticket(row: &Row<'_>) -> rusqlite::Result<TicketRow> {
    Ok(TicketRow {
        id: row.get(0)?,
        customer: row.get(1)?,
        at: moment(row, 2)?,
        responded: time(row, 3)?,
        answered: time(row, 4)?,
        solved: time(row, 5)?,
        closed: time(row, 6)?,
        merged: row.get(7)?,
        in_order: row.get(8)?,
        repeat: row.get(9)?,
        r#type: code(row, 10)?,
        area: code(row, 11)?,
        cause: code(row, 12)?,
        priority: code(row, 13)?,
        channel: code(row, 14)?,
        quality: code(row, 15)?,
        team: code(row, 16)?,
        assignee: row.get(17)?,
        product: row.get(18)?,
    })
}

pub(super) fn code<C: ChoiceSet>(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<C>> {
    Ok(row.get_ref(at)?.as_str_or_null()?.and_then(C::from_code))
}

pub(super) fn time(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Moment>> {
    Ok(row
        .get_ref(at)?
        .as_str_or_null()?
        .and_then(Moment::from_stored))
}

pub(super) fn listed(ids: &[i64]) -> String {
    let ids: Vec<_> = ids.iter().map(i64::to_string).collect();
    format!("[{}]", ids.join(","))
}
