//! `kb use`: an article helped, with a ticket or without. What helps often comes first
//! where articles fit alike.

use clap::Arg;

use super::super::option;
use super::{Call, one, which};
use crate::app::App;
use crate::flags::Takes;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::Article;
use crate::say;
use crate::store::{Kept, Kind};
use crate::value::Noun;
use crate::verbs;
use crate::words::{Lang, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = which(lang);
    args.push(
        option(
            "ticket",
            t("TICKET", "工单"),
            t("The ticket that it helped with", "用于哪张工单"),
            lang,
        )
        .add(Takes::record(Noun::Ticket)),
    );
    args.push(option(
        "at",
        t("TIME", "时间"),
        t("When; now unless given", "引用时间，默认现在"),
        lang,
    ));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let id = one::named(app, call, Noun::Article)?;
    let kept: Kept<Article> = app.store.read()?.get(id)?;
    let ticket = match call.text("ticket") {
        Some(text) => Some(app.resolve(Noun::Ticket, text)?),
        None => None,
    };
    let at = verbs::at(app, call)?;
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin("kb use", Kind::Work, Some(me), now)?;
    writing.article_used(id, ticket, at)?;
    writing.commit(&kept.number, &say!("article used", "引用知识条目"))?;
    let (number, used) = (&kept.number, app.store.read()?.uses_of(id)?);
    let times = if used == 1 { "time" } else { "times" };
    out.line(&say!(
        "{number} has helped {used} {times}",
        "{number} 已引用 {used} 次"
    ))?;
    Ok(Exit::Done)
}
