//! When events took place, for looking back on many customers: read off an index where one
//! has all that is asked, and kept for the next rule, which mostly asks for the same.

use std::sync::Arc;

use super::sources::Read;
use super::{FEW, Filed, ids};
use crate::playbook::Selector;
use crate::problem::Failure;
use crate::rules::Moments;
use crate::store::moment;
use crate::value::Moment;

/// What was read last, and by which statements.
pub(super) type Newest = Option<(Vec<String>, Arc<Moments>)>;

impl Filed<'_> {
    /// Those of these events that count from `from` on, or all, up to `to`.
    pub(super) fn moments_of(
        &self,
        of: &[Selector],
        customers: &[i64],
        (from, to): (Option<Moment>, Moment),
    ) -> Result<Arc<Moments>, Failure> {
        let list = (customers.len() <= FEW).then(|| ids(customers));
        let reads = of.iter().filter_map(|selector| self.read(selector));
        let sqls = reads.map(|read| sql(&read, list.is_some(), (from, to)));
        let sqls: Vec<String> = sqls.collect();
        if let (None, Some((known, moments))) = (&list, &*self.moments.borrow())
            && *known == sqls
        {
            return Ok(Arc::clone(moments));
        }
        // What was read before is not needed beside it.
        self.moments.take();
        let list = list.unwrap_or_default();
        let mut all = Vec::new();
        for sql in &sqls {
            let mut query = self.store.db.prepare_cached(sql)?;
            let mut rows = query.query([&list])?;
            while let Some(row) = rows.next()? {
                if let Some(customer) = row.get(0)? {
                    all.push((customer, moment(row, 1)?));
                }
            }
        }
        let all = Arc::new(Moments::new(all));
        if list.is_empty() {
            *self.moments.borrow_mut() = Some((sqls, Arc::clone(&all)));
        }
        Ok(all)
    }
}

/// Customer and time of each; of the few customers in `?1` if `by_one`.
fn sql(read: &Read, by_one: bool, (from, to): (Option<Moment>, Moment)) -> String {
    let (at, customer, reach) = (&read.at, read.customer, read.reach);
    let (source, reached) = match by_one {
        true => (
            format!("json_each(?1) j CROSS JOIN {}", read.by_record),
            format!("{reach} = j.value"),
        ),
        false => (read.by_time.clone(), "?1 IS NOT NULL".to_owned()),
    };
    let (since, order) = match from {
        Some(from) => (format!("{at} >= '{}'", from.stored()), String::new()),
        // All of them stand in this order where an index has them.
        None => ("1".to_owned(), format!(" ORDER BY {customer}, {at}")),
    };
    format!(
        "SELECT {customer}, {at} FROM {source}
         WHERE {since} AND {at} <= '{}' AND {reached} AND {}{order}",
        to.stored(),
        read.conditions.join(" AND ")
    )
}
