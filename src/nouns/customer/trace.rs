//! `customer trace`: the whole story of one customer in the order of time (R182),
//! from the first word to the last ticket, one event a line.

use std::collections::BTreeSet;
use std::collections::HashMap;

use clap::Arg;

use super::{named, one};
use crate::app::App;
use crate::field::Field;
use crate::flags;
use crate::form::Form as _;
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::Customer;
use crate::records::filters::TraceFilter;
use crate::render::Format;
use crate::say;
use crate::store::{Kept, Names, Said, Told};
use crate::value::{Cell, Choice, Tongue};
use crate::view::{Column, NUMBER, View};
use crate::words::{Lang, Text, t};

/// So many columns of a terminal hold every column of the story.
const ROOMY: u16 = 100;

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.extend(flags::args(TraceFilter::FIELDS, &[], lang));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    let TraceFilter { since, until } = days(app, call)?;
    let playbook = app.policy.get()?;
    let calendar = &playbook.calendar;
    let forms: HashMap<&str, Text> = match playbook.forms() {
        Ok(forms) => forms.iter().map(|form| (form.id, form.label)).collect(),
        // Broken forms have their codes; the story is told all the same.
        Err(_) => HashMap::new(),
    };
    let store = app.store.read()?;
    let kept: Kept<Customer> = store.get(id)?;
    let mut told = store.trace(id, &playbook.contact)?;
    told.retain(|one| {
        since.is_none_or(|day| one.at >= calendar.begin_of(day.0))
            && until.is_none_or(|day| one.at <= calendar.end_of(day.0))
    });
    let format = out.style.format;
    let people = format.is_read();
    let is_table = format == Format::Table && out.style.fields.is_none();
    let narrow = is_table && out.style.width.is_some_and(|width| width < ROOMY);
    let mut teller = Teller {
        names: Names::new(store, &playbook.codes),
        forms,
        tongue: out.style.tongue,
        // A person at a terminal asked for this very customer.
        reveal: out.style.reveal || out.terminal,
        people: people || format == Format::Xlsx,
        narrow,
    };
    let rows = told
        .into_iter()
        .map(|one| teller.row(one))
        .collect::<Result<_, _>>()?;
    let name = kept.record.name.0;
    let columns = vec![
        Column::new("at", t("When", "时间")),
        match narrow {
            true => Column::new("event", t("What happened", "事项")).extra(),
            false => Column::new("event", t("What happened", "事项")),
        },
        NUMBER,
        Column::new("what", t("What", "内容")),
        Column::new("who", t("Who", "何人")),
    ];
    let title = say!("The story of {name}", "客户全程记录：{name}");
    out.view(View::list(title, columns, rows))?;
    Ok(Exit::Done)
}

/// Which days are told.
fn days(app: &mut App<'_>, call: &Call<'_>) -> Result<TraceFilter, Failure> {
    let draft = call.draft(TraceFilter::FIELDS)?;
    let days: TraceFilter =
        app.reading(|reading, _| Ok(draft.finish(reading, &BTreeSet::new())?))?;
    match (days.since, days.until) {
        (Some(since), Some(until)) if since.0 > until.0 => Err(Problem::usage(say!(
            "it would end before it begins",
            "结束日期早于开始日期"
        ))
        .about(t("--until", "--until"))
        .into()),
        _ => Ok(days),
    }
}

/// Puts what is told into cells: labels for people, codes for programs.
struct Teller<'s> {
    names: Names<'s>,
    forms: HashMap<&'static str, Text>,
    tongue: Tongue,
    reveal: bool,
    people: bool,
    /// There is no room for a column that says what happened: each line begins so.
    narrow: bool,
}

impl Teller<'_> {
    fn row(&mut self, told: Told) -> Result<Vec<Cell>, Failure> {
        let event = Choice {
            code: told.event.name,
            label: told.event.label,
            aliases: &[],
        };
        let said = told
            .said
            .into_iter()
            .map(|said| self.said(said))
            .collect::<Result<Vec<_>, _>>()?;
        let mut what = said.join(" · ");
        if self.narrow {
            let label = told.event.label.to(self.tongue.lang);
            what = match what.is_empty() {
                true => label.to_owned(),
                false => format!("{label} · {what}"),
            };
        }
        let line = |text: String| match text.is_empty() {
            true => Cell::Empty,
            false => Cell::Line(text),
        };
        Ok(vec![
            Cell::Moment(told.at),
            Cell::Choice(event),
            line(told.number),
            line(what),
            told.who.map_or(Cell::Empty, Cell::Line),
        ])
    }

    fn said(&mut self, said: Said) -> Result<String, Failure> {
        Ok(match said {
            // A bare date or figure says nothing of what it is.
            Said::Is(
                field,
                cell @ (Cell::Moment(_) | Cell::Day(_) | Cell::Whole(_) | Cell::Money(_)),
            ) => {
                let text = self.text(cell, field.sensitive)?;
                format!("{} {text}", self.label(field))
            }
            Said::Is(field, cell) => self.text(cell, field.sensitive)?,
            Said::Turned(field, old, new) => {
                let label = self.label(field);
                let old = self.text(old, field.sensitive)?;
                let new = self.text(new, field.sensitive)?;
                match old.is_empty() {
                    true => format!("{label} → {new}"),
                    false => format!("{label} {old} → {new}"),
                }
            }
        })
    }

    fn label(&self, field: &Field) -> &'static str {
        match self.people {
            true => field.label.to(self.tongue.lang),
            false => field.key,
        }
    }

    fn text(&mut self, cell: Cell, sensitive: bool) -> Result<String, Failure> {
        let cell = match self.names.name(cell)? {
            cell if sensitive && !self.reveal => cell.masked(self.tongue.zone),
            Cell::Line(id) if self.people && self.forms.contains_key(id.as_str()) => self
                .forms
                .get(id.as_str())
                .map_or(Cell::Line(id), |label| Cell::Text(*label)),
            cell => cell,
        };
        let text = match self.people {
            true => cell.shown(&self.tongue),
            false => cell.code(self.tongue.zone),
        };
        // One event is one line.
        Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}
