//! `ticket board`: open tickets by state, the most pressing first, with the time that is
//! left. Narrow enough for sixty columns; a program gets every state, an empty one too.

use std::collections::BTreeSet;

use clap::Arg;

use super::list::{Row, rows};
use super::watch::{self, Clock};
use crate::app::{App, LastList};
use crate::flags;
use crate::form::{Form as _, subset};
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::choices::TicketStatus;
use crate::records::filters::TicketFilter;
use crate::render::Format;
use crate::say;
use crate::store::{Names, tickets_where};
use crate::value::{Cell, ChoiceSet as _, Moment, Noun};
use crate::view::{Column, Rank, View};
use crate::words::{Lang, Say, t};

/// Whose and which tickets stand on the board.
const WHICH: &[&str] = &["customer", "assignee", "team", "priority", "type", "area"];

/// The state, which is the heading, and what a line of it says.
const KEYS: &[&str] = &["status", "number", "customer", "priority"];

/// How many of these stand before the clock's.
const BEFORE_CLOCK: usize = 2;

/// Below so many columns the clock's name would leave no room for what is left.
const NARROW: u16 = 72;

static FIELDS: std::sync::LazyLock<Vec<crate::field::Field>> =
    std::sync::LazyLock::new(|| subset(TicketFilter::FIELDS, WHICH));

pub(super) fn args(lang: Lang) -> Vec<Arg> {
    flags::args(&FIELDS, &["customer"], lang)
}

pub(super) fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let draft = call.draft(&FIELDS)?.part(TicketFilter::FIELDS, "");
    let filter: TicketFilter =
        app.reading(|reading, _| Ok(draft.finish(reading, &BTreeSet::new())?))?;
    let filter = tickets_where(&filter, true);
    let clocks = watch::clocks(app)?;
    let now = app.now;
    let codes = &app.policy.get()?.codes;
    let store = app.store.read()?;
    let mut names = Names::new(store, codes);
    let (columns, all) = rows(store, &mut names, KEYS, &filter, &clocks)?;
    let format = out.style.format;
    let for_people = is_for_people(format);
    let own = clock_columns(out);
    let mut columns: Vec<_> = columns.into_iter().skip(1).collect();
    columns.splice(BEFORE_CLOCK..BEFORE_CLOCK, own.iter().cloned());
    let (mut views, mut ids) = (Vec::new(), Vec::new());
    let open = TicketStatus::VARIANTS.iter();
    for status in open.filter(|one| !matches!(one, TicketStatus::Closed | TicketStatus::Merged)) {
        let stands = Cell::Choice(status.choice());
        let here = all.iter().filter(|row| row.cells.first() == Some(&stands));
        let here: Vec<&Row> = here.collect();
        if here.is_empty() && for_people {
            continue;
        }
        ids.extend(here.iter().map(|row| (Noun::Ticket, row.id)));
        let cells = here
            .iter()
            .map(|row| line(row, clocks.get(&row.id), &own, now, format));
        let title = titled(*status, here.len(), for_people);
        views.push(View::list(title, columns.clone(), cells.collect()).key(status.code()));
    }
    if views.is_empty() {
        out.note(&say!("no open ticket", "没有未关闭的工单"));
        return Ok(Exit::Done);
    }
    if let [only] = views.as_slice()
        && for_people
    {
        out.line(&only.title)?;
    }
    out.views(views, None)?;
    if out.terminal && out.style.format == Format::Table {
        LastList::save(&app.store, &ids)?;
    }
    Ok(Exit::Done)
}

/// The columns of the clock: a program has its due too, a narrow screen only what is left.
fn clock_columns(out: &Out<'_>) -> Vec<Column> {
    let style = &out.style;
    let narrow = style.fields.is_none() && style.width.is_some_and(|width| width < NARROW);
    let mut own = vec![Column::new("left", t("Left", "剩余")).ranked(Rank::Vital)];
    match is_for_people(style.format) {
        false => own.push(Column::new("due", t("Due", "期限"))),
        true if narrow => return own,
        true => {}
    }
    own.push(Column::new("rule", t("Clock", "时限")));
    own
}

const fn is_for_people(format: Format) -> bool {
    matches!(format, Format::Table | Format::Md)
}

/// The cells of a ticket without its state, which is the heading.
fn line(
    row: &Row,
    clock: Option<&Clock>,
    own: &[Column],
    now: Moment,
    format: Format,
) -> Vec<Cell> {
    let cell = |column: &Column| match (clock, column.key) {
        (None, _) => Cell::Empty,
        (Some(clock), "left") => clock.left(now),
        (Some(clock), "due") => clock.line.map_or(Cell::Empty, Cell::Moment),
        (Some(clock), _) => clock.named(format),
    };
    let mut all: Vec<_> = row.cells.iter().skip(1).cloned().collect();
    all.splice(BEFORE_CLOCK..BEFORE_CLOCK, own.iter().map(cell));
    all
}

fn titled(status: TicketStatus, n: usize, counted: bool) -> Say {
    let label = status.label();
    match counted {
        true => {
            let (en, zh) = (label.en, label.zh);
            say!("{en}: {n}", "{zh}：{n}")
        }
        false => Say::from(label),
    }
}
