//! What one set of rules says otherwise than another.

use super::rule::Rule;

/// Rules by id: only in the new, only in the old, in both and not the same.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Compared {
    pub new: Vec<&'static str>,
    pub gone: Vec<&'static str>,
    pub changed: Vec<&'static str>,
}

impl Compared {
    pub fn of(old: &[Rule], new: &[Rule]) -> Self {
        let find = |all: &[Rule], id: &str| all.iter().position(|rule| rule.id == id);
        let mut compared = Compared::default();
        for rule in new {
            match find(old, rule.id).and_then(|at| old.get(at)) {
                None => compared.new.push(rule.id),
                Some(before) if before != rule => compared.changed.push(rule.id),
                Some(_) => {}
            }
        }
        let gone = old.iter().filter(|rule| find(new, rule.id).is_none());
        compared.gone = gone.map(|rule| rule.id).collect();
        compared
    }
}
