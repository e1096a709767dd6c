//! Measures that take more than a count: registrations against what the playbook
//! requires, grades against what it suggests, what proposals promise.

use rusqlite::named_params;

use super::legs::{Leg, customer};
use super::{KpiCase, Measuring};
use crate::playbook::{Required, Requirement};
use crate::problem::Failure;
use crate::records::choices::{CustomerKind, Kpi};
use crate::records::{Alternative, Returns};
use crate::store::figures::grade_then;
use crate::store::{Store, moment};
use crate::value::{ChoiceSet as _, Money, Noun};

/// A registration: how many of its demands are answered, of how many (K30). Answers
/// are those of today, since nothing keeps when a field was filled in.
pub(super) fn complete(required: &Required) -> Leg {
    let of_kind = |what: fn(&[&Requirement]) -> String| {
        let each = CustomerKind::VARIANTS.iter().map(|kind| {
            let all: Vec<&Requirement> = required.of_kind("customer", Some(kind.code())).collect();
            format!("WHEN '{}' THEN {}", kind.code(), what(&all))
        });
        let each: Vec<String> = each.collect();
        format!("CASE c.kind {} ELSE 0 END", each.join(" "))
    };
    // A customer's first contact is whom the registration means.
    let from = "FROM customer c LEFT JOIN contact x ON x.id = (SELECT min(y.id) FROM contact y
            WHERE y.customer = c.id AND y.removed_at IS NULL)
        WHERE c.removed_at IS NULL AND coalesce(c.acquired, c.recorded_at) < :to";
    customer("coalesce(c.acquired, c.recorded_at)", from)
        .n(of_kind(|all| {
            let each: Vec<String> = all.iter().map(|one| answered(one)).collect();
            match each.is_empty() {
                true => "0".to_owned(),
                false => each.join(" + "),
            }
        }))
        .d(of_kind(|all| all.len().to_string()))
}

/// Whether any of the fields of a demand has an answer.
fn answered(demand: &Requirement) -> String {
    let each = demand.any_of.iter().map(|key| match key.split_once('.') {
        Some((_, key)) => format!("x.\"{key}\" IS NOT NULL"),
        None => format!("c.\"{key}\" IS NOT NULL"),
    });
    let each: Vec<String> = each.collect();
    format!("({})", each.join(" OR "))
}

impl Store {
    /// Every customer that was assessed, by its newest assessment: whether the playbook
    /// suggests a grade other than the approved one (K20).
    pub(super) fn regrades(&self, measuring: &Measuring<'_>) -> Result<Vec<KpiCase>, Failure> {
        let sql = format!(
            "SELECT c.id, c.owner, g.at, g.purchase, g.potential, {}
             FROM customer c JOIN grade g ON g.id = (SELECT y.id FROM grade y
                 WHERE y.customer = c.id AND y.removed_at IS NULL AND y.at < :to
                 ORDER BY y.at DESC, y.id DESC LIMIT 1)
             WHERE c.removed_at IS NULL AND g.id IN (SELECT id FROM grade WHERE at < :to)",
            grade_then("c.id")
        );
        let to = measuring.asked.period.to.stored();
        let grades = &measuring.playbook.grades;
        self.rows(&sql, named_params! { ":to": to }, |row| {
            let id: i64 = row.get(0)?;
            let potential: Option<u8> = row.get(4)?;
            let approved: Option<String> = row.get(5)?;
            let suggested = grades.suggest(Money::fen(row.get(3)?), potential);
            let suggested = suggested.map(|one| one.grade.code.clone());
            let differs = suggested.is_some() && suggested != approved;
            let from = approved.unwrap_or_else(|| "–".to_owned());
            Ok(KpiCase {
                noun: Noun::Customer,
                id,
                customer: Some(id),
                person: row.get(1)?,
                at: moment(row, 2)?,
                numerator: i64::from(differs),
                denominator: 1,
                part: suggested
                    .filter(|_| differs)
                    .map(|to| format!("{from} → {to}").into()),
            })
        })
    }

    /// What the proposals that went to customers in the period promise (K37–K40): the
    /// first alternative of each, so that a deal counts once.
    pub(super) fn worths(
        &self,
        kpi: Kpi,
        measuring: &Measuring<'_>,
    ) -> Result<Vec<KpiCase>, Failure> {
        let period = &measuring.asked.period;
        let (from, to) = (period.from.stored(), period.to.stored());
        let sent = self.rows(
            "SELECT a.id, p.customer, p.owner, p.submitted_at, p.id FROM proposal p
             JOIN customer c ON c.id = p.customer
             JOIN alternative a ON a.id = (SELECT y.id FROM alternative y
                 WHERE y.proposal = p.id AND y.removed_at IS NULL ORDER BY y.letter, y.id LIMIT 1)
             WHERE p.submitted_at >= :from AND p.submitted_at < :to AND p.removed_at IS NULL
               AND c.removed_at IS NULL
               AND NOT coalesce(p.superseded_at < :to, 0) ORDER BY p.id",
            named_params! { ":from": from, ":to": to },
            |row| {
                let case = KpiCase {
                    noun: Noun::Proposal,
                    id: row.get(4)?,
                    customer: row.get(1)?,
                    person: row.get(2)?,
                    at: moment(row, 3)?,
                    numerator: 0,
                    denominator: 0,
                    part: None,
                };
                Ok((row.get(0)?, case))
            },
        )?;
        let mut all = Vec::new();
        for (alternative, case) in sent {
            let stated = Returns::of(&self.get::<Alternative>(alternative)?.record);
            let shares = match kpi {
                Kpi::Saving => stated.saving.map(|saving| (saving.as_fen(), 1)),
                Kpi::Gain => stated.gain().map(|gain| (gain, 1)),
                Kpi::Roi => stated
                    .per_year()
                    .map(|(net, paid)| (net.as_fen(), paid.as_fen())),
                _ => stated
                    .to_pay_back()
                    .map(|(paid, saving)| (paid.as_fen(), saving.as_fen())),
            };
            all.extend(shares.map(|(numerator, denominator)| KpiCase {
                numerator,
                denominator,
                ..case
            }));
        }
        Ok(all)
    }
}
