//! `customer pause` and `customer resume`: a silent period (R057, R143), in which
//! the rhythm rules of a customer rest. A pause says why.

use std::collections::BTreeSet;

use clap::Arg;

use super::{named, one};
use crate::app::App;
use crate::event::Date;
use crate::flags;
use crate::form::Form as _;
use crate::nouns::followup::when;
use crate::nouns::{Call, option};
use crate::out::{Out, number_of};
use crate::playbook::{Rule, Shape};
use crate::problem::{Exit, Failure, Problem};
use crate::records::{Customer, Pause};
use crate::say;
use crate::store::{Kept, Kind, Place};
use crate::value::{Moment, Noun};
use crate::words::{Lang, t};

pub fn pause_args(lang: Lang) -> Vec<Arg> {
    flags::form(Pause::FIELDS, &["customer"], lang)
}

pub fn pause(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let mut draft = call.draft(Pause::FIELDS)?;
    draft.set_default("from_at", "now");
    draft.set_default("resume_on", "+1q");
    let filled = app.fill::<Pause>(draft, call.filling("customer pause"))?;
    let record = filled.record;
    let id = record.customer.id();
    check(app, &record, id)?;
    let playbook = app.policy.get()?;
    let day = record.from_at.day(playbook.calendar.zone());
    let place = Place {
        number: number_of(playbook, Noun::Pause, day),
        extra: Vec::new(),
        since: record.from_at,
        to_confirm: &BTreeSet::new(),
    };
    let customer: Kept<Customer> = app.store.read()?.get(id)?;
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin("customer pause", Kind::Work, Some(me), now)?;
    let number = writing.pause(&record, &place)?;
    writing.commit(&customer.number, &say!("paused follow-up", "暂停跟进"))?;
    let (name, until) = (&customer.record.name.0, record.resume_on.0);
    out.made(
        Noun::Pause,
        &number,
        &say!(
            "paused {name} until {until}; its rhythms rest until it is resumed",
            "已暂停跟进{name}，至 {until}；恢复前不再提醒定期跟进"
        ),
    )?;
    let resumes = |rule: &Rule| {
        matches!(
            rule.shape,
            Shape::Dated {
                date: Date::PauseResumeOn,
                ..
            }
        )
    };
    if !app.policy.rules()?.iter().any(resumes) {
        out.warn(&say!(
            "no rule of this playbook brings it up: kehu playbook edit rule pause-resume off=false",
            "当前规则手册没有到期提示规则，启用请用：kehu playbook edit rule pause-resume off=false"
        ));
    }
    Ok(Exit::Done)
}

/// A pause begins in the past and ends in the future.
fn check(app: &mut App<'_>, pause: &Pause, customer: i64) -> Result<(), Failure> {
    let (now, zone) = (app.now, app.policy.get()?.calendar.zone());
    let (from, until) = (pause.from_at, pause.resume_on.0);
    let from_label = t("Since", "暂停时间");
    if from > now {
        let what = say!("a pause begins now or in the past", "暂停时间不能晚于现在");
        return Err(Problem::usage(what).about(from_label).into());
    }
    if until <= now.day(zone) {
        let what = say!("{until} is not a day to come", "{until} 不是将来的日期");
        let hint = say!("such as --until +1q", "例如 --until +1q");
        let problem = Problem::usage(what).about(t("Until", "恢复日期"));
        return Err(problem.hint(hint).into());
    }
    let running = app.store.read()?.running_pause(customer)?;
    if let Some(running) = running.filter(|running| running.record.from_at > from) {
        let since = running.record.from_at.shown(zone);
        let what = say!(
            "the customer is paused since {since} already",
            "该客户自 {since} 起已暂停"
        );
        return Err(Problem::usage(what).about(from_label).into());
    }
    Ok(())
}

pub fn resume_args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.push(option(
        "at",
        t("TIME", "时间"),
        t("When; now unless given", "恢复时间，默认现在"),
        lang,
    ));
    args
}

pub fn resume(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let id = named(app, call)?;
    let customer: Kept<Customer> = app.store.read()?.get(id)?;
    let now = app.now;
    let at = when(app, call)?;
    check_resume(app, id, at)?;
    let day = at.day(app.policy.get()?.calendar.zone());
    let today = day == now.day(app.policy.get()?.calendar.zone());
    let name = customer.record.name.0.clone();
    let writing = app
        .store
        .write()?
        .begin("customer resume", Kind::Work, Some(me), now)?;
    if !writing.resume(id, at)? {
        out.line(&say!("{name} is not paused", "{name}未暂停跟进"))?;
        return Ok(Exit::Done);
    }
    writing.commit(&customer.number, &say!("resumed follow-up", "恢复跟进"))?;
    let (en, zh) = match today {
        true => ("today".to_owned(), "今日".to_owned()),
        false => (format!("on {day}"), format!(" {day} ")),
    };
    out.line(&say!(
        "resumed {name}; its rhythms begin anew {en}",
        "已恢复跟进{name}；定期跟进自{zh}起重新计算"
    ))?;
    Ok(Exit::Done)
}

/// A pause ends after it began, and not in the future.
fn check_resume(app: &mut App<'_>, customer: i64, at: Moment) -> Result<(), Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let what = match app.store.read()?.running_pause(customer)? {
        _ if at > app.now => say!("that is still to come", "该时间尚未到来"),
        Some(running) if running.record.from_at > at => {
            let since = running.record.from_at.shown(zone);
            say!(
                "the customer is paused only since {since}",
                "该客户自 {since} 起才暂停"
            )
        }
        _ => return Ok(()),
    };
    Err(Problem::usage(what).about(t("--at", "--at")).into())
}
