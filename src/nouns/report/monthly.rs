//! `report monthly`: a month beside the one before, shown and written into files.

use clap::Arg;

use super::files::{self, Files};
use crate::app::App;
use crate::flags::Takes;
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::Staff;
use crate::render::Format;
use crate::report::{self, Head, Month};
use crate::say;
use crate::store::{Asked, Figures, Period, Store};
use crate::value::Noun as Of;
use crate::view::View;
use crate::words::{Lang, Say, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![
        month(lang),
        option(
            "rep",
            t("NAME", "姓名"),
            t(
                "Only what is this colleague's; “me” for yourself",
                "只统计该同事的；本人可写 me",
            ),
            lang,
        )
        .add(Takes::record(Of::Staff)),
    ];
    args.extend(files::args(lang));
    args
}

/// Which month a report is about.
pub fn month(lang: Lang) -> Arg {
    option(
        "month",
        t("MONTH", "月份"),
        t(
            "2026-03, last or this; last unless given",
            "2026-03、上月或本月；默认为上月",
        ),
        lang,
    )
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let zone = app.policy.get()?.calendar.zone();
    let files = Files::asked(call)?;
    let month = Month::read(call.text("month"), app.now.day(zone))?;
    let owner = match call.text("rep") {
        Some(name) => Some(app.resolve(Of::Staff, name)?),
        None => None,
    };
    let (Some(period), Some(before)) = (month.period(zone), month.before().period(zone)) else {
        return Err(outside().into());
    };
    // A month that is over has the same documents whenever they are made.
    out.style.made = period.to.min(app.now);
    let (this, before) = figures(app, owner, &period, &before)?;
    let rep = match owner {
        Some(id) => Some(app.store.read()?.get::<Staff>(id)?.record.name.0),
        None => None,
    };
    let playbook = app.policy.get()?;
    let head = Head {
        month,
        rep: rep.as_deref(),
        playbook: &playbook.name,
        codes: &playbook.codes,
    };
    let report = |format| tables(&head, &this, &before, out.style.fields.is_some(), format);
    let written = files.render(&out.style, report)?;
    if files.is_empty() || !out.quiet {
        let (views, ending) = report(out.style.format);
        out.views(views, ending.as_ref())?;
    }
    written.store(call.dry_run, out)?;
    if call.text("month").is_none() && report::is_empty(&this) {
        out.note(&say!(
            "for the month that runs: kehu report monthly --month this",
            "如需本月：kehu report monthly --month 本月"
        ));
    }
    Ok(Exit::Done)
}

/// The tables as a format wants them: programs find every key, and people read
/// only what there is.
fn tables(
    head: &Head<'_>,
    this: &Figures,
    before: &Figures,
    chosen: bool,
    format: Format,
) -> (Vec<View<'static>>, Option<Say>) {
    let views = report::monthly(head, this, before);
    match matches!(format, Format::Table | Format::Md | Format::Html) && !chosen {
        true => report::collapsed(views),
        false => (views, None),
    }
}

/// Everybody's tables of a month, for a look at some of them.
///
/// # Errors
/// Where the month lies outside the calendar, or the file cannot be read.
pub(in crate::nouns) fn of_everybody(
    app: &mut App<'_>,
    month: Month,
) -> Result<Vec<View<'static>>, Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let (Some(period), Some(before)) = (month.period(zone), month.before().period(zone)) else {
        return Err(outside().into());
    };
    let (this, before) = figures(app, None, &period, &before)?;
    let playbook = app.policy.get()?;
    let head = Head {
        month,
        rep: None,
        playbook: &playbook.name,
        codes: &playbook.codes,
    };
    Ok(report::monthly(&head, &this, &before))
}

fn outside() -> Problem {
    Problem::usage(say!(
        "the month lies outside the calendar",
        "月份超出日历范围"
    ))
}

/// What happened in the month and in the one before.
fn figures(
    app: &mut App<'_>,
    owner: Option<i64>,
    period: &Period,
    before: &Period,
) -> Result<(Figures, Figures), Failure> {
    let playbook = app.policy.get()?;
    let real = playbook.contact.real_methods();
    let asked = Asked {
        period,
        owner,
        now: app.now,
        real: &real,
    };
    let store: &Store = app.store.read()?;
    let this = store.figures(&asked)?;
    let before = store.figures(&Asked {
        period: before,
        ..asked
    })?;
    Ok((this, before))
}
