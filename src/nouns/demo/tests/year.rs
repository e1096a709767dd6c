//! A year of mornings, played day by day over the demo's file: what is open stays
//! open as it was, until a record says why not. The rule: why is read off the
//! tables, never asked of the engine.

mod settled;
mod work;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};
use rusqlite::Connection;

use super::{ZONE, at, place, set};
use crate::app::App;
use crate::event::Attribute;
use crate::nouns::demo::story;
use crate::nouns::demo::{Names, STORY};
use crate::playbook::{Pace, Rule, Shape};
use crate::problem::Failure;
use crate::rules::Period;
use crate::store::Only;
use crate::value::{ChoiceSet as _, Moment, Noun};
use crate::words::Lang;

/// One line of a morning.
#[derive(Clone)]
struct Line {
    rule: Rule,
    noun: Noun,
    record: i64,
    customer: Option<i64>,
    since: Moment,
    due: Option<Moment>,
    shown: Moment,
}

/// A rule, a record, and when it began.
type Key = (&'static str, &'static str, i64, Moment);

impl Line {
    fn key(&self) -> Key {
        (self.rule.id, self.noun.table(), self.record, self.since)
    }

    /// As a failure names it.
    fn told(&self) -> String {
        let due = self.due.map_or_else(String::new, |due| due.shown(ZONE));
        let (rule, noun) = (self.rule.id, self.noun.table());
        format!(
            "{rule} {noun} {} {} {due}",
            self.record,
            self.since.shown(ZONE)
        )
    }
}

/// A rule, and how one of its lines ended.
type End = (&'static str, Why);

/// Why a line is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    Settled,
    Turned,
    /// Its customer became one with another, or was hidden.
    Merged,
    /// The period that it was owed in.
    Over,
    Forgotten,
}

/// The time from one morning to the next.
#[derive(Clone, Copy)]
struct Night {
    from: Moment,
    to: Moment,
}

/// The file, and its tables beside it.
struct Year<'a> {
    stage: App<'a>,
    db: Connection,
}

