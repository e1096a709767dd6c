//! References and search: what a person types for a customer, a colleague or a
//! ticket, and `find`.
//!
//! `find` joins with `CROSS JOIN`: what is found is looked at first, then whose it is.
//! Left to itself, SQLite takes every customer first, having no figures of the file.
//!
//! A reference is looked for by number, number suffix, name, part of the name,
//! pinyin initials and the last digits of a phone, in this order; the first
//! way that finds anything decides.

mod contracts;
mod delivered;
mod hits;
mod knowledge;
mod selling;

pub use hits::Hit;
pub use knowledge::Known;

use std::collections::HashMap;

use rusqlite::{OptionalExtension as _, ToSql};

use super::Store;
use super::improvements::led;
use super::sketch::{called, is_open};
use crate::problem::Failure;
use crate::records::has_name;
use crate::value::search;
use crate::value::{Book, Candidate, Cell, Fault, Noun, Resolve};

/// How many candidates an ambiguous reference lists.
const CANDIDATES: i64 = 12;

/// Looks references up, with the list that was shown last (`@3`).
pub struct Refs<'s> {
    pub store: Option<&'s Store>,
    /// Noun and internal id of each row of the last list shown in this terminal.
    pub last: Vec<(Noun, i64)>,
    /// Who `me` is.
    pub me: Option<i64>,
}

impl Resolve for Refs<'_> {
    fn resolve(&self, noun: Noun, text: &str) -> Result<i64, Fault> {
        let none = || Fault::NoSuch(noun, text.to_owned());
        if noun == Noun::Staff && matches!(text, "me" | "我" | "本人") {
            return self.me.ok_or_else(none);
        }
        if let Some(nth) = text.strip_prefix('@') {
            let nth: usize = nth.parse().map_err(|_| none())?;
            return nth
                .checked_sub(1)
                .and_then(|at| self.last.get(at))
                .filter(|(of, _)| *of == noun)
                .map(|(_, id)| *id)
                .ok_or_else(none);
        }
        let store = self.store.ok_or_else(none)?;
        let found = store.candidates(noun, text).map_err(|_| none())?;
        match found.as_slice() {
            [] => Err(none()),
            [(id, _)] => Ok(*id),
            several => Err(Fault::Ambiguous(
                noun,
                text.to_owned(),
                several
                    .iter()
                    .map(|(_, candidate)| candidate.clone())
                    .collect(),
            )),
        }
    }

    fn name(&self, noun: Noun, text: &str) -> Option<String> {
        let id = self.resolve(noun, text).ok()?;
        let found = self.store?.candidate(noun, id).ok()??;
        Some(found.name).filter(|name| !name.is_empty())
    }
}

/// One way of naming a record: the condition, and what it is compared with.
struct Way {
    condition: String,
    param: String,
}

fn way(condition: &str, param: impl Into<String>) -> Way {
    Way {
        condition: condition.to_owned(),
        param: param.into(),
    }
}

