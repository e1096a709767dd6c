//! What is proposed for a deal (F11), what a version costs and brings in each of
//! its alternatives (F12), and what the customer says of it (F13).

use super::choices::{Method, RemarkKind};
use super::customer::Customer;
use super::deal::Deal;
use super::staff::Staff;
use crate::form;
use crate::noun_target;
use crate::value::{Deadline, Long, Moment, Money, PriceLines, Quantity, Ref, YesNo};

form! {
    /// 定制化服务方案: one version of what is proposed for a deal.
    pub struct Proposal as "proposal" ("proposal", "方案") {
        deal: Ref<Deal> = "Deal", "商机" => .example("DL20260315001").aliases(&["商机编号"]);
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆").aliases(&["客户名称", "客户编号"]);
        version: i64 = "Version", "版本" => .aliases(&["方案版本"]).source("F11");
        scope: Long = "What is delivered", "服务内容" => .help("Products, services, configuration", "产品与服务配置清单").examples("60 HT-50, installed, with training", "60 台 HT-50 及安装培训").aliases(&["产品/服务配置清单", "功能配置"]).source("F11");
        steps: Option<Long> = "Steps", "执行步骤" => .offered().source("F11");
        schedule: Option<Long> = "Schedule", "时间节点" => .help("Dates, and how long delivery takes", "时间节点与交付周期").examples("within 30 days of the order", "下单后 30 天内交付").offered().aliases(&["交付周期"]).source("F11");
        discount_policy: Option<Long> = "Discount policy", "折扣政策" => .source("F11");
        expected_effect: Option<Long> = "Expected effect", "预期效果" => .offered().aliases(&["方案价值"]).source("F11");
        case_refs: Option<Long> = "Cases", "客户案例佐证" => .help("Cases or figures that support it, if there are any", "案例或数据支撑，如适用").offered().flags(&["cases"]).aliases(&["案例", "客户案例"]).source("F11");
        risks: Option<Long> = "Risks and answers", "风险提示及应对措施" => .offered().aliases(&["风险提示"]).source("F11");
        fit: Option<Long> = "Fit to the needs", "需求匹配度分析" => .source("F11");
        service_promise: Option<Long> = "After-sales service", "售后服务承诺" => .source("F11");
        made: Moment = "Made", "编制时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F11");
        owner: Option<Ref<Staff>> = "Made by", "编制人" => .help("Yourself unless given", "默认为本人").source("F11");
        notes: Option<Long> = "Notes", "备注" => .help("Not for the customer", "内部备注，不提供给客户");
    }
}

noun_target!(Proposal, Proposal);

form! {
    /// That it went to the customer.
    pub struct ProposalSubmitted as "proposal_submitted" ("submission", "提交客户") {
        submitted_at: Moment = "Submitted", "提交时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F11 R145");
        submitted_by: Option<Ref<Staff>> = "Submitted by", "提交人" => .help("Yourself unless given", "默认为本人").source("R063");
        presentation: Option<Method> = "Presented by", "呈现方式" => .flags(&["by"]).example("formal-meeting").source("F11");
    }
}

form! {
    /// That the customer agreed to it.
    pub struct ProposalConfirmed as "proposal_confirmed" ("confirmation", "客户确认") {
        confirmed_at: Moment = "Confirmed", "客户确认时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F11");
    }
}

form! {
    /// 备选方案: one way of doing it, what that costs and what it brings.
    pub struct Alternative as "alternative" ("alternative", "备选方案") {
        proposal: Ref<Proposal> = "Proposal", "方案" => .example("PR20260315001").aliases(&["方案编号"]);
        customer: Ref<Customer> = "Customer", "客户" => .aliases(&["客户名称", "客户编号"]);
        letter: String = "Letter", "序号" => .example("A").source("R151");
        title: Option<String> = "Called", "方案名称" => .examples("Standard", "标准版").source("R151");
        lines: PriceLines = "Price lines", "报价明细" => .help("PRODUCT xHOW-MANY @PRICE -DISCOUNT%, one a line", "产品 x数量 @单价 -折扣%，每行一项").examples("HT-50 x60 @5200 -5%", "HT-50 x60台 @5200 -5%").flags(&["line"]).repeat().asked().aliases(&["收费标准", "报价"]).source("F11");
        cost_before: Option<Money> = "Annual cost now", "现有年成本" => .examples("1.2m", "120万").group("Value and return", "价值与投资回报").source("F12 K37");
        cost_after: Option<Money> = "Annual cost after", "方案后年成本" => .examples("800k", "80万").source("F12 K37");
        hours_saved: Option<Quantity> = "Hours saved a week", "每周节省工时" => .example("40").source("F12");
        hour_cost: Option<Money> = "Cost of an hour", "小时成本" => .example("60").source("F12");
        annual_fee: Option<Money> = "Annual fee", "年服务费" => .examples("50k", "5万").source("F12 K39");
        investment: Option<Money> = "Investment, once", "一次性投入" => .help("The sum of the price lines unless given", "默认为报价合计").source("F12 K39 K40");
        output_before: Option<Quantity> = "Output now", "现有产能" => .help("Pieces an hour, orders a day or the like", "如每小时件数、每日单数").example("100").source("F12 K38");
        output_after: Option<Quantity> = "Output after", "方案后产能" => .example("130").source("F12 K38");
    }
}

noun_target!(Alternative, Alternative);

form! {
    /// 客户反馈记录: what the customer says of a proposal.
    pub struct Remark as "remark" ("remark on a proposal", "方案反馈") {
        proposal: Ref<Proposal> = "Proposal", "方案" => .example("PR20260315001").aliases(&["方案编号"]);
        customer: Ref<Customer> = "Customer", "客户" => .aliases(&["客户名称", "客户编号"]);
        said: Long = "What was said", "反馈内容" => .examples("wants the price by production line", "希望按产线拆分报价").source("F13");
        kind: RemarkKind = "Kind", "反馈类别" => .example("change").source("F13");
        said_by: Option<String> = "Said by", "反馈人" => .examples("Zhang San", "张三").source("F13");
        at: Moment = "When", "反馈时间" => .help("Now unless given", "默认为现在").aliases(&["反馈日期"]).source("F13");
        due: Option<Deadline> = "To be dealt with by", "完成期限" => .ahead().example("+3wd").source("F13");
        owner: Option<Ref<Staff>> = "Who deals with it", "责任人" => .help("Yourself unless given", "默认为本人").source("F13");
        notes: Option<Long> = "Notes", "备注";
    }
}

noun_target!(Remark, Remark);

form! {
    /// How a remark was dealt with.
    pub struct RemarkAnswered as "remark_answered" ("treatment", "处理措施") {
        answer: Long = "Treatment", "处理措施" => .examples("split by line, see version 2", "已按产线拆分，见第 2 版").source("F13");
        answered_at: Moment = "Dealt with", "处理时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F13");
        agreed: Option<YesNo> = "The customer agrees", "客户确认" => .example("yes").source("F13");
    }
}
