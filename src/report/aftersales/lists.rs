//! The lists of the after-sales report: who had the tickets, which causes come up most
//! and where they go, what came back, what is overdue, and what to do.

use std::collections::{BTreeMap, BTreeSet};

use super::{Aftersales, Work, rate_cells};
use crate::records::choices::{Cause, Priority, TicketTeam};
use crate::report::compare::{Rate, UNSTATED};
use crate::value::{Cell, Choice, ChoiceSet, Moment};
use crate::view::{Column, NUMBER, Rank, View};
use crate::words::{Text, t};

/// A clock that was over when the term ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Overdue {
    pub number: String,
    pub customer: String,
    pub priority: Option<Priority>,
    pub rule: Choice,
    /// The due, or the time agreed instead.
    pub line: Moment,
    pub assignee: Option<i64>,
}

/// A customer that came back with the same cause.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeat {
    pub number: String,
    pub customer: String,
    pub cause: Option<Cause>,
    pub tickets: i64,
}

/// How many causes are told.
const CAUSES: usize = 10;

/// Where what a cause taught goes (F36): product defects to R&D, a fault of the process
/// into the service norms.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Destination {
    Research,
    Norms,
    Training,
    Logistics,
    Look,
}

impl Destination {
    const ALL: [Destination; 5] = [
        Destination::Research,
        Destination::Norms,
        Destination::Training,
        Destination::Logistics,
        Destination::Look,
    ];

    const fn of(cause: Cause) -> Self {
        match cause {
            Cause::HardwareFault | Cause::SoftwareFault | Cause::DesignDefect => {
                Destination::Research
            }
            Cause::ProcessIssue => Destination::Norms,
            Cause::Misoperation => Destination::Training,
            Cause::Logistics => Destination::Logistics,
            Cause::Other => Destination::Look,
        }
    }

    /// Where to, and what is to be done there.
    const fn told(self) -> (&'static str, Text, Text) {
        match self {
            Destination::Research => (
                "research",
                t("R&D", "研发部门"),
                t("Hand the product defects to R&D", "产品缺陷移交研发部门"),
            ),
            Destination::Norms => (
                "norms",
                t("service norms", "修订售后规范"),
                t("Revise the service norms", "针对服务流程问题修订售后规范"),
            ),
            Destination::Training => (
                "training",
                t("customer training", "客户培训"),
                t(
                    "Train the customers, improve the manual",
                    "加强客户操作培训，完善使用手册",
                ),
            ),
            Destination::Logistics => (
                "logistics",
                t("logistics", "物流与供应链"),
                t("Take it up with logistics", "与物流及供应链改进"),
            ),
            Destination::Look => (
                "look",
                t("to be looked at", "待归类"),
                t("Find the cause behind “other”", "细化“其他”原因"),
            ),
        }
    }

    fn place(self) -> Cell {
        let (code, label, _) = self.told();
        Cell::Choice(Choice {
            code,
            label,
            aliases: &[],
        })
    }
}

fn cause_of(code: &str) -> Cause {
    Cause::from_code(code).unwrap_or(Cause::Other)
}

