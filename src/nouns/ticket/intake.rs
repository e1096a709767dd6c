//! What is worked out while a ticket is accepted: its priority, its team, who comes
//! first, and earlier tickets like it. Suggested with the reason, never forced.

use std::sync::LazyLock;

use super::levels;
use crate::app::App;
use crate::field::Field;
use crate::form::{Draft, Form as _, subset};
use crate::out::Out;
use crate::problem::Failure;
use crate::records::choices::{Cause, Nature, Priority, Scope, Severity};
use crate::records::{Staff, Ticket};
use crate::say;
use crate::store::Kept;
use crate::value::{ChoiceSet, Noun, Ref, find_choice};
use crate::words::{Lang, Say, Text};

/// A ticket of the same customer and cause within so many days is a repeat (K08).
const REPEAT_DAYS: i64 = 90;

/// A priority that follows from severity and scope, and why (R157).
pub(super) struct Suggested {
    pub priority: Priority,
    pub why: Say,
}

/// What is asked before a priority can be suggested: what it is about, how bad it is
/// and whom it hits.
static FIRST: LazyLock<Vec<Field>> = LazyLock::new(|| {
    const KEYS: &[&str] = &["customer", "type", "area", "nature", "severity", "scope"];
    let fields = subset(Ticket::FIELDS, KEYS).into_iter();
    fields.map(Field::asked).collect()
});

/// Suggests a priority where none was given: at a terminal after the questions that it
/// needs, and there it can be declined.
///
/// # Errors
/// [`Failure::Stopped`] after Ctrl-C; when the playbook cannot be read.
pub(super) fn priority(
    app: &mut App<'_>,
    draft: &mut Draft,
    command: &str,
) -> Result<Option<Suggested>, Failure> {
    if draft.get("priority").is_some() {
        return Ok(None);
    }
    let found = match suggested(app, draft)? {
        None if app.ask.is_some() => {
            app.take_up(draft, command, Ticket::LABEL)?;
            let asked = ask_first(app, draft);
            app.note_form(command, draft);
            asked?;
            if draft.get("priority").is_some() {
                return Ok(None);
            }
            let Some(found) = suggested(app, draft)? else {
                return Ok(None);
            };
            let label = found.priority.label();
            let (en, zh) = (label.small(), label.zh);
            let (why, why_zh) = (&found.why.en, &found.why.zh);
            let question = say!("Priority {en} ({why})?", "优先级定为“{zh}”（{why_zh}）？");
            if !app.confirm(question.to(app.lang), true)? {
                return Ok(None);
            }
            found
        }
        None => return Ok(None),
        Some(found) => found,
    };
    draft.set("priority", found.priority.code());
    Ok(Some(found))
}

/// Puts the first questions, and takes their answers over.
fn ask_first(app: &mut App<'_>, draft: &mut Draft) -> Result<(), Failure> {
    let mut first = draft.part(&FIRST, "");
    let asked = app.ask_for(&mut first, &[]);
    draft.amend(&first.part(Ticket::FIELDS, ""));
    asked
}

/// What severity and scope suggest, as far as they are known.
fn suggested(app: &App<'_>, draft: &Draft) -> Result<Option<Suggested>, Failure> {
    let severity = chosen::<Severity>(draft, "severity");
    let scope = chosen::<Scope>(draft, "scope");
    let ticket = &app.policy.get()?.ticket;
    let code = ticket.suggest(severity.map(Severity::code), scope.map(Scope::code));
    let Some(priority) = code.and_then(Priority::from_code) else {
        return Ok(None);
    };
    let labels = [severity.map(Severity::label), scope.map(Scope::label)];
    let labels: Vec<Text> = labels.into_iter().flatten().collect();
    let named = |lang: Lang| {
        let labels: Vec<_> = labels.iter().map(|label| label.to(lang)).collect();
        labels.join(" × ")
    };
    let why = Say {
        en: named(Lang::En).to_lowercase(),
        zh: named(Lang::Zh),
    };
    Ok(Some(Suggested { priority, why }))
}

fn chosen<T: ChoiceSet>(draft: &Draft, key: &str) -> Option<T> {
    let at = find_choice(draft.get(key)?, T::CHOICES).ok()?;
    T::VARIANTS.get(at).copied()
}

