//! What a reference may be completed to. Each way of looking stops at its own
//! limit and begins at an index where there is one: this runs at every TAB.

use rusqlite::ToSql;

use super::Store;
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

impl Store {
    /// The records of `noun` that `typed` is the beginning of or a part of, at
    /// most `limit`; nothing when the file cannot be read.
    pub fn offered(&self, noun: Noun, typed: &str, limit: usize) -> Vec<Offered> {
        match noun {
            Noun::Customer | Noun::Contact | Noun::Staff | Noun::Product => {
                self.named(noun, typed, limit)
            }
            _ => self.open_records(noun, typed, limit),
        }
        .unwrap_or_default()
    }

    /// By name, pinyin or number: beginnings first, parts only where nothing
    /// begins so.
    fn named(&self, noun: Noun, typed: &str, limit: usize) -> rusqlite::Result<Vec<Offered>> {
        let key = search::name_key(typed);
        if key.is_empty() {
            return self.offered_rows(noun, "?1 = ''", &"", limit);
        }
        let looks_numbered = typed.contains(|c: char| c == '-' || c.is_ascii_digit());
        let latin = key.is_ascii();
        let mut found = Vec::new();
        if looks_numbered {
            found = self.numbered(noun, typed, limit)?;
        }
        if found.len() < limit {
            let begins = format!("r.name_key >= ?1 AND r.name_key < ?1 || '{LAST}'");
            found.extend(self.offered_rows(noun, &begins, &key, limit)?);
        }
        if latin && found.len() < limit {
            let spelled = "(instr(' ' || r.initials, ' ' || ?1) > 0 OR instr(r.pinyin, ?1) = 1)";
            found.extend(self.offered_rows(noun, spelled, &key, limit)?);
        }
        if found.is_empty() {
            let parts = match latin {
                true => {
                    "(instr(r.name_key, ?1) > 0 OR instr(r.initials, ?1) > 0 OR instr(r.pinyin, ?1) > 0)"
                }
                false => "instr(r.name_key, ?1) > 0",
            };
            found = self.offered_rows(noun, parts, &key, limit)?;
        }
        if found.is_empty() && latin && !looks_numbered {
            found = self.numbered(noun, typed, limit)?;
        }
        Ok(found)
    }

    fn numbered(&self, noun: Noun, typed: &str, limit: usize) -> rusqlite::Result<Vec<Offered>> {
        let number = typed.trim().to_uppercase();
        let begins = format!("r.number >= ?1 AND r.number < ?1 || '{LAST}'");
        let found = self.offered_rows(noun, &begins, &number, limit)?;
        match found.is_empty() {
            true => self.offered_rows(noun, "instr(r.number, ?1) > 0", &number, limit),
            false => Ok(found),
        }
    }

    fn offered_rows(
        &self,
        noun: Noun,
        condition: &str,
        param: &dyn ToSql,
        limit: usize,
    ) -> rusqlite::Result<Vec<Offered>> {
        let (about, only) = match noun {
            Noun::Contact => (
                "(SELECT c.name FROM customer c WHERE c.id = r.customer)",
                "",
            ),
            Noun::Product => ("coalesce(r.series, '')", ""),
            Noun::Staff => ("r.role", "AND r.\"left\" IS NOT 'yes'"),
            _ => ("''", ""),
        };
        let table = noun.table();
        let sql = format!(
            "SELECT r.number, r.name, r.initials, {about},
                NOT EXISTS (SELECT 1 FROM {table} o WHERE o.name_key = r.name_key
                            AND o.id <> r.id AND o.removed_at IS NULL)
             FROM {table} r WHERE ({condition}) AND r.removed_at IS NULL {only}
             ORDER BY r.id DESC LIMIT {limit}"
        );
        let sql = match condition.starts_with("r.n") {
            // An order would read everything before it stops.
            true => sql.replace("ORDER BY r.id DESC", ""),
            false => sql,
        };
        self.db
            .prepare(&sql)?
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
        typed: &str,
        limit: usize,
    ) -> rusqlite::Result<Vec<Offered>> {
        let number = typed.trim().to_uppercase();
        let key = search::name_key(typed);
        let which = "(instr(r.number, ?1) > 0 OR instr(c.name_key, ?2) > 0
                      OR instr(' ' || c.initials, ' ' || ?2) > 0)";
        let open = match noun {
            Noun::Ticket => "r.closed_at IS NULL",
            Noun::Plan | Noun::Action => "r.done_at IS NULL AND r.cancelled_at IS NULL",
            _ => "r.number IS NOT NULL",
        };
        let found = self.open_rows(noun, &format!("{open} AND {which}"), &number, &key, limit)?;
        if !found.is_empty() || number.is_empty() {
            return Ok(found);
        }
        let begins = format!("r.number >= ?1 AND r.number < ?1 || '{LAST}' AND ?2 IS NOT NULL");
        self.open_rows(noun, &begins, &number, &key, limit)
    }

    fn open_rows(
        &self,
        noun: Noun,
        condition: &str,
        number: &str,
        key: &str,
        limit: usize,
    ) -> rusqlite::Result<Vec<Offered>> {
        let text = match noun {
            Noun::Ticket => "substr(r.symptom, 1, 40)",
            Noun::Followup => "substr(r.said, 1, 40)",
            Noun::Action | Noun::Plan => "substr(r.what, 1, 40)",
            Noun::Grade | Noun::Screening | Noun::Occasion => "NULL",
            _ => return Ok(Vec::new()),
        };
        let table = noun.table();
        let sql = format!(
            "SELECT r.number, c.name, {text} FROM {table} r JOIN customer c ON c.id = r.customer
             WHERE {condition} AND r.removed_at IS NULL ORDER BY r.id DESC LIMIT {limit}"
        );
        self.db
            .prepare(&sql)?
            .query_map([number, key], |row| {
                let customer: String = row.get(1)?;
                let text: Option<String> = row.get(2)?;
                Ok(Offered {
                    number: row.get(0)?,
                    about: match text.filter(|text| !text.is_empty()) {
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
