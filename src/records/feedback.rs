//! What customers say of us (F31): praise, suggestions, complaints; how they were
//! answered, solved, escalated and closed.

use super::choices::{Department, FeedbackClass, TicketChannel};
use super::contact::Contact;
use super::customer::Customer;
use super::staff::Staff;
use super::survey::Survey;
use super::ticket::Ticket;
use crate::form;
use crate::noun_target;
use crate::value::{Long, Moment, Ref, Score, YesNo};

form! {
    /// 客户反馈.
    pub struct Feedback as "feedback" ("feedback", "客户反馈") {
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆").aliases(&["客户名称", "客户编号"]);
        said: Long = "What was said", "反馈内容" => .flags(&["text"]).examples("after-sales answered too late", "售后响应超时").aliases(&["内容"]).source("F31");
        class: FeedbackClass = "Class", "反馈类别" => .example("complaint").aliases(&["类别"]).source("F31");
        received_at: Moment = "Received", "接收时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F31 R014");
        channel: Option<TicketChannel> = "Channel", "反馈渠道" => .flags(&["by"]).asked().aliases(&["渠道"]).source("F31");
        department: Option<Department> = "Department concerned", "涉及部门" => .asked().example("after-sales").source("F31");
        cause: Option<String> = "Cause", "原因分类" => .source("F31");
        contact: Option<Ref<Contact>> = "Contact", "联系人" => .source("F31");
        ticket: Option<Ref<Ticket>> = "Ticket", "相关工单" => .aliases(&["工单编号"]);
        survey: Option<Ref<Survey>> = "Survey", "相关调查" => .aliases(&["调查编号"]);
        owner: Option<Ref<Staff>> = "Who answers", "负责人" => .help("Yourself unless given", "默认为本人").aliases(&["登记人"]).source("F31");
        notes: Option<Long> = "Notes", "备注";
    }
}

noun_target!(Feedback, Feedback);

form! {
    /// The first answer to the customer.
    pub struct FeedbackResponded as "feedback_responded" ("response", "响应") {
        response: Option<Long> = "Response", "响应内容" => .asked().examples("we look into it today", "已受理，今日内核查").source("F31 R014");
        responded_at: Moment = "Responded", "响应时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F31 R014");
    }
}

form! {
    /// What was done about it.
    pub struct FeedbackResolved as "feedback_resolved" ("solution", "解决方案") {
        solution: Long = "Solution", "解决方案" => .examples("a second engineer is on call", "增加值班工程师一名").source("F31 R015");
        resolved_at: Moment = "Given", "给出时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F31 R015");
    }
}

form! {
    /// Who leads it from now on.
    pub struct FeedbackEscalated as "feedback_escalated" ("escalation", "升级") {
        lead: Option<Ref<Staff>> = "Led by", "牵头人" => .help("The supervisor unless given", "默认为主管").flags(&["to"]).source("F31 R016");
        escalated_at: Moment = "Escalated", "升级时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F31 R016");
    }
}

form! {
    /// That nothing is left to do.
    pub struct FeedbackClosed as "feedback_closed" ("closing", "闭环") {
        agreed: Option<YesNo> = "The customer agrees", "客户确认" => .asked().source("F31 R016");
        satisfaction: Option<Score> = "Satisfaction", "满意度" => .help("1 to 5", "1–5 分").source("F31");
        closed_at: Moment = "Closed", "闭环时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F31 R016");
    }
}
