//! How complete a registration is: answered ÷ what the playbook asks for;
//! 待确认 is not an answer.

use std::collections::BTreeSet;

use crate::field::Field;
use crate::playbook::{Required, Requirement};
use crate::report::Rate;
use crate::words::Lang;

/// What is answered and what is missing of what the playbook requires.
pub struct Completeness<'p> {
    pub missing: Vec<&'p Requirement>,
    /// To be confirmed: asked, not answered.
    pub open: Vec<&'p Requirement>,
    total: usize,
}

impl<'p> Completeness<'p> {
    /// Judges a customer of `kind` by the keys that are answered and those
    /// that are to be confirmed.
    pub fn of(
        required: &'p Required,
        kind: &str,
        answered: impl Fn(&str) -> bool,
        to_confirm: &BTreeSet<String>,
    ) -> Self {
        let all: Vec<&Requirement> = required.of_kind("customer", Some(kind)).collect();
        let unmet = all.iter().filter(|one| !one.is_met(&answered));
        let (open, missing) = unmet.partition(|one| one.is_met(|key| to_confirm.contains(key)));
        Completeness {
            total: all.len(),
            missing,
            open,
        }
    }

    /// Whole percent.
    pub fn percent(&self) -> usize {
        match self.total {
            0 => 100,
            total => (total - self.missing.len() - self.open.len()) * 100 / total,
        }
    }

    /// So many answered of so many.
    pub fn filled(&self) -> Rate {
        let of = self.total as i64;
        Rate {
            n: of - (self.missing.len() + self.open.len()) as i64,
            of,
        }
    }

    pub fn is_whole(&self) -> bool {
        self.missing.is_empty() && self.open.is_empty()
    }

    /// The labels of what is missing or to be confirmed, in the form's order.
    pub fn labels(&self, fields: &[Field], lang: Lang) -> String {
        let mut unmet: Vec<_> = self.missing.iter().chain(&self.open).collect();
        unmet.sort_by_key(|one| one.place_in(fields));
        let labels: Vec<_> = unmet
            .into_iter()
            .filter_map(|one| one.any_of.first())
            .filter_map(|key| fields.iter().find(|field| field.key == *key))
            .map(|field| field.label.to(lang))
            .collect();
        match lang {
            Lang::En => labels.join(", "),
            Lang::Zh => labels.join("、"),
        }
    }
}
