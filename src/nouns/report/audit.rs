//! `report audit`: the quality of tickets in a week, or in the weeks that begin in a month
//! (RP-08), shown and written into files.

use chrono::Datelike as _;
use clap::Arg;

use super::files::{self, Files};
use super::monthly;
use crate::app::App;
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::render::Format;
use crate::report::{self, Audited, Month, Stretch};
use crate::say;
use crate::store::Store;
use crate::value::{Moment, Value as _, Week};
use crate::words::{Lang, Say, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![
        option(
            "week",
            t("WEEK", "周"),
            t(
                "2026-W12, this, or a day in it; last week unless given",
                "2026-W12、本周或该周的某一天；默认为上周",
            ),
            lang,
        ),
        monthly::month(lang).conflicts_with("week").help(
            t(
                "The weeks that begin in 2026-03, last or this month",
                "2026-03、上月或本月内开始的各周",
            )
            .to(lang),
        ),
    ];
    args.extend(files::args(lang));
    args
}

/// What is asked about, and what it is compared with.
struct Span {
    code: String,
    name: Say,
    before: String,
    weeks: Vec<Week>,
    weeks_before: Vec<Week>,
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let files = Files::asked(call)?;
    let span = span(app, call)?;
    let zone = app.policy.get()?.calendar.zone();
    let (Some(first), Some(last)) = (span.weeks.first(), span.weeks.last()) else {
        return Err(Problem::usage(say!("no week begins in it", "没有在其中开始的周")).into());
    };
    let ends = Stretch::Week(last.monday());
    // A week is scored once it is over, and measures go on after that.
    let at = app.now;
    let audited = Audited {
        code: span.code,
        name: span.name,
        before: span.before,
        first: first.monday(),
        last: ends.last(),
        at,
        policy: app.policy.get()?.audit,
        weeks: closed(app.store.read()?, &span.weeks, (app.now, zone))?,
        weeks_before: closed(app.store.read()?, &span.weeks_before, (app.now, zone))?,
        checked: app.store.read()?.checked(&span.weeks)?,
        checked_before: app.store.read()?.checked(&span.weeks_before)?,
        measures: app.store.read()?.audit_measures(&span.weeks, at)?,
    };
    let chosen = out.style.fields.is_some();
    let tables = |format: Format| {
        let views = report::audit(&audited);
        let people = format.is_read();
        match people && !chosen {
            true => report::without_empty(views),
            false => (views, None),
        }
    };
    files.write(call.dry_run, out, tables)?;
    for (week, closed) in &audited.weeks {
        let drawn = audited.checked.iter().any(|one| one.week == *week);
        if *closed > 0 && !drawn {
            out.note(&say!(
                "{week} was not drawn yet: kehu ticket audit --week {week}",
                "{week} 尚未抽样：kehu ticket audit --week {week}"
            ));
        }
    }
    Ok(Exit::Done)
}

fn span(app: &mut App<'_>, call: &Call<'_>) -> Result<Span, Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let today = app.now.day(zone);
    if let Some(text) = call.text("month") {
        let month = Month::read(Some(text), today)?;
        return Ok(Span {
            code: month.code(),
            name: month.name(),
            before: month.before().code(),
            weeks: weeks_of(month, app.now, zone),
            weeks_before: weeks_of(month.before(), app.now, zone),
        });
    }
    let text = call.text("week").unwrap_or("last");
    let week = app.reading(|reading, _| {
        Week::parse(text, reading).map_err(|fault| {
            Problem::from_fault(text, fault)
                .about(t("--week", "--week"))
                .into()
        })
    })?;
    let before = week.before();
    Ok(Span {
        code: week.code(),
        name: Stretch::Week(week.monday()).name(),
        before: before.code(),
        weeks: vec![week],
        weeks_before: vec![before],
    })
}

/// The weeks whose Monday lies in a month, as far as they have begun.
fn weeks_of(month: Month, now: Moment, zone: chrono_tz::Tz) -> Vec<Week> {
    let today = now.day(zone);
    let mondays = month
        .days()
        .filter(|day| day.weekday() == chrono::Weekday::Mon && *day <= today);
    mondays.map(Week::of).collect()
}

/// Each week with how many tickets were closed in it.
fn closed(
    store: &Store,
    weeks: &[Week],
    (now, zone): (Moment, chrono_tz::Tz),
) -> Result<Vec<(String, i64)>, Failure> {
    let each = weeks.iter().map(|week| {
        let period = Stretch::Week(week.monday()).period(now, zone)?;
        let closed = store.tickets_closed(&period)?.len();
        Ok((week.code(), i64::try_from(closed).unwrap_or(i64::MAX)))
    });
    each.collect()
}
