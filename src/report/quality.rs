//! How good the data are (RP-21, K30–K33): what was entered and verified in a term; and as
//! the file is now what is missing, to be confirmed, unreachable, unverified and double.

use std::collections::BTreeMap;

use super::compare::{Figure, Rate};
use super::spans::{Given, Periodic, line};
use crate::store::Entered;
use crate::value::Cell;
use crate::view::{Column, Rank, View};
use crate::words::{Say, t};

/// The data of a term; those of the newest with how the file is now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quality {
    pub entered: Entered,
    pub now: Vec<Checked>,
    /// What may be the same, group by group.
    pub doubles: Vec<Double>,
}

/// A customer as its data are now.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    pub number: String,
    pub name: String,
    pub owner: Option<String>,
    /// What the playbook asks for, and how much of it is answered.
    pub filled: Rate,
    /// What is missing, by the labels of the form; empty where nothing is.
    pub missing: Say,
    /// How many answers are to be confirmed.
    pub open: i64,
    pub reachable: bool,
    pub left: i64,
    pub verified: bool,
}

/// A customer that may be another one.
#[derive(Clone, Debug, PartialEq)]
pub struct Double {
    pub group: i64,
    pub why: crate::words::Text,
    pub number: String,
    pub name: String,
}

pub const REPORT: Periodic<Quality> = Periodic {
    name: "data",
    title: t("Data quality", "客户信息准确性核查报告"),
    lines: &[
        line("customers", t("New customers", "新增客户"), |f| {
            Figure::Count(f.entered.customers)
        }),
        line(
            "entered_soon_share",
            t("Entered within a day", "信息录入及时率"),
            |f| share(f.entered.customers_soon, f.entered.customers),
        ),
        line("followups", t("Follow-ups", "跟进次数"), |f| {
            Figure::Count(f.entered.followups)
        }),
        line(
            "logged_soon_share",
            t("Logged within a day", "沟通记录及时率"),
            |f| share(f.entered.followups_soon, f.entered.followups),
        ),
        line(
            "verified",
            t("Customers verified", "已核实客户"),
            |f| Figure::Count(f.entered.verified),
        ),
        line("confirmed", t("Items confirmed", "核实无误项"), |f| {
            Figure::Count(f.entered.confirmed)
        }),
        line("changed", t("Items changed", "核实变更项"), |f| {
            Figure::Count(f.entered.changed)
        }),
        line(
            "to_confirm",
            t("Items to confirm", "仍待确认项"),
            |f| Figure::Count(f.entered.to_confirm),
        ),
    ],
    graphs: &[
        &["entered_soon_share", "logged_soon_share"],
        &["verified"],
        &["confirmed", "changed", "to_confirm"],
    ],
    tables,
};

fn share(n: i64, of: i64) -> Figure {
    Figure::Share(Rate { n, of }.share())
}

fn tables(told: &Given<'_, Quality>) -> Vec<View<'static>> {
    let parts = [
        (
            t("As the file is now", "目前状况"),
            vec![whole(told), reps(told)],
        ),
        (
            t("The records behind", "明细"),
            vec![
                incomplete(told),
                unreachable(told),
                doubles(told),
                unverified(told),
            ],
        ),
    ];
    let views = parts
        .into_iter()
        .flat_map(|(part, views)| views.into_iter().map(move |view| view.within(part)));
    views.collect()
}

/// What a group of customers comes to.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    customers: i64,
    filled: Rate,
    incomplete: i64,
    open: i64,
    unreachable: i64,
    left: i64,
    unverified: i64,
}

fn sums<'a>(rows: impl IntoIterator<Item = &'a Checked>) -> Sums {
    let mut sums = Sums::default();
    for one in rows {
        sums.customers += 1;
        sums.filled.add(one.filled);
        sums.incomplete += i64::from(one.filled.n < one.filled.of);
        sums.open += one.open;
        sums.unreachable += i64::from(!one.reachable);
        sums.left += one.left;
        sums.unverified += i64::from(!one.verified);
    }
    sums
}

const COLUMNS: [Column; 7] = [
    Column::new("customers", t("Customers", "客户")),
    Column::new("complete_share", t("Complete", "信息完整率")).ranked(Rank::Vital),
    Column::new("incomplete", t("Incomplete", "信息不全")).ranked(Rank::Vital),
    Column::new("to_confirm", t("To confirm", "待确认项")),
    Column::new("unreachable", t("Unreachable", "无有效联系方式")),
    Column::new("left", t("Contacts who left", "已离职联系人")),
    Column::new("unverified", t("Not verified in the period", "本期未核实")),
];

