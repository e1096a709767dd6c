//! `report aftersales` (RP-01): what tickets a term brought, how they were handled and
//! what follows. Every ticket is read once for the term and the one before; the clocks
//! are the rules'.

use std::collections::{BTreeSet, HashMap};

use clap::Arg;

use super::clocks;
use super::service::{self, Asked};
use crate::app::App;
use crate::calendar::Calendar;
use crate::event::About;
use crate::field::Field;
use crate::flags;
use crate::form::{Form as _, subset};
use crate::nouns::Call;
use crate::out::Out;
use crate::playbook::Rule;
use crate::problem::{Exit, Failure};
use crate::records::choices::Cause;
use crate::records::filters::TicketFilter;
use crate::report::{
    self, Aftersales, Clocked, Clocks, Counted, Length, Overdue, Repeat, Scores, Served,
};
use crate::say;
use crate::store::{Filter, Marked, Period, Store, TicketRow, TicketTurn, tickets_where};
use crate::value::{ChoiceSet as _, Moment, Ref};
use crate::words::Lang;

/// Which tickets alone, besides whose.
const WHICH: &[&str] = &["customer", "team", "type", "priority", "area"];

static FIELDS: std::sync::LazyLock<Vec<Field>> =
    std::sync::LazyLock::new(|| subset(TicketFilter::FIELDS, WHICH));

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = service::args(lang);
    args.extend(flags::args(&FIELDS, &[], lang));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let asked = Asked::read(app, call, Length::Month)?;
    let draft = call.draft(&FIELDS)?.part(TicketFilter::FIELDS, "");
    let mut filter: TicketFilter =
        app.reading(|reading, _| Ok(draft.finish(reading, &BTreeSet::new())?))?;
    filter.assignee = asked.owner.map(Ref::new);
    let only = WHICH.iter().filter_map(|key| {
        let texts = call.texts(key).join(",");
        (!texts.is_empty()).then(|| format!("--{key} {texts}"))
    });
    let only: Vec<String> = only.collect();
    let only = (!only.is_empty()).then(|| only.join(" "));
    let filter = tickets_where(&filter, false);
    let every = |_: &Rule| true;
    let ended = clocks::ended(app, About::Ticket, (asked.before.from, asked.until), every)?;
    let over = clocks::over(app, About::Ticket, asked.until)?;
    let playbook = app.policy.get()?;
    let store = app.store.read()?;
    let tickets = Tickets::read(store, &asked, &filter, &ended, over)?;
    let count = |period, until| tickets.served(period, until, &playbook.calendar);
    let this = count(&asked.period, asked.until);
    let report = Aftersales {
        before: count(&asked.before, asked.before.to),
        clocks: Clocks::of(&ended, |id| tickets.counted(id), &asked.period),
        clocks_before: Clocks::of(&ended, |id| tickets.counted(id), &asked.before),
        surveys: only.is_none().then(|| surveys(store, &asked)).transpose()?,
        over: tickets.overdue(store)?,
        repeats: repeats(store, &this)?,
        names: names(store)?,
        about: asked.about(&playbook.name, only),
        this,
    };
    service::write(call, out, asked.until, || report::aftersales(&report))?;
    let nothing = report.this.received + report.this.closed + report.this.open == 0;
    if nothing && !asked.named {
        out.note(&say!(
            "for the month that runs: kehu report aftersales --month this",
            "如需本月：kehu report aftersales --month 本月"
        ));
    }
    Ok(Exit::Done)
}

/// What was read of the tickets.
struct Tickets {
    rows: Vec<TicketRow>,
    turns: Vec<TicketTurn>,
    /// Those with a clock, by id.
    marked: HashMap<i64, Marked>,
    /// The clocks that were over at the end.
    over: Vec<Clocked>,
}

impl Tickets {
    fn read(
        store: &Store,
        asked: &Asked,
        filter: &Filter,
        ended: &[Clocked],
        over: Vec<Clocked>,
    ) -> Result<Self, Failure> {
        let rows = store.ticket_rows(asked.before.from, asked.period.to, filter)?;
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let turns = store.ticket_turns(&ids)?;
        let clocks = ended.iter().chain(&over).map(|one| one.record);
        let clocks: BTreeSet<i64> = clocks.collect();
        let clocks: Vec<i64> = clocks.into_iter().collect();
        let marked = store.tickets_marked(&clocks, filter)?.into_iter();
        let marked: HashMap<i64, Marked> = marked.map(|one| (one.id, one)).collect();
        // What came due in the two terms, and what is older and still open.
        let mut all = clocks::with_ended(over, ended);
        all.retain(|one| {
            let ticket = marked.get(&one.record);
            ticket.is_some_and(|ticket| report::is_over(one, ticket, asked.until))
        });
        Ok(Tickets {
            rows,
            turns,
            marked,
            over: all,
        })
    }

    fn served(&self, period: &Period, until: Moment, calendar: &Calendar) -> Served {
        report::served(&self.rows, &self.turns, period, until, calendar)
    }

    fn counted(&self, id: i64) -> Option<Counted> {
        self.marked.get(&id).and_then(Counted::of)
    }

    /// The list of what is overdue, the longest first.
    fn overdue(&self, store: &Store) -> Result<Vec<Overdue>, Failure> {
        let mut all = Vec::new();
        let of = |one: &Clocked| self.marked.get(&one.record);
        let customers: Vec<i64> = self
            .over
            .iter()
            .filter_map(of)
            .map(|one| one.customer)
            .collect();
        let faces = store.faces(&customers)?;
        for one in &self.over {
            let Some(ticket) = of(one) else { continue };
            let face = faces.get(&ticket.customer);
            all.push(Overdue {
                number: ticket.number.clone(),
                customer: face.map(|face| face.name.clone()).unwrap_or_default(),
                priority: ticket.priority,
                rule: one.rule,
                line: one.agreed.unwrap_or(one.due),
                assignee: ticket.assignee,
            });
        }
        all.sort_by(|one, other| (one.line, &one.number).cmp(&(other.line, &other.number)));
        Ok(all)
    }
}

/// Which customers came back, those that did so most first.
fn repeats(store: &Store, served: &Served) -> Result<Vec<Repeat>, Failure> {
    let customers: Vec<i64> = served
        .again_for
        .keys()
        .map(|(customer, _)| *customer)
        .collect();
    let faces = store.faces(&customers)?;
    let named = served.again_for.iter().map(|((customer, cause), tickets)| {
        let face = faces.get(customer);
        Repeat {
            number: face.map(|face| face.number.clone()).unwrap_or_default(),
            customer: face.map(|face| face.name.clone()).unwrap_or_default(),
            cause: cause.and_then(Cause::from_code),
            tickets: *tickets,
        }
    });
    let mut all: Vec<Repeat> = named.collect();
    all.sort_by(|one, other| (other.tickets, &one.number).cmp(&(one.tickets, &other.number)));
    Ok(all)
}

fn names(store: &Store) -> Result<Vec<(i64, String)>, Failure> {
    let staff = store.all_staff()?.into_iter();
    Ok(staff
        .map(|person| (person.id, person.record.name.0))
        .collect())
}

/// What the surveys of the two terms gave, all dimensions together.
fn surveys(store: &Store, asked: &Asked) -> Result<[Scores; 2], Failure> {
    let rows = store.survey_rows(asked.before.from, asked.period.to, asked.owner)?;
    let of = |period: &Period| report::heard(&rows, period).scores;
    Ok([of(&asked.period), of(&asked.before)])
}
