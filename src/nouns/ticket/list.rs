//! `ticket list`: as SQLite has it, and by the clocks: `--overdue`, `--due 4h`.

use std::collections::HashMap;

use clap::Arg;

use super::watch::{self, Clock};
use crate::app::{App, LastList};
use crate::flags;
use crate::form::Form as _;
use crate::nouns::{Call, customer, option, switch};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::filters::TicketFilter;
use crate::render::Format;
use crate::say;
use crate::store::{Filter, List, Names, Shown, Store, tickets_where};
use crate::value::{Cell, Moment, Noun, Span};
use crate::verbs;
use crate::view::{Column, Rank, View};
use crate::words::{Lang, t};

pub(super) fn args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(TicketFilter::FIELDS, &["customer"], lang);
    args.push(switch("open", t("Only open ones", "仅未关闭"), lang));
    args.push(switch(
        "overdue",
        t(
            "Only those with a clock that is over, and who is to be told",
            "仅逾期工单，并列出应提醒的上级",
        ),
        lang,
    ));
    args.push(option(
        "due",
        t("SPAN", "时长"),
        t(
            "Only those with a clock that is over within 4h, 1wd …",
            "仅时限在 4h、1wd 等以内到期的工单（含逾期）",
        ),
        lang,
    ));
    args.push(switch(
        "ai-unreviewed",
        t(
            "Only those whose AI reply nobody has checked (R169)",
            "仅 AI 回复待人工复核的工单（R169）",
        ),
        lang,
    ));
    args.push(switch(
        "check",
        t(
            "Exit status 7 if there are any",
            "列表不为空时以退出码 7 结束",
        ),
        lang,
    ));
    args.push(customer::limit(lang));
    args
}

pub(super) fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let filter: TicketFilter = call.filter(app)?;
    let mut filter = tickets_where(&filter, call.has("open"));
    if call.has("ai-unreviewed") {
        filter.ai_unreviewed();
    }
    let limit = customer::limit_of(call)?;
    let within = call.text("due").map(span).transpose()?;
    if call.has("overdue") || within.is_some() {
        return by_clock(app, call, out, filter, within, limit);
    }
    let title = t("Tickets", "工单");
    let list = List::tickets();
    let n = match call.has("check") {
        true => app.store.read()?.count(&list, &filter)?,
        false => 0,
    };
    verbs::list(app, out, title, &list, &filter, limit)?;
    Ok(exit(call, n > 0))
}

fn exit(call: &Call<'_>, any: bool) -> Exit {
    match call.has("check") && any {
        true => Exit::Attention,
        false => Exit::Done,
    }
}

fn span(text: &str) -> Result<Span, Failure> {
    Span::read(text.trim()).ok_or_else(|| {
        Problem::usage(say!("“{text}” is no span", "“{text}”不是时长"))
            .about(t("Due", "到期"))
            .hint(say!(
                "such as 30min, 4h, 1d, 1wd",
                "例如 30min、4h、1d、1wd"
            ))
            .into()
    })
}

/// How many columns stand before the clock's: those of the clock say why the ticket is
/// listed, so the narrowest screen has them.
const BEFORE_CLOCK: usize = 2;

/// A row of a list by the clocks.
pub(super) struct Row {
    pub id: i64,
    pub cells: Vec<Cell>,
}

/// The rows that pass, with the cells of `keys`; those whose clock is most pressing first.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn rows(
    store: &Store,
    names: &mut Names<'_>,
    keys: &[&str],
    filter: &Filter,
    clocks: &HashMap<i64, Clock>,
) -> Result<(Vec<Column>, Vec<Row>), Failure> {
    let list = List::tickets();
    let shown: Vec<&Shown> = keys
        .iter()
        .filter_map(|key| list.columns.iter().find(|shown| shown.key == *key))
        .collect();
    let mut all = Vec::new();
    store.list(&list, &shown, filter, &[], None, &mut |id, cells| {
        let cells = names.all(cells)?;
        all.push(Row { id, cells });
        Ok(())
    })?;
    let rank = |row: &Row| {
        let rank = clocks.get(&row.id).map(Clock::rank);
        (rank.is_none(), rank)
    };
    all.sort_by_key(rank);
    let columns = shown
        .iter()
        .map(|shown| Column::new(shown.key, shown.label))
        .collect();
    Ok((columns, all))
}

fn by_clock(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    mut filter: Filter,
    within: Option<Span>,
    limit: Option<usize>,
) -> Result<Exit, Failure> {
    let now = app.now;
    let until = watch::until(app, within)?;
    let mut clocks = watch::clocks(app)?;
    let over = |clock: &Clock| match within {
        Some(_) => clock.line.is_some_and(|line| line <= until) && !clock.paused,
        None => clock.is_over(now),
    };
    clocks.retain(|_, clock| over(clock));
    filter.among(clocks.keys().copied());
    const KEYS: &[&str] = &["number", "customer", "priority", "status", "assignee"];
    let codes = &app.policy.get()?.codes;
    let store = app.store.read()?;
    let mut names = Names::new(store, codes);
    let (mut columns, mut all) = rows(store, &mut names, KEYS, &filter, &clocks)?;
    if let Some(limit) = limit {
        all.truncate(limit);
    }
    for row in &mut all {
        let cells = match clocks.get(&row.id) {
            Some(clock) => said(clock, now, &mut names, out.style.format)?,
            None => continue,
        };
        row.cells.splice(BEFORE_CLOCK..BEFORE_CLOCK, cells);
    }
    columns.splice(BEFORE_CLOCK..BEFORE_CLOCK, clock_columns());
    // Here it is the clock that a list is read for.
    for column in columns.iter_mut().filter(|one| one.key == "status") {
        column.rank = Some(Rank::Lesser);
    }
    let ids: Vec<_> = all.iter().map(|row| (Noun::Ticket, row.id)).collect();
    let any = !all.is_empty();
    let cells = all.into_iter().map(|row| row.cells).collect();
    let title = match within {
        Some(_) => t("Tickets due soon", "即将到期的工单"),
        None => t("Overdue tickets", "逾期工单"),
    };
    out.view(View::list(title, columns, cells))?;
    if out.terminal && out.style.format == Format::Table {
        LastList::save(&app.store, &ids)?;
    }
    Ok(exit(call, any))
}

fn clock_columns() -> Vec<Column> {
    vec![
        Column::new("left", t("Left", "剩余")).ranked(Rank::Vital),
        Column::new("tell", t("Tell", "提醒")).ranked(Rank::Vital),
        Column::new("rule", t("Clock", "时限")),
        Column::new("due", t("Due", "期限")),
        Column::new("agreed", t("Agreed anew", "重新约定")),
    ]
}

fn said(
    clock: &Clock,
    now: Moment,
    names: &mut Names<'_>,
    format: Format,
) -> Result<Vec<Cell>, Failure> {
    let mut tell = Vec::new();
    for who in &clock.tell {
        if let Cell::Line(name) = names.name(Cell::Ref(Noun::Staff, *who))? {
            tell.push(name);
        }
    }
    Ok(vec![
        clock.left(now),
        match tell.is_empty() {
            true => Cell::Empty,
            false => Cell::Tags(tell),
        },
        clock.named(format),
        clock.due.map_or(Cell::Empty, Cell::Moment),
        clock.agreed(),
    ])
}
