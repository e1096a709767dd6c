//! What the language reads and makes of the presets.

mod faults;

use std::path::Path;

use super::*;
use crate::event::{About, Attribute};
use crate::playbook::{Playbook, ticket_limit};
use crate::value::Span;
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
        ("standard", 96),
        ("service-process", 20),
        ("customer-management", 36),
        ("crm-aftersales", 22),
        ("relationship", 19),
        ("reception-aftersales", 28),
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

#[test]
fn a_preset_says_what_its_handbook_says() {
    let within = |preset: &str, id: &str| {
        let playbook = Playbook::load(preset, None).unwrap();
        let rule = playbook.rule(id).unwrap().unwrap().clone();
        match rule.shape {
            Shape::Deadline {
                within: Some(By::One(span)),
                ..
            } => span.code(),
            other => panic!("{other:?}"),
        }
    };
    // R010 and R045 (C05), R116 and R051 (C08).
    assert_eq!(within("standard", "delivery-revisit"), "3wd");
    assert_eq!(within("customer-management", "delivery-revisit"), "7wd");
    assert_eq!(within("standard", "contact-update"), "24h");
    assert_eq!(within("customer-management", "contact-update"), "3wd");
    let pace = |preset: &str, id: &str| {
        let playbook = Playbook::load(preset, None).unwrap();
        match playbook.rule(id).unwrap().unwrap().shape {
            Shape::Rhythm { pace, .. } => pace,
            ref other => panic!("{other:?}"),
        }
    };
    // R032 and R087, R086, R088.
    assert_eq!(
        pace("standard", "touch-b"),
        Pace::Every(Span::read("7d").unwrap())
    );
    assert_eq!(
        pace("crm-aftersales", "touch-b"),
        Pace::AtLeast(1, Per::Quarter)
    );
    assert_eq!(
        pace("crm-aftersales", "touch-a-deep"),
        Pace::AtLeast(1, Per::Month)
    );
    assert_eq!(
        pace("crm-aftersales", "touch-c"),
        Pace::AtLeast(1, Per::Half)
    );
    // R085, R133, C43, R167.
    let grades = Playbook::load("crm-aftersales", None).unwrap().grades;
    assert_eq!(grades.all().len(), 3);
    let gates = Playbook::load("customer-management", None).unwrap().gates;
    assert_eq!(gates.registration, crate::playbook::Gate::Enforce);
    let reception = Playbook::load("reception-aftersales", None).unwrap();
    let limit = ticket_limit(reception.rules().unwrap(), "ticket-respond", "normal");
    assert_eq!(limit.map(Span::code).as_deref(), Some("4h"));
    // R136: the rhythm holds whether the customer is graded or not.
    let relationship = Playbook::load("relationship", None).unwrap();
    let rule = relationship.rule("touch-high-value").unwrap().unwrap();
    assert!(
        rule.filter
            .iter()
            .all(|condition| condition.attribute != Attribute::Grade)
    );
}

#[test]
fn one_key_of_one_rule_is_changed_and_nothing_else() {
    let book = load("extends = \"standard\"\n[rule.touch-b]\nevery = \"10d\"\n");
    let compared = Compared::of(standard().rules().unwrap(), book.rules().unwrap());
    assert_eq!(
        compared,
        Compared {
            changed: vec!["touch-b"],
            ..Compared::default()
        }
    );
    let rule = book.rule("touch-b").unwrap().unwrap();
    assert_eq!(rule.escalate.len(), 1);
    assert!(matches!(
        rule.shape,
        Shape::Rhythm {
            pace: Pace::Every(Span { n: 10, .. }),
            ..
        }
    ));
}

#[test]
fn false_takes_a_key_away_and_off_the_rule() {
    let book = load("[rule.touch-b]\nescalate = false\n[rule.push-b]\noff = true\n");
    assert!(book.rule("touch-b").unwrap().unwrap().escalate.is_empty());
    assert!(book.rule("push-b").unwrap().is_none());
    let gone = book.no_such_rule("push-b");
    assert!(
        gone.hint
            .unwrap()
            .en
            .ends_with("edit rule push-b off=false")
    );
}

