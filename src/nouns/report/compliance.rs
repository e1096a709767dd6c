//! `report compliance`: what was due by each rule in a period, and what became of
//! it, judged by what was true on the day that it was due.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use clap::Arg;

use super::service::{self, Asked, Span};
use crate::app::App;
use crate::event::About;
use crate::nouns::{Call, switch};
use crate::out::Out;
use crate::playbook::{Rule, Shape};
use crate::problem::{Exit, Failure};
use crate::report::{self, Compliance, Kept, Length, Reader, Ruled};
use crate::rules::{Obligation, State};
use crate::say;
use crate::store::{Filter, Only, Store};
use crate::value::{Choice, Moment};
use crate::words::{Lang, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = service::all_args(lang);
    args.push(switch(
        "by-rep",
        t("Also for each colleague", "另按人员分列"),
        lang,
    ));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let asked = Asked::read(app, call, Length::Month)?;
    let wanted = Wanted::of(app, &asked)?;
    let mut each = Vec::new();
    let mut newest: Option<Counted> = None;
    for span in &asked.spans {
        let counted = counted(app, span, &wanted)?;
        each.push(report::total(&counted.0));
        newest.get_or_insert(counted);
    }
    let about = asked.about(app.policy.get()?);
    if asked.is_series {
        let (lines, graphs) = (report::compliance::LINES, report::compliance::GRAPHS);
        let (title, each) = (report::compliance::TITLE, asked.in_a_row(each));
        let figures = (lines, graphs, each.as_slice());
        service::write_series(call, out, asked.until, (title, &about), figures)?;
        return Ok(Exit::Done);
    }
    let (rules, mut reps) = newest.unwrap_or_default();
    if !call.has("by-rep") {
        reps.clear();
    }
    let kept = Compliance {
        about,
        each,
        rules,
        reps,
    };
    // Programs find every rule; people read those of which something was due.
    service::write(call, out, asked.until, |reader| {
        report::compliance(&kept, reader == Reader::Program)
    })?;
    if report::is_nothing_due(&kept) {
        out.note(&say!(
            "nothing was due in that time",
            "这段时间没有到期的事项"
        ));
    }
    Ok(Exit::Done)
}

/// Whose obligations, and about which customers.
struct Wanted {
    people: Option<Vec<i64>>,
    customers: Option<HashSet<i64>>,
}

impl Wanted {
    fn of(app: &mut App<'_>, asked: &Asked) -> Result<Self, Failure> {
        let whose = &asked.narrowed.whose;
        Ok(Wanted {
            people: whose.owners.clone(),
            customers: app.store.read()?.customers_passing(whose)?,
        })
    }

    fn is(&self, person: i64) -> bool {
        let people = self.people.as_ref();
        people.is_none_or(|people| people.contains(&person))
    }

    fn has(&self, owed: &Obligation<'_>) -> bool {
        let about = self.customers.as_ref().is_none_or(|customers| {
            let customer = owed.subject.customer;
            customer.is_some_and(|customer| customers.contains(&customer))
        });
        about && (self.people.is_none() || owed.who.iter().any(|who| self.is(*who)))
    }
}

/// What became of everything that was due: by rule, and by colleague and rule.
type Counted = (Vec<Ruled>, Vec<(String, Vec<Ruled>)>);

fn counted(app: &mut App<'_>, span: &Span, wanted: &Wanted) -> Result<Counted, Failure> {
    // Whoever owes it need not own the customer, as a supervisor does not: so
    // everybody's customers are looked at, whoever is asked for.
    app.owing(&[], Only::All, |owing| {
        let engine = &owing.engine;
        let (from, to) = (
            engine.calendar.begin_of(span.term.first),
            // What is due later in the day is not due yet.
            Moment::min(engine.calendar.end_of(span.term.last), engine.now),
        );
        let mut rules = Vec::new();
        let mut by_rep: BTreeMap<i64, Vec<Ruled>> = BTreeMap::new();
        for rule in owing.rules {
            let mut all = Kept::default();
            let mut each: BTreeMap<i64, Kept> = BTreeMap::new();
            let judged = engine.judged(rule, from, to)?;
            for (owed, state) in told(owing.store, rule, judged)? {
                if !wanted.has(&owed) {
                    continue;
                }
                all.count(state);
                for who in &owed.who {
                    each.entry(*who).or_default().count(state);
                }
            }
            rules.push(ruled(rule, all));
            for (who, kept) in each {
                by_rep.entry(who).or_default().push(ruled(rule, kept));
            }
        }
        let staff = owing.store.all_staff()?;
        let named = staff.into_iter().filter_map(|person| {
            let rules = by_rep.remove(&person.id)?;
            wanted
                .is(person.id)
                .then_some((person.record.name.0, rules))
        });
        Ok((rules, named.collect()))
    })
}

fn ruled(rule: &Rule, kept: Kept) -> Ruled {
    Ruled {
        rule: Choice {
            code: rule.id,
            label: rule.label,
            aliases: &[],
        },
        is_limit: matches!(rule.shape, Shape::Limit { .. }),
        kept,
    }
}

type Judged<'r> = Vec<(Obligation<'r>, State)>;

/// What is told of a rule about tickets: neither the clocks of one that went into another
/// nor those of one whose times contradict one another, as in `report aftersales`.
fn told<'r>(store: &Store, rule: &Rule, judged: Judged<'r>) -> Result<Judged<'r>, Failure> {
    if rule.about != About::Ticket || judged.is_empty() {
        return Ok(judged);
    }
    let ids: BTreeSet<i64> = judged.iter().map(|(owed, _)| owed.subject.id).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let marked = store.tickets_marked(&ids, &Filter::default())?.into_iter();
    let counted: HashSet<i64> = marked
        .filter(|ticket| ticket.in_order)
        .map(|ticket| ticket.id)
        .collect();
    let judged = judged.into_iter();
    let told = judged.filter(|(owed, _)| counted.contains(&owed.subject.id));
    Ok(told.collect())
}
