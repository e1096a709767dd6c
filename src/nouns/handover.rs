//! `handover`: customers pass from one rep to another (F38): the list, the supervisor's
//! review, the successor's acceptance. Nothing but owners changes, in one command.

mod accept;
mod brief;
mod review;
mod start;

use clap::Arg;

use super::{Call, Noun, Verb, What, switch, word};
use crate::app::App;
use crate::flags::{self, Takes};
use crate::form::Form as _;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::Handover;
use crate::records::filters::HandoverFilter;
use crate::render::Format;
use crate::store::{Filter, List, handovers_where};
use crate::value::{Cell, Noun as Record, Value as _};
use crate::verbs;
use crate::view::{Column, View};
use crate::words::{Lang, t};

pub const HANDOVER: Noun = Noun {
    name: "handover",
    about: t(
        "Hand customers over to a colleague (F38)",
        "客户交接（F38）",
    ),
    what: What::Verbs(&[
        Verb::new(
            "start",
            t(
                "List all customers of a colleague for their successor",
                "列出某位同事的全部客户，开始交接",
            ),
            start::args,
            start::run,
        )
        .writing(),
        Verb::new("list", t("List handovers", "交接列表"), list_args, list),
        Verb::new(
            "show",
            t(
                "Show the handover list: each customer and what is open",
                "查看交接清单：每个客户及未完成事项",
            ),
            one,
            show,
        ),
        Verb::new(
            "review",
            t("Record the supervisor's review", "记录主管审核"),
            review::args,
            review::run,
        )
        .writing(),
        Verb::new(
            "accept",
            t(
                "Take the customers over: they and what is open change their owner",
                "确认接手：客户及未完成事项改由接手人负责",
            ),
            accept::args,
            accept::run,
        )
        .writing(),
        Verb::new(
            "report",
            t(
                "A briefing per customer for the successor, on screen or paper",
                "为接手人生成每个客户的交接说明，可打印",
            ),
            brief::args,
            brief::run,
        ),
        Verb::new("edit", t("Change a handover", "修改交接"), edit_args, edit).writing(),
        Verb::new(
            "remove",
            t("Hide a handover", "移除交接（隐藏）"),
            one,
            remove,
        )
        .writing(),
    ]),
};

fn which(lang: Lang) -> Arg {
    word(
        "handover",
        t("HANDOVER", "交接"),
        t("Its number or the end of it", "编号或尾号"),
        lang,
    )
    .add(Takes::record(Record::Handover))
    .index(1)
}

fn one(lang: Lang) -> Vec<Arg> {
    vec![which(lang)]
}

fn named(app: &mut App<'_>, call: &Call<'_>) -> Result<i64, Failure> {
    app.file()?;
    app.which(Record::Handover, call.text("handover"))
}

fn list_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(HandoverFilter::FIELDS, &[], lang);
    args.push(switch(
        "open",
        t("Only those not accepted yet", "仅未接手的"),
        lang,
    ));
    args.push(super::customer::limit(lang));
    args
}

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let filter: HandoverFilter = call.filter(app)?;
    let mut filter = handovers_where(&filter);
    if call.has("open") {
        filter.only_open(Record::Handover);
    }
    let limit = super::customer::limit_of(call)?;
    let title = t("Handovers", "客户交接");
    verbs::list(app, out, title, &List::handovers(), &filter, limit)?;
    Ok(Exit::Done)
}

/// The form, how it stands, and its customers.
fn show(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    let more = standing(app, id)?;
    let title = t("Customer handover", "客户交接");
    let sheet = verbs::sheet_of::<Handover>(app, id, title, more)?.key("handover");
    let title = t("Customers", "客户");
    let list = verbs::held(app, title, &List::handed(), &[], &Filter::handed(id), None)?;
    let mut views = vec![sheet, list.key("customers")];
    if is_paper(out.style.format) {
        views.push(signatures(out.lang()));
    }
    out.views(views, None)?;
    Ok(Exit::Done)
}

/// Whether somebody may sign on it.
const fn is_paper(format: Format) -> bool {
    format.is_document() || matches!(format, Format::Xlsx)
}

/// Who hands over, who takes over, and the supervisor who reviewed the list (F38).
fn signatures(lang: Lang) -> View<'static> {
    crate::document::paper::signatures(
        &[
            t("Handed over by", "交接人"),
            t("Taken over by", "接手人"),
            t("Sales supervisor (review)", "销售主管（审核）"),
        ],
        lang,
    )
    .key("signatures")
}

/// The supervisor's word, and when it was accepted.
fn standing(app: &mut App<'_>, id: i64) -> Result<Vec<(Column, Cell)>, Failure> {
    let store = app.store.read()?;
    let reviewed = store.reviews_of(Record::Handover, id)?.pop();
    let (result, by) = match &reviewed {
        Some(review) => (review.record.result.cell(), review.record.by.cell()),
        None => (Cell::Empty, Cell::Empty),
    };
    let accepted = store.moment_of(Record::Handover, id, "accepted_at")?;
    Ok(vec![
        (Column::new("result", t("Review", "主管审核")), result),
        (Column::new("reviewed_by", t("Reviewed by", "审核人")), by),
        (
            Column::new("accepted_at", t("Accepted", "接手时间")),
            accepted.cell(),
        ),
    ])
}

fn edit_args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.extend(flags::args(&start::LATER, &[], lang));
    args
}

fn edit(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    verbs::edit::<Handover>(app, call, out, id, &start::LATER)?;
    Ok(Exit::Done)
}

fn remove(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    verbs::remove(app, call, out, Record::Handover, id)
}
