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

/// How many periods there may be.
const MOST: usize = 36;

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
        for (by, flag, of) in [
            (By::Region, "region", code_of_region as Reads),
            (By::Grade, "grade", code_of_grade),
            (By::Source, "source", code_of_source),
        ] {
            if let Some(text) = call.text(flag) {
                let code = of(app.policy.get()?, text)?;
                say(flag, &code);
                narrow.push((by, Group::Code(code)));
            }
        }
        Ok(Asked {
            term: service.term,
            last: call.text("last").map(last).transpose()?,
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

/// How a flag's text becomes a stored code.
type Reads = fn(&Playbook, &str) -> Result<String, Failure>;

fn code_of_region(playbook: &Playbook, text: &str) -> Result<String, Failure> {
    let found = playbook.codes.find(Book::Region, text);
    found.map(|entry| entry.code.to_owned()).ok_or_else(|| {
        Problem::usage(say!(
            "“{text}” is no region of the playbook",
            "规则手册中没有区域“{text}”"
        ))
        .about(Say::same("--region"))
        .hint(say!(
            "see them with: kehu playbook show regions",
            "查看：kehu playbook show regions"
        ))
        .into()
    })
}

fn code_of_grade(_: &Playbook, text: &str) -> Result<String, Failure> {
    choice(text, "--grade", GradeLetter::CHOICES)
}

fn code_of_source(_: &Playbook, text: &str) -> Result<String, Failure> {
    choice(text, "--source", Source::CHOICES)
}

fn choice(
    text: &str,
    flag: &'static str,
    choices: &[crate::value::Choice],
) -> Result<String, Failure> {
    let at = find_choice(text, choices)
        .map_err(|fault| Problem::from_fault(text, fault).about(t(flag, flag)))?;
    let code = choices.get(at).map_or("", |choice| choice.code);
    Ok(code.to_owned())
}

fn last(text: &str) -> Result<usize, Failure> {
    let number = text.trim().parse().ok();
    number
        .filter(|last| (2..=MOST).contains(last))
        .ok_or_else(|| {
            Problem::usage(say!(
                "“{text}” is not a number of periods from 2 to {MOST}",
                "“{text}”不是 2–{MOST} 的期数"
            ))
            .about(Say::same("--last"))
            .hint(say!("a year of months: --last 12", "十二个月：--last 12"))
            .into()
        })
}
