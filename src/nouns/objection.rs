//! `objection`: what customers object to (F14): listed, shown, changed, settled.
//! Raising and answering one is `deal object` and `deal answer`, here as well.

use clap::Arg;

use super::deal::object;
use super::{Call, Noun, Verb, What, one, switch};
use crate::app::App;
use crate::flags;
use crate::form::Form as _;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::filters::ObjectionFilter;
use crate::records::{Objection, ObjectionSettled};
use crate::say;
use crate::store::{Kept, List, objections_where};
use crate::value::{ChoiceSet as _, Noun as Record};
use crate::verbs::{self, Step, step};
use crate::words::{Lang, Text, t};

pub const OBJECTION: Noun = Noun {
    name: "objection",
    about: t("Objections and their answers (F14)", "异议及回应（F14）"),
    what: What::Verbs(&[
        Verb::new("add", t("Record an objection", "登记异议"), add_args, add).writing(),
        Verb::new("list", t("List objections", "异议列表"), list_args, list),
        Verb::new(
            "show",
            t("Show an objection", "查看异议"),
            which,
            one::show::<Objection>,
        ),
        Verb::new(
            "edit",
            t("Change an objection", "修改异议"),
            edit_args,
            one::edit::<Objection>,
        )
        .writing(),
        Verb::new(
            "answer",
            t("Record the answer", "记录回应"),
            object::answer_args,
            object::answer,
        )
        .writing(),
        Verb::new(
            "settle",
            t("Record how it ended", "记录结果"),
            settle_args,
            settle,
        )
        .writing(),
        Verb::new(
            "remove",
            t("Hide an objection", "移除异议（隐藏）"),
            which,
            one::remove::<Objection>,
        )
        .writing(),
    ]),
};

const HELP: Text = t(
    "Its number or the end of it, or the customer where one is open",
    "编号或尾号；客户仅有一项未了结异议时也可填客户",
);

fn which(lang: Lang) -> Vec<Arg> {
    one::one(Record::Objection, HELP, lang)
}

fn edit_args(lang: Lang) -> Vec<Arg> {
    one::edit_args::<Objection>(HELP, lang)
}

fn add_args(lang: Lang) -> Vec<Arg> {
    flags::form(Objection::FIELDS, &["customer", "what"], lang)
}

fn add(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let draft = call.draft(Objection::FIELDS)?;
    object::record(app, call, out, draft, "objection add")
}

fn list_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(ObjectionFilter::FIELDS, &["customer"], lang);
    args.push(switch(
        "open",
        t("Only those not settled yet", "仅未了结的"),
        lang,
    ));
    args.push(super::customer::limit(lang));
    args
}

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let filter: ObjectionFilter = call.filter(app)?;
    let mut filter = objections_where(&filter);
    if call.has("open") {
        filter.only_open(Record::Objection);
    }
    let limit = super::customer::limit_of(call)?;
    let title = t("Objections", "异议");
    verbs::list(app, out, title, &List::objections(), &filter, limit)?;
    Ok(Exit::Done)
}

fn settle_args(lang: Lang) -> Vec<Arg> {
    let mut args = which(lang);
    args.extend(flags::args(ObjectionSettled::FIELDS, &[], lang));
    args
}

fn settle(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = one::named(app, call, Record::Objection)?;
    let kept: Kept<Objection> = app.store.read()?.get(id)?;
    let settled = step::<ObjectionSettled>(
        app,
        call,
        &Step {
            verb: "objection settle",
            noun: Record::Objection,
            id,
            number: &kept.number,
            when: "settled_at",
            done: t("settled", "已了结"),
            supposes: &[("result", "resolved")],
            begun: kept.record.raised,
        },
    )?;
    let (number, label) = (&kept.number, settled.result.label());
    let (en, zh) = (label.en.to_lowercase(), label.zh);
    out.line(&say!("{number}: {en}", "{number}：{zh}"))?;
    Ok(Exit::Done)
}
