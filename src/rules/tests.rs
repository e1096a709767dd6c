//! What the words of meaning.md mean, line by line: the standard's own rules
//! over facts made by hand.

use chrono::{NaiveDate, NaiveDateTime};

use super::hand::Hand;
use super::{Class, Engine, Happened, Obligation, People, Person, State, class, rank};
use crate::calendar::Calendar;
use crate::event::{Attribute, Date};
use crate::playbook::{Playbook, Rule};
use crate::value::{Moment, Noun, Span, Unit};

/// The standard, with all its rules.
fn standard() -> &'static Playbook {
    Box::leak(Box::new(Playbook::standard().unwrap()))
}

pub(super) fn calendar() -> Calendar {
    standard().calendar.clone()
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A moment in Shanghai.
pub(super) fn at(text: &str) -> Moment {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    Moment::at(local, chrono_tz::Asia::Shanghai).unwrap()
}

pub(super) fn shown(at: Moment) -> String {
    at.shown(chrono_tz::Asia::Shanghai)
}

/// Li Lei (1), the engineer (2), and Han Mei (9), who supervises both.
fn people() -> People {
    let person = |id, role, supervisor| Person {
        id,
        role,
        supervisor,
        left: false,
    };
    People {
        me: Some(1),
        all: vec![
            person(1, "sales-rep", Some(9)),
            person(2, "support-engineer", Some(9)),
            person(9, "sales-supervisor", None),
        ],
    }
}

struct Stage {
    playbook: &'static Playbook,
    people: People,
    since: Moment,
    facts: Hand,
}

impl Stage {
    fn new(facts: Hand) -> Self {
        Stage {
            playbook: standard(),
            people: people(),
            since: at("2023-01-01 00:00"),
            facts,
        }
    }

    fn engine(&self, now: &str) -> Engine<'_> {
        Engine {
            facts: &self.facts,
            calendar: &self.playbook.calendar,
            people: &self.people,
            now: at(now),
            since: self.since,
            forget: Span {
                n: 90,
                unit: Unit::D,
            },
            dawn: at("1990-01-01 00:00"),
        }
    }

    fn rule(&self, id: &str) -> &Rule {
        self.playbook.rule(id).unwrap().expect(id)
    }

    /// What a rule shows on the day of `now`.
    fn open(&self, id: &str, now: &str) -> Vec<Obligation<'_>> {
        let end = self.playbook.calendar.end_of(day(&now[..10]));
        let engine = self.engine(now);
        engine.open([self.rule(id)], end).unwrap()
    }

    /// The dues that a rule shows on the day of `now`.
    fn dues(&self, id: &str, now: &str) -> Vec<String> {
        let all = self.open(id, now).into_iter();
        all.filter_map(|owed| owed.due.map(shown)).collect()
    }

    /// What was due of a rule in a time: due, met, how it stands.
    fn past(&self, id: &str, now: &str, from: &str, to: &str) -> Vec<(String, String, State)> {
        let engine = self.engine(now);
        let all = engine.due([self.rule(id)], at(from), at(to)).unwrap();
        all.iter()
            .map(|owed| {
                (
                    owed.due.map(shown).unwrap_or_default(),
                    owed.met.map(shown).unwrap_or_default(),
                    owed.state(engine.now, engine.calendar),
                )
            })
            .collect()
    }
}

const YES: &str = "true";
const NO: &str = "false";

/// An A customer who is not paused.
const A: &[(Attribute, &str)] = &[
    (Attribute::Grade, "A"),
    (Attribute::Paused, NO),
    (Attribute::Pool, NO),
];

// ── The worked examples of the handbooks, section 3.6 ──────────────────────

fn ticket_dues(priority: &'static str) -> (Vec<String>, Vec<String>) {
    let mut facts = Hand::default();
    facts.ticket(11, "2024-03-15 09:30", priority);
    let stage = Stage::new(facts);
    (
        stage.dues("ticket-respond", "2024-03-16 08:00"),
        stage.dues("ticket-solution", "2024-03-20 08:00"),
    )
}

#[test]
fn r106_an_urgent_ticket_of_0930() {
    let (respond, solution) = ticket_dues("urgent");
    assert_eq!(respond, ["2024-03-15 11:30"]);
    assert_eq!(solution, ["2024-03-15 13:30"]);
}

#[test]
fn r107_an_important_one_runs_over_the_weekend() {
    let (respond, solution) = ticket_dues("important");
    assert_eq!(respond, ["2024-03-15 13:30"]);
    assert_eq!(solution, ["2024-03-16 09:30"]);
}

