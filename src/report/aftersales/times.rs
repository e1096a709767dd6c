//! The times of the after-sales report, how its clocks were kept, and the shares that say
//! how well it went.

use super::{Aftersales, Clocks, Served};
use crate::report::compare::{Figure, Rate, count, item, of_term, rate, rates};
use crate::store::Lasted;
use crate::value::{Cell, Choice};
use crate::view::{Chart, Column, Look, Rank, View};
use crate::words::{Text, t};

/// How long it took until each of these.
const ENDS: [(&str, Text); 3] = [
    ("response", t("First response", "首次响应")),
    ("solution", t("Solution given", "给出方案")),
    ("solved", t("Solved", "解决")),
];

/// One column, and what of a spread it shows.
type Shown = (Column, fn(&Lasted) -> Cell);

const SPREAD: [Shown; 7] = [
    (Column::new("n", t("Cases", "件数")), |f| {
        Cell::Whole(f.cases)
    }),
    (Column::new("mean_minutes", t("Mean", "平均")), |f| {
        minutes(f.mean)
    }),
    (
        Column::new("median_minutes", t("Median", "中位数")),
        |f| minutes(f.median),
    ),
    (
        Column::new("p90_minutes", t("90 % within", "九成以内")),
        |f| minutes(f.p90),
    ),
    (
        Column::new("p95_minutes", t("95 % within", "95%以内")),
        |f| minutes(f.p95),
    ),
    (
        Column::new("mean_before_minutes", t("Mean before", "上期平均")).ranked(Rank::Lesser),
        |f| minutes(f.mean),
    ),
    (
        Column::new("median_before_minutes", t("Median before", "上期中位数")).ranked(Rank::Lesser),
        |f| minutes(f.median),
    ),
];

/// How long it took, as a range a row.
const SPREADS: Chart = Chart {
    label: "item",
    values: &[
        "median_minutes",
        "mean_minutes",
        "p90_minutes",
        "p95_minutes",
    ],
    until: &[],
    look: Look::Spread,
};

fn minutes(minutes: Option<i64>) -> Cell {
    minutes.map_or(Cell::NoData, Cell::Minutes)
}

pub(super) fn times(
    key: &'static str,
    title: Text,
    this: &[Lasted; 3],
    before: &[Lasted; 3],
) -> View<'static> {
    let mut columns = vec![Column::new("item", t("Until", "阶段")).ranked(Rank::Main)];
    columns.extend(SPREAD.map(|(column, _)| column));
    let rows = ENDS.iter().zip(this.iter().zip(before));
    let rows = rows.map(|((code, label), (this, before))| {
        let mut row = vec![Cell::Choice(Choice {
            code,
            label: *label,
            aliases: &[],
        })];
        row.extend(
            SPREAD
                .iter()
                .enumerate()
                .map(|(at, (_, of))| of(if at < 5 { this } else { before })),
        );
        row
    });
    View::list(title, columns, rows.collect())
        .key(key)
        .drawn(SPREADS)
}

/// How the clocks were kept, by clock and by kind of record.
pub fn kept(
    title: Text,
    kind: Column,
    kinds: &[Choice],
    this: &Clocks,
    before: &Clocks,
) -> View<'static> {
    let mut rules: Vec<Choice> = this.rules.iter().map(|(rule, _)| *rule).collect();
    for (rule, _) in &before.rules {
        if !rules.iter().any(|known| known.code == rule.code) {
            rules.push(*rule);
        }
    }
    let mut all: Vec<Option<Choice>> = kinds.iter().copied().map(Some).collect();
    all.push(None);
    let mut rows = Vec::new();
    for rule in rules {
        for kind in &all {
            let code = kind.map(|kind| kind.code);
            let of = |clocks: &Clocks| clocks.at(rule.code, code);
            rows.extend(kept_row(rule, *kind, of(this), of(before)));
        }
    }
    let columns = vec![
        Column::new("clock", t("Clock", "时限")).ranked(Rank::Main),
        kind,
        Column::new("kept", t("In time", "按时")),
        Column::new("due", t("Due", "到期")),
        Column::new("share", t("Share", "按时率")),
        Column::new("kept_before", t("In time before", "上期按时")).ranked(Rank::Lesser),
        Column::new("due_before", t("Due before", "上期到期")).ranked(Rank::Lesser),
        Column::new("share_before", t("Share before", "上期按时率")).ranked(Rank::Lesser),
    ];
    View::list(title, columns, rows).key("clocks")
}

