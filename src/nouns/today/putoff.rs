//! `snooze`: moves a line to a day, with a reason. It is counted, journalled and
//! undoable, and never changes the due.

use clap::Arg;

use super::gather::{self, Shown, Wanted};
use super::lines::Line;
use super::{no_line, number};
use crate::app::{App, LastList, Needed};
use crate::nouns::{Call, option, word};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::store::{Kind, PutOff};
use crate::value::{Bare, Candidate, Moment};
use crate::words::{Lang, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "line",
            t("N|RECORD", "行号|编号"),
            t(
                "Its number in the last today, or the record's own number",
                "最近一次今日清单中的行号，或记录编号",
            ),
            lang,
        )
        .index(1)
        .required(true),
        option(
            "to",
            t("DAY", "日期"),
            t("Shown again from that day on", "到该日再显示"),
            lang,
        )
        .alias("until"),
        option("why", t("REASON", "原因"), t("Why", "为何推后"), lang),
        option(
            "rule",
            t("RULE", "规则"),
            t(
                "Which of several things owed for that record",
                "同一记录有多项时指明规则",
            ),
            lang,
        ),
    ]
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let day = Needed {
        label: t("Shown again on", "推后到"),
        example: t("mon, +3d", "下周一、+3d"),
        missing: say!("no day given", "没有给出日期"),
        hint: say!("such as: --to mon", "例如：--to 下周一"),
    };
    let until = app.said(call.text("to"), day)?;
    let until = self::day(app, &until)?;
    let reason = Needed {
        label: t("Why", "原因"),
        example: t("at the fair until Friday", "客户周五前在外参展"),
        missing: say!("no reason given", "没有给出原因"),
        hint: say!(
            "such as: --why \"at the fair until Friday\"",
            "例如：--why \"客户周五前在外参展\""
        ),
    };
    let why = app.said(call.text("why"), reason)?;
    let wanted = Wanted {
        who: me,
        days: 366,
        team: false,
        all: true,
        rule: None,
        put_off: false,
    };
    let all = gather::day(app, &wanted, Shown::All)?;
    let line = found(app, call, &all.lines)?.clone();
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin("snooze", Kind::Work, Some(me), now)?;
    let what = PutOff {
        rule: line.rule,
        noun: line.noun,
        record: line.record,
        since: line.since,
    };
    writing.snooze(what, until, &why)?;
    let rule = line.rule;
    writing.commit(&line.of, &say!("put off: {rule}", "推后：{rule}"))?;
    let zone = app.policy.get()?.calendar.zone();
    let day = until.day(zone);
    let times = line.snoozed.as_ref().map_or(0, |snooze| snooze.times) + 1;
    let name = match line.face.name.is_empty() {
        true => String::new(),
        false => format!("{} ", line.face.name),
    };
    let (en, zh) = (line.label.en, line.label.zh);
    let (count_en, count_zh) = match times {
        1 => (String::new(), String::new()),
        n => (
            format!("; put off {n} times now"),
            format!("；已推后 {n} 次"),
        ),
    };
    out.line(&say!(
        "put off to {day}: {name}{en}{count_en}",
        "已推后到 {day}：{name}{zh}{count_zh}"
    ))?;
    if let Some(due) = line.due.filter(|due| *due < until) {
        let due = due.shown(zone);
        out.note(&say!("its due stays {due}", "期限不变，仍为 {due}"));
    }
    Ok(Exit::Done)
}

/// The day on which it is shown again.
fn day(app: &mut App<'_>, text: &str) -> Result<Moment, Failure> {
    let now = app.now;
    let text = text.to_owned();
    let at = app.reading(|reading, _| {
        Moment::read(&text, Bare::Ahead, reading).map_err(|fault| {
            Problem::from_fault(&text, fault)
                .about(t("--to", "--to"))
                .into()
        })
    })?;
    match at > now {
        true => Ok(at),
        false => Err(Problem::usage(say!(
            "--to takes a time to come, not “{text}”",
            "--to 应为将来的日期，“{text}”已过"
        ))
        .into()),
    }
}

/// The line that was named.
fn found<'l>(app: &App<'_>, call: &Call<'_>, all: &'l [Line]) -> Result<&'l Line, Failure> {
    let named = call.text("line").unwrap_or("").trim();
    let digits = named.trim_start_matches('@');
    let short = digits.len() < 4 && digits.chars().all(|c| c.is_ascii_digit());
    if short {
        let n = number(named)?;
        let tasks = LastList::tasks(&app.store);
        let task = tasks.get(n - 1).ok_or_else(|| no_line(n, tasks.len()))?;
        let same = all.iter().find(|line| {
            line.rule == task.rule
                && line.record == task.record
                && line.since.stored() == task.since
        });
        return same.ok_or_else(|| settled(named).into());
    }
    let rule = call.text("rule");
    let of = |line: &&Line| {
        line.of.eq_ignore_ascii_case(named)
            || line.face.number.eq_ignore_ascii_case(named)
            || line.face.name == named
    };
    let fitting: Vec<&Line> = all
        .iter()
        .filter(of)
        .filter(|line| rule.is_none_or(|rule| line.rule == rule))
        .collect();
    match fitting.as_slice() {
        [one] => Ok(one),
        [] => Err(settled(named).into()),
        several => Err(which(several).into()),
    }
}

fn settled(named: &str) -> Problem {
    Problem::new(
        Exit::NoSuchRecord,
        say!("nothing is open for “{named}”", "“{named}”没有未办结事项"),
    )
    .hint(say!("show what is: kehu today", "查看清单：kehu today"))
}

fn which(several: &[&Line]) -> Problem {
    let mut problem = Problem::new(
        Exit::Ambiguous,
        say!(
            "several things are open there; name one with --rule",
            "该记录有多项未办结，请用 --rule 指明"
        ),
    );
    problem.candidates = several
        .iter()
        .map(|line| Candidate {
            number: line.rule.to_owned(),
            name: format!("{} {}", line.face.name, line.of),
        })
        .collect();
    problem
}
