//! The clocks of tickets and feedback, as the reports of service count them: every due
//! between two moments and what met it. Records from before this file began count too,
//! since their times are on file, though nobody here owed them anything then.

use std::collections::HashSet;

use crate::app::{App, Owing};
use crate::event::About;
use crate::playbook::{Rule, Shape};
use crate::problem::Failure;
use crate::report::Clocked;
use crate::rules::{Engine, Obligation, State};
use crate::store::Only;
use crate::value::{Choice, Moment};

/// The clocks of all records of a kind that came to their end between two moments,
/// by the rules that `meant` lets pass.
///
/// # Errors
/// When the playbook or the file cannot be read.
pub fn ended(
    app: &mut App<'_>,
    about: About,
    span: (Moment, Moment),
    meant: impl Fn(&Rule) -> bool,
) -> Result<Vec<Clocked>, Failure> {
    let mut all = Vec::new();
    app.owing(&[], Only::All, |owing| {
        each_ended(&owing, about, &[span], meant, |_, one| all.push(one))
    })?;
    Ok(all)
}

/// The same between each of some pairs of moments, told one by one with the place of the
/// pair.
///
/// # Errors
/// When the file cannot be read.
pub fn each_ended(
    owing: &Owing<'_>,
    about: About,
    spans: &[(Moment, Moment)],
    meant: impl Fn(&Rule) -> bool,
    mut each: impl FnMut(usize, Clocked),
) -> Result<(), Failure> {
    let engine = Engine {
        since: owing.engine.dawn,
        ..owing.engine
    };
    let timed = |rule: &&Rule| {
        let has_limit = matches!(
            rule.shape,
            Shape::Deadline {
                within: Some(_),
                ..
            }
        );
        has_limit && rule.about == about && meant(rule)
    };
    for rule in owing.rules.iter().filter(timed) {
        engine.each_due(rule, spans, &mut |at, owed| {
            let kept = owed.state(engine.now, engine.calendar) == State::Met;
            if let Some(one) = clocked(&owed, kept) {
                each(at, one);
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// The clocks of open tickets that were over at a moment, however old they are.
///
/// # Errors
/// When the playbook or the file cannot be read.
pub fn over(app: &mut App<'_>, about: About, at: Moment) -> Result<Vec<Clocked>, Failure> {
    app.owing_at(at, &[], Only::All, |owing| {
        let rules = owing.rules.iter().filter(|rule| rule.about == about);
        let open = owing.open(rules, at)?;
        let over = open
            .iter()
            .filter(|one| one.line().is_some_and(|line| line < at));
        Ok(over.filter_map(|one| clocked(one, false)).collect())
    })
}

/// What was over at a moment, and what came to its end before it: tickets that were
/// closed since are not open any more.
pub fn with_ended(mut over: Vec<Clocked>, ended: &[Clocked]) -> Vec<Clocked> {
    let key = |one: &Clocked| (one.record, one.rule.code);
    let known: HashSet<_> = over.iter().map(key).collect();
    over.extend(ended.iter().filter(|one| !known.contains(&key(one))));
    over
}

fn clocked(one: &Obligation<'_>, kept: bool) -> Option<Clocked> {
    Some(Clocked {
        record: one.subject.id,
        rule: Choice {
            code: one.rule.id,
            label: one.rule.label,
            aliases: &[],
        },
        due: one.due?,
        agreed: one.agreed,
        met: one.met,
        kept,
    })
}