fn kept_row(rule: Choice, kind: Option<Choice>, this: Rate, before: Rate) -> Option<Vec<Cell>> {
    if this.of + before.of == 0 {
        return None;
    }
    let mut row = vec![Cell::Choice(rule), kind.map_or(Cell::Empty, Cell::Choice)];
    row.extend(rate_cells(this));
    row.extend(rate_cells(before));
    Some(row)
}

/// How many, of how many, and the share.
pub fn rate_cells(rate: Rate) -> [Cell; 3] {
    let share = Figure::Share(rate.share()).cell();
    [Cell::Whole(rate.n), Cell::Whole(rate.of), share]
}

/// Shares that say how well it went, with what they are shares of.
pub(super) fn outcomes(all: &Aftersales<'_>) -> View<'static> {
    let (this, before) = (&all.this.served, &all.before.served);
    let mut items = vec![
        rate(
            "clocks_kept",
            t("All clocks in time", "全部时限按时率"),
            all.this.clocks.kept(None),
            all.before.clocks.kept(None),
        ),
        rate(
            "solved",
            t("Solved of those received", "受理工单解决率"),
            this.resolved,
            before.resolved,
        ),
        rate(
            "repeats",
            t(
                "Repeats: same customer and cause in 90 days",
                "重复问题：同一客户同一原因90天内",
            ),
            this.repeats,
            before.repeats,
        ),
        rate(
            "reopened",
            t("Reopened of those received", "受理工单重新处理率"),
            this.again,
            before.again,
        ),
        rate(
            "satisfied_revisits",
            t("4 or 5 in revisits", "回访满意率（4–5 分）"),
            this.satisfaction.satisfied(),
            before.satisfaction.satisfied(),
        ),
    ];
    if let Some([now, then]) = all.surveys {
        let label = t("Scores of 4 or 5 in surveys", "调查满意率（4–5 分）");
        items.push(rate(
            "satisfied_surveys",
            label,
            now.satisfied(),
            then.satisfied(),
        ));
    }
    rates(
        "rates",
        t("How it went", "服务质量"),
        t("Share", "指标"),
        items,
    )
}

pub(super) fn waiting(this: &Served, before: &Served) -> View<'static> {
    let minutes =
        |f: &Served, seconds: i64| Figure::Minutes((f.waited.of > 0).then_some(seconds / 60));
    let share = |f: &Served| Rate {
        n: f.waiting,
        of: f.lasted,
    };
    let tickets = |f: &Served| f.waited;
    let items = [
        count(
            "waited",
            t("Tickets that waited", "待客户工单"),
            tickets(this).n,
            tickets(before).n,
        ),
        item(
            "waiting_minutes",
            t("Time they waited", "待客户时长"),
            minutes(this, this.waiting),
            minutes(before, before.waiting),
        ),
        item(
            "lasted_minutes",
            t("Time of all received", "受理工单总时长"),
            minutes(this, this.lasted),
            minutes(before, before.lasted),
        ),
        item(
            "waiting_share",
            t("Share of it waiting", "待客户时长占比"),
            Figure::Share(share(this).share()),
            Figure::Share(share(before).share()),
        ),
    ];
    View {
        chart: None,
        ..of_term(
            "waiting",
            t("Waiting for the customer", "待客户"),
            t("Figure", "指标"),
            &[],
            items,
        )
    }
}
