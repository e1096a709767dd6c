//! The promises of a term (RP-20, R179, K42): what was promised against what was done, by
//! kind and by colleague, and what stands nowhere in writing.

use std::collections::BTreeMap;

use super::compare::{Figure, UNSTATED};
use super::spans::{Given, Periodic, line, measured};
use crate::choice;
use crate::records::choices::{Kpi, PromiseKind, PromisedBy};
use crate::store::{Agreed, PromiseRow};
use crate::value::{Cell, ChoiceSet as _, Moment, Value as _};
use crate::view::{Column, Rank, View};
use crate::words::t;

/// The promises of a term, as they stood then.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Promises {
    pub rows: Vec<PromiseRow>,
    /// The end of the term, or now where it runs.
    pub until: Option<Moment>,
}

choice! {
    /// What became of a promise.
    pub enum Fate {
        Kept = "kept", "Kept", "按时兑现";
        Late = "late", "Late", "逾期兑现";
        Broken = "broken", "Broken", "未兑现";
        Open = "open", "Not due yet", "未到期";
    }
}

pub const REPORT: Periodic<Promises> = Periodic {
    name: "promises",
    title: t("Promises", "服务承诺一致性审核"),
    lines: &[
        line("made", t("Promises made", "新增承诺"), |f| {
            Figure::Count(ours(f).filter(|one| one.is_new).count() as i64)
        }),
        line("due", t("Due", "到期承诺"), |f| {
            Figure::Count(due(f, PromisedBy::Us).total())
        }),
        line("kept", t("Kept", "按时兑现"), |f| {
            Figure::Count(due(f, PromisedBy::Us).kept)
        }),
        line("late", t("Late", "逾期兑现"), |f| {
            Figure::Count(due(f, PromisedBy::Us).late)
        }),
        line("broken", t("Broken", "未兑现"), |f| {
            Figure::Count(due(f, PromisedBy::Us).missed)
        }),
        measured(
            Kpi::PromisesKept,
            "kept_share",
            t("Kept in time", "按时兑现率"),
            |f| Figure::Share(due(f, PromisedBy::Us).share()),
        ),
        line("unconfirmed", t("Not in writing", "未书面确认"), |f| {
            Figure::Count(unwritten(f).count() as i64)
        }),
        line(
            "their_kept_share",
            t("The customers' kept", "客户承诺兑现率"),
            |f| Figure::Share(due(f, PromisedBy::Them).share()),
        ),
    ],
    graphs: &[&["due", "kept", "broken"], &["kept_share"]],
    tables,
};

fn ours(all: &Promises) -> impl Iterator<Item = &PromiseRow> {
    let rows = all.rows.iter();
    rows.filter(|one| one.is_ours())
}

/// Ours made in the term that stood nowhere in writing when it ended (R155).
fn unwritten(all: &Promises) -> impl Iterator<Item = &PromiseRow> {
    ours(all).filter(|one| one.is_new && one.confirmed.is_none_or(|at| Some(at) >= all.until))
}

/// What became of a promise that was due, judged at the end of the term: what is not
/// due yet then is open.
fn fate(one: &PromiseRow, until: Option<Moment>) -> Option<Fate> {
    let due = one.due.filter(|_| one.is_due)?;
    Some(match one.kept {
        Some(kept) if kept <= due => Fate::Kept,
        Some(_) => Fate::Late,
        None if Some(due) < until => Fate::Broken,
        None => Fate::Open,
    })
}

fn count(agreed: &mut Agreed, fate: Option<Fate>) {
    match fate {
        Some(Fate::Kept) => agreed.kept += 1,
        Some(Fate::Late) => agreed.late += 1,
        Some(Fate::Broken) => agreed.missed += 1,
        Some(Fate::Open) => agreed.open += 1,
        None => {}
    }
}

fn due(all: &Promises, by: PromisedBy) -> Agreed {
    let mut agreed = Agreed::default();
    let rows = all.rows.iter();
    for one in rows.filter(|one| one.is_ours() == (by == PromisedBy::Us)) {
        count(&mut agreed, fate(one, all.until));
    }
    agreed
}

