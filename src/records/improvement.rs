//! What is improved because of what customers say (F32), and that they are told of it
//! (F55). An improvement belongs to no customer; each customer who led to it has notices.

use super::choices::{Cause, Department, ImprovementKind, Method};
use super::contact::Contact;
use super::customer::Customer;
use super::feedback::Feedback;
use super::staff::Staff;
use super::survey::Survey;
use super::ticket::Ticket;
use crate::form;
use crate::noun_target;
use crate::value::{Deadline, Dimension, Long, Moment, Name, Ref};

form! {
    /// 服务流程优化建议案.
    pub struct Improvement as "improvement" ("improvement", "改进措施") {
        name: Name = "Problem", "不满点" => .help("In a few words, as customers put it", "一句话写明问题，宜用客户的说法").examples("after-sales answers too late", "售后响应超时").flags(&["problem"]).aliases(&["问题描述", "problem"]).source("F32 F55");
        measure: Long = "Measure", "改进措施" => .help("What is to be done", "具体做什么").examples("a second engineer on call at night", "增加售后人员配置").aliases(&["优化建议", "措施"]).source("F32 F55");
        kind: ImprovementKind = "Kind", "改进类别" => .example("process").aliases(&["类别"]).source("F32");
        department: Option<Department> = "To which department", "去向部门" => .asked().example("after-sales").aliases(&["责任部门", "涉及部门"]).source("F32 R113");
        owner: Option<Ref<Staff>> = "Who carries it out", "责任人" => .help("Yourself unless given", "默认为本人").asked().examples("Han Mei", "韩梅").source("F32");
        due: Option<Deadline> = "Due", "完成期限" => .asked().ahead().example("2026-04-30").aliases(&["期限", "截止"]).source("F32 R017");
        subject: Option<String> = "Process or function", "涉及流程或功能" => .examples("answering out of hours", "非工作时间响应").aliases(&["涉及流程/产品功能"]).source("F32");
        dimension: Option<Dimension> = "Dimension of satisfaction", "满意度维度" => .help("The one that fell short", "未达标的评价维度").example("response-speed").aliases(&["评价维度"]).source("F28");
        cause: Option<Cause> = "Cause of tickets", "工单原因" => .help("The frequent one that it does away with", "针对的高频问题原因").example("process-issue").source("R113");
        evidence: Option<Long> = "Evidence", "数据依据" => .examples("7 of 20 tickets answered late in March", "3月20张工单中7张响应超时").source("F32");
        expected: Option<Long> = "Expected effect", "预期效果" => .examples("every call answered within 2 hours", "2小时内全部响应").source("F32");
        by: Option<Ref<Staff>> = "Proposed by", "提出人" => .help("Yourself unless given", "默认为本人").source("F32");
        at: Moment = "Proposed", "提出时间" => .help("Now unless given", "默认为现在").aliases(&["提出日期"]).source("F32");
        notes: Option<Long> = "Notes", "备注";
        external: Option<String> = "Number elsewhere", "外部编号" => .help("Its number in the system it was imported from", "原系统中的编号");
    }
}

noun_target!(Improvement, Improvement);

form! {
    /// That it is in force, and what came of it.
    pub struct ImprovementDone as "improvement_done" ("completion", "落实结果") {
        effect: Option<Long> = "Effect", "实际效果" => .asked().examples("all calls of April answered within 2 hours", "4月全部来电2小时内响应").aliases(&["效果"]).source("F32");
        closed_at: Moment = "Done", "落实时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F32");
    }
}

form! {
    /// That it is not carried out, and why.
    pub struct ImprovementDropped as "improvement_dropped" ("dropping", "不采纳") {
        reason: Long = "Reason", "原因" => .examples("the new release solves it", "新版本已解决").aliases(&["不采纳原因"]).source("F32");
        closed_at: Moment = "Dropped", "决定时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F32");
    }
}

form! {
    /// 服务改进结果反馈: of what a customer said, and when they were told what came of it.
    pub struct Notice as "notice" ("notice", "改进告知") {
        improvement: Ref<Improvement> = "Improvement", "改进措施" => .example("IM20260315001").aliases(&["建议编号"]).source("F55");
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆").aliases(&["客户名称", "客户编号"]).source("F55");
        feedback: Option<Ref<Feedback>> = "Feedback", "客户反馈" => .aliases(&["反馈编号"]).source("F55");
        survey: Option<Ref<Survey>> = "Survey", "满意度调查" => .aliases(&["调查编号"]).source("F55");
        ticket: Option<Ref<Ticket>> = "Ticket", "相关工单" => .aliases(&["工单编号"]).source("F55");
        at: Option<Moment> = "Told", "告知时间" => .aliases(&["告知日期"]).source("F55 R096");
        method: Option<Method> = "How", "告知方式" => .flags(&["by"]).asked().example("phone").aliases(&["方式"]).source("F55");
        progress: Option<Long> = "Progress told", "告知进展" => .asked().examples("in force since April", "4月起已落实").aliases(&["进展", "告知内容"]).source("F55");
        contact: Option<Ref<Contact>> = "Contact", "联系人" => .source("F55");
        owner: Option<Ref<Staff>> = "Told by", "告知人" => .help("Yourself unless given", "默认为本人").source("F55");
        notes: Option<Long> = "Notes", "备注";
    }
}

noun_target!(Notice, Notice);
