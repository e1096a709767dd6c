//! How figures are told apart: by whom they belong to, or by what their customer is.
//! Every count names its group by the keys that are made here, so that the groups of
//! a count add up to it.

use std::collections::BTreeMap;

use rusqlite::types::{FromSql, FromSqlResult, ValueRef};

use crate::choice;

choice! {
    /// What figures are grouped by (R189).
    pub enum By {
        Rep = "rep", "Rep", "人员", ["staff", "owner", "同事"];
        /// A colleague whom others report to, and those who do.
        Team = "team", "Team", "团队", ["teams", "小组"];
        Region = "region", "Region", "区域", ["area", "地区"];
        /// The grade that the customer had when the period ended.
        Grade = "grade", "Grade", "客户级别", ["级别"];
        Source = "source", "Source", "来源渠道", ["channel", "来源", "渠道"];
    }
}

/// One of the groups.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Of nobody, or of those of whom nothing was said; all where nothing is told apart.
    #[default]
    None,
    /// A colleague, by the store's id.
    Staff(i64),
    /// A stored code.
    Code(String),
}

impl FromSql for Group {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(match value {
            ValueRef::Null => Group::None,
            ValueRef::Integer(id) => Group::Staff(id),
            other => Group::Code(other.as_str()?.to_owned()),
        })
    }
}

/// A figure of each group that has any.
pub type Groups<T> = BTreeMap<Group, T>;

/// The SQL of the group that a row belongs to: `person` is the column of its colleague,
/// `customer` that of its customer. Nothing is told apart where there is no `by`. The
/// grade asks for `:to`, the end of the period.
pub(super) fn key(by: Option<By>, person: &str, customer: &str) -> String {
    let of = |column: &str| format!("(SELECT x.{column} FROM customer x WHERE x.id = {customer})");
    match by {
        None => "NULL".to_owned(),
        Some(By::Rep) => person.to_owned(),
        // Who leads others belongs to those they lead, whoever leads them.
        Some(By::Team) => format!(
            "(SELECT CASE WHEN EXISTS (SELECT 1 FROM staff y
                  WHERE y.supervisor = x.id AND y.removed_at IS NULL)
                THEN x.id ELSE x.supervisor END FROM staff x WHERE x.id = {person})"
        ),
        Some(By::Region) => of("region"),
        Some(By::Source) => of("source"),
        Some(By::Grade) => grade_then(customer),
    }
}

/// The grade that a customer had when the period ended.
pub(super) fn grade_then(customer: &str) -> String {
    format!(
        "(SELECT t.new FROM turn t WHERE t.record = {customer}
          AND t.attribute = 'grade' AND t.noun = 'customer' AND t.at < :to
          ORDER BY t.at DESC, t.id DESC LIMIT 1)"
    )
}
