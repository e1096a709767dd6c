//! What a customer objects to (F14), how it was answered, and whether that
//! resolved it.

use super::choices::{ObjectionResult, ObjectionType};
use super::customer::Customer;
use super::deal::Deal;
use super::proposal::Proposal;
use super::staff::Staff;
use crate::form;
use crate::noun_target;
use crate::value::{Long, Moment, Ref, YesNo};

form! {
    /// 异议.
    pub struct Objection as "objection" ("objection", "异议") {
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆").aliases(&["客户名称", "客户编号"]);
        what: Long = "Objection", "异议内容" => .examples("8% dearer than a rival", "比竞品贵 8%").aliases(&["内容", "异议"]).source("F14 R041");
        r#type: ObjectionType = "Kind", "异议类型" => .flags(&["kind"]).example("price").aliases(&["类型", "kind"]).source("F14");
        raised: Moment = "Raised", "提出时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F14 R041");
        said_by: Option<String> = "Raised by", "提出人" => .examples("Zhang San", "张三").source("F14");
        deal: Option<Ref<Deal>> = "Deal", "相关商机" => .aliases(&["商机编号"]);
        proposal: Option<Ref<Proposal>> = "Proposal", "相关方案" => .aliases(&["方案编号"]);
        help_asked: Option<YesNo> = "Help from above asked for", "是否申请上级资源支持" => .source("F14 F16");
        owner: Option<Ref<Staff>> = "Who answers", "负责人" => .help("Yourself unless given", "默认为本人").source("F14");
        notes: Option<Long> = "Notes", "备注";
    }
}

noun_target!(Objection, Objection);

form! {
    /// What was answered.
    pub struct ObjectionAnswered as "objection_answered" ("answer", "回应") {
        answer: Long = "Answer", "回应内容" => .examples("our total cost over five years is lower", "五年总成本我方更低").source("F14 R041");
        evidence: Option<Long> = "Data or cases", "支撑数据或案例" => .examples("a customer of the same industry saves 15%", "同行业客户采用后成本降低 15%").source("F14");
        answered_at: Moment = "Answered", "回应时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F14 R041");
    }
}

form! {
    /// How it ended.
    pub struct ObjectionSettled as "objection_settled" ("result", "结果") {
        result: ObjectionResult = "Result", "结果" => .help("resolved unless given", "默认为已解决").source("F14");
        settled_at: Moment = "Settled", "解决时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F14");
    }
}
