//! Deliveries: the plan and its milestones (F20, F22), progress and deviations
//! (F21), what was delivered, the acceptance item by item (F23), the first
//! evaluation (F24) and the handover pack (F19).

use super::choices::{AcceptanceResult, AgreedIn, CheckResult, DeviationKind};
use super::contact::Contact;
use super::contract::Contract;
use super::customer::Customer;
use super::deal::Deal;
use super::product::Product;
use super::promise::Promise;
use super::staff::Staff;
use crate::form;
use crate::noun_target;
use crate::problem::Problem;
use crate::say;
use crate::value::{Day, Long, Moment, Percent, Ref, Score, Tags, YesNo};
use crate::words::t;

form! {
    /// 交付计划.
    pub struct Delivery as "delivery" ("delivery", "交付") {
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆").aliases(&["客户名称", "客户编号"]);
        what: Long = "What is delivered", "交付内容" => .examples("60 handheld terminals", "60 台手持终端").aliases(&["交付项目"]).source("F20 R044");
        contract: Option<Ref<Contract>> = "Contract", "合同" => .help("The customer's one, if there is one, unless given", "默认为客户唯一未结束的合同").aliases(&["合同编号"]).source("F20");
        deal: Option<Ref<Deal>> = "Deal", "商机" => .help("The contract's", "默认为合同的商机");
        owner: Option<Ref<Staff>> = "Owner", "责任人" => .help("Yourself unless given", "默认为本人").aliases(&["负责人"]).source("F20");
        contact: Option<Ref<Contact>> = "Customer's counterpart", "客户对接人" => .examples("Zhang San", "张三").offered().source("F20");
        planned: Option<Day> = "Planned for", "计划交付日期" => .ahead().example("+2w").asked().aliases(&["计划日期"]).source("F20");
        standard: Option<Long> = "Standard", "交付标准" => .offered().source("F20");
        deliverables: Option<Long> = "Deliverables", "交付物" => .examples("devices, reports, training material", "设备、报告、培训材料").source("F20");
        planned_at: Moment = "Plan made", "计划时间" => .help("Now unless given", "默认为现在").flags(&["at"]);
        notes: Option<Long> = "Notes", "备注";
    }
}

noun_target!(Delivery, Delivery);

form! {
    /// 交付节点, and 阶段交付确认单 once it is done.
    pub struct Milestone as "milestone" ("milestone", "里程碑") {
        customer: Ref<Customer> = "Customer", "客户";
        delivery: Ref<Delivery> = "Delivery", "交付" => .aliases(&["交付编号"]);
        name: String = "Milestone", "交付节点" => .examples("Arrival", "到货").aliases(&["节点", "阶段"]).source("F20");
        planned: Option<Day> = "Planned for", "计划日期" => .ahead().example("+1w").asked().source("F20");
        owner: Option<Ref<Staff>> = "Owner", "责任人" => .help("The delivery's unless given", "默认为交付责任人").source("F20");
        contact: Option<Ref<Contact>> = "Customer's counterpart", "客户对接人" => .help("The delivery's unless given", "默认为交付的客户对接人").source("F20");
        standard: Option<Long> = "Standard", "交付标准" => .source("F22");
        deliverables: Option<Long> = "Deliverables", "交付物" => .source("F22");
        notes: Option<Long> = "Notes", "备注";
    }
}

noun_target!(Milestone, Milestone);

form! {
    /// 阶段交付确认单 (F22).
    pub struct MilestoneDone as "milestone_done" ("stage confirmation", "阶段确认") {
        signed_for: Option<String> = "Signed for the customer by", "客户签字人" => .flags(&["signer"]).examples("Zhang San", "张三").asked().source("F22 R019");
        done_at: Moment = "Done", "完成时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F22");
        met: Option<YesNo> = "Meets the standard", "是否达标" => .source("F22");
        issues: Option<Long> = "Issues", "存在问题" => .source("F22");
    }
}

form! {
    /// 服务执行进度表: how it goes.
    pub struct Progress as "progress" ("progress", "进度") {
        customer: Ref<Customer> = "Customer", "客户";
        delivery: Ref<Delivery> = "Delivery", "交付";
        said: Long = "Progress", "本期进展" => .examples("40 devices have arrived", "已到货 40 台").source("F21 R006");
        percent: Option<Percent> = "Done so far", "完成百分比" => .example("60%").source("F21");
        at: Moment = "As of", "时间" => .help("Now unless given", "默认为现在").source("F21");
        told_at: Option<Moment> = "Customer told", "通报客户时间" => .help("When the customer was told: --told now", "已通报客户的时间：--told 现在").flags(&["told"]).example("now").source("F21 R006 R156");
        next: Option<Long> = "Next", "下期计划" => .source("F21");
        owner: Option<Ref<Staff>> = "Reported by", "填报人" => .help("Yourself unless given", "默认为本人");
    }
}

noun_target!(Progress, Progress);

form! {
    /// 执行偏差.
    pub struct Deviation as "deviation" ("deviation", "执行偏差") {
        customer: Ref<Customer> = "Customer", "客户";
        delivery: Ref<Delivery> = "Delivery", "交付";
        what: Long = "What deviates", "偏差内容" => .examples("arrives a week late", "到货推迟一周").source("F21 R007");
        kind: DeviationKind = "Kind", "偏差类型" => .example("delay").source("F21 R007");
        reason: Long = "Reason", "偏差原因" => .examples("the supplier lacks parts", "供应商缺料").source("F21 R007");
        measure: Option<Long> = "Measure", "应对措施" => .asked().source("F21 R007");
        found: Moment = "Found", "发现时间" => .help("Now unless given", "默认为现在").flags(&["at"]);
        owner: Option<Ref<Staff>> = "Owner", "责任人" => .help("Yourself unless given", "默认为本人");
    }
}

