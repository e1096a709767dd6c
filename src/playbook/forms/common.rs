//! What every entry has besides the fields of its form: what it is about, when
//! and by whom it was filled in, until when and by whom it is to be closed.

use crate::field::Field;
use crate::records::{Contact, Customer, Followup, Product, Staff, Survey, Ticket};
use crate::value::{Deadline, Long, Moment, Noun, Ref};
use crate::words::t;

/// The records that a form may be about.
pub const SUBJECTS: &[Noun] = &[
    Noun::Customer,
    Noun::Contact,
    Noun::Ticket,
    Noun::Followup,
    Noun::Product,
    Noun::Staff,
    Noun::Survey,
];

const AT: Field = Field::of::<Option<Moment>>("at", t("Filled in", "填写时间"))
    .help("now unless given", "默认为现在")
    .aliases(&["日期", "date"]);

const BY: Field =
    Field::of::<Option<Ref<Staff>>>("by", t("By", "填写人")).help("you unless given", "默认为本人");

const DUE: Field = Field::of::<Option<Deadline>>("due", t("Due", "期限"))
    .help("Until when it is to be closed", "须在此前办结")
    .example("+5wd")
    .ahead()
    .asked();

const WHO: Field = Field::of::<Option<Ref<Staff>>>("who", t("Responsible", "责任人"))
    .help("you unless given", "默认为本人");

const NOTE: Field = Field::of::<Option<Long>>("note", t("Note", "备注"));

/// The fields behind a form's own, in their order. `due` and `who` belong to
/// forms that stay open.
pub const COMMON: &[Field] = &[DUE, WHO, AT, BY, NOTE];

/// Those that an entry has, whether it stays open or not.
pub(super) fn common(open: bool) -> impl Iterator<Item = Field> {
    let all = COMMON.iter().copied();
    all.filter(move |field| open || !matches!(field.key, "due" | "who"))
}

/// The field that names the record an entry is about.
pub(super) fn subject(noun: Noun, optional: bool) -> Field {
    let (key, label) = (noun.table(), noun.label());
    let label = match noun {
        Noun::Customer => t("Customer", "客户"),
        Noun::Contact => t("Contact", "联系人"),
        Noun::Ticket => t("Ticket", "工单"),
        Noun::Followup => t("Follow-up", "跟进记录"),
        Noun::Product => t("Product", "产品"),
        Noun::Staff => t("Colleague", "同事"),
        Noun::Survey => t("Survey", "满意度调查"),
        _ => label,
    };
    let mut field = match noun {
        Noun::Contact => Field::of::<Option<Ref<Contact>>>(key, label),
        Noun::Ticket => Field::of::<Option<Ref<Ticket>>>(key, label),
        Noun::Followup => Field::of::<Option<Ref<Followup>>>(key, label),
        Noun::Product => Field::of::<Option<Ref<Product>>>(key, label),
        Noun::Staff => Field::of::<Option<Ref<Staff>>>(key, label),
        Noun::Survey => Field::of::<Option<Ref<Survey>>>(key, label),
        _ => Field::of::<Option<Ref<Customer>>>(key, label),
    };
    field.required = !optional;
    field.asked = true;
    field
}
