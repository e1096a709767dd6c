//! Follow-ups of a period: how, what for and about what; whom they reached and whom they
//! left out; and whether the contacts that were agreed came about.

use rusqlite::named_params;

use super::counting::{REAL, agreed, listed, split};
use super::{Agreed, Asked, ByMethod, Contact, Headline, Tabled, Whose};
use crate::problem::Failure;
use crate::store::Store;

/// Follow-ups that took place in the period, as `f`.
pub(super) const FOLLOWUPS: &str =
    "FROM followup f WHERE f.at >= :from AND f.at < :to AND f.removed_at IS NULL";

/// Those of them that were real contact.
pub(super) fn touched() -> String {
    format!("{FOLLOWUPS} AND {REAL}")
}

/// Customers on file at the end, not in the pool, with whom there was none, as `c`. A
/// contact counts for the customer, whoever made it.
pub(super) fn untouched() -> String {
    format!(
        "FROM customer c WHERE c.removed_at IS NULL AND c.pool = 0
           AND coalesce(c.acquired, c.recorded_at) < :to
           AND c.id NOT IN (SELECT customer FROM followup WHERE at >= :from AND at < :to
               AND removed_at IS NULL AND {REAL})"
    )
}

/// The next contacts that were agreed for the period, as the common table `due`: each is
/// kept by a real one up to the end of its day. Day by day, so that an index leads from
/// each to what was agreed for it.
pub(super) fn next_contacts(whose: &Whose) -> String {
    let own = whose.of("f.owner", "f.customer");
    format!(
        "WITH day AS MATERIALIZED (
             SELECT value AS begins, lead(value, 1, :to) OVER (ORDER BY value) AS ends
             FROM json_each(:days)),
         due AS MATERIALIZED (
             SELECT f.id, f.customer, f.owner, f.next_at, d.ends, EXISTS (
                 SELECT 1 FROM followup g
                 WHERE g.customer = f.customer AND g.at > f.at AND g.at < d.ends
                   AND g.removed_at IS NULL AND g.reached = 'yes'
                   AND g.method IN (SELECT value FROM json_each(:real))) AS met
             FROM day d CROSS JOIN followup f ON f.next_at >= d.begins AND f.next_at < d.ends
             CROSS JOIN customer c ON c.id = f.customer
             WHERE f.next_at >= :from AND f.next_at < :to AND f.removed_at IS NULL
               AND c.removed_at IS NULL AND {own})"
    )
}

/// What became of one of them.
pub(super) const NEXT_STATE: &str =
    "CASE WHEN due.met THEN 'kept' WHEN due.ends <= :now THEN 'missed' ELSE 'open' END";

impl Store {
    pub(super) fn contact(
        &self,
        asked: &Asked<'_>,
        headline: &Headline,
    ) -> Result<Contact, Failure> {
        let (from, to) = (asked.period.from.stored(), asked.period.to.stored());
        let real = listed(asked.real);
        let params = named_params! { ":from": from, ":to": to };
        let with_real = named_params! { ":from": from, ":to": to, ":real": real };
        let by_method = format!(
            "SELECT f.method, count(*), count(*) FILTER (WHERE f.reached = 'yes')
             {FOLLOWUPS} AND {} GROUP BY 1 ORDER BY 1",
            asked.whose.of("f.owner", "f.customer")
        );
        let untouched = format!(
            "SELECT count(*) {} AND {}",
            untouched(),
            asked.whose.of("c.owner", "c.id")
        );
        Ok(Contact {
            by_method: self.rows(&by_method, params, |row| {
                Ok(ByMethod {
                    method: row.get(0)?,
                    total: row.get(1)?,
                    reached: row.get(2)?,
                })
            })?,
            by_purpose: split(self.tallied(Tabled::ByPurpose, asked)?),
            by_content: split(self.tallied(Tabled::ByContent, asked)?),
            touched: headline.touched,
            untouched: self.one(&untouched, with_real, |row| row.get(0))?,
        })
    }

    pub(super) fn next_contacts_due(&self, asked: &Asked<'_>) -> Result<Agreed, Failure> {
        let (from, to) = (asked.period.from.stored(), asked.period.to.stored());
        let days: Vec<_> = asked.period.days.iter().map(|day| day.stored()).collect();
        let count = |state: &str| format!("count(*) FILTER (WHERE {NEXT_STATE} = '{state}')");
        let sql = format!(
            "{} SELECT {}, 0, {}, {} FROM due",
            next_contacts(asked.whose),
            count("kept"),
            count("missed"),
            count("open")
        );
        let params = named_params! {
            ":from": from, ":to": to, ":now": asked.now.stored(), ":days": listed(&days),
            ":real": listed(asked.real)
        };
        self.one(&sql, params, |row| agreed(row, 0))
    }
}
