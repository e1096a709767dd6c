//! What a reference may be completed to. Each way of looking stops at its own
//! limit and begins at an index where there is one: this runs at every TAB.

use rusqlite::ToSql;

use super::sketch::{is_open, text};
use super::{SPELLED, Store};
use crate::records::has_name;
use crate::value::Noun;
use crate::value::search;

/// A record as a reference to it can be typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    pub number: String,
    /// Empty where records of this noun have none of their own.
    pub name: String,
    /// Whether no other record is called so.
    pub unique: bool,
    /// Pinyin initials, every reading of them.
    pub initials: String,
    /// What tells it from others: customer and symptom of a ticket.
    pub about: String,
}

/// Comes after everything that begins with what stands before it.
const LAST: char = char::MAX;

/// The ids of the records in which `column` begins with `?1`, off its index.
fn begins(table: &str, column: &str) -> String {
    format!("SELECT id FROM {table} WHERE {column} >= ?1 AND {column} < ?1 || '{LAST}'")
}

/// The ids of the records that have `?1` somewhere in `column`: all of them are
/// looked at, but in the index alone.
fn holds(table: &str, column: &str) -> String {
    format!("SELECT id FROM {table} WHERE instr({column}, ?1) > 0")
}

/// The ids by the beginning of the name; by that of its spellings where these
/// can be meant.
fn begun(noun: Noun, latin: bool) -> Vec<String> {
    let table = noun.table();
    let mut ways = vec![begins(table, "name_key")];
    if latin {
        ways.push(match SPELLED.contains(&table) {
            true => format!(
                "SELECT record AS id FROM {table}_spelling
                 WHERE initials >= ?1 AND initials < ?1 || '{LAST}'"
            ),
            // Colleagues and products are few.
            false => format!("SELECT id FROM {table} WHERE instr(' ' || initials, ' ' || ?1) > 0"),
        });
        ways.push(begins(table, "pinyin"));
    }
    ways
}

/// The ids by a part of the name, or of its spellings.
fn parts(noun: Noun, latin: bool) -> Vec<String> {
    let table = noun.table();
    let mut ways = vec![holds(table, "name_key")];
    if latin {
        ways.push(match SPELLED.contains(&table) {
            true => {
                format!("SELECT record AS id FROM {table}_spelling WHERE instr(initials, ?1) > 0")
            }
            false => holds(table, "initials"),
        });
        ways.push(holds(table, "pinyin"));
    }
    ways
}

/// The records whose ids `which` selects, in its order; it is read no further
/// than the limit.
fn named_sql(noun: Noun, which: &str, limit: usize) -> String {
    let (about, only) = match noun {
        Noun::Contact => (
            "(SELECT c.name FROM customer c WHERE c.id = r.customer)",
            "",
        ),
        Noun::Product => ("coalesce(r.series, '')", ""),
        Noun::Article => ("coalesce(r.product, '')", ""),
        Noun::Improvement => ("substr(r.measure, 1, 40)", ""),
        Noun::Deal => (
            "(SELECT c.name FROM customer c WHERE c.id = r.customer)",
            "",
        ),
        Noun::Staff => ("r.role", "AND r.\"left\" IS NOT 'yes'"),
        _ => ("''", ""),
    };
    let table = noun.table();
    format!(
        "SELECT DISTINCT r.number, r.name, r.initials, {about},
            NOT EXISTS (SELECT 1 FROM {table} o WHERE o.name_key = r.name_key
                        AND o.id <> r.id AND o.removed_at IS NULL)
         FROM ({which}) k CROSS JOIN {table} r ON r.id = k.id
         WHERE r.removed_at IS NULL {only} LIMIT {limit}"
    )
}

