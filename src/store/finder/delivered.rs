//! `find`: goods by serial number and batch, so that whoever has one is found.

use super::super::Store;
use super::hits::Hit;
use crate::problem::Failure;
use crate::value::Noun;

impl Store {
    /// Delivered items whose serial numbers or batch the words are.
    pub(super) fn find_delivered(
        &self,
        hits: &mut Vec<Hit>,
        words: &str,
        limit: i64,
    ) -> Result<(), Failure> {
        let words = words.trim().to_lowercase();
        if words.chars().count() < 2 {
            return Ok(());
        }
        let sql = "SELECT r.id, r.number, coalesce(p.name, r.what, ''), c.name,
                trim(coalesce(r.batch, '') || ' ' || coalesce(r.serial, '')),
                CASE WHEN lower(r.batch) = ?1
                       OR instr(',' || lower(r.serial) || ',', ',' || ?1 || ',') > 0 THEN 0 ELSE 5 END AS rank
             FROM delivered r CROSS JOIN customer c ON c.id = r.customer
             LEFT JOIN product p ON p.id = r.product
             WHERE (instr(lower(r.batch), ?1) = 1 OR instr(lower(r.serial), ?1) > 0)
               AND r.removed_at IS NULL AND c.removed_at IS NULL
             ORDER BY rank, r.id DESC LIMIT ?2";
        self.hits(hits, Noun::Delivered, sql, &[&words, &limit])
    }
}
