//! What was said in a contact and is a record of its own: an objection of the customer
//! (F14) and promises of ours (F18). They come and go with the contact's command.

use super::agreed::Agreed;
use crate::app::App;
use crate::out::{Out, number_of};
use crate::playbook::{Playbook, limit};
use crate::problem::Failure;
use crate::records::choices::{ObjectionType, PromisedBy};
use crate::records::{Followup, Objection, Promise};
use crate::say;
use crate::store::{Place, Writing};
use crate::value::{ChoiceSet as _, Long, Moment, Noun, Ref, find_choice};
use std::collections::BTreeSet;

/// What was written of it.
#[derive(Default)]
pub(super) struct Kept {
    objection: Option<(String, ObjectionType)>,
    promises: Vec<(String, String, Option<Moment>)>,
}

/// Writes what was said in a contact.
pub(super) fn write(
    writing: &Writing<'_>,
    playbook: &Playbook,
    contact: &Followup,
    promises: &[Agreed],
) -> Result<Kept, Failure> {
    let nothing = BTreeSet::new();
    let day = contact.at.day(playbook.calendar.zone());
    let place = |noun| Place {
        number: number_of(playbook, noun, day),
        extra: Vec::new(),
        since: contact.at,
        to_confirm: &nothing,
    };
    let mut kept = Kept::default();
    if let Some(text) = &contact.objection {
        let (r#type, what) = typed(&text.0);
        let objection = Objection {
            customer: contact.customer,
            what: Long(what),
            r#type,
            raised: contact.at,
            said_by: None,
            deal: contact.deal,
            proposal: None,
            help_asked: None,
            owner: contact.owner,
            notes: None,
        };
        let (_, number) = writing.insert(&objection, &place(Noun::Objection))?;
        kept.objection = Some((number, r#type));
    }
    for one in promises {
        let promise = Promise {
            customer: contact.customer,
            what: Long(one.what.clone()),
            promised_by: PromisedBy::Us,
            kind: None,
            due: one.due,
            made: contact.at,
            owner: one.owner.map(Ref::new).or(contact.owner),
            deal: contact.deal,
            notes: None,
        };
        let (_, number) = writing.insert(&promise, &place(Noun::Promise))?;
        let due = one.due.map(|due| due.0);
        kept.promises.push((number, one.what.clone(), due));
    }
    Ok(kept)
}

/// `价格：比竞品贵` says of which kind it is; else it is another one.
fn typed(text: &str) -> (ObjectionType, String) {
    let whole = || (ObjectionType::Other, text.trim().to_owned());
    let Some((word, rest)) = text.split_once([':', '：']) else {
        return whole();
    };
    let choices = ObjectionType::CHOICES;
    let found = find_choice(word.trim(), choices).ok();
    let found = found.and_then(|at| choices.get(at));
    let found = found.and_then(|choice| ObjectionType::from_code(choice.code));
    match found {
        Some(kind) if !rest.trim().is_empty() => (kind, rest.trim().to_owned()),
        _ => whole(),
    }
}

/// Says it, a line each.
pub(super) fn tell(
    app: &App<'_>,
    out: &mut Out<'_>,
    contact: &Followup,
    kept: &Kept,
) -> Result<(), Failure> {
    let playbook = app.policy.get()?;
    let calendar = &playbook.calendar;
    if let Some((number, kind)) = &kept.objection {
        let label = kind.label();
        let (en, zh) = (label.en.to_lowercase(), label.zh);
        let (by_en, by_zh) = match limit(app.policy.rules()?, "objection-answer", |_| None) {
            Some(limit) => {
                let due = calendar.due(contact.at, &limit).shown(calendar.zone());
                (format!(", answer by {due}"), format!("，请于 {due} 前回应"))
            }
            None => (String::new(), String::new()),
        };
        out.line(&say!(
            "objection {number}: {en}{by_en}: kehu deal answer {number}",
            "异议 {number}：{zh}{by_zh}：kehu deal answer {number}"
        ))?;
        if *kind == ObjectionType::Other {
            out.note(&say!(
                "of another kind: kehu objection edit {number} --kind price",
                "如属其他类型：kehu objection edit {number} --kind 价格"
            ));
        }
    }
    for (number, what, due) in &kept.promises {
        let (en, zh) = match due {
            Some(due) => {
                let due = due.shown(calendar.zone());
                (format!(", by {due}"), format!("，{due} 前"))
            }
            None => (String::new(), String::new()),
        };
        out.line(&say!(
            "promise {number}: {what}{en}",
            "承诺 {number}：{what}{zh}"
        ))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_before_a_colon_may_be_its_kind() {
        for (text, kind, what) in [
            ("price: too dear", ObjectionType::Price, "too dear"),
            ("价格：比竞品贵", ObjectionType::Price, "比竞品贵"),
            ("交期: 太长", ObjectionType::LeadTime, "太长"),
            ("王总：再看看", ObjectionType::Other, "王总：再看看"),
            ("价格：", ObjectionType::Other, "价格："),
            ("价格高", ObjectionType::Other, "价格高"),
        ] {
            assert_eq!(typed(text), (kind, what.to_owned()), "{text}");
        }
    }
}
