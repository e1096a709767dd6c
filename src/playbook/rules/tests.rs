use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::event::{About, Attribute};
use crate::playbook::Playbook;
use crate::value::{ChoiceSet as _, Span};
use crate::words::Lang;

fn load(text: &str) -> Playbook {
    Playbook::load("standard", Some((Path::new("mine.toml"), text))).unwrap()
}

/// What is said of the rules of a user's file.
fn problems(text: &str) -> Vec<String> {
    let problems = load(text).rules().unwrap_err();
    problems
        .iter()
        .map(|problem| problem.say(Lang::En))
        .collect()
}

fn standard() -> Playbook {
    Playbook::standard().unwrap()
}

#[test]
fn every_preset_has_its_rules_each_with_a_label_in_both_languages() {
    for (name, count) in [
        ("standard", 91),
        ("service-process", 17),
        ("customer-management", 34),
        ("crm-aftersales", 20),
        ("relationship", 17),
        ("reception-aftersales", 25),
    ] {
        let playbook = Playbook::load(name, None).unwrap();
        let rules = playbook
            .rules()
            .unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
        assert_eq!(rules.len(), count, "{name}");
        for rule in rules {
            assert_ne!(rule.label.en, rule.id, "{name}");
            assert!(!rule.label.zh.is_ascii(), "{name} {}", rule.id);
        }
    }
}
