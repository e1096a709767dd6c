//! Compliance: what was due in a period, and met in time.

use super::super::State;
use super::super::hand::Hand;
use super::{A, MARCH, Stage};

#[test]
fn meaning_15_what_was_due_in_the_period_and_met_in_time() {
    let mut facts = Hand::default();
    let first = facts.ticket(11, "2024-03-15 09:30", "urgent");
    let second = facts.ticket(12, "2024-03-18 09:30", "urgent");
    facts.ticket(13, "2024-04-18 09:30", "urgent");
    facts.event("ticket.responded", "2024-03-15 10:00", &first, &[]);
    facts.event("ticket.responded", "2024-03-18 15:00", &second, &[]);
    let stage = Stage::new(facts);
    let past = stage.past("ticket-respond", "2024-05-01 09:00", MARCH);
    let states: Vec<State> = past.into_iter().map(|(.., state)| state).collect();
    assert_eq!(states, [State::Met, State::MetLate]);
}

#[test]
fn a_period_may_be_made_up_for_until_it_is_over() {
    let mut facts = Hand::default();
    facts.customer(1, A);
    let stage = Stage::new(facts);
    let state = |now: &str| stage.judged("touch-a-deep", now, MARCH);
    // Due on the 16th and on Friday the 29th.
    assert_eq!(state("2024-03-20 09:00"), [State::Late, State::Open]);
    assert_eq!(state("2024-03-30 09:00"), [State::Late, State::Late]);
    assert_eq!(state("2024-04-01 09:00"), [State::Missed, State::Missed]);
}
