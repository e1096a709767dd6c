//! Each numbered rule of the handbooks that a rule of a playbook keeps: its own
//! case, as one line. The rule: every such number has a line here.

use std::collections::BTreeSet;

use super::super::hand::Hand;
use super::super::{Obligation, Person, State, Subject};
use super::{NO, Stage, at, preset, shown};
use crate::event::{About, Attribute};
use crate::playbook::{Condition, Pace, Playbook, Rule, Selector, Shape, Test, Who};
use crate::value::{ChoiceSet as _, Moment, Noun};

/// A line of a table: a rule (its preset before it, where that is not the
/// standard) with what its due depends on, when its time begins, and when it is
/// due. A rhythm begins with the last contact, or with its period.
#[derive(Clone, Copy)]
struct Case {
    preset: &'static str,
    rule: &'static str,
    asks: &'static str,
    begins: &'static str,
    /// Empty: open until it is settled.
    due: &'static str,
}

fn cases(table: &'static str) -> impl Iterator<Item = Case> {
    table.lines().map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [what, begins, due] = cells[..] else {
            panic!("{line}");
        };
        let (what, asks) = what.split_once(' ').unwrap_or((what, ""));
        let (preset, rule) = what.split_once(':').unwrap_or(("standard", what));
        Case {
            preset,
            rule,
            asks,
            begins,
            due,
        }
    })
}

/// What begins with something that happened. 2024-03-15 is a Friday.
const DEADLINES: &str = "\
    ticket-respond priority=urgent                 | 2024-03-15 09:30 | 2024-03-15 11:30
    ticket-respond priority=important              | 2024-03-15 09:30 | 2024-03-15 13:30
    ticket-respond priority=normal                 | 2024-03-15 09:30 | 2024-03-16 09:30
    ticket-solution priority=urgent                | 2024-03-15 09:30 | 2024-03-15 13:30
    ticket-solution priority=important             | 2024-03-15 09:30 | 2024-03-16 09:30
    ticket-solution priority=normal                | 2024-03-15 09:30 | 2024-03-20 18:00
    reception-aftersales:ticket-respond priority=urgent | 2024-03-15 09:30 | 2024-03-15 11:30
    reception-aftersales:ticket-respond priority=normal | 2024-03-15 09:30 | 2024-03-15 13:30
    ticket-feedback                                | 2024-03-15 10:00 | 2024-03-16 10:00
    ticket-revisit                                 | 2024-03-15 10:00 | 2024-03-17 10:00
    complaint-revisit                              | 2024-03-15 10:00 | 2024-03-17 10:00
    ticket-task-force                              | 2024-03-15 10:00 | 2024-03-15 14:00
    logistics-plan                                 | 2024-03-15 10:00 | 2024-03-16 10:00
    quality-replace                                | 2024-03-15 10:00 | 2024-03-17 10:00
    quality-recall                                 | 2024-03-15 10:00 | 2024-03-15 14:00
    recall-inform                                  | 2024-03-15 10:00 | 2024-03-18 18:00
    recall-settle                                  | 2024-03-15 10:00 | 2024-03-29 18:00
    ai-review                                      | 2024-03-15 10:00 | 2024-03-18 18:00
    emergency-plan                                 | 2024-03-15 10:00 | 2024-03-15 14:00
    feedback-respond                               | 2024-03-15 10:00 | 2024-03-16 10:00
    feedback-resolve                               | 2024-03-15 10:00 | 2024-03-17 10:00
    feedback-close                                 | 2024-03-15 10:00 |
    complaint-second                               | 2024-03-15 10:00 | 2024-03-22 18:00
    survey-low                                     | 2024-03-15 10:00 | 2024-03-20 18:00
    satisfaction-cause                             | 2024-03-15 10:00 | 2024-03-22 18:00
    survey-delivery                                | 2024-01-31 10:00 | 2024-02-29 23:59
    improvement-told                               | 2024-03-15 10:00 | 2024-03-22 18:00
    customer-enter                                 | 2024-03-01 10:00 | 2024-03-02 10:00
    customer-review                                | 2024-03-01 10:00 | 2024-03-02 10:00
    customer-file                                  | 2024-03-15 10:00 | 2024-03-18 18:00
    first-material                                 | 2024-03-15 10:00 | 2024-03-16 10:00
    first-questionnaire                            | 2024-03-15 10:00 | 2024-03-16 10:00
    first-talk                                     | 2024-03-14 10:00 | 2024-03-19 18:00
    intent-high                                    | 2024-03-15 10:00 | 2024-04-15 23:59
    intent-medium                                  | 2024-03-15 10:00 | 2024-06-15 23:59
    contact-update                                 | 2024-03-15 10:00 | 2024-03-16 10:00
    customer-management:contact-update             | 2024-03-15 10:00 | 2024-03-20 18:00
    log-late                                       | 2024-03-15 10:00 | 2024-03-16 10:00
    promise-confirm                                | 2024-03-15 10:00 | 2024-03-20 18:00
    request-answer                                 | 2024-03-15 10:00 | 2024-03-16 10:00
    regrade-approve                                | 2024-03-15 10:00 | 2024-03-19 18:00
    proposal-review                                | 2024-03-15 10:00 | 2024-03-19 18:00
    proposal-ask                                   | 2024-03-08 10:00 | 2024-03-11 23:59
    objection-answer                               | 2024-03-15 10:00 | 2024-03-16 10:00
    deal-review                                    | 2024-03-15 10:00 | 2024-03-22 18:00
    contract-scan                                  | 2024-03-15 10:00 | 2024-03-20 18:00
    handover-pack                                  | 2024-03-15 10:00 | 2024-03-22 18:00
    delivery-plan                                  | 2024-03-15 10:00 | 2024-03-22 18:00
    deviation                                      | 2024-03-15 10:00 |
    acceptance                                     | 2024-03-15 10:00 | 2024-03-22 18:00
    delivery-revisit                               | 2024-03-15 10:00 | 2024-03-20 18:00
    customer-management:delivery-revisit           | 2024-03-15 10:00 | 2024-03-26 18:00
    training                                       | 2024-03-15 10:00 | 2024-03-22 23:59
    handover                                       | 2024-03-15 10:00 | 2024-03-20 18:00
