//! `export`: records as a file that `import` reads back. Private fields are
//! masked unless asked for, and what is written unmasked is in the journal.

mod args;
mod calendar;
pub(super) mod file;
mod files;
mod order;
mod rows;
mod target;
mod team;

use clap::Arg;

use super::{Noun, Verb, What};
use crate::form::Form as _;
use crate::records::filters::{
    AffectedFilter, ArticleFilter, AuditFilter, DeliveredFilter, DeliveryFilter, FeedbackFilter,
    HandoverFilter, ImprovementFilter, MilestoneFilter, NoticeFilter, ObjectionFilter,
    ProposalFilter, RecallFilter, SurveyFilter,
};
use crate::value::Noun as Record;
use crate::words::{Lang, Text, t};
use args::{
    agenda_args, contract_args, customer_args, deal_args, entry_args, followup_args, narrowed,
    need_args, of_args, payment_args, promise_args, request_args, ticket_args, to,
};
use rows::entries;
use target::{export, replaced};

pub const EXPORT: Noun = Noun {
    name: "export",
    about: t("Write records to a file", "导出记录到文件"),
    what: What::Verbs(&[
        of(
            "customers",
            &["customer"],
            t("Customers", "客户"),
            customer_args,
            |app, call, out| export(app, call, out, Record::Customer),
        ),
        of(
            "contacts",
            &["contact"],
            t(
                "Contacts, as an address book too (vcf)",
                "联系人，亦可写成名片文件（vcf）",
            ),
            of_args,
            |app, call, out| export(app, call, out, Record::Contact),
        ),
        of(
            "occasions",
            &["occasion"],
            t("Occasions", "纪念日"),
            of_args,
            |app, call, out| export(app, call, out, Record::Occasion),
        ),
        of(
            "grades",
            &["grade"],
            t("Assessments", "分级评估"),
            of_args,
            |app, call, out| export(app, call, out, Record::Grade),
        ),
        of(
            "followups",
            &["followup"],
            t("Follow-ups", "跟进记录"),
            followup_args,
            |app, call, out| export(app, call, out, Record::Followup),
        ),
        of(
            "plans",
            &["plan"],
            t(
                "Planned follow-ups, settled ones too",
                "跟进计划，含已了结的",
            ),
            agenda_args,
            |app, call, out| export(app, call, out, Record::Plan),
        ),
        of(
            "actions",
            &["action"],
            t("Agreed actions, settled ones too", "待办事项，含已了结的"),
            agenda_args,
            |app, call, out| export(app, call, out, Record::Action),
        ),
        of(
            "tickets",
            &["ticket"],
            t("Tickets", "工单"),
            ticket_args,
            |app, call, out| export(app, call, out, Record::Ticket),
        ),
        of(
            "deals",
            &["deal"],
            t("Deals, closed ones too", "商机，含已结束的"),
            deal_args,
            |app, call, out| export(app, call, out, Record::Deal),
        ),
        of(
            "proposals",
            &["proposal"],
            t("Proposals, old versions too", "方案，含旧版本"),
            |lang| narrowed(ProposalFilter::FIELDS, lang),
            |app, call, out| export(app, call, out, Record::Proposal),
        ),
        of(
            "alternatives",
            &["alternative"],
            t("Alternatives with their price lines", "备选方案及报价明细"),
            of_args,
            |app, call, out| export(app, call, out, Record::Alternative),
        ),
        of(
            "remarks",
            &["remark"],
            t("What customers said of proposals", "客户对方案的反馈"),
            of_args,
            |app, call, out| export(app, call, out, Record::Remark),
        ),
        of(
            "objections",
            &["objection"],
            t("Objections and their answers", "异议及回应"),
            |lang| narrowed(ObjectionFilter::FIELDS, lang),
            |app, call, out| export(app, call, out, Record::Objection),
        ),
        of(
            "contracts",
            &["contract"],
            t("Contracts, with their payment plans", "合同，含付款计划"),
            contract_args,
            |app, call, out| export(app, call, out, Record::Contract),
        ),
        of(
            "payments",
            &["payment"],
            t("Payments received under contracts", "合同到账"),
            payment_args,
            |app, call, out| export(app, call, out, Record::Payment),
        ),
        of(
            "deliveries",
            &["delivery"],
            t("Deliveries, accepted ones too", "交付，含已验收的"),
            |lang| narrowed(DeliveryFilter::FIELDS, lang),
            |app, call, out| export(app, call, out, Record::Delivery),
        ),
        of(
            "milestones",
            &["milestone"],
            t("Milestones of deliveries", "交付节点"),
            |lang| narrowed(MilestoneFilter::FIELDS, lang),
            |app, call, out| export(app, call, out, Record::Milestone),
        ),
        of(
            "items",
            &["item"],
            t(
                "Delivered goods with serials and batches",
                "交付物品：序列号与批次",
            ),
            |lang| narrowed(DeliveredFilter::FIELDS, lang),
            |app, call, out| export(app, call, out, Record::Delivered),
        ),
        of(
            "progress",
            &[],
            t("How deliveries went (F21)", "交付进度（F21）"),
            of_args,
            |app, call, out| export(app, call, out, Record::Progress),
        ),
        of(
            "deviations",
            &["deviation"],
            t(
                "Deviations of deliveries and what came of them",
                "执行偏差及处理结果",
            ),
            of_args,
            |app, call, out| export(app, call, out, Record::Deviation),
        ),
        of(
            "acceptance",
            &[],
            t(
                "Acceptance items and their results (F23)",
                "验收项目及结果（F23）",
            ),
            of_args,
            |app, call, out| export(app, call, out, Record::Acceptance),
        ),
        of(
            "packs",
            &["pack"],
            t(
                "Handover packs from pre-sales to after-sales (F19)",
                "售前移交售后的资料（F19）",
            ),
            of_args,
            |app, call, out| export(app, call, out, Record::Pack),
        ),
        of(
            "promises",
            &["promise"],
            t("Promises, ours and theirs", "承诺"),
            promise_args,
            |app, call, out| export(app, call, out, Record::Promise),
        ),
        of(
            "requests",
            &["request"],
            t("Support requests and their answers", "支持申请及答复"),
            request_args,
            |app, call, out| export(app, call, out, Record::Request),
        ),
        of(
            "recalls",
            &["recall"],
            t("Recalls, closed ones too (F48)", "召回，含已结束的（F48）"),
            |lang| narrowed(RecallFilter::FIELDS, lang),
            |app, call, out| export(app, call, out, Record::Recall),
        ),
        of(
            "affected",
            &["recall-customers"],
            t(
                "Customers affected by recalls, and how far each is",
                "召回的受影响客户及处理情况",
            ),
            |lang| narrowed(AffectedFilter::FIELDS, lang),
            |app, call, out| export(app, call, out, Record::Affected),
        ),
        of(
            "surveys",
            &["survey"],
            t("Satisfaction surveys", "满意度调查"),
            |lang| narrowed(SurveyFilter::FIELDS, lang),
            |app, call, out| export(app, call, out, Record::Survey),
        ),
        of(
            "feedback",
            &["feedbacks"],
            t("Praise, suggestions and complaints", "表扬、建议与投诉"),
            |lang| narrowed(FeedbackFilter::FIELDS, lang),
            |app, call, out| export(app, call, out, Record::Feedback),
        ),
        of(
            "improvements",
            &["improvement"],
            t("Improvement proposals", "改进建议案"),
            |lang| narrowed(ImprovementFilter::FIELDS, lang),
            |app, call, out| export(app, call, out, Record::Improvement),
        ),
        of(
            "notices",
            &["notice"],
            t(
                "Which customers led to improvements, and were told",
                "改进涉及的客户及告知情况",
            ),
            |lang| narrowed(NoticeFilter::FIELDS, lang),
            |app, call, out| export(app, call, out, Record::Notice),
        ),
        of(
            "audits",
            &["audit"],
            t("Quality checks of tickets", "工单质检"),
            |lang| narrowed(AuditFilter::FIELDS, lang),
            |app, call, out| export(app, call, out, Record::Audit),
        ),
        of(
            "needs",
            &["need"],
            t("Needs of customers", "客户需求"),
            need_args,
            |app, call, out| export(app, call, out, Record::Need),
        ),
        of(
            "analyses",
            &["analysis"],
            t("Conversations about needs", "需求分析"),
            of_args,
            |app, call, out| export(app, call, out, Record::Analysis),
        ),
        of(
            "attachments",
            &["attachment"],
            t(
                "The register of attached files, with the files themselves if you say so",
                "附件登记，可连同文件",
            ),
            files::args,
            files::run,
        ),
        of(
            "handovers",
            &["handover"],
            t("Handovers", "客户交接"),
            |lang| narrowed(HandoverFilter::FIELDS, lang),
            |app, call, out| export(app, call, out, Record::Handover),
        ),
        of(
            "entries",
            &["entry"],
            t("Filled-in forms of one kind", "某种表单的记录"),
            entry_args,
            entries,
        ),
        of(
            "articles",
            &["article", "kb"],
            t("Articles of the knowledge base", "知识库条目"),
            |lang| narrowed(ArticleFilter::FIELDS, lang),
            |app, call, out| export(app, call, out, Record::Article),
        ),
        of(
            "products",
            &["product"],
            t("Products", "产品"),
            to,
            |app, call, out| export(app, call, out, Record::Product),
        ),
        of(
            "staff",
            &[],
            t("Colleagues", "同事"),
            to,
            |app, call, out| export(app, call, out, Record::Staff),
        ),
        of(
            "calendar",
            &[],
            t(
                "What is due and planned, for the calendar of a phone or of Outlook",
                "到期事项与计划，供手机日历、Outlook 等导入",
            ),
            calendar::args,
            calendar::run,
        ),
        of(
            "team",
            &[],
            t(
                "All that you own or wrote, for your supervisor to take in",
                "您负责和记录的全部内容，供主管导入",
            ),
            team::args,
            team::run,
        ),
    ]),
};

const fn of(
    name: &'static str,
    aliases: &'static [&'static str],
    about: Text,
    args: fn(Lang) -> Vec<Arg>,
    run: super::Run,
) -> Verb {
    Verb::new(name, about, args, run).aliases(aliases)
}
