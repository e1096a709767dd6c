//! The layouts that ship: sound under every preset, in both languages, none called as
//! another form.

use std::collections::BTreeSet;

use super::*;
use crate::playbook::Playbook;

#[test]
fn every_preset_has_sound_layouts() {
    for name in Playbook::presets() {
        let book = Playbook::load(name, None).unwrap();
        match book.layouts() {
            Ok(layouts) => assert!(layouts.len() > 40, "{name}"),
            Err(problems) => panic!("{name}: {problems:#?}"),
        }
    }
}

#[test]
fn names_are_told_apart_and_labels_are_in_both_languages() {
    let book = Playbook::standard().unwrap();
    let all = book.printed().unwrap();
    let ids: BTreeSet<&str> = all.iter().map(|one| one.id()).collect();
    assert_eq!(ids.len(), all.len());
    let is_chinese = |c: char| ('\u{3000}'..='\u{9fff}').contains(&c) || c > '\u{ff00}';
    for layout in book.layouts().unwrap() {
        let headings = layout.parts.iter().filter_map(|part| part.label);
        let signers = layout.parts.iter().flat_map(|part| match &part.body {
            Body::Signs(signers) => signers.as_slice(),
            _ => &[],
        });
        let labels = layout.lines().map(|line| line.label);
        let labels = labels.chain(headings).chain(signers.map(|one| one.who));
        for label in labels.chain([layout.label]) {
            assert!(
                !label.en.chars().any(is_chinese),
                "{}: {label:?}",
                layout.id
            );
            let same = label.en == label.zh;
            assert!(same || label.zh.chars().any(is_chinese), "{label:?}");
        }
    }
}

#[test]
fn a_customers_folder_has_one_registration_form_of_its_handbook() {
    let of = |preset: &str| -> Vec<&str> {
        let book = Playbook::load(preset, None).unwrap();
        let layouts = book.layouts().unwrap().iter();
        let folder = layouts.filter(|layout| layout.folder && layout.form() == "F01");
        folder.map(|layout| layout.id).collect()
    };
    for preset in Playbook::presets() {
        let own = match preset {
            "service-process" => "registration-000",
            "crm-aftersales" => "registration-002",
            _ => "registration-001",
        };
        assert_eq!(of(preset), [own], "{preset}");
    }
}

#[test]
fn keys_lead_from_record_to_record() {
    let found = |key: &str| path::path(Noun::Milestone, key).map(|path| path.key());
    assert_eq!(
        found("delivery.contract.number").unwrap(),
        "delivery.contract.number"
    );
    let customer = path::path(Noun::Customer, "contact.phone").unwrap();
    assert_eq!(
        customer.hops,
        [Hop::Of(Noun::Contact, Link::Column("customer"))]
    );
    assert_eq!(
        path::path(Noun::Handover, "customer.name").unwrap().hops,
        [Hop::To("customer", Noun::Customer)]
    );
    assert!(found("").is_err() && found("name.name").is_err() && found("custmer.name").is_err());
}
