//! The closed sets of contracts and payments (F17).

use crate::choice;

choice! {
    /// 合同状态: how a contract stands, worked out from its dates.
    pub enum ContractStatus {
        Draft = "draft", "Draft", "草拟", ["起草", "待签"];
        Signed = "signed", "Signed", "履行中", ["已签订", "已签", "active"];
        Ended = "ended", "Ended", "已结束", ["终止", "到期"];
    }
}

choice! {
    /// Why a contract ended.
    pub enum ContractEnd {
        Completed = "completed", "Completed", "履行完毕", ["完成"];
        Expired = "expired", "Expired", "到期", ["期满"];
        Renewed = "renewed", "Renewed", "续签", ["续约"];
        Terminated = "terminated", "Terminated", "解除", ["终止", "取消", "cancelled"];
    }
}

choice! {
    /// How money came in.
    pub enum PaymentMethod {
        BankTransfer = "bank-transfer", "Bank transfer", "银行转账", ["转账", "电汇", "transfer"];
        Acceptance = "acceptance-bill", "Acceptance bill", "承兑汇票", ["承兑", "汇票"];
        Cheque = "cheque", "Cheque", "支票", ["check"];
        Online = "online", "Online payment", "在线支付", ["微信支付", "支付宝"];
        Cash = "cash", "Cash", "现金";
        Offset = "offset", "Set off", "抵扣", ["冲抵"];
        Other = "other", "Other", "其他";
    }
}

choice! {
    /// How long a payment is overdue.
    pub enum Age {
        NotDue = "not-due", "Not due yet", "未到期";
        Undated = "undated", "No date yet", "日期未定";
        To30 = "0-30", "0–30 days", "0–30 天";
        To60 = "31-60", "31–60 days", "31–60 天";
        To90 = "61-90", "61–90 days", "61–90 天";
        Over90 = "90+", "Over 90 days", "90 天以上";
    }
}
