//! `report dashboard` (RP-18): the measures that are looked at most, with their trend,
//! on one screen.

use clap::Arg;

use super::kpi::{self, Asked};
use super::service;
use crate::app::App;
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::playbook::Measure;
use crate::problem::{Exit, Failure};
use crate::records::choices::Kpi;
use crate::report;
use crate::words::{Lang, t};

/// How many periods the trend has unless it is said.
const USUAL: usize = 12;

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = service::args(lang);
    args.push(option(
        "last",
        t("N", "期数"),
        t(
            "So many periods in the trend, 2 to 36; 12 unless given",
            "趋势的期数，2–36；默认为 12",
        ),
        lang,
    ));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let asked = Asked::read(app, call)?;
    // One of the two counts as satisfaction in percent (R176).
    let other = match app.policy.get()?.survey.measure {
        Measure::Satisfied => Kpi::SatisfactionScaled,
        Measure::Mean => Kpi::Satisfied,
    };
    let shown = report::SHOWN.iter().filter(|kpi| **kpi != other);
    let shown: Vec<Kpi> = shown.copied().collect();
    let mut definitions = kpi::definitions(&shown);
    definitions.sort_by_key(|one| shown.iter().position(|kpi| *kpi == one.kpi));
    let terms = asked.term.and_before(asked.last.unwrap_or(USUAL));
    let all = kpi::series(app, &asked, &definitions, &terms)?;
    let story = asked.story(app.policy.get()?, terms);
    kpi::write(call, out, &asked, |reader| {
        report::dashboard(&story, &all, reader)
    })?;
    Ok(Exit::Done)
}
