//! Deliveries: how they stand, what is to be accepted, and what a handover pack
//! lacks.

mod agreed;
mod twice;

pub use agreed::ToCheck;
pub use twice::Recorded;

use rusqlite::OptionalExtension as _;

use super::journal::Writing;
use super::{Store, found};
use crate::problem::Failure;
use crate::records::choices::{DeliveryStatus, DeviationKind};
use crate::value::{ChoiceSet as _, Found, Moment, Noun, Stored};
use crate::words::{Text, t};

/// How delivery `d` stands. Late is what deviates so, not what a calendar says.
pub(super) fn status(d: &str) -> String {
    use DeliveryStatus::{Accepted, Delayed, Delivered, InProgress, Planned};
    let [accepted, delivered, delayed, running, planned] =
        [Accepted, Delivered, Delayed, InProgress, Planned].map(|status| status.code());
    let delay = DeviationKind::Delay.code();
    format!(
        "(CASE WHEN {d}.accepted_at IS NOT NULL THEN '{accepted}'
          WHEN {d}.delivered_at IS NOT NULL THEN '{delivered}'
          WHEN EXISTS (SELECT 1 FROM deviation x WHERE x.delivery = {d}.id AND x.kind = '{delay}'
             AND x.closed_at IS NULL AND x.removed_at IS NULL) THEN '{delayed}'
          WHEN {d}.started_at IS NOT NULL THEN '{running}' ELSE '{planned}' END)"
    )
}

/// The status of whichever running delivery of a customer is furthest behind; NULL
/// where none runs.
pub(super) fn of_customer(customer: &str) -> String {
    let status = status("d");
    let (delayed, running) = (
        DeliveryStatus::Delayed.code(),
        DeliveryStatus::InProgress.code(),
    );
    format!(
        "(SELECT {status} AS stands FROM delivery d WHERE d.customer = {customer}
           AND d.accepted_at IS NULL AND d.removed_at IS NULL
          ORDER BY CASE stands WHEN '{delayed}' THEN 0 WHEN '{running}' THEN 1 ELSE 2 END LIMIT 1)"
    )
}

/// An item of an acceptance that is not settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToAccept {
    pub n: i64,
    pub what: String,
    /// It failed, and until when it is to be remedied; else nobody looked.
    pub failed: bool,
    pub remedy_by: Option<String>,
}

/// One part of a handover pack, and whether it is on file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackPart {
    pub key: &'static str,
    pub label: Text,
    pub there: bool,
}

