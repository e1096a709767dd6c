//! What measures are asked for: of which period, and of whom alone.

use clap::Arg;

use crate::app::App;
use crate::flags::Takes;
use crate::nouns::report::service;
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::playbook::Playbook;
use crate::problem::{Failure, Problem};
use crate::records::choices::{GradeLetter, Source};
use crate::report::{Length, Story, Term};
use crate::say;
use crate::store::{By, Group, Narrow};
use crate::value::{Book, ChoiceSet as _, Kind, Moment, Noun as Of, find_choice};
use crate::words::{Lang, Say, t};

/// The flags that say of whom alone, beside `--rep`.
pub fn scope_args(lang: Lang) -> Vec<Arg> {
    vec![
        option(
            "team",
            t("NAME", "姓名"),
            t(
                "Only what is this colleague's and of those who report to them",
                "只统计该主管及其下属的",
            ),
            lang,
        )
        .add(Takes::Senior),
        option(
            "region",
            t("REGION", "区域"),
            t("Only customers of this region", "只统计该区域的客户"),
            lang,
        )
        .add(Takes::Answer(Kind::Code(Book::Region))),
        option(
            "grade",
            t("GRADE", "级别"),
            t(
                "Only customers who had this grade when the period ended",
                "只统计期末为该级别的客户",
            ),
            lang,
        )
        .add(Takes::Answer(Kind::Choice(GradeLetter::CHOICES))),
        option(
            "source",
            t("SOURCE", "来源"),
            t("Only customers from this channel", "只统计该来源渠道的客户"),
            lang,
        )
        .add(Takes::Answer(Kind::Choice(Source::CHOICES))),
    ]
}

/// The period, and what alone is counted.
pub struct Asked {
    pub term: Term,
    /// How many periods, where the line says it.
    pub last: Option<usize>,
    /// The end of the period, or now where it runs.
    pub until: Moment,
    pub narrow: Narrow,
    only: Option<String>,
    is_running: bool,
}

impl Asked {
    /// Reads the flags; the last whole month where no period is named.
    ///
    /// # Errors
    /// Exit 2 for a period, region, grade or source that is none; exit 3 for a
    /// colleague whom nobody knows.
    pub fn read(app: &mut App<'_>, call: &Call<'_>) -> Result<Self, Failure> {
        let service = service::Asked::read(app, call, Length::Month)?;
        let mut only = Vec::new();
        let mut narrow = Vec::new();
        let mut say = |flag: &str, text: &str| only.push(format!("--{flag} {text}"));
        if let (Some(owner), Some(name)) = (service.owner, &service.rep) {
            narrow.push((By::Rep, Group::Staff(owner)));
            say("rep", name);
        }
        if let Some(name) = call.text("team") {
            let leader = app.resolve(Of::Staff, name)?;
            narrow.push((By::Team, Group::Staff(leader)));
            say("team", name);
        }
        for region in &service.narrowed.whose.regions {
            say("region", region);
            narrow.push((By::Region, Group::Code(region.clone())));
        }
        for (by, flag, choices) in [
            (By::Grade, "grade", GradeLetter::CHOICES),
            (By::Source, "source", Source::CHOICES),
        ] {
            if let Some(text) = call.text(flag) {
                let code = choice(text, flag, choices)?;
                say(flag, &code);
                narrow.push((by, Group::Code(code)));
            }
        }
        Ok(Asked {
            term: service.term,
            last: service.is_series.then_some(service.spans.len()),
            until: service.until,
            narrow: Narrow(narrow),
            only: (!only.is_empty()).then(|| only.join(" ")),
            is_running: service.until < service.period.to,
        })
    }

    /// What a table is about.
    pub fn story<'a>(&self, playbook: &'a Playbook, terms: Vec<Term>) -> Story<'a> {
        Story {
            terms,
            only: self.only.clone(),
            playbook: &playbook.name,
            targets: &playbook.targets,
            until: self.until,
        }
    }

    /// Says so where the period is not over yet.
    pub fn note_if_running(&self, out: &mut Out<'_>) {
        if self.is_running {
            let code = self.term.code();
            out.note(&say!(
                "{code} is not over yet",
                "{code} 尚未结束，数据截至现在"
            ));
        }
    }
}

/// The code of the one answer that a flag takes.
fn choice(
    text: &str,
    flag: &'static str,
    choices: &[crate::value::Choice],
) -> Result<String, Failure> {
    let at = find_choice(text, choices)
        .map_err(|fault| Problem::from_fault(text, fault).about(Say::same(format!("--{flag}"))))?;
    let code = choices.get(at).map_or("", |choice| choice.code);
    Ok(code.to_owned())
}
