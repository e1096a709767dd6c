//! What the language refuses, and how it says so.

use std::path::Path;

use proptest::prelude::*;

use super::super::read;
use super::{load, problems};
use crate::playbook::Playbook;

#[test]
fn a_slip_is_named_with_the_nearest_known_word() {
    for (text, said) in [
        (
            "evry = \"10d\"",
            "2 rule.touch-b.evry: unknown key “evry”; did you mean every?",
        ),
        (
            "every = \"10 moons\"",
            "2 rule.touch-b.every: “10 moons” is not a span, such as 4h, 3wd, 1mo",
        ),
        (
            "event = \"folowup.logged\"",
            "2 rule.touch-b.event: there is no event “folowup.logged”; did you mean followup.logged?",
        ),
        (
            "event = { event = \"followup.logged\", methd = \"visit\" }",
            "2 rule.touch-b.event.methd: followup.logged has no attribute “methd”; it has method, direction, reached, deep, purpose, content, sent, by; did you mean method?",
        ),
        (
            "event = { event = \"followup.logged\", method = \"vist\" }",
            "2 rule.touch-b.event.method: “vist” is none of phone, visit, online-meeting, email, wechat, demo, written-illustrated, material-push, formal-meeting, written; did you mean visit?",
        ),
        (
            "event = { event = \"followup.logged\", reached = \"yes\" }",
            "2 rule.touch-b.event.reached: should be true or false",
        ),
        (
            "for = { grade = \"E\" }",
            "2 rule.touch-b.for.grade: “E” is none of A, B, C, D; did you mean A?",
        ),
        (
            "for = { garde = \"A\" }",
            "2 rule.touch-b.for.garde: customer has no attribute “garde”; it has grade, segment, stage, intent, kind, source, region, industry, tag, owner, pool, paused, rhythm, long_term, delivery_status; did you mean grade?",
        ),
        (
            "who = \"supervisr\"",
            "2 rule.touch-b.who: there is no “supervisr”; did you mean supervisor?",
        ),
        (
            "band = \"tuch\"",
            "2 rule.touch-b.band: “tuch” is none of waiting, agreed, money, stage, touch, care, paper, duty; did you mean touch?",
        ),
        (
            "warn = [\"half\"]",
            "2 rule.touch-b.warn: “half” is not a share of the time, such as 80%",
        ),
        (
            "every = \"3d\"
at_least = 2",
            "3 rule.touch-b.at_least: has more than one shape: every, at_least; take a key away with KEY = false",
        ),
        (
            "within = \"3d\"",
            "2 rule.touch-b.within: “within” does not go with every",
        ),
        (
            "event = \"duty.done\"",
            "2 rule.touch-b.event: “duty.done” says nothing of a customer, so it can never settle this",
        ),
        (
            "pause_cap = \"3d\"",
            "2 rule.touch-b.pause_cap: “pause_cap” does not go with every",
        ),
        (
            "escalate = [{ at = \"late\", to = \"supervisor\" }]",
            "2 rule.touch-b.escalate: at is a share such as 100%, or a span after the due such as 7d",
        ),
        (
            "escalate = [{ to = \"supervisor\" }]",
            "2 rule.touch-b.escalate: says when and whom: at = \"100%\", to = \"supervisor\"",
        ),
    ] {
        let found = problems(&format!("[rule.touch-b]\n{text}\n"));
        assert_eq!(found, [format!("mine.toml:{said}")], "{text}");
    }
}

