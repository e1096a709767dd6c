//! `kb search`, and what is shown of the knowledge base while a ticket is opened.

use clap::Arg;

use super::super::word;
use super::Call;
use crate::app::{App, LastList};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::Ticket;
use crate::say;
use crate::store::Known;
use crate::value::{Cell, Noun, Value as _};
use crate::view::{Column, NUMBER, View};
use crate::words::{Lang, t};

/// How many articles a search shows unless `--limit` says otherwise.
const LIMIT: usize = 20;

/// How many articles are shown beside a new ticket.
const SIMILAR: usize = 3;

pub fn args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "words",
            t("WORDS", "词"),
            t(
                "Words of the title or the text, or pinyin; all must occur",
                "标题或内容中的词语，或拼音；须全部出现",
            ),
            lang,
        )
        .num_args(1..)
        .required(true),
        super::super::customer::limit(lang),
    ]
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let words = call.texts("words").join(" ");
    let limit = super::super::customer::limit_of(call)?.unwrap_or(LIMIT);
    let mut found = app.file()?.search_articles(&words)?;
    found.truncate(limit);
    if out.terminal {
        let rows: Vec<_> = found
            .iter()
            .map(|(_, known)| (Noun::Article, known.id))
            .collect();
        LastList::save(&app.store, &rows)?;
    }
    let columns = vec![
        NUMBER,
        Column::new("name", t("Title", "标题")),
        Column::new("kind", t("Kind", "类别")),
        Column::new("product", t("Product", "产品")),
        Column::new("used", t("Used", "引用次数")),
        Column::new("text", t("Text", "内容")),
    ];
    let rows = found.into_iter().map(|(_, known)| row(known)).collect();
    out.view(View::list(t("Found", "查找结果"), columns, rows))?;
    Ok(Exit::Done)
}

fn row(known: Known) -> Vec<Cell> {
    let said = |text: String| match text.is_empty() {
        true => Cell::Empty,
        false => Cell::Line(text),
    };
    vec![
        Cell::Line(known.number),
        Cell::Line(known.name),
        known.kind.cell(),
        said(known.product),
        Cell::Whole(known.used),
        said(known.text),
    ]
}

/// Tells of articles like the fault of a ticket that was just opened, if there are any.
///
/// # Errors
/// When the file cannot be read.
pub fn similar(app: &mut App<'_>, out: &mut Out<'_>, ticket: &Ticket) -> Result<(), Failure> {
    let like =
        app.store
            .read()?
            .like_fault(&ticket.symptom.0, ticket.product.as_deref(), SIMILAR)?;
    let Some(first) = like.first().map(|known| known.number.clone()) else {
        return Ok(());
    };
    out.line(&say!("the knowledge base has:", "知识库中的类似条目："))?;
    for known in &like {
        let (number, name) = (&known.number, &known.name);
        out.line(&say!("  {number}  {name}", "  {number}  {name}"))?;
    }
    out.line(&say!(
        "see one with: kehu kb show {first}",
        "查看请用：kehu kb show {first}"
    ))?;
    Ok(())
}