fn tables(told: &Given<'_, Promises>) -> Vec<View<'static>> {
    let kind = |one: &PromiseRow| one.kind.map(|kind| kind.code().to_owned());
    let by_kind = grouped(
        told,
        ("by_kind", t("Ours, by kind", "我方承诺：按类别")),
        Column::new("kind", t("Kind", "承诺类别")).ranked(Rank::Main),
        kind,
        |code| {
            let kind = code.and_then(PromiseKind::from_code);
            kind.map_or(Cell::Choice(UNSTATED), |kind| kind.cell())
        },
    );
    let by_rep = grouped(
        told,
        ("by_rep", t("Ours, by colleague", "我方承诺：按人员")),
        Column::new("rep", t("Rep", "人员")).ranked(Rank::Main),
        |one| one.owner.clone(),
        |name| match name {
            Some(name) => Cell::Line(name.to_owned()),
            None => Cell::Text(t("(nobody)", "（无负责人）")),
        },
    );
    let parts = [
        (t("What was kept", "兑现情况"), vec![by_kind, by_rep]),
        (
            t("The records behind", "明细"),
            vec![executed(told), unconfirmed(told)],
        ),
    ];
    let views = parts
        .into_iter()
        .flat_map(|(part, views)| views.into_iter().map(move |view| view.within(part)));
    views.collect()
}

/// What became of ours, by one thing that is known of them.
fn grouped(
    told: &Given<'_, Promises>,
    (key, title): (&'static str, crate::words::Text),
    first: Column,
    group: impl Fn(&PromiseRow) -> Option<String>,
    called: impl Fn(Option<&str>) -> Cell,
) -> View<'static> {
    #[derive(Default)]
    struct Sums {
        made: i64,
        unwritten: i64,
        due: Agreed,
        before: Agreed,
    }
    let mut sums: BTreeMap<Option<String>, Sums> = BTreeMap::new();
    for one in ours(told.this) {
        let sum = sums.entry(group(one)).or_default();
        sum.made += i64::from(one.is_new);
        count(&mut sum.due, fate(one, told.this.until));
    }
    for one in unwritten(told.this) {
        sums.entry(group(one)).or_default().unwritten += 1;
    }
    for one in ours(told.before) {
        count(
            &mut sums.entry(group(one)).or_default().before,
            fate(one, told.before.until),
        );
    }
    let rows = sums.iter().map(|(code, sum)| {
        vec![
            called(code.as_deref()),
            Cell::Whole(sum.made),
            Cell::Whole(sum.due.total()),
            Cell::Whole(sum.due.kept),
            Cell::Whole(sum.due.late),
            Cell::Whole(sum.due.missed),
            Figure::Share(sum.due.share()).cell(),
            Figure::Share(sum.before.share()).cell(),
            Cell::Whole(sum.unwritten),
        ]
    });
    let columns = vec![
        first,
        Column::new("made", t("Made", "新增")),
        Column::new("due", t("Due", "到期")).ranked(Rank::Vital),
        Column::new("kept", t("Kept", "按时")).ranked(Rank::Vital),
        Column::new("late", t("Late", "逾期")),
        Column::new("broken", t("Broken", "未兑现")).ranked(Rank::Vital),
        Column::new("kept_share", t("Kept in time", "按时兑现率")).ranked(Rank::Vital),
        Column::new("kept_share_before", t("Before", "上期兑现率")).ranked(Rank::Lesser),
        Column::new("unconfirmed", t("Not in writing", "未书面确认")),
    ];
    View::list(title, columns, rows.collect()).key(key)
}

/// Promised against executed, the broken ones first.
fn executed(told: &Given<'_, Promises>) -> View<'static> {
    let until = told.this.until;
    let mut due: Vec<(Fate, &PromiseRow)> = told
        .this
        .rows
        .iter()
        .filter_map(|one| Some((fate(one, until)?, one)))
        .collect();
    let rank = |fate: &Fate| match fate {
        Fate::Broken => 0,
        Fate::Late => 1,
        Fate::Open => 2,
        Fate::Kept => 3,
    };
    due.sort_by_key(|(fate, _)| rank(fate));
    let columns = vec![
        Column::new("number", t("No.", "编号")).ranked(Rank::Lesser),
        Column::new("customer", t("Customer", "客户名称")).ranked(Rank::Main),
        Column::new("what", t("Promised", "承诺内容")).wrapped(),
        Column::new("by", t("By", "承诺方")),
        Column::new("kind", t("Kind", "类别")),
        Column::new("due", t("Due", "承诺期限")).ranked(Rank::Vital),
        Column::new("kept_at", t("Executed", "兑现时间")).ranked(Rank::Vital),
        Column::new("state", t("State", "结果")).ranked(Rank::Vital),
        Column::new("owner", t("Owner", "负责人")),
    ];
    let title = t("Promised and executed", "承诺与执行对照");
    told.records(("executed", title), columns, &due, |(fate, one)| {
        vec![
            Cell::Line(one.number.clone()),
            Cell::Line(one.customer.clone()),
            told.words(&one.what),
            one.by.map_or(Cell::Empty, |by| by.cell()),
            one.kind.map_or(Cell::Empty, |kind| kind.cell()),
            one.due.map_or(Cell::Empty, Cell::Moment),
            one.kept.map_or(Cell::Empty, Cell::Moment),
            fate.cell(),
            one.owner.clone().map_or(Cell::Empty, Cell::Line),
        ]
    })
}

fn unconfirmed(told: &Given<'_, Promises>) -> View<'static> {
    let open: Vec<&PromiseRow> = unwritten(told.this).collect();
    let columns = vec![
        Column::new("number", t("No.", "编号")).ranked(Rank::Lesser),
        Column::new("customer", t("Customer", "客户名称")).ranked(Rank::Main),
        Column::new("what", t("Promised", "承诺内容")).wrapped(),
        Column::new("made", t("Made", "承诺时间")),
        Column::new("due", t("Due", "承诺期限")).ranked(Rank::Vital),
        Column::new("owner", t("Owner", "负责人")),
    ];
    let title = t("Not in writing", "未书面确认的承诺");
    told.records(("unconfirmed", title), columns, &open, |one| {
        vec![
            Cell::Line(one.number.clone()),
            Cell::Line(one.customer.clone()),
            told.words(&one.what),
            Cell::Moment(one.made),
            one.due.map_or(Cell::Empty, Cell::Moment),
            one.owner.clone().map_or(Cell::Empty, Cell::Line),
        ]
    })
}
