//! `contract show`: the terms, how it stands, its instalments and payments.

use super::named;
use crate::app::App;
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::choices::ContractStatus;
use crate::records::{Contract, Staff};
use crate::render::Format;
use crate::say;
use crate::store::{List, of_contract};
use crate::value::{Cell, ChoiceSet as _, Day, Money, Noun, Value as _};
use crate::verbs;
use crate::view::Column;
use crate::words::t;

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    let more = standing(app, id)?;
    verbs::sheet::<Contract>(app, out, id, more)?;
    let for_people = matches!(out.style.format, Format::Table | Format::Md);
    if !for_people || out.quiet || out.style.fields.is_some() {
        return Ok(Exit::Done);
    }
    let today = Day(app.now.day(app.policy.get()?.calendar.zone()));
    let mut lists = [
        (
            t("Instalments", "付款期次"),
            List::instalments(today).by_plan(),
        ),
        (t("Payments", "到账"), List::payments()),
    ];
    for (title, list) in &mut lists {
        let filter = of_contract(id);
        if app.store.read()?.count(list, &filter)? > 0 {
            out.line(&say!("", ""))?;
            list.columns
                .retain(|shown| !["customer", "contract"].contains(&shown.key));
            verbs::list(app, out, *title, list, &filter, None)?;
        }
    }
    Ok(Exit::Done)
}

/// Status, money, legal's word, who signed, and how it ended.
fn standing(app: &mut App<'_>, id: i64) -> Result<Vec<(Column, Cell)>, Failure> {
    let store = app.store.read()?;
    let at = |key| store.moment_of(Noun::Contract, id, key);
    let text = |key| store.text_of(Noun::Contract, id, key);
    let (signed, ended) = (at("signed_at")?, at("ended_at")?);
    let status = match (signed, ended) {
        (_, Some(_)) => ContractStatus::Ended,
        (None, None) => ContractStatus::Draft,
        (Some(_), None) => ContractStatus::Signed,
    };
    let paid = store.paid(id)?;
    let review = store.reviews_of(Noun::Contract, id)?.pop();
    let (result, by) = match review.map(|review| review.record) {
        Some(review) => (
            review.result.cell(),
            review.by.map_or(Cell::Empty, |by| by.cell()),
        ),
        None => (Cell::Empty, Cell::Empty),
    };
    let moment = |at: Option<_>| at.map_or(Cell::Empty, Cell::Moment);
    let line = |text: Option<String>| text.map_or(Cell::Empty, Cell::Line);
    let reason = text("end_reason")?;
    let reason = reason.and_then(|code| crate::records::choices::ContractEnd::from_code(&code));
    let signer = store
        .ref_of(Noun::Contract, id, "signed_by")?
        .map_or(Cell::Empty, |by| {
            Cell::Ref(<Staff as crate::value::Target>::NOUN, by)
        });
    Ok(vec![
        (
            Column::new("status", t("Status", "合同状态")),
            status.cell(),
        ),
        (
            Column::new("received", t("Received", "已到账")),
            Money::fen(paid.received).cell(),
        ),
        (
            Column::new("unpaid", t("Unpaid", "未回款")),
            Money::fen(paid.unpaid).cell(),
        ),
        (Column::new("review", t("Legal review", "法务审核")), result),
        (Column::new("reviewed_by", t("Reviewed by", "审核人")), by),
        (
            Column::new("signed_at", t("Signed", "签订日期")),
            moment(signed),
        ),
        (
            Column::new("signed_by", t("Signed by, for us", "我方签字人")),
            signer,
        ),
        (
            Column::new(
                "signed_for",
                t("Signed for the customer by", "客户方签字人"),
            ),
            line(text("signed_for")?),
        ),
        (
            Column::new("ended_at", t("Ended", "结束时间")),
            moment(ended),
        ),
        (
            Column::new("end_reason", t("Why it ended", "结束原因")),
            reason.map_or(Cell::Empty, |reason| reason.cell()),
        ),
    ])
}
