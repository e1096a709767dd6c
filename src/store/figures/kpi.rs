//! The measures of performance (K01–K46): what each counts, summed up or record by
//! record. Both are read off the same rows, so that a figure and the records behind it
//! cannot differ.

mod cases;
mod legs;
mod worked;

use std::borrow::Cow;

use rusqlite::types::Value;
use rusqlite::{CachedStatement, Row};

use super::counting::listed;
use super::groups::{By, Groups, key};
use super::{Asked, service};
use crate::playbook::Playbook;
use crate::problem::Failure;
use crate::records::choices::{Kpi, PromisedBy};
use crate::store::Store;
use crate::value::{ChoiceSet as _, Moment, Noun};
use cases::json;
pub use cases::{KpiCase, KpiCases};
use legs::Leg;

/// A period, and what measures ask beyond it.
#[derive(Clone, Copy, Debug)]
pub struct Measuring<'a> {
    pub asked: Asked<'a>,
    /// When the period before begins.
    pub before: Moment,
    /// Twelve months before the period ends.
    pub year: Moment,
    /// As long before its beginning, and before its end, as a customer may be silent
    /// without being lost.
    pub silent: [Moment; 2],
    pub playbook: &'a Playbook,
}

impl Measuring<'_> {
    /// What must hold of a row of a measure.
    fn passes(&self) -> String {
        self.asked.whose.of("q.person", "q.customer")
    }
}

/// What a measure, or a part of it, comes to. Times are seconds, amounts fen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summed {
    pub part: Option<String>,
    pub numerator: i64,
    pub denominator: i64,
    /// How many records there are.
    pub cases: i64,
}

/// One record behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    pub noun: Noun,
    pub number: String,
    /// The customer's number and name; none where it belongs to nobody.
    pub customer: Option<(String, String)>,
    pub person: Option<String>,
    pub at: Option<Moment>,
    pub numerator: i64,
    pub denominator: i64,
    /// The parts that it belongs to.
    pub parts: Vec<String>,
}

/// A value and its name in a query.
type Named = (Cow<'static, str>, Value);

/// What the file is asked of a measure, with every value in it, so that it need not be asked
/// by whoever made the question.
#[derive(Debug)]
pub struct Question {
    sql: String,
    values: Vec<Named>,
}

/// Where the rows of a measure come from.
enum Source {
    /// Read off the file.
    Filed(Vec<Leg>),
    /// Worked out before, as JSON.
    Told(String),
}

impl Store {
    /// What a measure comes to, by group and part. `told` are its cases where they are
    /// not read off the file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn summed(
        &self,
        kpi: Kpi,
        told: Option<&KpiCases>,
        by: Option<By>,
        measuring: &Measuring<'_>,
    ) -> Result<Groups<Vec<Summed>>, Failure> {
        if let (Some(told), None, true) = (told, by, measuring.asked.whose.is_everything()) {
            return Ok(told.added());
        }
        self.answered(&self.question(kpi, told, by, measuring)?)
    }

    /// The question that [`Store::summed`] asks the file.
    ///
    /// # Errors
    /// When the file cannot be read: some cases are worked out before.
    pub fn question(
        &self,
        kpi: Kpi,
        told: Option<&KpiCases>,
        by: Option<By>,
        measuring: &Measuring<'_>,
    ) -> Result<Question, Failure> {
        let source = self.origin(kpi, told, measuring)?;
        let sql = format!(
            "WITH q AS MATERIALIZED ({}) SELECT {}, q.part, sum(q.n), sum(q.d), count(*)
             FROM q WHERE {} GROUP BY 1, 2 ORDER BY 1, 2",
            source.sql(),
            key(by, "q.person", "q.customer"),
            measuring.passes()
        );
        let values = values(&source, measuring, None);
        Ok(Question { sql, values })
    }

    /// What the file says to such a question.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn answered(&self, question: &Question) -> Result<Groups<Vec<Summed>>, Failure> {
        let mut query = self.bound(&question.sql, &question.values)?;
        let mut rows = query.raw_query();
        let mut groups: Groups<Vec<Summed>> = Groups::new();
        while let Some(row) = rows.next()? {
            groups.entry(row.get(0)?).or_default().push(Summed {
                part: row.get(1)?,
                numerator: row.get::<_, Option<i64>>(2)?.unwrap_or_default(),
                denominator: row.get::<_, Option<i64>>(3)?.unwrap_or_default(),
                cases: row.get(4)?,
            });
        }
        Ok(groups)
    }

    /// The records behind a measure, each once, the oldest first; `top` is the part
    /// whose numerator alone counts, where a measure is about its largest part.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn behind(
        &self,
        kpi: Kpi,
        told: Option<&KpiCases>,
        top: Option<Option<&str>>,
        measuring: &Measuring<'_>,
    ) -> Result<Vec<Behind>, Failure> {
        let source = self.origin(kpi, told, measuring)?;
        let counted = match top {
            None => "q.n",
            Some(_) => "CASE WHEN q.part IS :top THEN q.n ELSE 0 END",
        };
        let sql = format!(
            "WITH q AS MATERIALIZED ({}),
             r AS (SELECT q.noun, q.id, max(q.customer) AS customer, max(q.person) AS person,
                     max(q.at) AS at, sum({counted}) AS n, sum(q.d) AS d,
                     group_concat(DISTINCT q.part) AS parts
                   FROM q WHERE {} GROUP BY 1, 2)
             SELECT r.noun, {}, c.number, c.name,
                 (SELECT p.name FROM staff p WHERE p.id = r.person), r.at, r.n, r.d, r.parts
             FROM r LEFT JOIN customer c ON c.id = r.customer
             WHERE r.n != 0 OR r.d != 0 ORDER BY r.at, r.id",
            source.sql(),
            measuring.passes(),
            numbers()
        );
        let mut query = self.bound(&sql, &values(&source, measuring, top.flatten()))?;
        let mut rows = query.raw_query();
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.extend(behind(row)?);
        }
        Ok(all)
    }

    /// The numerators of the single rows of a measure, least first: what a median needs.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn spread(&self, kpi: Kpi, measuring: &Measuring<'_>) -> Result<Vec<i64>, Failure> {
        let source = self.origin(kpi, None, measuring)?;
        let sql = format!(
            "WITH q AS MATERIALIZED ({}) SELECT q.n FROM q WHERE {} ORDER BY 1",
            source.sql(),
            measuring.passes()
        );
        let mut query = self.bound(&sql, &values(&source, measuring, None))?;
        let mut rows = query.raw_query();
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(row.get(0)?);
        }
        Ok(all)
    }

    fn origin(
        &self,
        kpi: Kpi,
        told: Option<&KpiCases>,
        measuring: &Measuring<'_>,
    ) -> Result<Source, Failure> {
        if let Some(told) = told {
            return Ok(Source::Told(json(told.each())));
        }
        let worked = match kpi {
            Kpi::Regrade => self.regrades(measuring)?,
            Kpi::Saving | Kpi::Gain | Kpi::Roi | Kpi::Payback => self.worths(kpi, measuring)?,
            Kpi::Complete => {
                return Ok(Source::Filed(vec![worked::complete(
                    &measuring.playbook.required,
                )]));
            }
            _ => return Ok(Source::Filed(legs::of(kpi))),
        };
        Ok(Source::Told(json(&worked)))
    }

    /// A query with every value that it names.
    fn bound(&self, sql: &str, values: &[Named]) -> Result<CachedStatement<'_>, Failure> {
        let mut query = self.db.prepare_cached(sql)?;
        for (name, value) in values {
            if let Some(at) = query.parameter_index(name)? {
                query.raw_bind_parameter(at, value)?;
            }
        }
        Ok(query)
    }
}

