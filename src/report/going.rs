//! What a customer reads of its deliveries (RP-22) and of its needs (RP-14): tables without
//! anything that is ours alone.

use super::compare::UNSTATED;
use crate::records::choices::{NeedPriority, Visibility};
use crate::say;
use crate::store::{Going, NeedsSpread};
use crate::value::{Cell, ChoiceSet as _, Moment, Value as _};
use crate::view::{Column, Rank, View};
use crate::words::{Text, keep, t};

/// How each of the deliveries goes.
pub fn progress((number, name): (&str, &str), all: &[Going], now: Moment) -> Vec<View<'static>> {
    let title = say!("Progress report: {name}", "服务执行进度：{name}");
    let columns = vec![
        Column::new("customer", t("Customer", "客户名称")),
        Column::new("as_of", t("As of", "截至")),
        Column::new("deliveries", t("Deliveries", "交付数")),
    ];
    let row = vec![
        Cell::Link(number.to_owned(), name.to_owned()),
        Cell::Moment(now),
        Cell::Whole(all.len() as i64),
    ];
    let mut views = vec![View::sheet(title, columns, row).key("report")];
    for going in all {
        let section = t(keep(&going.what), keep(&going.what));
        views.extend(delivery(going).map(|view| view.within(section)));
    }
    views
}

fn moment(at: Option<Moment>) -> Cell {
    at.map_or(Cell::Empty, Cell::Moment)
}

fn long(text: Option<&str>) -> Cell {
    text.map_or(Cell::Empty, |text| Cell::Long(text.to_owned()))
}

/// Where a delivery or one of its milestones stands.
fn state(planned: Option<Moment>, done: Option<Moment>) -> Text {
    match (planned, done) {
        (Some(planned), Some(done)) if done > planned => t("done, late", "已完成（延期）"),
        (_, Some(_)) => t("done", "已完成"),
        _ => t("open", "进行中"),
    }
}

fn delivery(going: &Going) -> [View<'static>; 4] {
    let newest = going.progress.iter().find_map(|one| one.done);
    let what = &going.what;
    let head = View::sheet(
        say!("{what}", "{what}"),
        vec![
            Column::new("delivery", t("Delivery no.", "交付编号")),
            Column::new("what", t("What is delivered", "交付内容")),
            Column::new("percent", t("Done so far", "完成百分比")),
            Column::new("planned", t("Planned", "计划交付")),
            Column::new("delivered", t("Delivered", "交付时间")),
            Column::new("accepted", t("Accepted", "验收时间")),
            Column::new("owner", t("In charge", "我方负责人")),
        ],
        vec![
            Cell::Line(going.number.clone()),
            Cell::Line(what.clone()),
            newest.map_or(Cell::Empty, |done| done.cell()),
            moment(going.planned),
            moment(going.delivered),
            moment(going.accepted),
            going.owner.clone().map_or(Cell::Empty, Cell::Line),
        ],
    )
    .key("delivery");
    let stages = going.milestones.iter().map(|one| {
        vec![
            Cell::Line(one.name.clone()),
            moment(one.planned),
            moment(one.done),
            Cell::Text(state(one.planned, one.done)),
            one.signed.clone().map_or(Cell::Empty, Cell::Line),
        ]
    });
    let stages = View::list(
        t("Milestones", "交付节点"),
        vec![
            Column::new("name", t("Milestone", "节点")).ranked(Rank::Main),
            Column::new("planned", t("Planned", "计划时间")),
            Column::new("done", t("Done", "完成时间")).ranked(Rank::Vital),
            Column::new("state", t("State", "状态")).ranked(Rank::Vital),
            Column::new("signed", t("Signed by", "签字人")),
        ],
        stages.collect(),
    )
    .key("milestones");
    [head, stages, said(going), deviations(going)]
}

fn said(going: &Going) -> View<'static> {
    let rows = going.progress.iter().map(|one| {
        vec![
            Cell::Moment(one.at),
            one.done.map_or(Cell::Empty, |done| done.cell()),
            Cell::Long(one.said.clone()),
            long(one.next.as_deref()),
        ]
    });
    let columns = vec![
        Column::new("at", t("As of", "时间")),
        Column::new("percent", t("Done so far", "完成百分比")).ranked(Rank::Vital),
        Column::new("said", t("Progress", "进展"))
            .ranked(Rank::Main)
            .wrapped(),
        Column::new("next", t("Next", "下期计划")).wrapped(),
    ];
    View::list(t("Progress", "进展"), columns, rows.collect()).key("progress")
}

fn deviations(going: &Going) -> View<'static> {
    let rows = going.deviations.iter().map(|one| {
        vec![
            Cell::Moment(one.found),
            one.kind.map_or(Cell::Empty, |kind| kind.cell()),
            Cell::Long(one.what.clone()),
            long(one.measure.as_deref()),
            moment(one.closed),
        ]
    });
    let columns = vec![
        Column::new("found", t("Found", "发现时间")),
        Column::new("kind", t("Kind", "偏差类型")).ranked(Rank::Vital),
        Column::new("what", t("What deviates", "偏差内容"))
            .ranked(Rank::Main)
            .wrapped(),
        Column::new("measure", t("Measure", "应对措施")).wrapped(),
        Column::new("closed", t("Dealt with", "处理完毕")).ranked(Rank::Vital),
    ];
    View::list(t("Deviations", "执行偏差"), columns, rows.collect()).key("deviations")
}

/// A customer's needs, explicit and implicit, by tier; none where there is no need.
pub fn needs_spread(all: &NeedsSpread) -> Option<View<'static>> {
    let tiers: Vec<Option<NeedPriority>> = NeedPriority::VARIANTS
        .iter()
        .copied()
        .map(Some)
        .chain([None])
        .collect();
    let of = |what: Option<Visibility>, tier: Option<NeedPriority>| -> i64 {
        let meant = all.iter().filter(|(w, t, _)| *w == what && *t == tier);
        meant.map(|(_, _, n)| n).sum()
    };
    let kinds = [Some(Visibility::Explicit), Some(Visibility::Implicit), None];
    let rows = kinds.into_iter().filter_map(|what| {
        let counts: Vec<i64> = tiers.iter().map(|tier| of(what, *tier)).collect();
        let total: i64 = counts.iter().sum();
        let mut row = vec![what.map_or(Cell::Choice(UNSTATED), |what| what.cell())];
        row.extend(counts.into_iter().chain([total]).map(Cell::Whole));
        (total > 0).then_some(row)
    });
    let rows: Vec<_> = rows.collect();
    let columns = vec![
        Column::new("visibility", t("Needs", "需求")).ranked(Rank::Main),
        Column::new("must", t("Must", "必须满足")),
        Column::new("should", t("Should", "优先考虑")),
        Column::new("could", t("Could", "可选优化")),
        Column::new("untold", t("No tier yet", "未定级")),
        Column::new("total", t("Total", "合计")),
    ];
    let title = t("Needs by kind and tier", "需求分布");
    (!rows.is_empty()).then(|| View::list(title, columns, rows).key("spread"))
}
