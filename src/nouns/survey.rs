//! `survey`: how satisfied customers are (F27): asked, recorded, listed; who is due to
//! be asked. One survey is one customer's answer, whether or not it was asked for first.

mod due;
mod record;
mod suggestion;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use clap::Arg;

use super::improvement::came_of;
use super::{Call, Noun, Verb, What, one, switch};
use crate::app::{App, Filling};
use crate::field::Field;
use crate::flags;
use crate::form::{Form as _, subset};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::filters::SurveyFilter;
use crate::records::{Customer, Survey};
use crate::say;
use crate::store::{Kept, List, surveys_where};
use crate::value::{Book, Noun as Record, Ref};
use crate::verbs::{self, Making, make};
use crate::words::{Lang, Text, keep, t};

pub const SURVEY: Noun = Noun {
    name: "survey",
    about: t("Satisfaction surveys (F27)", "客户满意度调查（F27）"),
    what: What::Verbs(&[
        Verb::new(
            "ask",
            t("Note that a customer was asked", "登记已向客户发出调查"),
            ask_args,
            ask,
        )
        .writing(),
        Verb::new(
            "record",
            t("Record a customer's answers", "登记调查结果"),
            record::args,
            record::run,
        )
        .aliases(&["add"])
        .writing(),
        Verb::new(
            "due",
            t("Who is to be asked, and was not yet", "待调查的客户"),
            due::args,
            due::run,
        ),
        Verb::new(
            "list",
            t("List surveys, with the response rate", "调查列表及回收率"),
            list_args,
            list,
        ),
        Verb::new("show", t("Show a survey", "查看调查"), which, show),
        Verb::new(
            "edit",
            t("Change a survey", "修改调查"),
            edit_args,
            one::edit::<Survey>,
        )
        .writing(),
        Verb::new(
            "remove",
            t("Hide a survey", "移除调查（隐藏）"),
            which,
            one::remove::<Survey>,
        )
        .writing(),
    ]),
};

const WHICH: Text = t(
    "Its number or the end of it, or the customer where one is unanswered",
    "编号或尾号；客户仅有一份未回收的调查时也可填客户",
);

fn which(lang: Lang) -> Vec<Arg> {
    one::one(Record::Survey, WHICH, lang)
}

fn show(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    one::show_with::<Survey>(app, call, out, |app, id| came_of(app, "survey", id))
}

fn edit_args(lang: Lang) -> Vec<Arg> {
    one::edit_args::<Survey>(WHICH, lang)
}

/// What is known when a customer is asked.
static ASK: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let keys = [
        "customer", "node", "channel", "contact", "delivery", "contract", "ticket", "asked_at",
        "owner", "notes",
    ];
    let mut fields = subset(Survey::FIELDS, &keys);
    for field in &mut fields {
        if field.key == "asked_at" {
            *field = field.flags(&["at"]).help("Now unless given", "默认为现在");
        }
    }
    fields
});

fn ask_args(lang: Lang) -> Vec<Arg> {
    flags::args(&ASK, &["customer"], lang)
}

fn ask(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let mut draft = call.draft(&ASK)?;
    draft.set_default("asked_at", "now");
    app.talk_over(
        &mut draft,
        Filling {
            command: "survey ask",
            ask: true,
            ..Filling::default()
        },
        Survey::LABEL,
        &|draft, reading| draft.values(reading).map(|_| Vec::new()),
    )?;
    let draft = draft.part(Survey::FIELDS, "");
    let mut record: Survey =
        app.reading(|reading, _| Ok(draft.finish(reading, &BTreeSet::new())?))?;
    record.owner.get_or_insert(Ref::new(me));
    same_customer(app, &record)?;
    let at = record.asked_at.unwrap_or(app.now);
    let making = Making {
        verb: "survey ask",
        record: &record,
        at,
        extra: Vec::new(),
        to_confirm: &BTreeSet::new(),
        summary: say!("asked for satisfaction", "发出满意度调查"),
    };
    let (_, number) = make(app, making, |_, _| Ok(()))?;
    let customer: Kept<Customer> = app.store.read()?.get(record.customer.id())?;
    let name = &customer.record.name.0;
    out.made(
        Record::Survey,
        &number,
        &say!(
            "asked {name}: {number}; the answers: kehu survey record {number}",
            "已向 {name} 发出调查 {number}；登记结果：kehu survey record {number}"
        ),
    )?;
    Ok(Exit::Done)
}

/// Refuses records of another customer.
fn same_customer(app: &mut App<'_>, survey: &Survey) -> Result<(), Failure> {
    let customer = survey.customer.id();
    for (noun, id) in [
        (Record::Contact, survey.contact.map(Ref::id)),
        (Record::Delivery, survey.delivery.map(Ref::id)),
        (Record::Contract, survey.contract.map(Ref::id)),
        (Record::Ticket, survey.ticket.map(Ref::id)),
    ] {
        app.of_same_customer(customer, noun, id)?;
    }
    Ok(())
}

fn list_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(SurveyFilter::FIELDS, &["customer"], lang);
    args.push(switch(
        "unanswered",
        t(
            "Only those that were asked and not answered",
            "仅已发出而未回收的",
        ),
        lang,
    ));
    args.push(super::customer::limit(lang));
    args
}

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let filter: SurveyFilter = call.filter(app)?;
    let whole = surveys_where(&filter);
    let mut open = whole.clone();
    open.only_open(Record::Survey);
    let list = List::surveys();
    let shown = match call.has("unanswered") {
        true => &open,
        false => &whole,
    };
    let limit = super::customer::limit_of(call)?;
    let title = t("Satisfaction surveys", "满意度调查");
    verbs::list(app, out, title, &list, shown, limit)?;
    let store = app.store.read()?;
    let (asked, left) = (store.count(&list, &whole)?, store.count(&list, &open)?);
    if asked > 0 {
        let answered = asked.saturating_sub(left);
        let share = format!("{:.0}", 100.0 * answered as f64 / asked as f64);
        out.note(&say!(
            "asked {asked}, answered {answered}: response rate {share}%",
            "发出 {asked} 份，回收 {answered} 份，回收率 {share}%"
        ));
    }
    Ok(Exit::Done)
}

/// The form with the playbook's dimensions beside the question for the scores.
fn asking(app: &App<'_>) -> Result<&'static [Field], Failure> {
    let dimensions = app.policy.get()?.codes.book(Book::Dimension);
    let all = |lang: Lang| -> String {
        let names = dimensions.iter().map(|entry| entry.label.to(lang));
        names.collect::<Vec<_>>().join(t(", ", "、").to(lang))
    };
    let (en, zh) = (all(Lang::En), all(Lang::Zh));
    let help = say!(
        "points from 1 to 5, in this order: {en}",
        "依次评 1–5 分：{zh}"
    );
    let example = keep(&vec!["4"; dimensions.len()].join(" "));
    let mut fields = Survey::FIELDS.to_vec();
    if let Some(scores) = fields.iter_mut().find(|field| field.key == "scores") {
        scores.help = Some(Text::kept(&help.en, &help.zh));
        scores.example = t(example, example);
    }
    // Once a command; the texts in it are kept once a process.
    Ok(Vec::leak(fields))
}
