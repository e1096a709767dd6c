//! Which remarks on proposals, and which of their alternatives, a list shows.

use super::{Filter, codes, id};
use crate::records::Deal;
use crate::records::filters::{AlternativeFilter, RemarkFilter};
use crate::value::{Ref, Stored};

impl Filter {
    /// What belongs to a proposal for this deal.
    fn of_proposals_for(&mut self, deal: Option<Ref<Deal>>) {
        if let Some(deal) = deal {
            self.and(
                "r.proposal IN (SELECT p.id FROM proposal p WHERE p.deal = ?)",
                vec![Stored::Int(deal.id())],
            );
        }
    }

    /// Only what belongs to the version that stands.
    pub fn only_of_current(&mut self) {
        self.and(
            "r.proposal IN (SELECT p.id FROM proposal p
               WHERE p.superseded_at IS NULL AND p.removed_at IS NULL)",
            Vec::new(),
        );
    }
}

/// Remarks that pass.
pub fn remarks_where(filter: &RemarkFilter) -> Filter {
    let mut all = Filter::default();
    all.is("r.customer", id(filter.customer));
    all.of_proposals_for(filter.deal);
    all.is("r.proposal", id(filter.proposal));
    all.is_any("r.kind", &codes(&filter.kind));
    all.is("r.owner", id(filter.owner));
    all.within("r.at", filter.from, filter.to.map(|to| to.0));
    all
}

/// Alternatives that pass.
pub fn alternatives_where(filter: &AlternativeFilter) -> Filter {
    let mut all = Filter::default();
    all.is("r.customer", id(filter.customer));
    all.of_proposals_for(filter.deal);
    all.is("r.proposal", id(filter.proposal));
    all
}