#[test]
fn r108_a_normal_one_ends_with_the_third_working_day() {
    let (respond, solution) = ticket_dues("normal");
    assert_eq!(respond, ["2024-03-16 09:30"]);
    assert_eq!(solution, ["2024-03-20 18:00"]);
}

/// The due of a deadline that begins with `event`.
fn due_of(rule: &str, event: &'static str, start: &str, now: &str) -> Vec<String> {
    let mut facts = Hand::default();
    let customer = facts.customer(1, &[(Attribute::Pool, NO)]);
    facts.event(event, start, &customer, &[]);
    Stage::new(facts).dues(rule, now)
}

#[test]
fn r010_and_r045_the_revisit_after_delivery() {
    let due = due_of(
        "delivery-revisit",
        "delivery.delivered",
        "2024-03-15 10:00",
        "2024-03-20 09:00",
    );
    assert_eq!(due, ["2024-03-20 18:00"]);
    let seven = Span {
        n: 7,
        unit: Unit::Wd,
    };
    let due = calendar().due(at("2024-03-15 10:00"), &seven);
    assert_eq!(shown(due), "2024-03-26 18:00");
}

#[test]
fn r037_the_first_talk_after_filing() {
    let due = due_of(
        "first-talk",
        "customer.filed",
        "2024-03-14 10:00",
        "2024-03-19 09:00",
    );
    assert_eq!(due, ["2024-03-19 18:00"]);
}

#[test]
fn r020_entry_within_a_day() {
    let due = due_of(
        "customer-enter",
        "customer.acquired",
        "2024-03-01 10:00",
        "2024-03-02 09:00",
    );
    assert_eq!(due, ["2024-03-02 10:00"]);
}

#[test]
fn r092_a_month_after_the_31st_is_the_last_of_the_month() {
    let due = due_of(
        "survey-delivery",
        "delivery.delivered",
        "2024-01-31 10:00",
        "2024-02-29 09:00",
    );
    assert_eq!(due, ["2024-02-29 23:59"]);
}

#[test]
fn r055_a_customers_lost_touch_begins_on_the_15th_day() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, A);
    facts.contact("2024-03-01 10:00", &customer);
    let stage = Stage::new(facts);
    let engine = stage.engine("2024-03-16 00:00");
    let all = stage.open("touch-a", "2024-03-16 00:00");
    assert_eq!(class(&all[0], engine.now, engine.calendar), Class::Overdue);
    let before = stage.engine("2024-03-15 23:59");
    assert_eq!(class(&all[0], before.now, before.calendar), Class::Today);
}

#[test]
fn r138_every_three_days() {
    let mut facts = Hand::default();
    let customer = facts.customer(
        1,
        &[(Attribute::Segment, "interested"), (Attribute::Paused, NO)],
    );
    facts.contact("2024-03-05 10:00", &customer);
    let stage = Stage::new(facts);
    assert_eq!(
        stage.dues("touch-interested", "2024-03-08 09:00"),
        ["2024-03-08 23:59"]
    );
    assert_eq!(stage.dues("touch-interested", "2024-03-06 09:00").len(), 0);
}

#[test]
fn r145_ask_within_three_days_of_the_proposal() {
    let due = due_of(
        "proposal-ask",
        "proposal.submitted",
        "2024-03-08 10:00",
        "2024-03-11 09:00",
    );
    assert_eq!(due, ["2024-03-11 23:59"]);
}

// ── 2 Settling ──────────────────────────────────────────────────────────────

#[test]
fn meaning_2_an_obligation_ends_because_a_fact_is_there() {
    let mut facts = Hand::default();
    let ticket = facts.ticket(11, "2024-03-15 09:30", "urgent");
    facts.event("ticket.responded", "2024-03-15 10:00", &ticket, &[]);
    let stage = Stage::new(facts);
    assert_eq!(stage.dues("ticket-respond", "2024-03-15 10:30").len(), 0);
    assert_eq!(stage.dues("ticket-solution", "2024-03-15 10:30").len(), 1);
}

#[test]
fn meaning_2_another_tickets_answer_settles_nothing() {
    let mut facts = Hand::default();
    facts.ticket(11, "2024-03-15 09:30", "urgent");
    let other = facts.ticket(12, "2024-03-15 09:40", "urgent");
    facts.event("ticket.responded", "2024-03-15 10:00", &other, &[]);
    let stage = Stage::new(facts);
    let open = stage.open("ticket-respond", "2024-03-15 10:30");
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].subject.id, 11);
}

