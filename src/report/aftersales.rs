//! The after-sales report of a term (RP-01, F36): tickets in and out, of what kind and
//! why, how long they took, how their clocks were kept, who had them, what came back,
//! and what to do about it. Shares stand beside what they are shares of.

mod clocks;
mod lists;
mod served;
mod times;

pub use clocks::{Clocked, Clocks, Counted, is_over, is_unmet};
pub use lists::{Overdue, Repeat};
pub use served::{Served, Work, served};
pub use times::{kept, rate_cells};

use super::compare::{Figure, count, distribution, of_term};
use super::laid::beside;
use super::spans::{About, Graph, Line, head, line, measured};
use crate::records::choices::{
    Area, Cause, Kpi, Priority, QualityLevel, TicketChannel, TicketType,
};
use crate::store::{Scores, Tally};
use crate::value::{Choice, ChoiceSet as _};
use crate::view::{Column, View};
use crate::words::{Text, t};

/// What became of tickets in a term, and how their clocks were kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Handled {
    pub served: Served,
    pub clocks: Clocks,
}

/// A term's tickets, and those of the terms beside it.
pub struct Aftersales<'a> {
    pub about: About<'a>,
    pub this: Handled,
    pub before: Handled,
    /// The same term of the year before.
    pub year: Option<Handled>,
    /// What surveys of the term gave, where all tickets are meant.
    pub surveys: Option<[Scores; 2]>,
    pub over: Vec<Overdue>,
    pub repeats: Vec<Repeat>,
    /// Colleagues by id.
    pub names: Vec<(i64, String)>,
}

const OVERVIEW: Text = t("Overview", "概览");
const KINDS: Text = t("What came in", "受理情况");
const CLOCKS: Text = t("Times and clocks", "时长与时限");
const WHO: Text = t("Who", "人员与团队");
const WHY: Text = t("Causes and what follows", "原因与后续");

/// Its tables.
pub fn aftersales(all: &Aftersales<'_>) -> Vec<View<'static>> {
    let (this, before) = (&all.this.served, &all.before.served);
    let each: Vec<&Handled> = [&all.this, &all.before]
        .into_iter()
        .chain(&all.year)
        .collect();
    let mut views = vec![
        head(TITLE, &all.about),
        beside(LINES, &each, &all.about),
        counts(this, before),
    ];
    let mut within = |section: Text, tables: Vec<View<'static>>| {
        views.extend(tables.into_iter().map(|view| view.within(section)));
    };
    within(KINDS, kinds(this, before));
    within(
        CLOCKS,
        vec![
            times::times(
                "times",
                t("Time since acceptance", "自受理起的时长"),
                &this.times,
                &before.times,
            ),
            times::times(
                "working_times",
                t(
                    "Working time, without waiting for the customer",
                    "工作时间时长（不含待客户）",
                ),
                &this.working,
                &before.working,
            ),
            kept(
                t("Clocks kept, by priority", "时限执行：按优先级"),
                Column::new("priority", t("Priority", "优先级")),
                Priority::CHOICES,
                &all.this.clocks,
                &all.before.clocks,
            ),
            times::outcomes(all),
            times::waiting(this, before),
        ],
    );
    within(WHO, vec![lists::reps(all), lists::teams(all)]);
    within(
        WHY,
        vec![
            lists::causes(all),
            lists::repeats(all),
            lists::over(all),
            lists::actions(all),
        ],
    );
    for view in views.iter_mut().take(3) {
        view.section = Some(OVERVIEW);
    }
    views
}

/// What it is called.
pub const TITLE: Text = t("After-sales report", "售后数据分析报告");

