//! What a round of verification asks, and what was answered.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::app::App;
use crate::field::Field;
use crate::form::{Form as _, is_to_confirm, subset};
use crate::problem::Failure;
use crate::records::choices::CustomerKind;
use crate::records::{Contact, Customer};
use crate::store::Kept;
use crate::value::{Cell, Noun, Tongue, Value as _, YesNo};

/// What a company is asked.
pub(super) static COMPANY: LazyLock<Vec<Field>> =
    LazyLock::new(|| subset(Customer::FIELDS, &["employees", "revenue", "main_business"]));

/// What is asked of each contact; whether they left first.
pub(super) static PERSON: LazyLock<Vec<Field>> = LazyLock::new(|| {
    subset(
        Contact::FIELDS,
        &["left", "title", "phone", "email", "wechat"],
    )
});

/// One question of a round.
pub(super) struct Item {
    pub(super) noun: Noun,
    pub(super) record: i64,
    pub(super) field: Field,
    /// Whose it is, where it is a contact's.
    pub(super) whose: Option<String>,
    /// As it stands, for people and for files.
    pub(super) shown: String,
    pub(super) code: String,
}

/// What was answered.
pub(super) enum Answer {
    Right,
    Now(String),
    ToConfirm,
}

impl Answer {
    /// `ok` and its like, 待确认, or what it is now.
    pub(super) fn read(text: &str) -> Self {
        let text = text.trim();
        let right = ["ok", "确认", "无误", "不变", "confirmed", "same", "="];
        match text {
            "" => Answer::Right,
            _ if right.iter().any(|word| text.eq_ignore_ascii_case(word)) => Answer::Right,
            _ if is_to_confirm(text) => Answer::ToConfirm,
            _ => Answer::Now(text.to_owned()),
        }
    }
}

/// The answers by the place of their item.
pub(super) type Answers = BTreeMap<usize, Answer>;

/// Everything that a round asks: what is on file of the company, and of everybody there
/// who has not left. What nobody knows yet is asked when it is to be confirmed.
pub(super) fn items(app: &mut App<'_>, customer: &Kept<Customer>) -> Result<Vec<Item>, Failure> {
    let tongue = Tongue {
        lang: app.lang,
        zone: app.policy.get()?.calendar.zone(),
    };
    let store = app.store.read()?;
    let open: Vec<String> = store
        .to_confirm(Noun::Customer, customer.id)?
        .into_iter()
        .collect();
    let mut items = Vec::new();
    if customer.record.kind == CustomerKind::Enterprise {
        let of = Of {
            noun: Noun::Customer,
            record: customer.id,
            whose: None,
        };
        let cells = customer.record.cells();
        items.extend(of.items(&COMPANY, Customer::FIELDS, &cells, &open, &tongue));
    }
    for (n, contact) in store.contacts_of(customer.id)?.into_iter().enumerate() {
        if contact.record.left.is_some_and(YesNo::is_yes) {
            continue;
        }
        let mut own: Vec<String> = store
            .to_confirm(Noun::Contact, contact.id)?
            .into_iter()
            .collect();
        if n == 0 {
            // What the registration left open stands with the customer.
            let prefixed = open.iter().filter_map(|key| key.strip_prefix("contact."));
            own.extend(prefixed.map(str::to_owned));
        }
        let of = Of {
            noun: Noun::Contact,
            record: contact.id,
            whose: Some(&contact.record.name.0),
        };
        let cells = contact.record.cells();
        items.extend(of.items(&PERSON, Contact::FIELDS, &cells, &own, &tongue));
    }
    Ok(items)
}

/// The record that items are of.
struct Of<'a> {
    noun: Noun,
    record: i64,
    whose: Option<&'a str>,
}

impl Of<'_> {
    /// Those of the fields that are on file, or are to be confirmed.
    fn items(
        &self,
        fields: &[Field],
        all: &[Field],
        cells: &[Cell],
        open: &[String],
        tongue: &Tongue,
    ) -> Vec<Item> {
        let item = |field: &Field| {
            let at = all.iter().position(|known| known.key == field.key)?;
            let cell = match (field.key, cells.get(at)?) {
                // Nobody said that they left: they are there.
                ("left", Cell::Empty) => YesNo::No.cell(),
                (_, cell) => cell.clone(),
            };
            let known = cell != Cell::Empty || open.iter().any(|key| key == field.key);
            known.then(|| Item {
                noun: self.noun,
                record: self.record,
                field: *field,
                whose: self.whose.map(str::to_owned),
                shown: cell.shown(tongue).into_owned(),
                code: cell.code(tongue.zone).into_owned(),
            })
        };
        fields.iter().filter_map(item).collect()
    }
}