#[test]
fn meaning_2_early_settles_only_where_the_rule_says_so() {
    let stage = |rule: &str| {
        let mut facts = Hand::default();
        let customer = facts.customer(1, &[(Attribute::Pool, NO)]);
        facts.event("customer.filed", "2024-03-14 10:00", &customer, &[]);
        let sent = [(Attribute::Sent, "material"), (Attribute::Reached, YES)];
        facts.event("followup.logged", "2024-03-13 10:00", &customer, &sent);
        Stage::new(facts).dues(rule, "2024-03-19 09:00").len()
    };
    assert_eq!(stage("first-material"), 0);
    assert_eq!(stage("first-talk"), 1);
}

#[test]
fn meaning_2_a_later_contact_settles_the_next_one_that_was_agreed() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, A);
    facts.contact("2024-03-04 10:00", &customer);
    facts.date(
        Date::FollowupNext,
        "2024-03-04 10:00",
        "2024-03-08 18:00",
        &customer,
    );
    let stage = Stage::new(facts);
    assert_eq!(
        stage.dues("next-contact", "2024-03-08 09:00"),
        ["2024-03-08 18:00"]
    );
    let mut stage = stage;
    let customer = stage.facts.customers[0].clone();
    stage.facts.contact("2024-03-07 10:00", &customer);
    assert_eq!(stage.dues("next-contact", "2024-03-08 09:00").len(), 0);
}

// ── 3 Due ───────────────────────────────────────────────────────────────────

#[test]
fn meaning_3_overdue_is_after_the_due_not_at_it() {
    let mut facts = Hand::default();
    facts.ticket(11, "2024-03-15 09:30", "urgent");
    let stage = Stage::new(facts);
    let all = stage.open("ticket-respond", "2024-03-15 11:30");
    let calendar = &stage.playbook.calendar;
    let state = |now| all[0].state(at(now), calendar);
    assert_eq!(state("2024-03-15 11:30"), State::Open);
    assert_eq!(state("2024-03-15 11:31"), State::Late);
}

#[test]
fn meaning_3_what_ends_on_days_off_is_shown_on_the_last_working_day() {
    // 24 hours from Friday 17:00 end on Saturday.
    let mut facts = Hand::default();
    let ticket = facts.ticket(11, "2024-03-15 16:00", "normal");
    facts.event("ticket.solved", "2024-03-15 17:00", &ticket, &[]);
    // Due on Sunday: seven days after a Sunday.
    let customer = facts.customer(1, &[(Attribute::Grade, "B"), (Attribute::Paused, NO)]);
    facts.contact("2024-03-10 10:00", &customer);
    let stage = Stage::new(facts);
    let friday = "2024-03-15 17:30";
    assert_eq!(stage.dues("ticket-feedback", friday), ["2024-03-16 17:00"]);
    assert_eq!(stage.dues("touch-b", friday), ["2024-03-17 23:59"]);
    let engine = stage.engine(friday);
    let owed = &stage.open("touch-b", friday)[0];
    assert_eq!(class(owed, engine.now, engine.calendar), Class::Today);
    assert_eq!(stage.dues("touch-b", "2024-03-14 17:30").len(), 0);
}

#[test]
fn meaning_3_before_a_holiday_too() {
    // National Day 2024: 1 to 7 October are off.
    let mut facts = Hand::default();
    let customer = facts.customer(1, &[(Attribute::Grade, "B"), (Attribute::Paused, NO)]);
    facts.contact("2024-09-27 10:00", &customer);
    let stage = Stage::new(facts);
    assert_eq!(
        stage.dues("touch-b", "2024-09-30 09:00"),
        ["2024-10-04 23:59"]
    );
}

// ── 4 Rhythm ────────────────────────────────────────────────────────────────

#[test]
fn meaning_4_every_rolls_from_the_last_and_none_yet_from_the_start() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, A);
    facts.turn(
        "2024-03-01 10:00",
        &customer,
        Attribute::Grade,
        None,
        Some("A"),
    );
    let mut stage = Stage::new(facts);
    assert_eq!(
        stage.dues("touch-a", "2024-03-15 09:00"),
        ["2024-03-15 23:59"]
    );
    stage.facts.contact("2024-03-05 10:00", &customer);
    assert_eq!(
        stage.dues("touch-a", "2024-03-19 09:00"),
        ["2024-03-19 23:59"]
    );
}

