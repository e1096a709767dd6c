//! The trend of several months (RP-18, R188): the headline figures of each, beside one
//! another from the oldest on, and how they went.

use super::Month;
use super::compare::Figure;
use super::kpi::aim_cell;
use super::laid::TARGET;
use super::measures::{MEASURES, Measure, Part, Reader, measure};
use super::spans;
use crate::playbook::Targets;
use crate::records::choices::Kpi;
use crate::say;
use crate::store::Headline;
use crate::value::{Cell, ChoiceSet as _};
use crate::view::{Chart, Column, Look, Rank, View};
use crate::words::{Say, Text, keep, t};

/// Months and what they came to, the oldest first.
pub struct Trend<'a> {
    pub months: Vec<(Month, Headline)>,
    /// The colleague or team that it is about; everybody where there is none.
    pub who: Option<Say>,
    /// Which records alone, as the line named them.
    pub only: Option<String>,
    /// The name of the playbook, and what it aims at.
    pub playbook: &'a str,
    pub targets: &'a Targets,
}

const OVERVIEW: Text = t("Overview", "概览");

/// The three KPIs of RP-18, which come first.
const KPIS: [&str; 3] = ["conversion", "solved_share", "first_response_mean_minutes"];

/// What is drawn together: measures of one kind.
struct Graph {
    key: &'static str,
    title: Text,
    part: Option<Part>,
    of: &'static [&'static str],
}

const fn graph(
    part: Option<Part>,
    key: &'static str,
    title: Text,
    of: &'static [&'static str],
) -> Graph {
    Graph {
        key,
        title,
        part,
        of,
    }
}

/// Those without a part stand with the three KPIs.
const GRAPHS: [Graph; 11] = {
    use Part::{Contact, Selling, Service};
    [
        graph(
            None,
            "graph_conversion",
            t("Conversion", "售前转化率"),
            &["conversion"],
        ),
        graph(
            None,
            "graph_solved",
            t("Tickets solved", "售后问题解决率"),
            &["solved_share"],
        ),
        graph(
            None,
            "graph_response",
            t("Mean first response", "平均首次响应时长"),
            &["first_response_mean_minutes"],
        ),
        graph(
            Some(Contact),
            "graph_customers",
            t("New customers", "新增客户"),
            &["new_customers"],
        ),
        graph(
            Some(Contact),
            "graph_followups",
            t("Follow-ups", "跟进"),
            &["followups", "customers_touched"],
        ),
        graph(
            Some(Contact),
            "graph_kept",
            t("What was agreed and kept", "约定与承诺按时率"),
            &["actions_kept_share", "promises_kept_share"],
        ),
        graph(
            Some(Selling),
            "graph_deals",
            t("Deals", "商机"),
            &["deals_opened", "deals_won"],
        ),
        graph(
            Some(Selling),
            "graph_money",
            t("Won and received", "成交与到账"),
            &["deals_amount", "payments_received"],
        ),
        graph(
            Some(Service),
            "graph_tickets",
            t("Tickets", "工单"),
            &["tickets_opened", "tickets_closed"],
        ),
        graph(
            Some(Service),
            "graph_solution",
            t("Mean time to solve", "平均解决时长"),
            &["resolution_mean_minutes"],
        ),
        graph(
            Some(Service),
            "graph_satisfaction",
            t("Satisfaction", "满意度"),
            &["satisfaction_mean", "revisit_satisfaction_mean"],
        ),
    ]
};

