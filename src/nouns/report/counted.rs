//! Reports that are counted anew for each term: channels, grades, reviews, promises, needs,
//! data. Each says what is read of a term; the rest is the same for all of them.

use std::collections::BTreeSet;

use clap::Arg;

use super::service::{self, Asked};
use super::trend;
use crate::app::App;
use crate::nouns::Call;
use crate::nouns::customer::{Completeness, REGISTERED, like};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::choices::CustomerKind;
use crate::report::{self, DataChecked, Double, Given, Length, Periodic, Promises, Quality};
use crate::say;
use crate::store::Frame;
use crate::value::ChoiceSet as _;
use crate::view::View;
use crate::words::{Lang, Say};

pub fn args(lang: Lang) -> Vec<Arg> {
    service::all_args(lang)
}

/// What is read of a term; of the newest one everything, of the others what is compared.
type Read<'r, C> = &'r dyn Fn(&mut App<'_>, &Frame<'_>, bool) -> Result<C, Failure>;

/// Counts each of the terms and shows them.
///
/// # Errors
/// As [`Asked::read`], and when the file cannot be read.
pub fn run<C: Default>(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    (counted, usual): (&Periodic<C>, Length),
    read: Read<'_, C>,
) -> Result<Exit, Failure> {
    let asked = Asked::read(app, call, usual)?;
    if let Some(this) = shown(app, call, out, &asked, (counted, read, &[]))? {
        let nothing = report::nothing_in(counted.lines, &this);
        if nothing && !asked.named {
            let (name, flag) = (counted.name, usual.flag());
            out.note(&say!(
                "for the one that runs: kehu report {name} --{flag} this",
                "如需本期：kehu report {name} --{flag} this"
            ));
        }
    }
    Ok(Exit::Done)
}

/// Shows what was asked for, and `more` views of it; what the newest term comes to, unless
/// several stand in a row.
///
/// # Errors
/// When the file cannot be read.
pub fn shown<C: Default>(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    asked: &Asked,
    (counted, read, more): (&Periodic<C>, Read<'_, C>, &[View<'static>]),
) -> Result<Option<C>, Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let mut each = Vec::new();
    for span in &asked.spans {
        let narrow = Frame {
            period: &span.period,
            whose: &asked.narrowed.whose,
            until: span.until,
            now: app.now,
            zone,
        };
        let is_newest = span.term == asked.term && !asked.is_series;
        each.push(read(app, &narrow, is_newest)?);
    }
    let playbook = app.policy.get()?;
    let about = asked.about(playbook);
    if app.now < asked.period.to {
        out.note(&trend::running(&asked.term.code()));
    }
    if asked.is_series {
        let each = asked.in_a_row(each);
        let figures = (counted.lines, counted.graphs, each.as_slice());
        service::write_series(call, out, asked.until, (counted.title, &about), figures)?;
        return Ok(None);
    }
    let (this, before, year) = Asked::beside(each);
    let beside: Vec<&C> = [&this, &before].into_iter().chain(&year).collect();
    let reveal = out.style.reveal;
    service::write(call, out, asked.until, |reader| {
        let told = Given {
            this: &this,
            before: &before,
            codes: &playbook.codes,
            reader,
            reveal,
        };
        let mut views = report::counted(counted, &about, &beside, &told);
        views.extend(more.iter().filter_map(View::again));
        views
    })?;
    Ok(Some(this))
}

/// `report channels` (RP-17).
pub fn channels(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let report = (&report::channels::REPORT, Length::Month);
    run(app, call, out, report, &|app, narrow, _| {
        app.store.read()?.channels(narrow)
    })
}

/// `report grades` (RP-15).
pub fn grades(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let report = (&report::regraded::REPORT, Length::Quarter);
    run(app, call, out, report, &|app, narrow, _| {
        app.store.read()?.regraded(narrow)
    })
}

/// `report reviews` (RP-16).
pub fn reviews(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let report = (&report::reviews::REPORT, Length::Month);
    run(app, call, out, report, &|app, narrow, _| {
        app.store.read()?.ended_deals(narrow)
    })
}

/// `report promises` (RP-20).
pub fn promises(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let report = (&report::promises::REPORT, Length::Month);
    run(app, call, out, report, &|app, narrow, _| {
        Ok(Promises {
            rows: app.store.read()?.promise_rows(narrow)?,
            until: Some(narrow.until),
        })
    })
}

/// `report needs` (RP-24) of a term.
///
/// # Errors
/// As [`run`].
pub fn needs(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let report = (&report::wanted::REPORT, Length::Month);
    run(app, call, out, report, &|app, narrow, _| {
        let weighing = app.policy.get()?.needs;
        app.store.read()?.wanted(narrow, &weighing)
    })
}

/// `report data` (RP-21): the quarter's work on the data, and the data as they are now.
pub fn data(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let report = (&report::quality::REPORT, Length::Quarter);
    run(app, call, out, report, &|app, narrow, is_newest| {
        let entered = app.store.read()?.entered(narrow)?;
        let mut quality = Quality {
            entered,
            ..Quality::default()
        };
        if is_newest {
            quality.now = checked(app, narrow)?;
            quality.doubles = doubles(app, &quality.now)?;
        }
        Ok(quality)
    })
}

/// Every customer by what the playbook asks for.
fn checked(app: &mut App<'_>, narrow: &Frame<'_>) -> Result<Vec<DataChecked>, Failure> {
    let required = &app.policy.get()?.required;
    let kinds = CustomerKind::CHOICES.iter().map(|kind| Some(kind.code));
    let asked = kinds.flat_map(|kind| required.of_kind("customer", kind));
    let keys: BTreeSet<&String> = asked.flat_map(|one| &one.any_of).collect();
    let keys: Vec<String> = keys.into_iter().cloned().collect();
    let rows = app.store.read()?.data_rows(narrow, &keys)?;
    let checked = rows.into_iter().map(|row| {
        let answered = |key: &str| {
            let mut known = keys.iter().zip(&row.answered);
            known.any(|(known, is)| known == key && *is)
        };
        let open: BTreeSet<String> = row.open.iter().cloned().collect();
        let done = Completeness::of(required, &row.kind, answered, &open);
        DataChecked {
            filled: done.filled(),
            missing: Say {
                en: done.labels(&REGISTERED, Lang::En),
                zh: done.labels(&REGISTERED, Lang::Zh),
            },
            open: open.len() as i64,
            number: row.number,
            name: row.name,
            owner: row.owner,
            reachable: row.reachable,
            left: row.left,
            verified: row.verified,
        }
    });
    Ok(checked.collect())
}

/// What may be the same customer, where one of them is among those that are looked at.
fn doubles(app: &mut App<'_>, now: &[DataChecked]) -> Result<Vec<Double>, Failure> {
    let meant: BTreeSet<&str> = now.iter().map(|one| one.number.as_str()).collect();
    let groups = app.store.read()?.duplicates()?.into_iter();
    let groups = groups.filter(|(_, members)| {
        let mut members = members.iter();
        members.any(|member| meant.contains(member.number.as_str()))
    });
    let doubles = groups.zip(1..).flat_map(|((why, members), group)| {
        members.into_iter().map(move |member| Double {
            group,
            why: like(why),
            number: member.number,
            name: member.name,
        })
    });
    Ok(doubles.collect())
}
