//! References in the rows of a file: to colleagues, to customers on file, and
//! to customers that are rows of the same file and have no id yet.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::exchange::Sheet;
use crate::exchange::columns::Columns;
use crate::exchange::forms;
use crate::exchange::values::Values;
use crate::store::{Mark, OnFile, Store};
use crate::value::{Candidate, Fault, Noun, Resolve, search};

/// Stands for the customer of the row itself.
pub const THIS_ROW: &str = "\u{1}";

/// The row that a placeholder for a customer stands for: a parent that is a
/// row of the same file has no id yet.
pub fn row_of(id: i64) -> Option<usize> {
    usize::try_from(-id).ok()?.checked_sub(1)
}

fn placeholder(row: usize) -> i64 {
    i64::try_from(row).map_or(i64::MIN, |row| -row - 1)
}

/// References in rows, by number or whole name only: what a person may
/// abbreviate for one record is too little to go by for many.
pub struct RowRefs<'s> {
    store: &'s Store,
    me: i64,
    /// Rows of the file by name key.
    names: HashMap<String, usize>,
    seen: RefCell<HashMap<(Noun, String), Result<i64, Fault>>>,
}

impl<'s> RowRefs<'s> {
    pub fn new(
        store: &'s Store,
        me: i64,
        sheet: &Sheet,
        columns: &Columns,
        values: &Values,
    ) -> Self {
        let fields = forms::of(Noun::Customer).map_or(&[][..], |layout| layout.fields);
        let name = fields.iter().position(|field| field.key == "name");
        let mut names = HashMap::new();
        for (at, row) in sheet.rows.iter().enumerate() {
            if let Some(name) = name.and_then(|name| columns.text(row, name, values)) {
                names.entry(search::name_key(&name)).or_insert(at);
            }
        }
        RowRefs {
            store,
            me,
            names,
            seen: RefCell::default(),
        }
    }

    fn look(&self, noun: Noun, text: &str) -> Result<i64, Fault> {
        let none = || Fault::NoSuch(noun, text.to_owned());
        match noun {
            Noun::Staff if matches!(text, "me" | "我" | "本人") => Ok(self.me),
            Noun::Staff => self.store.staff_named(text).ok().flatten().ok_or_else(none),
            Noun::Customer => {
                let key = search::name_key(text);
                for (mark, text) in [(Mark::Number, text), (Mark::NameKey, key.as_str())] {
                    let found = self
                        .store
                        .customers_marked(mark, text)
                        .map_err(|_| none())?;
                    let found: Vec<_> = found.into_iter().filter(|known| !known.removed).collect();
                    match found.as_slice() {
                        [] => {}
                        [known] => return Ok(known.id),
                        several => {
                            let several = several.iter().map(candidate).collect();
                            return Err(Fault::Ambiguous(noun, text.to_owned(), several));
                        }
                    }
                }
                self.names
                    .get(&key)
                    .map(|row| placeholder(*row))
                    .ok_or_else(none)
            }
            _ => Err(none()),
        }
    }
}

fn candidate(known: &OnFile) -> Candidate {
    Candidate {
        number: known.number.clone(),
        name: known.name.clone(),
    }
}

impl Resolve for RowRefs<'_> {
    fn resolve(&self, noun: Noun, text: &str) -> Result<i64, Fault> {
        if text == THIS_ROW {
            return Ok(0);
        }
        let key = (noun, text.to_owned());
        if let Some(known) = self.seen.borrow().get(&key) {
            return known.clone();
        }
        let found = self.look(noun, text);
        self.seen.borrow_mut().insert(key, found.clone());
        found
    }
}
