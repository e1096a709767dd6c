//! Needs and their analysis: the tier that a need belongs to, as SQL, and which
//! kinds of SPIN question a customer has not answered yet.

use super::lists::{List, Shown, customer_name, customer_number, fields, number, rest};
use super::{Kept, Store};
use crate::playbook::Weighing;
use crate::problem::Failure;
use crate::records::choices::{Decision, NeedPriority, Spin};
use crate::records::{Analysis, Need};
use crate::value::{ChoiceSet as _, Noun};
use crate::words::{keep, t};

/// The tier of a need `r` by its scores; [`Weighing::weigh`] says the same.
fn weighed(weighing: &Weighing) -> String {
    let Weighing { must, should, hard } = weighing;
    let [first, second, third] = [
        NeedPriority::Must,
        NeedPriority::Should,
        NeedPriority::Could,
    ]
    .map(|tier| tier.code());
    let points = "r.urgency * coalesce(r.worth, r.feasibility)";
    format!(
        "CASE WHEN {points} IS NULL THEN NULL ELSE
           CASE (CASE WHEN {points} >= {must} THEN 0 WHEN {points} >= {should} THEN 1 ELSE 2 END)
                + coalesce(r.feasibility <= {hard}, 0)
           WHEN 0 THEN '{first}' WHEN 1 THEN '{second}' ELSE '{third}' END END"
    )
}

/// The tier of a need `r`: as somebody set it, else by its scores.
pub(super) fn priority(weighing: &Weighing) -> String {
    format!("coalesce(r.set_priority, {})", weighed(weighing))
}

/// The newest analysis of the customer `{customer}`.
fn newest(customer: &str) -> String {
    format!(
        "(SELECT a.id FROM analysis a WHERE a.customer = {customer} AND a.removed_at IS NULL
          ORDER BY a.at DESC, a.id DESC LIMIT 1)"
    )
}

/// Whether a customer has answered questions of a kind: in the newest analysis, or
/// with a need that such a question found.
fn answered(spin: Spin, customer: &str) -> String {
    let (code, key, newest) = (spin.code(), Analysis::key(spin), newest(customer));
    format!(
        "(EXISTS (SELECT 1 FROM analysis b WHERE b.id = {newest} AND b.{key} IS NOT NULL)
          OR EXISTS (SELECT 1 FROM need d WHERE d.customer = {customer} AND d.spin = '{code}'
                     AND d.removed_at IS NULL))"
    )
}

/// The letters of SPIN that a customer's needs leave empty, in one text.
fn empty_letters(customer: &str) -> String {
    let letters = Spin::VARIANTS.iter().map(|spin| {
        let (letter, answered) = (spin.letter(), answered(*spin, customer));
        format!("iif({answered}, '', '{letter}')")
    });
    format!("nullif({}, '')", letters.collect::<Vec<_>>().join(" || "))
}

impl List {
    /// Needs with the tier that `weighing` gives them, the most pressing first.
    pub fn needs(weighing: &Weighing) -> Self {
        let tier = priority(weighing);
        let mut columns = vec![number(), customer_name(), customer_number()];
        columns.extend(fields::<Need>(&["what"]));
        columns.push(Shown::of::<Option<NeedPriority>>(
            "priority",
            t("Priority", "优先级"),
            tier.clone(),
        ));
        columns.extend(fields::<Need>(&[
            "visibility",
            "rigidity",
            "horizon",
            "solution",
            "found",
        ]));
        columns.push(
            Shown::of::<Option<String>>(
                "spin_empty",
                t("SPIN still empty", "SPIN 尚缺"),
                empty_letters("r.customer"),
            )
            .extra(),
        );
        rest::<Need>(&mut columns);
        let ranks = NeedPriority::VARIANTS.iter().zip(0..).map(|(tier, rank)| {
            let code = tier.code();
            format!(" WHEN '{code}' THEN {rank}")
        });
        let ranks: String = ranks.collect();
        List {
            noun: Noun::Need,
            columns,
            order: keep(&format!(
                "(CASE {tier}{ranks} ELSE 9 END), r.urgency IS NULL, r.urgency DESC, r.id"
            )),
        }
    }

    /// Analyses of needs with the last word of the supervisor, newest first.
    pub fn analyses() -> Self {
        let mut columns = vec![number(), customer_name(), customer_number()];
        columns.extend(fields::<Analysis>(&[
            "at",
            "situation",
            "problem",
            "implication",
            "need_payoff",
        ]));
        columns.push(Shown::of::<Option<Decision>>(
            "reviewed",
            t("Review", "需求评审"),
            "(SELECT v.result FROM review v WHERE v.noun = 'analysis' AND v.record = r.id
              AND v.removed_at IS NULL ORDER BY v.at DESC, v.id DESC LIMIT 1)",
        ));
        rest::<Analysis>(&mut columns);
        List {
            noun: Noun::Analysis,
            columns,
            order: "r.at DESC, r.id DESC",
        }
    }
}

impl Store {
    /// The newest analysis of a customer's needs.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn newest_analysis(&self, customer: i64) -> Result<Option<Kept<Analysis>>, Failure> {
        Ok(self
            .all(&format!("WHERE r.id = {}", newest("?1")), &[&customer])?
            .pop())
    }

    /// The kinds of SPIN question that a customer has not answered yet.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn spin_empty(&self, customer: i64) -> Result<Vec<Spin>, Failure> {
        let sql = format!("SELECT {}", empty_letters("?1"));
        let letters: Option<String> = self
            .db
            .prepare_cached(&sql)?
            .query_row([customer], |row| row.get(0))?;
        let letters = letters.unwrap_or_default();
        Ok(Spin::VARIANTS
            .iter()
            .copied()
            .filter(|spin| letters.contains(spin.letter()))
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Found, Score, Value as _};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sql_and_the_playbook_weigh_alike(
            scores in proptest::array::uniform3(0i64..=5),
            must in 1i64..=25, should in 1i64..=25, hard in 0i64..=5,
        ) {
            let weighing = Weighing { must, should: should.min(must), hard };
            let db = rusqlite::Connection::open_in_memory().unwrap();
            let sql = format!(
                "SELECT {} FROM (SELECT nullif(?1, 0) AS urgency, nullif(?2, 0) AS worth,
                   nullif(?3, 0) AS feasibility) r",
                weighed(&weighing)
            );
            let code: Option<String> = db.query_row(&sql, scores, |row| row.get(0)).unwrap();
            let [urgency, worth, feasibility] =
                scores.map(|points| Score::load(Found::Int(points)));
            let tier = weighing.weigh(urgency, worth, feasibility);
            prop_assert_eq!(code.as_deref(), tier.map(|tier| tier.code()));
        }
    }
}
