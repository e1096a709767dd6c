//! The quality of tickets (RP-08): what was drawn and scored, each criterion beside the
//! period before, by who handled the tickets, what failed and what is done about it.
//! It names tickets, for it is worked through; it names no customer.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::field::Field;
use crate::form::Form as _;
use crate::playbook;
use crate::records::AuditScored;
use crate::say;
use crate::store::{Checked, Measure};
use crate::value::{Cell, Choice, Day, Moment};
use crate::view::{Column, NUMBER, View};
use crate::words::{Say, Text, t};

/// The checks of a week, or of the weeks that begin in a month.
#[derive(Clone, Debug)]
pub struct Audited {
    /// `2026-W12`, `2026-03`.
    pub code: String,
    pub name: Say,
    pub before: String,
    pub first: NaiveDate,
    pub last: NaiveDate,
    /// As of when measures are open or overdue.
    pub at: Moment,
    pub policy: playbook::Audit,
    /// Each week with how many of its tickets are closed as the file is now.
    pub weeks: Vec<(String, i64)>,
    pub weeks_before: Vec<(String, i64)>,
    pub checked: Vec<Checked>,
    pub checked_before: Vec<Checked>,
    pub measures: Vec<Measure>,
}

/// The criteria of the form.
const CRITERIA: [&str; 3] = [
    "solution_soundness",
    "script_compliance",
    "customer_satisfaction",
];

const ITEM: Column = Column::new("item", t("Item", "项目"));
const THIS: Column = Column::new("this", t("This period", "本期"));
const BEFORE: Column = Column::new("before", t("Period before", "上期"));
const DIFFERENCE: Column = Column::new("difference", t("Difference", "增减")).difference();
const TICKET: Column = Column::new("ticket", t("Ticket", "工单"));
const HANDLER: Column = Column::new("handler", t("Handled by", "处理人"));

/// The tables of the report.
pub fn audit(all: &Audited) -> Vec<View<'static>> {
    vec![
        head(all),
        figures(all),
        criteria(all),
        handlers(all),
        failed(all),
        measures(all),
        weeks(all),
    ]
}

fn head(all: &Audited) -> View<'static> {
    let Say { en, zh } = &all.name;
    let title = say!("Quality of tickets, {en}", "{zh}工单质检改进报告");
    let columns = vec![
        Column::new("period", t("Period", "周期")),
        Column::new("from", t("From", "起")),
        Column::new("to", t("To", "止")),
        Column::new("compared_with", t("Compared with", "对比")),
        Column::new("percent", t("Drawn, percent", "抽查比例（%）")),
        Column::new("pass", t("Score that passes", "合格分")),
        Column::new("as_of", t("As of", "截至")),
    ];
    let row = vec![
        Cell::Line(all.code.clone()),
        Cell::Day(Day(all.first)),
        Cell::Day(Day(all.last)),
        Cell::Line(all.before.clone()),
        Cell::Whole(all.policy.percent),
        Cell::Whole(all.policy.pass),
        Cell::Moment(all.at),
    ];
    View::sheet(title, columns, row).key("report")
}

/// Sums over some checks.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    drawn: i64,
    scored: i64,
    failed: i64,
    /// Of each criterion: the points, and how many passed.
    points: [i64; 3],
    passed: [i64; 3],
}

impl Sums {
    fn of<'c>(checked: impl IntoIterator<Item = &'c Checked>, pass: i64) -> Self {
        let mut sums = Sums::default();
        for one in checked {
            sums.drawn += 1;
            let Some(scores) = one.scores else { continue };
            sums.scored += 1;
            sums.failed += i64::from(scores.iter().any(|score| *score < pass));
            for ((score, points), passed) in
                scores.iter().zip(&mut sums.points).zip(&mut sums.passed)
            {
                *points += score;
                *passed += i64::from(*score >= pass);
            }
        }
        sums
    }

    /// The mean of one criterion, of all three where none is named.
    fn mean(&self, criterion: Option<usize>) -> Option<f64> {
        let points: i64 = match criterion {
            Some(at) => self.points.get(at).copied().unwrap_or_default(),
            None => self.points.iter().sum(),
        };
        let n = self.scored * if criterion.is_some() { 1 } else { 3 };
        (n > 0).then(|| points as f64 / n as f64)
    }

    /// The share of tickets that passed in one criterion, in all three where none is named.
    fn passing(&self, criterion: Option<usize>) -> Option<f64> {
        let passed = match criterion {
            Some(at) => self.passed.get(at).copied().unwrap_or_default(),
            None => self.scored - self.failed,
        };
        share(passed, self.scored)
    }
}

