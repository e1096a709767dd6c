//! What the meetings of pre-sales, after-sales, development and supply talk about: the
//! deliveries, what customers say, what may go wrong, what broke and why. All as it stood
//! when the period ended.

use rusqlite::named_params;

use super::Period;
use crate::problem::Failure;
use crate::store::deliveries::status;
use crate::store::lists::low;
use crate::store::{Store, found};
use crate::value::{Cell, Day, Moment, Value as _};

/// One thing to talk about.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The code of what it is; which codes, the question says.
    pub kind: String,
    pub number: String,
    pub customer: String,
    pub what: String,
    /// The code of how it stands.
    pub state: Option<String>,
    /// A day or a moment.
    pub when: Cell,
    pub owner: Option<String>,
    /// What was last said of it.
    pub last: Option<String>,
}

/// The tickets of one product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByProduct {
    pub product: Option<String>,
    pub tickets: i64,
    pub faults: i64,
    pub complaints: i64,
    pub reopened: i64,
}

/// The customer's name, of a row `r`.
const CUSTOMER: &str = "(SELECT c.name FROM customer c WHERE c.id = r.customer)";

/// What was not removed, of a customer who was not.
const THERE: &str = "r.removed_at IS NULL
     AND (SELECT c.removed_at FROM customer c WHERE c.id = r.customer) IS NULL";

fn name(of: &str) -> String {
    format!("(SELECT p.name FROM staff p WHERE p.id = {of})")
}

