//! `audit score`: what whoever checks a ticket says of it. Where a criterion fails, or
//! advice is given, an action is opened in the same command (R171).

use std::collections::BTreeSet;

use clap::Arg;

use super::WHICH;
use super::draw::handler;
use crate::app::{App, Filling};
use crate::flags::{self, Takes};
use crate::form::Form as _;
use crate::nouns::{Call, one};
use crate::out::{Out, number_of};
use crate::problem::{Exit, Failure, Problem};
use crate::records::{Action, Audit, AuditScored, Staff};
use crate::say;
use crate::store::{Kept, Kind, Place};
use crate::value::{Deadline, Moment, Noun, Ref};
use crate::words::{Lang, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = one::one(Noun::Audit, WHICH, lang)
        .into_iter()
        .map(|arg| arg.add(Takes::AnyOf(&[Noun::Audit, Noun::Ticket])))
        .collect::<Vec<_>>();
    let own = flags::args(AuditScored::FIELDS, &[], lang);
    args.extend(own.into_iter().map(flags::after_the_record));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let kept = named(app, call)?;
    let number = kept.number.clone();
    if let Some(at) = kept.record.at {
        let at = at.shown(app.policy.get()?.calendar.zone());
        return Err(Problem::refused(say!(
            "{number} is scored already: {at}",
            "{number} 已评分：{at}"
        ))
        .hint(say!(
            "change it with: kehu audit edit {number}",
            "修改：kehu audit edit {number}"
        ))
        .into());
    }
    let ticket = kept.record.ticket.id();
    let mut draft = call.draft(AuditScored::FIELDS)?;
    draft.set_default("at", "now");
    if let Some(points) = app.store.read()?.satisfaction_of(ticket)?
        && draft.get("customer_satisfaction").is_none()
    {
        out.note(&say!(
            "satisfaction {points}, as the revisit said; another: --satisfaction N",
            "客户满意度取回访得分 {points}；如需另评请加 --satisfaction"
        ));
        draft.set_default("customer_satisfaction", points.to_string());
    }
    let command = format!("audit score {number}");
    let scored = app
        .fill::<AuditScored>(
            draft,
            Filling {
                command: &command,
                ask: true,
                ..Filling::default()
            },
        )?
        .record;
    let by = scored.by.map_or(me, Ref::id);
    in_time(app, &kept, scored.at)?;
    let low = low(app, &scored)?;
    let action = measure(app, &kept, &scored, (by, &low))?;
    let opened = write(app, &kept, &scored, by, action)?;
    tell(app, out, &kept, &low, opened)?;
    if handler(app, ticket)? == Some(by) {
        out.warn(&say!(
            "{number} was scored by whoever handled the ticket: have a colleague look at it",
            "{number} 的质检人即工单处理人，请由其他同事复核"
        ));
    }
    Ok(Exit::Done)
}

/// The check that is named: by its number, or by its ticket's.
fn named(app: &mut App<'_>, call: &Call<'_>) -> Result<Kept<Audit>, Failure> {
    app.file()?;
    let given = call.text(Noun::Audit.table());
    if let Some(text) = given {
        let store = app.store.read()?;
        if store.candidates_by_number(Noun::Audit, text)?.is_none()
            && let Some(ticket) = store.candidates_by_number(Noun::Ticket, text)?
            && let Some(id) = store.open_audit(ticket)?
        {
            return store.get(id);
        }
    }
    let id = app.which(Noun::Audit, given)?;
    app.store.read()?.get(id)
}

/// Refuses a time before the ticket was closed, or still to come.
fn in_time(app: &mut App<'_>, kept: &Kept<Audit>, at: Moment) -> Result<(), Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let ticket = kept.record.ticket.id();
    let closed = app
        .store
        .read()?
        .moment_of(Noun::Ticket, ticket, "closed_at")?;
    let what = match closed {
        Some(closed) if at < closed => {
            let closed = closed.shown(zone);
            say!(
                "the ticket was closed later: {closed}",
                "早于工单关闭时间 {closed}"
            )
        }
        _ if at > app.now => {
            let at = at.shown(zone);
            say!("{at} is still to come", "{at} 还没有到")
        }
        _ => return Ok(()),
    };
    Err(Problem::usage(what).about(t("--at", "--at")).into())
}

/// The criteria below the mark, with their points; empty where all passed.
fn low(app: &App<'_>, scored: &AuditScored) -> Result<String, Failure> {
    let pass = app.policy.get()?.audit.pass;
    let given = [
        ("solution_soundness", scored.solution_soundness),
        ("script_compliance", scored.script_compliance),
        ("customer_satisfaction", scored.customer_satisfaction),
    ];
    let mut all = Vec::new();
    for (key, score) in given {
        let field = AuditScored::FIELDS.iter().find(|field| field.key == key);
        if let Some(field) = field.filter(|_| i64::from(score.get()) < pass) {
            all.push(format!("{} {}", field.label.to(app.lang), score.get()));
        }
    }
    Ok(all.join(match app.lang {
        Lang::En => ", ",
        Lang::Zh => "、",
    }))
}