";

/// What is to be done again and again; a period begins with its first day.
const RHYTHMS: &str = "\
    touch-a                                        | 2024-03-01 10:00 | 2024-03-15 23:59
    touch-b                                        | 2024-03-01 10:00 | 2024-03-08 23:59
    touch-c                                        | 2024-03-01 10:00 | 2024-03-15 23:59
    touch-high-value                               | 2024-03-01 10:00 | 2024-03-08 23:59
    touch-interested                               | 2024-03-05 10:00 | 2024-03-08 23:59
    relationship:touch-high-value grade=A          | 2024-03-01 10:00 | 2024-03-08 23:59
    relationship:touch-interested grade=A          | 2024-03-05 10:00 | 2024-03-08 23:59
    touch-own rhythm=10d                           | 2024-03-05 10:00 | 2024-03-15 23:59
    key-stage                                      | 2024-03-15 10:00 | 2024-03-18 18:00
    progress-told                                  | 2024-03-15 10:00 | 2024-03-22 23:59
    long-term                                      | 2024-03-15 10:00 | 2024-04-15 23:59
    touch-a-deep                                   | 2024-03-01 00:00 | 2024-03-16 23:59
    crm-aftersales:touch-a-deep                    | 2024-03-01 00:00 | 2024-03-29 23:59
    crm-aftersales:touch-b                         | 2024-01-01 00:00 | 2024-03-29 23:59
    crm-aftersales:touch-c                         | 2024-01-01 00:00 | 2024-06-28 23:59
    visit-high-value                               | 2024-03-01 00:00 | 2024-03-29 23:59
    push-interested                                | 2024-03-11 00:00 | 2024-03-15 23:59
    revisit-cooperating                            | 2024-03-01 00:00 | 2024-03-29 23:59
    review-cooperating                             | 2024-01-01 00:00 | 2024-03-29 23:59
    suggest-b                                      | 2024-01-01 00:00 | 2024-03-29 23:59
    push-b                                         | 2024-03-01 00:00 | 2024-03-29 23:59
    push-pool                                      | 2024-01-01 00:00 | 2024-03-29 23:59
    verify-high-value                              | 2024-03-01 00:00 | 2024-03-29 23:59
    verify-other segment=ordinary                  | 2024-01-01 00:00 | 2024-03-29 23:59
    crm-aftersales:verify-other segment=high-value | 2024-01-01 00:00 | 2024-03-29 23:59
    regrade                                        | 2024-01-01 00:00 | 2024-03-29 23:59
    usage-effect                                   | 2024-01-01 00:00 | 2024-06-28 23:59
    duty-weekly-check                              | 2024-03-11 00:00 | 2024-03-15 23:59
    duty-qa                                        | 2024-03-11 00:00 | 2024-03-15 23:59
    duty-joint-meeting                             | 2024-03-11 00:00 | 2024-03-15 23:59
    duty-aftersales-month                          | 2024-03-01 00:00 | 2024-03-29 23:59
    duty-case-digest                               | 2024-03-01 00:00 | 2024-03-29 23:59
    duty-analysis-meeting                          | 2024-03-01 00:00 | 2024-04-30 23:59
    duty-feedback-summary                          | 2024-03-01 00:00 | 2024-03-29 23:59
    duty-satisfaction                              | 2024-01-01 00:00 | 2024-03-29 23:59
    duty-promise-audit                             | 2024-01-01 00:00 | 2024-03-29 23:59
    duty-training                                  | 2024-01-01 00:00 | 2024-03-29 23:59
