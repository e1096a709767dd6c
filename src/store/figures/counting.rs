//! The counting itself, which is SQLite's: records that were removed never
//! count, and the past is judged by what was true then.

use rusqlite::{Params, Row, ToSql, named_params};

use super::{
    Agreed, Asked, ByMethod, Contact, Figures, GradeMove, GradeMoves, Headline, NewCustomers,
    Tally, Tickets, grade_then, sum,
};
use crate::problem::Failure;
use crate::store::Store;
use crate::store::tickets::in_order;

pub(super) type Named<'p> = &'p [(&'p str, &'p dyn ToSql)];

/// Those new in the period, as `c`; either half has its index (the plus keeps
/// the second from that of `acquired`, which is no help where it is null).
pub(super) const NEW: &str = "FROM customer c WHERE c.removed_at IS NULL
    AND (:owner IS NULL OR c.owner = :owner) AND c.id IN (
        SELECT id FROM customer WHERE acquired >= :from AND acquired < :to
        UNION ALL
        SELECT id FROM customer WHERE +acquired IS NULL
            AND recorded_at >= :from AND recorded_at < :to)";

/// Tickets accepted in the period, as `k`.
pub(super) const ACCEPTED: &str = "FROM ticket k WHERE k.at >= :from AND k.at < :to
    AND k.removed_at IS NULL AND (:owner IS NULL OR k.assignee = :owner)";

/// Tickets closed in the period, as `k`; one that went into another is no work of its own.
pub(super) const CLOSED: &str = "FROM ticket k WHERE k.closed_at >= :from AND k.closed_at < :to
    AND k.removed_at IS NULL AND k.merged_into IS NULL
    AND (:owner IS NULL OR k.assignee = :owner)";

/// Tickets open when the period ended, as `k`; either half has its index.
pub(super) const OPEN: &str = "FROM ticket k WHERE k.at < :to AND k.removed_at IS NULL
    AND (:owner IS NULL OR k.assignee = :owner) AND k.id IN (
        SELECT id FROM ticket WHERE closed_at IS NULL
        UNION ALL SELECT id FROM ticket WHERE closed_at >= :to)";

/// Whether a follow-up was real contact.
pub(super) const REAL: &str = "reached = 'yes' AND method IN (SELECT value FROM json_each(:real))";

