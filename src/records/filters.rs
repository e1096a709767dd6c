//! What lists can be narrowed by: forms too, so that flags, completion and
//! errors come from the same machinery.

mod audit;
mod contract;
mod delivery;
mod improvement;
mod knowledge;
mod listening;
mod proposal;
mod recall;
mod ticket;

pub use audit::AuditFilter;
pub use contract::{ContractFilter, PaymentFilter, UnpaidFilter};
pub use delivery::{DeliveredFilter, DeliveryFilter, MilestoneFilter, ProgressFilter};
pub use improvement::{ImprovementFilter, NoticeFilter};
pub use knowledge::ArticleFilter;
pub use listening::{FeedbackFilter, SurveyFilter};
pub use proposal::{AlternativeFilter, RemarkFilter};
pub use recall::{AffectedFilter, RecallFilter};
pub use ticket::TicketFilter;

use super::choices::{
    AttachmentKind, Content, CustomerKind, DealKind, Department, Direction, Fit, GradeLetter,
    Horizon, Intent, Method, NeedPriority, NeedType, ObjectionType, Outcome, PromiseKind,
    PromisedBy, ProposalState, Purpose, Rigidity, Segment, Source, Stage, Visibility,
};
use super::customer::Customer;
use super::deal::Deal;
use super::staff::Staff;
use super::ticket::Ticket;
use crate::form;
use crate::value::{Day, Deadline, DealStage, Industry, Moment, Ref, Region, Tags, YesNo};

form! {
    /// Which customers.
    pub struct CustomerFilter as "customer-filter" ("customers", "客户") {
        grade: Vec<GradeLetter> = "Grade", "级别" => .example("A,B");
        stage: Vec<Stage> = "Stage", "阶段" => .example("interested");
        segment: Vec<Segment> = "Segment", "分群";
        intent: Vec<Intent> = "Intent", "意向" => .example("high");
        region: Option<Region> = "Region", "区域" => .example("HZ");
        industry: Option<Industry> = "Industry", "行业" => .example("IT");
        source: Vec<Source> = "Source", "来源";
        need_type: Vec<NeedType> = "Kind of need, any of them", "需求类型，任一即可" => .example("purchase");
        kind: Vec<CustomerKind> = "Kind", "客户类型";
        owner: Option<Ref<Staff>> = "Owner", "负责人" => .example("me");
        tag: Tags = "Tags, any of them", "标签，任一即可" => .examples("key-account", "重点客户");
        pool: Option<YesNo> = "In the pool", "公海" => .example("yes");
        paused: Option<YesNo> = "Paused", "暂停跟进" => .example("yes");
        to_confirm: Option<YesNo> = "With answers to be confirmed", "有待确认项" => .example("yes").source("R132");
        acquired_from: Option<Moment> = "Acquired from", "获取时间起";
        acquired_to: Option<Deadline> = "Acquired until", "获取时间止";
        name: Option<String> = "Part of the name", "名称包含";
    }
}

form! {
    /// Which follow-ups.
    pub struct FollowupFilter as "followup-filter" ("follow-ups", "跟进记录") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        method: Vec<Method> = "Method", "方式" => .flags(&["by"]);
        purpose: Vec<Purpose> = "Purpose", "目的";
        content: Vec<Content> = "Content, any of them", "沟通内容类别，任一即可";
        direction: Vec<Direction> = "Direction", "方向";
        owner: Option<Ref<Staff>> = "By", "跟进人" => .example("me");
        from: Option<Moment> = "From", "起";
        to: Option<Deadline> = "Until", "止";
    }
}

form! {
    /// Which plans or actions.
    pub struct AgendaFilter as "agenda-filter" ("plans", "计划") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        owner: Option<Ref<Staff>> = "Owner", "负责人" => .example("me");
        from: Option<Moment> = "From", "起";
        to: Option<Deadline> = "Until", "止";
    }
}

form! {
    /// Which entries of a form.
    pub struct EntryFilter as "entry-filter" ("form entries", "表单") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        who: Option<Ref<Staff>> = "Responsible", "责任人" => .example("me");
        from: Option<Moment> = "Filled in from", "填写时间起";
        to: Option<Deadline> = "Filled in until", "填写时间止";
    }
}

