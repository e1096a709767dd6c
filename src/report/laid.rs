//! Figures as they were read off terms, laid out: beside the term before and the same of the
//! year before, or several terms in a row. What is a measure of performance has its aim
//! beside it.

use super::Term;
use super::compare::{Figure, is_no_figure};
use super::kpi::{aim_cell, reached_cell};
use super::measures::Reader;
use super::spans::{About, Graph, Line, OVERVIEW};
use super::trend::spark;
use crate::playbook::Targets;
use crate::records::choices::Kpi;
use crate::value::{Cell, Choice};
use crate::view::{Chart, Column, Look, Rank, Rows, Shape, View};
use crate::words::{Text, keep, t};

/// A figure as it was read off every term that is laid beside one another.
pub struct Laid {
    pub code: &'static str,
    pub label: Text,
    pub kpi: Option<Kpi>,
    pub figures: Vec<Figure>,
}

/// The figures that stand for the whole: of the term, of the one before, and of the same
/// term a year before where there is another.
pub fn beside<C>(lines: &[Line<C>], each: &[&C], about: &About<'_>) -> View<'static> {
    let laid = lines.iter().map(|line| line.laid(each.iter().copied()));
    laid_beside(laid, each.len(), about.aims())
}

/// The same of figures that are read off already.
pub fn laid_beside(
    figures: impl Iterator<Item = Laid>,
    terms: usize,
    aims: Option<&Targets>,
) -> View<'static> {
    let mut columns = vec![
        Column::new("item", t("Figure", "指标")).ranked(Rank::Main),
        Column::new("this_period", t("Period", "本期")),
        Column::new("period_before", t("Before", "上期")),
        Column::new("difference", t("Difference", "增减")).difference(),
    ];
    if terms > 2 {
        columns.extend([
            Column::new("year_before", t("Year before", "去年同期")).ranked(Rank::Lesser),
            Column::new("year_difference", t("Over the year", "同比增减"))
                .difference()
                .ranked(Rank::Lesser),
        ]);
    }
    columns.extend([
        TARGET,
        Column::new("reached", t("Reached", "是否达标")),
        Column::new("kpi", t("No.", "编号")),
    ]);
    let rows = figures.map(|laid| beside_row(laid, aims));
    View {
        shape: Shape::Figures,
        ..View::list(t("At a glance", "概览"), columns, rows.collect())
    }
    .key("headline")
    .within(OVERVIEW)
}

fn beside_row(laid: Laid, aims: Option<&Targets>) -> Vec<Cell> {
    let mut figures = laid.figures.into_iter();
    let this = figures.next().unwrap_or(Figure::Count(0));
    let mut row = vec![named(laid.code, laid.label), this.cell()];
    for (at, figure) in figures.enumerate() {
        row.push(figure.cell());
        row.push(match (at, this.difference(figure)) {
            // A year may lie before the first record: nothing to compare with.
            (1, _) if figure.is_nothing() => Cell::Empty,
            (_, difference) => difference,
        });
    }
    let aimed = laid.kpi.zip(aims);
    row.push(aimed.map_or(Cell::Empty, |(kpi, aims)| aim_cell(aims, kpi)));
    row.push(aimed.map_or(Cell::Empty, |(kpi, aims)| reached_cell(aims, kpi, this)));
    let number = |kpi: Kpi| Cell::Line(kpi.number().to_owned());
    row.push(laid.kpi.map_or(Cell::Empty, number));
    row
}

pub(super) const TARGET: Column = Column::new("target", t("Target", "目标")).ranked(Rank::Lesser);

/// The figures as people read them: without the year before where it has nothing to say,
/// and without aims where there are none; what a program goes on with is left out.
pub fn without_idle(view: &mut View<'_>) {
    let has = |key| view.columns.iter().any(|column| column.key == key);
    if !(has("kpi") && has("reached") && has("difference")) {
        return;
    }
    let Rows::Held(rows) = &view.rows else {
        return;
    };
    let idle = |key: &str, is: fn(&Cell) -> bool| {
        let place = view.columns.iter().position(|column| column.key == key);
        place.is_some_and(|at| rows.iter().all(|row| row.get(at).is_none_or(is)))
    };
    let no_year = idle("year_before", is_no_figure);
    let no_aim = idle("target", |cell| *cell == Cell::Empty);
    let keep = |key: &str| match key {
        "kpi" | "reached" => false,
        "target" => !no_aim,
        "year_before" | "year_difference" => !no_year,
        _ => true,
    };
    let kept: Vec<bool> = view.columns.iter().map(|it| keep(it.key)).collect();
    let columns = std::mem::take(&mut view.columns).into_iter().zip(&kept);
    view.columns = columns
        .filter(|(_, kept)| **kept)
        .map(|(it, _)| it)
        .collect();
    if let Rows::Held(rows) = &mut view.rows {
        for row in rows.iter_mut() {
            let cells = std::mem::take(row).into_iter().zip(&kept);
            *row = cells.filter(|(_, kept)| **kept).map(|(it, _)| it).collect();
        }
    }
}

