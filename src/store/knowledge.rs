//! The knowledge base at work: when an article helped, and what a month brought.

use super::journal::Writing;
use super::{Period, Store};
use crate::problem::Failure;
use crate::records::choices::{ArticleKind, Cause};
use crate::value::{ChoiceSet as _, Moment};

/// A cause for which tickets were solved again and again.
#[derive(Clone, Debug, PartialEq)]
pub struct Frequent {
    pub cause: Option<Cause>,
    pub product: String,
    pub tickets: i64,
    /// Whether an article was made from one of them.
    pub kept: bool,
}

/// An article that a month brought, or that helped in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mentioned {
    pub number: String,
    pub name: String,
    pub kind: Option<ArticleKind>,
    pub product: String,
    /// How often it was used in the month.
    pub used: i64,
}

/// How often an article `r` was used between `?1` and `?2`.
const USED: &str = "(SELECT count(*) FROM article_use u WHERE u.article = r.id
     AND u.removed_at IS NULL AND u.at >= ?1 AND u.at < ?2)";

impl Store {
    /// What tickets were solved in the period, by cause and product, most first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn frequent_causes(&self, period: &Period, limit: usize) -> Result<Vec<Frequent>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT r.cause, coalesce(r.product, ''), count(*),
                max(EXISTS (SELECT 1 FROM article a WHERE a.ticket = r.id AND a.removed_at IS NULL))
             FROM ticket r
             WHERE r.solved_at >= ?1 AND r.solved_at < ?2 AND r.cause IS NOT NULL
               AND r.removed_at IS NULL
             GROUP BY r.cause, coalesce(r.product, '')
             ORDER BY count(*) DESC, r.cause, coalesce(r.product, '') LIMIT ?3",
        )?;
        let (from, to) = (period.from.stored(), period.to.stored());
        let rows = query.query_map(rusqlite::params![from, to, limit as i64], |row| {
            Ok(Frequent {
                cause: Cause::from_code(&row.get::<_, String>(0)?),
                product: row.get(1)?,
                tickets: row.get(2)?,
                kept: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The cases and answers of the period, the newest last.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn articles_of(&self, period: &Period) -> Result<Vec<Mentioned>, Failure> {
        let new = "r.at >= ?1 AND r.at < ?2 AND r.kind NOT IN ('phrase', 'sop')";
        self.mentioned(period, new, "r.at, r.id")
    }

    /// The articles that helped in the period, the most used first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn articles_used(&self, period: &Period) -> Result<Vec<Mentioned>, Failure> {
        let (used, order) = (format!("{USED} > 0"), format!("{USED} DESC, r.id"));
        self.mentioned(period, &used, &order)
    }

    fn mentioned(
        &self,
        period: &Period,
        which: &str,
        order: &str,
    ) -> Result<Vec<Mentioned>, Failure> {
        let sql = format!(
            "SELECT r.number, r.name, r.kind, coalesce(r.product, ''), {USED}
             FROM article r WHERE {which} AND r.removed_at IS NULL ORDER BY {order}"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map([period.from.stored(), period.to.stored()], |row| {
            Ok(Mentioned {
                number: row.get(0)?,
                name: row.get(1)?,
                kind: ArticleKind::from_code(&row.get::<_, String>(2)?),
                product: row.get(3)?,
                used: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How often an article was used.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn uses_of(&self, article: i64) -> Result<i64, Failure> {
        let sql = "SELECT count(*) FROM article_use WHERE article = ?1 AND removed_at IS NULL";
        let mut query = self.db.prepare_cached(sql)?;
        Ok(query.query_row([article], |row| row.get(0))?)
    }

    /// The number of the article that was made from a ticket, if one was.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn article_from(&self, ticket: i64) -> Result<Option<String>, Failure> {
        let sql = "SELECT max(number) FROM article WHERE ticket = ?1 AND removed_at IS NULL";
        let mut query = self.db.prepare_cached(sql)?;
        Ok(query.query_row([ticket], |row| row.get(0))?)
    }

    /// Whether an article with this number elsewhere is on file, a removed one too.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn has_article(&self, external: &str) -> Result<bool, Failure> {
        let sql = "SELECT EXISTS (SELECT 1 FROM article WHERE external = ?1)";
        let mut query = self.db.prepare_cached(sql)?;
        Ok(query.query_row([external], |row| row.get(0))?)
    }
}

impl Writing<'_> {
    /// Notes that an article helped, with a ticket or without.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn article_used(
        &self,
        article: i64,
        ticket: Option<i64>,
        at: Moment,
    ) -> Result<(), Failure> {
        self.tx
            .prepare_cached(
                "INSERT INTO article_use (id, article, ticket, at, recorded_at, recorded_by)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(rusqlite::params![
                self.id(),
                article,
                ticket,
                at.stored(),
                self.now.stored(),
                self.me,
            ])?;
        Ok(())
    }
}
