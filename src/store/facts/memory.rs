//! What was read of the records already: once for all rules, and for both threads that
//! work on them. Whoever asks for what another is just reading waits for it.

use std::hash::Hash;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;

use super::Asked;
use super::subjects::Customers;
use crate::event::Attribute;
use crate::problem::Failure;
use crate::rules::{Start, Turn};
use crate::value::Moment;

/// The last event of each customer that was asked about.
type Latest = Arc<Mutex<FxHashMap<i64, Option<Moment>>>>;

/// What is known of the records of a file, as of one moment and for some people.
#[derive(Default)]
pub struct Memory {
    pub(super) customers: Once<Vec<Attribute>, Arc<Customers>>,
    /// How many customers there are, once they were read.
    pub(super) many: AtomicUsize,
    pub(super) starts: Once<Asked, Arc<[Start]>>,
    /// The turns of all customers.
    pub(super) turns: Once<Attribute, Arc<[Turn]>>,
    /// Which tables are empty.
    pub(super) empty: Once<&'static str, bool>,
    /// By statement.
    latest: Mutex<FxHashMap<String, Latest>>,
}

impl Memory {
    pub(super) fn latest(&self, sql: &str) -> Latest {
        Arc::clone(locked(&self.latest).entry(sql.to_owned()).or_default())
    }

    pub(super) fn count(&self, customers: usize) {
        self.many.fetch_max(customers, Ordering::Relaxed);
    }
}

/// Values that are read once each.
pub(super) struct Once<K, V>(Mutex<FxHashMap<K, Place<V>>>);

/// Where a value is, or will be: who reads it keeps it locked.
type Place<V> = Arc<Mutex<Option<V>>>;

impl<K, V> Default for Once<K, V> {
    fn default() -> Self {
        Once(Mutex::default())
    }
}

impl<K: Hash + Eq, V: Clone> Once<K, V> {
    /// The value, read where nobody has done so.
    ///
    /// # Errors
    /// As `read` does; whoever asks next reads again.
    pub(super) fn get(
        &self,
        key: K,
        read: impl FnOnce() -> Result<V, Failure>,
    ) -> Result<V, Failure> {
        let place = Arc::clone(locked(&self.0).entry(key).or_default());
        let mut known = locked(&place);
        if let Some(known) = &*known {
            return Ok(known.clone());
        }
        let value = read()?;
        *known = Some(value.clone());
        Ok(value)
    }

    /// The value, where it was read.
    pub(super) fn known(&self, key: &K) -> Option<V> {
        let place = Arc::clone(locked(&self.0).get(key)?);
        locked(&place).clone()
    }
}

/// A panic of the other thread is passed on when it is joined.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
