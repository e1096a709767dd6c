//! `report daily`, `report work`: what was done in a day or a week, ready to be
//! sent on.

use clap::Arg;

use crate::app::App;
use crate::flags::Takes;
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::Staff;
use crate::render::Format;
use crate::report::{self, Stretch, Told};
use crate::say;
use crate::store::WorkAsked;
use crate::value::{Bare, Fault, Moment, Noun as Of};
use crate::words::{Lang, t};

/// An agreed contact that nobody made is told for so many days.
const FORGET: i64 = 90 * 24 * 60 * 60;

pub fn daily_args(lang: Lang) -> Vec<Arg> {
    let day = option(
        "day",
        t("DAY", "日期"),
        t("Today unless given", "默认为今天"),
        lang,
    );
    vec![day, rep(lang)]
}

pub fn weekly_args(lang: Lang) -> Vec<Arg> {
    vec![week_arg(lang), rep(lang)]
}

/// `--week`, as [`week`] reads it.
pub fn week_arg(lang: Lang) -> Arg {
    option(
        "week",
        t("WEEK", "周"),
        t(
            "2026-W10, last, or a day in it; this week unless given",
            "2026-W10、上周或该周的某一天；默认为本周",
        ),
        lang,
    )
}

fn rep(lang: Lang) -> Arg {
    option(
        "rep",
        t("NAME", "姓名"),
        t(
            "Whose work; yourself unless given, “all” for everybody",
            "谁的工作；默认为本人，all 为全体人员",
        ),
        lang,
    )
    .add(Takes::record(Of::Staff))
}

pub fn daily(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let zone = app.policy.get()?.calendar.zone();
    let day = match call.text("day") {
        Some(text) => {
            let at = day(app, text)?;
            at.map_err(|fault| Problem::from_fault(text, fault).about(t("--day", "--day")))?
                .day(zone)
        }
        None => app.now.day(zone),
    };
    tell(app, call, out, Stretch::Day(day))
}

pub fn weekly(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let week = week(app, call)?;
    tell(app, call, out, week)
}

/// The week that is asked for; the one that runs unless something is said.
///
/// # Errors
/// Exit 2 for what is no week.
pub fn week(app: &mut App<'_>, call: &Call<'_>) -> Result<Stretch, Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let today = app.now.day(zone);
    Ok(match call.text("week") {
        None => Stretch::week_of(today),
        Some(text) => match Stretch::read_week(text, today) {
            Some(week) => week,
            None => Stretch::week_of(day(app, text)?.map_err(|_| no_week(text))?.day(zone)),
        },
    })
}

/// A day that is past: a bare weekday is the last one.
pub fn day(app: &mut App<'_>, text: &str) -> Result<Result<Moment, Fault>, Failure> {
    app.reading(|reading, _| Ok(Moment::read(text, Bare::Opening, reading)))
}

fn no_week(text: &str) -> Problem {
    Problem::usage(say!("“{text}” is not a week", "“{text}”不是哪一周")).hint(say!(
        "write it as 2026-W10, last, this, or a day in it",
        "请写成 2026-W10、上周、本周，或该周的某一天"
    ))
}

fn tell(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    stretch: Stretch,
) -> Result<Exit, Failure> {
    let owner = match call.text("rep") {
        Some("all" | "全体" | "全部" | "everybody") => None,
        Some(name) => Some(app.resolve(Of::Staff, name)?),
        None => Some(app.me()?),
    };
    let rep = match owner {
        Some(id) => Some(app.store.read()?.get::<Staff>(id)?.record.name.0),
        None => None,
    };
    let playbook = app.policy.get()?;
    let period = stretch.period(app.now, playbook.calendar.zone())?;
    let told = Told {
        stretch,
        rep: rep.as_deref(),
        // What was open when the period ended, or is open now.
        at: period.to.min(app.now),
        calendar: &playbook.calendar,
        reveal: out.style.reveal,
    };
    let last = playbook.calendar.end_of(told.ahead());
    let real = playbook.contact.real_methods();
    let work = app.store.read()?.work(&WorkAsked {
        period: &period,
        owner,
        at: told.at,
        until: last.plus_seconds(1).unwrap_or(last),
        since: told.at.plus_seconds(-FORGET).unwrap_or(told.at),
        real: &real,
    })?;
    out.style.made = told.at;
    match out.style.format {
        // What is sent on is no table.
        Format::Table | Format::Plain | Format::Md if out.style.fields.is_none() => {
            out.sentences(&report::told(&told, &work))?;
        }
        _ => out.views(report::work_tables(&told, &work), None)?,
    }
    if call.text("rep").is_none() && work.talks.is_empty() && work.tickets.is_empty() {
        out.note(&say!(
            "for a colleague: --rep NAME; for everybody: --rep all",
            "查看同事：--rep 姓名；全体人员：--rep all"
        ));
    }
    Ok(Exit::Done)
}
