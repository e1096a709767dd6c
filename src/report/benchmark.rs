//! People, teams, regions, grades or sources side by side (RP-19, R189): the headline
//! figures of each below those of the whole file, for a term or for two.

use super::Term;
use super::compare::is_nothing;
use super::grouping::{Grouping, Person, Row};
use super::measures::{MEASURES, Measure, Part, Reader};
use crate::say;
use crate::store::{By, Group, Groups, Headline};
use crate::value::{Cell, Choice, ChoiceSet as _, Codes};
use crate::view::{Chart, Column, Look, Rank, View};
use crate::words::{Say, Text, keep, t};

/// A term: the whole of it, and each group of which there was anything.
pub struct Side {
    pub term: Term,
    pub whole: Headline,
    pub groups: Groups<Headline>,
}

/// What is laid side by side.
pub struct Benchmark<'a> {
    pub by: By,
    pub one: Side,
    /// The term that it is compared with.
    pub with: Option<Side>,
    /// By their numbers.
    pub people: Vec<Person>,
    pub codes: &'a Codes,
    pub playbook: &'a str,
}

const OVERVIEW: Text = t("Overview", "概览");

pub(super) const WHOLE: Choice = Choice {
    code: "total",
    label: t("Whole file", "全部"),
    aliases: &[],
};

/// The tables, and what people read after them.
pub fn benchmark(all: &Benchmark<'_>, reader: Reader) -> (Vec<View<'static>>, Option<Say>) {
    let mut views = vec![about(all)];
    let groups = all.groups();
    let Some(with) = &all.with else {
        match reader {
            Reader::Program => {
                let measures: Vec<&Measure> = MEASURES.iter().collect();
                let table = all.table(t("Groups", "各组"), &measures, &groups);
                views.push(table.key("groups"));
            }
            Reader::Person | Reader::Paper => {
                views.extend(Part::ALL.map(|part| all.part(part, &groups)));
            }
        }
        return (views, None);
    };
    let compared = MEASURES.iter();
    let compared = compared.map(|measure| all.compared(measure, with, &groups, reader));
    let (empty, kept): (Vec<_>, Vec<_>) =
        compared.partition(|view| reader != Reader::Program && is_nothing(view));
    views.extend(kept);
    let titles = empty.iter().map(|view| &view.title);
    let (en, zh): (Vec<&str>, Vec<&str>) = titles
        .map(|title| (title.en.as_str(), title.zh.as_str()))
        .unzip();
    let (en, zh) = (en.join("; "), zh.join("；"));
    let line = say!("Nothing in either period: {en}", "两期均无：{zh}");
    (views, (!empty.is_empty()).then_some(line))
}

/// Whether nothing at all happened.
pub fn is_nothing_there(all: &Benchmark<'_>) -> bool {
    let mut sides = std::iter::once(&all.one).chain(&all.with);
    sides.all(|side| side.whole == Headline::default())
}

