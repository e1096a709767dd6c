//! Needs and their analysis (客户需求分析报告, F06): what the customer needs, one
//! record each, and what the conversation about them brought.

use super::choices::{Fit, Horizon, NeedPriority, Rigidity, Spin, Visibility};
use super::customer::Customer;
use super::deal::Deal;
use super::staff::Staff;
use crate::form;
use crate::noun_target;
use crate::problem::Problem;
use crate::say;
use crate::value::{Day, Long, Moment, MoneyRange, Ref, Score};

form! {
    /// 需求: one of those that an analysis lists.
    pub struct Need as "need" ("need", "需求") {
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆").aliases(&["客户名称", "客户编号"]);
        what: Long = "Need", "需求内容" => .examples("afraid that staff cannot handle the new devices", "担心设备升级后员工操作不适应").aliases(&["需求", "需求描述"]).source("F06");
        visibility: Option<Visibility> = "Explicit or implicit", "显隐" => .help("explicit unless given, implicit where a question found it", "默认为显性；由提问挖掘的为隐性").source("F06");
        spin: Option<Spin> = "Found by asking", "由哪类提问发现" => .help("The kind of SPIN question", "SPIN 提问类型").offered().source("F06");
        rigidity: Option<Rigidity> = "Rigid or latent", "刚性" => .offered().source("F06");
        horizon: Option<Horizon> = "Short or long term", "期限" => .offered().source("F06");
        urgency: Option<Score> = "Urgency", "紧急程度" => .help("1 to 5", "1–5 分").asked().source("F06 R150");
        worth: Option<Score> = "Value to the business", "业务价值" => .help("1 to 5", "1–5 分").asked().flags(&["value"]).aliases(&["value", "价值"]).source("F06 R150");
        feasibility: Option<Score> = "Feasibility", "可行性" => .help("1 to 5", "1–5 分").offered().source("F06 R150");
        set_priority: Option<NeedPriority> = "Priority by hand", "指定优先级" => .help("Worked out from urgency, value and feasibility unless given", "默认由紧急程度、业务价值与可行性得出").flags(&["priority"]).source("F06 R150");
        priority_reason: Option<String> = "Its reason", "指定理由" => .when("set_priority", &["must", "should", "could"]).required_when("set_priority", &["must", "should", "could"]).flags(&["reason"]).source("F06");
        fit: Option<Fit> = "Technical fit", "技术匹配度" => .offered().source("F06");
        fit_notes: Option<Long> = "Fit in detail", "匹配说明" => .help("Functions, compatibility, likely pains", "功能适配性、兼容性、潜在痛点").source("F06");
        solution: Option<Long> = "How we meet it", "匹配方案要点" => .examples("3 free trainings, support at all hours", "3 次免费操作培训+7×24 小时技术支持").offered().source("F06");
        found: Moment = "Found", "发现时间" => .help("Now unless given", "默认为现在").flags(&["at"]).aliases(&["需求挖掘时间"]).source("F06");
        deal: Option<Ref<Deal>> = "Deal", "相关商机" => .flags(&["opportunity"]);
        owner: Option<Ref<Staff>> = "Owner", "负责人" => .help("Yourself unless given", "默认为本人").source("F06");
        notes: Option<Long> = "Notes", "备注";
    }
    rules Need::priority_has_a_reason;
}

noun_target!(Need, Need);

impl Need {
    /// Who sets a priority against its scores says why.
    fn priority_has_a_reason(&self) -> Vec<Problem> {
        match (self.set_priority, &self.priority_reason) {
            (Some(_), None) => vec![
                Problem::usage(say!(
                    "a priority set by hand needs its reason",
                    "指定优先级须说明理由"
                ))
                .hint(say!("add --reason TEXT", "请加 --reason 理由")),
            ],
            _ => Vec::new(),
        }
    }
}

