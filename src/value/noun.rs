//! The nouns of the store, and references from one record to another.

use std::marker::PhantomData;

use super::{Cell, Fault, Found, Kind, Reading, Stored, Value};
use crate::words::{Text, t};

/// A kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Noun {
    Staff,
    Product,
    Customer,
    Contact,
    Occasion,
    Pause,
    Followup,
    Plan,
    Action,
    Grade,
    Screening,
    Review,
    Deal,
    DealReview,
    Proposal,
    Alternative,
    Remark,
    Objection,
    Contract,
    Instalment,
    Payment,
    Delivery,
    Milestone,
    Progress,
    Deviation,
    Delivered,
    Acceptance,
    Pack,
    Promise,
    Request,
    /// One need of a customer.
    Need,
    /// What the conversation about needs brought.
    Analysis,
    Attachment,
    Handover,
    Verification,
    /// Goods that are called back.
    Recall,
    /// A customer who has them.
    Affected,
    Survey,
    Feedback,
    /// A change for the better that was proposed.
    Improvement,
    /// A customer who is to be told of an improvement, or was.
    Notice,
    /// The check of a ticket's quality.
    Audit,
    Ticket,
    TicketEvent,
    /// An entry of the knowledge base.
    Article,
    Entry,
    Duty,
}

impl Noun {
    pub const ALL: &'static [Noun] = &[
        Noun::Staff,
        Noun::Product,
        Noun::Customer,
        Noun::Contact,
        Noun::Occasion,
        Noun::Pause,
        Noun::Followup,
        Noun::Plan,
        Noun::Action,
        Noun::Grade,
        Noun::Screening,
        Noun::Review,
        Noun::Deal,
        Noun::DealReview,
        Noun::Proposal,
        Noun::Alternative,
        Noun::Remark,
        Noun::Objection,
        Noun::Contract,
        Noun::Instalment,
        Noun::Payment,
        Noun::Delivery,
        Noun::Milestone,
        Noun::Progress,
        Noun::Deviation,
        Noun::Delivered,
        Noun::Acceptance,
        Noun::Pack,
        Noun::Promise,
        Noun::Request,
        Noun::Need,
        Noun::Analysis,
        Noun::Attachment,
        Noun::Handover,
        Noun::Verification,
        Noun::Ticket,
        Noun::Recall,
        Noun::Affected,
        Noun::Survey,
        Noun::Feedback,
        Noun::Improvement,
        Noun::Notice,
        Noun::Audit,
        Noun::TicketEvent,
        Noun::Article,
        Noun::Entry,
        Noun::Duty,
    ];

    /// The table in the store, and what machine formats call it.
    pub const fn table(self) -> &'static str {
        match self {
            Noun::Staff => "staff",
            Noun::Product => "product",
            Noun::Customer => "customer",
            Noun::Contact => "contact",
            Noun::Occasion => "occasion",
            Noun::Pause => "pause",
            Noun::Followup => "followup",
            Noun::Plan => "plan",
            Noun::Action => "action",
            Noun::Grade => "grade",
            Noun::Screening => "screening",
            Noun::Review => "review",
            Noun::Deal => "deal",
            Noun::DealReview => "deal_review",
            Noun::Proposal => "proposal",
            Noun::Alternative => "alternative",
            Noun::Remark => "remark",
            Noun::Objection => "objection",
            Noun::Contract => "contract",
            Noun::Instalment => "instalment",
            Noun::Payment => "payment",
            Noun::Delivery => "delivery",
            Noun::Milestone => "milestone",
            Noun::Progress => "progress",
            Noun::Deviation => "deviation",
            Noun::Delivered => "delivered",
            Noun::Acceptance => "acceptance",
            Noun::Pack => "pack",
            Noun::Promise => "promise",
            Noun::Request => "request",
            Noun::Need => "need",
            Noun::Analysis => "analysis",
            Noun::Attachment => "attachment",
            Noun::Handover => "handover",
            Noun::Verification => "verification",
            Noun::Recall => "recall",
            Noun::Affected => "recall_customer",
            Noun::Survey => "survey",
            Noun::Feedback => "feedback",
            Noun::Improvement => "improvement",
            Noun::Notice => "notice",
            Noun::Audit => "audit",
            Noun::Ticket => "ticket",
            Noun::TicketEvent => "ticket_event",
            Noun::Article => "article",
            Noun::Entry => "entry",
            Noun::Duty => "duty",
        }
    }

    /// The noun with this table.
    pub fn of_table(table: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|noun| noun.table() == table)
    }

    pub const fn label(self) -> Text {
        match self {
            Noun::Staff => t("colleague", "同事"),
            Noun::Product => t("product", "产品"),
            Noun::Customer => t("customer", "客户"),
            Noun::Contact => t("contact", "联系人"),
            Noun::Occasion => t("occasion", "纪念日"),
            Noun::Pause => t("pause", "暂停跟进"),
            Noun::Followup => t("follow-up", "跟进记录"),
            Noun::Plan => t("planned follow-up", "跟进计划"),
            Noun::Action => t("action", "待办事项"),
            Noun::Grade => t("grade assessment", "分级评估"),
            Noun::Screening => t("screening", "初步筛选"),
            Noun::Review => t("review", "审核"),
            Noun::Deal => t("deal", "商机"),
            Noun::DealReview => t("deal review", "成交复盘"),
            Noun::Proposal => t("proposal", "方案"),
            Noun::Alternative => t("alternative", "备选方案"),
            Noun::Remark => t("remark on a proposal", "方案反馈"),
            Noun::Objection => t("objection", "异议"),
            Noun::Contract => t("contract", "合同"),
            Noun::Instalment => t("instalment", "回款"),
            Noun::Payment => t("payment", "到账"),
            Noun::Delivery => t("delivery", "交付"),
            Noun::Milestone => t("milestone", "里程碑"),
            Noun::Progress => t("progress", "进度"),
            Noun::Deviation => t("deviation", "执行偏差"),
            Noun::Delivered => t("delivered item", "交付物品"),
            Noun::Acceptance => t("acceptance item", "验收项目"),
            Noun::Pack => t("handover pack", "移交资料"),
            Noun::Promise => t("promise", "承诺"),
            Noun::Request => t("support request", "支持申请"),
            Noun::Need => t("need", "需求"),
            Noun::Analysis => t("needs analysis", "需求分析"),
            Noun::Attachment => t("attachment", "附件"),
            Noun::Handover => t("handover", "客户交接"),
            Noun::Verification => t("verification", "信息复核"),
            Noun::Recall => t("recall", "召回"),
            Noun::Affected => t("affected customer", "受影响客户"),
            Noun::Survey => t("survey", "满意度调查"),
            Noun::Feedback => t("feedback", "客户反馈"),
            Noun::Improvement => t("improvement", "改进措施"),
            Noun::Notice => t("notice", "改进告知"),
            Noun::Audit => t("quality check", "质检记录"),
            Noun::Ticket => t("ticket", "工单"),
            Noun::TicketEvent => t("ticket event", "工单记录"),
            Noun::Article => t("article", "知识条目"),
            Noun::Entry => t("form entry", "表单"),
            Noun::Duty => t("periodic duty", "例行工作"),
        }
    }

    /// The letters that begin its numbers (`meaning` of numbers: two letters,
    /// the record's own date, a serial); `None` for nouns that are numbered
    /// otherwise or named.
    pub const fn prefix(self) -> Option<&'static str> {
        match self {
            Noun::Followup => Some("FU"),
            Noun::Plan => Some("PL"),
            Noun::Action => Some("AC"),
            Noun::Deal => Some("DL"),
            Noun::DealReview => Some("DR"),
            Noun::Proposal => Some("PR"),
            Noun::Alternative => Some("AL"),
            Noun::Remark => Some("RM"),
            Noun::Objection => Some("OB"),
            Noun::Contract => Some("CO"),
            Noun::Instalment => Some("IN"),
            Noun::Payment => Some("PY"),
            Noun::Delivery => Some("DV"),
            Noun::Milestone => Some("MS"),
            Noun::Progress => Some("PG"),
            Noun::Deviation => Some("DX"),
            Noun::Delivered => Some("DI"),
            Noun::Acceptance => Some("AI"),
            Noun::Pack => Some("PK"),
            Noun::Promise => Some("PM"),
            Noun::Request => Some("RQ"),
            Noun::Need => Some("ND"),
            Noun::Analysis => Some("NA"),
            Noun::Attachment => Some("AT"),
            Noun::Handover => Some("HO"),
            Noun::Verification => Some("VR"),
            Noun::Recall => Some("RC"),
            Noun::Affected => Some("RA"),
            Noun::Survey => Some("SV"),
            Noun::Feedback => Some("FB"),
            Noun::Improvement => Some("IM"),
            Noun::Notice => Some("NT"),
            Noun::Audit => Some("QC"),
            Noun::Ticket => Some("SN"),
            Noun::Grade => Some("GR"),
            Noun::Screening => Some("SC"),
            Noun::Occasion => Some("OC"),
            Noun::Pause => Some("PA"),
            Noun::Contact => Some("CT"),
            Noun::Review => Some("RV"),
            Noun::Product => Some("PD"),
            Noun::Article => Some("KB"),
            Noun::Entry => Some("EN"),
            Noun::Duty => Some("DU"),
            Noun::Staff | Noun::Customer | Noun::TicketEvent => None,
        }
    }
}

