//! `improvement show`: the proposal, how it stands, and which customers know of it; and
//! the improvements that came of a customer's word, for the sheet of that.

use super::{Meant, meant};
use crate::app::App;
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::{Improvement, Notice, states};
use crate::store::{Filter, List, notices_where};
use crate::value::{Cell, Noun, Ref, Tags, Value as _};
use crate::verbs;
use crate::view::{Column, Rows};
use crate::words::t;

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = match meant(app, call)? {
        Meant::Improvement(id) => id,
        Meant::Notice(id) => {
            verbs::sheet::<Notice>(app, out, id, Vec::new())?;
            return Ok(Exit::Done);
        }
    };
    let more = standing(app, id)?;
    let title = t("Improvement proposal", "改进建议案");
    let sheet = verbs::sheet_of::<Improvement>(app, id, title, more)?;
    let mut views = vec![sheet.key("improvement")];
    let filter = crate::records::filters::NoticeFilter {
        improvement: Some(Ref::new(id)),
        customer: None,
        method: Vec::new(),
        owner: None,
        from: None,
        to: None,
    };
    let columns = [
        "number", "customer", "source", "at", "method", "progress", "owner",
    ];
    let title = t("Customers", "相关客户");
    let filter = notices_where(&filter);
    let list = verbs::held(app, title, &List::notices(), &columns, &filter, None)?;
    let none = matches!(&list.rows, Rows::Held(rows) if rows.is_empty());
    let for_people = out.style.format.is_read();
    if !none || !for_people {
        views.push(list.key("notices"));
    }
    out.views(views, None)?;
    Ok(Exit::Done)
}

/// The supervisor's word, and how it ended.
fn standing(app: &mut App<'_>, id: i64) -> Result<Vec<(Column, Cell)>, Failure> {
    let store = app.store.read()?;
    let reviewed = store.reviews_of(Noun::Improvement, id)?.pop();
    let (result, by, reason) = match &reviewed {
        Some(review) => (
            review.record.result.cell(),
            review.record.by.cell(),
            review.record.reason.cell(),
        ),
        None => (Cell::Empty, Cell::Empty, Cell::Empty),
    };
    let mut more = vec![
        (Column::new("review", t("Review", "主管审核")), result),
        (Column::new("reviewed_by", t("Reviewed by", "审核人")), by),
        (
            Column::new("review_reason", t("Their reason", "审核意见")),
            reason,
        ),
    ];
    let cells = store.states_of(Noun::Improvement, id)?;
    let columns = states(Noun::Improvement)
        .iter()
        .map(|field| Column::new(field.key, field.label));
    more.extend(columns.zip(cells));
    Ok(more)
}

/// The improvements that came of a record which `column` of a notice names, as a line of
/// its sheet; none where there are none.
///
/// # Errors
/// When the file cannot be read.
pub fn came_of(
    app: &mut App<'_>,
    column: &'static str,
    id: i64,
) -> Result<Option<(Column, Cell)>, Failure> {
    let filter = Filter::improving(column, id);
    let list = List::improvements();
    let keys = ["number", "name"];
    let title = t("Improvements", "改进措施");
    let view = verbs::held(app, title, &list, &keys, &filter, None)?;
    let Rows::Held(rows) = view.rows else {
        return Ok(None);
    };
    let zone = app.policy.get()?.calendar.zone();
    let called = rows.iter().map(|row| {
        let texts = row.iter().map(|cell| cell.code(zone));
        texts.collect::<Vec<_>>().join(" ")
    });
    let called: Vec<String> = called.collect();
    Ok((!called.is_empty()).then(|| (Column::new("improvements", title), Tags(called).cell())))
}
