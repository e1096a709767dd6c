//! The nouns that files carry, in the order in which they can be taken into an empty
//! file: what is referred to comes first.

use std::sync::LazyLock;

use super::{Inner, Layout, layout};
use crate::field::Field;
use crate::form::Form as _;
use crate::records::{
    Acceptance, Action, Affected, Alternative, Analysis, Article, Attachment, Audit, Contact,
    Contract, Customer, Deal, Delivered, Delivery, Deviation, Feedback, Followup, Handover,
    Improvement, Milestone, Need, Notice, Objection, Occasion, Pack, Payment, Plan, Product,
    Progress, Promise, Proposal, Recall, Remark, Request, Staff, Survey, Ticket,
};
use crate::value::Noun;
use crate::words::t;

/// A noun, what files call many of it, what its number is headed, its form, and what
/// may stand beside it in a row.
type Row = (
    Noun,
    &'static str,
    &'static [&'static str],
    &'static [Field],
    &'static [Inner],
);

const NONE: &[Inner] = &[];
/// The customer that a row may have to make.
const ITS: &[Inner] = &[Inner::Customer];

#[rustfmt::skip]
const ROWS: &[Row] = &[
    (Noun::Staff, "staff", &["工号", "员工编号"], Staff::FIELDS, NONE),
    (Noun::Product, "products", &["产品编号", "product no."], Product::FIELDS, NONE),
    (Noun::Customer, "customers", &["客户编号", "customer no.", "customer number"], Customer::FIELDS, &[Inner::Contact]),
    (Noun::Contact, "contacts", &["联系人编号"], Contact::FIELDS, ITS),
    (Noun::Occasion, "occasions", &["纪念日编号"], Occasion::FIELDS, NONE),
    (Noun::Handover, "handovers", &["交接编号"], Handover::FIELDS, NONE),
    (Noun::Deal, "deals", &["商机编号"], Deal::FIELDS, ITS),
    (Noun::Contract, "contracts", &["合同记录编号"], Contract::FIELDS, ITS),
    (Noun::Payment, "payments", &["到账编号"], Payment::FIELDS, NONE),
    (Noun::Delivery, "deliveries", &["交付记录编号"], Delivery::FIELDS, ITS),
    (Noun::Milestone, "milestones", &["节点编号"], Milestone::FIELDS, NONE),
    (Noun::Progress, "progress", &["进度编号"], Progress::FIELDS, NONE),
    (Noun::Deviation, "deviations", &["偏差编号"], Deviation::FIELDS, NONE),
    (Noun::Delivered, "items", &["物品编号"], Delivered::FIELDS, NONE),
    (Noun::Proposal, "proposals", &["方案编号"], Proposal::FIELDS, NONE),
    (Noun::Alternative, "alternatives", &["备选方案编号"], Alternative::FIELDS, NONE),
    (Noun::Remark, "remarks", &["反馈编号"], Remark::FIELDS, NONE),
    (Noun::Objection, "objections", &["异议编号"], Objection::FIELDS, ITS),
    (Noun::Promise, "promises", &["承诺编号"], Promise::FIELDS, ITS),
    (Noun::Acceptance, "acceptance", &["验收项目编号"], Acceptance::FIELDS, NONE),
    (Noun::Pack, "packs", &["移交编号"], Pack::FIELDS, NONE),
    (Noun::Request, "requests", &["申请编号"], Request::FIELDS, ITS),
    (Noun::Need, "needs", &["需求编号"], Need::FIELDS, ITS),
    (Noun::Analysis, "analyses", &["分析编号"], Analysis::FIELDS, ITS),
    (Noun::Plan, "plans", &["计划编号"], Plan::FIELDS, ITS),
    (Noun::Ticket, "tickets", &["工单编号", "工单号", "ticket no."], Ticket::FIELDS, &[Inner::Contact, Inner::Customer]),
    (Noun::Article, "articles", &["知识编号", "条目编号", "article no."], Article::FIELDS, NONE),
    (Noun::Recall, "recalls", &["召回编号"], Recall::FIELDS, NONE),
    (Noun::Affected, "affected", &["受影响客户编号"], Affected::FIELDS, NONE),
    (Noun::Survey, "surveys", &["调查编号"], Survey::FIELDS, ITS),
    (Noun::Feedback, "feedback", &["客户反馈编号"], Feedback::FIELDS, ITS),
    (Noun::Improvement, "improvements", &["建议编号", "improvement no."], Improvement::FIELDS, NONE),
    (Noun::Notice, "notices", &["告知编号"], Notice::FIELDS, NONE),
    (Noun::Followup, "followups", &["跟进编号"], Followup::FIELDS, ITS),
    (Noun::Action, "actions", &["待办编号"], Action::FIELDS, ITS),
    (Noun::Audit, "audits", &["质检编号"], Audit::FIELDS, NONE),
    (Noun::Attachment, "attachments", &["附件编号"], Attachment::FIELDS, NONE),
];

pub(super) static LAYOUTS: LazyLock<Vec<Layout>> = LazyLock::new(|| {
    let of = |(noun, name, aliases, form, inner): &Row| {
        let number = Field::of::<Option<String>>("number", t("No.", "编号")).aliases(aliases);
        layout(*noun, name, number, form, inner)
    };
    ROWS.iter().map(of).collect()
});
