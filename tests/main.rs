//! Everything tested from outside, in one executable.

mod completion;
mod conversation;
mod demo;
mod drawing;
mod drift;
mod examples;
mod handbook;
mod keep;
mod machine;
mod man;
mod markup;
mod meaning;
mod prompts;
#[path = "support/pty.rs"]
mod pty;
mod refused;
mod report;
mod schema;
#[path = "support/session.rs"]
mod session;
mod sessions;
mod systems;
mod tables;
mod terminal;
#[path = "support/trial.rs"]
mod trial;
mod undoing;
