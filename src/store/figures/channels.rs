//! Where customers come from, and what comes of it (RP-17): the customers new in a
//! period, and the deals of all customers, by source.

use rusqlite::named_params;

use super::Frame;
use super::counting::NEW;
use super::service::time;
use crate::problem::Failure;
use crate::store::{Store, moment};
use crate::value::Moment;

/// A customer new in the period.
#[derive(Clone, Debug, PartialEq)]
pub struct Lead {
    pub number: String,
    pub name: String,
    pub source: Option<String>,
    pub detail: Option<String>,
    pub since: Moment,
    /// The screening let it pass; where nobody screened it, a deal was opened.
    pub qualified: bool,
    /// Has bought since (K28), and for how much, in fen.
    pub bought: bool,
    pub spent: i64,
}

/// A deal that was opened or ended in the period.
#[derive(Clone, Debug, PartialEq)]
pub struct DealOf {
    pub number: String,
    pub name: String,
    pub customer: String,
    pub source: Option<String>,
    pub opened: bool,
    pub closed: Option<Moment>,
    pub won: bool,
    pub amount: i64,
}

/// What a period brought.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Channels {
    pub leads: Vec<Lead>,
    pub deals: Vec<DealOf>,
}

impl Store {
    /// The customers and deals of a period, each with its source.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn channels(&self, asked: &Frame<'_>) -> Result<Channels, Failure> {
        let (from, to, until) = asked.stored();
        let leads = format!(
            "SELECT c.number, c.name, c.source, c.source_detail, coalesce(c.acquired, c.recorded_at),
                coalesce((SELECT s.result = 'pass' FROM screening s WHERE s.customer = c.id
                            AND s.removed_at IS NULL AND s.at < :until ORDER BY s.at DESC, s.id DESC LIMIT 1),
                         EXISTS (SELECT 1 FROM deal d WHERE d.customer = c.id AND d.removed_at IS NULL
                            AND d.opened < :until)),
                EXISTS (SELECT 1 FROM deal d WHERE d.customer = c.id AND d.removed_at IS NULL
                    AND d.outcome = 'won' AND d.closed_at <= :now),
                (SELECT coalesce(sum(d.amount), 0) FROM deal d WHERE d.customer = c.id
                    AND d.removed_at IS NULL AND d.outcome = 'won' AND d.closed_at <= :now)
             {NEW} AND {} ORDER BY 5, c.id",
            asked.whose.of("c.owner", "c.id")
        );
        let params = named_params! {
            ":from": from, ":to": to, ":until": until, ":now": asked.now.stored()
        };
        let leads = self.rows(&leads, params, |row| {
            Ok(Lead {
                number: row.get(0)?,
                name: row.get(1)?,
                source: row.get(2)?,
                detail: row.get(3)?,
                since: moment(row, 4)?,
                qualified: row.get(5)?,
                bought: row.get(6)?,
                spent: row.get(7)?,
            })
        })?;
        let deals = format!(
            "SELECT d.number, d.name, c.name, c.source, d.opened >= :from AND d.opened < :to,
                iif(d.closed_at >= :from AND d.closed_at < :to, d.closed_at, NULL),
                d.outcome = 'won', coalesce(d.amount, 0)
             FROM deal d JOIN customer c ON c.id = d.customer
             WHERE d.removed_at IS NULL AND c.removed_at IS NULL AND {}
               AND (d.opened >= :from AND d.opened < :to OR d.closed_at >= :from AND d.closed_at < :to)
             ORDER BY d.closed_at, d.id",
            asked.whose.of("d.owner", "d.customer")
        );
        let deals = self.rows(&deals, named_params! { ":from": from, ":to": to }, |row| {
            Ok(DealOf {
                number: row.get(0)?,
                name: row.get(1)?,
                customer: row.get(2)?,
                source: row.get(3)?,
                opened: row.get(4)?,
                closed: time(row, 5)?,
                won: row.get::<_, Option<bool>>(6)?.unwrap_or_default(),
                amount: row.get(7)?,
            })
        })?;
        Ok(Channels { leads, deals })
    }
}
