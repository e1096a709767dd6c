//! The measures that rules decide: what was due in a period and whether it was done,
//! and what stood at its end. Which rules count for a measure, their `source` says, so
//! that a team's own rule counts as soon as it names the number.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::gather::{Cases, Stretch};
use crate::app::{App, Owing};
use crate::event::About;
use crate::nouns::report::{clocks, weekly};
use crate::playbook::{Rule, Shape};
use crate::problem::Failure;
use crate::records::choices::Kpi;
use crate::report;
use crate::rules::{Engine, Obligation, State};
use crate::store::{Filter, KpiCase, Only};
use crate::value::{Moment, Noun};

/// The cases of measures, and those that no rule in force decides.
#[derive(Default)]
pub struct Told {
    pub cases: Cases,
    pub off: HashSet<Kpi>,
}

/// What is asked of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// Whether what was due was done in time.
    Kept,
    /// The same of records from before this file began: their times are on file.
    Timed,
    /// Who was contacted beyond a limit.
    Beyond,
}

const fn way(kpi: Kpi) -> Option<Way> {
    Some(match kpi {
        Kpi::RevisitsKept
        | Kpi::TouchKept
        | Kpi::Entered
        | Kpi::Logged
        | Kpi::Milestones
        | Kpi::FirstTalk
        | Kpi::RequestsKept
        | Kpi::IntentKept => Way::Kept,
        Kpi::ClocksKept | Kpi::FeedbackKept => Way::Timed,
        Kpi::Overcontacted => Way::Beyond,
        _ => return None,
    })
}

/// Whether a rule counts for a measure.
fn names(rule: &Rule, kpi: Kpi) -> bool {
    rule.source
        .split_whitespace()
        .any(|word| word == kpi.number())
}

/// The cases of every measure among these that rules decide.
///
/// # Errors
/// When the playbook or the file cannot be read.
pub fn told(app: &mut App<'_>, kpis: &[Kpi], stretches: &[Stretch]) -> Result<Told, Failure> {
    let mut told = Told::default();
    let ruled: Vec<(Kpi, Way)> = kpis
        .iter()
        .filter_map(|kpi| Some((*kpi, way(*kpi)?)))
        .collect();
    if !ruled.is_empty() {
        app.owing(&[], Only::All, |owing| {
            for (kpi, way) in &ruled {
                judge(&owing, (*kpi, *way), stretches, &mut told)?;
            }
            Ok(())
        })?;
    }
    for (at, stretch) in stretches.iter().enumerate() {
        let until = stretch.period.to.min(app.now);
        if kpis.contains(&Kpi::Overdue) {
            let cases = overdue(app, stretch, until)?;
            told.cases.insert((Kpi::Overdue, at), cases);
        }
        if kpis.contains(&Kpi::LostTouch) {
            let cases = out_of_touch(app, stretch, until)?;
            told.cases.insert((Kpi::LostTouch, at), cases);
        }
    }
    Ok(told)
}

