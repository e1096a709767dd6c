//! `find`: contracts by the number on the paper and by what is sold.

use super::super::Store;
use super::hits::Hit;
use crate::problem::Failure;
use crate::value::Noun;

impl Store {
    /// Contracts whose own number or subject has the words in it.
    pub(super) fn find_contracts(
        &self,
        hits: &mut Vec<Hit>,
        words: &str,
        limit: i64,
    ) -> Result<(), Failure> {
        let words = words.trim().to_lowercase();
        let sql =
            "SELECT r.id, r.number, coalesce(r.contract_no, ''), c.name, substr(r.subject, 1, 60),
                CASE WHEN lower(r.contract_no) = ?1 THEN 0
                     WHEN instr(lower(r.contract_no), ?1) > 0 THEN 4 ELSE 7 END AS rank
             FROM contract r CROSS JOIN customer c ON c.id = r.customer
             WHERE (instr(lower(r.contract_no), ?1) > 0 OR instr(lower(r.subject), ?1) > 0)
               AND r.removed_at IS NULL AND c.removed_at IS NULL
             ORDER BY rank, r.id DESC LIMIT ?2";
        self.hits(hits, Noun::Contract, sql, &[&words, &limit])
    }
}
