//! Judged rows into the store: one command, one journal entry.

use super::refs::row_of;
use super::rows::{Judged, Person, Read, Verdict};
use crate::out::number_of;
use crate::playbook::{Gate, Playbook};
use crate::problem::Failure;
use crate::records::{Contact, Customer};
use crate::store::{NumberIs, Place, Writing};
use crate::value::{Book, Moment, Noun, Ref, Stored};

/// What a write needs to know.
pub struct Writer<'a> {
    pub writing: &'a Writing<'a>,
    pub playbook: &'a Playbook,
    pub me: i64,
    pub now: Moment,
}

/// What was written.
#[derive(Default)]
pub struct Written {
    /// The numbers of the new customers, in the order of the file.
    pub numbers: Vec<String>,
}

impl Writer<'_> {
    /// Writes every good row.
    ///
    /// # Errors
    /// When the store cannot be written; then nothing is.
    pub fn all(&self, rows: Vec<Judged>) -> Result<Written, Failure> {
        let mut written = Written::default();
        let mut ids = vec![None; rows.len()];
        // A parent in the same file gets its id later than its children may.
        let mut parents = Vec::new();
        for (at, row) in rows.into_iter().enumerate() {
            let id = match row.verdict {
                Verdict::Bad(_) => continue,
                Verdict::Same(id) => id,
                Verdict::New(mut read) => {
                    if let Some(row) = later(&mut read.customer, None) {
                        parents.push((at, row));
                    }
                    let (id, number) = self.add(&read)?;
                    written.numbers.push(number);
                    id
                }
                Verdict::Changed {
                    known,
                    mut merged,
                    person,
                    tags,
                } => {
                    if let Some(row) = later(&mut merged.record, known.record.parent) {
                        parents.push((at, row));
                    }
                    self.writing.update(&known, &merged.record, self.now)?;
                    for tag in &tags {
                        self.writing.tag(known.id, tag)?;
                    }
                    match person.map(|person| *person) {
                        Some(Person::New(contact)) => {
                            self.contact(&contact, &Default::default())?
                        }
                        Some(Person::Known(old, new)) => {
                            self.writing.update(&old, &new.record, self.now)?;
                        }
                        None => {}
                    }
                    known.id
                }
            };
            if let Some(slot) = ids.get_mut(at) {
                *slot = Some(id);
            }
        }
        for (child, parent) in parents {
            if let (Some(Some(child)), Some(Some(parent))) = (ids.get(child), ids.get(parent)) {
                let parent = Stored::Int(*parent);
                self.writing
                    .set_column(Noun::Customer, *child, "parent", &parent, self.now)?;
            }
        }
        Ok(written)
    }

    fn add(&self, read: &Read) -> Result<(i64, String), Failure> {
        let mut customer = read.customer.clone();
        customer.owner = customer.owner.or(Some(Ref::new(self.me)));
        // Filed when we got to know of them: old customers raise no deadlines
        // of new ones.
        let since = customer
            .acquired
            .filter(|at| *at <= self.now)
            .unwrap_or(self.now);
        let mut extra = Vec::new();
        if read.missing.is_empty() {
            extra.push(("submitted_at", Stored::Text(since.stored())));
        }
        if self.playbook.gates.registration != Gate::Enforce || read.number.is_some() {
            extra.push(("filed_at", Stored::Text(since.stored())));
        }
        let place = Place {
            number: self.number(&customer, read.number.as_deref()),
            extra,
            since,
            to_confirm: &read.to_confirm,
        };
        let (id, number) = self.writing.insert(&customer, &place)?;
        for tag in &read.tags {
            self.writing.tag(id, tag)?;
        }
        if let Some(mut contact) = read.contact.clone() {
            contact.customer = Ref::new(id);
            self.contact(&contact, &read.contact_to_confirm)?;
        }
        Ok((id, number))
    }

    fn contact(
        &self,
        contact: &Contact,
        to_confirm: &std::collections::BTreeSet<&'static str>,
    ) -> Result<(), Failure> {
        let place = Place {
            number: number_of(
                self.playbook,
                Noun::Contact,
                self.now.day(self.playbook.calendar.zone()),
            ),
            extra: Vec::new(),
            since: self.now,
            to_confirm,
        };
        self.writing.insert(contact, &place)?;
        Ok(())
    }

    fn number(&self, customer: &Customer, given: Option<&str>) -> NumberIs {
        if let Some(number) = given {
            return NumberIs::Given(number.to_owned());
        }
        let numbers = &self.playbook.numbers;
        let codes = &self.playbook.codes;
        let short = |book, code: Option<&str>| {
            code.and_then(|code| codes.entry(book, code))
                .map(crate::value::Entry::in_number)
        };
        let parts = numbers.of_customer(
            short(
                Book::Region,
                customer.region.as_ref().map(|region| region.0.as_str()),
            ),
            short(
                Book::Industry,
                customer
                    .industry
                    .as_ref()
                    .map(|industry| industry.0.as_str()),
            ),
            self.now.day(self.playbook.calendar.zone()),
        );
        let format = match self.playbook.gates.registration {
            Gate::Enforce => &numbers.draft,
            _ => &numbers.customer,
        };
        let prefix = format.prefix(&parts);
        // The serial comes last: what is longer than the prefix is its width.
        let width = format.render(&parts, 0).len() - prefix.len();
        NumberIs::Next {
            prefix,
            width,
            suffix: String::new(),
        }
    }
}

/// Puts off a parent that is a row of the same file; gives back the row.
fn later(customer: &mut Customer, meanwhile: Option<Ref<Customer>>) -> Option<usize> {
    let row = row_of(customer.parent?.id())?;
    customer.parent = meanwhile;
    Some(row)
}
