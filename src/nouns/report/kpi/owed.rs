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
use crate::report::{self, Clocked};
use crate::rules::{Engine, Obligation, State};
use crate::store::{Filter, Groups, KpiCase, KpiCases, Only, Question, Store, Summed};
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

/// Whether rules decide a measure, so that its cases are told.
pub const fn is_told(kpi: Kpi) -> bool {
    way(kpi).is_some() || matches!(kpi, Kpi::Overdue | Kpi::LostTouch)
}

/// What the store said to some questions, in their order.
type Answers = Vec<Groups<Vec<Summed>>>;

/// The cases of every measure among these that rules decide, summed up unless `each` is to
/// be told apart; and what the store says to some questions, which is asked meanwhile.
///
/// # Errors
/// When the playbook or the file cannot be read.
pub fn told(
    app: &mut App<'_>,
    kpis: &[Kpi],
    (stretches, each): (&[Stretch], bool),
    questions: &[Question],
) -> Result<(Told, Answers), Failure> {
    let mut told = Told::default();
    let answering = |store: &Store| {
        let answers = questions.iter().map(|question| store.answered(question));
        answers.collect::<Result<Answers, Failure>>()
    };
    if !kpis.iter().any(|kpi| is_told(*kpi)) {
        return Ok((told, answering(app.store.read()?)?));
    }
    let ends = stretches.iter().map(|it| it.period.to.min(app.now));
    let ends: Vec<Moment> = ends.collect();
    let mut judging = |owing: &Owing<'_>| {
        // The longest times first: what is read for them has the others in it.
        let ended = match kpis.contains(&Kpi::Overdue) {
            true => ended(owing, stretches, &ends)?,
            false => Vec::new(),
        };
        for kpi in kpis {
            if let Some(way) = way(*kpi) {
                judge(owing, (*kpi, way), (stretches, each), &mut told)?;
            }
        }
        Ok(ended)
    };
    let (ended, answers) = app.owing(&[], Only::All, |owing| {
        owing.store.both(|_| judging(&owing), answering)
    })?;
    for (at, end) in ends.iter().enumerate() {
        if let Some(ended) = ended.get(at) {
            let cases = KpiCases::of(each, overdue(app, *end, ended)?);
            told.cases.insert((Kpi::Overdue, at), cases);
        }
        if kpis.contains(&Kpi::LostTouch) {
            let cases = KpiCases::of(each, out_of_touch(app, *end)?);
            told.cases.insert((Kpi::LostTouch, at), cases);
        }
    }
    Ok((told, answers))
}

/// Judges the rules of a measure in every period.
fn judge(
    owing: &Owing<'_>,
    (kpi, way): (Kpi, Way),
    (stretches, each): (&[Stretch], bool),
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
    // Some cases are left out once all are known.
    let sifted = way == Way::Beyond || kpi == Kpi::ClocksKept;
    let mut all = vec![KpiCases::new(each || sifted); stretches.len()];
    for rule in rules {
        let limit = matches!(rule.shape, Shape::Limit { .. });
        if limit != (way == Way::Beyond) {
            continue;
        }
        let (times, places): (Vec<_>, Vec<_>) =
            spans(rule, stretches, engine.now).into_iter().unzip();
        engine.each_judged(rule, &times, &mut |at, owed, state| {
            for place in places.get(at).into_iter().flatten() {
                let within = stretches.get(*place).filter(|it| is_within(&owed, it));
                let cases = within.and_then(|_| all.get_mut(*place));
                if let (Some(cases), Some(case)) = (cases, case(&owed, state)) {
                    cases.count(case);
                }
            }
            Ok(())
        })?;
    }
    for (at, cases) in all.into_iter().enumerate() {
        let cases = match cases {
            KpiCases::Each(mut cases) if sifted => {
                match way {
                    Way::Beyond => once_each(&mut cases),
                    Way::Timed | Way::Kept => sound(owing, &mut cases)?,
                }
                KpiCases::of(each, cases)
            }
            cases => cases,
        };
        told.cases.insert((kpi, at), cases);
    }
    Ok(())
}

/// From when to when a rule is judged, for which of the periods. A rhythm is followed
/// up to each period whichever is asked about, so those that follow one another are
/// judged at once.
fn spans(rule: &Rule, stretches: &[Stretch], now: Moment) -> Vec<((Moment, Moment), Vec<usize>)> {
    let last = |stretch: &Stretch| {
        let end = stretch.period.to.plus_seconds(-1);
        end.unwrap_or(stretch.period.to).min(now)
    };
    let mut each: Vec<(usize, &Stretch)> = stretches.iter().enumerate().collect();
    each.sort_by_key(|(_, stretch)| stretch.period.from);
    let is_rhythm = matches!(rule.shape, Shape::Rhythm { .. });
    let mut spans: Vec<((Moment, Moment), Vec<usize>)> = Vec::new();
    for (at, stretch) in each {
        let (from, end) = (stretch.period.from, last(stretch));
        let follows = |to: Moment| to.plus_seconds(1).is_some_and(|next| from <= next);
        match spans.last_mut() {
            Some(((_, to), places)) if is_rhythm && follows(*to) => {
                *to = end.max(*to);
                places.push(at);
            }
            _ => spans.push(((from, end), vec![at])),
        }
    }
    spans
}

fn is_within(one: &Obligation<'_>, stretch: &Stretch) -> bool {
    one.due
        .is_some_and(|due| due >= stretch.period.from && due < stretch.period.to)
}

fn case(one: &Obligation<'_>, state: State) -> Option<KpiCase> {
    Some(KpiCase {
        noun: one.subject.noun,
        id: one.subject.id,
        customer: one.subject.customer,
        person: one.who.first().copied(),
        at: one.due?,
        numerator: i64::from(state == State::Met),
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

/// The clocks of tickets that came to their end before the end of each period, or in the
/// period before it, and were unmet then.
fn ended(
    owing: &Owing<'_>,
    stretches: &[Stretch],
    ends: &[Moment],
) -> Result<Vec<Vec<Clocked>>, Failure> {
    let spans = stretches.iter().zip(ends);
    let spans: Vec<_> = spans.map(|(stretch, at)| (stretch.before, *at)).collect();
    let mut all: Vec<Vec<Clocked>> = vec![Vec::new(); ends.len()];
    let each = |at: usize, one: Clocked| {
        if let (Some(ended), Some(end)) = (all.get_mut(at), ends.get(at))
            && report::is_unmet(&one, *end)
        {
            ended.push(one);
        }
    };
    clocks::each_ended(owing, About::Ticket, &spans, |_| true, each)?;
    Ok(all)
}

/// Open tickets past one of their limits at the end of a period, as the after-sales report
/// lists them.
fn overdue(app: &mut App<'_>, at: Moment, ended: &[Clocked]) -> Result<Vec<KpiCase>, Failure> {
    let over = clocks::over(app, About::Ticket, at)?;
    let all = clocks::with_ended(over, ended);
    let mut clocks: HashMap<i64, Vec<Clocked>> = HashMap::new();
    for one in all {
        clocks.entry(one.record).or_default().push(one);
    }
    let ids: Vec<i64> = clocks.keys().copied().collect();
    let marked = app.store.read()?.tickets_marked(&ids, &Filter::default())?;
    let late = marked.into_iter().filter_map(|ticket| {
        let its = clocks.get(&ticket.id)?.iter();
        let over = its.filter(|one| report::is_over(one, &ticket, at));
        let line = over.map(|one| one.agreed.unwrap_or(one.due)).min()?;
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
fn out_of_touch(app: &mut App<'_>, at: Moment) -> Result<Vec<KpiCase>, Failure> {
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
