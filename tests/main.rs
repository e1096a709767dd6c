//! Everything tested from outside, in one executable.

mod keep;
mod machine;
mod report;
#[path = "support/trial.rs"]
mod trial;
mod undoing;
