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
use crate::say;
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
    /// A plan, or the next contact that was agreed.
    agreed: bool,
    /// What tells it from the next one of the same rule.
    key: (&'static str, i64, Moment),
    /// What a contact must have to settle it, besides reaching somebody.
    needs: Vec<(Attribute, String)>,
}

impl Owed {
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
                key: (owed.rule.id, owed.subject.id, owed.since),
                agreed: matches!(
                    owed.rule.shape,
                    Shape::Dated {
                        date: Date::FollowupNext | Date::PlanAt | Date::ActionDue,
                        ..
                    }
                ),
                needs: needs(owed.rule),
            })
            .collect())
    })
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

/// Says what a contact settled, and what comes next.
pub(in crate::nouns) fn tell(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    customers: &[i64],
    before: &[Owed],
) -> Result<(), Failure> {
    if !before.iter().any(|one| one.now && !one.agreed) {
        return Ok(());
    }
    let after = open(app, customers)?;
    let left: HashSet<_> = after.iter().map(|one| one.key).collect();
    let mut settled: Vec<Text> = Vec::new();
    // Plans and agreed contacts were named where the contact was.
    let shown = before.iter().filter(|one| one.now && !one.agreed);
    for one in shown.filter(|one| !left.contains(&one.key)) {
        if !settled.contains(&one.label) {
            settled.push(one.label);
        }
    }
    if settled.is_empty() {
        return Ok(());
    }
    let zone = app.policy.get()?.calendar.zone();
    let next = after.iter().filter(|one| one.due.is_some());
    let next = next.min_by_key(|one| one.due);
    let list = |by: &str, of: fn(&Text) -> &'static str| {
        settled.iter().map(of).collect::<Vec<_>>().join(by)
    };
    let (mut en, mut zh) = (
        format!("settled: {}", list(", ", |text| text.en)),
        format!("办结：{}", list("、", |text| text.zh)),
    );
    if let Some((next, due)) = next.and_then(|next| Some((next, next.due?))) {
        let at = due.shown(zone);
        en.push_str(&format!("; next: {}, by {at}", next.label.en));
        zh.push_str(&format!("；下一项：{}，{at} 前", next.label.zh));
    }
    out.line(&Say { en, zh })
}

/// What is owed, for whoever is about to log a contact.
pub(super) fn told(owed: &[Owed], zone: chrono_tz::Tz) -> Vec<Say> {
    // What was agreed is told by itself.
    let now = owed.iter().filter(|one| one.now && !one.agreed);
    now.map(|one| {
        let (en, zh) = (one.label.en, one.label.zh);
        match one.due.map(|due| due.shown(zone)) {
            Some(due) => say!("due: {en}, by {due}", "应办：{zh}，{due} 前"),
            None => say!("due: {en}", "应办：{zh}"),
        }
    })
    .collect()
}
