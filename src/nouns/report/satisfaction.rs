//! `report satisfaction` (RP-02 to RP-04): the surveys of a quarter, half-year, month or
//! year beside the one before.

use clap::Arg;

use super::service::{self, Asked};
use crate::app::App;
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::report::{self, Heard, Length, Satisfaction};
use crate::say;
use crate::words::Lang;

pub fn args(lang: Lang) -> Vec<Arg> {
    service::all_args(lang)
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let asked = Asked::read(app, call, Length::Quarter)?;
    let playbook = app.policy.get()?;
    let store = app.store.read()?;
    let whose = &asked.narrowed.whose;
    let mut read = Vec::new();
    for stretch in asked.stretches() {
        let Some((from, to)) = service::ends(stretch) else {
            continue;
        };
        read.push((stretch, store.survey_rows(from, to, whose)?));
    }
    let counted = read.iter().flat_map(|(stretch, rows)| {
        let counted = stretch.iter();
        counted.map(|span| report::heard(rows, &span.period))
    });
    let each: Vec<Heard> = counted.collect();
    if asked.is_series {
        let about = asked.about(playbook);
        let (lines, graphs) = (report::satisfaction::LINES, report::satisfaction::GRAPHS);
        let (title, each) = (report::satisfaction::TITLE, asked.in_a_row(each));
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
    let rows = read.first().map(|(_, rows)| rows.as_slice());
    let answered = rows
        .unwrap_or_default()
        .iter()
        .filter(|row| row.at.is_some_and(|at| at >= period.from && at < period.to));
    let (this, before, year) = Asked::beside(each);
    let report = Satisfaction {
        about: asked.about(playbook),
        this,
        before,
        year,
        answered: answered.collect(),
        causes: store.root_causes(period.from, period.to, whose)?,
        codes: &playbook.codes,
        survey: playbook.survey,
        reveal: out.style.reveal,
    };
    service::write(call, out, asked.until, |_| report::satisfaction(&report))?;
    if report.this.answers + report.this.sample.of == 0 && !asked.named {
        out.note(&say!(
            "for the quarter that runs: kehu report satisfaction --quarter this",
            "如需本季度：kehu report satisfaction --quarter 本季度"
        ));
    }
    Ok(Exit::Done)
}
