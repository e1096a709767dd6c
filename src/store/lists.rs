//! Lists: only the columns that are shown are selected, and SQLite filters,
//! sorts and limits. Rows are handed on one by one.

mod filters;

pub use filters::{
    Filter, agenda_where, customers_where, followups_where, of_customer, tickets_where,
};

use rusqlite::ToSql;

use super::{Store, found};
use crate::field::Field;
use crate::form::Form;
use crate::problem::Failure;
use crate::records::choices::{GradeLetter, TicketStatus};
use crate::records::{Action, Contact, Customer, Followup, Grade, Occasion, Plan, Staff, Ticket};
use crate::value::{Cell, Found, Kind, Moment, Noun, Value};
use crate::words::{Text, t};

/// One column that a list can show.
#[derive(Clone)]
pub struct Shown {
    pub key: &'static str,
    pub label: Text,
    pub sensitive: bool,
    /// Shown only where it is asked for.
    pub extra: bool,
    sql: String,
    cell: fn(Found<'_>) -> Cell,
}

impl Shown {
    fn of<T: Value>(key: &'static str, label: Text, sql: impl Into<String>) -> Self {
        Shown {
            key,
            label,
            sensitive: false,
            extra: false,
            sql: sql.into(),
            cell: |found| T::load(found).map_or(Cell::Empty, |value| value.cell()),
        }
    }

    fn extra(mut self) -> Self {
        self.extra = true;
        self
    }

    fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }
}

/// A list of one noun: where the rows come from and what they can show.
pub struct List {
    pub noun: Noun,
    pub columns: Vec<Shown>,
    from: &'static str,
    order: &'static str,
}

/// The name of the customer a row belongs to.
const CUSTOMER: &str = "(SELECT name FROM customer WHERE id = r.customer)";

/// The columns of a form that are not listed already, as extras.
fn rest<F: Form>(columns: &mut Vec<Shown>) {
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
            cell: |_| Cell::Empty,
        },
    };
    if !matches!(field.kind, Kind::Ref(_)) {
        column.cell = field.cell_reader();
    }
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

fn fields<F: Form>(keys: &[&str]) -> Vec<Shown> {
    keys.iter().flat_map(|key| field::<F>(key)).collect()
}

fn number() -> Shown {
    Shown::of::<Option<String>>("number", t("No.", "编号"), "r.number")
}

fn customer_name() -> Shown {
    Shown::of::<Option<String>>("customer", t("Customer", "客户"), CUSTOMER)
}

fn customer_number() -> Shown {
    Shown::of::<Option<String>>(
        "customer_number",
        t("Customer no.", "客户编号"),
        "(SELECT number FROM customer WHERE id = r.customer)",
    )
    .extra()
}

