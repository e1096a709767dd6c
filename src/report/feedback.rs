//! The feedback report of a term (RP-05, F32): praise, suggestions and complaints, what
//! they have in common, how soon they were answered and solved, and what is still open.

use std::collections::BTreeMap;

use super::aftersales::{Clocks, kept};
use super::compare::{Figure, Rate, UNSTATED, count, distribution, of_term, rate, rates};
use super::laid::beside;
use super::spans::{About, Graph, Line, head, line, measured};
use super::standing::feedback_stood;
use crate::records::choices::{Department, FeedbackClass, Kpi};
use crate::store::{FeedbackRow, Period, Tally};
use crate::value::{Cell, ChoiceSet as _, Moment, Value as _, YesNo, without_contacts};
use crate::view::{Column, NUMBER, Rank, View};
use crate::words::{Text, t};

/// The figures of a term.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Voiced {
    /// Open when it began, and when it ended.
    pub brought: i64,
    pub open: i64,
    pub received: i64,
    pub escalated: i64,
    pub closed: i64,
    pub by_class: Tally,
    pub by_department: Tally,
    /// By department and cause, where either is known.
    pub common: BTreeMap<(Option<&'static str>, Option<String>), i64>,
    /// Of those received, how many are answered, solved, closed; of the complaints.
    pub responded: Rate,
    pub resolved: Rate,
    pub complaints_closed: Rate,
    /// Of the complaints solved in the term, how many had their second revisit.
    pub second: Rate,
}

impl FeedbackRow {
    pub fn is_complaint(&self) -> bool {
        self.class == Some(FeedbackClass::Complaint)
    }
}

/// Counts a term out of all feedback read.
pub fn voiced(rows: &[FeedbackRow], period: &Period) -> Voiced {
    let mut all = Voiced::default();
    let (mut classes, mut departments) = (BTreeMap::new(), BTreeMap::new());
    let within = |at: Moment| at >= period.from && at < period.to;
    for row in rows.iter().filter(|row| row.received < period.to) {
        let stood = feedback_stood(row, period);
        let complaint = row.is_complaint();
        all.brought += i64::from(stood.brought);
        all.open += i64::from(stood.open);
        all.closed += i64::from(stood.closed);
        all.escalated += i64::from(stood.escalated);
        if complaint && row.resolved.is_some_and(within) {
            all.second.count(row.revisited);
        }
        if !stood.received {
            continue;
        }
        all.received += 1;
        all.responded
            .count(row.responded.or(row.resolved).or(row.closed).is_some());
        all.resolved.count(row.resolved.or(row.closed).is_some());
        if complaint {
            all.complaints_closed.count(row.closed.is_some());
        }
        let department = row.department.map(|one| one.code());
        *classes.entry(row.class.map(|one| one.code())).or_insert(0) += 1;
        *departments.entry(department).or_insert(0) += 1;
        if department.is_some() || row.cause.is_some() {
            *all.common
                .entry((department, row.cause.clone()))
                .or_default() += 1;
        }
    }
    Voiced {
        by_class: tally(classes),
        by_department: tally(departments),
        ..all
    }
}

fn tally(counts: BTreeMap<Option<&'static str>, i64>) -> Tally {
    let counts = counts.into_iter();
    counts
        .map(|(code, n)| (code.map(str::to_owned), n))
        .collect()
}

/// A term's feedback, and that of the term before.
pub struct Voices<'a> {
    pub about: About<'a>,
    pub this: Answered,
    pub before: Answered,
    /// The same term of the year before.
    pub year: Option<Answered>,
    /// What was open at the end, and the complaints solved in the term.
    pub open: Vec<&'a FeedbackRow>,
    pub solved: Vec<&'a FeedbackRow>,
    /// Free text as it stands, contacts and all.
    pub reveal: bool,
}

/// How many common problems are told.
const COMMON: usize = 10;

const FIGURES: Text = t("Figures", "数据");
const LIMITS: Text = t("Answered and solved", "响应与解决");
const LISTS: Text = t("What is open", "待闭环事项");

