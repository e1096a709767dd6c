//! `duty done`: a duty recorded for the period that it settles.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use clap::Arg;

use super::{called, day_of, duties, people, period_arg};
use crate::app::{App, stopped};
use crate::ask::{Choosable, Empty, Question};
use crate::calendar::Calendar;
use crate::event::Attribute;
use crate::flags::Takes;
use crate::nouns::today::settling;
use crate::nouns::{Call, option, word};
use crate::out::{Out, number_of};
use crate::playbook::{Per, Rule, Selector, Test, Who};
use crate::problem::{Exit, Failure, Problem};
use crate::records::Duty;
use crate::rules::DutyTurn;
use crate::say;
use crate::store::{Kind, Only, Place};
use crate::value::{
    Bare, ChoiceSet as _, Day, Handle, Long, Moment, Noun as Record, Ref, Value as _,
};
use crate::words::{Lang, Text, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "rule",
            t("DUTY", "例行工作"),
            t(
                "Which, as kehu duty list names it",
                "哪一项，名称见 kehu duty list",
            ),
            lang,
        )
        .add(Takes::Duty)
        .index(1),
        option(
            "at",
            t("TIME", "时间"),
            t("When; now unless given", "完成时间，默认现在"),
            lang,
        )
        .allow_hyphen_values(true),
        option(
            "by",
            t("COLLEAGUE", "同事"),
            t("Who did it; you unless given", "完成人，默认为本人"),
            lang,
        )
        .add(Takes::record(Record::Staff)),
        option(
            "note",
            t("TEXT", "文字"),
            t("What came of it", "说明"),
            lang,
        ),
        period_arg(lang),
    ]
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let (id, per) = named(app, call.text("rule"))?;
    let by = match call.text("by") {
        Some(text) => app.resolve(Record::Staff, text)?,
        None => me,
    };
    let day = match call.text("period") {
        Some(text) => Some(day_of(text, per, app)?),
        None => None,
    };
    let (at, note) = said(app, call)?;
    loop {
        let stands = app.file()?.stands_at()?;
        let (turn, next) = turn(app, id, by, day)?;
        check(app, &turn, at)?;
        let record = Duty {
            rule: Handle(id.to_owned()),
            period: Day(turn.period),
            at,
            by: Ref::new(by),
            note: note.clone(),
        };
        // Goes round again only where somebody else has written meanwhile: it may
        // have been this duty.
        if let Some(number) = store(app, me, &record, &turn.name, stands)? {
            tell(out, &number, &turn, next)?;
            return Ok(Exit::Done);
        }
    }
}

/// Refuses a period that is still to come, and a time before it.
fn check(app: &App<'_>, turn: &Settled, at: Moment) -> Result<(), Failure> {
    let zone = app.policy.get()?.calendar.zone();
    if turn.period > app.now.day(zone) {
        let what = say!("that period has not begun", "该周期尚未开始");
        return Err(Problem::usage(what).about(t("--period", "--period")).into());
    }
    if at.day(zone) < turn.period {
        let first = turn.period;
        let what = say!(
            "the period begins on {first}, after that",
            "该周期自 {first} 起，晚于所填时间"
        );
        return Err(Problem::usage(what).about(t("--at", "--at")).into());
    }
    Ok(())
}

/// Writes it down, unless the file is no longer as it stood; its number.
fn store(
    app: &mut App<'_>,
    me: i64,
    record: &Duty,
    period: &str,
    stands: i64,
) -> Result<Option<String>, Failure> {
    let (now, playbook) = (app.now, app.policy.get()?);
    let place = Place {
        number: number_of(
            playbook,
            Record::Duty,
            record.at.day(playbook.calendar.zone()),
        ),
        extra: Vec::new(),
        since: record.at,
        to_confirm: &BTreeSet::new(),
    };
    let writing = app
        .store
        .write()?
        .begin("duty done", Kind::Work, Some(me), now)?;
    if !writing.follows(stands) {
        return Ok(None);
    }
    let (_, number) = writing.insert(record, &place)?;
    writing.commit(
        &record.rule.0,
        &say!("done for {period}", "完成（{period}）"),
    )?;
    Ok(Some(number))
}