/// Sends a ticket to the team of its area or nature where none was named (R158); gives
/// back whether it did.
pub(super) fn route(app: &App<'_>, record: &mut Ticket) -> Result<bool, Failure> {
    if record.team.is_some() {
        return Ok(false);
    }
    record.team = app.policy.get()?.ticket.team(record.area, record.nature);
    Ok(record.team.is_some())
}

/// The delivery, contract and earlier ticket that a ticket is linked to are its
/// customer's.
///
/// # Errors
/// Exit 2, naming the record.
pub(super) fn links(app: &mut App<'_>, record: &Ticket) -> Result<(), Failure> {
    let customer = record.customer.id();
    for (noun, id) in [
        (Noun::Contact, record.contact.map(Ref::id)),
        (Noun::Delivery, record.delivery.map(Ref::id)),
        (Noun::Contract, record.contract.map(Ref::id)),
        (Noun::Ticket, record.earlier.map(Ref::id)),
    ] {
        app.of_same_customer(customer, noun, id)?;
    }
    Ok(())
}

/// What is told of routing, of what its kind asks for, of who comes first (R168), and of
/// earlier tickets like it.
pub(super) fn tell(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    id: i64,
    number: &str,
    record: &Ticket,
    routed: bool,
) -> Result<(), Failure> {
    if let Some(team) = record.team.filter(|_| routed) {
        let label = team.label();
        let (en, zh) = (label.small(), label.zh);
        out.line(&say!(
            "goes to {en}; kehu ticket transfer {number} --team sends it elsewhere",
            "分流至{zh}；可用 kehu ticket transfer {number} --team 转交"
        ))?;
    }
    levels::tell(app, out, number, record)?;
    first(app, out, number, record.nature, record.assignee)?;
    like(app, out, id, number, record)
}

/// Whoever comes first for tickets of this nature, where it is not already theirs.
pub(super) fn first(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    number: &str,
    nature: Option<Nature>,
    assignee: Option<Ref<Staff>>,
) -> Result<(), Failure> {
    let Some(role) = app.policy.get()?.ticket.first(nature) else {
        return Ok(());
    };
    let here = app.store.read()?.who_holds(role)?;
    let theirs = |one: &Kept<Staff>| Some(one.id) == assignee.map(Ref::id);
    if here.is_empty() || here.iter().any(theirs) {
        return Ok(());
    }
    let names: Vec<&str> = here.iter().map(|one| one.record.name.0.as_str()).collect();
    let (en, zh, name) = (
        names.join(", "),
        names.join("、"),
        names.first().copied().unwrap_or_default(),
    );
    let label = role.label();
    let (role, role_zh) = (label.small(), label.zh);
    out.line(&say!(
        "{role} first (R168): {en}; kehu ticket assign {number} --to {name}",
        "优先分配{role_zh}（R168）：{zh}；kehu ticket assign {number} --to {name}"
    ))
}

/// Earlier tickets of this customer of the same type, which may have the same cause.
fn like(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    id: i64,
    number: &str,
    record: &Ticket,
) -> Result<(), Failure> {
    if record.earlier.is_some() {
        return Ok(());
    }
    let since = record.at.plus_seconds(-REPEAT_DAYS * 86_400);
    let like = app
        .store
        .read()?
        .tickets_like(id, since.unwrap_or(record.at))?;
    let Some((first, _)) = like.first() else {
        return Ok(());
    };
    let named = |lang: Lang| {
        let one = |(number, cause): &(String, Option<Cause>)| match (cause, lang) {
            (Some(cause), Lang::En) => format!("{number} ({})", cause.label().small()),
            (Some(cause), Lang::Zh) => format!("{number}（{}）", cause.label().zh),
            (None, _) => number.clone(),
        };
        let all: Vec<_> = like.iter().map(one).collect();
        all.join(match lang {
            Lang::En => ", ",
            Lang::Zh => "、",
        })
    };
    let (en, zh) = (named(Lang::En), named(Lang::Zh));
    out.line(&say!(
        "earlier like it: {en}; kehu ticket link {number} --earlier {first}",
        "此前类似：{zh}；kehu ticket link {number} --earlier {first}"
    ))
}
