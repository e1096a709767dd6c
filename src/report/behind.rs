//! The records behind a line of a report's table: number, customer, what, when, and what
//! each adds to the figure.

use crate::say;
use crate::store::{Adds, Behind};
use crate::value::{Cell, Choice, Money};
use crate::view::{Column, NUMBER, Rank, Rows, View};
use crate::words::{Say, Text, t};

use super::measures::Reader;

/// What was asked for, and what stands behind it.
pub struct Followed<'a> {
    /// What the figure is called.
    pub title: Say,
    /// What its lines are called.
    pub lines: &'a [Choice],
    pub records: &'a [Behind],
    /// What a record of a line adds.
    pub adds: &'a dyn Fn(&str) -> Adds,
}

/// The lines of a table, by their codes, and those that are left out.
pub fn lines_of(view: &View<'_>) -> Vec<Choice> {
    let Rows::Held(rows) = &view.rows else {
        return Vec::new();
    };
    let first = rows.iter().filter_map(|row| match row.first() {
        Some(Cell::Choice(choice)) => Some(choice),
        _ => None,
    });
    first.chain(&view.empty).copied().collect()
}

/// The list of them.
pub fn followed(all: &Followed<'_>, reader: Reader) -> View<'static> {
    const ITEM: Text = t("Line", "所在行");
    let mut columns = vec![
        NUMBER,
        Column::new("record", t("Record", "记录")),
        Column::new("customer", t("Customer", "客户")).ranked(Rank::Main),
        Column::new("customer_number", t("Customer no.", "客户编号")).ranked(Rank::Lesser),
        Column::new("item", ITEM).ranked(Rank::Vital),
    ];
    let adds = |one: &Behind| {
        let mut parts = one.parts.iter();
        parts.next().map_or(Adds::One, |item| (all.adds)(item))
    };
    // That each counts once, people know.
    let shown = reader == Reader::Program || all.records.iter().any(|one| adds(one) != Adds::One);
    if shown {
        columns.push(Column::new("adds", t("Adds", "计入")).ranked(Rank::Vital));
    }
    columns.extend([
        Column::new("at", t("At", "时间")),
        Column::new("rep", t("Rep", "人员")).ranked(Rank::Lesser),
    ]);
    let rows = all.records.iter().map(|one| {
        let (number, name) = one.customer.clone().unwrap_or_default();
        let mut row = vec![
            Cell::Line(one.number.clone()),
            Cell::Choice(Choice {
                code: one.noun.table(),
                label: one.noun.label(),
                aliases: &[],
            }),
            Cell::Line(name),
            Cell::Line(number),
            items(all.lines, &one.parts),
        ];
        row.extend(shown.then(|| match (adds(one), reader) {
            (Adds::Money, _) => Cell::Money(Money::fen(one.numerator)),
            (Adds::Time, Reader::Program) | (Adds::One, _) => Cell::Whole(one.numerator),
            (Adds::Time, _) => Cell::Minutes((one.numerator as f64 / 60.0).round() as i64),
        }));
        row.extend([
            one.at.map_or(Cell::Empty, Cell::Moment),
            one.person.clone().map_or(Cell::Empty, Cell::Line),
        ]);
        row
    });
    let (en, zh) = (&all.title.en, &all.title.zh);
    let title = say!("{en}: the records behind it", "{zh}：明细记录");
    View::list(title, columns, rows.collect()).key("records")
}

/// The lines that a record stands in, as the table calls them.
fn items(lines: &[Choice], codes: &[String]) -> Cell {
    let known = codes.iter().map(|code| {
        let mut lines = lines.iter();
        lines.find(|line| line.code == code).copied()
    });
    let known: Option<Vec<Choice>> = known.collect();
    match (known.as_deref(), codes) {
        (Some([one]), _) => Cell::Choice(*one),
        (Some(several), _) if !several.is_empty() => Cell::Choices(several.to_vec()),
        (_, [one]) => Cell::Line(one.clone()),
        _ => Cell::Tags(codes.to_vec()),
    }
}
