//! `need`: what a customer needs (F06): needs one by one, each in one of three
//! tiers, and the SPIN conversation that finds them. A need never ends; a customer
//! stands for its needs and for the newest conversation.

mod review;
pub(super) mod show;
mod spin;

use clap::Arg;

use show::empty_letters;
pub(super) use show::{CHANGE, questions, to_ask};

use super::{Call, Noun, Verb, What, word};
use crate::app::{App, Filling};
use crate::flags::{self, Takes};
use crate::form::Form as _;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::Visibility;
use crate::records::filters::NeedFilter;
use crate::records::{Customer, Need};
use crate::say;
use crate::store::{Kept, List, needs_where};
use crate::value::{ChoiceSet as _, Noun as Record, Ref};
use crate::verbs::{self, Making, make};
use crate::words::{Lang, t};

pub const NEED: Noun = Noun {
    name: "need",
    about: t(
        "Needs of customers, and the questions that find them (F06)",
        "客户需求分析与 SPIN 提问（F06）",
    ),
    what: What::Verbs(&[
        Verb::new("add", t("Record a need", "登记一项需求"), add_args, add).writing(),
        Verb::new(
            "spin",
            t(
                "Ask by SPIN, and record what the customer said",
                "按 SPIN 提问并记录客户回答",
            ),
            spin::args,
            spin::run,
        )
        .writing(),
        Verb::new(
            "list",
            t(
                "List needs, the most pressing first",
                "需求列表，按优先级排列",
            ),
            list_args,
            list,
        ),
        Verb::new(
            "show",
            t(
                "Show a need, or a customer's analysis of needs",
                "查看一项需求，或客户的需求分析报告",
            ),
            show::args,
            show::run,
        ),
        Verb::new("edit", t("Change a need", "修改需求"), edit_args, edit).writing(),
        Verb::new(
            "review",
            t(
                "Record the supervisor's review of an analysis",
                "记录主管对需求分析的评审",
            ),
            review::args,
            review::run,
        )
        .writing(),
        Verb::new(
            "remove",
            t("Hide a need or an analysis", "移除需求或需求分析（隐藏）"),
            which,
            remove,
        )
        .writing(),
    ]),
};

fn add_args(lang: Lang) -> Vec<Arg> {
    flags::form(Need::FIELDS, &["customer", "what"], lang)
}

fn add(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.me()?;
    let draft = call.draft(Need::FIELDS)?;
    record(app, out, draft, call.filling("need add"))?;
    Ok(Exit::Done)
}

/// Records one need, asking for what the draft lacks.
fn record(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    mut draft: crate::form::Draft,
    filling: Filling<'_>,
) -> Result<(), Failure> {
    let me = app.me()?;
    draft.set_default("found", "now");
    let filled = app.fill::<Need>(draft, filling)?;
    let mut need = filled.record;
    need.owner.get_or_insert(Ref::new(me));
    // What a question found, the customer did not say by itself.
    need.visibility.get_or_insert(match need.spin {
        Some(_) => Visibility::Implicit,
        None => Visibility::Explicit,
    });
    let customer = need.customer.id();
    app.of_same_customer(customer, Record::Deal, need.deal.map(Ref::id))?;
    let making = Making {
        verb: "need add",
        record: &need,
        at: need.found,
        extra: Vec::new(),
        to_confirm: &filled.to_confirm,
        summary: say!("recorded a need", "登记需求"),
    };
    let (_, number) = make(app, making, |_, _| Ok(()))?;
    let customer: Kept<Customer> = app.store.read()?.get(customer)?;
    let name = &customer.record.name.0;
    let weighing = &app.policy.get()?.needs;
    let tier = need
        .set_priority
        .or_else(|| weighing.weigh(need.urgency, need.worth, need.feasibility));
    let (en, zh) = match tier {
        Some(tier) => {
            let label = tier.label();
            let (en, zh) = (label.en.to_lowercase(), label.zh);
            (format!(": {en}"), format!("：{zh}"))
        }
        None => (String::new(), String::new()),
    };
    out.made(
        Record::Need,
        &number,
        &say!(
            "recorded {number} for {name}{en}",
            "已登记 {name} 的需求 {number}{zh}"
        ),
    )?;
    if tier.is_none() {
        out.note(&say!(
            "for its priority: kehu need edit {number} --urgency 1-5 --value 1-5",
            "要得出优先级：kehu need edit {number} --urgency 1-5 --value 1-5"
        ));
    }
    Ok(())
}

fn list_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(NeedFilter::FIELDS, &["customer"], lang);
    args.push(super::customer::limit(lang));
    args
}

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let filter: NeedFilter = call.filter(app)?;
    let weighing = app.policy.get()?.needs;
    let limit = super::customer::limit_of(call)?;
    let title = t("Needs", "需求");
    let chosen = needs_where(&filter, &weighing);
    verbs::list(app, out, title, &List::needs(&weighing), &chosen, limit)?;
    if let Some(customer) = filter.customer
        && let Some(empty) = empty_letters(app, customer.id())?
    {
        out.note(&empty);
    }
    Ok(Exit::Done)
}

/// A need, or a customer who stands for all of them.
enum Meant {
    Need(i64),
    Analysis(i64),
    Customer(i64),
}

fn which(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "need",
            t("NEED|CUSTOMER", "需求|客户"),
            t(
                "The number of a need or an analysis, or the end of it; or a customer",
                "需求或分析的编号、尾号，或客户",
            ),
            lang,
        )
        .add(Takes::AnyOf(&[
            Record::Need,
            Record::Analysis,
            Record::Customer,
        ]))
        .index(1),
    ]
}

/// What was named. The numbers of needs are their own, and no customer's.
fn meant(app: &mut App<'_>, call: &Call<'_>) -> Result<Meant, Failure> {
    app.file()?;
    let given = match call.text("need") {
        Some(given) => given.to_owned(),
        None => app.ask_which(Record::Customer)?,
    };
    for (noun, made) in [
        (Record::Need, Meant::Need as fn(i64) -> Meant),
        (Record::Analysis, Meant::Analysis),
    ] {
        let known = app.file()?.candidates(noun, &given)?;
        if !known.is_empty() || of_list(app, noun, &given)? {
            return app.resolve(noun, &given).map(made);
        }
    }
    app.resolve(Record::Customer, &given).map(Meant::Customer)
}

/// Whether `@3` is such a record in the last list.
fn of_list(app: &mut App<'_>, noun: Record, given: &str) -> Result<bool, Failure> {
    app.reading(
        |reading, _| Ok(given.starts_with('@') && reading.refs.resolve(noun, given).is_ok()),
    )
}

fn edit_args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![
        word(
            "need",
            t("NEED", "需求"),
            t("Its number or the end of it", "编号或尾号"),
            lang,
        )
        .add(Takes::record(Record::Need))
        .index(1),
    ];
    args.extend(flags::args(Need::FIELDS, &[], lang));
    args
}

fn edit(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let id = app.which(Record::Need, call.text("need"))?;
    verbs::edit::<Need>(app, call, out, id, Need::FIELDS)?;
    Ok(Exit::Done)
}

fn remove(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    match meant(app, call)? {
        Meant::Need(id) => verbs::remove(app, call, out, Record::Need, id),
        Meant::Analysis(id) => verbs::remove(app, call, out, Record::Analysis, id),
        Meant::Customer(_) => Err(Problem::usage(say!(
            "a need or an analysis is removed by its number",
            "移除需求或需求分析请用编号"
        ))
        .hint(say!(
            "see them with: kehu need list CUSTOMER",
            "查看：kehu need list 客户"
        ))
        .into()),
    }
}
