//! Deals: an opportunity from its first day to its outcome, and what was learnt
//! from it (F37).

use super::choices::{DealKind, FailureReason, SuccessFactor};
use super::contact::Contact;
use super::customer::Customer;
use super::product::Product;
use super::staff::Staff;
use crate::form;
use crate::noun_target;
use crate::value::{Day, DealStage, Long, Moment, Money, Name, Ref};

form! {
    /// 商机.
    pub struct Deal as "deal" ("deal", "商机") {
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆").aliases(&["客户名称", "客户编号", "account"]);
        name: Name = "What it is about", "商机名称"
            => .help("The product or the need, in a few words", "产品或需求，几个字即可").examples("warehouse system upgrade", "仓储系统升级").aliases(&["名称", "商机", "opportunity", "项目", "项目名称"]);
        kind: DealKind = "Kind", "商机类型" => .help("new, or repeat where there was a deal before, unless given", "默认新签；已有成交则为复购").aliases(&["类型"]);
        stage: DealStage = "Stage", "销售阶段" => .help("The playbook's first unless given", "默认为规则手册的第一阶段").example("discovery").aliases(&["阶段", "deal_stage"]);
        value: Option<Money> = "Expected value", "预计金额" => .examples("600k", "60万").asked().aliases(&["金额", "预计成交金额", "商机金额"]);
        expected: Option<Day> = "Expected to close", "预计成交日期" => .ahead().example("+2mo").asked().aliases(&["预计签约日期", "预计成交时间"]);
        product: Option<Ref<Product>> = "Product", "产品" => .examples("Yunfan X1", "云帆 X1");
        contact: Option<Ref<Contact>> = "Contact", "联系人" => .examples("Zhang San", "张三");
        competitor: Option<String> = "Competitor", "竞争对手";
        opened: Moment = "Opened", "商机时间" => .help("Now unless given", "默认为现在").flags(&["at"]).aliases(&["创建时间", "engage_date", "开始日期"]);
        owner: Option<Ref<Staff>> = "Owner", "负责人" => .help("The customer's owner unless given", "默认为客户负责人").aliases(&["sales_agent", "销售代表"]);
        notes: Option<Long> = "Notes", "备注";
        external: Option<String> = "Number elsewhere", "外部编号" => .help("Its number in the system it was imported from", "原系统中的编号").aliases(&["opportunity_id", "商机编号（原系统）"]);
    }
}

noun_target!(Deal, Deal);

form! {
    /// 成交复盘表 (F37): why a deal was won or lost, and what is done better.
    pub struct DealReview as "deal_review" ("deal review", "成交复盘") {
        deal: Ref<Deal> = "Deal", "商机" => .example("DL20260315001");
        customer: Ref<Customer> = "Customer", "客户";
        success_factor: Vec<SuccessFactor> = "Success factors", "成功因素" => .help("Of a deal that was won", "成交时填写，可多选").flags(&["factor"]).source("F37");
        failure_reason: Vec<FailureReason> = "Reasons of failure", "失败原因" => .help("Of a deal that was lost", "未成交时填写，可多选").flags(&["reason"]).source("F37");
        improvement: Long = "What to do better", "改进措施" => .examples("ask for the budget before quoting", "报价前先确认预算").source("F37");
        summary: Option<Long> = "Rep's summary", "销售代表总结" => .asked().source("F37");
        comment: Option<Long> = "Supervisor's comment", "主管点评" => .source("F37");
        by: Option<Ref<Staff>> = "Commented by", "点评人" => .help("The supervisor who comments", "点评的主管").examples("Han Mei", "韩梅").source("F37");
        at: Moment = "When", "复盘时间" => .help("Now unless given", "默认为现在");
        owner: Option<Ref<Staff>> = "Reviewed by", "复盘人" => .help("Yourself unless given", "默认为本人");
    }
}

noun_target!(DealReview, DealReview);