/// Every value that a measure's query may name.
fn values(source: &Source, measuring: &Measuring<'_>, top: Option<&str>) -> Vec<Named> {
    let asked = &measuring.asked;
    let until = asked.period.to.min(asked.now);
    let [lost_from, lost_to] = measuring.silent;
    let times = [
        (":from", asked.period.from),
        (":to", asked.period.to),
        (":now", asked.now),
        (":until", until),
        (":before", measuring.before),
        (":year", measuring.year),
        (":silent_from", lost_from),
        (":silent_to", lost_to),
    ];
    let text = |text: &str| Value::from(text.to_owned());
    let times = times.map(|(name, at)| (name.into(), at.stored().into()));
    let mut all: Vec<Named> = times.into();
    all.extend([
        (":real".into(), listed(asked.real).into()),
        (":by".into(), text(PromisedBy::Us.code())),
        (":top".into(), top.map_or(Value::Null, text)),
    ]);
    if let Source::Told(cases) = source {
        all.push((":cases".into(), text(cases)));
    }
    all
}

impl Source {
    /// Rows of `noun, id, customer, person, at, n, d, part`.
    fn sql(&self) -> String {
        match self {
            Source::Filed(legs) => {
                let each: Vec<String> = legs.iter().map(Leg::sql).collect();
                each.join(" UNION ALL ")
            }
            Source::Told(_) => {
                let columns = ["noun", "id", "customer", "person", "at", "n", "d", "part"];
                let each = columns
                    .iter()
                    .enumerate()
                    .map(|(at, name)| format!("json_extract(j.value, '$[{at}]') AS {name}"));
                let each: Vec<String> = each.collect();
                format!("SELECT {} FROM json_each(:cases) j", each.join(", "))
            }
        }
    }
}

/// The number of a record of any noun.
pub(super) fn numbers() -> String {
    let each = Noun::ALL.iter().map(|noun| {
        let table = noun.table();
        format!("WHEN '{table}' THEN (SELECT t.number FROM \"{table}\" t WHERE t.id = r.id)")
    });
    let each: Vec<String> = each.collect();
    format!("CASE r.noun {} END", each.join(" "))
}

/// `None` for a noun that this release does not know.
pub(super) fn behind(row: &Row<'_>) -> rusqlite::Result<Option<Behind>> {
    let table: String = row.get(0)?;
    let Some(noun) = Noun::of_table(&table) else {
        return Ok(None);
    };
    let number: Option<String> = row.get(1)?;
    let customer: (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
    let parts: Option<String> = row.get(8)?;
    let parts = parts.unwrap_or_default();
    Ok(Some(Behind {
        noun,
        number: number.unwrap_or_default(),
        customer: customer.0.zip(customer.1),
        person: row.get(4)?,
        at: service::time(row, 5)?,
        numerator: row.get(6)?,
        denominator: row.get(7)?,
        parts: parts
            .split(',')
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect(),
    }))
}
