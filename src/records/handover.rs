//! Customers that pass from one rep to another (F38): who hands over to whom, and that
//! the successor took them. Which customers stands in rows of their own.

use super::customer::Customer;
use super::staff::Staff;
use crate::form;
use crate::noun_target;
use crate::problem::Problem;
use crate::say;
use crate::value::{Day, Long, Moment, Ref};

form! {
    /// 客户交接清单.
    pub struct Handover as "handover" ("handover", "客户交接") {
        from: Ref<Staff> = "From", "原负责人" => .help("Whose customers are handed over", "交出客户的同事").examples("Li Lei", "李雷").aliases(&["交接人", "原销售代表"]).source("F38");
        to: Ref<Staff> = "To", "接手人" => .help("Who takes them over", "接手客户的同事").examples("Wang Fang", "王芳").source("F38");
        customer: Option<Ref<Customer>> = "One customer only", "仅一个客户" => .help("All of theirs unless given", "默认为其全部客户").aliases(&["客户编号"]).source("F38");
        at: Moment = "Started", "开始时间" => .help("Now unless given", "默认为现在").source("F38 R064");
        leaving: Option<Day> = "Leaves on", "离职日期" => .source("F38");
        notes: Option<Long> = "Notes", "备注";
    }
    rules Handover::two_people;
}

noun_target!(Handover, Handover);

impl Handover {
    /// Nobody hands over to themselves.
    fn two_people(&self) -> Vec<Problem> {
        match self.from == self.to {
            false => Vec::new(),
            true => vec![
                Problem::usage(say!(
                    "nobody hands over to themselves",
                    "原负责人和接手人是同一人"
                ))
                .hint(say!("give another --to", "请用 --to 指明另一位同事")),
            ],
        }
    }
}

form! {
    /// That the successor took the customers over.
    pub struct HandoverAccepted as "handover_accepted" ("acceptance", "接手确认") {
        accepted_at: Moment = "Accepted", "接手时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F38 R064");
    }
}
