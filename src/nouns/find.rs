//! `find`: one search over customers, contacts, follow-ups and tickets.

use clap::Arg;

use super::{Call, Noun, Verb, What, word};
use crate::app::{App, LastList};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::store::Hit;
use crate::value::{Cell, Noun as Record};
use crate::view::{Column, NUMBER, View};
use crate::words::{Lang, t};

pub const FIND: Noun = Noun {
    name: "find",
    about: t(
        "Search customers, contacts, follow-ups and tickets",
        "查找客户、联系人、跟进与工单",
    ),
    what: What::Leaf(Verb::new("find", t("Search everything", "查找"), args, run)),
};

/// How many hits are shown unless `--limit` says otherwise.
const LIMIT: usize = 50;

fn args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "words",
            t("WORDS", "词"),
            t(
                "Number, name, pinyin initials, phone's last digits, or words said",
                "编号、名称、拼音首字母、电话尾号，或沟通内容",
            ),
            lang,
        )
        .num_args(1..)
        .required(true),
        super::customer::limit(lang),
    ]
}

fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let words = call.texts("words").join(" ");
    let limit = super::customer::limit_of(call)?.unwrap_or(LIMIT);
    let mut hits = app.file()?.find(&words, limit)?;
    let entries = hits.iter_mut().filter(|hit| hit.noun == Record::Entry);
    for hit in entries {
        // An entry is told by what its form is called.
        if let Ok(form) = app.policy.get()?.form(&hit.text) {
            hit.text = form.label.to(app.lang).to_owned();
        }
    }
    let columns = vec![
        Column::new("kind", t("Kind", "类别")),
        NUMBER,
        Column::new("name", t("Name", "名称")),
        Column::new("customer", t("Customer", "所属客户")),
        Column::new("text", t("Where", "内容")),
    ];
    if out.terminal {
        let rows: Vec<_> = hits.iter().map(|hit| (hit.noun, hit.id)).collect();
        LastList::save(&app.store, &rows)?;
    }
    let rows = hits.into_iter().map(row).collect();
    out.view(View::list(t("Found", "查找结果"), columns, rows))?;
    Ok(Exit::Done)
}

fn row(hit: Hit) -> Vec<Cell> {
    let said = |text: String| match text.is_empty() {
        true => Cell::Empty,
        false => Cell::Line(text),
    };
    vec![
        Cell::Text(hit.noun.label()),
        Cell::Line(hit.number),
        said(hit.name),
        said(hit.customer),
        said(hit.text),
    ]
}
