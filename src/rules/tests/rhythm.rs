//! Rhythm: what rolls, and what is counted in periods.

use super::super::State;
use super::super::hand::Hand;
use super::{A, B, MARCH, NO, Stage, YES};
use crate::event::Attribute;

#[test]
fn meaning_4_every_rolls_from_the_last_and_none_yet_from_the_start() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, A);
    facts.turn("2024-03-01 10:00", &customer, Attribute::Grade, ["", "A"]);
    let mut stage = Stage::new(facts);
    assert_eq!(
        stage.dues("touch-a", "2024-03-15 09:00"),
        ["2024-03-15 23:59"]
    );
    stage.facts.contact("2024-03-05 10:00", &customer);
    assert_eq!(
        stage.dues("touch-a", "2024-03-19 09:00"),
        ["2024-03-19 23:59"]
    );
}

#[test]
fn meaning_4_today_has_one_line_for_rule_and_customer() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, A);
    facts.contact("2024-01-05 10:00", &customer);
    let stage = Stage::new(facts);
    assert_eq!(stage.open("touch-a", "2024-03-19 09:00").len(), 1);
    assert_eq!(stage.open("touch-a-deep", "2024-03-29 09:00").len(), 1);
}

#[test]
fn meaning_4_at_least_two_a_month() {
    let deep = [(Attribute::Deep, YES), (Attribute::Reached, YES)];
    let mut facts = Hand::default();
    let customer = facts.customer(1, A);
    let mut stage = Stage::new(facts);
    assert_eq!(
        stage.dues("touch-a-deep", "2024-03-20 09:00"),
        ["2024-03-16 23:59"]
    );
    stage
        .facts
        .event("followup.logged", "2024-03-10 10:00", &customer, &deep);
    // Friday the 29th is the last working day; the second is due with it.
    assert_eq!(
        stage.dues("touch-a-deep", "2024-03-29 09:00"),
        ["2024-03-29 23:59"]
    );
    stage
        .facts
        .event("followup.logged", "2024-03-20 10:00", &customer, &deep);
    assert_eq!(stage.dues("touch-a-deep", "2024-03-29 09:00").len(), 0);
}

#[test]
fn meaning_4_a_period_begun_before_the_start_does_not_count() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, A);
    facts.turn("2024-03-05 10:00", &customer, Attribute::Grade, ["B", "A"]);
    let stage = Stage::new(facts);
    assert_eq!(stage.dues("touch-a-deep", "2024-03-29 09:00").len(), 0);
    assert_eq!(stage.dues("touch-a-deep", "2024-04-29 09:00").len(), 1);
}

#[test]
fn meaning_4_compliance_counts_a_miss_for_every_further_span() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, B);
    facts.turn("2024-03-01 10:00", &customer, Attribute::Grade, ["", "B"]);
    facts.contact("2024-03-04 10:00", &customer);
    facts.contact("2024-03-20 10:00", &customer);
    let stage = Stage::new(facts);
    let past = stage.past("touch-b", "2024-04-01 09:00", MARCH);
    let states: Vec<State> = past.iter().map(|(_, _, state)| *state).collect();
    assert_eq!(
        past.iter()
            .map(|(due, ..)| due.as_str())
            .collect::<Vec<_>>(),
        [
            "2024-03-08 23:59",
            "2024-03-11 23:59",
            "2024-03-18 23:59",
            "2024-03-25 23:59",
            "2024-03-27 23:59",
        ]
    );
    let late = State::MetLate;
    assert_eq!(states, [State::Met, late, late, State::Met, State::Late]);
}

#[test]
fn meaning_4_what_a_rhythm_owed_is_open_once_and_missed_for_every_further_span() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, B);
    facts.turn("2024-03-01 10:00", &customer, Attribute::Grade, ["", "B"]);
    facts.contact("2024-03-04 10:00", &customer);
    let stage = Stage::new(facts);
    let now = "2024-03-26 09:00";
    let states = stage.judged("touch-b", now, (MARCH.0, now));
    // Due on the 8th, 11th, 18th and 25th.
    let missed = State::Missed;
    assert_eq!(states, [State::Met, State::Late, missed, missed]);
}

#[test]
fn meaning_4_a_period_whose_filter_ceased_within_it_was_not_owed() {
    let ask = |[from, to]: [&'static str; 2]| {
        let mut facts = Hand::default();
        let customer = facts.customer(1, A);
        facts.turn(from, &customer, Attribute::Paused, [NO, YES]);
        facts.turn(to, &customer, Attribute::Paused, [YES, NO]);
        let stage = Stage::new(facts);
        stage.past("touch-a-deep", "2024-05-01 09:00", MARCH).len()
    };
    assert_eq!(ask(["2024-03-05 10:00", "2024-03-20 10:00"]), 0);
    // Before the period and after its last due it does not matter.
    assert_eq!(ask(["2024-02-05 10:00", "2024-02-20 10:00"]), 2);
    assert_eq!(ask(["2024-03-30 10:00", "2024-04-02 10:00"]), 2);
}

#[test]
fn meaning_5_a_new_owner_owes_nothing_of_the_period_before() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, A);
    facts.turn("2024-03-05 10:00", &customer, Attribute::Owner, ["2", "1"]);
    let stage = Stage::new(facts);
    assert_eq!(stage.dues("touch-a-deep", "2024-03-29 09:00").len(), 0);
    assert_eq!(stage.past("touch-a-deep", "2024-05-01 09:00", MARCH), []);
}

#[test]
fn meaning_4_what_was_due_in_a_time_is_the_same_from_whenever_it_is_looked_at() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, B);
    for at in [
        "2024-01-03 10:00",
        "2024-01-04 10:00",
        "2024-01-09 18:00",
        "2024-01-31 09:00",
        "2024-02-06 23:50",
        "2024-02-28 10:00",
        "2024-03-01 10:00",
        "2024-03-20 10:00",
    ] {
        facts.contact(at, &customer);
    }
    let stage = Stage::new(facts);
    let now = "2024-04-10 09:00";
    let all = stage.past("touch-b", now, ("2023-12-01 00:00", "2024-04-09 23:59"));
    assert!(all.len() > 10, "{all:?}");
    for month in 1..=3 {
        for day in 1..=28 {
            let from = format!("2024-{month:02}-{day:02} 12:00");
            let seen = stage.past("touch-b", now, (&from, "2024-04-09 23:59"));
            let later: Vec<_> = all
                .iter()
                .filter(|(due, ..)| *due >= from)
                .cloned()
                .collect();
            assert_eq!(seen, later, "{from}");
        }
    }
}
