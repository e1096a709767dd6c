//! Customers whom nothing would ever bring up: nothing planned, nothing owed, no
//! rule.

use rustc_hash::FxHashSet;

use super::gather::{Day, Sight};
use crate::app::Owing;
use crate::event::Attribute;
use crate::problem::Failure;
use crate::value::Noun;

/// How many idle customers are named.
const NAMED: usize = 10;

impl Sight<'_> {
    /// The customers of these people for whom nothing is planned or agreed; those
    /// in the pool wait for their push, those paused for their day.
    fn waiting_for_nothing(&self, people: &[i64]) -> Result<Vec<i64>, Failure> {
        let Owing { engine, store, .. } = self.owing;
        let planned = store.planned(engine.now)?;
        let waits = [Attribute::Pool, Attribute::Paused];
        let customers = engine.facts.subjects(Noun::Customer, &waits)?;
        let idle = customers.iter().filter(|one| {
            one.owner.is_none_or(|owner| people.contains(&owner))
                && waits
                    .iter()
                    .all(|which| one.attribute(*which) == Some("false"))
                && !planned.contains(&one.id)
        });
        let mut idle: Vec<i64> = idle.map(|one| one.id).collect();
        idle.sort_unstable();
        Ok(idle)
    }

    /// Customers with nothing planned, nothing owed, and no rule that would
    /// ever bring them up.
    pub(super) fn idle(
        &self,
        day: &mut Day,
        people: &[i64],
        busy: &FxHashSet<i64>,
    ) -> Result<(), Failure> {
        let Owing {
            engine,
            rules,
            store,
            ..
        } = self.owing;
        let mut idle = self.waiting_for_nothing(people)?;
        idle.retain(|id| !busy.contains(id));
        let ruled = engine.under_a_rhythm(*rules, &idle.iter().copied().collect())?;
        idle.retain(|id| !ruled.contains(id));
        let named = idle.get(..NAMED.min(idle.len())).unwrap_or_default();
        let faces = store.faces(named)?;
        let faces = named.iter().filter_map(|id| faces.get(id).cloned());
        day.idle = (idle.len(), faces.collect());
        Ok(())
    }
}
