//! What was done in a period and what lies ahead, record by record: the stuff of
//! daily and weekly reports. The past is judged by what was true then.

use rusqlite::{Row, named_params};

use super::{Period, Store};
use crate::problem::Failure;
use crate::value::Moment;

/// Which work is wanted.
#[derive(Clone, Copy, Debug)]
pub struct WorkAsked<'a> {
    pub period: &'a Period,
    /// Only what belongs to this colleague.
    pub owner: Option<i64>,
    /// What is still open is open as of this moment.
    pub at: Moment,
    /// The first moment of which nothing is wanted any more.
    pub until: Moment,
    /// How far back an agreed contact that nobody made is still told.
    pub since: Moment,
    /// The methods of follow-up that count as contact.
    pub real: &'a [&'static str],
}

/// A customer, as a report names one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub number: String,
    pub name: String,
}

/// A follow-up.
#[derive(Clone, Debug, PartialEq)]
pub struct Talk {
    pub number: String,
    pub at: Moment,
    pub customer: Named,
    pub method: String,
    pub reached: bool,
    pub said: String,
    pub next_at: Option<Moment>,
    pub next_what: Option<String>,
    pub by: Option<String>,
}

/// A ticket to which something happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handled {
    pub number: String,
    pub customer: Named,
    pub symptom: String,
    pub priority: String,
    pub status: String,
    /// Whether it was accepted, responded to, answered, solved, revisited and
    /// closed in the period.
    pub steps: [bool; 6],
    pub by: Option<String>,
}

/// A customer that was acquired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    pub customer: Named,
    pub source: Option<String>,
    pub by: Option<String>,
}

/// A customer whose approved grade changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graded {
    pub customer: Named,
    pub from: Option<String>,
    pub to: Option<String>,
}

/// What an open task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    Plan,
    Action,
    /// The next contact, as agreed in the last one.
    NextContact,
}

/// Something that is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ahead {
    pub task: Task,
    /// Of the plan, the action, or the follow-up in which it was agreed.
    pub number: String,
    pub due: Moment,
    pub customer: Named,
    pub method: Option<String>,
    pub what: Option<String>,
    pub by: Option<String>,
}

/// What happened, record by record, and what is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    pub talks: Vec<Talk>,
    pub tickets: Vec<Handled>,
    pub arrivals: Vec<Arrival>,
    pub grades: Vec<Graded>,
    /// What is open and due before the end of what was asked, earliest first.
    pub open: Vec<Ahead>,
}

const STAFF: &str = "(SELECT name FROM staff WHERE id = r.owner)";

