//! A record in a few words of SQL, `r` being its row: what it is called where
//! several are offered, what it is about, whether it is open.

use crate::records::{about, ends, has_name};
use crate::value::Noun;

/// Who hands over to whom.
const PEOPLE: &str = "(SELECT p.name FROM staff p WHERE p.id = r.\"from\") || ' → '
     || (SELECT p.name FROM staff p WHERE p.id = r.\"to\")";

/// What the improvement is about that a customer is told of.
pub(super) const NOTICED: &str = "(SELECT i.name FROM improvement i WHERE i.id = r.improvement)";

/// The beginning of what it is about; empty where it says nothing of that.
pub(super) fn text(noun: Noun, length: usize) -> String {
    match about(noun) {
        _ if noun == Noun::Instalment => instalment(),
        _ if noun == Noun::Handover => PEOPLE.to_owned(),
        _ if noun == Noun::Notice => NOTICED.to_owned(),
        Some(column) => format!("substr(coalesce(r.\"{column}\", ''), 1, {length})"),
        None => "''".to_owned(),
    }
}

/// Which payment of what an instalment is.
pub(super) fn instalment() -> String {
    "((SELECT substr(k.subject, 1, 40) FROM contract k WHERE k.id = r.contract) || ' #' || r.n
      || coalesce(' ' || r.name, ''))"
        .to_owned()
}

/// How a record is called in a list of candidates.
pub(super) fn called(noun: Noun) -> String {
    const CUSTOMER: &str = "(SELECT c.name FROM customer c WHERE c.id = r.customer)";
    match (noun, about(noun)) {
        // They may belong to no customer.
        (Noun::Entry | Noun::Duty | Noun::Recall, Some(column)) => format!("r.{column}"),
        (Noun::Handover, _) => PEOPLE.to_owned(),
        (Noun::Audit, _) => {
            format!("{CUSTOMER} || ' · ' || (SELECT t.number FROM ticket t WHERE t.id = r.ticket)")
        }
        (Noun::Notice, _) => format!("{CUSTOMER} || ' · ' || {NOTICED}"),
        (Noun::Deal, _) => format!("{CUSTOMER} || ' · ' || r.name"),
        (Noun::Contract, _) => format!(
            "{CUSTOMER} || ' · ' || CASE WHEN length(r.subject) > 40
               THEN substr(r.subject, 1, 39) || '…' ELSE r.subject END"
        ),
        (Noun::Instalment, _) => format!("{CUSTOMER} || ' · ' || {}", instalment()),
        (noun, _) if has_name(noun) => "r.name".to_owned(),
        (_, Some(column)) => format!(
            "{CUSTOMER} || coalesce(' · ' || nullif(substr(r.\"{column}\", 1, 20), ''), '')"
        ),
        (_, None) => "''".to_owned(),
    }
}

/// Whether it is open; `None` for nouns that never end.
pub(super) fn is_open(noun: Noun) -> Option<String> {
    let open: Vec<String> = ends(noun)
        .iter()
        .map(|column| format!("r.{column} IS NULL"))
        .collect();
    (!open.is_empty()).then(|| open.join(" AND "))
}
