//! A silent period (静默期): a customer is not followed up for a while, and why.

use super::customer::Customer;
use crate::form;
use crate::noun_target;
use crate::value::{Day, Long, Moment, Ref};

form! {
    /// Why, and until which day, a customer is not followed up (R057, R143).
    pub struct Pause as "pause" ("pause", "暂停跟进") {
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆");
        reason: Long = "Why", "暂停原因" => .examples("project frozen until next year", "项目冻结到明年").flags(&["why"]).source("R057 R143");
        from_at: Moment = "Since", "暂停时间" => .help("Now unless given", "默认为现在").flags(&["since"]);
        resume_on: Day = "Until", "恢复日期"
            => .help("A quarter later unless given", "默认一个季度后").example("+1q").flags(&["until"]).source("C21");
    }
}

noun_target!(Pause, Pause);
