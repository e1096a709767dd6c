//! The rules of a playbook: how they are written, and what is read off them.
//! They are read when something first needs them; most commands never do.

mod asked;
mod compare;
mod explain;
mod layers;
mod read;
mod rule;
mod shape;
mod told;

use std::borrow::Cow;
use std::sync::OnceLock;

use super::faults::Faults;
use crate::problem::Problem;
use crate::value::Codes;

pub use compare::Compared;
pub use explain::Line;
pub use read::KEYS as RULE_KEYS;
pub use rule::{
    Band, By, Clock, Condition, During, Escalation, Pace, Per, Rule, Selector, Shape, Test, When,
    Who,
};

/// One file that says something of rules.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    /// The file's path, or the preset's name.
    pub name: String,
    pub text: Cow<'static, str>,
}

/// The rules of a playbook, not read yet or read.
#[derive(Clone, Debug, Default)]
pub(super) struct Rules {
    /// The standard's first, the user's last.
    layers: Vec<Layer>,
    read: OnceLock<Result<Vec<Rule>, Vec<Problem>>>,
}

impl Rules {
    pub(super) fn new(layers: Vec<Layer>) -> Self {
        Rules {
            layers,
            read: OnceLock::new(),
        }
    }

    /// The rules in force, by band and id.
    ///
    /// # Errors
    /// Everything that is wrong with them, each with file, line and dotted key.
    pub(super) fn get(&self, codes: &Codes) -> Result<&[Rule], Vec<Problem>> {
        let read = self.read.get_or_init(|| all(&self.layers, codes));
        match read {
            Ok(rules) => Ok(rules),
            Err(problems) => Err(problems.clone()),
        }
    }

    /// A rule as it is written once all files have had their say, key by key;
    /// `None` if it is not in force.
    pub(super) fn written(&self, id: &str) -> Option<Vec<(&'static str, String)>> {
        let source = layers::source(&self.layers);
        let mut kept = layers::kept(&self.layers, &mut Faults::new(&source));
        let keys = kept.remove(id)?;
        let told = read::KEYS.iter().filter_map(|key| {
            let value = keys.get(*key)?;
            Some((*key, value.to_string()))
        });
        Some(told.collect())
    }

    /// The ids of every rule that is in force or could be taken in.
    pub(super) fn known(&self) -> Vec<String> {
        let source = layers::source(&self.layers);
        layers::known(&self.layers, &mut Faults::new(&source))
    }
}

#[cfg(test)]
mod tests;

fn all(layers: &[Layer], codes: &Codes) -> Result<Vec<Rule>, Vec<Problem>> {
    let source = layers::source(layers);
    let mut faults = Faults::new(&source);
    let kept = layers::kept(layers, &mut faults);
    let mut rules: Vec<Rule> = kept
        .iter()
        .filter_map(|(id, keys)| read::rule(id, keys, codes, &mut faults))
        .collect();
    match faults.is_empty() {
        true => {
            rules.sort_by_key(|rule| (rule.band.is_none(), rule.band, rule.id));
            Ok(rules)
        }
        false => Err(faults.into_problems()),
    }
}
