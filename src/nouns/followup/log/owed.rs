//! What the playbook's rules ask for the customers of a contact: told and ticked
//! before, and one line afterwards says what it settled and what comes next.

use std::collections::HashSet;

use crate::app::App;
use crate::event::{Attribute, Date};
use crate::out::Out;
use crate::playbook::{Rule, Selector, Shape, Test};
use crate::problem::Failure;
use crate::records::Followup;
use crate::records::choices::{Purpose, Sent};
use crate::rules::is_duty;
use crate::say;
use crate::store::Only;
use crate::value::{ChoiceSet as _, Moment};
use crate::words::{Say, Text};

/// Something that a rule asks for one of the customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::nouns) struct Owed {
    pub rule: &'static str,
    pub label: Text,
    pub due: Option<Moment>,
    /// It stands in `today`.
    pub now: bool,
    agreed: Option<Agreed>,
    /// What tells it from the next one of the same rule: a care date comes again
    /// with another due.
    key: (&'static str, i64, Moment, Option<Moment>),
    /// What a contact must have to settle it, besides reaching somebody.
    needs: Vec<(Attribute, String)>,
}

/// What was agreed with the customer, and is told with its own words before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Agreed {
    /// The next contact: the contact that takes place settles it.
    Next,
    /// A plan or an action: ended by its number, which the answer names.
    Numbered,
}

impl Owed {
    /// Whether the answer names it, should this contact settle it: what stands in
    /// `today` or the contact says, and the next contact, whose reminder goes with
    /// it. One that is not `real` may agree another time, and settles none.
    pub(super) fn is_named(&self, record: &Followup, real: bool) -> bool {
        match self.agreed {
            Some(Agreed::Numbered) => false,
            Some(Agreed::Next) => real,
            None => self.now || (!self.needs.is_empty() && self.is_said(record)),
        }
    }

    /// Whether a contact says already that it settles this.
    pub(super) fn is_said(&self, record: &Followup) -> bool {
        self.needs.iter().all(|(which, code)| match which {
            Attribute::Purpose => record.purpose.iter().any(|one| one.code() == code),
            _ => record.sent.iter().any(|one| one.code() == code),
        })
    }

    /// Whether a person can say so by ticking it.
    pub(super) fn is_asked(&self, record: &Followup) -> bool {
        self.now && !self.needs.is_empty() && !self.is_said(record)
    }

    /// Says so in the contact.
    pub(super) fn say(&self, record: &mut Followup) {
        for (which, code) in &self.needs {
            match which {
                Attribute::Purpose => record.purpose.extend(Purpose::from_code(code)),
                _ => record.sent.extend(Sent::from_code(code)),
            }
        }
    }
}

/// Everything that rules ask for these customers and a contact can settle.
pub(in crate::nouns) fn open(app: &mut App<'_>, customers: &[i64]) -> Result<Vec<Owed>, Failure> {
    if customers.is_empty() {
        return Ok(Vec::new());
    }
    app.owing_contacts(customers, |owing| {
        let engine = &owing.engine;
        let today = engine.calendar.end_of(engine.calendar.day_of(engine.now));
        let far = engine.now.plus_seconds(400 * 86_400).unwrap_or(today);
        let rules = owing.rules.iter().filter(|rule| by_contact(rule).is_some());
        let all = engine.open(rules.filter(|rule| !rule.batch), far)?;
        Ok(all
            .into_iter()
            .map(|owed| Owed {
                rule: owed.rule.id,
                label: owed.rule.label,
                due: owed.line(),
                now: owed.shown <= today,
                key: (owed.rule.id, owed.subject.id, owed.since, owed.due),
                agreed: agreed(owed.rule),
                needs: needs(owed.rule),
            })
            .collect())
    })
}

const fn agreed(rule: &Rule) -> Option<Agreed> {
    match rule.shape {
        Shape::Dated {
            date: Date::FollowupNext,
            ..
        } => Some(Agreed::Next),
        Shape::Dated {
            date: Date::PlanAt | Date::ActionDue,
            ..
        } => Some(Agreed::Numbered),
        _ => None,
    }
}

