//! Which rows a list shows: a filter form as conditions.

mod audits;
mod contracts;
mod deliveries;
mod improvements;
mod knowledge;
mod listening;
mod proposals;
mod recall;

pub use audits::audits_where;
pub use contracts::{contracts_where, instalments_where, of_contract, payments_where};
pub use deliveries::{
    delivered_where, deliveries_where, milestones_where, of_delivery, progress_where,
};
pub use improvements::{improvements_where, notices_where};
pub use knowledge::articles_where;
pub use listening::{feedback_where, surveys_where};
pub use proposals::{alternatives_where, remarks_where};
pub use recall::{affected_where, of_recall, recalls_where};

use super::super::figures::Whose;
use super::super::needs::priority;
use super::super::sketch::is_open;
use super::unconfirmed::WITH_OPEN;
use crate::playbook::Weighing;
use crate::records::filters::{
    AgendaFilter, AttachmentFilter, CustomerFilter, DealFilter, FollowupFilter, HandoverFilter,
    NeedFilter, ObjectionFilter, PromiseFilter, ProposalFilter, RequestFilter, TicketFilter,
};
use crate::value::{Moment, Noun, Stored, Value, search};

/// Which rows: conditions that all hold.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    conditions: Vec<String>,
    pub(in crate::store) params: Vec<Stored>,
}

impl Filter {
    /// What must hold of a row `r`: it was not removed, and passes.
    pub(in crate::store) fn condition(&self) -> String {
        let mut all = vec!["r.removed_at IS NULL"];
        all.extend(self.conditions.iter().map(String::as_str));
        all.join(" AND ")
    }

    /// Adds a condition; each `?` in it takes one of `params`.
    pub(in crate::store) fn and(&mut self, condition: impl Into<String>, params: Vec<Stored>) {
        self.conditions.push(condition.into());
        self.params.extend(params);
    }

    /// Leaves out the customers of others.
    pub fn owned_by(&mut self, me: i64) {
        self.and("(r.owner = ? OR r.owner IS NULL)", vec![Stored::Int(me)]);
    }

    /// Leaves only tickets of these colleagues and customers.
    pub fn tickets_of(&mut self, whose: &Whose) {
        self.and(whose.of("r.assignee", "r.customer"), Vec::new());
    }

    /// Leaves only deals that have stood in their stage since this moment or longer.
    pub fn stuck_since(&mut self, at: Moment) {
        let since = super::selling::STAGE_SINCE;
        self.and(format!("{since} <= ?"), vec![Stored::Text(at.stored())]);
    }

    /// Leaves only records with these ids.
    pub fn among(&mut self, ids: impl IntoIterator<Item = i64>) {
        let ids: Vec<_> = ids.into_iter().map(|id| id.to_string()).collect();
        let list = format!("[{}]", ids.join(","));
        self.and(
            "r.id IN (SELECT value FROM json_each(?))",
            vec![Stored::Text(list)],
        );
    }

    /// Leaves only tickets whose newest reply written with AI nobody has checked (R169).
    pub fn ai_unreviewed(&mut self) {
        self.and(
            "(SELECT e.kind FROM ticket_event e WHERE e.ticket = r.id AND e.removed_at IS NULL
              AND e.kind IN ('ai-replied', 'ai-reviewed')
              ORDER BY e.at DESC, e.id DESC LIMIT 1) = 'ai-replied'",
            Vec::new(),
        );
    }

    /// Leaves only promises that do not stand in writing (R155).
    pub fn unconfirmed(&mut self) {
        self.and("r.confirmed_at IS NULL", Vec::new());
    }

    /// Leaves only the current version of each deal's proposal (R063).
    pub fn only_current(&mut self) {
        self.and("r.superseded_at IS NULL", Vec::new());
    }

    /// Leaves out what is done, cancelled, closed or otherwise at its end.
    pub fn only_open(&mut self, noun: Noun) {
        if let Some(open) = is_open(noun) {
            self.and(open, Vec::new());
        }
    }

    fn is_any(&mut self, column: &str, codes: &[&'static str]) {
        if !codes.is_empty() {
            let marks = vec!["?"; codes.len()].join(", ");
            let params = codes
                .iter()
                .map(|code| Stored::Text((*code).to_owned()))
                .collect();
            self.and(format!("{column} IN ({marks})"), params);
        }
    }

    /// That one of the codes is among those that the column lists.
    fn has_any(&mut self, column: &str, codes: &[&'static str]) {
        if !codes.is_empty() {
            let one = format!("instr(',' || {column} || ',', ?) > 0");
            let each = vec![one.as_str(); codes.len()].join(" OR ");
            let listed = codes.iter().map(|code| Stored::Text(format!(",{code},")));
            self.and(format!("({each})"), listed.collect());
        }
    }

    fn is(&mut self, column: &str, value: Option<Stored>) {
        if let Some(value) = value {
            self.and(format!("{column} = ?"), vec![value]);
        }
    }

    fn within(&mut self, column: &str, from: Option<Moment>, to: Option<Moment>) {
        if let Some(from) = from {
            self.and(format!("{column} >= ?"), vec![Stored::Text(from.stored())]);
        }
        if let Some(to) = to {
            self.and(format!("{column} <= ?"), vec![Stored::Text(to.stored())]);
        }
    }
}

fn codes<T: crate::value::ChoiceSet>(chosen: &[T]) -> Vec<&'static str> {
    chosen.iter().map(|one| one.code()).collect()
}

