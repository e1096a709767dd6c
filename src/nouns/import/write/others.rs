//! What is written beside a row's own record: the customer, contact or
//! supervisor that it names, and the numbers that new records get.

use std::collections::BTreeSet;

use super::Writer;
use crate::form::Form as _;
use crate::nouns::import::kinds::{CONTACTS, CUSTOMERS, Kind, STAFF};
use crate::nouns::import::merge::merge;
use crate::nouns::import::read::{Part, Read};
use crate::out::number_of;
use crate::playbook::Gate;
use crate::problem::{Failure, Problem};
use crate::records::choices::Role;
use crate::records::{Contact, Customer, Staff};
use crate::store::{NumberIs, Place};
use crate::value::{Book, ChoiceSet as _, Entry, Moment, Noun, Stored, search};

impl Writer<'_> {
    fn note_made(&self, noun: Noun) {
        *self.made.borrow_mut().entry(noun.table()).or_default() += 1;
    }

    pub(super) fn new_customer(&self, part: &Part) -> Result<i64, Failure> {
        let mut extra = Vec::new();
        if self.playbook.gates.registration != Gate::Enforce {
            extra.push(("filed_at", Stored::Text(self.now.stored())));
        }
        let place = Place {
            number: self.customer_number(&part.values),
            extra,
            since: self.now,
            to_confirm: &part.to_confirm,
        };
        let form = Customer::FIELDS;
        let (id, _) = self
            .writing
            .insert_row(Noun::Customer, form, &part.values, &place)?;
        self.note_made(Noun::Customer);
        Ok(id)
    }

    /// The contact of a customer whom a row names: on file, filled in from the
    /// row, or made. And whether anything was written.
    pub(super) fn person(
        &self,
        customer: i64,
        part: &Part,
        conflicts: &mut Vec<Problem>,
    ) -> Result<(i64, bool), Failure> {
        let value = |column: &str| match column {
            "customer" => Stored::Int(customer),
            "name_key" => match value_of(&CONTACTS, part, "name") {
                Stored::Text(name) => Stored::Text(search::name_key(name)),
                _ => Stored::Null,
            },
            column => value_of(&CONTACTS, part, column).clone(),
        };
        for looked in &self.people {
            let found = self.writing.marked(looked, value)?;
            let Some(known) = found.first() else { continue };
            let form = Contact::FIELDS;
            let keys: Vec<&'static str> = form.iter().map(|field| field.key).collect();
            let stored = self.writing.columns_of(Noun::Contact, known.id, &keys)?;
            let mut said = part.said.clone();
            if let Some(customer) = said.first_mut() {
                *customer = false;
            }
            let merged = merge(form, &stored, &part.values, &said, self.update);
            self.complain(&merged, known, conflicts);
            if merged.changed {
                let (old, new) = (&stored, &merged.values);
                self.writing
                    .update_row(Noun::Contact, form, known.id, old, new, self.now)?;
            }
            return Ok((known.id, merged.changed));
        }
        Ok((self.new_contact(customer, part)?, true))
    }

    pub(super) fn new_contact(&self, customer: i64, part: &Part) -> Result<i64, Failure> {
        let mut values = part.values.clone();
        if let Some(of) = values.first_mut() {
            *of = Stored::Int(customer);
        }
        let zone = self.playbook.calendar.zone();
        let place = Place {
            number: number_of(self.playbook, Noun::Contact, self.now.day(zone)),
            extra: Vec::new(),
            since: self.now,
            to_confirm: &part.to_confirm,
        };
        let form = Contact::FIELDS;
        let (id, _) = self
            .writing
            .insert_row(Noun::Contact, form, &values, &place)?;
        self.note_made(Noun::Contact);
        Ok(id)
    }

    /// A supervisor of whom nothing but the name is known.
    pub(super) fn new_supervisor(&self, name: &str) -> Result<i64, Failure> {
        if let Some(id) = self.writing.staff_named(name)? {
            return Ok(id);
        }
        let mut values = vec![Stored::Null; Staff::FIELDS.len()];
        let role = Stored::Text(Role::SalesSupervisor.code().to_owned());
        for (key, value) in [("name", Stored::Text(name.to_owned())), ("role", role)] {
            if let Some(slot) = STAFF.at(key).and_then(|at| values.get_mut(at)) {
                *slot = value;
            }
        }
        let place = Place {
            number: NumberIs::Given(name.to_owned()),
            extra: Vec::new(),
            since: self.now,
            to_confirm: &BTreeSet::new(),
        };
        let form = Staff::FIELDS;
        let (id, _) = self
            .writing
            .insert_row(Noun::Staff, form, &values, &place)?;
        self.note_made(Noun::Staff);
        Ok(id)
    }

    /// The row's own number, or a new one.
    pub(in crate::nouns::import) fn number(&self, read: &Read, day: Moment) -> NumberIs {
        if let Some(number) = &read.number {
            return NumberIs::Given(number.clone());
        }
        match (self.kind.noun, read.value(self.kind, "name")) {
            (Noun::Customer, _) => self.customer_number(&read.own.values),
            (Noun::Staff, Stored::Text(name)) => NumberIs::Given(name.clone()),
            (noun, _) => number_of(self.playbook, noun, day.day(self.playbook.calendar.zone())),
        }
    }

    fn customer_number(&self, values: &[Stored]) -> NumberIs {
        let numbers = &self.playbook.numbers;
        let short = |book, key| {
            let code = CUSTOMERS.at(key).and_then(|at| values.get(at));
            match code {
                Some(Stored::Text(code)) => self.playbook.codes.entry(book, code),
                _ => None,
            }
            .map(Entry::in_number)
        };
        let parts = numbers.of_customer(
            short(Book::Region, "region"),
            short(Book::Industry, "industry"),
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

fn value_of<'p>(kind: &Kind, part: &'p Part, key: &str) -> &'p Stored {
    let value = kind.at(key).and_then(|at| part.values.get(at));
    value.unwrap_or(&Stored::Null)
}
