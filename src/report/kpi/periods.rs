//! Measures in several periods beside one another, with a sparkline each.

use super::super::Term;
use super::super::measures::Reader;
use super::super::trend::spark;
use super::Area;
use super::views::{DENOMINATOR, MEASURES, NUMERATOR, Series, Story, TARGET, UNIT, VALUE, WHY};
use super::views::{about, name, names, target, unit};
use crate::report::compare::Figure;
use crate::say;
use crate::value::Cell;
use crate::view::{Column, Rank, Rows, View};
use crate::words::{Say, keep, t};

/// Every measure in several periods, and how it went.
pub fn over_time(story: &Story<'_>, all: &[Series], reader: Reader) -> Vec<View<'static>> {
    let (first, last) = (story.terms.first(), story.terms.last());
    let name = |term: Option<&Term>| term.map_or(Say::same(""), |term| term.name());
    let (first, last) = (name(first), name(last));
    let (from_en, to_en, from_zh, to_zh) = (&first.en, &last.en, &first.zh, &last.zh);
    let title = say!(
        "Measures of performance, {from_en} to {to_en}",
        "{from_zh}至{to_zh}考核指标"
    );
    let mut head = about(story, title);
    // The periods stand in the tables.
    head.columns.drain(..3);
    if let Rows::Held(rows) = &mut head.rows {
        rows.iter_mut().for_each(|row| drop(row.drain(..3)));
    }
    let mut views = vec![head];
    if reader == Reader::Program {
        views.push(by_period(story, all));
        return views;
    }
    let mut columns = names(reader);
    columns.extend(story.terms.iter().enumerate().map(|(at, term)| {
        let code = keep(&term.code());
        Column::new(code, t(code, code)).ranked(Rank::Older(at))
    }));
    columns.push(Column::new("trend", t("Trend", "趋势")).ranked(Rank::Vital));
    columns.push(TARGET.ranked(Rank::Lesser));
    for area in Area::ALL {
        let of_area = all.iter().filter(|one| one.definition.area == area);
        let row = |one: &Series| {
            let mut row = self::name(one.definition, reader);
            let cells = one.each.iter().map(|it| it.cell(one.definition, reader));
            row.extend(cells);
            row.push(Cell::Line(trend(one)));
            row.push(target(story, one.definition));
            row
        };
        let rows: Vec<Vec<Cell>> = of_area.map(row).collect();
        if !rows.is_empty() {
            let view = View::list(area.title(), columns.clone(), rows);
            views.push(view.key(area.key()).within(MEASURES));
        }
    }
    views
}

/// A letter a period.
pub(super) fn trend(one: &Series) -> String {
    let figures = one.each.iter().map(|it| match it.is_off {
        true => Figure::Share(None),
        false => it.value(one.definition),
    });
    spark(&figures.collect::<Vec<_>>())
}

/// A row a measure and period.
pub(super) fn by_period(story: &Story<'_>, all: &[Series]) -> View<'static> {
    let mut columns = names(Reader::Program);
    columns.extend([Column::new("period", t("Period", "期间")), UNIT]);
    columns.extend([VALUE, NUMERATOR, DENOMINATOR, TARGET, WHY]);
    let mut rows = Vec::new();
    for one in all {
        for (term, measured) in story.terms.iter().zip(&one.each) {
            let mut row = name(one.definition, Reader::Program);
            row.extend([Cell::Line(term.code()), unit(one.definition)]);
            row.push(measured.cell(one.definition, Reader::Program));
            row.extend(measured.behind(one.definition, Reader::Program));
            row.push(target(story, one.definition));
            let why = measured.why(one.definition);
            row.push(why.map_or(Cell::Empty, Cell::Text));
            rows.push(row);
        }
    }
    View::list(MEASURES, columns, rows).key("kpis")
}
