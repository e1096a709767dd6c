//! What the engine asks of the records, and in what form it gets it. The store
//! answers from indexed queries; a test answers from a handful of facts.

use crate::event::{Attribute, Date};
use crate::playbook::{Condition, Selector};
use crate::problem::Failure;
use crate::value::{Moment, Noun};

/// A record that something can be owed for, with what rules filter by.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    pub noun: Noun,
    pub id: i64,
    /// The customer it belongs to; itself, where it is one.
    pub customer: i64,
    /// The customer's owner, and whom the record is assigned to.
    pub owner: Option<i64>,
    pub assignee: Option<i64>,
    /// Codes of the attributes that were asked for; absent = no value.
    pub attributes: Vec<(Attribute, String)>,
}

/// One event that took place.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    pub at: Moment,
    /// The record it hangs on: the most specific one it carries.
    pub noun: Noun,
    pub record: i64,
    pub customer: i64,
    /// Further records that it carries (a follow-up's plan, ticket, occasion).
    pub links: Vec<(Noun, i64)>,
}

/// A dated change of an attribute of a subject.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    pub record: i64,
    pub attribute: Attribute,
    pub at: Moment,
    pub old: Option<String>,
    pub new: Option<String>,
}

/// A date that a record carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Dated {
    pub subject: Subject,
    pub due: Moment,
    /// When the date was set: it can be met from then on.
    pub since: Moment,
}

/// What the records say. Every method is one query, answered for the people in
/// scope, oldest first.
pub trait Facts {
    /// Records of `noun` for which `filter` holds today.
    fn subjects(
        &self,
        noun: Noun,
        filter: &[Condition],
        want: &[Attribute],
    ) -> Result<Vec<Subject>, Failure>;

    /// Events of a selector from `from` on.
    fn events(&self, selector: &Selector, from: Moment) -> Result<Vec<Fact>, Failure>;

    /// The newest event of any of the selectors for each customer.
    fn newest(
        &self,
        selectors: &[Selector],
    ) -> Result<std::collections::HashMap<i64, Moment>, Failure>;

    /// The dated changes of these attributes, of records of `noun`.
    fn turns(&self, noun: Noun, attributes: &[Attribute]) -> Result<Vec<Turn>, Failure>;

    /// Records with this date.
    fn dated(&self, date: Date, from: Moment, to: Moment) -> Result<Vec<Dated>, Failure>;
}