fn about(all: &Benchmark<'_>) -> View<'static> {
    let by = all.by.choice().label;
    let (by_en, by_zh) = (by.en.to_lowercase(), by.zh);
    let month = all.one.term.name();
    let (en, zh) = (&month.en, &month.zh);
    let title = match &all.with {
        None => say!("By {by_en}, {en}", "{zh}对标分析：按{by_zh}"),
        Some(with) => {
            let with = with.term.name();
            let (with_en, with_zh) = (&with.en, &with.zh);
            say!(
                "By {by_en}, {en} and {with_en}",
                "{zh}与{with_zh}对标分析：按{by_zh}"
            )
        }
    };
    let code = |side: &Side| Cell::Line(side.term.code());
    let columns = vec![
        Column::new("by", t("By", "分组")),
        Column::new("period", t("Period", "期间")),
        Column::new("compared_with", t("Compared with", "对比期间")),
        Column::new("playbook", t("Playbook", "规则手册")),
    ];
    let row = vec![
        Cell::Choice(all.by.choice()),
        code(&all.one),
        all.with.as_ref().map_or(Cell::Empty, code),
        Cell::Line(all.playbook.to_owned()),
    ];
    View::sheet(title, columns, row)
        .key("report")
        .within(OVERVIEW)
}

const GROUP: &str = "group";

/// What names a row.
fn first(by: By) -> Column {
    Column::new(GROUP, by.choice().label).ranked(Rank::Main)
}

impl Side {
    /// The figures of a group, or of the whole file.
    fn of(&self, group: Option<&Group>) -> Headline {
        match group {
            None => self.whole,
            Some(group) => self.groups.get(group).copied().unwrap_or_default(),
        }
    }
}

impl Benchmark<'_> {
    fn sides(&self) -> impl Iterator<Item = &Side> {
        std::iter::once(&self.one).chain(&self.with)
    }

    fn groups(&self) -> Vec<Row> {
        let known = self.sides().flat_map(|side| side.groups.keys().cloned());
        let grouping = Grouping {
            by: self.by,
            people: &self.people,
            codes: self.codes,
            known: known.collect(),
        };
        grouping.rows()
    }

    /// A part of the term for people.
    fn part(&self, part: Part, groups: &[Row]) -> View<'static> {
        let (key, values): (_, &'static [&'static str]) = match part {
            Part::Contact => ("contact", &["new_customers", "customers_touched"]),
            Part::Selling => ("selling", &["deals_amount", "payments_received"]),
            Part::Service => ("service", &["tickets_opened", "tickets_closed"]),
        };
        let measures: Vec<&Measure> = part.measures().collect();
        self.table(part.title(), &measures, groups)
            .key(key)
            .within(part.title())
            .drawn(bars(values))
    }

    /// A row a group, a column a measure.
    fn table(&self, title: Text, measures: &[&Measure], groups: &[Row]) -> View<'static> {
        let mut columns = vec![first(self.by)];
        columns.extend(measures.iter().map(|it| Column::new(it.code, it.label)));
        let told: Vec<&Row> = groups.iter().collect();
        let rows = rows(&told, |group| {
            let head = self.one.of(group);
            measures.iter().map(|it| (it.of)(&head).cell()).collect()
        });
        View::list(title, columns, rows)
    }

    /// A measure in both terms: a row a group.
    fn compared(
        &self,
        measure: &Measure,
        with: &Side,
        groups: &[Row],
        reader: Reader,
    ) -> View<'static> {
        let month = |key, side: &Side| {
            let code = keep(&side.term.code());
            Column::new(key, t(code, code))
        };
        let mut columns = vec![first(self.by)];
        columns.extend([
            month("first", &self.one),
            month("second", with),
            Column::new("difference", t("Difference", "增减")).difference(),
        ]);
        let figures =
            |group: Option<&Group>| [&self.one, with].map(|side| (measure.of)(&side.of(group)));
        let told: Vec<&Row> = groups
            .iter()
            .filter(|it| {
                let nothing = figures(Some(&it.group)).iter().all(|one| one.is_nothing());
                reader == Reader::Program || !nothing
            })
            .collect();
        let rows = rows(&told, |group| {
            let [one, other] = figures(group);
            vec![one.cell(), other.cell(), other.difference(one)]
        });
        View::list(measure.label, columns, rows)
            .key(measure.code)
            .within(measure.part.title())
            .drawn(bars(&["first", "second"]))
    }
}

/// What each group has; the whole file is no bar among its parts.
const fn bars(values: &'static [&'static str]) -> Chart {
    Chart {
        label: GROUP,
        values,
        until: &[WHOLE.code],
        look: Look::Bars,
    }
}

/// The whole file, then a row a group; `figures` are asked for each.
fn rows(groups: &[&Row], figures: impl Fn(Option<&Group>) -> Vec<Cell>) -> Vec<Vec<Cell>> {
    let row = |called: &Cell, group| {
        let mut cells = vec![called.clone()];
        cells.extend(figures(group));
        cells
    };
    let whole = std::iter::once(row(&Cell::Choice(WHOLE), None));
    let each = groups.iter().map(|it| row(&it.called, Some(&it.group)));
    whole.chain(each).collect()
}