/// Its tables. What customers' words led to, the proposals for improvement, stands with
/// their own record.
pub fn feedback(all: &Voices<'_>) -> Vec<View<'static>> {
    let (this, before) = (&all.this.voiced, &all.before.voiced);
    let each: Vec<&Answered> = [&all.this, &all.before]
        .into_iter()
        .chain(&all.year)
        .collect();
    let class = [
        t("Received, by class", "收到反馈：类别"),
        t("Class", "反馈类别"),
    ];
    let department = [
        t("Received, by department", "收到反馈：涉及部门"),
        t("Department", "涉及部门"),
    ];
    let figures = vec![
        head(TITLE, &all.about),
        beside(LINES, &each, &all.about),
        counts(this, before),
        distribution(
            "by_class",
            class,
            FeedbackClass::CHOICES,
            &this.by_class,
            &before.by_class,
        ),
        distribution(
            "by_department",
            department,
            Department::CHOICES,
            &this.by_department,
            &before.by_department,
        ),
        common(this, before),
    ];
    let limits = vec![
        kept(
            t("Limits kept, by class", "时限执行：按类别"),
            Column::new("class", t("Class", "反馈类别")),
            FeedbackClass::CHOICES,
            &all.this.clocks,
            &all.before.clocks,
        ),
        outcomes(this, before),
    ];
    let parts = [
        (FIGURES, figures),
        (LIMITS, limits),
        (LISTS, vec![open(all), complaints(all)]),
    ];
    let views = parts
        .into_iter()
        .flat_map(|(section, views)| views.into_iter().map(move |view| view.within(section)));
    views.collect()
}

/// What was said in a term, and how its limits were kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answered {
    pub voiced: Voiced,
    pub clocks: Clocks,
}

/// What it is called.
pub const TITLE: Text = t("Feedback report", "客户反馈处理与优化报告");

/// Its figures.
pub const LINES: &[Line<Answered>] = &[
    line("received", t("Received", "收到反馈"), |f| {
        Figure::Count(f.voiced.received)
    }),
    line("complaints", t("Complaints", "投诉"), |f| {
        Figure::Count(f.voiced.complaints_closed.of)
    }),
    line("open", t("Open at the end", "期末未闭环"), |f| {
        Figure::Count(f.voiced.open)
    }),
    line(
        "response_kept_share",
        t("Answered in time", "响应按时率"),
        |f| Figure::Share(f.clocks.kept(Some("feedback-respond")).share()),
    ),
    line(
        "solution_kept_share",
        t("Solved in time", "解决方案按时率"),
        |f| Figure::Share(f.clocks.kept(Some("feedback-resolve")).share()),
    ),
    measured(
        Kpi::ComplaintsClosed,
        "complaints_closed_share",
        t("Complaints closed", "投诉闭环率"),
        |f| Figure::Share(f.voiced.complaints_closed.share()),
    ),
];

/// What is drawn where several terms are laid beside one another.
pub const GRAPHS: &[Graph] = &[
    &["received", "complaints", "open"],
    &["response_kept_share", "solution_kept_share"],
];

fn counts(this: &Voiced, before: &Voiced) -> View<'static> {
    let of =
        |code, label, how: fn(&Voiced) -> i64| count(code, label, how(this), how(before)).always();
    let items = [
        of(
            "open_before",
            t("Open at the beginning", "期初未闭环"),
            |f| f.brought,
        ),
        of("received", t("Received", "收到"), |f| f.received),
        of("closed", t("Closed", "闭环"), |f| f.closed),
        of("open", t("Open at the end", "期末未闭环"), |f| f.open),
        of("escalated", t("Escalated", "升级"), |f| f.escalated),
    ];
    View {
        chart: None,
        ..of_term(
            "feedback",
            t("Feedback", "反馈数量"),
            t("Feedback", "反馈"),
            &[],
            items,
        )
    }
}

