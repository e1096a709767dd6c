//! What we had to do with one customer in a term, for the review that is held with it: the
//! cooperation of a quarter (RP-07, F30), and how what it bought is used (RP-06, F29).

use std::collections::BTreeMap;

use super::compare::{Figure, Rate, UNSTATED};
use super::spans::{Given, Line, Periodic, line};
use crate::records::choices::{Cause, FeedbackClass, TicketType};
use crate::store::{Dealings, Lasted, Scores};
use crate::value::{Cell, ChoiceSet as _, Money, Value as _};
use crate::view::{Column, Rank, View};
use crate::words::{Text, t};

const CONTACTS: Line<Dealings> = line("contacts", t("Contacts", "沟通次数"), |f| {
    Figure::Count(f.contacts)
});
const WON: Line<Dealings> = line("won", t("Purchases", "成交次数"), |f| {
    Figure::Count(f.deals.iter().filter(|deal| deal.won).count() as i64)
});
const AMOUNT: Line<Dealings> = line("amount", t("Amount bought", "成交金额"), |f| {
    let won = f.deals.iter().filter(|deal| deal.won);
    Figure::Money(won.map(|deal| deal.amount).sum())
});
const RECEIVED: Line<Dealings> = line("received", t("Payments received", "到账金额"), |f| {
    Figure::Money(f.received)
});
const ACCEPTED: Line<Dealings> = line("accepted", t("Deliveries accepted", "验收交付"), |f| {
    Figure::Count(f.deliveries.iter().filter(|it| it.accepted_in_it).count() as i64)
});
const MILESTONES: Line<Dealings> = line(
    "milestones_kept_share",
    t("Milestones in time", "节点按时率"),
    |f| share(f.milestones_kept, f.milestones),
);
const TICKETS: Line<Dealings> = line("tickets", t("Tickets", "售后工单"), |f| {
    Figure::Count(f.tickets.len() as i64)
});
const SOLVED: Line<Dealings> = line("solved_share", t("Solved", "问题解决率"), |f| {
    let solved = f.tickets.iter().filter(|it| it.solved.is_some());
    share(solved.count() as i64, f.tickets.len() as i64)
});
const RESOLUTION: Line<Dealings> = line(
    "resolution_mean_minutes",
    t("Mean time to solve", "平均解决时长"),
    |f| Figure::Minutes(resolution(f).mean),
);
const SATISFACTION: Line<Dealings> = line(
    "satisfaction_mean",
    t("Satisfaction, mean", "满意度均分"),
    |f| Figure::Mean(scores(f).mean()),
);
const COMPLAINTS: Line<Dealings> = line("complaints", t("Complaints", "投诉"), |f| {
    let of = |class| f.feedback.iter().filter(move |it| it.class == class);
    Figure::Count(of(Some(FeedbackClass::Complaint)).count() as i64)
});
const PROMISES: Line<Dealings> = line(
    "promises_kept_share",
    t("Our promises kept", "我方承诺按时兑现率"),
    |f| {
        let mut rate = Rate::default();
        let due = f.promises.iter().filter(|it| it.is_due && it.is_ours());
        for one in due.filter(|it| it.kept.is_some() || it.due < f.until) {
            rate.count(one.kept.is_some() && one.kept <= one.due);
        }
        Figure::Share(rate.share())
    },
);

/// 合作复盘 of a customer.
pub const COOPERATION: Periodic<Dealings> = Periodic {
    name: "cooperation",
    title: t("Cooperation review", "合作复盘"),
    lines: &[
        CONTACTS,
        WON,
        AMOUNT,
        RECEIVED,
        ACCEPTED,
        MILESTONES,
        TICKETS,
        SOLVED,
        SATISFACTION,
        COMPLAINTS,
        PROMISES,
    ],
    graphs: &[
        &["amount", "received"],
        &["contacts"],
        &["tickets"],
        &["satisfaction_mean"],
    ],
    tables: |told| {
        let bought = vec![deals(told), deliveries(told)];
        let service = vec![tickets(told), promises(told), said(told)];
        within([(BOUGHT, bought), (SERVICE, service)])
    },
};