impl Store {
    /// The deliveries that were not accepted when the period began.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn going_on(&self, period: &Period, at: Moment) -> Result<Vec<Point>, Failure> {
        let (state, owner) = (status("r"), name("r.owner"));
        self.points(
            &format!(
                "SELECT 'delivery', r.number, {CUSTOMER}, r.what, {state}, r.planned, {owner},
                    (SELECT g.said FROM progress g WHERE g.delivery = r.id AND g.removed_at IS NULL
                     AND g.at <= :at ORDER BY g.at DESC, g.id DESC LIMIT 1)
                 FROM delivery r WHERE {THERE} AND r.planned_at <= :at
                   AND coalesce(r.accepted_at, '9999') >= :from AND :to IS NOT NULL
                 ORDER BY r.planned IS NULL, r.planned, r.id"
            ),
            period,
            at,
        )
    }

    /// The deals that were won in the period.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn won_in(&self, period: &Period, at: Moment) -> Result<Vec<Point>, Failure> {
        let owner = name("r.owner");
        self.points(
            &format!(
                "SELECT 'deal', r.number, {CUSTOMER}, r.name,
                    CASE WHEN EXISTS (SELECT 1 FROM pack k WHERE k.deal = r.id
                      AND k.removed_at IS NULL AND k.accepted_at <= :at) THEN 'handed' ELSE 'open' END,
                    r.closed_at, {owner}, NULL
                 FROM deal r WHERE {THERE} AND r.outcome = 'won'
                   AND r.closed_at >= :from AND r.closed_at < :to ORDER BY r.closed_at, r.id"
            ),
            period,
            at,
        )
    }

    /// What customers said in the period, and what was not closed when it ended; surveys
    /// with a low score.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn heard(&self, period: &Period, at: Moment) -> Result<Vec<Point>, Failure> {
        let (owner, asked, low) = (name("coalesce(r.lead, r.owner)"), name("r.owner"), low("r"));
        self.points(
            &format!(
                "SELECT r.class, r.number, {CUSTOMER}, r.said,
                    CASE WHEN r.closed_at <= :at THEN 'closed' WHEN r.resolved_at <= :at THEN 'resolved'
                      WHEN r.responded_at <= :at THEN 'responded' ELSE 'open' END,
                    r.received_at, {owner}, r.solution
                 FROM feedback r WHERE {THERE} AND r.received_at < :to
                   AND (r.received_at >= :from OR coalesce(r.closed_at, '9999') > :at)
                 UNION ALL
                 SELECT 'survey', r.number, {CUSTOMER}, coalesce(r.suggestion, ''), 'low', r.at, {asked}, NULL
                 FROM survey r WHERE {THERE} AND r.at >= :from AND r.at < :to AND {low}
                 ORDER BY 6, 2"
            ),
            period,
            at,
        )
    }

    /// What suggests how the product could be better: feedback that is no praise, and what
    /// surveys suggest.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn suggested(&self, period: &Period, at: Moment) -> Result<Vec<Point>, Failure> {
        let (owner, asked) = (name("coalesce(r.lead, r.owner)"), name("r.owner"));
        self.points(
            &format!(
                "SELECT r.class, r.number, {CUSTOMER}, r.said, r.department, r.received_at, {owner}, r.cause
                 FROM feedback r WHERE {THERE} AND r.class != 'praise'
                   AND r.received_at >= :from AND r.received_at < :to AND :at IS NOT NULL
                 UNION ALL
                 SELECT 'survey', r.number, {CUSTOMER}, r.suggestion, NULL, r.at, {asked}, NULL
                 FROM survey r WHERE {THERE} AND r.at >= :from AND r.at < :to
                   AND coalesce(r.suggestion, '') NOT IN ('', '无', 'none')
                 ORDER BY 6, 2"
            ),
            period,
            at,
        )
    }

    /// What may go wrong: tickets that are urgent, escalated or reopened, deviations,
    /// milestones and our promises that are overdue.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn at_risk(&self, period: &Period, at: Moment, today: Day) -> Result<Vec<Point>, Failure> {
        let (assignee, owner, today) = (name("r.assignee"), name("r.owner"), today.code());
        let happened = |kind: &str| {
            format!(
                "EXISTS (SELECT 1 FROM ticket_event e WHERE e.ticket = r.id AND e.kind = '{kind}'
                 AND e.removed_at IS NULL AND e.at <= :at)"
            )
        };
        let (escalated, reopened) = (happened("escalated"), happened("reopened"));
        self.points(
            &format!(
                "SELECT 'ticket', r.number, {CUSTOMER}, r.symptom,
                    CASE WHEN {escalated} THEN 'escalated' WHEN {reopened} THEN 'reopened' ELSE 'urgent' END,
                    r.at, {assignee}, NULL
                 FROM ticket r WHERE {THERE} AND r.at <= :at AND coalesce(r.closed_at, '9999') > :at
                   AND (r.priority = 'urgent' OR {escalated} OR {reopened})
                 UNION ALL
                 SELECT 'deviation', r.number, {CUSTOMER}, r.what, r.kind, r.found, {owner}, r.measure
                 FROM deviation r WHERE {THERE} AND r.found <= :at AND coalesce(r.closed_at, '9999') > :at
                 UNION ALL
                 SELECT 'milestone', r.number, {CUSTOMER}, r.name, 'overdue', r.planned, {owner}, NULL
                 FROM milestone r WHERE {THERE} AND r.planned < '{today}' AND coalesce(r.done_at, '9999') > :at
                 UNION ALL
                 SELECT 'promise', r.number, {CUSTOMER}, r.what, 'overdue', r.due, {owner}, NULL
                 FROM promise r WHERE {THERE} AND r.promised_by = 'us' AND r.due <= :at
                   AND coalesce(r.kept_at, '9999') > :at AND :from IS NOT NULL AND :to IS NOT NULL
                 ORDER BY 1 DESC, 6, 2"
            ),
            period,
            at,
        )
    }

    /// Tickets accepted in the period about the quality of goods, or their way to the
    /// customer: what concerns whoever supplies.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn defects(&self, period: &Period, at: Moment) -> Result<Vec<Point>, Failure> {
        let assignee = name("r.assignee");
        self.points(
            &format!(
                "SELECT CASE WHEN r.area = 'logistics-dispute' OR r.logistics IS NOT NULL
                      THEN 'logistics' ELSE 'quality' END,
                    r.number, {CUSTOMER}, r.symptom, coalesce(r.quality, r.logistics), r.at, {assignee},
                    r.product
                 FROM ticket r WHERE {THERE} AND r.at >= :from AND r.at < :to AND :at IS NOT NULL
                   AND r.merged_into IS NULL
                   AND (r.quality IS NOT NULL OR r.logistics IS NOT NULL
                     OR r.area IN ('logistics-dispute', 'quality-complaint'))
                 ORDER BY 1 DESC, r.at, r.id"
            ),
            period,
            at,
        )
    }

    /// The tickets accepted in the period by product, most first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn by_product(&self, period: &Period) -> Result<Vec<ByProduct>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT nullif(r.product, ''), count(*), sum(r.type = 'product-fault'),
                sum(r.type = 'service-complaint' OR coalesce(r.area = 'quality-complaint', 0)),
                sum(EXISTS (SELECT 1 FROM ticket_event e WHERE e.ticket = r.id
                    AND e.kind = 'reopened' AND e.removed_at IS NULL))
             FROM ticket r JOIN customer c ON c.id = r.customer
             WHERE r.at >= ?1 AND r.at < ?2 AND r.merged_into IS NULL
               AND r.removed_at IS NULL AND c.removed_at IS NULL
             GROUP BY 1 ORDER BY 2 DESC, 1",
        )?;
        let rows = query.query_map([period.from.stored(), period.to.stored()], |row| {
            Ok(ByProduct {
                product: row.get(0)?,
                tickets: row.get(1)?,
                faults: row.get(2)?,
                complaints: row.get(3)?,
                reopened: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What earlier minutes of a form decided and was not closed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn undone(&self, form: &str, period: &Period, at: Moment) -> Result<Vec<Point>, Failure> {
        let who = name("coalesce(r.who, r.\"by\")");
        let form = form.replace('\'', "''");
        self.points(
            &format!(
                "SELECT 'minutes', r.number, '',
                    coalesce((SELECT group_concat(j.value, char(10))
                      FROM json_each(json_extract(r.answers, '$.decisions')) j), r.note, ''),
                    CASE WHEN r.due < :at THEN 'overdue' ELSE 'open' END, r.due, {who}, NULL
                 FROM entry r WHERE r.form = '{form}' AND r.removed_at IS NULL AND r.at <= :at
                   AND coalesce(r.closed_at, '9999') > :at AND :from IS NOT NULL AND :to IS NOT NULL
                 ORDER BY r.at, r.id"
            ),
            period,
            at,
        )
    }

    fn points(&self, sql: &str, period: &Period, at: Moment) -> Result<Vec<Point>, Failure> {
        let mut query = self.db.prepare_cached(sql)?;
        let (from, to, at) = (period.from.stored(), period.to.stored(), at.stored());
        let params = named_params! { ":from": from, ":to": to, ":at": at };
        let rows = query.query_map(params, |row| {
            let when = found(row.get_ref(5)?);
            let day = || Day::load(when).map(Cell::Day);
            let when = Moment::load(when).map(Cell::Moment).or_else(day);
            Ok(Point {
                kind: row.get(0)?,
                number: row.get(1)?,
                customer: row.get(2)?,
                what: row.get(3)?,
                state: row.get(4)?,
                when: when.unwrap_or(Cell::Empty),
                owner: row.get(6)?,
                last: row.get(7)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
