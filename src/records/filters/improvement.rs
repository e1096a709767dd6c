//! Which improvements, and which tellings of them, a list shows.

use crate::form;
use crate::records::choices::{Cause, Department, ImprovementKind, ImprovementState, Method};
use crate::records::customer::Customer;
use crate::records::feedback::Feedback;
use crate::records::improvement::Improvement;
use crate::records::staff::Staff;
use crate::records::survey::Survey;
use crate::records::ticket::Ticket;
use crate::value::{Deadline, Dimension, Moment, Ref};

form! {
    /// Which improvements.
    pub struct ImprovementFilter as "improvement-filter" ("improvements", "改进措施") {
        state: Vec<ImprovementState> = "State", "状态" => .example("approved");
        kind: Vec<ImprovementKind> = "Kind", "改进类别" => .example("process");
        department: Vec<Department> = "To which department", "去向部门" => .example("rd");
        owner: Option<Ref<Staff>> = "Who carries it out", "责任人" => .example("me");
        customer: Option<Ref<Customer>> = "Customer", "客户" => .help("Who led to it", "因其反馈而提出");
        feedback: Option<Ref<Feedback>> = "Feedback", "客户反馈";
        survey: Option<Ref<Survey>> = "Survey", "满意度调查";
        ticket: Option<Ref<Ticket>> = "Ticket", "相关工单";
        dimension: Option<Dimension> = "Dimension of satisfaction", "满意度维度" => .example("response-speed");
        cause: Vec<Cause> = "Cause of tickets", "工单原因" => .example("process-issue");
        from: Option<Moment> = "Proposed from", "提出时间起";
        to: Option<Deadline> = "Proposed until", "提出时间止";
    }
}

form! {
    /// Which tellings.
    pub struct NoticeFilter as "notice-filter" ("notices", "改进告知") {
        improvement: Option<Ref<Improvement>> = "Improvement", "改进措施";
        customer: Option<Ref<Customer>> = "Customer", "客户";
        method: Vec<Method> = "How", "告知方式" => .flags(&["by"]).example("phone");
        owner: Option<Ref<Staff>> = "Told by", "告知人" => .example("me");
        from: Option<Moment> = "Told from", "告知时间起";
        to: Option<Deadline> = "Told until", "告知时间止";
    }
}
