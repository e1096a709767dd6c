//! What was agreed in a contact: the next step (`--next`), and actions with
//! time, content and person (R091).

use crate::app::{App, stopped};
use crate::ask::{Empty, Question};
use crate::form::Draft;
use crate::problem::{Failure, Problem};
use crate::say;
use crate::value::{Bare, Deadline, Reading, split_when};
use crate::words::{Say, Text, t};

/// An action that was agreed.
#[derive(Clone, Debug)]
pub(super) struct Agreed {
    /// None where nobody said when: then it is due with the next contact.
    pub due: Option<Deadline>,
    pub what: String,
    /// A colleague who was named; else whoever logs it.
    pub owner: Option<i64>,
}

/// `--next "+3wd 确认报价"`: when, and what.
pub(super) fn next_step(
    app: &mut App<'_>,
    draft: &Draft,
) -> Result<Option<(Deadline, String)>, Failure> {
    let Some(text) = draft.get("next").map(str::to_owned) else {
        return Ok(None);
    };
    app.reading(|reading, _| {
        let about = |problem: Problem| problem.about(t("Next step", "下一步")).into();
        let (at, what) = step(&text, reading).map_err(about)?;
        match at.0 <= reading.now {
            true => Err(about(Problem::usage(say!(
                "“{text}” is past",
                "“{text}”已经过去"
            )))),
            false => Ok(Some((at, what))),
        }
    })
}

fn step(text: &str, reading: &Reading<'_>) -> Result<(Deadline, String), Problem> {
    match split_when(text, Bare::Closing, reading) {
        Some((at, rest)) => Ok((Deadline(at), rest.trim().to_owned())),
        None => Err(Problem::usage(say!(
            "“{text}” does not begin with a time",
            "“{text}”不是以时间开头"
        ))
        .hint(say!(
            "such as --next \"+3wd send the quote\" or --next \"fri 15:00 call\"",
            "例如 --next \"+3wd 确认报价\" 或 --next \"下周三 15:00 回电\""
        ))),
    }
}

/// `--action "3月8日前 王工 补充报价模块"`, any number of times.
pub(super) fn actions(app: &mut App<'_>, draft: &Draft) -> Result<Vec<Agreed>, Failure> {
    each(app, draft, "action", &NO_ACTION)
}

/// `--promise "+2w 三次免费培训"`, any number of times: what we promised.
pub(super) fn promises(app: &mut App<'_>, draft: &Draft) -> Result<Vec<Agreed>, Failure> {
    each(app, draft, "promise", &NO_PROMISE)
}

fn each(
    app: &mut App<'_>,
    draft: &Draft,
    key: &str,
    lacks: &Lacks,
) -> Result<Vec<Agreed>, Failure> {
    let lines = draft.get(key).unwrap_or("").to_owned();
    let lines = lines.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| action(app, line, lacks)).collect()
}

/// What is wrong with a line that says when and not what.
struct Lacks {
    about: Text,
    what: Text,
    hint: Text,
}

const NO_ACTION: Lacks = Lacks {
    about: t("Agreed action", "待办事项"),
    what: t("an action says what is to be done", "待办应写明内容"),
    hint: t(
        "such as --action \"+3wd send the quote\"",
        "例如 --action \"+3wd 补充报价\"",
    ),
};

const NO_PROMISE: Lacks = Lacks {
    about: t("Promise of ours", "我方承诺"),
    what: t("a promise says what was promised", "承诺应写明内容"),
    hint: t(
        "such as --promise \"+2w three trainings\"",
        "例如 --promise \"+2w 三次免费培训\"",
    ),
};

/// Reads one action: a time, if it begins with one; a colleague, if it names
/// one; and what is to be done.
fn action(app: &mut App<'_>, line: &str, lacks: &Lacks) -> Result<Agreed, Failure> {
    let (due, rest) = app.reading(|reading, _| {
        Ok(match split_when(line, Bare::Closing, reading) {
            Some((at, rest)) => (Some(Deadline(at)), rest.trim().to_owned()),
            None => (None, line.trim().to_owned()),
        })
    })?;
    let mut words: Vec<&str> = rest.split_whitespace().collect();
    let mut owner = None;
    for at in [0, words.len().saturating_sub(1)] {
        if words.len() > 1
            && owner.is_none()
            && let Some(name) = words.get(at).copied()
            && let Some(id) = app.file()?.staff_named(name)?
        {
            owner = Some(id);
            words.remove(at);
        }
    }
    let what = words.join(" ");
    if what.is_empty() {
        return Err(Problem::usage(Say::from(lacks.what))
            .about(lacks.about)
            .hint(Say::from(lacks.hint))
            .into());
    }
    Ok(Agreed { due, what, owner })
}

/// Asks for further actions, until an empty answer.
pub(super) fn ask_actions(app: &mut App<'_>, actions: &mut Vec<Agreed>) -> Result<(), Failure> {
    let lang = app.lang;
    loop {
        let Some(ask) = &mut app.ask else {
            return Ok(());
        };
        let label = t("Agreed action", "待办事项");
        let help = t("When, what, who", "时间、内容、负责人");
        let question = Question {
            label: label.to(lang),
            help: Some(help.to(lang)),
            example: "+3wd 补充报价",
            empty: Empty::Skips,
            ..Question::default()
        };
        let line = ask.line(&question, &|_| Ok(())).map_err(stopped)?;
        if line.trim().is_empty() {
            return Ok(());
        }
        match action(app, &line, &NO_ACTION) {
            Ok(agreed) => actions.push(agreed),
            Err(Failure::Problems(problems)) => {
                // Asked again, while it is still fresh.
                for problem in problems {
                    if let Some(ask) = &mut app.ask {
                        ask.tell(&problem.say(lang)).map_err(stopped)?;
                    }
                }
            }
            Err(other) => return Err(other),
        }
    }
}
