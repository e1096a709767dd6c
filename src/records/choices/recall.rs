//! The closed sets of recalls (F48, R166).

use crate::choice;

choice! {
    /// By what a customer is known to have the goods, the surest first.
    #[derive(PartialOrd, Ord)]
    pub enum Evidence {
        Serial = "serial", "Serial number", "序列号";
        Batch = "batch", "Batch", "批次";
        Item = "item", "Delivered item", "交付物品";
        Unmarked = "unmarked", "Item without batch or serial", "物品未登记批次或序列号", ["未登记批次"];
        Delivery = "delivery", "Delivery without items", "交付（无物品明细）", ["交付"];
        Sale = "sale", "Sale", "成交";
        Ticket = "ticket", "Ticket", "工单";
        ByHand = "by-hand", "Added by hand", "手工添加", ["手工"];
    }
}

choice! {
    /// 处理结果: what became of a customer's goods.
    pub enum RecallOutcome {
        Replaced = "replaced", "Replaced", "已换货", ["换货"];
        Repaired = "repaired", "Repaired", "已维修", ["维修"];
        Returned = "returned", "Goods back", "已退回", ["退回", "退货"];
        Refunded = "refunded", "Refunded", "已退款", ["退款"];
        NotAffected = "not-affected", "Not affected", "不受影响", ["未受影响"];
        Unreachable = "unreachable", "Not to be reached", "无法联系", ["联系不上"];
    }
}

choice! {
    /// How an affected customer stands.
    pub enum AffectedState {
        Listed = "listed", "To inform", "待告知";
        Informed = "informed", "To settle", "待处理", ["Informed, to settle", "已告知待处理", "已告知"];
        Settled = "settled", "Settled", "已处理";
    }
}
