//! `ticket merge`: a duplicate goes into the ticket that goes on. The duplicate is
//! closed without a revisit, since the other one is revisited.

use clap::Arg;

use super::open::{blank, insert_event};
use super::{named, ticket_arg};
use crate::app::App;
use crate::ask::Empty;
use crate::flags::Takes;
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::Ticket;
use crate::records::choices::{TicketEventKind, TicketStatus};
use crate::say;
use crate::store::{Kept, Kind, TicketStanding};
use crate::value::{Long, Noun, Ref, Stored};
use crate::verbs;
use crate::words::{Lang, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    vec![
        ticket_arg(lang),
        option(
            "into",
            t("TICKET", "工单"),
            t("The ticket that goes on", "继续处理的工单"),
            lang,
        )
        .add(Takes::record(Noun::Ticket)),
        option(
            "at",
            t("TIME", "时间"),
            t("When; now unless given", "时间，默认为现在"),
            lang,
        ),
    ]
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let id = named(app, call)?;
    let into = into(app, call, id)?;
    let whose = app.store.read()?.customer_of(Noun::Ticket, into)?;
    app.of_same_customer(whose, Noun::Ticket, Some(id))?;
    let store = app.store.read()?;
    let [from, to]: [Kept<Ticket>; 2] = [store.get(id)?, store.get(into)?];
    let [standing, goes_on] = [store.ticket_standing(id)?, store.ticket_standing(into)?];
    may(&from, &standing, &to, &goes_on)?;
    let at = verbs::at(app, call)?;
    if at < from.record.at {
        return Err(
            Problem::usage(say!("it comes before acceptance", "早于受理时间"))
                .about(t("When", "时间"))
                .hint(say!("correct --at", "请更正 --at"))
                .into(),
        );
    }
    let (now, number, other) = (app.now, &from.number, &to.number);
    let writing = app
        .store
        .write()?
        .begin("ticket merge", Kind::Work, Some(me), now)?;
    let mut event = blank(id, TicketEventKind::Merged, at, Some(Ref::new(me)));
    event.text = Some(Long(format!("→ {other}")));
    insert_event(&writing, &event)?;
    writing.set_column(Noun::Ticket, id, "merged_into", &Stored::Int(into), at)?;
    writing.ticket_time(id, "closed_at", Some(at))?;
    writing.ticket_status(id, TicketStatus::Merged, at)?;
    writing.commit(number, &say!("merged into {other}", "合并到 {other}"))?;
    out.line(&say!(
        "{number} is merged into {other}, which goes on",
        "{number} 已合并到 {other}，后续在 {other} 上处理"
    ))?;
    Ok(Exit::Done)
}

/// The ticket that goes on: named, or chosen among the customer's that came before.
fn into(app: &mut App<'_>, call: &Call<'_>, id: i64) -> Result<i64, Failure> {
    if let Some(given) = call.text("into") {
        return app.resolve(Noun::Ticket, given);
    }
    let earlier = app.store.read()?.open_before(id)?;
    let label = say!("Into which ticket", "合并到哪张工单");
    match app.choose_one(&label, Empty::Refused, &earlier)? {
        Some(number) => app.resolve(Noun::Ticket, &number),
        None => {
            let what = say!(
                "it is not said which ticket goes on",
                "没有指明继续处理的工单"
            );
            Err(Problem::usage(what)
                .hint(say!("give --into TICKET", "请加 --into 工单"))
                .into())
        }
    }
}

/// Two different open tickets.
fn may(
    from: &Kept<Ticket>,
    standing: &TicketStanding,
    to: &Kept<Ticket>,
    goes_on: &TicketStanding,
) -> Result<(), Failure> {
    if from.id == to.id {
        return Err(Problem::usage(say!(
            "a ticket is no duplicate of itself",
            "工单不能合并到自身"
        ))
        .hint(say!("--into names another ticket", "--into 请填另一张工单"))
        .into());
    }
    if (to.record.at, to.id) > (from.record.at, from.id) {
        let (number, other) = (&from.number, &to.number);
        return Err(Problem::refused(say!(
            "{other} came after {number}: a duplicate goes into the earlier one",
            "{other} 晚于 {number}，应将后到的合并到先到的"
        ))
        .hint(say!(
            "kehu ticket merge {other} --into {number}",
            "kehu ticket merge {other} --into {number}"
        ))
        .into());
    }
    for (ticket, standing) in [(from, standing), (to, goes_on)] {
        if standing.closed.is_some() {
            let number = &ticket.number;
            return Err(
                Problem::refused(say!("{number} is closed", "{number} 已关闭"))
                    .hint(say!(
                        "kehu ticket reopen {number} opens it again",
                        "可用 kehu ticket reopen {number} 重开"
                    ))
                    .into(),
            );
        }
    }
    Ok(())
}