/// What is to be done about it; nothing where all passed and nothing was advised.
fn measure(
    app: &mut App<'_>,
    kept: &Kept<Audit>,
    scored: &AuditScored,
    (by, low): (i64, &str),
) -> Result<Option<Action>, Failure> {
    if low.is_empty() && scored.advice.is_none() {
        return Ok(None);
    }
    let ticket = kept.record.ticket;
    let handled = handler(app, ticket.id())?;
    let playbook = app.policy.get()?;
    let usual = || Deadline(playbook.calendar.due(scored.at, &playbook.audit.within));
    let (number, lang) = (&kept.number, app.lang);
    let what = match (&scored.advice, lang) {
        (Some(advice), Lang::En) => format!("{number}: {}", advice.0),
        (Some(advice), Lang::Zh) => format!("{number}：{}", advice.0),
        (None, Lang::En) => format!("{number} failed ({low}): put it right"),
        (None, Lang::Zh) => format!("{number} 不合格（{low}）：整改"),
    };
    Ok(Some(Action {
        customer: kept.record.customer,
        what,
        due: scored.due.unwrap_or_else(usual),
        owner: scored.lead.or(handled.map(Ref::new)).or(Some(Ref::new(by))),
        followup: None,
        ticket: Some(ticket),
    }))
}

/// An action that was opened.
struct Opened {
    number: String,
    who: Option<String>,
    due: Moment,
}

fn write(
    app: &mut App<'_>,
    kept: &Kept<Audit>,
    scored: &AuditScored,
    by: i64,
    action: Option<Action>,
) -> Result<Option<Opened>, Failure> {
    let me = app.me()?;
    let now = app.now;
    let who = match action.as_ref().and_then(|action| action.owner) {
        Some(owner) => {
            let staff: Kept<Staff> = app.store.read()?.get(owner.id())?;
            Some(staff.record.name.0)
        }
        None => None,
    };
    let playbook = app.policy.get()?;
    let zone = playbook.calendar.zone();
    let nothing = BTreeSet::new();
    let writing = app
        .store
        .write()?
        .begin("audit score", Kind::Work, Some(me), now)?;
    let mut record = Audit {
        solution_soundness: Some(scored.solution_soundness),
        script_compliance: Some(scored.script_compliance),
        customer_satisfaction: Some(scored.customer_satisfaction),
        finding: scored.finding.clone(),
        advice: scored.advice.clone(),
        at: Some(scored.at),
        by: Some(Ref::new(by)),
        notes: scored.notes.clone().or_else(|| kept.record.notes.clone()),
        action: None,
        ..kept.record.clone()
    };
    let mut opened = None;
    if let Some(action) = action {
        let due = action.due.0;
        let place = Place {
            number: number_of(playbook, Noun::Action, due.day(zone)),
            extra: Vec::new(),
            since: scored.at,
            to_confirm: &nothing,
        };
        let (id, number) = writing.insert(&action, &place)?;
        record.action = Some(Ref::new(id));
        opened = Some(Opened { number, who, due });
    }
    writing.update(kept, &record, scored.at)?;
    writing.commit(&kept.number, &say!("scored a ticket", "工单质检评分"))?;
    Ok(opened)
}

fn tell(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    kept: &Kept<Audit>,
    low: &str,
    opened: Option<Opened>,
) -> Result<(), Failure> {
    let ticket = app
        .store
        .read()?
        .candidate(Noun::Ticket, kept.record.ticket.id())?;
    let (number, ticket) = (
        &kept.number,
        ticket.map_or_else(String::new, |one| one.number),
    );
    let line = match low.is_empty() {
        true => say!(
            "scored {number} ({ticket}): passed",
            "{number}（{ticket}）已评分：合格"
        ),
        false => say!(
            "scored {number} ({ticket}): failed in {low}",
            "{number}（{ticket}）已评分：不合格，{low}"
        ),
    };
    out.line(&line)?;
    if let Some(Opened { number, who, due }) = opened {
        let due = due.shown(app.policy.get()?.calendar.zone());
        let who = who.unwrap_or_default();
        out.line(&say!(
            "to put right: {number}, {who}, until {due}",
            "整改事项 {number}：{who}，{due} 前"
        ))?;
    }
    let week = kept.record.week;
    let drawn = app.store.read()?.audits_of(week)?;
    let (n, code) = (drawn.len(), week.code());
    let mut left = drawn.iter().filter(|one| one.record.at.is_none());
    match left.next() {
        Some(next) => {
            let (next, scored) = (&next.number, n - left.count() - 1);
            out.note(&say!(
                "{code}: {scored} of {n} scored; next: kehu audit score {next}",
                "{code}：已评分 {scored}/{n}；下一项：kehu audit score {next}"
            ));
        }
        None => out.note(&say!(
            "{code}: all {n} are scored; the report: kehu report audit --week {code}",
            "{code}：{n} 张均已评分；报告：kehu report audit --week {code}"
        )),
    }
    Ok(())
}
