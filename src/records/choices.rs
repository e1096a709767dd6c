//! The closed sets that more than one record uses, with the handbooks' words.
//! Codes are stored and exported; adding one is safe, renaming one never is.

mod contract;
mod delivery;
mod keeping;
mod knowledge;
mod kpi;
mod needs;
mod recall;
mod selling;
mod service;
mod ticket;

pub use contract::{Age, ContractEnd, ContractStatus, PaymentMethod};
pub use delivery::{AcceptanceResult, AgreedIn, CheckResult, DeliveryStatus, DeviationKind};
pub use keeping::{AttachmentKind, Care, ItemResult};
pub use knowledge::ArticleKind;
pub use kpi::{Kpi, Unit};
pub use needs::{Fit, Horizon, NeedPriority, Rigidity, Spin, Visibility};
pub use recall::{AffectedState, Evidence, RecallOutcome};
pub use selling::{
    DealKind, Department, FailureReason, ObjectionResult, ObjectionType, Outcome, PromiseKind,
    PromisedBy, ProposalState, RemarkKind, SuccessFactor,
};
pub use service::{
    FeedbackClass, ImprovementEnd, ImprovementKind, ImprovementState, SurveyChannel, SurveyNode,
};
pub use ticket::{
    AiVerdict, Area, Cause, EscalatedTo, HandlingMode, LogisticsKind, Nature, Priority,
    QualityLevel, RevisitResult, Scope, Severity, TicketChannel, TicketEventKind, TicketStatus,
    TicketTeam, TicketType,
};

use crate::choice;

choice! {
    /// 客户类型 (F01, handbook 002).
    pub enum CustomerKind {
        Enterprise = "enterprise", "Enterprise", "企业客户", ["企业", "公司", "company"];
        Individual = "individual", "Individual", "个人客户", ["个人", "person"];
    }
}

choice! {
    /// 来源渠道 (F01, R084).
    pub enum Source {
        Exhibition = "exhibition", "Exhibition", "展会", ["展会推广", "展会推荐", "展会咨询"];
        WebsiteForm = "website-form", "Website form", "官网留资", ["官网", "官网表单", "网站"];
        AssociationReferral = "association-referral", "Association referral", "行业协会转介", ["行业协会"];
        CustomerReferral = "customer-referral", "Customer referral", "客户转介绍", ["客户推荐", "转介", "转介绍"];
        ColdCall = "cold-call", "Cold call", "电话陌拜", ["陌拜"];
        Partner = "partner", "Partner", "合作伙伴联动", ["合作伙伴"];
        ChannelReferral = "channel-referral", "Channel referral", "渠道推荐", ["渠道"];
        OnlinePromotion = "online-promotion", "Online promotion", "线上推广", ["线上"];
        Other = "other", "Other", "其他";
    }
}

choice! {
    /// 需求类型, several allowed (R082).
    pub enum NeedType {
        Purchase = "purchase", "Purchase", "产品采购", ["采购"];
        TechnicalInquiry = "technical-inquiry", "Technical inquiry", "技术咨询";
        AfterSalesService = "after-sales-service", "After-sales service", "售后服务";
        CooperationInquiry = "cooperation-inquiry", "Cooperation inquiry", "合作咨询";
        ServiceInquiry = "service-inquiry", "Service inquiry", "服务咨询";
    }
}

choice! {
    /// 初步意向等级: signs within a month, within three, later (R001–R003).
    pub enum Intent {
        High = "high", "High", "高", ["高意向"];
        Medium = "medium", "Medium", "中", ["中意向"];
        Low = "low", "Low", "低", ["低意向"];
    }
}

choice! {
    /// 客户级别 (F04); unset means not graded yet.
    pub enum GradeLetter {
        A = "A", "A", "A级";
        B = "B", "B", "B级";
        C = "C", "C", "C级";
        D = "D", "D", "D级";
    }
}

choice! {
    /// 分群 (handbook 003).
    pub enum Segment {
        Prospect = "prospect", "Prospect", "潜在客户";
        Interested = "interested", "Interested", "意向客户";
        HighValue = "high-value", "High value", "高价值客户";
        Cooperating = "cooperating", "Cooperating", "合作客户";
        Ordinary = "ordinary", "Ordinary", "普通客户";
    }
}

