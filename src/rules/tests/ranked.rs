//! Rank: the order of a morning.

use super::super::hand::Hand;
use super::super::{Obligation, Order};
use super::{A, Stage};

#[test]
fn meaning_9_overdue_first_then_the_band_then_the_grade() {
    let mut facts = Hand::default();
    facts.ticket(11, "2024-03-15 09:30", "urgent");
    let a = facts.customer(1, A);
    facts.contact("2024-01-05 10:00", &a);
    let stage = Stage::new(facts);
    let now = "2024-03-15 12:00";
    let engine = stage.engine(now);
    let respond = &stage.open("ticket-respond", now)[0];
    let solution = &stage.open("ticket-solution", now)[0];
    let touch = &stage.open("touch-a", now)[0];
    let order = Order::at(engine.now, engine.calendar);
    let place = |owed: &Obligation<'_>, grade| order.rank(owed, grade);
    let mut order = [
        ("solution", place(solution, None)),
        ("touch D", place(touch, Some("D"))),
        ("touch A", place(touch, Some("A"))),
        ("touch none", place(touch, None)),
        ("respond", place(respond, None)),
    ];
    order.sort_by_key(|(_, rank)| *rank);
    let names: Vec<&str> = order.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        names,
        ["respond", "touch A", "touch D", "touch none", "solution"]
    );
}
