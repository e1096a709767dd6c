//! Which columns the rows of a file may have: a noun's number, its form, how
//! the record stands, and the forms that may be written beside it in the same
//! row. Import reads by this, export writes by it.

use std::ops::Range;
use std::sync::LazyLock;

use crate::field::Field;
use crate::form::{Draft, Form};
use crate::records::{
    Action, Alternative, Analysis, Contact, Contract, Customer, Deal, Delivered, Delivery,
    Feedback, Followup, Milestone, Need, Objection, Occasion, Payment, Plan, Product, Promise,
    Proposal, Remark, Request, Staff, Survey, Ticket, states,
};
use crate::value::Noun;
use crate::words::{Text, keep, t};

/// The columns of a noun's rows.
pub struct Layout {
    pub noun: Noun,
    /// What files and commands call many of them: `customers`.
    pub name: &'static str,
    /// Number, own form, state; then the contact and the customer beside it.
    pub fields: &'static [Field],
    /// The form's own fields, as everywhere.
    pub form: &'static [Field],
    states: Range<usize>,
    contact: Option<Beside>,
    customer: Option<Beside>,
}

/// A form that is written in the same row under dotted keys.
struct Beside {
    /// Its fields, as this row calls them.
    named: &'static [Field],
    /// Where they stand in the row.
    places: Vec<Option<usize>>,
}

/// Which form may stand in the same row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inner {
    /// `contact.…`: a customer's first contact; a ticket's.
    Contact,
    /// `customer.…`: what a customer is made from that is not on file yet.
    Customer,
}

static LAYOUTS: LazyLock<Vec<Layout>> = LazyLock::new(|| {
    use Inner::{Contact as C, Customer as O};
    let number = |aliases| Field::of::<Option<String>>("number", t("No.", "编号")).aliases(aliases);
    let of = |noun, name, aliases, form, inner| layout(noun, name, number(aliases), form, inner);
    vec![
        of(
            Noun::Staff,
            "staff",
            &["工号", "员工编号"],
            Staff::FIELDS,
            &[],
        ),
        of(
            Noun::Product,
            "products",
            &["产品编号", "product no."],
            Product::FIELDS,
            &[],
        ),
        of(
            Noun::Customer,
            "customers",
            &["客户编号", "customer no.", "customer number"],
            Customer::FIELDS,
            &[C],
        ),
        of(
            Noun::Contact,
            "contacts",
            &["联系人编号"],
            Contact::FIELDS,
            &[O],
        ),
        of(
            Noun::Occasion,
            "occasions",
            &["纪念日编号"],
            Occasion::FIELDS,
            &[],
        ),
        of(Noun::Deal, "deals", &["商机编号"], Deal::FIELDS, &[O]),
        of(
            Noun::Contract,
            "contracts",
            &["合同记录编号"],
            Contract::FIELDS,
            &[O],
        ),
        of(
            Noun::Payment,
            "payments",
            &["到账编号"],
            Payment::FIELDS,
            &[],
        ),
        of(
            Noun::Delivery,
            "deliveries",
            &["交付记录编号"],
            Delivery::FIELDS,
            &[O],
        ),
        of(
            Noun::Milestone,
            "milestones",
            &["节点编号"],
            Milestone::FIELDS,
            &[],
        ),
        of(
            Noun::Delivered,
            "items",
            &["物品编号"],
            Delivered::FIELDS,
            &[],
        ),
        of(
            Noun::Proposal,
            "proposals",
            &["方案编号"],
            Proposal::FIELDS,
            &[],
        ),
        of(
            Noun::Alternative,
            "alternatives",
            &["备选方案编号"],
            Alternative::FIELDS,
            &[],
        ),
        of(Noun::Remark, "remarks", &["反馈编号"], Remark::FIELDS, &[]),
        of(
            Noun::Objection,
            "objections",
            &["异议编号"],
            Objection::FIELDS,
            &[O],
        ),
        of(
            Noun::Promise,
            "promises",
            &["承诺编号"],
            Promise::FIELDS,
            &[O],
        ),
        of(
            Noun::Request,
            "requests",
            &["申请编号"],
            Request::FIELDS,
            &[O],
        ),
        of(Noun::Need, "needs", &["需求编号"], Need::FIELDS, &[O]),
        of(
            Noun::Analysis,
            "analyses",
            &["分析编号"],
            Analysis::FIELDS,
            &[O],
        ),
        of(Noun::Plan, "plans", &["计划编号"], Plan::FIELDS, &[O]),
        of(
            Noun::Ticket,
            "tickets",
            &["工单编号", "工单号", "ticket no."],
            Ticket::FIELDS,
            &[C, O],
        ),
        of(Noun::Survey, "surveys", &["调查编号"], Survey::FIELDS, &[O]),
        of(
            Noun::Feedback,
            "feedback",
            &["客户反馈编号"],
            Feedback::FIELDS,
            &[O],
        ),
        of(
            Noun::Followup,
            "followups",
            &["跟进编号"],
            Followup::FIELDS,
            &[O],
        ),
        of(Noun::Action, "actions", &["待办编号"], Action::FIELDS, &[O]),
    ]
});

