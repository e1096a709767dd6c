//! `report compliance --ids RULE`: what was due by a rule, one by one, as it is counted.

use std::collections::HashMap;

use super::{Wanted, told, within};
use crate::app::{App, Owing};
use crate::nouns::Call;
use crate::nouns::report::service::{self, Asked, Span};
use crate::out::Out;
use crate::playbook::Rule;
use crate::problem::Failure;
use crate::report::{self, Judged};
use crate::rules::{Obligation, State};
use crate::say;
use crate::store::{Face, Matter, Only};
use crate::value::{Choice, Noun};
use crate::words::{Say, Text};

/// Shows them.
///
/// # Errors
/// Exit 3 for what is no rule in force.
pub(super) fn show(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    id: &str,
    (asked, wanted): (&Asked, &Wanted),
) -> Result<(), Failure> {
    let rule = called(app, id.trim())?;
    let Some(span) = asked.spans.first() else {
        return Ok(());
    };
    let all = app.owing(&[], Only::All, |owing| {
        judged(&owing, rule.code, span, wanted)
    })?;
    let period = span.term.name();
    service::write_whole(call, out, asked.until, |_| {
        vec![report::judged(rule, &period, all.clone())]
    })?;
    if all.is_empty() {
        out.note(&say!(
            "nothing was due by it in that time",
            "这段时间该规则没有到期的事项"
        ));
    }
    Ok(())
}

/// The rule with this id, or as the report calls it.
fn called(app: &App<'_>, text: &str) -> Result<Choice, Failure> {
    let playbook = app.policy.get()?;
    let by_id = playbook.rule(text)?;
    let labelled = |rule: &&Rule| {
        let Text { en, zh } = rule.label;
        zh == text || en.eq_ignore_ascii_case(text)
    };
    let rule = match by_id {
        Some(rule) => Some(rule),
        None => playbook.rules()?.iter().find(labelled),
    };
    let unknown = || playbook.no_such_rule(text).about(Say::same("--ids"));
    let rule = rule.ok_or_else(unknown)?;
    Ok(Choice {
        code: rule.id,
        label: rule.label,
        aliases: &[],
    })
}

fn judged(
    owing: &Owing<'_>,
    rule: &str,
    span: &Span,
    wanted: &Wanted,
) -> Result<Vec<Judged>, Failure> {
    let Some(rule) = owing.rules.iter().find(|one| one.id == rule) else {
        return Ok(Vec::new());
    };
    let mut all = Vec::new();
    let times = [within(&owing.engine, span)];
    told(owing, rule, &times, &mut |_, owed, state| {
        if wanted.has(owed) {
            all.push((owed.clone(), state));
        }
    })?;
    let names = Names::of(owing, &all)?;
    Ok(all
        .iter()
        .map(|(owed, state)| names.named(owed, *state))
        .collect())
}

/// What the records, customers and colleagues are called.
struct Names {
    faces: HashMap<i64, Face>,
    matters: HashMap<i64, Matter>,
    staff: HashMap<i64, String>,
}

impl Names {
    fn of(owing: &Owing<'_>, all: &[(Obligation<'_>, State)]) -> Result<Self, Failure> {
        let store = owing.store;
        let customers = all.iter().filter_map(|(owed, _)| owed.subject.customer);
        let customers: Vec<i64> = customers.collect();
        let records: Vec<i64> = all.iter().map(|(owed, _)| owed.subject.id).collect();
        let noun = all.first().map(|(owed, _)| owed.subject.noun);
        let matters = match noun {
            None | Some(Noun::Customer | Noun::Staff) => HashMap::new(),
            Some(noun) => store.matters(noun, &records)?,
        };
        let staff = store.all_staff()?.into_iter();
        Ok(Names {
            faces: store.faces(&customers)?,
            matters,
            staff: staff.map(|one| (one.id, one.record.name.0)).collect(),
        })
    }

    fn named(&self, owed: &Obligation<'_>, state: State) -> Judged {
        let subject = &owed.subject;
        let face = subject.customer.and_then(|id| self.faces.get(&id));
        let customer = face.map(|face| (face.number.clone(), face.name.clone()));
        let number = match subject.noun {
            Noun::Staff => self.staff.get(&subject.id).cloned(),
            Noun::Customer => face.map(|face| face.number.clone()),
            _ => self.matters.get(&subject.id).map(|one| one.number.clone()),
        };
        let who = owed.who.iter().filter_map(|who| self.staff.get(who));
        Judged {
            noun: subject.noun,
            number: number.unwrap_or_default(),
            customer,
            state,
            since: owed.since,
            due: owed.due,
            met: owed.met,
            who: who.cloned().collect(),
        }
    }
}
