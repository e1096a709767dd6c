//! A row into the store: a new record with all that hangs on it, or what the
//! row adds to one on file.

mod contracts;
mod deliveries;
mod keeping;
mod others;
mod placing;
mod standing;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::kinds::{CONTACTS, Kind};
use super::merge::{Merged, merge};
use super::read::{Part, Read, Whose};
use super::reasons::stays;
use super::rows::{Outcome, Verdict};
use super::trail::Life;
use crate::exchange::forms::Layout;
use crate::playbook::{CustomForm, Gate, Playbook};
use crate::problem::{Failure, Problem};
use crate::store::{Looked, OnFile, Place, Writing};
use crate::value::{Found, Moment, Noun, Stored, Tags, Value as _, search};
pub use placing::Placing;
use standing::to_column;

/// States that are no columns of the record, or that its row does not decide: a
/// customer's tags, what a ticket's trail says, the content of a file.
const fn apart(noun: Noun) -> &'static [&'static str] {
    match noun {
        Noun::Customer => &["tag"],
        Noun::Ticket => &["answer", "steps", "satisfaction"],
        Noun::Attachment => &["file", "hash", "size"],
        Noun::Handover => &["customers"],
        _ => &[],
    }
}

/// Writes rows.
pub struct Writer<'a> {
    pub kind: &'static Kind,
    pub layout: &'static Layout,
    pub writing: &'a Writing<'a>,
    pub playbook: &'a Playbook,
    pub now: Moment,
    /// Take the file's answers where they differ from those stored.
    pub update: bool,
    /// The form that entries are of.
    pub form: Option<&'a CustomForm>,
    /// How contacts are told.
    people: Vec<Looked>,
    /// Records made beside the rows' own: customers, contacts, supervisors.
    pub made: RefCell<BTreeMap<&'static str, usize>>,
    /// Deliveries that began with a row of the file.
    begun: RefCell<BTreeSet<i64>>,
    placing: &'a Placing,
}

/// A row written, or why it cannot be.
type Written = Result<Result<(i64, Outcome), Vec<Problem>>, Failure>;

impl<'a> Writer<'a> {
    pub fn new(
        kind: &'static Kind,
        layout: &'static Layout,
        writing: &'a Writing<'a>,
        playbook: &'a Playbook,
        update: bool,
        placing: &'a Placing,
    ) -> Self {
        let people = CONTACTS.marks.iter().skip(1);
        Writer {
            kind,
            layout,
            writing,
            playbook,
            now: writing.now,
            update,
            form: None,
            people: people
                .map(|mark| Looked::new(Noun::Contact, *mark))
                .collect(),
            made: RefCell::default(),
            begun: RefCell::default(),
            placing,
        }
    }

    /// Adds the record of a row.
    ///
    /// # Errors
    /// When the store fails; what is wrong with the row comes back.
    pub fn add(&self, mut read: Read) -> Written {
        if let Some(form) = self.form {
            return self.add_entry(form, &read);
        }
        let life = match self.life(&read) {
            Ok(life) => life,
            Err(problem) => return Ok(Err(vec![problem])),
        };
        if let Some(problem) = self.overpays(&read)? {
            return Ok(Err(vec![problem]));
        }
        let customer = match &read.customer {
            Whose::Nobody => None,
            Whose::Known(id) => Some(*id),
            Whose::New(part) => Some(self.new_customer(part)?),
        };
        if let Some(id) = customer {
            self.put(&mut read.own, "customer", Stored::Int(id));
        }
        if let (Some(id), Some(person), true) =
            (customer, &read.contact, self.kind.at("contact").is_some())
        {
            let contact = self.person(id, person, &mut Vec::new())?.0;
            self.put(&mut read.own, "contact", Stored::Int(contact));
        }
        if let Some(name) = &read.supervisor {
            let id = self.new_supervisor(name)?;
            self.put(&mut read.own, "supervisor", Stored::Int(id));
        }
        self.place_last(&mut read)?;
        let (since, day) = self.began(&read);
        let mut extra = self.extra(&read, life.as_ref(), since);
        extra.extend(self.content(&read)?);
        let place = Place {
            number: self.number(&read, day),
            extra,
            since,
            to_confirm: &read.own.to_confirm,
        };
        let (id, number) =
            self.writing
                .insert_row(self.kind.noun, self.layout.form, &read.own.values, &place)?;
        self.tag(id, &read)?;
        self.schedule(id, since)?;
        self.delivered(id, since)?;
        self.hand(id, &read, None)?;
        if let (Noun::Customer, Some(person)) = (self.kind.noun, &read.contact) {
            self.new_contact(id, person)?;
        }
        if let Some(life) = &life {
            life.write(self.writing, id)?;
        }
        Ok(Ok((
            id,
            Outcome {
                verdict: Verdict::New,
                number,
                problems: Vec::new(),
                missing: read.missing,
                crossed: read.crossed || life.is_some_and(|life| life.crossed()),
                written: false,
            },
        )))
    }

