//! What each list is read for: the columns that stay where a window has no room
//! for all, beside the number and the name.

use super::List;
use crate::value::Noun;

const VITAL: &[(Noun, &[&str])] = &[
    (Noun::Staff, &["role"]),
    (Noun::Product, &["price"]),
    (Noun::Article, &["kind", "used"]),
    // Those of a handover and of a review of grades, too.
    (
        Noun::Customer,
        &["grade", "last_contact", "amount", "deals_value", "unpaid"],
    ),
    (Noun::Contact, &["phone"]),
    (Noun::Occasion, &["kind", "day"]),
    (Noun::Followup, &["at", "said"]),
    (Noun::Plan, &["at", "method"]),
    (Noun::Action, &["due", "what"]),
    (Noun::Grade, &["purchase", "grade"]),
    (Noun::Deal, &["stage", "value", "expected"]),
    (Noun::Proposal, &["state", "total"]),
    (Noun::Alternative, &["letter", "total"]),
    (Noun::Remark, &["kind", "said"]),
    (Noun::Objection, &["what", "result"]),
    (Noun::Contract, &["amount", "status", "unpaid"]),
    (Noun::Instalment, &["due", "unpaid"]),
    (Noun::Payment, &["at", "amount"]),
    (Noun::Delivery, &["planned", "status"]),
    (Noun::Milestone, &["name", "planned", "done_at"]),
    (Noun::Progress, &["percent", "said"]),
    (Noun::Deviation, &["what", "closed_at"]),
    (Noun::Delivered, &["product_name", "quantity"]),
    (Noun::Acceptance, &["what", "result"]),
    (Noun::Pack, &["receiver", "handed"]),
    (Noun::Promise, &["what", "due"]),
    (Noun::Request, &["department", "expected"]),
    (Noun::Need, &["what", "priority"]),
    (Noun::Analysis, &["at", "reviewed"]),
    (Noun::Attachment, &["name"]),
    (Noun::Handover, &["from", "to", "at"]),
    (Noun::Ticket, &["priority", "status"]),
    (Noun::Recall, &["goods_name", "settled"]),
    (Noun::Affected, &["evidence", "state"]),
    (Noun::Survey, &["at", "scores", "nps"]),
    (Noun::Feedback, &["class", "said"]),
    (Noun::Improvement, &["state", "due"]),
    (Noun::Notice, &["problem", "at"]),
    (Noun::Audit, &["ticket", "handler"]),
    (Noun::Entry, &["at"]),
];

/// Names of records that are known by their customers: the first to go.
const ASIDE: &[(Noun, &str)] = &[(Noun::Deal, "name")];

impl List {
    /// Whether the column names a record that is known by another name.
    pub fn is_aside(&self, key: &str) -> bool {
        ASIDE
            .iter()
            .any(|(noun, aside)| *noun == self.noun && *aside == key)
    }

    /// Whether the list is read for this column.
    pub fn is_read_for(&self, key: &str) -> bool {
        let of = VITAL.iter().find(|(noun, _)| *noun == self.noun);
        of.is_some_and(|(_, keys)| keys.contains(&key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Day;

    #[test]
    fn every_list_has_the_columns_that_it_is_read_for() {
        let today = Day(chrono::NaiveDate::MIN);
        let lists = [
            List::staff(),
            List::products(),
            List::contacts(),
            List::occasions(),
            List::followups(),
            List::plans(),
            List::actions(),
            List::grades(),
            List::deals(&[]),
            List::proposals(),
            List::objections(),
            List::remarks(),
            List::alternatives(),
            List::contracts(),
            List::instalments(today),
            List::payments(),
            List::deliveries(),
            List::milestones(),
            List::progress(),
            List::deviations(),
            List::delivered(),
            List::acceptance(),
            List::packs(),
            List::promises(),
            List::requests(),
            List::articles(),
            List::analyses(),
            List::attachments(),
            List::handovers(),
            List::tickets(),
            List::recalls(),
            List::affected(),
            List::surveys(),
            List::feedback(),
            List::improvements(),
            List::notices(),
            List::audits(),
        ];
        for list in &lists {
            let own = VITAL.iter().find(|(noun, _)| *noun == list.noun);
            let (_, keys) = own.unwrap_or_else(|| panic!("{:?} is read for nothing", list.noun));
            for key in *keys {
                let shown = list.column(key);
                assert!(
                    shown.is_some_and(|shown| !shown.extra),
                    "{:?} does not show {key}",
                    list.noun
                );
            }
        }
    }
}
