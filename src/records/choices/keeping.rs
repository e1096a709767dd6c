//! The closed sets of what is kept about a customer: attachments (F54), verified items (F42).

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
