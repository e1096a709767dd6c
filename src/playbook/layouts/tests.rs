//! The layouts that ship, and what is said of one that cannot be.

use std::collections::BTreeSet;

use super::*;
use crate::playbook::{Playbook, Printed};
use crate::words::Lang;

fn problems(text: &str) -> Vec<String> {
    let file = std::path::Path::new("mine.toml");
    let book = Playbook::load("standard", Some((file, text))).unwrap();
    let problems = book.layouts().unwrap_err();
    problems
        .iter()
        .map(|problem| problem.say(Lang::En))
        .collect()
}

#[test]
fn every_preset_has_sound_layouts() {
    for name in Playbook::presets() {
        let book = Playbook::load(name, None).unwrap();
        match book.layouts() {
            Ok(layouts) => assert!(layouts.len() > 40),
            Err(problems) => panic!("{name}: {problems:#?}"),
        }
    }
}
