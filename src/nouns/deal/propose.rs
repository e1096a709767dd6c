//! `deal propose`: the next version of a deal's proposal (F11); what is not said
//! anew is as in the version before, which it supersedes (R063).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use clap::Arg;

use super::close::{not_before, open};
use super::{deal_arg, pricing};
use crate::app::{App, Filling};
use crate::field::Field;
use crate::flags;
use crate::form::{Draft, Form, subset};
use crate::nouns::one::unplaced;
use crate::nouns::{Call, proposal};
use crate::out::{Out, number_of};
use crate::problem::{Exit, Failure, Problem};
use crate::records::{Alternative, Deal, Proposal};
use crate::say;
use crate::store::{Kept, Place};
use crate::value::{Noun, Reading, Ref, Value as _};
use crate::verbs::{Making, make};
use crate::words::Lang;

/// What a version says itself, and what its first alternative does.
static PROPOSE: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let mut fields = asked::<Proposal>(&["deal", "customer", "version"]);
    let places = fields
        .iter()
        .position(|field| field.key == "expected_effect");
    let own = ALTERNATIVE.iter().copied();
    match places {
        Some(at) => drop(fields.splice(at..at, own)),
        None => fields.extend(own),
    }
    fields
});

/// What an alternative says.
pub static ALTERNATIVE: LazyLock<Vec<Field>> =
    LazyLock::new(|| asked::<Alternative>(&["proposal", "customer", "letter"]));

/// The fields of a form but for some.
fn asked<F: Form>(but: &[&str]) -> Vec<Field> {
    let keys: Vec<&str> = F::FIELDS
        .iter()
        .map(|field| field.key)
        .filter(|key| !but.contains(key))
        .collect();
    subset(F::FIELDS, &keys)
        .into_iter()
        .map(Field::ungrouped)
        .collect()
}

/// The alternative that a proposal has without being told of any.
const FIRST: &str = "A";

/// What no version takes over from the one before.
const ANEW: &[&str] = &["made", "owner", "notes"];

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![deal_arg(lang)];
    args.extend(flags::form(&PROPOSE, &[], lang));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let (deal, _) = open(app, call)?;
    let store = app.store.read()?;
    let last = store.versions_of(deal.id)?.pop();
    let before = match &last {
        Some(last) => store.alternatives_of(last.id)?,
        None => Vec::new(),
    };
    let mut draft = call.draft(&PROPOSE)?;
    let anew = !draft.is_empty() || call.has("form") || last.is_none();
    if !anew && app.ask.is_none() {
        return Err(nothing_new());
    }
    let priced = draft.get("lines").is_some();
    draft.set_default("made", "now");
    take_over(app, &mut draft, last.as_ref(), before.first())?;
    let (mut record, mut first) = fill(app, draft, &deal, call.has("form") || !anew)?;
    record.version = last.as_ref().map_or(1, |last| last.record.version + 1);
    record.owner.get_or_insert(Ref::new(me));
    not_before(app, &deal, record.made)?;
    if priced || last.is_none() {
        pricing::price(app, out, &mut first.lines)?;
    }
    let others = before.iter().skip(1).map(|other| other.record.clone());
    let alternatives: Vec<Alternative> = std::iter::once(first).chain(others).collect();
    let number = write(app, &record, last.as_ref(), &alternatives)?;
    let (of, name, version) = (&deal.number, &deal.record.name.0, record.version);
    out.made(
        Noun::Proposal,
        &number,
        &say!(
            "{number}: version {version} for {of} {name}",
            "{number}：{of} {name} 方案第 {version} 版"
        ),
    )?;
    for one in &alternatives {
        proposal::told(out, one)?;
    }
    let missing = proposal::missing(&record, &alternatives);
    proposal::told_missing(out, &missing);
    let deal = &deal.number;
    out.line(&say!(
        "next: kehu deal approve {deal}, then kehu deal submit {deal}",
        "下一步：kehu deal approve {deal}，通过后 kehu deal submit {deal}"
    ))?;
    Ok(Exit::Done)
}

