//! Everything tested from outside, in one executable.

mod keep;
mod machine;
#[path = "support/pty.rs"]
#[allow(dead_code, reason = "the other tests look at more")]
mod pty;
mod report;
mod terminal;
#[path = "support/trial.rs"]
mod trial;
mod undoing;