impl Store {
    /// The records of `noun` that `typed` is the beginning of or a part of, at
    /// most `limit`; nothing when the file cannot be read.
    pub fn offered(&self, noun: Noun, typed: &str, limit: usize) -> Vec<Offered> {
        match noun {
            noun if has_name(noun) => self.named(noun, typed, limit),
            Noun::Review | Noun::TicketEvent | Noun::Duty | Noun::Alternative => Ok(Vec::new()),
            noun => match is_open(noun) {
                Some(open) => self.open_records(noun, &open, typed, limit),
                None => self.dated(noun, typed, limit),
            },
        }
        .unwrap_or_default()
    }

    /// By name, pinyin or number: beginnings first, parts only where nothing
    /// begins so.
    fn named(&self, noun: Noun, typed: &str, limit: usize) -> rusqlite::Result<Vec<Offered>> {
        let key = search::name_key(typed);
        if key.is_empty() {
            let newest = format!(
                "SELECT id FROM {} WHERE ?1 = '' ORDER BY id DESC",
                noun.table()
            );
            return self.named_rows(noun, &newest, &key, limit);
        }
        let looks_numbered = typed.contains(|c: char| c == '-' || c.is_ascii_digit());
        let latin = key.is_ascii();
        let mut found = Vec::new();
        if looks_numbered {
            found = self.numbered(noun, typed, limit)?;
        }
        // Whoever has typed a hyphen is in the middle of a number.
        if !found.is_empty() && typed.contains('-') {
            return Ok(found);
        }
        for way in begun(noun, latin) {
            if found.len() < limit {
                found.extend(self.named_rows(noun, &way, &key, limit)?);
            }
        }
        if !found.is_empty() {
            return Ok(found);
        }
        for way in parts(noun, latin) {
            if found.len() < limit {
                found.extend(self.named_rows(noun, &way, &key, limit)?);
            }
        }
        if found.is_empty() && latin && !looks_numbered {
            found = self.numbered(noun, typed, limit)?;
        }
        Ok(found)
    }

    fn numbered(&self, noun: Noun, typed: &str, limit: usize) -> rusqlite::Result<Vec<Offered>> {
        let number = typed.trim().to_uppercase();
        let table = noun.table();
        let found = self.named_rows(noun, &begins(table, "number"), &number, limit)?;
        match found.is_empty() {
            true => self.named_rows(noun, &holds(table, "number"), &number, limit),
            false => Ok(found),
        }
    }

    fn named_rows(
        &self,
        noun: Noun,
        which: &str,
        param: &dyn ToSql,
        limit: usize,
    ) -> rusqlite::Result<Vec<Offered>> {
        self.db
            .prepare(&named_sql(noun, which, limit))?
            .query_map([param], |row| {
                Ok(Offered {
                    number: row.get(0)?,
                    name: row.get(1)?,
                    initials: row.get(2)?,
                    about: row.get(3)?,
                    unique: row.get(4)?,
                })
            })?
            .collect()
    }

