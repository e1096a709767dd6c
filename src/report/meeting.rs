//! The packs for two meetings (F46): each week pre-sales and after-sales together (RP-11),
//! every other month after-sales with development and supply (RP-10). What there is to talk
//! about comes from the file; what is agreed has room to be written beside it.

mod analysis;
mod room;

pub use analysis::analysis;

use chrono::NaiveDate;

use room::{agreed, points};

use crate::records::choices::{DeliveryStatus, DeviationKind, FeedbackClass};
use crate::say;
use crate::store::{ByProduct, Frequent, Point};
use crate::value::{Cell, Choice, ChoiceSet as _, Day, Moment, Value as _, YesNo};
use crate::view::{Column, NUMBER, View};
use crate::words::{Say, Text, t};

/// What both packs begin with.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// `2026-W12`, `2026-03`.
    pub code: String,
    pub name: Say,
    pub first: NaiveDate,
    pub last: NaiveDate,
    /// Everything as of this moment.
    pub at: Moment,
    /// Whether there is room for what is agreed.
    pub room: bool,
    /// What earlier minutes left open.
    pub undone: Vec<Point>,
}

/// What the joint meeting talks about.
#[derive(Clone, Debug)]
pub struct Joint {
    pub meeting: Meeting,
    pub going_on: Vec<Point>,
    pub won: Vec<Point>,
    pub heard: Vec<Point>,
    pub risks: Vec<Point>,
}

/// What the analysis meeting talks about.
#[derive(Clone, Debug)]
pub struct Analysis {
    pub meeting: Meeting,
    pub causes: Vec<Frequent>,
    pub products: Vec<ByProduct>,
    pub suggested: Vec<Point>,
    pub defects: Vec<Point>,
}

const CUSTOMER: Column = Column::new("customer", t("Customer", "客户"));
const OWNER: Column = Column::new("owner", t("With whom", "负责人"));
const KIND: Column = Column::new("kind", t("Kind", "类别"));
const STATE: Column = Column::new("state", t("State", "状态"));

/// What is written in by hand.
const SOLUTION: Column = Column::new("solution", t("Solution found together", "联合解决方案"));

const fn of(code: &'static str, label: Text) -> Choice {
    Choice {
        code,
        label,
        aliases: &[],
    }
}

/// How something stands that has no status of its own.
const STANDING: &[Choice] = &[
    of("open", t("open", "未结")),
    of("responded", t("responded", "已响应")),
    of("resolved", t("solution given", "已给出方案")),
    of("closed", t("closed", "已闭环")),
    of("low", t("low score", "低分")),
    of("urgent", t("urgent", "紧急")),
    of("escalated", t("escalated", "已升级")),
    of("reopened", t("reopened", "已重开")),
    of("overdue", t("overdue", "逾期")),
];

/// What is talked about beside feedback, by the record it comes from.
const FROM: &[Choice] = &[
    of("survey", t("Survey", "满意度调查")),
    of("ticket", t("Ticket", "工单")),
    of("deviation", t("Deviation", "执行偏差")),
    of("milestone", t("Milestone", "里程碑")),
    of("promise", t("Promise", "承诺")),
    of("quality", t("Quality", "质量")),
    of("logistics", t("Logistics", "物流")),
];

/// The tables of the joint meeting.
pub fn joint(all: &Joint) -> Vec<View<'static>> {
    let title = t("Joint meeting of pre- and after-sales", "售前售后联席会");
    let meeting = &all.meeting;
    let mut views = vec![
        head(meeting, title),
        undone(meeting),
        going_on(&all.going_on),
        won(&all.won),
        heard(&all.heard),
        risks(&all.risks),
    ];
    if meeting.room {
        let all = points(&all.going_on)
            .chain(points(&all.heard))
            .chain(points(&all.risks));
        let what = ("agreed", t("Agreed in the meeting", "会议决议"));
        views.push(agreed(what, SOLUTION, all));
    }
    views
}

fn head(meeting: &Meeting, what: Text) -> View<'static> {
    let Say { en, zh } = &meeting.name;
    let (what_en, what_zh) = (what.en, what.zh);
    let title = say!("{what_en}, {en}", "{what_zh}材料，{zh}");
    let columns = vec![
        Column::new("period", t("Period", "周期")),
        Column::new("from", t("From", "起")),
        Column::new("to", t("To", "止")),
        Column::new("as_of", t("As of", "截至")),
    ];
    let row = vec![
        Cell::Line(meeting.code.clone()),
        Cell::Day(Day(meeting.first)),
        Cell::Day(Day(meeting.last)),
        Cell::Moment(meeting.at),
    ];
    View::sheet(title, columns, row).key("report")
}

fn table(
    (key, title): (&'static str, Text),
    columns: Vec<Column>,
    rows: impl Iterator<Item = Vec<Cell>>,
) -> View<'static> {
    View::list(title, columns, rows.collect()).key(key)
}

