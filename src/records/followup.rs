//! Contacts with a customer: the log (F09, the union of three handbooks), the
//! plan (F08), and what was agreed to do next.

use super::choices::{Care, Content, Direction, Focus, Goal, Method, Purpose, Sent};
use super::customer::Customer;
use super::deal::Deal;
use super::occasion::Occasion;
use super::staff::Staff;
use super::ticket::Ticket;
use crate::form;
use crate::noun_target;
use crate::problem::Problem;
use crate::say;
use crate::value::{Deadline, Long, Moment, Money, Ref, YesNo};

form! {
    /// One contact with one customer.
    pub struct Followup as "followup" ("follow-up", "跟进记录") {
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆").aliases(&["客户名称", "客户编号"]);
        said: Long = "What was said", "沟通内容"
            => .help("What the customer said, objectively", "客观记录客户所说").examples("quote sent", "报价已发").aliases(&["内容", "沟通要点", "跟进内容"]).source("F09 R038");
        method: Method = "Method", "跟进方式" => .example("phone").flags(&["by"]).aliases(&["方式", "互动方式", "沟通方式"]).source("F09");
        at: Moment = "When", "跟进时间" => .help("Now unless given", "默认为现在").example("2026-03-05 14:00").aliases(&["日期", "沟通时间", "跟进日期"]).source("F09");
        direction: Direction = "Direction", "方向" => .help("out unless given", "默认为主动");
        reached: YesNo = "Reached", "是否联系上" => .help("yes unless given", "默认为是");
        deep: Option<YesNo> = "In depth", "是否深度沟通" => .help("By method unless given", "默认按方式判断").source("F09 R030");
        purpose: Vec<Purpose> = "Purpose", "目的" => .aliases(&["跟进目的"]);
        topic: Option<String> = "Topic", "沟通主题" => .help("Concrete, not “daily talk”", "具体，不写“日常沟通”").examples("confirming the solution", "产品方案确认").source("F09 R091");
        participants: Option<String> = "Participants", "参与人员" => .source("F09");
        content: Vec<Content> = "Content", "沟通内容类别" => .source("003");
        feedback: Option<Long> = "Customer's feedback", "客户反馈" => .aliases(&["客户反馈要点"]).source("F09");
        need_change: Option<Long> = "Change of need", "需求变化" => .source("F09");
        objection: Option<Long> = "Objection", "异议" => .source("F09");
        sent: Vec<Sent> = "Sent", "资料推送" => .source("F09 R005");
        restated: Option<YesNo> = "Need restated", "复述确认" => .source("F09 R123");
        next_at: Option<Deadline> = "Next contact", "下次沟通时间" => .ahead().example("+3wd").asked().aliases(&["预计跟进时间"]).source("F09 R005");
        next_what: Option<String> = "Next step", "下一步" => .examples("confirm the quote", "确认报价").asked().aliases(&["下一步行动"]).source("F09");
        plan: Option<Ref<Plan>> = "Plan", "所属计划";
        ticket: Option<Ref<Ticket>> = "Ticket", "相关工单";
        owner: Option<Ref<Staff>> = "By", "跟进人" => .help("Yourself unless given", "默认为本人").aliases(&["负责人"]).source("F09");
        deal: Option<Ref<Deal>> = "Deal", "相关商机" => .flags(&["opportunity"]).aliases(&["商机"]);
        care: Option<Care> = "Care", "关系维护类型" => .help("What was done for them; it is a contact of care then", "按类型登记关怀动作，自动计为关怀").example("festival").aliases(&["关怀类型"]).source("F26 R012 R049 R090");
        occasion: Option<Ref<Occasion>> = "Occasion", "相关纪念日" => .help("Which date it was for", "针对哪个纪念日").source("F26");
        gift: Option<String> = "Gift", "礼品" => .examples("mooncakes", "月饼礼盒").source("F26 R090");
        cost: Option<Money> = "Cost", "费用" => .example("300").source("F26");
    }
    rules Followup::next_after;
}

noun_target!(Followup, Followup);

impl Followup {
    /// A contact of ours of which no more is known than this.
    pub const fn bare(customer: Ref<Customer>, said: Long, method: Method, at: Moment) -> Self {
        Followup {
            customer,
            said,
            method,
            at,
            direction: Direction::Out,
            reached: YesNo::Yes,
            deep: None,
            purpose: Vec::new(),
            topic: None,
            participants: None,
            content: Vec::new(),
            feedback: None,
            need_change: None,
            objection: None,
            sent: Vec::new(),
            restated: None,
            next_at: None,
            next_what: None,
            plan: None,
            ticket: None,
            owner: None,
            deal: None,
            care: None,
            occasion: None,
            gift: None,
            cost: None,
        }
    }

    /// What comes next comes after what was.
    fn next_after(&self) -> Vec<Problem> {
        match self.next_at {
            Some(next) if next.0 <= self.at => vec![
                Problem::usage(say!(
                    "the next contact must come after this one",
                    "下次沟通时间必须晚于本次"
                ))
                .hint(say!("give a later --next", "请把 --next 改晚")),
            ],
            _ => Vec::new(),
        }
    }
}

form! {
    /// A contact that is planned.
    pub struct Plan as "plan" ("planned follow-up", "跟进计划") {
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆").aliases(&["客户名称", "客户编号"]);
        at: Deadline = "When", "跟进时间" => .ahead().example("2026-03-09 10:00").source("F08");
        method: Method = "Method", "方式" => .example("visit").flags(&["by"]).source("F08");
        focus: Vec<Focus> = "Focus", "沟通重点" => .asked().source("F08");
        goal: Option<Goal> = "Goal", "目标" => .asked().source("F08");
        what: Option<String> = "In words", "说明";
        owner: Option<Ref<Staff>> = "Owner", "责任人" => .help("Yourself unless given", "默认为本人").source("F08");
    }
}

noun_target!(Plan, Plan);

form! {
    /// Something that was agreed: when, what, who (R091).
    pub struct Action as "action" ("action", "待办事项") {
        customer: Ref<Customer> = "Customer", "客户" => .aliases(&["客户名称", "客户编号"]);
        what: String = "What", "内容" => .examples("quote the encryption module too", "补充数据加密模块报价").source("F09 R091");
        due: Deadline = "Due", "期限" => .ahead().example("+3wd").source("F09 R091");
        owner: Option<Ref<Staff>> = "Who", "负责人" => .help("Yourself unless given", "默认为本人").source("F09 R091");
        followup: Option<Ref<Followup>> = "Agreed in", "来自跟进";
        ticket: Option<Ref<Ticket>> = "Ticket", "相关工单";
    }
}

noun_target!(Action, Action);