/// The layouts of all nouns that files carry, in the order in which they can
/// be taken into an empty file: what is referred to comes first.
pub fn all() -> &'static [Layout] {
    &LAYOUTS
}

/// The layout of a noun's rows; `None` where no file carries it.
pub fn of(noun: Noun) -> Option<&'static Layout> {
    all().iter().find(|layout| layout.noun == noun)
}

/// The layout of the entries of a form that a playbook declares.
pub fn of_entries(form: &'static [Field]) -> &'static Layout {
    let number = Field::of::<Option<String>>("number", t("No.", "编号")).aliases(&["表单编号"]);
    Box::leak(Box::new(layout(Noun::Entry, "entries", number, form, &[])))
}

fn layout(
    noun: Noun,
    name: &'static str,
    number: Field,
    form: &'static [Field],
    inner: &[Inner],
) -> Layout {
    let mut fields = vec![number];
    fields.extend_from_slice(form);
    let from = fields.len();
    fields.extend_from_slice(states(noun));
    let states = from..fields.len();
    let mut beside = |which| {
        let has = inner.contains(&which);
        has.then(|| Beside::of(which, &mut fields))
    };
    let (contact, customer) = (beside(Inner::Contact), beside(Inner::Customer));
    Layout {
        noun,
        name,
        fields: Vec::leak(fields),
        form,
        states,
        contact,
        customer,
    }
}

impl Beside {
    fn of(inner: Inner, fields: &mut Vec<Field>) -> Self {
        let (form, prefix, outer) = match inner {
            // Whose contact it is, and how the customer is called, the row says itself.
            Inner::Contact => (Contact::FIELDS, "contact", "customer"),
            Inner::Customer => (Customer::FIELDS, "customer", "name"),
        };
        let named: &'static [Field] = Vec::leak(embedded(form, prefix));
        let mut places = Vec::new();
        for (own, field) in form.iter().zip(named) {
            let place = (own.key != outer).then_some(fields.len());
            if place.is_some() {
                fields.push(*field);
            }
            places.push(place);
        }
        Beside { named, places }
    }
}

/// A form's fields under dotted keys, as part of another form's row; its name
/// says whose name it is, and none is required by itself.
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
            let label = match key {
                "contact.name" => t("Contact name", "联系人姓名"),
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

impl Layout {
    /// The columns of an export: number, form, state.
    pub fn exported(&self) -> &'static [Field] {
        self.fields.get(..self.states.end).unwrap_or(self.fields)
    }

    /// The columns beside number and form that say how a record stands.
    pub fn states(&self) -> &'static [Field] {
        self.fields.get(self.states.clone()).unwrap_or(&[])
    }

    /// The own number that the row gives.
    pub fn number<'d>(&self, row: &'d Draft) -> Option<&'d str> {
        row.answer(0)
            .map(str::trim)
            .filter(|number| !number.is_empty())
    }

    /// What the row says of the record's own form.
    pub fn own(&self, row: &Draft) -> Draft {
        let places: Vec<_> = (1..=self.form.len()).map(Some).collect();
        part(row, self.form, &places)
    }

    /// What the row says of how the record stands.
    pub fn state(&self, row: &Draft) -> Draft {
        let places: Vec<_> = self.states.clone().map(Some).collect();
        part(row, self.states(), &places)
    }

    /// What the row says of the form beside it, if anything; the fields are
    /// called as the row calls them.
    pub fn inner(&self, inner: Inner, row: &Draft) -> Option<Draft> {
        let beside = self.beside(inner)?;
        let part = part(row, beside.named, &beside.places);
        (!part.is_empty()).then_some(part)
    }

    /// An empty draft of the form beside a row.
    pub fn blank(&self, inner: Inner) -> Option<Draft> {
        Some(Draft::new(self.beside(inner)?.named))
    }

    fn beside(&self, inner: Inner) -> Option<&Beside> {
        match inner {
            Inner::Contact => self.contact.as_ref(),
            Inner::Customer => self.customer.as_ref(),
        }
    }

    /// The place in the row of the form's own field.
    pub fn place(&self, key: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.key == key)
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

    fn headed(noun: Noun, header: &str) -> Option<&'static str> {
        let mut fields = of(noun).unwrap().fields.iter();
        fields
            .find(|field| field.is_headed(header))
            .map(|field| field.key)
    }

    #[test]
    fn headings_of_real_files_find_their_fields() {
        for (noun, header, key) in [
            (Noun::Customer, "客户名称", "name"),
            (Noun::Customer, "联系人", "contact.name"),
            (Noun::Customer, "联系人姓名", "contact.name"),
            (Noun::Customer, "contact.name", "contact.name"),
            (Noun::Customer, "职务", "contact.title"),
            (Noun::Customer, "联系电话", "contact.phone"),
            (Noun::Customer, "contact_phone", "contact.phone"),
            (Noun::Customer, "Contact E-mail", "contact.email"),
            (Noun::Customer, "客户编号", "number"),
            (Noun::Customer, "备注", "notes"),
            (Noun::Customer, "标签", "tag"),
            (Noun::Customer, "客户级别", "grade"),
            (Noun::Customer, "年营收（万元）", "revenue"),
            (Noun::Contact, "客户名称", "customer"),
            (Noun::Contact, "姓名", "name"),
            (Noun::Contact, "区域", "customer.region"),
            (Noun::Ticket, "客户编号", "customer"),
            (Noun::Ticket, "联系人", "contact"),
            (Noun::Ticket, "联系电话", "contact.phone"),
            (Noun::Ticket, "原因", "cause"),
            (Noun::Followup, "沟通内容", "said"),
            (Noun::Product, "sales_price", "price"),
            (Noun::Product, "产品", "name"),
            (Noun::Staff, "sales_agent", "name"),
            (Noun::Staff, "manager", "supervisor"),
        ] {
            assert_eq!(headed(noun, header), Some(key), "{header}");
        }
        assert_eq!(headed(Noun::Customer, "year_established"), None);
    }

    #[test]
    fn a_key_stands_once_and_its_own_heading_finds_it() {
        for layout in all() {
            for field in layout.fields {
                assert_eq!(headed(layout.noun, field.key), Some(field.key));
            }
        }
    }

    #[test]
    fn a_row_falls_into_its_parts() {
        let layout = of(Noun::Customer).unwrap();
        let mut row = Draft::new(layout.fields);
        row.set("name", "云帆");
        row.set("tag", "重点");
        assert!(layout.inner(Inner::Contact, &row).is_none());
        row.set("contact.phone", "13912345678");
        let contact = layout.inner(Inner::Contact, &row).unwrap();
        assert_eq!(contact.get("contact.phone"), Some("13912345678"));
        assert_eq!(contact.fields.len(), Contact::FIELDS.len());
        assert_eq!(layout.own(&row).get("name"), Some("云帆"));
        assert_eq!(layout.state(&row).get("tag"), Some("重点"));
        assert_eq!(layout.number(&row), None);
        assert_eq!(
            layout.exported().len(),
            1 + Customer::FIELDS.len() + layout.states().len()
        );
    }
}