fn id<T>(reference: Option<crate::value::Ref<T>>) -> Option<Stored> {
    reference.map(|to| Stored::Int(to.id()))
}

/// Customers that pass.
pub fn customers_where(filter: &CustomerFilter) -> Filter {
    let mut all = Filter::default();
    all.is_any("r.grade", &codes(&filter.grade));
    all.is_any("r.stage", &codes(&filter.stage));
    all.is_any("r.segment", &codes(&filter.segment));
    all.is_any("r.intent", &codes(&filter.intent));
    all.is_any("r.source", &codes(&filter.source));
    all.is_any("r.kind", &codes(&filter.kind));
    all.has_any("r.need_type", &codes(&filter.need_type));
    all.is("r.region", filter.region.as_ref().map(Value::store));
    all.is("r.industry", filter.industry.as_ref().map(Value::store));
    all.is("r.owner", id(filter.owner));
    if let Some(pool) = filter.pool {
        all.and("r.pool = ?", vec![Stored::Int(pool.is_yes().into())]);
    }
    if let Some(paused) = filter.paused {
        let not = if paused.is_yes() { "" } else { "NOT " };
        all.and(
            format!(
                "r.id {not}IN (SELECT p.customer FROM pause p
                 WHERE p.ended_at IS NULL AND p.removed_at IS NULL)"
            ),
            Vec::new(),
        );
    }
    if let Some(open) = filter.to_confirm {
        let not = if open.is_yes() { "" } else { "NOT " };
        all.and(format!("{not}EXISTS ({WITH_OPEN})"), Vec::new());
    }
    if !filter.tag.0.is_empty() {
        let marks = vec!["?"; filter.tag.0.len()].join(", ");
        all.and(
            format!("EXISTS (SELECT 1 FROM tag g WHERE g.customer = r.id AND g.name IN ({marks}))"),
            filter.tag.0.iter().cloned().map(Stored::Text).collect(),
        );
    }
    all.within(
        "r.acquired",
        filter.acquired_from,
        filter.acquired_to.map(|to| to.0),
    );
    if let Some(part) = &filter.name {
        all.and(
            "instr(r.name_key, ?) > 0",
            vec![Stored::Text(search::name_key(part))],
        );
    }
    all
}

/// Follow-ups that pass.
pub fn followups_where(filter: &FollowupFilter) -> Filter {
    let mut all = Filter::default();
    all.is("r.customer", id(filter.customer));
    all.is("r.owner", id(filter.owner));
    all.is_any("r.method", &codes(&filter.method));
    all.is_any("r.direction", &codes(&filter.direction));
    for purpose in codes(&filter.purpose) {
        all.has_any("r.purpose", &[purpose]);
    }
    all.has_any("r.content", &codes(&filter.content));
    all.within("r.at", filter.from, filter.to.map(|to| to.0));
    all
}

/// Plans (`at`) or actions (`due`) that are open, or all of them, and pass.
pub fn agenda_where(noun: Noun, filter: &AgendaFilter, closed_too: bool) -> Filter {
    let mut all = Filter::default();
    all.is("r.customer", id(filter.customer));
    all.is("r.owner", id(filter.owner));
    let column = match noun {
        Noun::Action => "r.due",
        _ => "r.at",
    };
    all.within(column, filter.from, filter.to.map(|to| to.0));
    if !closed_too {
        all.and("r.done_at IS NULL AND r.cancelled_at IS NULL", Vec::new());
    }
    all
}