/// The causes that came up most, by product, and where each goes.
pub(super) fn causes(all: &Aftersales<'_>) -> View<'static> {
    let mut most: Vec<_> = all.this.served.causes.iter().collect();
    most.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
    let of = all.this.served.causes.values().sum();
    let rows = most.into_iter().take(CAUSES).map(|(key, n)| {
        let cause = cause_of(key.0);
        let mut row = vec![Cell::Choice(cause.choice()), said(&key.1)];
        row.extend(rate_cells(Rate { n: *n, of }));
        let before = all
            .before
            .served
            .causes
            .get(key)
            .copied()
            .unwrap_or_default();
        row.extend([Cell::Whole(before), Destination::of(cause).place()]);
        row
    });
    let columns = vec![
        Column::new("cause", t("Cause", "原因")).ranked(Rank::Main),
        Column::new("product", t("Product", "产品")),
        Column::new("tickets", t("Tickets", "工单数")),
        Column::new("of", t("Of", "已知原因")),
        Column::new("share", t("Share", "占比")),
        Column::new("tickets_before", t("Before", "上期")),
        Column::new("destination", t("Goes to", "去向")).ranked(Rank::Vital),
    ];
    View::list(
        t("Frequent causes", "高频问题原因"),
        columns,
        rows.collect(),
    )
    .key("causes")
}

pub(super) fn repeats(all: &Aftersales<'_>) -> View<'static> {
    let rows = all.repeats.iter().map(|one| {
        vec![
            Cell::Line(one.customer.clone()),
            Cell::Line(one.number.clone()),
            one.cause
                .map_or(Cell::Choice(UNSTATED), |cause| Cell::Choice(cause.choice())),
            Cell::Whole(one.tickets),
        ]
    });
    let columns = vec![
        Column::new("customer", t("Customer", "客户")),
        NUMBER,
        Column::new("cause", t("Cause", "原因")).ranked(Rank::Main),
        Column::new("tickets", t("Again", "重复工单")),
    ];
    View::list(
        t(
            "Repeats: same customer and cause within 90 days",
            "重复问题：同一客户同一原因90天内",
        ),
        columns,
        rows.collect(),
    )
    .key("repeats")
}

pub(super) fn over(all: &Aftersales<'_>) -> View<'static> {
    let until = all.about.until;
    let rows = all.over.iter().map(|one| {
        vec![
            Cell::Line(one.number.clone()),
            Cell::Line(one.customer.clone()),
            one.priority
                .map_or(Cell::Empty, |one| Cell::Choice(one.choice())),
            Cell::Choice(one.rule),
            Cell::Moment(one.line),
            Cell::Minutes(until.minutes_since(one.line)),
            named(all, one.assignee),
        ]
    });
    let columns = vec![
        NUMBER,
        Column::new("customer", t("Customer", "客户")),
        Column::new("priority", t("Priority", "优先级")),
        Column::new("clock", t("Clock", "时限")),
        Column::new("due", t("Due", "期限")),
        Column::new("over_minutes", t("Overdue by", "超时")).ranked(Rank::Vital),
        Column::new("assignee", t("Assignee", "处理人")),
    ];
    View::list(
        t("Overdue at the end", "期末超时工单"),
        columns,
        rows.collect(),
    )
    .key("overdue")
}

/// What a row of colleagues or teams says, after who it is.
const WORK: [Column; 8] = [
    Column::new("received", t("Received", "受理")),
    Column::new("solved", t("Solved", "解决")),
    Column::new("closed", t("Closed", "关闭")),
    Column::new("open", t("Open", "未关闭")),
    Column::new("kept", t("In time", "按时")),
    Column::new("due", t("Due", "到期")),
    Column::new("kept_share", t("Share in time", "按时率")),
    Column::new("kept_share_before", t("Share before", "上期按时率")).ranked(Rank::Lesser),
];

const RESPONSE: Column = Column::new(
    "working_response_mean_minutes",
    t("First response, working time", "平均响应（工作时间）"),
)
.ranked(Rank::Lesser);

fn work(who: Cell, work: Option<&Work>, kept: Rate, before: Rate) -> Vec<Cell> {
    let none = Work::default();
    let work = work.unwrap_or(&none);
    let counts = [work.received, work.solved, work.closed, work.open];
    let mut row = vec![who];
    row.extend(counts.map(Cell::Whole));
    row.extend(rate_cells(kept));
    let [_, _, share] = rate_cells(before);
    row.push(share);
    row.push(work.response().map_or(Cell::NoData, Cell::Minutes));
    row
}

/// Everybody who had a ticket or owed one, the busiest first.
fn workers<K: Ord + Copy>(
    works: &BTreeMap<K, Work>,
    kept: &BTreeMap<K, Rate>,
    before: &BTreeMap<K, Rate>,
    name: impl Fn(K) -> Cell,
) -> Vec<Vec<Cell>> {
    let mut who: Vec<K> = works.keys().chain(kept.keys()).copied().collect();
    who.sort();
    who.dedup();
    who.sort_by_key(|who| std::cmp::Reverse(works.get(who).map_or(0, |work| work.received)));
    let rate = |rates: &BTreeMap<K, Rate>, who: &K| rates.get(who).copied().unwrap_or_default();
    who.iter()
        .map(|who| {
            work(
                name(*who),
                works.get(who),
                rate(kept, who),
                rate(before, who),
            )
        })
        .collect()
}

pub(super) fn reps(all: &Aftersales<'_>) -> View<'static> {
    let (kept, before) = (&all.this.clocks.reps, &all.before.clocks.reps);
    let rows = workers(&all.this.served.reps, kept, before, |who| named(all, who));
    let mut columns = vec![Column::new("rep", t("Assignee", "处理人")).ranked(Rank::Main)];
    columns.extend(WORK);
    columns.push(RESPONSE);
    View::list(t("By colleague", "按处理人"), columns, rows).key("by_rep")
}

pub(super) fn teams(all: &Aftersales<'_>) -> View<'static> {
    let (kept, before) = (&all.this.clocks.teams, &all.before.clocks.teams);
    let rows = workers(&all.this.served.teams, kept, before, |code| {
        let team = code.and_then(TicketTeam::from_code);
        Cell::Choice(team.map_or(UNSTATED, |team| team.choice()))
    });
    let mut columns = vec![Column::new("team", t("Team", "处理团队")).ranked(Rank::Main)];
    columns.extend(WORK);
    columns.push(RESPONSE);
    View::list(t("By team", "按处理团队"), columns, rows).key("by_team")
}

/// What follows from the figures: each only where there is a case of it.
pub(super) fn actions(all: &Aftersales<'_>) -> View<'static> {
    let (this, served) = (all.about.term, &all.this.served);
    let span = format!("--from {} --to {}", this.first, this.last);
    let mut rows = Vec::new();
    let mut add = |code, label, n: i64, command: String| {
        if n > 0 {
            let what = Cell::Choice(Choice {
                code,
                label,
                aliases: &[],
            });
            rows.push(vec![what, Cell::Whole(n), said(&command)]);
        }
    };
    for destination in Destination::ALL {
        let (code, _, label) = destination.told();
        let goes = |cause: &Cause| Destination::of(*cause) == destination;
        let mine: Vec<Cause> = Cause::VARIANTS.iter().copied().filter(goes).collect();
        let n = served
            .causes
            .iter()
            .filter(|((code, _), _)| goes(&cause_of(code)))
            .map(|(_, n)| n)
            .sum();
        let causes: Vec<&str> = mine.iter().map(|cause| cause.code()).collect();
        add(
            code,
            label,
            n,
            format!("kehu ticket list --cause {} {span}", causes.join(",")),
        );
    }
    let over: BTreeSet<&str> = all.over.iter().map(|one| one.number.as_str()).collect();
    let over = over.len() as i64;
    add(
        "overdue",
        t(
            "Finish what is overdue, and tell the superiors",
            "处理超时工单并提醒上级",
        ),
        over,
        "kehu ticket list --overdue".to_owned(),
    );
    add(
        "repeats",
        t("Find out why problems come back", "分析重复问题"),
        served.repeats.n,
        String::new(),
    );
    add(
        "reopened",
        t("Look again at what was reopened", "复盘重新处理的工单"),
        served.again.n,
        String::new(),
    );
    let unhappy = served.satisfaction.satisfied();
    add(
        "unhappy",
        t(
            "Follow up revisits that gave 3 or less",
            "跟进回访评分3分及以下的客户",
        ),
        unhappy.of - unhappy.n,
        String::new(),
    );
    let columns = vec![
        Column::new("action", t("What to do", "后续行动")).wrapped(),
        Column::new("tickets", t("Tickets", "工单数")),
        Column::new("command", t("See them", "查看")).wrapped(),
    ];
    View::list(t("What to do", "后续行动"), columns, rows).key("actions")
}

fn named(all: &Aftersales<'_>, who: Option<i64>) -> Cell {
    let name = who.and_then(|who| all.names.iter().find(|(id, _)| *id == who));
    name.map_or(Cell::Choice(UNSTATED), |(_, name)| Cell::Line(name.clone()))
}

fn said(text: &str) -> Cell {
    match text.is_empty() {
        true => Cell::Empty,
        false => Cell::Line(text.to_owned()),
    }
}