/// Says which noun a [`Ref`] points at.
pub trait Target: 'static {
    const NOUN: Noun;
}

/// A reference to another record, by its internal id.
pub struct Ref<T> {
    id: i64,
    target: PhantomData<fn() -> T>,
}

impl<T> Ref<T> {
    pub const fn new(id: i64) -> Self {
        Ref {
            id,
            target: PhantomData,
        }
    }

    /// The internal id: for the store, never for people.
    pub const fn id(self) -> i64 {
        self.id
    }
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Ref<T> {}

impl<T> PartialEq for Ref<T> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl<T: Target> std::fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Ref({} {})", T::NOUN.table(), self.id)
    }
}

impl<T: Target> Value for Ref<T> {
    const KIND: Kind = Kind::Ref(T::NOUN);

    fn parse(text: &str, reading: &Reading<'_>) -> Result<Self, Fault> {
        reading.refs.resolve(T::NOUN, text.trim()).map(Ref::new)
    }

    fn cell(&self) -> Cell {
        Cell::Ref(T::NOUN, self.id)
    }

    fn store(&self) -> Stored {
        Stored::Int(self.id)
    }

    fn load(found: Found<'_>) -> Option<Self> {
        match found {
            Found::Int(id) => Some(Ref::new(id)),
            _ => None,
        }
    }
}

/// Says which noun a record is.
#[macro_export]
macro_rules! noun_target {
    ($Record:ty, $Noun:ident) => {
        impl $crate::value::Target for $Record {
            const NOUN: $crate::value::Noun = $crate::value::Noun::$Noun;
        }
    };
}
