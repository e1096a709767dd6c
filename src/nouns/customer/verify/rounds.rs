//! The rounds of verification that were made of a customer, item by item. A column holds
//! values of many fields, so what is private is hidden cell by cell.

use super::cell_of;
use crate::app::App;
use crate::form::Form as _;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::{Contact, Customer, Verification};
use crate::store::Round;
use crate::value::{Cell, Noun, Reading, Value as _};
use crate::view::{Column, NUMBER, View};
use crate::words::{Lang, Say, t};

/// The rounds so far, item by item.
pub(super) fn list(app: &mut App<'_>, out: &mut Out<'_>, customer: i64) -> Result<Exit, Failure> {
    let (lang, reveal) = (out.lang(), out.style.reveal);
    let rounds = app.store.read()?.verified(customer)?;
    let rows = app.reading(|reading, _| {
        let rows = rounds
            .into_iter()
            .map(|round| row(round, reading, lang, reveal));
        Ok(rows.collect())
    })?;
    let columns = vec![
        NUMBER,
        Column::new("at", t("Verified", "复核时间")),
        Column::new("contact", t("Contact", "联系人")),
        Column::new("item", t("Item", "复核项")),
        Column::new("result", t("Result", "结果")),
        Column::new("old", t("On file", "原内容")),
        Column::new("new", t("Changed to", "变更为")),
        Column::new("by", t("Verified by", "复核人")),
    ];
    let title: Say = t("Verifications", "信息复核记录").into();
    out.view(View::list(title, columns, rows))?;
    Ok(Exit::Done)
}

fn row(round: Round, reading: &Reading<'_>, lang: Lang, reveal: bool) -> Vec<Cell> {
    let text = |text: Option<String>| text.map_or(Cell::Empty, Cell::Line);
    let item = round.item;
    let fields = match item.noun {
        Noun::Contact => Contact::FIELDS,
        Noun::Verification => Verification::FIELDS,
        _ => Customer::FIELDS,
    };
    let field = fields.iter().find(|field| field.key == item.field);
    let value = |code: Option<String>| {
        let read = code
            .as_deref()
            .and_then(|code| cell_of(field?, code, reading));
        let cell = read.unwrap_or_else(|| text(code));
        // A field that is no longer known may have been private.
        match field.is_some_and(|field| !field.sensitive) || reveal {
            true => cell,
            false => cell.masked(reading.zone),
        }
    };
    let label = field.map_or(item.field.as_str(), |field| field.label.to(lang));
    vec![
        Cell::Line(round.number),
        Cell::Moment(round.at),
        text(round.contact),
        Cell::Line(label.to_owned()),
        item.result.cell(),
        value(item.old),
        value(item.new),
        text(round.by),
    ]
}
