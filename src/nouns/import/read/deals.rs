//! What files say of deals in their own way: “Won” as a stage, an order without a
//! name, a prospect without a first day.

use crate::form::Draft;
use crate::playbook::Deals;
use crate::problem::Problem;
use crate::records::choices::Outcome;
use crate::value::{ChoiceSet as _, Reading, Value as _};
use crate::words::Text;

/// Puts a row into the words of the form.
///
/// # Errors
/// Where an outcome has no day, or a day no outcome.
pub(super) fn in_our_words(
    row: &mut Draft,
    deals: &Deals,
    reading: &Reading<'_>,
    label: impl Fn(&str) -> Text,
) -> Result<(), Vec<Problem>> {
    let said = |row: &Draft, key: &str| {
        let answer = row.get(key).map(str::trim).unwrap_or_default();
        (!answer.is_empty()).then(|| answer.to_owned())
    };
    if let Some(stage) = said(row, "stage")
        && let Ok(outcome) = Outcome::parse(&stage, reading)
    {
        row.set("stage", "");
        row.set_default("outcome", outcome.code());
    }
    let (outcome, closed) = (said(row, "outcome"), said(row, "closed_at"));
    let lacking = match (&outcome, &closed) {
        (Some(_), None) => Some("closed_at"),
        (None, Some(_)) => Some("outcome"),
        _ => None,
    };
    if let Some(key) = lacking {
        let problem = Problem::usage(crate::say!("not given", "没有填写"));
        return Err(vec![problem.about(label(key))]);
    }
    if said(row, "stage").is_none() {
        // Where an ended deal ended is not known: at the last step.
        let last = deals.stages.last().map_or("", |step| step.code);
        row.set(
            "stage",
            if outcome.is_some() {
                last
            } else {
                deals.first()
            },
        );
    }
    if said(row, "opened").is_none() {
        row.set("opened", closed.as_deref().unwrap_or("now"));
    }
    if said(row, "name").is_none()
        && let Some(name) = said(row, "product").or_else(|| said(row, "customer"))
    {
        row.set("name", name);
    }
    Ok(())
}
