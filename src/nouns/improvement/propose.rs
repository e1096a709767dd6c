//! `improvement propose` and `improvement link`: a proposal, and what led to it. Each
//! feedback, survey and ticket brings its customer, who is told of the result.

use std::collections::BTreeSet;

use clap::{Arg, ArgAction};

use super::{kept, mine, one};
use crate::app::{App, Filling};
use crate::ask::Choosable;
use crate::flags::{self, Takes};
use crate::form::Form as _;
use crate::nouns::{Call, option};
use crate::out::{Out, number_of};
use crate::problem::{Exit, Failure, Problem};
use crate::records::{Customer, Feedback, Improvement, Notice, Survey, Ticket};
use crate::say;
use crate::store::{Kind, Place, Writing};
use crate::value::{Moment, Noun, Ref};
use crate::verbs::{Making, make};
use crate::words::{Lang, t};

/// What of a customer led to an improvement.
#[derive(Clone, Copy, PartialEq)]
struct Source {
    customer: Ref<Customer>,
    feedback: Option<Ref<Feedback>>,
    survey: Option<Ref<Survey>>,
    ticket: Option<Ref<Ticket>>,
}

impl Source {
    const fn of(customer: Ref<Customer>) -> Self {
        Source {
            customer,
            feedback: None,
            survey: None,
            ticket: None,
        }
    }

    /// Whether a notice is of this.
    fn is_of(&self, notice: &Notice) -> bool {
        let of = Source {
            customer: notice.customer,
            feedback: notice.feedback,
            survey: notice.survey,
            ticket: notice.ticket,
        };
        *self == of || (*self == Source::of(self.customer) && self.customer == notice.customer)
    }
}

fn source_args(lang: Lang) -> Vec<Arg> {
    [
        (
            "feedback",
            t("FEEDBACK", "反馈"),
            t(
                "Feedback that led to it; may be given several times",
                "据以提出的客户反馈；可多次填写",
            ),
            Noun::Feedback,
        ),
        (
            "survey",
            t("SURVEY", "调查"),
            t(
                "A survey that led to it; may be given several times",
                "据以提出的满意度调查；可多次填写",
            ),
            Noun::Survey,
        ),
        (
            "ticket",
            t("TICKET", "工单"),
            t(
                "A ticket that led to it; may be given several times",
                "据以提出的工单；可多次填写",
            ),
            Noun::Ticket,
        ),
        (
            "customer",
            t("CUSTOMER", "客户"),
            t(
                "A customer to be told of it; may be given several times",
                "需告知结果的客户；可多次填写",
            ),
            Noun::Customer,
        ),
    ]
    .map(|(name, value, help, noun)| {
        option(name, value, help, lang)
            .action(ArgAction::Append)
            .add(Takes::record(noun))
    })
    .into()
}

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::form(Improvement::FIELDS, &["name"], lang);
    args.extend(source_args(lang));
    args
}

pub fn link_args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.extend(source_args(lang));
    args
}

/// What may lead to an improvement: the flag, and what it names.
const NAMED: [(&str, Noun); 4] = [
    ("feedback", Noun::Feedback),
    ("survey", Noun::Survey),
    ("ticket", Noun::Ticket),
    ("customer", Noun::Customer),
];

/// What customers said so long ago is not offered any more.
const DAYS: i64 = 90;

/// What the line names.
fn named(call: &Call<'_>) -> Vec<(Noun, String)> {
    let texts = |(flag, noun): (&str, Noun)| {
        let texts = call.texts(flag).into_iter();
        texts
            .map(move |text| (noun, text.to_owned()))
            .collect::<Vec<_>>()
    };
    NAMED.into_iter().flat_map(texts).collect()
}

/// What a person ticks of all that customers said of late.
fn ticked(app: &mut App<'_>) -> Result<Vec<(Noun, String)>, Failure> {
    if app.ask.is_none() {
        return Ok(Vec::new());
    }
    let since = app.now.plus_seconds(-DAYS * 86_400).unwrap_or(app.now);
    let mut heard = Vec::new();
    for (_, noun) in NAMED {
        let said = app.file()?.said_since(noun, since)?;
        heard.extend(said.into_iter().map(|one| (noun, one)));
    }
    let lang = app.lang;
    let options: Vec<Choosable> = heard
        .iter()
        .map(|(noun, one)| Choosable {
            note: noun.label().to(lang).to_owned(),
            ..Choosable::from(one)
        })
        .collect();
    let label = say!("What led to it", "因哪些反馈提出");
    let chosen = app.choose_several(&label, &options)?;
    let chosen = chosen.into_iter().filter_map(|at| heard.get(at));
    Ok(chosen
        .map(|(noun, one)| (*noun, one.number.clone()))
        .collect())
}

