//! `report weekly`: the supervisor's check of a week, read off the rules: limits,
//! rhythms and the reviews that a supervisor owes.

mod check;

use clap::Arg;

pub(in crate::nouns::report) use check::out_of_touch;
use check::{Check, Scope};

use super::files::{self, Files};
use super::work;
use crate::app::App;
use crate::flags::Takes;
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::render::Format;
use crate::report;
use crate::say;
use crate::store::Only;
use crate::value::Noun as Of;
use crate::words::{Lang, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    let rep = option(
        "rep",
        t("NAME", "姓名"),
        t(
            "Only this colleague; your team unless given, “all” for everybody",
            "只看该同事；默认为本人团队，all 为全体人员",
        ),
        lang,
    )
    .alias("owner")
    .add(Takes::record(Of::Staff));
    let mut args = vec![work::week_arg(lang), rep];
    args.extend(files::args(lang));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let files = Files::asked(call)?;
    let week = work::week(app, call)?;
    let scope = match call.text("rep") {
        Some("all" | "全体" | "全部" | "everybody") => Scope::All,
        Some(name) => Scope::Rep(app.resolve(Of::Staff, name)?),
        None => Scope::Team(me),
    };
    let people = match scope {
        Scope::All => Vec::new(),
        Scope::Rep(id) => vec![id],
        Scope::Team(id) => app.file()?.team_of(id)?,
    };
    let zone = app.policy.get()?.calendar.zone();
    let period = week.period(app.now, zone)?;
    // What was so when the week ended, or is so now.
    let last = period.to.plus_seconds(-1).unwrap_or(period.to);
    let at = last.min(app.now);
    out.style.made = at;
    let checked = app.owing_at(at, &people, Only::All, |owing| {
        Check::new(owing, period.from, &people)?.week(week, scope)
    })?;
    let chosen = out.style.fields.is_some();
    let tables = |format: Format| {
        let views = report::weekly(&checked);
        let people = format.is_read();
        match people && !chosen {
            true => report::without_empty(views),
            false => (views, None),
        }
    };
    files.write(call.dry_run, out, tables)?;
    if call.text("rep").is_none() && people.len() == 1 {
        out.note(&say!(
            "nobody is supervised by you; for everybody: --rep all",
            "您名下没有下属；全体人员：--rep all"
        ));
    }
    Ok(Exit::Done)
}
