//! What a contact settles. At the terminal what is open is shown and ticked,
//! plans of the same method beforehand; in a script only flags count.

use super::owed::{self, Owed};
use crate::app::{App, stopped};
use crate::ask::{Choosable, Question};
use crate::nouns::Call;
use crate::nouns::customer::outline::to_confirm;
use crate::nouns::followup::agenda::open_one;
use crate::problem::{Failure, Problem};
use crate::records::Followup;
use crate::say;
use crate::store::OpenItem;
use crate::value::{ChoiceSet as _, Moment, Noun};
use crate::words::t;

/// A plan or an action that the contact settles.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Settled {
    pub noun: Noun,
    pub id: i64,
    pub number: String,
    pub customer: i64,
}

/// `--settles AC…,PL…` and `--plan PL…`.
pub(super) fn flagged(app: &mut App<'_>, call: &Call<'_>) -> Result<Vec<Settled>, Failure> {
    let numbers = format!(
        "{},{}",
        call.text("settles").unwrap_or(""),
        call.text("plan").unwrap_or("")
    );
    let mut settled = Vec::new();
    for number in numbers.split([',', '，', '、']).map(str::trim) {
        if number.is_empty() {
            continue;
        }
        let (noun, id) = open_one(app, number)?;
        let store = app.file()?;
        let found = store.candidate(noun, id)?;
        settled.push(Settled {
            noun,
            id,
            number: found.map_or(String::new(), |found| found.number),
            customer: store.customer_of(noun, id)?,
        });
    }
    Ok(settled)
}

/// Refuses what belongs to somebody who was not there.
pub(super) fn check(settled: &[Settled], customers: &[i64]) -> Result<(), Failure> {
    match settled
        .iter()
        .find(|one| !customers.contains(&one.customer))
    {
        None => Ok(()),
        Some(other) => {
            let number = &other.number;
            Err(Problem::usage(say!(
                "{number} is another customer's",
                "{number} 属于其他客户"
            ))
            .into())
        }
    }
}

/// Tells what is agreed with the customers, before anything is asked.
pub(super) fn tell_open(
    app: &mut App<'_>,
    customers: &[i64],
    owed: &[Owed],
) -> Result<(), Failure> {
    let lang = app.lang;
    let zone = app.policy.get()?.calendar.zone();
    let mut lines = Vec::new();
    for customer in customers {
        let contacts = app.file()?.contacts_of(*customer)?;
        let unsaid = to_confirm(app, *customer, &contacts)?;
        if !unsaid.is_empty() {
            let (en, zh) = (unsaid.join(", "), unsaid.join("、"));
            lines.push(say!(
                "to be confirmed, ask first: {en}",
                "待确认，请先询问：{zh}"
            ));
        }
        for item in app.file()?.open_items(*customer)? {
            lines.push(match item {
                OpenItem::Plan(plan) => {
                    let (number, at) = (plan.number, plan.record.at.0.shown(zone));
                    let by = plan.record.method.label().to(lang);
                    say!("planned {number}: {at}, {by}", "计划 {number}：{at} {by}")
                }
                OpenItem::Next(last) => {
                    let at = last.record.next_at.map(|at| at.0.shown(zone));
                    let at = at.unwrap_or_default();
                    let what = last.record.next_what.as_deref().unwrap_or("").to_owned();
                    say!("agreed next: {at} {what}", "约定下次：{at} {what}")
                }
                OpenItem::Action(action) => {
                    let (number, due) = (action.number, action.record.due.0.shown(zone));
                    let what = action.record.what;
                    say!(
                        "agreed {number}: {what}, by {due}",
                        "待办 {number}：{what}，{due} 前"
                    )
                }
            });
        }
    }
    lines.extend(owed::told(owed, zone));
    if let Some(ask) = &mut app.ask {
        for line in lines {
            ask.tell(line.to(lang)).map_err(stopped)?;
        }
    }
    Ok(())
}

/// What a contact may settle.
#[derive(Clone, Copy)]
pub(super) struct Open<'a> {
    /// Whose plans and actions.
    pub customers: &'a [i64],
    /// What rules ask and the contact does not say yet.
    pub owed: &'a [Owed],
    /// Plans until then are ticked beforehand.
    pub until: Moment,
}

/// What a person says it settles: asked in a conversation; in one line at the
/// terminal the plans of the same method until `until`.
pub(super) fn ticked(
    app: &mut App<'_>,
    open: Open<'_>,
    record: &mut Followup,
    asking: bool,
) -> Result<Vec<Settled>, Failure> {
    let Open {
        customers,
        owed,
        until,
    } = open;
    let lang = app.lang;
    let zone = app.policy.get()?.calendar.zone();
    let (mut items, mut options, mut chosen) = (Vec::new(), Vec::new(), Vec::new());
    for customer in customers {
        for item in app.file()?.open_items(*customer)? {
            let (noun, id, number, label, at, same) = match item {
                OpenItem::Plan(plan) => {
                    let by = plan.record.method;
                    let same = by == record.method && plan.record.at.0 <= until;
                    let label = by.label().to(lang).to_owned();
                    (
                        Noun::Plan,
                        plan.id,
                        plan.number,
                        label,
                        plan.record.at.0,
                        same,
                    )
                }
                OpenItem::Action(action) => {
                    let (what, due) = (action.record.what, action.record.due.0);
                    (Noun::Action, action.id, action.number, what, due, false)
                }
                OpenItem::Next(_) => continue,
            };
            if same {
                chosen.push(items.len());
            }
            options.push(Choosable {
                code: number.clone(),
                label,
                note: at.shown(zone),
                also: Vec::new(),
            });
            let customer = *customer;
            items.push(Settled {
                noun,
                id,
                number,
                customer,
            });
        }
    }
    options.extend(owed.iter().map(|one| Choosable {
        code: one.rule.to_owned(),
        label: one.label.to(lang).to_owned(),
        note: one.due.map(|due| due.shown(zone)).unwrap_or_default(),
        also: Vec::new(),
    }));
    let Some(ask) = &mut app.ask else {
        return Ok(Vec::new());
    };
    if asking && !options.is_empty() {
        let label = t("Which of these are settled", "本次完成了哪些");
        let question = Question {
            label: label.to(lang),
            ..Question::default()
        };
        chosen = ask
            .pick_many(&question, &options, &chosen)
            .map_err(stopped)?;
    }
    for one in chosen
        .iter()
        .filter_map(|at| owed.get(at.checked_sub(items.len())?))
    {
        one.say(record);
    }
    let chosen = chosen.into_iter().filter_map(|at| items.get(at).cloned());
    Ok(chosen.collect())
}