#[test]
fn meaning_4_today_has_one_line_for_rule_and_customer() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, A);
    facts.contact("2024-01-05 10:00", &customer);
    let stage = Stage::new(facts);
    assert_eq!(stage.open("touch-a", "2024-03-19 09:00").len(), 1);
    assert_eq!(stage.open("touch-a-deep", "2024-03-29 09:00").len(), 1);
}

#[test]
fn meaning_4_at_least_two_a_month() {
    let deep = [(Attribute::Deep, YES), (Attribute::Reached, YES)];
    let mut facts = Hand::default();
    let customer = facts.customer(1, A);
    let mut stage = Stage::new(facts);
    assert_eq!(
        stage.dues("touch-a-deep", "2024-03-20 09:00"),
        ["2024-03-16 23:59"]
    );
    stage
        .facts
        .event("followup.logged", "2024-03-10 10:00", &customer, &deep);
    // Friday the 29th is the last working day; the second is due with it.
    assert_eq!(
        stage.dues("touch-a-deep", "2024-03-29 09:00"),
        ["2024-03-29 23:59"]
    );
    stage
        .facts
        .event("followup.logged", "2024-03-20 10:00", &customer, &deep);
    assert_eq!(stage.dues("touch-a-deep", "2024-03-29 09:00").len(), 0);
}

#[test]
fn meaning_4_a_period_begun_before_the_start_does_not_count() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, A);
    facts.turn(
        "2024-03-05 10:00",
        &customer,
        Attribute::Grade,
        Some("B"),
        Some("A"),
    );
    let stage = Stage::new(facts);
    assert_eq!(stage.dues("touch-a-deep", "2024-03-29 09:00").len(), 0);
    assert_eq!(stage.dues("touch-a-deep", "2024-04-29 09:00").len(), 1);
}

#[test]
fn meaning_4_compliance_counts_a_miss_for_every_further_span() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, &[(Attribute::Grade, "B"), (Attribute::Paused, NO)]);
    facts.turn(
        "2024-03-01 10:00",
        &customer,
        Attribute::Grade,
        None,
        Some("B"),
    );
    facts.contact("2024-03-04 10:00", &customer);
    facts.contact("2024-03-20 10:00", &customer);
    let stage = Stage::new(facts);
    let past = stage.past(
        "touch-b",
        "2024-04-01 09:00",
        "2024-03-01 00:00",
        "2024-03-31 23:59",
    );
    let states: Vec<State> = past.iter().map(|(_, _, state)| *state).collect();
    assert_eq!(
        past.iter()
            .map(|(due, ..)| due.as_str())
            .collect::<Vec<_>>(),
        [
            "2024-03-08 23:59",
            "2024-03-11 23:59",
            "2024-03-18 23:59",
            "2024-03-25 23:59",
            "2024-03-27 23:59",
        ]
    );
    let late = State::MetLate;
    assert_eq!(states, [State::Met, late, late, State::Met, State::Late]);
}

#[test]
fn meaning_4_what_a_rhythm_owed_is_open_once_and_missed_for_every_further_span() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, &[(Attribute::Grade, "B"), (Attribute::Paused, NO)]);
    facts.turn(
        "2024-03-01 10:00",
        &customer,
        Attribute::Grade,
        None,
        Some("B"),
    );
    facts.contact("2024-03-04 10:00", &customer);
    let stage = Stage::new(facts);
    let engine = stage.engine("2024-03-26 09:00");
    let (from, to) = (at("2024-03-01 00:00"), at("2024-03-26 09:00"));
    let judged = engine.judged(stage.rule("touch-b"), from, to).unwrap();
    let states: Vec<_> = judged.iter().map(|(_, state)| *state).collect();
    // Due on the 8th, 11th, 18th and 25th.
    let missed = State::Missed;
    assert_eq!(states, [State::Met, State::Late, missed, missed]);
}

#[test]
fn meaning_5_a_new_owner_answers_for_nothing_from_before() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, &[(Attribute::Grade, "B"), (Attribute::Paused, NO)]);
    facts.turn(
        "2024-03-01 10:00",
        &customer,
        Attribute::Grade,
        None,
        Some("B"),
    );
    facts.turn(
        "2024-03-06 10:00",
        &customer,
        Attribute::Owner,
        Some("2"),
        Some("1"),
    );
    // The filter goes on holding: nothing begins anew.
    facts.turn(
        "2024-03-10 10:00",
        &customer,
        Attribute::Paused,
        Some(NO),
        Some(NO),
    );
    let stage = Stage::new(facts);
    let past = stage.past(
        "touch-b",
        "2024-03-15 09:00",
        "2024-03-01 00:00",
        "2024-03-15 09:00",
    );
    let dues: Vec<_> = past.iter().map(|(due, ..)| due.as_str()).collect();
    assert_eq!(dues, ["2024-03-13 23:59"]);
}

