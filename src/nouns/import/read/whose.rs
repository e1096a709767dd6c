//! Whose record a row is: the customer that it names, else that of a record it refers
//! to, else one that is to be made; and which customers a handover is about.

use super::{Part, Reader, Result, Whose, part};
use crate::exchange::forms::Inner;
use crate::form::Draft;
use crate::nouns::import::kinds;
use crate::nouns::import::reasons::{not_on_file, without_customer};
use crate::nouns::import::refs::candidate;
use crate::problem::Problem;
use crate::records::choices::CustomerKind;
use crate::say;
use crate::value::{
    ChoiceSet as _, Fault, Kind as Answer, Noun, Resolve as _, Stored, Tags, Value as _, search,
};

/// What is told apart among one customer's, and so cannot say whose a row is; and what
/// belongs to no customer.
const OF_NOBODY: &[Noun] = &[
    Noun::Customer,
    Noun::Contact,
    Noun::Staff,
    Noun::Product,
    Noun::Article,
    Noun::Recall,
    Noun::Improvement,
];

impl Reader<'_> {
    /// Whether a customer that has to be made is a private person.
    pub(super) fn persons_only(&self) -> bool {
        self.new_customers == [CustomerKind::Individual]
    }

    /// Whose record the row is.
    pub(super) fn customer(&self, row: &Draft, contact: Option<&Part>) -> Result<Whose> {
        let said = |key| row.get(key).is_some_and(|text| !text.trim().is_empty());
        // A flaw that was found in house was reported by nobody.
        let nobody = self.kind.noun == Noun::Recall && !said("customer") && !said("ticket");
        if !self.kind.is_customers() || nobody {
            return Ok(Ok(Whose::Nobody));
        }
        let persons = self.new_customers.contains(&CustomerKind::Individual);
        let named = row.get("customer").filter(|text| !text.trim().is_empty());
        // A person without a company is a customer of their own.
        let own = (self.kind.noun == Noun::Contact && persons)
            .then(|| row.get("name"))
            .flatten();
        let Some(text) = named.or(own) else {
            return self.by_reference(row);
        };
        let person = self.person(row, text, contact);
        let found = self.refs.customers(text, person.as_ref(), persons)?;
        Ok(match found.as_slice() {
            [one] => Ok(Whose::Known(one.id)),
            [] => {
                let part = self.new_customer(row, text, named.is_none());
                part.map(|part| Whose::New(Box::new(part)))
            }
            several => {
                let several = several.iter().map(candidate).collect();
                let fault = Fault::Ambiguous(Noun::Customer, text.to_owned(), several);
                let problem = Problem::from_fault(text, fault);
                Err(vec![problem.about(self.layout.label("customer"))])
            }
        })
    }

    /// Phone and e-mail of the customer, where the row is about a person who
    /// is called like the customer.
    fn person(&self, row: &Draft, customer: &str, contact: Option<&Part>) -> Option<[Stored; 2]> {
        let key = search::name_key(customer);
        let same = |name: &str| search::name_key(name) == key;
        let found = match (self.kind.noun, contact) {
            (Noun::Contact, _) if row.get("name").is_some_and(same) => {
                ["phone", "email"].map(|key| {
                    let field = self.layout.form.iter().find(|field| field.key == key);
                    let read = field.zip(row.get(key));
                    read.and_then(|(field, text)| field.read(text, &self.reading).ok())
                        .unwrap_or(Stored::Null)
                })
            }
            (Noun::Ticket, Some(contact)) => {
                let value = |key| {
                    let at = kinds::CONTACTS
                        .at(key)
                        .and_then(|at| contact.values.get(at));
                    at.cloned().unwrap_or(Stored::Null)
                };
                match value("name") {
                    Stored::Text(name) if same(&name) => ["phone", "email"].map(value),
                    _ => return None,
                }
            }
            _ => return None,
        };
        (found != [Stored::Null, Stored::Null]).then_some(found)
    }

    /// What the customer is made from that is not on file.
    fn new_customer(
        &self,
        row: &Draft,
        name: &str,
        alone: bool,
    ) -> std::result::Result<Part, Vec<Problem>> {
        if self.new_customers.is_empty() {
            return Err(vec![not_on_file(name).about(self.layout.label("customer"))]);
        }
        let inner = self.layout.inner(Inner::Customer, row);
        let Some(mut inner) = inner.or_else(|| self.layout.blank(Inner::Customer)) else {
            return Err(vec![not_on_file(name).about(self.layout.label("customer"))]);
        };
        let kind = match alone || self.persons_only() {
            true => CustomerKind::Individual,
            false => CustomerKind::Enterprise,
        };
        inner.set("customer.name", name);
        inner.set_default("customer.kind", kind.code());
        inner.set_default("customer.owner", "me");
        let (part, broken) = part(&inner, &kinds::CUSTOMERS, &self.reading)?;
        match broken.is_empty() {
            true => Ok(part),
            false => Err(broken),
        }
    }

    /// The customer of the first record that the row refers to: a report of progress
    /// belongs to whoever is delivered to.
    fn by_reference(&self, row: &Draft) -> Result<Whose> {
        let nobody = without_customer(self.kind.noun, self.layout.label("customer"));
        let mut problems = vec![nobody];
        for field in self.layout.form {
            let Answer::Ref(noun) = field.kind else {
                continue;
            };
            let Some(text) = row.get(field.key).map(str::trim) else {
                continue;
            };
            if text.is_empty() || OF_NOBODY.contains(&noun) {
                continue;
            }
            match self.refs.resolve(noun, text) {
                Ok(id) => match self.refs.home_of(noun, id)? {
                    Some(customer) => return Ok(Ok(Whose::Known(customer))),
                    None => continue,
                },
                // That is told where the field is read.
                Err(_) => problems.clear(),
            }
        }
        Ok(Err(problems))
    }

    /// The fields that refer to a record of another customer than the row's.
    pub fn strangers(&self, read: &super::Read, customer: Option<i64>) -> Result<()> {
        let mut problems = Vec::new();
        // What was learnt belongs to nobody, whosever ticket it came from.
        // A recall is about many customers.
        if matches!(self.layout.noun, Noun::Article | Noun::Affected) {
            return Ok(Ok(()));
        }
        for (field, value) in self.layout.form.iter().zip(&read.own.values) {
            let (Answer::Ref(noun), Stored::Int(id)) = (field.kind, value) else {
                continue;
            };
            if matches!(noun, Noun::Customer | Noun::Staff | Noun::Product) {
                continue;
            }
            let home = self.refs.home_of(noun, *id)?;
            if home.is_some() && home != customer {
                let (en, zh) = (noun.label().en, noun.label().zh);
                let what = say!("is another customer's {en}", "是其他客户的{zh}");
                problems.push(Problem::usage(what).about(field.label));
            }
        }
        Ok(match problems.is_empty() {
            true => Ok(()),
            false => Err(problems),
        })
    }

    /// The customers that a handover is about.
    pub(super) fn handed(&self, row: &Draft) -> std::result::Result<Vec<i64>, Vec<Problem>> {
        if self.kind.noun != Noun::Handover {
            return Ok(Vec::new());
        }
        let label = self.layout.label("customers");
        let text = row.get("customers").or(row.get("customer")).unwrap_or("");
        let named = Tags::parse(text, &self.reading).unwrap_or_default();
        if named.0.is_empty() {
            let problem = Problem::usage(say!("no customer is named", "没有写明客户"));
            return Err(vec![problem.about(label)]);
        }
        let (mut all, mut problems) = (Vec::new(), Vec::new());
        for name in &named.0 {
            match self.refs.resolve(Noun::Customer, name) {
                Ok(id) if all.contains(&id) => {}
                Ok(id) => all.push(id),
                Err(fault) => problems.push(Problem::from_fault(name, fault).about(label)),
            }
        }
        match problems.is_empty() {
            true => Ok(all),
            false => Err(problems),
        }
    }
}
