//! Codes as they are read a hundred thousand times: each text is kept once.

use std::cell::RefCell;

use rusqlite::types::ValueRef;
use rustc_hash::FxHashSet;

use crate::words::keep;

#[derive(Default)]
pub(super) struct Codes(RefCell<FxHashSet<&'static str>>);

impl Codes {
    /// The code that a column holds; flags are `true` and `false`.
    pub(super) fn of(&self, value: ValueRef<'_>) -> Option<&'static str> {
        let text = match value {
            ValueRef::Text(text) => std::str::from_utf8(text).ok()?,
            ValueRef::Integer(1) => "true",
            ValueRef::Integer(_) => "false",
            _ => return None,
        };
        let known = self.0.borrow().get(text).copied();
        Some(known.unwrap_or_else(|| {
            let kept = keep(text);
            let mut all = self.0.borrow_mut();
            // Names and tags are many; what is closed comes first.
            if all.len() < 1000 {
                all.insert(kept);
            }
            kept
        }))
    }
}