#[test]
fn meaning_5_what_was_forgotten_counts_as_missed() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, &[(Attribute::Pool, NO)]);
    facts.event("customer.filed", "2024-01-08 10:00", &customer, &[]);
    let stage = Stage::new(facts);
    let state = |now: &str| {
        let engine = stage.engine(now);
        let (from, to) = (at("2024-01-01 00:00"), at("2024-01-31 23:59"));
        let judged = engine.judged(stage.rule("first-talk"), from, to).unwrap();
        judged
            .into_iter()
            .map(|(_, state)| state)
            .collect::<Vec<_>>()
    };
    assert_eq!(state("2024-02-01 09:00"), [State::Late]);
    assert_eq!(state("2024-06-01 09:00"), [State::Missed]);
}

#[test]
fn a_period_may_be_made_up_for_until_it_is_over() {
    let mut facts = Hand::default();
    facts.customer(1, A);
    let stage = Stage::new(facts);
    let state = |now: &str| {
        let engine = stage.engine(now);
        let (from, to) = (at("2024-03-01 00:00"), at("2024-03-31 23:59"));
        let judged = engine.judged(stage.rule("touch-a-deep"), from, to).unwrap();
        judged
            .into_iter()
            .map(|(_, state)| state)
            .collect::<Vec<_>>()
    };
    // Due on the 16th and on Friday the 29th.
    assert_eq!(state("2024-03-20 09:00"), [State::Late, State::Open]);
    assert_eq!(state("2024-03-30 09:00"), [State::Late, State::Late]);
    assert_eq!(state("2024-04-01 09:00"), [State::Missed, State::Missed]);
}

// ── 5 Start ─────────────────────────────────────────────────────────────────

#[test]
fn meaning_5_an_upgrade_yesterday_is_not_overdue_today() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, A);
    facts.contact("2024-01-05 10:00", &customer);
    facts.turn(
        "2024-03-18 10:00",
        &customer,
        Attribute::Grade,
        Some("C"),
        Some("A"),
    );
    let stage = Stage::new(facts);
    assert_eq!(stage.dues("touch-a", "2024-03-19 09:00").len(), 0);
    assert_eq!(
        stage.dues("touch-a", "2024-04-01 09:00"),
        ["2024-04-01 23:59"]
    );
}

#[test]
fn meaning_5_a_change_within_the_filter_starts_nothing_anew() {
    let mut facts = Hand::default();
    let stages = [
        (Attribute::Stage, "contract-negotiation"),
        (Attribute::Paused, NO),
    ];
    let customer = facts.customer(1, &stages);
    let entered = Some("proposal-review");
    facts.turn(
        "2024-03-11 10:00",
        &customer,
        Attribute::Stage,
        None,
        entered,
    );
    facts.turn(
        "2024-03-13 10:00",
        &customer,
        Attribute::Stage,
        entered,
        Some("contract-negotiation"),
    );
    let stage = Stage::new(facts);
    assert_eq!(
        stage.dues("key-stage", "2024-03-13 11:00"),
        ["2024-03-12 18:00"]
    );
}

#[test]
fn meaning_5_a_new_owner_begins_anew() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, A);
    facts.contact("2024-01-05 10:00", &customer);
    facts.turn(
        "2024-03-18 10:00",
        &customer,
        Attribute::Owner,
        Some("7"),
        Some("1"),
    );
    let stage = Stage::new(facts);
    assert_eq!(stage.dues("touch-a", "2024-03-19 09:00").len(), 0);
}

#[test]
fn meaning_5_nothing_older_than_since_raises_a_deadline() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, &[(Attribute::Pool, NO)]);
    facts.event("customer.filed", "2024-03-14 10:00", &customer, &[]);
    let mut stage = Stage::new(facts);
    assert_eq!(stage.dues("first-talk", "2024-03-20 09:00").len(), 1);
    stage.since = at("2024-03-15 00:00");
    assert_eq!(stage.dues("first-talk", "2024-03-20 09:00").len(), 0);
}

#[test]
fn meaning_5_older_contacts_start_rhythms_at_since() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, A);
    facts.contact("2023-01-05 10:00", &customer);
    let mut stage = Stage::new(facts);
    stage.since = at("2024-03-04 00:00");
    assert_eq!(stage.dues("touch-a", "2024-03-16 09:00").len(), 1, "warned");
    assert_eq!(
        stage.dues("touch-a", "2024-03-18 09:00"),
        ["2024-03-18 23:59"]
    );
}

