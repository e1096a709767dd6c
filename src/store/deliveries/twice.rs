//! Goods that were recorded before: a serial number is one device's wherever it stands,
//! a batch may be with many customers and is the same goods only with the same one.

use rusqlite::named_params;

use crate::problem::Failure;
use crate::records::Delivered;
use crate::store::Store;

/// Another record of the same goods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The serial number, or the batch.
    pub mark: String,
    pub is_serial: bool,
    /// The record's number, that of its delivery, and the customer's name.
    pub number: String,
    pub delivery: String,
    pub customer: String,
}

const SERIALS: &str = "SELECT v.value, r.number, d.number, c.name
    FROM json_each(:serials) v
    JOIN delivered r ON instr(',' || lower(r.serial) || ',', ',' || lower(v.value) || ',') > 0
    JOIN delivery d ON d.id = r.delivery JOIN customer c ON c.id = r.customer
    WHERE r.number != :own AND r.removed_at IS NULL AND d.removed_at IS NULL
      AND c.removed_at IS NULL ORDER BY r.id, v.key";

const BATCH: &str = "SELECT r.batch, r.number, d.number, c.name FROM delivered r
    JOIN delivery d ON d.id = r.delivery JOIN customer c ON c.id = r.customer
    WHERE r.number != :own AND r.removed_at IS NULL AND d.removed_at IS NULL
      AND r.customer = :customer AND lower(r.batch) = lower(:batch)
      AND (r.product = :product OR lower(r.what) = lower(:what)) ORDER BY r.id";

impl Store {
    /// Where else the goods of a record stand; `own` is its number.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn recorded_elsewhere(
        &self,
        own: &str,
        item: &Delivered,
    ) -> Result<Vec<Recorded>, Failure> {
        let serials = serde_json::Value::from(item.serial.0.clone()).to_string();
        let mut found = self.recorded(
            SERIALS,
            true,
            named_params! {
                ":serials": serials, ":own": own
            },
        )?;
        // Some devices of a batch are told by their own numbers.
        if found.is_empty() && item.serial.0.is_empty() {
            found = self.recorded(
                BATCH,
                false,
                named_params! {
                    ":own": own,
                    ":customer": item.customer.id(),
                    ":batch": item.batch,
                    ":product": item.product.map(crate::value::Ref::id),
                    ":what": item.what,
                },
            )?;
        }
        Ok(found)
    }

    fn recorded(
        &self,
        sql: &str,
        is_serial: bool,
        params: &[(&str, &dyn rusqlite::ToSql)],
    ) -> Result<Vec<Recorded>, Failure> {
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map(params, |row| {
            Ok(Recorded {
                mark: row.get(0)?,
                is_serial,
                number: row.get(1)?,
                delivery: row.get(2)?,
                customer: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