";

/// What a record carries the date of, with the day on which it is first shown
/// in place of its beginning.
const DATES: &str = "\
    next-contact                                   | 2024-03-20 | 2024-03-20 18:00
    action-due                                     | 2024-03-20 | 2024-03-20 18:00
    promise-due                                    | 2024-03-19 | 2024-03-20 18:00
    pause-resume                                   | 2024-03-20 | 2024-03-20 23:59
    ticket-visit                                   | 2024-03-19 | 2024-03-20 10:00
    care kind=birthday                             | 2024-03-17 | 2024-03-20 23:59
    care kind=festival                             | 2024-03-13 | 2024-03-20 23:59
    care kind=spring-festival                      | 2024-02-03 | 2024-02-10 23:59
    care kind=company-anniversary                  | 2024-03-13 | 2024-03-20 23:59
    care kind=contract-anniversary                 | 2024-03-06 | 2024-03-20 23:59
    survey-expiry                                  | 2024-02-19 | 2024-03-20 23:59
    improvement-due                                | 2024-03-20 | 2024-03-20 23:59
    contract-renewal                               | 2024-01-20 | 2024-03-20 23:59
    payment                                        | 2024-03-13 | 2024-03-20 23:59
";

/// Limits, and rules that end with a period after a handover: told elsewhere.
const APART: &[&str] = &["overcontact-d", "handover-no-contact", "handover-weekly"];

/// Values with which conditions hold.
fn holding(conditions: &[Condition]) -> Vec<(Attribute, &'static str)> {
    let value = |one: &Condition| {
        let code = match &one.is {
            Test::In(codes) => codes.first().cloned()?,
            Test::Is(yes) => yes.to_string(),
            Test::Any => "x".to_owned(),
            Test::NotIn(_) => return None,
        };
        let code = (code != "none").then_some(code)?;
        Some((one.attribute, &*Box::leak(code.into_boxed_str())))
    };
    conditions.iter().filter_map(value).collect()
}

/// The record that a case is about, everything that its rule asks being so.
fn subject(rule: &Rule, asks: &'static str) -> Subject {
    let noun = match rule.about {
        About::Ticket => Noun::Ticket,
        About::Action => Noun::Action,
        About::Pause => Noun::Pause,
        About::Duty => Noun::Staff,
        _ => Noun::Customer,
    };
    let mut attributes = Vec::new();
    if let Some((which, code)) = asks.split_once('=') {
        attributes.push((Attribute::named(which).unwrap(), code));
    }
    attributes.extend(holding(&rule.filter));
    Subject {
        noun,
        id: 1,
        customer: Some(1),
        owner: Some(1),
        assignee: Some(2),
        begun: at("2020-01-01 00:00"),
        attributes: attributes.into(),
    }
}

/// The case on a stage, until now nobody having done anything.
fn stage(case: Case) -> (Stage, Subject) {
    let Case {
        preset,
        rule: id,
        asks,
        begins,
        due,
    } = case;
    let mut stage = Stage::new(Hand::default());
    stage.playbook = super::preset(preset);
    let rule = stage.playbook.rule(id).unwrap().expect(id);
    let mut subject = subject(rule, asks);
    match &rule.shape {
        Shape::Deadline { after, .. } => {
            let [selector, ..] = after.as_slice() else {
                panic!("{id} begins with nothing")
            };
            happens(&mut stage.facts, selector, begins, &subject);
        }
        Shape::Dated { date, .. } => stage.facts.date(*date, "2024-01-02 09:00", due, &subject),
        Shape::Rhythm { pace, .. } => {
            if let Pace::Every(_) | Pace::Own = pace {
                stage.since = at(begins);
            }
            if let Who::Role(role) = rule.who {
                subject.id = 50;
                stage.people.all.push(Person {
                    id: 50,
                    role: role.code(),
                    supervisor: None,
                    left: false,
                    since: None,
                });
            } else if rule.about == About::Duty {
                subject.id = 9;
            }
            if rule.about != About::Duty {
                stage.facts.customers.push(subject.clone());
            }
        }
        Shape::Limit { .. } => panic!("{id} is a limit"),
    }
    (stage, subject)
}

