//! `audit`: the quality of closed tickets (F43): so many of a week are drawn by lot,
//! each is scored by three criteria, and what failed is put right.

mod draw;
mod score;

use clap::Arg;

pub use draw::{args as draw_args, run as draw};

use super::{Call, Noun, Verb, What, one, switch};
use crate::app::App;
use crate::flags;
use crate::form::Form as _;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::Audit;
use crate::records::filters::AuditFilter;
use crate::store::{List, audits_where};
use crate::value::Noun as Record;
use crate::verbs;
use crate::words::{Lang, Text, t};

pub const AUDIT: Noun = Noun {
    name: "audit",
    about: t(
        "Quality checks of closed tickets, drawn by lot (F43)",
        "工单质检：按周随机抽查已关闭的工单（F43）",
    ),
    what: What::Verbs(&[
        Verb::new(
            "draw",
            t(
                "Draw the tickets of a week that are to be checked",
                "抽出某一周待质检的工单",
            ),
            draw_args,
            draw,
        )
        .writing(),
        Verb::new(
            "score",
            t("Score a ticket that was drawn", "为抽中的工单评分"),
            score::args,
            score::run,
        )
        .writing(),
        Verb::new("list", t("List checks", "质检列表"), list_args, list),
        Verb::new(
            "show",
            t("Show a check", "查看质检记录"),
            which,
            one::show::<Audit>,
        ),
        Verb::new(
            "edit",
            t("Change a check", "修改质检记录"),
            edit_args,
            one::edit::<Audit>,
        )
        .writing(),
        Verb::new(
            "remove",
            t("Hide a check", "移除质检记录（隐藏）"),
            which,
            one::remove::<Audit>,
        )
        .writing(),
    ]),
};

const WHICH: Text = t(
    "Its number or the end of it, or the customer where one is not scored",
    "编号或尾号；客户仅有一项待评分时也可填客户",
);

fn which(lang: Lang) -> Vec<Arg> {
    one::one(Record::Audit, WHICH, lang)
}

fn edit_args(lang: Lang) -> Vec<Arg> {
    one::edit_args::<Audit>(WHICH, lang)
}

fn list_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(AuditFilter::FIELDS, &["customer"], lang);
    args.push(switch(
        "open",
        t("Only those that are not scored", "仅未评分的"),
        lang,
    ));
    args.push(super::customer::limit(lang));
    args
}

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let filter: AuditFilter = call.filter(app)?;
    let mut filter = audits_where(&filter, app.policy.get()?.audit.pass);
    if call.has("open") {
        filter.only_open(Record::Audit);
    }
    let limit = super::customer::limit_of(call)?;
    let title = t("Quality checks", "工单质检");
    verbs::list(app, out, title, &List::audits(), &filter, limit)?;
    Ok(Exit::Done)
}
