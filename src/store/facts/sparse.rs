//! Attributes that few customers have, kept in tables of their own: read for those who
//! have them, once, rather than looked for a hundred thousand times.

use rustc_hash::FxHashMap;

use super::Filed;
use crate::event::Attribute;
use crate::problem::Failure;
use crate::store::deliveries::of_customer;

/// Where such an attribute is on file.
pub(super) struct Sparse {
    /// Table and conditions.
    from: &'static str,
    customer: &'static str,
    code: String,
    /// What all other customers have.
    others: Option<&'static str>,
}

impl Sparse {
    /// Where an attribute is on file that few have; none of any other.
    pub(super) fn of(attribute: Attribute) -> Option<Self> {
        Some(match attribute {
            Attribute::Paused => Sparse {
                from: "pause y WHERE y.ended_at IS NULL AND y.removed_at IS NULL",
                customer: "y.customer",
                code: "'true'".to_owned(),
                others: Some("false"),
            },
            Attribute::LongTerm => Sparse {
                from: "tag y WHERE y.name IN ('长期合作客户', '长期合作')",
                customer: "y.customer",
                code: "'true'".to_owned(),
                others: Some("false"),
            },
            Attribute::Rhythm => Sparse {
                from: "rhythm y WHERE y.ended_at IS NULL AND y.removed_at IS NULL",
                customer: "y.customer",
                code: "y.every".to_owned(),
                others: None,
            },
            Attribute::DeliveryStatus => Sparse {
                from: "delivery y WHERE y.accepted_at IS NULL AND y.removed_at IS NULL",
                customer: "y.customer",
                code: of_customer("y.customer"),
                others: None,
            },
            _ => return None,
        })
    }

    /// As a column, of the one customer with this id.
    pub(super) fn column(&self, id: &str) -> String {
        let (code, from, customer) = (&self.code, self.from, self.customer);
        let found = format!("(SELECT {code} FROM {from} AND {customer} = {id} LIMIT 1)");
        match self.others {
            Some(others) => format!("coalesce({found}, '{others}')"),
            None => found,
        }
    }

    /// Those who have it.
    pub(super) fn read(&self, filed: &Filed<'_>) -> Result<Known, Failure> {
        let (code, from, customer) = (&self.code, self.from, self.customer);
        let sql = format!("SELECT {customer}, {code} FROM {from}");
        let found = filed.rows(&sql, &[], |row| {
            Ok((row.get(0)?, filed.codes.of(row.get_ref(1)?)))
        })?;
        let has = found.into_iter().filter_map(|(id, code)| Some((id, code?)));
        Ok(Known {
            has: has.collect(),
            others: self.others,
        })
    }
}

/// Who has such an attribute.
pub(super) struct Known {
    has: FxHashMap<i64, &'static str>,
    others: Option<&'static str>,
}

impl Known {
    pub(super) fn code(&self, customer: i64) -> Option<&'static str> {
        self.has.get(&customer).copied().or(self.others)
    }
}
