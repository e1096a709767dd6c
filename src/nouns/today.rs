//! `today`: what is overdue, due and coming, and what settles it. `do` carries a
//! line out, `snooze` puts one off.

mod blocks;
mod carry;
mod explain;
mod gather;
mod idle;
mod laid;
mod lines;
mod next;
mod putoff;
mod ranking;
mod rows;
mod settle;
mod tell;

use clap::Arg;

use super::{Call, Noun, Verb, What, option, switch};
use crate::app::{App, LastList, Task};
use crate::flags::Takes;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::render::Format;
use crate::say;
use crate::value::Noun as Record;
use crate::words::{Lang, t};

pub use self::explain::owed_of_ticket;
pub use self::gather::{Shown, Wanted, day as gathered};
pub use self::lines::{Line, late};
pub(in crate::nouns) use self::settle::settling;
pub use self::tell::command as typed;

pub const TODAY: Noun = Noun {
    name: "today",
    about: t(
        "What is overdue, due and coming; kehu alone shows it too",
        "今天要做什么：逾期、今日到期、即将到期；单独输入 kehu 亦可",
    ),
    what: What::Leaf(
        Verb::new(
            "today",
            t("What is due today, and why", "今天要做什么，以及为什么"),
            args,
            run,
        )
        .reading_all(),
    ),
};

pub const DO: Noun = Noun {
    name: "do",
    about: t("Carry out a line of today", "办理今日清单中的一项"),
    what: What::Leaf(
        Verb::new(
            "do",
            t(
                "Carry out line N of the last today or list",
                "办理最近一次今日清单或列表中的第 N 项",
            ),
            carry::args,
            carry::run,
        )
        .writing(),
    ),
};

pub const SNOOZE: Noun = Noun {
    name: "snooze",
    about: t("Put a line of today off to a day", "把今日清单中的一项推后"),
    what: What::Leaf(
        Verb::new(
            "snooze",
            t(
                "Put a line off to a day; its due stays",
                "把一项推后到某天；期限不变",
            ),
            putoff::args,
            putoff::run,
        )
        .writing(),
    ),
};

fn args(lang: Lang) -> Vec<Arg> {
    vec![
        option(
            "days",
            t("N", "天数"),
            t("Look so many days ahead", "连同今后几天"),
            lang,
        ),
        switch(
            "all",
            t("Every line of every customer", "列出全部客户的全部事项"),
            lang,
        ),
        option(
            "owner",
            t("COLLEAGUE", "同事"),
            t("Somebody else's day", "查看某位同事的"),
            lang,
        )
        .add(Takes::record(Record::Staff)),
        switch(
            "team",
            t("Everyone whom I supervise", "我主管的所有人"),
            lang,
        ),
        option(
            "rule",
            t("RULE", "规则"),
            t("Only what this rule asks", "仅列某条规则的"),
            lang,
        ),
        switch(
            "check",
            t("Exit 7 if anything is overdue", "有逾期时退出码为 7"),
            lang,
        ),
        option(
            "explain",
            t("N", "行号"),
            t("Why line N is due, span by span", "逐段说明第 N 项为何到期"),
            lang,
        ),
    ]
}

fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let wanted = wanted(app, call)?;
    let people =
        matches!(out.style.format, Format::Table | Format::Md) && out.style.fields.is_none();
    let explained = call.text("explain");
    let shown = match (people || explained.is_some()) && !wanted.all {
        true => Shown::First(app.policy.get()?.today.lines),
        false => Shown::All,
    };
    let day = gather::day(app, &wanted, shown)?;
    if let Some(text) = explained {
        let line = line_of(&day, text)?;
        explain::line(app, out, line)?;
        return Ok(Exit::Done);
    }
    if people {
        if !out.quiet {
            blocks::write(app, out, &day)?;
        }
        if out.terminal && out.style.format == Format::Table {
            LastList::save_tasks(&app.store, &tasks(&day))?;
        }
    } else {
        rows::write(out, &day)?;
    }
    let overdue = day.counts.overdue > 0;
    Ok(match call.has("check") && overdue {
        true => Exit::Attention,
        false => Exit::Done,
    })
}

/// The lines that have a number, as `do` finds them again.
fn tasks(day: &gather::Day) -> Vec<Task> {
    let mut numbered: Vec<&lines::Line> = day.lines.iter().collect();
    numbered.sort_by_key(|line| line.number);
    numbered
        .into_iter()
        .map(|line| Task {
            rule: line.rule.to_owned(),
            noun: line.noun.table().to_owned(),
            record: line.record,
            since: line.since.stored(),
            run: line.run.clone(),
        })
        .collect()
}

fn line_of<'d>(day: &'d gather::Day, text: &str) -> Result<&'d lines::Line, Failure> {
    let n: usize = number(text)?;
    let found = day.lines.iter().find(|line| line.number == Some(n));
    found.ok_or_else(|| no_line(n, day.lines.len()).into())
}

/// A line's number.
fn number(text: &str) -> Result<usize, Failure> {
    match text.trim().trim_start_matches('@').parse() {
        Ok(n) if n > 0 => Ok(n),
        _ => Err(
            Problem::usage(say!("“{text}” is no line number", "“{text}”不是行号"))
                .hint(say!(
                    "the numbers stand before the lines of: kehu today",
                    "行号见 kehu today 各项之前"
                ))
                .into(),
        ),
    }
}

fn no_line(n: usize, lines: usize) -> Problem {
    let (what, hint) = match lines {
        0 => (
            say!(
                "no list was shown on this terminal, so there is no line {n}",
                "本终端尚未显示过清单，没有第 {n} 项"
            ),
            say!(
                "show one here: kehu today; one that went into a pipe or a file is not remembered, there its commands stand in full: kehu today -o json",
                "请先在本终端查看：kehu today；写入管道或文件的清单不保留行号，其完整命令见 kehu today -o json"
            ),
        ),
        _ => (
            say!(
                "there is no line {n}; the last today has {lines}",
                "没有第 {n} 项；最近一次今日清单共 {lines} 项"
            ),
            say!("show them: kehu today", "查看清单：kehu today"),
        ),
    };
    Problem::new(Exit::NoSuchRecord, what).hint(hint)
}

fn wanted(app: &mut App<'_>, call: &Call<'_>) -> Result<Wanted, Failure> {
    let me = app.me()?;
    let days = match call.text("days") {
        None => 0,
        Some(text) => text.parse().ok().filter(|n| *n <= 366).ok_or_else(|| {
            Problem::usage(say!(
                "--days takes a number of days, 0 to 366, not “{text}”",
                "--days 应为天数（0–366），“{text}”不是"
            ))
        })?,
    };
    let who = match call.text("owner") {
        Some(text) => {
            let text = text.to_owned();
            app.resolve(Record::Staff, &text)?
        }
        None => me,
    };
    let rule = call.text("rule").map(str::to_owned);
    if let Some(id) = &rule {
        known_rule(app, id)?;
    }
    Ok(Wanted {
        who,
        days,
        team: call.has("team"),
        all: call.has("all"),
        rule,
        put_off: false,
    })
}

/// Refuses a rule that the playbook does not have.
fn known_rule(app: &App<'_>, id: &str) -> Result<(), Failure> {
    let playbook = app.policy.get()?;
    if playbook.rule(id)?.is_some() {
        return Ok(());
    }
    Err(Problem::usage(say!(
        "the playbook has no rule “{id}”",
        "规则手册中没有规则“{id}”"
    ))
    .hint(say!(
        "list them: kehu playbook show rules",
        "查看全部规则：kehu playbook show rules"
    ))
    .into())
}
