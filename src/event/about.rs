//! What events, dates and obligations are about: the records of this release
//! and of later ones, and which of their attributes a rule's `for` may name.

use super::attribute::{Attribute, Has, Values, flag, one, several, word, words};
use crate::choice;
use crate::records::choices::{
    Area, CareKind, ContractStatus, CustomerKind, DealKind, DeliveryStatus, FeedbackClass,
    GradeLetter, Intent, Nature, ObjectionType, Priority, PromisedBy, QualityLevel, Scope, Segment,
    Severity, Source, Stage, TicketChannel, TicketStatus, TicketType,
};
use crate::value::{Book, Noun};

choice! {
    /// A kind of record. The code is the first word of its events' names.
    pub enum About {
        Customer = "customer", "customer", "客户";
        Contact = "contact", "contact", "联系人";
        Occasion = "occasion", "occasion", "纪念日";
        Pause = "pause", "pause", "暂停跟进";
        Followup = "followup", "follow-up", "跟进记录";
        Plan = "plan", "planned follow-up", "跟进计划";
        Action = "action", "action", "待办事项";
        Need = "need", "need", "需求";
        Analysis = "analysis", "needs analysis", "需求分析";
        Grade = "grade", "grade assessment", "分级评估";
        Deal = "deal", "deal", "商机";
        Proposal = "proposal", "proposal", "方案";
        Remark = "remark", "remark on a proposal", "方案反馈";
        Objection = "objection", "objection", "异议";
        Contract = "contract", "contract", "合同";
        Instalment = "instalment", "instalment", "回款";
        Promise = "promise", "promise", "承诺";
        Request = "request", "support request", "支持申请";
        Pack = "pack", "handover pack", "移交资料";
        Delivery = "delivery", "delivery", "交付";
        Milestone = "milestone", "milestone", "里程碑";
        Deviation = "deviation", "deviation", "执行偏差";
        Ticket = "ticket", "ticket", "工单";
        Recall = "recall", "recall", "召回";
        Affected = "affected", "affected customer", "受影响客户";
        Feedback = "feedback", "feedback", "客户反馈";
        Improvement = "improvement", "improvement", "改进措施";
        Notice = "notice", "notice", "改进告知";
        Survey = "survey", "survey", "满意度调查";
        Audit = "audit", "quality check", "质检记录";
        Satisfaction = "satisfaction", "month's satisfaction", "当月满意度";
        Entry = "entry", "form entry", "表单";
        Attachment = "attachment", "attachment", "附件";
        Article = "article", "article", "知识条目";
        Handover = "handover", "handover", "客户交接";
        Duty = "duty", "periodic duty", "例行工作";
    }
}

impl About {
    /// The noun, once its record is there.
    pub fn noun(self) -> Option<Noun> {
        use crate::value::ChoiceSet as _;
        match self {
            About::Affected => Some(Noun::Affected),
            about => Noun::of_table(about.code()),
        }
    }

    /// What a rule's `for` may name of it, besides what it may name of the
    /// customer that it belongs to.
    pub const fn attributes(self) -> &'static [Has] {
        match self {
            About::Customer => CUSTOMER,
            About::Occasion => OCCASION,
            About::Ticket => TICKET,
            About::Feedback => FEEDBACK,
            About::Deal => DEAL,
            About::Contract => CONTRACT,
            About::Objection => OBJECTION,
            About::Promise => PROMISE,
            _ => &[],
        }
    }

    /// What an attribute of it may be; `None` if it has none of that name.
    pub fn values(self, attribute: Attribute) -> Option<Values> {
        super::attribute::values(self.attributes(), attribute)
    }

    /// Whether what happens to it is told in a customer's story: what belongs to one, and
    /// an improvement that one led to.
    pub const fn is_told(self) -> bool {
        self.is_customers() || matches!(self, About::Improvement)
    }

    /// Whether such a record belongs to one customer, and to its story: a check of quality
    /// is what we think of our own work.
    pub const fn is_customers(self) -> bool {
        !matches!(
            self,
            About::Satisfaction | About::Audit | About::Improvement | About::Article | About::Duty
        )
    }
}

const CUSTOMER: &[Has] = &[
    one::<GradeLetter>(Attribute::Grade),
    one::<Segment>(Attribute::Segment),
    one::<Stage>(Attribute::Stage),
    one::<Intent>(Attribute::Intent),
    one::<CustomerKind>(Attribute::Kind),
    one::<Source>(Attribute::Source),
    Has {
        attribute: Attribute::Region,
        values: Values::Code(Book::Region),
    },
    Has {
        attribute: Attribute::Industry,
        values: Values::Code(Book::Industry),
    },
    words(Attribute::Tag),
    word(Attribute::Owner),
    flag(Attribute::Pool),
    flag(Attribute::Paused),
    word(Attribute::Rhythm),
    flag(Attribute::LongTerm),
    // Of whichever of its running deliveries is furthest behind.
    one::<DeliveryStatus>(Attribute::DeliveryStatus),
];

const OCCASION: &[Has] = &[one::<CareKind>(Attribute::Kind), flag(Attribute::Greeting)];

const TICKET: &[Has] = &[
    one::<TicketType>(Attribute::Type),
    one::<Area>(Attribute::Area),
    one::<Priority>(Attribute::Priority),
    one::<Severity>(Attribute::Severity),
    one::<Scope>(Attribute::Scope),
    one::<Nature>(Attribute::Nature),
    one::<QualityLevel>(Attribute::Quality),
    one::<TicketStatus>(Attribute::Status),
    one::<TicketChannel>(Attribute::Channel),
    word(Attribute::Product),
];

// The closed sets of these come with their records.
const FEEDBACK: &[Has] = &[one::<FeedbackClass>(Attribute::Class)];
const DEAL: &[Has] = &[
    one::<DealKind>(Attribute::DealKind),
    flag(Attribute::DealOpen),
];
const CONTRACT: &[Has] = &[one::<ContractStatus>(Attribute::ContractStatus)];
const OBJECTION: &[Has] = &[one::<ObjectionType>(Attribute::Type)];
const PROMISE: &[Has] = &[one::<PromisedBy>(Attribute::PromisedBy)];

/// What a follow-up says of itself; used by its event.
pub(super) const FOLLOWUP: &[Has] = {
    use crate::records::choices::{Content, Direction, Method, Purpose, Sent};
    &[
        one::<Method>(Attribute::Method),
        one::<Direction>(Attribute::Direction),
        flag(Attribute::Reached),
        flag(Attribute::Deep),
        several::<Purpose>(Attribute::Purpose),
        several::<Content>(Attribute::Content),
        several::<Sent>(Attribute::Sent),
        Has {
            attribute: Attribute::By,
            values: Values::Person,
        },
    ]
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::ChoiceSet as _;

    #[test]
    fn a_noun_is_called_the_same_wherever_it_is_named() {
        for about in About::VARIANTS {
            if let Some(noun) = about.noun() {
                assert_eq!(noun.label(), about.label(), "{}", about.code());
            }
        }
    }

    #[test]
    fn what_is_a_records_own_is_not_the_customers() {
        // `kind` of an occasion hides the customer's; nothing else does.
        for about in About::VARIANTS {
            for has in about.attributes() {
                let customers = About::Customer.values(has.attribute).is_some();
                let allowed = *about == About::Customer || has.attribute == Attribute::Kind;
                assert!(!customers || allowed, "{}", about.code());
            }
        }
    }
}
