//! By when a customer of high or medium intent is to sign: what the playbook's
//! rules about the turn of intent ask, as a column of the list (R001, R002).

use crate::app::App;
use crate::event::Attribute;
use crate::out::Out;
use crate::playbook::{By, Rule, Shape, Test};
use crate::problem::Failure;
use crate::store::{List, SignBy};
use crate::value::{ChoiceSet as _, Span};

/// Adds the column where somebody asks for columns: the rules are not read for
/// the usual list.
///
/// # Errors
/// When the playbook's rules cannot be read.
pub(super) fn column(app: &App<'_>, out: &Out<'_>, list: &mut List) -> Result<(), Failure> {
    if out.style.fields.is_none() && out.style.sort.is_empty() {
        return Ok(());
    }
    let playbook = app.policy.get()?;
    let zone = playbook.calendar.zone();
    let ahead = app.now.local(zone) - app.now.local(chrono_tz::UTC);
    let spans = playbook.rules()?.iter().flat_map(spans).collect();
    list.sign_by(&SignBy {
        spans,
        ahead: ahead.num_minutes(),
    });
    Ok(())
}

/// The intents at whose turn a rule begins, and how long it gives.
fn spans(rule: &Rule) -> Vec<(String, Span)> {
    let Shape::Deadline {
        after,
        within: Some(By::One(span)),
        ..
    } = &rule.shape
    else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for selector in after {
        let of = |which| {
            let mut found = selector.conditions.iter();
            match found.find(|one| one.attribute == which).map(|one| &one.is) {
                Some(Test::In(codes)) => codes.as_slice(),
                _ => &[],
            }
        };
        let intent = Attribute::Intent.code();
        if selector.event.name == "customer.turned"
            && of(Attribute::Attribute).iter().any(|code| code == intent)
        {
            all.extend(of(Attribute::To).iter().map(|code| (code.clone(), *span)));
        }
    }
    all
}
