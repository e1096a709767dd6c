//! `report meeting`: the packs for the weekly meeting of pre-sales and after-sales (RP-11)
//! and for the bimonthly one of after-sales with development and supply (RP-10).

use chrono::{Datelike as _, NaiveDate};
use clap::Arg;

use super::files::{self, Files};
use super::{monthly, work};
use crate::app::App;
use crate::nouns::{Call, switch};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::render::Format;
use crate::report::{self, Analysis, Joint, Meeting, Month};
use crate::say;
use crate::store::Period;
use crate::value::{Day, Moment};
use crate::view::View;
use crate::words::{Lang, Say, t};

/// The forms of their minutes.
const JOINT: &str = "joint-meeting";
const ANALYSIS: &str = "analysis-meeting";

/// How many causes are told.
const CAUSES: usize = 10;

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![
        switch(
            "joint",
            t(
                "Pre-sales and after-sales, of a week; this unless told otherwise",
                "售前售后联席会，按周；默认即此项",
            ),
            lang,
        )
        .conflicts_with("analysis"),
        switch(
            "analysis",
            t(
                "After-sales with development and supply, of two months",
                "双月售后分析会（售后、研发、供应链）",
            ),
            lang,
        ),
        work::week_arg(lang).conflicts_with("analysis"),
        monthly::month(lang).requires("analysis").help(
            t(
                "One of the two months; the last two that are over unless given",
                "两个月中的任一个月；默认为最近已结束的两个月",
            )
            .to(lang),
        ),
    ];
    args.extend(files::args(lang));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let files = Files::asked(call)?;
    if call.has("analysis") {
        let analysis = prepared(app, call)?;
        let tables = |room| {
            let meeting = Meeting {
                room,
                ..analysis.meeting.clone()
            };
            report::analysis(&Analysis {
                meeting,
                ..analysis.clone()
            })
        };
        return tell(out, call, &files, (analysis.meeting.at, ANALYSIS), tables);
    }
    let joint = gathered(app, call)?;
    let tables = |room| {
        let meeting = Meeting {
            room,
            ..joint.meeting.clone()
        };
        report::joint(&Joint {
            meeting,
            ..joint.clone()
        })
    };
    tell(out, call, &files, (joint.meeting.at, JOINT), tables)
}

/// Shows the pack, or writes it into files: what is printed has room to write in.
fn tell(
    out: &mut Out<'_>,
    call: &Call<'_>,
    files: &Files,
    (at, minutes): (Moment, &str),
    tables: impl Fn(bool) -> Vec<View<'static>>,
) -> Result<Exit, Failure> {
    out.style.made = at;
    let chosen = out.style.fields.is_some();
    let tables = |format: Format| {
        let views = tables(format.is_document() || format == Format::Xlsx);
        let people = format.is_read();
        match people && !chosen {
            true => report::without_empty(views),
            false => (views, None),
        }
    };
    files.write(call.dry_run, out, tables)?;
    out.note(&say!(
        "to print it: --html FILE; the minutes: kehu form fill {minutes}",
        "打印请加 --html 文件；会后登记纪要：kehu form fill {minutes}"
    ));
    Ok(Exit::Done)
}

/// What the meeting begins with; everything as it stood at the end of the period.
fn begun(
    app: &mut App<'_>,
    (code, name): (String, Say),
    (first, last): (NaiveDate, NaiveDate),
    (period, form): (&Period, &str),
) -> Result<Meeting, Failure> {
    let ended = period.to.plus_seconds(-1).unwrap_or(period.to);
    let at = ended.min(app.now);
    Ok(Meeting {
        code,
        name,
        first,
        last,
        at,
        room: false,
        undone: app.store.read()?.undone(form, period, at)?,
    })
}

fn gathered(app: &mut App<'_>, call: &Call<'_>) -> Result<Joint, Failure> {
    let week = work::week(app, call)?;
    let zone = app.policy.get()?.calendar.zone();
    let period = week.period(app.now, zone)?;
    let about = (week.code(), week.name());
    let meeting = begun(app, about, (week.first(), week.last()), (&period, JOINT))?;
    let at = meeting.at;
    let store = app.store.read()?;
    Ok(Joint {
        meeting,
        going_on: store.going_on(&period, at)?,
        won: store.won_in(&period, at)?,
        heard: store.heard(&period, at)?,
        risks: store.at_risk(&period, at, Day(at.day(zone)))?,
    })
}

fn prepared(app: &mut App<'_>, call: &Call<'_>) -> Result<Analysis, Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let today = app.now.day(zone);
    let (first, second) = two_months(call.text("month"), today)?;
    let (Some(from), Some(to)) = (first.period(zone), second.period(zone)) else {
        let what = say!("the month lies outside the calendar", "月份超出日历范围");
        return Err(Problem::usage(what).about(t("--month", "--month")).into());
    };
    let mut days = from.days;
    days.extend(to.days);
    let period = Period {
        from: from.from,
        to: to.to,
        days,
    };
    let (en, zh) = (first.name(), second.name());
    let (first_en, first_zh, second_en, second_zh) = (en.en, en.zh, zh.en, zh.zh);
    let name = say!("{first_en} and {second_en}", "{first_zh}、{second_zh}");
    let edges = (
        first.days().next().unwrap_or(today),
        second.days().last().unwrap_or(today),
    );
    let code = first.code();
    let meeting = begun(app, (code, name), edges, (&period, ANALYSIS))?;
    let at = meeting.at;
    let store = app.store.read()?;
    Ok(Analysis {
        meeting,
        causes: store.frequent_causes(&period, CAUSES)?,
        products: store.by_product(&period)?,
        suggested: store.suggested(&period, at)?,
        defects: store.defects(&period, at)?,
    })
}

/// The two months, from an odd one, in which a month lies.
fn two_months(month: Option<&str>, today: NaiveDate) -> Result<(Month, Month), Failure> {
    let pair = |month: Month| {
        let odd = month.days().next().is_none_or(|day| day.month0() % 2 == 0);
        let first = if odd { month } else { month.before() };
        (first, first.after())
    };
    Ok(match month {
        Some(text) => pair(Month::read(Some(text), today)?),
        None => {
            let (first, _) = pair(Month::of(today));
            (first.before().before(), first.before())
        }
    })
}
