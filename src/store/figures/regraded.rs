//! Grades of a period (RP-15): who moved, with what the assessment was made from and who
//! approved it; how customers were spread over the grades before and after.

use rusqlite::named_params;

use super::groups::grade_then;
use super::{Frame, Tally};
use crate::problem::Failure;
use crate::records::choices::GradeLetter;
use crate::store::{Store, moment};
use crate::value::{ChoiceSet as _, Moment};

/// A customer whose grade changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    pub number: String,
    pub name: String,
    pub from: Option<GradeLetter>,
    pub to: Option<GradeLetter>,
    pub at: Moment,
    /// The assessment that led to it, if there is one.
    pub basis: Option<Basis>,
}

/// An assessment of a customer, and what was decided on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Basis {
    pub number: String,
    /// In fen a year, and 1 to 5.
    pub purchase: i64,
    pub potential: u8,
    pub said: Option<String>,
    pub approved_by: Option<String>,
    pub reason: Option<String>,
}

/// An assessment that nobody has decided on.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    pub number: String,
    pub customer: String,
    pub name: String,
    pub at: Moment,
    pub proposed: Option<GradeLetter>,
    pub by: Option<String>,
}

/// What a period did to the grades.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Regraded {
    pub moves: Vec<Moved>,
    pub waiting: Vec<Waiting>,
    /// Assessments made in it; decisions in it, and those of them that turned one down.
    pub assessed: i64,
    pub decided: i64,
    pub rejected: i64,
    /// Customers by the grade that they had when it began, and when it ended.
    pub began: Tally,
    pub ended: Tally,
}

/// The newest assessment of the customer `{customer}` up to a moment.
fn basis(customer: &str, at: &str) -> String {
    format!(
        "(SELECT g.id FROM grade g WHERE g.customer = {customer} AND g.at <= {at}
          AND g.removed_at IS NULL ORDER BY g.at DESC, g.id DESC LIMIT 1)"
    )
}

/// What was decided last on the assessment `{grade}`.
fn decision(grade: &str) -> String {
    format!(
        "(SELECT v.id FROM review v WHERE v.noun = 'grade' AND v.record = {grade}
          AND v.removed_at IS NULL ORDER BY v.at DESC, v.id DESC LIMIT 1)"
    )
}

impl Store {
    /// What a period did to the grades of customers.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn regraded(&self, asked: &Frame<'_>) -> Result<Regraded, Failure> {
        let (from, to, until) = asked.stored();
        let whose = asked.whose.of("c.owner", "c.id");
        let params = named_params! { ":from": from, ":to": to };
        let assessed = format!(
            "SELECT count(*) FROM grade g JOIN customer c ON c.id = g.customer
             WHERE g.at >= :from AND g.at < :to AND g.removed_at IS NULL
               AND c.removed_at IS NULL AND {whose}"
        );
        let decided = format!(
            "SELECT count(*), count(*) FILTER (WHERE v.result = 'rejected')
             FROM review v JOIN grade g ON v.noun = 'grade' AND g.id = v.record
             JOIN customer c ON c.id = g.customer
             WHERE v.at >= :from AND v.at < :to AND v.removed_at IS NULL AND g.removed_at IS NULL
               AND c.removed_at IS NULL AND {whose}"
        );
        let (decided, rejected) =
            self.one(&decided, params, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Regraded {
            moves: self.moved(asked)?,
            waiting: self.waiting_grades(asked)?,
            assessed: self.one(&assessed, params, |row| row.get(0))?,
            decided,
            rejected,
            began: self.grades_at(&from, asked)?,
            ended: self.grades_at(&until, asked)?,
        })
    }

    fn moved(&self, asked: &Frame<'_>) -> Result<Vec<Moved>, Failure> {
        let (from, to, _) = asked.stored();
        let sql = format!(
            "SELECT c.number, c.name, t.old, t.new, t.at, g.number, g.purchase, g.potential,
                g.basis, s.name, v.reason
             FROM turn t JOIN customer c ON c.id = t.record
             LEFT JOIN grade g ON g.id = {}
             LEFT JOIN review v ON v.id = {}
             LEFT JOIN staff s ON s.id = v.by
             WHERE t.attribute = 'grade' AND t.at >= :from AND t.at < :to AND t.old IS NOT t.new
               AND t.noun = 'customer' AND c.removed_at IS NULL AND {}
             ORDER BY t.at, t.id",
            basis("c.id", "t.at"),
            decision("g.id"),
            asked.whose.of("c.owner", "c.id")
        );
        self.rows(&sql, named_params! { ":from": from, ":to": to }, |row| {
            let number: Option<String> = row.get(5)?;
            let basis = match number {
                Some(number) => Some(Basis {
                    number,
                    purchase: row.get(6)?,
                    potential: row.get(7)?,
                    said: row.get(8)?,
                    approved_by: row.get(9)?,
                    reason: row.get(10)?,
                }),
                None => None,
            };
            Ok(Moved {
                number: row.get(0)?,
                name: row.get(1)?,
                from: letter(row.get(2)?),
                to: letter(row.get(3)?),
                at: moment(row, 4)?,
                basis,
            })
        })
    }

    /// Assessments that nobody had decided on when the period ended.
    fn waiting_grades(&self, asked: &Frame<'_>) -> Result<Vec<Waiting>, Failure> {
        let (_, to, until) = asked.stored();
        let sql = format!(
            "SELECT g.number, c.number, c.name, g.at, g.grade, s.name
             FROM grade g JOIN customer c ON c.id = g.customer LEFT JOIN staff s ON s.id = g.owner
             WHERE g.at < :to AND g.removed_at IS NULL AND c.removed_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM review v WHERE v.noun = 'grade' AND v.record = g.id
                   AND v.removed_at IS NULL AND v.at < :until)
               AND NOT EXISTS (SELECT 1 FROM grade h WHERE h.customer = g.customer
                   AND h.removed_at IS NULL AND h.at < :to AND (h.at, h.id) > (g.at, g.id))
               AND {} ORDER BY g.at, g.id",
            asked.whose.of("c.owner", "c.id")
        );
        let params = named_params! { ":to": to, ":until": until };
        self.rows(&sql, params, |row| {
            Ok(Waiting {
                number: row.get(0)?,
                customer: row.get(1)?,
                name: row.get(2)?,
                at: moment(row, 3)?,
                proposed: letter(row.get(4)?),
                by: row.get(5)?,
            })
        })
    }

    /// How many customers on file at a moment had which grade then.
    fn grades_at(&self, at: &str, asked: &Frame<'_>) -> Result<Tally, Failure> {
        let sql = format!(
            "SELECT {}, count(*) FROM customer c WHERE c.removed_at IS NULL
               AND coalesce(c.acquired, c.recorded_at) < :to AND {} GROUP BY 1",
            grade_then("c.id"),
            asked.whose.of("c.owner", "c.id")
        );
        self.tally(&sql, named_params! { ":to": at })
    }
}

fn letter(code: Option<String>) -> Option<GradeLetter> {
    code.and_then(|code| GradeLetter::from_code(&code))
}