/// 使用效果评估报告 of a customer.
pub const USAGE: Periodic<Dealings> = Periodic {
    name: "usage",
    title: t("Usage and its effect", "使用效果评估报告"),
    lines: &[
        ACCEPTED,
        TICKETS,
        SOLVED,
        RESOLUTION,
        SATISFACTION,
        COMPLAINTS,
        PROMISES,
        CONTACTS,
        AMOUNT,
    ],
    graphs: &[
        &["tickets"],
        &["resolution_mean_minutes"],
        &["satisfaction_mean"],
    ],
    tables: |told| {
        let used = vec![deliveries(told)];
        let troubles = vec![
            counted(
                told,
                ("by_type", t("Tickets by type", "工单：问题类型")),
                t("Type", "问题类型"),
                |it| it.r#type.map(TicketType::code),
                |code| TicketType::from_code(code).map(|it| it.cell()),
            ),
            counted(
                told,
                ("by_cause", t("Tickets by cause", "工单：原因")),
                t("Cause", "原因"),
                |it| it.cause.map(Cause::code),
                |code| Cause::from_code(code).map(|it| it.cell()),
            ),
            tickets(told),
        ];
        within([
            (USED, used),
            (TROUBLES, troubles),
            (SERVICE, vec![said(told)]),
        ])
    },
};

const BOUGHT: Text = t("Bought and delivered", "采购与交付");
const SERVICE: Text = t("Service and what was said", "服务与反馈");
const USED: Text = t("In use", "购买与使用概况");
const TROUBLES: Text = t("Problems and tickets", "使用问题与工单统计");

