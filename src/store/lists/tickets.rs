//! The columns of a list of tickets: who, what, how it stands, and when each step was
//! taken.

use super::{List, Shown, customer_name, customer_number, fields, number, rest};
use crate::records::Ticket;
use crate::records::choices::{Cause, TicketEventKind, TicketStatus};
use crate::value::{ChoiceSet as _, Moment, Noun, YesNo};
use crate::words::t;

impl List {
    pub fn tickets() -> Self {
        let mut columns = vec![number(), customer_name(), customer_number()];
        columns.extend(fields::<Ticket>(&["type", "priority"]));
        columns.push(Shown::of::<Option<TicketStatus>>(
            "status",
            t("Status", "状态"),
            "r.status",
        ));
        columns.extend(fields::<Ticket>(&["at", "symptom", "assignee"]));
        for (key, label) in [
            ("responded_at", t("Responded", "响应时间")),
            ("answered_at", t("Solution given", "给出方案")),
            ("solved_at", t("Solved", "解决时间")),
            ("revisited_at", t("Revisited", "回访时间")),
            ("closed_at", t("Closed", "关闭时间")),
            ("archived_at", t("Archived", "归档时间")),
        ] {
            columns.push(Shown::of::<Option<Moment>>(key, label, format!("r.{key}")).extra());
        }
        columns.push(
            Shown::of::<Option<Moment>>(
                "waits_until",
                t("Waits until", "等待至"),
                format!(
                    "CASE r.status WHEN '{}' THEN (SELECT e.until FROM ticket_event e
                     WHERE e.ticket = r.id AND e.kind = '{}' AND e.removed_at IS NULL
                     ORDER BY e.at DESC, e.id DESC LIMIT 1) END",
                    TicketStatus::Waiting.code(),
                    TicketEventKind::Waiting.code()
                ),
            )
            .extra(),
        );
        columns.push(
            Shown::of::<Option<String>>(
                "merged_into",
                t("Merged into", "合并到"),
                "(SELECT m.number FROM ticket m WHERE m.id = r.merged_into)",
            )
            .extra(),
        );
        columns.push(Shown::of::<Option<Cause>>("cause", t("Cause", "原因"), "r.cause").extra());
        columns.push(
            Shown::of::<Option<YesNo>>(
                "contradictory",
                t("Times contradict", "时间矛盾"),
                format!(
                    "CASE WHEN {} THEN NULL ELSE 'yes' END",
                    crate::store::tickets::in_order("r")
                ),
            )
            .extra(),
        );
        rest::<Ticket>(&mut columns);
        List {
            noun: Noun::Ticket,
            columns,
            order: "r.at DESC, r.id DESC",
        }
    }
}
