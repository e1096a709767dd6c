//! `grade due`: whose grade is to be looked at anew this quarter (F05, R048), with the
//! figures that speak for another one.

use clap::Arg;

use crate::app::App;
use crate::flags::Takes;
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::playbook::Per;
use crate::problem::{Exit, Failure};
use crate::rules::Period;
use crate::say;
use crate::store::{Filter, List, Quarters};
use crate::value::Noun;
use crate::verbs;
use crate::words::{Lang, t};

pub(super) fn args(lang: Lang) -> Vec<Arg> {
    vec![
        option(
            "owner",
            t("NAME", "姓名"),
            t(
                "Whose customers; yours unless given, “all” for everybody's",
                "谁的客户；默认为本人，all 为全体",
            ),
            lang,
        )
        .add(Takes::record(Noun::Staff)),
        crate::nouns::customer::limit(lang),
    ]
}

pub(super) fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let owner = match call.text("owner") {
        Some("all" | "全体" | "全部") => None,
        Some(name) => Some(app.resolve(Noun::Staff, name)?),
        None => Some(me),
    };
    let calendar = &app.policy.get()?.calendar;
    let quarter = Period::of(Per::Quarter, calendar.day_of(app.now));
    let quarters = Quarters {
        before: quarter.previous(Per::Quarter).begins(calendar),
        begins: quarter.begins(calendar),
        now: app.now,
    };
    let mut filter = Filter::default();
    filter.to_regrade(quarters);
    if let Some(owner) = owner {
        filter.owned_by(owner);
    }
    let limit = crate::nouns::customer::limit_of(call)?;
    let list = List::regrading(quarters);
    let n = app.file()?.count(&list, &filter)?;
    let title = t("Grades to be looked at anew", "待重新评估的客户");
    verbs::list(app, out, title, &list, &filter, limit)?;
    if n > 0 {
        out.note(&say!(
            "assess each with: kehu grade assess CUSTOMER",
            "逐个评估：kehu grade assess 客户"
        ));
    }
    Ok(Exit::Done)
}