/// The ways in which `text` may name a record of `noun`, most exact first.
fn ways(noun: Noun, text: &str) -> Vec<Way> {
    let upper = text.to_uppercase();
    let mut ways = vec![way("r.number = ?1", upper.as_str())];
    let is_number = text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if is_number {
        ways.push(way("r.number LIKE '%' || ?1", format!("-{upper}")));
    }
    if noun == Noun::Contract {
        ways.push(way("lower(r.contract_no) = lower(?1)", text.trim()));
    }
    if !has_name(noun) {
        if is_number {
            ways.push(way("r.number LIKE '%' || ?1", upper));
        }
        return ways;
    }
    let key = search::name_key(text);
    if !key.is_empty() {
        ways.push(way("r.name = ?1", text.trim()));
        ways.push(way("r.name_key = ?1", key.as_str()));
        if noun == Noun::Customer {
            ways.push(way("r.name_core = ?1", search::company_core(text)));
        }
        ways.push(way("instr(r.name_key, ?1) > 0", key.as_str()));
        if key.chars().all(|c| c.is_ascii_alphanumeric()) {
            ways.push(way("instr(' ' || r.initials, ' ' || ?1) > 0", key.as_str()));
            ways.push(way("instr(r.initials, ?1) > 0", key.as_str()));
            ways.push(way("instr(r.pinyin, ?1) > 0", key));
        }
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let others = text
        .chars()
        .any(|c| !c.is_ascii_digit() && !" -+()".contains(c));
    if digits.len() >= 4
        && !others
        && !matches!(
            noun,
            Noun::Product | Noun::Deal | Noun::Article | Noun::Improvement
        )
    {
        let condition = match noun {
            Noun::Customer => {
                "r.id IN (SELECT c.customer FROM contact c WHERE c.removed_at IS NULL
                          AND (c.phone LIKE '%' || ?1 OR c.phone2 LIKE '%' || ?1))"
            }
            Noun::Contact => "r.phone LIKE '%' || ?1 OR r.phone2 LIKE '%' || ?1",
            _ => "r.phone LIKE '%' || ?1",
        };
        ways.push(way(condition, digits));
    }
    ways
}

impl Store {
    /// The records that `text` may mean, by the first way that finds any.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn candidates(&self, noun: Noun, text: &str) -> Result<Vec<(i64, Candidate)>, Failure> {
        if text.is_empty() {
            return Ok(Vec::new());
        }
        for way in ways(noun, text) {
            let found = self.called(noun, &way.condition, &way.param)?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        if noun == Noun::Contact {
            // A contact may also be named by its customer, where there is one only.
            let customers = self.candidates(Noun::Customer, text)?;
            if let [(customer, _)] = customers.as_slice() {
                return self.called(noun, "r.customer = ?1", customer);
            }
        }
        if noun == Noun::Grade || is_open(noun).is_some() {
            return self.open_of_customer(noun, text);
        }
        Ok(Vec::new())
    }

