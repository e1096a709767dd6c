//! How a record stands beside its form: what reviews, settling and a ticket's
//! trail have made of it. Files carry these columns out and in.

use super::choices::{
    AcceptanceResult, Cause, ContractEnd, GradeLetter, ImprovementEnd, Method, ObjectionResult,
    Outcome, RecallOutcome, RevisitResult, TicketChannel, TicketStatus,
};
use super::staff::Staff;
use super::ticket::Ticket;
use crate::field::Field;
use crate::value::{Handle, Long, Moment, Money, Noun, Ref, Score, Size, Tags, YesNo};
use crate::words::t;

/// A grade in force, the pool, and tags, which are rows of their own.
const CUSTOMER: &[Field] = &[
    Field::of::<Option<GradeLetter>>("grade", t("Grade", "级别"))
        .aliases(&["客户级别", "客户等级"]),
    Field::of::<Option<YesNo>>("pool", t("In the pool", "公海")).aliases(&["公海客户"]),
    Field::of::<Tags>("tag", t("Tags", "标签")).aliases(&["tags", "客户标签"]),
];

const SETTLED: &[Field] = &[
    Field::of::<Option<Moment>>("done_at", t("Done", "完成时间")),
    Field::of::<Option<Moment>>("cancelled_at", t("Cancelled", "取消时间")),
    Field::of::<Option<Long>>("cancel_reason", t("Why cancelled", "取消原因")),
];

const DEAL: &[Field] = &[
    Field::of::<Option<Outcome>>("outcome", t("Outcome", "结果"))
        .aliases(&["成交结果", "商机结果"]),
    Field::of::<Option<Moment>>("closed_at", t("Closed", "结束时间")).aliases(&[
        "close_date",
        "成交日期",
        "结束日期",
    ]),
    Field::of::<Option<Money>>("amount", t("Amount", "成交金额")).aliases(&["close_value"]),
];

const PROMISE: &[Field] = &[
    Field::of::<Option<Moment>>("confirmed_at", t("In writing", "书面确认"))
        .aliases(&["书面确认时间"]),
    Field::of::<Option<Moment>>("kept_at", t("Kept", "兑现时间")),
];

const REQUEST: &[Field] = &[
    Field::of::<Option<Moment>>("answered_at", t("Answered", "答复时间")),
    Field::of::<Option<Long>>("answer", t("Answer", "答复内容")).aliases(&["答复"]),
];

const CONTRACT: &[Field] = &[
    Field::of::<Option<Moment>>("signed_at", t("Signed", "签订日期"))
        .aliases(&["签约日期", "签订时间"]),
    Field::of::<Option<Ref<Staff>>>("signed_by", t("Signed by, for us", "我方签字人")),
    Field::of::<Option<String>>(
        "signed_for",
        t("Signed for the customer by", "客户方签字人"),
    ),
    Field::of::<Option<Moment>>("ended_at", t("Ended", "结束时间")),
    Field::of::<Option<ContractEnd>>("end_reason", t("Why it ended", "结束原因")),
    Field::of::<Option<Long>>("end_note", t("Note on the end", "结束说明")),
];

const DELIVERY: &[Field] = &[
    Field::of::<Option<Moment>>("started_at", t("Started", "开始时间")),
    Field::of::<Option<Moment>>("delivered_at", t("Delivered", "交付时间")).aliases(&["交付日期"]),
    Field::of::<Option<Moment>>("accepted_at", t("Accepted", "验收时间")).aliases(&["验收日期"]),
    Field::of::<Option<AcceptanceResult>>("result", t("Conclusion", "验收结论")),
    Field::of::<Option<String>>("signed_for", t("Signed for the customer by", "客户签字人")),
    Field::of::<Option<YesNo>>("sealed", t("Sealed", "客户盖章")),
    Field::of::<Option<Long>>("participants", t("Participants", "参与人员")),
    Field::of::<Option<Long>>("leftover", t("What is left", "遗留问题")),
    Field::of::<Option<Moment>>("evaluated_at", t("Evaluated", "评价时间")),
    Field::of::<Option<Score>>("score", t("First evaluation", "初步评分")),
    Field::of::<Option<Long>>("evaluation", t("What the customer said", "客户评价")),
];

