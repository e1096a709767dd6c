//! Records as something can be owed for them: whose they are, since when they are
//! known, and what rules filter by.

use std::sync::Arc;

use rusqlite::Row;

use super::sources::attribute;
use super::sparse::Sparse;
use super::{Filed, Only};
use crate::event::{About, Attribute};
use crate::problem::Failure;
use crate::rules::Subject;
use crate::store::moment;
use crate::value::Noun;

/// Customers, by their ids.
pub(super) struct Customers {
    pub(super) all: Arc<[Subject]>,
    /// Their ids alone, close together: a hundred thousand are looked up among them.
    ids: Vec<i64>,
}

impl Customers {
    /// What is asked about all of them is asked in the order of their ids, in which
    /// indexes and changes stand, too.
    fn new(mut all: Vec<Subject>) -> Self {
        all.sort_unstable_by_key(|subject| subject.id);
        Customers {
            ids: all.iter().map(|subject| subject.id).collect(),
            all: all.into(),
        }
    }

    /// The customer, if it is in scope.
    pub(super) fn of(&self, id: i64) -> Option<&Subject> {
        self.all.get(self.ids.binary_search(&id).ok()?)
    }
}

impl Filed<'_> {
    /// Whether a record `s` is in scope, its customer being called `c`.
    pub(super) fn in_scope(&self, about: Noun, c: &str) -> String {
        if self.scope.is_empty() {
            return "1".to_owned();
        }
        let scope = &self.scope;
        let assigned = match assignee(about) {
            Some(column) => format!(" OR {column} IN ({scope})"),
            None => String::new(),
        };
        format!("({c}.owner IN ({scope}) OR {c}.owner IS NULL{assigned})")
    }

    /// The columns of a subject: id, customer, owner, assignee, begun, and what
    /// was asked for. `s` and `c` are what the statement calls it and its customer.
    pub(super) fn columns(
        about: About,
        noun: Noun,
        want: &[Attribute],
        (s, c): (&str, &str),
    ) -> String {
        let begun = match noun {
            Noun::Customer => format!("coalesce({s}.acquired, {s}.recorded_at)"),
            _ => format!("{s}.recorded_at"),
        };
        let assignee = assignee(noun).unwrap_or("NULL");
        let owner = match noun {
            // What belongs to no customer is its own people's.
            Noun::Entry | Noun::Improvement => format!("coalesce({c}.owner, {assignee})"),
            Noun::Handover => format!("{s}.\"from\""),
            Noun::Recall => format!("coalesce({c}.owner, {s}.owner)"),
            _ => format!("{c}.owner"),
        };
        let mut columns = format!("{s}.id, {c}.id, {owner}, {assignee}, {begun}");
        for which in want {
            columns.push_str(", ");
            columns.push_str(&attribute(about, *which, c));
        }
        columns
    }

    /// A subject from the columns that begin at `at`.
    pub(super) fn subject(
        &self,
        row: &Row<'_>,
        at: usize,
        noun: Noun,
        want: &[Attribute],
    ) -> rusqlite::Result<Subject> {
        self.subject_with(row, at, noun, want, [])
    }

    /// The same, of whom more is known already.
    fn subject_with(
        &self,
        row: &Row<'_>,
        at: usize,
        noun: Noun,
        want: &[Attribute],
        known: impl IntoIterator<Item = (Attribute, &'static str)>,
    ) -> rusqlite::Result<Subject> {
        let mut attributes = Vec::with_capacity(want.len() + 4);
        for (n, which) in want.iter().enumerate() {
            if let Some(code) = self.codes.of(row.get_ref(at + 5 + n)?) {
                attributes.push((*which, code));
            }
        }
        attributes.extend(known);
        Ok(Subject {
            noun,
            id: row.get(at)?,
            customer: row.get(at + 1)?,
            owner: row.get(at + 2)?,
            assignee: row.get(at + 3)?,
            begun: moment(row, at + 4)?,
            attributes: self.codes.together(attributes),
        })
    }

    /// The customers in scope with these attributes.
    pub(super) fn customers(&self, want: &[Attribute]) -> Result<Arc<Customers>, Failure> {
        let want = self.together(About::Customer, want);
        self.memory.customers.get(want.clone(), || {
            let all = Arc::new(Customers::new(self.load_customers(&want)?));
            self.memory.count(all.all.len());
            Ok(all)
        })
    }

    fn load_customers(&self, want: &[Attribute]) -> Result<Vec<Subject>, Failure> {
        let (mut common, mut sparse) = (Vec::new(), Vec::new());
        for which in want {
            match Sparse::of(*which).filter(|_| self.only == Only::All) {
                Some(kept) => sparse.push((*which, kept.read(self)?)),
                None => common.push(*which),
            }
        }
        let sql = format!(
            "SELECT {} FROM {} WHERE s.removed_at IS NULL AND {}",
            Self::columns(About::Customer, Noun::Customer, &common, ("s", "s")),
            self.reached("customer", None, "s.id"),
            self.in_scope(Noun::Customer, "s")
        );
        self.rows(&sql, &[], |row| {
            let id = row.get(0)?;
            let known = sparse
                .iter()
                .filter_map(|(which, known)| Some((*which, known.code(id)?)));
            self.subject_with(row, 0, Noun::Customer, &common, known)
        })
    }
}

/// Whom a record `s` is assigned to.
const fn assignee(noun: Noun) -> Option<&'static str> {
    match noun {
        Noun::Ticket => Some("s.assignee"),
        Noun::Action => Some("s.owner"),
        Noun::Request => Some("s.assignee"),
        Noun::Feedback => Some("coalesce(s.lead, s.owner)"),
        Noun::Survey | Noun::Recall | Noun::Affected | Noun::Improvement => Some("s.owner"),
        Noun::Remark => Some("s.owner"),
        Noun::Handover => Some("s.\"to\""),
        Noun::Entry => Some("coalesce(s.who, s.\"by\")"),
        _ => None,
    }
}