fn cells(sums: &Sums) -> [Cell; 7] {
    [
        Cell::Whole(sums.customers),
        Figure::Share(sums.filled.share()).cell(),
        Cell::Whole(sums.incomplete),
        Cell::Whole(sums.open),
        Cell::Whole(sums.unreachable),
        Cell::Whole(sums.left),
        Cell::Whole(sums.unverified),
    ]
}

fn whole(told: &Given<'_, Quality>) -> View<'static> {
    let mut columns = COLUMNS.to_vec();
    columns.push(Column::new("doubles", t("May be double", "疑似重复客户")));
    let mut row: Vec<Cell> = cells(&sums(&told.this.now)).into();
    row.push(Cell::Whole(told.this.doubles.len() as i64));
    View::sheet(t("As the file is now", "目前状况"), columns, row).key("now")
}

fn reps(told: &Given<'_, Quality>) -> View<'static> {
    let mut reps: BTreeMap<Option<&str>, Vec<&Checked>> = BTreeMap::new();
    for one in &told.this.now {
        reps.entry(one.owner.as_deref()).or_default().push(one);
    }
    let rows = reps.into_iter().map(|(rep, all)| {
        let rep = rep.map_or(Cell::Text(t("(nobody)", "（无负责人）")), |rep| {
            Cell::Line(rep.to_owned())
        });
        let mut row = vec![rep];
        row.extend(cells(&sums(all)));
        row
    });
    let mut columns = vec![Column::new("rep", t("Rep", "人员")).ranked(Rank::Main)];
    columns.extend(COLUMNS);
    View::list(
        t("As the file is now, by colleague", "目前状况：按人员"),
        columns,
        rows.collect(),
    )
    .key("reps")
}

const CUSTOMER: Column = Column::new("customer", t("Customer", "客户名称")).ranked(Rank::Main);
const OWNER: Column = Column::new("owner", t("Owner", "负责人")).ranked(Rank::Vital);

fn link(one: &Checked) -> Cell {
    Cell::Link(one.number.clone(), one.name.clone())
}

fn owner(one: &Checked) -> Cell {
    one.owner.clone().map_or(Cell::Empty, Cell::Line)
}

/// The least complete first.
fn incomplete(told: &Given<'_, Quality>) -> View<'static> {
    let mut rows: Vec<&Checked> = told
        .this
        .now
        .iter()
        .filter(|one| one.filled.n < one.filled.of || one.open > 0)
        .collect();
    rows.sort_by(|one, other| {
        let lacks = |it: &Checked| it.filled.of - it.filled.n;
        (lacks(other), other.open, &one.number).cmp(&(lacks(one), one.open, &other.number))
    });
    let columns = vec![
        CUSTOMER,
        Column::new("complete_share", t("Complete", "完整率")).ranked(Rank::Vital),
        Column::new("missing", t("Missing", "缺少")).wrapped(),
        Column::new("to_confirm", t("To confirm", "待确认项")),
        OWNER,
    ];
    let title = t("Missing or to be confirmed", "信息不全或待确认的客户");
    told.records(("incomplete", title), columns, &rows, |one| {
        vec![
            link(one),
            Figure::Share(one.filled.share()).cell(),
            Cell::Text(t(
                crate::words::keep(&one.missing.en),
                crate::words::keep(&one.missing.zh),
            )),
            Cell::Whole(one.open),
            owner(one),
        ]
    })
}

fn unreachable(told: &Given<'_, Quality>) -> View<'static> {
    let rows: Vec<&Checked> = told.this.now.iter().filter(|one| !one.reachable).collect();
    let columns = vec![
        CUSTOMER,
        Column::new("left", t("Contacts who left", "已离职联系人")),
        OWNER,
    ];
    let title = t(
        "No phone, e-mail or WeChat of anybody",
        "无有效联系方式的客户",
    );
    told.records(("unreachable", title), columns, &rows, |one| {
        vec![link(one), Cell::Whole(one.left), owner(one)]
    })
}

fn doubles(told: &Given<'_, Quality>) -> View<'static> {
    let columns = vec![
        Column::new("group", t("Group", "组")),
        CUSTOMER,
        Column::new("why", t("The same", "相同之处")).ranked(Rank::Vital),
    ];
    let title = t("May be the same customer", "疑似重复客户");
    told.records(("doubles", title), columns, &told.this.doubles, |one| {
        vec![
            Cell::Whole(one.group),
            Cell::Link(one.number.clone(), one.name.clone()),
            Cell::Text(one.why),
        ]
    })
}

fn unverified(told: &Given<'_, Quality>) -> View<'static> {
    let rows: Vec<&Checked> = told.this.now.iter().filter(|one| !one.verified).collect();
    let title = t("Not verified in the period", "本期未核实的客户");
    told.records(("unverified", title), vec![CUSTOMER, OWNER], &rows, |one| {
        vec![link(one), owner(one)]
    })
}
