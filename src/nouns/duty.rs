//! `duty`: periodic duties of roles, which the playbook's rules name: how each
//! stands in its period, and one more done.

mod done;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use clap::Arg;

use super::{Call, Noun, Verb, What, option, switch};
use crate::app::App;
use crate::out::Out;
use crate::playbook::{Pace, Per, Rule, Shape, Who};
use crate::problem::{Exit, Failure, Problem};
use crate::rules::{DutyTurn, Engine, Period, is_duty};
use crate::say;
use crate::store::Only;
use crate::value::{Cell, ChoiceSet as _, Day, Moment, Value as _};
use crate::view::{Column, Rank, View};
use crate::words::{Lang, Text, t};

pub const DUTY: Noun = Noun {
    name: "duty",
    about: t("Periodic duties of roles", "各岗位的例行工作"),
    what: What::Verbs(&[
        Verb::new(
            "list",
            t(
                "How each duty stands in its period",
                "各项例行工作的本期情况",
            ),
            list_args,
            list,
        ),
        Verb::new(
            "done",
            t("Record a duty as done", "登记例行工作已完成"),
            done::args,
            done::run,
        )
        .writing(),
    ]),
};

fn period_arg(lang: Lang) -> Arg {
    option(
        "period",
        t("PERIOD", "周期"),
        t(
            "2026-03, 2026Q1, 2026-W10, a day in it, or last",
            "2026-03、2026Q1、2026-W10、其中某一天，或上期",
        ),
        lang,
    )
}

fn list_args(lang: Lang) -> Vec<Arg> {
    vec![
        switch(
            "all",
            t("Those that nobody holds too", "连同无人担任的"),
            lang,
        ),
        period_arg(lang),
    ]
}

/// A day that lies in the period that a text names, of a duty that is done once
/// `per`. A period of another length will do only where it lies in one: which of
/// several is meant is not guessed.
fn day_of(text: &str, per: Per, app: &mut App<'_>) -> Result<NaiveDate, Failure> {
    let today = app.now.day(app.policy.get()?.calendar.zone());
    if let Some(named) = Period::named(text, per, today) {
        let period = Period::of(per, named.first);
        return match period.contains(named.last) {
            true => Ok(named.first),
            false => Err(another(text, per, &period.name(per)).into()),
        };
    }
    let read = app.reading(|reading, _| Ok(Day::parse(text, reading)))?;
    read.map(|day| day.0).map_err(|_| {
        Problem::usage(say!("“{text}” is no period", "“{text}”不是周期"))
            .about(t("--period", "--period"))
            .hint(say!(
                "such as 2026-03, 2026Q1, 2026-W10, last, or a day in it",
                "例如 2026-03、2026Q1、2026-W10、上期，或其中某一天"
            ))
            .into()
    })
}

/// What is said of a period that is longer than a duty's, or crosses two of them.
fn another(text: &str, per: Per, such: &str) -> Problem {
    let per = per.choice().label;
    let (en, zh) = (per.en, per.zh);
    let what = say!(
        "“{text}” is not one period of this duty (per {en})",
        "“{text}”不是该项工作的一个周期（按{zh}计）"
    );
    let hint = say!(
        "say which, such as {such}, or a day in it",
        "请写明哪一期，例如 {such}，或其中某一天"
    );
    Problem::usage(what)
        .about(t("--period", "--period"))
        .hint(hint)
}

/// A day in the period of each duty that a text names; what has periods of another
/// length is left out, and where everything has, that is said.
fn days_of(text: &str, app: &mut App<'_>) -> Result<BTreeMap<&'static str, NaiveDate>, Failure> {
    let mut days = BTreeMap::new();
    let mut refused = None;
    for (id, per) in duties(app)? {
        match day_of(text, per, app) {
            Ok(day) => {
                days.insert(id, day);
            }
            Err(failure) => refused = refused.or(Some(failure)),
        }
    }
    match refused {
        Some(failure) if days.is_empty() => Err(failure),
        _ => Ok(days),
    }
}

/// How a period is called.
fn called(turn: &DutyTurn<'_>) -> String {
    turn.period.name(turn.per)
}

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let all = call.has("all");
    let days = match call.text("period") {
        Some(text) => Some(days_of(text, app)?),
        None => None,
    };
    let lang = out.lang();
    let people = people(app)?;
    let (rows, hidden) = app.owing(&[], Only::All, |owing| {
        let engine = &owing.engine;
        let today = engine.calendar.day_of(engine.now);
        let (mut rows, mut hidden) = (Vec::new(), 0);
        for rule in owing.rules.iter().filter(|rule| is_duty(rule)) {
            let named = match &days {
                Some(days) => match days.get(rule.id) {
                    Some(day) => Some(*day),
                    None => continue,
                },
                None => None,
            };
            let turns = engine.duty(rule, named.unwrap_or(today))?;
            if turns.is_empty() && !all {
                hidden += 1;
            }
            if turns.is_empty() && all {
                rows.push(nobodys(rule, lang));
            }
            for turn in turns {
                let name = people.get(&turn.holder).cloned().unwrap_or_default();
                let listed = listed(turn, named.is_some(), engine)?;
                rows.extend(listed.iter().map(|one| row(one, name.clone(), engine)));
            }
        }
        Ok((rows, hidden))
    })?;
    out.view(View::list(t("Periodic duties", "例行工作"), columns(), rows).key("duties"))?;
    if hidden > 0 {
        out.note(&say!(
            "{hidden} more duties are held by nobody: kehu duty list --all; a role is given with: kehu staff edit NAME --role ROLE",
            "另有 {hidden} 项无人担任：kehu duty list --all；指定岗位：kehu staff edit 姓名 --role 岗位"
        ));
    }
    Ok(Exit::Done)
}

