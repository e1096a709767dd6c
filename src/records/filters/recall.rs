//! Which recalls, and which affected customers, a list shows.

use crate::form;
use crate::records::choices::{AffectedState, Evidence, RecallOutcome};
use crate::records::{Customer, Product, Recall, Staff, Ticket};
use crate::value::{Deadline, Moment, Ref};

form! {
    /// Which recalls.
    pub struct RecallFilter as "recall-filter" ("recalls", "召回") {
        customer: Option<Ref<Customer>> = "Affected customer", "受影响客户";
        product: Option<Ref<Product>> = "Product", "产品" => .examples("Yunfan X1", "云帆 X1");
        batch: Option<String> = "Batch", "批次" => .example("B20260301");
        ticket: Option<Ref<Ticket>> = "Ticket", "工单";
        owner: Option<Ref<Staff>> = "Owner", "负责人" => .example("me");
        from: Option<Moment> = "Started from", "启动时间起";
        to: Option<Deadline> = "Started until", "启动时间止";
    }
}

form! {
    /// Which affected customers.
    pub struct AffectedFilter as "affected-filter" ("affected customers", "受影响客户") {
        recall: Option<Ref<Recall>> = "Recall", "召回";
        customer: Option<Ref<Customer>> = "Customer", "客户";
        state: Vec<AffectedState> = "State", "状态" => .example("listed");
        evidence: Vec<Evidence> = "Evidence", "依据" => .example("batch");
        outcome: Vec<RecallOutcome> = "Outcome", "处理结果" => .example("replaced");
        owner: Option<Ref<Staff>> = "Who informs", "负责人" => .example("me");
    }
}
