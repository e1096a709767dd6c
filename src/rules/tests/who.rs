//! Who: whose it is, and who is told.

use super::super::hand::Hand;
use super::{Stage, shown};
use crate::event::Attribute;

#[test]
fn meaning_6_the_assignee_owes_and_the_superior_is_told() {
    let mut facts = Hand::default();
    facts.ticket(11, "2024-03-15 09:30", "urgent");
    let stage = Stage::new(facts);
    let all = stage.open("ticket-respond", "2024-03-15 12:00");
    assert_eq!(all[0].who.as_slice(), [2]);
    let told = stage.engine("2024-03-15 12:00").told(&all[0]);
    assert_eq!(told[0].who.as_slice(), [9]);
    assert_eq!(shown(told[0].at), "2024-03-15 11:30");
}

#[test]
fn meaning_6_a_role_that_nobody_holds_falls_to_the_owner_except_duties() {
    let mut facts = Hand::default();
    let mut ticket = facts.ticket(11, "2024-03-15 09:30", "normal");
    let complaint = [(Attribute::Type, "service-complaint")];
    ticket.attributes = ticket.attributes.iter().copied().chain(complaint).collect();
    facts.event("ticket.solved", "2024-03-15 10:00", &ticket, &[]);
    let stage = Stage::new(facts);
    let all = stage.open("complaint-revisit", "2024-03-17 12:00");
    assert_eq!(all[0].who.as_slice(), [1]);
    assert_eq!(stage.open("duty-qa", "2024-03-15 12:00").len(), 0);
    // Han Mei supervises somebody.
    let duties = stage.open("duty-weekly-check", "2024-03-15 12:00");
    assert_eq!(duties[0].who.as_slice(), [9]);
}