#[test]
fn meaning_5_open_tickets_and_actions_are_always_raised() {
    let mut facts = Hand::default();
    facts.ticket(11, "2021-03-15 09:30", "urgent");
    let mut action = facts.customer(1, &[]);
    action.noun = Noun::Action;
    action.id = 31;
    facts.date(
        Date::ActionDue,
        "2021-03-15 09:30",
        "2021-03-16 18:00",
        &action,
    );
    let mut stage = Stage::new(facts);
    stage.since = at("2024-03-04 00:00");
    assert_eq!(stage.dues("ticket-respond", "2024-03-18 09:00").len(), 1);
    assert_eq!(stage.dues("action-due", "2024-03-18 09:00").len(), 1);
}

#[test]
fn meaning_5_after_forget_a_deadline_leaves_today_and_is_missed() {
    let mut facts = Hand::default();
    let customer = facts.customer(1, &[(Attribute::Pool, NO)]);
    facts.event("customer.filed", "2024-03-14 10:00", &customer, &[]);
    let stage = Stage::new(facts);
    assert_eq!(stage.dues("first-talk", "2024-06-17 23:00").len(), 1);
    assert_eq!(stage.dues("first-talk", "2024-06-18 09:00").len(), 0);
    let past = stage.past(
        "first-talk",
        "2024-07-01 09:00",
        "2024-03-01 00:00",
        "2024-03-31 23:59",
    );
    assert_eq!(
        past,
        [("2024-03-19 18:00".into(), String::new(), State::Late)]
    );
}

#[test]
fn meaning_5_the_past_is_judged_by_what_was_true_on_the_due_day() {
    let mut facts = Hand::default();
    // In the pool since May; in March it was not.
    let customer = facts.customer(1, &[(Attribute::Pool, YES)]);
    facts.event("customer.filed", "2024-03-14 10:00", &customer, &[]);
    facts.turn(
        "2024-05-02 10:00",
        &customer,
        Attribute::Pool,
        Some(NO),
        Some(YES),
    );
    let stage = Stage::new(facts);
    let march = ("2024-03-01 00:00", "2024-03-31 23:59");
    let past = stage.past("first-talk", "2024-06-01 09:00", march.0, march.1);
    assert_eq!(past.len(), 1);
    assert_eq!(stage.dues("first-talk", "2024-06-01 09:00").len(), 0);
}

// ── 6 Who ───────────────────────────────────────────────────────────────────

#[test]
fn meaning_6_the_assignee_owes_and_the_superior_is_told() {
    let mut facts = Hand::default();
    facts.ticket(11, "2024-03-15 09:30", "urgent");
    let stage = Stage::new(facts);
    let all = stage.open("ticket-respond", "2024-03-15 12:00");
    assert_eq!(all[0].who, [2]);
    let told = stage.engine("2024-03-15 12:00").told(&all[0]);
    assert_eq!(told[0].who, [9]);
    assert_eq!(shown(told[0].at), "2024-03-15 11:30");
}

#[test]
fn meaning_6_a_role_that_nobody_holds_falls_to_the_owner_except_duties() {
    let mut facts = Hand::default();
    let mut ticket = facts.ticket(11, "2024-03-15 09:30", "normal");
    let complaint = [(Attribute::Type, "service-complaint")];
    ticket.attributes = ticket.attributes.iter().copied().chain(complaint).collect();
    facts.event("ticket.solved", "2024-03-15 10:00", &ticket, &[]);
    let stage = Stage::new(facts);
    let all = stage.open("complaint-revisit", "2024-03-17 12:00");
    assert_eq!(all[0].who, [1]);
    assert_eq!(stage.open("duty-qa", "2024-03-15 12:00").len(), 0);
    // Han Mei supervises somebody.
    let duties = stage.open("duty-weekly-check", "2024-03-15 12:00");
    assert_eq!(duties[0].who, [9]);
}

// ── 8 Ticket clocks ─────────────────────────────────────────────────────────

fn solution(facts: Hand, now: &str) -> String {
    let stage = Stage::new(facts);
    let far = at("2025-01-01 00:00");
    let engine = stage.engine(now);
    let all = engine.open([stage.rule("ticket-solution")], far).unwrap();
    all[0].due.map(shown).unwrap()
}

