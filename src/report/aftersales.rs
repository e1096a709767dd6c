//! The after-sales report of a term (RP-01, F36): tickets in and out, of what kind and
//! why, how long they took, how their clocks were kept, who had them, what came back,
//! and what to do about it. Shares stand beside what they are shares of.

mod clocks;
mod lists;
mod served;
mod times;

pub use clocks::{Clocked, Clocks, Counted, is_over};
pub use lists::{Overdue, Repeat};
pub use served::{Scores, Served, Work, served};
pub use times::{kept, rate_cells};

use super::Term;
use super::compare::{Figure, Item, Rate, count, distribution, item, of_term};
use crate::records::choices::{Area, Cause, Priority, QualityLevel, TicketChannel, TicketType};
use crate::say;
use crate::store::Tally;
use crate::value::{Cell, Choice, ChoiceSet as _, Day, Moment};
use crate::view::{Column, Shape, View};
use crate::words::{Text, t};

/// What a report of service is about.
pub struct About<'a> {
    pub term: Term,
    /// The colleague it is about; everybody where there is none.
    pub rep: Option<&'a str>,
    /// Which records alone, as the line named them.
    pub only: Option<String>,
    pub playbook: &'a str,
    /// As of when: the term's end, or now where it runs.
    pub until: Moment,
}

/// A term's tickets, and those of the term before.
pub struct Aftersales<'a> {
    pub about: About<'a>,
    pub this: Served,
    pub before: Served,
    pub clocks: Clocks,
    pub clocks_before: Clocks,
    /// What surveys of the term gave, where all tickets are meant.
    pub surveys: Option<[Scores; 2]>,
    pub over: Vec<Overdue>,
    pub repeats: Vec<Repeat>,
    /// Colleagues by id.
    pub names: Vec<(i64, String)>,
}

const OVERVIEW: Text = t("Overview", "概览");
const KINDS: Text = t("What came in", "受理情况");
const CLOCKS: Text = t("Times and clocks", "时长与时限");
const WHO: Text = t("Who", "人员与团队");
const WHY: Text = t("Causes and what follows", "原因与后续");

/// Its tables.
pub fn aftersales(all: &Aftersales<'_>) -> Vec<View<'static>> {
    let title = t("After-sales report", "售后数据分析报告");
    let (this, before) = (&all.this, &all.before);
    let mut views = vec![head(title, &all.about), headline(all), counts(this, before)];
    let mut within = |section: Text, tables: Vec<View<'static>>| {
        views.extend(tables.into_iter().map(|view| view.within(section)));
    };
    within(KINDS, kinds(this, before));
    within(
        CLOCKS,
        vec![
            times::times(
                "times",
                t("Time since acceptance", "自受理起的时长"),
                &this.times,
                &before.times,
            ),
            times::times(
                "working_times",
                t(
                    "Working time, without waiting for the customer",
                    "工作时间时长（不含待客户）",
                ),
                &this.working,
                &before.working,
            ),
            kept(
                t("Clocks kept, by priority", "时限执行：按优先级"),
                Column::new("priority", t("Priority", "优先级")),
                Priority::CHOICES,
                &all.clocks,
                &all.clocks_before,
            ),
            times::outcomes(all),
            times::waiting(this, before),
        ],
    );
    within(WHO, vec![lists::reps(all), lists::teams(all)]);
    within(
        WHY,
        vec![
            lists::causes(all),
            lists::repeats(all),
            lists::over(all),
            lists::actions(all),
        ],
    );
    for view in views.iter_mut().take(3) {
        view.section = Some(OVERVIEW);
    }
    views
}

/// What a report of a term is about.
pub fn head(title: Text, about: &About<'_>) -> View<'static> {
    let (name, en, zh) = (about.term.name(), title.en, title.zh);
    let (term_en, term_zh) = (name.en, name.zh);
    let (who_en, who_zh) = about
        .rep
        .map_or(("everybody", "全体人员"), |name| (name, name));
    let title = say!("{en}, {term_en}: {who_en}", "{term_zh}{zh}：{who_zh}");
    let line = |text: &str| Cell::Line(text.to_owned());
    let columns = vec![
        Column::new("period", t("Period", "期间")),
        Column::new("from", t("From", "起")),
        Column::new("to", t("To", "止")),
        Column::new("compared_with", t("Compared with", "对比期间")),
        Column::new("rep", t("Rep", "人员")),
        Column::new("only", t("Only", "范围")),
        Column::new("as_of", t("As of", "截至")),
        Column::new("playbook", t("Playbook", "规则手册")),
    ];
    let row = vec![
        Cell::Line(about.term.code()),
        Cell::Day(Day(about.term.first)),
        Cell::Day(Day(about.term.last)),
        Cell::Line(about.term.before().code()),
        about.rep.map_or(Cell::Empty, line),
        about.only.as_deref().map_or(Cell::Empty, line),
        Cell::Moment(about.until),
        line(about.playbook),
    ];
    View::sheet(title, columns, row).key("report")
}

/// The figures that stand for the whole.
pub fn glance(items: impl IntoIterator<Item = Item>) -> View<'static> {
    let items = items.into_iter().map(Item::always);
    View {
        shape: Shape::Figures,
        chart: None,
        ..of_term(
            "headline",
            t("At a glance", "概览"),
            t("Figure", "指标"),
            &[],
            items,
        )
    }
}