impl Store {
    /// How a delivery stands.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn delivery_status(&self, id: i64) -> Result<Option<String>, Failure> {
        let sql = format!("SELECT {} FROM delivery d WHERE d.id = ?1", status("d"));
        let mut query = self.db.prepare_cached(&sql)?;
        Ok(query.query_row([id], |row| row.get(0)).optional()?)
    }

    /// The deal that a customer won last.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn won_deal(&self, customer: i64) -> Result<Option<i64>, Failure> {
        Ok(self
            .db
            .prepare_cached(
                "SELECT id FROM deal WHERE customer = ?1 AND outcome = 'won'
                   AND removed_at IS NULL ORDER BY closed_at DESC, id DESC LIMIT 1",
            )?
            .query_row([customer], |row| row.get(0))
            .optional()?)
    }

    /// How many items an acceptance has.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn items_of(&self, delivery: i64) -> Result<i64, Failure> {
        Ok(self
            .db
            .prepare_cached(
                "SELECT coalesce(max(n), 0) FROM acceptance WHERE delivery = ?1 AND removed_at IS NULL",
            )?
            .query_row([delivery], |row| row.get(0))?)
    }

    /// The `n`-th item of an acceptance.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn item_of(&self, delivery: i64, n: i64) -> Result<Option<i64>, Failure> {
        Ok(self
            .db
            .prepare_cached(
                "SELECT id FROM acceptance WHERE delivery = ?1 AND n = ?2 AND removed_at IS NULL",
            )?
            .query_row([delivery, n], |row| row.get(0))
            .optional()?)
    }

    /// The items that stand in the way of an acceptance.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn unsettled(&self, delivery: i64) -> Result<Vec<ToAccept>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT n, what, result, remedy_by FROM acceptance
             WHERE delivery = ?1 AND removed_at IS NULL
               AND coalesce(result, 'failed') = 'failed' ORDER BY n, id",
        )?;
        let items = query.query_map([delivery], |row| {
            Ok(ToAccept {
                n: row.get(0)?,
                what: row.get(1)?,
                failed: row.get::<_, Option<String>>(2)?.is_some(),
                remedy_by: row.get(3)?,
            })
        })?;
        Ok(items.collect::<Result<_, _>>()?)
    }

    /// What a handover pack consists of, for a customer and a deal (F19).
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn pack_parts(&self, customer: i64, deal: Option<i64>) -> Result<Vec<PackPart>, Failure> {
        let parts = [
            (
                "need",
                t("What the customer needs", "客户需求"),
                "SELECT 1 FROM customer c WHERE c.id = ?1 AND coalesce(c.need, '') != ''",
            ),
            (
                "background",
                t("Background", "客户背景"),
                "SELECT 1 FROM customer c WHERE c.id = ?1
                   AND coalesce(c.background, c.main_business, '') != ''",
            ),
            (
                "contract",
                t("Signed contract", "已签合同"),
                "SELECT 1 FROM contract k WHERE k.customer = ?1 AND k.signed_at IS NOT NULL
                   AND k.removed_at IS NULL AND (?2 IS NULL OR k.deal IS ?2)",
            ),
            (
                "contact",
                t("Contact", "联系人"),
                "SELECT 1 FROM contact k WHERE k.customer = ?1 AND k.removed_at IS NULL
                   AND k.left IS NOT 'yes'",
            ),
            (
                "followups",
                t("What was talked about", "沟通记录"),
                "SELECT 1 FROM followup f WHERE f.customer = ?1 AND f.removed_at IS NULL",
            ),
            (
                "configuration",
                t("What was sold", "产品配置"),
                "SELECT 1 FROM deal d WHERE d.customer = ?1 AND d.product IS NOT NULL
                   AND d.removed_at IS NULL AND (?2 IS NULL OR d.id IS ?2)
                 UNION ALL SELECT 1 FROM delivered i WHERE i.customer = ?1 AND i.removed_at IS NULL",
            ),
            (
                "response",
                t("Promise on response time", "响应时间承诺"),
                "SELECT 1 FROM promise p WHERE p.customer = ?1 AND p.kind = 'response-time'
                   AND p.removed_at IS NULL
                 UNION ALL SELECT 1 FROM contract k WHERE k.customer = ?1 AND k.service IS NOT NULL
                   AND k.removed_at IS NULL",
            ),
            (
                "warranty",
                t("Promise on warranty", "保修政策承诺"),
                "SELECT 1 FROM promise p WHERE p.customer = ?1 AND p.kind = 'warranty'
                   AND p.removed_at IS NULL
                 UNION ALL SELECT 1 FROM contract k WHERE k.customer = ?1 AND k.warranty IS NOT NULL
                   AND k.removed_at IS NULL",
            ),
        ];
        let mut all = Vec::new();
        for (key, label, sql) in parts {
            let there = self
                .db
                .prepare_cached(&format!(
                    "SELECT EXISTS (SELECT 1 WHERE ?1 IS ?1 AND ?2 IS ?2) AND EXISTS ({sql})"
                ))?
                .query_row(rusqlite::params![customer, deal], |row| row.get(0))?;
            all.push(PackPart { key, label, there });
        }
        Ok(all)
    }

    /// The contract that a customer has open, if it is the only one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn only_contract(&self, customer: i64) -> Result<Option<i64>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT id FROM contract WHERE customer = ?1 AND ended_at IS NULL
               AND removed_at IS NULL LIMIT 2",
        )?;
        let ids = query.query_map([customer], |row| row.get(0))?;
        let ids: Vec<i64> = ids.collect::<Result<_, _>>()?;
        Ok(match ids.as_slice() {
            [one] => Some(*one),
            _ => None,
        })
    }
}

impl Writing<'_> {
    /// How many items an acceptance has, those of this command among them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn items_of(&self, delivery: i64) -> Result<i64, Failure> {
        Ok(self
            .tx
            .prepare_cached(
                "SELECT coalesce(max(n), 0) FROM acceptance WHERE delivery = ?1 AND removed_at IS NULL",
            )?
            .query_row([delivery], |row| row.get(0))?)
    }

    /// Hides what hangs on a record that is hidden.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn remove_hanging(&self, of: Noun, id: i64, nouns: &[Noun]) -> Result<(), Failure> {
        for noun in nouns {
            let mut query = self.tx.prepare_cached(&format!(
                "SELECT id FROM {} WHERE \"{}\" = ?1 AND removed_at IS NULL ORDER BY id",
                noun.table(),
                of.table()
            ))?;
            let hanging: Vec<i64> = query
                .query_map([id], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            for id in hanging {
                self.remove(*noun, id)?;
            }
        }
        Ok(())
    }

    /// Notes how the customer's deliveries stand now, if that changed: rules ask
    /// since when they stand so.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn delivery_turned(&self, customer: i64, at: Moment) -> Result<(), Failure> {
        const ATTRIBUTE: &str = "delivery_status";
        let text = |value: Found<'_>| match value {
            Found::Text(text) => Stored::Text(text.to_owned()),
            _ => Stored::Null,
        };
        let sql = format!("SELECT {}", of_customer("?1"));
        let new = self
            .tx
            .prepare_cached(&sql)?
            .query_row([customer], |row| Ok(text(found(row.get_ref(0)?))))?;
        let old = self
            .tx
            .prepare_cached(
                "SELECT new FROM turn WHERE noun = 'customer' AND record = ?1 AND attribute = ?2
                 ORDER BY at DESC, id DESC LIMIT 1",
            )?
            .query_row(rusqlite::params![customer, ATTRIBUTE], |row| {
                Ok(text(found(row.get_ref(0)?)))
            })
            .optional()?
            .unwrap_or(Stored::Null);
        match old == new {
            true => Ok(()),
            false => self.turn(Noun::Customer, customer, ATTRIBUTE, at, &old, &new),
        }
    }
}
