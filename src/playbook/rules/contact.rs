//! The rules that name a contact with a customer, read without the others: `log`
//! asks for no more, each time, and two rules in three name none. It holds for the
//! presets alone, whose text lies here and is tested; a user's file is read whole.

use std::borrow::Cow;

use super::rule::Rule;
use super::{Faults, Known, Layer, layer, layers, read};

/// As the presets write the event.
const CONTACT: &str = "\"followup.logged\"";

/// How a rule begins there.
const RULE: &str = "\n[rule.";

/// Every rule in force that names a contact, and a few more; `None` where
/// somebody's own file has a say.
pub(super) fn rules(layers: &[Layer], known: &Known<'_>) -> Option<Vec<Rule>> {
    let (standard, over) = layers.split_first()?;
    let ours = |layer: &Layer| matches!(layer.text, Cow::Borrowed(_));
    if !layers.iter().all(ours) {
        return None;
    }
    let text = standard.text.split(RULE).skip(1).filter(|rule| {
        let id = rule.split(']').next().unwrap_or_default();
        let changed = |layer: &Layer| layer.text.contains(&format!("[rule.{id}]"));
        rule.contains(CONTACT) || over.iter().any(changed)
    });
    let text: String = text.flat_map(|rule| [RULE, rule]).collect();
    let mut few = vec![Layer {
        name: standard.name.clone(),
        text: text.into(),
    }];
    few.extend(over.iter().cloned());
    // A preset keeps rules that were left out here: that is no fault of it.
    let source = layer::top_name(layers);
    let mut faults = Faults::new(&source);
    let kept = layers::kept(&few, &mut faults);
    let mut rules: Vec<Rule> = kept
        .iter()
        .filter_map(|(id, keys)| read::rule(id, keys, known, &mut faults))
        .collect();
    super::in_order(&mut rules);
    Some(rules)
}

#[cfg(test)]
mod tests {
    use super::super::{Selector, Shape};
    use super::*;
    use crate::playbook::Playbook;

    fn names_a_contact(rule: &Rule) -> bool {
        let named = |all: &[Selector]| all.iter().any(|one| one.event.name == "followup.logged");
        match &rule.shape {
            Shape::Deadline { after, until, .. } => named(after) || named(until),
            Shape::Dated { until, .. } => named(until),
            Shape::Rhythm { event, .. } => named(event),
            // Whatever a limit counts, it is told while a contact is logged.
            Shape::Limit { .. } => true,
        }
    }

    #[test]
    fn a_rule_read_with_those_of_contacts_is_the_rule_read_with_all() {
        for name in Playbook::presets() {
            let playbook = Playbook::load(name, None).unwrap();
            let few = playbook.rules_of_contacts().unwrap();
            let few: Vec<_> = few.iter().filter(|rule| names_a_contact(rule)).collect();
            let all = playbook.rules().unwrap();
            let all: Vec<_> = all.iter().filter(|rule| names_a_contact(rule)).collect();
            assert!(!all.is_empty(), "{name}");
            assert_eq!(few, all, "{name}");
        }
    }
}