impl Store {
    /// What happened in a period, to everybody or to one colleague.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn figures(&self, asked: &Asked<'_>) -> Result<Figures, Failure> {
        let headline = self.headline(asked)?;
        Ok(Figures {
            new_customers: self.new_customers(asked)?,
            contact: self.contact(asked, &headline)?,
            actions: headline.actions,
            next_contacts: self.next_contacts_due(asked)?,
            promised: self.promised(asked, &headline)?,
            grade_moves: self.grade_moves(asked)?,
            tickets: self.tickets_of(asked, &headline)?,
            selling: self.selling(asked, &headline)?,
            paying: self.paying(asked, &headline)?,
            headline,
        })
    }

    fn new_customers(&self, asked: &Asked<'_>) -> Result<NewCustomers, Failure> {
        let (from, to) = (asked.period.from.stored(), asked.period.to.stored());
        let params = named_params! { ":from": from, ":to": to, ":owner": asked.owner };
        let by =
            |code: &str| self.tally(&format!("SELECT {code}, count(*) {NEW} GROUP BY 1"), params);
        let by_source = by("c.source")?;
        Ok(NewCustomers {
            total: sum(&by_source),
            by_source,
            by_grade: by(&grade_then("c.id"))?,
            by_industry: by("c.industry")?,
        })
    }

    fn contact(&self, asked: &Asked<'_>, headline: &Headline) -> Result<Contact, Failure> {
        const IN_PERIOD: &str = "at >= :from AND at < :to AND removed_at IS NULL";
        const OWN: &str = "(:owner IS NULL OR owner = :owner)";
        let (from, to) = (asked.period.from.stored(), asked.period.to.stored());
        let real = listed(asked.real);
        let params = named_params! { ":from": from, ":to": to, ":owner": asked.owner };
        let with_real =
            named_params! { ":from": from, ":to": to, ":owner": asked.owner, ":real": real };
        // Told apart by both, so that a year of them is gone through once.
        let made = format!(
            "SELECT method, purpose, count(*), count(*) FILTER (WHERE reached = 'yes')
             FROM followup WHERE {IN_PERIOD} AND {OWN} GROUP BY 1, 2 ORDER BY 1"
        );
        // A contact counts for the customer, whoever made it.
        let untouched = format!(
            "SELECT count(*) FROM customer WHERE removed_at IS NULL AND pool = 0 AND {OWN}
             AND coalesce(acquired, recorded_at) < :to
             AND id NOT IN (SELECT customer FROM followup WHERE {IN_PERIOD} AND {REAL})"
        );
        let (mut by_method, mut by_purpose) = (Vec::<ByMethod>::new(), Tally::new());
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        for (method, purpose, n, with_answer) in self.rows(&made, params, read)? {
            by_purpose.push((purpose, n));
            match by_method.last_mut().filter(|last| last.method == method) {
                Some(last) => {
                    last.total += n;
                    last.reached += with_answer;
                }
                None => by_method.push(ByMethod {
                    method,
                    total: n,
                    reached: with_answer,
                }),
            }
        }
        Ok(Contact {
            by_method,
            by_purpose: split(by_purpose),
            touched: headline.touched,
            untouched: self.one(&untouched, with_real, |row| row.get(0))?,
        })
    }

    /// An agreed next contact is kept by a real one up to the end of its day.
    fn next_contacts_due(&self, asked: &Asked<'_>) -> Result<Agreed, Failure> {
        // Day by day, so that an index leads from each to what was agreed for it.
        let days: Vec<_> = asked.period.days.iter().map(|day| day.stored()).collect();
        self.one(
            "WITH day AS MATERIALIZED (
                 SELECT value AS begins, lead(value, 1, :to) OVER (ORDER BY value) AS ends
                 FROM json_each(:days)),
             due AS MATERIALIZED (
                 SELECT d.ends, EXISTS (
                     SELECT 1 FROM followup g
                     WHERE g.customer = f.customer AND g.at > f.at AND g.at < d.ends
                       AND g.removed_at IS NULL AND g.reached = 'yes'
                       AND g.method IN (SELECT value FROM json_each(:real))) AS met
                 FROM day d CROSS JOIN followup f ON f.next_at >= d.begins AND f.next_at < d.ends
                 CROSS JOIN customer c ON c.id = f.customer
                 WHERE f.removed_at IS NULL AND c.removed_at IS NULL
                   AND (:owner IS NULL OR f.owner = :owner))
             SELECT count(*) FILTER (WHERE met), 0,
                    count(*) FILTER (WHERE NOT met AND ends <= :now),
                    count(*) FILTER (WHERE NOT met AND ends > :now) FROM due",
            named_params! {
                ":to": asked.period.to.stored(), ":owner": asked.owner, ":now": asked.now.stored(),
                ":days": listed(&days), ":real": listed(asked.real)
            },
            |row| agreed(row, 0),
        )
    }

    fn grade_moves(&self, asked: &Asked<'_>) -> Result<GradeMoves, Failure> {
        let (from, to) = (asked.period.from.stored(), asked.period.to.stored());
        let moves = self.rows(
            "SELECT t.old, t.new, count(*)
             FROM turn t JOIN customer c ON c.id = t.record
             WHERE t.attribute = 'grade' AND t.at >= :from AND t.at < :to
               AND t.old IS NOT t.new AND t.noun = 'customer' AND c.removed_at IS NULL
               AND (:owner IS NULL OR c.owner = :owner)
             GROUP BY 1, 2 ORDER BY 1, 2",
            named_params! { ":from": from, ":to": to, ":owner": asked.owner },
            |row| {
                Ok(GradeMove {
                    from: row.get(0)?,
                    to: row.get(1)?,
                    customers: row.get(2)?,
                })
            },
        )?;
        Ok(GradeMoves(moves))
    }

    fn tickets_of(&self, asked: &Asked<'_>, headline: &Headline) -> Result<Tickets, Failure> {
        let (from, to) = (asked.period.from.stored(), asked.period.to.stored());
        let params = named_params! { ":from": from, ":to": to, ":owner": asked.owner };
        let until = named_params! { ":to": to, ":owner": asked.owner };
        let by = |code| {
            self.tally(
                &format!("SELECT {code}, count(*) {ACCEPTED} GROUP BY 1"),
                params,
            )
        };
        let open = format!(
            "SELECT coalesce((SELECT t.new FROM turn t WHERE t.record = k.id
                AND t.attribute = 'status' AND t.noun = 'ticket' AND t.at < :to
                ORDER BY t.at DESC, t.id DESC LIMIT 1), k.status), count(*) {OPEN} GROUP BY 1"
        );
        let crossed = format!("SELECT count(*) {ACCEPTED} AND NOT ({})", in_order("k"));
        Ok(Tickets {
            opened: headline.tickets,
            closed: headline.closed,
            by_type: by("k.type")?,
            by_priority: by("k.priority")?,
            by_cause: by("k.cause")?,
            open_by_status: self.tally(&open, until)?,
            response: headline.response,
            answer: headline.answer,
            resolution: headline.resolution,
            contradictory: self.one(&crossed, params, |row| row.get(0))?,
        })
    }

    pub(super) fn tally(&self, sql: &str, params: Named<'_>) -> Result<Tally, Failure> {
        self.rows(sql, params, |row| Ok((row.get(0)?, row.get(1)?)))
    }

    pub(super) fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Failure> {
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map(params, read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub(super) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, Failure> {
        Ok(self.db.prepare_cached(sql)?.query_row(params, read)?)
    }
}

/// How what was due ended, in four columns from `first` on.
pub(super) fn agreed(row: &Row<'_>, first: usize) -> rusqlite::Result<Agreed> {
    Ok(Agreed {
        kept: row.get(first)?,
        late: row.get(first + 1)?,
        missed: row.get(first + 2)?,
        open: row.get(first + 3)?,
    })
}

/// Words as the list that SQLite reads with `json_each`.
pub(super) fn listed(words: &[impl AsRef<str>]) -> String {
    let words: Vec<_> = words.iter().map(AsRef::as_ref).collect();
    serde_json::Value::from(words).to_string()
}

/// The tally of single codes, from one of comma-joined lists of them.
pub(super) fn split(joined: Tally) -> Tally {
    let mut single = std::collections::BTreeMap::new();
    for (codes, n) in joined {
        match codes.filter(|codes| !codes.is_empty()) {
            None => *single.entry(None).or_insert(0) += n,
            Some(codes) => {
                for code in codes.split(',') {
                    *single.entry(Some(code.to_owned())).or_insert(0) += n;
                }
            }
        }
    }
    single.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_follow_up_counts_under_each_of_its_purposes() {
        let of = |text: &str| Some(text.to_owned());
        let joined = vec![(None, 3), (of("care,revisit"), 2), (of("care"), 1)];
        let single = vec![(None, 3), (of("care"), 3), (of("revisit"), 2)];
        assert_eq!(split(joined), single);
    }
}
