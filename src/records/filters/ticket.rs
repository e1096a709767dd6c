//! What lists of tickets can be narrowed by.

use crate::form;
use crate::records::choices::{
    Area, Cause, Nature, Priority, QualityLevel, TicketChannel, TicketStatus, TicketTeam,
    TicketType,
};
use crate::records::customer::Customer;
use crate::records::staff::Staff;
use crate::value::{Deadline, Moment, Ref, YesNo};

form! {
    /// Which tickets.
    pub struct TicketFilter as "ticket-filter" ("tickets", "工单") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        r#type: Vec<TicketType> = "Type", "类型";
        priority: Vec<Priority> = "Priority", "优先级";
        status: Vec<TicketStatus> = "Status", "状态";
        assignee: Option<Ref<Staff>> = "Assignee", "处理人" => .example("me");
        team: Vec<TicketTeam> = "Team", "处理团队";
        area: Vec<Area> = "Area", "问题领域";
        nature: Vec<Nature> = "Nature", "问题性质";
        quality: Vec<QualityLevel> = "Quality level", "质量等级";
        channel: Vec<TicketChannel> = "Channel", "反馈渠道";
        cause: Vec<Cause> = "Cause", "原因";
        archived: Option<YesNo> = "Archived", "已归档";
        from: Option<Moment> = "Accepted from", "受理时间起";
        to: Option<Deadline> = "Accepted until", "受理时间止";
    }
}
