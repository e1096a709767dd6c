//! Follow-ups: what is open for a customer, what was last said, and what the
//! checks at the keyboard look at.

use rusqlite::OptionalExtension as _;

use super::Store;
use super::journal::Writing;
use super::rows::Kept;
use crate::problem::Failure;
use crate::records::{Action, Followup, Plan};
use crate::value::{Moment, Noun, Stored};

/// Something that is open for a customer and that a contact could settle.
#[derive(Clone, Debug)]
pub enum OpenItem {
    Plan(Box<Kept<Plan>>),
    Action(Box<Kept<Action>>),
    /// The next contact that was agreed last: when, and about what.
    Next(Box<Kept<Followup>>),
}

impl Store {
    /// Plans, actions and the agreed next contact that are open for a customer.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open_items(&self, customer: i64) -> Result<Vec<OpenItem>, Failure> {
        let open = "WHERE r.customer = ?1 AND r.removed_at IS NULL AND r.done_at IS NULL
                    AND r.cancelled_at IS NULL ORDER BY r.id";
        let boxed = |plan| OpenItem::Plan(Box::new(plan));
        let mut items: Vec<OpenItem> = Vec::new();
        items.extend(self.all(open, &[&customer])?.into_iter().map(boxed));
        let actions: Vec<Kept<Action>> = self.all(open, &[&customer])?;
        items.extend(
            actions
                .into_iter()
                .map(|action| OpenItem::Action(Box::new(action))),
        );
        let next = self.open_next(customer)?;
        items.extend(next.map(|next| OpenItem::Next(Box::new(next))));
        Ok(items)
    }

    /// The agreed next contact, unless somebody has reached them since.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open_next(&self, customer: i64) -> Result<Option<Kept<Followup>>, Failure> {
        Ok(self
            .all(
                "WHERE r.customer = ?1 AND r.next_at IS NOT NULL AND r.removed_at IS NULL
                 AND NOT EXISTS (SELECT 1 FROM followup g WHERE g.customer = ?1 AND g.reached = 'yes'
                                 AND g.removed_at IS NULL AND (g.at, g.id) > (r.at, r.id))
                 ORDER BY r.at DESC, r.id DESC LIMIT 1",
                &[&customer],
            )?
            .pop())
    }

    /// The newest contacts with a customer, newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last_followups(&self, customer: i64, n: usize) -> Result<Vec<Kept<Followup>>, Failure> {
        self.all(
            "WHERE r.customer = ?1 AND r.removed_at IS NULL ORDER BY r.at DESC, r.id DESC LIMIT ?2",
            &[&customer, &(n as i64)],
        )
    }

    /// How often a customer has been reached: an unanswered call is no contact.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn followup_count(&self, customer: i64) -> Result<i64, Failure> {
        Ok(self
            .db
            .prepare_cached(
                "SELECT count(*) FROM followup
                 WHERE customer = ?1 AND reached = 'yes' AND removed_at IS NULL",
            )?
            .query_row([customer], |row| row.get(0))?)
    }

    /// Another customer to whom this very text was sent as a greeting since
    /// then (R049: greetings are tailored).
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn same_greeting(
        &self,
        said: &str,
        customer: i64,
        since: Moment,
    ) -> Result<Option<String>, Failure> {
        Ok(self
            .db
            .prepare_cached(
                "SELECT c.name FROM followup f JOIN customer c ON c.id = f.customer
                 WHERE f.at >= ?3 AND f.customer != ?2 AND f.said = ?1
                   AND instr(',' || f.purpose || ',', ',care,') > 0 AND f.removed_at IS NULL LIMIT 1",
            )?
            .query_row(rusqlite::params![said, customer, since.stored()], |row| {
                row.get(0)
            })
            .optional()?)
    }

    /// Customers with whom something was agreed for `day` or earlier and
    /// nobody has spoken since, or for whom a plan stands: the evening
    /// catch-up asks about them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn to_catch_up(&self, owner: Option<i64>, until: Moment) -> Result<Vec<i64>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT customer FROM (
                 SELECT p.customer, p.at AS due FROM plan p
                 WHERE p.at <= ?1 AND p.done_at IS NULL AND p.cancelled_at IS NULL
                   AND p.removed_at IS NULL AND (?2 IS NULL OR p.owner = ?2)
                 UNION ALL
                 SELECT f.customer, f.next_at FROM followup f
                 WHERE f.next_at <= ?1 AND f.removed_at IS NULL AND (?2 IS NULL OR f.owner = ?2)
                   AND NOT EXISTS (SELECT 1 FROM followup g WHERE g.customer = f.customer
                                   AND g.reached = 'yes' AND g.removed_at IS NULL AND (g.at, g.id) > (f.at, f.id)))
             WHERE customer IN (SELECT id FROM customer WHERE removed_at IS NULL)
             GROUP BY customer ORDER BY min(due)",
        )?;
        let ids = query.query_map(rusqlite::params![until.stored(), owner], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}

impl Writing<'_> {
    /// Marks a plan or an action as done.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn done(&self, noun: Noun, id: i64, at: Moment) -> Result<(), Failure> {
        self.set_column(noun, id, "done_at", &Stored::Text(at.stored()), at)
    }

    /// Calls a plan or an action off.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn cancel(
        &self,
        noun: Noun,
        id: i64,
        at: Moment,
        reason: Option<&str>,
    ) -> Result<(), Failure> {
        self.set_column(noun, id, "cancelled_at", &Stored::Text(at.stored()), at)?;
        if let Some(reason) = reason {
            let reason = Stored::Text(reason.to_owned());
            self.set_column(noun, id, "cancel_reason", &reason, at)?;
        }
        Ok(())
    }
}
