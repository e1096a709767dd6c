//! `find`: what was said and agreed from the offer to the acceptance, and attached files by
//! their names. There are few of each, so that they are looked through as they stand.

use super::super::Store;
use super::hits::Hit;
use crate::problem::Failure;
use crate::value::Noun;

/// The texts of a noun that are looked through; the first one is told.
const TEXTS: &[(Noun, &[&str])] = &[
    (Noun::Objection, &["what", "answer", "evidence"]),
    (Noun::Promise, &["what"]),
    (Noun::Request, &["background", "answer"]),
    (
        Noun::Proposal,
        &[
            "scope",
            "steps",
            "expected_effect",
            "risks",
            "fit",
            "service_promise",
        ],
    ),
    (Noun::Remark, &["said", "answer"]),
    (Noun::Delivery, &["what", "deliverables", "leftover"]),
    (Noun::Milestone, &["name", "standard", "issues"]),
    (Noun::Progress, &["said", "next"]),
    (Noun::Deviation, &["what", "reason", "measure", "outcome"]),
    (Noun::Acceptance, &["what", "standard", "actual"]),
    (Noun::Pack, &["special", "notes"]),
    (
        Noun::Recall,
        &["defect", "goods", "batch", "measure", "conclusion", "notes"],
    ),
    (Noun::Affected, &["goods", "said", "result", "notes"]),
    (Noun::Survey, &["suggestion", "notes"]),
    (Noun::Feedback, &["said", "response", "cause", "solution"]),
    (
        Noun::Improvement,
        &["measure", "name", "evidence", "subject", "effect"],
    ),
    (Noun::Notice, &["progress", "notes"]),
    (Noun::Audit, &["finding", "advice", "notes"]),
    (Noun::Attachment, &["name", "notes"]),
];

impl Store {
    /// Records that have the words in one of their texts.
    pub(super) fn find_selling(
        &self,
        hits: &mut Vec<Hit>,
        words: &str,
        limit: i64,
    ) -> Result<(), Failure> {
        let words = words.trim().to_lowercase();
        if words.chars().count() < 2 {
            return Ok(());
        }
        for (noun, columns) in TEXTS {
            let each = columns.iter();
            let holds: Vec<String> = each
                .map(|column| format!("instr(lower(r.\"{column}\"), ?1) > 0"))
                .collect();
            let told = columns.first().copied().unwrap_or("id");
            // An improvement belongs to no customer, and has a name.
            let (own, whose, join) = match noun {
                Noun::Improvement => ("r.name", "''", "LEFT JOIN customer c ON 0"),
                Noun::Recall => (
                    "''",
                    "coalesce(c.name, '')",
                    "LEFT JOIN customer c ON c.id = r.customer",
                ),
                _ => ("''", "c.name", "CROSS JOIN customer c ON c.id = r.customer"),
            };
            let sql = format!(
                "SELECT r.id, r.number, {own}, {whose}, substr(coalesce(r.\"{told}\", ''), 1, 60), 7
                 FROM {} r {join}
                 WHERE ({}) AND r.removed_at IS NULL AND c.removed_at IS NULL
                 ORDER BY r.id DESC LIMIT ?2",
                noun.table(),
                holds.join(" OR ")
            );
            self.hits(hits, *noun, &sql, &[&words, &limit])?;
        }
        Ok(())
    }
}
