//! Promises (F18): what we or the customer said would happen, by when, and whether
//! it stands in writing.

use super::choices::{PromiseKind, PromisedBy};
use super::customer::Customer;
use super::deal::Deal;
use super::staff::Staff;
use crate::form;
use crate::noun_target;
use crate::value::{Deadline, Long, Moment, Ref};

form! {
    /// 承诺.
    pub struct Promise as "promise" ("promise", "承诺") {
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆").aliases(&["客户名称", "客户编号"]);
        what: Long = "What was promised", "承诺内容" => .examples("3 free trainings", "3 次免费操作培训").aliases(&["内容", "承诺"]).source("F18 R155");
        promised_by: PromisedBy = "Promised by", "承诺方" => .help("us unless given", "默认为我方").flags(&["by"]).source("F18");
        kind: Option<PromiseKind> = "Kind", "类别" => .asked().source("F18 R179");
        due: Option<Deadline> = "Due", "期限" => .ahead().example("+2w").asked().aliases(&["承诺期限", "到期"]).source("F18 R124");
        made: Moment = "Made", "承诺时间" => .help("Now unless given", "默认为现在").flags(&["at"]).aliases(&["承诺日期"]).source("F18");
        owner: Option<Ref<Staff>> = "Owner", "负责人" => .help("Yourself unless given", "默认为本人").aliases(&["承诺人"]).source("F18");
        deal: Option<Ref<Deal>> = "Deal", "相关商机";
        notes: Option<Long> = "Notes", "备注";
    }
}

noun_target!(Promise, Promise);

form! {
    /// That it stands in writing.
    pub struct PromiseConfirmed as "promise_confirmed" ("confirmation", "书面确认") {
        confirmed_at: Moment = "In writing since", "书面确认时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F18 R155");
    }
}

form! {
    /// That it was kept.
    pub struct PromiseKept as "promise_kept" ("promise kept", "兑现") {
        kept_at: Moment = "Kept", "兑现时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F18 R124");
    }
}
