//! `ticket`: after-sales tickets, from acceptance to closing.
//!
//! Each step is an event of the ticket's trail; which fields an event takes,
//! and which of them it needs, stands in one table here.

mod close;
pub(in crate::nouns) mod open;
mod step;

use clap::Arg;

use super::{Call, Noun, Verb, What, switch, word};
use crate::app::App;
use crate::flags::{self, Takes};
use crate::form::Form as _;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::Ticket;
use crate::records::filters::TicketFilter;
use crate::render::Format;
use crate::say;
use crate::store::{List, Names, Only, tickets_where};
use crate::value::{Cell, ChoiceSet as _, Moment, Noun as Record, Value as _, YesNo};
use crate::verbs;
use crate::view::{Column, View};
use crate::words::{Lang, t};

pub const TICKET: Noun = Noun {
    name: "ticket",
    about: t(
        "After-sales tickets, from acceptance to closing (F33–F35)",
        "售后工单：从受理到关闭（F33–F35）",
    ),
    what: What::Verbs(&[
        Verb::new(
            "open",
            t("Accept a ticket", "受理工单"),
            open::args,
            open::run,
        )
        .writing(),
        Verb::new("list", t("List tickets", "工单列表"), list_args, list),
        Verb::new(
            "show",
            t("Show a ticket and its trail", "查看工单及处理过程"),
            one,
            show,
        ),
        Verb::new(
            "assign",
            t("Give it to a colleague", "分派给同事"),
            step::assign_args,
            step::assign,
        )
        .writing(),
        Verb::new(
            "respond",
            t("Record the first response", "记录首次响应"),
            step::respond_args,
            step::respond,
        )
        .writing(),
        Verb::new(
            "tell",
            t(
                "Record that the customer was told the time limits",
                "记录已告知客户时限",
            ),
            step::tell_args,
            step::tell_limits,
        )
        .writing(),
        Verb::new(
            "work",
            t(
                "Record work; --answer is the solution given",
                "记录处理；--answer 为给出的方案",
            ),
            step::work_args,
            step::work,
        )
        .writing(),
        Verb::new(
            "solve",
            t("Record that it is solved", "记录问题已解决"),
            step::solve_args,
            step::solve,
        )
        .writing(),
        Verb::new(
            "confirm",
            t("Record that the customer was told", "记录已告知客户"),
            step::confirm_args,
            step::confirm,
        )
        .writing(),
        Verb::new(
            "revisit",
            t(
                "Record the revisit: solved for good?",
                "记录回访：是否彻底解决",
            ),
            step::revisit_args,
            step::revisit,
        )
        .writing(),
        Verb::new(
            "escalate",
            t(
                "Escalate it to the task force, the fast lane or a colleague",
                "升级至专项小组、绿色通道或同事",
            ),
            step::escalate_args,
            step::escalate,
        )
        .writing(),
        Verb::new(
            "close",
            t(
                "Close it, after a revisit that says solved",
                "关闭工单（须先回访确认解决）",
            ),
            close::args,
            close::run,
        )
        .writing(),
        Verb::new("history", t("Its trail", "处理过程"), one, trail),
        Verb::new(
            "explain",
            t(
                "Its clocks: what counted, what did not, and why",
                "逐段说明各项时限：何时计时、何时不计",
            ),
            one,
            explain,
        ),
    ]),
};

/// The ticket that a verb is about.
pub fn ticket_arg(lang: Lang) -> Arg {
    word(
        "ticket",
        t("TICKET", "工单"),
        t(
            "Its number or the end of it, or the customer where one is open",
            "编号或尾号；客户仅有一张未关闭工单时也可填客户",
        ),
        lang,
    )
    .add(Takes::record(Record::Ticket))
    .index(1)
}

fn one(lang: Lang) -> Vec<Arg> {
    vec![ticket_arg(lang)]
}

/// The ticket that was named.
pub fn named(app: &mut App<'_>, call: &Call<'_>) -> Result<i64, Failure> {
    app.file()?;
    app.which(Record::Ticket, call.text("ticket"))
}

fn list_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(TicketFilter::FIELDS, &["customer"], lang);
    args.push(switch("open", t("Only open ones", "仅未关闭"), lang));
    args.push(super::customer::limit(lang));
    args
}

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let draft = call.draft(TicketFilter::FIELDS)?;
    let filter: TicketFilter =
        app.reading(|reading, _| Ok(draft.finish(reading, &std::collections::BTreeSet::new())?))?;
    let filter = tickets_where(&filter, call.has("open"));
    let limit = super::customer::limit_of(call)?;
    verbs::list(
        app,
        out,
        t("Tickets", "工单"),
        &List::tickets(),
        &filter,
        limit,
    )?;
    Ok(Exit::Done)
}

