//! `handover report`: what the successor should know of each customer, on screen, as a
//! page to print or as data.

use clap::Arg;

use super::{is_paper, named, one, signatures, standing};
use crate::app::App;
use crate::flags::Takes;
use crate::nouns::report::files::{self, Files};
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::{Customer, Handover};
use crate::render::Format;
use crate::say;
use crate::store::{Filter, Kept, List, of_customer};
use crate::value::{Cell, Noun};
use crate::verbs;
use crate::view::{Column, Rows, Shape, View};
use crate::words::{Lang, Say, Text, keep, t};

pub(super) fn args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.push(
        option(
            "customer",
            t("CUSTOMER", "客户"),
            t("Only this one", "仅该客户"),
            lang,
        )
        .add(Takes::record(Noun::Customer)),
    );
    args.extend(files::args(lang));
    args
}

/// One table about one customer.
struct Part {
    key: &'static str,
    title: Text,
    shape: Shape,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

/// What there is to know of a customer.
struct Brief {
    /// Number and name: the heading.
    name: Text,
    parts: Vec<Part>,
}

pub(super) fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    let files = Files::asked(call)?;
    let mut customers = app.store.read()?.handed(id)?;
    if let Some(text) = call.text("customer") {
        let only = app.resolve(Noun::Customer, text)?;
        customers.retain(|customer| *customer == only);
        if customers.is_empty() {
            return Err(Problem::usage(say!(
                "{text} is not handed over here",
                "{text} 不在本次交接中"
            ))
            .into());
        }
    }
    let mut briefs = Vec::new();
    for customer in customers {
        briefs.push(brief(app, customer)?);
    }
    let head = head(app, id)?;
    let lang = out.lang();
    let tables = |format| (views(&briefs, &head, format, lang), None);
    files.write(call.dry_run, out, tables)?;
    if !out.style.reveal {
        out.note(&say!(
            "phones and other private fields are masked; --reveal writes them out",
            "电话等敏感信息已遮盖；加 --reveal 可写出原文"
        ));
    }
    Ok(Exit::Done)
}

/// What the report begins with: the handover itself, and the list of its customers.
fn head(app: &mut App<'_>, id: i64) -> Result<[Part; 2], Failure> {
    let (title, heading) = (
        t("Customer handover", "客户交接"),
        t("Handover list", "客户交接清单"),
    );
    let more = standing(app, id)?;
    let sheet = verbs::sheet_of::<Handover>(app, id, title, more)?;
    let (list, filter) = (List::handed(), Filter::handed(id));
    let list = verbs::held(app, heading, &list, &[], &filter, None)?;
    Ok([part("handover", title, sheet), part("list", heading, list)])
}

fn brief(app: &mut App<'_>, id: i64) -> Result<Brief, Failure> {
    let kept: Kept<Customer> = app.store.read()?.get(id)?;
    let name = keep(&format!("{} {}", kept.number, kept.record.name.0));
    let title = t("Customer", "客户");
    let sheet = verbs::sheet_of::<Customer>(app, id, title, Vec::new())?;
    let mut parts = vec![part("customer", title, sheet)];
    for (key, title, list, limit) in lists(app)? {
        let mut filter = of_customer(id);
        if limit.is_none() {
            filter.only_open(list.noun);
        }
        let held = verbs::held(app, title, &list, &[], &filter, limit)?;
        parts.push(part(key, title, held));
    }
    Ok(Brief {
        name: Text { en: name, zh: name },
        parts,
    })
}

