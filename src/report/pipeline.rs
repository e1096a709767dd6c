//! The deals of any term (`report pipeline`): what was opened, won and lost, beside the
//! term before and the same of the year before; what stood open, by stage; and why.

use super::compare::{Figure, in_terms};
use super::funnel;
use super::laid;
use super::monthly::Head;
use super::selling::{tables, weighted};
use super::spans::{self, About, Graph, Line, line, measured};
use crate::playbook::Deals;
use crate::records::choices::Kpi;
use crate::store::{Selling, Way};
use crate::view::{Rows, View};
use crate::words::{Say, Text, t};

/// What it is called.
pub const PIPELINE: Text = t("Pipeline", "商机报告");

/// The deals of a term, with what the pipeline is worth as far as its stages make it likely.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sold {
    pub selling: Selling,
    weighted: i64,
}

impl Sold {
    pub fn of(selling: Selling, deals: &Deals) -> Self {
        Sold {
            weighted: weighted(&selling, deals),
            selling,
        }
    }
}

/// Its figures; the last three are the pipeline's, which a table of its own tells by stage.
pub const PIPELINE_LINES: &[Line<Sold>] = &[
    line("opened", t("Opened", "新建"), |s| {
        Figure::Count(s.selling.opened)
    }),
    line("won", t("Won", "成交"), |s| Figure::Count(s.selling.won)),
    line("lost", t("Lost", "未成交"), |s| {
        Figure::Count(s.selling.lost)
    }),
    measured(
        Kpi::AmountWon,
        "amount",
        t("Amount won", "成交金额"),
        |s| Figure::Money(s.selling.amount),
    ),
    measured(
        Kpi::Conversion,
        "conversion",
        t("Won of those opened", "售前转化率"),
        |s| Figure::Share(s.selling.conversion()),
    ),
    line("win_rate", t("Won of those ended", "赢单率"), |s| {
        Figure::Share(s.selling.win_rate())
    }),
    measured(
        Kpi::Cycle,
        "cycle_mean",
        t("Mean cycle", "平均成交周期"),
        |s| Figure::Minutes(s.selling.cycle.mean),
    ),
    line(
        "cycle_median",
        t("Median cycle", "成交周期中位数"),
        |s| Figure::Minutes(s.selling.cycle.median),
    ),
    line("open", t("Open at the end", "期末未结束"), |s| {
        Figure::Count(s.selling.open())
    }),
    line("value", t("Expected value", "预计金额"), |s| {
        Figure::Money(s.selling.value())
    }),
    line("weighted", t("Weighted", "加权金额"), |s| {
        Figure::Money(s.weighted)
    }),
];

/// How many of them stand at the head of the report.
const MOVED: usize = 8;

/// Those that stand at the head of the report, also where they are nothing.
pub fn deal_lines() -> &'static [Line<Sold>] {
    PIPELINE_LINES.get(..MOVED).unwrap_or(PIPELINE_LINES)
}

/// The parts of the report.
const UNDER_WAY: Text = t("Deals under way", "在跟商机");
const ENDED: Text = t("Why deals were won and lost", "成交与未成交原因");

/// What is drawn where several terms are laid beside one another.
pub const PIPELINE_GRAPHS: &[Graph] = &[
    &["opened", "won", "lost"],
    &["amount", "value", "weighted"],
    &["conversion", "win_rate"],
    &["cycle_mean"],
];

/// The tables: of this term, the one before, and the same of the year before; and how far
/// this term's deals came.
pub fn pipeline(
    head: &Head<'_>,
    about: &About<'_>,
    each: &[Sold],
    ways: &[Way],
) -> Vec<View<'static>> {
    let [this, before, ..] = each else {
        return Vec::new();
    };
    let lines = deal_lines();
    let each: Vec<&Sold> = each.iter().collect();
    let mut views = vec![spans::head(PIPELINE, about), moved(lines, &each, about)];
    let [_, stages, factors, reasons] = tables(head.deals, &this.selling, &before.selling);
    let under_way = [in_terms(stages), funnel(head.deals, ways)];
    views.extend(under_way.map(|view| view.within(UNDER_WAY)));
    let ended = [in_terms(factors), in_terms(reasons)];
    views.extend(ended.map(|view| view.within(ENDED)));
    views
}

/// What moved, but for what is nothing in every term.
fn moved(lines: &[Line<Sold>], each: &[&Sold], about: &About<'_>) -> View<'static> {
    let mut view = laid::beside(lines, each, about);
    let nothing = lines
        .iter()
        .map(|line| each.iter().all(|sold| (line.of)(sold).is_nothing()));
    if let Rows::Held(rows) = &mut view.rows {
        let mut nothing = nothing;
        rows.retain(|_| nothing.next() != Some(true));
    }
    view.title = Say::from(t("Deals", "商机"));
    view.key("deals")
}
