//! The supervisor's weekly check (RP-12, R053–R057): who was contacted too often,
//! who was lost touch with, which rhythms and reviews were missed, who is paused
//! and why, per colleague.
//! It names customers, for it is worked through; it names no phone.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::days::Stretch;
use crate::say;
use crate::value::{Cell, Choice, Day, Moment, Span};
use crate::view::{Column, NUMBER, Rows, View};
use crate::words::{Say, Text, t};

/// A customer, a rule, and who looks after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub number: String,
    pub customer: String,
    pub grade: Option<String>,
    pub rep: String,
    /// The rule's id and what it asks.
    pub rule: Choice,
}

/// More contacts than a limit allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Over {
    pub case: Case,
    /// How many there were in the limit's own period.
    pub times: i64,
    pub most: u32,
    pub last: Moment,
}

/// A rhythm that is overdue so long that the supervisor is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    pub case: Case,
    /// The last real contact; where there is none, since when it is owed.
    pub since: Moment,
    pub due: Moment,
    pub days: i64,
}

/// A contact that was due by the end of the week and not made in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    pub case: Case,
    /// The first of them.
    pub due: Moment,
    pub times: i64,
    /// When it was made all the same.
    pub met: Option<Moment>,
}

/// A review that nobody has made in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    pub case: Case,
    /// Who owes it.
    pub who: Vec<String>,
    pub since: Moment,
    pub due: Moment,
    pub late: Option<Span>,
}

/// A customer that is not followed up: a pause never stands without its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paused {
    pub number: String,
    pub customer: String,
    pub grade: Option<String>,
    pub rep: String,
    pub since: Moment,
    pub until: NaiveDate,
    /// Days since it was to be taken up again.
    pub late: Option<i64>,
    pub why: String,
}

/// A week, as its supervisor looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weekly {
    pub stretch: Stretch,
    /// The one colleague it is about.
    pub rep: Option<String>,
    /// Whose team it is; everybody's where there is none.
    pub team: Option<String>,
    /// As of when.
    pub at: Moment,
    /// Everybody in it, and how many customers they have.
    pub reps: Vec<(String, i64)>,
    pub over: Vec<Over>,
    pub lost: Vec<Lost>,
    pub missed: Vec<Missed>,
    pub reviews: Vec<Review>,
    pub paused: Vec<Paused>,
}

const CUSTOMER: Column = Column::new("customer", t("Customer", "客户"));
const GRADE: Column = Column::new("grade", t("Grade", "级别"));
const REP: Column = Column::new("rep", t("Rep", "负责人"));
const RULE: Column = Column::new("rule", t("Rule", "规则"));
const DUE: Column = Column::new("due", t("Due", "期限"));

const OVER: Text = t("Contacted too often", "过度联系");
const LOST: Text = t("Lost touch", "长期失联");
const MISSED: Text = t("Contacts missed or late", "未按频率跟进");
const REVIEWS: Text = t("Reviews overdue", "逾期未审核");
const PAUSED: Text = t("Paused", "暂停跟进");

/// The tables of the check.
pub fn weekly(week: &Weekly) -> Vec<View<'static>> {
    vec![
        head(week),
        reps(week),
        over(week),
        lost(week),
        missed(week),
        reviews(week),
        paused(week),
    ]
}

/// The tables as people want them: those without a row become one line.
pub fn without_empty(views: Vec<View<'static>>) -> (Vec<View<'static>>, Option<Say>) {
    let is_empty = |view: &View<'_>| matches!(&view.rows, Rows::Held(rows) if rows.is_empty());
    let (empty, kept): (Vec<_>, Vec<_>) = views.into_iter().partition(is_empty);
    let en: Vec<_> = empty.iter().map(|view| view.title.en.as_str()).collect();
    let zh: Vec<_> = empty.iter().map(|view| view.title.zh.as_str()).collect();
    let (en, zh) = (en.join("; "), zh.join("；"));
    let line = say!("None: {en}", "无：{zh}");
    (kept, (!empty.is_empty()).then_some(line))
}

fn head(week: &Weekly) -> View<'static> {
    let Say { en, zh } = week.stretch.name();
    let (who_en, who_zh) = match (&week.rep, &week.team) {
        (Some(name), _) => (name.clone(), name.clone()),
        (None, Some(name)) => (format!("the team of {name}"), format!("{name}团队")),
        (None, None) => ("everybody".to_owned(), "全体人员".to_owned()),
    };
    let title = say!("Weekly check, {en}: {who_en}", "{zh}跟进检查：{who_zh}");
    let columns = vec![
        Column::new("week", t("Week", "周")),
        Column::new("from", t("From", "起")),
        Column::new("to", t("To", "止")),
        Column::new("rep", t("Rep", "人员")),
        Column::new("team", t("Team of", "主管")),
        Column::new("as_of", t("As of", "截至")),
    ];
    let row = vec![
        Cell::Line(week.stretch.code()),
        Cell::Day(Day(week.stretch.first())),
        Cell::Day(Day(week.stretch.last())),
        line(week.rep.as_deref()),
        line(week.team.as_deref()),
        Cell::Moment(week.at),
    ];
    View::sheet(title, columns, row).key("report")
}