#[test]
fn meaning_8_only_waiting_pauses_and_only_the_solution() {
    let mut facts = Hand::default();
    let ticket = facts.ticket(11, "2024-03-15 09:30", "urgent");
    facts.event("ticket.waiting", "2024-03-15 10:00", &ticket, &[]);
    facts.event("ticket.resumed", "2024-03-15 11:15", &ticket, &[]);
    let stage = Stage::new(facts);
    let due = |rule| stage.dues(rule, "2024-03-15 11:20");
    assert_eq!(due("ticket-respond"), ["2024-03-15 11:30"]);
    assert_eq!(due("ticket-solution"), ["2024-03-15 14:45"]);
}

#[test]
fn meaning_8_working_days_are_added_for_each_close_inside_the_pause() {
    let mut facts = Hand::default();
    let ticket = facts.ticket(11, "2024-03-15 09:30", "normal");
    // Over Friday's and Monday's close.
    facts.event("ticket.waiting", "2024-03-15 10:00", &ticket, &[]);
    facts.event("ticket.resumed", "2024-03-19 09:00", &ticket, &[]);
    assert_eq!(solution(facts, "2024-03-19 10:00"), "2024-03-22 18:00");
}

#[test]
fn meaning_8_a_pause_lasts_its_cap_at_most() {
    let mut facts = Hand::default();
    let ticket = facts.ticket(11, "2024-03-15 09:30", "normal");
    facts.event("ticket.waiting", "2024-03-15 10:00", &ticket, &[]);
    // Three working days and ten more; the 20th would have been the due.
    let much_later = solution(facts, "2024-05-20 10:00");
    assert_eq!(much_later, "2024-04-03 18:00");
}

#[test]
fn meaning_8_the_time_between_solved_and_reopened_does_not_count() {
    let mut facts = Hand::default();
    let ticket = facts.ticket(11, "2024-03-15 09:30", "important");
    facts.event("ticket.answered", "2024-03-15 12:00", &ticket, &[]);
    facts.event("ticket.solved", "2024-03-15 13:30", &ticket, &[]);
    facts.event("ticket.reopened", "2024-03-15 17:30", &ticket, &[]);
    assert_eq!(solution(facts, "2024-03-15 18:00"), "2024-03-16 13:30");
}

#[test]
fn meaning_8_a_new_priority_is_due_from_acceptance() {
    let mut facts = Hand::default();
    let ticket = facts.ticket(11, "2024-03-15 09:30", "urgent");
    facts.turn(
        "2024-03-15 10:00",
        &ticket,
        Attribute::Priority,
        Some("normal"),
        Some("urgent"),
    );
    let stage = Stage::new(facts);
    assert_eq!(
        stage.dues("ticket-respond", "2024-03-15 10:30"),
        ["2024-03-15 11:30"]
    );
}

#[test]
fn meaning_8_a_clock_already_missed_stays_missed() {
    let mut facts = Hand::default();
    let ticket = facts.ticket(11, "2024-03-15 09:30", "normal");
    facts.turn(
        "2024-03-15 12:00",
        &ticket,
        Attribute::Priority,
        Some("urgent"),
        Some("normal"),
    );
    let stage = Stage::new(facts);
    assert_eq!(
        stage.dues("ticket-respond", "2024-03-15 12:30"),
        ["2024-03-15 11:30"]
    );
}

#[test]
fn meaning_8_an_agreed_time_moves_the_line_and_not_the_due() {
    let mut facts = Hand::default();
    let ticket = facts.ticket(11, "2024-03-15 09:30", "urgent");
    let agreed = at("2024-03-18 12:00");
    facts.step("2024-03-15 11:00", &ticket, Happened::Agreed(agreed));
    facts.event("ticket.answered", "2024-03-18 11:00", &ticket, &[]);
    let stage = Stage::new(facts);
    let engine = stage.engine("2024-03-18 10:00");
    let all = engine
        .due(
            [stage.rule("ticket-solution")],
            at("2024-03-15 00:00"),
            at("2024-03-31 00:00"),
        )
        .unwrap();
    assert_eq!(all[0].due.map(shown).unwrap(), "2024-03-15 13:30");
    assert_eq!(all[0].line().map(shown).unwrap(), "2024-03-18 12:00");
    assert_eq!(all[0].state(engine.now, engine.calendar), State::MetLate);
}

#[test]
fn meaning_8_times_that_contradict_each_other_settle_and_are_left_out() {
    let mut facts = Hand::default();
    let ticket = facts.ticket(11, "2024-03-15 09:30", "urgent");
    facts.event("ticket.responded", "2024-03-15 09:00", &ticket, &[]);
    let stage = Stage::new(facts);
    assert_eq!(stage.dues("ticket-respond", "2024-03-15 12:00").len(), 0);
    let past = stage.past(
        "ticket-respond",
        "2024-03-20 09:00",
        "2024-03-01 00:00",
        "2024-03-31 23:59",
    );
    assert_eq!(past, []);
}

