//! Rows of a file as customers: what each one is against the file on disk and
//! against the rows before it. Nothing is written here.

use std::collections::{BTreeSet, HashMap};

use super::merge::{Merged, merge};
use super::reasons::{bad, on_file, removed, stays, two, without_flag};
use super::refs::{THIS_ROW, row_of};
use crate::exchange::Sheet;
use crate::exchange::columns::Columns;
use crate::exchange::forms::{self, Inner, Layout};
use crate::exchange::values::Values;
use crate::form::{Draft, is_to_confirm};
use crate::playbook::Playbook;
use crate::problem::{Failure, Problem};
use crate::records::{Contact, Customer};
use crate::say;
use crate::store::{Kept, Mark, OnFile, Store};
use crate::value::{ChoiceSet as _, Noun, Reading, Ref, Stored, Tags, Value, search};
use crate::words::Text;

/// What a row says, read and checked.
pub struct Read {
    pub customer: Customer,
    pub contact: Option<Contact>,
    pub tags: Vec<String>,
    /// The own number that the file gives.
    pub number: Option<String>,
    pub to_confirm: BTreeSet<&'static str>,
    pub contact_to_confirm: BTreeSet<&'static str>,
    /// Labels of what the playbook demands and the row does not say.
    pub missing: Vec<Text>,
}

/// A contact of a known customer.
pub enum Person {
    New(Contact),
    Known(Box<Kept<Contact>>, Merged<Contact>),
}

/// What a row is.
pub enum Verdict {
    New(Box<Read>),
    /// Says nothing that is not on file.
    Same(i64),
    Changed {
        known: Box<Kept<Customer>>,
        merged: Box<Merged<Customer>>,
        person: Option<Box<Person>>,
        tags: Vec<String>,
    },
    Bad(Vec<Problem>),
}

/// A row, judged.
pub struct Judged {
    pub line: usize,
    pub verdict: Verdict,
    /// Answers on file that the row has otherwise, and that stay.
    pub conflicts: Vec<Problem>,
}

/// Judges row after row.
pub struct Judge<'a> {
    pub reading: Reading<'a>,
    pub playbook: &'a Playbook,
    pub store: &'a Store,
    pub columns: &'a Columns,
    pub values: &'a Values,
    /// Take the file's answers where they differ from those stored.
    pub update: bool,
    pub layout: &'static Layout,
    /// Lines of good rows so far, by what tells their customer.
    marks: HashMap<(Mark, String), usize>,
    /// The same, by the customer on file.
    ids: HashMap<i64, usize>,
}

impl<'a> Judge<'a> {
    pub fn new(
        reading: Reading<'a>,
        playbook: &'a Playbook,
        store: &'a Store,
        columns: &'a Columns,
        values: &'a Values,
        update: bool,
    ) -> Self {
        Judge {
            reading,
            playbook,
            store,
            columns,
            values,
            update,
            layout: forms::all()
                .iter()
                .find(|layout| layout.noun == Noun::Customer)
                .unwrap_or(&forms::all()[0]),
            marks: HashMap::new(),
            ids: HashMap::new(),
        }
    }

    /// Judges all rows.
    ///
    /// # Errors
    /// When the file on disk cannot be read; what is wrong with a row is its verdict.
    pub fn all(&mut self, sheet: &Sheet) -> Result<Vec<Judged>, Failure> {
        let mut all = Vec::with_capacity(sheet.rows.len());
        for row in &sheet.rows {
            let mut conflicts = Vec::new();
            let read = self
                .columns
                .draft(row, self.values)
                .map_err(|problem| vec![problem]);
            let verdict = match read.and_then(|draft| Ok((self.read(&draft)?, draft))) {
                Err(problems) => Verdict::Bad(problems),
                Ok((read, draft)) => self.verdict(read, &draft, row.line, &mut conflicts)?,
            };
            all.push(Judged {
                line: row.line,
                verdict,
                conflicts,
            });
        }
        without_orphans(&mut all);
        Ok(all)
    }

