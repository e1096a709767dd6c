//! Start: from when a rule holds, and for how long a miss is told.

use super::super::State;
use super::super::hand::Hand;
use super::{A, B, MARCH, NO, Stage, YES, at};
use crate::event::{Attribute, Date};
use crate::value::Noun;

#[test]
fn meaning_5_an_upgrade_yesterday_is_not_overdue_today() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, A);
    facts.contact("2024-01-05 10:00", &customer);
    facts.turn("2024-03-18 10:00", &customer, Attribute::Grade, ["C", "A"]);
    let stage = Stage::new(facts);
    assert_eq!(stage.dues("touch-a", "2024-03-19 09:00").len(), 0);
    assert_eq!(
        stage.dues("touch-a", "2024-04-01 09:00"),
        ["2024-04-01 23:59"]
    );
}

#[test]
fn meaning_5_a_change_within_the_filter_starts_nothing_anew() {
    let mut facts = Hand::default();
    let stages = [
        (Attribute::Stage, "contract-negotiation"),
        (Attribute::Paused, NO),
    ];
    let customer = facts.customer(1, &stages);
    let entered = "proposal-review";
    facts.turn(
        "2024-03-11 10:00",
        &customer,
        Attribute::Stage,
        ["", entered],
    );
    facts.turn(
        "2024-03-13 10:00",
        &customer,
        Attribute::Stage,
        [entered, "contract-negotiation"],
    );
    let stage = Stage::new(facts);
    assert_eq!(
        stage.dues("key-stage", "2024-03-13 11:00"),
        ["2024-03-12 18:00"]
    );
}

#[test]
fn meaning_5_a_new_owner_begins_anew() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, A);
    facts.contact("2024-01-05 10:00", &customer);
    facts.turn("2024-03-18 10:00", &customer, Attribute::Owner, ["7", "1"]);
    let stage = Stage::new(facts);
    assert_eq!(stage.dues("touch-a", "2024-03-19 09:00").len(), 0);
}

#[test]
fn meaning_5_nothing_older_than_since_raises_a_deadline() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, &[(Attribute::Pool, NO)]);
    facts.event("customer.filed", "2024-03-14 10:00", &customer, &[]);
    let mut stage = Stage::new(facts);
    assert_eq!(stage.dues("first-talk", "2024-03-20 09:00").len(), 1);
    stage.since = at("2024-03-15 00:00");
    assert_eq!(stage.dues("first-talk", "2024-03-20 09:00").len(), 0);
}

#[test]
fn meaning_5_older_contacts_start_rhythms_at_since() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, A);
    facts.contact("2023-01-05 10:00", &customer);
    let mut stage = Stage::new(facts);
    stage.since = at("2024-03-04 00:00");
    assert_eq!(stage.dues("touch-a", "2024-03-16 09:00").len(), 1, "warned");
    assert_eq!(
        stage.dues("touch-a", "2024-03-18 09:00"),
        ["2024-03-18 23:59"]
    );
}

#[test]
fn meaning_5_open_tickets_and_actions_are_always_raised() {
    let mut facts = Hand::default();
    facts.ticket(11, "2021-03-15 09:30", "urgent");
    let mut action = facts.customer(1, &[]);
    action.noun = Noun::Action;
    action.id = 31;
    facts.date(
        Date::ActionDue,
        "2021-03-15 09:30",
        "2021-03-16 18:00",
        &action,
    );
    let mut stage = Stage::new(facts);
    stage.since = at("2024-03-04 00:00");
    assert_eq!(stage.dues("ticket-respond", "2024-03-18 09:00").len(), 1);
    assert_eq!(stage.dues("action-due", "2024-03-18 09:00").len(), 1);
}

#[test]
fn what_is_always_raised_is_so_too_where_a_colleague_has_a_day_of_the_own() {
    let mut facts = Hand::default();
    for (id, noun, date) in [
        (31, Noun::Entry, Date::EntryDue),
        (32, Noun::Pause, Date::PauseResumeOn),
    ] {
        let mut subject = facts.customer(1, &[]);
        (subject.noun, subject.id) = (noun, id);
        facts.date(date, "2021-03-15 09:30", "2021-03-16 18:00", &subject);
    }
    let mut stage = Stage::new(facts);
    stage.since = at("2024-03-04 00:00");
    stage.people.all[0].since = Some(at("2024-03-04 00:00"));
    for rule in ["entry-due", "pause-resume"] {
        assert_eq!(stage.dues(rule, "2024-03-18 09:00").len(), 1, "{rule}");
    }
}

#[test]
fn meaning_5_after_forget_a_deadline_leaves_today_and_is_missed() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, &[(Attribute::Pool, NO)]);
    facts.event("customer.filed", "2024-03-14 10:00", &customer, &[]);
    let stage = Stage::new(facts);
    assert_eq!(stage.dues("first-talk", "2024-06-17 23:00").len(), 1);
    assert_eq!(stage.dues("first-talk", "2024-06-18 09:00").len(), 0);
    let past = stage.past("first-talk", "2024-07-01 09:00", MARCH);
    assert_eq!(
        past,
        [("2024-03-19 18:00".into(), String::new(), State::Late)]
    );
}

#[test]
fn meaning_5_the_past_is_judged_by_what_was_true_on_the_due_day() {
    let mut facts = Hand::default();
    // In the pool since May; in March it was not.
    let customer = facts.customer(1, &[(Attribute::Pool, YES)]);
    facts.event("customer.filed", "2024-03-14 10:00", &customer, &[]);
    facts.turn("2024-05-02 10:00", &customer, Attribute::Pool, [NO, YES]);
    let stage = Stage::new(facts);
    let past = stage.past("first-talk", "2024-06-01 09:00", MARCH);
    assert_eq!(past.len(), 1);
    assert_eq!(stage.dues("first-talk", "2024-06-01 09:00").len(), 0);
}

#[test]
fn meaning_5_a_new_owner_answers_for_nothing_from_before() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, B);
    facts.turn("2024-03-01 10:00", &customer, Attribute::Grade, ["", "B"]);
    facts.turn("2024-03-06 10:00", &customer, Attribute::Owner, ["2", "1"]);
    // The filter goes on holding: nothing begins anew.
    facts.turn("2024-03-10 10:00", &customer, Attribute::Paused, [NO, NO]);
    let stage = Stage::new(facts);
    let past = stage.past(
        "touch-b",
        "2024-03-15 09:00",
        ("2024-03-01 00:00", "2024-03-15 09:00"),
    );
    let dues: Vec<_> = past.iter().map(|(due, ..)| due.as_str()).collect();
    assert_eq!(dues, ["2024-03-13 23:59"]);
}

#[test]
fn meaning_5_what_was_forgotten_counts_as_missed() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, &[(Attribute::Pool, NO)]);
    facts.event("customer.filed", "2024-01-08 10:00", &customer, &[]);
    let stage = Stage::new(facts);
    let january = ("2024-01-01 00:00", "2024-01-31 23:59");
    let state = |now: &str| stage.judged("first-talk", now, january);
    assert_eq!(state("2024-02-01 09:00"), [State::Late]);
    assert_eq!(state("2024-06-01 09:00"), [State::Missed]);
}
