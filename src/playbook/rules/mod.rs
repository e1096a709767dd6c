//! The rules of a playbook: how they are written, and what is read off them.

mod rule;

pub use rule::{
    Band, By, Clock, Condition, During, Escalation, Pace, Per, Rule, Selector, Shape, Test, When,
    Who,
};
