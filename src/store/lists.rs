//! Lists: only the columns that are shown are selected, and SQLite filters,
//! sorts and limits. Rows are handed on one by one.

mod all;
mod audits;
mod contracts;
mod deliveries;
mod filed;
mod filters;
mod improvements;
mod knowledge;
mod listening;
mod recalls;
mod selling;
mod signby;
mod tickets;
mod unconfirmed;
mod vital;
mod whole;

pub(in crate::store) use knowledge::USED;
pub use signby::SignBy;
pub use whole::OPEN;

pub use filters::{
    Filter, affected_where, agenda_where, alternatives_where, articles_where, attachments_where,
    audits_where, contracts_where, customer_alone, customers_where, deals_where, delivered_where,
    deliveries_where, feedback_where, followups_where, handovers_where, improvements_where,
    instalments_where, milestones_where, needs_where, notices_where, objections_where, of_contract,
    of_customer, of_deal, of_delivery, of_recall, payments_where, progress_where, promises_where,
    proposals_where, recalls_where, remarks_where, requests_where, surveys_where, tickets_where,
};
pub(in crate::store) use listening::low;

use rusqlite::ToSql;

use super::{Store, found};
use crate::field::Field;
use crate::form::Form;
use crate::problem::Failure;
use crate::value::{Cell, Door, Kind, Moment, Noun, Value};
use crate::words::{Text, t};

/// One column that a list can show.
#[derive(Clone)]
pub struct Shown {
    pub key: &'static str,
    pub label: Text,
    pub sensitive: bool,
    /// Shown only where it is asked for.
    pub extra: bool,
    pub(in crate::store) sql: String,
    pub(in crate::store) door: Door,
}

impl Shown {
    pub(in crate::store) fn of<T: Value>(
        key: &'static str,
        label: Text,
        sql: impl Into<String>,
    ) -> Self {
        Shown {
            key,
            label,
            sensitive: false,
            extra: false,
            sql: sql.into(),
            door: Door::of::<T>(),
        }
    }

    pub(in crate::store) fn extra(mut self) -> Self {
        self.extra = true;
        self
    }

    pub(in crate::store) fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }
}

/// A list of one noun: where the rows come from and what they can show.
pub struct List {
    pub noun: Noun,
    pub columns: Vec<Shown>,
    pub(in crate::store) order: &'static str,
}

/// The name of the customer a row belongs to.
const CUSTOMER: &str = "(SELECT name FROM customer WHERE id = r.customer)";

/// The columns of a form that are not listed already, as extras.
pub(in crate::store) fn rest<F: Form>(columns: &mut Vec<Shown>) {
    for field in F::FIELDS {
        if columns.iter().all(|column| column.key != field.key) {
            columns.push(shown(field).extra());
        }
    }
    columns.push(
        Shown::of::<Moment>("recorded_at", t("Recorded", "记录时间"), "r.recorded_at").extra(),
    );
}

/// A field as a column; a reference shows the name of what it points at.
fn shown(field: &Field) -> Shown {
    let (key, label) = (field.key, field.label);
    let mut column = match field.kind {
        Kind::Ref(Noun::Staff) => Shown::of::<Option<String>>(
            key,
            label,
            format!("(SELECT name FROM staff WHERE id = r.\"{key}\")"),
        ),
        Kind::Ref(Noun::Customer) => Shown::of::<Option<String>>(
            key,
            label,
            format!("(SELECT name FROM customer WHERE id = r.\"{key}\")"),
        ),
        Kind::Ref(Noun::Contact) => Shown::of::<Option<String>>(
            key,
            label,
            format!("(SELECT name FROM contact WHERE id = r.\"{key}\")"),
        ),
        Kind::Ref(noun) => Shown::of::<Option<String>>(
            key,
            label,
            format!(
                "(SELECT number FROM {} WHERE id = r.\"{key}\")",
                noun.table()
            ),
        ),
        _ => Shown {
            key,
            label,
            sensitive: false,
            extra: false,
            sql: format!("r.\"{key}\""),
            door: field.door(),
        },
    };
    column.sensitive = field.sensitive;
    column
}

fn field<F: Form>(key: &str) -> Vec<Shown> {
    F::FIELDS
        .iter()
        .filter(|field| field.key == key)
        .map(shown)
        .collect()
}

pub(in crate::store) fn fields<F: Form>(keys: &[&str]) -> Vec<Shown> {
    keys.iter().flat_map(|key| field::<F>(key)).collect()
}

pub(in crate::store) fn number() -> Shown {
    Shown::of::<Option<String>>("number", t("No.", "编号"), "r.number")
}

pub(in crate::store) fn customer_name() -> Shown {
    Shown::of::<Option<String>>("customer", t("Customer", "客户"), CUSTOMER)
}

pub(in crate::store) fn customer_number() -> Shown {
    Shown::of::<Option<String>>(
        "customer_number",
        t("Customer no.", "客户编号"),
        "(SELECT number FROM customer WHERE id = r.customer)",
    )
    .extra()
}

impl Store {
    /// Hands the rows of a list on, one by one: the internal id and the cells
    /// of the columns named.
    ///
    /// # Errors
    /// When the file cannot be read, or whoever takes the rows fails.
    pub fn list(
        &self,
        list: &List,
        columns: &[&Shown],
        filter: &Filter,
        sort: &[(&Shown, bool)],
        limit: Option<usize>,
        each: &mut dyn FnMut(i64, Vec<Cell>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let selected: Vec<_> = columns.iter().map(|column| column.sql.as_str()).collect();
        let mut order: Vec<String> = sort
            .iter()
            .map(|(column, down)| {
                // A column that is selected is named by its place after the id,
                // and so not worked out twice.
                let place = columns.iter().position(|shown| shown.key == column.key);
                let what = place.map_or(column.sql.clone(), |at| (at + 2).to_string());
                match down {
                    true => format!("{what} DESC"),
                    false => format!("{what} NULLS LAST"),
                }
            })
            .collect();
        order.push(list.order.to_owned());
        let limit = limit.map_or(String::new(), |limit| format!(" LIMIT {limit}"));
        let select = match selected.is_empty() {
            true => "r.id".to_owned(),
            false => format!("r.id, {}", selected.join(", ")),
        };
        let sql = format!(
            "SELECT {select} FROM {} r WHERE {} ORDER BY {}{limit}",
            list.noun.table(),
            filter.condition(),
            order.join(", ")
        );
        let mut query = self.db.prepare(&sql)?;
        let params: Vec<&dyn ToSql> = filter
            .params
            .iter()
            .map(|param| param as &dyn ToSql)
            .collect();
        let mut rows = query.query(params.as_slice())?;
        while let Some(row) = rows.next()? {
            let mut cells = Vec::with_capacity(columns.len());
            for (at, column) in columns.iter().enumerate() {
                let found = found(row.get_ref(at + 1)?);
                cells.push(column.door.load(found).unwrap_or(Cell::Empty));
            }
            each(row.get(0)?, cells)?;
        }
        Ok(())
    }

    /// How many rows pass.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn count(&self, list: &List, filter: &Filter) -> Result<usize, Failure> {
        let sql = format!(
            "SELECT count(*) FROM {} r WHERE {}",
            list.noun.table(),
            filter.condition()
        );
        let params = rusqlite::params_from_iter(&filter.params);
        let n: i64 = self.db.prepare(&sql)?.query_row(params, |row| row.get(0))?;
        Ok(usize::try_from(n).unwrap_or_default())
    }
}