    /// Adds what a row says to the record on file that it is about.
    ///
    /// # Errors
    /// When the store fails; what is wrong with the row comes back.
    pub fn change(&self, known: &OnFile, mut read: Read) -> Written {
        if let Some(form) = self.form {
            return self.change_entry(form, known, &read);
        }
        let life = match self.life(&read) {
            Ok(life) => life,
            Err(problem) => return Ok(Err(vec![problem])),
        };
        let (noun, form) = (self.kind.noun, self.layout.form);
        let keys: Vec<&'static str> = form.iter().map(|field| field.key).collect();
        let stored = self.writing.columns_of(noun, known.id, &keys)?;
        let mut conflicts = Vec::new();
        let mut changed = self.beside(known, &stored, &mut read, &mut conflicts)?;
        if !self.update && self.same_name(&stored, &read) {
            self.unsay(&mut read.own, "name");
        }
        let merged = merge(form, &stored, &read.own.values, &read.own.said, self.update);
        self.complain(&merged, known, &mut conflicts);
        if merged.changed {
            self.writing
                .update_row(noun, form, known.id, &stored, &merged.values, self.now)?;
            changed = true;
        }
        changed |= self.stand(known, &read, life.as_ref(), &mut conflicts)?;
        changed |= self.tag(known.id, &read)?;
        self.same_content(known, &read, &mut conflicts)?;
        changed |= self.hand(known.id, &read, Some((known, &mut conflicts)))?;
        if changed {
            self.schedule(known.id, self.now)?;
            self.delivered(known.id, self.now)?;
        }
        let verdict = match (conflicts.is_empty(), changed) {
            (false, _) => Verdict::Conflicting,
            (true, true) => Verdict::Changed,
            (true, false) => Verdict::Same,
        };
        Ok(Ok((
            known.id,
            Outcome {
                verdict,
                number: known.number.clone(),
                problems: conflicts,
                missing: Vec::new(),
                crossed: false,
                written: changed,
            },
        )))
    }

    /// Whether the row has the name on file, if written another way.
    fn same_name(&self, stored: &[Stored], read: &Read) -> bool {
        let key = |name: Option<&Stored>| match name {
            Some(Stored::Text(name)) => Some(search::name_key(name)),
            _ => None,
        };
        let held = self.kind.at("name").and_then(|at| stored.get(at));
        held.is_some() && key(held) == key(Some(read.value(self.kind, "name")))
    }

