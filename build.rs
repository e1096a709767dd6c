//! How the program is linked: at a fixed address where that is known to work.
//!
//! The tables of time zones and of the command line hold 42,000 addresses. A
//! program that may lie anywhere has each of them written at every start, and
//! the pages they stand in copied: a quarter of what a start took.

use std::env::var;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name, value| var(name).as_deref() == Ok(value);
    if is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
        && is("PROFILE", "release")
    {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
