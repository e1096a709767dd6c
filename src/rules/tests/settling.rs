//! Settling: an obligation ends because a fact is there.

use super::super::hand::Hand;
use super::{A, NO, Stage, YES};
use crate::event::{Attribute, Date};

#[test]
fn meaning_2_an_obligation_ends_because_a_fact_is_there() {
    let mut facts = Hand::default();
    let ticket = facts.ticket(11, "2024-03-15 09:30", "urgent");
    facts.event("ticket.responded", "2024-03-15 10:00", &ticket, &[]);
    let stage = Stage::new(facts);
    assert_eq!(stage.dues("ticket-respond", "2024-03-15 10:30").len(), 0);
    assert_eq!(stage.dues("ticket-solution", "2024-03-15 10:30").len(), 1);
}

#[test]
fn meaning_2_another_tickets_answer_settles_nothing() {
    let mut facts = Hand::default();
    facts.ticket(11, "2024-03-15 09:30", "urgent");
    let other = facts.ticket(12, "2024-03-15 09:40", "urgent");
    facts.event("ticket.responded", "2024-03-15 10:00", &other, &[]);
    let stage = Stage::new(facts);
    let open = stage.open("ticket-respond", "2024-03-15 10:30");
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].subject.id, 11);
}

#[test]
fn meaning_2_early_settles_only_where_the_rule_says_so() {
    let stage = |rule: &str| {
        let mut facts = Hand::default();
        let customer = facts.customer(1, &[(Attribute::Pool, NO)]);
        facts.event("customer.filed", "2024-03-14 10:00", &customer, &[]);
        let sent = [(Attribute::Sent, "material"), (Attribute::Reached, YES)];
        facts.event("followup.logged", "2024-03-13 10:00", &customer, &sent);
        Stage::new(facts).dues(rule, "2024-03-19 09:00").len()
    };
    assert_eq!(stage("first-material"), 0);
    assert_eq!(stage("first-talk"), 1);
}

#[test]
fn meaning_2_a_later_contact_settles_the_next_one_that_was_agreed() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, A);
    facts.contact("2024-03-04 10:00", &customer);
    facts.date(
        Date::FollowupNext,
        "2024-03-04 10:00",
        "2024-03-08 18:00",
        &customer,
    );
    let stage = Stage::new(facts);
    assert_eq!(
        stage.dues("next-contact", "2024-03-08 09:00"),
        ["2024-03-08 18:00"]
    );
    let mut stage = stage;
    let customer = stage.facts.customers[0].clone();
    stage.facts.contact("2024-03-07 10:00", &customer);
    assert_eq!(stage.dues("next-contact", "2024-03-08 09:00").len(), 0);
}
