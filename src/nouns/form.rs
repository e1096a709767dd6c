//! `form`: the playbook's forms: which there are, and their entries, filled in,
//! changed, closed and printed. What is asked stands in the playbook alone.

mod close;
mod computed;
mod edit;
pub(super) mod entry;
mod fill;
mod listing;
mod print;
mod settles;
pub(super) mod show;

use clap::Arg;

use super::{Call, Noun, Verb, What, word};
use crate::app::App;
use crate::flags::Takes;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::value::Noun as Record;
use crate::verbs;
use crate::words::{Lang, t};

pub const FORM: Noun = Noun {
    name: "form",
    about: t(
        "The playbook's forms: fill in, list, close, print",
        "规则手册中的表单：填写、列表、办结、打印",
    ),
    what: What::Verbs(&[
        Verb::new(
            "list",
            t(
                "The forms there are, or the entries of one",
                "表单种类，或某种表单的记录",
            ),
            listing::args,
            listing::run,
        ),
        Verb::new(
            "show",
            t(
                "Show an entry, or what a form asks",
                "查看已填表单，或某种表单的栏目",
            ),
            show::args,
            show::run,
        ),
        Verb::new(
            "fill",
            t("Fill in a form", "填写表单"),
            fill::args,
            fill::run,
        )
        .writing()
        .growing(fill::more),
        Verb::new("edit", t("Change an entry", "修改已填表单"), one, edit::run)
            .writing()
            .growing(edit::more),
        Verb::new(
            "close",
            t("Close an entry that stayed open", "办结表单"),
            close::args,
            close::run,
        )
        .writing(),
        Verb::new(
            "print",
            t(
                "A form on paper, blank or filled in",
                "打印表单，空白或已填",
            ),
            print::args,
            print::run,
        ),
        Verb::new(
            "remove",
            t("Hide an entry", "移除已填表单（隐藏）"),
            one,
            remove,
        )
        .writing(),
    ]),
};

/// The one entry that a verb is about.
fn one(lang: Lang) -> Vec<Arg> {
    vec![entry_arg(lang)]
}

fn entry_arg(lang: Lang) -> Arg {
    word(
        "which",
        t("ENTRY", "表单"),
        t(
            "Its number, @3, or its customer where one alone is open",
            "编号、@3，或客户（仅一份未办结时）",
        ),
        lang,
    )
    .add(Takes::record(Record::Entry))
    .index(1)
}

fn remove(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let id = app.which(Record::Entry, call.text("which"))?;
    verbs::remove(app, call, out, Record::Entry, id)
}
