//! The closed sets of listening to customers: surveys (F27), feedback (F31) and
//! what is improved because of them (F32).

use crate::choice;

choice! {
    /// What a survey is asked after (触发节点).
    pub enum SurveyNode {
        AfterDelivery = "after-delivery", "After delivery", "交付后", ["交付后1个月", "交付后一个月"];
        BeforeExpiry = "before-expiry", "Before service ends", "服务到期前", ["到期前"];
        AfterTicket = "after-ticket", "After a solved ticket", "工单解决后", ["工单后", "售后"];
        Periodic = "periodic", "Periodic", "定期";
        Other = "other", "Other", "其他";
    }
}

choice! {
    /// 满意度反馈渠道 (5.3).
    pub enum SurveyChannel {
        QuestionnaireOnline = "questionnaire-online", "Questionnaire online", "线上问卷", ["问卷调查", "问卷", "questionnaire", "online"];
        QuestionnairePaper = "questionnaire-paper", "Questionnaire on paper", "线下问卷", ["纸质问卷", "paper"];
        PhoneInterview = "phone-interview", "Phone interview", "电话访谈", ["电话回访", "电话", "phone"];
        OnlineRating = "online-rating", "Online rating", "在线评价系统", ["在线评价", "rating"];
    }
}

choice! {
    /// 客户反馈类别 (5.6).
    pub enum FeedbackClass {
        Praise = "praise", "Praise", "表扬";
        Suggestion = "suggestion", "Suggestion", "建议";
        Complaint = "complaint", "Complaint", "投诉";
    }
}

choice! {
    /// What an improvement changes (F32).
    pub enum ImprovementKind {
        Process = "process", "Process", "服务流程", ["流程"];
        Product = "product", "Product", "产品功能", ["产品"];
        Norm = "norm", "Service norm", "服务规范", ["规范"];
        Staffing = "staffing", "Staffing", "人员配置", ["人员"];
        Training = "training", "Training", "培训";
        Other = "other", "Other", "其他";
    }
}

choice! {
    /// How an improvement ended.
    pub enum ImprovementEnd {
        Done = "done", "Done", "已落实", ["完成"];
        Dropped = "dropped", "Dropped", "不采纳", ["放弃"];
    }
}

choice! {
    /// How an improvement stands.
    pub enum ImprovementState {
        Proposed = "proposed", "Proposed", "待审核", ["已提出"];
        Approved = "approved", "Approved", "落实中", ["已批准"];
        Rejected = "rejected", "Rejected", "审核未通过", ["未通过"];
        Done = "done", "Done", "已落实", ["完成"];
        Dropped = "dropped", "Dropped", "不采纳", ["放弃"];
    }
}
