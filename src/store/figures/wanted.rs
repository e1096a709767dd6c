//! What customers want (RP-24, R149): the needs found in a period with their industry, and
//! the words that stand for them.

use rusqlite::named_params;

use super::{Frame, Tally};
use crate::playbook::Weighing;
use crate::problem::Failure;
use crate::records::choices::{NeedPriority, Visibility};
use crate::store::Store;
use crate::store::needs::priority;
use crate::value::Moment;

use super::service::code;

/// A need that was found in the period.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedRow {
    pub number: String,
    pub customer: String,
    pub what: String,
    pub visibility: Option<Visibility>,
    pub tier: Option<NeedPriority>,
    pub industry: Option<String>,
    pub found: Moment,
}

/// What was found in a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WantedRows {
    pub needs: Vec<NeedRow>,
    /// Analyses made in it, and those of them that a supervisor has approved.
    pub analyses: i64,
    pub approved: i64,
    /// Keywords and tags of the customers who were new or had a need found, each customer
    /// counted once a word; with the industry.
    pub words: Vec<(String, Option<String>, i64)>,
    pub needs_by_industry: Tally,
}

impl Store {
    /// What was found in a period.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn wanted(&self, asked: &Frame<'_>, weighing: &Weighing) -> Result<WantedRows, Failure> {
        let (from, to, until) = asked.stored();
        let needs = format!(
            "SELECT r.number, c.name, r.what, r.visibility, {}, c.industry, r.found
             FROM need r JOIN customer c ON c.id = r.customer
             WHERE r.found >= :from AND r.found < :to AND r.removed_at IS NULL
               AND c.removed_at IS NULL AND {} ORDER BY r.found, r.id",
            priority(weighing),
            asked.whose.of("r.owner", "r.customer")
        );
        let params = named_params! { ":from": from, ":to": to };
        let needs = self.rows(&needs, params, |row| {
            Ok(NeedRow {
                number: row.get(0)?,
                customer: row.get(1)?,
                what: row.get(2)?,
                visibility: code(row, 3)?,
                tier: code(row, 4)?,
                industry: row.get(5)?,
                found: crate::store::moment(row, 6)?,
            })
        })?;
        let analyses = format!(
            "SELECT count(*), count(*) FILTER (WHERE EXISTS (SELECT 1 FROM review v
                 WHERE v.noun = 'analysis' AND v.record = a.id AND v.removed_at IS NULL
                   AND v.result != 'rejected' AND v.at < :until))
             FROM analysis a JOIN customer c ON c.id = a.customer
             WHERE a.at >= :from AND a.at < :to AND a.removed_at IS NULL
               AND c.removed_at IS NULL AND {}",
            asked.whose.of("a.owner", "a.customer")
        );
        let params = named_params! { ":from": from, ":to": to, ":until": until };
        let (analyses, approved) =
            self.one(&analyses, params, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut by_industry = std::collections::BTreeMap::new();
        for need in &needs {
            *by_industry.entry(need.industry.clone()).or_insert(0) += 1;
        }
        Ok(WantedRows {
            words: self.wanted_words(asked)?,
            needs_by_industry: by_industry.into_iter().collect(),
            needs,
            analyses,
            approved,
        })
    }

    /// Keywords and tags of customers new in the period or with a need found in it.
    fn wanted_words(
        &self,
        asked: &Frame<'_>,
    ) -> Result<Vec<(String, Option<String>, i64)>, Failure> {
        let (from, to, _) = asked.stored();
        let sql = format!(
            "WITH met AS MATERIALIZED (
                 SELECT c.id, c.industry, c.keywords FROM customer c
                 WHERE c.removed_at IS NULL AND {} AND c.id IN (
                     SELECT id FROM customer WHERE acquired >= :from AND acquired < :to
                     UNION SELECT id FROM customer WHERE +acquired IS NULL
                         AND recorded_at >= :from AND recorded_at < :to
                     UNION SELECT customer FROM need WHERE found >= :from AND found < :to
                         AND removed_at IS NULL)),
             said AS (
                 SELECT m.id, m.industry, trim(j.value) AS word FROM met m,
                     json_each('[\"' || replace(replace(replace(m.keywords, '\\', ''), '\"', ''), ',', '\",\"') || '\"]') j
                 WHERE m.keywords IS NOT NULL
                 UNION SELECT m.id, m.industry, g.name FROM met m JOIN tag g ON g.customer = m.id)
             SELECT word, industry, count(*) FROM said WHERE word != '' GROUP BY 1, 2",
            asked.whose.of("c.owner", "c.id")
        );
        self.rows(&sql, named_params! { ":from": from, ":to": to }, |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
    }
}
