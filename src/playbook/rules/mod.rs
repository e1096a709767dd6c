//! The rules of a playbook: how they are written, and what is read off them.
//! They are read when something first needs them; most commands never do.

mod asked;
mod compare;
mod contact;
mod explain;
mod figures;
mod layers;
mod read;
mod rule;
mod shape;
mod told;

use std::cell::OnceCell;
use std::sync::OnceLock;

use super::faults::{Faults, Source};
use super::forms::Forms;
use super::layer::{self, Layer};
use crate::problem::Problem;
use crate::value::Codes;

pub use compare::Compared;
pub use explain::Line;
pub use read::KEYS as RULE_KEYS;
pub use rule::{
    Band, By, Clock, Condition, During, Escalation, Pace, Per, Rule, Selector, Shape, Test, When,
    Who,
};

/// What rules may name besides what is in the code: the playbook's own.
pub(super) struct Known<'p> {
    pub codes: &'p Codes,
    all: &'p Forms,
    forms: OnceCell<Vec<String>>,
}

impl<'p> Known<'p> {
    fn of(codes: &'p Codes, forms: &'p Forms) -> Self {
        Known {
            codes,
            forms: OnceCell::new(),
            all: forms,
        }
    }

    /// The ids of the playbook's forms.
    fn forms(&self) -> &[String] {
        self.forms.get_or_init(|| self.all.ids())
    }
}

/// The rules of a playbook, not read yet or read.
#[derive(Clone, Debug, Default)]
pub(super) struct Rules {
    /// The standard's first, the user's last.
    layers: Vec<Layer>,
    read: OnceLock<Result<Vec<Rule>, Vec<Problem>>>,
    /// Those that name a contact, where they alone were asked for.
    of_contacts: OnceLock<Option<Vec<Rule>>>,
    /// Those that can be read, where others cannot.
    sound: OnceLock<Vec<Rule>>,
}

impl Rules {
    pub(super) fn new(layers: Vec<Layer>) -> Self {
        Rules {
            layers,
            read: OnceLock::new(),
            of_contacts: OnceLock::new(),
            sound: OnceLock::new(),
        }
    }

    /// The rules in force, by band and id.
    ///
    /// # Errors
    /// Everything that is wrong with them, each with file, line and dotted key.
    pub(super) fn get(&self, codes: &Codes, forms: &Forms) -> Result<&[Rule], Vec<Problem>> {
        let known = Known::of(codes, forms);
        let read = self.read.get_or_init(|| all(&self.layers, &known));
        match read {
            Ok(rules) => Ok(rules),
            Err(problems) => Err(problems.clone()),
        }
    }

    /// Those of the rules in force that name a contact, and perhaps others.
    ///
    /// # Errors
    /// As [`Rules::get`].
    pub(super) fn of_contacts(
        &self,
        codes: &Codes,
        forms: &Forms,
    ) -> Result<&[Rule], Vec<Problem>> {
        let few = || contact::rules(&self.layers, &Known::of(codes, forms));
        match self.of_contacts.get_or_init(few) {
            Some(rules) if self.read.get().is_none() => Ok(rules),
            _ => self.get(codes, forms),
        }
    }

    /// The rules in force that can be read, whatever is wrong with others.
    pub(super) fn sound(&self, codes: &Codes, forms: &Forms) -> &[Rule] {
        self.sound.get_or_init(|| {
            let known = Known::of(codes, forms);
            let source = layer::top_name(&self.layers);
            let kept = layers::kept(&self.layers, &mut Faults::new(&source));
            let sound = |(id, keys): (&String, &toml::Table)| {
                let mut faults = Faults::new(&source);
                let rule = read::rule(id, keys, &known, &mut faults);
                rule.filter(|_| faults.is_empty())
            };
            let mut rules: Vec<Rule> = kept.iter().filter_map(sound).collect();
            in_order(&mut rules);
            rules
        })
    }

    /// A rule as it is written once all files have had their say, key by key;
    /// `None` if it is not in force.
    pub(super) fn written(&self, id: &str) -> Option<Vec<(&'static str, String)>> {
        let source = layer::top_name(&self.layers);
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
        let source = layer::top_name(&self.layers);
        layers::known(&self.layers, &mut Faults::new(&source))
    }
}

#[cfg(test)]
mod tests;

/// Lines are counted only once there is something to tell of them.
fn all(layers: &[Layer], known: &Known<'_>) -> Result<Vec<Rule>, Vec<Problem>> {
    let sound = all_with(layers, known, &layer::top_name(layers));
    sound.or_else(|_| all_with(layers, known, &layer::top_source(layers)))
}

fn all_with(
    layers: &[Layer],
    known: &Known<'_>,
    source: &Source,
) -> Result<Vec<Rule>, Vec<Problem>> {
    let mut faults = Faults::new(source);
    let kept = layers::kept(layers, &mut faults);
    let mut rules: Vec<Rule> = kept
        .iter()
        .filter_map(|(id, keys)| read::rule(id, keys, known, &mut faults))
        .collect();
    match faults.is_empty() {
        true => {
            in_order(&mut rules);
            Ok(rules)
        }
        false => Err(faults.into_problems()),
    }
}

/// By band and id; what has no band comes last.
fn in_order(rules: &mut [Rule]) {
    rules.sort_by_key(|rule| (rule.band.is_none(), rule.band, rule.id));
}
