//! The dated changes of an attribute: of some records, or of all customers at once.

use super::{Filed, ids, sources};
use crate::event::Attribute;
use crate::problem::Failure;
use crate::rules::Turn;
use crate::store::moment;
use crate::value::{ChoiceSet as _, Noun};

impl Filed<'_> {
    /// Those of `records`, or of all where none are named; each record's oldest first.
    pub(super) fn turns_of(
        &self,
        noun: Noun,
        attribute: Attribute,
        records: Option<&[i64]>,
    ) -> Result<Vec<Turn>, Failure> {
        let (from, order) = match records {
            None => (
                "turn t INDEXED BY turn_customer",
                " ORDER BY t.record, t.at, t.id",
            ),
            Some(_) => (
                "json_each(?1) j CROSS JOIN turn t ON t.record = j.value",
                "",
            ),
        };
        let sql = format!(
            "SELECT t.record, t.at, t.old, t.new FROM {from}
             WHERE ?1 IS NOT NULL AND t.attribute = {} AND t.noun = '{}'{order}",
            sources::quote(attribute.code()),
            noun.table(),
        );
        self.rows(&sql, &[&records.map_or_else(String::new, ids)], |row| {
            Ok(Turn {
                record: row.get(0)?,
                attribute,
                at: moment(row, 1)?,
                old: self.codes.of(row.get_ref(2)?),
                new: self.codes.of(row.get_ref(3)?),
            })
        })
    }
}
