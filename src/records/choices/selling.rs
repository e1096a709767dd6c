//! The closed sets of selling: deals and their reviews (F37), proposals (F13),
//! objections (F14), promises (F18), support (F15).

use crate::choice;

choice! {
    /// What a deal is for the customer.
    pub enum DealKind {
        New = "new", "New business", "新签", ["新客户", "new business"];
        Repeat = "repeat", "Repeat order", "复购", ["再次采购", "老客户"];
        Cross = "cross", "Cross-selling", "交叉销售", ["增购", "cross-sell"];
        Renewal = "renewal", "Renewal", "续约", ["续签"];
    }
}

choice! {
    /// How a deal ended.
    pub enum Outcome {
        Won = "won", "Won", "成交", ["赢单", "已成交"];
        Lost = "lost", "Lost", "未成交", ["输单", "丢单"];
    }
}

choice! {
    /// 成功因素, several allowed (F37).
    pub enum SuccessFactor {
        GoodFit = "good-fit", "Good fit of needs", "需求匹配度高";
        PriceAdvantage = "price-advantage", "Price advantage", "价格优势";
        DecisionChainSmooth = "decision-chain-smooth", "Good contact along the decision chain", "决策链沟通顺畅";
        TailoredProposal = "tailored-proposal", "Tailored proposal", "方案定制化";
    }
}

choice! {
    /// 失败原因, several allowed (F37).
    pub enum FailureReason {
        PriceObjection = "price-objection", "Price objection", "价格异议", ["价格异议未解决"];
        Competitor = "competitor", "Competitor", "竞争对手", ["竞争对手干扰"];
        UnclearNeed = "unclear-need", "Unclear need", "需求不明确";
    }
}

choice! {
    /// What a promise is about (F18).
    pub enum PromiseKind {
        LeadTime = "lead-time", "Lead time", "交付周期", ["交期"];
        AfterSales = "after-sales", "After-sales policy", "售后政策";
        ResponseTime = "response-time", "Response time", "响应时间";
        Warranty = "warranty", "Warranty", "保修政策", ["保修"];
        Training = "training", "Training", "培训";
        Other = "other", "Other", "其他";
    }
}

choice! {
    /// Who promised.
    pub enum PromisedBy {
        Us = "us", "Us", "我方", ["我们"];
        Them = "them", "The customer", "客户", ["对方", "customer"];
    }
}

choice! {
    /// 部门 (5.17): whom a rep asks for support.
    pub enum Department {
        Product = "product", "Product", "产品部", ["产品"];
        Technical = "technical", "Technical", "技术部", ["技术"];
        Legal = "legal", "Legal", "法务部", ["法务"];
        Delivery = "delivery", "Delivery", "交付部", ["交付"];
        CustomerService = "customer-service", "Customer service", "客服部", ["客服"];
        Service = "service", "Service", "服务部", ["服务"];
        Production = "production", "Production", "生产部", ["生产"];
        Marketing = "marketing", "Marketing", "市场部", ["市场"];
        Rd = "rd", "Research and development", "研发部门", ["研发"];
        SupplyChain = "supply-chain", "Supply chain", "供应链";
        PreSales = "pre-sales", "Pre-sales", "售前";
        AfterSales = "after-sales", "After-sales", "售后";
    }
}

choice! {
    /// 异议类型 (5.11).
    pub enum ObjectionType {
        Price = "price", "Price", "价格", ["价格异议"];
        Function = "function", "Function", "功能", ["功能异议"];
        LeadTime = "lead-time", "Lead time", "交付周期", ["交期", "交付"];
        Other = "other", "Other", "其他";
    }
}

choice! {
    /// Whether an answer resolved it (F14).
    pub enum ObjectionResult {
        Resolved = "resolved", "Resolved", "已解决", ["解决"];
        Unresolved = "unresolved", "Unresolved", "未解决";
    }
}

choice! {
    /// What kind of remark a customer makes on a proposal (F13).
    pub enum RemarkKind {
        Approval = "approval", "Approval", "认可";
        Question = "question", "Question", "疑问";
        Change = "change", "Change wanted", "修改意见", ["修改"];
    }
}

choice! {
    /// How a version of a proposal stands.
    pub enum ProposalState {
        Draft = "draft", "Draft", "草稿";
        Approved = "approved", "Approved", "已审核", ["审核通过"];
        Rejected = "rejected", "Rejected", "未通过";
        Submitted = "submitted", "Submitted", "已提交";
        Confirmed = "confirmed", "Confirmed, final", "最终版（客户已确认）", ["已确认", "客户已确认", "最终版", "confirmed"];
        Superseded = "superseded", "Superseded", "已被取代";
    }
}
