//! `report feedback` (RP-05): what customers said in a term, what came of it, and what is
//! still open.

use std::collections::HashMap;

use clap::Arg;

use super::service::{self, Asked, Span};
use super::{behind, clocks};
use crate::app::App;
use crate::event::About;
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::choices::FeedbackClass;
use crate::report::{self, Answered, Clocks, Counted, Length, Voices};
use crate::say;
use crate::store::FeedbackRow;
use crate::value::{ChoiceSet as _, Noun};
use crate::words::Lang;

/// Longer than any limit of feedback, in seconds.
const MARGIN: i64 = 92 * 86_400;

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = service::all_args(lang);
    args.push(behind::own_arg("by_class.complaint", lang).conflicts_with("last"));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let asked = Asked::read(app, call, Length::Month)?;
    let mut read = Vec::new();
    let mut each = Vec::new();
    for stretch in asked.stretches() {
        let (rows, answered) = stretched(app, stretch, &asked)?;
        each.extend(answered);
        read.push(rows);
    }
    let playbook = app.policy.get()?;
    if asked.is_series {
        let about = asked.about(playbook);
        let (lines, graphs) = (report::feedback::LINES, report::feedback::GRAPHS);
        let (title, each) = (report::feedback::TITLE, asked.in_a_row(each));
        service::write_series(
            call,
            out,
            asked.until,
            (title, &about),
            (lines, graphs, &each),
        )?;
        return Ok(Exit::Done);
    }
    let period = &asked.period;
    let open = |row: &&FeedbackRow| row.closed.is_none_or(|closed| closed >= asked.until);
    let solved = |row: &&FeedbackRow| {
        let within = row
            .resolved
            .is_some_and(|at| at >= period.from && at < period.to);
        within && row.class == Some(FeedbackClass::Complaint)
    };
    let (this, before, year) = Asked::beside(each);
    let rows = read.first().map(Vec::as_slice).unwrap_or_default();
    let report = Voices {
        about: asked.about(playbook),
        this,
        before,
        year,
        open: rows.iter().filter(open).collect(),
        solved: rows.iter().filter(solved).collect(),
        reveal: out.style.reveal,
    };
    if let Some(line) = call.text("ids") {
        let views = report::feedback(&report);
        let all = report::standing_feedback(rows, period);
        let of = behind::Of::term("feedback", &views, &asked);
        let about = (&of, Noun::Feedback, all.as_slice());
        behind::show_standing(app, call, out, line, about)?;
        return Ok(Exit::Done);
    }
    service::write(call, out, asked.until, |_| report::feedback(&report))?;
    if report.this.voiced.received + report.this.voiced.open == 0 && !asked.named {
        out.note(&say!(
            "for the month that runs: kehu report feedback --month this",
            "如需本月：kehu report feedback --month 本月"
        ));
    }
    Ok(Exit::Done)
}

/// The feedback of terms that follow one another, and what each term comes to.
fn stretched(
    app: &mut App<'_>,
    stretch: &[Span],
    asked: &Asked,
) -> Result<(Vec<FeedbackRow>, Vec<Answered>), Failure> {
    let Some((from, to)) = service::ends(stretch) else {
        return Ok((Vec::new(), Vec::new()));
    };
    let until = to.min(app.now);
    let ended = clocks::ended(app, About::Feedback, (from, until), |_| true)?;
    // What was closed before the first term may have been due in it.
    let early = from.plus_seconds(-MARGIN).unwrap_or(from);
    let store = app.store.read()?;
    let rows = store.feedback_rows(early, to, &asked.narrowed.whose)?;
    let known: HashMap<i64, &FeedbackRow> = rows.iter().map(|row| (row.id, row)).collect();
    let counted = |id: i64| {
        known.get(&id).map(|row| Counted {
            kind: row.class.map(|class| class.code()),
            ..Counted::default()
        })
    };
    let answered = stretch.iter().map(|span| Answered {
        voiced: report::voiced(&rows, &span.period),
        clocks: Clocks::of(&ended, counted, &span.period),
    });
    let answered = answered.collect();
    Ok((rows, answered))
}
