//! Which contracts, instalments and payments a list shows.

use super::{Filter, codes, id};
use crate::records::filters::{ContractFilter, PaymentFilter, UnpaidFilter};
use crate::store::contracts::{age, owed, status, unpaid};
use crate::value::{Day, Stored, Value as _};

/// Contracts that pass.
pub fn contracts_where(filter: &ContractFilter) -> Filter {
    let mut all = Filter::default();
    all.is("r.customer", id(filter.customer));
    all.is("r.owner", id(filter.owner));
    all.is_any(&status("r"), &codes(&filter.status));
    all.within("r.signed_at", filter.from, filter.to.map(|to| to.0));
    if let Some(day) = filter.expires_to {
        all.and("r.expires <= ?", vec![day.store()]);
    }
    all
}

/// Instalments that pass; those alone that are still owed, where `today` is given.
pub fn instalments_where(filter: &UnpaidFilter, today: Day) -> Filter {
    let mut all = Filter::default();
    all.is("r.customer", id(filter.customer));
    all.is("r.contract", id(filter.contract));
    if let Some(owner) = id(filter.owner) {
        all.and(
            "EXISTS (SELECT 1 FROM contract k WHERE k.id = r.contract AND k.owner = ?)",
            vec![owner],
        );
    }
    let today = format!("'{}'", today.code());
    all.is_any(&age("r", &today), &codes(&filter.age));
    if let Some(day) = filter.due_to {
        all.and("r.due <= ?", vec![day.store()]);
    }
    all.and(owed("r"), Vec::new());
    all.and(format!("{} > 0", unpaid("r", "")), Vec::new());
    all
}

/// Payments that pass.
pub fn payments_where(filter: &PaymentFilter) -> Filter {
    let mut all = Filter::default();
    all.is("r.customer", id(filter.customer));
    all.is("r.contract", id(filter.contract));
    all.is("r.owner", id(filter.owner));
    all.is_any("r.method", &codes(&filter.method));
    all.within("r.at", filter.from, filter.to.map(|to| to.0));
    all
}

/// The instalments of one contract.
pub fn of_contract(contract: i64) -> Filter {
    let mut all = Filter::default();
    all.and("r.contract = ?", vec![Stored::Int(contract)]);
    all
}