/// A version that says what the one before says is none.
fn nothing_new() -> Failure {
    Problem::usage(say!(
        "the new version says nothing that the one before does not",
        "新版本与上一版没有任何不同"
    ))
    .hint(say!(
        "give what changes, such as --line \"HT-50 x60 -8%\"",
        "请给出要修改的内容，如 --line \"HT-50 x60 -8%\""
    ))
    .into()
}

/// What the version before says, as far as nothing else was said.
fn take_over(
    app: &App<'_>,
    draft: &mut Draft,
    last: Option<&Kept<Proposal>>,
    first: Option<&Kept<Alternative>>,
) -> Result<(), Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let mut over = |old: Draft| {
        for field in PROPOSE.iter().filter(|field| !ANEW.contains(&field.key)) {
            if let Some(text) = old.get(field.key) {
                draft.set_default(field.key, text);
            }
        }
    };
    if let Some(last) = last {
        over(Draft::of(&last.record, |cell| cell.code(zone).into_owned()));
    }
    if let Some(first) = first {
        over(Draft::of(&first.record, |cell| {
            cell.code(zone).into_owned()
        }));
    }
    Ok(())
}

/// Asks for what is missing, and reads both forms off the draft.
fn fill(
    app: &mut App<'_>,
    mut draft: Draft,
    deal: &Kept<Deal>,
    all: bool,
) -> Result<(Proposal, Alternative), Failure> {
    let command = format!("deal propose {}", deal.number);
    let filling = Filling {
        command: &command,
        all,
        ask: true,
        ..Filling::default()
    };
    let read = |draft: &Draft, reading: &Reading<'_>| {
        let mut own = draft.part(Proposal::FIELDS, "");
        own.set("version", "1");
        let mut first = draft.part(Alternative::FIELDS, "");
        first.set("letter", FIRST);
        let own: Proposal = unplaced(&own, &["deal", "customer"], reading)?;
        let first: Alternative = unplaced(&first, &["proposal", "customer"], reading)?;
        Ok::<_, Failure>((own, first))
    };
    app.talk_over(
        &mut draft,
        filling,
        Proposal::LABEL,
        &|draft, reading| match read(draft, reading) {
            Ok(_) => Ok(Vec::new()),
            Err(Failure::Problems(problems)) => Err(problems),
            Err(_) => Err(Vec::new()),
        },
    )?;
    let (mut own, mut first) = app.reading(|reading, _| read(&draft, reading))?;
    own.deal = Ref::new(deal.id);
    own.customer = deal.record.customer;
    first.customer = deal.record.customer;
    Ok((own, first))
}

/// Writes the version with its alternatives; the one before is superseded.
fn write(
    app: &mut App<'_>,
    record: &Proposal,
    last: Option<&Kept<Proposal>>,
    alternatives: &[Alternative],
) -> Result<String, Failure> {
    let playbook = app.policy.get()?;
    let day = record.made.day(playbook.calendar.zone());
    let number = number_of(playbook, Noun::Alternative, day);
    let version = record.version;
    let making = Making {
        verb: "deal propose",
        record,
        at: record.made,
        extra: Vec::new(),
        to_confirm: &BTreeSet::new(),
        summary: say!("proposed version {version}", "编制方案第 {version} 版"),
    };
    let made = make(app, making, |writing, id| {
        for one in alternatives {
            let one = Alternative {
                proposal: Ref::new(id),
                ..one.clone()
            };
            let place = Place {
                number: number.clone(),
                extra: Vec::new(),
                since: record.made,
                to_confirm: &BTreeSet::new(),
            };
            writing.insert(&one, &place)?;
        }
        let Some(last) = last else { return Ok(()) };
        let (noun, at) = (Noun::Proposal, record.made);
        writing.set_column(noun, last.id, "superseded_at", &at.store(), at)
    })?;
    Ok(made.1)
}