/// Its figures.
pub const LINES: &[Line<Handled>] = &[
    line("received", t("Tickets received", "受理工单"), |f| {
        Figure::Count(f.served.received)
    }),
    line("solved", t("Tickets solved", "解决工单"), |f| {
        Figure::Count(f.served.solved)
    }),
    line("closed", t("Tickets closed", "关闭工单"), |f| {
        Figure::Count(f.served.closed)
    }),
    line("open", t("Open at the end", "期末未关闭"), |f| {
        Figure::Count(f.served.open)
    }),
    measured(
        Kpi::SolvedShare,
        "solved_share",
        t("Solved of those received", "受理工单解决率"),
        |f| Figure::Share(f.served.resolved.share()),
    ),
    line(
        "response_kept_share",
        t("First responses in time", "首次响应按时率"),
        |f| Figure::Share(f.clocks.kept(Some("ticket-respond")).share()),
    ),
    line(
        "solution_kept_share",
        t("Solutions in time", "给出方案按时率"),
        |f| Figure::Share(f.clocks.kept(Some("ticket-solution")).share()),
    ),
    line(
        "working_response_mean_minutes",
        t(
            "First response, mean working time",
            "平均首次响应（工作时间）",
        ),
        |f| Figure::Minutes(f.served.working[0].mean),
    ),
    line(
        "working_solved_mean_minutes",
        t("Solved, mean working time", "平均解决时长（工作时间）"),
        |f| Figure::Minutes(f.served.working[2].mean),
    ),
    measured(
        Kpi::Repeats,
        "repeat_share",
        t("Repeats", "重复问题发生率"),
        |f| Figure::Share(f.served.repeats.share()),
    ),
    line("reopened", t("Reopened", "重新处理"), |f| {
        Figure::Count(f.served.reopened)
    }),
    line(
        "satisfaction_mean",
        t("Satisfaction in revisits, mean", "回访满意度均分"),
        |f| Figure::Mean(f.served.satisfaction.mean()),
    ),
];

/// What is drawn where several terms are laid beside one another.
pub const GRAPHS: &[Graph] = &[
    &["received", "solved", "closed"],
    &["response_kept_share", "solution_kept_share"],
    &["working_solved_mean_minutes"],
    &["satisfaction_mean"],
];

/// What was there, what came and what went: the lines up to "open" add up, but for
/// what was closed and reopened.
fn counts(this: &Served, before: &Served) -> View<'static> {
    let of =
        |code, label, how: fn(&Served) -> i64| count(code, label, how(this), how(before)).always();
    let items = [
        of(
            "open_before",
            t("Open at the beginning", "期初未关闭"),
            |f| f.brought,
        ),
        of("received", t("Received", "受理"), |f| f.received),
        of(
            "merged",
            t("Merged into another", "并入其他工单"),
            |f| f.merged,
        ),
        of("closed", t("Closed", "关闭"), |f| f.closed),
        of("open", t("Open at the end", "期末未关闭"), |f| f.open),
        of("solved", t("Solved", "解决"), |f| f.solved),
        of("reopened", t("Reopened", "重新处理"), |f| f.reopened),
        count(
            "contradictory",
            t(
                "Times contradict, in no time or clock",
                "时间矛盾，不计时长与时限",
            ),
            this.contradictory,
            before.contradictory,
        ),
    ];
    View {
        chart: None,
        ..of_term(
            "tickets",
            t("Tickets", "工单数量"),
            t("Tickets", "工单"),
            &[],
            items,
        )
    }
}

fn kinds(this: &Served, before: &Served) -> Vec<View<'static>> {
    let by = |key, title: [Text; 2], choices: &[Choice], of: fn(&Served) -> &Tally| {
        distribution(key, title, choices, of(this), of(before))
    };
    vec![
        by(
            "by_type",
            [
                t("Received, by type", "受理工单：问题类型"),
                t("Type", "问题类型"),
            ],
            TicketType::CHOICES,
            |f| &f.by_type,
        ),
        by(
            "by_area",
            [
                t("Received, by area", "受理工单：问题领域"),
                t("Area", "问题领域"),
            ],
            Area::CHOICES,
            |f| &f.by_area,
        ),
        by(
            "by_cause",
            [
                t("Received, by cause", "受理工单：原因"),
                t("Cause", "原因"),
            ],
            Cause::CHOICES,
            |f| &f.by_cause,
        ),
        by(
            "by_priority",
            [
                t("Received, by priority", "受理工单：优先级"),
                t("Priority", "优先级"),
            ],
            Priority::CHOICES,
            |f| &f.by_priority,
        ),
        by(
            "by_channel",
            [
                t("Received, by channel", "受理工单：反馈渠道"),
                t("Channel", "反馈渠道"),
            ],
            TicketChannel::CHOICES,
            |f| &f.by_channel,
        ),
        by(
            "by_quality",
            [
                t("Received, by quality level", "受理工单：质量等级"),
                t("Quality level", "质量等级"),
            ],
            QualityLevel::CHOICES,
            |f| &f.by_quality,
        ),
    ]
}