fn share(part: i64, whole: i64) -> Option<f64> {
    (whole > 0).then(|| rounded(part as f64 / whole as f64))
}

/// More digits than these mean nothing.
fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}

fn mean(mean: Option<f64>) -> Cell {
    mean.map_or(Cell::NoData, |mean| Cell::Number(rounded(mean), 2))
}

fn percent(share: Option<f64>) -> Cell {
    share.map_or(Cell::NoData, Cell::Percent)
}

fn less(a: Option<f64>, b: Option<f64>, cell: fn(f64) -> Cell) -> Cell {
    a.zip(b).map_or(Cell::Empty, |(a, b)| cell(rounded(a - b)))
}

fn named(code: &'static str, label: Text) -> Cell {
    Cell::Choice(Choice {
        code,
        label,
        aliases: &[],
    })
}

/// How many were closed, drawn, scored, and failed.
fn figures(all: &Audited) -> View<'static> {
    let pass = all.policy.pass;
    let (this, before) = (
        Sums::of(&all.checked, pass),
        Sums::of(&all.checked_before, pass),
    );
    let closed = |weeks: &[(String, i64)]| weeks.iter().map(|(_, closed)| closed).sum::<i64>();
    let (closed, closed_before) = (closed(&all.weeks), closed(&all.weeks_before));
    let count = |code, label, a: i64, b: i64| {
        vec![
            named(code, label),
            Cell::Whole(a),
            Cell::Whole(b),
            Cell::Whole(a - b),
        ]
    };
    let shared = |code, label, a: Option<f64>, b: Option<f64>| {
        vec![
            named(code, label),
            percent(a),
            percent(b),
            less(a, b, Cell::Percent),
        ]
    };
    let rows = vec![
        count(
            "closed",
            t("Tickets closed", "关闭工单"),
            closed,
            closed_before,
        ),
        count("drawn", t("Drawn", "抽查"), this.drawn, before.drawn),
        shared(
            "drawn_share",
            t("Share drawn", "抽检率"),
            share(this.drawn, closed),
            share(before.drawn, closed_before),
        ),
        count("scored", t("Scored", "已评分"), this.scored, before.scored),
        count("failed", t("Failed", "不合格"), this.failed, before.failed),
        shared(
            "passed_share",
            t("Passed in all criteria", "全项合格率"),
            this.passing(None),
            before.passing(None),
        ),
    ];
    let columns = vec![ITEM, THIS, BEFORE, DIFFERENCE];
    View::list(t("Drawn and scored", "抽查情况"), columns, rows).key("figures")
}

/// The label of a criterion, as the form has it.
fn labelled(key: &str) -> Text {
    let field = AuditScored::FIELDS.iter().find(|field| field.key == key);
    field.map_or(t("", ""), |field: &Field| field.label)
}

/// Mean and share of passes of each criterion.
fn criteria(all: &Audited) -> View<'static> {
    let pass = all.policy.pass;
    let (this, before) = (
        Sums::of(&all.checked, pass),
        Sums::of(&all.checked_before, pass),
    );
    let row = |what: Cell, at: Option<usize>| {
        let (a, b) = (this.mean(at), before.mean(at));
        let (passed, passed_before) = (this.passing(at), before.passing(at));
        vec![
            what,
            mean(a),
            mean(b),
            less(a, b, |by| Cell::Number(by, 2)),
            percent(passed),
            percent(passed_before),
        ]
    };
    let mut rows: Vec<Vec<Cell>> = CRITERIA
        .iter()
        .enumerate()
        .map(|(at, key)| row(named(key, labelled(key)), Some(at)))
        .collect();
    rows.push(row(named("overall", t("All criteria", "三项合计")), None));
    let columns = vec![
        Column::new("item", t("Criterion", "评分项")),
        Column::new("mean", t("Mean", "均分")),
        Column::new("mean_before", t("Mean before", "上期均分")),
        DIFFERENCE,
        Column::new("passed_share", t("Passed", "合格率")),
        Column::new("passed_share_before", t("Passed before", "上期合格率")),
    ];
    View::list(t("By criterion", "分项得分"), columns, rows).key("criteria")
}