    fn read(&self, draft: &Draft) -> Result<Read, Vec<Problem>> {
        let none = BTreeSet::new();
        let mut mine = self.layout.own(draft);
        let person = mine.get("id_number").is_some() && mine.get("uscc").is_none();
        mine.set_default("kind", if person { "individual" } else { "enterprise" });
        let mut theirs = self.layout.inner(Inner::Contact, draft);
        if let Some(theirs) = &mut theirs {
            theirs.set_at(0, Some(THIS_ROW.to_owned()));
        }
        let customer = mine.finish::<Customer>(&self.reading, &none);
        let contact = theirs
            .as_ref()
            .map(|contact| contact.finish::<Contact>(&self.reading, &none))
            .transpose();
        let (customer, contact) = match (customer, contact) {
            (Ok(customer), Ok(contact)) => (customer, contact),
            (customer, contact) => {
                let problems = customer.err().into_iter().chain(contact.err()).flatten();
                return Err(problems.map(without_flag).collect());
            }
        };
        let tags = Tags::parse(draft.get("tag").unwrap_or(""), &self.reading).unwrap_or_default();
        let missing = self.missing(draft, customer.kind.code());
        // The keys of the contact's own form, not of the row.
        let own = |key: &'static str| key.split_once('.').map_or(key, |(_, key)| key);
        Ok(Read {
            customer,
            contact,
            tags: tags.0,
            number: self.layout.number(draft).map(str::to_uppercase),
            to_confirm: mine.to_confirm(),
            contact_to_confirm: theirs
                .map(|contact| contact.to_confirm().into_iter().map(own).collect())
                .unwrap_or_default(),
            missing,
        })
    }

    /// What the playbook demands and the row does not say (meaning.md 11 b).
    fn missing(&self, draft: &Draft, kind: &str) -> Vec<Text> {
        let answered = |key: &str| draft.get(key).is_some_and(|answer| !is_to_confirm(answer));
        let demands = self.playbook.required.of_kind("customer", Some(kind));
        demands
            .filter(|demand| !demand.is_met(answered))
            .filter_map(|demand| demand.any_of.first())
            .map(|key| self.layout.label(key))
            .collect()
    }

    fn verdict(
        &mut self,
        read: Read,
        draft: &Draft,
        line: usize,
        conflicts: &mut Vec<Problem>,
    ) -> Result<Verdict, Failure> {
        let marks = marks(&read);
        let before = marks.iter().find_map(|mark| self.marks.get(mark));
        if let Some(before) = before {
            return Ok(bad(say!(
                "line {before} of this file is the same customer",
                "与本文件第 {before} 行是同一客户"
            )));
        }
        let known = match self.known(&read, &marks)? {
            Ok(known) => known,
            Err(problem) => return Ok(Verdict::Bad(vec![problem])),
        };
        if let Some(known) = &known
            && let Some(before) = self.ids.insert(known.id, line)
        {
            return Ok(bad(say!(
                "line {before} of this file is the same customer",
                "与本文件第 {before} 行是同一客户"
            )));
        }
        for mark in marks {
            self.marks.insert(mark, line);
        }
        match known {
            None => Ok(Verdict::New(Box::new(read))),
            Some(known) => self.change(&known, read, draft, conflicts),
        }
    }

    /// The customer on file that the row is about.
    fn known(
        &self,
        read: &Read,
        marks: &[(Mark, String)],
    ) -> Result<Result<Option<OnFile>, Problem>, Failure> {
        let mut known: Option<OnFile> = None;
        for (mark, text) in marks.iter().filter(|(mark, _)| *mark != Mark::NameKey) {
            for found in self.store.customers_marked(*mark, text)? {
                match &known {
                    Some(known) if known.id != found.id => return Ok(Err(two(known, &found))),
                    _ if found.removed => return Ok(Err(removed(&found))),
                    _ => known = Some(found),
                }
            }
        }
        let named = match marks.iter().find(|(mark, _)| *mark == Mark::NameKey) {
            Some((mark, key)) => self.store.customers_marked(*mark, key)?,
            None => Vec::new(),
        };
        if let Some(known) = known {
            let other = named.iter().find(|other| other.id != known.id);
            let renamed = !named.iter().any(|named| named.id == known.id);
            return Ok(match other {
                Some(other) if renamed => Err(two(&known, other)),
                _ => Ok(Some(known)),
            });
        }
        let fits = |known: &&OnFile| {
            same_or_unsaid(&known.region, &read.customer.region)
                && same_or_unsaid(&known.uscc, &read.customer.uscc)
        };
        let mut fitting = named.iter().filter(fits);
        Ok(match (fitting.next(), fitting.next(), named.first()) {
            (Some(one), Some(other), _) => Err(two(one, other)),
            (Some(one), None, _) => Ok(Some(one.clone())),
            (None, _, Some(other)) => Err(on_file(other)),
            (None, _, None) => Ok(None),
        })
    }

