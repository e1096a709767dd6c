//! Satisfaction surveys (F27): asked, and answered by scores, the question whether
//! they would recommend us, and what they suggest.

use super::choices::{SurveyChannel, SurveyNode};
use super::contact::Contact;
use super::contract::Contract;
use super::customer::Customer;
use super::delivery::Delivery;
use super::staff::Staff;
use super::ticket::Ticket;
use crate::form;
use crate::noun_target;
use crate::problem::Problem;
use crate::say;
use crate::value::{Long, Moment, Nps, Ratings, Ref, YesNo};

/// A score up to this is low (R186).
pub const LOW_SCORE: u8 = 2;

/// An answer up to this to whether they would recommend us is low (R186).
pub const LOW_NPS: u8 = 6;

form! {
    /// 客户满意度调查表.
    pub struct Survey as "survey" ("survey", "满意度调查") {
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆").aliases(&["客户名称", "客户编号", "企业名称"]);
        scores: Option<Ratings> = "Scores", "评分" => .help("1 to 5 for each dimension of the playbook, by name or in its order", "按规则手册的维度评 1–5 分：写明维度，或按顺序填写").example("overall=4,response-speed=5").flags(&["score"]).asked().aliases(&["得分"]).source("F27 R094");
        nps: Option<Nps> = "Would recommend us", "推荐意愿" => .help("0 to 10", "0–10 分").example("9").asked().aliases(&["NPS", "推荐分", "净推荐值"]).source("F27 R175");
        suggestion: Option<Long> = "Suggestion", "客户建议" => .help("In the customer's words; not just “none”", "请客户具体说明，避免只填“无”").examples("a contact for nights", "希望增加夜间紧急联系方式").asked().aliases(&["建议", "意见"]).source("F27 R095");
        at: Option<Moment> = "Answered", "调查日期" => .help("Now unless given", "默认为现在").aliases(&["调查时间", "回收时间", "填写时间", "提交时间", "答复时间"]).source("F27");
        channel: Option<SurveyChannel> = "Method", "调查方式" => .flags(&["by"]).asked().example("phone-interview").aliases(&["方式", "渠道"]).source("F27");
        node: Option<SurveyNode> = "Occasion", "触发节点" => .asked().example("after-delivery").aliases(&["节点"]).source("F27 R092 R093");
        confirmed: Option<YesNo> = "Confirmed with the customer", "已与客户确认" => .asked().aliases(&["与客户确认"]).source("F27 R095");
        contact: Option<Ref<Contact>> = "Contact", "联系人" => .source("F27");
        delivery: Option<Ref<Delivery>> = "Delivery", "相关交付" => .aliases(&["交付编号"]).source("F27");
        contract: Option<Ref<Contract>> = "Contract", "相关合同" => .aliases(&["合同编号"]).source("F27");
        ticket: Option<Ref<Ticket>> = "Ticket", "相关工单" => .aliases(&["工单编号"]).source("F27");
        asked_at: Option<Moment> = "Sent", "发出时间" => .help("When the customer was asked", "向客户发出调查的时间").flags(&["asked"]).aliases(&["发出日期"]).source("F28");
        owner: Option<Ref<Staff>> = "Asked by", "调查人" => .help("Yourself unless given", "默认为本人").source("F27");
        notes: Option<Long> = "Notes", "备注";
    }
    rules Survey::in_order;
}

noun_target!(Survey, Survey);

impl Survey {
    /// An answer says something, and does not come before the question.
    fn in_order(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let says = self.scores.is_some() || self.nps.is_some();
        if self.at.is_some() && !says {
            let what = say!("no score was given", "没有任何评分");
            problems.push(Problem::usage(what).hint(say!(
                "add --score overall=4 or --nps 9",
                "请加 --score overall=4 或 --nps 9"
            )));
        }
        if self.at.is_none() && says {
            let what = say!("it is not said when this was answered", "没有填写调查日期");
            problems.push(Problem::usage(what).hint(say!("add --at", "请加 --at")));
        }
        if self.at.is_none() && self.asked_at.is_none() {
            let what = say!("it was neither asked nor answered", "既未发出也未填写");
            problems.push(Problem::usage(what).hint(say!(
                "give --asked, or --at and scores",
                "请填写 --asked，或 --at 与评分"
            )));
        }
        if let (Some(asked), Some(at)) = (self.asked_at, self.at)
            && at < asked
        {
            let what = say!(
                "it was answered before it was asked",
                "调查日期早于发出时间"
            );
            problems.push(
                Problem::usage(what)
                    .hint(say!("correct --at or --asked", "请更正 --at 或 --asked")),
            );
        }
        problems
    }

    /// Whether any score, or the answer to whether they would recommend us, is low.
    pub fn is_low(&self) -> bool {
        let low = |scores: &Ratings| scores.0.iter().any(|(_, score)| score.get() <= LOW_SCORE);
        self.scores.as_ref().is_some_and(low) || self.nps.is_some_and(|nps| nps.get() <= LOW_NPS)
    }
}

/// Whether a suggestion is a word that says nothing (R095).
pub fn says_nothing(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', '。', '！', '!']);
    let words = [
        "无",
        "無",
        "没有",
        "暂无",
        "没",
        "无意见",
        "没意见",
        "没有意见",
        "暂无意见",
        "无建议",
        "没建议",
        "没有建议",
        "暂无建议",
        "none",
        "no",
        "nothing",
        "n/a",
        "nil",
        "-",
        "/",
        "no comment",
        "no suggestion",
        "no suggestions",
    ];
    words.iter().any(|word| text.eq_ignore_ascii_case(word))
}
