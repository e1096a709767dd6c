//! Which fields the rows of a file may fill: a form, and the forms that are
//! written beside it in the same row.

use std::sync::LazyLock;

use crate::field::Field;
use crate::form::{Draft, Form};
use crate::records::{Contact, Customer};
use crate::value::Tags;
use crate::words::{Text, keep, t};

/// The fields of a customer's row, and which of them belong to what.
pub struct CustomerRow {
    /// Number, customer, first contact, tags.
    pub fields: &'static [Field],
    number: usize,
    customer: Vec<Option<usize>>,
    contact: Vec<Option<usize>>,
    /// [`Contact::FIELDS`] as this row names them.
    contact_fields: &'static [Field],
    tags: usize,
}

static CUSTOMERS: LazyLock<CustomerRow> = LazyLock::new(|| {
    let mut fields = vec![
        Field::of::<Option<String>>("number", t("No.", "编号")).aliases(&[
            "客户编号",
            "customer no.",
            "customer number",
        ]),
    ];
    let customer = place(Customer::FIELDS, &mut fields);
    let contact_fields: &'static [Field] = Vec::leak(embedded(Contact::FIELDS, "contact"));
    let mut contact = vec![None];
    // The first field says whose contact it is: the row's own customer's.
    contact.extend(place(contact_fields.get(1..).unwrap_or(&[]), &mut fields));
    let tags = fields.len();
    fields.push(Field::of::<Tags>("tag", t("Tags", "标签")).aliases(&["tags", "客户标签"]));
    CustomerRow {
        fields: Vec::leak(fields),
        number: 0,
        customer,
        contact,
        contact_fields,
        tags,
    }
});

/// A row about a customer.
pub fn customers() -> &'static CustomerRow {
    &CUSTOMERS
}

fn place(form: &[Field], fields: &mut Vec<Field>) -> Vec<Option<usize>> {
    let from = fields.len();
    fields.extend_from_slice(form);
    (from..fields.len()).map(Some).collect()
}

/// A form's fields under dotted keys, as part of another form's row; its name
/// says whose name it is. To be swapped for the form's own embedding, once
/// `customer add` and this read the same merged fields.
fn embedded(form: &'static [Field], prefix: &str) -> Vec<Field> {
    form.iter()
        .map(|field| {
            let key = keep(&format!("{prefix}.{}", field.key));
            let within = field.within.map_or(key, keep);
            let mut aliases = field.aliases.to_vec();
            aliases.extend([
                within,
                keep(&format!("{prefix} {}", field.label.en)),
                keep(&format!("{prefix}_{}", field.key)),
            ]);
            let label = match field.key {
                "name" => t("Contact name", "联系人姓名"),
                _ => field.label,
            };
            let mut own = *field;
            own.key = key;
            own.label = label;
            own.aliases = Vec::leak(aliases);
            own
        })
        .collect()
}

impl CustomerRow {
    /// The own number that the row gives.
    pub fn number<'d>(&self, row: &'d Draft) -> Option<&'d str> {
        row.answer(self.number)
            .map(str::trim)
            .filter(|number| !number.is_empty())
    }

    pub fn tags<'d>(&self, row: &'d Draft) -> &'d str {
        row.answer(self.tags).unwrap_or("")
    }

    /// The customer of the row.
    pub fn customer(&self, row: &Draft) -> Draft {
        part(row, Customer::FIELDS, &self.customer)
    }

    /// The first contact of the row, if it says anything of one; `customer` is
    /// what its reference to the customer says.
    pub fn contact(&self, row: &Draft, customer: &str) -> Option<Draft> {
        let mut contact = part(row, self.contact_fields, &self.contact);
        if contact.is_empty() {
            return None;
        }
        contact.set_at(0, Some(customer.to_owned()));
        Some(contact)
    }

    /// What the field with this key is called.
    pub fn label(&self, key: &str) -> Text {
        let field = self.fields.iter().find(|field| field.key == key);
        field.map_or_else(|| Text::kept(key, key), |field| field.label)
    }
}

fn part(row: &Draft, fields: &'static [Field], places: &[Option<usize>]) -> Draft {
    let mut part = Draft::new(fields);
    for (at, from) in places.iter().enumerate() {
        let answer = from.and_then(|from| row.answer(from));
        part.set_at(
            at,
            answer
                .filter(|answer| !answer.is_empty())
                .map(str::to_owned),
        );
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headed(header: &str) -> Option<&'static str> {
        let mut fields = customers().fields.iter();
        fields
            .find(|field| field.is_headed(header))
            .map(|field| field.key)
    }

    #[test]
    fn headings_of_real_files_find_their_fields() {
        for (header, key) in [
            ("客户名称", "name"),
            ("联系人", "contact.name"),
            ("联系人姓名", "contact.name"),
            ("contact.name", "contact.name"),
            ("职务", "contact.title"),
            ("联系电话", "contact.phone"),
            ("contact_phone", "contact.phone"),
            ("Contact E-mail", "contact.email"),
            ("客户编号", "number"),
            ("备注", "notes"),
            ("标签", "tag"),
            ("年营收（万元）", "revenue"),
        ] {
            assert_eq!(headed(header), Some(key), "{header}");
        }
        assert_eq!(headed("year_established"), None);
    }

    #[test]
    fn a_row_falls_into_its_parts() {
        let layout = customers();
        let mut row = Draft::new(layout.fields);
        row.set("name", "云帆");
        row.set("tag", "重点");
        assert!(layout.contact(&row, "x").is_none());
        row.set("contact.phone", "13912345678");
        let contact = layout.contact(&row, "x").unwrap();
        assert_eq!(contact.get("contact.customer"), Some("x"));
        assert_eq!(contact.get("contact.phone"), Some("13912345678"));
        assert_eq!(contact.fields.len(), Contact::FIELDS.len());
        let customer = layout.customer(&row);
        assert_eq!(customer.get("name"), Some("云帆"));
        assert_eq!(layout.tags(&row), "重点");
        assert_eq!(layout.number(&row), None);
    }
}
