//! `deal alternative`: a second way of doing what the current version proposes
//! (R151), with prices and return of its own; or another look at the first.

use std::collections::BTreeSet;

use clap::Arg;

use super::pricing;
use super::propose::ALTERNATIVE;
use crate::app::App;
use crate::flags;
use crate::form::{Draft, Form as _};
use crate::nouns::{Call, proposal, switch, word};
use crate::out::{Out, number_of};
use crate::problem::{Exit, Failure, Problem};
use crate::records::{Alternative, Proposal};
use crate::say;
use crate::store::{Kept, Kind, Place};
use crate::value::Noun;
use crate::words::{Lang, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![
        proposal::which::arg(lang),
        word(
            "letter",
            t("LETTER", "序号"),
            t("Which alternative: A, B, …", "第几个方案：A、B……"),
            lang,
        )
        .index(2),
    ];
    args.extend(flags::form(&ALTERNATIVE, &[], lang));
    args.push(switch(
        "drop",
        t("Take this alternative out", "删除该备选方案"),
        lang,
    ));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.me()?;
    let (kept, standing) = proposal::which::current(app, call)?;
    let all = app.store.read()?.alternatives_of(kept.id)?;
    let letter = letter(call, &all)?;
    proposal::which::changeable(app, &kept, &standing)?;
    let known = all.iter().find(|one| one.record.letter == letter);
    if call.has("drop") {
        return drop_it(app, out, &kept, &all, known, &letter);
    }
    let given = call.draft(&ALTERNATIVE)?;
    let priced = given.get("lines").is_some();
    let zone = app.policy.get()?.calendar.zone();
    let mut draft = match known {
        Some(known) => Draft::of(&known.record, |cell| cell.code(zone).into_owned()),
        None => Draft::new(Alternative::FIELDS),
    };
    draft.amend(&given.part(Alternative::FIELDS, ""));
    draft.set("letter", letter.as_str());
    draft.set("proposal", kept.number.as_str());
    let customer = app
        .store
        .read()?
        .candidate(Noun::Customer, kept.record.customer.id())?;
    draft.set("customer", customer.map_or(String::new(), |one| one.number));
    let command = format!("deal alternative {} {letter}", kept.number);
    let filled = app.fill::<Alternative>(draft, call.filling(&command))?;
    let mut record = filled.record;
    if priced || known.is_none() {
        pricing::price(app, out, &mut record.lines)?;
    }
    write(app, &kept, known, &record)?;
    proposal::told(out, &record)?;
    Ok(Exit::Done)
}

/// The letter that was given; the next free one where none was.
fn letter(call: &Call<'_>, all: &[Kept<Alternative>]) -> Result<String, Failure> {
    let free = ('A'..='Z')
        .map(String::from)
        .find(|letter| all.iter().all(|one| one.record.letter != *letter));
    let given = match call.text("letter") {
        Some(text) => Some(text.trim().to_uppercase()),
        None => free.clone(),
    };
    let good = |letter: &String| matches!(letter.as_bytes(), [b'A'..=b'Z']);
    given.filter(good).ok_or_else(|| {
        let next = free.unwrap_or_default();
        Problem::usage(say!(
            "an alternative is called by one letter, A to Z",
            "备选方案用一个字母 A–Z 表示"
        ))
        .hint(say!("such as {next}", "例如 {next}"))
        .into()
    })
}

fn write(
    app: &mut App<'_>,
    kept: &Kept<Proposal>,
    known: Option<&Kept<Alternative>>,
    record: &Alternative,
) -> Result<(), Failure> {
    let me = app.me()?;
    let (now, letter) = (app.now, &record.letter);
    let playbook = app.policy.get()?;
    let place = Place {
        number: number_of(
            playbook,
            Noun::Alternative,
            now.day(playbook.calendar.zone()),
        ),
        extra: Vec::new(),
        since: now,
        to_confirm: &BTreeSet::new(),
    };
    let store = app.store.write()?;
    let writing = store.begin("deal alternative", Kind::Work, Some(me), now)?;
    let summary = match known {
        Some(known) => {
            writing.update(known, record, now)?;
            say!("changed alternative {letter}", "修改备选方案 {letter}")
        }
        None => {
            writing.insert(record, &place)?;
            say!("added alternative {letter}", "新增备选方案 {letter}")
        }
    };
    writing.commit(&kept.number, &summary)
}

fn drop_it(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    kept: &Kept<Proposal>,
    all: &[Kept<Alternative>],
    known: Option<&Kept<Alternative>>,
    letter: &str,
) -> Result<Exit, Failure> {
    let number = &kept.number;
    let Some(known) = known else {
        return Err(Problem::new(
            Exit::NoSuchRecord,
            say!(
                "{number} has no alternative {letter}",
                "{number} 没有备选方案 {letter}"
            ),
        )
        .into());
    };
    if all.len() == 1 {
        return Err(Problem::refused(say!(
            "{letter} is the only one that {number} has",
            "{number} 只有方案 {letter}"
        ))
        .hint(say!(
            "change it, or: kehu proposal remove {number}",
            "请修改，或：kehu proposal remove {number}"
        ))
        .into());
    }
    let me = app.me()?;
    let now = app.now;
    let store = app.store.write()?;
    let writing = store.begin("deal alternative", Kind::Work, Some(me), now)?;
    writing.remove(Noun::Alternative, known.id)?;
    writing.commit(
        number,
        &say!("took out alternative {letter}", "删除备选方案 {letter}"),
    )?;
    out.line(&say!(
        "{number}: alternative {letter} taken out",
        "{number}：已删除备选方案 {letter}"
    ))?;
    Ok(Exit::Done)
}
