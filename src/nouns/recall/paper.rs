//! `recall print`: the list of affected customers to sign: what is called back, who has
//! it by which evidence, who was told when, what became of it.

use clap::Arg;

use super::which;
use crate::app::App;
use crate::document::paper::{BY_HAND, signatures};
use crate::nouns::delivery::paper::{copied, is_paper};
use crate::nouns::report::files::{self, Files};
use crate::nouns::{Call, one};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::Recall;
use crate::render::Format;
use crate::store::{List, of_recall};
use crate::value::{Cell, Noun};
use crate::verbs;
use crate::view::{Column, Rows, View};
use crate::words::{Lang, Text, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = which(lang);
    args.extend(files::args(lang));
    args
}

const TITLE: Text = t("Recall (F48)", "召回处理单（F48）");

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let files = Files::asked(call)?;
    out.style.paper = true;
    let id = one::newest(app, Noun::Recall, call.text("recall"))?;
    let (lang, own) = (out.style.tongue.lang, out.style.format);
    let mut all = Vec::new();
    for room in [true, false] {
        let mut views = vec![head(app, id)?, customers(app, id, room)?];
        if room {
            views.push(signatures(&[OWNER, SUPERVISOR], lang));
        }
        all.push(views);
    }
    let take = |format: Format| {
        let views = all.get(usize::from(!is_paper(format)));
        let views = views.into_iter().flatten().map(copied);
        views.map(move |view| match format {
            // One sheet, that can be printed as one.
            Format::Xlsx => on_a_page(view).within(TITLE),
            Format::Html | Format::Docx => on_a_page(view),
            _ => view,
        })
    };
    if files.is_empty() {
        out.views(take(own).collect(), None)?;
        return Ok(Exit::Done);
    }
    let written = files.render(&out.style, |format| (take(format).collect(), None))?;
    written.store(call.dry_run, out)?;
    Ok(Exit::Done)
}

/// Whoever signs is told by name: a page has no room for numbers.
fn on_a_page(mut view: View<'static>) -> View<'static> {
    if view.key == CUSTOMERS
        && let Rows::Held(rows) = &mut view.rows
    {
        view.columns.drain(..1.min(view.columns.len()));
        for row in rows {
            row.drain(..1.min(row.len()));
        }
    }
    view
}

/// What the list of those affected is called.
const CUSTOMERS: &str = "customers";

const OWNER: Text = t("Owner of the recall", "召回负责人");
const SUPERVISOR: Text = t("After-sales supervisor", "售后主管");

/// What is called back and why, as far as it is said.
fn head(app: &mut App<'_>, id: i64) -> Result<View<'static>, Failure> {
    let view = verbs::sheet_of::<Recall>(app, id, TITLE, Vec::new())?;
    let Rows::Held(rows) = view.rows else {
        return Ok(View::sheet(TITLE, Vec::new(), Vec::new()));
    };
    let row = rows.into_iter().next().unwrap_or_default();
    let said = view.columns.into_iter().zip(row);
    let said = said.filter(|(_, cell)| !matches!(cell, Cell::Empty));
    let (columns, row) = said.unzip();
    Ok(View::sheet(TITLE, columns, row).key("recall"))
}

fn customers(app: &mut App<'_>, id: i64, room: bool) -> Result<View<'static>, Failure> {
    const KEYS: [&str; 9] = [
        "number",
        "customer",
        "contact",
        "phone",
        "evidence",
        "goods",
        "quantity",
        "informed_at",
        "outcome",
    ];
    let (title, filter) = (t("Affected customers", "受影响客户"), of_recall(id));
    let mut list = List::affected();
    list.order_by_number();
    let mut view = verbs::held(app, title, &list, &KEYS, &filter, None)?;
    if let (true, Rows::Held(rows)) = (room, &mut view.rows) {
        let label = t("Customer's signature", "客户签字");
        view.columns.push(Column::new(BY_HAND, label));
        for row in rows {
            row.push(Cell::Empty);
        }
    }
    Ok(view.key(CUSTOMERS))
}
