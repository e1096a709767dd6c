//! Which checks of tickets a list shows.

use crate::form;
use crate::records::customer::Customer;
use crate::records::staff::Staff;
use crate::records::ticket::Ticket;
use crate::value::{Deadline, Moment, Ref, Week, YesNo};

form! {
    /// Which checks.
    pub struct AuditFilter as "audit-filter" ("quality checks", "质检记录") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        ticket: Option<Ref<Ticket>> = "Ticket", "工单";
        week: Option<Week> = "Week", "周次" => .example("2026-W12");
        by: Option<Ref<Staff>> = "Scored by", "质检人" => .example("me");
        handler: Option<Ref<Staff>> = "Who handled the ticket", "工单处理人" => .example("me");
        failed: Option<YesNo> = "Below the mark", "不合格" => .help("In any criterion", "任一项低于合格分").example("yes");
        from: Option<Moment> = "From", "质检时间起";
        to: Option<Deadline> = "Until", "质检时间止";
    }
}
