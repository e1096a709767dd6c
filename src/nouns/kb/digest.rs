//! `kb digest`: what a month taught (R174, RP-09): the causes that came up most, the
//! articles that are new, and those that helped.

use clap::Arg;

use super::super::option;
use super::Call;
use crate::app::App;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::report::Month;
use crate::say;
use crate::store::{Frequent, Mentioned};
use crate::value::{Cell, Value as _, YesNo};
use crate::view::{Column, NUMBER, View};
use crate::words::{Lang, Text, t};

/// How many causes are told.
const CAUSES: usize = 10;

pub fn args(lang: Lang) -> Vec<Arg> {
    vec![option(
        "month",
        t("MONTH", "月份"),
        t(
            "2026-03, last or this; last unless given",
            "2026-03、上月或本月；默认为上月",
        ),
        lang,
    )]
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let zone = app.policy.get()?.calendar.zone();
    let month = Month::read(call.text("month"), app.now.day(zone))?;
    let Some(period) = month.period(zone) else {
        let what = say!("the month lies outside the calendar", "月份超出日历范围");
        return Err(Problem::usage(what).about(t("Month", "月份")).into());
    };
    let store = app.store.read()?;
    let causes = store.frequent_causes(&period, CAUSES)?;
    let (new, used) = (store.articles_of(&period)?, store.articles_used(&period)?);
    let views = vec![
        frequent(month, causes),
        mentioned(month, t("New articles", "新增条目"), new).key("new"),
        mentioned(month, t("Articles that helped", "引用的条目"), used).key("used"),
    ];
    out.views(views, None)?;
    Ok(Exit::Done)
}

fn frequent(month: Month, causes: Vec<Frequent>) -> View<'static> {
    let columns = vec![
        Column::new("cause", t("Cause", "原因")),
        Column::new("product", t("Product", "产品")),
        Column::new("tickets", t("Tickets", "工单数")),
        Column::new("kept", t("In the knowledge base", "已入知识库")),
    ];
    let row = |one: Frequent| {
        vec![
            one.cause.cell(),
            said(one.product),
            Cell::Whole(one.tickets),
            YesNo::from(one.kept).cell(),
        ]
    };
    let rows = causes.into_iter().map(row).collect();
    View::list(
        title(month, t("Frequent problems", "高频问题")),
        columns,
        rows,
    )
    .key("causes")
}

fn mentioned(month: Month, what: Text, articles: Vec<Mentioned>) -> View<'static> {
    let columns = vec![
        NUMBER,
        Column::new("name", t("Title", "标题")),
        Column::new("kind", t("Kind", "类别")),
        Column::new("product", t("Product", "产品")),
        Column::new("used", t("Used in the month", "当月引用")),
    ];
    let row = |one: Mentioned| {
        vec![
            Cell::Line(one.number),
            Cell::Line(one.name),
            one.kind.cell(),
            said(one.product),
            Cell::Whole(one.used),
        ]
    };
    View::list(
        title(month, what),
        columns,
        articles.into_iter().map(row).collect(),
    )
}

fn said(text: String) -> Cell {
    match text.is_empty() {
        true => Cell::Empty,
        false => Cell::Line(text),
    }
}

fn title(month: Month, what: Text) -> crate::words::Say {
    let (name, en, zh) = (month.name(), what.en, what.zh);
    let (month_en, month_zh) = (name.en, name.zh);
    say!("{en}, {month_en}", "{month_zh}{zh}")
}
