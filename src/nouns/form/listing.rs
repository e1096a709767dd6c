//! `form list`: everything that can be printed, the playbook's forms with how many
//! entries each has; or the entries of one.

use clap::Arg;

use super::{computed, entry};
use crate::app::App;
use crate::flags::{self, Takes};
use crate::form::Form as _;
use crate::nouns::{Call, customer, switch, word};
use crate::out::Out;
use crate::playbook::Layout;
use crate::problem::{Exit, Failure, Problem};
use crate::records::filters::EntryFilter;
use crate::say;
use crate::store::{EntryTally, List, OnlyEntries, entries_where};
use crate::value::{Cell, Value as _, YesNo};
use crate::verbs;
use crate::view::{Column, View};
use crate::words::{Lang, Text, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![
        word(
            "which",
            t("FORM", "表单"),
            t("Entries of this form", "列出这种表单的记录"),
            lang,
        )
        .add(Takes::Form)
        .index(1),
    ];
    args.extend(flags::args(EntryFilter::FIELDS, &[], lang));
    args.extend([
        switch("open", t("Only open ones", "仅未办结"), lang),
        switch(
            "overdue",
            t("Only open ones past their due", "仅逾期未办结"),
            lang,
        ),
        customer::limit(lang),
    ]);
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let Some(id) = call.text("which") else {
        return all(app, call, out);
    };
    let form = entry::named(app, id)?;
    let draft = call.draft(EntryFilter::FIELDS)?;
    let filter: EntryFilter =
        app.reading(|reading, _| Ok(draft.finish(reading, &std::collections::BTreeSet::new())?))?;
    let only = OnlyEntries {
        open: call.has("open"),
        overdue: call.has("overdue"),
    };
    let filter = entries_where(form.id, &filter, only, app.now);
    let limit = customer::limit_of(call)?;
    verbs::list(app, out, form.label, &List::entries(&form), &filter, limit)?;
    Ok(Exit::Done)
}

/// The forms of the playbook, and those that it no longer has but the file does.
fn all(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    narrows_nothing(call)?;
    let now = app.now;
    let tallies = app.file()?.entries_by_form(now)?;
    let forms = app.policy.get()?.forms()?;
    let tally = |id: &str| tallies.get(id).copied().unwrap_or_default();
    let mut rows: Vec<Vec<Cell>> = forms
        .iter()
        .map(|form| {
            let nothing = t("nothing on file", "不限");
            let about = form.about.map_or(nothing, |noun| noun.label());
            let what = [
                Cell::Text(form.label),
                Cell::Text(about),
                YesNo::from(form.open).cell(),
            ];
            row(form.id, what, tally(form.id), form.source)
        })
        .collect();
    let mut gone: Vec<&String> = tallies.keys().collect();
    gone.retain(|id| forms.iter().all(|form| form.id != id.as_str()));
    gone.sort();
    rows.extend(gone.into_iter().map(|id| {
        let label = Cell::Text(t("no longer in the playbook", "规则手册中已无此表单"));
        row(id, [label, Cell::Empty, Cell::Empty], tally(id), "")
    }));
    rows.extend(app.policy.get()?.layouts()?.iter().map(standard));
    rows.extend(computed::ALL.iter().map(|one| {
        let about = one
            .about
            .map_or(Cell::Empty, |noun| Cell::Text(noun.label()));
        beside(one.command, one.label, about, one.form)
    }));
    // As the handbooks number them; those of a team's own stand at the end.
    rows.sort_by_cached_key(|row| match row.last() {
        Some(Cell::Line(source)) if !source.is_empty() => {
            (0, source.split(' ').next().unwrap_or("").to_owned())
        }
        _ => (1, String::new()),
    });
    out.view(View::list(t("Forms", "表单"), columns(), rows).key("forms"))?;
    Ok(Exit::Done)
}

/// A standard form, which is filled in with a record.
fn standard(layout: &Layout) -> Vec<Cell> {
    let about = Cell::Text(layout.about.label());
    beside(layout.id, layout.label, about, layout.source)
}

/// What can be printed and has no entries.
fn beside(name: &str, label: Text, about: Cell, source: &str) -> Vec<Cell> {
    let mut row = vec![Cell::Line(name.to_owned()), Cell::Text(label), about];
    row.extend([const { Cell::Empty }; 4]);
    row.push(Cell::Line(source.to_owned()));
    row
}

/// Refuses what chooses entries where no form is named.
fn narrows_nothing(call: &Call<'_>) -> Result<(), Problem> {
    let narrowed = EntryFilter::FIELDS.iter().map(|field| field.key);
    let narrowed = narrowed.filter(|key| call.text(key).is_some());
    let switched = ["open", "overdue"].into_iter().filter(|key| call.has(key));
    let Some(flag) = narrowed.chain(switched).next() else {
        return Ok(());
    };
    Err(Problem::usage(say!(
        "--{flag} chooses entries, and no form is named",
        "--{flag} 用于筛选表单记录，但没有指明表单"
    ))
    .hint(say!(
        "kehu form list FORM --{flag} …",
        "kehu form list 表单 --{flag} …"
    )))
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("form", t("Form", "表单")),
        Column::new("label", t("Name", "名称")),
        Column::new("about", t("About", "对象")),
        Column::new("stays_open", t("Stays open", "需办结")).extra(),
        Column::new("entries", t("Entries", "份数")),
        Column::new("open", t("Open", "未办结")),
        Column::new("overdue", t("Overdue", "逾期")),
        Column::new("source", t("Handbook", "手册")),
    ]
}

/// A form with its name, what it is about, whether it stays open, and its entries.
fn row(id: &str, what: [Cell; 3], tally: EntryTally, source: &str) -> Vec<Cell> {
    let mut row = vec![Cell::Line(id.to_owned())];
    row.extend(what);
    row.extend([tally.all, tally.open, tally.overdue].map(Cell::Whole));
    row.push(Cell::Line(source.to_owned()));
    row
}