form! {
    /// Which deals.
    pub struct DealFilter as "deal-filter" ("deals", "商机") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        stage: Option<DealStage> = "Stage", "阶段" => .example("proposal");
        kind: Vec<DealKind> = "Kind", "类型";
        outcome: Vec<Outcome> = "Outcome", "结果" => .example("won");
        owner: Option<Ref<Staff>> = "Owner", "负责人" => .example("me");
        from: Option<Moment> = "Opened from", "商机时间起";
        to: Option<Deadline> = "Opened until", "商机时间止";
        expected_to: Option<Day> = "Expected by", "预计成交不晚于" => .example("2026-06-30");
    }
}

form! {
    /// Which proposals.
    pub struct ProposalFilter as "proposal-filter" ("proposals", "方案") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        deal: Option<Ref<Deal>> = "Deal", "商机";
        state: Vec<ProposalState> = "State", "状态" => .example("submitted");
        owner: Option<Ref<Staff>> = "Made by", "编制人" => .example("me");
        from: Option<Moment> = "Made from", "编制时间起";
        to: Option<Deadline> = "Made until", "编制时间止";
    }
}

form! {
    /// Which objections.
    pub struct ObjectionFilter as "objection-filter" ("objections", "异议") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        deal: Option<Ref<Deal>> = "Deal", "商机";
        r#type: Vec<ObjectionType> = "Kind", "异议类型" => .flags(&["kind"]).example("price");
        owner: Option<Ref<Staff>> = "Who answers", "负责人" => .example("me");
        from: Option<Moment> = "Raised from", "提出时间起";
        to: Option<Deadline> = "Raised until", "提出时间止";
    }
}

form! {
    /// Which promises.
    pub struct PromiseFilter as "promise-filter" ("promises", "承诺") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        promised_by: Vec<PromisedBy> = "Promised by", "承诺方" => .flags(&["by"]).example("us");
        kind: Vec<PromiseKind> = "Kind", "类别";
        owner: Option<Ref<Staff>> = "Owner", "负责人" => .example("me");
        from: Option<Moment> = "Due from", "期限起";
        to: Option<Deadline> = "Due until", "期限止";
    }
}

form! {
    /// Which support requests.
    pub struct RequestFilter as "request-filter" ("support requests", "支持申请") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        department: Vec<Department> = "Department", "支持部门" => .example("legal");
        owner: Option<Ref<Staff>> = "Requested by", "申请人" => .example("me");
        assignee: Option<Ref<Staff>> = "Who answers", "答复人" => .example("me");
        from: Option<Moment> = "Submitted from", "提交时间起";
        to: Option<Deadline> = "Submitted until", "提交时间止";
    }
}

form! {
    /// Which needs.
    pub struct NeedFilter as "need-filter" ("needs", "需求") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        priority: Vec<NeedPriority> = "Priority", "优先级" => .example("must");
        visibility: Vec<Visibility> = "Explicit or implicit", "显隐";
        rigidity: Vec<Rigidity> = "Rigid or latent", "刚性";
        horizon: Vec<Horizon> = "Short or long term", "期限";
        fit: Vec<Fit> = "Technical fit", "技术匹配度";
        owner: Option<Ref<Staff>> = "Owner", "负责人" => .example("me");
        from: Option<Moment> = "Found from", "发现时间起";
        to: Option<Deadline> = "Found until", "发现时间止";
    }
}

form! {
    /// Which attachments.
    pub struct AttachmentFilter as "attachment-filter" ("attachments", "附件") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        kind: Vec<AttachmentKind> = "Kind", "类别" => .example("contract-scan");
        deal: Option<Ref<Deal>> = "Deal", "商机";
        ticket: Option<Ref<Ticket>> = "Ticket", "工单";
        sensitive: Option<YesNo> = "Sensitive", "敏感" => .example("yes");
        from: Option<Moment> = "Attached from", "登记时间起";
        to: Option<Deadline> = "Attached until", "登记时间止";
    }
}

form! {
    /// Which days of a customer's story.
    pub struct TraceFilter as "trace-filter" ("story", "全程记录") {
        since: Option<Day> = "From this day on", "自该日起" => .example("2026-03-01");
        until: Option<Day> = "Up to and with this day", "至该日止" => .example("2026-03-31");
    }
}

form! {
    /// Which handovers.
    pub struct HandoverFilter as "handover-filter" ("handovers", "客户交接") {
        from: Option<Ref<Staff>> = "From", "原负责人" => .example("me");
        to: Option<Ref<Staff>> = "To", "接手人" => .example("me");
    }
}