/// What stands in the list for one holder: the period that runs or is `named`, and
/// before it the one that `duty done` takes while its grace runs. Nobody owes a
/// period that began before the file did.
fn listed<'r>(
    turn: DutyTurn<'r>,
    named: bool,
    engine: &Engine<'_>,
) -> Result<Vec<DutyTurn<'r>>, Failure> {
    let before = match named {
        true => None,
        false => engine.duty_now(turn.rule, turn.holder)?,
    };
    let before = before.filter(|before| before.period != turn.period);
    let both = before.into_iter().chain([turn]);
    Ok(both
        .filter(|one| engine.owes(one) || !one.done.is_empty())
        .collect())
}

/// What colleagues are called.
fn people(app: &mut App<'_>) -> Result<BTreeMap<i64, String>, Failure> {
    let all = app.file()?.all_staff()?.into_iter();
    Ok(all.map(|one| (one.id, one.record.name.0)).collect())
}

/// The duties of the playbook, and in which period each is owed.
fn duties(app: &App<'_>) -> Result<Vec<(&'static str, Per)>, Failure> {
    let rules = app.policy.get()?.rules()?;
    let all = rules.iter().filter(|rule| is_duty(rule));
    Ok(all
        .filter_map(|rule| Some((rule.id, per_of(rule)?)))
        .collect())
}

const fn per_of(rule: &Rule) -> Option<Per> {
    match rule.shape {
        Shape::Rhythm {
            pace: Pace::AtLeast(_, per),
            ..
        } => Some(per),
        _ => None,
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("rule", t("Duty", "例行工作")),
        Column::new("label", t("What", "内容")),
        Column::new("who", t("Who", "责任人")),
        Column::new("period", t("Period", "周期")),
        Column::new("state", t("State", "状态")).ranked(Rank::Vital),
        Column::new("due", t("Due", "期限")).ranked(Rank::Vital),
        Column::new("done", t("Done", "完成时间")),
        Column::new("last", t("Last done", "上次完成")),
    ]
}

fn state(turn: &DutyTurn<'_>, engine: &Engine<'_>) -> Text {
    match (turn.is_done(), turn.due < engine.now) {
        (true, _) => t("done", "已完成"),
        (false, true) if engine.is_in_grace(turn) => t("in grace", "宽限期内"),
        (false, true) => t("overdue", "逾期"),
        (false, false) => t("open", "未完成"),
    }
}

fn row(turn: &DutyTurn<'_>, name: String, engine: &Engine<'_>) -> Vec<Cell> {
    let time = |at: Option<Moment>| at.map_or(Cell::Empty, Cell::Moment);
    vec![
        Cell::Line(turn.rule.id.to_owned()),
        Cell::Text(turn.rule.label),
        Cell::Line(name),
        Cell::Line(called(turn)),
        Cell::Text(state(turn, engine)),
        Cell::Day(Day(turn.due_day)),
        time(turn.done.last().copied()),
        time(turn.last),
    ]
}

fn nobodys(rule: &Rule, lang: Lang) -> Vec<Cell> {
    let role = match rule.who {
        Who::Role(role) => role.label(),
        _ => t("whoever supervises", "主管"),
    };
    let role = role.to(lang);
    let who = match lang {
        Lang::En => format!("nobody ({role})"),
        Lang::Zh => format!("无人担任（{role}）"),
    };
    let mut row = vec![
        Cell::Line(rule.id.to_owned()),
        Cell::Text(rule.label),
        Cell::Line(who),
    ];
    row.resize(columns().len(), Cell::Empty);
    row
}