impl Year<'_> {
    /// Whether a query finds anything; `?1` the record, `?2` its customer,
    /// `?3` when it began, `?4` and `?5` the night.
    fn any(&self, line: &Line, night: Night, sql: &str) -> bool {
        let mut query = self
            .db
            .prepare_cached(&format!("SELECT EXISTS ({sql}), ?1, ?2, ?3, ?4, ?5"))
            .expect("prepares");
        let since = line.since.stored();
        let (from, to) = (night.from.stored(), night.to.stored());
        let params = rusqlite::params![line.record, line.customer, since, from, to];
        query.query_row(params, |row| row.get(0)).expect("a row")
    }

    /// Whether what the rule asks of the customer changed: its filter, and for
    /// rhythms the owner.
    fn turned(&self, line: &Line, night: Night) -> bool {
        let mut asked: Vec<&str> = line
            .rule
            .filter
            .iter()
            .map(|one| one.attribute.code())
            .collect();
        if matches!(line.rule.shape, Shape::Rhythm { .. }) {
            asked.push(Attribute::Owner.code());
        }
        let asked: Vec<String> = asked.iter().map(|code| format!("'{code}'")).collect();
        self.any(
            line,
            night,
            &format!(
                "SELECT 1 FROM turn WHERE noun = 'customer' AND record = ?2
                   AND recorded_at > ?4 AND recorded_at <= ?5 AND attribute IN ({})",
                asked.join(", ")
            ),
        )
    }

    /// Why a line that was there is there no more.
    fn why_gone(&self, line: &Line, night: Night) -> Option<Why> {
        if self.settled(line, night) {
            return Some(Why::Settled);
        }
        if self.turned(line, night) {
            return Some(Why::Turned);
        }
        let merged = "SELECT 1 FROM command WHERE verb = 'customer merge' AND at > ?4 AND at <= ?5";
        if self.any(line, night, merged) {
            return Some(Why::Merged);
        }
        let calendar = &self.stage.policy.get().ok()?.calendar;
        if let Some(last) = self.last_day(line) {
            let last = match &line.rule.grace {
                Some(grace) => calendar.due(calendar.end_of(last), grace),
                None => calendar.end_of(last),
            };
            return (last < night.to).then_some(Why::Over);
        }
        let lasting = matches!(line.rule.shape, Shape::Rhythm { .. })
            || matches!(
                line.noun,
                Noun::Ticket
                    | Noun::Action
                    | Noun::Pause
                    | Noun::Entry
                    | Noun::Instalment
                    | Noun::Deviation
            );
        let days = match line.rule.id {
            "care" => 3,
            _ => 90,
        };
        let gone = line.due?.plus_seconds(days * 86_400)?;
        (!lasting && gone < night.to).then_some(Why::Forgotten)
    }

    /// The last day of the period that a line is owed in.
    fn last_day(&self, line: &Line) -> Option<NaiveDate> {
        match &line.rule.shape {
            Shape::Rhythm {
                pace: Pace::AtLeast(_, per),
                ..
            } => Some(Period::of(*per, line.since.day(ZONE)).last),
            _ => None,
        }
    }

    /// Whether a line may be new this morning.
    fn may_be_new(&self, line: &Line, night: Night) -> bool {
        let calendar = &self.stage.policy.get().expect("a playbook").calendar;
        let end = |at: Moment| calendar.end_of(at.day(ZONE));
        let falls = line.shown > end(night.from) && line.shown <= end(night.to);
        let warned = !line.rule.warn.is_empty()
            || matches!(&line.rule.shape, Shape::Dated { lead, .. } if !lead.is_empty())
            || matches!(&line.rule.shape, Shape::Rhythm { lead: Some(_), .. });
        let on_its_day = line.due.is_some_and(|due| {
            let day = calendar.shown_on(due.day(ZONE));
            line.shown == calendar.begin_of(day).max(line.since)
        });
        let began = line.since > night.from && line.since <= night.to;
        let typed = self.any(
            line,
            night,
            &format!(
                "SELECT 1 FROM \"{}\" WHERE id = ?1 AND recorded_at > ?4 AND recorded_at <= ?5",
                line.noun.table()
            ),
        );
        let reopened = self.any(
            line,
            night,
            "SELECT 1 FROM ticket_event WHERE ticket = ?1 AND kind = 'reopened'
               AND at > ?4 AND at <= ?5",
        );
        (falls && (warned || on_its_day))
            || began
            || typed
            || (line.noun == Noun::Ticket && reopened)
            || self.turned(line, night)
    }

    /// What is open on a morning, whoever owes it.
    fn morning(&mut self, now: Moment) -> Vec<Line> {
        let owed = self.stage.owing_at(now, &[], Only::All, |owing| {
            let calendar = owing.engine.calendar;
            let open = owing
                .engine
                .open(owing.rules, calendar.end_of(calendar.day_of(now)))?;
            Ok(open
                .into_iter()
                .map(|one| Line {
                    rule: one.rule.clone(),
                    noun: one.subject.noun,
                    record: one.subject.id,
                    customer: one.subject.customer,
                    since: one.since,
                    due: one.due,
                    shown: one.shown,
                })
                .collect())
        });
        owed.expect("a morning")
    }

    /// From one morning to the next: what is gone and how, and what should not
    /// be as it is.
    fn compared(&self, before: &[Line], lines: &[Line], night: Night) -> (Vec<End>, Vec<String>) {
        let (mut ends, mut wrong) = (Vec::new(), Vec::new());
        let day = night.to.day(ZONE);
        for was in before {
            match lines.iter().find(|is| is.key() == was.key()) {
                Some(is) if is.due == was.due || self.settled(was, night) => {}
                Some(is) => wrong.push(format!("{day}: {} became {}", was.told(), is.told())),
                None => match self.why_gone(was, night) {
                    Some(why) => ends.push((was.rule.id, why)),
                    None => wrong.push(format!("{day}: {} was lost", was.told())),
                },
            }
        }
        let old: BTreeSet<Key> = before.iter().map(Line::key).collect();
        let new = lines.iter().filter(|is| !old.contains(&is.key()));
        for is in new.filter(|is| !self.may_be_new(is, night)) {
            wrong.push(format!("{day}: {} came from nowhere", is.told()));
        }
        let all: BTreeSet<Key> = lines.iter().map(Line::key).collect();
        if all.len() != lines.len() {
            wrong.push(format!("{day}: something is there twice"));
        }
        (ends, wrong)
    }
}