/// What several customers said alike: the department and cause that came up most.
fn common(this: &Voiced, before: &Voiced) -> View<'static> {
    let mut most: Vec<_> = this.common.iter().collect();
    most.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
    let rows = most.into_iter().take(COMMON).map(|(key, n)| {
        let (department, cause) = key;
        let department = department.and_then(Department::from_code);
        vec![
            Cell::Choice(department.map_or(UNSTATED, |one| one.choice())),
            cause
                .as_ref()
                .map_or(Cell::Empty, |cause| Cell::Line(cause.clone())),
            Cell::Whole(*n),
            Cell::Whole(this.received),
            Figure::Share(
                Rate {
                    n: *n,
                    of: this.received,
                }
                .share(),
            )
            .cell(),
            Cell::Whole(before.common.get(key).copied().unwrap_or_default()),
        ]
    });
    let columns = vec![
        Column::new("department", t("Department", "涉及部门")),
        Column::new("cause", t("Cause", "原因分类")),
        Column::new("n", t("Feedback", "反馈数")).ranked(Rank::Vital),
        Column::new("of", t("Of", "总数")),
        Column::new("share", t("Share", "占比")),
        Column::new("n_before", t("Before", "上期")),
    ];
    View::list(t("Common problems", "共性问题"), columns, rows.collect()).key("common")
}

fn outcomes(this: &Voiced, before: &Voiced) -> View<'static> {
    rates(
        "rates",
        t("How far it came", "处理结果"),
        t("Share", "指标"),
        [
            rate(
                "responded",
                t("Answered of those received", "响应率"),
                this.responded,
                before.responded,
            ),
            rate(
                "resolved",
                t("Solved of those received", "解决率"),
                this.resolved,
                before.resolved,
            ),
            rate(
                "complaints_closed",
                t("Complaints closed", "投诉闭环率"),
                this.complaints_closed,
                before.complaints_closed,
            ),
            rate(
                "second_revisits",
                t("Solved complaints revisited again", "投诉二次回访率"),
                this.second,
                before.second,
            ),
        ],
    )
}

fn open(all: &Voices<'_>) -> View<'static> {
    let rows = all.open.iter().map(|row| {
        vec![
            Cell::Line(row.number.clone()),
            Cell::Line(row.customer.clone()),
            row.class.cell(),
            said(row, all.reveal),
            Cell::Moment(row.received),
            row.responded.cell(),
            row.resolved.cell(),
            row.escalated.cell(),
        ]
    });
    let columns = vec![
        NUMBER,
        Column::new("customer", t("Customer", "客户")),
        Column::new("class", t("Class", "类别")),
        Column::new("said", t("What was said", "反馈内容")).wrapped(),
        Column::new("received_at", t("Received", "接收时间")).ranked(Rank::Vital),
        Column::new("responded_at", t("Answered", "响应时间")),
        Column::new("resolved_at", t("Solved", "给出方案时间")),
        Column::new("escalated_at", t("Escalated", "升级时间")),
    ];
    View::list(
        t("Open at the end", "期末未闭环反馈"),
        columns,
        rows.collect(),
    )
    .key("open")
}

fn complaints(all: &Voices<'_>) -> View<'static> {
    let rows = all.solved.iter().map(|row| {
        vec![
            Cell::Line(row.number.clone()),
            Cell::Line(row.customer.clone()),
            said(row, all.reveal),
            row.resolved.cell(),
            YesNo::from(row.revisited).cell(),
        ]
    });
    let columns = vec![
        NUMBER,
        Column::new("customer", t("Customer", "客户")),
        Column::new("said", t("What was said", "反馈内容")).wrapped(),
        Column::new("resolved_at", t("Solved", "给出方案时间")),
        Column::new("revisited", t("Second revisit", "二次回访")).ranked(Rank::Vital),
    ];
    View::list(
        t(
            "Complaints solved, and whether they were revisited again",
            "已解决投诉的二次回访",
        ),
        columns,
        rows.collect(),
    )
    .key("complaints")
}

fn said(row: &FeedbackRow, reveal: bool) -> Cell {
    match reveal {
        true => Cell::Long(row.said.clone()),
        false => Cell::Long(without_contacts(&row.said)),
    }
}
