//! Which checks of tickets a list shows.

use super::{Filter, id};
use crate::records::filters::AuditFilter;
use crate::value::{Stored, Value as _};

/// Checks that pass; what scored less than `pass` in a criterion failed.
pub fn audits_where(filter: &AuditFilter, pass: i64) -> Filter {
    let mut all = Filter::default();
    all.is("r.customer", id(filter.customer));
    all.is("r.ticket", id(filter.ticket));
    all.is("r.week", filter.week.map(|week| week.store()));
    all.is("r.\"by\"", id(filter.by));
    if let Some(handler) = filter.handler {
        let one = "(SELECT k.assignee FROM ticket k WHERE k.id = r.ticket) = ?";
        all.and(one, vec![Stored::Int(handler.id())]);
    }
    if let Some(failed) = filter.failed {
        let lowest = "min(r.solution_soundness, r.script_compliance, r.customer_satisfaction)";
        let sign = if failed.is_yes() { "<" } else { ">=" };
        all.and(format!("{lowest} {sign} ?"), vec![Stored::Int(pass)]);
    }
    all.within("r.at", filter.from, filter.to.map(|to| to.0));
    all
}
