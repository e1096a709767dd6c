//! What a line of `today` shows of its customer and record: read for all lines
//! at once.

use std::collections::HashMap;

use rustc_hash::FxHashSet;

use super::Store;
use super::sketch::instalment;
use crate::problem::Failure;
use crate::records::about;
use crate::value::{Found, Moment, Noun, Phone, Value as _};

/// A customer, and whom to call there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Face {
    pub number: String,
    pub name: String,
    pub grade: Option<String>,
    pub contact: Option<String>,
    pub title: Option<String>,
    pub phone: Option<Phone>,
}

/// A record that something is owed for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matter {
    pub number: String,
    /// What it is about, in the words of whoever wrote it.
    pub about: String,
    /// The contact that it names, where it names one.
    pub contact: Option<i64>,
}

/// An appointment of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    pub at: Moment,
    pub number: String,
    pub customer: i64,
    /// The code of the method.
    pub method: String,
    pub what: Option<String>,
}

impl Store {
    /// These customers, each with the contact who was recorded first and has
    /// not left.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn faces(&self, customers: &[i64]) -> Result<HashMap<i64, Face>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT c.id, c.number, c.name, c.grade, k.name, k.title, k.phone
             FROM json_each(?1) j CROSS JOIN customer c ON c.id = j.value
             LEFT JOIN contact k ON k.id = (
                 SELECT i.id FROM contact i WHERE i.customer = c.id AND i.removed_at IS NULL
                   AND i.\"left\" IS NOT 'yes' ORDER BY i.id LIMIT 1)",
        )?;
        let mut rows = query.query([ids(customers)])?;
        let mut all = HashMap::new();
        while let Some(row) = rows.next()? {
            let phone: Option<String> = row.get(6)?;
            all.insert(
                row.get(0)?,
                Face {
                    number: row.get(1)?,
                    name: row.get(2)?,
                    grade: row.get(3)?,
                    contact: row.get(4)?,
                    title: row.get(5)?,
                    phone: phone.and_then(|phone| Phone::load(Found::Text(&phone))),
                },
            );
        }
        Ok(all)
    }

    /// Contacts by id: name, title, phone.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn contact_faces(&self, contacts: &[i64]) -> Result<HashMap<i64, Face>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT k.id, k.name, k.title, k.phone
             FROM json_each(?1) j CROSS JOIN contact k ON k.id = j.value
             WHERE k.removed_at IS NULL",
        )?;
        let mut rows = query.query([ids(contacts)])?;
        let mut all = HashMap::new();
        while let Some(row) = rows.next()? {
            let phone: Option<String> = row.get(3)?;
            let face = Face {
                contact: row.get(1)?,
                title: row.get(2)?,
                phone: phone.and_then(|phone| Phone::load(Found::Text(&phone))),
                ..Face::default()
            };
            all.insert(row.get(0)?, face);
        }
        Ok(all)
    }

    /// The records with these ids: number, and what they are about.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn matters(&self, noun: Noun, records: &[i64]) -> Result<HashMap<i64, Matter>, Failure> {
        let about = match noun {
            Noun::Occasion => "r.kind".to_owned(),
            Noun::Deal | Noun::Improvement => "r.name".to_owned(),
            Noun::Notice => super::sketch::NOTICED.to_owned(),
            Noun::Instalment => instalment(),
            Noun::Handover => super::sketch::called(noun),
            // Something is owed for contacts on their birthdays.
            Noun::Contact => "'birthday'".to_owned(),
            noun => match about(noun) {
                Some(column) => format!("coalesce(r.\"{column}\", '')"),
                None => "''".to_owned(),
            },
        };
        let contact = match noun {
            Noun::Ticket | Noun::Occasion | Noun::Deal | Noun::Notice => "r.contact",
            Noun::Contact => "r.id",
            _ => "NULL",
        };
        let table = noun.table();
        let mut query = self.db.prepare_cached(&format!(
            "SELECT r.id, coalesce(r.number, ''), {about}, {contact}
             FROM json_each(?1) j CROSS JOIN {table} r ON r.id = j.value"
        ))?;
        let mut rows = query.query([ids(records)])?;
        let mut all = HashMap::new();
        while let Some(row) = rows.next()? {
            all.insert(
                row.get(0)?,
                Matter {
                    number: row.get(1)?,
                    about: row.get(2)?,
                    contact: row.get(3)?,
                },
            );
        }
        Ok(all)
    }

    /// What was agreed with these customers for the next contact.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn agreed_next(&self, customers: &[i64]) -> Result<HashMap<i64, String>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT j.value, (SELECT f.next_what FROM followup f WHERE f.customer = j.value
                 AND f.next_at IS NOT NULL AND f.removed_at IS NULL
                 ORDER BY f.at DESC, f.id DESC LIMIT 1)
             FROM json_each(?1) j",
        )?;
        let mut rows = query.query([ids(customers)])?;
        let mut all = HashMap::new();
        while let Some(row) = rows.next()? {
            if let Some(what) = row.get::<_, Option<String>>(1)? {
                all.insert(row.get(0)?, what);
            }
        }
        Ok(all)
    }

    /// The open plans of these people between two moments, by time.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn appointments(
        &self,
        people: &[i64],
        from: Moment,
        to: Moment,
    ) -> Result<Vec<Appointment>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT p.at, p.number, p.customer, p.method, p.what FROM plan p
             JOIN customer c ON c.id = p.customer
             WHERE p.at >= ?2 AND p.at <= ?3 AND p.done_at IS NULL AND p.cancelled_at IS NULL
               AND p.removed_at IS NULL AND c.removed_at IS NULL
               AND (coalesce(p.owner, c.owner) IN (SELECT value FROM json_each(?1))
                    OR coalesce(p.owner, c.owner) IS NULL)
             ORDER BY p.at, p.id",
        )?;
        let params = rusqlite::params![ids(people), from.stored(), to.stored()];
        let mut rows = query.query(params)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(Appointment {
                at: super::moment(row, 0)?,
                number: row.get(1)?,
                customer: row.get(2)?,
                method: row.get(3)?,
                what: row.get(4)?,
            });
        }
        Ok(all)
    }

    /// The customers for whom something is planned or agreed from `now` on, and
    /// those who were dropped by the screening: they wait for nothing.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn planned(&self, now: Moment) -> Result<FxHashSet<i64>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT p.customer FROM plan p WHERE p.at >= ?1
               AND p.done_at IS NULL AND p.cancelled_at IS NULL AND p.removed_at IS NULL
             UNION ALL
             SELECT f.customer FROM followup f WHERE f.next_at >= ?1 AND f.removed_at IS NULL
             UNION ALL
             SELECT a.customer FROM action a WHERE a.done_at IS NULL
               AND a.cancelled_at IS NULL AND a.removed_at IS NULL
             UNION ALL
             SELECT g.customer FROM screening g WHERE g.result = 'drop' AND g.removed_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM screening n WHERE n.customer = g.customer
                    AND n.removed_at IS NULL AND (n.at, n.id) > (g.at, g.id))",
        )?;
        let found = query.query_map([now.stored()], |row| row.get(0))?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

/// Ids as a list that SQL can go through.
pub(super) fn ids(ids: &[i64]) -> String {
    let mut text = String::with_capacity(ids.len() * 12 + 2);
    text.push('[');
    for (n, id) in ids.iter().enumerate() {
        if n > 0 {
            text.push(',');
        }
        text.push_str(&id.to_string());
    }
    text.push(']');
    text
}