const MILESTONE: &[Field] = &[
    Field::of::<Option<Moment>>("done_at", t("Done", "完成时间")),
    Field::of::<Option<YesNo>>("met", t("Meets the standard", "是否达标")),
    Field::of::<Option<Long>>("issues", t("Issues", "存在问题")),
    Field::of::<Option<Moment>>("signed_at", t("Signed", "签字时间")),
    Field::of::<Option<String>>("signed_for", t("Signed for the customer by", "客户签字人")),
];

const DEVIATION: &[Field] = &[
    Field::of::<Option<Moment>>("closed_at", t("Closed", "处理完毕时间")),
    Field::of::<Option<Long>>("outcome", t("Outcome", "处理结果")),
];

const PACK: &[Field] = &[
    Field::of::<Option<Moment>>("accepted_at", t("Taken over", "接收时间")),
    Field::of::<Option<Long>>("accepted_note", t("Remarks", "接收意见")),
];

const PROPOSAL: &[Field] = &[
    Field::of::<Option<Moment>>("submitted_at", t("Submitted", "提交时间")).aliases(&["提交日期"]),
    Field::of::<Option<Ref<Staff>>>("submitted_by", t("Submitted by", "提交人")),
    Field::of::<Option<Method>>("presentation", t("Presented by", "呈现方式")),
    Field::of::<Option<Moment>>("confirmed_at", t("Confirmed", "客户确认时间")),
    Field::of::<Option<Moment>>("superseded_at", t("Superseded", "被取代时间")),
];

const REMARK: &[Field] = &[
    Field::of::<Option<Long>>("answer", t("Treatment", "处理措施")),
    Field::of::<Option<Moment>>("answered_at", t("Dealt with", "处理时间")),
    Field::of::<Option<YesNo>>("agreed", t("The customer agrees", "客户确认")),
];

const OBJECTION: &[Field] = &[
    Field::of::<Option<Long>>("answer", t("Answer", "回应内容")).aliases(&["回应", "响应内容"]),
    Field::of::<Option<Long>>("evidence", t("Data or cases", "支撑数据或案例")),
    Field::of::<Option<Moment>>("answered_at", t("Answered", "回应时间")).aliases(&["响应时间"]),
    Field::of::<Option<ObjectionResult>>("result", t("Result", "结果")),
    Field::of::<Option<Moment>>("settled_at", t("Settled", "解决时间")),
];

/// Which customers: rows of their own, by number or name.
const HANDOVER: &[Field] = &[
    Field::of::<Option<Moment>>("accepted_at", t("Accepted", "接手时间")),
    Field::of::<Tags>("customers", t("Customers", "交接客户")).aliases(&["客户名单"]),
];

const RECALL: &[Field] = &[
    Field::of::<Option<Moment>>("closed_at", t("Closed", "结束时间")),
    Field::of::<Option<Long>>("conclusion", t("Conclusion", "召回结论")),
];

const AFFECTED: &[Field] = &[
    Field::of::<Option<Moment>>("informed_at", t("Informed", "告知时间")),
    Field::of::<Option<TicketChannel>>("channel", t("How", "告知方式")),
    Field::of::<Option<String>>("told", t("Who was told", "告知对象")),
    Field::of::<Option<Long>>("said", t("What was said", "告知内容")),
    Field::of::<Option<Ref<Staff>>>("informed_by", t("Informed by", "告知人")),
    Field::of::<Option<Moment>>("settled_at", t("Settled", "处理时间")),
    Field::of::<Option<RecallOutcome>>("outcome", t("Outcome", "处理结果")),
    Field::of::<Option<Long>>("result", t("In detail", "处理说明")),
];

const FEEDBACK: &[Field] = &[
    Field::of::<Option<Moment>>("responded_at", t("Responded", "响应时间")),
    Field::of::<Option<Long>>("response", t("Response", "响应内容")),
    Field::of::<Option<Moment>>("resolved_at", t("Solution given", "给出方案时间"))
        .aliases(&["解决时间"]),
    Field::of::<Option<Long>>("solution", t("Solution", "解决方案")),
    Field::of::<Option<Moment>>("escalated_at", t("Escalated", "升级时间")),
    Field::of::<Option<Ref<Staff>>>("lead", t("Led by", "牵头人")),
    Field::of::<Option<Moment>>("closed_at", t("Closed", "闭环时间")).aliases(&["关闭时间"]),
    Field::of::<Option<YesNo>>("agreed", t("The customer agrees", "客户确认")),
    Field::of::<Option<Score>>("satisfaction", t("Satisfaction", "满意度")),
];

