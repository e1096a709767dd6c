//! Which recalls and which affected customers pass a filter.

use super::{Filter, codes, id};
use crate::records::filters::{AffectedFilter, RecallFilter};
use crate::store::lists::recalls::STATE;
use crate::value::Stored;

/// Recalls that pass.
pub fn recalls_where(filter: &RecallFilter) -> Filter {
    let mut all = Filter::default();
    if let Some(customer) = id(filter.customer) {
        all.and(
            "r.id IN (SELECT a.recall FROM recall_customer a
              WHERE a.customer = ? AND a.removed_at IS NULL)",
            vec![customer],
        );
    }
    all.is("r.product", id(filter.product));
    all.is("r.ticket", id(filter.ticket));
    all.is("r.owner", id(filter.owner));
    if let Some(batch) = &filter.batch {
        let batch = Stored::Text(batch.trim().to_lowercase());
        all.and(
            "instr(',' || lower(r.batch) || ',', ',' || ? || ',') > 0",
            vec![batch],
        );
    }
    all.within("r.started_at", filter.from, filter.to.map(|to| to.0));
    all
}

/// Affected customers that pass.
pub fn affected_where(filter: &AffectedFilter) -> Filter {
    let mut all = Filter::default();
    all.is("r.recall", id(filter.recall));
    all.is("r.customer", id(filter.customer));
    all.is("r.owner", id(filter.owner));
    all.is_any(STATE, &codes(&filter.state));
    all.is_any("r.evidence", &codes(&filter.evidence));
    all.is_any("r.outcome", &codes(&filter.outcome));
    all
}

/// The affected customers of one recall.
pub fn of_recall(recall: i64) -> Filter {
    let mut all = Filter::default();
    all.and("r.recall = ?", vec![Stored::Int(recall)]);
    all
}