#[test]
fn other_faults_are_named_too() {
    for (text, said) in [
        (
            "[rule.toch-b]\nevery = false\n[rule.tuch-c]\nwho = \"owner\"",
            "there is no rule",
        ),
        (
            "[rule.mine]\nevery = \"3d\"\nevent = \"followup.logged\"",
            "has no band: one of",
        ),
        (
            "[rule.mine]\nat_least = 0\nper = \"week\"\nevent = \"followup.logged\"\nband = \"care\"",
            "should be a whole number from 1 to 999",
        ),
        (
            "[rule.mine]\nat_least = 1\nevent = \"followup.logged\"\nband = \"care\"",
            "has no “per”",
        ),
        (
            "[rule.mine]\nat_most = 1\nevent = \"followup.logged\"",
            "says per which period",
        ),
        (
            "[rule.mine]\nat_most = 1\nper = \"week\"\nevent = \"followup.logged\"\nband = \"care\"",
            "a limit has no band",
        ),
        (
            "[rule.mine]\nafter = \"customer.filed\"\nband = \"care\"",
            "has no “until”",
        ),
        (
            "[rule.mine]\ndate = \"plan.att\"\nuntil = \"followup.logged\"\nband = \"care\"",
            "did you mean plan.at?",
        ),
        (
            "[rule.mine]\nevery = \"3d\"\nafter = \"customer.filed\"\nevent = \"followup.logged\"\nband = \"care\"",
            "needs “during” too",
        ),
        (
            "[rule.ticket-respond]\nwithin = { by = \"prioritty\", urgent = \"1h\" }",
            "did you mean priority?",
        ),
        (
            "[rule.ticket-respond.within]\nurgnt = \"1h\"",
            "did you mean urgent?",
        ),
        (
            "[rule.intent-high]\nafter = { event = \"customer.turned\", attribute = \"intent\", to = \"hihg\" }",
            "did you mean high?",
        ),
        (
            "[rule.intent-high]\nafter = { event = \"customer.turned\", attribute = \"intnt\" }",
            "did you mean intent?",
        ),
        (
            "[rule.Mine]\nevery = \"3d\"\nevent = \"followup.logged\"\nband = \"care\"",
            "an id is lower-case letters",
        ),
        ("[rule.care]\noff = 1", "should be true or false"),
        ("[rule.care]\nlabel = { de = \"x\" }", "is none of en, zh"),
        (
            "[rule.first-talk]\npause = \"ticket.waiting\"",
            "only a ticket's clock",
        ),
        ("rule = 1", "holds rules"),
        ("[rule]\ncare = 1", "is no rule"),
        ("[rule.care]\nlead = 3", "should be a span"),
    ] {
        let found = problems(text);
        assert!(
            found.iter().any(|one| one.contains(said)),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn faults_in_rules_stop_only_what_needs_rules() {
    let book = load("[rule.touch-b]\nevry = 1\n[gates]\ngrade = \"off\"\n");
    assert_eq!(book.gates.grade, crate::playbook::Gate::Off);
    assert!(book.rules().is_err());
    // All of them at once, and again when asked again.
    let text = "[rule.touch-b]\nevry = 1\nwho = \"nobody\"\n";
    assert_eq!(problems(text).len(), 2);
}

/// What somebody may type into a rule, some of it right.
fn line() -> impl Strategy<Value = String> {
    let key = proptest::sample::select(&read::KEYS[..]);
    let words = [
        "\"3wd\"",
        "\"followup.logged\"",
        "\"owner\"",
        "\"touch\"",
        "true",
        "false",
        "1",
        "[]",
        "[\"80%\"]",
        "{ by = \"grade\", A = \"1d\" }",
        "{ event = \"customer.turned\", to = \"A\" }",
        "{ not = \"A\" }",
        "{}",
        "1979-05-27",
        "\"plan.at\"",
        "\"week\"",
    ];
    (key, proptest::sample::select(words.to_vec()))
        .prop_map(|(key, value)| format!("{key} = {value}"))
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(id in "(touch-b|care|ticket-solution|mine)", lines in proptest::collection::vec(line(), 0..6), junk in ".{0,12}") {
        let mut lines = lines;
        lines.sort();
        lines.dedup_by(|a, b| a.split(' ').next() == b.split(' ').next());
        let text = format!("[rule.{id}]\n{}\n# {junk}\n", lines.join("\n"));
        let book = Playbook::load("standard", Some((Path::new("mine.toml"), &text)));
        if let Ok(book) = book {
            match book.rules() {
                Ok(rules) => for rule in rules {
                    let _ = rule.explained(&book.codes);
                },
                Err(problems) => prop_assert!(!problems.is_empty()),
            }
        }
    }
}
