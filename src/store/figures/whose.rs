//! Whose records, and of which customers: the narrowing that the reports share. Every
//! query that narrows takes its condition from here.

use std::collections::HashSet;

use super::{Period, grade_then};
use crate::problem::Failure;
use crate::records::choices::{GradeLetter, Source};
use crate::store::Store;
use crate::value::{ChoiceSet as _, Moment};

/// What is left out of nothing, unless it is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whose {
    /// One colleague, or those of a team.
    pub owners: Option<Vec<i64>>,
    /// Of customers in these regions, from these sources, with these grades `at` the end
    /// of what is asked about: the same customers in every period laid beside it.
    pub regions: Vec<String>,
    pub grades: Vec<GradeLetter>,
    pub sources: Vec<Source>,
    pub at: Option<Moment>,
    /// One customer alone.
    pub customer: Option<i64>,
}

impl Whose {
    /// Whether nothing is left out.
    pub fn is_everything(&self) -> bool {
        self.owners.is_none()
            && self.regions.is_empty()
            && self.grades.is_empty()
            && self.sources.is_empty()
            && self.customer.is_none()
    }

    /// What must hold of a row: `person` is the column of its colleague, `customer`
    /// that of its customer.
    pub(in crate::store) fn of(&self, person: &str, customer: &str) -> String {
        let mut all = vec!["1".to_owned()];
        if let Some(owners) = &self.owners {
            let owners: Vec<_> = owners.iter().map(i64::to_string).collect();
            all.push(format!("{person} IN ({})", owners.join(", ")));
        }
        if let Some(id) = self.customer {
            all.push(format!("{customer} = {id}"));
        }
        let of_customer = |column: &str, codes: &str| {
            format!(
                "EXISTS (SELECT 1 FROM customer x WHERE x.id = {customer} AND x.{column} IN ({codes}))"
            )
        };
        if !self.regions.is_empty() {
            all.push(of_customer("region", &listed(&self.regions)));
        }
        if !self.sources.is_empty() {
            let sources: Vec<_> = self.sources.iter().map(|one| one.code()).collect();
            all.push(of_customer("source", &listed(&sources)));
        }
        if !self.grades.is_empty() {
            let grades: Vec<_> = self.grades.iter().map(|one| one.code()).collect();
            let then = match self.at {
                Some(at) => grade_then(customer).replace(":to", &quoted(&at.stored())),
                None => format!("(SELECT x.grade FROM customer x WHERE x.id = {customer})"),
            };
            all.push(format!("{then} IN ({})", listed(&grades)));
        }
        format!("({})", all.join(" AND "))
    }
}

/// One period of a report that is counted by its records.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    pub period: &'a Period,
    pub whose: &'a Whose,
    /// The end of the period, or now where it runs.
    pub until: Moment,
}

impl Frame<'_> {
    /// Its beginning, its end and its `until`, as they are stored.
    pub(super) fn stored(&self) -> (String, String, String) {
        (
            self.period.from.stored(),
            self.period.to.stored(),
            self.until.stored(),
        )
    }
}

impl Store {
    /// The customers that pass; `None` where nothing is asked of customers.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn customers_passing(&self, whose: &Whose) -> Result<Option<HashSet<i64>>, Failure> {
        let of_customers = Whose {
            owners: None,
            ..whose.clone()
        };
        if of_customers.is_everything() {
            return Ok(None);
        }
        let passes = of_customers.of("c.owner", "c.id");
        let sql = format!("SELECT c.id FROM customer c WHERE {passes}");
        let customers = self.rows(&sql, [], |row| row.get(0))?;
        Ok(Some(customers.into_iter().collect()))
    }
}

fn listed(texts: &[impl AsRef<str>]) -> String {
    let texts: Vec<_> = texts.iter().map(|text| quoted(text.as_ref())).collect();
    texts.join(", ")
}

/// A text as SQL writes it: nothing in it can end it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_said_leaves_nothing_out() {
        assert!(Whose::default().is_everything());
        assert_eq!(Whose::default().of("d.owner", "d.customer"), "(1)");
    }

    proptest! {
        #[test]
        fn a_quoted_text_is_that_text(text in "[^\\x00]*") {
            let db = rusqlite::Connection::open_in_memory().unwrap();
            let sql = format!("SELECT {}", quoted(&text));
            let back: String = db.query_row(&sql, [], |row| row.get(0)).unwrap();
            prop_assert_eq!(back, text);
        }
    }
}
