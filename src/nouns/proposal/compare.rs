//! `deal compare`: versions and alternatives of a proposal side by side: prices,
//! what they bring, and the blocks that differ.

use std::collections::BTreeSet;

use clap::Arg;

use super::which;
use crate::app::App;
use crate::form::Form as _;
use crate::nouns::{Call, switch};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::{Alternative, Proposal, Worth};
use crate::render::Format;
use crate::say;
use crate::store::{Kept, ProposalStanding};
use crate::value::{Cell, Tongue};
use crate::view::{Column, Rank, View};
use crate::words::{Lang, Text, keep, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    vec![
        which::arg(lang),
        switch(
            "all",
            t(
                "Every version; the last two unless given",
                "全部版本；默认为最近两版",
            ),
            lang,
        ),
    ]
}

/// What stands in one column.
struct Offer {
    proposal: Kept<Proposal>,
    standing: ProposalStanding,
    alternative: Alternative,
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let kept = which::seen(app, call)?;
    let store = app.store.read()?;
    let mut versions = store.versions_of(kept.record.deal.id())?;
    if !call.has("all") {
        let older = versions.len().saturating_sub(2);
        versions.drain(..older);
    }
    let mut offers = Vec::new();
    for proposal in versions {
        let standing = store.proposal_standing(proposal.id)?;
        for alternative in store.alternatives_of(proposal.id)? {
            offers.push(Offer {
                proposal: proposal.clone(),
                standing: standing.clone(),
                alternative: alternative.record,
            });
        }
    }
    let mut tongue = out.style.tongue;
    // A program tells rows by their codes, and reads the same in every language.
    let program = matches!(
        out.style.format,
        Format::Json | Format::Jsonl | Format::Csv | Format::Plain
    );
    if program {
        tongue.lang = Lang::En;
    }
    out.view(table(&offers, program, &tongue))?;
    Ok(Exit::Done)
}

/// A row for each thing that can be compared, a column for each offer.
fn table(offers: &[Offer], program: bool, tongue: &Tongue) -> View<'static> {
    let mut columns = vec![
        Column {
            extra: !program,
            ..Column::new("key", t("Code", "代码"))
        },
        Column::new("label", t("Compared", "对比项"))
            .ranked(Rank::Main)
            .wrapped(),
    ];
    let newest = offers.last().map(|offer| offer.proposal.record.version);
    columns.extend(offers.iter().map(|offer| {
        let (version, letter) = (offer.proposal.record.version, &offer.alternative.letter);
        // Short, so that several stand side by side in a narrow window.
        let title = offer.alternative.title.as_deref().unwrap_or("");
        let name = format!("v{version} {letter} {title}");
        let name = name.trim_end();
        let label = Text::kept(name, name);
        Column::new(
            keep(&format!("v{version}_{}", letter.to_lowercase())),
            label,
        )
        // Where there is no room for all, the current version stays.
        .ranked(match Some(version) == newest {
            true => Rank::Vital,
            false => Rank::Short,
        })
        .wrapped()
    }));
    let mut rows = Vec::new();
    let mut row = |key: &str, label: Cell, cells: Vec<Cell>| {
        if cells.iter().any(|cell| *cell != Cell::Empty) {
            let first = [Cell::Line(key.to_owned()), label];
            rows.push(first.into_iter().chain(cells).collect());
        }
    };
    let each = |cell: &dyn Fn(&Offer) -> Cell| offers.iter().map(cell).collect::<Vec<_>>();
    let submitted = each(&|offer| offer.standing.submitted.map_or(Cell::Empty, Cell::Moment));
    let label = Cell::Text(t("Submitted", "提交时间"));
    row("submitted_at", label, submitted);
    for what in items(offers) {
        let cells = each(&|offer| item(&offer.alternative, &what, tongue));
        row("line", Cell::Line(what.clone()), cells);
    }
    type Sum = fn(&Alternative) -> Cell;
    let sums: [(&str, Text, Sum); 3] = [
        ("list_total", t("At list prices", "标价合计"), |one| {
            Cell::Money(one.lines.list_total())
        }),
        ("discount", t("Discount", "折扣"), |one| {
            Cell::Percent(one.lines.share_off())
        }),
        ("total", t("Total", "合计"), |one| {
            Cell::Money(one.lines.total())
        }),
    ];
    for (key, label, sum) in sums {
        row(
            key,
            Cell::Text(label),
            each(&|offer| sum(&offer.alternative)),
        );
    }
    for (at, (key, label, _)) in Worth::default().all().into_iter().enumerate() {
        let cells = each(&|offer| {
            let worth = Worth::of(&offer.alternative);
            let figure = worth
                .all()
                .into_iter()
                .nth(at)
                .and_then(|(.., figure)| figure);
            figure.map_or(Cell::Empty, |figure| figure.cell.clone())
        });
        row(key, Cell::Text(label), cells);
    }
    differing(offers, row);
    let number = offers
        .last()
        .map_or("", |offer| offer.proposal.number.as_str());
    View::list(
        say!("Proposal {number} compared", "方案 {number} 对比"),
        columns,
        rows,
    )
}

/// The blocks that are not the same in every version.
fn differing(offers: &[Offer], mut row: impl FnMut(&str, Cell, Vec<Cell>)) {
    /// These say when and by whom, not what.
    const APART: &[&str] = &["deal", "customer", "version", "made", "owner", "notes"];
    let all: Vec<Vec<Cell>> = offers
        .iter()
        .map(|offer| offer.proposal.record.cells())
        .collect();
    for (at, field) in Proposal::FIELDS.iter().enumerate() {
        let cells: Vec<Cell> = all
            .iter()
            .filter_map(|cells| cells.get(at).cloned())
            .collect();
        let same = cells.windows(2).all(|two| two.first() == two.last());
        if !same && !APART.contains(&field.key) {
            row(field.key, Cell::Text(field.label), cells);
        }
    }
}

/// What is offered in any of them, in the order in which it comes up.
fn items(offers: &[Offer]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let lines = offers.iter().flat_map(|offer| &offer.alternative.lines.0);
    let names = lines.map(|line| line.what.clone());
    names.filter(|what| seen.insert(what.clone())).collect()
}

/// How much of it, and for how much: `60 台 = 296,400.00 (−5%)`.
fn item(one: &Alternative, what: &str, tongue: &Tongue) -> Cell {
    let said: Vec<String> = one
        .lines
        .0
        .iter()
        .filter(|line| line.what == what)
        .map(|line| {
            let (quantity, unit) = (line.quantity.shown(), line.unit.as_deref().unwrap_or(""));
            let sum = line
                .sum()
                .map_or(String::new(), |sum| format!(" = {}", sum.shown()));
            let off = match (line.off(), tongue.lang) {
                (off, _) if off.is_empty() => String::new(),
                (off, Lang::En) => format!(" (−{off})"),
                (off, Lang::Zh) => format!("（−{off}）"),
            };
            let gap = if unit.is_empty() { "" } else { " " };
            format!("{quantity}{gap}{unit}{sum}{off}")
        })
        .collect();
    match said.is_empty() {
        true => Cell::Empty,
        false => Cell::Line(said.join("; ")),
    }
}
