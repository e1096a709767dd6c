//! Customers: who looks like one on file, tags, contacts, what is still open.

use rusqlite::OptionalExtension as _;

use super::Store;
use super::journal::Writing;
use super::rows::Kept;
use super::sketch::is_open;
use crate::problem::Failure;
use crate::records::{Contact, Customer, Grade, Occasion, Review, Screening};
use crate::value::{Candidate, Moment, Noun, Phone, Uscc, Value as _, search};

/// A customer on file that a new one looks like, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookalike {
    pub id: i64,
    pub candidate: Candidate,
    pub why: Likeness,
}

/// What two customers have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    CreditCode,
    Name,
    Phone,
    /// One name is part of the other: worth a look, not more.
    PartOfName,
}

impl Store {
    /// Customers that a new one may be the same as: by credit code, by company
    /// name without its legal form, by a contact's phone.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn lookalikes(
        &self,
        name: &str,
        uscc: Option<&Uscc>,
        phone: Option<&Phone>,
    ) -> Result<Vec<Lookalike>, Failure> {
        let mut alike: Vec<Lookalike> = Vec::new();
        let text = |value: crate::value::Stored| match value {
            crate::value::Stored::Text(text) => text,
            _ => String::new(),
        };
        let core = search::company_core(name);
        let ways = [
            (
                Likeness::CreditCode,
                "r.uscc = ?1",
                uscc.map(|code| text(code.store())),
            ),
            (
                Likeness::Name,
                "r.name_core = ?1 AND r.name_core != ''",
                Some(core),
            ),
            (
                Likeness::Phone,
                "r.id IN (SELECT customer FROM contact WHERE phone = ?1 AND removed_at IS NULL)",
                phone.map(|phone| text(phone.store())),
            ),
        ];
        for (why, condition, param) in ways {
            let Some(param) = param else { continue };
            let sql = format!(
                "SELECT r.id, r.number, r.name FROM customer r
                 WHERE {condition} AND r.removed_at IS NULL ORDER BY r.id LIMIT 5"
            );
            let mut query = self.db.prepare_cached(&sql)?;
            let rows = query.query_map([param], |row| {
                Ok(Lookalike {
                    id: row.get(0)?,
                    candidate: Candidate {
                        number: row.get(1)?,
                        name: row.get(2)?,
                    },
                    why,
                })
            })?;
            for row in rows {
                let row = row?;
                if alike.iter().all(|known| known.id != row.id) {
                    alike.push(row);
                }
            }
        }
        Ok(alike)
    }

    /// Customers whose name contains the new one's: shown to a person, never a
    /// reason to refuse.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn similar(&self, name: &str) -> Result<Vec<Lookalike>, Failure> {
        let core = search::company_core(name);
        if core.chars().count() < 2 {
            return Ok(Vec::new());
        }
        let mut query = self.db.prepare_cached(
            "SELECT id, number, name FROM customer WHERE instr(name_core, ?1) > 0
             AND removed_at IS NULL ORDER BY length(name_core), id LIMIT 3",
        )?;
        let rows = query.query_map([core], |row| {
            Ok(Lookalike {
                id: row.get(0)?,
                candidate: Candidate {
                    number: row.get(1)?,
                    name: row.get(2)?,
                },
                why: Likeness::PartOfName,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The tags of a customer, by name.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn tags(&self, customer: i64) -> Result<Vec<String>, Failure> {
        let mut query = self
            .db
            .prepare_cached("SELECT name FROM tag WHERE customer = ?1 ORDER BY name")?;
        let names = query.query_map([customer], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }

    /// Every tag in use, and on how many customers.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn tag_counts(&self) -> Result<Vec<(String, i64)>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT g.name, count(*) FROM tag g JOIN customer c ON c.id = g.customer
             WHERE c.removed_at IS NULL GROUP BY g.name ORDER BY count(*) DESC, g.name",
        )?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The contacts of a customer, first one first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn contacts_of(&self, customer: i64) -> Result<Vec<Kept<Contact>>, Failure> {
        self.all(
            "WHERE r.customer = ?1 AND r.removed_at IS NULL ORDER BY r.id",
            &[&customer],
        )
    }

    /// The occasions of a customer.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn occasions_of(&self, customer: i64) -> Result<Vec<Kept<Occasion>>, Failure> {
        self.all(
            "WHERE r.customer = ?1 AND r.removed_at IS NULL ORDER BY r.id",
            &[&customer],
        )
    }

    /// The grade that was approved last.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn grade_of(&self, customer: i64) -> Result<Option<String>, Failure> {
        Ok(self
            .db
            .prepare_cached("SELECT grade FROM customer WHERE id = ?1")?
            .query_row([customer], |row| row.get(0))
            .optional()?
            .flatten())
    }

    /// The newest assessment of a customer that no review has decided.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open_grade(&self, customer: i64) -> Result<Option<Kept<Grade>>, Failure> {
        Ok(self
            .all(
                "WHERE r.customer = ?1 AND r.removed_at IS NULL AND NOT EXISTS
                 (SELECT 1 FROM review v WHERE v.noun = 'grade' AND v.record = r.id)
                 ORDER BY r.at DESC, r.id DESC LIMIT 1",
                &[&customer],
            )?
            .pop())
    }

    /// The reviews of a record, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reviews_of(&self, noun: Noun, record: i64) -> Result<Vec<Kept<Review>>, Failure> {
        self.all(
            "WHERE r.noun = ?1 AND r.record = ?2 AND r.removed_at IS NULL ORDER BY r.at, r.id",
            &[&noun.table(), &record],
        )
    }

    /// The screenings of a customer, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn screenings_of(&self, customer: i64) -> Result<Vec<Kept<Screening>>, Failure> {
        self.all(
            "WHERE r.customer = ?1 AND r.removed_at IS NULL ORDER BY r.at, r.id",
            &[&customer],
        )
    }

    /// When a customer's registration was complete, and when it was filed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn filing(&self, customer: i64) -> Result<(Option<Moment>, Option<Moment>), Failure> {
        let moment = |text: Option<String>| text.as_deref().and_then(Moment::from_stored);
        Ok(self
            .db
            .prepare_cached("SELECT submitted_at, filed_at FROM customer WHERE id = ?1")?
            .query_row([customer], |row| {
                Ok((moment(row.get(0)?), moment(row.get(1)?)))
            })?)
    }

    /// Whether a customer is in the pool (R036).
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn in_pool(&self, customer: i64) -> Result<bool, Failure> {
        Ok(self
            .db
            .prepare_cached("SELECT pool FROM customer WHERE id = ?1")?
            .query_row([customer], |row| row.get(0))?)
    }

    /// The numbers of what is still open for a customer, which `remove` may
    /// not hide. Plans, and what is improved and told, are ours alone.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open_numbers(&self, customer: i64) -> Result<Vec<String>, Failure> {
        let mut numbers = Vec::new();
        let ours = [Noun::Plan, Noun::Improvement, Noun::Notice];
        for noun in Noun::ALL.iter().filter(|noun| !ours.contains(noun)) {
            let Some(open) = is_open(*noun) else { continue };
            let mut query = self.db.prepare_cached(&format!(
                "SELECT r.number FROM {} r WHERE r.customer = ?1 AND {open}
                   AND r.removed_at IS NULL ORDER BY r.id",
                noun.table()
            ))?;
            for number in query.query_map([customer], |row| row.get(0))? {
                numbers.push(number?);
            }
        }
        Ok(numbers)
    }

    /// All customers, for `customer duplicates`: groups that share a key.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn duplicates(&self) -> Result<Vec<(Likeness, Vec<Candidate>)>, Failure> {
        let mut groups = Vec::new();
        for (why, key, from) in [
            (Likeness::CreditCode, "r.uscc", "customer r"),
            (Likeness::Name, "r.name_core", "customer r"),
            (
                Likeness::Phone,
                "c.phone",
                "customer r JOIN contact c ON c.customer = r.id AND c.removed_at IS NULL",
            ),
        ] {
            let sql = format!(
                "SELECT DISTINCT {key} AS k, r.number, r.name FROM {from}
                 WHERE r.removed_at IS NULL AND {key} IN (
                     SELECT {key} FROM {from} WHERE r.removed_at IS NULL AND {key} IS NOT NULL
                     AND {key} != '' GROUP BY {key} HAVING count(DISTINCT r.id) > 1)
                 ORDER BY k, r.id"
            );
            let mut query = self.db.prepare(&sql)?;
            let mut rows = query.query([])?;
            let mut last: Option<String> = None;
            while let Some(row) = rows.next()? {
                let key: String = row.get(0)?;
                let candidate = Candidate {
                    number: row.get(1)?,
                    name: row.get(2)?,
                };
                match groups.last_mut() {
                    Some((of, members)) if last.as_ref() == Some(&key) && *of == why => {
                        let members: &mut Vec<Candidate> = members;
                        members.push(candidate);
                    }
                    _ => groups.push((why, vec![candidate])),
                }
                last = Some(key);
            }
        }
        Ok(groups)
    }

    /// The customer that a record belongs to.
    ///
    /// # Errors
    /// When there is no such record, or the file cannot be read.
    pub fn customer_of(&self, noun: Noun, id: i64) -> Result<i64, Failure> {
        let sql = format!("SELECT customer FROM {} WHERE id = ?1", noun.table());
        Ok(self
            .db
            .prepare_cached(&sql)?
            .query_row([id], |row| row.get(0))?)
    }

    /// The last record of this noun that a customer has.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn newest_of(&self, noun: Noun, customer: i64) -> Result<Option<i64>, Failure> {
        if matches!(
            noun,
            Noun::Customer | Noun::Staff | Noun::Product | Noun::Article | Noun::Improvement
        ) {
            return Ok(None);
        }
        let sql = format!(
            "SELECT max(id) FROM {} WHERE customer = ?1 AND removed_at IS NULL",
            noun.table()
        );
        Ok(self
            .db
            .prepare_cached(&sql)?
            .query_row([customer], |row| row.get(0))?)
    }

    /// The customer as it stands.
    ///
    /// # Errors
    /// When there is none, or the file cannot be read.
    pub fn customer(&self, id: i64) -> Result<Kept<Customer>, Failure> {
        self.get(id)
    }
}

impl Writing<'_> {
    /// Puts a tag on a customer; false if it was there.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn tag(&self, customer: i64, name: &str) -> Result<bool, Failure> {
        let added = self
            .tx
            .prepare_cached(
                "INSERT INTO tag (id, customer, name) VALUES (?1, ?2, ?3)
                 ON CONFLICT (customer, name) DO NOTHING",
            )?
            .execute(rusqlite::params![self.id(), customer, name])?;
        Ok(added > 0)
    }

    /// Takes a tag off a customer; false if it was not there.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn untag(&self, customer: i64, name: &str) -> Result<bool, Failure> {
        let gone = self
            .tx
            .prepare_cached("DELETE FROM tag WHERE customer = ?1 AND name = ?2")?
            .execute(rusqlite::params![customer, name])?;
        Ok(gone > 0)
    }
}
