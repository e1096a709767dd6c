//! Measures by colleagues, teams, regions, grades or sources.

use super::super::benchmark::WHOLE;
use super::super::grouping::Row;
use super::super::measures::Reader;
use super::views::{DENOMINATOR, MEASURES, Measured, NUMERATOR, Story, TARGET, UNIT, VALUE};
use super::views::{about, name, names, target, unit};
use super::{Area, Definition};
use crate::say;
use crate::store::{By, Group, Groups};
use crate::value::{Cell, ChoiceSet as _};
use crate::view::{Chart, Column, Look, Rank, Rows, View};
use crate::words::{Say, t};

/// A measure by groups: the whole first.
pub struct Grouped {
    pub definition: &'static Definition,
    pub whole: Measured,
    pub groups: Groups<Measured>,
}

impl Grouped {
    fn of(&self, group: &Group) -> Measured {
        self.groups.get(group).cloned().unwrap_or(Measured {
            is_off: self.whole.is_off,
            ..Measured::default()
        })
    }
}

const GROUP: &str = "group";

/// Measures by groups: a program has a row a measure and group, people a table a
/// measure where they ask for one, else a row a group.
pub fn grouped(
    story: &Story<'_>,
    by: By,
    groups: &[Row],
    all: &[Grouped],
    reader: Reader,
) -> Vec<View<'static>> {
    let label = by.choice().label;
    let name = story
        .terms
        .first()
        .map_or(Say::same(""), |term| term.name());
    let (en, zh, by_en, by_zh) = (&name.en, &name.zh, label.en.to_lowercase(), label.zh);
    let title = say!("Measures by {by_en}, {en}", "{zh}考核指标：按{by_zh}");
    let mut views = vec![about(story, title)];
    let group = Column::new(GROUP, label).ranked(Rank::Main);
    match (reader, all) {
        (Reader::Program, _) => views.push(long(group, groups, all)),
        (_, [one]) => views.push(alone(story, group, groups, one, reader)),
        _ => views.extend(wide(group, groups, all, reader)),
    }
    views
}

fn rows_of(groups: &[Row]) -> impl Iterator<Item = (Cell, Option<&Group>)> {
    let whole = std::iter::once((Cell::Choice(WHOLE), None));
    whole.chain(
        groups
            .iter()
            .map(|row| (row.called.clone(), Some(&row.group))),
    )
}

fn long(group: Column, groups: &[Row], all: &[Grouped]) -> View<'static> {
    let mut columns = names(Reader::Program);
    columns.extend([group, UNIT, VALUE, NUMERATOR, DENOMINATOR]);
    let mut rows = Vec::new();
    for one in all {
        for (called, group) in rows_of(groups) {
            let measured = group.map_or_else(|| one.whole.clone(), |group| one.of(group));
            let mut row = name(one.definition, Reader::Program);
            row.extend([called, unit(one.definition)]);
            row.push(measured.cell(one.definition, Reader::Program));
            row.extend(measured.behind(one.definition, Reader::Program));
            rows.push(row);
        }
    }
    View::list(t("Groups", "各组"), columns, rows).key("groups")
}

/// One measure: a row a group, drawn.
fn alone(
    story: &Story<'_>,
    group: Column,
    groups: &[Row],
    one: &Grouped,
    reader: Reader,
) -> View<'static> {
    let columns = vec![
        group,
        VALUE,
        Column::new("numerator", one.definition.above),
        Column::new("denominator", one.definition.below),
        TARGET,
    ];
    let rows = rows_of(groups).map(|(called, group)| {
        let measured = group.map_or_else(|| one.whole.clone(), |group| one.of(group));
        let mut row = vec![called, measured.cell(one.definition, reader)];
        row.extend(measured.behind(one.definition, reader));
        row.push(target(story, one.definition));
        row
    });
    let kpi = one.definition.kpi;
    let mut view = View::list(kpi.label(), columns, rows.collect())
        .key("groups")
        .within(MEASURES)
        .drawn(Chart {
            label: GROUP,
            values: &["value"],
            until: &["total"],
            look: Look::Bars,
        });
    without_column(&mut view, "denominator", one.definition.below.en.is_empty());
    without_column(&mut view, "target", story.targets.of(kpi).is_none());
    view
}

/// Takes a column away that would be empty.
pub(super) fn without_column(view: &mut View<'_>, key: &str, away: bool) {
    let at = view.columns.iter().position(|column| column.key == key);
    if let (Some(at), true, Rows::Held(rows)) = (at, away, &mut view.rows) {
        view.columns.remove(at);
        for row in rows {
            row.remove(at);
        }
    }
}

/// A table an area: a row a group, a column a measure.
fn wide<'v>(
    group: Column,
    groups: &'v [Row],
    all: &'v [Grouped],
    reader: Reader,
) -> impl Iterator<Item = View<'static>> + 'v {
    Area::ALL.into_iter().filter_map(move |area| {
        let of_area = || all.iter().filter(move |one| one.definition.area == area);
        of_area().next()?;
        let mut columns = vec![group];
        columns.extend(of_area().map(|one| {
            let kpi = one.definition.kpi;
            Column::new(kpi.code(), kpi.label())
        }));
        let rows = rows_of(groups).map(|(called, group)| {
            let mut row = vec![called];
            row.extend(of_area().map(|one| {
                let measured = group.map_or_else(|| one.whole.clone(), |group| one.of(group));
                measured.cell(one.definition, reader)
            }));
            row
        });
        let view = View::list(area.title(), columns, rows.collect());
        Some(view.key(area.key()).within(MEASURES))
    })
}