/// The selector by which a contact settles what a rule asks.
fn by_contact(rule: &Rule) -> Option<&Selector> {
    let all = match &rule.shape {
        Shape::Deadline { until, .. } | Shape::Dated { until, .. } => until,
        Shape::Rhythm { event, .. } => event,
        Shape::Limit { .. } => return None,
    };
    all.iter()
        .find(|selector| selector.event.name == "followup.logged")
}

fn needs(rule: &Rule) -> Vec<(Attribute, String)> {
    let conditions = by_contact(rule).map(|selector| selector.conditions.as_slice());
    let asked = |attribute| matches!(attribute, Attribute::Purpose | Attribute::Sent);
    conditions
        .unwrap_or_default()
        .iter()
        .filter(|one| asked(one.attribute))
        .filter_map(|one| match &one.is {
            Test::In(codes) => Some((one.attribute, codes.first()?.clone())),
            _ => None,
        })
        .collect()
}

/// Says which of what was owed `before` a contact settled, and what comes next.
pub(in crate::nouns) fn tell(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    customers: &[i64],
    before: &[Owed],
) -> Result<(), Failure> {
    if before.is_empty() {
        return Ok(());
    }
    let after = open(app, customers)?;
    let left: HashSet<_> = after.iter().map(|one| one.key).collect();
    let mut settled: Vec<Text> = Vec::new();
    for one in before.iter().filter(|one| !left.contains(&one.key)) {
        if !settled.contains(&one.label) {
            settled.push(one.label);
        }
    }
    if settled.is_empty() {
        return Ok(());
    }
    let zone = app.policy.get()?.calendar.zone();
    let dues = after.iter().filter_map(|one| Some((one.label, one.due?)));
    let next = match dues.min_by_key(|(_, due)| *due) {
        Some(next) => Some(next),
        None => other(app, customers)?,
    };
    let list = |by: &str, of: fn(&Text) -> &'static str| {
        settled.iter().map(of).collect::<Vec<_>>().join(by)
    };
    let (mut en, mut zh) = (
        format!("settled: {}", list(", ", |text| text.en)),
        format!("办结：{}", list("、", |text| text.zh)),
    );
    if let Some((next, due)) = next {
        let at = due.shown(zone);
        en.push_str(&format!("; next: {}, by {at}", next.en));
        zh.push_str(&format!("；下一项：{}，{at} 前", next.zh));
    }
    out.line(&Say { en, zh })
}

/// What else stands in `today` for these customers and for me: what no contact
/// settles, such as a registration or a ticket.
fn other(app: &mut App<'_>, customers: &[i64]) -> Result<Option<(Text, Moment)>, Failure> {
    let me = app.me()?;
    app.owing(&[], Only::Customers(customers.to_vec()), |owing| {
        let engine = &owing.engine;
        let today = engine.calendar.end_of(engine.calendar.day_of(engine.now));
        let others = |rule: &&Rule| !rule.batch && !is_duty(rule) && by_contact(rule).is_none();
        let open = engine.open(owing.rules.iter().filter(others), today)?;
        let mine = open.iter().filter(|one| {
            let of_them = one
                .subject
                .customer
                .is_some_and(|id| customers.contains(&id));
            of_them && !one.paused && (one.who.is_empty() || one.who.contains(&me))
        });
        let dues = mine.filter_map(|one| Some((one.rule.label, one.line()?)));
        Ok(dues.min_by_key(|(_, due)| *due))
    })
}

/// What is owed, for whoever is about to log a contact.
pub(super) fn told(owed: &[Owed], zone: chrono_tz::Tz) -> Vec<Say> {
    // What was agreed is told by itself.
    let now = owed.iter().filter(|one| one.now && one.agreed.is_none());
    now.map(|one| {
        let (en, zh) = (one.label.en, one.label.zh);
        match one.due.map(|due| due.shown(zone)) {
            Some(due) => say!("due: {en}, by {due}", "应办：{zh}，{due} 前"),
            None => say!("due: {en}", "应办：{zh}"),
        }
    })
    .collect()
}
