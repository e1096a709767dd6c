//! Which deliveries, milestones and delivered goods a list shows.

use super::{Filter, codes, id};
use crate::records::filters::{DeliveredFilter, DeliveryFilter, MilestoneFilter, ProgressFilter};
use crate::store::deliveries::status;
use crate::value::{Day, Stored, Value as _};

impl Filter {
    /// Only what the customer was not told.
    pub fn only_untold(&mut self) {
        self.and("r.told_at IS NULL", Vec::new());
    }

    fn days(&mut self, column: &str, from: Option<Day>, to: Option<Day>) {
        if let Some(from) = from {
            self.and(format!("{column} >= ?"), vec![from.store()]);
        }
        if let Some(to) = to {
            self.and(format!("{column} <= ?"), vec![to.store()]);
        }
    }
}

/// Deliveries that pass.
pub fn deliveries_where(filter: &DeliveryFilter) -> Filter {
    let mut all = Filter::default();
    all.is("r.customer", id(filter.customer));
    all.is("r.owner", id(filter.owner));
    all.is("r.contract", id(filter.contract));
    all.is_any(&status("r"), &codes(&filter.status));
    all.days("r.planned", filter.from, filter.to);
    all
}

/// Milestones that pass.
pub fn milestones_where(filter: &MilestoneFilter) -> Filter {
    let mut all = Filter::default();
    all.is("r.customer", id(filter.customer));
    all.is("r.delivery", id(filter.delivery));
    all.is("r.owner", id(filter.owner));
    all.days("r.planned", filter.from, filter.to);
    all
}

/// Reports of progress that pass.
pub fn progress_where(filter: &ProgressFilter) -> Filter {
    let mut all = Filter::default();
    all.is("r.customer", id(filter.customer));
    all.is("r.delivery", id(filter.delivery));
    all.is("r.owner", id(filter.owner));
    all.within("r.at", filter.from, filter.to.map(|to| to.0));
    all
}

/// Delivered goods that pass.
pub fn delivered_where(filter: &DeliveredFilter) -> Filter {
    let mut all = Filter::default();
    all.is("r.customer", id(filter.customer));
    all.is("r.delivery", id(filter.delivery));
    all.is("r.product", id(filter.product));
    let lower = |text: &String| Stored::Text(text.trim().to_lowercase());
    if let Some(batch) = &filter.batch {
        all.and("instr(lower(r.batch), ?) = 1", vec![lower(batch)]);
    }
    if let Some(serial) = &filter.serial {
        all.and(
            "instr(',' || lower(r.serial) || ',', ',' || ? || ',') > 0",
            vec![lower(serial)],
        );
    }
    all.days("r.day", filter.from, filter.to);
    all
}

/// What hangs on one delivery.
pub fn of_delivery(delivery: i64) -> Filter {
    let mut all = Filter::default();
    all.and("r.delivery = ?", vec![Stored::Int(delivery)]);
    all
}
