//! The monthly report's part of service: how the tickets' clocks were kept, what surveys
//! gave, what feedback came. Its numbers are those of the reports on each.

use super::aftersales::Clocks;
use super::compare::{Figure, OF, Rate, count, item, rate, table};
use super::spans::{Line, line};
use super::{Heard, Voiced};
use crate::view::View;
use crate::words::{Text, t};

/// The figures of one month.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Service {
    pub clocks: Clocks,
    pub heard: Heard,
    pub voiced: Voiced,
}

impl Service {
    /// Whether nobody was heard.
    pub const fn is_empty(&self) -> bool {
        self.heard.answers + self.heard.sample.of + self.voiced.received + self.voiced.closed == 0
    }
}

/// The clocks that the month tells of: the rule, and what it is called here.
pub const TOLD: [(&str, &str, Text); 2] = [
    ("ticket-respond", "response_kept_share", RESPONSE),
    ("ticket-solution", "solution_kept_share", SOLUTION),
];

const RESPONSE: Text = t("First responses in time", "首次响应按时率");
const SOLUTION: Text = t("Solutions in time", "给出方案按时率");

fn share(rate: Rate) -> Figure {
    Figure::Share(rate.share())
}

/// What stands at the head of a month, and of any other term.
pub const LINES: [Line<Service>; 6] = [
    line("response_kept_share", RESPONSE, |s| {
        kept(s, "ticket-respond")
    }),
    line("solution_kept_share", SOLUTION, |s| {
        kept(s, "ticket-solution")
    }),
    line(
        "satisfaction_mean",
        t("Satisfaction, mean", "满意度均分"),
        |s| Figure::Mean(s.heard.scores.mean()),
    ),
    line(
        "nps",
        t("Net promoter score", "净推荐值（NPS）"),
        |s| Figure::Points(s.heard.nps.points()),
    ),
    line(
        "feedback_received",
        t("Feedback received", "收到反馈"),
        |s| Figure::Count(s.voiced.received),
    ),
    line("complaints", t("Complaints of it", "其中投诉"), |s| {
        Figure::Count(s.voiced.complaints_closed.of)
    }),
];

fn kept(service: &Service, rule: &str) -> Figure {
    share(service.clocks.kept(Some(rule)))
}

/// How many of how many, of what the headline gives as shares.
pub fn clocks(this: &Service, before: &Service) -> View<'static> {
    let items = TOLD.map(|(rule, code, label)| {
        let of = |service: &Service| service.clocks.kept(Some(rule));
        rate(code, label, of(this), of(before))
    });
    let title = t("Tickets: clocks kept", "工单时限执行");
    View {
        chart: None,
        ..table("ticket_clocks", title, t("Clock", "时限"), &OF, items)
    }
}

/// Surveys, then feedback.
pub fn listening(this: &Service, before: &Service) -> [View<'static>; 2] {
    [
        surveys(&this.heard, &before.heard),
        feedback(&this.voiced, &before.voiced),
    ]
}

fn surveys(this: &Heard, before: &Heard) -> View<'static> {
    let items = [
        count(
            "answers",
            t("Answers", "收回调查"),
            this.answers,
            before.answers,
        ),
        item(
            "response_share",
            t("Response rate", "回收率"),
            share(this.sample),
            share(before.sample),
        ),
        item(
            "mean",
            t("Mean of all scores", "满意度均分"),
            Figure::Mean(this.scores.mean()),
            Figure::Mean(before.scores.mean()),
        ),
        count(
            "scores",
            t("Scores", "评分数"),
            this.scores.cases,
            before.scores.cases,
        ),
        count(
            "satisfied",
            t("Of them 4 or 5", "其中 4–5 分"),
            this.scores.good,
            before.scores.good,
        ),
        item(
            "satisfied_share",
            t("Share of 4 or 5", "满意率（4–5 分）"),
            share(this.scores.satisfied()),
            share(before.scores.satisfied()),
        ),
        count(
            "promoters",
            t("Promoters", "推荐者"),
            this.nps.promoters,
            before.nps.promoters,
        ),
        count(
            "passives",
            t("Passives", "被动者"),
            this.nps.passives,
            before.nps.passives,
        ),
        count(
            "detractors",
            t("Detractors", "贬损者"),
            this.nps.detractors,
            before.nps.detractors,
        ),
        item(
            "nps",
            t("Net promoter score", "净推荐值（NPS）"),
            Figure::Points(this.nps.points()),
            Figure::Points(before.nps.points()),
        ),
    ];
    View {
        chart: None,
        ..table(
            "satisfaction",
            t("Satisfaction", "客户满意度"),
            t("Figure", "指标"),
            &[],
            items,
        )
    }
}

fn feedback(this: &Voiced, before: &Voiced) -> View<'static> {
    let of = |code, label, how: fn(&Voiced) -> i64| count(code, label, how(this), how(before));
    let items = [
        of("received", t("Received", "收到"), |f| f.received),
        of("complaints", t("Complaints of it", "其中投诉"), |f| {
            f.complaints_closed.of
        }),
        of("escalated", t("Escalated", "升级"), |f| f.escalated),
        of("closed", t("Closed", "闭环"), |f| f.closed),
        of("open", t("Open at the end", "期末未闭环"), |f| f.open),
    ];
    View {
        chart: None,
        ..table(
            "feedback",
            t("Feedback", "客户反馈"),
            t("Feedback", "反馈"),
            &[],
            items,
        )
    }
}
