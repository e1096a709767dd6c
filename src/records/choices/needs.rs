//! The closed sets of needs and their analysis (F06, 5.7).

use crate::choice;

choice! {
    /// 显隐 (001): said by the customer, or found by asking.
    pub enum Visibility {
        Explicit = "explicit", "Explicit", "显性", ["显性需求"];
        Implicit = "implicit", "Implicit", "隐性", ["隐性需求"];
    }
}

choice! {
    /// 需求刚性 (000).
    pub enum Rigidity {
        Rigid = "rigid", "Rigid", "刚性需求", ["刚性", "刚需"];
        Latent = "latent", "Latent", "潜在需求", ["潜在"];
    }
}

choice! {
    /// 期限 (000).
    pub enum Horizon {
        ShortTerm = "short-term", "Short term", "短期目标", ["短期"];
        LongTerm = "long-term", "Long term", "长期规划", ["长期"];
    }
}

choice! {
    /// 优先级, the three tiers of R150, the first one most pressing.
    pub enum NeedPriority {
        Must = "must", "Must", "必须满足", ["必须"];
        Should = "should", "Should", "优先考虑", ["优先"];
        Could = "could", "Could", "可选优化", ["可选"];
    }
}

choice! {
    /// 功能适配性 (004): how far what we sell does it.
    pub enum Fit {
        Fits = "fits", "Fits", "满足", ["适配", "匹配"];
        Adaptable = "adaptable", "Can be adapted", "需定制", ["部分满足", "需适配"];
        Lacking = "lacking", "Cannot be done", "不满足", ["不适配", "不支持"];
    }
}

choice! {
    /// SPIN (001): the four kinds of questions, in their order.
    pub enum Spin {
        Situation = "situation", "Situation", "背景问题", ["S", "背景"];
        Problem = "problem", "Problem", "难点问题", ["P", "难点"];
        Implication = "implication", "Implication", "暗示问题", ["I", "暗示"];
        NeedPayoff = "need-payoff", "Need-payoff", "需求效益问题", ["N", "需求效益", "效益"];
    }
}

impl Spin {
    /// The letter that stands for it.
    pub const fn letter(self) -> &'static str {
        match self {
            Spin::Situation => "S",
            Spin::Problem => "P",
            Spin::Implication => "I",
            Spin::NeedPayoff => "N",
        }
    }
}
