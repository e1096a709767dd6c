//! `staff`: colleagues, their roles, who supervises whom.

use std::collections::BTreeSet;

use clap::Arg;

use super::{Call, Noun, Verb, What, none, word};
use crate::app::App;
use crate::flags::{self, Takes};
use crate::form::Form as _;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::Staff;
use crate::say;
use crate::store::{Filter, Kind, List, NumberIs, Place};
use crate::value::Noun as Record;
use crate::verbs;
use crate::words::{Lang, t};

pub const STAFF: Noun = Noun {
    name: "staff",
    about: t(
        "Colleagues, roles, who supervises whom",
        "同事、角色、上下级",
    ),
    what: What::Verbs(&[
        Verb::new("add", t("Add a colleague", "添加同事"), add_args, add).writing(),
        Verb::new("list", t("List colleagues", "列出同事"), none, list),
        Verb::new("edit", t("Change a colleague", "修改同事"), edit_args, edit).writing(),
    ]),
};

fn add_args(lang: Lang) -> Vec<Arg> {
    flags::form(Staff::FIELDS, &["name"], lang)
}

fn edit_args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![who(lang).index(1)];
    args.extend(flags::args(Staff::FIELDS, &[], lang));
    args
}

fn who(lang: Lang) -> Arg {
    word(
        "who",
        t("NAME", "姓名"),
        t("The colleague, or “me”", "同事姓名，或 me"),
        lang,
    )
    .add(Takes::record(Record::Staff))
}

fn add(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let draft = call.draft(Staff::FIELDS)?;
    let filled = app.fill::<Staff>(draft, call.filling("staff add"))?;
    let record = filled.record;
    let name = record.name.0.clone();
    let now = app.now;
    let store = app.store.write()?;
    if store.staff_named(&name)?.is_some() {
        return Err(
            Problem::usage(say!("{name} is on file already", "{name} 已登记"))
                .hint(say!(
                    "change it with: kehu staff edit {name}",
                    "修改请用：kehu staff edit {name}"
                ))
                .into(),
        );
    }
    let writing = store.begin("staff add", Kind::Work, Some(me), now)?;
    let place = Place {
        number: NumberIs::Given(name.clone()),
        extra: Vec::new(),
        since: now,
        to_confirm: &BTreeSet::new(),
    };
    writing.insert(&record, &place)?;
    writing.commit(&name, &say!("added a colleague", "添加同事"))?;
    out.made(Record::Staff, &name, &say!("added {name}", "已添加 {name}"))?;
    Ok(Exit::Done)
}

fn list(app: &mut App<'_>, _: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let title = t("Colleagues", "同事");
    verbs::list(app, out, title, &List::staff(), &Filter::default(), None)?;
    Ok(Exit::Done)
}

fn edit(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let id = app.which(Record::Staff, call.text("who"))?;
    no_circle(app, call, id)?;
    verbs::edit::<Staff>(app, call, out, id, Staff::FIELDS)?;
    Ok(Exit::Done)
}

/// Nobody supervises themselves, not through others either.
fn no_circle(app: &mut App<'_>, call: &Call<'_>, id: i64) -> Result<(), Failure> {
    let draft = call.draft(Staff::FIELDS)?;
    let Some(name) = draft
        .get("supervisor")
        .filter(|name| !name.trim().is_empty())
    else {
        return Ok(());
    };
    let boss = app.resolve(Record::Staff, name)?;
    if !app.store.read()?.team_of(id)?.contains(&boss) {
        return Ok(());
    }
    Err(own_supervisor().into())
}

/// What is said where somebody would be their own supervisor.
pub fn own_supervisor() -> Problem {
    Problem::usage(say!(
        "nobody is their own supervisor, not through others either",
        "任何人都不能直接或间接成为自己的主管"
    ))
    .about(t("Supervisor", "主管"))
    .hint(say!(
        "name somebody else, or leave it empty",
        "请填写其他同事，或留空"
    ))
}