fn tell(out: &mut Out<'_>, number: &str, turn: &Settled, next: Next) -> Result<(), Failure> {
    let (en, zh, period) = (turn.label.en, turn.label.zh, &turn.name);
    let (name, due) = next;
    out.made(
        Record::Duty,
        number,
        &say!(
            "{en}: done for {period}; next: {name}, by {due}",
            "{zh}：{period} 已完成；下一次：{name}，{due} 前"
        ),
    )
}

/// What the line says of when, and of what came of it.
fn said(app: &mut App<'_>, call: &Call<'_>) -> Result<(Moment, Option<Long>), Failure> {
    let (at, note) = app.reading(|reading, _| {
        let at = match call.text("at") {
            Some(text) => Moment::read(text, Bare::Opening, reading)
                .map_err(|fault| Problem::from_fault(text, fault).about(t("--at", "--at")))?,
            None => reading.now,
        };
        let note = call.text("note").map(|text| Long::parse(text, reading));
        let note = note.transpose().map_err(|fault| {
            let text = call.text("note").unwrap_or_default();
            Problem::from_fault(text, fault).about(t("--note", "--note"))
        })?;
        Ok((at, note))
    })?;
    if at > app.now {
        let shown = at.shown(app.policy.get()?.calendar.zone());
        let what = say!("{shown} is still to come", "{shown} 还没有到");
        return Err(Problem::usage(what).about(t("--at", "--at")).into());
    }
    Ok((at, note))
}

/// The duty that was named.
fn named(app: &mut App<'_>, text: Option<&str>) -> Result<(&'static str, Per), Failure> {
    let all = duties(app)?;
    let picked;
    let text = match text {
        Some(text) => text,
        None => {
            picked = pick(app, &all)?;
            &picked
        }
    };
    let playbook = app.policy.get()?;
    let rules = playbook.rules()?.iter();
    // What the list shows is called by its label.
    let labelled = |rule: &&Rule| rule.label.zh == text || rule.label.en.eq_ignore_ascii_case(text);
    let rule = match playbook.rule(text)? {
        Some(rule) => Some(rule),
        None => rules
            .filter(labelled)
            .find(|rule| all.iter().any(|(id, _)| *id == rule.id)),
    };
    let found = rule.and_then(|rule| all.iter().find(|(id, _)| *id == rule.id));
    match (rule, found) {
        (Some(rule), Some(found)) => by_form(rule).map_or(Ok(*found), |other| Err(other.into())),
        (Some(_), None) => Err(Problem::usage(say!(
            "“{text}” is a rule, but no periodic duty",
            "“{text}”是规则，但不是例行工作"
        ))
        .hint(say!(
            "see them with: kehu duty list --all",
            "查看：kehu duty list --all"
        ))
        .into()),
        (None, _) => {
            let ids: Vec<&str> = all.iter().map(|(id, _)| *id).collect();
            Err(playbook.no_such_duty(text, &ids).into())
        }
    }
}

/// Asks which duty was done.
fn pick(app: &mut App<'_>, all: &[(&'static str, Per)]) -> Result<String, Failure> {
    let lang = app.lang;
    let playbook = app.policy.get()?;
    let mut options = Vec::new();
    for (id, _) in all {
        let Some(rule) = playbook.rule(id)?.filter(|rule| by_form(rule).is_none()) else {
            continue;
        };
        options.push(Choosable {
            code: rule.id.to_owned(),
            label: rule.label.to(lang).to_owned(),
            note: rule.id.to_owned(),
            also: Vec::new(),
        });
    }
    let Some(ask) = &mut app.ask else {
        let ids: Vec<&str> = options.iter().map(|one| one.code.as_str()).collect();
        let (en, zh) = (ids.join(", "), ids.join("、"));
        return Err(Problem::usage(say!("no duty named", "没有指明例行工作"))
            .hint(say!("one of: {en}", "可用：{zh}"))
            .into());
    };
    let question = Question {
        label: t("Which duty was done", "完成了哪一项").to(lang),
        empty: Empty::Refused,
        ..Question::default()
    };
    let at = ask.pick(&question, &options, None).map_err(stopped)?;
    let picked = at.and_then(|at| options.get(at));
    Ok(picked.map_or(String::new(), |one| one.code.clone()))
}

