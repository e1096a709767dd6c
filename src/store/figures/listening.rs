//! Surveys and feedback of a term for the reports on them (RP-02 to RP-05): each is read
//! once, with what is told of it and what it is counted by.

use rusqlite::{Row, named_params};

use super::service::{code, time};
use super::whose::Whose;
use crate::problem::Failure;
use crate::records::choices::{Department, FeedbackClass, SurveyNode};
use crate::store::{Store, found, moment};
use crate::value::{Moment, Ratings, Value as _};

/// One survey, asked or answered.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyRow {
    pub id: i64,
    pub number: String,
    pub customer: String,
    pub at: Option<Moment>,
    pub asked: Option<Moment>,
    pub scores: Ratings,
    pub nps: Option<u8>,
    pub suggestion: Option<String>,
    pub node: Option<SurveyNode>,
    /// The customer's grade when it answered.
    pub grade: Option<String>,
    pub source: Option<String>,
    pub region: Option<String>,
    /// Who followed up by a second revisit since.
    pub revisited: bool,
}

/// One piece of feedback.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedbackRow {
    pub id: i64,
    pub number: String,
    pub customer: String,
    pub class: Option<FeedbackClass>,
    pub received: Moment,
    pub responded: Option<Moment>,
    pub resolved: Option<Moment>,
    pub escalated: Option<Moment>,
    pub closed: Option<Moment>,
    pub department: Option<Department>,
    pub cause: Option<String>,
    pub said: String,
    /// A second revisit after its solution (R186).
    pub revisited: bool,
}

/// A root-cause form (F45): what fell short and what is done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RootCause {
    pub number: String,
    pub step: Option<String>,
    /// One a line.
    pub measures: Option<String>,
    pub who: Option<String>,
    pub due: Option<Moment>,
    pub closed: Option<Moment>,
}

/// Whether the customer of `of` was revisited a second time after `since`.
fn revisited(of: &str, since: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM followup f WHERE f.customer = {of}.customer
           AND f.at >= {since} AND f.removed_at IS NULL
           AND ',' || f.purpose || ',' LIKE '%,second-revisit,%')"
    )
}

impl Store {
    /// The surveys that were asked or answered between two moments, as far as
    /// they are narrowed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn survey_rows(
        &self,
        from: Moment,
        to: Moment,
        whose: &Whose,
    ) -> Result<Vec<SurveyRow>, Failure> {
        let sql = format!(
            "SELECT s.id, s.number, c.name, s.at, s.asked_at, s.scores, s.nps, s.suggestion, s.node,
                (SELECT t.new FROM turn t WHERE t.record = c.id AND t.attribute = 'grade'
                   AND t.noun = 'customer' AND t.at <= s.at ORDER BY t.at DESC, t.id DESC LIMIT 1),
                c.source, c.region, {}
             FROM survey s JOIN customer c ON c.id = s.customer
             WHERE s.removed_at IS NULL AND c.removed_at IS NULL
               AND {}
               AND (s.at >= :from AND s.at < :to OR s.asked_at >= :from AND s.asked_at < :to)
             ORDER BY coalesce(s.at, s.asked_at), s.id",
            revisited("s", "s.at"),
            whose.of("s.owner", "s.customer")
        );
        let (from, to) = (from.stored(), to.stored());
        let params = named_params! { ":from": from, ":to": to };
        self.rows(&sql, params, |row| {
            Ok(SurveyRow {
                id: row.get(0)?,
                number: row.get(1)?,
                customer: row.get(2)?,
                at: time(row, 3)?,
                asked: time(row, 4)?,
                scores: Ratings::load(found(row.get_ref(5)?)).unwrap_or_default(),
                nps: row.get(6)?,
                suggestion: row.get(7)?,
                node: code(row, 8)?,
                grade: row.get(9)?,
                source: row.get(10)?,
                region: row.get(11)?,
                revisited: row.get(12)?,
            })
        })
    }

    /// The feedback received between two moments, and the earlier one that was open
    /// at the first of them or later; as far as it is narrowed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn feedback_rows(
        &self,
        from: Moment,
        to: Moment,
        whose: &Whose,
    ) -> Result<Vec<FeedbackRow>, Failure> {
        let sql = format!(
            "SELECT s.id, s.number, c.name, s.class, s.received_at, s.responded_at, s.resolved_at,
                s.escalated_at, s.closed_at, s.department, s.cause, s.said,
                s.resolved_at IS NOT NULL AND {}
             FROM feedback s JOIN customer c ON c.id = s.customer
             WHERE s.removed_at IS NULL AND c.removed_at IS NULL AND s.received_at < :to
               AND (s.received_at >= :from OR s.closed_at IS NULL OR s.closed_at >= :from)
               AND {}
             ORDER BY s.received_at, s.id",
            revisited("s", "s.resolved_at"),
            whose.of("s.owner", "s.customer")
        );
        let (from, to) = (from.stored(), to.stored());
        let params = named_params! { ":from": from, ":to": to };
        self.rows(&sql, params, feedback)
    }
}

impl Store {
    /// The root-cause forms filled in between two moments, and the earlier ones that
    /// were open at the first of them or later.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn root_causes(
        &self,
        from: Moment,
        to: Moment,
        whose: &Whose,
    ) -> Result<Vec<RootCause>, Failure> {
        let sql = format!(
            "SELECT e.number, json_extract(e.answers, '$.step'),
                json_extract(e.answers, '$.measures'), p.name, e.due, e.closed_at
             FROM entry e LEFT JOIN staff p ON p.id = coalesce(e.who, e.by)
             WHERE e.form = 'root-cause' AND e.at < :to AND e.removed_at IS NULL
               AND (e.at >= :from OR e.closed_at IS NULL OR e.closed_at >= :from)
               AND {} ORDER BY e.at, e.id",
            whose.of("coalesce(e.who, e.by)", "e.customer")
        );
        let (from, to) = (from.stored(), to.stored());
        self.rows(&sql, named_params! { ":from": from, ":to": to }, |row| {
            Ok(RootCause {
                number: row.get(0)?,
                step: row.get(1)?,
                measures: row.get(2)?,
                who: row.get(3)?,
                due: time(row, 4)?,
                closed: time(row, 5)?,
            })
        })
    }
}

fn feedback(row: &Row<'_>) -> rusqlite::Result<FeedbackRow> {
    Ok(FeedbackRow {
        id: row.get(0)?,
        number: row.get(1)?,
        customer: row.get(2)?,
        class: code(row, 3)?,
        received: moment(row, 4)?,
        responded: time(row, 5)?,
        resolved: time(row, 6)?,
        escalated: time(row, 7)?,
        closed: time(row, 8)?,
        department: code(row, 9)?,
        cause: row.get(10)?,
        said: row.get(11)?,
        revisited: row.get(12)?,
    })
}
