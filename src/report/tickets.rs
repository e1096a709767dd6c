//! The tickets of a report (RP-01): how many of which kind, how they stood, and
//! how long it took.

use super::compare::{Figure, UNSTATED, count, item, table, tallied, total};
use crate::records::choices::{Cause, Priority, TicketStatus, TicketType};
use crate::store::{Tally, TicketFigures};
use crate::value::{Choice, ChoiceSet as _};
use crate::view::{Chart, Look, View};
use crate::words::{Text, t};

/// Tickets accepted in the month, those open at its end, and the times.
pub fn tables(this: &TicketFigures, before: &TicketFigures) -> [View<'static>; 7] {
    let by = |key,
              [title, what]: [Text; 2],
              choices: &[Choice],
              of: fn(&TicketFigures) -> &Tally,
              all: Of<i64>| {
        let mut items = tallied(choices, UNSTATED, of(this), of(before));
        items.push(total(all(this), all(before)));
        table(key, title, what, &[], items)
    };
    let r#type = [
        t("Tickets accepted, by type", "受理工单：问题类型"),
        t("Type", "问题类型"),
    ];
    let priority = [
        t("Tickets accepted, by priority", "受理工单：优先级"),
        t("Priority", "优先级"),
    ];
    let cause = [
        t("Tickets accepted, by cause", "受理工单：原因"),
        t("Cause", "原因"),
    ];
    let open = [
        t("Tickets open at the end, by status", "期末未关闭工单：状态"),
        t("Status", "状态"),
    ];
    let accepted: Of<i64> = |tickets| tickets.opened;
    [
        counts(this, before),
        by(
            "tickets_by_type",
            r#type,
            TicketType::CHOICES,
            |all| &all.by_type,
            accepted,
        ),
        by(
            "tickets_by_priority",
            priority,
            Priority::CHOICES,
            |all| &all.by_priority,
            accepted,
        ),
        by(
            "tickets_by_cause",
            cause,
            Cause::CHOICES,
            |all| &all.by_cause,
            accepted,
        ),
        by(
            "tickets_open_by_status",
            open,
            TicketStatus::CHOICES,
            |all| &all.open_by_status,
            TicketFigures::open,
        ),
        cases(this, before),
        times(this, before),
    ]
}

/// Reads one figure.
type Of<T> = fn(&TicketFigures) -> T;

/// How many came, went and stayed.
fn counts(this: &TicketFigures, before: &TicketFigures) -> View<'static> {
    let of = |code, label, how: Of<i64>| count(code, label, how(this), how(before)).always();
    let items = [
        of("opened", t("Accepted", "受理"), |all| all.opened),
        of("closed", t("Closed", "关闭"), |all| all.closed),
        of(
            "open",
            t("Open at the end", "期末未关闭"),
            TicketFigures::open,
        ),
    ];
    let title = t("Tickets", "工单数量");
    table("tickets", title, t("Tickets", "工单"), &[], items)
}

const CASES: [(&str, Text, Of<i64>); 4] = [
    (
        "responded",
        t("Tickets with a response", "已响应工单"),
        |all| all.response.cases,
    ),
    (
        "answered",
        t("Tickets with a solution", "已给方案工单"),
        |all| all.answer.cases,
    ),
    ("solved", t("Tickets solved", "已解决工单"), |all| {
        all.resolution.cases
    }),
    (
        "contradictory",
        t("Left out, times contradict", "时间矛盾，未计入"),
        |all| all.contradictory,
    ),
];

fn cases(this: &TicketFigures, before: &TicketFigures) -> View<'static> {
    let items = CASES.map(|(code, label, of)| count(code, label, of(this), of(before)));
    let title = t("Tickets accepted: how far they came", "受理工单：处理进度");
    table("ticket_cases", title, t("Tickets", "工单"), &[], items)
}

const TIMES: [(&str, Text, Of<Option<i64>>); 9] = [
    (
        "response_mean_minutes",
        t("First response, mean", "首次响应，平均"),
        |all| all.response.mean,
    ),
    (
        "response_median_minutes",
        t("First response, median", "首次响应，中位数"),
        |all| all.response.median,
    ),
    (
        "response_p90_minutes",
        t("First response, 90 % within", "首次响应，九成以内"),
        |all| all.response.p90,
    ),
    (
        "solution_mean_minutes",
        t("Solution given, mean", "给出方案，平均"),
        |all| all.answer.mean,
    ),
    (
        "solution_median_minutes",
        t("Solution given, median", "给出方案，中位数"),
        |all| all.answer.median,
    ),
    (
        "solution_p90_minutes",
        t("Solution given, 90 % within", "给出方案，九成以内"),
        |all| all.answer.p90,
    ),
    (
        "resolution_mean_minutes",
        t("Solved, mean", "解决，平均"),
        |all| all.resolution.mean,
    ),
    (
        "resolution_median_minutes",
        t("Solved, median", "解决，中位数"),
        |all| all.resolution.median,
    ),
    (
        "resolution_p90_minutes",
        t("Solved, 90 % within", "解决，九成以内"),
        |all| all.resolution.p90,
    ),
];

/// The same as ranges.
const SPREADS: Chart = Chart {
    label: "item",
    values: &["this_month"],
    until: &[],
    look: Look::SpreadOf(&[
        (
            t("First response", "首次响应"),
            [
                "response_median_minutes",
                "response_mean_minutes",
                "response_p90_minutes",
            ],
        ),
        (
            t("Solution given", "给出方案"),
            [
                "solution_median_minutes",
                "solution_mean_minutes",
                "solution_p90_minutes",
            ],
        ),
        (
            t("Solved", "解决"),
            [
                "resolution_median_minutes",
                "resolution_mean_minutes",
                "resolution_p90_minutes",
            ],
        ),
    ]),
};

fn times(this: &TicketFigures, before: &TicketFigures) -> View<'static> {
    let minutes = |of: Of<Option<i64>>, figures| Figure::Minutes(of(figures));
    let items =
        TIMES.map(|(code, label, of)| item(code, label, minutes(of, this), minutes(of, before)));
    let title = t(
        "Tickets accepted: time since acceptance",
        "受理工单：自受理起的时长",
    );
    table("ticket_times", title, t("Figure", "指标"), &[], items).drawn(SPREADS)
}