fn undone(meeting: &Meeting) -> View<'static> {
    let rows = meeting.undone.iter().map(|one| {
        vec![
            Cell::Line(one.number.clone()),
            Cell::Long(one.what.clone()),
            state(one, &[STANDING]),
            one.when.clone(),
            line(one.owner.as_deref()),
        ]
    });
    let columns = vec![
        NUMBER,
        Column::new("decisions", t("Decisions", "决议")).wrapped(),
        STATE,
        Column::new("due", t("Due", "期限")),
        Column::new("owner", t("Who", "责任人")),
    ];
    View::list(
        t("Open from earlier meetings", "以往会议未结事项"),
        columns,
        rows.collect(),
    )
    .key("undone")
}

fn going_on(points: &[Point]) -> View<'static> {
    let rows = points.iter().map(|one| {
        let mut row = subject(one);
        row.extend(standing(one, &[DeliveryStatus::CHOICES]));
        row
    });
    let columns = vec![
        NUMBER,
        CUSTOMER,
        Column::new("what", t("Delivery", "交付内容")).wrapped(),
        STATE,
        Column::new("planned", t("Planned for", "计划日期")),
        Column::new("last", t("Last word", "最近进展")).wrapped(),
        OWNER,
    ];
    let what = ("progress", t("Progress of projects", "项目进展"));
    table(what, columns, rows)
}

fn won(points: &[Point]) -> View<'static> {
    let rows = points.iter().map(|one| {
        let mut row = subject(one);
        let handed = one.state.as_deref() == Some("handed");
        row.extend([
            one.when.clone(),
            YesNo::from(handed).cell(),
            line(one.owner.as_deref()),
        ]);
        row
    });
    let columns = vec![
        NUMBER,
        CUSTOMER,
        Column::new("what", t("Deal", "商机")).wrapped(),
        Column::new("won_at", t("Won", "成交时间")),
        Column::new("handed", t("Handed to after-sales", "已移交售后")),
        OWNER,
    ];
    let what = ("won", t("Deals won", "新成交"));
    table(what, columns, rows)
}

fn heard(points: &[Point]) -> View<'static> {
    let rows = points.iter().map(|one| {
        let mut row = vec![kind(one, &[FeedbackClass::CHOICES, FROM])];
        row.extend(subject(one));
        row.extend(standing(one, &[STANDING]));
        row
    });
    let columns = vec![
        KIND,
        NUMBER,
        CUSTOMER,
        Column::new("what", t("What was said", "反馈内容")).wrapped(),
        STATE,
        Column::new("at", t("When", "时间")),
        Column::new("last", t("Solution so far", "已给出方案")).wrapped(),
        OWNER,
    ];
    let what = ("feedback", t("What customers say", "客户反馈"));
    table(what, columns, rows)
}

fn risks(points: &[Point]) -> View<'static> {
    let rows = points.iter().map(|one| {
        let mut row = vec![kind(one, &[FROM])];
        row.extend(subject(one));
        row.extend(standing(one, &[STANDING, DeviationKind::CHOICES]));
        row
    });
    let columns = vec![
        KIND,
        NUMBER,
        CUSTOMER,
        Column::new("what", t("What", "内容")).wrapped(),
        Column::new("state", t("Why", "原因")),
        Column::new("since", t("Since or due", "起始或期限")),
        Column::new("last", t("Measure so far", "已有措施")).wrapped(),
        OWNER,
    ];
    let what = ("risks", t("Risks", "潜在风险"));
    table(what, columns, rows)
}

/// A code by whichever of the sets knows it; as it is where none does.
fn coded(code: &str, sets: &[&'static [Choice]]) -> Cell {
    let mut known = sets.iter().flat_map(|set| set.iter());
    let known = known.find(|choice| choice.code == code);
    known.map_or_else(
        || Cell::Line(code.to_owned()),
        |choice| Cell::Choice(*choice),
    )
}

fn kind(one: &Point, sets: &[&'static [Choice]]) -> Cell {
    coded(&one.kind, sets)
}

fn state(one: &Point, sets: &[&'static [Choice]]) -> Cell {
    let code = one.state.as_deref();
    code.map_or(Cell::Empty, |code| coded(code, sets))
}

/// Number, customer and what it is about.
fn subject(one: &Point) -> Vec<Cell> {
    vec![
        Cell::Line(one.number.clone()),
        line(Some(&one.customer)),
        line(Some(&one.what)),
    ]
}

/// How it stands, when, what was last said of it, and whose it is.
fn standing(one: &Point, sets: &[&'static [Choice]]) -> [Cell; 4] {
    [
        state(one, sets),
        one.when.clone(),
        line(one.last.as_deref()),
        line(one.owner.as_deref()),
    ]
}

fn line(text: Option<&str>) -> Cell {
    match text {
        Some(text) if !text.is_empty() => Cell::Long(text.to_owned()),
        _ => Cell::Empty,
    }
}