const IMPROVEMENT: &[Field] = &[
    Field::of::<Option<ImprovementEnd>>("result", t("Result", "结果")),
    Field::of::<Option<Moment>>("closed_at", t("Ended", "结束时间"))
        .aliases(&["落实时间", "完成时间"]),
    Field::of::<Option<Long>>("effect", t("Effect", "实际效果")).aliases(&["效果"]),
    Field::of::<Option<Long>>("reason", t("Why dropped", "不采纳原因")),
];

/// The bytes of the file, which a register tells of and does not hold; where a list
/// has them, from where it stands.
const ATTACHMENT: &[Field] = &[
    Field::of::<Option<String>>("file", t("File", "文件")).aliases(&["path", "文件路径", "路径"]),
    Field::of::<Option<Size>>("size", t("Size", "大小")),
    Field::of::<Option<String>>("hash", t("SHA-256", "SHA-256")),
];

/// `answer`, `steps` and `satisfaction` stand in the trail, the rest with the ticket.
const TICKET: &[Field] = &[
    Field::of::<Option<TicketStatus>>("status", t("Status", "状态")).aliases(&["工单状态"]),
    Field::of::<Option<Moment>>("responded_at", t("Responded", "响应时间"))
        .aliases(&["首次响应时间"]),
    Field::of::<Option<Moment>>("answered_at", t("Solution given", "给出方案时间")),
    Field::of::<Option<Long>>("answer", t("Solution", "解决方案")),
    Field::of::<Option<Moment>>("solved_at", t("Solved", "解决时间")),
    Field::of::<Option<Cause>>("cause", t("Cause", "原因")).aliases(&["问题原因"]),
    Field::of::<Option<Long>>("steps", t("Steps taken", "处理步骤")),
    Field::of::<Option<Moment>>("confirmed_at", t("Confirmed", "客户确认时间")),
    Field::of::<Option<Moment>>("revisited_at", t("Revisited", "回访时间")),
    Field::of::<Option<RevisitResult>>("revisit_result", t("Revisit's result", "回访结果"))
        .aliases(&["是否彻底解决"]),
    Field::of::<Option<Score>>("satisfaction", t("Satisfaction", "满意度")),
    Field::of::<Option<Moment>>("closed_at", t("Closed", "关闭时间")),
    Field::of::<Option<Moment>>("archived_at", t("Archived", "归档时间")),
    Field::of::<Option<Ref<Ticket>>>("merged_into", t("Merged into", "合并到")),
];

/// What an entry is of, and when it was closed.
const ENTRY: &[Field] = &[
    Field::of::<Option<Handle>>("form", t("Form", "表单")),
    Field::of::<Option<Moment>>("closed_at", t("Closed", "办结时间")),
];

/// The columns that files have beside the form of a noun.
pub const fn states(noun: Noun) -> &'static [Field] {
    match noun {
        Noun::Customer => CUSTOMER,
        Noun::Deal => DEAL,
        Noun::Proposal => PROPOSAL,
        Noun::Remark => REMARK,
        Noun::Objection => OBJECTION,
        Noun::Promise => PROMISE,
        Noun::Request => REQUEST,
        Noun::Contract => CONTRACT,
        Noun::Delivery => DELIVERY,
        Noun::Milestone => MILESTONE,
        Noun::Deviation => DEVIATION,
        Noun::Pack => PACK,
        Noun::Attachment => ATTACHMENT,
        Noun::Handover => HANDOVER,
        Noun::Ticket => TICKET,
        Noun::Recall => RECALL,
        Noun::Affected => AFFECTED,
        Noun::Feedback => FEEDBACK,
        Noun::Improvement => IMPROVEMENT,
        Noun::Plan | Noun::Action => SETTLED,
        Noun::Entry => ENTRY,
        _ => &[],
    }
}
