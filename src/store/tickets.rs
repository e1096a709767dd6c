//! Tickets: their trail of events, and the times that follow from it.

use rusqlite::OptionalExtension as _;

use super::Store;
use super::journal::Writing;
use super::rows::Kept;
use crate::problem::Failure;
use crate::records::choices::{Cause, RevisitResult, Role, TicketStatus};
use crate::records::{Ticket, TicketEvent};
use crate::value::{Candidate, ChoiceSet as _, Moment, Noun, Stored};

/// How a ticket stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    pub status: TicketStatus,
    pub cause: Option<Cause>,
    pub responded: Option<Moment>,
    pub answered: Option<Moment>,
    pub solved: Option<Moment>,
    pub confirmed: Option<Moment>,
    pub revisited: Option<Moment>,
    pub revisit_result: Option<RevisitResult>,
    pub closed: Option<Moment>,
    pub archived: Option<Moment>,
    pub merged_into: Option<i64>,
}

/// Whether the times of a ticket stand in their order, of the row called
/// `of`: what is left out of the figures where it does not (meaning.md 8).
pub(super) fn in_order(of: &str) -> String {
    format!(
        "coalesce({of}.responded_at >= {of}.at, 1) AND coalesce({of}.answered_at >= {of}.at, 1)
         AND coalesce({of}.solved_at >= {of}.at, 1)
         AND coalesce({of}.solved_at >= {of}.responded_at, 1)"
    )
}

impl Standing {
    /// Whether its times contradict one another, as [`in_order`] tells it.
    pub fn contradicts(&self, accepted: Moment) -> bool {
        let before = |time: Option<Moment>, other: Option<Moment>| {
            time.zip(other).is_some_and(|(time, other)| time < other)
        };
        let accepted = Some(accepted);
        before(self.responded, accepted)
            || before(self.answered, accepted)
            || before(self.solved, accepted)
            || before(self.solved, self.responded)
    }
}

impl Store {
    /// How a ticket stands.
    ///
    /// # Errors
    /// When there is none, or the file cannot be read.
    pub fn ticket_standing(&self, id: i64) -> Result<Standing, Failure> {
        let moment = |text: Option<String>| text.as_deref().and_then(Moment::from_stored);
        let mut query = self.db.prepare_cached(
            "SELECT status, cause, responded_at, answered_at, solved_at, confirmed_at,
                    revisited_at, revisit_result, closed_at, archived_at, merged_into FROM ticket WHERE id = ?1",
        )?;
        Ok(query.query_row([id], |row| {
            let status: String = row.get(0)?;
            let cause: Option<String> = row.get(1)?;
            let result: Option<String> = row.get(7)?;
            Ok(Standing {
                status: TicketStatus::from_code(&status).unwrap_or(TicketStatus::Accepted),
                cause: cause.as_deref().and_then(Cause::from_code),
                responded: moment(row.get(2)?),
                answered: moment(row.get(3)?),
                solved: moment(row.get(4)?),
                confirmed: moment(row.get(5)?),
                revisited: moment(row.get(6)?),
                revisit_result: result.as_deref().and_then(RevisitResult::from_code),
                closed: moment(row.get(8)?),
                archived: moment(row.get(9)?),
                merged_into: row.get(10)?,
            })
        })?)
    }