/// The same by who handled the tickets.
fn handlers(all: &Audited) -> View<'static> {
    let mut each: BTreeMap<&str, Vec<&Checked>> = BTreeMap::new();
    for one in &all.checked {
        let name = one.handler.as_deref().unwrap_or_default();
        each.entry(name).or_default().push(one);
    }
    let rows = each.into_iter().map(|(name, checked)| {
        let sums = Sums::of(checked, all.policy.pass);
        let mut row = vec![
            line(Some(name)),
            Cell::Whole(sums.drawn),
            Cell::Whole(sums.scored),
            Cell::Whole(sums.failed),
            mean(sums.mean(None)),
            percent(sums.passing(None)),
        ];
        row.extend((0..CRITERIA.len()).map(|at| mean(sums.mean(Some(at)))));
        row
    });
    let mut columns = vec![
        HANDLER,
        Column::new("drawn", t("Drawn", "抽查")),
        Column::new("scored", t("Scored", "已评分")),
        Column::new("failed", t("Failed", "不合格")),
        Column::new("mean", t("Mean", "均分")),
        Column::new("passed_share", t("Passed", "合格率")),
    ];
    columns.extend(CRITERIA.iter().map(|key| Column::new(key, labelled(key))));
    View::list(t("By colleague", "按人员"), columns, rows.collect()).key("handlers")
}

/// The tickets that failed in a criterion.
fn failed(all: &Audited) -> View<'static> {
    let rows = all.checked.iter().filter_map(|one| {
        let scores = one.scores?;
        scores.iter().find(|score| **score < all.policy.pass)?;
        let mut row = vec![
            Cell::Line(one.number.clone()),
            Cell::Line(one.ticket.clone()),
            line(one.handler.as_deref()),
        ];
        row.extend(scores.map(Cell::Whole));
        row.extend([
            line(one.finding.as_deref()),
            line(one.advice.as_deref()),
            line(one.notes.as_deref()),
            line(one.by.as_deref()),
        ]);
        Some(row)
    });
    let mut columns = vec![NUMBER, TICKET, HANDLER];
    columns.extend(CRITERIA.iter().map(|key| Column::new(key, labelled(key))));
    columns.extend([
        Column::new("finding", t("Finding", "问题")).wrapped(),
        Column::new("advice", t("Advice", "改进建议")).wrapped(),
        Column::new("notes", t("Remarks", "备注")).wrapped(),
        Column::new("by", t("Scored by", "质检人")),
    ]);
    View::list(t("Failed", "不合格工单"), columns, rows.collect()).key("failed")
}

/// What is done about it: those of the period, and older ones that are open.
fn measures(all: &Audited) -> View<'static> {
    let rows = all.measures.iter().map(|one| {
        let state = match (one.done, one.cancelled) {
            (Some(_), _) => named("done", t("done", "已完成")),
            (_, Some(_)) => named("cancelled", t("cancelled", "已取消")),
            _ if one.due < all.at => named("overdue", t("overdue", "逾期")),
            _ => named("open", t("open", "未完成")),
        };
        vec![
            Cell::Line(one.number.clone()),
            Cell::Line(one.what.clone()),
            line(one.owner.as_deref()),
            Cell::Moment(one.due),
            state,
            one.done.map_or(Cell::Empty, Cell::Moment),
            Cell::Line(one.audit.clone()),
            Cell::Line(one.ticket.clone()),
        ]
    });
    let columns = vec![
        NUMBER,
        Column::new("what", t("Measure", "改进事项")).wrapped(),
        Column::new("owner", t("Who", "责任人")),
        Column::new("due", t("Until", "期限")),
        Column::new("state", t("State", "状态")),
        Column::new("done_at", t("Done", "完成时间")),
        Column::new("audit", t("Check", "质检记录")),
        TICKET,
    ];
    View::list(t("Measures", "改进措施"), columns, rows.collect()).key("measures")
}

/// How each week was drawn, so that it can be drawn again.
fn weeks(all: &Audited) -> View<'static> {
    let rows = all.weeks.iter().map(|(week, closed)| {
        let of: Vec<&Checked> = all.checked.iter().filter(|one| one.week == *week).collect();
        let first = of.first();
        let whole = |number: Option<i64>| number.map_or(Cell::Empty, Cell::Whole);
        let sums = Sums::of(of.iter().copied(), all.policy.pass);
        vec![
            Cell::Line(week.clone()),
            Cell::Whole(*closed),
            whole(first.and_then(|one| one.pool)),
            Cell::Whole(sums.drawn),
            Cell::Whole(sums.scored),
            whole(first.and_then(|one| one.seed)),
        ]
    });
    let columns = vec![
        Column::new("week", t("Week", "周次")),
        Column::new("closed", t("Closed", "关闭工单")),
        Column::new("pool", t("When drawn", "抽样时工单数")),
        Column::new("drawn", t("Drawn", "抽查")),
        Column::new("scored", t("Scored", "已评分")),
        Column::new("seed", t("Seed", "种子")),
    ];
    View::list(t("Draws", "抽样明细"), columns, rows.collect()).key("weeks")
}

fn line(text: Option<&str>) -> Cell {
    match text {
        Some(text) if !text.is_empty() => Cell::Line(text.to_owned()),
        _ => Cell::Empty,
    }
}
