//! `recall show`: what is called back, how far each customer is, who was sold the goods
//! since, and what is left.

use super::start::{missing, names};
use super::{affected, follow};
use crate::app::App;
use crate::nouns::{Call, one};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::{Affected, Recall, Record, states};
use crate::render::Format;
use crate::say;
use crate::store::{Kept, List, of_recall};
use crate::value::{Cell, Noun};
use crate::verbs;
use crate::view::Column;
use crate::words::{Lang, Say, t};

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    if let Some(id) = affected(app, call.text("recall"))? {
        let more = standing::<Affected>(app, id)?;
        verbs::sheet::<Affected>(app, out, id, more)?;
        return Ok(Exit::Done);
    }
    let id = one::newest(app, Noun::Recall, call.text("recall"))?;
    let recall: Kept<Recall> = app.store.read()?.get(id)?;
    let store = app.store.read()?;
    let closed = store.moment_of(Noun::Recall, id, "closed_at")?.is_some();
    let counts = store.recall_standing(id)?;
    let since = match closed {
        true => Vec::new(),
        false => missing(app, &recall)?,
    };
    let mut more = standing::<Recall>(app, id)?;
    let since_n = i64::try_from(since.len()).unwrap_or(i64::MAX);
    for (key, label, n) in [
        (
            "customers",
            t("Affected customers", "受影响客户"),
            counts.all,
        ),
        ("to_inform", t("To inform", "待告知"), counts.to_inform),
        (
            "to_settle",
            t("To settle", "已告知待处理"),
            counts.to_settle,
        ),
        ("settled", t("Settled", "已处理"), counts.settled),
        ("not_listed", t("Not listed yet", "尚未列入"), since_n),
    ] {
        more.push((Column::new(key, label), Cell::Whole(n)));
    }
    verbs::sheet::<Recall>(app, out, id, more)?;
    let for_people = matches!(out.style.format, Format::Table | Format::Md);
    if !for_people || out.quiet || out.style.fields.is_some() {
        return Ok(Exit::Done);
    }
    if counts.all > 0 {
        customers(app, out, id)?;
    }
    if !since.is_empty() {
        let ids: Vec<i64> = since.iter().map(|one| one.customer).collect();
        let (en, zh) = (names(app, &ids, Lang::En)?, names(app, &ids, Lang::Zh)?);
        let number = &recall.number;
        out.line(&say!("", ""))?;
        out.line(&say!(
            "have the goods by now and are not listed: {en}; kehu recall add {number} --found",
            "现已持有物品但未列入名单：{zh}；补充：kehu recall add {number} --found"
        ))?;
    }
    if !closed && (since.is_empty() || counts.settled < counts.all) {
        out.line(&say!("", ""))?;
        out.line(&follow::left(&counts, &recall.number))?;
    }
    Ok(Exit::Done)
}

fn customers(app: &mut App<'_>, out: &mut Out<'_>, id: i64) -> Result<(), Failure> {
    let title = t("Affected customers", "受影响客户");
    out.line(&say!("", ""))?;
    out.line(&Say::from(title))?;
    let mut list = List::affected();
    list.columns.retain(|shown| shown.key != "recall");
    verbs::list(app, out, title, &list, &of_recall(id), None)
}

/// How a record stands, as columns before its form.
fn standing<F: Record>(app: &mut App<'_>, id: i64) -> Result<Vec<(Column, Cell)>, Failure> {
    let cells = app.store.read()?.states_of(F::NOUN, id)?;
    let columns = states(F::NOUN)
        .iter()
        .map(|field| Column::new(field.key, field.label));
    Ok(columns.zip(cells).collect())
}
