//! A delivered item as evidence: of the batch or serial numbers that are called back, of
//! others, or of none that is on file.

use rusqlite::Row;

use super::Told;
use crate::records::Recall;
use crate::records::choices::Evidence;
use crate::value::{Found, Tags, Value as _};

/// A delivered item.
pub(super) struct Item {
    customer: i64,
    number: String,
    pub(super) product: Option<i64>,
    pub(super) what: Option<String>,
    quantity: Option<i64>,
    serials: Vec<String>,
    batch: Option<String>,
}

impl Item {
    pub(super) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let serial: Option<String> = row.get(5)?;
        let serials = serial.and_then(|text| Tags::load(Found::Text(&text)));
        Ok(Item {
            customer: row.get(0)?,
            number: row.get(1)?,
            product: row.get(2)?,
            what: row.get(3)?,
            quantity: row.get(4)?,
            serials: serials.unwrap_or_default().0,
            batch: row.get(6)?,
        })
    }

    /// What it tells of a recall of these goods; nothing where it is of another batch, or
    /// of other serial numbers.
    pub(super) fn told(self, recall: &Recall, named: bool) -> Option<Told> {
        let serials = self.serials.iter();
        let hit: Vec<&str> = serials
            .filter(|serial| recall.has_serial(serial))
            .map(String::as_str)
            .collect();
        let count = |n: usize| i64::try_from(n).ok();
        let all = self
            .quantity
            .or_else(|| count(self.serials.len()).filter(|n| *n > 0));
        let (asks_batch, asks_serial) = (recall.asks_batch(), recall.asks_serial());
        let of_batch = self.batch.as_deref().is_some_and(|it| recall.has_batch(it));
        // Some of the goods may have come without their numbers.
        let complete = !self.serials.is_empty()
            && self
                .quantity
                .is_none_or(|n| Some(n) <= count(self.serials.len()));
        let known = (asks_batch && self.batch.is_some()) || (asks_serial && complete);
        let (evidence, quantity) = match (asks_batch || asks_serial, of_batch, hit.is_empty()) {
            (false, ..) => (Evidence::Item, all),
            (true, true, _) => (Evidence::Batch, all),
            (true, false, false) => (Evidence::Serial, count(hit.len())),
            (true, false, true) if named && !known => (Evidence::Unmarked, all),
            (true, false, true) => return None,
        };
        let mut more: Vec<String> = all.iter().map(|n| format!("×{n}")).collect();
        more.extend(self.batch.clone());
        more.extend(match evidence {
            Evidence::Serial => Some(hit.join(" ")),
            _ => None,
        });
        Some(Told {
            customer: self.customer,
            number: self.number,
            evidence,
            more: more.join(" "),
            quantity,
        })
    }
}
