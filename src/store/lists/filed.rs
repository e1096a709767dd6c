//! Records as paper shows them: the fields that a layout names, references to be
//! called by their names, and the records that belong to another one.

use super::whole::column;
use super::{Filter, List, Shown};
use crate::field::Field;
use crate::playbook::Link;
use crate::problem::Failure;
use crate::store::Store;
use crate::value::{Cell, Kind, Noun, Stored};

/// What is no column of the record, and told of it on paper alone.
fn derived(noun: Noun, key: &str) -> Option<String> {
    match (noun, key) {
        (Noun::Grade, "grade_before") => Some(
            "(SELECT t.old FROM turn t WHERE t.noun = 'customer' AND t.record = r.customer
              AND t.attribute = 'grade' AND t.at >= r.at ORDER BY t.at, t.id LIMIT 1)"
                .to_owned(),
        ),
        (Noun::Review, "reviewed") => {
            let numbered = Noun::ALL.iter().filter(|noun| **noun != Noun::TicketEvent);
            let each = numbered.map(|noun| {
                let table = noun.table();
                format!(
                    "WHEN '{table}' THEN (SELECT n.number FROM {table} n WHERE n.id = r.record)"
                )
            });
            let each: Vec<String> = each.collect();
            Some(format!("(CASE r.noun {} END)", each.join(" ")))
        }
        _ => None,
    }
}

impl List {
    /// The rows of a noun under some of its fields, oldest first.
    pub fn filed(noun: Noun, fields: &[Field]) -> Self {
        let columns = fields.iter().map(|field| match field.kind {
            Kind::Ref(_) => Shown {
                key: field.key,
                label: field.label,
                sensitive: field.sensitive,
                extra: false,
                sql: format!("r.\"{}\"", field.key),
                door: field.door(),
            },
            _ => match derived(noun, field.key) {
                Some(sql) => Shown {
                    sql,
                    ..column(noun, field)
                },
                None => column(noun, field),
            },
        });
        List {
            noun,
            columns: columns.collect(),
            order: "r.id",
        }
    }
}

impl Filter {
    /// The records of another noun that belong to the record `id` of `noun`.
    pub fn belonging(noun: Noun, id: i64, by: Link) -> Self {
        let mut all = Filter::default();
        let table = noun.table();
        let condition = match by {
            Link::Column(column) => format!("r.\"{column}\" = ?"),
            Link::Customer => format!("r.customer = (SELECT customer FROM {table} WHERE id = ?)"),
            Link::Review => format!("r.noun = '{table}' AND r.record = ?"),
            Link::Handed => {
                "r.id IN (SELECT h.customer FROM handed h WHERE h.handover = ?)".to_owned()
            }
        };
        all.and(condition, vec![Stored::Int(id)]);
        all
    }

    /// Leaves only rows where a field has this code; any answer where there is none.
    pub fn answered(&mut self, field: &Field, code: Option<&str>) {
        let key = field.key;
        match code {
            Some(code) => self.and(
                format!("r.\"{key}\" = ?"),
                vec![Stored::Text(code.to_owned())],
            ),
            None => self.and(format!("r.\"{key}\" IS NOT NULL"), Vec::new()),
        }
    }
}

impl Store {
    /// What one record holds for a field; removed or not.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn held(&self, noun: Noun, id: i64, field: &Field) -> Result<Cell, Failure> {
        let list = List::filed(noun, std::slice::from_ref(field));
        let Some(shown) = list.columns.first() else {
            return Ok(Cell::Empty);
        };
        let sql = format!(
            "SELECT {} FROM {} r WHERE r.id = ?1",
            shown.sql,
            noun.table()
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query([id])?;
        let cell = match rows.next()? {
            Some(row) => shown.door.load(super::found(row.get_ref(0)?)),
            None => None,
        };
        Ok(cell.unwrap_or(Cell::Empty))
    }

    /// The records of another noun that belong to one, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn belonging(
        &self,
        (noun, id): (Noun, i64),
        of: Noun,
        by: Link,
        only: &[(Field, Option<&'static str>)],
    ) -> Result<Vec<i64>, Failure> {
        let mut filter = Filter::belonging(noun, id, by);
        for (field, code) in only {
            filter.answered(field, *code);
        }
        let mut found = Vec::new();
        self.list(
            &List::filed(of, &[]),
            &[],
            &filter,
            &[],
            None,
            &mut |id, _| {
                found.push(id);
                Ok(())
            },
        )?;
        Ok(found)
    }
}
