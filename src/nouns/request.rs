//! `request`: support asked of product, technical, legal and other departments
//! (F15), and their answers. An answer is given once.

use clap::Arg;

use super::{Call, Noun, Verb, What, switch};
use crate::app::App;
use crate::flags;
use crate::form::Form as _;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::filters::RequestFilter;
use crate::records::{Customer, Request, RequestAnswered};
use crate::say;
use crate::store::{Kept, List, requests_where};
use crate::value::{ChoiceSet as _, Noun as Record, Ref, Workdays as _};
use crate::verbs::{self, Making, Step, make};
use crate::words::{Lang, Text, t};

pub const REQUEST: Noun = Noun {
    name: "request",
    about: t(
        "Support asked of other departments (F15)",
        "需求支持申请（F15）",
    ),
    what: What::Verbs(&[
        Verb::new(
            "open",
            t("Ask for support", "提交支持申请"),
            open_args,
            open,
        )
        .writing(),
        Verb::new("list", t("List requests", "申请列表"), list_args, list),
        Verb::new(
            "show",
            t("Show a request", "查看申请"),
            one,
            super::one::show::<Request>,
        ),
        Verb::new(
            "edit",
            t("Change a request", "修改申请"),
            edit_args,
            super::one::edit::<Request>,
        )
        .writing(),
        Verb::new(
            "answer",
            t("Record the department's answer", "记录部门答复"),
            answer_args,
            answer,
        )
        .writing(),
        Verb::new(
            "remove",
            t("Hide a request", "移除申请（隐藏）"),
            one,
            super::one::remove::<Request>,
        )
        .writing(),
    ]),
};

fn open_args(lang: Lang) -> Vec<Arg> {
    flags::form(Request::FIELDS, &["customer", "background"], lang)
}

const WHICH: Text = t(
    "Its number or the end of it, or the customer where one is open",
    "编号或尾号；客户仅有一项未答复申请时也可填客户",
);

fn one(lang: Lang) -> Vec<Arg> {
    super::one::one(Record::Request, WHICH, lang)
}

fn open(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let mut draft = call.draft(Request::FIELDS)?;
    draft.set_default("submitted", "now");
    let filled = app.fill::<Request>(draft, call.filling("request open"))?;
    let mut record = filled.record;
    record.owner.get_or_insert(Ref::new(me));
    let customer = record.customer.id();
    app.of_same_customer(customer, Record::Deal, record.deal.map(Ref::id))?;
    ahead(app, out, &record)?;
    let making = Making {
        verb: "request open",
        record: &record,
        at: record.submitted,
        extra: Vec::new(),
        to_confirm: &filled.to_confirm,
        summary: say!("asked for support", "提交支持申请"),
    };
    let (_, number) = make(app, making, |_, _| Ok(()))?;
    let customer: Kept<Customer> = app.store.read()?.get(customer)?;
    let (name, label) = (&customer.record.name.0, record.department.label());
    let (en, zh) = (label.en.to_lowercase(), label.zh);
    let expected = record.expected.0.shown(app.policy.get()?.calendar.zone());
    out.made(
        Record::Request,
        &number,
        &say!(
            "asked {en} for {name}: {number}, expected {expected}",
            "已向{zh}提交 {name} 的支持申请 {number}，期望 {expected}"
        ),
    )?;
    Ok(Exit::Done)
}

/// A request comes a working day ahead (R061): a warning, since urgent ones exist.
fn ahead(app: &App<'_>, out: &mut Out<'_>, record: &Request) -> Result<(), Failure> {
    let calendar = &app.policy.get()?.calendar;
    let next = calendar.step(calendar.day_of(record.submitted), 1);
    if calendar.day_of(record.expected.0) < next {
        out.warn(&say!(
            "support is asked for a working day ahead (R061)",
            "支持申请应至少提前一个工作日提交（R061）"
        ));
    }
    Ok(())
}

fn list_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(RequestFilter::FIELDS, &["customer"], lang);
    args.push(switch(
        "open",
        t("Only unanswered ones", "仅未答复的"),
        lang,
    ));
    args.push(super::customer::limit(lang));
    args
}

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let filter: RequestFilter = call.filter(app)?;
    let mut filter = requests_where(&filter);
    if call.has("open") {
        filter.only_open(Record::Request);
    }
    let limit = super::customer::limit_of(call)?;
    let title = t("Support requests", "支持申请");
    verbs::list(app, out, title, &List::requests(), &filter, limit)?;
    Ok(Exit::Done)
}

fn edit_args(lang: Lang) -> Vec<Arg> {
    super::one::edit_args::<Request>(WHICH, lang)
}

fn answer_args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    let own = flags::args(RequestAnswered::FIELDS, &["answer"], lang);
    args.extend(own.into_iter().map(flags::after_the_record));
    args
}

fn answer(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = super::one::named(app, call, Record::Request)?;
    let kept: Kept<Request> = app.store.read()?.get(id)?;
    let done = t("answered", "已答复");
    let step = Step {
        verb: "request answer",
        noun: Record::Request,
        id,
        number: &kept.number,
        when: "answered_at",
        done,
        supposes: &[],
        begun: kept.record.submitted,
    };
    verbs::step::<RequestAnswered>(app, call, &step)?;
    let (number, en, zh) = (&kept.number, done.en, done.zh);
    out.line(&say!("{number}: {en}", "{number}：{zh}"))?;
    Ok(Exit::Done)
}
