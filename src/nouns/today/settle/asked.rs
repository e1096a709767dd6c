//! Commands that take one value from what a rule waits for: which kind of file, which turn
//! of a customer's attribute.

use crate::event::Attribute;
use crate::playbook::{Selector, Test};

/// `attach add`, with the kind that a rule waits for.
pub fn attach(selector: &Selector, customer: &str) -> Vec<String> {
    let mut words = vec!["attach".to_owned(), "add".to_owned(), customer.to_owned()];
    let kind = selector
        .conditions
        .iter()
        .find(|one| one.attribute == Attribute::Kind);
    if let Some(Test::In(kinds)) = kind.map(|kind| &kind.is)
        && let [kind] = kinds.as_slice()
    {
        words.extend(["--kind".to_owned(), kind.clone()]);
    }
    words
}

/// The command that changes an attribute of a customer, to the value that a
/// rule waits for if it names one.
pub fn turn(selector: &Selector, customer: &str) -> Vec<String> {
    let asked = |which| {
        let mut all = selector.conditions.iter();
        match all.find(|one| one.attribute == which).map(|one| &one.is) {
            // Which of several it is to be, only a person can say.
            Some(Test::In(codes)) => codes.first().filter(|_| codes.len() == 1).cloned(),
            _ => None,
        }
    };
    let verb = match asked(Attribute::Attribute).as_deref() {
        Some("stage") => "stage",
        Some("segment") => "segment",
        _ => "edit",
    };
    let words = ["customer".to_owned(), verb.to_owned(), customer.to_owned()];
    let to = asked(Attribute::To).filter(|_| verb != "edit");
    words.into_iter().chain(to).collect()
}
