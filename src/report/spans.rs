//! A report over terms: its figures beside those of the term before and of the same term
//! a year before, or of several terms in a row. A report lists its figures once; every
//! way to lay them out is made from that list.

use super::Term;
use super::compare::{Figure, is_no_figure};
use super::measures::Reader;
use super::trend::spark;
use crate::say;
use crate::value::{Cell, Choice, Codes, Day, Moment, without_contacts};
use crate::view::{Chart, Column, Look, Rank, Rows, Shape, View};
use crate::words::{Say, Text, keep, t};

/// What a report of terms is about.
pub struct About<'a> {
    pub term: Term,
    /// What is laid beside one another: the term, the one before and the same of the year
    /// before, or several in a row.
    pub spans: Vec<Term>,
    pub is_series: bool,
    /// The colleague or team that it is about; everybody where there is none.
    pub who: Option<Say>,
    /// The customer that it is about, by number and name, where it is about one.
    pub customer: Option<(&'a str, &'a str)>,
    /// Which records alone, as the line named them.
    pub only: Option<String>,
    pub playbook: &'a str,
    /// As of when: the term's end, or now where it runs.
    pub until: Moment,
}

/// One figure of a report: how it is read off what was counted of a term.
pub struct Line<C> {
    pub code: &'static str,
    pub label: Text,
    pub of: fn(&C) -> Figure,
}

/// A figure of a report.
pub const fn line<C>(code: &'static str, label: Text, of: fn(&C) -> Figure) -> Line<C> {
    Line { code, label, of }
}

/// Figures of one kind that are drawn together, by their codes.
pub type Graph = &'static [&'static str];

/// The figures of a report, its graphs, and the terms that stand in a row.
pub type InARow<'a, C> = (&'a [Line<C>], &'a [Graph], &'a [(Term, C)]);

const OVERVIEW: Text = t("Overview", "概览");

/// What a report of a term is about.
pub fn head(title: Text, about: &About<'_>) -> View<'static> {
    let (en, zh) = (title.en, title.zh);
    let name = match (about.is_series, about.spans.first()) {
        (true, Some(first)) => {
            let (first, last) = (first.name(), about.term.name());
            let (first_en, first_zh, last_en, last_zh) = (first.en, first.zh, last.en, last.zh);
            say!("{first_en} to {last_en}", "{first_zh}至{last_zh}")
        }
        _ => about.term.name(),
    };
    let of_customer = about.customer.map(|(_, name)| Say::same(name));
    let who = who(of_customer.as_ref().or(about.who.as_ref()));
    let (term_en, term_zh, who_en, who_zh) = (&name.en, &name.zh, &who.en, &who.zh);
    let title = say!("{en}, {term_en}: {who_en}", "{term_zh}{zh}：{who_zh}");
    let text = |text: &str| Cell::Line(text.to_owned());
    let first = match about.is_series {
        true => about.spans.first().copied().unwrap_or(about.term),
        false => about.term,
    };
    let beside = about.spans.iter().filter(|term| **term != about.term);
    let beside: Vec<String> = beside.map(|term| term.code()).collect();
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
        Cell::Day(Day(first.first)),
        Cell::Day(Day(about.term.last)),
        Cell::Tags(beside),
        named_who(about.who.as_ref()),
        about.only.as_deref().map_or(Cell::Empty, text),
        Cell::Moment(about.until),
        text(about.playbook),
    ];
    let (columns, row) = match about.customer {
        None => (columns, row),
        Some((number, name)) => {
            let column = Column::new("customer", t("Customer", "客户名称"));
            let cell = Cell::Link(number.to_owned(), name.to_owned());
            // Whose it is, the customer says.
            let others = columns.into_iter().zip(row);
            let others = others.filter(|(column, _)| !["rep", "only"].contains(&column.key));
            std::iter::once((column, cell)).chain(others).unzip()
        }
    };
    View::sheet(title, columns, row)
        .key("report")
        .within(OVERVIEW)
}

/// Whose a report is, for its title.
pub fn who(who: Option<&Say>) -> Say {
    who.cloned().unwrap_or(say!("everybody", "全体人员"))
}

