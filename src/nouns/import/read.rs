//! One row, read and checked by itself: its own form, how it stands, and the
//! customer and contact beside it. What is on file is not asked here, except
//! for whom the row refers to.

mod content;
mod deals;
mod said;
mod whose;

pub use self::content::{Bytes, Places};
pub use self::said::{Part, Read, Whose};
use super::kinds::{self, Kind};
use super::reasons::{masked, without_flag};
use super::refs::{CUSTOMER_TO_COME, OWN_CUSTOMER, RowRefs};
use crate::exchange::Row;
use crate::exchange::columns::Columns;
use crate::exchange::forms::{Inner, Layout};
use crate::exchange::masks::is_masked;
use crate::exchange::values::Values;
use crate::form::{Draft, is_to_confirm};
use crate::playbook::Playbook;
use crate::problem::{Failure, Problem};
use crate::records::choices::CustomerKind;
use crate::value::{Fault, Noun, Reading, Resolve as _, Stored, Value as _, YesNo};
use crate::words::Text;

/// What reading a row needs to know.
pub struct Reader<'a> {
    pub kind: &'static Kind,
    pub layout: &'static Layout,
    pub reading: Reading<'a>,
    pub refs: &'a RowRefs<'a>,
    pub playbook: &'a Playbook,
    pub columns: &'a Columns,
    pub values: &'a Values,
    /// Kinds of customers that may be made for rows whose customer is not on file.
    pub new_customers: &'a [CustomerKind],
    /// Where the numbers elsewhere come from.
    pub source: Option<&'a str>,
    pub places: &'a Places,
}

/// What is wrong with a row, or with the machine.
pub type Result<T> = std::result::Result<std::result::Result<T, Vec<Problem>>, Failure>;

