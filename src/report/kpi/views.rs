//! All measures of a period, by area.
//! People read what stands behind a value, or why there is none, beside it.

use super::super::Term;
use super::super::measures::Reader;
use super::{Area, Counted, Definition, aim_cell, reached_cell};
use crate::playbook::Targets;
use crate::report::compare::Figure;
use crate::say;
use crate::value::{Cell, ChoiceSet as _, Moment, Tongue};
use crate::view::{Column, Rank, View};
use crate::words::{Lang, Say, Text, keep, t};

/// A measure in one period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured {
    pub counted: Counted,
    /// No rule in force decides it.
    pub is_off: bool,
    /// What the largest part is called, where the measure is about that.
    pub top: Option<Cell>,
}

/// A measure in every period that is asked about.
pub struct Series {
    pub definition: &'static Definition,
    pub each: Vec<Measured>,
}

/// What a table of measures is about.
pub struct Story<'a> {
    /// The period, the one before, and the same of the year before; or several, the
    /// oldest first.
    pub terms: Vec<Term>,
    /// Which customers and whose alone, as the line said.
    pub only: Option<String>,
    pub playbook: &'a str,
    pub targets: &'a Targets,
    /// As of when: the end of the newest period, or now where it runs.
    pub until: Moment,
}

impl Measured {
    pub fn value(&self, definition: &Definition) -> Figure {
        definition.form.value(&self.counted)
    }

    /// Why there is no value.
    pub fn why(&self, definition: &Definition) -> Option<Text> {
        let is_none = self.is_off || self.value(definition).size().is_none();
        is_none.then_some(match self.is_off {
            true => t("no rule in force decides it", "没有启用相应的规则"),
            false => definition.none,
        })
    }

    /// The value, as `reader` reads that there is none.
    pub fn cell(&self, definition: &Definition, reader: Reader) -> Cell {
        match self.why(definition) {
            None => self.value(definition).cell(),
            Some(_) if reader == Reader::Person => Cell::Line("—".to_owned()),
            // Programs read that there is none, and paper sets it as it sets numbers.
            Some(_) => Cell::NoData,
        }
    }

    /// What stands above and below. Programs get times to the second.
    pub fn behind(&self, definition: &Definition, reader: Reader) -> [Cell; 2] {
        if self.is_off {
            return [Cell::NoData, Cell::NoData];
        }
        let Counted {
            numerator,
            denominator,
            ..
        } = self.counted;
        [
            above(definition, numerator, reader),
            definition.form.below(denominator),
        ]
    }

    /// `12 / 40`, or why there is nothing.
    fn told(&self, definition: &Definition) -> Cell {
        if let Some(why) = self.why(definition) {
            return Cell::Text(why);
        }
        let both = self.behind(definition, Reader::Person);
        let said = |lang| {
            let tongue = Tongue {
                lang,
                zone: chrono_tz::UTC,
            };
            let cells = both.iter().filter(|cell| **cell != Cell::Empty);
            let texts: Vec<_> = cells.map(|cell| cell.shown(&tongue)).collect();
            let top = self.top.iter().map(|top| top.shown(&tongue));
            let top: Vec<_> = top.collect();
            [
                &[texts.join(" / ")],
                &top.iter().map(ToString::to_string).collect::<Vec<_>>()[..],
            ]
            .concat()
            .join(" ")
        };
        match both[1] {
            // The value says it all.
            Cell::Empty => Cell::Empty,
            _ => Cell::Text(Text::kept(&said(Lang::En), &said(Lang::Zh))),
        }
    }
}

/// A numerator: programs get times to the second.
pub(super) fn above(definition: &Definition, n: i64, reader: Reader) -> Cell {
    match reader {
        Reader::Program if definition.form.has_spread() => Cell::Whole(n),
        _ => definition.form.above(n),
    }
}

/// The one part of a page or a workbook.
pub(super) const MEASURES: Text = t("Measures", "指标");

