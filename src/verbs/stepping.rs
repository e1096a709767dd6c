//! A step that a record takes once: its day and what is said of it, written into
//! the record's own columns, which the step's form is named after.

use crate::app::{App, Filling};
use crate::call::Call;
use crate::form::Form;
use crate::playbook::Playbook;
use crate::problem::{Failure, Problem};
use crate::say;
use crate::store::{Kind, Writing};
use crate::value::{Found, Moment, Noun, Stored, Value as _};
use crate::words::{Say, Text};

/// Which step of which record.
pub struct Step<'a> {
    /// What the journal calls the command.
    pub verb: &'static str,
    pub noun: Noun,
    pub id: i64,
    pub number: &'a str,
    /// The column, and the field of the step's form, that says when.
    pub when: &'static str,
    /// What has happened then: “kept”, 已兑现.
    pub done: Text,
    /// What goes without saying: fields of the step's form and their answers.
    pub supposes: &'a [(&'static str, &'static str)],
    /// Before this it cannot have happened.
    pub begun: Moment,
}

/// Fills the step's form in and writes it.
///
/// # Errors
/// Exit 5 where the step was taken, exit 2 where its day lies before the record's;
/// else as filling a form in.
pub fn step<S: Form>(app: &mut App<'_>, call: &Call<'_>, step: &Step<'_>) -> Result<S, Failure> {
    step_with(app, call, step, |_, _, _, _| Ok(()))
}

/// The same, and in the same command whatever `more` writes: it is given the step
/// and its moment.
///
/// # Errors
/// As [`step`].
pub fn step_with<S: Form>(
    app: &mut App<'_>,
    call: &Call<'_>,
    step: &Step<'_>,
    more: impl FnOnce(&Writing<'_>, &S, Moment, &Playbook) -> Result<(), Failure>,
) -> Result<S, Failure> {
    let me = app.me()?;
    let zone = app.policy.get()?.calendar.zone();
    let (number, en, zh) = (step.number, step.done.en, step.done.zh);
    let before = app.store.read()?.moment_of(step.noun, step.id, step.when)?;
    if let Some(before) = before {
        let before = before.shown(zone);
        return Err(Problem::refused(say!(
            "{number} was {en} already: {before}",
            "{number} {zh}：{before}"
        ))
        .hint(say!(
            "take that back with: kehu undo",
            "如需更正请用 kehu undo"
        ))
        .into());
    }
    let mut draft = call.draft(S::FIELDS)?;
    draft.set_default(step.when, "now");
    for (key, answer) in step.supposes {
        draft.set_default(key, *answer);
    }
    let command = format!("{} {number}", step.verb);
    let record = app
        .fill::<S>(
            draft,
            Filling {
                command: &command,
                ask: true,
                ..Filling::default()
            },
        )?
        .record;
    let values: Vec<(&str, Stored)> = S::FIELDS
        .iter()
        .map(|field| field.key)
        .zip(record.store())
        .collect();
    let at = taken(&values, step.when).unwrap_or(app.now);
    if at < step.begun {
        let begun = step.begun.shown(zone);
        return Err(Problem::usage(say!(
            "that is before it began: {begun}",
            "早于其开始时间 {begun}"
        ))
        .about(crate::words::t("--at", "--at"))
        .hint(say!("give a later --at", "请把 --at 改晚"))
        .into());
    }
    let now = app.now;
    let playbook = app.policy.get()?;
    let writing = app
        .store
        .write()?
        .begin(step.verb, Kind::Work, Some(me), now)?;
    for (key, value) in &values {
        writing.set_column(step.noun, step.id, key, value, at)?;
    }
    more(&writing, &record, at, playbook)?;
    writing.commit(number, &Say::from(step.done))?;
    Ok(record)
}

/// The moment under a key.
fn taken(values: &[(&str, Stored)], when: &str) -> Option<Moment> {
    match values.iter().find(|(key, _)| *key == when) {
        Some((_, Stored::Text(text))) => Moment::load(Found::Text(text)),
        _ => None,
    }
}