fn headline(all: &Aftersales<'_>) -> View<'static> {
    let (this, before) = (&all.this, &all.before);
    let number = |code, label, of: fn(&Served) -> i64| count(code, label, of(this), of(before));
    let share = |code, label, this: Rate, before: Rate| {
        item(
            code,
            label,
            Figure::Share(this.share()),
            Figure::Share(before.share()),
        )
    };
    let minutes = |code, label, of: fn(&Served) -> Option<i64>| {
        item(
            code,
            label,
            Figure::Minutes(of(this)),
            Figure::Minutes(of(before)),
        )
    };
    let [response, solution] = super::service::kept(&all.clocks, &all.clocks_before);
    glance([
        number("received", t("Tickets received", "受理工单"), |f| {
            f.received
        }),
        number("solved", t("Tickets solved", "解决工单"), |f| f.solved),
        number("closed", t("Tickets closed", "关闭工单"), |f| f.closed),
        number("open", t("Open at the end", "期末未关闭"), |f| f.open),
        share(
            "solved_share",
            t("Solved of those received", "受理工单解决率"),
            this.resolved,
            before.resolved,
        ),
        response,
        solution,
        minutes(
            "working_response_mean_minutes",
            t(
                "First response, mean working time",
                "平均首次响应（工作时间）",
            ),
            |f| f.working[0].mean,
        ),
        minutes(
            "working_solved_mean_minutes",
            t("Solved, mean working time", "平均解决时长（工作时间）"),
            |f| f.working[2].mean,
        ),
        share(
            "repeat_share",
            t("Repeats", "重复问题发生率"),
            this.repeats,
            before.repeats,
        ),
        number("reopened", t("Reopened", "重新处理"), |f| f.reopened),
        item(
            "satisfaction_mean",
            t("Satisfaction in revisits, mean", "回访满意度均分"),
            Figure::Mean(this.satisfaction.mean()),
            Figure::Mean(before.satisfaction.mean()),
        ),
    ])
}

/// What was there, what came and what went: the lines up to "open" add up, but for
/// what was closed and reopened.
fn counts(this: &Served, before: &Served) -> View<'static> {
    let of =
        |code, label, how: fn(&Served) -> i64| count(code, label, how(this), how(before)).always();
    let items = [
        of(
            "open_before",
            t("Open at the beginning", "期初未关闭"),
            |f| f.brought,
        ),
        of("received", t("Received", "受理"), |f| f.received),
        of(
            "merged",
            t("Merged into another", "并入其他工单"),
            |f| f.merged,
        ),
        of("closed", t("Closed", "关闭"), |f| f.closed),
        of("open", t("Open at the end", "期末未关闭"), |f| f.open),
        of("solved", t("Solved", "解决"), |f| f.solved),
        of("reopened", t("Reopened", "重新处理"), |f| f.reopened),
        count(
            "contradictory",
            t(
                "Times contradict, in no time or clock",
                "时间矛盾，不计时长与时限",
            ),
            this.contradictory,
            before.contradictory,
        ),
    ];
    View {
        chart: None,
        ..of_term(
            "tickets",
            t("Tickets", "工单数量"),
            t("Tickets", "工单"),
            &[],
            items,
        )
    }
}

fn kinds(this: &Served, before: &Served) -> Vec<View<'static>> {
    let by = |key, title: [Text; 2], choices: &[Choice], of: fn(&Served) -> &Tally| {
        distribution(key, title, choices, of(this), of(before))
    };
    vec![
        by(
            "by_type",
            [
                t("Received, by type", "受理工单：问题类型"),
                t("Type", "问题类型"),
            ],
            TicketType::CHOICES,
            |f| &f.by_type,
        ),
        by(
            "by_area",
            [
                t("Received, by area", "受理工单：问题领域"),
                t("Area", "问题领域"),
            ],
            Area::CHOICES,
            |f| &f.by_area,
        ),
        by(
            "by_cause",
            [
                t("Received, by cause", "受理工单：原因"),
                t("Cause", "原因"),
            ],
            Cause::CHOICES,
            |f| &f.by_cause,
        ),
        by(
            "by_priority",
            [
                t("Received, by priority", "受理工单：优先级"),
                t("Priority", "优先级"),
            ],
            Priority::CHOICES,
            |f| &f.by_priority,
        ),
        by(
            "by_channel",
            [
                t("Received, by channel", "受理工单：反馈渠道"),
                t("Channel", "反馈渠道"),
            ],
            TicketChannel::CHOICES,
            |f| &f.by_channel,
        ),
        by(
            "by_quality",
            [
                t("Received, by quality level", "受理工单：质量等级"),
                t("Quality level", "质量等级"),
            ],
            QualityLevel::CHOICES,
            |f| &f.by_quality,
        ),
    ]
}
