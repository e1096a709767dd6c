//! Contracts: what is to be paid under them and what came in. What was received
//! is never stored with an instalment: payments that name one count for it, the
//! others fill what is left in the order of the plan.

use rusqlite::OptionalExtension as _;

use super::journal::Writing;
use super::{Filter, NumberIs, Place, Store, moment};
use crate::calendar::Calendar;
use crate::problem::{Failure, Problem};
use crate::records::choices::{Age, ContractStatus};
use crate::records::{Contract, Instalment};
use crate::say;
use crate::value::{Awaited, ChoiceSet as _, Day, Falls, Moment, Money, Noun, Ref, Schedule};

/// Payments that count by the time `until`, an SQL expression; all where it is empty.
fn counted(until: &str) -> String {
    match until {
        "" => "p.removed_at IS NULL".to_owned(),
        until => format!("p.removed_at IS NULL AND p.at < {until}"),
    }
}

/// What payments that name instalment `i` come to.
fn named(i: &str, until: &str) -> String {
    let counted = counted(until);
    format!(
        "coalesce((SELECT sum(p.amount) FROM payment p WHERE p.instalment = {i}.id AND {counted}), 0)"
    )
}

/// What instalments before `i` leave to the payments that name none.
fn before(i: &str, until: &str) -> String {
    let named = named("j", until);
    format!(
        "coalesce((SELECT sum(max(0, j.amount - {named})) FROM instalment j
          WHERE j.contract = {i}.contract AND j.removed_at IS NULL AND (j.n, j.id) < ({i}.n, {i}.id)), 0)"
    )
}

/// What came in for instalment `i` before `until`, in fen.
pub(super) fn received(i: &str, until: &str) -> String {
    let (counted, named, before) = (counted(until), named(i, until), before(i, until));
    format!(
        "(min({i}.amount, {named}) + max(0, min({i}.amount - min({i}.amount, {named}),
           coalesce((SELECT sum(p.amount) FROM payment p WHERE p.contract = {i}.contract
                     AND p.instalment IS NULL AND {counted}), 0) - {before})))"
    )
}

/// What is still to come for instalment `i`.
pub(super) fn unpaid(i: &str, until: &str) -> String {
    format!("({i}.amount - {})", received(i, until))
}

/// When instalment `i` was paid in full; NULL until it is.
pub(super) fn paid_at(i: &str) -> String {
    let (received, named, before) = (received(i, ""), named(i, ""), before(i, ""));
    format!(
        "(CASE WHEN {received} >= {i}.amount THEN max(
            coalesce((SELECT max(p.at) FROM payment p WHERE p.instalment = {i}.id
                      AND p.removed_at IS NULL), ''),
            CASE WHEN {named} >= {i}.amount THEN '' ELSE
              coalesce((SELECT min(q.at) FROM (SELECT p.at, sum(p.amount) OVER (ORDER BY p.at, p.id) AS total
                 FROM payment p WHERE p.contract = {i}.contract AND p.instalment IS NULL
                   AND p.removed_at IS NULL) q
               WHERE q.total >= {before} + {i}.amount - {named}), '') END) END)"
    )
}

/// What is still owed: of a contract that both signed and nobody called off.
pub(super) const OWED: &str = "EXISTS (SELECT 1 FROM contract k WHERE k.id = {i}.contract
    AND k.signed_at IS NOT NULL AND k.removed_at IS NULL AND k.end_reason IS NOT 'terminated')";

/// The same of instalment `i`.
pub(super) fn owed(i: &str) -> String {
    OWED.replace("{i}", i)
}

/// What a customer still owes under signed contracts; NULL where it is nothing.
pub(super) fn unpaid_of(customer: &str) -> String {
    let (unpaid, owed) = (unpaid("i", ""), owed("i"));
    format!(
        "nullif((SELECT sum({unpaid}) FROM instalment i WHERE i.customer = {customer}
           AND i.removed_at IS NULL AND {owed}), 0)"
    )
}

/// How a contract stands.
pub(super) fn status(k: &str) -> String {
    let [draft, signed, ended] = [
        ContractStatus::Draft,
        ContractStatus::Signed,
        ContractStatus::Ended,
    ]
    .map(|s| s.code());
    format!(
        "(CASE WHEN {k}.ended_at IS NOT NULL THEN '{ended}' WHEN {k}.signed_at IS NULL
          THEN '{draft}' ELSE '{signed}' END)"
    )
}