/// Several terms in a row, as their reader wants them: a program has a row a term, a
/// person a row a figure, and how it went.
pub fn series<C>(
    lines: &[Line<C>],
    graphs: &[Graph],
    each: &[(Term, C)],
    about: &About<'_>,
    reader: Reader,
) -> Vec<View<'static>> {
    let counted = || each.iter().map(|(_, counted)| counted);
    let laid: Vec<Laid> = lines.iter().map(|line| line.laid(counted())).collect();
    laid_in_a_row(&laid, graphs, about, reader)
}

/// The same of figures that are read off already.
pub fn laid_in_a_row(
    laid: &[Laid],
    graphs: &[Graph],
    about: &About<'_>,
    reader: Reader,
) -> Vec<View<'static>> {
    let terms = &about.spans;
    if reader == Reader::Program {
        let all: Vec<&Laid> = laid.iter().collect();
        return vec![by_term("periods", t("Periods", "各期"), &all, terms)];
    }
    let mut views = vec![by_figure(laid, about, reader)];
    if reader == Reader::Paper {
        views.extend(graphs.iter().filter_map(|graph| drawn(laid, graph, terms)));
    }
    views
}

fn by_figure(laid: &[Laid], about: &About<'_>, reader: Reader) -> View<'static> {
    let mut columns = vec![Column::new("item", t("Figure", "指标")).ranked(Rank::Main)];
    columns.extend(about.spans.iter().enumerate().map(|(at, term)| {
        let code = keep(&term.code());
        // Where there is no room for all, the oldest go first.
        Column::new(code, t(code, code)).ranked(Rank::Older(at))
    }));
    let is_drawn = reader == Reader::Paper;
    if !is_drawn {
        columns.push(Column::new("trend", t("Trend", "趋势")).ranked(Rank::Vital));
    }
    let aimed = |one: &Laid| match one.kpi.zip(about.aims()) {
        Some((kpi, aims)) => aim_cell(aims, kpi),
        None => Cell::Empty,
    };
    let has_aims = laid.iter().any(|one| aimed(one) != Cell::Empty);
    if has_aims {
        columns.push(TARGET);
    }
    let rows = laid.iter().map(|one| {
        let mut row = vec![Cell::Text(one.label)];
        row.extend(one.figures.iter().map(|figure| figure.cell()));
        if !is_drawn {
            row.push(Cell::Line(spark(&one.figures)));
        }
        row.extend(has_aims.then(|| aimed(one)));
        row
    });
    View::list(t("Figures by period", "各期指标"), columns, rows.collect())
        .key("figures")
        .within(OVERVIEW)
}

fn by_term(key: &'static str, title: Text, laid: &[&Laid], terms: &[Term]) -> View<'static> {
    let mut columns = vec![Column::new("period", t("Period", "期间"))];
    columns.extend(laid.iter().map(|one| Column::new(one.code, one.label)));
    let rows = terms.iter().enumerate().map(|(at, term)| {
        let figures = laid.iter().map(|one| one.figures.get(at));
        let mut row = vec![Cell::Line(term.code())];
        row.extend(figures.map(|figure| figure.map_or(Cell::NoData, |it| it.cell())));
        row
    });
    View::list(title, columns, rows.collect()).key(key)
}

/// A graph of some figures, where there is anything to draw.
fn drawn(laid: &[Laid], graph: &Graph, terms: &[Term]) -> Option<View<'static>> {
    let laid: Vec<&Laid> = graph
        .iter()
        .filter_map(|code| laid.iter().find(|one| one.code == *code))
        .collect();
    let mut sizes = laid.iter().flat_map(|one| &one.figures);
    let has = sizes.any(|figure| figure.size().is_some_and(|size| size > 0.0));
    let first = laid.first()?;
    has.then(|| {
        let key = keep(&format!("graph_{}", first.code));
        by_term(key, first.label, &laid, terms)
            .drawn(Chart {
                label: "period",
                values: graph,
                until: &[],
                look: Look::Bars,
            })
            .within(t("How it went", "趋势"))
    })
}

fn named(code: &'static str, label: Text) -> Cell {
    Cell::Choice(Choice {
        code,
        label,
        aliases: &[],
    })
}
