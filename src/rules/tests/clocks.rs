//! A ticket's clocks: what stops them, what moves them.

use super::super::hand::Hand;
use super::super::{Happened, State};
use super::{MARCH, Stage, at, shown};
use crate::event::Attribute;

fn solution(facts: Hand, now: &str) -> String {
    let stage = Stage::new(facts);
    let far = at("2025-01-01 00:00");
    let engine = stage.engine(now);
    let all = engine.open([stage.rule("ticket-solution")], far).unwrap();
    all[0].due.map(shown).unwrap()
}

#[test]
fn meaning_8_only_waiting_pauses_and_only_the_solution() {
    let mut facts = Hand::default();
    let ticket = facts.ticket(11, "2024-03-15 09:30", "urgent");
    facts.event("ticket.waiting", "2024-03-15 10:00", &ticket, &[]);
    facts.event("ticket.resumed", "2024-03-15 11:15", &ticket, &[]);
    let stage = Stage::new(facts);
    let due = |rule| stage.dues(rule, "2024-03-15 11:20");
    assert_eq!(due("ticket-respond"), ["2024-03-15 11:30"]);
    assert_eq!(due("ticket-solution"), ["2024-03-15 14:45"]);
}

#[test]
fn meaning_8_working_days_are_added_for_each_close_inside_the_pause() {
    let mut facts = Hand::default();
    let ticket = facts.ticket(11, "2024-03-15 09:30", "normal");
    // Over Friday's and Monday's close.
    facts.event("ticket.waiting", "2024-03-15 10:00", &ticket, &[]);
    facts.event("ticket.resumed", "2024-03-19 09:00", &ticket, &[]);
    assert_eq!(solution(facts, "2024-03-19 10:00"), "2024-03-22 18:00");
}

#[test]
fn meaning_8_a_pause_lasts_its_cap_at_most() {
    let mut facts = Hand::default();
    let ticket = facts.ticket(11, "2024-03-15 09:30", "normal");
    facts.event("ticket.waiting", "2024-03-15 10:00", &ticket, &[]);
    // Three working days and ten more; the 20th would have been the due.
    let much_later = solution(facts, "2024-05-20 10:00");
    assert_eq!(much_later, "2024-04-03 18:00");
}

#[test]
fn meaning_8_the_time_between_solved_and_reopened_does_not_count() {
    let mut facts = Hand::default();
    let ticket = facts.ticket(11, "2024-03-15 09:30", "important");
    facts.event("ticket.answered", "2024-03-15 12:00", &ticket, &[]);
    facts.event("ticket.solved", "2024-03-15 13:30", &ticket, &[]);
    facts.event("ticket.reopened", "2024-03-15 17:30", &ticket, &[]);
    assert_eq!(solution(facts, "2024-03-15 18:00"), "2024-03-16 13:30");
}

#[test]
fn meaning_8_a_new_priority_is_due_from_acceptance() {
    let mut facts = Hand::default();
    let ticket = facts.ticket(11, "2024-03-15 09:30", "urgent");
    facts.turn(
        "2024-03-15 10:00",
        &ticket,
        Attribute::Priority,
        ["normal", "urgent"],
    );
    let stage = Stage::new(facts);
    assert_eq!(
        stage.dues("ticket-respond", "2024-03-15 10:30"),
        ["2024-03-15 11:30"]
    );
}

#[test]
fn meaning_8_a_clock_already_missed_stays_missed() {
    let mut facts = Hand::default();
    let ticket = facts.ticket(11, "2024-03-15 09:30", "normal");
    facts.turn(
        "2024-03-15 12:00",
        &ticket,
        Attribute::Priority,
        ["urgent", "normal"],
    );
    let stage = Stage::new(facts);
    assert_eq!(
        stage.dues("ticket-respond", "2024-03-15 12:30"),
        ["2024-03-15 11:30"]
    );
}

#[test]
fn meaning_8_an_agreed_time_moves_the_line_and_not_the_due() {
    let mut facts = Hand::default();
    let ticket = facts.ticket(11, "2024-03-15 09:30", "urgent");
    let agreed = at("2024-03-18 12:00");
    facts.step("2024-03-15 11:00", &ticket, Happened::Agreed(agreed));
    facts.event("ticket.answered", "2024-03-18 11:00", &ticket, &[]);
    let stage = Stage::new(facts);
    let engine = stage.engine("2024-03-18 10:00");
    let all = engine
        .due(
            [stage.rule("ticket-solution")],
            at("2024-03-15 00:00"),
            at("2024-03-31 00:00"),
        )
        .unwrap();
    assert_eq!(all[0].due.map(shown).unwrap(), "2024-03-15 13:30");
    assert_eq!(all[0].line().map(shown).unwrap(), "2024-03-18 12:00");
    assert_eq!(all[0].state(engine.now, engine.calendar), State::MetLate);
}

#[test]
fn meaning_8_times_that_contradict_each_other_settle_and_are_left_out() {
    let mut facts = Hand::default();
    let ticket = facts.ticket(11, "2024-03-15 09:30", "urgent");
    facts.event("ticket.responded", "2024-03-15 09:00", &ticket, &[]);
    let stage = Stage::new(facts);
    assert_eq!(stage.dues("ticket-respond", "2024-03-15 12:00").len(), 0);
    let past = stage.past("ticket-respond", "2024-03-20 09:00", MARCH);
    assert_eq!(past, []);
}
