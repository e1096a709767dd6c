//! What lists of remarks on proposals, and of their alternatives, can be narrowed by.

use crate::form;
use crate::records::choices::RemarkKind;
use crate::records::{Customer, Deal, Proposal, Staff};
use crate::value::{Deadline, Moment, Ref};

form! {
    /// Which remarks.
    pub struct RemarkFilter as "remark-filter" ("remarks on proposals", "方案反馈") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        deal: Option<Ref<Deal>> = "Deal", "商机";
        proposal: Option<Ref<Proposal>> = "Proposal", "方案";
        kind: Vec<RemarkKind> = "Kind", "反馈类别" => .example("change");
        owner: Option<Ref<Staff>> = "Who deals with it", "责任人" => .example("me");
        from: Option<Moment> = "Made from", "反馈时间起";
        to: Option<Deadline> = "Made until", "反馈时间止";
    }
}

form! {
    /// Which alternatives.
    pub struct AlternativeFilter as "alternative-filter" ("alternatives", "备选方案") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        deal: Option<Ref<Deal>> = "Deal", "商机";
        proposal: Option<Ref<Proposal>> = "Proposal", "方案";
    }
}