/// A list of a briefing: its key and heading, and how many rows at most; without a limit
/// all that is open.
type Listed = (&'static str, Text, List, Option<usize>);

/// What stands in a briefing, in its order: all that is open, and the last of the rest.
fn lists(app: &mut App<'_>) -> Result<Vec<Listed>, Failure> {
    let playbook = app.policy.get()?;
    let (deals, needs) = (
        crate::nouns::deal::columns(playbook),
        List::needs(&playbook.needs),
    );
    Ok(vec![
        (
            "contacts",
            t("Contacts", "联系人"),
            List::contacts(),
            Some(20),
        ),
        ("needs", t("Needs", "客户需求"), needs, Some(20)),
        ("deals", t("Open deals", "未结束商机"), deals, None),
        (
            "contracts",
            t("Contracts, with what is unpaid", "合同与未回款"),
            List::contracts(),
            None,
        ),
        (
            "deliveries",
            t("Deliveries under way", "未验收交付"),
            List::deliveries(),
            None,
        ),
        (
            "tickets",
            t("Open tickets", "未关闭工单"),
            List::tickets(),
            None,
        ),
        ("plans", t("Planned", "跟进计划"), List::plans(), None),
        (
            "actions",
            t("Agreed actions", "待办事项"),
            List::actions(),
            None,
        ),
        (
            "promises",
            t("Promises not kept yet", "未兑现承诺"),
            List::promises(),
            None,
        ),
        (
            "objections",
            t("Objections not settled yet", "未了结异议"),
            List::objections(),
            None,
        ),
        (
            "requests",
            t("Unanswered requests", "未答复申请"),
            List::requests(),
            None,
        ),
        (
            "recalls",
            t("Recalls not settled yet", "未处理完毕的召回"),
            List::affected(),
            None,
        ),
        (
            "feedback",
            t("Feedback not closed yet", "未闭环反馈"),
            List::feedback(),
            None,
        ),
        (
            "surveys",
            t("Surveys", "满意度调查"),
            List::surveys(),
            Some(3),
        ),
        (
            "notices",
            t("Improved because of them", "因其反馈的改进"),
            List::notices(),
            Some(5),
        ),
        (
            "occasions",
            t("Occasions", "纪念日"),
            List::occasions(),
            Some(20),
        ),
        (
            "followups",
            t("Last follow-ups", "最近跟进"),
            List::followups(),
            Some(5),
        ),
        (
            "attachments",
            t("Attached files", "附件"),
            List::attachments(),
            Some(20),
        ),
    ])
}

fn part(key: &'static str, title: Text, view: View<'static>) -> Part {
    let View {
        columns,
        rows,
        shape,
        ..
    } = view;
    Part {
        key,
        title,
        shape,
        columns,
        rows: match rows {
            Rows::Held(rows) => rows,
            Rows::Streamed(_) => Vec::new(),
        },
    }
}

/// A section a customer for people, a table a kind of record for programs.
fn views(briefs: &[Brief], head: &[Part], format: Format, lang: Lang) -> Vec<View<'static>> {
    let mut views: Vec<View<'static>> = head
        .iter()
        .map(|part| view(part, part.title, part.rows.clone()))
        .collect();
    if is_paper(format) {
        // The list is what is signed; the briefings stand behind it.
        views.push(signatures(lang));
    }
    if format.is_read() {
        for brief in briefs {
            for part in brief.parts.iter().filter(|part| !part.rows.is_empty()) {
                let title = match part.shape {
                    Shape::Sheet => brief.name,
                    _ => part.title,
                };
                views.push(
                    without_customer(view(part, title, part.rows.clone())).within(brief.name),
                );
            }
        }
        return views;
    }
    let first = briefs.first().map_or(&[][..], |brief| &brief.parts);
    for (at, part) in first.iter().enumerate() {
        let rows = briefs.iter().filter_map(|brief| brief.parts.get(at));
        let rows = rows.flat_map(|part| part.rows.iter().cloned()).collect();
        let mut view = view(part, part.title, rows);
        view.shape = Shape::List;
        views.push(view);
    }
    views
}

fn view(part: &Part, title: impl Into<Say>, rows: Vec<Vec<Cell>>) -> View<'static> {
    let mut view = View::list(title, part.columns.clone(), rows).key(part.key);
    view.shape = part.shape;
    view
}

/// All of a section is about the customer that heads it.
fn without_customer(mut view: View<'static>) -> View<'static> {
    let at = view
        .columns
        .iter()
        .position(|column| column.key == "customer");
    if let (Some(at), Rows::Held(rows)) = (at, &mut view.rows) {
        view.columns.remove(at);
        for row in rows {
            row.remove(at);
        }
    }
    view
}
