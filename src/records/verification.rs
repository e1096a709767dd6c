//! A round of verification (F42): what is on file about a customer was gone through
//! item by item. The items stand in rows of their own.

use super::customer::Customer;
use super::staff::Staff;
use crate::form;
use crate::noun_target;
use crate::value::{Long, Moment, Ref};

form! {
    /// 信息复核记录.
    pub struct Verification as "verification" ("verification", "信息复核") {
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆").source("F42");
        at: Moment = "Verified", "复核时间" => .help("Now unless given", "默认为现在").source("F42 R117 R146");
        by: Option<Ref<Staff>> = "Verified by", "复核人" => .help("Yourself unless given", "默认为本人").source("F42");
        organisation: Option<Long> = "Organisation", "组织架构" => .help("New departments, changes of management; “ok” for none", "新增部门、管理层调整；无变化填 ok").source("F42 R146");
        notes: Option<Long> = "Notes", "备注";
    }
}

noun_target!(Verification, Verification);
