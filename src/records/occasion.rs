//! Birthdays, anniversaries, festivals: what a greeting or a renewal hangs on.

use super::choices::CareKind;
use super::contact::Contact;
use super::customer::Customer;
use crate::form;
use crate::noun_target;
use crate::value::{Annual, Long, Ref, YesNo};

form! {
    /// A day that comes again every year.
    pub struct Occasion as "occasion" ("occasion", "纪念日") {
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆");
        kind: CareKind = "Kind", "类型";
        day: Annual = "Day", "日期" => .help("Solar or lunar", "公历或农历").examples("lunar 8-15", "农历八月十五");
        contact: Option<Ref<Contact>> = "Contact", "联系人";
        greeting: Option<YesNo> = "Greeting wanted", "是否问候" => .help("yes unless given", "默认为是");
        notes: Option<Long> = "Notes", "备注";
    }
}

noun_target!(Occasion, Occasion);
