//! `kb`: the knowledge base (F44, F49): solved cases, phrases and procedures, made from
//! tickets or by hand, searched by words and shown while a ticket is opened.

mod digest;
mod from;
mod search;
mod shipped;
mod using;

use clap::Arg;

use super::{Call, Noun, Verb, What, none, one};
use crate::app::{App, Filling};
use crate::flags;
use crate::form::{Draft, Form as _};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::Article;
use crate::records::filters::ArticleFilter;
use crate::say;
use crate::store::{List, articles_where};
use crate::value::{Noun as Record, Ref};
use crate::verbs::{self, Making, make};
use crate::view::Column;
use crate::words::{Lang, Text, t};

pub use search::similar;

pub const KB: Noun = Noun {
    name: "kb",
    about: t(
        "The knowledge base: cases, phrases, procedures (F44, F49)",
        "知识库：案例、话术与操作指南（F44、F49）",
    ),
    what: What::Verbs(&[
        Verb::new("add", t("Add an article", "新增知识条目"), add_args, add).writing(),
        Verb::new(
            "from",
            t(
                "Make an article from a closed ticket",
                "由已关闭的工单生成条目",
            ),
            from::args,
            from::run,
        )
        .writing(),
        Verb::new("list", t("List articles", "知识条目列表"), list_args, list),
        Verb::new(
            "search",
            t(
                "Search by words or pinyin, the best first",
                "按词语或拼音检索，最相关的在前",
            ),
            search::args,
            search::run,
        ),
        Verb::new("show", t("Show an article", "查看条目"), which, show),
        Verb::new(
            "edit",
            t("Change an article", "修改条目"),
            edit_args,
            one::edit::<Article>,
        )
        .writing(),
        Verb::new(
            "use",
            t("Note that an article helped", "记录条目被引用"),
            using::args,
            using::run,
        )
        .writing(),
        Verb::new(
            "digest",
            t(
                "A month's frequent problems, new articles and those that helped",
                "月度汇总：高频问题、新增条目与引用情况",
            ),
            digest::args,
            digest::run,
        ),
        Verb::new(
            "load",
            t(
                "Take in the handbooks' phrases and procedures",
                "载入手册中的话术与操作指南",
            ),
            none,
            shipped::run,
        )
        .writing(),
        Verb::new(
            "remove",
            t("Hide an article", "移除条目（隐藏）"),
            which,
            one::remove::<Article>,
        )
        .writing(),
    ]),
};

const WHICH: Text = t(
    "Its number, title or a part of it",
    "编号、标题或其中一部分",
);

fn which(lang: Lang) -> Vec<Arg> {
    one::one(Record::Article, WHICH, lang)
}

fn edit_args(lang: Lang) -> Vec<Arg> {
    one::edit_args::<Article>(WHICH, lang)
}

fn add_args(lang: Lang) -> Vec<Arg> {
    flags::form(Article::FIELDS, &["name"], lang)
}

fn add(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let draft = call.draft(Article::FIELDS)?;
    record(app, call, out, draft, "kb add")
}

/// Asks for what is missing and stores the article.
fn record(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    mut draft: Draft,
    verb: &'static str,
) -> Result<Exit, Failure> {
    let me = app.me()?;
    draft.set_default("at", "now");
    let filled = app.fill::<Article>(
        draft,
        Filling {
            command: verb,
            all: call.has("form"),
            ask: true,
            ..Filling::default()
        },
    )?;
    let mut record = filled.record;
    record.author.get_or_insert(Ref::new(me));
    let making = Making {
        verb,
        record: &record,
        at: record.at,
        extra: Vec::new(),
        to_confirm: &filled.to_confirm,
        summary: say!("added an article", "新增知识条目"),
    };
    let (_, number) = make(app, making, |_, _| Ok(()))?;
    let name = &record.name.0;
    out.made(
        Record::Article,
        &number,
        &say!("added {number}: {name}", "已新增 {number}：{name}"),
    )?;
    Ok(Exit::Done)
}

fn list_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(ArticleFilter::FIELDS, &[], lang);
    args.push(super::customer::limit(lang));
    args
}

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let filter: ArticleFilter = call.filter(app)?;
    let filter = articles_where(&filter);
    let limit = super::customer::limit_of(call)?;
    let title = t("Knowledge base", "知识库");
    verbs::list(app, out, title, &List::articles(), &filter, limit)?;
    Ok(Exit::Done)
}

fn show(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = one::named(app, call, Record::Article)?;
    let used = app.store.read()?.uses_of(id)?;
    let more = vec![(
        Column::new("used", t("Used", "引用次数")),
        crate::value::Cell::Whole(used),
    )];
    verbs::sheet::<Article>(app, out, id, more)?;
    Ok(Exit::Done)
}
