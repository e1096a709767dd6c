//! `followup` and `log`: what was said, what is planned, what was agreed.

mod agenda;
mod catchup;
mod checks;
mod log;

use clap::Arg;

pub(super) use self::agenda::when;
use super::{Call, Noun, Verb, What, switch};
use crate::app::App;
use crate::flags;
use crate::form::Form as _;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::Followup;
use crate::records::filters::{AgendaFilter, FollowupFilter};
use crate::store::{List, agenda_where, followups_where};
use crate::value::Noun as Record;
use crate::verbs;
use crate::words::{Lang, t};

pub const LOG: Noun = Noun {
    name: "log",
    about: t(
        "Log a follow-up in one line; alone: the evening catch-up",
        "一行记录跟进；不带参数则逐个补记当天",
    ),
    what: What::Leaf(
        Verb::new("log", t("Log a follow-up", "记录跟进"), log::args, log::run).writing(),
    ),
};

pub const FOLLOWUP: Noun = Noun {
    name: "followup",
    about: t("Follow-ups: log, plan, list", "跟进：记录、计划、列表"),
    what: What::Verbs(&[
        Verb::new(
            "log",
            t("Log a follow-up (F09)", "记录跟进（F09）"),
            log::args,
            log::run,
        )
        .writing(),
        Verb::new(
            "plan",
            t("Plan a follow-up (F08)", "制定跟进计划（F08）"),
            agenda::plan_args,
            agenda::plan,
        )
        .writing(),
        Verb::new(
            "list",
            t("List follow-ups, plans or actions", "跟进、计划或待办列表"),
            list_args,
            list,
        ),
        Verb::new(
            "show",
            t("Show a follow-up", "查看跟进记录"),
            agenda::one,
            show,
        ),
        Verb::new(
            "done",
            t("Mark a plan or an action as done", "完成计划或待办"),
            agenda::done_args,
            agenda::done,
        )
        .writing(),
        Verb::new(
            "cancel",
            t("Call a plan or an action off", "取消计划或待办"),
            agenda::cancel_args,
            agenda::cancel,
        )
        .writing(),
    ]),
};

fn list_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(FollowupFilter::FIELDS, &["customer"], lang);
    args.push(switch("planned", t("Plans instead", "改列计划"), lang));
    args.push(switch(
        "actions",
        t("Agreed actions instead", "改列待办"),
        lang,
    ));
    args.push(switch(
        "all",
        t("Done and cancelled ones too", "含已完成和已取消"),
        lang,
    ));
    args.push(super::customer::limit(lang));
    args
}

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let limit = super::customer::limit_of(call)?;
    let noun = match (call.has("planned"), call.has("actions")) {
        (true, _) => Some(Record::Plan),
        (false, true) => Some(Record::Action),
        (false, false) => None,
    };
    let draft = call.draft(FollowupFilter::FIELDS)?;
    let nothing = std::collections::BTreeSet::new();
    let Some(noun) = noun else {
        let filter: FollowupFilter =
            app.reading(|reading, _| Ok(draft.finish(reading, &nothing)?))?;
        let filter = followups_where(&filter);
        let title = t("Follow-ups", "跟进记录");
        verbs::list(app, out, title, &List::followups(), &filter, limit)?;
        return Ok(Exit::Done);
    };
    let draft = draft.part(AgendaFilter::FIELDS, "");
    let filter: AgendaFilter = app.reading(|reading, _| Ok(draft.finish(reading, &nothing)?))?;
    let filter = agenda_where(noun, &filter, call.has("all"));
    let (title, list) = match noun {
        Record::Plan => (t("Planned", "跟进计划"), List::plans()),
        _ => (t("Agreed actions", "待办事项"), List::actions()),
    };
    verbs::list(app, out, title, &list, &filter, limit)?;
    Ok(Exit::Done)
}

fn show(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let id = app.which(Record::Followup, call.text("which"))?;
    verbs::sheet::<Followup>(app, out, id, Vec::new())?;
    Ok(Exit::Done)
}