    /// What the row changes in a customer on file.
    fn change(
        &self,
        known: &OnFile,
        read: Read,
        draft: &Draft,
        conflicts: &mut Vec<Problem>,
    ) -> Result<Verdict, Failure> {
        let stored = self.store.get::<Customer>(known.id)?;
        // What is assumed of a row that does not say it changes nothing.
        let answered = |key: &str| draft.get(key).is_some_and(|answer| !answer.is_empty());
        let merged = merge(&stored.record, &read.customer, self.update, answered)?;
        conflicts.extend(
            merged
                .conflicts
                .iter()
                .map(|field| stays(field.label, &stored.number)),
        );
        let person = match read.contact {
            Some(contact) => self.person(known, contact, conflicts)?,
            None => None,
        };
        let has = self.store.tags(known.id)?;
        let tags: Vec<String> = read
            .tags
            .into_iter()
            .filter(|tag| !has.contains(tag))
            .collect();
        if merged.changed.is_empty() && person.is_none() && tags.is_empty() && conflicts.is_empty()
        {
            return Ok(Verdict::Same(known.id));
        }
        Ok(Verdict::Changed {
            known: Box::new(stored),
            merged: Box::new(merged),
            person: person.map(Box::new),
            tags,
        })
    }

    fn person(
        &self,
        known: &OnFile,
        mut contact: Contact,
        conflicts: &mut Vec<Problem>,
    ) -> Result<Option<Person>, Failure> {
        contact.customer = Ref::new(known.id);
        let key = search::name_key(&contact.name.0);
        let on_file = self.store.contacts_of(known.id)?;
        let same = on_file
            .into_iter()
            .find(|other| search::name_key(&other.record.name.0) == key);
        let Some(same) = same else {
            return Ok(Some(Person::New(contact)));
        };
        let merged = merge(&same.record, &contact, self.update, |_| true)?;
        conflicts.extend(
            merged
                .conflicts
                .iter()
                .map(|field| stays(field.label, &known.number)),
        );
        Ok(match merged.changed.is_empty() {
            true => None,
            false => Some(Person::Known(Box::new(same), merged)),
        })
    }
}

/// What tells the row's customer, the surest first.
fn marks(read: &Read) -> Vec<(Mark, String)> {
    let text = |stored: Stored| match stored {
        Stored::Text(text) => Some(text),
        _ => None,
    };
    let customer = &read.customer;
    [
        (Mark::Number, read.number.clone()),
        (Mark::External, customer.external.clone()),
        (Mark::CreditCode, text(customer.uscc.store())),
        (Mark::NameKey, Some(search::name_key(&customer.name.0))),
    ]
    .into_iter()
    .filter_map(|(mark, text)| Some((mark, text.filter(|text| !text.is_empty())?)))
    .collect()
}

/// Whether two answers do not contradict each other.
fn same_or_unsaid<T: Value>(known: &Option<String>, said: &Option<T>) -> bool {
    match (known, said.as_ref().map(Value::store)) {
        (Some(known), Some(Stored::Text(said))) => *known == said,
        _ => true,
    }
}

/// A row whose parent is a row that is not taken cannot be taken either.
fn without_orphans(all: &mut [Judged]) {
    loop {
        let lost: Vec<bool> = all
            .iter()
            .map(|row| matches!(row.verdict, Verdict::Bad(_)))
            .collect();
        let mut found = false;
        for at in 0..all.len() {
            let Some(parent) = all.get(at).and_then(parent_row) else {
                continue;
            };
            let line = all.get(parent).map_or(0, |row| row.line);
            let Some(row) = all.get_mut(at) else { continue };
            let what = match parent == at {
                true => say!("is its own parent company", "上级公司是其自身"),
                false if lost.get(parent) == Some(&true) => say!(
                    "the parent company, line {line}, cannot be taken",
                    "上级公司（第 {line} 行）未能导入"
                ),
                false => continue,
            };
            row.verdict = bad(what);
            found = true;
        }
        if !found {
            return;
        }
    }
}

fn parent_row(row: &Judged) -> Option<usize> {
    let customer = match &row.verdict {
        Verdict::New(read) => &read.customer,
        Verdict::Changed { merged, .. } => &merged.record,
        Verdict::Same(_) | Verdict::Bad(_) => return None,
    };
    row_of(customer.parent?.id())
}
