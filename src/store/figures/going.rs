//! Deliveries under way, as their customer may read of them (RP-22, F21): milestones,
//! progress, deviations and what is done about them; no remarks and no reasons of ours.

use super::service::{code, time};
use crate::playbook::Weighing;
use crate::problem::Failure;
use crate::records::choices::{DeviationKind, NeedPriority, Visibility};
use crate::store::needs::priority;
use crate::store::{Store, moment};
use crate::value::{Moment, Percent, Value as _};

/// A delivery and how it goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Going {
    pub number: String,
    pub what: String,
    pub planned: Option<Moment>,
    pub delivered: Option<Moment>,
    pub accepted: Option<Moment>,
    /// Whom to ask on our side.
    pub owner: Option<String>,
    pub milestones: Vec<Stage>,
    /// The newest first.
    pub progress: Vec<Said>,
    pub deviations: Vec<Deviates>,
}

/// A milestone.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    pub name: String,
    pub planned: Option<Moment>,
    pub done: Option<Moment>,
    pub signed: Option<String>,
}

/// A report of progress.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub at: Moment,
    pub done: Option<Percent>,
    pub said: String,
    pub next: Option<String>,
}

/// A deviation, and what is done about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Deviates {
    pub found: Moment,
    pub kind: Option<DeviationKind>,
    pub what: String,
    pub measure: Option<String>,
    pub closed: Option<Moment>,
}

/// How many needs there are of a kind and a tier.
pub type Spread = Vec<(Option<Visibility>, Option<NeedPriority>, i64)>;

impl Store {
    /// The deliveries of a customer that are not accepted; or the one that is meant.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn deliveries_going(
        &self,
        customer: i64,
        only: Option<i64>,
    ) -> Result<Vec<Going>, Failure> {
        let sql = "SELECT v.id, v.number, v.what, v.planned, v.delivered_at, v.accepted_at, s.name
             FROM delivery v LEFT JOIN staff s ON s.id = v.owner
             WHERE v.customer = ?1 AND v.removed_at IS NULL
               AND iif(?2 IS NULL, v.accepted_at IS NULL, v.id = ?2) ORDER BY v.planned, v.id";
        let found = self.rows(sql, (customer, only), |row| {
            let going = Going {
                number: row.get(1)?,
                what: row.get(2)?,
                planned: time(row, 3)?,
                delivered: time(row, 4)?,
                accepted: time(row, 5)?,
                owner: row.get(6)?,
                milestones: Vec::new(),
                progress: Vec::new(),
                deviations: Vec::new(),
            };
            Ok((row.get::<_, i64>(0)?, going))
        })?;
        let with = found.into_iter().map(|(id, going)| {
            Ok(Going {
                milestones: self.stages(id)?,
                progress: self.said_of(id)?,
                deviations: self.deviates(id)?,
                ..going
            })
        });
        with.collect()
    }

    fn stages(&self, delivery: i64) -> Result<Vec<Stage>, Failure> {
        let sql = "SELECT name, planned, done_at, signed_for FROM milestone
             WHERE delivery = ?1 AND removed_at IS NULL ORDER BY planned IS NULL, planned, id";
        self.rows(sql, [delivery], |row| {
            Ok(Stage {
                name: row.get(0)?,
                planned: time(row, 1)?,
                done: time(row, 2)?,
                signed: row.get(3)?,
            })
        })
    }

    fn said_of(&self, delivery: i64) -> Result<Vec<Said>, Failure> {
        let sql = "SELECT at, percent, said, next FROM progress
             WHERE delivery = ?1 AND removed_at IS NULL ORDER BY at DESC, id DESC";
        self.rows(sql, [delivery], |row| {
            Ok(Said {
                at: moment(row, 0)?,
                done: Percent::load(crate::store::found(row.get_ref(1)?)),
                said: row.get(2)?,
                next: row.get(3)?,
            })
        })
    }

    fn deviates(&self, delivery: i64) -> Result<Vec<Deviates>, Failure> {
        let sql = "SELECT found, kind, what, measure, closed_at FROM deviation
             WHERE delivery = ?1 AND removed_at IS NULL ORDER BY found, id";
        self.rows(sql, [delivery], |row| {
            Ok(Deviates {
                found: moment(row, 0)?,
                kind: code(row, 1)?,
                what: row.get(2)?,
                measure: row.get(3)?,
                closed: time(row, 4)?,
            })
        })
    }

    /// How a customer's needs are spread over kinds and tiers.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn needs_spread(&self, customer: i64, weighing: &Weighing) -> Result<Spread, Failure> {
        let sql = format!(
            "SELECT r.visibility, {}, count(*) FROM need r
             WHERE r.customer = ?1 AND r.removed_at IS NULL GROUP BY 1, 2",
            priority(weighing)
        );
        self.rows(&sql, [customer], |row| {
            Ok((code(row, 0)?, code(row, 1)?, row.get(2)?))
        })
    }
}