/// How many of each kind everybody has.
fn reps(week: &Weekly) -> View<'static> {
    let mut counted: BTreeMap<&str, [i64; 5]> = BTreeMap::new();
    let rep = |case: &'_ Case| case.rep.clone();
    let kinds: [Vec<String>; 5] = [
        week.over.iter().map(|one| rep(&one.case)).collect(),
        week.lost.iter().map(|one| rep(&one.case)).collect(),
        week.missed.iter().map(|one| rep(&one.case)).collect(),
        week.reviews.iter().map(|one| rep(&one.case)).collect(),
        week.paused.iter().map(|one| one.rep.clone()).collect(),
    ];
    for (at, reps) in kinds.iter().enumerate() {
        for rep in reps {
            let counts = counted.entry(rep.as_str()).or_default();
            if let Some(count) = counts.get_mut(at) {
                *count += 1;
            }
        }
    }
    let rows = week.reps.iter().map(|(name, customers)| {
        let counts = counted.get(name.as_str()).copied().unwrap_or_default();
        let mut row = vec![Cell::Line(name.clone()), Cell::Whole(*customers)];
        row.extend(counts.map(Cell::Whole));
        row
    });
    let columns = vec![
        REP,
        Column::new("customers", t("Customers", "客户数")),
        Column::new("over_contact", OVER),
        Column::new("lost_touch", LOST),
        Column::new("missed", MISSED),
        Column::new("reviews_overdue", REVIEWS),
        Column::new("paused", PAUSED),
    ];
    View::list(t("By colleague", "按人员"), columns, rows.collect()).key("reps")
}

fn over(week: &Weekly) -> View<'static> {
    let rows = week.over.iter().map(|one| {
        let mut row = cells(&one.case);
        row.extend([
            Cell::Whole(one.times),
            Cell::Whole(one.most.into()),
            Cell::Moment(one.last),
        ]);
        row
    });
    let columns = columns(&[
        Column::new("times", t("Contacts", "次数")),
        Column::new("allowed", t("Allowed", "上限")),
        Column::new("last", t("Last", "最近一次")),
    ]);
    View::list(OVER, columns, rows.collect()).key("over_contact")
}

fn lost(week: &Weekly) -> View<'static> {
    let rows = week.lost.iter().map(|one| {
        let mut row = cells(&one.case);
        row.extend([
            Cell::Moment(one.since),
            Cell::Moment(one.due),
            Cell::Whole(one.days),
        ]);
        row
    });
    let columns = columns(&[
        Column::new("since", t("Last contact or start", "最近联系或起算")),
        DUE,
        Column::new("days", t("Days without contact", "未联系天数")),
    ]);
    View::list(LOST, columns, rows.collect()).key("lost_touch")
}

fn missed(week: &Weekly) -> View<'static> {
    let rows = week.missed.iter().map(|one| {
        let mut row = cells(&one.case);
        row.extend([
            Cell::Moment(one.due),
            Cell::Whole(one.times),
            one.met.map_or(Cell::Empty, Cell::Moment),
        ]);
        row
    });
    let columns = columns(&[
        DUE,
        Column::new("times", t("Times", "次数")),
        Column::new("met", t("Made late", "补做时间")),
    ]);
    View::list(MISSED, columns, rows.collect()).key("missed")
}

fn reviews(week: &Weekly) -> View<'static> {
    let rows = week.reviews.iter().map(|one| {
        let mut row = cells(&one.case);
        row.extend([
            Cell::Tags(one.who.clone()),
            Cell::Moment(one.since),
            Cell::Moment(one.due),
            one.late.map_or(Cell::Empty, Cell::Span),
        ]);
        row
    });
    let columns = columns(&[
        Column::new("who", t("Waits for", "待谁审核")),
        Column::new("since", t("Since", "起始")),
        DUE,
        Column::new("late", t("Late by", "逾期")),
    ]);
    View::list(REVIEWS, columns, rows.collect()).key("reviews_overdue")
}

fn paused(week: &Weekly) -> View<'static> {
    let rows = week.paused.iter().map(|one| {
        vec![
            Cell::Line(one.number.clone()),
            Cell::Line(one.customer.clone()),
            line(one.grade.as_deref()),
            Cell::Line(one.rep.clone()),
            Cell::Moment(one.since),
            Cell::Day(Day(one.until)),
            one.late.map_or(Cell::Empty, Cell::Whole),
            Cell::Line(one.why.clone()),
        ]
    });
    let columns = vec![
        NUMBER,
        CUSTOMER,
        GRADE,
        REP,
        Column::new("since", t("Since", "起始")),
        Column::new("until", t("Until", "恢复日期")),
        Column::new("late", t("Days overdue", "逾期天数")),
        Column::new("why", t("Why", "暂停原因")),
    ];
    View::list(PAUSED, columns, rows.collect()).key("paused")
}

fn columns(more: &[Column]) -> Vec<Column> {
    [NUMBER, CUSTOMER, GRADE, REP, RULE]
        .iter()
        .chain(more)
        .copied()
        .collect()
}

fn cells(case: &Case) -> Vec<Cell> {
    vec![
        Cell::Line(case.number.clone()),
        Cell::Line(case.customer.clone()),
        line(case.grade.as_deref()),
        Cell::Line(case.rep.clone()),
        Cell::Choice(case.rule),
    ]
}

fn line(text: Option<&str>) -> Cell {
    text.map_or(Cell::Empty, |text| Cell::Line(text.to_owned()))
}