impl Reader<'_> {
    /// Reads a row.
    ///
    /// # Errors
    /// When the file on disk cannot be read; what is wrong with the row comes back.
    pub fn row(&self, row: &Row) -> Result<Read> {
        let mut draft = match self.columns.draft(row, self.values) {
            Ok(draft) => draft,
            Err(problem) => return Ok(Err(vec![problem])),
        };
        if self.kind.noun == Noun::Deal {
            let label = |key: &str| self.layout.label(key);
            let deals = &self.playbook.deals;
            if let Err(problems) = deals::in_our_words(&mut draft, deals, &self.reading, label) {
                return Ok(Err(problems));
            }
        }
        let masked: Vec<Problem> = draft
            .fields
            .iter()
            .zip(0..)
            .filter(|(field, at)| field.sensitive && draft.answer(*at).is_some_and(is_masked))
            .map(|(field, _)| masked(field.label))
            .collect();
        if !masked.is_empty() {
            return Ok(Err(masked));
        }
        self.draft(draft)
    }

    fn draft(&self, draft: Draft) -> Result<Read> {
        let contact = self.contact(&draft);
        let person = contact.as_ref().ok().and_then(Option::as_ref);
        let customer = self.customer(&draft, person)?;
        self.refs.about(match &customer {
            Ok(Whose::Known(id)) => *id,
            _ => CUSTOMER_TO_COME,
        });
        let mut own = self.layout.own(&draft);
        if self.kind.is_customers() && !matches!(customer, Ok(Whose::Nobody)) {
            own.set("customer", OWN_CUSTOMER);
        }
        if person.is_some() && self.kind.at("contact").is_some() {
            // Written as a reference once it is known whose it is.
            own.set("contact", "");
        }
        let supervisor = self.supervisor(&mut own);
        if let (Some(source), Some(number)) = (self.source, own.get("external")) {
            let with = format!("{source}:");
            if !number.starts_with(&with) {
                let number = format!("{with}{number}");
                own.set("external", number);
            }
        }
        let states = self.states(&draft);
        let own = self.own(own, &draft);
        let beside = self.bytes(&draft)?;
        let beside = beside.and_then(|bytes| Ok((bytes, self.handed(&draft)?)));
        let ((own, crossed), states, customer, contact, (bytes, handed)) =
            match (own, states, customer, contact, beside) {
                (Ok(own), Ok(states), Ok(customer), Ok(contact), Ok(beside)) => {
                    (own, states, customer, contact, beside)
                }
                (own, states, customer, contact, beside) => {
                    let own = own.err().into_iter().flatten().map(without_flag);
                    let states = states.err().into_iter().chain(beside.err());
                    let others = customer.err().into_iter().chain(contact.err());
                    return Ok(Err(own.chain(states.chain(others).flatten()).collect()));
                }
            };
        Ok(Ok(Read {
            number: self
                .layout
                .number(&draft)
                .map(|number| self.numbered(number)),
            missing: self.missing(&draft, &own),
            own,
            states,
            customer,
            contact,
            bytes,
            handed,
            supervisor,
            crossed,
        }))
    }

    /// Numbers are in capitals; a colleague's is the name.
    fn numbered(&self, number: &str) -> String {
        match self.kind.noun {
            Noun::Staff => number.to_owned(),
            _ => number.to_uppercase(),
        }
    }

    fn own(&self, mut own: Draft, row: &Draft) -> std::result::Result<(Part, bool), Vec<Problem>> {
        let said = said(&own);
        if self.kind.noun == Noun::Customer {
            let person = own.get("id_number").is_some() && own.get("uscc").is_none();
            own.set_default("kind", if person { "individual" } else { "enterprise" });
        }
        let pool = row.get("pool").unwrap_or("");
        let in_pool = YesNo::parse(pool, &self.reading) == Ok(YesNo::Yes);
        self.suppose_of_file(&mut own, row);
        for (key, answer) in self.kind.supposed {
            if !(in_pool && *key == "owner") {
                own.set_default(key, *answer);
            }
        }
        let (values, broken) = (self.kind.finish)(&own, &self.reading)?;
        if !broken.is_empty() && !self.kind.lenient {
            return Err(broken);
        }
        let to_confirm = own.to_confirm();
        let part = Part {
            values,
            said,
            to_confirm,
        };
        Ok((part, !broken.is_empty()))
    }

    fn states(&self, row: &Draft) -> std::result::Result<Vec<Stored>, Vec<Problem>> {
        let states = self.layout.state(row);
        let mut problems = Vec::new();
        let mut values = Vec::new();
        for (at, field) in states.fields.iter().enumerate() {
            let answer = states.answer(at).unwrap_or("").trim();
            let answer = if is_to_confirm(answer) { "" } else { answer };
            match field.read(answer, &self.reading) {
                Ok(value) => values.push(value),
                Err(fault) => problems.push(Problem::unreadable(field, answer, fault)),
            }
        }
        match problems.is_empty() {
            true => Ok(values),
            false => Err(problems),
        }
    }

    /// The contact beside the row, if it says anything of one. A private
    /// person is their own contact.
    fn contact(&self, row: &Draft) -> std::result::Result<Option<Part>, Vec<Problem>> {
        let mut inner = self.layout.inner(Inner::Contact, row);
        let outer = match self.kind.at("contact") {
            Some(_) => row.get("contact").filter(|name| !name.is_empty()),
            None => None,
        };
        if let (None, Some(_), false) = (&inner, outer, self.new_customers.is_empty()) {
            inner = self.layout.blank(Inner::Contact);
        }
        let Some(mut inner) = inner else {
            return Ok(None);
        };
        inner.set_at(0, Some(OWN_CUSTOMER.to_owned()));
        let person = match self.kind.noun {
            Noun::Customer => row
                .get("kind")
                .is_some_and(|kind| {
                    CustomerKind::parse(kind, &self.reading) == Ok(CustomerKind::Individual)
                })
                .then(|| row.get("name")),
            _ => self.persons_only().then(|| row.get("customer")),
        };
        if let Some(name) = outer.or(person.flatten()) {
            inner.set_default("contact.name", name);
        }
        let (part, _) = part(&inner, &kinds::CONTACTS, &self.reading)?;
        Ok(Some(part))
    }

    /// The record's own supervisor, where nobody of that name is known: a
    /// colleague to be added.
    fn supervisor(&self, own: &mut Draft) -> Option<String> {
        if self.kind.noun != Noun::Staff {
            return None;
        }
        let name = own
            .get("supervisor")
            .filter(|name| !name.is_empty())?
            .to_owned();
        match self.refs.resolve(Noun::Staff, &name) {
            Err(Fault::NoSuch(..)) => {
                own.set("supervisor", "");
                Some(name)
            }
            _ => None,
        }
    }

    /// What the playbook demands and the row does not say (meaning.md 11 b).
    fn missing(&self, row: &Draft, own: &Part) -> Vec<Text> {
        let answered = |key: &str| row.get(key).is_some_and(|answer| !is_to_confirm(answer));
        let kind = self.kind.at("kind").and_then(|at| own.values.get(at));
        let kind = match kind {
            Some(Stored::Text(kind)) => Some(kind.as_str()),
            _ => None,
        };
        let form = self.kind.noun.table();
        let demands = self.playbook.required.of_kind(form, kind);
        demands
            .filter(|demand| !demand.is_met(answered))
            .filter_map(|demand| demand.any_of.first())
            .map(|key| self.layout.label(key))
            .collect()
    }
}

fn said(draft: &Draft) -> Vec<bool> {
    (0..draft.fields.len())
        .map(|at| draft.answer(at).is_some_and(|answer| !answer.is_empty()))
        .collect()
}

/// A form beside the row's own, read; the keys of its own form, not the row's.
fn part(
    draft: &Draft,
    kind: &Kind,
    reading: &Reading<'_>,
) -> std::result::Result<(Part, Vec<Problem>), Vec<Problem>> {
    let said = said(draft);
    let read = (kind.finish)(draft, reading);
    let (values, broken) =
        read.map_err(|problems| problems.into_iter().map(without_flag).collect::<Vec<_>>())?;
    let own = |key: &'static str| key.split_once('.').map_or(key, |(_, key)| key);
    let to_confirm = draft.to_confirm().into_iter().map(own).collect();
    let part = Part {
        values,
        said,
        to_confirm,
    };
    Ok((part, broken))
}
