//! What is still to be confirmed of a customer and its contacts (R132): the
//! fields by name, beside the customer's name where that is what is asked for.

use std::sync::LazyLock;

use super::{List, Shown};
use crate::form::Form as _;
use crate::records::{Contact, Customer};
use crate::value::{Choice, Door};
use crate::words::t;

/// The open fields of a customer `r`, those of its contacts with them.
pub(super) const WITH_OPEN: &str = "SELECT o.field FROM to_confirm o
    WHERE (o.noun = 'customer' AND o.record = r.id)
       OR (o.noun = 'contact' AND o.record IN (SELECT c.id FROM contact c
           WHERE c.customer = r.id AND c.removed_at IS NULL))";

/// Each field that can be open, by its key. Where both forms have a key, it means the
/// same.
static FIELDS: LazyLock<Vec<Choice>> = LazyLock::new(|| {
    let mut all: Vec<Choice> = Vec::new();
    for field in Customer::FIELDS.iter().chain(Contact::FIELDS) {
        if all.iter().all(|known| known.code != field.key) {
            all.push(Choice {
                code: field.key,
                label: field.label,
                aliases: &[],
            });
        }
    }
    all
});

impl List {
    /// Adds the column `to_confirm` to a list of customers: `extra` where nobody asked
    /// for it, else next to the name.
    pub fn to_confirm(&mut self, extra: bool) {
        let shown = Shown {
            door: Door::choices(&FIELDS),
            ..Shown::of::<Option<String>>(
                super::OPEN,
                t("To be confirmed", "待确认"),
                format!("(SELECT group_concat(DISTINCT field) FROM ({WITH_OPEN}))"),
            )
        };
        if extra {
            self.columns.push(shown.extra());
        } else {
            let behind = self.columns.iter().position(|one| one.key == "name");
            let at = behind.map_or(self.columns.len(), |at| at + 1);
            self.columns.insert(at, shown);
        }
    }
}
