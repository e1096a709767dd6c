//! `report trend`: the headline figures of several months beside one another.

use clap::Arg;

use super::files::{self, Files};
use super::monthly;
use super::whose::{self, Narrowed};
use crate::app::App;
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::render::Format;
use crate::report::{self, Month, Reader, Term, Trend};
use crate::say;
use crate::store::{Asked, Headline, Period, Store, Whose};
use crate::words::{Lang, Say, t};

/// How many months there may be, and how many there are unless it is said.
const MOST: usize = 36;
const USUAL: usize = 6;

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![
        option(
            "last",
            t("N", "月数"),
            t(
                "So many months, 2 to 36; 6 unless given",
                "月数，2–36；默认为 6",
            ),
            lang,
        ),
        option(
            "to-month",
            t("MONTH", "月份"),
            t(
                "The newest: 2026-03, last or this; last unless given",
                "最后一个月：2026-03、上月或本月；默认为上月",
            ),
            lang,
        )
        .alias("to"),
    ];
    args.extend(whose::args(lang));
    args.extend(files::args(lang));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let last = last(call.text("last"))?;
    let files = Files::asked(call)?;
    let zone = app.policy.get()?.calendar.zone();
    let newest = Month::read(call.text("to-month"), app.now.day(zone))
        .map_err(|failure| failure.of_flag("--to-month"))?;
    let end = newest.period(zone).ok_or_else(monthly::outside)?.to;
    let narrowed = Narrowed::read(app, call, end, true)?;
    let mut months = Vec::with_capacity(last);
    let mut month = newest;
    for _ in 0..last {
        months.push((month, headline(app, month, &narrowed.whose)?));
        month = month.before();
    }
    months.reverse();
    out.style.made = made(app, newest)?;
    let playbook = app.policy.get()?;
    let all = Trend {
        months,
        who: narrowed.who(),
        only: narrowed.only(),
        playbook: &playbook.name,
        targets: &playbook.targets,
    };
    let chosen = out.style.fields.is_some();
    let report = |format| (report::trend(&all, reader(format, chosen)), None);
    files.write(call.dry_run, out, report)?;
    if report::is_nothing(&all) {
        out.note(&nothing());
    }
    note_if_running(app, newest, out)?;
    Ok(Exit::Done)
}

fn last(text: Option<&str>) -> Result<usize, Failure> {
    let Some(text) = text else { return Ok(USUAL) };
    let number = text.trim().parse().ok();
    number
        .filter(|last| (2..=MOST).contains(last))
        .ok_or_else(|| {
            Problem::usage(say!(
                "“{text}” is not a number of months from 2 to {MOST}",
                "“{text}”不是 2–{MOST} 的月数"
            ))
            .about(Say::same("--last"))
            .hint(say!("a year: --last 12", "一年：--last 12"))
            .into()
        })
}

/// What a month comes to.
///
/// # Errors
/// Where the month lies outside the calendar, or the file cannot be read.
fn headline(app: &mut App<'_>, month: Month, whose: &Whose) -> Result<Headline, Failure> {
    asking(app, month, whose, |store, asked| store.headline(asked))
}

/// Asks the store about a month, or another term.
///
/// # Errors
/// Where it lies outside the calendar, or the file cannot be read.
pub fn asking<T>(
    app: &mut App<'_>,
    term: impl Into<Term>,
    whose: &Whose,
    ask: impl FnOnce(&Store, &Asked<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let period = term.into().period(zone).ok_or_else(monthly::outside)?;
    asking_within(app, &period, whose, ask)
}

/// The same about a period that is known already.
///
/// # Errors
/// When the playbook or the file cannot be read.
pub fn asking_within<T>(
    app: &mut App<'_>,
    period: &Period,
    whose: &Whose,
    ask: impl FnOnce(&Store, &Asked<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let playbook = app.policy.get()?;
    let real = playbook.contact.real_methods();
    let asked = Asked {
        period,
        whose,
        now: app.now,
        zone: playbook.calendar.zone(),
        real: &real,
    };
    ask(app.store.read()?, &asked)
}

/// When a report up to a month or another term says that it was made: what is over has
/// the same documents whenever they are made.
///
/// # Errors
/// Where it lies outside the calendar, or the playbook cannot be read.
pub fn made(app: &mut App<'_>, term: impl Into<Term>) -> Result<crate::value::Moment, Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let period = term.into().period(zone).ok_or_else(monthly::outside)?;
    Ok(period.to.min(app.now))
}

/// Says so where the newest month or other term is not over yet.
///
/// # Errors
/// When the playbook cannot be read.
pub fn note_if_running(
    app: &mut App<'_>,
    term: impl Into<Term>,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let term = term.into();
    if term.last >= app.now.day(zone) {
        out.note(&running(&term.code()));
    }
    Ok(())
}

/// That a period is not over yet.
pub fn running(code: &str) -> Say {
    say!("{code} is not over yet", "{code} 尚未结束，数据截至现在")
}

pub fn nothing() -> Say {
    say!("nothing happened in that time", "这段时间没有任何记录")
}

/// Who reads a format. Programs, and those who name fields, have one table of all.
pub const fn reader(format: Format, chosen: bool) -> Reader {
    match format {
        Format::Table | Format::Md if !chosen => Reader::Person,
        Format::Html | Format::Xlsx | Format::Docx if !chosen => Reader::Paper,
        _ => Reader::Program,
    }
}