/// How many days the instalment `i` is overdue on `today`; NULL without a date.
pub(super) fn days(i: &str, today: &str) -> String {
    format!("CAST(julianday({today}) - julianday({i}.due) AS INTEGER)")
}

/// Into which age it falls.
pub(super) fn age(i: &str, today: &str) -> String {
    let days = days(i, today);
    let code = |age: Age| age.code();
    format!(
        "(CASE WHEN {i}.due IS NULL THEN '{}' WHEN {days} <= 0 THEN '{}' WHEN {days} <= 30 THEN '{}'
          WHEN {days} <= 60 THEN '{}' WHEN {days} <= 90 THEN '{}' ELSE '{}' END)",
        code(Age::Undated),
        code(Age::NotDue),
        code(Age::To30),
        code(Age::To60),
        code(Age::To90),
        code(Age::Over90)
    )
}

/// How the payments of a contract stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paid {
    pub received: i64,
    pub unpaid: i64,
    /// The first instalment that is not paid in full, and what it lacks.
    pub next: Option<(i64, Option<Day>, i64)>,
}

impl Store {
    /// The instalment that is the `n`-th of a contract.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn instalment(&self, contract: i64, n: i64) -> Result<Option<i64>, Failure> {
        Ok(self
            .db
            .prepare_cached(
                "SELECT id FROM instalment WHERE contract = ?1 AND n = ?2 AND removed_at IS NULL",
            )?
            .query_row([contract, n], |row| row.get(0))
            .optional()?)
    }

    /// What came in for a contract, and what is still to come.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn paid(&self, contract: i64) -> Result<Paid, Failure> {
        let sql = format!(
            "SELECT r.n, r.due, {}, {} FROM instalment r
             WHERE r.contract = ?1 AND r.removed_at IS NULL ORDER BY r.n, r.id",
            received("r", ""),
            unpaid("r", "")
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query([contract])?;
        let mut paid = Paid::default();
        while let Some(row) = rows.next()? {
            let (received, unpaid): (i64, i64) = (row.get(2)?, row.get(3)?);
            paid.received += received;
            paid.unpaid += unpaid;
            if paid.next.is_none() && unpaid > 0 {
                let due: Option<String> = row.get(1)?;
                let due = due.and_then(|due| due.parse().ok()).map(Day);
                paid.next = Some((row.get(0)?, due, unpaid));
            }
        }
        Ok(paid)
    }

    /// How many of the instalments that pass are unpaid, and how much, by age.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn unpaid_by_age(
        &self,
        filter: &Filter,
        today: Day,
    ) -> Result<Vec<(Age, i64, i64)>, Failure> {
        let today = format!("'{}'", today.code());
        let sql = format!(
            "SELECT {}, count(*), sum({}) FROM instalment r WHERE {} GROUP BY 1",
            age("r", &today),
            unpaid("r", ""),
            filter.condition()
        );
        let mut query = self.db.prepare(&sql)?;
        let mut rows = query.query(rusqlite::params_from_iter(&filter.params))?;
        let mut sums = Vec::new();
        while let Some(row) = rows.next()? {
            let code: String = row.get(0)?;
            if let Some(age) = Age::from_code(&code) {
                sums.push((age, row.get(1)?, row.get(2)?));
            }
        }
        Ok(sums)
    }

    /// What one instalment still lacks.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn lacking(&self, instalment: i64) -> Result<i64, Failure> {
        let sql = format!(
            "SELECT {} FROM instalment r WHERE r.id = ?1",
            unpaid("r", "")
        );
        let mut query = self.db.prepare_cached(&sql)?;
        Ok(query.query_row([instalment], |row| row.get(0))?)
    }

    /// The contracts of a deal, the newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn contracts_of_deal(&self, deal: i64) -> Result<Vec<i64>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT id FROM contract WHERE deal = ?1 AND removed_at IS NULL ORDER BY id DESC",
        )?;
        let ids = query.query_map([deal], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}

/// What instalments are made with.
pub struct Scheduling<'a> {
    pub calendar: &'a Calendar,
    /// How an instalment is numbered.
    pub number: NumberIs,
    pub at: Moment,
}

