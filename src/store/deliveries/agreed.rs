//! What was agreed with a customer by the time of the acceptance, wherever it stands: the
//! contract, the proposal, promises, milestones.

use rusqlite::OptionalExtension as _;

use crate::problem::Failure;
use crate::records::choices::AgreedIn;
use crate::store::Store;
use crate::value::ChoiceSet as _;
use crate::words::{Text, t};

/// Something that was agreed, to be looked at when the customer accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToCheck {
    pub what: String,
    pub standard: Option<String>,
    pub source: AgreedIn,
    pub promise: Option<i64>,
}

/// The terms of a contract that an acceptance takes over.
const TERMS: [(&str, Text); 5] = [
    ("delivery_terms", t("Delivery terms", "交付条款")),
    ("acceptance_terms", t("Acceptance terms", "验收标准")),
    ("warranty", t("Warranty", "保修政策")),
    ("service", t("Service promise", "服务承诺")),
    ("special", t("Special requirements", "特殊要求")),
];

/// What a proposal promises that an acceptance takes over; what is sold and how it is
/// carried out (`steps`) is the plan's.
const PROPOSED: [(&str, Text); 4] = [
    ("scope", t("Scope of the proposal", "方案服务内容")),
    ("schedule", t("Schedule", "时间节点")),
    ("expected_effect", t("Expected effect", "预期效果")),
    ("service_promise", t("Service promise", "服务保障")),
];

impl Store {
    /// What was agreed with the customer and stands on no list of the delivery yet:
    /// the contract's terms, what the proposal in force says, our promises for the deal
    /// or for nothing else, the milestones' standards and the delivery's own.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn agreed_for(
        &self,
        delivery: i64,
        lang: crate::words::Lang,
    ) -> Result<Vec<ToCheck>, Failure> {
        let mut all = Vec::new();
        for (column, label) in TERMS {
            let text: Option<String> = self
                .db
                .prepare_cached(&format!(
                    "SELECT k.\"{column}\" FROM delivery d JOIN contract k ON k.id = d.contract
                     WHERE d.id = ?1 AND k.\"{column}\" IS NOT NULL"
                ))?
                .query_row([delivery], |row| row.get(0))
                .optional()?;
            all.extend(text.map(|text| ToCheck {
                what: label.to(lang).to_owned(),
                standard: Some(text),
                source: AgreedIn::Contract,
                promise: None,
            }));
        }
        for (column, label) in PROPOSED {
            let text = self.proposed(delivery, column)?;
            all.extend(text.map(|text| ToCheck {
                what: label.to(lang).to_owned(),
                standard: Some(text),
                source: AgreedIn::Proposal,
                promise: None,
            }));
        }
        let mut query = self.db.prepare_cached(
            "SELECT p.what, p.id FROM delivery d JOIN promise p ON p.customer = d.customer
             WHERE d.id = ?1 AND p.promised_by = 'us' AND p.removed_at IS NULL
               AND (p.deal IS d.deal OR p.deal IS NULL) ORDER BY p.id",
        )?;
        let promises = query.query_map([delivery], |row| {
            Ok(ToCheck {
                what: row.get(0)?,
                standard: None,
                source: AgreedIn::Promise,
                promise: Some(row.get(1)?),
            })
        })?;
        for promise in promises {
            all.push(promise?);
        }
        let mut query = self.db.prepare_cached(
            "SELECT m.name, m.standard FROM milestone m
             WHERE m.delivery = ?1 AND m.standard IS NOT NULL AND m.removed_at IS NULL
             UNION ALL SELECT d.what, d.standard FROM delivery d
             WHERE d.id = ?1 AND d.standard IS NOT NULL",
        )?;
        let standards = query.query_map([delivery], |row| {
            Ok(ToCheck {
                what: row.get(0)?,
                standard: row.get(1)?,
                source: AgreedIn::Milestone,
                promise: None,
            })
        })?;
        for standard in standards {
            all.push(standard?);
        }
        let mut query = self.db.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM acceptance a WHERE a.delivery = ?1 AND a.removed_at IS NULL
               AND (a.promise = ?2 OR a.source = ?5 AND a.standard IS ?4
                    AND (a.what = ?3 OR a.source IN ('contract', 'proposal'))))",
        )?;
        let mut fresh = Vec::new();
        for item in all {
            // What a term is called hangs on the language, the term does not.
            let source = item.source.code();
            let params =
                rusqlite::params![delivery, item.promise, item.what, item.standard, source];
            if !query.query_row(params, |row| row.get::<_, bool>(0))? {
                fresh.push(item);
            }
        }
        Ok(fresh)
    }

    /// A block of the proposal for the deal of a delivery: of the version that the
    /// customer agreed to, else of the last one that was handed over.
    fn proposed(&self, delivery: i64, column: &str) -> Result<Option<String>, Failure> {
        let sql = format!(
            "SELECT p.\"{column}\" FROM delivery d
             LEFT JOIN contract k ON k.id = d.contract
             JOIN proposal p ON p.deal = coalesce(d.deal, k.deal)
             WHERE d.id = ?1 AND p.removed_at IS NULL
               AND coalesce(p.confirmed_at, p.submitted_at) IS NOT NULL
             ORDER BY p.confirmed_at IS NULL, p.version DESC LIMIT 1"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let found: Option<Option<String>> =
            query.query_row([delivery], |row| row.get(0)).optional()?;
        Ok(found.flatten())
    }
}