/// The same in its head, where everybody is nobody.
pub fn named_who(who: Option<&Say>) -> Cell {
    who.map_or(Cell::Empty, |who| {
        Cell::Text(t(keep(&who.en), keep(&who.zh)))
    })
}

/// The figures that stand for the whole: of the term, of the one before, and of the same
/// term a year before where there is another.
pub fn beside<C>(lines: &[Line<C>], each: &[&C]) -> View<'static> {
    let figures = lines.iter().map(|line| {
        let figures = each.iter().map(|counted| (line.of)(counted));
        (line.code, line.label, figures.collect())
    });
    laid_beside(figures, each.len())
}

/// The same of figures that are read off already.
pub fn laid_beside(
    figures: impl Iterator<Item = (&'static str, Text, Vec<Figure>)>,
    terms: usize,
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
    let rows = figures.map(|(code, label, figures)| {
        let mut figures = figures.into_iter();
        let this = figures.next().unwrap_or(Figure::Count(0));
        let mut row = vec![named(code, label), this.cell()];
        for (at, figure) in figures.enumerate() {
            row.push(figure.cell());
            row.push(match (at, this.difference(figure)) {
                // A year may lie before the first record: nothing to compare with.
                (1, _) if figure.is_nothing() => Cell::Empty,
                (_, difference) => difference,
            });
        }
        row
    });
    View {
        shape: Shape::Figures,
        ..View::list(t("At a glance", "概览"), columns, rows.collect())
    }
    .key("headline")
    .within(OVERVIEW)
}

/// The figures without the year before where it has nothing to say, as people read them.
pub fn without_idle_year(view: &mut View<'_>) {
    let place = |key| view.columns.iter().position(|column| column.key == key);
    let (Some(year), Some(over)) = (place("year_before"), place("year_difference")) else {
        return;
    };
    let Rows::Held(rows) = &mut view.rows else {
        return;
    };
    let idle = |row: &Vec<Cell>| row.get(year).is_none_or(is_no_figure);
    if rows.iter().all(idle) {
        let keep = |at: usize| at != year && at != over;
        for row in rows.iter_mut() {
            let cells = std::mem::take(row).into_iter().enumerate();
            *row = cells
                .filter(|(at, _)| keep(*at))
                .map(|(_, cell)| cell)
                .collect();
        }
        let columns = std::mem::take(&mut view.columns).into_iter().enumerate();
        view.columns = columns
            .filter(|(at, _)| keep(*at))
            .map(|(_, it)| it)
            .collect();
    }
}

/// Several terms in a row, as their reader wants them: a program has a row a term, a
/// person a row a figure, and how it went.
pub fn series<C>(
    lines: &[Line<C>],
    graphs: &[Graph],
    each: &[(Term, C)],
    reader: Reader,
) -> Vec<View<'static>> {
    let all: Vec<&Line<C>> = lines.iter().collect();
    if reader == Reader::Program {
        return vec![by_term("periods", t("Periods", "各期"), &all, each)];
    }
    let mut views = vec![by_figure(lines, each, reader)];
    if reader == Reader::Paper {
        views.extend(graphs.iter().filter_map(|graph| drawn(lines, graph, each)));
    }
    views
}

fn by_figure<C>(lines: &[Line<C>], each: &[(Term, C)], reader: Reader) -> View<'static> {
    let mut columns = vec![Column::new("item", t("Figure", "指标")).ranked(Rank::Main)];
    columns.extend(each.iter().enumerate().map(|(at, (term, _))| {
        let code = keep(&term.code());
        // Where there is no room for all, the oldest go first.
        Column::new(code, t(code, code)).ranked(Rank::Older(at))
    }));
    let is_drawn = reader == Reader::Paper;
    if !is_drawn {
        columns.push(Column::new("trend", t("Trend", "趋势")).ranked(Rank::Vital));
    }
    let rows = lines.iter().map(|line| {
        let figures: Vec<Figure> = each.iter().map(|(_, counted)| (line.of)(counted)).collect();
        let mut row = vec![Cell::Text(line.label)];
        row.extend(figures.iter().map(|figure| figure.cell()));
        if !is_drawn {
            row.push(Cell::Line(spark(&figures)));
        }
        row
    });
    View::list(t("Figures by period", "各期指标"), columns, rows.collect())
        .key("figures")
        .within(OVERVIEW)
}