#[test]
fn a_year_of_mornings_over_the_demo_loses_nothing_and_doubles_nothing() {
    let (_folder, scratch) = place();
    let mut stage = set(&scratch, "standard");
    let mut names = Names::default();
    let deeds = story::read(STORY, Lang::En).expect("reads").into_iter();
    let mut deeds = deeds.peekable();
    while let Some(deed) = deeds.next_if(|deed| deed.at.as_str() < "2026-02-03") {
        names.act(&mut stage, deed, ZONE).expect("the story");
    }
    let db = Connection::open(scratch.folder().join("kehu.db")).expect("opens");
    let mut year = Year { stage, db };
    let mut before: Option<(Moment, Vec<Line>)> = None;
    let mut ends: BTreeMap<End, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut worked = 0;
    let first = NaiveDate::from_ymd_opt(2026, 2, 3).expect("a day");
    for day in first.iter_days().take(365) {
        let morning = format!("{day} 08:30");
        while let Some(deed) = deeds.next_if(|deed| deed.at <= morning) {
            names.act(&mut year.stage, deed, ZONE).expect("the story");
        }
        let now = at(&morning);
        let lines = year.morning(now);
        if let Some((from, before)) = before {
            let (gone, not_right) = year.compared(&before, &lines, Night { from, to: now });
            for end in gone {
                *ends.entry(end).or_default() += 1;
            }
            wrong.extend(not_right);
        }
        before = Some((now, lines));
        if deeds.peek().is_none() && day.weekday().num_days_from_monday() < 5 {
            for deed in year.work_of(day, worked) {
                // What a verb refuses is part of a year, too.
                if let Err(Failure::Other(why)) = names.act(&mut year.stage, deed, ZONE) {
                    panic!("{why}");
                }
            }
            worked += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    insta::assert_snapshot!(told(&ends), @r"
                             settled    turned    merged      over forgotten
    action-due                    20         0         0         0         0
    care                           7         0         0         0        14
    contract-scan                  0         0         0         0         3
    customer-enter                 0         0         1         0         0
    customer-review                6         0         1         0         0
    deal-expected                  0         0         0         0         5
    deal-review                    2         0         0         0         4
    delivery-plan                  0         0         0         0         1
    deviation                      1         0         0         0         0
    duty-feedback-summary          0         0         0        10         0
    duty-promise-audit             0         0         0         3         0
    duty-weekly-check              5         0         0        44         0
    feedback-resolve               1         0         0         0         2
    feedback-respond               1         0         0         0         1
    first-questionnaire            0         0         1         0         0
    handover                       0         0         0         0         1
    handover-pack                  0         0         0         0         6
    improvement-due                1         0         0         0         1
    intent-high                    0         0         0         0         1
    intent-medium                  1         0         0         0         5
    key-stage                    119        16         0         0         0
    milestone                      2         0         0         0         1
    next-contact                  61         0         0         0         0
    objection-answer               3         0         0         0         1
    pause-resume                  10         0         0         0         0
    payment                        4         0         0         0         0
    plan-due                      11         0         0         0        18
    progress-told                  3         0         0         0         0
    promise-confirm                1         0         0         0         1
    promise-due                    2         0         0         0         2
    proposal-ask                   3         0         0         0         0
    push-b                         3         2         0        46         0
    push-interested                1         0         0       111         0
    push-pool                      0         0         0         6         0
    recall-inform                  0         0         0         0         2
    recall-settle                  0         0         0         0         1
    regrade                        2         0         0        45         0
    regrade-approve                1         0         0         0        18
    remark-due                     1         0         0         0         0
    request-answer                 2         0         0         0         0
    review-cooperating             0         2         0        20         0
    revisit-cooperating            1         0         0        61         0
    suggest-b                      2         1         0         8         0
    survey-expiry                  1         0         0         0         0
    ticket-feedback               57         0         0         0         0
    ticket-respond                23         0         0         0         0
    ticket-revisit                35         0         0         0         0
    ticket-solution               43         0         0         0         0
    ticket-task-force             18         0         0         0         0
    touch-a                       17         2         0         0         0
    touch-a-deep                   3         3         1        20         0
    touch-b                       97         5         0         0         0
    touch-c                       34         5         0         0         0
    touch-interested              21         1         0         0         0
    training                       0         0         0         0         1
    verify-high-value              1         1         0        22         0
    verify-other                   0         0         0        81         0
    visit-high-value               0         0         0         9         0
    ");
}

/// How often what ended how, a line for each rule.
fn told(ends: &BTreeMap<End, usize>) -> String {
    let rules: BTreeSet<&'static str> = ends.keys().map(|(rule, _)| *rule).collect();
    let heads = ["settled", "turned", "merged", "over", "forgotten"];
    let heads = heads.map(|head| format!("{head:>10}"));
    let mut text = format!("{:22}{}\n", "", heads.concat());
    for rule in rules {
        let of = |why| ends.get(&(rule, why)).copied().unwrap_or_default();
        let each = [
            Why::Settled,
            Why::Turned,
            Why::Merged,
            Why::Over,
            Why::Forgotten,
        ];
        let each = each.map(|why| format!("{:>10}", of(why)));
        text.push_str(&format!("{rule:<22}{}\n", each.concat()));
    }
    text
}
