//! What is known of one ticket: its sheet, its trail, its clocks.

use super::{levels, named, promise};
use crate::app::App;
use crate::nouns::Call;
use crate::nouns::improvement::came_of;
use crate::nouns::today;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::Ticket;
use crate::records::choices::TicketEventKind as Event;
use crate::render::Format;
use crate::say;
use crate::store::{Kept, Names, Only, TicketStanding};
use crate::value::{Cell, ChoiceSet as _, Moment, Value as _, YesNo};
use crate::verbs;
use crate::view::{Column, View};
use crate::words::{Text, t};

pub(super) fn show(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    let store = app.file()?;
    let standing = store.ticket_standing(id)?;
    let ticket: Kept<Ticket> = store.get(id)?;
    let phone = match ticket.record.contact {
        Some(contact) => {
            store
                .get::<crate::records::Contact>(contact.id())?
                .record
                .phone
        }
        None => None,
    };
    let limits = limits(app, id, &ticket.record)?;
    let mut more = vec![
        (
            Column::new("status", t("Status", "状态")),
            standing.status.cell(),
        ),
        (
            Column::new("contradictory", t("Times contradict", "时间矛盾")),
            standing
                .contradicts(ticket.record.at)
                .then_some(YesNo::Yes)
                .cell(),
        ),
        (
            Column::new("phone", t("Phone", "联系方式")).sensitive(),
            phone.cell(),
        ),
    ];
    more.extend(times(&standing, &limits));
    more.extend(levels::columns(&limits.kind));
    more.extend(beside(app, id, &standing)?);
    more.extend(came_of(app, "ticket", id)?);
    verbs::sheet::<Ticket>(app, out, id, more)?;
    let for_people = matches!(out.style.format, Format::Table | Format::Md);
    if for_people && out.style.fields.is_none() {
        out.line(&say!("", ""))?;
        events(app, out, id)?;
    }
    Ok(Exit::Done)
}

/// The clocks' ends and what was done, in the order of the work.
fn times(standing: &TicketStanding, limits: &Limits) -> Vec<(Column, Cell)> {
    let time = |key, label: Text, at: Option<Moment>| {
        let cell = at.map_or(Cell::Empty, Cell::Moment);
        (Column::new(key, label), cell)
    };
    let cause = Column::new("cause", t("Cause", "原因"));
    vec![
        time("respond_due", t("Respond by", "响应截止"), limits.respond),
        time(
            "responded_at",
            t("Responded", "响应时间"),
            standing.responded,
        ),
        time(
            "solution_due",
            t("Solution by", "解决方案截止"),
            limits.solution,
        ),
        time("agreed", t("Agreed anew", "重新约定"), limits.agreed),
        time(
            "answered_at",
            t("Solution given", "给出方案"),
            standing.answered,
        ),
        time("solved_at", t("Solved", "解决时间"), standing.solved),
        (cause, standing.cause.cell()),
        time(
            "confirmed_at",
            t("Confirmed", "客户确认"),
            standing.confirmed,
        ),
        time(
            "revisited_at",
            t("Revisited", "回访时间"),
            standing.revisited,
        ),
        time("closed_at", t("Closed", "关闭时间"), standing.closed),
        time("archived_at", t("Archived", "归档时间"), standing.archived),
    ]
}

/// What the trail says of now: until when it waits, when somebody comes, and whether a
/// reply waits for a check; and the tickets that it was merged with.
fn beside(
    app: &mut App<'_>,
    id: i64,
    standing: &TicketStanding,
) -> Result<Vec<(Column, Cell)>, Failure> {
    let store = app.store.read()?;
    let trail = store.events_of(id)?;
    let until = |kind| {
        let event = trail.iter().rev().find(|kept| kept.record.kind == kind);
        event.and_then(|kept| kept.record.until).cell()
    };
    let waits = standing.status == crate::records::choices::TicketStatus::Waiting;
    let merged: Vec<String> = store
        .duplicates_of(id)?
        .into_iter()
        .map(|it| it.1)
        .collect();
    let into = match standing.merged_into {
        Some(into) => Cell::Line(store.get::<Ticket>(into)?.number),
        None => Cell::Empty,
    };
    let recall = store.recall_of_ticket(id)?;
    let unchecked = super::step::unchecked(&trail).map(|_| YesNo::Yes);
    Ok(vec![
        (
            Column::new("resume_on", t("Waits until", "恢复日期")),
            if waits {
                until(Event::Waiting)
            } else {
                Cell::Empty
            },
        ),
        (
            Column::new("appointment", t("Visit", "上门预约")),
            until(Event::Appointed),
        ),
        (
            Column::new("ai_unreviewed", t("AI reply unchecked", "AI 回复待复核")),
            unchecked.cell(),
        ),
        (
            Column::new("recall", t("Recall", "召回")),
            recall.map_or(Cell::Empty, Cell::Line),
        ),
        (Column::new("merged_into", t("Merged into", "合并到")), into),
        (
            Column::new("duplicates", t("Duplicates", "重复工单")),
            match merged.is_empty() {
                true => Cell::Empty,
                false => Cell::Tags(merged),
            },
        ),
    ])
}

/// By when a response and a solution are owed, and what was agreed anew.
struct Limits {
    respond: Option<Moment>,
    solution: Option<Moment>,
    agreed: Option<Moment>,
    /// What the kind of the ticket asks for.
    kind: Vec<Option<Moment>>,
}

/// The ends of the clocks as `explain` has them, with what stopped them. A closed ticket
/// from before the file owes nothing, and has the limits that its priority gave it.
fn limits(app: &mut App<'_>, ticket: i64, record: &Ticket) -> Result<Limits, Failure> {
    let (respond, solution) = promise::limits(app, record)?;
    app.owing(&[], Only::Ticket(ticket), |owing| {
        let owed = owing.engine.of_ticket(owing.rules, ticket)?;
        let of = |rule: &str| owed.iter().find(|one| one.rule.id == rule);
        Ok(Limits {
            respond: of("ticket-respond").and_then(|one| one.due).or(respond),
            solution: of("ticket-solution").and_then(|one| one.due).or(solution),
            agreed: of("ticket-solution").and_then(|one| one.agreed),
            kind: levels::ENDS
                .iter()
                .map(|(rule, ..)| of(rule).and_then(|one| one.due))
                .collect(),
        })
    })
}

pub(super) fn explain(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    today::owed_of_ticket(app, out, id)?;
    Ok(Exit::Done)
}

pub(super) fn trail(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
) -> Result<Exit, Failure> {
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
            event.team.cell(),
            event.carrier.cell(),
            event.compensation.cell(),
            event.verdict.cell(),
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