// ── 9 Rank ──────────────────────────────────────────────────────────────────

#[test]
fn meaning_9_overdue_first_then_the_band_then_the_grade() {
    let mut facts = Hand::default();
    facts.ticket(11, "2024-03-15 09:30", "urgent");
    let a = facts.customer(1, A);
    facts.contact("2024-01-05 10:00", &a);
    let stage = Stage::new(facts);
    let now = "2024-03-15 12:00";
    let engine = stage.engine(now);
    let respond = &stage.open("ticket-respond", now)[0];
    let solution = &stage.open("ticket-solution", now)[0];
    let touch = &stage.open("touch-a", now)[0];
    let place = |owed: &Obligation<'_>, grade| rank(owed, grade, engine.now, engine.calendar);
    let mut order = [
        ("solution", place(solution, None)),
        ("touch D", place(touch, Some("D"))),
        ("touch A", place(touch, Some("A"))),
        ("touch none", place(touch, None)),
        ("respond", place(respond, None)),
    ];
    order.sort_by_key(|(_, rank)| *rank);
    let names: Vec<&str> = order.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        names,
        ["respond", "touch A", "touch D", "touch none", "solution"]
    );
}

// ── 15 Compliance ───────────────────────────────────────────────────────────

#[test]
fn meaning_15_what_was_due_in_the_period_and_met_in_time() {
    let mut facts = Hand::default();
    let first = facts.ticket(11, "2024-03-15 09:30", "urgent");
    let second = facts.ticket(12, "2024-03-18 09:30", "urgent");
    facts.ticket(13, "2024-04-18 09:30", "urgent");
    facts.event("ticket.responded", "2024-03-15 10:00", &first, &[]);
    facts.event("ticket.responded", "2024-03-18 15:00", &second, &[]);
    let stage = Stage::new(facts);
    let past = stage.past(
        "ticket-respond",
        "2024-05-01 09:00",
        "2024-03-01 00:00",
        "2024-03-31 23:59",
    );
    let states: Vec<State> = past.into_iter().map(|(.., state)| state).collect();
    assert_eq!(states, [State::Met, State::MetLate]);
}

// ── A year of mornings ──────────────────────────────────────────────────────

/// Day by day: what is open stays open, as it was, until a contact settles it
/// or it is forgotten; and nothing is there twice.
#[test]
fn a_year_of_mornings_loses_nothing_and_doubles_nothing() {
    let mut facts = Hand::default();
    let grades = ["A", "B", "C"];
    for (id, grade) in (1..).zip(grades) {
        let of = [
            (Attribute::Grade, grade),
            (Attribute::Paused, NO),
            (Attribute::Pool, NO),
        ];
        let customer = facts.customer(id, &of);
        facts.event("customer.filed", "2024-01-03 10:00", &customer, &[]);
    }
    let mut stage = Stage::new(facts);
    stage.since = at("2024-01-02 00:00");
    let ids = [
        "touch-a",
        "touch-b",
        "touch-c",
        "first-talk",
        "first-material",
    ];
    let mut before: Vec<(&str, i64, Moment)> = Vec::new();
    let mut today = day("2024-01-04");
    for n in 0_u32..366 {
        let now: Vec<(&str, i64, Moment)> = ids
            .iter()
            .flat_map(|id| stage.open(id, &format!("{today} 09:00")))
            .map(|owed| (owed.rule.id, owed.subject.id, owed.since))
            .collect();
        let mut lines: Vec<(&str, i64)> = now.iter().map(|(id, of, _)| (*id, *of)).collect();
        lines.sort_unstable();
        lines.dedup();
        assert_eq!(lines.len(), now.len(), "{today}: doubled");
        for line in &before {
            // Material is only sent by what says so; it is forgotten after 90 days.
            let forgotten = line.0 == "first-material" && n > 90;
            assert!(
                now.contains(line) || forgotten,
                "{today}: {line:?} was lost"
            );
        }
        before = now;
        // Somebody is called now and then, never regularly.
        let customer = stage.facts.customers[(n as usize * 7 + 3) % 3].clone();
        if n * n % 11 == 4 {
            stage.facts.contact(&format!("{today} 15:00"), &customer);
            before.retain(|(id, of, _)| *of != customer.id || *id == "first-material");
        }
        today = today.succ_opt().unwrap();
    }
}