impl List {
    /// `unreal` are the methods that are no contact (`[contact] real`).
    pub fn customers(unreal: &[&'static str]) -> Self {
        let unreal = unreal.join("', '");
        let mut columns = vec![number()];
        columns.extend(field::<Customer>("name"));
        columns.push(Shown::of::<Option<GradeLetter>>(
            "grade",
            t("Grade", "级别"),
            "r.grade",
        ));
        columns.extend(fields::<Customer>(&[
            "stage", "intent", "region", "industry", "owner",
        ]));
        columns.push(Shown::of::<Option<Moment>>(
            "last_contact",
            t("Last contact", "最近联系"),
            format!(
                "(SELECT f.at FROM followup f WHERE f.customer = r.id AND f.reached = 'yes'
                  AND f.method NOT IN ('{unreal}') AND f.removed_at IS NULL
                  ORDER BY f.at DESC LIMIT 1)"
            ),
        ));
        columns.push(
            Shown::of::<Option<Moment>>(
                "next_contact",
                t("Next contact", "下次联系"),
                "(SELECT f.next_at FROM followup f WHERE f.customer = r.id AND f.next_at IS NOT NULL
                  AND f.removed_at IS NULL ORDER BY f.at DESC LIMIT 1)",
            )
            .extra(),
        );
        columns.push(
            Shown::of::<crate::value::Tags>(
                "tag",
                t("Tags", "标签"),
                "(SELECT group_concat(name, ',') FROM (SELECT name FROM tag WHERE customer = r.id ORDER BY name))",
            )
            .extra(),
        );
        for (key, label, column) in [
            ("contact.name", t("Contact", "联系人"), "name"),
            ("contact.title", t("Title", "职务"), "title"),
        ] {
            columns.push(Shown::of::<Option<String>>(key, label, first_contact(column)).extra());
        }
        columns.push(
            Shown::of::<Option<crate::value::Phone>>(
                "contact.phone",
                t("Phone", "联系电话"),
                first_contact("phone"),
            )
            .extra()
            .sensitive(),
        );
        rest::<Customer>(&mut columns);
        List {
            noun: Noun::Customer,
            columns,
            from: "customer r",
            order: "r.id",
        }
    }

    pub fn contacts() -> Self {
        let mut columns = vec![number(), customer_name(), customer_number()];
        columns.extend(fields::<Contact>(&[
            "name", "title", "phone", "email", "wechat", "role",
        ]));
        rest::<Contact>(&mut columns);
        List {
            noun: Noun::Contact,
            columns,
            from: "contact r",
            order: "r.customer, r.id",
        }
    }

    pub fn followups() -> Self {
        let mut columns = vec![number()];
        columns.extend(field::<Followup>("at"));
        columns.push(customer_name());
        columns.push(customer_number());
        columns.extend(fields::<Followup>(&[
            "method",
            "said",
            "next_at",
            "next_what",
            "owner",
        ]));
        rest::<Followup>(&mut columns);
        List {
            noun: Noun::Followup,
            columns,
            from: "followup r",
            order: "r.at DESC, r.id DESC",
        }
    }

    pub fn plans() -> Self {
        let mut columns = vec![number()];
        columns.extend(field::<Plan>("at"));
        columns.push(customer_name());
        columns.push(customer_number());
        columns.extend(fields::<Plan>(&[
            "method", "focus", "goal", "what", "owner",
        ]));
        rest::<Plan>(&mut columns);
        List {
            noun: Noun::Plan,
            columns,
            from: "plan r",
            order: "r.at, r.id",
        }
    }

    pub fn actions() -> Self {
        let mut columns = vec![number()];
        columns.extend(field::<Action>("due"));
        columns.push(customer_name());
        columns.push(customer_number());
        columns.extend(fields::<Action>(&["what", "owner"]));
        columns.push(
            Shown::of::<Option<Moment>>("done_at", t("Done", "完成时间"), "r.done_at").extra(),
        );
        rest::<Action>(&mut columns);
        List {
            noun: Noun::Action,
            columns,
            from: "action r",
            order: "r.due, r.id",
        }
    }

    pub fn tickets() -> Self {
        let mut columns = vec![number(), customer_name(), customer_number()];
        columns.extend(fields::<Ticket>(&["type", "priority"]));
        columns.push(Shown::of::<Option<TicketStatus>>(
            "status",
            t("Status", "状态"),
            "r.status",
        ));
        columns.extend(fields::<Ticket>(&["at", "symptom", "assignee"]));
        for (key, label) in [
            ("responded_at", t("Responded", "响应时间")),
            ("answered_at", t("Solution given", "给出方案")),
            ("solved_at", t("Solved", "解决时间")),
            ("revisited_at", t("Revisited", "回访时间")),
            ("closed_at", t("Closed", "关闭时间")),
        ] {
            columns.push(Shown::of::<Option<Moment>>(key, label, format!("r.{key}")).extra());
        }
        columns.push(
            Shown::of::<Option<crate::records::choices::Cause>>(
                "cause",
                t("Cause", "原因"),
                "r.cause",
            )
            .extra(),
        );
        rest::<Ticket>(&mut columns);
        List {
            noun: Noun::Ticket,
            columns,
            from: "ticket r",
            order: "r.at DESC, r.id DESC",
        }
    }

    pub fn staff() -> Self {
        let mut columns =
            fields::<Staff>(&["name", "role", "supervisor", "region", "phone", "email"]);
        rest::<Staff>(&mut columns);
        List {
            noun: Noun::Staff,
            columns,
            from: "staff r",
            order: "r.id",
        }
    }

    pub fn occasions() -> Self {
        let mut columns = vec![number(), customer_name()];
        columns.extend(fields::<Occasion>(&[
            "kind", "day", "contact", "greeting", "notes",
        ]));
        rest::<Occasion>(&mut columns);
        List {
            noun: Noun::Occasion,
            columns,
            from: "occasion r",
            order: "r.customer, r.id",
        }
    }

    pub fn grades() -> Self {
        let mut columns = vec![number()];
        columns.extend(field::<Grade>("at"));
        columns.push(customer_name());
        columns.push(customer_number());
        columns.extend(fields::<Grade>(&["purchase", "potential", "grade"]));
        columns.push(Shown::of::<Option<crate::records::choices::Decision>>(
            "result",
            t("Decision", "审批结果"),
            "(SELECT v.result FROM review v WHERE v.noun = 'grade' AND v.record = r.id
              AND v.removed_at IS NULL ORDER BY v.at DESC LIMIT 1)",
        ));
        columns.push(Shown::of::<Option<GradeLetter>>(
            "decided_grade",
            t("Decided", "审定级别"),
            "(SELECT v.grade FROM review v WHERE v.noun = 'grade' AND v.record = r.id
              AND v.removed_at IS NULL ORDER BY v.at DESC LIMIT 1)",
        ));
        columns.push(Shown::of::<Option<String>>(
            "decided_by",
            t("By", "审批人"),
            "(SELECT s.name FROM review v JOIN staff s ON s.id = v.by WHERE v.noun = 'grade'
              AND v.record = r.id AND v.removed_at IS NULL ORDER BY v.at DESC LIMIT 1)",
        ));
        columns.extend(fields::<Grade>(&["owner", "basis"]));
        rest::<Grade>(&mut columns);
        List {
            noun: Noun::Grade,
            columns,
            from: "grade r",
            order: "r.at DESC, r.id DESC",
        }
    }

    pub fn column(&self, key: &str) -> Option<&Shown> {
        self.columns.iter().find(|column| column.key == key)
    }
}

fn first_contact(column: &str) -> String {
    format!(
        "(SELECT c.{column} FROM contact c WHERE c.customer = r.id AND c.removed_at IS NULL ORDER BY c.id LIMIT 1)"
    )
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
            "SELECT {select} FROM {} WHERE {} ORDER BY {}{limit}",
            list.from,
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
                cells.push((column.cell)(found(row.get_ref(at + 1)?)));
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
            "SELECT count(*) FROM {} WHERE {}",
            list.from,
            filter.condition()
        );
        let params = rusqlite::params_from_iter(&filter.params);
        let n: i64 = self.db.prepare(&sql)?.query_row(params, |row| row.get(0))?;
        Ok(usize::try_from(n).unwrap_or_default())
    }
}
