//! The deals of a report: what was opened, won and lost, why, and the pipeline by
//! stage with its weighted value.

use super::compare::{Figure, Item, UNSTATED, count, item, table, tallied, total};
use crate::playbook::Deals;
use crate::records::choices::{FailureReason, SuccessFactor};
use crate::store::Selling;
use crate::value::ChoiceSet as _;
use crate::view::{Column, View};
use crate::words::{keep, t};

/// A pipeline's value as far as the stages make it likely, in fen.
pub fn weighted(selling: &Selling, deals: &Deals) -> i64 {
    let stages = selling.pipeline.iter();
    stages
        .map(|at| {
            let weight = deals.step(&at.stage).map_or(0, |step| step.weight);
            at.value / 100 * weight + at.value % 100 * weight / 100
        })
        .sum()
}

/// Deals that moved, the pipeline, and why deals were won and lost.
pub fn tables(deals: &Deals, this: &Selling, before: &Selling) -> [View<'static>; 4] {
    [
        outcomes(this, before),
        pipeline(deals, this, before),
        table(
            "success_factors",
            t("Why deals were won", "成交因素"),
            t("Factor", "成功因素"),
            &[],
            tallied(
                SuccessFactor::CHOICES,
                UNSTATED,
                &this.factors,
                &before.factors,
            ),
        ),
        table(
            "failure_reasons",
            t("Why deals were lost", "未成交原因"),
            t("Reason", "失败原因"),
            &[],
            tallied(
                FailureReason::CHOICES,
                UNSTATED,
                &this.reasons,
                &before.reasons,
            ),
        ),
    ]
}

fn outcomes(this: &Selling, before: &Selling) -> View<'static> {
    let number = |code, label, of: fn(&Selling) -> i64| count(code, label, of(this), of(before));
    let figure = |code, label, of: fn(&Selling) -> Figure| item(code, label, of(this), of(before));
    let items = [
        number("opened", t("Opened", "新建"), |s| s.opened),
        number("won", t("Won", "成交"), |s| s.won),
        number("lost", t("Lost", "未成交"), |s| s.lost),
        figure("amount", t("Amount won", "成交金额"), |s| {
            Figure::Money(s.amount)
        }),
        figure(
            "conversion",
            t("Won of those opened", "售前转化率"),
            |s| Figure::Share(s.conversion()),
        ),
        figure("win_rate", t("Won of those ended", "赢单率"), |s| {
            Figure::Share(s.win_rate())
        }),
        figure("cycle_mean", t("Mean cycle", "平均成交周期"), |s| {
            Figure::Minutes(s.cycle.mean)
        }),
        figure(
            "cycle_median",
            t("Median cycle", "成交周期中位数"),
            |s| Figure::Minutes(s.cycle.median),
        ),
    ];
    View {
        chart: None,
        ..table("deals", t("Deals", "商机"), t("Figure", "指标"), &[], items)
    }
}

fn pipeline(deals: &Deals, this: &Selling, before: &Selling) -> View<'static> {
    let of = |selling: &Selling, code: &str| {
        let found = selling.pipeline.iter().find(|at| at.stage == code);
        found.map_or((0, 0), |at| (at.deals, at.value))
    };
    let line = |code: &'static str, label, weight: i64| {
        let (now, then) = (of(this, code), of(before, code));
        count(code, label, now.0, then.0)
            .and_money(now.1)
            .and_money(now.1 / 100 * weight + now.1 % 100 * weight / 100)
    };
    let mut items: Vec<Item> = deals
        .stages
        .iter()
        .map(|step| line(step.code, step.label, step.weight))
        .collect();
    // Stages that the playbook had once.
    let both = this.pipeline.iter().chain(&before.pipeline);
    let mut gone: Vec<&str> = both
        .map(|at| at.stage.as_str())
        .filter(|code| deals.step(code).is_none())
        .collect();
    gone.sort_unstable();
    gone.dedup();
    items.extend(gone.into_iter().map(|code| {
        let code = keep(code);
        line(code, t(code, code), 0)
    }));
    items.push(
        total(this.open(), before.open())
            .and_money(this.value())
            .and_money(weighted(this, deals)),
    );
    table(
        "pipeline",
        t(
            "Open deals at the end, by stage",
            "期末未结束商机：销售阶段",
        ),
        t("Stage", "销售阶段"),
        &[
            Column::new("value", t("Expected value", "预计金额")),
            Column::new("weighted", t("Weighted", "加权金额")),
        ],
        items,
    )
}