impl Writing<'_> {
    /// Makes a contract's instalments what its plan says, as far as what they wait
    /// for has happened. To be called whenever one of the two changed.
    ///
    /// # Errors
    /// Exit 5 where less is to be paid than came in; or when it cannot be written.
    pub fn schedule(&self, contract: i64, with: &Scheduling<'_>) -> Result<(), Failure> {
        let kept = self.get::<Contract>(contract)?;
        let amount = kept.record.amount;
        let whole = Schedule::whole();
        let plan = kept.record.plan.as_ref().unwrap_or(&whole);
        let amounts = plan.amounts(amount).map_err(Problem::usage)?;
        self.not_below(contract, amount)?;
        let on_file = self.instalments(contract)?;
        for (at, (due, amount)) in plan.dues().iter().zip(amounts).enumerate() {
            let (day, after) = match due.falls {
                Falls::On(day) => (Some(day), None),
                Falls::After(awaited, span) => {
                    let happened = self.happened(contract, awaited)?;
                    let day = happened.map(|at| match span {
                        Some(span) => with.calendar.day_of(with.calendar.due(at, &span)),
                        None => with.calendar.day_of(at),
                    });
                    (day, Some(due.falls.code()))
                }
                Falls::Unsaid => (None, None),
            };
            let new = Instalment {
                customer: kept.record.customer,
                contract: Ref::new(contract),
                n: i64::try_from(at + 1).unwrap_or(i64::MAX),
                name: due.name.clone(),
                amount,
                due: day.map(Day),
                after,
            };
            match on_file.get(at) {
                Some(id) => {
                    let old = self.get::<Instalment>(*id)?;
                    self.update(&old, &new, with.at)?;
                }
                None => {
                    let place = Place {
                        number: with.number.clone(),
                        extra: Vec::new(),
                        since: with.at,
                        to_confirm: &std::collections::BTreeSet::new(),
                    };
                    self.insert(&new, &place)?;
                }
            }
        }
        for id in on_file.iter().skip(plan.dues().len()) {
            self.remove(Noun::Instalment, *id)?;
        }
        Ok(())
    }

    fn instalments(&self, contract: i64) -> Result<Vec<i64>, Failure> {
        let mut query = self.tx.prepare_cached(
            "SELECT id FROM instalment WHERE contract = ?1 AND removed_at IS NULL ORDER BY n, id",
        )?;
        let ids = query.query_map([contract], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// What a contract's payments leave of its amount.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn still_to_come(&self, contract: i64) -> Result<i64, Failure> {
        Ok(self
            .tx
            .prepare_cached(
                "SELECT k.amount - coalesce((SELECT sum(p.amount) FROM payment p
                    WHERE p.contract = k.id AND p.removed_at IS NULL), 0)
                 FROM contract k WHERE k.id = ?1",
            )?
            .query_row([contract], |row| row.get(0))?)
    }

    /// Less than what came in is to be paid under no contract.
    fn not_below(&self, contract: i64, amount: Money) -> Result<(), Failure> {
        let lacks = self.still_to_come(contract)?;
        if lacks >= 0 {
            return Ok(());
        }
        let received = amount.as_fen() - lacks;
        let received = Money::fen(received).shown();
        Err(Problem::refused(say!(
            "{received} came in for it already, which is more",
            "已到账 {received} 元，超过该金额"
        ))
        .hint(say!(
            "look with: kehu contract payments",
            "查看到账：kehu contract payments"
        ))
        .into())
    }

    /// When something that payments wait for happened with a contract.
    fn happened(&self, contract: i64, awaited: Awaited) -> Result<Option<Moment>, Failure> {
        // Of several deliveries the last counts, once all of them are there.
        let sql = match awaited {
            Awaited::Signing => "SELECT signed_at FROM contract WHERE id = ?1",
            Awaited::Delivery => {
                "SELECT CASE WHEN count(delivered_at) = count(*) THEN max(delivered_at) END
                 FROM delivery WHERE contract = ?1 AND removed_at IS NULL"
            }
            Awaited::Acceptance => {
                "SELECT CASE WHEN count(accepted_at) = count(*) THEN max(accepted_at) END
                 FROM delivery WHERE contract = ?1 AND removed_at IS NULL"
            }
        };
        let at: Option<Option<Moment>> = self
            .tx
            .prepare_cached(sql)?
            .query_row([contract], |row| {
                let at: Option<String> = row.get(0)?;
                match at {
                    Some(_) => moment(row, 0).map(Some),
                    None => Ok(None),
                }
            })
            .optional()?;
        Ok(at.flatten())
    }
}
