//! `report monthly`: a month beside the one before, shown and written into files.

use std::collections::{BTreeSet, HashMap};

use clap::Arg;

use super::behind;
use super::clocks;
use super::files::{self, Files};
use super::trend::{self, reader};
use super::whose::{self, Narrowed};
use crate::app::App;
use crate::event::About;
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::playbook::{Playbook, Rule};
use crate::problem::{Exit, Failure, Problem};
use crate::render::Format;
use crate::report::{self, Clocks, Counted, Head, Month, Reader, Service, Term, Whole};
use crate::say;
use crate::store::{Asked, Figures, Filter, Period, Store, Whose};
use crate::view::View;
use crate::words::{Lang, Say, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![month(lang)];
    args.extend(whose::args(lang));
    args.push(behind::arg(lang));
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

/// Makes the tables of a report of what happened.
type Tables = fn(&Head<'_>, &Figures, &Figures) -> Vec<View<'static>>;

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let empty = of_month(app, call, out, call.text("month"), report::monthly)?;
    if call.text("month").is_none() && empty {
        out.note(&say!(
            "for the month that runs: kehu report monthly --month this",
            "如需本月：kehu report monthly --month 本月"
        ));
    }
    Ok(Exit::Done)
}

/// Writes the tables of a month and the files asked for; whether nothing at all
/// happened in it.
fn of_month(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    month: Option<&str>,
    tables: Tables,
) -> Result<bool, Failure> {
    app.file()?;
    let zone = app.policy.get()?.calendar.zone();
    let files = Files::asked(call)?;
    let month = Month::read(month, app.now.day(zone))?;
    let (Some(period), Some(before)) = (month.period(zone), month.before().period(zone)) else {
        return Err(outside().into());
    };
    let narrowed = Narrowed::read(app, call, period.to, true)?;
    let whose = &narrowed.whose;
    // A month that is over has the same documents whenever they are made.
    out.style.made = period.to.min(app.now);
    let service = service(app, whose, &period, &before)?;
    let (this, before) = figures(app, whose, &period, &before)?;
    let year = Term::from(month).year_before();
    let year = year.period(zone).ok_or_else(outside)?;
    let year = whole(app, whose, &year)?;
    let mut head = head(app.policy.get()?, month, &narrowed, service);
    head.year = Some(year);
    if let Some(line) = call.text("ids") {
        let of = behind::Of {
            report: "monthly",
            views: &tables(&head, &this, &before),
            period: &period,
            name: month.name(),
            whose,
            until: period.to.min(app.now),
        };
        behind::show(app, call, out, line, &of)?;
        return Ok(false);
    }
    let chosen = out.style.fields.is_some();
    let report = |format| fitted(tables(&head, &this, &before), chosen, format);
    files.write(call.dry_run, out, report)?;
    Ok(report::is_empty(&head, &this))
}

/// What the tables of a month, or of another term, are made with.
pub fn head<'a>(
    playbook: &'a Playbook,
    month: Month,
    narrowed: &Narrowed,
    service: [Service; 2],
) -> Head<'a> {
    Head {
        month,
        who: narrowed.who(),
        only: narrowed.only(),
        playbook: &playbook.name,
        codes: &playbook.codes,
        deals: &playbook.deals,
        targets: &playbook.targets,
        service,
        year: None,
    }
}

/// The tables as a format wants them: programs find every key, and people read
/// only what there is.
fn fitted(
    mut views: Vec<View<'static>>,
    chosen: bool,
    format: Format,
) -> (Vec<View<'static>>, Option<Say>) {
    if reader(format, chosen) != Reader::Program {
        views.iter_mut().for_each(report::without_idle);
    }
    match format.is_read() && !chosen {
        true => report::collapsed(views, report::MONTHS),
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
    let everybody = Narrowed::default();
    let service = service(app, &everybody.whose, &period, &before)?;
    let (this, before) = figures(app, &everybody.whose, &period, &before)?;
    let head = head(app.policy.get()?, month, &everybody, service);
    Ok(report::monthly(&head, &this, &before))
}

pub fn outside() -> Problem {
    Problem::usage(say!(
        "the month lies outside the calendar",
        "月份超出日历范围"
    ))
}

/// Clocks, surveys and feedback of a term and of the one before: each read once.
///
/// # Errors
/// When the file or the playbook cannot be read.
pub fn service(
    app: &mut App<'_>,
    whose: &Whose,
    period: &Period,
    before: &Period,
) -> Result<[Service; 2], Failure> {
    let told = |rule: &Rule| report::TOLD.iter().any(|(id, ..)| *id == rule.id);
    let until = period.to.min(app.now);
    let ended = clocks::ended(app, About::Ticket, (before.from, until), told)?;
    let mut filter = Filter::default();
    filter.tickets_of(whose);
    let ids: BTreeSet<i64> = ended.iter().map(|one| one.record).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let store: &Store = app.store.read()?;
    let marked = store.tickets_marked(&ids, &filter)?;
    let marked: HashMap<i64, Counted> = marked
        .iter()
        .filter_map(|ticket| Some((ticket.id, Counted::of(ticket)?)))
        .collect();
    let surveys = store.survey_rows(before.from, period.to, whose)?;
    let feedback = store.feedback_rows(before.from, period.to, whose)?;
    Ok([period, before].map(|period| Service {
        clocks: Clocks::of(&ended, |id| marked.get(&id).copied(), period),
        heard: report::heard(&surveys, period),
        voiced: report::voiced(&feedback, period),
    }))
}

/// What a term comes to as a whole: the figures at the head of a report.
///
/// # Errors
/// When the file or the playbook cannot be read.
pub fn whole(app: &mut App<'_>, whose: &Whose, period: &Period) -> Result<Whole, Failure> {
    let nothing = Period {
        from: period.from,
        to: period.from,
        days: Vec::new(),
    };
    let [service, _] = service(app, whose, period, &nothing)?;
    let headline = trend::asking_within(app, period, whose, Store::headline)?;
    Ok((headline, service))
}

/// What happened in a term and in the one before.
///
/// # Errors
/// When the file or the playbook cannot be read.
pub fn figures(
    app: &mut App<'_>,
    whose: &Whose,
    period: &Period,
    before: &Period,
) -> Result<(Figures, Figures), Failure> {
    trend::asking_within(app, period, whose, |store, asked| {
        let before = Asked {
            period: before,
            ..*asked
        };
        store.both(|store| store.figures(asked), |store| store.figures(&before))
    })
}