    /// The customer will do where exactly one of its records is open.
    fn open_of_customer(&self, noun: Noun, text: &str) -> Result<Vec<(i64, Candidate)>, Failure> {
        let customers = self.candidates(Noun::Customer, text)?;
        let [(customer, _)] = customers.as_slice() else {
            return Ok(Vec::new());
        };
        let open = match (noun, is_open(noun)) {
            (Noun::Grade, _) => "NOT EXISTS
                 (SELECT 1 FROM review v WHERE v.noun = 'grade' AND v.record = r.id)"
                .to_owned(),
            (_, Some(open)) => open,
            (_, None) => return Ok(Vec::new()),
        };
        let whose = match noun {
            // A recall is known by whoever is affected, too.
            Noun::Recall => "(r.customer = ?1 OR r.id IN (SELECT a.recall FROM recall_customer a
                  WHERE a.customer = ?1 AND a.removed_at IS NULL))"
                .to_owned(),
            // It belongs to whoever led to it.
            Noun::Improvement => led("customer", "?1"),
            _ => "r.customer = ?1".to_owned(),
        };
        let open = format!("{whose} AND {open}");
        self.called(noun, &open, customer)
    }

    fn called(
        &self,
        noun: Noun,
        condition: &str,
        param: &dyn ToSql,
    ) -> Result<Vec<(i64, Candidate)>, Failure> {
        self.chosen(noun, condition, param, CANDIDATES)
    }

    /// The records of a noun that are still open, oldest first; none of nouns that are
    /// known by other names, or are too many to choose from.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn still_open(&self, noun: Noun) -> Result<Vec<Candidate>, Failure> {
        let chosen_from = matches!(
            noun,
            Noun::Ticket
                | Noun::Recall
                | Noun::Plan
                | Noun::Action
                | Noun::Audit
                | Noun::Improvement
                | Noun::Feedback
        );
        let Some(open) = is_open(noun).filter(|_| chosen_from) else {
            return Ok(Vec::new());
        };
        let found = self.chosen(noun, &format!("{open} AND ?1"), &true, i64::MAX)?;
        Ok(found.into_iter().map(|(_, one)| one).collect())
    }

    fn chosen(
        &self,
        noun: Noun,
        condition: &str,
        param: &dyn ToSql,
        most: i64,
    ) -> Result<Vec<(i64, Candidate)>, Failure> {
        let sql = format!(
            "SELECT r.id, r.number, {} FROM {} r WHERE ({condition}) AND r.removed_at IS NULL
             ORDER BY r.id LIMIT {most}",
            called(noun),
            noun.table()
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map([param], |row| {
            Ok((
                row.get(0)?,
                Candidate {
                    number: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
                    name: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
                },
            ))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The record of `noun` with this very number; a removed one too.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn candidates_by_number(&self, noun: Noun, number: &str) -> Result<Option<i64>, Failure> {
        let sql = format!("SELECT id FROM {} WHERE number = ?1", noun.table());
        Ok(self
            .db
            .prepare_cached(&sql)?
            .query_row([number], |row| row.get(0))
            .optional()?)
    }

    /// Number and name of a record, for showing it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn candidate(&self, noun: Noun, id: i64) -> Result<Option<Candidate>, Failure> {
        let sql = format!(
            "SELECT r.number, {} FROM {} r WHERE r.id = ?1",
            called(noun),
            noun.table()
        );
        let found = self
            .db
            .prepare_cached(&sql)?
            .query_row([id], |row| {
                Ok(Candidate {
                    number: row.get::<_, Option<String>>(0)?.unwrap_or_default(),
                    name: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
                })
            })
            .optional()?;
        Ok(found)
    }
}

/// Gives references and codes their names, each looked up once.
pub struct Names<'s> {
    store: &'s Store,
    codes: &'s crate::value::Codes,
    known: HashMap<(Noun, i64), Cell>,
    coded: HashMap<(Book, String), Cell>,
}

impl<'s> Names<'s> {
    pub fn new(store: &'s Store, codes: &'s crate::value::Codes) -> Self {
        Names {
            store,
            codes,
            known: HashMap::new(),
            coded: HashMap::new(),
        }
    }

    /// The cell with its name.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn name(&mut self, cell: Cell) -> Result<Cell, Failure> {
        match cell {
            Cell::Ref(noun, id) => {
                if let Some(known) = self.known.get(&(noun, id)) {
                    return Ok(known.clone());
                }
                let cell = match self.store.candidate(noun, id)? {
                    Some(found) if noun == Noun::Staff => Cell::Line(found.name),
                    // Tickets go by their numbers.
                    Some(found) if noun == Noun::Ticket => {
                        let shown = format!("{} {}", found.number, found.name);
                        Cell::Link(found.number, shown)
                    }
                    Some(found) => Cell::Link(found.number, found.name),
                    None => Cell::Empty,
                };
                self.known.insert((noun, id), cell.clone());
                Ok(cell)
            }
            Cell::Code(book, code) => {
                let named = |(book, code): &(Book, String)| match self.codes.entry(*book, code) {
                    Some(entry) => Cell::Choice(entry.choice()),
                    None => Cell::Line(code.clone()),
                };
                let cell = self.coded.entry((book, code)).or_insert_with_key(named);
                Ok(cell.clone())
            }
            Cell::Rated(mut all) => {
                for one in &mut all {
                    let entry = self.codes.entry(Book::Dimension, &one.code);
                    one.label = entry.map(|entry| entry.label);
                }
                Ok(Cell::Rated(all))
            }
            other => Ok(other),
        }
    }

    /// All the cells with their names.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn all(&mut self, cells: Vec<Cell>) -> Result<Vec<Cell>, Failure> {
        cells.into_iter().map(|cell| self.name(cell)).collect()
    }
}
