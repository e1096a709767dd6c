//! The check of a ticket's quality (F43): drawn by lot from those closed in a week, then
//! scored by three criteria. One that is not scored yet is open.

use super::customer::Customer;
use super::followup::Action;
use super::staff::Staff;
use super::ticket::Ticket;
use crate::form;
use crate::noun_target;
use crate::problem::Problem;
use crate::say;
use crate::value::{Deadline, Long, Moment, Ref, Score, Week};

form! {
    /// 质检抽查.
    pub struct Audit as "audit" ("quality check", "质检记录") {
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆").aliases(&["客户名称", "客户编号"]);
        ticket: Ref<Ticket> = "Ticket", "工单" => .example("SN20260315001").aliases(&["工单编号"]).source("F43");
        week: Week = "Week", "周次" => .example("2026-W12").aliases(&["抽查周次"]).source("F43 R170");
        seed: Option<i64> = "Seed", "抽样种子" => .help("What the draw began with; the same again draws the same", "抽样所用的种子；同一种子抽出同样的工单").example("42").source("F43 R170");
        pool: Option<i64> = "Tickets in the week", "当周工单数" => .help("How many it was drawn from", "从多少张工单中抽出").example("7").source("F43 R170");
        solution_soundness: Option<Score> = "Soundness of the solution", "解决方案合理性" => .flags(&["solution"]).example("4").aliases(&["方案合理性"]).source("F43");
        script_compliance: Option<Score> = "Manner of speaking", "沟通话术规范性" => .flags(&["script"]).example("4").aliases(&["话术规范性"]).source("F43");
        customer_satisfaction: Option<Score> = "Customer's satisfaction", "客户满意度" => .flags(&["satisfaction"]).example("5").source("F43");
        finding: Option<Long> = "Finding", "问题" => .examples("the cause was guessed", "未查明原因即给出方案").source("F43");
        advice: Option<Long> = "Advice", "改进建议" => .examples("measure before replacing parts", "更换备件前先测量").source("F43 R171");
        at: Option<Moment> = "Scored", "质检时间" => .help("Now unless given", "默认为现在").example("2026-03-20 10:00").aliases(&["质检日期"]).source("F43");
        by: Option<Ref<Staff>> = "Scored by", "质检人" => .help("Yourself unless given", "默认为本人").source("F43");
        action: Option<Ref<Action>> = "Measure", "改进事项" => .help("The action that puts it right", "整改用的待办事项").source("F43 R171");
        notes: Option<Long> = "Remarks", "备注";
    }
    rules Audit::whole;
}

noun_target!(Audit, Audit);

form! {
    /// What whoever checks a ticket says of it.
    pub struct AuditScored as "audit_scored" ("score", "评分") {
        solution_soundness: Score = "Soundness of the solution", "解决方案合理性" => .help("1 to 5", "1–5 分").flags(&["solution"]).example("4").source("F43");
        script_compliance: Score = "Manner of speaking", "沟通话术规范性" => .help("1 to 5", "1–5 分").flags(&["script"]).example("4").source("F43");
        customer_satisfaction: Score = "Customer's satisfaction", "客户满意度" => .help("1 to 5; what the revisit said unless given", "1–5 分；默认取回访满意度").flags(&["satisfaction"]).example("5").source("F43");
        finding: Option<Long> = "Finding", "问题" => .asked().examples("the cause was guessed", "未查明原因即给出方案").source("F43");
        advice: Option<Long> = "Advice", "改进建议" => .help("Becomes an action, with a person and a day", "将生成待办事项，含责任人与期限").asked().examples("measure before replacing parts", "更换备件前先测量").source("F43 R171");
        lead: Option<Ref<Staff>> = "Who puts it right", "责任人" => .help("Whoever handled the ticket unless given", "默认为工单处理人").flags(&["owner"]).source("R171");
        due: Option<Deadline> = "Put right by", "整改期限" => .ahead().example("+1w").source("R171");
        notes: Option<Long> = "Remarks", "备注";
        at: Moment = "Scored", "质检时间" => .help("Now unless given", "默认为现在").source("F43");
        by: Option<Ref<Staff>> = "Scored by", "质检人" => .help("Yourself unless given", "默认为本人").source("F43");
    }
}

impl Audit {
    /// The criteria of the handbook (F43), each with its score.
    pub const fn scores(&self) -> [Option<Score>; 3] {
        [
            self.solution_soundness,
            self.script_compliance,
            self.customer_satisfaction,
        ]
    }

    /// A check is scored in all criteria, at a time, or in none.
    fn whole(&self) -> Vec<Problem> {
        let given = self.scores().iter().flatten().count();
        let what = match (given, self.at) {
            (0, None) | (3, Some(_)) => return Vec::new(),
            (0, Some(_)) => say!("no score was given", "没有任何评分"),
            (3, None) => say!("it is not said when this was scored", "没有填写质检时间"),
            _ => say!(
                "only {given} of three criteria are scored",
                "三项评分只填了 {given} 项"
            ),
        };
        vec![Problem::usage(what).hint(say!(
            "give --solution, --script, --satisfaction and --at together",
            "请一并填写 --solution、--script、--satisfaction 和 --at"
        ))]
    }
}
