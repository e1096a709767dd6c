//! `do N`: runs the command that settles line N of the last `today`, or the
//! next step of row N of the last list.

use std::cell::RefCell;

use clap::Arg;

use super::{next, no_line, number, tell};
use crate::app::{App, LastList};
use crate::help;
use crate::nouns::{self, Call, word};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::words::{Lang, Say, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "line",
            t("N", "行号"),
            t("The number before the line", "该项前面的行号"),
            lang,
        )
        .index(1)
        .required(true),
        word(
            "more",
            t("MORE", "其余参数"),
            t(
                "Further words for that command, such as what was said",
                "传给该命令的其余内容，例如沟通内容",
            ),
            lang,
        )
        .index(2)
        .num_args(0..)
        .trailing_var_arg(true)
        .allow_hyphen_values(true),
    ]
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.me()?;
    let n = number(call.text("line").unwrap_or(""))?;
    let mut words = words(app, n)?;
    words.extend(call.texts("more").into_iter().map(str::to_owned));
    let shown = tell::command(&words);
    out.note(&Say::same(shown));
    let lang = app.lang;
    let args = std::iter::once("kehu".to_owned()).chain(words.iter().cloned());
    let matches = nouns::tree_within(app, &words)?
        .try_get_matches_from(args)
        .map_err(|error| help::said(error, lang, out.style.color))?;
    let Some((verb, own)) = nouns::chosen(&matches) else {
        return Err(Failure::Usage(String::new()));
    };
    let inner = Call {
        matches: own,
        yes: call.yes,
        dry_run: call.dry_run,
        stdin: RefCell::new(Box::new(std::io::empty())),
    };
    (verb.run)(app, &inner, out)
}

/// The command of a line.
fn words(app: &mut App<'_>, n: usize) -> Result<Vec<String>, Failure> {
    let tasks = LastList::tasks(&app.store);
    if !tasks.is_empty() {
        let task = tasks.get(n - 1).ok_or_else(|| no_line(n, tasks.len()))?;
        if task.run.is_empty() {
            return Err(nothing_to_run(n).into());
        }
        return Ok(task.run.clone());
    }
    let rows = LastList::rows(&app.store)?;
    let Some((noun, id)) = rows.get(n - 1) else {
        return Err(no_line(n, rows.len()).into());
    };
    next::step(app, *noun, *id)
}

fn nothing_to_run(n: usize) -> Problem {
    Problem::usage(say!(
        "line {n} is settled by no command",
        "第 {n} 项没有可办理的命令"
    ))
}