/// Tickets that pass; only open ones where asked.
pub fn tickets_where(filter: &TicketFilter, open_only: bool) -> Filter {
    let mut all = Filter::default();
    all.is("r.customer", id(filter.customer));
    all.is("r.assignee", id(filter.assignee));
    all.is_any("r.type", &codes(&filter.r#type));
    all.is_any("r.priority", &codes(&filter.priority));
    all.is_any("r.status", &codes(&filter.status));
    all.is_any("r.team", &codes(&filter.team));
    all.is_any("r.area", &codes(&filter.area));
    all.is_any("r.nature", &codes(&filter.nature));
    all.is_any("r.quality", &codes(&filter.quality));
    all.is_any("r.channel", &codes(&filter.channel));
    all.is_any("r.cause", &codes(&filter.cause));
    all.within("r.at", filter.from, filter.to.map(|to| to.0));
    if let Some(archived) = filter.archived {
        let not = if archived.is_yes() { "NOT " } else { "" };
        all.and(format!("r.archived_at IS {not}NULL"), Vec::new());
    }
    if open_only {
        all.and("r.closed_at IS NULL", Vec::new());
    }
    all
}

/// Deals that pass.
pub fn deals_where(filter: &DealFilter) -> Filter {
    let mut all = Filter::default();
    all.is("r.customer", id(filter.customer));
    all.is("r.owner", id(filter.owner));
    all.is("r.stage", filter.stage.as_ref().map(Value::store));
    all.is_any("r.kind", &codes(&filter.kind));
    all.is_any("r.outcome", &codes(&filter.outcome));
    all.within("r.opened", filter.from, filter.to.map(|to| to.0));
    if let Some(day) = filter.expected_to {
        all.and("r.expected <= ?", vec![day.store()]);
    }
    all
}

/// Proposals that pass.
pub fn proposals_where(filter: &ProposalFilter) -> Filter {
    let mut all = Filter::default();
    all.is("r.customer", id(filter.customer));
    all.is("r.deal", id(filter.deal));
    all.is("r.owner", id(filter.owner));
    all.is_any(super::selling::STATE, &codes(&filter.state));
    all.within("r.made", filter.from, filter.to.map(|to| to.0));
    all
}

/// Objections that pass.
pub fn objections_where(filter: &ObjectionFilter) -> Filter {
    let mut all = Filter::default();
    all.is("r.customer", id(filter.customer));
    all.is("r.deal", id(filter.deal));
    all.is("r.owner", id(filter.owner));
    all.is_any("r.type", &codes(&filter.r#type));
    all.within("r.raised", filter.from, filter.to.map(|to| to.0));
    all
}

/// Promises that pass.
pub fn promises_where(filter: &PromiseFilter) -> Filter {
    let mut all = Filter::default();
    all.is("r.customer", id(filter.customer));
    all.is("r.owner", id(filter.owner));
    all.is_any("r.promised_by", &codes(&filter.promised_by));
    all.is_any("r.kind", &codes(&filter.kind));
    all.within("r.due", filter.from, filter.to.map(|to| to.0));
    all
}

/// Support requests that pass.
pub fn requests_where(filter: &RequestFilter) -> Filter {
    let mut all = Filter::default();
    all.is("r.customer", id(filter.customer));
    all.is("r.owner", id(filter.owner));
    all.is("r.assignee", id(filter.assignee));
    all.is_any("r.department", &codes(&filter.department));
    all.within("r.submitted", filter.from, filter.to.map(|to| to.0));
    all
}

/// Needs that pass, their priority as `weighing` makes it.
pub fn needs_where(filter: &NeedFilter, weighing: &Weighing) -> Filter {
    let mut all = Filter::default();
    all.is("r.customer", id(filter.customer));
    all.is("r.owner", id(filter.owner));
    all.is_any(&priority(weighing), &codes(&filter.priority));
    all.is_any("r.visibility", &codes(&filter.visibility));
    all.is_any("r.rigidity", &codes(&filter.rigidity));
    all.is_any("r.horizon", &codes(&filter.horizon));
    all.is_any("r.fit", &codes(&filter.fit));
    all.within("r.found", filter.from, filter.to.map(|to| to.0));
    all
}

/// Attachments that pass.
pub fn attachments_where(filter: &AttachmentFilter) -> Filter {
    let mut all = Filter::default();
    all.is("r.customer", id(filter.customer));
    all.is("r.deal", id(filter.deal));
    all.is("r.ticket", id(filter.ticket));
    all.is_any("r.kind", &codes(&filter.kind));
    if let Some(sensitive) = filter.sensitive {
        all.and("coalesce(r.sensitive, 'no') = ?", vec![sensitive.store()]);
    }
    all.within("r.at", filter.from, filter.to.map(|to| to.0));
    all
}

/// Handovers that pass.
pub fn handovers_where(filter: &HandoverFilter) -> Filter {
    let mut all = Filter::default();
    all.is("r.\"from\"", id(filter.from));
    all.is("r.\"to\"", id(filter.to));
    all
}

/// One customer, as a list.
pub fn customer_alone(customer: i64) -> Filter {
    let mut all = Filter::default();
    all.and("r.id = ?", vec![Stored::Int(customer)]);
    all
}

/// Rows of one deal.
pub fn of_deal(deal: i64) -> Filter {
    let mut all = Filter::default();
    all.and("r.deal = ?", vec![Stored::Int(deal)]);
    all
}

/// Rows of one customer.
pub fn of_customer(customer: i64) -> Filter {
    let mut all = Filter::default();
    all.and("r.customer = ?", vec![Stored::Int(customer)]);
    all
}
