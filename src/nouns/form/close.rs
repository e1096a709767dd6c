//! `form close`: an entry that stayed open is done with.

use clap::Arg;

use super::entry_arg;
use crate::app::App;
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::store::Kind;
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
    let old = app.file()?.filed(id)?;
    let number = old.kept.number.clone();
    let zone = app.policy.get()?.calendar.zone();
    if let Some(at) = old.closed_at {
        let at = at.shown(zone);
        return Err(Problem::refused(say!(
            "{number} was closed at {at} already",
            "{number} 已于 {at} 办结"
        ))
        .into());
    }
    let (at, note) = app.reading(|reading, _| {
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
    })?;
    let now = app.now;
    let record = &old.kept.record;
    if at > now || at < record.at {
        let (shown, filled) = (at.shown(zone), record.at.shown(zone));
        return Err(Problem::usage(say!(
            "{shown} lies before it was filled in ({filled}) or after now",
            "{shown} 早于填写时间（{filled}）或晚于现在"
        ))
        .about(t("--at", "--at"))
        .into());
    }
    let writing = app
        .store
        .write()?
        .begin("form close", Kind::Work, Some(me), now)?;
    writing.set_column(
        Noun::Entry,
        id,
        "closed_at",
        &Stored::Text(at.stored()),
        now,
    )?;
    if let Some(note) = note {
        let whole = match &record.note {
            Some(before) => Long(format!("{}\n{}", before.0, note.0)),
            None => note,
        };
        writing.set_column(Noun::Entry, id, "note", &whole.store(), now)?;
    }
    writing.commit(&number, &say!("closed", "办结"))?;
    let late = record.due.is_some_and(|due| at > due.0);
    out.line(&match late {
        true => say!(
            "{number}: closed, after its due",
            "{number}：已办结，晚于期限"
        ),
        false => say!("{number}: closed", "{number}：已办结"),
    })?;
    Ok(Exit::Done)
}
