//! Which surveys and which feedback pass a filter.

use super::{Filter, codes, id};
use crate::records::filters::{FeedbackFilter, SurveyFilter};
use crate::store::lists::listening::low;

/// Surveys that pass.
pub fn surveys_where(filter: &SurveyFilter) -> Filter {
    let mut all = Filter::default();
    all.is("r.customer", id(filter.customer));
    all.is("r.owner", id(filter.owner));
    all.is("r.ticket", id(filter.ticket));
    all.is("r.delivery", id(filter.delivery));
    all.is_any("r.node", &codes(&filter.node));
    all.is_any("r.channel", &codes(&filter.channel));
    if let Some(wanted) = filter.low {
        let not = if wanted.is_yes() { "" } else { "NOT " };
        all.and(format!("{not}coalesce({}, 0)", low("r")), Vec::new());
    }
    let to = filter.to.map(|to| to.0);
    all.within("coalesce(r.at, r.asked_at)", filter.from, to);
    all
}

/// Feedback that passes.
pub fn feedback_where(filter: &FeedbackFilter) -> Filter {
    let mut all = Filter::default();
    all.is("r.customer", id(filter.customer));
    all.is("r.owner", id(filter.owner));
    all.is("r.lead", id(filter.lead));
    all.is_any("r.class", &codes(&filter.class));
    all.is_any("r.department", &codes(&filter.department));
    all.within("r.received_at", filter.from, filter.to.map(|to| to.0));
    all
}