pub(super) const KPI: Column = Column::new("kpi", t("No.", "编号")).ranked(Rank::Short);
pub(super) const CODE: Column = Column::new("code", t("Code", "代码"));
pub(super) const LABEL: Column = Column::new("item", t("Measure", "指标")).ranked(Rank::Main);
pub(super) const VALUE: Column = Column::new("value", t("Value", "本期")).ranked(Rank::Vital);
pub(super) const NUMERATOR: Column = Column::new("numerator", t("Numerator", "分子"));
pub(super) const DENOMINATOR: Column = Column::new("denominator", t("Denominator", "分母"));
pub(super) const TARGET: Column = Column::new("target", t("Target", "目标"));

/// What a measure is called, in three columns or in two.
pub(super) fn name(definition: &Definition, reader: Reader) -> Vec<Cell> {
    let kpi = definition.kpi;
    let number = Cell::Line(kpi.number().to_owned());
    match reader {
        Reader::Program => vec![
            number,
            Cell::Line(kpi.code().to_owned()),
            Cell::Text(kpi.label()),
        ],
        _ => vec![number, Cell::Text(kpi.label())],
    }
}

pub(super) fn names(reader: Reader) -> Vec<Column> {
    match reader {
        Reader::Program => vec![KPI, CODE, LABEL],
        _ => vec![KPI, LABEL],
    }
}

