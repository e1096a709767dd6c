//! The list of tickets that were drawn to have their quality checked.

use super::{List, Shown, customer_name, customer_number, fields, number, rest};
use crate::records::Audit;
use crate::value::Noun;
use crate::words::t;

impl List {
    pub fn audits() -> Self {
        let mut columns = vec![number()];
        columns.extend(fields::<Audit>(&["week", "ticket"]));
        columns.extend([customer_name(), customer_number()]);
        columns.push(Shown::of::<Option<String>>(
            "handler",
            t("Handled by", "处理人"),
            "(SELECT p.name FROM ticket k JOIN staff p ON p.id = k.assignee WHERE k.id = r.ticket)",
        ));
        columns.extend(fields::<Audit>(&[
            "solution_soundness",
            "script_compliance",
            "customer_satisfaction",
            "finding",
        ]));
        rest::<Audit>(&mut columns);
        List {
            noun: Noun::Audit,
            columns,
            order: "r.week DESC, r.at IS NOT NULL, r.id",
        }
    }
}