choice! {
    /// 合作阶段: the pipeline merged from handbooks 001–003.
    pub enum Stage {
        Lead = "lead", "Lead", "线索", ["潜在"];
        Qualified = "qualified", "Qualified", "已筛选";
        Filed = "filed", "Filed", "已建档";
        Interested = "interested", "Interested", "意向";
        Discovery = "discovery", "Discovery", "需求确认";
        Proposal = "proposal", "Proposal", "方案";
        ProposalReview = "proposal-review", "Proposal review", "方案评审";
        ContractNegotiation = "contract-negotiation", "Contract negotiation", "合同谈判";
        Won = "won", "Won", "成交";
        Lost = "lost", "Lost", "未成交";
        Delivery = "delivery", "Delivery", "交付";
        Accepted = "accepted", "Accepted", "验收";
        AfterSales = "after-sales", "After-sales", "售后";
        Cooperating = "cooperating", "Cooperating", "合作";
        Renewal = "renewal", "Renewal", "续约";
    }
}

choice! {
    /// 销售线 (handbook 001).
    pub enum SalesLine {
        Regional = "regional", "Regional", "区域销售";
        Industry = "industry", "Industry", "行业销售";
        Channel = "channel", "Channel", "渠道销售";
    }
}

choice! {
    /// 需求紧急度 (handbook 003).
    pub enum Urgency {
        High = "high", "High", "高", ["急"];
        Medium = "medium", "Medium", "中";
        Low = "low", "Low", "低", ["不急"];
    }
}

choice! {
    /// 跟进方式 (F08, F09).
    pub enum Method {
        Phone = "phone", "Phone", "电话", ["电话拜访", "call"];
        Visit = "visit", "Visit", "拜访", ["上门拜访", "线下拜访", "面谈", "上门"];
        OnlineMeeting = "online-meeting", "Online meeting", "线上会议", ["视频会议", "会议"];
        Email = "email", "E-mail", "邮件", ["mail"];
        Wechat = "wechat", "WeChat", "微信";
        Demo = "demo", "Demo", "现场演示", ["演示"];
        WrittenIllustrated = "written-illustrated", "Illustrated text", "图文说明", ["图文"];
        MaterialPush = "material-push", "Material push", "资料推送", ["推送"];
        FormalMeeting = "formal-meeting", "Formal meeting", "正式会议";
        Written = "written", "In writing", "书面形式", ["书面"];
    }
}

choice! {
    /// 方向: who began the contact.
    pub enum Direction {
        Out = "out", "We called", "主动", ["去电", "outgoing"];
        In = "in", "They called", "来访来电", ["来电", "来访", "incoming"];
    }
}

choice! {
    /// 跟进目的; one contact may serve several.
    pub enum Purpose {
        FirstContact = "first-contact", "First contact", "首次接触";
        Regular = "regular", "Regular", "常规跟进";
        Revisit = "revisit", "Delivery revisit", "交付回访";
        SecondRevisit = "second-revisit", "Second revisit", "二次回访";
        Satisfaction = "satisfaction", "Satisfaction", "满意度回访";
        ProposalFeedback = "proposal-feedback", "Proposal feedback", "方案反馈";
        Objection = "objection", "Objection", "异议处理";
        Suggestion = "suggestion", "Suggestion", "合作优化建议";
        Care = "care", "Care", "关怀", ["祝福", "问候"];
        Promotion = "promotion", "Promotion", "促销推送";
        Reactivation = "reactivation", "Reactivation", "重新激活";
        Renewal = "renewal", "Renewal", "续约";
        Payment = "payment", "Payment", "回款";
        Verification = "verification", "Verification", "信息复核";
    }
}

choice! {
    /// 沟通内容 (handbook 003).
    pub enum Content {
        Value = "value", "Value", "价值传递";
        Needs = "needs", "Needs", "需求挖掘";
        Care = "care", "Care", "情感维系";
    }
}

choice! {
    /// 推送内容: what was sent along.
    pub enum Sent {
        Material = "material", "Product material", "产品资料", ["资料"];
        Questionnaire = "questionnaire", "Questionnaire", "调研问卷", ["问卷"];
        Case = "case", "Case", "产品案例", ["案例"];
        IndustryNews = "industry-news", "Industry news", "行业动态";
        Quotation = "quotation", "Quotation", "报价";
        Promotion = "promotion", "Promotion", "促销信息", ["促销"];
        Other = "other", "Other", "其他";
    }
}

choice! {
    /// 沟通重点 (F08).
    pub enum Focus {
        ConfirmNeeds = "confirm-needs", "Confirm needs", "需求确认";
        ExplainProposal = "explain-proposal", "Explain proposal", "方案讲解";
        HandleObjection = "handle-objection", "Handle objection", "异议处理";
    }
}

choice! {
    /// 跟进目标 (F08).
    pub enum Goal {
        GetDeciderInfo = "get-decider-info", "Learn who decides", "获取客户决策人信息";
        AdvanceProposalReview = "advance-proposal-review", "Advance the proposal's review", "推动方案评审";
    }
}

