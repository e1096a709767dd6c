//! Contracts signed and money received in a period, and what was unpaid when it
//! ended, by how long it was overdue then.

use rusqlite::named_params;

use super::{Asked, Headline};
use crate::problem::Failure;
use crate::records::choices::Age;
use crate::store::Store;
use crate::store::contracts::{age, unpaid};
use crate::value::ChoiceSet as _;

/// What came of contracts in a period; amounts in fen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paying {
    pub signed: i64,
    pub signed_amount: i64,
    pub payments: i64,
    pub received: i64,
    /// Instalments that were not paid in full when it ended, and what they lacked.
    pub unpaid: Vec<(Age, i64, i64)>,
}

impl Paying {
    /// Instalments and fen of one age; of those overdue where none is named.
    pub fn of(&self, ages: &[Age]) -> (i64, i64) {
        let of = self.unpaid.iter().filter(|(age, ..)| ages.contains(age));
        of.fold((0, 0), |(n, fen), (_, count, sum)| (n + count, fen + sum))
    }

    pub fn overdue(&self) -> (i64, i64) {
        self.of(&[Age::To30, Age::To60, Age::To90, Age::Over90])
    }

    pub fn total(&self) -> (i64, i64) {
        self.of(Age::VARIANTS)
    }
}

/// What came in during the period, as `p`.
pub(super) const PAID: &str = "FROM payment p JOIN customer c ON c.id = p.customer
    WHERE p.at >= :from AND p.at < :to AND p.removed_at IS NULL
      AND c.removed_at IS NULL";

/// Contracts signed in the period, as `k`.
pub(super) const SIGNED: &str = "FROM contract k JOIN customer c ON c.id = k.customer
    WHERE k.signed_at >= :from AND k.signed_at < :to AND k.removed_at IS NULL
      AND c.removed_at IS NULL";

/// Instalments `r` that were unpaid when the period ended: of contracts `k` signed by then,
/// and not called off by then.
pub(super) fn unpaid_then() -> String {
    format!(
        "FROM instalment r JOIN contract k ON k.id = r.contract
             JOIN customer c ON c.id = k.customer
         WHERE k.signed_at < :to AND k.removed_at IS NULL AND r.removed_at IS NULL
           AND c.removed_at IS NULL
           AND NOT coalesce(k.end_reason = 'terminated' AND k.ended_at < :to, 0)
           AND {} > 0",
        unpaid("r", ":to")
    )
}

impl Store {
    pub(super) fn paying(&self, asked: &Asked<'_>, headline: &Headline) -> Result<Paying, Failure> {
        let (from, to) = (asked.period.from.stored(), asked.period.to.stored());
        let params = named_params! { ":from": from, ":to": to };
        let sql = format!(
            "SELECT count(*), coalesce(sum(k.amount), 0) {SIGNED} AND {}",
            asked.whose.of("k.owner", "k.customer")
        );
        let (signed, signed_amount) =
            self.one(&sql, params, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Paying {
            signed,
            signed_amount,
            payments: headline.payments,
            received: headline.received,
            unpaid: self.unpaid(asked)?,
        })
    }

    /// What was unpaid then, by age.
    fn unpaid(&self, asked: &Asked<'_>) -> Result<Vec<(Age, i64, i64)>, Failure> {
        let to = asked.period.to.stored();
        let last = asked.period.to.plus_seconds(-1).unwrap_or(asked.period.to);
        let day = last.min(asked.now).day(asked.zone).to_string();
        let sql = format!(
            "SELECT {}, count(*), sum({}) {} AND {} GROUP BY 1",
            age("r", ":day"),
            unpaid("r", ":to"),
            unpaid_then(),
            asked.whose.of("k.owner", "k.customer")
        );
        let params = named_params! { ":to": to, ":day": day };
        let rows = self.rows(&sql, params, |row| {
            let code: String = row.get(0)?;
            Ok((Age::from_code(&code), row.get(1)?, row.get(2)?))
        })?;
        let known = rows.into_iter();
        Ok(known
            .filter_map(|(age, n, fen)| Some((age?, n, fen)))
            .collect())
    }
}
