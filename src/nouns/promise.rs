//! `promise`: what we or the customer promised, by when, in writing or not, kept or
//! not (F18). Confirming and keeping are dated once and taken back by undo alone.

use clap::Arg;

use super::{Call, Noun, Verb, What, switch};
use crate::app::App;
use crate::flags;
use crate::form::Form;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::filters::PromiseFilter;
use crate::records::{Customer, Promise, PromiseConfirmed, PromiseKept};
use crate::say;
use crate::store::{Kept, List, promises_where};
use crate::value::{Noun as Record, Ref, Value as _};
use crate::verbs::{self, Making, Step, make};
use crate::words::{Lang, Text, t};

pub const PROMISE: Noun = Noun {
    name: "promise",
    about: t(
        "Promises, ours and the customer's (F18)",
        "承诺登记：我方与客户的承诺（F18）",
    ),
    what: What::Verbs(&[
        Verb::new("add", t("Record a promise", "登记承诺"), add_args, add).writing(),
        Verb::new("list", t("List promises", "承诺列表"), list_args, list),
        Verb::new(
            "show",
            t("Show a promise", "查看承诺"),
            one,
            super::one::show::<Promise>,
        ),
        Verb::new(
            "edit",
            t("Change a promise", "修改承诺"),
            edit_args,
            super::one::edit::<Promise>,
        )
        .writing(),
        Verb::new(
            "confirm",
            t("Record that it stands in writing", "记录已书面确认"),
            confirm_args,
            confirm,
        )
        .writing(),
        Verb::new(
            "keep",
            t("Record that it was kept", "记录已兑现"),
            keep_args,
            keep,
        )
        .writing(),
        Verb::new(
            "remove",
            t("Hide a promise", "移除承诺（隐藏）"),
            one,
            super::one::remove::<Promise>,
        )
        .writing(),
    ]),
};

fn add_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::form(Promise::FIELDS, &["customer", "what"], lang);
    args.push(switch(
        "written",
        t("It stands in writing already", "已有书面确认"),
        lang,
    ));
    args
}

const WHICH: Text = t(
    "Its number or the end of it, or the customer where one is open",
    "编号或尾号；客户仅有一项未兑现承诺时也可填客户",
);

fn one(lang: Lang) -> Vec<Arg> {
    super::one::one(Record::Promise, WHICH, lang)
}

fn add(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let mut draft = call.draft(Promise::FIELDS)?;
    draft.set_default("made", "now");
    draft.set_default("promised_by", "us");
    let filled = app.fill::<Promise>(draft, call.filling("promise add"))?;
    let mut record = filled.record;
    record.owner.get_or_insert(Ref::new(me));
    let customer = record.customer.id();
    app.of_same_customer(customer, Record::Deal, record.deal.map(Ref::id))?;
    if record.due.is_some_and(|due| due.0 < record.made) {
        return Err(Problem::usage(say!(
            "it would be due before it was made",
            "期限早于承诺时间"
        ))
        .about(t("Due", "期限"))
        .hint(say!("give a later --due", "请把 --due 改晚"))
        .into());
    }
    let written = call.has("written");
    let making = Making {
        verb: "promise add",
        record: &record,
        at: record.made,
        extra: match written {
            true => vec![("confirmed_at", record.made.store())],
            false => Vec::new(),
        },
        to_confirm: &filled.to_confirm,
        summary: say!("recorded a promise", "登记承诺"),
    };
    let (_, number) = make(app, making, |_, _| Ok(()))?;
    let customer: Kept<Customer> = app.store.read()?.get(customer)?;
    let name = &customer.record.name.0;
    let zone = app.policy.get()?.calendar.zone();
    let (en, zh) = match record.due {
        Some(due) => {
            let due = due.0.shown(zone);
            (format!(", due {due}"), format!("，期限 {due}"))
        }
        None => (String::new(), String::new()),
    };
    out.made(
        Record::Promise,
        &number,
        &say!(
            "recorded {number} for {name}{en}",
            "已登记 {number}：{name}{zh}"
        ),
    )?;
    if !written {
        out.line(&say!(
            "once it stands in writing: kehu promise confirm {number}",
            "书面确认后：kehu promise confirm {number}"
        ))?;
    }
    Ok(Exit::Done)
}

fn list_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(PromiseFilter::FIELDS, &["customer"], lang);
    args.push(switch(
        "open",
        t("Only those not kept yet", "仅未兑现的"),
        lang,
    ));
    args.push(switch(
        "unconfirmed",
        t(
            "Only those that do not stand in writing (R155)",
            "仅无书面确认的（R155）",
        ),
        lang,
    ));
    args.push(super::customer::limit(lang));
    args
}

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let filter: PromiseFilter = call.filter(app)?;
    let mut filter = promises_where(&filter);
    if call.has("open") {
        filter.only_open(Record::Promise);
    }
    if call.has("unconfirmed") {
        filter.unconfirmed();
    }
    let limit = super::customer::limit_of(call)?;
    verbs::list(
        app,
        out,
        t("Promises", "承诺"),
        &List::promises(),
        &filter,
        limit,
    )?;
    Ok(Exit::Done)
}

fn edit_args(lang: Lang) -> Vec<Arg> {
    super::one::edit_args::<Promise>(WHICH, lang)
}

fn confirm_args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.extend(flags::args(PromiseConfirmed::FIELDS, &[], lang));
    args
}

fn keep_args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.extend(flags::args(PromiseKept::FIELDS, &[], lang));
    args
}

fn confirm(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let done = t("confirmed in writing", "已书面确认");
    step::<PromiseConfirmed>(app, call, out, "promise confirm", "confirmed_at", done)
}

fn keep(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let done = t("kept", "已兑现");
    step::<PromiseKept>(app, call, out, "promise keep", "kept_at", done)
}

fn step<S: Form>(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    verb: &'static str,
    when: &'static str,
    done: Text,
) -> Result<Exit, Failure> {
    let id = super::one::named(app, call, Record::Promise)?;
    let kept: Kept<Promise> = app.store.read()?.get(id)?;
    let step = Step {
        verb,
        noun: Record::Promise,
        id,
        number: &kept.number,
        when,
        done,
        supposes: &[],
        begun: kept.record.made,
    };
    verbs::step::<S>(app, call, &step)?;
    let (number, en, zh) = (&kept.number, done.en, done.zh);
    out.line(&say!("{number}: {en}", "{number}：{zh}"))?;
    Ok(Exit::Done)
}