/// Judges the rules of a measure in every period.
fn judge(
    owing: &Owing<'_>,
    (kpi, way): (Kpi, Way),
    stretches: &[Stretch],
    told: &mut Told,
) -> Result<(), Failure> {
    let rules: Vec<&Rule> = owing.rules.iter().filter(|rule| names(rule, kpi)).collect();
    if rules.is_empty() {
        told.off.insert(kpi);
    }
    let engine = Engine {
        since: match way {
            Way::Timed => owing.engine.dawn,
            Way::Kept | Way::Beyond => owing.engine.since,
        },
        ..owing.engine
    };
    for at in 0..stretches.len() {
        told.cases.insert((kpi, at), Vec::new());
    }
    for rule in rules {
        let limit = matches!(rule.shape, Shape::Limit { .. });
        if limit != (way == Way::Beyond) {
            continue;
        }
        for (span, places) in spans(rule, stretches, engine.now) {
            let judged = engine.judged(rule, span.0, span.1)?;
            for at in places {
                let cases = told.cases.entry((kpi, at)).or_default();
                let within = |one: &&(Obligation<'_>, State)| is_within(&one.0, &stretches[at]);
                cases.extend(judged.iter().filter(within).filter_map(case));
            }
        }
    }
    for at in 0..stretches.len() {
        let cases = told.cases.entry((kpi, at)).or_default();
        match way {
            Way::Beyond => once_each(cases),
            Way::Timed if kpi == Kpi::ClocksKept => sound(owing, cases)?,
            Way::Timed | Way::Kept => {}
        }
    }
    Ok(())
}

/// From when to when a rule is judged, for which of the periods. A rhythm is followed
/// from its beginning whichever period is asked about, so it is judged once for all.
fn spans(rule: &Rule, stretches: &[Stretch], now: Moment) -> Vec<((Moment, Moment), Vec<usize>)> {
    let last = |stretch: &Stretch| {
        let end = stretch.period.to.plus_seconds(-1);
        end.unwrap_or(stretch.period.to).min(now)
    };
    let each = stretches.iter().enumerate();
    if matches!(rule.shape, Shape::Rhythm { .. }) {
        let from = stretches.iter().map(|one| one.period.from).min();
        let to = stretches.iter().map(last).max();
        let span = from.zip(to);
        let all = span.map(|span| (span, (0..stretches.len()).collect()));
        return all.into_iter().collect();
    }
    each.map(|(at, one)| ((one.period.from, last(one)), vec![at]))
        .collect()
}

fn is_within(one: &Obligation<'_>, stretch: &Stretch) -> bool {
    one.due
        .is_some_and(|due| due >= stretch.period.from && due < stretch.period.to)
}

fn case((one, state): &(Obligation<'_>, State)) -> Option<KpiCase> {
    Some(KpiCase {
        noun: one.subject.noun,
        id: one.subject.id,
        customer: one.subject.customer,
        person: one.who.first().copied(),
        at: one.due?,
        numerator: i64::from(*state == State::Met),
        denominator: 1,
        part: Some(one.rule.id.into()),
    })
}

/// A customer beyond a limit counts once, however often.
fn once_each(cases: &mut Vec<KpiCase>) {
    let mut known = HashSet::new();
    cases.retain(|case| known.insert(case.id));
    for case in cases {
        (case.numerator, case.denominator) = (1, 0);
    }
}

/// Leaves out tickets that went into another, and those whose times contradict one
/// another, as the after-sales report does; the rest is the assignee's.
fn sound(owing: &Owing<'_>, cases: &mut Vec<KpiCase>) -> Result<(), Failure> {
    let ids: BTreeSet<i64> = cases.iter().map(|case| case.id).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let marked = owing.store.tickets_marked(&ids, &Filter::default())?;
    let marked = marked.into_iter().filter(|one| one.in_order);
    let marked: HashMap<i64, Option<i64>> = marked.map(|one| (one.id, one.assignee)).collect();
    cases.retain(|case| marked.contains_key(&case.id));
    for case in cases {
        case.person = marked.get(&case.id).copied().flatten();
    }
    Ok(())
}

/// Open tickets past one of their limits at a moment, as the after-sales report lists
/// them.
fn overdue(app: &mut App<'_>, stretch: &Stretch, at: Moment) -> Result<Vec<KpiCase>, Failure> {
    let ended = clocks::ended(app, About::Ticket, (stretch.before, at), |_| true)?;
    let over = clocks::over(app, About::Ticket, at)?;
    let all = clocks::with_ended(over, &ended);
    let ids: BTreeSet<i64> = all.iter().map(|one| one.record).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let marked = app.store.read()?.tickets_marked(&ids, &Filter::default())?;
    let late = marked.into_iter().filter_map(|ticket| {
        let over =
            |one: &&report::Clocked| one.record == ticket.id && report::is_over(one, &ticket, at);
        let line = all
            .iter()
            .filter(over)
            .map(|one| one.agreed.unwrap_or(one.due))
            .min()?;
        Some(KpiCase {
            noun: Noun::Ticket,
            id: ticket.id,
            customer: Some(ticket.customer),
            person: ticket.assignee,
            at: line,
            numerator: 1,
            denominator: 0,
            part: None,
        })
    });
    Ok(late.collect())
}

/// Customers whom touch was lost with, as the weekly check tells them.
fn out_of_touch(app: &mut App<'_>, _: &Stretch, at: Moment) -> Result<Vec<KpiCase>, Failure> {
    app.owing_at(at, &[], Only::All, |owing| {
        let owed = weekly::out_of_touch(&owing)?;
        let mut cases: Vec<KpiCase> = owed
            .iter()
            .filter_map(|one| {
                Some(KpiCase {
                    noun: Noun::Customer,
                    id: one.subject.customer?,
                    customer: one.subject.customer,
                    person: one.subject.owner,
                    at: one.since,
                    numerator: 1,
                    denominator: 0,
                    part: None,
                })
            })
            .collect();
        once_each(&mut cases);
        Ok(cases)
    })
}
