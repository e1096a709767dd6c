//! `form close`: an entry that stayed open is done with.

use clap::Arg;

use super::{entry, entry_arg};
use crate::app::App;
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::store::{FiledEntry, Kind};
use crate::value::{Bare, Long, Moment, Noun, Stored, Value as _};
use crate::words::{Lang, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    vec![
        entry_arg(lang),
        option(
            "at",
            t("TIME", "时间"),
            t("When; now unless given", "办结时间，默认现在"),
            lang,
        )
        .allow_hyphen_values(true),
        option(
            "note",
            t("TEXT", "文字"),
            t("What came of it", "办结说明"),
            lang,
        ),
    ]
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let id = app.which(Noun::Entry, call.text("which"))?;
    let (at, note) = said(app, call)?;
    let old = app.file()?.filed(id)?;
    let form = entry::of(app, &old)?;
    let zone = app.policy.get()?.calendar.zone();
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin("form close", Kind::Work, Some(me), now)?;
    // As it stands now that nobody else can change it.
    let old = writing.filed(id)?;
    let number = &old.kept.number;
    is_open(&old, zone)?;
    let mut new = old.kept.record.clone();
    entry::check_closing(&new, at, now, zone)
        .map_err(|problem| problem.about(t("--at", "--at")))?;
    new.note = match (new.note, note) {
        (Some(before), Some(note)) => Some(Long(format!("{}\n{}", before.0, note.0))),
        (before, note) => note.or(before),
    };
    writing.refile_entry(entry::fields(form.as_ref()), &old, &new, &old.answers)?;
    let closed = Stored::Text(at.stored());
    writing.set_column(Noun::Entry, id, "closed_at", &closed, now)?;
    writing.commit(number, &say!("closed", "办结"))?;
    let late = new.due.is_some_and(|due| at > due.0);
    out.line(&match late {
        true => say!(
            "{number}: closed, after its due",
            "{number}：已办结，晚于期限"
        ),
        false => say!("{number}: closed", "{number}：已办结"),
    })?;
    Ok(Exit::Done)
}

/// What the line says of when, and of what came of it.
fn said(app: &mut App<'_>, call: &Call<'_>) -> Result<(Moment, Option<Long>), Failure> {
    app.reading(|reading, _| {
        let at = match call.text("at") {
            Some(text) => Moment::read(text, Bare::Opening, reading)
                .map_err(|fault| Problem::from_fault(text, fault).about(t("--at", "--at")))?,
            None => reading.now,
        };
        let note =
            match call.text("note") {
                Some(text) => Some(Long::parse(text, reading).map_err(|fault| {
                    Problem::from_fault(text, fault).about(t("--note", "--note"))
                })?),
                None => None,
            };
        Ok((at, note))
    })
}

/// Refuses to close what is closed.
fn is_open(entry: &FiledEntry, zone: chrono_tz::Tz) -> Result<(), Problem> {
    let Some(at) = entry.closed_at else {
        return Ok(());
    };
    let (number, at) = (&entry.kept.number, at.shown(zone));
    Err(Problem::refused(say!(
        "{number} was closed at {at} already",
        "{number} 已于 {at} 办结"
    )))
}
