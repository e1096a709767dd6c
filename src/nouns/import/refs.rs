//! References in the rows of a file: to records on file, to records that are
//! rows of the same file and not taken yet, and to what the row itself makes.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use super::kinds::Kind;
use crate::exchange::Sheet;
use crate::exchange::columns::Columns;
use crate::exchange::values::Values;
use crate::problem::Failure;
use crate::store::{Looked, Mark, OnFile, Writing};
use crate::value::{Candidate, Fault, Noun, Resolve, Stored, search};

/// Stands for the customer that the row is about, and may have to make first.
pub const OWN_CUSTOMER: &str = "\u{1}";

/// The id that it has until then.
pub const CUSTOMER_TO_COME: i64 = i64::MIN;

/// The row that a placeholder stands for: a parent company that is a row of
/// the same file has no id before it was taken.
pub fn row_of(id: i64) -> Option<usize> {
    match id {
        CUSTOMER_TO_COME => None,
        id => usize::try_from(-id).ok()?.checked_sub(1),
    }
}

/// References in rows, by number or whole name only: what a person may
/// abbreviate for one record is too little to go by for many.
pub struct RowRefs<'w> {
    writing: &'w Writing<'w>,
    me: i64,
    noun: Noun,
    /// Rows of the file by name, where records of its noun refer to others.
    rows: HashMap<String, usize>,
    staff: RefCell<HashMap<String, i64>>,
    /// The customer of the row at hand: a contact is looked for among theirs.
    customer: Cell<i64>,
    theirs: Looked,
    products: Looked,
    contracts: Looked,
}

impl<'w> RowRefs<'w> {
    pub fn new(
        writing: &'w Writing<'w>,
        me: i64,
        kind: &Kind,
        sheet: &Sheet,
        columns: &Columns,
        values: &Values,
    ) -> Self {
        let mut rows = HashMap::new();
        // A company has a parent company, a colleague a supervisor.
        let named = match kind.noun {
            Noun::Customer | Noun::Staff => kind.at("name").map(|at| at + 1),
            // A ticket follows an earlier one, or was merged into another.
            Noun::Ticket => Some(0),
            _ => None,
        };
        for (at, row) in sheet.rows.iter().enumerate() {
            if let Some(name) = named.and_then(|name| columns.text(row, name, values)) {
                rows.entry(search::name_key(&name)).or_insert(at);
            }
        }
        RowRefs {
            writing,
            me,
            noun: kind.noun,
            rows,
            staff: RefCell::default(),
            customer: Cell::new(CUSTOMER_TO_COME),
            theirs: Looked::new(Noun::Contact, Mark::same(&["customer", "name_key"])),
            products: Looked::new(Noun::Product, Mark::same(&["name_key"])),
            contracts: Looked::new(Noun::Contract, Mark::same(&["contract_no"])),
        }
    }

    /// The row at hand is about this customer.
    pub fn about(&self, customer: i64) {
        self.customer.set(customer);
    }

    /// The customers that `text` names: one by number, or several by name.
    /// Persons of one name are told apart by phone and e-mail; `strictly`
    /// means that nobody is found rather than somebody else.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn customers(
        &self,
        text: &str,
        person: Option<&[Stored; 2]>,
        strictly: bool,
    ) -> Result<Vec<OnFile>, Failure> {
        let number = text.to_uppercase();
        if let Some(id) = self.writing.numbered(Noun::Customer, &number)? {
            return Ok(vec![OnFile {
                id,
                number,
                name: String::new(),
                removed: false,
                apart: Vec::new(),
            }]);
        }
        let key = search::name_key(text);
        let found = self.writing.customers_called(&key, person)?;
        match found.is_empty() && person.is_some() && !strictly {
            true => self.writing.customers_called(&key, None),
            false => Ok(found),
        }
    }

    /// The customer that a record on file belongs to, if it belongs to one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn home_of(&self, noun: Noun, id: i64) -> Result<Option<i64>, Failure> {
        self.writing.home_of(noun, id)
    }

    fn look(&self, noun: Noun, text: &str) -> Result<i64, Fault> {
        let none = || Fault::NoSuch(noun, text.to_owned());
        let found = match noun {
            Noun::Customer => self.customers(text, None, false).map_err(|_| none())?,
            Noun::Contact | Noun::Product | Noun::Contract => {
                let value = |column: &str| match column {
                    "customer" => Stored::Int(self.customer.get()),
                    // The number on the paper.
                    "contract_no" => Stored::Text(text.to_owned()),
                    _ => Stored::Text(search::name_key(text)),
                };
                let looked = match noun {
                    Noun::Contact => &self.theirs,
                    Noun::Contract => &self.contracts,
                    _ => &self.products,
                };
                let number = self.writing.numbered(noun, &text.to_uppercase());
                if let Some(id) = number.map_err(|_| none())? {
                    return Ok(id);
                }
                let found = self.writing.marked(looked, value);
                found.map_err(|_| none())?
            }
            _ => {
                let number = self.writing.numbered(noun, &text.to_uppercase());
                let known = number.map_err(|_| none())?;
                return known.or_else(|| self.row(noun, text)).ok_or_else(none);
            }
        };
        match found.as_slice() {
            [one] => Ok(one.id),
            [] => self.row(noun, text).ok_or_else(none),
            several => Err(Fault::Ambiguous(
                noun,
                text.to_owned(),
                several.iter().map(candidate).collect(),
            )),
        }
    }

    fn colleague(&self, text: &str) -> Result<i64, Fault> {
        if matches!(text, "me" | "我" | "本人") {
            return Ok(self.me);
        }
        if let Some(id) = self.staff.borrow().get(text) {
            return Ok(*id);
        }
        let none = || Fault::NoSuch(Noun::Staff, text.to_owned());
        let named = self.writing.staff_named(text).map_err(|_| none())?;
        let found = match named {
            Some(id) => Some(id),
            None => {
                let number = self.writing.numbered(Noun::Staff, text);
                number.map_err(|_| none())?
            }
        };
        match found {
            Some(id) => {
                self.staff.borrow_mut().insert(text.to_owned(), id);
                Ok(id)
            }
            None => self.row(Noun::Staff, text).ok_or_else(none),
        }
    }

    /// A placeholder for the row of this name, in a file of such records.
    fn row(&self, noun: Noun, text: &str) -> Option<i64> {
        if noun != self.noun {
            return None;
        }
        let row = *self.rows.get(&search::name_key(text))?;
        Some(i64::try_from(row).map_or(CUSTOMER_TO_COME, |row| -row - 1))
    }
}

pub fn candidate(known: &OnFile) -> Candidate {
    Candidate {
        number: known.number.clone(),
        name: known.name.clone(),
    }
}

impl Resolve for RowRefs<'_> {
    fn resolve(&self, noun: Noun, text: &str) -> Result<i64, Fault> {
        match noun {
            Noun::Customer if text == OWN_CUSTOMER => Ok(self.customer.get()),
            Noun::Staff => self.colleague(text),
            _ => self.look(noun, text),
        }
    }
}
