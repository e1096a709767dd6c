//! Due: when a span ends, when it is late, and on which day it is shown.

use super::super::hand::Hand;
use super::super::{Class, Order, State};
use super::{B, Stage, at};

#[test]
fn meaning_3_overdue_is_after_the_due_not_at_it() {
    let mut facts = Hand::default();
    facts.ticket(11, "2024-03-15 09:30", "urgent");
    let stage = Stage::new(facts);
    let all = stage.open("ticket-respond", "2024-03-15 11:30");
    let calendar = &stage.playbook.calendar;
    let state = |now| all[0].state(at(now), calendar);
    assert_eq!(state("2024-03-15 11:30"), State::Open);
    assert_eq!(state("2024-03-15 11:31"), State::Late);
}

#[test]
fn meaning_3_what_ends_on_days_off_is_shown_on_the_last_working_day() {
    // 24 hours from Friday 17:00 end on Saturday.
    let mut facts = Hand::default();
    let ticket = facts.ticket(11, "2024-03-15 16:00", "normal");
    facts.event("ticket.solved", "2024-03-15 17:00", &ticket, &[]);
    // Due on Sunday: seven days after a Sunday.
    let customer = facts.customer(1, B);
    facts.contact("2024-03-10 10:00", &customer);
    let stage = Stage::new(facts);
    let friday = "2024-03-15 17:30";
    assert_eq!(stage.dues("ticket-feedback", friday), ["2024-03-16 17:00"]);
    assert_eq!(stage.dues("touch-b", friday), ["2024-03-17 23:59"]);
    let engine = stage.engine(friday);
    let owed = &stage.open("touch-b", friday)[0];
    let order = Order::at(engine.now, engine.calendar);
    assert_eq!(order.class(owed), Class::Today);
    assert_eq!(stage.dues("touch-b", "2024-03-14 17:30").len(), 0);
}

#[test]
fn meaning_3_before_a_holiday_too() {
    // National Day 2024: 1 to 7 October are off.
    let mut facts = Hand::default();
    let customer = facts.customer(1, B);
    facts.contact("2024-09-27 10:00", &customer);
    let stage = Stage::new(facts);
    assert_eq!(
        stage.dues("touch-b", "2024-09-30 09:00"),
        ["2024-10-04 23:59"]
    );
}
