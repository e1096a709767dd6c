//! What the engine asks of the records, and in what form it gets it. The store
//! answers from indexed queries; a test answers from a handful of facts.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use smallvec::SmallVec;

use super::moments::Moments;
use crate::event::{Attribute, Date};
use crate::playbook::Selector;
use crate::problem::Failure;
use crate::value::{Moment, Noun};

/// A record that something can be owed for, with what rules filter by.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    pub noun: Noun,
    pub id: i64,
    /// The customer it belongs to; itself, where it is one.
    pub customer: Option<i64>,
    /// The customer's owner, and whom the record is assigned to.
    pub owner: Option<i64>,
    pub assignee: Option<i64>,
    /// Since when it is known: nothing is owed for it from before.
    pub begun: Moment,
    /// Codes of the attributes that were asked for; absent = no value. Several
    /// values stand behind one another with commas between. Shared, since each
    /// of many obligations keeps its subject.
    pub attributes: Arc<[(Attribute, &'static str)]>,
}

impl Subject {
    /// The code of one of the attributes that were asked for.
    pub fn attribute(&self, which: Attribute) -> Option<&'static str> {
        let found = self.attributes.iter().find(|(known, _)| *known == which);
        found.map(|(_, code)| *code)
    }

    /// Under which its events are found: the customer it belongs to, or itself
    /// where it belongs to none. No two records have the same id.
    pub fn home(&self) -> i64 {
        self.customer.unwrap_or(self.id)
    }
}

/// A record that an event hangs on.
pub type Link = (Noun, i64);

/// The records that an event hangs on, its customer among them: seldom more than that
/// customer and the record itself.
pub type Links = SmallVec<[Link; 2]>;

/// One event that took place.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    pub at: Moment,
    /// The first day of the period that it was done for, where it says so.
    pub period: Option<NaiveDate>,
    pub links: Links,
}

/// An event that begins a clock, and for what.
#[derive(Clone, Debug, PartialEq)]
pub struct Start {
    pub at: Moment,
    pub links: Links,
    pub subject: Subject,
}

/// A dated change of an attribute of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    pub record: i64,
    pub attribute: Attribute,
    pub at: Moment,
    pub old: Option<&'static str>,
    pub new: Option<&'static str>,
}

/// A date that a record carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Dated {
    pub subject: Subject,
    pub due: Moment,
    /// When the date was set: it can be met from then on.
    pub since: Moment,
    /// When the record itself says that it is done.
    pub done: Option<Moment>,
    pub links: Links,
}

/// What happened to a ticket's clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub ticket: i64,
    pub at: Moment,
    pub what: Happened,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    Waiting,
    Resumed,
    Solved,
    Reopened,
    /// Given a solution; solving is one too.
    Answered,
    /// A new time was agreed with the customer (R121).
    Agreed(Moment),
}

/// What events are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of<'a> {
    Customers(&'a [i64]),
    Tickets(&'a [i64]),
    /// Whoever made them: what can do a duty.
    Staff(&'a [i64]),
}

/// From when to when, and whether only what may still be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Window {
    pub from: Moment,
    pub to: Moment,
    /// Leave out what can owe nothing any more, such as closed tickets; what
    /// is always raised (open tickets, actions, pauses) comes however old it is.
    pub open: bool,
}

/// What the records say, for the people in scope. Every method is one query
/// for all the records that it is asked about.
pub trait Facts {
    /// All records of `noun` that are on file.
    ///
    /// # Errors
    /// When they cannot be read.
    fn subjects(&self, noun: Noun, want: &[Attribute]) -> Result<Arc<[Subject]>, Failure>;

    /// The events that begin a clock, oldest first.
    ///
    /// # Errors
    /// When they cannot be read.
    fn starts(
        &self,
        of: &[Selector],
        want: &[Attribute],
        window: Window,
    ) -> Result<Vec<Start>, Failure>;

    /// Events about these records from `from` on, oldest first.
    ///
    /// # Errors
    /// When they cannot be read.
    fn events(&self, of: &[Selector], about: Of<'_>, from: Moment) -> Result<Vec<Fact>, Failure>;

    /// When these events were, for these customers at least: from `from` on, or all of them,
    /// and not after `to`. What is looked back on for a great many, as little as that takes.
    ///
    /// # Errors
    /// When they cannot be read.
    fn moments(
        &self,
        of: &[Selector],
        customers: &[i64],
        (from, to): (Option<Moment>, Moment),
    ) -> Result<Arc<Moments>, Failure> {
        let from = from.unwrap_or_else(|| Moment::from_utc(DateTime::<Utc>::MIN_UTC));
        let facts = self.events(of, Of::Customers(customers), from)?;
        Ok(Arc::new(Moments::of_facts(&facts, to)))
    }

    /// For each customer and moment, whether one of these events has been
    /// there since.
    ///
    /// # Errors
    /// When they cannot be read.
    fn been_since(&self, of: &[Selector], all: &[(i64, Moment)]) -> Result<Vec<bool>, Failure>;

    /// When the newest of these events was, for each of the customers.
    ///
    /// # Errors
    /// When they cannot be read.
    fn newest(&self, of: &[Selector], customers: &[i64]) -> Result<Vec<Option<Moment>>, Failure>;

    /// The dated changes of an attribute by record, each record's oldest first:
    /// of these records at least, which come in order.
    ///
    /// # Errors
    /// When they cannot be read.
    fn turns(
        &self,
        noun: Noun,
        attribute: Attribute,
        records: &[i64],
    ) -> Result<Arc<[Turn]>, Failure>;

    /// Records with this date between two moments.
    ///
    /// # Errors
    /// When they cannot be read.
    fn dated(&self, date: Date, want: &[Attribute], window: Window) -> Result<Vec<Dated>, Failure>;

    /// The customers on the list of a record that is about many; none of another.
    ///
    /// # Errors
    /// When they cannot be read.
    fn customers_of(&self, _: Noun, _: i64) -> Result<Vec<i64>, Failure> {
        Ok(Vec::new())
    }

    /// What happened to the clocks of these tickets, oldest first.
    ///
    /// # Errors
    /// When they cannot be read.
    fn steps(&self, tickets: &[i64]) -> Result<Vec<Step>, Failure>;
}
