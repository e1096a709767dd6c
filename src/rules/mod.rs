//! The rule engine: facts + playbook + calendar + now → obligations. It knows no
//! SQL, no terminal and no clock; facts come through [`Facts`], `now` as an argument.

mod fact;
mod obligation;

pub use fact::{Dated, Fact, Facts, Subject, Turn};
pub use obligation::{Obligation, State};
