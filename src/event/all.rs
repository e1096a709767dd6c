//! Every event there is, in the order of the records.

use super::About::{
    Action, Affected, Analysis, Article, Attachment, Audit, Contact, Contract, Customer, Deal,
    Delivery, Deviation, Entry, Feedback, Followup, Grade, Handover, Improvement, Instalment,
    Milestone, Need, Notice, Objection, Occasion, Pack, Pause, Plan, Promise, Proposal, Recall,
    Remark, Request, Satisfaction, Survey, Ticket,
};
use super::about::FOLLOWUP;
use super::attribute::{Attribute, Has, Values, one, person, word};
use super::{About, Event, Source};
use crate::records::choices::{
    AcceptanceResult, Area, ArticleKind, AttachmentKind, DealKind, Decision, Department,
    DeviationKind, FeedbackClass, GradeLetter, HandlingMode, ImprovementEnd, ObjectionType,
    Outcome, Priority, QualityLevel, RemarkKind, RevisitResult, ScreenResult, Source as Origin,
    SurveyNode, TicketType,
};
use crate::value::Noun;
use crate::words::{Text, t};

const fn column(
    name: &'static str,
    label: Text,
    about: About,
    noun: Noun,
    column: &'static str,
    attributes: &'static [Has],
    carries: &'static [About],
) -> Event {
    from(
        name,
        label,
        about,
        noun,
        Source::Column(column),
        attributes,
        carries,
    )
}

const fn from(
    name: &'static str,
    label: Text,
    about: About,
    noun: Noun,
    source: Source,
    attributes: &'static [Has],
    carries: &'static [About],
) -> Event {
    Event {
        name,
        label,
        about,
        noun: Some(noun),
        source,
        attributes,
        carries,
    }
}

const fn later(
    name: &'static str,
    label: Text,
    about: About,
    place: &'static str,
    attributes: &'static [Has],
    carries: &'static [About],
) -> Event {
    Event {
        name,
        label,
        about,
        noun: None,
        source: Source::Later(place),
        attributes,
        carries,
    }
}

/// A list that is read as a table: one row a line.
macro_rules! table {
    ($($make:ident($($with:expr),* $(,)?);)*) => { &[$($make($($with),*)),*] };
}

/// An event of a ticket's trail.
const fn trail(name: &'static str, label: Text) -> Event {
    let noun = Noun::TicketEvent;
    from(name, label, Ticket, noun, Source::Trail, TRAIL, &[Customer])
}

const TRAIL: &[Has] = &[
    person(Attribute::By),
    // Somebody, or a place such as `task-force` and `fast-lane`.
    word(Attribute::To),
    one::<HandlingMode>(Attribute::Mode),
    one::<RevisitResult>(Attribute::Result),
];

/// What a dated change of a customer says.
const TURNED: &[Has] = &[
    Has {
        attribute: Attribute::Attribute,
        values: Values::Turned(&[
            Attribute::Grade,
            Attribute::Stage,
            Attribute::Segment,
            Attribute::Intent,
            Attribute::Owner,
            Attribute::Pool,
            Attribute::Paused,
            Attribute::Rhythm,
        ]),
    },
    Has {
        attribute: Attribute::From,
        values: Values::Turn,
    },
    Has {
        attribute: Attribute::To,
        values: Values::Turn,
    },
];

const TICKET_TURNED: &[Has] = &[
    Has {
        attribute: Attribute::Attribute,
        values: Values::Turned(&[
            Attribute::Priority,
            Attribute::Assignee,
            Attribute::Type,
            Attribute::Status,
        ]),
    },
    Has {
        attribute: Attribute::From,
        values: Values::Turn,
    },
    Has {
        attribute: Attribute::To,
        values: Values::Turn,
    },
];

// What is a field of a contact, not an attribute of its own: `phone`, `title`.
const CONTACT: &[Has] = &[word(Attribute::Attribute)];
const OBJECTED: &[Has] = &[one::<ObjectionType>(Attribute::Type)];
const DECIDED: &[Has] = &[one::<Decision>(Attribute::Result)];
const BY: &[Has] = &[person(Attribute::By)];
const DEAL_TURNED: &[Has] = &[word(Attribute::Attribute), word(Attribute::To)];
const HANDED: &[Has] = &[word(Attribute::From), word(Attribute::To)];

