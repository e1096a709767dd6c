//! Screening (F03), the grade assessment (F04) and reviews of either (F53).

use super::choices::{Decision, DropReason, GradeLetter, ScreenResult};
use super::customer::Customer;
use super::staff::Staff;
use crate::form;
use crate::noun_target;
use crate::value::{Long, Moment, Money, Ref, Score, YesNo};

form! {
    /// 客户分级评估表: value × potential → a grade, with its reasons.
    pub struct Grade as "grade" ("grade assessment", "分级评估") {
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆");
        at: Moment = "Assessed", "评估时间" => .help("Now unless given", "默认为现在").source("F04");
        purchase: Money = "Annual purchase", "当前年采购额" => .examples("600k", "60万").source("F04 R024");
        potential: Score = "Potential", "未来潜力评估" => .help("1 to 5", "1–5 分").example("4").source("F04 R028");
        stability: Option<Score> = "Stability", "合作稳定性" => .help("1 to 5", "1–5 分").source("F04");
        profit: Option<Score> = "Profit", "利润贡献" => .help("1 to 5", "1–5 分").source("F04");
        outlook: Option<Score> = "Industry outlook", "行业前景" => .help("1 to 5", "1–5 分").source("F04");
        growth: Option<Score> = "Growth", "企业成长性" => .help("1 to 5", "1–5 分").source("F04");
        expansion: Option<Score> = "Room to expand", "需求拓展空间" => .help("1 to 5", "1–5 分").source("F04");
        basis: Option<Long> = "Basis", "评估依据" => .examples("leads its industry", "行业标杆").asked().source("F04");
        grade: Option<GradeLetter> = "Grade", "客户级别" => .help("As computed unless given", "默认按评分得出").source("F04");
        strategy: Option<Long> = "Strategy", "跟进策略" => .help("The grade's own unless given", "默认为该级别的策略").source("F04 R030");
        proposal: Option<Long> = "Rep's remark", "销售代表建议" => .source("F04");
        owner: Option<Ref<Staff>> = "Assessed by", "评估人" => .help("Yourself unless given", "默认为本人").source("F04");
    }
}

noun_target!(Grade, Grade);

form! {
    /// A recorded review: of a registration, of a grade (R029, R072).
    pub struct Review as "review" ("review", "审核") {
        result: Decision = "Result", "审核意见" => .source("F53 R072");
        at: Moment = "When", "审核时间" => .help("Now unless given", "默认为现在");
        by: Option<Ref<Staff>> = "By", "审核人" => .help("Yourself unless given", "默认为本人").examples("Han Mei", "韩梅").source("F53");
        reason: Option<Long> = "Reason", "原因" => .required_when("result", &["rejected"]).source("R072");
        grade: Option<GradeLetter> = "Grade decided", "审定级别" => .required_when("result", &["changed"]).source("F04");
    }
}

noun_target!(Review, Review);

form! {
    /// 初步筛选: worth following up, or not (R068).
    pub struct Screening as "screening" ("screening", "初步筛选") {
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆");
        industry_fit: YesNo = "Industry fits", "行业是否符合目标定位" => .source("F03");
        need_clear: YesNo = "Need is clear", "需求是否明确" => .source("F03");
        budget_mentioned: YesNo = "Budget mentioned", "是否提及预算范围" => .source("F03");
        cycle_mentioned: YesNo = "Purchase cycle mentioned", "是否提及采购周期" => .source("F03");
        result: ScreenResult = "Result", "结论" => .source("F03");
        drop_reason: Option<DropReason> = "Reason to drop", "剔除原因"
            => .when("result", &["drop"]).required_when("result", &["drop"]).source("F03");
        at: Moment = "When", "筛选时间" => .help("Now unless given", "默认为现在").source("F03");
        owner: Option<Ref<Staff>> = "Screened by", "筛选人" => .help("Yourself unless given", "默认为本人").source("F03");
        notes: Option<Long> = "Notes", "备注";
    }
}

noun_target!(Screening, Screening);