    /// What is open of this noun, newest first: by number, or by its customer.
    /// A closed one is offered by the beginning of its number alone.
    fn open_records(
        &self,
        noun: Noun,
        open: &str,
        typed: &str,
        limit: usize,
    ) -> rusqlite::Result<Vec<Offered>> {
        let number = typed.trim().to_uppercase();
        let key = search::name_key(typed);
        let which = format!(
            "{open} AND (instr(r.number, ?1) > 0 OR instr(c.name_key, ?2) > 0
                         OR instr(' ' || c.initials, ' ' || ?2) > 0)"
        );
        let found = self.dated_rows(noun, "", &which, [&number, &key], limit)?;
        if !found.is_empty() || number.is_empty() {
            return Ok(found);
        }
        self.by_number(noun, &number, limit)
    }

    /// What has no end to it, newest first: by the beginning of its number, or
    /// by its customer.
    fn dated(&self, noun: Noun, typed: &str, limit: usize) -> rusqlite::Result<Vec<Offered>> {
        let number = typed.trim().to_uppercase();
        if number.is_empty() {
            return self.dated_rows(noun, "", "?1 = ?2", [&number, ""], limit);
        }
        let found = self.by_number(noun, &number, limit)?;
        let key = search::name_key(typed);
        if !found.is_empty() || key.is_empty() {
            return Ok(found);
        }
        for way in begun(Noun::Customer, key.is_ascii())
            .into_iter()
            .chain(parts(Noun::Customer, key.is_ascii()))
        {
            let customers = format!("AND r.customer IN ({way} LIMIT {limit})");
            let found = self.dated_rows(noun, &customers, "?2 = ''", [&key, ""], limit)?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        Ok(Vec::new())
    }

    fn by_number(&self, noun: Noun, number: &str, limit: usize) -> rusqlite::Result<Vec<Offered>> {
        let which = format!("r.number >= ?1 AND r.number < ?1 || '{LAST}' AND ?2 = ''");
        self.dated_rows(noun, "", &which, [number, ""], limit)
    }

    fn dated_rows(
        &self,
        noun: Noun,
        customers: &str,
        condition: &str,
        params: [&str; 2],
        limit: usize,
    ) -> rusqlite::Result<Vec<Offered>> {
        let text = text(noun, 40);
        let table = noun.table();
        let join = match noun {
            Noun::Entry | Noun::Handover | Noun::Recall => "LEFT JOIN",
            _ => "JOIN",
        };
        let sql = format!(
            "SELECT r.number, coalesce(c.name, ''), {text}
             FROM {table} r {join} customer c ON c.id = r.customer
             WHERE {condition} {customers} AND r.removed_at IS NULL
             ORDER BY r.id DESC LIMIT {limit}"
        );
        self.db
            .prepare(&sql)?
            .query_map(params, |row| {
                let customer: String = row.get(1)?;
                let text: Option<String> = row.get(2)?;
                Ok(Offered {
                    number: row.get(0)?,
                    about: match text.filter(|text| !text.is_empty()) {
                        Some(text) if customer.is_empty() => text,
                        Some(text) => format!("{customer} · {text}"),
                        None => customer,
                    },
                    ..Offered::default()
                })
            })?
            .collect()
    }

    /// The tags in use that begin with `typed`; nothing when the file cannot
    /// be read.
    pub fn offered_tags(&self, typed: &str, limit: usize) -> Vec<String> {
        let look = || -> rusqlite::Result<Vec<String>> {
            let sql = format!(
                "SELECT DISTINCT name FROM tag WHERE name >= ?1 AND name < ?1 || '{LAST}'
                 ORDER BY name LIMIT {limit}"
            );
            let mut query = self.db.prepare(&sql)?;
            query.query_map([typed], |row| row.get(0))?.collect()
        };
        look().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How SQLite would go about it, a step a line.
    fn plan(db: &rusqlite::Connection, sql: &str) -> Vec<String> {
        let mut query = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let steps = query.query_map(["x"], |row| row.get(3)).unwrap();
        steps.collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn no_beginning_looks_at_every_record() {
        let db = rusqlite::Connection::open_in_memory().unwrap();
        for step in crate::store::open::STEPS {
            db.execute_batch(step).unwrap();
        }
        for noun in [Noun::Customer, Noun::Contact] {
            let number = begins(noun.table(), "number");
            for way in begun(noun, true).into_iter().chain([number]) {
                let steps = plan(&db, &named_sql(noun, &way, 50));
                assert!(
                    !steps.iter().any(|step| step.contains("SCAN")),
                    "{steps:#?}"
                );
            }
            // Where everything is looked at, the index alone is.
            for way in parts(noun, true) {
                let steps = plan(&db, &named_sql(noun, &way, 50));
                let scans: Vec<_> = steps.iter().filter(|step| step.contains("SCAN")).collect();
                let in_index =
                    |step: &&&String| step.contains("COVERING INDEX") || step.contains("_spelling");
                assert!(scans.iter().all(|step| in_index(&step)), "{steps:#?}");
            }
        }
    }
}