fn by_term<C>(
    key: &'static str,
    title: Text,
    lines: &[&Line<C>],
    each: &[(Term, C)],
) -> View<'static> {
    let mut columns = vec![Column::new("period", t("Period", "期间"))];
    columns.extend(lines.iter().map(|line| Column::new(line.code, line.label)));
    let rows = each.iter().map(|(term, counted)| {
        let mut row = vec![Cell::Line(term.code())];
        row.extend(lines.iter().map(|line| (line.of)(counted).cell()));
        row
    });
    View::list(title, columns, rows.collect()).key(key)
}

/// A graph of some figures, where there is anything to draw.
fn drawn<C>(lines: &[Line<C>], graph: &Graph, each: &[(Term, C)]) -> Option<View<'static>> {
    let lines: Vec<&Line<C>> = graph
        .iter()
        .filter_map(|code| lines.iter().find(|line| line.code == *code))
        .collect();
    let mut sizes = each
        .iter()
        .flat_map(|(_, counted)| lines.iter().map(|line| (line.of)(counted).size()));
    let has = sizes.any(|size| size.is_some_and(|size| size > 0.0));
    let first = lines.first()?;
    has.then(|| {
        let view = by_term(
            keep(&format!("graph_{}", first.code)),
            first.label,
            &lines,
            each,
        );
        view.drawn(Chart {
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

/// A report that is counted anew for each of its terms.
pub struct Periodic<C: 'static> {
    /// Its word behind `report`.
    pub name: &'static str,
    pub title: Text,
    pub lines: &'static [Line<C>],
    pub graphs: &'static [Graph],
    /// The tables behind the figures: what the newest term consists of.
    pub tables: fn(&Given<'_, C>) -> Vec<View<'static>>,
}

/// What the tables behind the figures are made from.
pub struct Given<'a, C> {
    pub this: &'a C,
    pub before: &'a C,
    /// Where the names of industries and regions stand.
    pub codes: &'a Codes,
    pub reader: Reader,
    /// Free text as it stands, contacts and all.
    pub reveal: bool,
}

impl<C> Given<'_, C> {
    /// Free text, with what looks like a phone or an address hidden.
    pub fn words(&self, text: &str) -> Cell {
        Cell::Long(match self.reveal {
            true => text.to_owned(),
            false => without_contacts(text),
        })
    }

    /// A list of the records behind a figure. People read its beginning, and are told how
    /// long it is; programs find all of it.
    pub fn records<R>(
        &self,
        (key, title): (&'static str, Text),
        columns: Vec<Column>,
        records: &[R],
        row: impl Fn(&R) -> Vec<Cell>,
    ) -> View<'static> {
        let most = match self.reader {
            Reader::Program => usize::MAX,
            Reader::Person => 50,
            Reader::Paper => 1000,
        };
        let rows = records.iter().take(most).map(row).collect();
        let (all, en, zh) = (records.len(), title.en, title.zh);
        let title = match all > most {
            true => say!(
                "{en} (first {most} of {all})",
                "{zh}（共 {all} 条，列前 {most} 条）"
            ),
            false => Say::from(title),
        };
        View::list(title, columns, rows).key(key)
    }
}

/// What a report looks like with all its terms counted.
pub fn counted<C>(
    report: &Periodic<C>,
    about: &About<'_>,
    each: &[&C],
    told: &Given<'_, C>,
) -> Vec<View<'static>> {
    let mut views = vec![head(report.title, about), beside(report.lines, each)];
    views.extend((report.tables)(told));
    views
}

/// Whether none of the figures has anything to say.
pub fn nothing_in<C>(lines: &[Line<C>], counted: &C) -> bool {
    lines.iter().all(|line| (line.of)(counted).is_nothing())
}