    /// The customer, contact and supervisor of a row about a known record;
    /// whether any of them was written.
    fn beside(
        &self,
        known: &OnFile,
        stored: &[Stored],
        read: &mut Read,
        conflicts: &mut Vec<Problem>,
    ) -> Result<bool, Failure> {
        let held = |key| self.kind.at(key).and_then(|at| stored.get(at));
        if let Whose::New(_) = read.customer {
            // It is another customer's; none is made for it.
            conflicts.push(stays(self.layout.label("customer"), &known.number));
            self.unsay(&mut read.own, "customer");
        }
        if let Some(name) = read.supervisor.take()
            && (self.update || held("supervisor") == Some(&Stored::Null))
        {
            let id = self.new_supervisor(&name)?;
            self.put(&mut read.own, "supervisor", Stored::Int(id));
        }
        let Some(person) = &read.contact else {
            return Ok(false);
        };
        let customer = match (self.kind.noun, held("customer")) {
            (Noun::Customer, _) => known.id,
            (_, Some(Stored::Int(id))) => *id,
            _ => return Ok(false),
        };
        let (contact, written) = self.person(customer, person, conflicts)?;
        if self.kind.at("contact").is_some() {
            self.put(&mut read.own, "contact", Stored::Int(contact));
        }
        Ok(written)
    }

    pub(super) fn complain(&self, merged: &Merged, known: &OnFile, conflicts: &mut Vec<Problem>) {
        let fields = merged.conflicts.iter();
        conflicts.extend(fields.map(|field| stays(field.label, &known.number)));
    }

    fn put(&self, own: &mut Part, key: &str, value: Stored) {
        if let Some(at) = self.kind.at(key) {
            if let Some(slot) = own.values.get_mut(at) {
                *slot = value;
            }
            if let Some(said) = own.said.get_mut(at) {
                *said = true;
            }
        }
    }

    fn unsay(&self, own: &mut Part, key: &str) {
        if let Some(said) = self.kind.at(key).and_then(|at| own.said.get_mut(at)) {
            *said = false;
        }
    }

    fn life(&self, read: &Read) -> Result<Option<Life>, Problem> {
        match self.kind.noun {
            Noun::Ticket => Life::of(read).map(Some),
            _ => Ok(None),
        }
    }

    /// When the record came to be, as its attributes' dates go, and the day of
    /// its number.
    fn began(&self, read: &Read) -> (Moment, Moment) {
        let since = self.kind.since.map(|key| read.value(self.kind, key));
        let said = match since {
            Some(Stored::Text(text)) => Moment::from_stored(text),
            _ => None,
        };
        let past = said.filter(|at| *at <= self.now).unwrap_or(self.now);
        match self.kind.noun {
            // A customer's number has the year in which it is filed.
            Noun::Customer => (past, self.now),
            Noun::Ticket => (said.unwrap_or(self.now), said.unwrap_or(self.now)),
            _ => (past, said.unwrap_or(self.now)),
        }
    }

    /// The columns that are no fields of the form.
    fn extra(
        &self,
        read: &Read,
        life: Option<&Life>,
        since: Moment,
    ) -> Vec<(&'static str, Stored)> {
        if let Some(life) = life {
            return life.columns();
        }
        let states = self.layout.states().iter().zip(&read.states);
        let mut extra: Vec<(&'static str, Stored)> = states
            .filter(|(field, value)| {
                !apart(self.kind.noun).contains(&field.key) && **value != Stored::Null
            })
            .map(|(field, value)| (field.key, to_column(field.key, value)))
            .collect();
        if self.kind.noun == Noun::Customer {
            // Filed when we got to know of them: old customers raise no
            // deadlines of new ones.
            let filed = self.playbook.gates.registration != Gate::Enforce || read.number.is_some();
            if read.missing.is_empty() {
                extra.push(("submitted_at", Stored::Text(since.stored())));
            }
            if filed {
                extra.push(("filed_at", Stored::Text(since.stored())));
            }
        }
        extra
    }

    /// Puts the row's tags on a customer; whether there was any it had not.
    fn tag(&self, id: i64, read: &Read) -> Result<bool, Failure> {
        let mut added = false;
        if let Stored::Text(text) = read.state(self.kind, "tag") {
            let tags = Tags::load(Found::Text(text)).unwrap_or_default();
            for tag in &tags.0 {
                added |= self.writing.tag(id, tag)?;
            }
        }
        Ok(added)
    }
}