fn happens(facts: &mut Hand, selector: &Selector, when: &str, subject: &Subject) {
    let mut said = holding(&selector.conditions);
    if !said.iter().any(|(which, _)| *which == Attribute::Reached) {
        said.push((Attribute::Reached, NO));
    }
    facts.event(selector.event.name, when, subject, &said);
}

/// What settles it.
fn settling(rule: &Rule) -> &Selector {
    let all = match &rule.shape {
        Shape::Deadline { until, .. } | Shape::Dated { until, .. } => until,
        Shape::Rhythm { event, .. } | Shape::Limit { event, .. } => event,
    };
    all.first().unwrap()
}

/// What is owed of a case at a moment, from all that was due around then.
fn owed(stage: &Stage, case: Case, now: Moment) -> Vec<(String, State)> {
    let rule = stage.rule(case.rule);
    let mut engine = stage.engine("2024-03-15 09:00");
    engine.now = now;
    let far = at(case.due).plus_seconds(60).unwrap();
    let from = match rule.shape {
        Shape::Dated { .. } => at("2024-01-01 00:00"),
        _ => at(case.begins),
    };
    let all = engine.due([rule], from, far).unwrap();
    let state = |one: &Obligation<'_>| one.state(now, engine.calendar);
    all.iter()
        .map(|one| (one.due.map(shown).unwrap_or_default(), state(one)))
        .collect()
}

/// It is due when the handbook says, is late a minute later, and ends with what
/// settles it.
#[track_caller]
fn holds(case: Case) {
    let (mut on_stage, subject) = stage(case);
    let rule = on_stage.playbook.rule(case.rule).unwrap().unwrap();
    let told = format!("{} {} {}", case.preset, case.rule, case.asks);
    if case.due.is_empty() {
        let open = |stage: &Stage| stage.open(case.rule, "2024-05-15 09:00").len();
        assert_eq!(open(&on_stage), 1, "{told}");
        happens(
            &mut on_stage.facts,
            settling(rule),
            "2024-05-14 09:00",
            &subject,
        );
        assert_eq!(open(&on_stage), 0, "{told}");
        return;
    }
    let due = at(case.due);
    let grace = |due| match &rule.grace {
        Some(grace) => on_stage.playbook.calendar.due(due, grace),
        // What is due with a day is so until its last second.
        None => due,
    };
    let state = |stage: &Stage, now| owed(stage, case, now).first().map(|(_, state)| *state);
    let dues = match super::super::is_measured(rule) {
        true => owed(&on_stage, case, due)
            .into_iter()
            .map(|(due, _)| due)
            .collect(),
        false => on_stage.dues(case.rule, case.due),
    };
    assert_eq!(dues, [case.due], "{told}");
    assert_ne!(state(&on_stage, due), Some(State::Late), "{told}");
    let later = grace(due).plus_seconds(60).unwrap();
    assert_eq!(state(&on_stage, later), Some(State::Late), "{told}");
    // What a duty leaves behind is told with its records.
    if rule.about == About::Duty {
        return;
    }
    let before = shown(due.plus_seconds(-60).unwrap());
    happens(&mut on_stage.facts, settling(rule), &before, &subject);
    assert_eq!(state(&on_stage, later), Some(State::Met), "{told}");
}

#[test]
fn each_deadline_is_due_when_the_handbook_says() {
    cases(DEADLINES).for_each(holds);
}

#[test]
fn each_rhythm_is_due_when_the_handbook_says() {
    cases(RHYTHMS).for_each(holds);
}

#[test]
fn each_date_is_due_on_it_and_shown_from_its_lead_on() {
    for case in cases(DATES) {
        holds(case);
        let (stage, _) = stage(case);
        let on = |day: chrono::NaiveDate| stage.dues(case.rule, &format!("{day} 09:00")).len();
        let first = super::day(case.begins);
        let told = format!("{} {}", case.rule, case.asks);
        // A day off before it does not count against the lead.
        assert_eq!(on(first.pred_opt().unwrap()), 0, "{told}");
        assert_eq!(on(first), 1, "{told}");
    }
}

#[test]
fn every_number_that_a_rule_keeps_has_its_case() {
    let all = [DEADLINES, RHYTHMS, DATES].into_iter().flat_map(cases);
    let mut covered: BTreeSet<String> = BTreeSet::new();
    for case in all {
        let rule = preset(case.preset).rule(case.rule).unwrap().unwrap();
        covered.extend(rule.source.split(' ').map(str::to_owned));
    }
    for name in Playbook::presets() {
        for rule in preset(name).rules().unwrap() {
            let numbers = rule.source.split(' ').filter(|one| one.starts_with('R'));
            for number in numbers.filter(|_| !APART.contains(&rule.id)) {
                assert!(covered.contains(number), "{name} {}: {number}", rule.id);
            }
        }
    }
}
