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
use crate::view::{Column, View};
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

/// The period that a text names, as one of its days.
fn day_of(text: &str, per: Per, app: &mut App<'_>) -> Result<NaiveDate, Failure> {
    let today = app.now.day(app.policy.get()?.calendar.zone());
    if let Some(day) = Period::named(text, per, today) {
        return Ok(day);
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

/// How a period is called.
fn called(turn: &DutyTurn<'_>) -> String {
    turn.period.name(turn.per)
}

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let all = call.has("all");
    let mut days: BTreeMap<&'static str, NaiveDate> = BTreeMap::new();
    if let Some(text) = call.text("period") {
        let duties: Vec<(&'static str, Per)> = duties(app)?;
        for (id, per) in duties {
            days.insert(id, day_of(text, per, app)?);
        }
    }
    let lang = out.lang();
    let mut people: BTreeMap<i64, String> = BTreeMap::new();
    for person in app.file()?.all_staff()? {
        people.insert(person.id, person.record.name.0);
    }
    let (rows, hidden) = app.owing(&[], Only::All, |owing| {
        let engine = &owing.engine;
        let today = engine.calendar.day_of(engine.now);
        let (mut rows, mut hidden) = (Vec::new(), 0);
        for rule in owing.rules.iter().filter(|rule| is_duty(rule)) {
            let named = days.get(rule.id).copied();
            let turns = engine.duty(rule, named.unwrap_or(today))?;
            if turns.is_empty() && !all {
                hidden += 1;
            }
            if turns.is_empty() && all {
                rows.push(nobodys(rule, lang));
            }
            for turn in turns {
                let name = people.get(&turn.holder).cloned().unwrap_or_default();
                // While its grace runs, `duty done` takes the period before.
                let before = match named {
                    Some(_) => None,
                    None => engine.duty_now(rule, turn.holder)?,
                };
                let before = before.filter(|before| before.period != turn.period);
                let listed = before.into_iter().chain([turn]);
                // Nobody owes a period that began before the file did.
                let listed = listed.filter(|one| engine.owes(one) || !one.done.is_empty());
                rows.extend(listed.map(|one| row(&one, name.clone(), engine)));
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
        Column::new("state", t("State", "状态")),
        Column::new("due", t("Due", "期限")),
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