/// The tables, as their reader wants them: a program has a row a month, a person a row
/// a figure.
pub fn trend(all: &Trend<'_>, reader: Reader) -> Vec<View<'static>> {
    let mut views = vec![about(all)];
    if reader == Reader::Program {
        views.push(by_month(all));
        return views;
    }
    let kpis = KPIS.iter().filter_map(|code| measure(code));
    let title = t("Key figures", "核心指标");
    views.push(figures(all, reader, ("kpis", title), kpis).within(OVERVIEW));
    views.extend(drawn(all, reader, None).map(|view| view.within(OVERVIEW)));
    for part in Part::ALL {
        let others = part
            .measures()
            .filter(|measure| !KPIS.contains(&measure.code));
        let key = match part {
            Part::Contact => "contact",
            Part::Selling => "selling",
            Part::Service => "service",
        };
        let named = (key, part.title());
        views.push(figures(all, reader, named, others).within(part.title()));
        views.extend(drawn(all, reader, Some(part)).map(|view| view.within(part.title())));
    }
    views
}

/// Whether nothing at all happened in any of the months.
pub fn is_nothing(all: &Trend<'_>) -> bool {
    all.months
        .iter()
        .all(|(_, head)| *head == Headline::default())
}

fn about(all: &Trend<'_>) -> View<'static> {
    let named =
        |month: Option<&(Month, Headline)>| month.map_or(Say::same(""), |(month, _)| month.name());
    let (first, last) = (named(all.months.first()), named(all.months.last()));
    let (from_en, from_zh, to_en, to_zh) = (&first.en, &first.zh, &last.en, &last.zh);
    let Say {
        en: who_en,
        zh: who_zh,
    } = spans::who(all.who.as_ref());
    let title = say!(
        "Trend, {from_en} to {to_en}: {who_en}",
        "{from_zh}至{to_zh}趋势：{who_zh}"
    );
    let code = |month: Option<&(Month, Headline)>| {
        month.map_or(Cell::Empty, |(month, _)| Cell::Line(month.code()))
    };
    let columns = vec![
        Column::new("from", t("From", "起")),
        Column::new("to", t("To", "止")),
        Column::new("rep", t("Rep", "人员")),
        Column::new("only", t("Only", "范围")),
        Column::new("playbook", t("Playbook", "规则手册")),
    ];
    let row = vec![
        code(all.months.first()),
        code(all.months.last()),
        spans::named_who(all.who.as_ref()),
        all.only
            .as_deref()
            .map_or(Cell::Empty, |only| Cell::Line(only.to_owned())),
        Cell::Line(all.playbook.to_owned()),
    ];
    View::sheet(title, columns, row)
        .key("report")
        .within(OVERVIEW)
}

const MONTH: Column = Column::new("month", t("Month", "月份"));

/// A row a month, a column a measure.
fn by_month(all: &Trend<'_>) -> View<'static> {
    let measures: Vec<&Measure> = MEASURES.iter().collect();
    View {
        chart: None,
        ..months(all, "months", t("Months", "各月"), &measures)
    }
}

fn months(all: &Trend<'_>, key: &'static str, title: Text, measures: &[&Measure]) -> View<'static> {
    let mut columns = vec![MONTH];
    columns.extend(measures.iter().map(|it| Column::new(it.code, it.label)));
    let row = |(month, head): &(Month, Headline)| {
        let mut row = vec![Cell::Line(month.code())];
        row.extend(measures.iter().map(|it| (it.of)(head).cell()));
        row
    };
    View::list(title, columns, all.months.iter().map(row).collect()).key(key)
}

/// The graphs of a part, of which there is anything, where they can be drawn.
fn drawn<'t>(
    all: &'t Trend<'_>,
    reader: Reader,
    part: Option<Part>,
) -> impl Iterator<Item = View<'static>> + 't {
    let of_part = GRAPHS
        .iter()
        .filter(move |graph| reader == Reader::Paper && graph.part == part);
    of_part.filter_map(|graph| {
        let measures: Vec<&Measure> = graph.of.iter().filter_map(|code| measure(code)).collect();
        let figures = |head| measures.iter().map(move |it| (it.of)(head));
        let mut each = all.months.iter().flat_map(|(_, head)| figures(head));
        let has = each.any(|figure| figure.size().is_some_and(|size| size > 0.0));
        has.then(|| {
            months(all, graph.key, graph.title, &measures).drawn(Chart {
                label: MONTH.key,
                values: graph.of,
                until: &[],
                look: Look::Bars,
            })
        })
    })
}

/// A row a measure, a column a month; at the end how it went, where no graph shows it.
fn figures(
    all: &Trend<'_>,
    reader: Reader,
    (key, title): (&'static str, Text),
    measures: impl Iterator<Item = &'static Measure>,
) -> View<'static> {
    let mut columns = vec![Column::new("item", t("Figure", "指标")).ranked(Rank::Main)];
    columns.extend(all.months.iter().enumerate().map(|(at, (month, _))| {
        let code = keep(&month.code());
        // Where there is no room for all, the oldest go first.
        Column::new(code, t(code, code)).ranked(Rank::Older(at))
    }));
    let is_drawn = reader == Reader::Paper;
    if !is_drawn {
        columns.push(Column::new("trend", t("Trend", "趋势")).ranked(Rank::Vital));
    }
    let measures: Vec<&Measure> = measures.collect();
    let aimed = |measure: &Measure| match Kpi::from_code(measure.code) {
        Some(kpi) => aim_cell(all.targets, kpi),
        None => Cell::Empty,
    };
    let has_aims = measures.iter().any(|one| aimed(one) != Cell::Empty);
    if has_aims {
        columns.push(TARGET);
    }
    let row = |measure: &&Measure| {
        let figures: Vec<Figure> = all
            .months
            .iter()
            .map(|(_, head)| (measure.of)(head))
            .collect();
        let mut row = vec![Cell::Text(measure.label)];
        row.extend(figures.iter().map(|figure| figure.cell()));
        if !is_drawn {
            row.push(Cell::Line(spark(&figures)));
        }
        row.extend(has_aims.then(|| aimed(measure)));
        row
    };
    View::list(title, columns, measures.iter().map(row).collect()).key(key)
}

/// One letter a month, as high as its figure beside the highest; a dot where there was
/// no case. From nothing on, so that a small change looks small.
pub(super) fn spark(figures: &[Figure]) -> String {
    const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    const NO_CASE: char = '·';
    let sizes = figures.iter().map(|figure| figure.size());
    let most = sizes.clone().flatten().fold(0.0, f64::max);
    let letter = |size: Option<f64>| {
        let Some(size) = size else { return NO_CASE };
        let share = if most > 0.0 { size / most } else { 0.0 };
        let at = (share * (HEIGHTS.len() - 1) as f64).round() as usize;
        HEIGHTS.get(at).copied().unwrap_or(NO_CASE)
    };
    sizes.map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn counts(all: &[i64]) -> String {
        spark(&all.iter().copied().map(Figure::Count).collect::<Vec<_>>())
    }

    #[test]
    fn a_month_is_as_high_as_its_share_of_the_highest() {
        assert_eq!(counts(&[0, 1, 2, 3, 4, 5, 6, 7]), "▁▂▃▄▅▆▇█");
        assert_eq!(counts(&[7, 0]), "█▁");
        assert_eq!(counts(&[0, 0, 0]), "▁▁▁", "nothing is not no data");
        let shares = [Some(0.5), None, Some(1.0)].map(Figure::Share);
        assert_eq!(spark(&shares), "▅·█");
    }

    #[test]
    fn every_graph_is_of_measures_that_there_are_and_of_one_kind() {
        for graph in &GRAPHS {
            let kinds: Vec<_> = graph
                .of
                .iter()
                .map(|code| measure(code).unwrap_or_else(|| panic!("{code}")))
                .map(|measure| std::mem::discriminant(&(measure.of)(&Headline::default())))
                .collect();
            assert!(
                kinds.windows(2).all(|two| two[0] == two[1]),
                "{}",
                graph.key
            );
        }
        assert_eq!(KPIS.iter().filter_map(|code| measure(code)).count(), 3);
    }

    proptest! {
        #[test]
        fn a_spark_has_a_letter_a_month(all in prop::collection::vec(0..i64::MAX, 0..40)) {
            prop_assert_eq!(counts(&all).chars().count(), all.len());
            prop_assert!(!counts(&all).contains('·'));
        }
    }
}
