//! `feedback`: what customers say of us (F31): logged, answered, solved, escalated,
//! closed. A complaint is not closed without a solution.

mod steps;

use clap::Arg;

use super::improvement::came_of;
use super::{Call, Noun, Verb, What, one, switch};
use crate::app::{App, Filling};
use crate::flags;
use crate::form::Form as _;
use crate::out::Out;
use crate::playbook;
use crate::problem::{Exit, Failure};
use crate::records::filters::FeedbackFilter;
use crate::records::{Customer, Feedback};
use crate::say;
use crate::store::{Kept, List, feedback_where};
use crate::value::{ChoiceSet as _, Moment, Noun as Record, Ref};
use crate::verbs::{self, Making, make};
use crate::words::{Lang, Text, t};

pub const FEEDBACK: Noun = Noun {
    name: "feedback",
    about: t(
        "Praise, suggestions and complaints (F31)",
        "客户反馈：表扬、建议、投诉（F31）",
    ),
    what: What::Verbs(&[
        Verb::new("log", t("Record feedback", "登记反馈"), log_args, log)
            .aliases(&["add"])
            .writing(),
        Verb::new("list", t("List feedback", "反馈列表"), list_args, list),
        Verb::new("show", t("Show a feedback record", "查看反馈"), which, show),
        Verb::new(
            "edit",
            t("Change a feedback record", "修改反馈"),
            edit_args,
            one::edit::<Feedback>,
        )
        .writing(),
        Verb::new(
            "respond",
            t("Record the first answer", "记录响应"),
            steps::respond_args,
            steps::respond,
        )
        .writing(),
        Verb::new(
            "resolve",
            t("Record the solution", "记录解决方案"),
            steps::resolve_args,
            steps::resolve,
        )
        .writing(),
        Verb::new(
            "escalate",
            t("Hand it to a supervisor who leads it", "升级，由主管牵头"),
            steps::escalate_args,
            steps::escalate,
        )
        .writing(),
        Verb::new(
            "close",
            t("Close it", "闭环"),
            steps::close_args,
            steps::close,
        )
        .writing(),
        Verb::new(
            "remove",
            t("Hide a feedback record", "移除反馈（隐藏）"),
            which,
            one::remove::<Feedback>,
        )
        .writing(),
    ]),
};

const WHICH: Text = t(
    "Its number or the end of it, or the customer where one is open",
    "编号或尾号；客户仅有一项未闭环反馈时也可填客户",
);

fn which(lang: Lang) -> Vec<Arg> {
    one::one(Record::Feedback, WHICH, lang)
}

fn show(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    one::show_with::<Feedback>(app, call, out, |app, id| came_of(app, "feedback", id))
}

fn edit_args(lang: Lang) -> Vec<Arg> {
    one::edit_args::<Feedback>(WHICH, lang)
}

fn log_args(lang: Lang) -> Vec<Arg> {
    flags::form(Feedback::FIELDS, &["customer", "said"], lang)
}

fn log(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let mut draft = call.draft(Feedback::FIELDS)?;
    draft.set_default("received_at", "now");
    let filled = app.fill::<Feedback>(
        draft,
        Filling {
            command: "feedback log",
            all: call.has("form"),
            ask: true,
            ..Filling::default()
        },
    )?;
    let mut record = filled.record;
    record.owner.get_or_insert(Ref::new(me));
    let customer = record.customer.id();
    app.of_same_customer(customer, Record::Contact, record.contact.map(Ref::id))?;
    app.of_same_customer(customer, Record::Ticket, record.ticket.map(Ref::id))?;
    app.of_same_customer(customer, Record::Survey, record.survey.map(Ref::id))?;
    let making = Making {
        verb: "feedback log",
        record: &record,
        at: record.received_at,
        extra: Vec::new(),
        to_confirm: &filled.to_confirm,
        summary: say!("recorded feedback", "登记客户反馈"),
    };
    let (_, number) = make(app, making, |_, _| Ok(()))?;
    let customer: Kept<Customer> = app.store.read()?.get(customer)?;
    let (name, label) = (&customer.record.name.0, record.class.label());
    let (en, zh) = (label.small(), label.zh);
    out.made(
        Record::Feedback,
        &number,
        &say!(
            "recorded {number} for {name}: {en}",
            "已登记反馈 {number}：{name}，{zh}"
        ),
    )?;
    limits(app, out, record.received_at)?;
    Ok(Exit::Done)
}

/// Until when it is to be answered and solved (R014, R015).
fn limits(app: &App<'_>, out: &mut Out<'_>, received: Moment) -> Result<(), Failure> {
    let rules = app.policy.rules()?;
    let calendar = &app.policy.get()?.calendar;
    let due = |id| {
        let limit = playbook::limit(rules, id, |_| None)?;
        Some(calendar.due(received, &limit).shown(calendar.zone()))
    };
    match (due("feedback-respond"), due("feedback-resolve")) {
        (Some(respond), Some(resolve)) => out.line(&say!(
            "answer by {respond}, solution by {resolve}",
            "请于 {respond} 前响应，{resolve} 前给出解决方案"
        )),
        _ => Ok(()),
    }
}

fn list_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(FeedbackFilter::FIELDS, &["customer"], lang);
    args.push(switch("open", t("Only open ones", "仅未闭环的"), lang));
    args.push(super::customer::limit(lang));
    args
}

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let filter: FeedbackFilter = call.filter(app)?;
    let mut filter = feedback_where(&filter);
    if call.has("open") {
        filter.only_open(Record::Feedback);
    }
    let limit = super::customer::limit_of(call)?;
    let title = t("Feedback", "客户反馈");
    verbs::list(app, out, title, &List::feedback(), &filter, limit)?;
    Ok(Exit::Done)
}
