//! The closed sets of the knowledge base (F44, F49).

use crate::choice;

choice! {
    /// 知识条目类 (F44), and the phrases and procedures of F49.
    pub enum ArticleKind {
        TypicalCase = "typical-case", "Typical case", "典型问题案例", ["典型案例", "案例"];
        Faq = "faq", "Common question", "常见问题解决方案", ["常见问题"];
        ConfigCase = "config-case", "Configuration case", "产品配置案例", ["配置案例"];
        ComplaintCase = "complaint-case", "Complaint case", "客户投诉记录", ["投诉案例", "投诉"];
        Prevention = "prevention", "Prevention", "预防性解决方案", ["预防"];
        Innovation = "innovation", "New solution", "创新解决方案", ["创新"];
        Phrase = "phrase", "Phrase", "话术", ["话术规范"];
        Sop = "sop", "Procedure", "操作指南", ["标准化操作指南", "SOP", "流程"];
    }
}
