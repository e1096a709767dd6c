//! Support that a rep asks of another department (F15), and its answer.

use super::choices::Department;
use super::customer::Customer;
use super::deal::Deal;
use super::staff::Staff;
use crate::form;
use crate::noun_target;
use crate::problem::Problem;
use crate::say;
use crate::value::{Deadline, Long, Moment, Ref};

form! {
    /// 需求支持申请.
    pub struct Request as "request" ("support request", "支持申请") {
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆").aliases(&["客户名称", "客户编号"]);
        background: Long = "Background", "需求背景" => .help("What is needed, and why", "需要什么支持、为什么").examples("they ask for encryption; can it be custom-made", "客户要求加密模块，需确认能否定制").aliases(&["背景", "申请内容"]).source("F15 R061");
        department: Department = "Department", "支持部门" => .example("technical").aliases(&["部门"]).source("F15");
        expected: Deadline = "Expected by", "期望完成时间" => .ahead().help("One working day ahead at least", "至少提前一个工作日").example("+2wd").aliases(&["期望时间"]).source("F15 R061");
        counterpart: String = "Counterpart", "对接人" => .help("Whom the department talks to", "部门应与谁对接").examples("Wang Gang", "王工").source("F15");
        assignee: Option<Ref<Staff>> = "Who answers", "答复人" => .help("A colleague on file", "已登记的同事").source("F15 R062");
        deal: Option<Ref<Deal>> = "Deal", "相关商机";
        submitted: Moment = "Submitted", "提交时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F15");
        owner: Option<Ref<Staff>> = "Requested by", "申请人" => .help("Yourself unless given", "默认为本人").source("F15");
        notes: Option<Long> = "Notes", "备注";
    }
    rules Request::expected_after;
}

noun_target!(Request, Request);

form! {
    /// The department's answer.
    pub struct RequestAnswered as "request_answered" ("answer", "答复") {
        answer: Long = "Answer", "答复内容" => .examples("yes, within 5 working days", "可定制，需 5 个工作日").source("F15 R062");
        answered_at: Moment = "Answered", "答复时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F15 R062");
    }
}

impl Request {
    /// Nothing is expected before it is asked for.
    fn expected_after(&self) -> Vec<Problem> {
        match self.expected.0 < self.submitted {
            false => Vec::new(),
            true => vec![
                Problem::usage(say!(
                    "it is expected before it was submitted",
                    "期望完成时间早于提交时间"
                ))
                .hint(say!("give a later --expected", "请把 --expected 改晚")),
            ],
        }
    }
}
