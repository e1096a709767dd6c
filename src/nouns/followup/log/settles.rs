//! What a contact settles: shown and ticked at the terminal, named by flags in
//! a script.

use crate::app::{App, stopped};
use crate::ask::{Choosable, Question};
use crate::nouns::Call;
use crate::problem::Failure;
use crate::say;
use crate::store::OpenItem;
use crate::value::{ChoiceSet as _, Noun};
use crate::words::t;

/// `--settles AC…,AC…`: in a script only flags count.
pub(super) fn settled(app: &mut App<'_>, call: &Call<'_>) -> Result<Vec<i64>, Failure> {
    let numbers = call.text("settles").unwrap_or("").to_owned();
    let mut ids = Vec::new();
    for number in numbers.split([',', '，', '、']) {
        if !number.trim().is_empty() {
            ids.push(app.resolve(Noun::Action, number.trim())?);
        }
    }
    Ok(ids)
}

/// Shows what is open for the customers, and asks which actions are settled.
pub(super) fn tick(app: &mut App<'_>, customers: &[i64]) -> Result<Vec<i64>, Failure> {
    let lang = app.lang;
    let zone = app.policy.get()?.calendar.zone();
    let mut lines = Vec::new();
    let mut options = Vec::new();
    let mut ids = Vec::new();
    for customer in customers {
        for item in app.file()?.open_items(*customer)? {
            match item {
                OpenItem::Plan(plan) => {
                    let (number, at) = (&plan.number, plan.record.at.0.shown(zone));
                    let by = plan.record.method.label().to(lang);
                    lines.push(say!(
                        "planned {number}: {at}, {by}",
                        "计划 {number}：{at} {by}"
                    ));
                }
                OpenItem::Next(last) => {
                    let at = last.record.next_at.map(|at| at.0.shown(zone));
                    let at = at.unwrap_or_default();
                    let what = last.record.next_what.as_deref().unwrap_or("").to_owned();
                    lines.push(say!("agreed next: {at} {what}", "约定下次：{at} {what}"));
                }
                OpenItem::Action(action) => {
                    let due = action.record.due.0.shown(zone);
                    options.push(Choosable {
                        code: action.number.clone(),
                        label: action.record.what.clone(),
                        note: due,
                        also: Vec::new(),
                    });
                    ids.push(action.id);
                }
            }
        }
    }
    let Some(ask) = &mut app.ask else {
        return Ok(Vec::new());
    };
    for line in lines {
        ask.tell(line.to(lang)).map_err(stopped)?;
    }
    if options.is_empty() {
        return Ok(Vec::new());
    }
    let label = t("Which of these are settled", "哪些待办已完成");
    let question = Question {
        label: label.to(lang),
        ..Question::default()
    };
    let chosen = ask.pick_many(&question, &options, &[]).map_err(stopped)?;
    Ok(chosen
        .into_iter()
        .filter_map(|at| ids.get(at).copied())
        .collect())
}