form! {
    /// 需求分析: the SPIN conversation, and what frames the needs.
    pub struct Analysis as "analysis" ("needs analysis", "需求分析") {
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆").aliases(&["客户名称", "客户编号"]);
        situation: Option<Long> = "S Situation", "S 背景问题" => .group("SPIN", "SPIN 提问").asked().aliases(&["situation", "背景问题"]).source("F06");
        problem: Option<Long> = "P Problem", "P 难点问题" => .asked().aliases(&["problem", "难点问题"]).source("F06");
        implication: Option<Long> = "I Implication", "I 暗示问题" => .asked().aliases(&["implication", "暗示问题"]).source("F06");
        need_payoff: Option<Long> = "N Need-payoff", "N 需求效益问题" => .asked().flags(&["payoff"]).aliases(&["need-payoff", "需求效益问题"]).source("F06");
        current_solution: Option<Long> = "Current solution", "当前解决方案" => .help("As on the customer's file unless given", "默认取自客户资料").group("What frames the needs", "需求背景").asked().source("F06");
        goal: Option<Long> = "Goal", "期望达成的目标" => .help("As on the customer's file unless given", "默认取自客户资料").asked().source("F06");
        budget: Option<MoneyRange> = "Budget", "预算范围" => .help("As on the customer's file unless given", "默认取自客户资料").examples("100k-150k", "10万-15万").asked().sensitive().aliases(&["预算"]).source("F06 R131");
        period: Option<String> = "Service period", "服务周期" => .examples("3 years", "3 年").source("F06");
        wanted_by: Option<Day> = "Delivery wanted by", "期望交付时间" => .ahead().source("F06");
        factors: Option<Long> = "Key decision factors", "关键决策因素" => .asked().source("F06");
        chain: Option<Long> = "Decision chain", "决策链" => .examples("buyer proposes → CTO assesses → CEO signs", "采购经理提出 → 技术总监评估 → 总经理签字").asked().source("F06");
        fit: Option<Long> = "Technical fit", "技术匹配度" => .help("Functions, compatibility, likely pains", "功能适配性、兼容性、潜在痛点").asked().source("F06");
        framework: Option<Long> = "Outline of the solution", "解决方案初步框架" => .source("F06");
        at: Moment = "Analysed", "需求挖掘时间" => .help("Now unless given", "默认为现在").source("F06");
        owner: Option<Ref<Staff>> = "Analysed by", "分析人" => .help("Yourself unless given", "默认为本人").source("F06");
        notes: Option<Long> = "Notes", "备注";
    }
    rules Analysis::says_something;
}

noun_target!(Analysis, Analysis);

impl Analysis {
    /// What the customer said to the questions of one kind.
    pub const fn answer(&self, spin: Spin) -> Option<&Long> {
        match spin {
            Spin::Situation => self.situation.as_ref(),
            Spin::Problem => self.problem.as_ref(),
            Spin::Implication => self.implication.as_ref(),
            Spin::NeedPayoff => self.need_payoff.as_ref(),
        }
    }

    /// The key under which that stands.
    pub const fn key(spin: Spin) -> &'static str {
        match spin {
            Spin::Situation => "situation",
            Spin::Problem => "problem",
            Spin::Implication => "implication",
            Spin::NeedPayoff => "need_payoff",
        }
    }

    /// An analysis without a word is none.
    fn says_something(&self) -> Vec<Problem> {
        let texts = [
            &self.situation,
            &self.problem,
            &self.implication,
            &self.need_payoff,
            &self.current_solution,
            &self.goal,
            &self.factors,
            &self.chain,
            &self.fit,
            &self.framework,
        ];
        if texts.iter().any(|text| text.is_some()) {
            return Vec::new();
        }
        vec![
            Problem::usage(say!("the analysis says nothing yet", "需求分析还没有内容")).hint(say!(
                "give what the customer said: --situation, --problem, --implication, --payoff, …",
                "请给出客户的回答：--situation、--problem、--implication、--payoff 等"
            )),
        ]
    }
}