    /// Everything that happened to a ticket, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn events_of(&self, ticket: i64) -> Result<Vec<Kept<TicketEvent>>, Failure> {
        self.all(
            "WHERE r.ticket = ?1 AND r.removed_at IS NULL ORDER BY r.at, r.id",
            &[&ticket],
        )
    }

    /// The role of whoever revisited a ticket last with the answer "solved".
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn revisitor_role(&self, ticket: i64) -> Result<Option<Role>, Failure> {
        let role: Option<Option<String>> = self
            .db
            .prepare_cached(
                "SELECT s.role FROM ticket_event e LEFT JOIN staff s ON s.id = e.by
                 WHERE e.ticket = ?1 AND e.kind = 'revisited' AND e.result = 'solved'
                   AND e.removed_at IS NULL ORDER BY e.at DESC, e.id DESC LIMIT 1",
            )?
            .query_row([ticket], |row| row.get(0))
            .optional()?;
        Ok(role.flatten().as_deref().and_then(Role::from_code))
    }

    /// The open tickets of the same customer that came before one, the newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open_before(&self, ticket: i64) -> Result<Vec<Candidate>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT r.number, substr(r.symptom, 1, 60) FROM ticket r JOIN ticket t ON t.id = ?1
             WHERE r.customer = t.customer AND (r.at, r.id) < (t.at, t.id)
               AND r.closed_at IS NULL AND r.removed_at IS NULL ORDER BY r.at DESC, r.id DESC",
        )?;
        let rows = query.query_map([ticket], |row| {
            Ok(Candidate {
                number: row.get(0)?,
                name: row.get(1)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The three newest tickets of the same customer and type that came before one,
    /// since then: their numbers, and their causes where these are known.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn tickets_like(
        &self,
        ticket: i64,
        since: Moment,
    ) -> Result<Vec<(String, Option<Cause>)>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT k.number, k.cause FROM ticket r
             JOIN ticket k ON k.customer = r.customer AND k.type = r.type
             WHERE r.id = ?1 AND k.id <> r.id AND k.at <= r.at AND k.at >= ?2
               AND k.removed_at IS NULL AND k.merged_into IS NULL
               AND (r.product IS NULL OR k.product IS NULL OR k.product = r.product)
             ORDER BY k.at DESC, k.id DESC LIMIT 3",
        )?;
        let rows = query.query_map(rusqlite::params![ticket, since.stored()], |row| {
            let cause: Option<String> = row.get(1)?;
            Ok((row.get(0)?, cause.as_deref().and_then(Cause::from_code)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The tickets that were merged into one, oldest first: id and number.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn duplicates_of(&self, ticket: i64) -> Result<Vec<(i64, String)>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT id, number FROM ticket WHERE merged_into = ?1 AND removed_at IS NULL
             ORDER BY at, id",
        )?;
        let rows = query.query_map([ticket], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The open tickets of a customer, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open_tickets(&self, customer: i64) -> Result<Vec<Kept<Ticket>>, Failure> {
        self.all(
            "WHERE r.customer = ?1 AND r.closed_at IS NULL AND r.removed_at IS NULL ORDER BY r.at",
            &[&customer],
        )
    }
}

impl Writing<'_> {
    /// Sets one of a ticket's times, `column` being a column of the ticket.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn ticket_time(
        &self,
        ticket: i64,
        column: &'static str,
        at: Option<Moment>,
    ) -> Result<(), Failure> {
        let value = at.map_or(Stored::Null, |at| Stored::Text(at.stored()));
        self.set_column(Noun::Ticket, ticket, column, &value, self.now)
    }

    /// Notes that a person first answered the customer at `at`, unless that
    /// was earlier, or `at` is before acceptance; true where it was noted.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn first_response(&self, ticket: i64, at: Moment) -> Result<bool, Failure> {
        let first: bool = self
            .tx
            .prepare_cached(
                "SELECT at <= ?2 AND closed_at IS NULL AND (responded_at IS NULL OR responded_at > ?2)
                 FROM ticket WHERE id = ?1",
            )?
            .query_row(rusqlite::params![ticket, at.stored()], |row| row.get(0))?;
        if first {
            self.ticket_time(ticket, "responded_at", Some(at))?;
            self.tx
                .prepare_cached("SELECT status FROM ticket WHERE id = ?1")?
                .query_row([ticket], |row| row.get::<_, String>(0))
                .map(|status| status == TicketStatus::Accepted.code())?
                .then(|| self.ticket_status(ticket, TicketStatus::Responded, at))
                .transpose()?;
        }
        Ok(first)
    }

    /// Sets a ticket's status and dates the change.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn ticket_status(
        &self,
        ticket: i64,
        status: TicketStatus,
        at: Moment,
    ) -> Result<(), Failure> {
        let value = Stored::Text(status.code().to_owned());
        self.set_column(Noun::Ticket, ticket, "status", &value, at)
    }
}
