//! The closed sets of what is kept and done beside selling: attachments (F54), verified
//! items (F42), care (F26).

use super::Sent;
use crate::choice;

choice! {
    /// What an attached file is (F54).
    pub enum AttachmentKind {
        BusinessLicence = "business-licence", "Business licence", "营业执照", ["执照"];
        Requirements = "requirements", "Requirements document", "需求说明书", ["需求文档"];
        ContractScan = "contract-scan", "Contract scan", "合同扫描件", ["合同", "扫描件"];
        CallRecording = "call-recording", "Call recording", "通话录音", ["录音"];
        ChatScreenshot = "chat-screenshot", "Chat screenshot", "聊天截图", ["截图"];
        Acceptance = "acceptance", "Signed acceptance", "验收单", ["验收确认单", "验收确认书"];
        Proposal = "proposal", "Proposal", "方案", ["解决方案"];
        Other = "other", "Other", "其他";
    }
}

impl AttachmentKind {
    /// Whether such files hold what must not go round, unless somebody says otherwise.
    pub const fn is_sensitive(self) -> bool {
        matches!(
            self,
            AttachmentKind::ContractScan
                | AttachmentKind::CallRecording
                | AttachmentKind::ChatScreenshot
        )
    }
}

choice! {
    /// What became of an item that was verified (F42).
    pub enum ItemResult {
        Confirmed = "confirmed", "Confirmed", "已确认", ["确认", "ok", "无误"];
        Changed = "changed", "Changed", "已变更", ["变更"];
        ToConfirm = "to-confirm", "To confirm", "待确认", ["tbc"];
    }
}

choice! {
    /// 关系维护类型 (F26): what is done to care for a customer.
    pub enum Care {
        Festival = "festival", "Festival greeting", "节日祝福", ["节日"];
        SpringFestival = "spring-festival", "Spring Festival greeting", "春节祝福", ["春节"];
        CompanyAnniversary = "company-anniversary", "Company anniversary", "客户司庆", ["司庆", "周年庆"];
        ContractAnniversary = "contract-anniversary", "Contract anniversary", "签约周年", ["签约周年纪念"];
        Birthday = "birthday", "Birthday greeting", "生日问候", ["生日"];
        Gift = "gift", "Gift", "纪念礼品", ["礼品"];
        IndustryNews = "industry-news", "Industry news", "行业资讯", ["行业动态"];
        PolicyBrief = "policy-brief", "Policy explained", "政策解读", ["政策"];
        MarketReport = "market-report", "Market report", "市场趋势报告", ["趋势报告"];
        ProductCase = "product-case", "Product case", "产品案例", ["案例"];
        SuccessStory = "success-story", "Success story", "客户成功故事", ["成功故事"];
        ProductUpdate = "product-update", "Product news", "产品升级信息", ["产品新功能"];
        Promotion = "promotion", "Promotion", "促销信息", ["促销"];
        TechSeminar = "tech-seminar", "Technical seminar", "技术研讨会", ["研讨会"];
        IndustrySalon = "industry-salon", "Industry salon", "行业沙龙", ["沙龙"];
        VipEvent = "vip-event", "Event for executives", "高端活动";
        OperationTraining = "operation-training", "Training", "操作培训", ["培训"];
    }
}

impl Care {
    /// What was sent with it, as rules ask for it.
    pub const fn sends(self) -> Option<Sent> {
        match self {
            Care::IndustryNews | Care::PolicyBrief | Care::MarketReport => Some(Sent::IndustryNews),
            Care::ProductCase | Care::SuccessStory => Some(Sent::Case),
            Care::ProductUpdate => Some(Sent::Material),
            Care::Promotion => Some(Sent::Promotion),
            _ => None,
        }
    }
}
