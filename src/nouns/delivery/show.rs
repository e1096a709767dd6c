//! `delivery show`: the plan, how it stands, and all that hangs on it.

use crate::app::App;
use crate::nouns::{Call, one};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::Delivery;
use crate::records::choices::{AcceptanceResult, DeliveryStatus};
use crate::render::Format;
use crate::say;
use crate::store::{List, of_delivery};
use crate::value::{Cell, ChoiceSet as _, Noun};
use crate::verbs;
use crate::view::Column;
use crate::words::{Text, t};

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    if let Some(other) = super::hanging::named(app, call)? {
        return super::hanging::show(app, out, other);
    }
    let id = one::newest(app, Noun::Delivery, call.text("delivery"))?;
    let more = standing(app, id)?;
    verbs::sheet::<Delivery>(app, out, id, more)?;
    let for_people = matches!(out.style.format, Format::Table | Format::Md);
    if !for_people || out.quiet || out.style.fields.is_some() {
        return Ok(Exit::Done);
    }
    for (title, list) in [
        (t("Milestones", "交付节点"), List::milestones()),
        (t("Progress", "进度"), List::progress()),
        (t("Deviations", "执行偏差"), List::deviations()),
        (t("Delivered goods", "交付物品"), List::delivered()),
        (t("Acceptance", "验收项目"), List::acceptance()),
    ] {
        hanging(app, out, id, title, list)?;
    }
    Ok(Exit::Done)
}

/// A list of what hangs on a delivery, if there is any.
fn hanging(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    id: i64,
    title: Text,
    mut list: List,
) -> Result<(), Failure> {
    let filter = of_delivery(id);
    if app.store.read()?.count(&list, &filter)? == 0 {
        return Ok(());
    }
    out.line(&say!("", ""))?;
    out.line(&crate::words::Say::from(title))?;
    list.columns
        .retain(|shown| !["customer", "delivery"].contains(&shown.key));
    verbs::list(app, out, title, &list, &filter, None)
}

/// The items of an acceptance.
pub fn items(app: &mut App<'_>, out: &mut Out<'_>, id: i64) -> Result<(), Failure> {
    let mut list = List::acceptance();
    list.columns
        .retain(|shown| !["customer", "delivery"].contains(&shown.key));
    let title = t("Acceptance", "验收项目");
    verbs::list(app, out, title, &list, &of_delivery(id), None)
}

fn standing(app: &mut App<'_>, id: i64) -> Result<Vec<(Column, Cell)>, Failure> {
    let store = app.store.read()?;
    let status = store.delivery_status(id)?;
    let status = status.and_then(|code| DeliveryStatus::from_code(&code));
    let mut more = vec![(
        Column::new("status", t("Status", "交付状态")),
        status.map_or(Cell::Empty, |status| Cell::Choice(status.choice())),
    )];
    for (key, label) in [
        ("started_at", t("Started", "开始时间")),
        ("delivered_at", t("Delivered", "交付时间")),
        ("accepted_at", t("Accepted", "验收时间")),
    ] {
        let at = store.moment_of(Noun::Delivery, id, key)?;
        more.push((
            Column::new(key, label),
            at.map_or(Cell::Empty, Cell::Moment),
        ));
    }
    let result = store.text_of(Noun::Delivery, id, "result")?;
    let result = result.and_then(|code| AcceptanceResult::from_code(&code));
    more.push((
        Column::new("result", t("Conclusion", "验收结论")),
        result.map_or(Cell::Empty, |result| Cell::Choice(result.choice())),
    ));
    for (key, label) in [
        ("signed_for", t("Signed for the customer by", "客户签字人")),
        ("participants", t("Participants", "参与人员")),
        ("leftover", t("What is left", "遗留问题")),
        ("evaluation", t("What the customer said", "客户评价")),
    ] {
        let text = store.text_of(Noun::Delivery, id, key)?;
        more.push((
            Column::new(key, label),
            text.map_or(Cell::Empty, Cell::Long),
        ));
    }
    let score = store.ref_of(Noun::Delivery, id, "score")?;
    more.push((
        Column::new("score", t("First evaluation", "初步评分")),
        score.map_or(Cell::Empty, Cell::Whole),
    ));
    Ok(more)
}
