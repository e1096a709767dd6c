//! `report satisfaction` (RP-02 to RP-04): the surveys of a quarter, half-year, month or
//! year beside the one before.

use clap::Arg;

use super::service::{self, Asked};
use crate::app::App;
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::report::{self, Length, Satisfaction};
use crate::say;
use crate::words::Lang;

pub fn args(lang: Lang) -> Vec<Arg> {
    service::args(lang)
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let asked = Asked::read(app, call, Length::Quarter)?;
    let playbook = app.policy.get()?;
    let store = app.store.read()?;
    let (period, before) = (&asked.period, &asked.before);
    let rows = store.survey_rows(before.from, period.to, asked.owner)?;
    let answered = rows
        .iter()
        .filter(|row| row.at.is_some_and(|at| at >= period.from && at < period.to));
    let report = Satisfaction {
        about: asked.about(&playbook.name, None),
        this: report::heard(&rows, period),
        before: report::heard(&rows, before),
        answered: answered.collect(),
        causes: store.root_causes(period.from, period.to)?,
        codes: &playbook.codes,
        survey: playbook.survey,
        reveal: out.style.reveal,
    };
    service::write(call, out, asked.until, || report::satisfaction(&report))?;
    if report.this.answers + report.this.sample.of == 0 && !asked.named {
        out.note(&say!(
            "for the quarter that runs: kehu report satisfaction --quarter this",
            "如需本季度：kehu report satisfaction --quarter 本季度"
        ));
    }
    Ok(Exit::Done)
}