/// What is said of a duty that is done by filling in a form, and in no other way.
fn by_form(rule: &Rule) -> Option<Problem> {
    let events = settling(rule);
    if events.iter().any(|one| one.event.name == "duty.done") {
        return None;
    }
    let (id, form) = (rule.id, events.iter().find_map(form_of)?);
    let what = say!(
        "{id} is done by filling in a form",
        "{id} 以填写表单的方式完成"
    );
    let command = say!("kehu form fill {form}", "kehu form fill {form}");
    Some(Problem::refused(what).hint(command))
}

/// The form that an event asks for.
fn form_of(selector: &Selector) -> Option<&str> {
    selector.conditions.iter().find_map(|one| match &one.is {
        Test::In(codes) if one.attribute == Attribute::Form => codes.first().map(String::as_str),
        _ => None,
    })
}

/// The period that is settled.
struct Settled {
    label: Text,
    /// Its first day, and what it is called.
    period: NaiveDate,
    name: String,
}

/// The period and due that come after it.
type Next = (String, NaiveDate);

/// The period that is settled for a colleague, and what is next.
fn turn(
    app: &mut App<'_>,
    id: &str,
    by: i64,
    day: Option<NaiveDate>,
) -> Result<(Settled, Next), Failure> {
    let people = people(app)?;
    let zone = app.policy.get()?.calendar.zone();
    app.owing(&[], Only::All, |owing| {
        let engine = &owing.engine;
        let Some(rule) = owing.rules.iter().find(|rule| rule.id == id) else {
            return Err(owing.playbook.no_such_rule(id).into());
        };
        let found = match day {
            Some(day) => {
                let turns = engine.duty(rule, day)?;
                turns.into_iter().find(|turn| turn.holder == by)
            }
            None => engine.duty_now(rule, by)?,
        };
        let Some(turn) = found else {
            let holders = engine.duty(rule, engine.calendar.day_of(engine.now))?;
            let names = holders.iter().filter_map(|turn| people.get(&turn.holder));
            let names: Vec<&str> = names.map(String::as_str).collect();
            return Err(not_yours(rule, &names).into());
        };
        if turn.is_done() {
            return Err(done_already(&turn, zone).into());
        }
        let settled = Settled {
            label: rule.label,
            period: turn.period.first,
            name: called(&turn),
        };
        Ok((settled, next(&turn, engine.calendar)))
    })
}

/// What is next once it is done once more.
fn next(turn: &DutyTurn<'_>, calendar: &Calendar) -> Next {
    let done = turn.done.len() + 1;
    match u32::try_from(done).is_ok_and(|done| done < turn.times) {
        true => turn.nth(done + 1, calendar),
        false => turn.after(calendar),
    }
}

fn done_already(turn: &DutyTurn<'_>, zone: chrono_tz::Tz) -> Problem {
    let (id, name) = (turn.rule.id, called(turn));
    let at = turn.done.last().map_or(String::new(), |at| at.shown(zone));
    Problem::refused(say!(
        "{id} was done for {name} already, at {at}",
        "{id} 在 {name} 已于 {at} 完成"
    ))
    .hint(say!(
        "for another period: kehu duty done {id} --period PERIOD",
        "其他周期：kehu duty done {id} --period 周期"
    ))
}

/// Why somebody cannot have done it.
fn not_yours(rule: &Rule, holders: &[&str]) -> Problem {
    let id = rule.id;
    let role = match rule.who {
        Who::Role(role) => role.code(),
        _ => "supervisor",
    };
    let (en, zh) = (holders.join(", "), holders.join("、"));
    match holders {
        [] => Problem::refused(say!(
            "nobody holds the role of {id}, so it is owed by nobody",
            "{id} 无人担任，因此不作要求"
        ))
        .hint(say!(
            "give it to somebody: kehu staff edit NAME --role {role}",
            "指定担任者：kehu staff edit 姓名 --role {role}"
        )),
        [first, ..] => Problem::refused(say!("{id} is the duty of {en}", "{id} 由 {zh} 负责"))
            .hint(say!(
                "say who did it: --by {first}",
                "请写明完成人：--by {first}"
            )),
    }
}
