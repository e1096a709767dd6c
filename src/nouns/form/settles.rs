//! What the playbook's rules asked for and a form has settled: one line after it
//! was filled in.

use crate::app::App;
use crate::event::Attribute;
use crate::nouns::today::settling;
use crate::out::Out;
use crate::playbook::{Rule, Test};
use crate::problem::Failure;
use crate::say;
use crate::store::Only;
use crate::value::Moment;
use crate::words::Text;

/// Something that a rule asks a form for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    label: Text,
    /// What tells it from the next one of the same rule.
    key: (&'static str, i64, Moment),
}

/// What is open that this form settles, for a customer or for whoever fills it in.
///
/// # Errors
/// When the playbook or the file cannot be read.
pub fn open(app: &mut App<'_>, form: &str, customer: Option<i64>) -> Result<Vec<Asked>, Failure> {
    let rules = app.policy.rules()?;
    if !rules.iter().any(|rule| asks(rule, form)) {
        return Ok(Vec::new());
    }
    let only = customer.map_or(Only::All, |customer| Only::Customers(vec![customer]));
    app.owing(&[], only, |owing| {
        let engine = &owing.engine;
        let far = engine.now.plus_seconds(400 * 86_400).unwrap_or(engine.now);
        let rules = owing.rules.iter().filter(|rule| asks(rule, form));
        let all = engine.open(rules, far)?.into_iter();
        Ok(all
            .map(|owed| Asked {
                label: owed.rule.label,
                key: (owed.rule.id, owed.subject.id, owed.since),
            })
            .collect())
    })
}

/// Whether a form settles what a rule asks.
fn asks(rule: &Rule, form: &str) -> bool {
    let made = settling(rule)
        .iter()
        .filter(|one| one.event.name == "entry.made");
    made.flat_map(|one| &one.conditions)
        .any(|one| match &one.is {
            Test::In(ids) => one.attribute == Attribute::Form && ids.iter().any(|id| id == form),
            _ => false,
        })
}

/// Says what is no longer open.
///
/// # Errors
/// When the file cannot be read, or the line not written.
pub fn tell(out: &mut Out<'_>, before: &[Asked], after: &[Asked]) -> Result<(), Failure> {
    let gone = before
        .iter()
        .filter(|one| after.iter().all(|left| left.key != one.key));
    let mut labels: Vec<Text> = gone.map(|one| one.label).collect();
    labels.dedup();
    if labels.is_empty() {
        return Ok(());
    }
    let en: Vec<&str> = labels.iter().map(|label| label.en).collect();
    let zh: Vec<&str> = labels.iter().map(|label| label.zh).collect();
    let (en, zh) = (en.join(", "), zh.join("、"));
    out.line(&say!("settled: {en}", "办结：{zh}"))
}
