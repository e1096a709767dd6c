//! Which surveys and which feedback a list shows.

use crate::form;
use crate::records::choices::{Department, FeedbackClass, SurveyChannel, SurveyNode};
use crate::records::customer::Customer;
use crate::records::delivery::Delivery;
use crate::records::staff::Staff;
use crate::records::ticket::Ticket;
use crate::value::{Deadline, Moment, Ref, YesNo};

form! {
    /// Which surveys.
    pub struct SurveyFilter as "survey-filter" ("surveys", "满意度调查") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        node: Vec<SurveyNode> = "Occasion", "触发节点" => .example("after-delivery");
        channel: Vec<SurveyChannel> = "Method", "调查方式" => .flags(&["by"]).example("phone-interview");
        low: Option<YesNo> = "With a low score", "有低分" => .example("yes");
        delivery: Option<Ref<Delivery>> = "Delivery", "相关交付";
        ticket: Option<Ref<Ticket>> = "Ticket", "相关工单";
        owner: Option<Ref<Staff>> = "Asked by", "调查人" => .example("me");
        from: Option<Moment> = "From", "调查日期起";
        to: Option<Deadline> = "Until", "调查日期止";
    }
}

form! {
    /// Which feedback.
    pub struct FeedbackFilter as "feedback-filter" ("feedback", "客户反馈") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        class: Vec<FeedbackClass> = "Class", "反馈类别" => .example("complaint");
        department: Vec<Department> = "Department concerned", "涉及部门";
        owner: Option<Ref<Staff>> = "Who answers", "负责人" => .example("me");
        lead: Option<Ref<Staff>> = "Led by", "牵头人" => .example("me");
        from: Option<Moment> = "Received from", "接收时间起";
        to: Option<Deadline> = "Received until", "接收时间止";
    }
}
