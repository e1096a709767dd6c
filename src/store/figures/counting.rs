//! The counting itself, which is SQLite's: records that were removed never
//! count, and the past is judged by what was true then.

use rusqlite::{Params, Row, ToSql, named_params};

use super::{
    Agreed, Asked, Figures, GradeMove, GradeMoves, Headline, NewCustomers, Tabled, Tally, Tickets,
    sum,
};
use crate::problem::Failure;
use crate::store::Store;
use crate::store::tickets::in_order;

pub(super) type Named<'p> = &'p [(&'p str, &'p dyn ToSql)];

/// Those new in the period, as `c`; either half has its index (the plus keeps
/// the second from that of `acquired`, which is no help where it is null).
pub(super) const NEW: &str = "FROM customer c WHERE c.removed_at IS NULL AND c.id IN (
        SELECT id FROM customer WHERE acquired >= :from AND acquired < :to
        UNION ALL
        SELECT id FROM customer WHERE +acquired IS NULL
            AND recorded_at >= :from AND recorded_at < :to)";

/// Tickets accepted in the period, as `k`.
pub(super) const ACCEPTED: &str = "FROM ticket k WHERE k.at >= :from AND k.at < :to
    AND k.removed_at IS NULL";

/// Tickets closed in the period, as `k`; one that went into another is no work of its own.
pub(super) const CLOSED: &str = "FROM ticket k WHERE k.closed_at >= :from AND k.closed_at < :to
    AND k.removed_at IS NULL AND k.merged_into IS NULL";

/// Tickets open when the period ended, as `k`; either half has its index.
pub(super) const OPEN: &str =
    "FROM ticket k WHERE k.at < :to AND k.removed_at IS NULL AND k.id IN (
        SELECT id FROM ticket WHERE closed_at IS NULL
        UNION ALL SELECT id FROM ticket WHERE closed_at >= :to)";

/// Approved grades that moved in the period, as the turns `t` of the customers `c`.
pub(super) const MOVES: &str = "FROM turn t JOIN customer c ON c.id = t.record
    WHERE t.attribute = 'grade' AND t.at >= :from AND t.at < :to AND t.old IS NOT t.new
      AND t.noun = 'customer' AND c.removed_at IS NULL";

/// When a ticket `k` was answered first, got its solution and was solved.
pub(super) const SPENT: [&str; 3] = ["k.responded_at", "k.answered_at", "k.solved_at"];

/// Of which tickets `k` that says how long they took.
pub(super) fn sound() -> String {
    format!("k.merged_into IS NULL AND {}", in_order("k"))
}

/// The status that a ticket `k` had when the period ended.
pub(super) fn status_then() -> String {
    "coalesce((SELECT t.new FROM turn t WHERE t.record = k.id AND t.attribute = 'status'
        AND t.noun = 'ticket' AND t.at < :to ORDER BY t.at DESC, t.id DESC LIMIT 1), k.status)"
        .to_owned()
}

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
        let by_source = self.tallied(Tabled::NewBySource, asked)?;
        Ok(NewCustomers {
            total: sum(&by_source),
            by_source,
            by_grade: self.tallied(Tabled::NewByGrade, asked)?,
            by_industry: self.tallied(Tabled::NewByIndustry, asked)?,
        })
    }

    fn grade_moves(&self, asked: &Asked<'_>) -> Result<GradeMoves, Failure> {
        let (from, to) = (asked.period.from.stored(), asked.period.to.stored());
        let sql = format!(
            "SELECT t.old, t.new, count(*) {MOVES} AND {} GROUP BY 1, 2 ORDER BY 1, 2",
            asked.whose.of("c.owner", "c.id")
        );
        let moves = self.rows(&sql, named_params! { ":from": from, ":to": to }, |row| {
            Ok(GradeMove {
                from: row.get(0)?,
                to: row.get(1)?,
                customers: row.get(2)?,
            })
        })?;
        Ok(GradeMoves(moves))
    }

    fn tickets_of(&self, asked: &Asked<'_>, headline: &Headline) -> Result<Tickets, Failure> {
        let (from, to) = (asked.period.from.stored(), asked.period.to.stored());
        let params = named_params! { ":from": from, ":to": to };
        let own = asked.whose.of("k.assignee", "k.customer");
        let crossed = format!(
            "SELECT count(*) {ACCEPTED} AND {own} AND NOT ({})",
            in_order("k")
        );
        Ok(Tickets {
            opened: headline.tickets,
            closed: headline.closed,
            by_type: self.tallied(Tabled::ByType, asked)?,
            by_priority: self.tallied(Tabled::ByPriority, asked)?,
            by_cause: self.tallied(Tabled::ByCause, asked)?,
            open_by_status: self.tallied(Tabled::ByStatus, asked)?,
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