/// What the tables are about.
pub(super) fn about(story: &Story<'_>, title: Say) -> View<'static> {
    let code = |term: Option<&Term>| term.map_or(Cell::Empty, |term| Cell::Line(term.code()));
    let columns = vec![
        Column::new("period", t("Period", "期间")),
        Column::new("period_before", t("Period before", "上期")),
        Column::new("year_before", t("A year before", "上年同期")),
        Column::new("only", t("Only", "范围")),
        Column::new("until", t("As of", "截至")),
        Column::new("playbook", t("Playbook", "规则手册")),
    ];
    let [this, before, year] = [0, 1, 2].map(|at| code(story.terms.get(at)));
    let row = vec![
        this,
        before,
        year,
        story.only.clone().map_or(Cell::Empty, Cell::Line),
        Cell::Moment(story.until),
        Cell::Line(story.playbook.to_owned()),
    ];
    View::sheet(title, columns, row)
        .key("report")
        .within(MEASURES)
}

fn title(terms: &[Term]) -> Say {
    let name = terms.first().map_or(Say::same(""), |term| term.name());
    let (en, zh) = (&name.en, &name.zh);
    say!("Measures of performance, {en}", "{zh}考核指标")
}

/// Every measure with its value, the one before and that of a year before.
pub fn listed(story: &Story<'_>, all: &[Series], reader: Reader) -> Vec<View<'static>> {
    let mut views = vec![about(story, title(&story.terms))];
    if reader == Reader::Program {
        let rows = all.iter().map(|one| program_row(story, one)).collect();
        views.push(View::list(MEASURES, program_columns(), rows).key("kpis"));
        return views;
    }
    let period = |at: usize, label: Text| {
        let code = story
            .terms
            .get(at)
            .map_or(String::new(), |term| term.code());
        match code.len() {
            1..=8 => t(keep(&code), keep(&code)),
            _ => label,
        }
    };
    let columns = [
        KPI,
        LABEL,
        Column::new("value", period(0, VALUE.label)).ranked(Rank::Vital),
        Column::new("basis", t("Of", "分子 / 分母")).ranked(Rank::Vital),
        Column::new("before", period(1, t("Before", "上期"))),
        Column::new("year_before", period(2, t("Year before", "上年同期"))).ranked(Rank::Lesser),
        TARGET.ranked(Rank::Lesser),
    ];
    for area in Area::ALL {
        let of_area = all.iter().filter(|one| one.definition.area == area);
        let rows: Vec<Vec<Cell>> = of_area.map(|one| person_row(story, one, reader)).collect();
        if !rows.is_empty() {
            let view = View::list(area.title(), columns.to_vec(), rows);
            views.push(view.key(area.key()).within(MEASURES));
        }
    }
    views
}

fn person_row(story: &Story<'_>, one: &Series, reader: Reader) -> Vec<Cell> {
    let definition = one.definition;
    let value = |at: usize| {
        let found = one.each.get(at);
        found.map_or(Cell::Empty, |measured| measured.cell(definition, reader))
    };
    let mut row = name(definition, reader);
    row.push(value(0));
    row.push(
        one.each
            .first()
            .map_or(Cell::Empty, |this| this.told(definition)),
    );
    row.extend([value(1), value(2), target(story, definition)]);
    row
}

/// The aim of a measure.
pub(super) fn target(story: &Story<'_>, definition: &Definition) -> Cell {
    aim_cell(story.targets, definition.kpi)
}

/// Whether the newest value reaches its aim.
pub(super) fn reached(story: &Story<'_>, definition: &Definition, now: &Measured) -> Cell {
    match now.is_off {
        true => Cell::Empty,
        false => reached_cell(story.targets, definition.kpi, now.value(definition)),
    }
}

pub(super) const REACHED: Column = Column::new("reached", t("Reached", "是否达标"));
pub(super) const UNIT: Column = Column::new("unit", t("Unit", "单位"));
pub(super) const PART: Column = Column::new("part", t("Largest part", "占比最大的一项"));
pub(super) const WHY: Column = Column::new("no_value_because", t("No value because", "无数据原因"));
pub(super) const SOURCE: Column = Column::new("source", t("Handbook", "手册依据"));

fn program_columns() -> Vec<Column> {
    let mut columns = names(Reader::Program);
    columns.extend([
        UNIT,
        VALUE,
        NUMERATOR,
        DENOMINATOR,
        Column::new("value_before", t("Before", "上期")),
        Column::new("numerator_before", t("Numerator before", "上期分子")),
        Column::new("denominator_before", t("Denominator before", "上期分母")),
        Column::new("value_year_before", t("Year before", "上年同期")),
        Column::new(
            "numerator_year_before",
            t("Numerator a year before", "上年同期分子"),
        ),
        Column::new(
            "denominator_year_before",
            t("Denominator a year before", "上年同期分母"),
        ),
        TARGET,
        REACHED,
        PART,
        WHY,
        SOURCE,
    ]);
    columns
}

fn program_row(story: &Story<'_>, one: &Series) -> Vec<Cell> {
    let definition = one.definition;
    let mut row = name(definition, Reader::Program);
    row.push(unit(definition));
    for at in 0..3 {
        let nothing = Measured::default();
        let measured = one.each.get(at).unwrap_or(&nothing);
        row.push(measured.cell(definition, Reader::Program));
        row.extend(measured.behind(definition, Reader::Program));
    }
    row.push(target(story, definition));
    let this = one.each.first();
    row.push(this.map_or(Cell::Empty, |this| reached(story, definition, this)));
    let top = this.and_then(|this| this.top.clone());
    row.push(top.unwrap_or(Cell::Empty));
    let why = this.and_then(|this| this.why(definition));
    row.push(why.map_or(Cell::Empty, Cell::Text));
    row.push(source(definition));
    row
}

/// The handbook's numbers, or that the measure is the project's own.
pub(super) fn source(definition: &Definition) -> Cell {
    match definition.source {
        "" => Cell::Text(t("proposed", "建议")),
        numbers => Cell::Line(numbers.to_owned()),
    }
}

pub(super) fn unit(definition: &Definition) -> Cell {
    use crate::records::choices::Unit;
    Cell::Line(
        match definition.kpi.unit() {
            Unit::Share => "share",
            Unit::Time => "minutes",
            Unit::Money => "yuan",
            Unit::Count => "count",
            Unit::Points => "points",
        }
        .to_owned(),
    )
}