#[test]
fn use_keeps_only_some_and_naming_a_rule_takes_it_in() {
    let ids = |text: &str| {
        let book = load(text);
        let rules = book.rules().unwrap();
        rules.iter().map(|rule| rule.id).collect::<Vec<_>>()
    };
    assert_eq!(
        ids("use = [\"care\", \"next-contact\"]\n"),
        ["next-contact", "care"]
    );
    let text = "extends = \"relationship\"\n[rule.ticket-respond]\noff = false\n";
    assert_eq!(ids(text).len(), 20);
    assert!(ids(text).contains(&"ticket-respond"));
    assert_eq!(
        problems("use = [\"caer\"]\n"),
        ["mine.toml:1 use: there is no rule “caer”; did you mean care?"]
    );
}

#[test]
fn a_rule_of_ones_own() {
    let book = load(
        "[rule.first-visit]\nlabel = \"首月拜访\"\nfor = { grade = [\"A\", \"B\"], tag = \"重点客户\", region = \"HZ\" }\nafter = \"customer.filed\"\nuntil = { event = \"followup.logged\", method = \"visit\", reached = true, by = { not = \"qa\" } }\nwithin = \"1mo\"\nband = \"touch\"\nwas = [\"visit-1\"]\n",
    );
    let rule = book.rule("visit-1").unwrap().unwrap();
    assert_eq!(
        (rule.id, rule.label.zh, rule.about),
        ("first-visit", "首月拜访", About::Customer)
    );
    assert_eq!(rule.who, Who::Owner);
    let Shape::Deadline { until, .. } = &rule.shape else {
        panic!("{rule:?}")
    };
    assert_eq!(until[0].conditions.len(), 3);
    assert_eq!(
        book.rules().unwrap().len(),
        standard().rules().unwrap().len() + 1
    );
}

#[test]
fn an_old_name_still_changes_the_rule() {
    let rules = vec![
        Layer {
            name: "standard".to_owned(),
            text: "[rule.new-name]\nwas = [\"old-name\"]\nevery = \"7d\"\nevent = \"followup.logged\"\nband = \"touch\"\n".into(),
        },
        Layer {
            name: "mine.toml".to_owned(),
            text: "[rule.old-name]\nevery = \"3d\"\n".into(),
        },
    ];
    let rules = Rules::new(rules);
    let rules = rules.get(&Codes::default(), &Forms::default()).unwrap();
    assert_eq!(rules.len(), 1);
    assert!(matches!(
        rules[0].shape,
        Shape::Rhythm {
            pace: Pace::Every(Span { n: 3, .. }),
            ..
        }
    ));
}

#[test]
fn what_a_rule_hangs_on() {
    let book = standard();
    for (id, about) in [
        ("ticket-respond", About::Ticket),
        ("first-talk", About::Customer),
        ("intent-high", About::Customer),
        ("next-contact", About::Customer),
        ("action-due", About::Action),
        ("care", About::Occasion),
        ("touch-b", About::Customer),
        ("progress-told", About::Customer),
        ("usage-effect", About::Customer),
        ("handover-weekly", About::Handover),
        ("duty-qa", About::Duty),
        ("duty-training", About::Duty),
        ("contact-update", About::Contact),
        ("regrade-approve", About::Grade),
        ("overcontact-d", About::Customer),
    ] {
        assert_eq!(book.rule(id).unwrap().unwrap().about, about, "{id}");
    }
}

#[test]
fn every_rule_can_be_told_in_both_languages() {
    for name in Playbook::presets() {
        let playbook = Playbook::load(name, None).unwrap();
        for rule in playbook.rules().unwrap() {
            let lines = rule.explained(&playbook.codes);
            for line in &lines {
                let Some(said) = &line.said else { continue };
                assert!(!said.en.trim().is_empty(), "{} {}", rule.id, line.key);
                assert!(
                    said.en.is_ascii() || line.key == "for",
                    "{} {}",
                    rule.id,
                    said.en
                );
                assert!(
                    !said.zh.starts_with(' ') && !said.zh.contains("  "),
                    "{}",
                    said.zh
                );
                assert!(
                    !said.zh.is_ascii() || line.key == "source",
                    "{} {}",
                    rule.id,
                    said.zh
                );
            }
        }
    }
}

#[test]
fn a_rule_waits_for_the_record_that_comes_later() {
    let book = standard();
    let waits = |id| book.rule(id).unwrap().unwrap().waits_for();
    assert_eq!(waits("touch-b"), None);
    assert_eq!(waits("ticket-solution"), None);
    assert_eq!(waits("survey-delivery"), None);
    assert_eq!(
        waits("quality-recall").as_deref(),
        Some("recall.started_at")
    );
}
