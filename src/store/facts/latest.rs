//! When something last happened to each of many customers. What was looked up for
//! one rule is not looked up again for the next.

use rusqlite::types::ValueRef;

use super::memory::locked;
use super::sources::Read;
use super::{Filed, ids};
use crate::playbook::Selector;
use crate::problem::Failure;
use crate::store::moment;
use crate::value::Moment;

impl Filed<'_> {
    /// The last of these events of each customer, in the order of `customers`.
    pub(super) fn latest(
        &self,
        of: &[Selector],
        customers: &[i64],
    ) -> Result<Vec<Option<Moment>>, Failure> {
        let mut latest = vec![None; customers.len()];
        for read in of.iter().filter_map(|selector| self.read(selector)) {
            let sql = latest_sql(&read);
            let known = self.memory.latest(&sql);
            let mut known = locked(&known);
            let mut new: Vec<i64> = customers
                .iter()
                .copied()
                .filter(|customer| !known.contains_key(customer))
                .collect();
            // In the order of the index, so that each of its pages is read once.
            new.sort_unstable();
            new.dedup();
            if !new.is_empty() {
                known.extend(self.last_of(&sql, &new)?);
            }
            for (slot, customer) in latest.iter_mut().zip(customers) {
                *slot = known.get(customer).copied().flatten().max(*slot);
            }
        }
        Ok(latest)
    }

    fn last_of(&self, sql: &str, customers: &[i64]) -> Result<Vec<(i64, Option<Moment>)>, Failure> {
        self.rows(sql, &[&ids(customers)], |row| {
            let at = match row.get_ref(1)? {
                ValueRef::Null => None,
                _ => Some(moment(row, 1)?),
            };
            Ok((row.get(0)?, at))
        })
    }
}

fn latest_sql(read: &Read) -> String {
    let (at, from, reach) = (&read.at, &read.by_record, read.reach);
    let conditions = read.conditions.join(" AND ");
    format!(
        "SELECT j.value, (SELECT {at} FROM {from} WHERE {reach} = j.value AND {conditions}
            ORDER BY {at} DESC LIMIT 1)
         FROM json_each(?1) j"
    )
}
