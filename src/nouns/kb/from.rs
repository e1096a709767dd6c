//! `kb from`: a closed ticket becomes an article in one command (R162). What the flags
//! say goes before what the ticket says.

use clap::Arg;

use super::super::ticket::{named, ticket_arg};
use super::Call;
use crate::app::App;
use crate::flags;
use crate::form::Form as _;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::{ArticleKind, TicketEventKind, TicketType};
use crate::records::{Article, Ticket, TicketEvent};
use crate::say;
use crate::store::Kept;
use crate::value::ChoiceSet as _;
use crate::words::Lang;

/// How much of the symptom makes a title.
const TITLE: usize = 40;

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![ticket_arg(lang)];
    let own = flags::form(Article::FIELDS, &[], lang);
    args.extend(own.into_iter().filter(|arg| arg.get_id() != "ticket"));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    let store = app.store.read()?;
    let ticket: Kept<Ticket> = store.get(id)?;
    let standing = store.ticket_standing(id)?;
    let number = &ticket.number;
    if standing.closed.is_none() {
        let what = say!("{number} is not closed", "{number} 尚未关闭");
        return Err(Problem::usage(what)
            .hint(say!(
                "close it first: kehu ticket close {number}",
                "请先关闭：kehu ticket close {number}"
            ))
            .into());
    }
    if let Some(article) = store.article_from(id)? {
        let what = say!(
            "{number} is in the knowledge base already: {article}",
            "{number} 已有知识条目：{article}"
        );
        return Err(Problem::usage(what)
            .hint(say!(
                "change it with: kehu kb edit {article}",
                "修改请用：kehu kb edit {article}"
            ))
            .into());
    }
    let events = store.events_of(id)?;
    let mut draft = call.draft(Article::FIELDS)?;
    draft.set("ticket", number.as_str());
    let symptom = &ticket.record.symptom.0;
    draft.set_default("name", title(symptom));
    draft.set_default("kind", kind(&ticket.record).code());
    draft.set_default("symptom", symptom);
    if let Some(cause) = standing.cause {
        draft.set_default("cause", cause.label().to(app.lang));
    }
    if let Some(solution) = solution(&events) {
        draft.set_default("solution", &solution);
    }
    if let Some(product) = &ticket.record.product {
        draft.set_default("product", product);
    }
    super::record(app, call, out, draft, "kb from")
}

/// The beginning of the symptom, to the end of its first line or sentence.
fn title(symptom: &str) -> String {
    let first = symptom.split(['\n', '。', '；', ';']).next();
    first.unwrap_or(symptom).chars().take(TITLE).collect()
}

fn kind(ticket: &Ticket) -> ArticleKind {
    match ticket.r#type {
        TicketType::ServiceComplaint => ArticleKind::ComplaintCase,
        TicketType::UsageInquiry => ArticleKind::Faq,
        _ => ArticleKind::TypicalCase,
    }
}

/// What solved it: the steps that were taken last, or else the solution that was given.
fn solution(events: &[Kept<TicketEvent>]) -> Option<String> {
    let events = || events.iter().rev().map(|kept| &kept.record);
    let solved = events().find(|event| event.kind == TicketEventKind::Solved);
    let steps = solved.and_then(|event| event.steps.clone());
    let given = || events().find_map(|event| event.answer.clone());
    steps.or_else(given).map(|text| text.0)
}
