//! One measure: what it means, what it came to and how it went, its parts, and the
//! records behind it.

use super::super::Term;
use super::super::measures::Reader;
use super::periods::trend;
use super::views::{CODE, DENOMINATOR, KPI, LABEL, NUMERATOR, REACHED, SOURCE, TARGET, UNIT};
use super::views::{Measured, Series, Story, VALUE, WHY, above, reached, source, target};
use super::views::{PART, unit};
use super::{Counted, Definition, Form};
use crate::report::compare::Figure;
use crate::say;
use crate::store::{Behind, Lasted, Summed};
use crate::value::{Cell, Choice, ChoiceSet as _};
use crate::view::{Chart, Column, Look, NUMBER, Rank, View};
use crate::words::{Say, Text, t};

/// What is told of a measure.
pub struct Detail<'a> {
    pub story: Story<'a>,
    /// In the period, the one before, and that of a year before.
    pub now: Series,
    /// Several periods, the oldest first.
    pub terms: Vec<Term>,
    pub history: Series,
    /// How the parts are called that have one.
    pub parts: Vec<(Cell, Summed)>,
    /// Of times: how they spread.
    pub spread: Option<Lasted>,
}

/// Its tables.
pub fn detail(all: &Detail<'_>, reader: Reader) -> Vec<View<'static>> {
    let mut views = vec![sheet(all, reader), periods(all, reader)];
    if !all.parts.is_empty() {
        views.push(parts(all, reader));
    }
    views
}

fn sheet(all: &Detail<'_>, reader: Reader) -> View<'static> {
    let definition = all.now.definition;
    let kpi = definition.kpi;
    let (number, label) = (kpi.number(), kpi.label());
    let name = all
        .story
        .terms
        .first()
        .map_or(Say::same(""), |term| term.name());
    let (en, zh, label_en, label_zh) = (&name.en, &name.zh, label.en, label.zh);
    let title = say!("{number} {label_en}, {en}", "{number} {label_zh}（{zh}）");
    let mut columns = Vec::new();
    let mut row = Vec::new();
    let mut put = |column: Column, cell: Cell| {
        columns.push(column);
        row.push(cell);
    };
    if reader == Reader::Program {
        put(KPI, Cell::Line(number.to_owned()));
        put(CODE, Cell::Line(kpi.code().to_owned()));
        put(LABEL, Cell::Text(label));
        put(UNIT, unit(definition));
    }
    figures(all, reader, &mut put);
    let line = |key, label, text| (Column::new(key, label).wrapped(), Cell::Text(text));
    for (column, cell) in [
        line("definition", t("What it says", "含义"), definition.says),
        line("formula", t("Formula", "公式"), definition.formula),
        line("left_out", t("Left out", "不计入"), definition.without),
    ] {
        put(column, cell);
    }
    put(SOURCE, source(definition));
    put(
        Column::new("only", t("Only", "范围")),
        all.story.only.clone().map_or(Cell::Empty, Cell::Line),
    );
    put(
        Column::new("until", t("As of", "截至")),
        Cell::Moment(all.story.until),
    );
    View::sheet(title, columns, row).key("measure")
}

/// What it came to.
fn figures(all: &Detail<'_>, reader: Reader, put: &mut impl FnMut(Column, Cell)) {
    let definition = all.now.definition;
    let nothing = Measured::default();
    let [this, before, year] = [0, 1, 2].map(|at| all.now.each.get(at).unwrap_or(&nothing));
    put(VALUE, this.cell(definition, reader));
    if let Some(why) = this.why(definition) {
        put(WHY, Cell::Text(why));
    } else if reader == Reader::Program {
        put(WHY, Cell::Empty);
    }
    let top = this.top.clone();
    if reader == Reader::Program || top.is_some() {
        put(PART, top.unwrap_or(Cell::Empty));
    }
    let [above, below] = this.behind(definition, reader);
    let label = |given: Text, usual: Text| match reader {
        Reader::Program => usual,
        _ => given,
    };
    put(
        Column::new(NUMERATOR.key, label(definition.above, NUMERATOR.label)),
        above,
    );
    put(
        Column::new(DENOMINATOR.key, label(definition.below, DENOMINATOR.label)),
        below,
    );
    if let Some(spread) = &all.spread {
        let minutes = |at: Option<i64>| Figure::Minutes(at).cell();
        put(
            Column::new("median_minutes", t("Median", "中位数")),
            minutes(spread.median),
        );
        put(
            Column::new("p90_minutes", t("90% within", "90% 不超过")),
            minutes(spread.p90),
        );
    }
    put(
        Column::new("value_before", t("Period before", "上期")),
        before.cell(definition, reader),
    );
    put(
        Column::new("value_year_before", t("A year before", "上年同期")),
        year.cell(definition, reader),
    );
    put(TARGET, target(&all.story, definition));
    put(REACHED, reached(&all.story, definition, this));
    if reader == Reader::Person {
        put(
            Column::new("trend", t("Trend", "趋势")),
            Cell::Line(trend(&all.history)),
        );
    }
}

const PERIOD: Column = Column::new("period", t("Period", "期间")).ranked(Rank::Main);

fn periods(all: &Detail<'_>, reader: Reader) -> View<'static> {
    let definition = all.now.definition;
    let columns = vec![PERIOD, VALUE, NUMERATOR, DENOMINATOR];
    let rows = all.terms.iter().zip(&all.history.each);
    let rows = rows.map(|(term, measured)| {
        let mut row = vec![Cell::Line(term.code())];
        row.push(measured.cell(definition, reader));
        row.extend(measured.behind(definition, reader));
        row
    });
    View::list(t("Periods", "各期"), columns, rows.collect())
        .key("periods")
        .drawn(Chart {
            label: PERIOD.key,
            values: &["value"],
            until: &[],
            look: Look::Bars,
        })
}

/// A row a part: a share of its own, or its share of all.
fn parts(all: &Detail<'_>, reader: Reader) -> View<'static> {
    let definition = all.now.definition;
    let nothing = Measured::default();
    let whole = &all.now.each.first().unwrap_or(&nothing).counted;
    let columns = vec![
        Column::new("part", t("Part", "构成")).ranked(Rank::Main),
        VALUE,
        NUMERATOR,
        DENOMINATOR,
    ];
    let rows = all.parts.iter().map(|(called, part)| {
        let of = match definition.form {
            Form::TopShare => whole.denominator,
            _ => part.denominator,
        };
        let counted = Counted {
            numerator: part.numerator,
            denominator: of,
            ..Counted::default()
        };
        vec![
            called.clone(),
            definition.form.value(&counted).cell(),
            above(definition, part.numerator, reader),
            definition.form.below(of),
        ]
    });
    View::list(t("Parts", "构成"), columns, rows.collect())
        .key("parts")
        .drawn(Chart {
            label: "part",
            values: &["value"],
            until: &[],
            look: Look::Bars,
        })
}

/// The records behind a measure: what each adds above and below.
pub fn behind(
    definition: &'static Definition,
    all: &[Behind],
    part: impl Fn(&str) -> Cell,
    reader: Reader,
) -> View<'static> {
    let counted = |above: i64, below: i64| {
        Cell::Choice(Choice {
            aliases: &[],
            ..match (above != 0, below != 0) {
                (true, true) => BOTH,
                (true, false) => ABOVE,
                (false, _) => BELOW,
            }
        })
    };
    let columns = vec![
        NUMBER.ranked(Rank::Main),
        Column::new("record", t("Record", "记录")),
        Column::new("customer", t("Customer", "客户")).ranked(Rank::Main),
        Column::new("customer_number", t("Customer no.", "客户编号")).ranked(Rank::Lesser),
        Column::new("counts", t("Counts", "计入")).ranked(Rank::Vital),
        Column::new("numerator", definition.above).ranked(Rank::Vital),
        Column::new("denominator", below_label(definition)),
        Column::new("at", t("At", "时间")),
        Column::new("rep", t("Rep", "人员")).ranked(Rank::Lesser),
        Column::new("part", t("Part", "构成")).ranked(Rank::Lesser),
    ];
    let rows = all.iter().map(|one| {
        let (number, name) = one.customer.clone().unwrap_or_default();
        let noun = one.noun.label();
        vec![
            Cell::Line(one.number.clone()),
            Cell::Choice(Choice {
                code: one.noun.table(),
                label: noun,
                aliases: &[],
            }),
            Cell::Line(name),
            Cell::Line(number),
            counted(one.numerator, one.denominator),
            above(definition, one.numerator, reader),
            match definition.form.below(one.denominator) {
                Cell::Empty => Cell::Whole(0),
                below => below,
            },
            one.at.map_or(Cell::Empty, Cell::Moment),
            one.person.clone().map_or(Cell::Empty, Cell::Line),
            parts_of(&one.parts, &part),
        ]
    });
    let label = definition.kpi.label();
    let (number, en, zh) = (definition.kpi.number(), label.en, label.zh);
    let title = say!(
        "{number} {en}: the records behind it",
        "{number} {zh}：明细记录"
    );
    View::list(title, columns, rows.collect()).key("records")
}

/// One part as it is called, several behind one another.
fn parts_of(parts: &[String], part: &impl Fn(&str) -> Cell) -> Cell {
    match parts {
        [] => Cell::Empty,
        [one] => part(one),
        several => {
            let choices = several.iter().map(|one| match part(one) {
                Cell::Choice(choice) => Some(choice),
                _ => None,
            });
            let choices: Option<Vec<Choice>> = choices.collect();
            choices.map_or_else(|| Cell::Tags(several.to_vec()), Cell::Choices)
        }
    }
}

const fn below_label(definition: &Definition) -> Text {
    match definition.below.en.is_empty() {
        true => DENOMINATOR.label,
        false => definition.below,
    }
}

const fn mark(code: &'static str, label: Text) -> Choice {
    Choice {
        code,
        label,
        aliases: &[],
    }
}

const BOTH: Choice = mark("both", t("above and below", "分子、分母"));
const ABOVE: Choice = mark("numerator", t("above", "分子"));
const BELOW: Choice = mark("denominator", t("below", "分母"));
