//! The closed sets of deliveries (F19 to F24).

use crate::choice;

choice! {
    /// 交付状态: how a delivery stands, worked out from its dates and deviations.
    pub enum DeliveryStatus {
        Planned = "planned", "Planned", "已计划", ["未开始"];
        InProgress = "in-progress", "In progress", "进行中", ["执行中"];
        Delayed = "delayed", "Delayed", "延期", ["延迟"];
        Delivered = "delivered", "Delivered", "已交付", ["待验收"];
        Accepted = "accepted", "Accepted", "已验收";
    }
}

choice! {
    /// 偏差 (F21).
    pub enum DeviationKind {
        Delay = "delay", "Delay", "进度延迟", ["延期", "延迟"];
        Change = "change", "Changed requirement", "需求变更", ["变更"];
        Quality = "quality", "Quality", "质量问题";
        Other = "other", "Other", "其他";
    }
}

choice! {
    /// Where an item of an acceptance was agreed.
    pub enum AgreedIn {
        Contract = "contract", "Contract", "合同";
        Promise = "promise", "Promise", "承诺";
        Proposal = "proposal", "Proposal", "方案";
        Milestone = "milestone", "Milestone", "里程碑";
        Other = "other", "Other", "其他";
    }
}

choice! {
    /// 达标: what became of an item of an acceptance.
    pub enum CheckResult {
        Passed = "passed", "Passed", "达标", ["通过", "是", "yes"];
        Failed = "failed", "Failed", "不达标", ["未通过", "否", "no"];
        Remedied = "remedied", "Remedied", "已整改", ["整改"];
    }
}

choice! {
    /// 验收结论 (F23).
    pub enum AcceptanceResult {
        Passed = "passed", "Passed", "通过", ["合格"];
        Conditional = "conditional", "Passed with conditions", "有条件通过";
    }
}