fn within<const N: usize>(parts: [(Text, Vec<View<'static>>); N]) -> Vec<View<'static>> {
    let views = parts
        .into_iter()
        .flat_map(|(part, views)| views.into_iter().map(move |view| view.within(part)));
    views.collect()
}

fn share(n: i64, of: i64) -> Figure {
    Figure::Share(Rate { n, of }.share())
}

/// What customers gave in surveys and at revisits.
fn scores(all: &Dealings) -> Scores {
    let mut scores = all.revisits;
    for survey in &all.surveys {
        scores.rated(&survey.scores);
    }
    scores
}

fn resolution(all: &Dealings) -> Lasted {
    let solved = all.tickets.iter();
    let mut seconds: Vec<i64> = solved
        .filter_map(|it| Some(it.solved?.seconds_since(it.at)))
        .collect();
    seconds.sort_unstable();
    Lasted::of(&seconds)
}

const NUMBER: Column = Column::new("number", t("No.", "编号")).ranked(Rank::Lesser);

fn moment(at: Option<crate::value::Moment>) -> Cell {
    at.map_or(Cell::Empty, Cell::Moment)
}

fn deals(told: &Given<'_, Dealings>) -> View<'static> {
    let columns = vec![
        NUMBER,
        Column::new("what", t("What was bought", "采购内容")).ranked(Rank::Main),
        Column::new("amount", t("Amount", "成交金额")).ranked(Rank::Vital),
        Column::new("closed", t("On", "日期")).ranked(Rank::Vital),
    ];
    let won: Vec<_> = told.this.deals.iter().filter(|deal| deal.won).collect();
    let title = t("Purchases", "采购情况");
    told.records(("deals", title), columns, &won, |deal| {
        vec![
            Cell::Line(deal.number.clone()),
            Cell::Line(deal.name.clone()),
            Cell::Money(Money::fen(deal.amount)),
            Cell::Moment(deal.closed),
        ]
    })
}

fn deliveries(told: &Given<'_, Dealings>) -> View<'static> {
    let columns = vec![
        NUMBER,
        Column::new("what", t("What is delivered", "交付内容")).ranked(Rank::Main),
        Column::new("planned", t("Planned", "计划交付")),
        Column::new("delivered", t("Delivered", "交付时间")).ranked(Rank::Vital),
        Column::new("accepted", t("Accepted", "验收时间")).ranked(Rank::Vital),
    ];
    let title = t("Deliveries", "交付情况");
    told.records(
        ("deliveries", title),
        columns,
        &told.this.deliveries,
        |it| {
            vec![
                Cell::Line(it.number.clone()),
                told.words(&it.what),
                it.planned.map_or(Cell::Empty, Cell::Day),
                moment(it.delivered),
                moment(it.accepted),
            ]
        },
    )
}

fn tickets(told: &Given<'_, Dealings>) -> View<'static> {
    let columns = vec![
        NUMBER,
        Column::new("at", t("Accepted", "受理时间")),
        Column::new("symptom", t("Problem", "问题"))
            .ranked(Rank::Main)
            .wrapped(),
        Column::new("cause", t("Cause", "原因")).ranked(Rank::Vital),
        Column::new("solved", t("Solved", "解决时间")).ranked(Rank::Vital),
        Column::new("answer", t("Solution", "解决方案")).wrapped(),
    ];
    let title = t("Tickets", "售后工单");
    told.records(("tickets", title), columns, &told.this.tickets, |it| {
        vec![
            Cell::Line(it.number.clone()),
            Cell::Moment(it.at),
            told.words(&it.symptom),
            it.cause.map_or(Cell::Empty, |cause| cause.cell()),
            moment(it.solved),
            it.answer
                .as_deref()
                .map_or(Cell::Empty, |text| told.words(text)),
        ]
    })
}

/// How many tickets of each kind.
fn counted(
    told: &Given<'_, Dealings>,
    (key, title): (&'static str, Text),
    what: Text,
    code: impl Fn(&crate::store::TicketOf) -> Option<&'static str>,
    called: impl Fn(&str) -> Option<Cell>,
) -> View<'static> {
    let mut kinds: BTreeMap<Option<&'static str>, [i64; 2]> = BTreeMap::new();
    for (at, all) in [told.this, told.before].into_iter().enumerate() {
        for ticket in &all.tickets {
            let counts = kinds.entry(code(ticket)).or_default();
            if let Some(count) = counts.get_mut(at) {
                *count += 1;
            }
        }
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, counts)| std::cmp::Reverse(*counts));
    let rows = kinds.into_iter().map(|(code, [this, before])| {
        vec![
            code.and_then(&called).unwrap_or(Cell::Choice(UNSTATED)),
            Cell::Whole(this),
            Cell::Whole(before),
            Cell::Whole(this - before),
        ]
    });
    let columns = vec![
        Column::new("item", what).ranked(Rank::Main),
        Column::new("this_period", t("Period", "本期")),
        Column::new("period_before", t("Before", "上期")),
        Column::new("difference", t("Difference", "增减")).difference(),
    ];
    View::list(title, columns, rows.collect()).key(key)
}

fn promises(told: &Given<'_, Dealings>) -> View<'static> {
    let columns = vec![
        NUMBER,
        Column::new("what", t("Promised", "承诺内容"))
            .ranked(Rank::Main)
            .wrapped(),
        Column::new("by", t("By", "承诺方")),
        Column::new("due", t("Due", "承诺期限")).ranked(Rank::Vital),
        Column::new("kept_at", t("Executed", "兑现时间")).ranked(Rank::Vital),
    ];
    let title = t("Promises", "承诺");
    told.records(("promises", title), columns, &told.this.promises, |it| {
        vec![
            Cell::Line(it.number.clone()),
            told.words(&it.what),
            it.by.map_or(Cell::Empty, |by| by.cell()),
            moment(it.due),
            moment(it.kept),
        ]
    })
}

/// What the customer said: feedback, and suggestions in surveys.
fn said(told: &Given<'_, Dealings>) -> View<'static> {
    let feedback = told.this.feedback.iter().map(|it| {
        let class = it.class.map_or(Cell::Empty, |class| class.cell());
        (it.number.clone(), it.received, class, it.said.clone())
    });
    let surveys = told.this.surveys.iter().filter_map(|it| {
        let kind = Cell::Text(t("Survey", "满意度调查"));
        Some((it.number.clone(), it.at?, kind, it.suggestion.clone()?))
    });
    let mut all: Vec<_> = feedback.chain(surveys).collect();
    all.sort_by_key(|(_, at, ..)| *at);
    let columns = vec![
        NUMBER,
        Column::new("at", t("On", "日期")),
        Column::new("kind", t("Kind", "类别")).ranked(Rank::Vital),
        Column::new("said", t("What was said", "内容"))
            .ranked(Rank::Main)
            .wrapped(),
    ];
    let title = t("What the customer said", "客户意见");
    told.records(
        ("said", title),
        columns,
        &all,
        |(number, at, kind, said)| {
            vec![
                Cell::Line(number.clone()),
                Cell::Moment(*at),
                kind.clone(),
                told.words(said),
            ]
        },
    )
}
