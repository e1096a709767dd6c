//! `report compliance`: what was due by each rule in a period, and what became of
//! it, judged by what was true on the day that it was due.

mod judged;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use clap::Arg;

use super::service::{self, Asked, Span};
use crate::app::{App, Owing};
use crate::event::About;
use crate::flags::Takes;
use crate::nouns::{Call, option, switch};
use crate::out::Out;
use crate::playbook::{Rule, Shape};
use crate::problem::{Exit, Failure};
use crate::report::{self, Compliance, Kept, Length, Reader, Ruled};
use crate::rules::{Engine, Obligation, State};
use crate::say;
use crate::store::{Filter, Only};
use crate::value::{Choice, Moment};
use crate::words::{Lang, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = service::all_args(lang);
    args.push(switch(
        "by-rep",
        t("Also for each colleague", "另按人员分列"),
        lang,
    ));
    args.push(
        option(
            "ids",
            t("RULE", "规则"),
            t(
                "What was due by this rule, one by one",
                "逐项列出某条规则的到期事项",
            ),
            lang,
        )
        .add(Takes::Rule)
        .conflicts_with_all(["last", "by-rep"]),
    );
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let asked = Asked::read(app, call, Length::Month)?;
    let wanted = Wanted::of(app, &asked)?;
    if let Some(rule) = call.text("ids") {
        judged::show(app, call, out, rule, (&asked, &wanted))?;
        return Ok(Exit::Done);
    }
    let mut counted = counted(app, &asked.spans, &wanted)?;
    let each = counted.iter().map(|(rules, _)| report::total(rules));
    let each = each.collect();
    let newest = (!counted.is_empty()).then(|| counted.swap_remove(0));
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

/// The same of each of some terms, all of them in one look at the file.
fn counted(app: &mut App<'_>, spans: &[Span], wanted: &Wanted) -> Result<Vec<Counted>, Failure> {
    // Whoever owes it need not own the customer, as a supervisor does not: so
    // everybody's customers are looked at, whoever is asked for.
    app.owing(&[], Only::All, |owing| {
        let engine = &owing.engine;
        let times = spans.iter().map(|span| within(engine, span));
        let times: Vec<(Moment, Moment)> = times.collect();
        let mut all = vec![Tally::default(); times.len()];
        for rule in owing.rules {
            let mut kept = vec![(Kept::default(), BTreeMap::<i64, Kept>::new()); times.len()];
            told(&owing, rule, &times, &mut |at, owed, state| {
                if let Some((all, each)) = kept.get_mut(at).filter(|_| wanted.has(owed)) {
                    all.count(state);
                    for who in &owed.who {
                        each.entry(*who).or_default().count(state);
                    }
                }
            })?;
            for ((rules, by_rep), (kept, each)) in all.iter_mut().zip(kept) {
                rules.push(ruled(rule, kept));
                for (who, kept) in each {
                    by_rep.entry(who).or_default().push(ruled(rule, kept));
                }
            }
        }
        let staff = owing.store.all_staff()?;
        let named = all.into_iter().map(|(rules, mut by_rep)| {
            let named = staff.iter().filter_map(|person| {
                let rules = by_rep.remove(&person.id)?;
                let meant = wanted.is(person.id);
                meant.then(|| (person.record.name.0.clone(), rules))
            });
            (rules, named.collect())
        });
        Ok(named.collect())
    })
}

/// The moments of a term; what is due later in the day is not due yet.
fn within(engine: &Engine<'_>, span: &Span) -> (Moment, Moment) {
    let to = engine.calendar.end_of(span.term.last).min(engine.now);
    (engine.calendar.begin_of(span.term.first), to)
}

/// What became of what was due in a term: by rule, and by colleague and rule.
type Tally = (Vec<Ruled>, BTreeMap<i64, Vec<Ruled>>);

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

/// Hears of everything that was due of a rule in each of some times, but of tickets neither
/// the clocks of one that went into another nor those of one whose times contradict one
/// another, as in `report aftersales`.
fn told<'r>(
    owing: &Owing<'_>,
    rule: &'r Rule,
    times: &[(Moment, Moment)],
    each: &mut dyn FnMut(usize, &Obligation<'r>, State),
) -> Result<(), Failure> {
    if rule.about != About::Ticket {
        return owing
            .engine
            .each_judged(rule, times, &mut |at, owed, state| {
                each(at, &owed, state);
                Ok(())
            });
    }
    let mut judged = Vec::new();
    owing
        .engine
        .each_judged(rule, times, &mut |at, owed, state| {
            judged.push((at, owed, state));
            Ok(())
        })?;
    let ids: BTreeSet<i64> = judged.iter().map(|(_, owed, _)| owed.subject.id).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let marked = owing.store.tickets_marked(&ids, &Filter::default())?;
    let marked = marked.into_iter().filter(|ticket| ticket.in_order);
    let counted: HashSet<i64> = marked.map(|ticket| ticket.id).collect();
    for (at, owed, state) in &judged {
        if counted.contains(&owed.subject.id) {
            each(*at, owed, *state);
        }
    }
    Ok(())
}
