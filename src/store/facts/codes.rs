//! Codes as they are read a hundred thousand times: each text is kept once, and so
//! is each set of them that records have together.

use std::cell::RefCell;
use std::sync::Arc;

use rusqlite::types::ValueRef;
use rustc_hash::FxHashSet;

use crate::event::Attribute;
use crate::words::keep;

/// What a record has of what rules ask.
type Attributes = [(Attribute, &'static str)];

#[derive(Default)]
pub(super) struct Codes {
    texts: RefCell<FxHashSet<&'static str>>,
    sets: RefCell<FxHashSet<Arc<Attributes>>>,
}

impl Codes {
    /// The code that a column holds; flags are `true` and `false`.
    pub(super) fn of(&self, value: ValueRef<'_>) -> Option<&'static str> {
        let text = match value {
            ValueRef::Text(text) => std::str::from_utf8(text).ok()?,
            ValueRef::Integer(1) => "true",
            ValueRef::Integer(_) => "false",
            _ => return None,
        };
        let known = self.texts.borrow().get(text).copied();
        Some(known.unwrap_or_else(|| {
            let kept = keep(text);
            let mut all = self.texts.borrow_mut();
            // Names and tags are many; what is closed comes first.
            if all.len() < 1000 {
                all.insert(kept);
            }
            kept
        }))
    }

    /// The same set as the records before it that had it: a hundred thousand
    /// customers have a few hundred between them.
    pub(super) fn together(&self, attributes: Vec<(Attribute, &'static str)>) -> Arc<Attributes> {
        if let Some(known) = self.sets.borrow().get(attributes.as_slice()) {
            return Arc::clone(known);
        }
        let kept: Arc<Attributes> = attributes.into();
        let mut all = self.sets.borrow_mut();
        if all.len() < 5000 {
            all.insert(Arc::clone(&kept));
        }
        kept
    }
}
