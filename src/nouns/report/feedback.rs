//! `report feedback` (RP-05): what customers said in a term, what came of it, and what is
//! still open.

use std::collections::HashMap;

use clap::Arg;

use super::clocks;
use super::service::{self, Asked};
use crate::app::App;
use crate::event::About;
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::choices::FeedbackClass;
use crate::report::{self, Clocks, Counted, Length, Voices};
use crate::say;
use crate::store::FeedbackRow;
use crate::value::ChoiceSet as _;
use crate::words::Lang;

/// Longer than any limit of feedback, in seconds.
const MARGIN: i64 = 92 * 86_400;

pub fn args(lang: Lang) -> Vec<Arg> {
    service::args(lang)
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let asked = Asked::read(app, call, Length::Month)?;
    let (period, before) = (&asked.period, &asked.before);
    let ended = clocks::ended(app, About::Feedback, (before.from, asked.until), |_| true)?;
    let playbook = app.policy.get()?;
    let store = app.store.read()?;
    // What was closed before the first term may have been due in it.
    let from = before.from.plus_seconds(-MARGIN).unwrap_or(before.from);
    let rows = store.feedback_rows(from, period.to, asked.owner)?;
    let known: HashMap<i64, &FeedbackRow> = rows.iter().map(|row| (row.id, row)).collect();
    let counted = |id: i64| {
        known.get(&id).map(|row| Counted {
            kind: row.class.map(|class| class.code()),
            ..Counted::default()
        })
    };
    let open = |row: &&FeedbackRow| row.closed.is_none_or(|closed| closed >= asked.until);
    let solved = |row: &&FeedbackRow| {
        let within = row
            .resolved
            .is_some_and(|at| at >= period.from && at < period.to);
        within && row.class == Some(FeedbackClass::Complaint)
    };
    let report = Voices {
        about: asked.about(&playbook.name, None),
        this: report::voiced(&rows, period),
        before: report::voiced(&rows, before),
        clocks: Clocks::of(&ended, counted, period),
        clocks_before: Clocks::of(&ended, counted, before),
        open: rows.iter().filter(open).collect(),
        solved: rows.iter().filter(solved).collect(),
        reveal: out.style.reveal,
    };
    service::write(call, out, asked.until, || report::feedback(&report))?;
    if report.this.received + report.this.open == 0 && !asked.named {
        out.note(&say!(
            "for the month that runs: kehu report feedback --month this",
            "如需本月：kehu report feedback --month 本月"
        ));
    }
    Ok(Exit::Done)
}