/// Each once.
fn sources(app: &mut App<'_>, named: &[(Noun, String)]) -> Result<Vec<Source>, Failure> {
    let mut all: Vec<Source> = Vec::new();
    for (noun, text) in named {
        let id = app.resolve(*noun, text)?;
        let store = app.store.read()?;
        let source = match noun {
            Noun::Feedback => Source {
                feedback: Some(Ref::new(id)),
                ..Source::of(store.get::<Feedback>(id)?.record.customer)
            },
            Noun::Survey => Source {
                survey: Some(Ref::new(id)),
                ..Source::of(store.get::<Survey>(id)?.record.customer)
            },
            Noun::Ticket => Source {
                ticket: Some(Ref::new(id)),
                ..Source::of(store.get::<Ticket>(id)?.record.customer)
            },
            // What they said brings them already.
            _ if all.iter().any(|one| one.customer.id() == id) => continue,
            _ => Source::of(Ref::new(id)),
        };
        if !all.contains(&source) {
            all.push(source);
        }
    }
    Ok(all)
}

/// Writes a notice, yet to be told, for each.
fn write(
    writing: &Writing<'_>,
    improvement: i64,
    sources: &[Source],
    place: &Place<'_>,
) -> Result<(), Failure> {
    for source in sources {
        let notice = Notice {
            improvement: Ref::new(improvement),
            customer: source.customer,
            feedback: source.feedback,
            survey: source.survey,
            ticket: source.ticket,
            at: None,
            method: None,
            progress: None,
            contact: None,
            owner: None,
            notes: None,
        };
        writing.insert(&notice, place)?;
    }
    Ok(())
}

/// How many customers they are.
fn customers(sources: &[Source]) -> usize {
    let all: BTreeSet<i64> = sources.iter().map(|one| one.customer.id()).collect();
    all.len()
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    app.file()?;
    let mut sources = sources(app, &named(call))?;
    let mut draft = call.draft(Improvement::FIELDS)?;
    draft.set_default("at", "now");
    // One line for an expert stays one line.
    let talks = ["name", "measure", "kind"]
        .iter()
        .any(|key| draft.get(key).is_none());
    let filled = app.fill::<Improvement>(
        draft,
        Filling {
            command: "improvement propose",
            all: call.has("form"),
            ask: true,
            ..Filling::default()
        },
    )?;
    if talks && sources.is_empty() {
        let ticked = ticked(app)?;
        sources = self::sources(app, &ticked)?;
    }
    let mut record = filled.record;
    mine(&mut record.owner, me);
    mine(&mut record.by, me);
    let making = Making {
        verb: "improvement propose",
        record: &record,
        at: record.at,
        extra: Vec::new(),
        to_confirm: &filled.to_confirm,
        summary: say!("proposed an improvement", "提出改进建议案"),
    };
    let playbook = app.policy.get()?;
    let day = record.at.day(playbook.calendar.zone());
    let nothing = BTreeSet::new();
    let place = Place {
        number: number_of(playbook, Noun::Notice, day),
        extra: Vec::new(),
        since: record.at,
        to_confirm: &nothing,
    };
    let (_, number) = make(app, making, |writing, id| {
        write(writing, id, &sources, &place)
    })?;
    let name = &record.name.0;
    out.made(
        Noun::Improvement,
        &number,
        &say!("proposed {number}: {name}", "已提出 {number}：{name}"),
    )?;
    match customers(&sources) {
        0 => out.note(&say!(
            "who is to be told of it: kehu improvement link {number} --feedback …",
            "请补充需告知的客户：kehu improvement link {number} --feedback …"
        )),
        n => out.line(&say!(
            "customers to tell once it is in force: {n}",
            "落实后需告知客户 {n} 个"
        ))?,
    }
    out.line(&say!(
        "the supervisor decides: kehu improvement review {number}",
        "请主管审核：kehu improvement review {number}"
    ))?;
    Ok(Exit::Done)
}

pub fn link(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let kept = kept(app, call)?;
    let number = &kept.number;
    let mut given = named(call);
    if given.is_empty() {
        given = ticked(app)?;
    }
    let mut sources = sources(app, &given)?;
    if sources.is_empty() {
        return Err(Problem::usage(say!("nothing to link", "没有要关联的内容"))
            .hint(say!(
                "give --feedback, --survey, --ticket or --customer",
                "请填写 --feedback、--survey、--ticket 或 --customer"
            ))
            .into());
    }
    let known = app.store.read()?.notices_of(kept.id)?;
    sources.retain(|source| !known.iter().any(|notice| source.is_of(&notice.record)));
    if sources.is_empty() {
        return Err(Problem::refused(say!(
            "{number} is linked to that already",
            "{number} 已关联这些内容"
        ))
        .hint(say!(
            "see: kehu improvement show {number}",
            "查看：kehu improvement show {number}"
        ))
        .into());
    }
    let now: Moment = app.now;
    let playbook = app.policy.get()?;
    let nothing = BTreeSet::new();
    let place = Place {
        number: number_of(playbook, Noun::Notice, now.day(playbook.calendar.zone())),
        extra: Vec::new(),
        since: now,
        to_confirm: &nothing,
    };
    let writing = app
        .store
        .write()?
        .begin("improvement link", Kind::Work, Some(me), now)?;
    write(&writing, kept.id, &sources, &place)?;
    writing.commit(number, &say!("linked what led to it", "关联来源"))?;
    let n = customers(&sources);
    out.line(&say!(
        "{number}: customers linked: {n}",
        "{number}：已关联客户 {n} 个"
    ))?;
    Ok(Exit::Done)
}
