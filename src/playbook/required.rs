//! Which answers the playbook demands: `[required]` (meaning.md 11 b).

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{self, Deserializer, SeqAccess, Visitor};

use super::faults::Faults;
use super::nearest::or_nearest;
use crate::field::Field;
use crate::records;
use crate::say;

/// `[required]` as it is written: form to field keys.
pub(super) type Written = BTreeMap<String, Vec<Requirement>>;

/// One demand: an answer to any one of these fields will do. Field keys as
/// forms have them, those of an embedded form dotted: `contact.phone`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    pub any_of: Vec<String>,
}

impl Requirement {
    /// Whether it is met, given which fields have an answer.
    pub fn is_met(&self, answered: impl Fn(&str) -> bool) -> bool {
        self.any_of.iter().any(|key| answered(key))
    }
}

impl Requirement {
    /// Where its first field stands in a form; behind all others if nowhere.
    pub fn place_in(&self, fields: &[Field]) -> usize {
        let first = self.any_of.first();
        let mut keys = fields.iter().map(|field| field.key);
        keys.position(|key| first.is_some_and(|first| first == key))
            .unwrap_or(usize::MAX)
    }
}

impl<'de> Deserialize<'de> for Requirement {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMore;
        impl<'de> Visitor<'de> for OneOrMore {
            type Value = Requirement;

            fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                to.write_str("a field, or a list of fields any of which will do")
            }

            fn visit_str<E: de::Error>(self, key: &str) -> Result<Requirement, E> {
                Ok(Requirement {
                    any_of: vec![key.to_owned()],
                })
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Requirement, A::Error> {
                let mut any_of = Vec::new();
                while let Some(key) = seq.next_element()? {
                    any_of.push(key);
                }
                Ok(Requirement { any_of })
            }
        }
        deserializer.deserialize_any(OneOrMore)
    }
}

/// The fields that a form may demand: its own, and those of a customer's first
/// contact; none of a form that comes later.
fn keys(form: &str) -> Vec<String> {
    let (base, _) = form.split_once('_').unwrap_or((form, ""));
    let fields = |table: &str| {
        let mut all = records::ALL.iter();
        let found = all.find(|(noun, _)| noun.table() == table);
        found.map_or(&[][..], |(_, fields)| fields)
    };
    let own = fields(base).iter().map(|field| field.key.to_owned());
    let contact = match base {
        "customer" => fields("contact"),
        _ => &[],
    };
    own.chain(contact.iter().map(|field| format!("contact.{}", field.key)))
        .collect()
}

/// What each form demands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Required {
    forms: Written,
}

impl Required {
    pub(super) fn read(written: Written, faults: &mut Faults<'_>) -> Self {
        for (form, fields) in &written {
            if fields.iter().any(|field| field.any_of.is_empty()) {
                let what = say!("an empty list is never answered", "空列表永远无法满足");
                faults.note(&format!("required.{form}"), what);
            }
            let keys = keys(form);
            let asked = fields.iter().flat_map(|field| &field.any_of);
            for key in asked.filter(|key| !keys.is_empty() && !keys.contains(key)) {
                let what = say!("the form has no field “{key}”", "表单没有字段“{key}”");
                let what = or_nearest(what, key, keys.iter().map(String::as_str));
                faults.note(&format!("required.{form}"), what);
            }
        }
        Required { forms: written }
    }

    /// What a form demands, in the order to ask; none for a form without demands.
    pub fn of(&self, form: &str) -> &[Requirement] {
        self.forms.get(form).map_or(&[], Vec::as_slice)
    }

    /// What a form demands of a record of this kind: `customer` and
    /// `customer_enterprise` for an enterprise.
    pub fn of_kind<'r>(
        &'r self,
        form: &str,
        kind: Option<&str>,
    ) -> impl Iterator<Item = &'r Requirement> + use<'r> {
        let all = self.of(form);
        let more = kind.map_or(&[][..], |kind| self.of(&format!("{form}_{kind}")));
        // A team may have said for all what is said of one kind.
        let more = more.iter().filter(|one| !all.contains(one));
        all.iter().chain(more)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{mine, problems};
    use crate::playbook::Playbook;

    #[test]
    fn a_customer_needs_the_nine_items_and_an_enterprise_its_code() {
        let required = Playbook::standard().unwrap().required;
        // Nine items, two of which (person and title) are two fields; the code.
        let enterprise = required.of_kind("customer", Some("enterprise"));
        assert_eq!(enterprise.count(), 10 + 1);
        let keys = |kind| {
            let all = required.of_kind("customer", kind);
            all.map(|field| field.any_of.join("|")).collect::<Vec<_>>()
        };
        assert!(keys(Some("enterprise")).contains(&"uscc".to_owned()));
        assert!(!keys(Some("individual")).contains(&"uscc".to_owned()));
        assert_eq!(
            keys(Some("individual")),
            [
                "name",
                "contact.phone|contact.email",
                "need",
                "acquired",
                "source"
            ]
        );
        assert!(keys(None).contains(&"contact.phone|contact.email".to_owned()));
        assert!(required.of("no-such-form").is_empty());
    }

    #[test]
    fn any_one_of_a_list_will_do() {
        let required = Playbook::standard().unwrap().required;
        let size = required
            .of_kind("customer", Some("enterprise"))
            .find(|field| field.any_of.len() > 1);
        let size = size.unwrap();
        assert!(size.is_met(|key| key == "contact.email"));
        assert!(!size.is_met(|key| key == "name"));
    }

    #[test]
    fn a_team_asks_for_more_or_less() {
        let book =
            mine("[required]\ncustomer_individual = [\"id_number\"]\ncustomer = [\"name\"]\n");
        let all: Vec<_> = book
            .required
            .of_kind("customer", Some("individual"))
            .collect();
        assert_eq!(all.len(), 2);
        assert_eq!(
            problems("[required]\ncustomer = [\"nmae\", [\"need\", \"contact.fone\"]]\n"),
            [
                "mine.toml:2 required.customer: the form has no field “nmae”; did you mean name?",
                "mine.toml:2 required.customer: the form has no field “contact.fone”; did you mean contact.phone?",
            ]
        );
        assert_eq!(
            problems("[required]\nfollowup = [[]]\n"),
            ["mine.toml:2 required.followup: an empty list is never answered"]
        );
        assert_eq!(
            problems("[required]\ncustomers = []\n"),
            ["mine.toml:2 required.customers: unknown key “customers”; did you mean customer?"]
        );
    }
}
