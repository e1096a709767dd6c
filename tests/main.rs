//! Everything tested from outside, in one executable.

mod keep;
mod report;