choice! {
    /// 决策角色: one person may hold several.
    pub enum DecisionRole {
        KeyDecider = "key-decider", "Key decider", "关键决策人", ["客户决策人", "决策人"];
        Participant = "participant", "Participant", "参与人员";
        Liaison = "liaison", "Liaison", "对接人", ["主要对接人"];
        KeyContact = "key-contact", "Key contact", "关键联系人";
        DeliveryLiaison = "delivery-liaison", "Delivery liaison", "客户对接人";
        DecisionTeam = "decision-team", "Decision team", "决策团队";
        Executive = "executive", "Executive", "高层";
        User = "user", "User", "使用者";
        Influencer = "influencer", "Influencer", "影响者";
        Buyer = "buyer", "Buyer", "采购";
        Finance = "finance", "Finance", "财务";
        Legal = "legal", "Legal", "法务";
    }
}

impl Role {
    /// Whether others report to whoever holds it.
    pub const fn leads(self) -> bool {
        matches!(
            self,
            Role::SalesSupervisor
                | Role::SalesDirector
                | Role::ServiceSupervisor
                | Role::AfterSalesSupervisor
                | Role::ProjectLead
        )
    }
}

choice! {
    /// 角色 (handbook section 7.1).
    pub enum Role {
        SalesRep = "sales-rep", "Sales rep", "销售代表", ["rep"];
        SalesSupervisor = "sales-supervisor", "Sales supervisor", "销售主管", ["supervisor", "主管"];
        SalesDirector = "sales-director", "Sales director", "销售总监";
        SalesConsultant = "sales-consultant", "Sales consultant", "销售顾问";
        AccountManager = "account-manager", "Account manager", "客户经理";
        CustomerSuccess = "customer-success", "Customer success", "客户成功专员";
        ServiceAgent = "service-agent", "Service agent", "客服专员", ["客服"];
        ServiceSupervisor = "service-supervisor", "Service supervisor", "客服主管";
        SupportEngineer = "support-engineer", "Support engineer", "技术支持工程师", ["技术支持"];
        SeniorEngineer = "senior-engineer", "Senior engineer", "高级工程师";
        AfterSalesAgent = "after-sales-agent", "After-sales agent", "售后专员";
        AfterSalesEngineer = "after-sales-engineer", "After-sales engineer", "售后工程师";
        AfterSalesSupervisor = "after-sales-supervisor", "After-sales supervisor", "售后主管";
        PreSales = "pre-sales", "Pre-sales", "售前顾问";
        ProductManager = "product-manager", "Product manager", "产品经理";
        ProductSpecialist = "product-specialist", "Product specialist", "产品专员";
        ProjectLead = "project-lead", "Project lead", "项目组长";
        Legal = "legal", "Legal", "法务";
        Qa = "qa", "Quality", "质检";
        Receptionist = "receptionist", "Receptionist", "接待人员";
        Other = "other", "Other", "其他";
    }
}

choice! {
    /// 关怀事件: what a greeting or a renewal hangs on.
    pub enum CareKind {
        Birthday = "birthday", "Birthday", "生日";
        Festival = "festival", "Festival", "节日";
        SpringFestival = "spring-festival", "Spring Festival", "春节";
        CompanyAnniversary = "company-anniversary", "Company anniversary", "司庆", ["客户司庆", "周年庆"];
        ContractAnniversary = "contract-anniversary", "Contract anniversary", "签约周年";
        ServiceExpiry = "service-expiry", "Service expiry", "服务到期";
        Other = "other", "Other", "其他";
    }
}

choice! {
    /// 审核结果 (R072).
    pub enum Decision {
        Approved = "approved", "Approved", "通过", ["approve", "批准", "同意"];
        ApprovedAfterSupplement = "approved-after-supplement", "Approved after supplement", "补充信息后通过";
        Changed = "changed", "Changed", "调整后通过", ["change"];
        Rejected = "rejected", "Rejected", "不通过", ["reject", "驳回", "拒绝"];
    }
}

choice! {
    /// 初步筛选结论 (F03).
    pub enum ScreenResult {
        Pass = "pass", "Follow up", "进入后续跟进", ["进入跟进", "通过"];
        Drop = "drop", "Drop", "剔除";
    }
}

choice! {
    /// 剔除原因 (F03, R068).
    pub enum DropReason {
        WrongContact = "wrong-contact", "Wrong contact details", "联系方式错误";
        IrrelevantNeed = "irrelevant-need", "Need has nothing to do with us", "需求不相关", ["需求与公司业务完全不相关"];
        Other = "other", "Other", "其他";
    }
}
