//! The prices of a proposal (F11): a table for each alternative that ends in its total,
//! or the lines of all in one.

use super::super::called;
use super::{WHAT, Whole};
use crate::records::Alternative;
use crate::say;
use crate::value::{Cell, PriceLine, Value as _};
use crate::view::{Column, View};
use crate::words::t;

/// What a table of prices has.
fn columns() -> Vec<Column> {
    vec![
        Column::new("what", WHAT),
        Column::new("quantity", t("Quantity", "数量")),
        Column::new("unit", t("Unit", "单位")),
        Column::new("price", t("List price", "单价")),
        Column::new("discount", t("Discount", "折扣")),
        Column::new("sum", t("Sum", "金额")),
    ]
}

/// The price lines of all alternatives in one table.
pub(super) fn all(whole: &Whole) -> View<'static> {
    let mut all = vec![Column::new("alternative", t("Alternative", "方案"))];
    all.extend(columns());
    let rows = whole.alternatives.iter().flat_map(|one| {
        one.lines.0.iter().map(|line| {
            let letter = Cell::Line(one.letter.clone());
            std::iter::once(letter).chain(cells(line)).collect()
        })
    });
    let title = t("Price lines", "报价明细");
    View::list(title, all, rows.collect()).key("lines")
}

/// The price lines: a table for each alternative, each ending in its total.
pub(super) fn each(whole: &Whole) -> Vec<View<'static>> {
    let alone = whole.alternatives.len() == 1;
    let priced = whole
        .alternatives
        .iter()
        .filter(|one| !one.lines.0.is_empty());
    priced
        .map(|one| {
            let name = called(one);
            let (en, zh) = (&name.en, &name.zh);
            let title = match alone && one.title.is_none() {
                true => say!("Prices", "报价明细"),
                false => say!("Prices: {en}", "报价明细：{zh}"),
            };
            View::list(title, columns(), rows(one)).key("prices")
        })
        .collect()
}

/// The lines of an alternative, and what they come to.
fn rows(one: &Alternative) -> Vec<Vec<Cell>> {
    let lines = &one.lines;
    let off = match lines.list_total() == lines.total() {
        true => Cell::Empty,
        false => Cell::Percent(lines.share_off()),
    };
    let total = vec![
        Cell::Text(t("Total", "合计")),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        off,
        Cell::Money(lines.total()),
    ];
    let rows = lines.0.iter().map(|line| cells(line).to_vec());
    rows.chain([total]).collect()
}

fn cells(line: &PriceLine) -> [Cell; 6] {
    let money = |amount: Option<crate::value::Money>| amount.map_or(Cell::Empty, Cell::Money);
    [
        Cell::Line(line.what.clone()),
        line.quantity.cell(),
        line.unit.clone().map_or(Cell::Empty, Cell::Line),
        money(line.price),
        match line.discount {
            0 => Cell::Empty,
            tenths => Cell::Percent(f64::from(tenths) / 1000.0),
        },
        money(line.sum()),
    ]
}