impl Store {
    /// What was done in a period, and what is open.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn work(&self, asked: &WorkAsked<'_>) -> Result<Work, Failure> {
        Ok(Work {
            talks: self.talks(asked)?,
            tickets: self.handled(asked)?,
            arrivals: self.arrivals(asked)?,
            grades: self.graded(asked)?,
            open: self.ahead(asked)?,
        })
    }

    fn talks(&self, asked: &WorkAsked<'_>) -> Result<Vec<Talk>, Failure> {
        let sql = format!(
            "SELECT c.number, c.name, r.number, r.at, r.method, r.reached, r.said,
                    r.next_at, r.next_what, {STAFF}
             FROM followup r JOIN customer c ON c.id = r.customer
             WHERE r.at >= :from AND r.at < :to AND r.removed_at IS NULL
               AND c.removed_at IS NULL AND (:owner IS NULL OR r.owner = :owner)
             ORDER BY r.at, r.id"
        );
        let (from, to) = (asked.period.from.stored(), asked.period.to.stored());
        self.told(
            &sql,
            named_params! { ":from": from, ":to": to, ":owner": asked.owner },
            |row| {
                Ok(Talk {
                    customer: named(row)?,
                    number: row.get(2)?,
                    at: moment(row, 3)?.unwrap_or(asked.period.from),
                    method: row.get(4)?,
                    reached: row.get::<_, String>(5)? == "yes",
                    said: row.get(6)?,
                    next_at: moment(row, 7)?,
                    next_what: row.get(8)?,
                    by: row.get(9)?,
                })
            },
        )
    }

    fn handled(&self, asked: &WorkAsked<'_>) -> Result<Vec<Handled>, Failure> {
        const STEPS: [&str; 6] = [
            "at",
            "responded_at",
            "answered_at",
            "solved_at",
            "revisited_at",
            "closed_at",
        ];
        let within = STEPS.map(|step| format!("ifnull(r.{step} >= :from AND r.{step} < :to, 0)"));
        let (steps, any) = (within.join(", "), within.join(" OR "));
        let sql = format!(
            "SELECT c.number, c.name, r.number, r.symptom, r.priority,
                    coalesce((SELECT t.new FROM turn t WHERE t.record = r.id AND t.noun = 'ticket'
                        AND t.attribute = 'status' AND t.at < :at
                        ORDER BY t.at DESC, t.id DESC LIMIT 1), r.status),
                    (SELECT name FROM staff WHERE id = r.assignee), {steps}
             FROM ticket r JOIN customer c ON c.id = r.customer
             WHERE r.at < :to AND r.removed_at IS NULL AND c.removed_at IS NULL
               AND (:owner IS NULL OR r.assignee = :owner) AND ({any})
             ORDER BY r.at, r.id"
        );
        let (from, to) = (asked.period.from.stored(), asked.period.to.stored());
        let at = asked.at.stored();
        self.told(
            &sql,
            named_params! { ":from": from, ":to": to, ":owner": asked.owner, ":at": at },
            |row| {
                let mut steps = [false; 6];
                for (column, step) in (7..).zip(&mut steps) {
                    *step = row.get(column)?;
                }
                Ok(Handled {
                    customer: named(row)?,
                    number: row.get(2)?,
                    symptom: row.get(3)?,
                    priority: row.get(4)?,
                    status: row.get(5)?,
                    by: row.get(6)?,
                    steps,
                })
            },
        )
    }

    fn arrivals(&self, asked: &WorkAsked<'_>) -> Result<Vec<Arrival>, Failure> {
        let sql = format!(
            "SELECT r.number, r.name, r.source, {STAFF} FROM customer r
             WHERE r.removed_at IS NULL AND (:owner IS NULL OR r.owner = :owner) AND r.id IN (
                 SELECT id FROM customer WHERE acquired >= :from AND acquired < :to
                 UNION ALL SELECT id FROM customer WHERE +acquired IS NULL
                     AND recorded_at >= :from AND recorded_at < :to)
             ORDER BY coalesce(r.acquired, r.recorded_at), r.id"
        );
        let (from, to) = (asked.period.from.stored(), asked.period.to.stored());
        self.told(
            &sql,
            named_params! { ":from": from, ":to": to, ":owner": asked.owner },
            |row| {
                Ok(Arrival {
                    customer: named(row)?,
                    source: row.get(2)?,
                    by: row.get(3)?,
                })
            },
        )
    }

    fn graded(&self, asked: &WorkAsked<'_>) -> Result<Vec<Graded>, Failure> {
        let (from, to) = (asked.period.from.stored(), asked.period.to.stored());
        self.told(
            "SELECT c.number, c.name, t.old, t.new FROM turn t JOIN customer c ON c.id = t.record
             WHERE t.attribute = 'grade' AND t.at >= :from AND t.at < :to AND t.noun = 'customer'
               AND t.old IS NOT t.new AND c.removed_at IS NULL
               AND (:owner IS NULL OR c.owner = :owner)
             ORDER BY t.at, t.id",
            named_params! { ":from": from, ":to": to, ":owner": asked.owner },
            |row| {
                Ok(Graded {
                    customer: named(row)?,
                    from: row.get(2)?,
                    to: row.get(3)?,
                })
            },
        )
    }

    /// An agreed contact is open until a real one took place; only the last one
    /// agreed with a customer counts.
    fn ahead(&self, asked: &WorkAsked<'_>) -> Result<Vec<Ahead>, Failure> {
        const OPEN: &str = "r.removed_at IS NULL AND (r.done_at IS NULL OR r.done_at >= :at)
            AND (r.cancelled_at IS NULL OR r.cancelled_at >= :at)";
        const MINE: &str = "c.removed_at IS NULL AND (:owner IS NULL OR r.owner = :owner)";
        let sql = format!(
            "SELECT c.number, c.name, 'plan', r.number, r.at AS due, r.method, r.what, {STAFF}
             FROM plan r JOIN customer c ON c.id = r.customer
             WHERE r.at < :until AND {OPEN} AND {MINE}
             UNION ALL
             SELECT c.number, c.name, 'action', r.number, r.due, NULL, r.what, {STAFF}
             FROM action r JOIN customer c ON c.id = r.customer
             WHERE r.due < :until AND {OPEN} AND {MINE}
             UNION ALL
             SELECT c.number, c.name, 'next', r.number, r.next_at, NULL, r.next_what, {STAFF}
             FROM followup r JOIN customer c ON c.id = r.customer
             WHERE r.next_at >= :since AND r.next_at < :until AND r.at < :at
               AND r.removed_at IS NULL AND {MINE}
               AND NOT EXISTS (
                   SELECT 1 FROM followup g WHERE g.customer = r.customer AND g.at < :at
                     AND (g.at, g.id) > (r.at, r.id) AND g.removed_at IS NULL
                     AND (g.next_at IS NOT NULL OR g.reached = 'yes'
                          AND g.method IN (SELECT value FROM json_each(:real))))
             ORDER BY due, 3, 4"
        );
        let real = serde_json::Value::from(asked.real.to_vec()).to_string();
        self.told(
            &sql,
            named_params! {
                ":owner": asked.owner, ":at": asked.at.stored(), ":until": asked.until.stored(),
                ":since": asked.since.stored(), ":real": real
            },
            |row| {
                Ok(Ahead {
                    customer: named(row)?,
                    task: match row.get::<_, String>(2)?.as_str() {
                        "plan" => Task::Plan,
                        "action" => Task::Action,
                        _ => Task::NextContact,
                    },
                    number: row.get(3)?,
                    due: moment(row, 4)?.unwrap_or(asked.at),
                    method: row.get(5)?,
                    what: row.get(6)?,
                    by: row.get(7)?,
                })
            },
        )
    }

    fn told<T>(
        &self,
        sql: &str,
        params: &[(&str, &dyn rusqlite::ToSql)],
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Failure> {
        let mut query = self.db.prepare(sql)?;
        let rows = query.query_map(params, read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// The customer, whose number and name stand first.
fn named(row: &Row<'_>) -> rusqlite::Result<Named> {
    Ok(Named {
        number: row.get(0)?,
        name: row.get(1)?,
    })
}

fn moment(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Moment>> {
    let stored: Option<String> = row.get(at)?;
    Ok(stored.as_deref().and_then(Moment::from_stored))
}