fn show(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    let store = app.file()?;
    let standing = store.ticket_standing(id)?;
    let ticket: crate::store::Kept<Ticket> = store.get(id)?;
    let phone = match ticket.record.contact {
        Some(contact) => {
            store
                .get::<crate::records::Contact>(contact.id())?
                .record
                .phone
        }
        None => None,
    };
    let [respond, solution] = limits(app, id, &ticket.record)?;
    let time = |at: Option<Moment>| at.map_or(Cell::Empty, Cell::Moment);
    let contradictory = match standing.contradicts(ticket.record.at) {
        true => Some(YesNo::Yes),
        false => None,
    };
    let more = vec![
        (
            Column::new("status", t("Status", "状态")),
            standing.status.cell(),
        ),
        (
            Column::new("contradictory", t("Times contradict", "时间矛盾")),
            contradictory.cell(),
        ),
        (
            Column::new("phone", t("Phone", "联系方式")).sensitive(),
            phone.cell(),
        ),
        (
            Column::new("respond_due", t("Respond by", "响应截止")),
            time(respond),
        ),
        (
            Column::new("responded_at", t("Responded", "响应时间")),
            time(standing.responded),
        ),
        (
            Column::new("solution_due", t("Solution by", "解决方案截止")),
            time(solution),
        ),
        (
            Column::new("answered_at", t("Solution given", "给出方案")),
            time(standing.answered),
        ),
        (
            Column::new("solved_at", t("Solved", "解决时间")),
            time(standing.solved),
        ),
        (
            Column::new("cause", t("Cause", "原因")),
            standing.cause.cell(),
        ),
        (
            Column::new("confirmed_at", t("Confirmed", "客户确认")),
            time(standing.confirmed),
        ),
        (
            Column::new("revisited_at", t("Revisited", "回访时间")),
            time(standing.revisited),
        ),
        (
            Column::new("closed_at", t("Closed", "关闭时间")),
            time(standing.closed),
        ),
    ];
    verbs::sheet::<Ticket>(app, out, id, more)?;
    let for_people = matches!(out.style.format, Format::Table | Format::Md);
    if for_people && out.style.fields.is_none() {
        out.line(&say!("", ""))?;
        events(app, out, id)?;
    }
    Ok(Exit::Done)
}

/// By when a response and a solution are owed: as `explain` has it, with what
/// stopped the clocks. A closed ticket from before the file owes nothing, and has
/// the limits that its priority gave it.
fn limits(app: &mut App<'_>, ticket: i64, record: &Ticket) -> Result<[Option<Moment>; 2], Failure> {
    let (respond, solution) = open::limits(app, record)?;
    let [ran, solved] = app.owing(&[], Only::Ticket(ticket), |owing| {
        let owed = owing.engine.of_ticket(owing.rules, ticket)?;
        let of = |rule| {
            owed.iter()
                .find(|one| one.rule.id == rule)
                .and_then(|one| one.due)
        };
        Ok(["ticket-respond", "ticket-solution"].map(of))
    })?;
    Ok([ran.or(respond), solved.or(solution)])
}

fn explain(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    super::today::owed_of_ticket(app, out, id)?;
    Ok(Exit::Done)
}

fn trail(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    events(app, out, id)?;
    Ok(Exit::Done)
}

/// Everything that happened, oldest first; what was said in one column.
fn events(app: &mut App<'_>, out: &mut Out<'_>, id: i64) -> Result<(), Failure> {
    let tongue = out.style.tongue;
    let codes = &app.policy.get()?.codes;
    let store = app.store.read()?;
    let mut names = Names::new(store, codes);
    let mut rows = Vec::new();
    for event in store.events_of(id)? {
        let event = event.record;
        let told: Vec<Cell> = vec![
            event.answer.cell(),
            event.cause.cell(),
            event.steps.cell(),
            event.spares.cell(),
            event.text.cell(),
            event.result.cell(),
            event.satisfaction.cell(),
            event.until.cell(),
        ];
        let told: Vec<_> = told
            .iter()
            .filter(|cell| **cell != Cell::Empty)
            .map(|cell| cell.shown(&tongue))
            .collect();
        rows.push(vec![
            event.at.cell(),
            event.kind.cell(),
            names.name(event.by.cell())?,
            match event.place {
                Some(place) => Cell::Text(place.label()),
                None => names.name(event.to.cell())?,
            },
            match told.is_empty() {
                true => Cell::Empty,
                false => Cell::Line(told.join(" · ")),
            },
        ]);
    }
    let columns = vec![
        Column::new("at", t("When", "时间")),
        Column::new("kind", t("What", "事件")),
        Column::new("by", t("By", "经办人")),
        Column::new("to", t("To", "转给")),
        Column::new("text", t("Text", "说明")),
    ];
    out.view(View::list(t("Trail", "处理过程"), columns, rows))
}