noun_target!(Deviation, Deviation);

form! {
    /// That a deviation is dealt with.
    pub struct DeviationClosed as "deviation_closed" ("deviation dealt with", "偏差处理完毕") {
        outcome: Long = "Outcome", "处理结果" => .examples("sent by air, has arrived", "加急空运，已到货").source("F21 R007");
        closed_at: Moment = "Closed", "处理完毕时间" => .help("Now unless given", "默认为现在").flags(&["at"]);
    }
}

form! {
    /// Goods that the customer has now, by serial or batch.
    pub struct Delivered as "delivered" ("delivered item", "交付物品") {
        customer: Ref<Customer> = "Customer", "客户";
        delivery: Ref<Delivery> = "Delivery", "交付" => .aliases(&["交付编号"]);
        product: Option<Ref<Product>> = "Product", "产品" => .examples("Yunfan X1", "云帆 X1").asked();
        what: Option<String> = "Item", "物品" => .help("Where it is no product on file", "不在产品目录时填写");
        quantity: Option<i64> = "Quantity", "数量" => .example("60").asked();
        serial: Tags = "Serial numbers", "序列号" => .example("X1-0001,X1-0002").aliases(&["sn"]).asked();
        batch: Option<String> = "Batch", "批次" => .example("B20260301").asked().aliases(&["批号"]);
        day: Day = "Delivered on", "交付日期" => .help("Today unless given", "默认为今天").flags(&["at"]);
        notes: Option<String> = "Notes", "备注";
    }
    rules Delivered::is_something;
}

noun_target!(Delivered, Delivered);

impl Delivered {
    fn is_something(&self) -> Vec<Problem> {
        match (&self.product, &self.what) {
            (None, None) => vec![
                Problem::usage(say!("is not said", "没有写明"))
                    .about(t("Product", "产品"))
                    .hint(say!("give --product or --what", "请用 --product 或 --what")),
            ],
            _ => Vec::new(),
        }
    }
}

form! {
    /// 验收项目: what was agreed, and what came of it.
    pub struct Acceptance as "acceptance" ("acceptance item", "验收项目") {
        customer: Ref<Customer> = "Customer", "客户";
        delivery: Ref<Delivery> = "Delivery", "交付";
        n: i64 = "No. in the list", "序号";
        what: Long = "What is checked", "验收项目" => .source("F23");
        standard: Option<Long> = "Standard agreed", "约定标准" => .source("F23");
        source: AgreedIn = "Agreed in", "约定来源" => .source("F23");
        promise: Option<Ref<Promise>> = "Promise", "承诺";
        result: Option<CheckResult> = "Result", "达标" => .source("F23");
        at: Option<Moment> = "Checked", "检查时间";
        actual: Option<Long> = "Actual", "实际结果" => .source("F23");
        remedy_by: Option<Day> = "Remedy by", "整改期限" => .ahead().source("F23");
    }
}

noun_target!(Acceptance, Acceptance);

form! {
    /// What came of one item.
    pub struct Checked as "checked" ("check", "验收检查") {
        result: CheckResult = "Result", "达标" => .example("passed").source("F23");
        at: Moment = "Checked", "检查时间" => .help("Now unless given", "默认为现在");
        actual: Option<Long> = "Actual", "实际结果" => .source("F23");
        remedy_by: Option<Day> = "Remedy by", "整改期限" => .ahead().help("Of what failed", "不达标时填写").when("result", &["failed"]).asked().source("F23");
    }
}

form! {
    /// 服务验收确认单.
    pub struct Accepted as "accepted" ("acceptance", "验收确认") {
        result: AcceptanceResult = "Conclusion", "验收结论" => .help("passed unless given", "默认为通过").source("F23");
        signed_for: String = "Signed for the customer by", "客户签字人" => .flags(&["signer"]).examples("Zhang San", "张三").source("F23 R009");
        sealed: Option<YesNo> = "Sealed", "客户盖章" => .asked().source("F23");
        accepted_at: Moment = "Accepted", "验收时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F23 R009");
        participants: Option<Long> = "Participants", "参与人员" => .source("F23");
        leftover: Option<Long> = "What is left", "遗留问题" => .source("F23");
    }
}

form! {
    /// 客户初步评价反馈表 (F24).
    pub struct Evaluated as "evaluated" ("first evaluation", "初步评价") {
        score: Score = "Score", "评分" => .help("1 to 5", "1–5 分").example("5").source("F24");
        evaluation: Option<Long> = "What the customer says", "客户评价" => .asked().source("F24");
        evaluated_at: Moment = "When", "评价时间" => .help("Now unless given", "默认为现在").flags(&["at"]);
    }
}

form! {
    /// 售前→售后移交.
    pub struct Pack as "pack" ("handover pack", "移交资料") {
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆");
        deal: Option<Ref<Deal>> = "Deal", "商机";
        receiver: Ref<Staff> = "Handed to", "接收人" => .flags(&["to"]).examples("Zhao Min", "赵敏").source("F19 R178");
        special: Option<Long> = "Special requirements", "特殊要求" => .asked().source("F19");
        handed: Moment = "Handed over", "移交时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F19");
        owner: Option<Ref<Staff>> = "Handed over by", "移交人" => .help("Yourself unless given", "默认为本人").source("F19");
        notes: Option<Long> = "Notes", "备注";
    }
}

noun_target!(Pack, Pack);

form! {
    /// After-sales took it over.
    pub struct PackAccepted as "pack_accepted" ("pack taken over", "接收确认") {
        accepted_at: Moment = "Taken over", "接收时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F19");
        accepted_note: Option<Long> = "Remarks", "接收意见" => .flags(&["note"]).source("F19");
    }
}