/// Every event there is.
pub const ALL: &[Event] = table! {
    column("customer.acquired", t("information about a customer acquired", "获取客户信息"), Customer, Noun::Customer, "acquired", &[one::<Origin>(Attribute::Source)], &[]);
    column("customer.recorded", t("customer recorded", "客户录入"), Customer, Noun::Customer, "recorded_at", &[], &[]);
    column("customer.submitted", t("registration complete and submitted", "登记信息填齐并提交"), Customer, Noun::Customer, "submitted_at", &[], &[]);
    column("customer.screened", t("customer screened", "初步筛选"), Customer, Noun::Screening, "at", &[one::<ScreenResult>(Attribute::Result)], &[]);
    from("customer.reviewed", t("registration reviewed", "登记审核"), Customer, Noun::Customer, Source::Review, &[one::<Decision>(Attribute::Result), person(Attribute::By)], &[]);
    column("customer.filed", t("customer filed", "客户建档"), Customer, Noun::Customer, "filed_at", &[], &[]);
    from("customer.turned", t("customer's standing changed", "客户属性变更"), Customer, Noun::Customer, Source::Turn, TURNED, &[]);
    column("customer.verified", t("customer's data verified", "客户信息核实"), Customer, Noun::Verification, "at", &[], &[]);
    column("customer.paused", t("follow-up paused", "暂停跟进"), Customer, Noun::Pause, "from_at", &[word(Attribute::Reason)], &[Pause]);
    column("customer.resumed", t("follow-up resumed", "恢复跟进"), Customer, Noun::Pause, "ended_at", &[word(Attribute::Reason)], &[Pause]);
    column("contact.added", t("contact added", "新增联系人"), Contact, Noun::Contact, "recorded_at", &[], &[Customer]);
    from("contact.changed", t("contact's data changed", "联系人信息变更"), Contact, Noun::Contact, Source::Turn, CONTACT, &[Customer]);
    from("contact.updated", t("contact's data updated", "联系人信息更新"), Contact, Noun::Contact, Source::TurnRecorded, CONTACT, &[Customer]);
    column("plan.made", t("follow-up planned", "制定跟进计划"), Plan, Noun::Plan, "recorded_at", &[], &[Customer]);
    column("plan.cancelled", t("plan cancelled", "取消跟进计划"), Plan, Noun::Plan, "cancelled_at", &[], &[Customer]);
    column("followup.logged", t("contact with the customer", "与客户沟通"), Followup, Noun::Followup, "at", FOLLOWUP, &[Customer, Plan, Deal, Ticket, Delivery, Occasion]);
    column("followup.recorded", t("contact written down", "录入跟进记录"), Followup, Noun::Followup, "recorded_at", &[], &[Customer]);
    column("action.made", t("action agreed", "约定待办事项"), Action, Noun::Action, "recorded_at", BY, &[Customer]);
    column("action.done", t("action done", "待办事项完成"), Action, Noun::Action, "done_at", BY, &[Customer]);
    column("need.found", t("need found", "发现需求"), Need, Noun::Need, "found", &[], &[Customer, Deal]);
    column("analysis.made", t("needs analysed", "需求分析"), Analysis, Noun::Analysis, "at", &[], &[Customer]);
    from("analysis.reviewed", t("needs analysis reviewed", "需求评审"), Analysis, Noun::Analysis, Source::Review, DECIDED, &[Customer]);
    column("grade.assessed", t("grade assessed", "评估客户级别"), Grade, Noun::Grade, "at", &[one::<GradeLetter>(Attribute::Grade)], &[Customer]);
    from("grade.decided", t("grade decided", "审定客户级别"), Grade, Noun::Grade, Source::Review, &[one::<GradeLetter>(Attribute::Grade), one::<GradeLetter>(Attribute::From), one::<Decision>(Attribute::Result)], &[Customer]);
    column("deal.opened", t("deal opened", "新建商机"), Deal, Noun::Deal, "opened", &[one::<DealKind>(Attribute::Kind)], &[Customer]);
    from("deal.turned", t("deal's standing changed", "商机属性变更"), Deal, Noun::Deal, Source::Turn, DEAL_TURNED, &[Customer]);
    column("deal.closed", t("deal closed", "商机结束"), Deal, Noun::Deal, "closed_at", &[one::<Outcome>(Attribute::Outcome)], &[Customer]);
    column("deal.reviewed", t("deal reviewed", "成交复盘"), Deal, Noun::DealReview, "at", &[], &[Customer]);
    column("proposal.made", t("proposal made", "方案编制完成"), Proposal, Noun::Proposal, "made", &[], &[Customer, Deal]);
    from("proposal.reviewed", t("proposal reviewed", "方案审核"), Proposal, Noun::Proposal, Source::Review, DECIDED, &[Customer, Deal]);
    column("proposal.submitted", t("proposal submitted", "方案提交客户"), Proposal, Noun::Proposal, "submitted_at", &[], &[Customer, Deal]);
    column("proposal.answered", t("proposal answered", "客户反馈方案意见"), Proposal, Noun::Remark, "at", &[one::<RemarkKind>(Attribute::Kind)], &[Customer, Deal]);
    column("proposal.confirmed", t("proposal confirmed", "客户确认方案"), Proposal, Noun::Proposal, "confirmed_at", &[], &[Customer, Deal]);
    column("proposal.superseded", t("proposal superseded", "方案被新版取代"), Proposal, Noun::Proposal, "superseded_at", &[], &[Customer, Deal]);
    column("remark.answered", t("remark on a proposal dealt with", "处理方案意见"), Remark, Noun::Remark, "answered_at", &[one::<RemarkKind>(Attribute::Kind)], &[Customer]);
    column("objection.raised", t("objection raised", "客户提出异议"), Objection, Noun::Objection, "raised", OBJECTED, &[Customer, Deal]);
    column("objection.answered", t("objection answered", "回应异议"), Objection, Noun::Objection, "answered_at", OBJECTED, &[Customer, Deal]);
    column("objection.settled", t("objection settled", "异议解决"), Objection, Noun::Objection, "settled_at", OBJECTED, &[Customer, Deal]);
    column("contract.drafted", t("contract drafted", "起草合同"), Contract, Noun::Contract, "drafted", &[], &[Customer, Deal]);
    from("contract.reviewed", t("contract reviewed by legal", "合同法务审核"), Contract, Noun::Contract, Source::Review, DECIDED, &[Customer, Deal]);
    column("contract.signed", t("contract signed", "合同签订"), Contract, Noun::Contract, "signed_at", &[], &[Customer, Deal]);
    column("contract.ended", t("contract ended", "合同终止"), Contract, Noun::Contract, "ended_at", &[], &[Customer, Deal]);
    column("contract.paid", t("payment received under a contract", "合同到账"), Contract, Noun::Payment, "at", &[], &[Customer, Deal]);
    column("instalment.paid", t("payment received", "回款到账"), Instalment, Noun::Instalment, "paid_at", &[], &[Customer, Contract]);
    column("promise.made", t("promise made", "作出承诺"), Promise, Noun::Promise, "made", BY, &[Customer, Deal]);
    column("promise.confirmed", t("promise confirmed in writing", "书面确认承诺"), Promise, Noun::Promise, "confirmed_at", BY, &[Customer, Deal]);
    column("promise.kept", t("promise kept", "兑现承诺"), Promise, Noun::Promise, "kept_at", BY, &[Customer, Deal]);
    column("request.submitted", t("support requested", "提交支持申请"), Request, Noun::Request, "submitted", &[one::<Department>(Attribute::Department)], &[Customer, Deal]);
    column("request.answered", t("support request answered", "部门答复支持申请"), Request, Noun::Request, "answered_at", &[one::<Department>(Attribute::Department)], &[Customer, Deal]);
    column("pack.handed", t("handover pack handed over", "移交售后资料"), Pack, Noun::Pack, "handed", &[], &[Customer, Deal]);
    column("pack.accepted", t("handover pack accepted", "售后接收移交资料"), Pack, Noun::Pack, "accepted_at", &[], &[Customer, Deal]);
    column("delivery.planned", t("delivery planned", "制定交付计划"), Delivery, Noun::Delivery, "planned_at", &[], &[Customer, Contract]);
    column("delivery.started", t("delivery started", "开始交付"), Delivery, Noun::Delivery, "started_at", &[], &[Customer, Contract]);
    column("delivery.delivered", t("delivered", "交付完成"), Delivery, Noun::Delivery, "delivered_at", &[], &[Customer, Contract]);
    column("delivery.accepted", t("delivery accepted", "客户验收"), Delivery, Noun::Delivery, "accepted_at", &[one::<AcceptanceResult>(Attribute::Result)], &[Customer, Contract]);
    column("delivery.evaluated", t("first evaluation by the customer", "客户初步评价"), Delivery, Noun::Delivery, "evaluated_at", &[], &[Customer, Contract]);
    column("delivery.progressed", t("progress noted", "记录交付进度"), Delivery, Noun::Progress, "at", &[], &[Customer, Contract]);
    column("delivery.reported", t("progress told to the customer", "向客户反馈进度"), Delivery, Noun::Progress, "told_at", &[], &[Customer, Contract]);
    column("milestone.done", t("milestone done", "里程碑完成"), Milestone, Noun::Milestone, "done_at", &[], &[Customer, Delivery]);
    column("milestone.confirmed", t("milestone signed by the customer", "客户签字确认里程碑"), Milestone, Noun::Milestone, "signed_at", &[], &[Customer, Delivery]);
    column("deviation.found", t("deviation found", "发现执行偏差"), Deviation, Noun::Deviation, "found", &[one::<DeviationKind>(Attribute::Kind)], &[Customer, Delivery]);
    column("deviation.closed", t("deviation closed", "执行偏差处理完毕"), Deviation, Noun::Deviation, "closed_at", &[one::<DeviationKind>(Attribute::Kind)], &[Customer, Delivery]);
    column("ticket.opened", t("ticket accepted", "受理工单"), Ticket, Noun::Ticket, "at", &[one::<TicketType>(Attribute::Type), one::<Priority>(Attribute::Priority), one::<Area>(Attribute::Area), one::<QualityLevel>(Attribute::Quality)], &[Customer, Delivery]);
    from("ticket.turned", t("ticket's standing changed", "工单属性变更"), Ticket, Noun::Ticket, Source::Turn, TICKET_TURNED, &[Customer]);
    trail("ticket.told", t("time limits told", "告知处理时限"));
    trail("ticket.assigned", t("ticket assigned", "分派工单"));
    trail("ticket.transferred", t("ticket transferred", "转交工单"));
    trail("ticket.responded", t("first response", "首次响应"));
    trail("ticket.worked", t("ticket worked on", "处理工单"));
    trail("ticket.answered", t("solution given", "给出解决方案"));
    trail("ticket.appointed", t("visit agreed", "预约上门"));
    trail("ticket.waiting", t("waiting for the customer", "等待客户"));
    trail("ticket.resumed", t("ticket taken up again", "恢复处理"));
    trail("ticket.extended", t("new time agreed", "重新约定时间"));
    trail("ticket.solved", t("ticket solved", "工单解决"));
    trail("ticket.confirmed", t("result told to the customer", "向客户反馈结果"));
    trail("ticket.revisited", t("customer asked again", "工单回访"));
    trail("ticket.escalated", t("ticket escalated", "工单升级"));
    trail("ticket.reopened", t("ticket reopened", "工单重开"));
    trail("ticket.merged", t("ticket merged", "工单合并"));
    trail("ticket.closed", t("ticket closed", "工单关闭"));
    trail("ticket.replaced", t("goods replaced", "换货"));
    trail("ticket.ai-replied", t("reply written with AI", "AI 辅助回复"));
    trail("ticket.ai-reviewed", t("AI reply checked by a person", "人工复核 AI 回复"));
    trail("ticket.archived", t("ticket archived", "工单归档"));
    later("ticket.audited", t("ticket audited", "工单质检"), Ticket, "ticket_audit.at", &[], &[Customer]);
    column("recall.started", t("recall started", "启动召回"), Recall, Noun::Recall, "started_at", &[], &[Ticket, Customer]);
    column("affected.listed", t("customer listed as affected by a recall", "列入召回客户名单"), Affected, Noun::Affected, "listed_at", &[], &[Recall, Customer]);
    column("recall.informed", t("customer told of the recall", "告知客户召回"), Recall, Noun::Affected, "informed_at", &[], &[Ticket, Customer]);
    column("affected.informed", t("affected customer told", "告知受影响客户"), Affected, Noun::Affected, "informed_at", &[], &[Recall, Customer]);
    column("affected.settled", t("affected customer settled", "召回客户处理完毕"), Affected, Noun::Affected, "settled_at", &[], &[Recall, Customer]);
    column("recall.closed", t("recall closed", "召回结束"), Recall, Noun::Recall, "closed_at", &[], &[Ticket, Customer]);
    column("feedback.received", t("feedback received", "收到客户反馈"), Feedback, Noun::Feedback, "received_at", CLASS, &[Customer]);
    column("feedback.responded", t("feedback answered", "响应客户反馈"), Feedback, Noun::Feedback, "responded_at", CLASS, &[Customer]);
    column("feedback.resolved", t("solution to the feedback given", "给出反馈的解决方案"), Feedback, Noun::Feedback, "resolved_at", CLASS, &[Customer]);
    column("feedback.escalated", t("feedback escalated", "反馈升级"), Feedback, Noun::Feedback, "escalated_at", CLASS, &[Customer]);
    column("feedback.closed", t("feedback closed", "反馈闭环"), Feedback, Noun::Feedback, "closed_at", CLASS, &[Customer]);
    column("improvement.proposed", t("improvement proposed", "提出改进措施"), Improvement, Noun::Improvement, "at", &[], &[Customer, Feedback, Survey, Ticket]);
    column("improvement.closed", t("improvement done or dropped", "改进措施结束"), Improvement, Noun::Improvement, "closed_at", &[one::<ImprovementEnd>(Attribute::Result)], &[Customer, Feedback, Survey, Ticket]);
    column("notice.sent", t("customer told of the improvement", "向客户告知改进结果"), Notice, Noun::Notice, "at", &[], &[Customer, Improvement, Feedback, Survey, Ticket]);
    column("survey.asked", t("satisfaction asked", "发起满意度调查"), Survey, Noun::Survey, "asked_at", NODE, LINKED);
    column("survey.recorded", t("satisfaction recorded", "记录满意度"), Survey, Noun::Survey, "at", NODE, LINKED);
    from("survey.low", t("low score in a survey", "满意度低分"), Survey, Noun::Survey, Source::Low, NODE, LINKED);
    from("satisfaction.below", t("month's satisfaction below the mark", "当月满意度低于标准"), Satisfaction, Noun::Survey, Source::Below, &[word(Attribute::Dimension)], &[Customer, Survey]);
    from("audit.finished", t("week's quality check finished", "完成当周质检"), Audit, Noun::Audit, Source::Finished, &[], &[Customer, Ticket]);
    column("entry.made", t("form filled in", "填写表单"), Entry, Noun::Entry, "at", FORM, &[Customer, Ticket, Deal, Delivery, Handover, Survey, Satisfaction]);
    column("entry.closed", t("form closed", "表单办结"), Entry, Noun::Entry, "closed_at", FORM, &[Customer, Ticket, Deal, Delivery, Handover, Survey, Satisfaction]);
    column("attachment.added", t("file attached", "上传附件"), Attachment, Noun::Attachment, "at", &[one::<AttachmentKind>(Attribute::Kind)], &[Customer, Contract, Ticket, Deal, Delivery]);
    column("article.added", t("article added", "新增知识条目"), Article, Noun::Article, "at", &[one::<ArticleKind>(Attribute::Kind)], &[Ticket]);
    column("handover.started", t("handover started", "开始客户交接"), Handover, Noun::Handover, "at", HANDED, &[Customer]);
    from("handover.reviewed", t("handover reviewed", "客户交接审核"), Handover, Noun::Handover, Source::Review, DECIDED, &[Customer]);
    column("handover.accepted", t("handover accepted", "完成客户交接"), Handover, Noun::Handover, "accepted_at", HANDED, &[Customer]);
    column("duty.done", t("duty done", "例行工作完成"), About::Duty, Noun::Duty, "at", &[word(Attribute::Rule)], &[]);
};

const FORM: &[Has] = &[Has {
    attribute: Attribute::Form,
    values: Values::Form,
}];
const CLASS: &[Has] = &[one::<FeedbackClass>(Attribute::Class)];
const NODE: &[Has] = &[one::<SurveyNode>(Attribute::Node)];
const LINKED: &[About] = &[Customer, Ticket, Delivery, Contract];
