//! Which improvements and which notices pass a filter.

use super::{Filter, codes, id};
use crate::records::filters::{ImprovementFilter, NoticeFilter};
use crate::store::improvements::{led, state};
use crate::value::{Stored, Value as _};

/// Improvements that pass.
pub fn improvements_where(filter: &ImprovementFilter) -> Filter {
    let mut all = Filter::default();
    all.is_any(&state("r"), &codes(&filter.state));
    all.is_any("r.kind", &codes(&filter.kind));
    all.is_any("r.department", &codes(&filter.department));
    all.is_any("r.cause", &codes(&filter.cause));
    all.is("r.owner", id(filter.owner));
    all.is(
        "r.dimension",
        filter.dimension.as_ref().map(|dimension| dimension.store()),
    );
    for (column, of) in [
        ("customer", filter.customer.map(|of| of.id())),
        ("feedback", filter.feedback.map(|of| of.id())),
        ("survey", filter.survey.map(|of| of.id())),
        ("ticket", filter.ticket.map(|of| of.id())),
    ] {
        if let Some(of) = of {
            all.and(led(column, "?"), vec![Stored::Int(of)]);
        }
    }
    all.within("r.at", filter.from, filter.to.map(|to| to.0));
    all
}

/// Notices that pass.
pub fn notices_where(filter: &NoticeFilter) -> Filter {
    let mut all = Filter::default();
    all.is("r.improvement", id(filter.improvement));
    all.is("r.customer", id(filter.customer));
    all.is("r.owner", id(filter.owner));
    all.is_any("r.method", &codes(&filter.method));
    all.within("r.at", filter.from, filter.to.map(|to| to.0));
    all
}
