//! The closed sets of after-sales tickets (F33–F36).

use crate::choice;

choice! {
    /// 售后反馈渠道 (F33).
    pub enum TicketChannel {
        Phone = "phone", "Phone", "电话";
        OnlineChat = "online-chat", "Online chat", "在线客服", ["chat"];
        Email = "email", "E-mail", "邮件";
        WalkIn = "walk-in", "Walk-in", "客户上门", ["上门"];
        SocialMedia = "social-media", "Social media", "社交媒体";
    }
}

choice! {
    /// 问题类型 (R101).
    pub enum TicketType {
        ProductFault = "product-fault", "Product fault", "产品故障", ["故障"];
        UsageInquiry = "usage-inquiry", "Usage inquiry", "使用咨询", ["咨询"];
        ServiceComplaint = "service-complaint", "Service complaint", "服务投诉", ["投诉"];
        Other = "other", "Other", "其他";
    }
}

choice! {
    /// 优先级: core business stopped, part of it, not affected (R102).
    pub enum Priority {
        Urgent = "urgent", "Urgent", "紧急";
        Important = "important", "Important", "重要";
        Normal = "normal", "Normal", "一般";
    }
}

choice! {
    /// 问题领域 (handbook 004).
    pub enum Area {
        ProductUsage = "product-usage", "Product usage", "产品使用问题";
        LogisticsDispute = "logistics-dispute", "Logistics dispute", "物流与交付纠纷", ["物流"];
        QualityComplaint = "quality-complaint", "Quality complaint", "质量投诉";
        ServiceAttitude = "service-attitude", "Service attitude", "服务态度";
    }
}

choice! {
    /// 问题性质 (handbook 004).
    pub enum Nature {
        Technical = "technical", "Technical", "技术问题", ["技术"];
        NonTechnical = "non-technical", "Non-technical", "非技术问题", ["非技术"];
    }
}

choice! {
    /// 严重性 (R157).
    pub enum Severity {
        FunctionFault = "function-fault", "Function fault", "功能故障";
        ServiceOutage = "service-outage", "Service outage", "服务中断";
        ExperienceFlaw = "experience-flaw", "Experience flaw", "体验瑕疵";
    }
}

choice! {
    /// 影响范围 (R157).
    pub enum Scope {
        Single = "single", "Single customer", "个体客户", ["个体"];
        Group = "group", "Group of customers", "群体客户", ["群体"];
    }
}

choice! {
    /// 质量三级 (handbook 004; the middle one has no name there).
    pub enum QualityLevel {
        Minor = "minor", "Minor", "轻微";
        Moderate = "moderate", "Moderate", "一般";
        Major = "major", "Major", "重大";
    }
}

choice! {
    /// 原因 (F36; the handbook's two and their neighbours).
    pub enum Cause {
        HardwareFault = "hardware-fault", "Hardware fault", "硬件故障";
        SoftwareFault = "software-fault", "Software fault", "软件故障";
        Misoperation = "misoperation", "Misoperation", "操作不当";
        DesignDefect = "design-defect", "Design defect", "设计缺陷";
        ProcessIssue = "process-issue", "Process issue", "流程问题";
        Logistics = "logistics", "Logistics", "物流";
        Other = "other", "Other", "其他";
    }
}

choice! {
    /// 处理方式 (R109).
    pub enum HandlingMode {
        Remote = "remote", "Remote", "远程处理", ["远程"];
        OnSite = "on-site", "On site", "现场处理", ["现场"];
    }
}

choice! {
    /// 工单状态.
    pub enum TicketStatus {
        Accepted = "accepted", "Accepted", "已受理";
        Responded = "responded", "Responded", "已响应";
        InProgress = "in-progress", "In progress", "处理中";
        Waiting = "waiting-customer", "Waiting for customer", "待客户";
        Solved = "solved", "Solved", "已解决";
        Confirmed = "confirmed", "Confirmed", "已确认";
        Revisited = "revisited", "Revisited", "已回访";
        Reopened = "reopened", "Reopened", "重新处理";
        Escalated = "escalated", "Escalated", "已升级";
        Closed = "closed", "Closed", "已关闭";
        Merged = "merged", "Merged", "已合并";
    }
}

choice! {
    /// Which team has a ticket (R105, R158).
    pub enum TicketTeam {
        CustomerService = "customer-service", "Customer service", "客服", ["客服部"];
        AfterSales = "after-sales", "After-sales", "售后", ["售后部"];
        TechnicalSupport = "technical-support", "Technical support", "技术支持", ["技术部"];
        Logistics = "logistics", "Logistics", "物流", ["供应链"];
        Quality = "quality", "Quality", "质量", ["质检"];
    }
}

choice! {
    /// 物流异常 (F48, R163).
    pub enum LogisticsKind {
        LostParcel = "lost-parcel", "Lost parcel", "丢件";
        Damage = "damage", "Damage", "破损";
        Delay = "delay", "Delay", "物流延迟", ["延迟"];
    }
}

choice! {
    /// What a person says of a reply written with AI (R169).
    pub enum AiVerdict {
        Approved = "approved", "Approved", "通过", ["同意"];
        Rejected = "rejected", "Rejected", "不通过", ["退回", "驳回"];
    }
}

choice! {
    /// 回访结果 (F35).
    pub enum RevisitResult {
        Solved = "solved", "Solved for good", "彻底解决", ["已解决", "解决"];
        NotSolved = "not-solved", "Not solved", "未解决";
    }
}

choice! {
    /// Where an unsolved ticket is escalated to (R173, R181).
    pub enum EscalatedTo {
        TaskForce = "task-force", "Task force", "专项小组", ["专项"];
        FastLane = "fast-lane", "Fast lane", "绿色通道", ["快速通道"];
    }
}

choice! {
    /// What happened to a ticket; also the names of the `ticket.*` events.
    pub enum TicketEventKind {
        Opened = "opened", "Opened", "受理";
        Told = "told", "Time limits told", "已告知时限";
        Assigned = "assigned", "Assigned", "分派";
        Transferred = "transferred", "Transferred", "转交";
        Responded = "responded", "Responded", "响应";
        Worked = "worked", "Worked on", "处理";
        Answered = "answered", "Solution given", "给出方案";
        Waiting = "waiting", "Waiting for customer", "等待客户";
        Resumed = "resumed", "Resumed", "恢复处理";
        Extended = "extended", "New time agreed", "重新约定时间";
        Solved = "solved", "Solved", "解决";
        Confirmed = "confirmed", "Confirmed with customer", "客户确认";
        Revisited = "revisited", "Revisited", "回访";
        Escalated = "escalated", "Escalated", "升级";
        Reopened = "reopened", "Reopened", "重开";
        Merged = "merged", "Merged", "合并";
        Closed = "closed", "Closed", "关闭";
        Appointed = "appointed", "Visit agreed", "预约上门";
        Replaced = "replaced", "Goods replaced", "换货";
        AiReplied = "ai-replied", "Reply written with AI", "AI 辅助回复";
        AiReviewed = "ai-reviewed", "AI reply checked", "人工复核";
        Archived = "archived", "Archived", "归档";
    }
}
