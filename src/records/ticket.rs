//! After-sales tickets: intake (F33) and everything that happens to one (F34,
//! F35), as a trail of events.

use super::choices::{
    AiVerdict, Area, Cause, EscalatedTo, HandlingMode, LogisticsKind, Nature, Priority,
    QualityLevel, RevisitResult, Scope, Severity, TicketChannel, TicketEventKind, TicketTeam,
    TicketType,
};
use super::contact::Contact;
use super::contract::Contract;
use super::customer::Customer;
use super::delivery::Delivery;
use super::staff::Staff;
use crate::form;
use crate::noun_target;
use crate::problem::Problem;
use crate::say;
use crate::value::{Deadline, Long, Moment, Ref, Score, YesNo};

form! {
    /// 售后工单.
    pub struct Ticket as "ticket" ("ticket", "工单") {
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆").aliases(&["客户名称", "客户编号"]);
        r#type: TicketType = "Type", "问题类型" => .source("F33 R101");
        symptom: Long = "Symptom", "故障现象"
            => .help("Part 1 of 3: what goes wrong", "问题描述之一：什么问题").examples("no display after switching on", "设备开机后无显示").aliases(&["问题描述"]).source("F33 R104");
        occurred: Option<Moment> = "Occurred", "发生时间"
            => .help("Part 2 of 3: since when", "问题描述之二：何时发生").example("2026-03-15 09:00").asked().source("F33 R104");
        tried: Option<Long> = "Already tried", "已尝试处理方式"
            => .help("Part 3 of 3: what they tried", "问题描述之三：客户试过什么").examples("a restart did not help", "重启电源无效").asked().source("F33 R104");
        severity: Option<Severity> = "Severity", "严重性" => .source("F33 R157");
        scope: Option<Scope> = "Scope", "影响范围" => .source("F33 R157");
        priority: Priority = "Priority", "优先级"
            => .help("urgent: core business stopped, important: part of it, normal: not affected", "紧急：影响核心业务，重要：影响部分功能，一般：不影响使用").source("F33 R102");
        core_note: Option<String> = "Core business note", "核心业务中断说明"
            => .help("Urgent tickets carry the note 客户核心业务中断", "紧急工单须注明“客户核心业务中断”").when("priority", &["urgent"]).example("客户核心业务中断").source("F33 R103");
        channel: Option<TicketChannel> = "Channel", "反馈渠道" => .asked().source("F33");
        contact: Option<Ref<Contact>> = "Contact", "联系人" => .source("F33");
        at: Moment = "Accepted", "受理时间" => .help("Now unless given", "默认为现在").source("F33");
        area: Option<Area> = "Area", "问题领域" => .source("004");
        nature: Option<Nature> = "Nature", "问题性质" => .source("F33 R158");
        quality: Option<QualityLevel> = "Quality level", "质量等级" => .source("R164");
        product: Option<String> = "Product", "产品";
        assignee: Option<Ref<Staff>> = "Assignee", "处理人" => .help("Yourself unless given", "默认为本人");
        accepted_by: Option<Ref<Staff>> = "Accepted by", "受理人" => .help("Yourself unless given", "默认为本人").source("F33");
        told: Option<YesNo> = "Time limits told", "已告知时限" => .source("F33 R119");
        notes: Option<Long> = "Notes", "备注";
        external: Option<String> = "Number elsewhere", "外部编号";
        team: Option<TicketTeam> = "Team", "处理团队"
            => .help("Follows from area and nature unless given", "默认按问题领域和性质分流").source("R158");
        logistics: Option<LogisticsKind> = "Logistics problem", "物流异常"
            => .when("area", &["logistics-dispute"]).source("F48 R163");
        delivery: Option<Ref<Delivery>> = "Delivery", "关联交付" => .source("R182");
        contract: Option<Ref<Contract>> = "Contract", "关联合同" => .source("R182");
        earlier: Option<Ref<Ticket>> = "Earlier ticket", "此前工单"
            => .help("An earlier ticket of the same cause", "同一原因的此前工单").source("R161 K08");
    }
    rules Ticket::times_in_order;
}

noun_target!(Ticket, Ticket);

impl Ticket {
    /// A fault cannot be accepted before it occurred.
    fn times_in_order(&self) -> Vec<Problem> {
        match self.occurred {
            Some(occurred) if occurred > self.at => vec![
                Problem::usage(say!(
                    "it occurred after it was accepted",
                    "发生时间晚于受理时间"
                ))
                .hint(say!(
                    "correct --occurred or --at",
                    "请更正 --occurred 或 --at"
                )),
            ],
            _ => Vec::new(),
        }
    }
}

form! {
    /// Something that happened to a ticket. Each verb of `ticket` fills some of
    /// these fields; which ones stands with the verb.
    pub struct TicketEvent as "ticket_event" ("ticket event", "工单记录") {
        ticket: Ref<Ticket> = "Ticket", "工单" => .example("SN20260315001");
        kind: TicketEventKind = "What happened", "事件";
        at: Moment = "When", "时间" => .help("Now unless given", "默认为现在").example("2026-03-15 10:00");
        by: Option<Ref<Staff>> = "By", "经办人" => .help("Yourself unless given", "默认为本人");
        to: Option<Ref<Staff>> = "To", "转给" => .examples("Wang Gang", "王工");
        text: Option<Long> = "Text", "说明" => .source("F34");
        answer: Option<Long> = "Solution given", "解决方案" => .examples("replace the power module", "更换电源模块").source("F34 K04");
        cause: Option<Cause> = "Cause", "原因" => .source("F34");
        steps: Option<Long> = "Steps taken", "处理步骤" => .examples("replaced the power module and tested it", "更换电源模块并测试").source("F34");
        spares: Option<String> = "Spares used", "使用备件" => .source("F34");
        mode: Option<HandlingMode> = "Mode", "处理方式" => .help("Remote before on site", "先远程后现场").source("F34 R109");
        signed: Option<YesNo> = "Customer signed", "客户签字确认" => .source("F34");
        result: Option<RevisitResult> = "Result", "是否彻底解决" => .source("F35");
        satisfaction: Option<Score> = "Satisfaction", "满意度" => .help("1 to 5", "1–5 分").source("F35");
        channel: Option<TicketChannel> = "Channel", "方式";
        until: Option<Deadline> = "Until", "约定时间" => .ahead().source("R121");
        place: Option<EscalatedTo> = "Escalated to", "升级至" => .source("R173 R181");
        team: Option<TicketTeam> = "Team", "处理团队" => .source("R105 R158");
        demonstrated: Option<YesNo> = "Use demonstrated", "已演示操作规范" => .source("F34");
        carrier: Option<String> = "Carrier", "物流方" => .examples("SF Express", "顺丰").source("F48");
        compensation: Option<String> = "Compensation", "赔偿方案" => .examples("full replacement", "全额补发").source("F48");
        ai: Option<YesNo> = "Written with AI", "AI 辅助"
            => .help("The reply waits for a person's check", "须人工复核后才算给出").source("R169");
        verdict: Option<AiVerdict> = "Verdict", "复核结论" => .source("R169");
    }
}

noun_target!(TicketEvent, TicketEvent);
