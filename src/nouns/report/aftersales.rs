//! `report aftersales` (RP-01): what tickets a term brought, how they were handled and
//! what follows. Every ticket is read once for the term and the one before; the clocks
//! are the rules'.

use std::collections::{BTreeSet, HashMap};

use clap::Arg;

use super::service::{self, Asked, Reads, Span};
use super::{behind, clocks, files, whose};
use crate::app::App;
use crate::calendar::Calendar;
use crate::event::About;
use crate::field::Field;
use crate::flags;
use crate::form::{Form as _, subset};
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::choices::Cause;
use crate::records::filters::TicketFilter;
use crate::report::{
    self, Aftersales, Clocked, Clocks, Counted, Handled, Length, Overdue, Repeat, Served,
};
use crate::say;
use crate::store::{Filter, Marked, Period, Scores, Store, TicketRow, TicketTurn, tickets_where};
use crate::value::{ChoiceSet as _, Moment, Noun, Ref};
use crate::words::Lang;

/// Which tickets alone, besides whose.
const WHICH: &[&str] = &["customer", "team", "type", "priority", "area"];

static FIELDS: std::sync::LazyLock<Vec<Field>> =
    std::sync::LazyLock::new(|| subset(TicketFilter::FIELDS, WHICH));

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = service::terms(lang);
    args.push(whose::rep(lang));
    args.extend(flags::args(&FIELDS, &[], lang));
    args.extend(whose::of_customers(lang));
    args.extend(files::args(lang));
    args.push(behind::own_arg("by_cause.logistics", lang).conflicts_with("last"));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    // A ticket has a team of its own.
    let reads = Reads {
        other_teams: true,
        ..Reads::default()
    };
    let mut asked = Asked::read_with(app, call, Length::Month, reads)?;
    let draft = call.draft(&FIELDS)?.part(TicketFilter::FIELDS, "");
    let mut filter: TicketFilter =
        app.reading(|reading, _| Ok(draft.finish(reading, &BTreeSet::new())?))?;
    filter.assignee = asked.narrowed.owner.map(Ref::new);
    let only = WHICH.iter().filter_map(|key| {
        let texts = call.texts(key).join(",");
        (!texts.is_empty()).then(|| format!("--{key} {texts}"))
    });
    let only: Vec<String> = only.collect();
    // Surveys have a customer and an owner; of what kind of ticket, nobody asked.
    let with_surveys = only.is_empty();
    asked.narrowed.only.extend(only);
    let mut filter = tickets_where(&filter, false);
    filter.tickets_of(&asked.narrowed.whose);
    let over = match asked.is_series {
        true => Vec::new(),
        false => clocks::over(app, About::Ticket, asked.until)?,
    };
    let mut each = Vec::new();
    let mut newest = None;
    for stretch in asked.stretches() {
        let (tickets, handled) = stretched(app, stretch, &filter, &over, asked.until)?;
        each.extend(handled);
        newest.get_or_insert(tickets);
    }
    if asked.is_series {
        let playbook = app.policy.get()?;
        let about = asked.about(playbook);
        let each = asked.in_a_row(each);
        let (lines, graphs) = (report::aftersales::LINES, report::aftersales::GRAPHS);
        let title = report::aftersales::TITLE;
        service::write_series(
            call,
            out,
            asked.until,
            (title, &about),
            (lines, graphs, &each),
        )?;
        return Ok(Exit::Done);
    }
    let (this, before, year) = Asked::beside(each);
    let playbook = app.policy.get()?;
    let store = app.store.read()?;
    let standing = newest.as_ref().map_or_else(Vec::new, |tickets| {
        report::standing_tickets(&tickets.rows, &tickets.turns, &asked.period)
    });
    let report = Aftersales {
        surveys: with_surveys.then(|| surveys(store, &asked)).transpose()?,
        over: newest.map_or(Ok(Vec::new()), |tickets| tickets.overdue(store))?,
        repeats: repeats(store, &this.served)?,
        names: names(store)?,
        about: asked.about(playbook),
        this,
        before,
        year,
    };
    if let Some(line) = call.text("ids") {
        let views = report::aftersales(&report);
        let of = behind::Of::term("aftersales", &views, &asked);
        let about = (&of, Noun::Ticket, standing.as_slice());
        behind::show_standing(app, call, out, line, about)?;
        return Ok(Exit::Done);
    }
    service::write(call, out, asked.until, |_| report::aftersales(&report))?;
    let served = &report.this.served;
    let nothing = served.received + served.closed + served.open == 0;
    if nothing && !asked.named {
        out.note(&say!(
            "for the month that runs: kehu report aftersales --month this",
            "如需本月：kehu report aftersales --month 本月"
        ));
    }
    Ok(Exit::Done)
}

/// The tickets of terms that follow one another, and what each term comes to.
fn stretched(
    app: &mut App<'_>,
    stretch: &[Span],
    filter: &Filter,
    over: &[Clocked],
    until: Moment,
) -> Result<(Tickets, Vec<Handled>), Failure> {
    let ended = match service::ends(stretch) {
        Some((from, to)) => clocks::ended(app, About::Ticket, (from, to.min(app.now)), |_| true)?,
        None => Vec::new(),
    };
    let playbook = app.policy.get()?;
    let store = app.store.read()?;
    let tickets = Tickets::read(store, stretch, filter, &ended, (over, until))?;
    let handled = stretch.iter().map(|span| Handled {
        served: tickets.served(&span.period, span.until, &playbook.calendar),
        clocks: Clocks::of(&ended, |id| tickets.counted(id), &span.period),
    });
    let handled = handled.collect();
    Ok((tickets, handled))
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
        stretch: &[Span],
        filter: &Filter,
        ended: &[Clocked],
        (over, until): (&[Clocked], Moment),
    ) -> Result<Self, Failure> {
        let rows = match service::ends(stretch) {
            Some((from, to)) => store.ticket_rows(from, to, filter)?,
            None => Vec::new(),
        };
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let turns = store.ticket_turns(&ids)?;
        let clocks = ended.iter().chain(over).map(|one| one.record);
        let clocks: BTreeSet<i64> = clocks.collect();
        let clocks: Vec<i64> = clocks.into_iter().collect();
        let marked = store.tickets_marked(&clocks, filter)?.into_iter();
        let marked: HashMap<i64, Marked> = marked.map(|one| (one.id, one)).collect();
        // What came due in the two terms, and what is older and still open.
        let mut all = clocks::with_ended(over.to_vec(), ended);
        all.retain(|one| {
            let ticket = marked.get(&one.record);
            ticket.is_some_and(|ticket| report::is_over(one, ticket, until))
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
    let rows = store.survey_rows(asked.before.from, asked.period.to, &asked.narrowed.whose)?;
    let of = |period: &Period| report::heard(&rows, period).scores;
    Ok([of(&asked.period), of(&asked.before)])
}
